"""The command ``deepcat report class``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from deepcat_grader.classes.options import stop

EXAMPLES = "Examples:\n\n  deepcat report class autumn"


def class_report(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The course directory.")],
) -> None:
    """Write where the class stands: a page of the course and of each lesson, and CSV tables.

    `deepcat grade` writes the same. Here nothing is judged: what is not in the ledger is not in
    the pages, and is named.
    """
    # Inside, so that `deepcat --help` does not wait for nbgrader.
    from rich.console import Console

    from deepcat_grader.authoring.own import OwnExerciseError
    from deepcat_grader.classes.roster import RosterError
    from deepcat_grader.grading.booking.gradebook import CannotBook
    from deepcat_grader.grading.course_folder import NoCourse, open_course
    from deepcat_grader.grading.engine import Nowhere
    from deepcat_grader.grading.ledger import LedgerError
    from deepcat_grader.grading.progress_bars import ProgressBars
    from deepcat_grader.grading.run import Options, run
    from deepcat_grader.grading.secret import NoSecret
    from deepcat_grader.insight.reports import write_reports
    from deepcat_grader.wording import counted

    try:
        course = open_course(folder)
        with ProgressBars(Console(), "reading verdicts") as progress:
            report = run(course, Nowhere(), Options(), progress)
            done = write_reports(course, report, lambda now, of: progress("report", now, of))
    except (
        NoCourse,
        NoSecret,
        LedgerError,
        CannotBook,
        RosterError,
        OwnExerciseError,
        OSError,
    ) as error:
        stop(str(error))
    open_ones = [item for item in report.items if item.key not in report.records]
    if open_ones:
        many = counted(
            len(open_ones),
            "notebook is not judged as it stands now",
            "notebooks are not judged as they stand now",
        )
        typer.echo(f"{many}: deepcat grade {folder}")
    if done.words:
        typer.echo(done.words)
    typer.echo(f"{done.page}")
