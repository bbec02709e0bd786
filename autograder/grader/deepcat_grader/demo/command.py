"""The command ``deepcat demo``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from deepcat_grader.wording import counted

if TYPE_CHECKING:
    from rich.console import Console

    from deepcat_grader.demo.run import Demo
    from deepcat_grader.insight.exercises import ExerciseRow

FOLDER = "deepcat-demo"
HELP = """
Make a class of 40 simulated students, grade it, and write its pages.

Their notebooks are real files with real code: right in several styles, wrong in known ways,
half done, broken, hostile.

Examples:

    deepcat demo

    deepcat demo my-demo --seed 3 --jobs 4
"""

PHASES = {
    "course": "Building the course",
    "class": "The class hands in",
    "judge": "Judging",
    "gradebook": "Filling the gradebook",
    "feedback": "Writing feedback",
    "report": "Looking at the class",
}


def add_commands(app: typer.Typer) -> None:
    """Register the command."""
    app.command("demo", help=HELP)(_demo)


def _demo(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="DIR", help="Where to make it; an earlier demonstration is replaced."
        ),
    ] = Path(FOLDER),
    seed: Annotated[int, typer.Option(help="Decides which student answers what.")] = 0,
    jobs: Annotated[
        int | None, typer.Option(min=1, help="Notebooks graded at once; all processors if unset.")
    ] = None,
) -> None:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from deepcat_grader.build.errors import BuildError
    from deepcat_grader.demo.run import DemoError, demonstrate

    console = Console()
    columns = (TextColumn("{task.description:22}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=console) as bars:
        tasks = {}

        def progress(phase: str, done: int, of: int) -> None:
            if phase not in tasks:
                tasks[phase] = bars.add_task(PHASES[phase], total=of)
            bars.update(tasks[phase], completed=done, total=of)

        try:
            made = demonstrate(folder, seed, jobs, progress)
        except (DemoError, BuildError) as error:
            console.print(str(error), style="red", markup=False, highlight=False)
            raise typer.Exit(2) from error
    _show(console, made)


def _show(console: Console, made: Demo) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    from deepcat_grader.grading.isolation.protection import tier, words

    for assignment, rows in made.rows.items():
        title = f"Where the class stands: {assignment}"
        table = Table(title=title, title_justify="left", box=SIMPLE_HEAD, padding=(0, 0))
        table.add_column("exercise", no_wrap=True, min_width=16)
        for name in ("passed", "partly", "wrong", "raised", "late", "open"):
            table.add_column(name, justify="right", no_wrap=True, min_width=len(name))
        table.add_column("most often", no_wrap=True)
        for row in rows:
            table.add_row(row.id.partition(".")[2], *_counts(row), _most_often(row))
        console.print(table)
    seconds = made.report.seconds
    spent = ", ".join(f"{name} {time:.0f} s" for name, time in seconds.items())
    console.print(
        f"{counted(len(made.students), 'student', 'students')}, "
        f"{counted(len(made.report.items), 'notebook', 'notebooks')} ({spent}). "
        f"Of {made.planted} planted mistakes, {made.named} were called by their own name."
    )
    for (student, assignment), why in made.report.failed.items():
        console.print(f"{student}, {assignment}: not graded: {why}", markup=False)
    console.print(words(tier()), markup=False)
    console.print("\nOpen next:")
    console.print(f"  {made.page}", style="bold", markup=False, highlight=False)
    console.print(
        "      where the class is stuck, with a link to each student's feedback", markup=False
    )
    console.print(
        f"  python3 run.py lab {made.folder}", style="bold", markup=False, highlight=False
    )
    console.print("      the same class in nbgrader's Formgrader", markup=False)


def _counts(row: ExerciseRow) -> list[str]:
    counts = row.counts
    numbers = (
        counts.get("passed", 0),
        row.partial,
        counts.get("incorrect", 0) - row.partial,
        counts.get("raised", 0),
        counts.get("timed out", 0),
        counts.get("not attempted", 0),
    )
    return [str(number) if number else "·" for number in numbers]


def _most_often(row: ExerciseRow) -> str:
    return f"{len(row.mistakes[0].students)} × {row.mistakes[0].name}" if row.mistakes else ""
