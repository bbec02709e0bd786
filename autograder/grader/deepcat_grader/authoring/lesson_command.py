"""``deepcat lesson``: begin a lesson of a class's own."""

from __future__ import annotations

from typing import Annotated

import typer

from deepcat_grader.authoring.command import load_bank
from deepcat_grader.classes.options import HERE, ClassFolder, stop

_NEW_HELP = """
Begin a lesson of a class's own: one notebook in `source`, with a TODO wherever you are to write.

It holds the exercises that you name, of the class's own or of the course, and a question that a
person reads. Write in it with JupyterLab; `deepcat class update` then makes the release.

Examples:

    deepcat lesson new week_9 --class autumn

    deepcat lesson new week_9 --exercise extra.mean_colour --exercise neuron.relu --class autumn
"""


def add_commands(app: typer.Typer) -> None:
    """Register ``deepcat lesson``."""
    lesson = typer.Typer(name="lesson", help="Write lessons of a class's own.")
    lesson.callback()(_group)
    lesson.command("new", help=_NEW_HELP)(_new)
    app.add_typer(lesson)


def _group() -> None:
    """Keep ``new`` a word of its own: a group of one command would swallow it."""


def _new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Such as week_9.")],
    exercise: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="An exercise of it; say it again for the next one."),
    ] = None,
    folder: ClassFolder = HERE,
) -> None:
    load_bank()
    from deepcat_grader.authoring.lesson import new_lesson
    from deepcat_grader.authoring.own import OwnExerciseError, own_entries
    from deepcat_grader.authoring.placing import PlacingError
    from deepcat_grader.authoring.proved import unproved
    from deepcat_grader.grading.course_folder import NoCourse, open_course

    try:
        course = open_course(folder)
        files = new_lesson(course, name, exercise or [])
        own = own_entries(course.root)
    except (NoCourse, PlacingError, OwnExerciseError, OSError) as error:
        stop(f"Nothing was written: {error}")
    for path in files:
        typer.echo(f"written: {path}")
    for one in unproved(course.root, [one for one in exercise or [] if one in own]):
        prove = f"deepcat exercise prove {one} --class {folder}"
        typer.echo(f"Not proved as it stands now. Before students get it: {prove}", err=True)
    typer.echo(
        f"Replace each TODO, in JupyterLab say; then: deepcat class update --class {folder} --yes"
    )
