"""The calls by which a random search is judged, and the line that came out of each.

The draws come from `rng` alone, so calls with the same seed and the same n_tries choose among the
same lines, whatever the data. Most of what a search may do wrong then shows without statistics:
the best line for one call's data is at least as good, there, as what the others returned.

The data are made so that the loss of a line is easy to see: x has mean 0 and mean square 1, and
the noise is orthogonal to both columns of the problem. A line's mean squared error is then the
squared distance from the best line, in the plane of slope and intercept, and a constant. By other
measures the noise makes other lines the best.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from deepcat_judge.exercise import Case
from deepcat_judge.exercises.common import Array, Generator, number, pair
from deepcat_judge.plain import Plain, Rng

LOW, HIGH = -5.0, 5.0
FEW, MANY = 5, 128
EDGES = ((1, 0), (0, 1), (-1, 0), (0, -1))
CORNERS = ((1, 1), (-1, -1), (1, -1), (-1, 1))
RING = (
    (4.5, 0.0), (3.0, 3.5), (-1.0, 4.5), (-4.0, 2.0), (-4.0, -2.0), (-1.0, -4.5), (3.0, -3.5),
)  # fmt: skip
_X = np.array([0.5, -1.5, 1.0, 0.0, -0.5, 1.5, -1.0])
OUTLIER = np.array([-1.0, -1.0, -1.0, 6.0, -1.0, -1.0, -1.0])
WAVE = np.array([-0.5, -2.5, 2.0, 2.0, -0.5, -2.5, 2.0])
# Without noise, a search that stops at a loss below 0.5 takes the first of some 18 good lines, or
# of 9 near a limit; the others with its seed, which never stop, tell whether that is the best one.
# An intercept, noise, and which seed: five searches without noise all pass for right ones with
# probability 1 / 18 / 9**4, below 1e-5.
FLATS = [(-2.0, noise, 0) for noise in (0 * WAVE, OUTLIER / 2, WAVE / -2)]
FLATS += [(5.0 * sign, 0 * WAVE, seed) for seed, sign in enumerate((1, -1, 1, -1))]
# Each kind of call: how many there are, and what is said of its data.
KINDS = {
    "one": (4, "one try"),
    "two": (4, "two tries"),
    "few": (7, f"{FEW} tries"),
    "flat": (7, "x is nearly constant"),
    "edge": (8, "a line far away"),
    "corner": (8, "a line far away"),
    "again": (1, "the first call again"),
}


def cases(rng: Generator) -> list[Case]:
    """39 calls: one try, two tries, a few, and many; the first one once more at the end."""
    one, other, few, *many = (int(seed) for seed in rng.integers(2**31, size=15))
    calls = [
        *((_far(*CORNERS[i % 2]), 1, (one, other)[i // 2]) for i in range(4)),
        *((_far(*corner), 2, one) for corner in CORNERS),
        *((_near(*line, (OUTLIER, WAVE)[i % 2]), FEW, few) for i, line in enumerate(RING)),
        *((_flat(at, noise), MANY, many[seed]) for at, noise, seed in FLATS),
        *((_far(*EDGES[i % 4]), MANY, many[i // 2]) for i in range(8)),
        *((_far(*CORNERS[i % 4]), MANY, many[4 + i]) for i in range(8)),
        (_far(*CORNERS[0]), 1, one),
    ]
    notes = [(f"{kind}-{i}", note) for kind, (n, note) in KINDS.items() for i in range(n)]
    return [
        Case(id, (*data, n_tries, Rng(seed)), note=note)
        for (id, note), (data, n_tries, seed) in zip(notes, calls, strict=True)
    ]


def _near(slope: float, intercept: float, noise: Array) -> tuple[Array, Array]:
    """Seven points whose best line is this one by the squares alone, not by other measures."""
    return _X, slope * _X + intercept + noise


def _far(slope: int, intercept: int) -> tuple[Array, Array]:
    """Points on a line so far off in this direction that the search runs after it to a limit."""
    return _X, 1e4 * (slope * _X + intercept)


def _flat(intercept: float, noise: Array) -> tuple[Array, Array]:
    """Points with nearly the same x: the slope hardly counts, and many lines are good."""
    return 0.01 * _X, intercept + noise


@dataclass(frozen=True)
class Call:
    """One call: which it is, what it was asked, and the line that it returned."""

    place: int
    args: tuple[Plain, ...]
    line: Array

    @property
    def n_tries(self) -> int:
        """How many lines may be tried."""
        return int(number(self.args[2]))

    @property
    def best(self) -> Array:
        """Slope and intercept of the best line there is, read from the data."""
        x, y = map(np.asarray, self.args[:2])
        return np.array([x @ y / (x @ x), y.mean()])

    def errors(self, line: Array) -> Array:
        """What is left of y under a line."""
        x, y = map(np.asarray, self.args[:2])
        left: Array = y - line[0] * x - line[1]
        return left


Calls = Mapping[str, Sequence[Call]]


def read(args: Iterable[tuple[Plain, ...]], outputs: Iterable[Plain]) -> Calls:
    """The calls by kind, and all of them in order."""
    lines = (np.array([*map(number, pair(unpacked(output)))]) for output in outputs)
    every = [Call(*call) for call in zip(itertools.count(), args, lines)]
    rest = iter(every)
    return {"all": every} | {k: [*itertools.islice(rest, n)] for k, (n, _) in KINDS.items()}


def unpacked(output: Plain) -> Plain:
    """Two numbers in an array count as a pair: ``slope, intercept = …`` takes them apart."""
    if isinstance(output, np.ndarray) and output.shape == (2,):
        return tuple(output.tolist())
    return output


def lines_of(calls: Iterable[Call]) -> Array:
    """What came out: slopes and intercepts, one line a row."""
    return np.array([call.line for call in calls])


def count_different(calls: Iterable[Call]) -> int:
    """How many different lines came out."""
    return len(np.unique(lines_of(calls), axis=0))


def grouped(calls: Calls, *by: int) -> list[list[Call]]:
    """The calls in groups in which these arguments are the same."""
    groups: dict[tuple[Plain, ...], list[Call]] = {}
    for call in calls["all"]:
        groups.setdefault(tuple(call.args[i] for i in by), []).append(call)
    return list(groups.values())
