"""The slopes of the loss along a layer's weights and biases."""

from __future__ import annotations

import numpy as np

from deepcat_judge.exercise import EDGE, Case, Exercise
from deepcat_judge.exercises.backprop import nudged
from deepcat_judge.exercises.common import Array, Generator, away_from_zero, read_only, rubric
from deepcat_judge.exercises.network.made import numbers, whole


def _draw(rng: Generator) -> tuple[Array, Array]:
    """Two units, three inputs, five examples."""
    return away_from_zero(rng, (2, 5)), away_from_zero(rng, (3, 5))


def _expected(delta: Array, A_prev: Array) -> list[Array]:
    """By nudges of a loss whose slopes along the scores are delta."""
    n, m = delta.shape
    return [
        nudged.slopes(lambda W: np.sum(delta * (W @ A_prev)) / m, np.zeros((n, len(A_prev)))),
        nudged.slopes(lambda b: np.sum(delta * b) / m, np.zeros((n, 1))),
    ]


EXERCISE = Exercise(
    id="backprop.layer_gradients",
    title="Slopes of a layer's weights and biases",
    parts=rubric(values=3, edge=1),
    returns=("dW", "db"),
    cases=(
        Case("two-units", (numbers(2, 4, 1), numbers(3, 4, 6)),
             note="2 units, 3 inputs, 4 examples"),
        Case("one-unit", (numbers(1, 3, 2), numbers(4, 3, 5)), note="1 unit, 4 inputs, 3 examples"),
        Case("square", (numbers(3, 3, 4), numbers(3, 3, 9)), note="3 units, 3 inputs, 3 examples"),
        Case("four-units", (numbers(4, 5, 3), numbers(2, 5, 1)),
             note="4 units, 2 inputs, 5 examples"),
        Case("one-example", (numbers(3, 1, 2), numbers(2, 1, 7)), EDGE, "one example only"),
        Case("one-input", (numbers(2, 3, 5), numbers(1, 3, 4)), EDGE, "one input only"),
        Case("whole-inputs", (numbers(2, 3, 7), whole(numbers(4, 3, 2))), EDGE,
             "A_prev in whole numbers"),
        Case("whole-numbers", whole((numbers(3, 2, 1), numbers(4, 2, 8))), EDGE,
             "whole numbers everywhere"),
        Case("read-only", (read_only(numbers(2, 4, 3)), read_only(numbers(3, 4, 2))), EDGE,
             "read-only arrays"),
    ),
    properties=(
        nudged.measured(
            ("dW", "db"), _draw, _expected,
            "by a nudge of each weight and each bias, with 2 units, 3 inputs and 5 examples",
            "Take one weight: which unit does it belong to, which input does it multiply, and "
            "what does the mean over the examples do?",
        ),
    ),
    hints=(
        "A weight passes one input on to one unit. In each example the loss changes with it "
        "as fast as with the unit's score (δ), times that input. The loss is their mean.",
        "dW has a row for each unit and a column for each input. delta is (n, m) and A_prev is "
        "(n_prev, m): which matrix product adds over the examples? A bias is a weight whose input "
        "is always 1.",
        "dW is delta @ A_prev.T, divided by m. db is the sum of each row of delta, divided by m: "
        "axis=1 adds up a row, and keepdims=True keeps the column.",
    ),
    thought="Take one unit, one input and one example, and compute by hand what they add to dW.",
)  # fmt: skip
