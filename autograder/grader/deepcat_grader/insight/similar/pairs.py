"""Which two students of a class share more than chance explains."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from deepcat_grader.insight.similar.pieces import Kind
from deepcat_grader.insight.similar.rarity import TILT, Index, Student, indexes

Step = Callable[[int, int], None]
MARGIN = 7.0  # chance would bring a pair in one class of 128
HALF = 1 / 2  # of the lowest line: more no cell's structure weighs, nor all names together


@dataclass(frozen=True)
class Pair:
    """Two students who share more than their line allows, and the weight of each kind."""

    student: str
    other: str
    weights: Mapping[Kind, float]
    line: float

    @property
    def weight(self) -> float:
        """The weight of all that they share."""
        return sum(self.weights.values())


def line(n: int, by_chance: float = 0.0) -> float:
    """The weight from which on a pair of a class of n is shown.

    Parameters
    ----------
    n : int
    by_chance : float
        As `Index.by_chance` has it, for the one of the two who has less: who writes much may share
        much by chance.
    """
    return (math.log2(max(1, n * (n - 1) // 2)) + MARGIN + by_chance) / TILT


def pairs(students: Mapping[str, Student], step: Step = lambda done, of: None) -> list[Pair]:
    """The pairs above their line, those farthest above it first.

    Parameters
    ----------
    students : mapping from student to mapping from kind to Prints
        Without what the course itself says.
    step : callable (done, of) -> None
    """
    return sorted(
        _above(students, step),
        key=lambda pair: (pair.line - pair.weight, pair.student, pair.other),
    )


def _above(students: Mapping[str, Student], step: Step) -> Iterator[Pair]:
    names, n = list(students), len(students)
    index = indexes(students.values())
    half = HALF * line(n)
    lines = np.array([line(n, _by_chance(index, one, half)) for one in students.values()])
    for me, (student, found) in enumerate(students.items()):
        most = np.sum([index[kind].at_most(found[kind].pieces) for kind in Kind], axis=0)
        least = np.minimum(lines, lines[me])
        for other in np.flatnonzero(most[me + 1 :] >= least[me + 1 :]) + me + 1:
            weights = _weights(index, found, students[names[other]], half)
            pair = Pair(student, names[other], weights, float(least[other]))
            if pair.weight >= pair.line:
                yield pair
        step(me + 1, n)


def _most(kind: Kind, half: float) -> float:
    """What a cell weighs at most."""
    return half if kind is Kind.STRUCTURE else math.inf


def _by_chance(index: Mapping[Kind, Index], one: Student, half: float) -> float:
    chances = {kind: index[kind].by_chance(one[kind], _most(kind, half)) for kind in Kind}
    return sum({**chances, Kind.NAMES: min(chances[Kind.NAMES], TILT * half)}.values())


def _weights(
    index: Mapping[Kind, Index], one: Student, other: Student, half: float
) -> dict[Kind, float]:
    weights = {kind: index[kind].shared(one[kind], other[kind], _most(kind, half)) for kind in Kind}
    return {**weights, Kind.NAMES: min(weights[Kind.NAMES], half)}
