"""The command ``deepcat collect``."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from deepcat_grader.classes.options import Yes, stop

if TYPE_CHECKING:
    from rich.console import Console

    from deepcat_grader.lms.planning import Plan

COLLECT_HELP = """
Bring what students handed in from the LMS into the class.

Takes Moodle's "Download all submissions" and Canvas's "Download Submissions" (the zip, or what it
unpacks to), Gradescope's export, nbgrader's inbound folder, and a folder a student. Students are
known by the roster, and by the LMS's own table if it is named too: Moodle's grading worksheet, or
Canvas's gradebook, as CSV. Which notebook a file is, its cells say.

It shows a plan first. The latest attempt is graded; earlier ones stay in DIR/collected. The same
file once more changes nothing. The exit status is 1 when something was not understood.

Examples:

    deepcat collect autumn "CS101-Week 2-4711.zip" "Grades-CS101-Week 2.csv"

    deepcat collect autumn submissions.zip --yes

    deepcat collect autumn /srv/nbgrader/exchange/cs101/inbound --assignment 2_neuron
"""
MOST_ROWS = 60


def collect(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="The class's folder; left out inside it.")
    ],
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILE...", help="Zips, folders, notebooks, tables."),
    ] = None,
    assignment: Annotated[
        str | None, typer.Option(help="Only work of this assignment, such as 2_neuron.")
    ] = None,
    yes: Yes = False,
) -> None:
    """See `COLLECT_HELP`."""
    # Inside, so that `deepcat --help` does not wait for nbgrader.
    from rich.console import Console
    from rich.progress import Progress

    from deepcat_grader.classes.roster import RosterError
    from deepcat_grader.grading.course_folder import CONFIG, NoCourse, open_course
    from deepcat_grader.lms.errors import LmsError
    from deepcat_grader.lms.history import MAY_MOVE
    from deepcat_grader.lms.placing import carry_out
    from deepcat_grader.lms.planning import plan_of

    console = Console(highlight=False)
    quiet = not console.is_terminal
    files = files or []
    if not (folder / CONFIG).is_file() and Path(CONFIG).is_file():
        folder, files = Path(), [folder, *files]
    with ExitStack() as stack:
        try:
            course = open_course(folder)
            if assignment and assignment not in (known := course.assignments()):
                stop(f"There is no assignment {assignment!r}; the class has: {', '.join(known)}.")
            with Progress(console=console, transient=True, disable=quiet) as bars:
                task = bars.add_task("reading", total=None)
                plan = plan_of(
                    course,
                    files,
                    stack,
                    assignment or "",
                    lambda done, of: bars.update(task, completed=done, total=of),
                )
        except (NoCourse, RosterError, LmsError) as error:
            stop(str(error))
        _show(console, plan)
        if plan.changes and (yes or _agreed()):
            try:
                with Progress(console=console, transient=True, disable=quiet) as bars:
                    task = bars.add_task("collecting", total=None)
                    failed = carry_out(
                        course, plan, lambda done, of: bars.update(task, completed=done, total=of)
                    )
            except OSError as error:
                stop(str(error))
            plan.strange += failed
            for who, why in failed:
                console.print(f"Not collected: {who}: {why}", markup=False, soft_wrap=True)
            console.print(f"Collected. Next: deepcat grade {folder}", markup=False)
            if any(step.change in MAY_MOVE for step in plan.changes):
                first = f"To see first whose marks change: deepcat regrade {folder}"
                console.print(first, markup=False, soft_wrap=True)
        elif plan.changes:
            console.print("Nothing was changed. With --yes it is done.")
    raise typer.Exit(1 if plan.strange else 0)


def _agreed() -> bool:
    """Ask, where somebody is there to answer."""
    return sys.stdin.isatty() and typer.confirm("Do this?")


def _show(console: Console, plan: Plan) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    if plan.changes:
        table = Table(box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
        for name in ("student", "assignment", "file", "handed in (UTC)", "what it is"):
            table.add_column(name)
        for step in plan.changes[:MOST_ROWS]:
            attempt = step.attempt
            named = ", ".join(attempt.files.values())
            time = attempt.time.replace("T", " ")[:16] or "–"
            cells = (step.student, step.assignment, named, time, step.change.value)
            table.add_row(*map(Text, cells))
        console.print(table)
        if len(plan.changes) > MOST_ROWS:
            console.print(f"… and {len(plan.changes) - MOST_ROWS} more.")
    for note in plan.notes:
        console.print(note, markup=False, soft_wrap=True)
    for who, why in plan.strange:
        console.print(f"Not understood: {who}: {why}.", markup=False, soft_wrap=True)
    known = len(plan.steps) - len(plan.changes)
    console.print(
        f"{len(plan.changes)} to collect, {known} collected before, "
        f"{len(plan.strange)} not understood."
    )
