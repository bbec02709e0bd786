"""What functions of scores share: visible cases, and laws between f(z) and f(-z).

Inputs are two-dimensional, as scores are everywhere in the course: a loop over rows and columns is
right.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from deepcat_judge.exercise import EDGE, Broken, Case, Property
from deepcat_judge.exercises.common import (
    Array,
    Generator,
    agree,
    column,
    depends_on_input,
    element_alone,
    mirrored_broken,
    read_only,
    row,
    strided,
)
from deepcat_judge.plain import Plain

_SHAPE = (2, 4)
_STEPS = 400
_SIDES = "a negative score, zero and a positive one"

NEAR_0 = Case("near-0", (row(-0.2, -0.01, 0.01, 0.2),), note="scores on both sides of 0, near it")


def scores(ordinary: Array, table: Array, *more: Case, note: str = _SIDES) -> tuple[Case, ...]:
    """The usual visible cases.

    Parameters
    ----------
    ordinary : array
        Three scores; the one in the middle is among the unusual ones, too.
    table : array
    more : Case
        What this function needs besides.
    note : str
        The three scores in words.
    """
    middle = float(ordinary[0, 1])
    whole = row(-3, round(10 * middle), 1, 2)
    return (
        Case("row", (ordinary,), note=note),
        Case("table", (table,), note="a table"),
        *more,
        Case("very-large", (row(1000.0, 1.0, middle),), EDGE, "a very large score"),
        Case("very-negative", (row(-1000.0, -1.0),), EDGE, "a very negative score"),
        Case("whole-numbers", (whole,), EDGE, "scores in whole numbers"),
        Case("one", (column(-0.75),), EDGE, "one score only"),
        Case("read-only", (read_only(row(-1.0, 2.0)),), EDGE, "Z is read-only"),
        Case("strided", (strided(row(-1.0, 2.0, 0.25)),), EDGE, "every second of other numbers"),
    )


def laws(*more: Property) -> tuple[Property, ...]:
    """Element by element, and depending on Z; and what this function keeps besides."""
    return (depends_on_input(), element_alone(), *more)


def mirrored(
    id: str,
    text: str,
    relation: Callable[[Array, Array, Array], bool],
    thought: str = "What does the graph look like?",
) -> Property:
    """A relation between Z, f(Z) and f(-Z), for positive Z."""

    def cases(rng: Generator) -> list[Case]:
        Z = rng.uniform(0.1, 4.0, _SHAPE)
        return [Case("positive", (Z,)), Case("negative", (-Z,))]

    def holds(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Plain]) -> Broken | None:
        Z, right, left = (np.asarray(value, float) for value in (args[0][0], *outputs))
        if relation(Z, right, left):
            return None
        return mirrored_broken(text, thought, Z, right, left, relation)

    return Property(id, text, cases, holds, like=np.zeros(_SHAPE))


def area(end: float, rise: float, name: str) -> Property:
    """The area under a slope from 0 to `end` is how much the function rises there."""
    z = np.linspace(0.0, end, _STEPS + 1)
    weights = np.full(_STEPS + 1, end / _STEPS)
    weights[[0, -1]] /= 2  # the trapezoidal rule

    def holds(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Plain]) -> Broken | None:
        found = float(np.asarray(outputs[0], float)[0] @ weights)
        if abs(found - rise) < 1e-4:
            return None
        return Broken(
            f"From z = 0 to z = {end:g}, {name} rises by {rise:.4f}; your slopes add up to a rise "
            f"of {found:.4f}.",
            "Is what you return the slope at the score z?",
        )

    return Property(
        "adds_up_to_the_rise",
        f"from 0 to {end:g}, the slopes add up to the rise of {name}",
        lambda rng: [Case("fine-grid", (z[None, :],))],
        holds,
        like=np.zeros((1, _STEPS + 1)),
    )


EVEN_SLOPE = mirrored(
    "even",
    "the slope at -z equals the slope at z",
    lambda Z, right, left: agree(right, left),
    "Compare the slopes on the graph.",
)
