"""The command ``deepcat report similar``."""

from __future__ import annotations

from typing import Annotated

import typer

from deepcat_grader.classes.options import HERE, ClassFolder, stop

EXAMPLES = (
    "Examples:\n\n  deepcat report similar --class autumn\n\n"
    "  deepcat report similar 2_neuron 4_losses --class autumn"
)


def similar_report(
    lessons: Annotated[
        list[str] | None,
        typer.Argument(metavar="LESSON", help="Which ones; by default all that anybody handed in."),
    ] = None,
    folder: ClassFolder = HERE,
) -> None:
    """Write which answers share more than the course and the class explain.

    It compares the students' own cells: what the lesson says, the answers that DeepCat knows and
    what many have written do not count. What is left are questions to ask, and no verdict.
    No code is run, and nothing changes but `reports/similar.html` and `reports/similar.csv`.
    """
    # Inside, so that `deepcat --help` does not wait for nbgrader.
    from rich.console import Console

    from deepcat_grader.authoring.own import OwnExerciseError
    from deepcat_grader.classes.roster import RosterError
    from deepcat_grader.grading.course_folder import NoCourse, open_course
    from deepcat_grader.grading.progress_bars import ProgressBars
    from deepcat_grader.insight.similar.report import write_similar
    from deepcat_grader.wording import counted

    try:
        course = open_course(folder)
        with ProgressBars(Console()) as progress:
            page, found = write_similar(course, lessons or (), progress)
    except (NoCourse, OwnExerciseError, RosterError, OSError) as error:
        stop(str(error))
    for lesson in found:
        pairs = counted(len(lesson.pairs), "pair to ask about", "pairs to ask about")
        compared = counted(lesson.compared, "hand-in", "hand-ins")
        unread = f"; {len(lesson.unread)} not compared in full" * bool(lesson.unread)
        typer.echo(f"{lesson.assignment}: {pairs} among {compared}{unread}")
    typer.echo(f"{page}")
