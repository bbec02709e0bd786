"""``deepcat mistake``: name a group of answers that no known mistake explains."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from deepcat_grader.classes.options import HERE, ClassFolder, Trust, stop

if TYPE_CHECKING:
    from rich.console import Console

    from deepcat_grader.authoring.walk import Step
    from deepcat_grader.grading.course_folder import CourseFolder
    from deepcat_grader.insight.clusters import Cluster
    from deepcat_grader.naming.proving import Proof

_LIST_HELP = """
Show the groups of answers without a name, each with its id, and the mistakes that the class named.

Nothing is judged: a group is made of what `deepcat grade` found.

Examples:

    deepcat mistake list --class autumn

    deepcat mistake list --class autumn --all
"""
_NEW_HELP = """
Begin a mistake of a group: write a draft with the right answer, to be made wrong.

In the draft's comments stands one of the students' answers, for you to read. It is never run.

Examples:

    deepcat mistake new 1f0c2a9b no_minus --class autumn

    deepcat mistake new 1f0c2a9b no_minus --message "The exponent lacks its minus." --class autumn
"""
_PROVE_HELP = """
Prove a mistake: it is wrong, no known one, and what the group's answers do; then it counts.

Each answer of the group is judged again, confined as ever. No mark changes. The next `deepcat
grade` tells the students anew.

Examples:

    deepcat mistake prove no_minus --class autumn

    deepcat mistake prove neuron.sigmoid.no_minus --class autumn --part
"""
_SHOW_HELP = """
Show a mistake of the class: its file, and whether it names answers.

Example:

    deepcat mistake show no_minus --class autumn
"""
_REMOVE_HELP = """
Take a mistake back; the next `deepcat grade` tells its students what they were told before.

Example:

    deepcat mistake remove no_minus --class autumn
