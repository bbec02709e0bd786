"""The calls by which a random search is judged, and which of them draw the same tries.

The draws come from `rng` alone, so calls with the same seed and the same n_tries choose among the
same lines, whatever the data. Most of what a search may do wrong then shows without statistics:
the best line for one call's data is at least as good, there, as what the others returned.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from deepcat_judge.exercise import Case
from deepcat_judge.exercises.common import Array, Generator
from deepcat_judge.exercises.introduction.lines import (
    OUTLIER,
    WAVE,
    far_away,
    flat,
    line_of,
    scattered,
)
from deepcat_judge.plain import Plain, Rng

FEW, MANY = 5, 128
EDGES = ((1, 0), (0, 1), (-1, 0), (0, -1))
CORNERS = ((1, 1), (-1, -1), (1, -1), (-1, 1))
RING = (
    (4.5, 0.0), (3.5, 3.0), (1.5, 4.5), (-1.5, 4.5), (-3.5, 3.0),
    (-4.5, 0.0), (-3.0, -3.5), (0.0, -4.5), (3.0, -3.5),
)  # fmt: skip
FLATS = (
    (-2.0, 0 * WAVE),
    (-2.0, OUTLIER / 2),
    (-2.0, WAVE / -2),
    (1.5, 0 * WAVE),
    (1.5, OUTLIER / -2),
)
COUNTS = {"one": 4, "two": 4, "few": 9, "flat": 5, "edge": 8, "corner": 8, "again": 1}


def cases(rng: Generator) -> list[Case]:
    """39 calls: one try, two tries, a few, and many; the first one once more at the end."""
    one, other, few, *many = (int(seed) for seed in rng.integers(2**31, size=15))
    found = [
        *(_far(f"one-{i}", CORNERS[i % 2], 1, (one, other)[i // 2]) for i in range(4)),
        *(_far(f"two-{i}", corner, 2, one) for i, corner in enumerate(CORNERS)),
        *(
            Case(
                f"few-{i}",
                (*scattered(*line, (OUTLIER, WAVE)[i % 2]), FEW, Rng(few)),
                note=f"{FEW} tries",
            )
            for i, line in enumerate(RING)
        ),
        *(
            Case(f"flat-{i}", (*flat(*line), MANY, Rng(many[0])), note="x is nearly constant")
            for i, line in enumerate(FLATS)
        ),
        *(_far(f"edge-{i}", EDGES[i % 4], MANY, many[i // 2]) for i in range(8)),
        *(_far(f"corner-{i}", CORNERS[i % 4], MANY, many[4 + i]) for i in range(8)),
    ]
    return [*found, Case("again", found[0].args, note="the first call again")]


def _far(id: str, direction: tuple[int, int], n_tries: int, seed: int) -> Case:
    return Case(id, (*far_away(*direction), n_tries, Rng(seed)), note="a line far away")


@dataclass(frozen=True)
class Call:
    """One call: its data, what it was asked, and the line that it returned."""

    args: tuple[Plain, ...]
    line: Array

    @property
    def n_tries(self) -> int:
        """How many lines may be tried."""
        return int(np.asarray(self.args[2]))

    @property
    def errors(self) -> Array:
        """What is left of y under the returned line."""
        return self.errors_of(self.line)

    def errors_of(self, line: Array) -> Array:
        """What is left of y under a line."""
        x, y = (np.asarray(argument) for argument in self.args[:2])
        left: Array = y - line[0] * x - line[1]
        return left


Calls = Mapping[str, Sequence[Call]]


def read(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Plain]) -> Calls:
    """The calls by kind: one, two, few, flat, edge, corner, again."""
    seen = iter([Call(a, np.array(line_of(o))) for a, o in zip(args, outputs, strict=True)])
    return {kind: list(itertools.islice(seen, count)) for kind, count in COUNTS.items()}


def all_calls(calls: Calls) -> list[Call]:
    """Every call, whatever its kind."""
    return [call for kind in calls.values() for call in kind]


def found(calls: Calls) -> Array:
    """Every line that came out: slopes and intercepts."""
    return np.array([call.line for call in all_calls(calls)])


def same_tries(calls: Calls) -> list[list[Call]]:
    """The calls in groups that choose among the same lines."""
    groups: dict[tuple[Plain, ...], list[Call]] = {}
    for call in all_calls(calls):
        groups.setdefault(call.args[2:], []).append(call)
    return list(groups.values())


def count_different(calls: Sequence[Call]) -> int:
    """How many different lines came out."""
    return len(np.unique([call.line for call in calls], axis=0))
