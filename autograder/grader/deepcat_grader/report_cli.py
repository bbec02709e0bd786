"""``deepcat report``: the judge's report card, its names, and what inputs tell apart."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from deepcat_grader import collision_cli, names_cli
from deepcat_grader.insight import command as insight
from deepcat_grader.insight.similar import command as similar
from deepcat_grader.names_cli import Exercises, chosen

if TYPE_CHECKING:
    from rich.table import Table

    from deepcat_grader.report import JudgeRecord
    from deepcat_grader.unseen import Tally

_EXERCISES_HELP = """
Judge every known mistake, every right variant and every answer that no key holds, and count what
the judge says of them.

A false accept is a mistake with full marks, a false reject a right answer without them. Of the
answers that no key holds, a wrong one is named by a known mistake, traced by another finding, or
silent; it is misnamed if its name is not the one in the register. The exit status is 0 when no
answer is misnamed, accepted or rejected that should not be, every mistake has its right name, and
few answers are silent (5 % of those with one mistake, 25 % of those with two), and 1 otherwise.

Examples:

    deepcat report exercises

    deepcat report exercises neuron.relu neuron.tanh --seeds 20
"""


def add_commands(app: typer.Typer) -> None:
    """Register ``deepcat report``."""
    report = typer.Typer(name="report", help="What the class and the judge have done.")
    report.command("exercises", help=_EXERCISES_HELP)(_exercises)
    report.command("names", help=names_cli.HELP)(names_cli.names)
    report.command("collisions", help=collision_cli.HELP)(collision_cli.collisions)
    report.command("class", epilog=insight.EXAMPLES)(insight.class_report)
    report.command("similar", epilog=similar.EXAMPLES)(similar.similar_report)
    app.add_typer(report)


def _exercises(
    exercises: Exercises = None,
    seeds: Annotated[int, typer.Option(min=1, help="How many draws of the hidden cases.")] = 1,
) -> None:
    from rich.console import Console

    from deepcat_grader.report import report_card
    from deepcat_grader.unseen import by_kind, failed_gates, tallies

    entries = chosen(exercises)
    records = report_card(range(seeds), entries)
    counted = tallies(entries)
    failed = failed_gates(counted)
    console = Console()
    console.print(_known_table(records))
    console.print(_unseen_table((*counted, *by_kind(counted))))
    for words in failed:
        typer.echo(words)
    if failed or not all(record.flawless for record in records):
        raise typer.Exit(1)


def _known_table(records: tuple[JudgeRecord, ...]) -> Table:
    from deepcat_grader.report import total

    rows = [*map(_known_cells, records), None, _known_cells(total(records))]
    return _table(
        "What the judge says of answers whose worth is known",
        ("exercise", "right", "false rejects", "wrong", "false accepts", "named", "misnamed"),
        rows,
    )


def _known_cells(record: JudgeRecord) -> tuple[str, ...]:
    named = "–" if record.nameless else str(record.named)
    counts = (record.right, record.false_rejects, record.wrong, record.false_accepts)
    return record.exercise, *map(str, counts), named, str(record.misnamed)


def _unseen_table(counted: tuple[Tally, ...]) -> Table:
    from deepcat_grader.unseen import COUNTS

    rows = [
        (tally.exercise, tally.kind, *(str(getattr(tally, what)) for what in COUNTS))
        for tally in counted
    ]
    return _table(
        "What the judge says of answers that no key holds",
        ("exercise", "kind", *COUNTS),
        rows,
    )


def _table(title: str, headings: tuple[str, ...], rows: Iterable[tuple[str, ...] | None]) -> Table:
    """A table with names on the left and numbers on the right; None among the rows is a rule."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(title=title, box=SIMPLE_HEAD, padding=0)
    for heading in headings:
        name = heading in ("exercise", "kind")
        table.add_column(heading, justify="left" if name else "right", no_wrap=name)
    for row in rows:
        if row is None:
            table.add_section()
        else:
            table.add_row(*row)
    return table
