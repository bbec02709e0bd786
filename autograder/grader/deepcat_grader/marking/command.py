"""The teacher's commands on marks that stand."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from deepcat_grader.classes.options import Trust, Yes, stop

APPEAL_EXAMPLES = (
    "Examples:\n\n  deepcat appeal autumn ada neuron.sigmoid\n\n"
    "  deepcat appeal autumn ada sigmoid --save ada-sigmoid.json\n\n"
    "  deepcat appeal autumn ada sigmoid --replay ada-sigmoid.json"
)
AUDIT_EXAMPLES = (
    "Examples:\n\n  deepcat audit autumn\n\n  deepcat audit autumn --student ada "
    "--assignment 2_neuron\n\n  deepcat audit autumn --csv > changes.csv"
)
REGRADE_EXAMPLES = (
    "Examples:\n\n  deepcat regrade autumn\n\n  deepcat regrade autumn --assignment 2_neuron "
    "--yes\n\n  deepcat regrade autumn --student ada"
)
Course = Annotated[Path, typer.Argument(metavar="DIR", help="The course directory.")]
Assignments = Annotated[list[str] | None, typer.Option(help="Only this one, such as 2_neuron.")]
Students = Annotated[list[str] | None, typer.Option(help="Only this student.")]


def add_commands(app: typer.Typer) -> None:
    """Register ``deepcat appeal``, ``audit`` and ``regrade``."""
    app.command("appeal", epilog=APPEAL_EXAMPLES)(appeal)
    app.command("audit", epilog=AUDIT_EXAMPLES)(audit)
    app.command("regrade", epilog=REGRADE_EXAMPLES)(regrade)


def appeal(
    folder: Course,
    student: Annotated[str, typer.Argument(help="The student's id.")],
    exercise: Annotated[str, typer.Argument(help="Such as neuron.sigmoid, or sigmoid.")],
    assignment: Annotated[str, typer.Option(help="Where several ask for it.")] = "",
    save: Annotated[
        Path | None, typer.Option(metavar="FILE.json", help="Keep it, for your eyes alone.")
    ] = None,
    replay: Annotated[
        Path | None,
        typer.Option(metavar="FILE.json", help="Compare with what was kept, bit for bit."),
    ] = None,
    i_trust_these_students: Trust = False,
) -> None:
    """Judge one answer again and show all that was asked, hidden inputs too: for teachers only.

    No mark changes. The exit status is 1 where the verdict is not the one that stands in the
    ledger, or not the one that was kept.
    """
    # Inside, so that `deepcat --help` does not wait for nbgrader.
    from rich.console import Console

    from deepcat_grader.authoring.own import OwnExerciseError
    from deepcat_grader.grading.course_folder import NoCourse, open_course
    from deepcat_grader.grading.isolation.protection import NotTrusted, require_trust, tier
    from deepcat_grader.grading.isolation.session import NoWorker
    from deepcat_grader.grading.ledger import LedgerError
    from deepcat_grader.grading.run import trusts
    from deepcat_grader.grading.secret import NoSecret
    from deepcat_grader.marking import appeal as judged
    from deepcat_grader.marking.appeal_lines import lines

    if save and not save.absolute().parent.is_dir():
        stop(f"There is no folder {save.parent} to keep it in. Make it, or name another.")
    try:
        then = judged.read(replay) if replay else None
        course = open_course(folder)
        require_trust(tier(), i_trust_these_students or trusts(course))
        with Console(stderr=True).status("Judging …"):
            found = judged.appeal(course, student, exercise, assignment)
        for line in lines(found):
            typer.echo(line)
        if save:
            judged.save(save, found)
            typer.echo(f"Kept in {save}, which only you can read. Students must not get it.")
    except (
        NoCourse,
        NoSecret,
        NotTrusted,
        NoWorker,
        OwnExerciseError,
        LedgerError,
        judged.NoAppeal,
        OSError,
    ) as error:
        stop(str(error))
    same = found.stands is None or found.same
    if then is not None:
        differs = [*judged.differences(then, found.data)]
        same = same and not differs
        typer.echo(_compared(replay, differs))
    raise typer.Exit(0 if same else 1)


def _compared(path: Path | None, differs: list[str]) -> str:
    if "key" in differs:
        return f"Not as in {path}: the work, the lesson, a limit or DeepCat changed since then."
    if not differs:
        return f"All of it equals {path}, bit for bit: each call, each value, the verdict."
    more = f", and {len(differs) - 5} more" if len(differs) > 5 else ""
    return f"Not as in {path}: {'; '.join(differs[:5])}{more}."


def audit(
    folder: Course,
    student: Students = None,
    assignment: Assignments = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="For a spreadsheet.")] = False,
) -> None:
    """Show every mark that stood and changed: when (UTC), by whom, from what to what, and why."""
    from deepcat_grader.grading.booking.gradebook import CannotBook
    from deepcat_grader.grading.course_folder import NoCourse, open_course
    from deepcat_grader.marking import audit as kept

    try:
        rows = kept.audit(open_course(folder), student or (), assignment or ())
    except (NoCourse, CannotBook) as error:
        stop(str(error))
    if as_csv:
        kept.to_csv(rows, sys.stdout)
        return
    for row in rows:
        typer.echo(row.line)
    if not rows:
        typer.echo("No mark that stood has changed.")


def regrade(
    folder: Course,
    assignment: Assignments = None,
    student: Students = None,
    jobs: Annotated[int | None, typer.Option(min=1, help="Notebooks at once.")] = None,
    i_trust_these_students: Trust = False,
    yes: Yes = False,
) -> None:
    """Judge what changed, and show whose marks would change and why; with --yes they do.

    Judging writes into the ledger, which changes no mark. Limits are those of the class's
    configuration. Marks by hand stay.
    """
    from rich.console import Console

    from deepcat_grader.authoring.own import OwnExerciseError
    from deepcat_grader.grading.booking.gradebook import CannotBook
    from deepcat_grader.grading.course_folder import NoCourse, open_course
    from deepcat_grader.grading.engine import LocalPool
    from deepcat_grader.grading.isolation.protection import NotTrusted, require_trust, tier
    from deepcat_grader.grading.ledger import LedgerError
    from deepcat_grader.grading.progress_bars import ProgressBars
    from deepcat_grader.grading.run import Options, trusts
    from deepcat_grader.grading.secret import NoSecret
    from deepcat_grader.marking.regrade import planned

    try:
        course = open_course(folder)
        require_trust(tier(), i_trust_these_students or trusts(course))
        options = Options(assignment or (), student or ())
        with ProgressBars(Console(stderr=True)) as progress:
            plan = planned(course, LocalPool(jobs), options, progress)
        for line in plan.lines():
            typer.echo(line)
        if plan.report.unbooked:
            stop(plan.report.unbooked)
        for note in plan.do() if yes else ["No mark was changed. With --yes it is done."]:
            typer.echo(note)
    except (NoCourse, NoSecret, NotTrusted, OwnExerciseError, LedgerError, CannotBook) as error:
        stop(str(error))
    raise typer.Exit(1 if plan.report.failed else 0)
