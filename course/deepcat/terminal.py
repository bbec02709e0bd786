"""What the ``deepcat`` command draws on a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.padding import Padding
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn
from rich.table import Table
from rich.text import Text

from deepcat.notebook_run import Report
from deepcat.view import as_text
from deepcat.words import outcome_words, points_words, printable, sign
from deepcat_judge.verdict import Outcome, Verdict

_STYLES = {
    Outcome.PASSED: "green",
    Outcome.NOT_ATTEMPTED: "dim",
    Outcome.GRADER_FAULT: "magenta",
}


@contextmanager
def progress_bar() -> Iterator[Callable[[int, int, str], None]]:
    """A bar on the error stream, gone when done; yields a callable (done, total, doing)."""
    columns = (BarColumn(), TaskProgressColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total, doing: bar.update(
            task, completed=done, total=total, description=doing
        )


def show_report(name: str, report: Report) -> None:
    """A table of the exercises, then the message of each that was attempted and is not right."""
    console = Console(highlight=False)
    table = Table("", "Exercise", "So far", "Points", title=name, title_justify="left")
    for verdict in report.verdicts:
        table.add_row(
            Text(sign(verdict), _style(verdict)),
            Text(verdict.exercise),
            Text(outcome_words(verdict), _style(verdict)),
            Text(f"{verdict.points:g} of {verdict.max_points:g}"),
        )
    for exercise, points in report.unknown.items():
        table.add_row("?", Text(exercise), "not known to the DeepCat here", f"0 of {points:g}")
    for exercise in report.by_hand:
        table.add_row("○", exercise, Text("read by your teacher", "dim"), "")
    console.print(table)
    console.print(Text(points_words(report.points, report.max_points), "bold"))
    if report.note:
        console.print(Text(printable(report.note)))
    for trouble in report.troubles:
        told = f"Cell {trouble.cell} ({trouble.begins}) did not finish: {trouble.reason}"
        console.print("", Text(printable(told)), sep="\n")
    for verdict in report.verdicts:
        if verdict.outcome not in (Outcome.PASSED, Outcome.NOT_ATTEMPTED):
            first, *rest = as_text(verdict, "deepcat hint {}").splitlines()
            body = Padding(
                Text("\n".join(line.removeprefix("  ") for line in rest)),
                (0, 0, 0, 2),
                expand=False,
            )
            console.print("", Text(first, _style(verdict)), body, sep="\n")


def _style(verdict: Verdict) -> str:
    return _STYLES.get(verdict.outcome, "yellow")
