"""``deepcat report collisions``: which known mistakes the visible inputs tell apart."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from deepcat_grader.bank.registry import Entry
    from deepcat_grader.collisions import Pair

HELP = """
Show how far apart the known mistakes are on the inputs that students see.

A distance is counted in tolerances. Two mistakes nearer than 1,000 must have the same words, or the
bank says why they are alike; the build fails otherwise. With an exercise, the whole matrix is
printed, as powers of ten, with inputs that would tell more apart.

Examples:

    deepcat report collisions

    deepcat report collisions --exercise neuron.sigmoid
"""


def collisions(
    exercise: Annotated[str, typer.Option(help="Print the matrix of one exercise.")] = "",
) -> None:
    """Print one line an exercise, or one matrix."""
    from rich.console import Console

    from deepcat_grader.bank import ENTRIES
    from deepcat_judge.exercise import Exercise

    seen = {
        name: entry
        for name, entry in ENTRIES.items()
        if isinstance(entry.exercise, Exercise) and entry.exercise.cases
    }
    if exercise and exercise not in seen:
        raise typer.BadParameter(f"no exercise with visible inputs is called {exercise}.")
    found = _one(Console(), seen[exercise]) if exercise else _all(Console(), seen)
    if found:
        raise typer.Exit(1)


def _all(console: Console, entries: dict[str, Entry]) -> bool:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    from deepcat_grader import collisions as matrix
    from deepcat_grader.answers import visible_key

    table = Table(title="What visible inputs tell apart", box=SIMPLE_HEAD, padding=0)
    table.add_column("exercise", no_wrap=True)
    for heading in ("mistakes", "pairs", "alike", "nearest", "unexplained"):
        table.add_column(heading, justify="right")
    unexplained = 0
    for name, entry in entries.items():
        apart = matrix.separations(visible_key(entry))
        told = [distance for distance in apart.values() if distance >= matrix.ENOUGH]
        found = len(matrix.collisions(entry))
        unexplained += found
        counts = (len(entry.mistakes), len(apart), len(apart) - len(told))
        table.add_row(name, *map(str, counts), f"{min(told, default=0.0):.1e}", str(found))
    console.print(table)
    return unexplained > 0


def _one(console: Console, entry: Entry) -> bool:
    from deepcat_grader import collisions as matrix
    from deepcat_grader.answers import visible_key

    console.print(_matrix(entry, matrix.separations(visible_key(entry))))
    found = matrix.collisions(entry)
    for collision in found:
        console.print(str(collision))
    for case, pairs in matrix.propose(entry):
        told = ", ".join(" and ".join(pair) for pair in pairs)
        console.print(f"This input tells apart {told}: {case.args}")
    return bool(found)


def _matrix(entry: Entry, apart: dict[Pair, float]) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    from deepcat_grader.collisions import RIGHT

    names = [RIGHT, *(mistake.id for mistake in entry.mistakes)]
    table = Table(title=f"{entry.exercise.id}: powers of ten of the tolerance", box=SIMPLE_HEAD)
    table.add_column("", no_wrap=True)
    for number in range(len(names)):
        table.add_column(str(number), justify="right")
    for row, name in enumerate(names):
        cells = [_power(apart[names[column], name]) for column in range(row)]
        table.add_row(f"{row} {name}", *cells)
    return table


def _power(distance: float) -> str:
    if math.isinf(distance):
        return "∞"
    return str(math.floor(math.log10(distance))) if distance else "="
