"""``deepcat report``: the judge's own report card, and which mistakes inputs tell apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from deepcat_grader import collision_cli

if TYPE_CHECKING:
    from rich.table import Table

    from deepcat_grader.report import Record

_EXERCISES_HELP = """
Judge every known mistake and right variant, and count what the judge says of them.

A false accept is a mistake with full marks, a false reject a right answer without them. The exit
status is 0 when there are none and every mistake has its right name, and 1 otherwise.

Examples:

    deepcat report exercises

    deepcat report exercises --seeds 20
"""


def add_commands(app: typer.Typer) -> None:
    """Register ``deepcat report``."""
    report = typer.Typer(name="report", help="What the class and the judge have done.")
    report.callback()(_report)
    report.command("exercises", help=_EXERCISES_HELP)(_exercises)
    report.command("collisions", help=collision_cli.HELP)(collision_cli.collisions)
    app.add_typer(report)


def _report() -> None:
    """Give the commands a common name."""


def _exercises(
    seeds: Annotated[int, typer.Option(min=1, help="How many draws of the hidden cases.")] = 1,
) -> None:
    from rich.console import Console

    from deepcat_grader.report import report_card

    records = report_card(range(seeds))
    Console().print(_table(records))
    if not all(record.flawless for record in records):
        raise typer.Exit(1)


def _table(records: tuple[Record, ...]) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    from deepcat_grader.report import total

    table = Table(
        title="What the judge says of answers whose worth is known", box=SIMPLE_HEAD, padding=0
    )
    table.add_column("exercise", no_wrap=True)
    for heading in (
        "right",
        "false rejects",
        "wrong",
        "false accepts",
        "named",
        "misnamed",
    ):
        table.add_column(heading, justify="right")
    for record in records:
        table.add_row(*_cells(record))
    table.add_section()
    table.add_row(*_cells(total(records)))
    return table


def _cells(record: Record) -> tuple[str, ...]:
    named = "–" if record.nameless else str(record.named)
    counts = (record.right, record.false_rejects, record.wrong, record.false_accepts)
    return record.exercise, *map(str, counts), named, str(record.misnamed)
