"""The slopes of the activation functions, as functions of the score."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from deepcat_judge.exercise import EDGE, Broken, Case, Exercise, Property
from deepcat_judge.exercises.common import (
    Array,
    Generator,
    agree,
    away_from_zero,
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
_STEPS = 400


def _mirrored(id: str, text: str, relation: Callable[[Array, Array], bool]) -> Property:
    """A relation between f(Z) and f(-Z)."""

    def cases(rng: Generator) -> list[Case]:
        Z = np.abs(away_from_zero(rng, _SHAPE))
        return [Case("positive", (Z,)), Case("negative", (-Z,))]

    def holds(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Plain]) -> Broken | None:
        Z, right, left = (np.asarray(value, float) for value in (args[0][0], *outputs))
        if relation(right, left):
            return None
        thought = "Compare the slopes on the graph."
        return mirrored_broken(text, thought, Z, right, left, lambda Z, *both: relation(*both))

    return Property(id, text, cases, holds, like=np.zeros(_SHAPE))


def _area(end: float, rise: float, name: str) -> Property:
    """The area under a slope from 0 to `end` is how much the function rises there."""
    z = np.linspace(0.0, end, _STEPS + 1)
    weights = np.full(_STEPS + 1, end / _STEPS)
    weights[[0, -1]] /= 2  # the trapezoidal rule

    def cases(rng: Generator) -> list[Case]:
        return [Case("fine-grid", (z[None, :],))]

    def holds(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Plain]) -> Broken | None:
        area = float(np.asarray(outputs[0], float)[0] @ weights)
        if abs(area - rise) < 1e-4:
            return None
        return Broken(
            f"From z = 0 to z = {end:g}, {name} rises by {rise:.4f}; your slopes add up to a rise "
            f"of {area:.4f}.",
            "Is what you return the slope at the score z?",
        )

    return Property(
        "adds_up_to_the_rise",
        f"from 0 to {end:g}, the slopes add up to the rise of {name}",
        cases,
        holds,
        like=np.zeros((1, _STEPS + 1)),
    )


def _even(right: Array, left: Array) -> bool:
    return agree(right, left)


SIGMOID_PRIME = Exercise(
    id="neuron.sigmoid_prime",
    title="Slope of the sigmoid",
    parts=rubric(values=3, edge=1),
    cases=(
        Case("row", (row(-2.0, 0.0, 2.0),), note="a negative score, zero and a positive one"),
        Case("table", (np.array([[0.5, -1.0], [3.0, -0.25], [1.5, -4.0]]),), note="a table"),
        Case("very-large", (row(1000.0, 1.0, 0.0),), EDGE, "a very large score"),
        Case("very-negative", (row(-1000.0, -1.0),), EDGE, "a very negative score"),
        Case("whole-numbers", (row(-3, 0, 1, 2),), EDGE, "scores in whole numbers"),
        Case("one", (column(0.75),), EDGE, "one score only"),
        Case("read-only", (read_only(row(-1.0, 2.0)),), EDGE, "Z is read-only"),
    ),
    properties=(
        depends_on_input(),
        element_alone(),
        _mirrored("even", "the slope at -z equals the slope at z", _even),
        _area(2.0, 0.380797, "the sigmoid"),
    ),
    hints=(
        "The slope of σ is largest at 0, where it is ¼, and falls to 0 on either side.",
        "The lesson writes the slope with σ(z) alone. The argument here is z, so σ(z) has to be "
        "computed first; you have a function for it.",
        "Let A = sigmoid(Z) and return A * (1 - A).",
    ),
)


RELU_PRIME = Exercise(
    id="neuron.relu_prime",
    title="Slope of ReLU",
    parts=rubric(values=2, edge=1),
    cases=(
        Case("row", (row(-1.5, 0.5, 2.0),), note="one negative score and two positive ones"),
        Case("table", (np.array([[-1.0, 0.75], [8.0, -0.25], [-4.0, 0.05]]),), note="a table"),
        Case("near-0", (row(-0.2, -0.01, 0.01, 0.2),), note="scores on both sides of 0, near it"),
        Case("very-large", (row(1000.0, 1.5),), EDGE, "a very large score"),
        Case("very-negative", (row(-1000.0, -1.5),), EDGE, "a very negative score"),
        Case("whole-numbers", (row(-3, 5, 1, 2),), EDGE, "scores in whole numbers"),
        Case("one", (column(-0.75),), EDGE, "one score only"),
        Case("read-only", (read_only(row(-1.0, 2.0)),), EDGE, "Z is read-only"),
    ),
    properties=(
        depends_on_input(),
        element_alone(),
        _mirrored(
            "one_or_none",
            "of the slopes at z and at -z, one is 1 and the other 0",
            lambda right, left: agree(right + left, np.ones(_SHAPE)),
        ),
        Property(
            "finite_at_the_corner",
            "at z = 0 the answer is a number",
            lambda rng: [Case("corner", (row(-1.0, 0.0, 2.0),), note="a score of 0")],
            lambda args, outputs: None,
            like=np.zeros((1, 3)),
            part=EDGE,
        ),
    ),
    hints=(
        "ReLU is made of two straight pieces. What is the slope of each?",
        "Compare Z with 0, element by element. The comparison gives True and False, which count "
        "as 1 and 0.",
        "Return np.where(Z > 0, 1.0, 0.0).",
    ),
)


TANH_PRIME = Exercise(
    id="neuron.tanh_prime",
    title="Slope of tanh",
    parts=rubric(values=2, edge=1),
    cases=(
        Case("row", (row(-1.0, 0.0, 2.0),), note="a negative score, zero and a positive one"),
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
        _mirrored("even", "the slope at -z equals the slope at z", _even),
        _area(2.0, 0.964028, "tanh"),
    ),
    hints=(
        "The slope of tanh is 1 at 0 and falls to 0 on either side.",
        "The lesson writes the slope with tanh(z) alone, and there is a square in it. The "
        "argument here is z, so tanh(z) has to be computed first.",
        "Let A = tanh(Z) and return 1 - A ** 2.",
    ),
)
