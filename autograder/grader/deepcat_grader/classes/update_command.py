"""The commands ``deepcat class update`` and ``deepcat class undo``."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from deepcat_grader.classes.options import HERE, ClassFolder, Yes, stop

if TYPE_CHECKING:
    from deepcat_grader.classes.updating import Plan
    from deepcat_grader.grading.course_folder import CourseFolder

UPDATE_EXAMPLES = (
    "Examples:\n\n  deepcat class update --class autumn\n\n"
    "  deepcat class update --class autumn --yes"
)
UNDO_EXAMPLES = (
    "Examples:\n\n  deepcat class undo --class autumn\n\n  deepcat class undo --class autumn --yes"
)
Step = Callable[[str], None]


def add_commands(group: typer.Typer) -> None:
    """Register ``update`` and ``undo`` in the group ``class``."""
    group.command("update", epilog=UPDATE_EXAMPLES)(update)
    group.command("undo", epilog=UNDO_EXAMPLES)(undo)


def update(folder: ClassFolder = HERE, yes: Yes = False) -> None:
    """Bring a changed course into a class: a plan, and with --yes what it says.

    Your own changes in `source` stay, and are released with it. Marks stay: those of an exercise
    that is dropped are kept beside, out of every total.
    """
    # Inside, so that `deepcat --help` does not wait for nbgrader.
    from deepcat_grader.build import BuildError, instructor_notebooks
    from deepcat_grader.build.course import this_course
    from deepcat_grader.build.figures import lesson_figures
    from deepcat_grader.classes.configuration import is_older
    from deepcat_grader.classes.updating import planned
    from deepcat_grader.course_dir import write_configuration, write_gitignore
    from deepcat_grader.grading.course_folder import CONFIG

    def plan(course: CourseFolder, step: Step) -> AbstractContextManager[Plan]:
        step("building the notebooks")
        try:
            built = this_course()
            figures = {lesson.name: lesson_figures(built, lesson) for lesson in built.lessons(())}
            notebooks = instructor_notebooks(course=built)
        except BuildError as error:
            stop(str(error))
        return planned(course, notebooks, figures, step)

    extra = [f"{CONFIG} loads DeepCat's settings from now on; every line of yours stays"]
    extra = extra if is_older(folder / CONFIG) else []
    if not (folder / ".gitignore").exists():
        extra.append(".gitignore keeps secret, marks and submissions out of a repository")

    def write() -> None:
        write_configuration(folder.resolve())
        write_gitignore(folder.resolve())

    _change(folder, yes, plan, extra, write)


def undo(folder: ClassFolder = HERE, yes: Yes = False) -> None:
    """Take back the last update of a class, or an interrupted one.

    Source, release and the exercises of the gradebook become what they were, without the edits
    in `source/` that the update brought in: these are kept, and named. Marks that were given
    since stay. Doing it twice brings the update back.
    """
    from deepcat_grader.classes.updating import undoing

    _change(folder, yes, undoing, [], lambda: None)


def _change(
    folder: Path,
    yes: bool,
    planning: Callable[[CourseFolder, Step], AbstractContextManager[Plan]],
    extra: list[str],
    configuration: Callable[[], None],
) -> None:
    """Show a plan, and carry it out if that is wanted."""
    from rich.console import Console

    from deepcat_grader.authoring.own import OwnExerciseError
    from deepcat_grader.classes.backups import UNDO, cannot_copy, folder_of, kept, prune, unfinished
    from deepcat_grader.classes.difference import lines
    from deepcat_grader.classes.handed_out import hand_out_again
    from deepcat_grader.classes.roster import RosterError
    from deepcat_grader.classes.updating import can_take_back, carry_out, edited
    from deepcat_grader.grading.booking.desk import titles_of
    from deepcat_grader.grading.booking.gradebook import CannotBook, Refused
    from deepcat_grader.grading.course_folder import NoCourse, open_course
    from deepcat_grader.wording import counted

    console = Console(stderr=True)
    problems = (NoCourse, CannotBook, Refused, OwnExerciseError, RosterError, OSError)
    try:
        course = open_course(folder)
        kept(course)  # a setting that cannot be read stops here, and not when all is done
        with ExitStack() as stack:
            with console.status("starting …") as status:
                show = lambda text: status.update(f"{text} …")  # noqa: E731  # a name for mypy
                plan = stack.enter_context(planning(course, show))
            told = [*lines(plan.lessons, titles_of(course.root)), *extra]
            for line in filter(None, [*told, plan.said]):
                typer.echo(line)
            for line in _unproved(plan, folder):
                typer.echo(line, err=True)
            changing = plan.changing or extra or plan.configuration
            if not changing and not unfinished(course.root):
                typer.echo("Nothing is to change.")
                return
            if not yes:
                typer.echo(cannot_copy(course) or "Before, a copy is made of everything.")
                typer.echo("Nothing was changed. With --yes it is done.")
                return
            going = edited(course, plan.staged.root, [lesson.name for lesson in plan.changing])
            edits = [
                Path("source") / name / path
                for name, paths in going.items()
                for path in paths
                if plan.why == UNDO
            ]
            backup = carry_out(plan, configuration)
    except problems as error:
        stop(f"Nothing was changed: {error}")
    before = folder_of(course.root, backup.name)
    typer.echo(f"Done. As it was before, it lies in {before}.")
    for path in edits:
        typer.echo(f"Your changes are kept in {before / path}")
    try:
        if gone := prune(course):
            old = counted(gone, "older copy was", "older copies were")
            typer.echo(f"{old} removed: `c.ClassBackups.keep` says how many stay.")
    except OSError as error:
        typer.echo(f"Older copies were not removed: {error}", err=True)
    if backup.left_out:
        typer.echo(backup.left_out)
    if can_take_back(course, backup):
        typer.echo(f"To take it back: deepcat class undo --class {folder}")
    reworded = [lesson.name for lesson in plan.changing if lesson.reworded]
    for command in hand_out_again(course, reworded, folder):
        typer.echo(f"Hand out again: {command}")
    if any(lesson.students for lesson in plan.changing):
        typer.echo(f"Then see whose marks change, and book it: deepcat regrade {folder}")


def _unproved(plan: Plan, folder: Path) -> list[str]:
    """A line on each exercise that an update hands out and nobody proved as it stands now."""
    from deepcat_grader.authoring.proved import unproved_in
    from deepcat_grader.classes.backups import UPDATE

    if plan.why != UPDATE:
        return []
    sheets = [sheet for one in plan.staged.structure.values() for sheet in one.values()]
    cells = {name for sheet in sheets for _, name in sheet.cells}
    return [
        f"{name} is not proved as it stands now. Before students get it: "
        f"deepcat exercise prove {name}{f' --class {folder}' * own}"
        for name, own in unproved_in(plan.course.root, cells).items()
    ]
