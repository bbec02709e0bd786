"""The collision matrix as a page: how well visible inputs tell known mistakes apart."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath

from deepcat_grader.bank.registry import Entry
from deepcat_grader.build.mistakes import FOLDER, NOTE
from deepcat_grader.collisions import ENOUGH, RIGHT, Pair, separations
from deepcat_judge.exercise import Exercise
from deepcat_judge.key import Key

PAGE = """\
{note}

# What visible inputs tell apart

How far the answers of two mistakes, or of a mistake and a right answer, are from each other on the
inputs that a student's check has, in tolerances: the largest difference over all inputs, as a power
of ten. ∞ stands for answers that differ in more than numbers. The build stops at a pair below
{enough:,.0f} whose words differ and that the bank does not explain.
`deepcat report collisions --exercise ID` prints every pair.

| exercise | pairs | below {enough:,.0f}, explained | least of the others | between |
|---|---|---|---|---|
{rows}
{explained}"""


def matrix_page(
    entries: Mapping[str, Entry], keys: Callable[[str], Key]
) -> dict[PurePosixPath, str]:
    """The page, by path below the checkout; `keys` gives an exercise's visible key."""
    found = {
        name: separations(keys(name))
        for name, entry in entries.items()
        if isinstance(entry.exercise, Exercise) and entry.exercise.cases
    }
    rows = [_row(name, distances) for name, distances in found.items()]
    explained = [line for name, d in found.items() for line in _explained(entries[name], d)]
    heading = "\nExplained, because their words are the same or the bank says why:\n"
    text = PAGE.format(
        note=NOTE,
        enough=ENOUGH,
        rows="\n".join(rows),
        explained="\n".join([heading, *explained, ""]) if explained else "",
    )
    return {FOLDER / "collisions.md": text}


def _row(name: str, distances: Mapping[Pair, float]) -> str:
    far = {pair: d for pair, d in distances.items() if d >= ENOUGH}
    near = len(distances) - len(far)
    least = min(far, key=lambda pair: (_power(far[pair]), pair), default=None)
    if least is None:
        return f"| `{name}` | {len(distances)} | {near} | – | – |"
    between = " and ".join(f"`{one}`" for one in least)
    return f"| `{name}` | {len(distances)} | {near} | {_shown(far[least])} | {between} |"


def _explained(entry: Entry, distances: Mapping[Pair, float]) -> Iterator[str]:
    for pair, distance in distances.items():
        if distance < ENOUGH:
            why = entry.alike.get(frozenset(pair), "they have the same words")
            names = " and ".join(one if one == RIGHT else f"`{one}`" for one in pair)
            yield f"- `{entry.exercise.id}`: {names}; {why.rstrip('.')}."


def _power(distance: float) -> float:
    return math.floor(math.log10(distance)) if math.isfinite(distance) else math.inf


def _shown(distance: float) -> str:
    return f"10^{_power(distance):.0f}" if math.isfinite(distance) else "∞"
