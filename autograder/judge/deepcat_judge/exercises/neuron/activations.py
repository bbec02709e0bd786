"""The activation functions: sigmoid, ReLU and tanh.

Inputs are two-dimensional, as scores are everywhere in the course: a loop over rows and columns is
right.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from deepcat_judge.exercise import EDGE, Broken, Case, Exercise, Property
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
    rubric,
    strided,
)
from deepcat_judge.plain import Plain

_SHAPE = (2, 4)


def _mirrored(id: str, text: str, relation: Callable[[Array, Array, Array], bool]) -> Property:
    """A relation between Z, f(Z) and f(-Z)."""

    def cases(rng: Generator) -> list[Case]:
        Z = rng.uniform(0.5, 4.0, _SHAPE)
        return [Case("positive", (Z,)), Case("negative", (-Z,))]

    def holds(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Plain]) -> Broken | None:
        Z, right, left = (np.asarray(value, float) for value in (args[0][0], *outputs))
        if relation(Z, right, left):
            return None
        return mirrored_broken(text, "What does the graph look like?", Z, right, left, relation)

    return Property(id, text, cases, holds, like=np.zeros(_SHAPE))


SIGMOID = Exercise(
    id="neuron.sigmoid",
    title="Sigmoid",
    parts=rubric(values=3, edge=2),
    cases=(
        Case("row", (row(-2.0, 0.0, 2.0),), note="a negative score, zero and a positive one"),
        Case("table", (np.array([[0.5, -1.0], [3.0, -0.25], [1.5, -4.0]]),), note="a table"),
        Case("very-negative", (row(-1000.0, 1.0),), EDGE, "a very negative score"),
        Case("very-large", (row(1000.0, -1.0, 0.0),), EDGE, "a very large score"),
        Case("fairly-large", (column(30.0, -30.0, 12.0),), EDGE, "large scores"),
        Case("whole-numbers", (row(-3, 0, 1, 2),), EDGE, "scores in whole numbers"),
        Case("one", (column(0.75),), EDGE, "one score only"),
        Case("read-only", (read_only(row(-1.0, 2.0)),), EDGE, "Z is read-only"),
    ),
    properties=(
        depends_on_input(),
        element_alone(),
        _mirrored("symmetric", "σ(-z) = 1 - σ(z)", lambda Z, right, left: agree(left, 1 - right)),
        _mirrored(
            "between_0_and_1",
            "0 < σ(z) < 1, and σ(z) > ½ for positive z",
            lambda Z, right, left: bool(np.all((right > 0.5) & (right < 1) & (left > 0))),
        ),
    ),
    hints=(
        "The sigmoid squashes any score into the range from 0 to 1. Large positive scores come "
        "close to 1, large negative ones close to 0.",
        "np.exp works on whole arrays; math.exp does not. Then think about e⁻ᶻ for z = -1000: how "
        "large is it? Which of two equal formulas avoids that?",
        "With e = np.exp(-np.abs(Z)), which never overflows, the answer is 1 / (1 + e) where "
        "Z >= 0 and e / (1 + e) elsewhere. np.where chooses between the two.",
    ),
)


RELU = Exercise(
    id="neuron.relu",
    title="ReLU",
    parts=rubric(values=2, edge=1),
    cases=(
        Case("row", (row(-1.5, 0.0, 2.0),), note="a negative score, zero and a positive one"),
        Case("table", (np.array([[-1.0, 0.75], [8.5, -0.25], [-4.0, 0.05]]),), note="a table"),
        Case("near-0", (row(-0.2, -0.01, 0.01, 0.2),), note="scores on both sides of 0, near it"),
        Case("very-large", (row(1000.0, 1.0, 0.0),), EDGE, "a very large score"),
        Case("very-negative", (row(-1000.0, -1.0),), EDGE, "a very negative score"),
        Case("whole-numbers", (row(-3, 0, 1, 2),), EDGE, "scores in whole numbers"),
        Case("one", (column(-0.75),), EDGE, "one score only"),
        Case("read-only", (read_only(row(-1.0, 2.0)),), EDGE, "Z is read-only"),
    ),
    properties=(
        depends_on_input(),
        element_alone(),
        _mirrored("parts", "relu(z) - relu(-z) = z", lambda Z, right, left: agree(right - left, Z)),
        _mirrored("never_negative", "relu(-z) = 0", lambda Z, right, left: agree(left, 0 * left)),
    ),
    hints=(
        "ReLU lets positive scores through unchanged and makes everything else 0.",
        "The choice is made for each element. Python's max compares whole arrays and cannot do "
        "that. Which function of NumPy takes the larger of two numbers, element by element?",
        "Return np.maximum(Z, 0).",
    ),
)


TANH = Exercise(
    id="neuron.tanh",
    title="Hyperbolic tangent",
    parts=rubric(values=2, edge=1),
    cases=(
        Case("row", (row(-1.0, 0.0, 1.0),), note="a negative score, zero and a positive one"),
        Case("table", (np.array([[0.5, -2.0], [3.0, -0.25], [1.5, -4.0]]),), note="a table"),
        Case("very-large", (row(1000.0, 1.0, 0.0),), EDGE, "a very large score"),
        Case("very-negative", (row(-1000.0, -1.0),), EDGE, "a very negative score"),
        Case("whole-numbers", (row(-3, 0, 1, 2),), EDGE, "scores in whole numbers"),
        Case("one", (column(0.75),), EDGE, "one score only"),
        Case("strided", (strided(row(-1.0, 2.0, 0.25)),), EDGE, "every second of other numbers"),
    ),
    properties=(
        depends_on_input(),
        element_alone(),
        _mirrored("odd", "tanh(-z) = -tanh(z)", lambda Z, right, left: agree(left, -right)),
        _mirrored(
            "between_-1_and_1",
            "-1 < tanh(z) < 1, and tanh(z) > 0 for positive z",
            lambda Z, right, left: bool(np.all((right > 0) & (right < 1) & (left > -1))),
        ),
    ),
    hints=(
        "tanh has the shape of the sigmoid, but runs from -1 to 1 and goes through 0 at 0.",
        "NumPy has this function. If you write it yourself, think about e¹⁰⁰⁰, and about the "
        "sigmoid of twice the score.",
        "Return np.tanh(Z).",
    ),
)
