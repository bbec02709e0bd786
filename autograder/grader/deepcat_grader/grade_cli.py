"""The command ``deepcat grade``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from deepcat_grader.classes.options import Trust
from deepcat_grader.wording import counted

if TYPE_CHECKING:
    from deepcat_grader.grading.course_folder import CourseFolder
    from deepcat_grader.grading.engine import Engine
    from deepcat_grader.grading.progress_bars import ProgressBars
    from deepcat_grader.grading.report import Report

GRADE_EXAMPLES = (
    "Examples:\n\n  deepcat grade autumn\n\n"
    "  deepcat grade autumn --assignment 2_neuron --student ada --student emeka\n\n"
    "  deepcat grade autumn --jobs 4 --cell-timeout 30 --no-feedback\n\n"
    "  deepcat grade autumn --force --verbose\n\n"
    "  deepcat grade autumn --dask tcp://10.0.0.1:8786"
)


def add_commands(app: typer.Typer) -> None:
    """Register ``deepcat grade``."""
    app.command("grade", epilog=GRADE_EXAMPLES)(grade)


def grade(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The course directory.")],
    assignment: Annotated[
        list[str] | None, typer.Option(help="Only this assignment, such as 2_neuron.")
    ] = None,
    student: Annotated[list[str] | None, typer.Option(help="Only this student.")] = None,
    jobs: Annotated[int | None, typer.Option(min=1, help="Notebooks at once.")] = None,
    cell_timeout: Annotated[
        float | None, typer.Option(min=0.1, help="Seconds that a cell may compute.")
    ] = None,
    call_timeout: Annotated[
        float | None, typer.Option(min=0.1, help="Seconds that a call of an answer may compute.")
    ] = None,
    memory: Annotated[
        int | None, typer.Option(min=512, help="Address space of a notebook, in MiB.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Judge everything again.")] = False,
    feedback: Annotated[
        bool, typer.Option("--feedback/--no-feedback", help="Write the feedback pages.")
    ] = True,
    i_trust_these_students: Trust = False,
    dask: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="Judge on a Dask cluster: a scheduler's address, or `local` (docs/operating.md).",
        ),
    ] = None,
    verbose: Annotated[
        bool, typer.Option("--verbose", help="Show the traceback of every fault of the grader.")
    ] = False,
) -> None:
    """Judge what was handed in, fill nbgrader's gradebook, write the feedback pages."""
    # Inside, so that `deepcat --help` does not wait for nbgrader.
    from rich.console import Console

    from deepcat_grader.authoring.own import OwnExerciseError
    from deepcat_grader.grading.course_folder import NoCourse, open_course
    from deepcat_grader.grading.engine import NoEngine
    from deepcat_grader.grading.isolation.protection import (
        NotTrusted,
        require_trust,
        tier,
        words,
    )
    from deepcat_grader.grading.ledger import LedgerError
    from deepcat_grader.grading.log import log_of, note
    from deepcat_grader.grading.progress_bars import ProgressBars
    from deepcat_grader.grading.run import Options, configured_limits, run, trusts
    from deepcat_grader.grading.secret import NoSecret, read_secret
    from deepcat_grader.grading.summary import faults, table
    from deepcat_grader.naming.checking import troubles

    console = Console(highlight=False)
    try:
        course = open_course(folder)
        read_secret(course.root)
        found = tier()
        require_trust(found, i_trust_these_students or trusts(course))
        console.print(words(found), markup=False, style="bold red" if found.provisional else "")
        limits = configured_limits(course, cell=cell_timeout, call=call_timeout, memory=memory)
        options = Options(assignment or (), student or (), limits, force, feedback)
        with log_of(course.root) as log, ProgressBars(console) as progress:
            report = run(course, _engine(dask, jobs), options, progress)
            note(log, report)
            whole = not (assignment or student or report.unbooked)
            overview = _overview(course, report, progress) if whole else ""
    except (NoCourse, NoSecret, NotTrusted, NoEngine, OwnExerciseError, LedgerError) as error:
        _stop(str(error))
    console.print(table(report))
    named = (f"{what} {mends}" for what, mends in troubles(course.root))
    for line in (*report.notes, *named, *filter(None, [report.unbooked])):
        console.print(line, markup=False, soft_wrap=True)
    if verbose and (told := faults(report)):
        console.print(told, markup=False, soft_wrap=True)
    times = ", ".join(f"{phase} {seconds:.1f} s" for phase, seconds in report.seconds.items())
    many = counted(len(report.items), "notebook", "notebooks")
    console.print(f"{many}, {report.judged} of them judged now; {times}.", soft_wrap=True)
    if feedback:
        pages = course.directory.format_path(course.directory.feedback_directory, "STUDENT", "…")
        console.print(f"Feedback: {pages}", markup=False)
    if overview:
        console.print(overview, markup=False, soft_wrap=True)
    raise typer.Exit(1 if report.failed or report.unbooked else 0)


def _overview(course: CourseFolder, report: Report, progress: ProgressBars) -> str:
    """Write where the class stands, and say where; what stops that stops nothing else."""
    from deepcat_grader.classes.roster import RosterError
    from deepcat_grader.grading.booking.gradebook import CannotBook
    from deepcat_grader.insight.reports import write_reports

    try:
        done = write_reports(course, report, lambda now, of: progress("report", now, of))
    except (RosterError, CannotBook, OSError) as error:
        return f"The class's pages were not written: {error}"
    return "\n".join(filter(None, [done.words, f"The class: {done.page}"]))


def _engine(address: str | None, jobs: int | None) -> Engine:
    """Where notebooks are judged: on this machine, or on those of a cluster."""
    from deepcat_grader.grading.engine import LocalPool

    if address is None:
        return LocalPool(jobs)
    try:
        from deepcat_grader.grading.dask_engine import DaskEngine
    except ModuleNotFoundError as error:
        _stop(f"Dask is not installed ({error}). Install it: pip install 'deepcat-grader[dask]'.")
    return DaskEngine(address, jobs)


def _stop(text: str) -> NoReturn:
    typer.echo(text, err=True)
    raise typer.Exit(2)