"""
_FEW = 25  # problems of one step that are shown
Name = Annotated[str, typer.Argument(metavar="NAME", help="Such as no_minus, or its whole id.")]


def add_commands(app: typer.Typer) -> None:
    """Register ``deepcat mistake``."""
    mistake = typer.Typer(name="mistake", help="Name what a class gets wrong, and tell it.")
    mistake.command("list", help=_LIST_HELP)(_list)
    mistake.command("new", help=_NEW_HELP)(_new)
    mistake.command("prove", help=_PROVE_HELP)(_prove)
    mistake.command("show", help=_SHOW_HELP)(_show)
    mistake.command("remove", help=_REMOVE_HELP)(_remove)
    app.add_typer(mistake)


def _opened(folder: Path) -> CourseFolder:
    from deepcat_grader.grading.course_folder import NoCourse, open_course

    try:
        return open_course(folder)
    except NoCourse as error:
        stop(str(error))


def _list(
    folder: ClassFolder = HERE,
    everyone: Annotated[
        bool, typer.Option("--all", help="Show answers that stand alone, too.")
    ] = False,
) -> None:
    from deepcat_grader.naming.keeping import kept, state

    course = _opened(folder)
    groups = _groups(course) if course.students() else []
    shown = [group for group in groups if everyone or len(group.students) > 1]
    for group in shown:
        _show_group(group)
    if not shown:
        none = "No answer is without a name." if everyone else "No two without a name are alike."
        typer.echo(none)
    if alone := len(groups) - len(shown):
        typer.echo(f"{alone} more stand{'s' * (alone == 1)} alone; --all shows them.")
    if found := kept(course.root):
        typer.echo("\nMistakes of this class:")
        for id, one in found.items():
            typer.echo(f"    {id}: {state(course.root, one)}")


def _groups(course: CourseFolder) -> list[Cluster]:
    from rich.console import Console

    from deepcat_grader.authoring.own import OwnExerciseError
    from deepcat_grader.grading.course_folder import NoCourse
    from deepcat_grader.grading.ledger import LedgerError
    from deepcat_grader.grading.progress_bars import ProgressBars
    from deepcat_grader.grading.secret import NoSecret
    from deepcat_grader.naming.groups import groups_of
    from deepcat_grader.wording import counted

    try:
        with ProgressBars(Console(stderr=True), "reading verdicts") as progress:
            groups = groups_of(course, progress)
    except (NoCourse, NoSecret, LedgerError, OwnExerciseError, OSError) as error:
        stop(str(error))
    if groups.unjudged:
        many = counted(
            groups.unjudged,
            "notebook is not judged as it stands now",
            "notebooks are not judged as they stand now",
        )
        typer.echo(f"{many}: deepcat grade {course.root}", err=True)
    return groups.found


def _show_group(group: Cluster) -> None:
    from deepcat_grader.naming.draft import clean

    sample, many = group.sample, len(group.students)
    typer.echo(f"{group.id}  {many} × {group.exercise}: {_line(sample.headline)}")
    for word, text in (
        ("input", sample.shown),
        ("expected", sample.expected),
        ("received", sample.received),
    ):
        for number, line in enumerate(clean(text) if text else ()):
            typer.echo(f"    {'' if number else word:8}  {line}")
    typer.echo(f"    students  {_line(', '.join(group.students))}")


def _line(text: str) -> str:
    from deepcat_grader.marking.plainly import cut

    return cut(text)


def _new(
    group: Annotated[str, typer.Argument(metavar="GROUP", help="Its id, as `list` shows it.")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="Short, such as no_minus.")],
    folder: ClassFolder = HERE,
    message: Annotated[str, typer.Option(help="What went wrong, as students read it.")] = "",
    think: Annotated[str, typer.Option(help="What to think about next; never the answer.")] = "",
) -> None:
    from deepcat_grader.naming.draft import DraftError, entry_of, write_draft
    from deepcat_grader.naming.groups import answer_in, works_of
    from deepcat_grader.naming.keeping import remember

    course = _opened(folder)
    found = next((one for one in _groups(course) if one.id == group), None)
    if found is None:
        stop(f"No group has the id {group!r}. `deepcat mistake list --all` shows those there are.")
    try:
        entry_of(found.exercise)
        sample = found.sample
        works = works_of(course, found.exercise, sample.assignment, sample.student)
        answer = next((answer_in(work, found.exercise) for work in works), "")
        path = write_draft(course.root, found.exercise, name, message, think, answer)
        remember(course.root, path, found)
    except (DraftError, OSError) as error:
        stop(str(error))
    typer.echo(f"written: {path}")
    prove = f"deepcat mistake prove {name} --class {course.root}"
    typer.echo(f"Make of its function what the answers do, then: {prove}")


def _prove(
    name: Name,
    folder: ClassFolder = HERE,
    part: Annotated[
        bool, typer.Option("--part", help="Keep it though it explains some of the group only.")
    ] = False,
    i_trust_these_students: Trust = False,
) -> None:
    from rich.console import Console
    from rich.progress import Progress

    from deepcat_grader.authoring.class_mistakes import file_digest, load, notes
    from deepcat_grader.authoring.own import OwnExerciseError
    from deepcat_grader.grading.isolation.protection import NotTrusted, require_trust, tier
    from deepcat_grader.grading.isolation.session import NoWorker
    from deepcat_grader.grading.ledger import LedgerError
    from deepcat_grader.grading.run import trusts
    from deepcat_grader.grading.secret import NoSecret
    from deepcat_grader.naming.draft import DraftError, entry_of
    from deepcat_grader.naming.keeping import find, keep
    from deepcat_grader.naming.proving import Proof

    course, console = _opened(folder), Console(highlight=False)
    try:
        one = find(course.root, name)
        entry_of(one.exercise)
        members = notes(course.root)[one.id].members if one.id in notes(course.root) else ()
        if members:
            require_trust(tier(), i_trust_these_students or trusts(course))
        seen = file_digest(one.path)
        proof = Proof(course, one.exercise, load(one.path, one.id), members, part)
        console.print(f"[bold]{one.id}[/bold]")
        if not members:
            console.print("  No group is known of it here, so it is not compared with answers.")
        with Progress(console=console, transient=True) as progress:
            todo = proof.steps(
                lambda papers: progress.track(papers, description="papers"),
                lambda people: progress.track(people, description="the group"),
            )
            holds = _walked(console, todo)
        if holds:
            path = keep(course.root, one, seen)
    except (
        OwnExerciseError,
        DraftError,
        NotTrusted,
        NoWorker,
        LedgerError,
        NoSecret,
        OSError,
    ) as error:
        stop(str(error))
    if not holds:
        raise typer.Exit(1)
    _say_what_follows(course, proof, path)


def _walked(console: Console, todo: list[Step]) -> bool:
    """Take the steps, and say of each whether it holds; the rest waits for one that bears it."""
    holds = True
    for step in todo:
        problems = list(itertools.islice(step.problems(), _FEW + 1))
        console.print(f"  {'✗' if problems else '✓'} {step.title}")
        more = ["There is more of this kind."] * (len(problems) > _FEW)
        for problem in [*problems[:_FEW], *more]:
            console.print(f"      {_line(problem)}", markup=False, soft_wrap=True)
        holds = holds and not problems
        if problems and step.bears:
            console.print("  The rest is looked at once this is mended.")
            break
    return holds


def _say_what_follows(course: CourseFolder, proof: Proof, path: Path) -> None:
    typer.echo(f"It counts from now on: {path}")
    if proof.left:
        typer.echo(f"Told as before: {_line(', '.join(proof.left))}.")
    many = len({*proof.told})
    students = f"{many} student{'s' * (many != 1)}" if many else "whoever makes it"
    typer.echo(f"To tell {students}, no mark changes: deepcat grade {course.root}")


def _show(name: Name, folder: ClassFolder = HERE) -> None:
    from deepcat_grader.authoring.class_mistakes import Note, notes
    from deepcat_grader.authoring.own import OwnExerciseError
    from deepcat_grader.naming.keeping import find, state

    course = _opened(folder)
    try:
        one = find(course.root, name)
        text = one.path.read_text(encoding="utf-8", errors="replace")
    except (OwnExerciseError, OSError) as error:
        stop(str(error))
    note = notes(course.root).get(one.id, Note())
    typer.echo(f"{one.id}: {state(course.root, one)}")
    typer.echo(f"{one.path}")
    if note.members:
        met = ", ".join(student for _, student in note.members)
        typer.echo(f"Met in group {note.group}: {_line(met)}")
    typer.echo(f"\n{text}", nl=False)


def _remove(name: Name, folder: ClassFolder = HERE) -> None:
    from deepcat_grader.authoring.own import OwnExerciseError
    from deepcat_grader.naming.keeping import find, remove

    course = _opened(folder)
    try:
        one = find(course.root, name)
        path = remove(course.root, one)
    except (OwnExerciseError, OSError) as error:
        stop(str(error))
    typer.echo(f"{one.id} is taken back; its file lies in {path}.")
    if not one.is_draft:
        typer.echo(f"To tell its students so: deepcat grade {course.root}")
