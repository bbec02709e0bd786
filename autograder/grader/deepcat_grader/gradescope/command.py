"""The command ``deepcat gradescope``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from deepcat_grader.classes.options import HERE, ClassFolder, stop

GRADESCOPE_HELP = """
Pack a Gradescope autograder: a zip that judges one assignment as `deepcat grade` does.

Upload it in Gradescope under *Configure Autograder*. Work that was handed in there is judged there,
with the same words for students and without hidden inputs. What waits for a person says so, and
is no zero. docs/operating.md says which settings Gradescope needs.

Examples:

    deepcat gradescope 2_neuron --class autumn

    deepcat gradescope 2_neuron --class autumn --minutes 20 --to /tmp
"""


def add_commands(app: typer.Typer) -> None:
    """Register ``deepcat gradescope``."""
    app.command("gradescope", help=GRADESCOPE_HELP)(gradescope)


def gradescope(
    assignment: Annotated[str, typer.Argument(metavar="ASSIGNMENT", help="Such as 2_neuron.")],
    folder: ClassFolder = HERE,
    minutes: Annotated[
        int,
        typer.Option(min=2, max=40, help="The timeout that is set in Gradescope."),
    ] = 10,
    to: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where to write; DIR/exports by default.")
    ] = None,
) -> None:
    """See `GRADESCOPE_HELP`."""
    # Inside, so that `deepcat --help` does not wait for nbgrader.
    from rich.console import Console

    from deepcat_grader.authoring.own import OwnExerciseError
    from deepcat_grader.build import BuildError
    from deepcat_grader.build.bundle import version_of
    from deepcat_grader.build.course import this_course
    from deepcat_grader.gradescope.packing import pack
    from deepcat_grader.grading.course_folder import NoCourse, open_course
    from deepcat_grader.grading.secret import NoSecret
    from deepcat_grader.lms.errors import LmsError
    from deepcat_grader.whole_files import write_bytes

    console = Console(highlight=False)
    try:
        course = open_course(folder)
        known = course.assignments()
        if assignment not in known:
            listed = ", ".join(known) or "none"
            stop(f"There is no assignment {assignment!r}; the class has: {listed}.")
        checkout = this_course().root.parent
        with console.status("reading …") as status:
            packed = pack(
                course, assignment, checkout, minutes, lambda text: status.update(f"{text} …")
            )
        name = f"gradescope-{assignment}-{version_of(checkout)}.zip"
        target = (to or course.root / "exports") / name
        write_bytes(target, packed.data, 0o600)
    except (NoCourse, NoSecret, BuildError, LmsError, OwnExerciseError, OSError) as error:
        stop(str(error))
    typer.echo(f"{target} is written, {target.stat().st_size / 1e6:.1f} MB.")
    typer.echo(
        f"In Gradescope: autograder points {packed.points:g}, timeout {minutes} minutes, and the "
        "container with the most memory."
    )
    if packed.by_hand:
        typer.echo(
            f"A person gives {packed.by_hand:g} more points: switch manual grading on there."
        )
    typer.echo(
        "Give this zip to Gradescope and to nobody else: it holds the class's secret and the "
        "solutions."
    )
