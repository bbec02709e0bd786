"""The slope of each example's loss along its score in the output layer."""

from __future__ import annotations

import numpy as np

from deepcat_judge.exercise import EDGE, Case, Exercise
from deepcat_judge.exercises.backprop import nudged
from deepcat_judge.exercises.common import Array, Generator, column, read_only, row, rubric


def _draw(rng: Generator) -> tuple[Array, Array]:
    """Labels, and what scores of order one become under the sigmoid."""
    Z = rng.choice([-1.0, 1.0], (1, 5)) * rng.uniform(0.2, 2.0, (1, 5))
    return np.array([[0.0, 1.0, 0.0, 0.0, 1.0]]), 0.5 + 0.5 * np.tanh(Z / 2)


def _expected(Y: Array, Y_hat: Array) -> list[Array]:
    """By nudges of the scores that have led to Y_hat."""
    Z = np.log(Y_hat / (1.0 - Y_hat))
    return [nudged.slopes(lambda scores: np.sum(np.log(1 + np.exp(scores)) - Y * scores), Z)]


EXERCISE = Exercise(
    id="backprop.output_delta",
    title="δ of the output",
    parts=rubric(values=2, edge=1),
    cases=(
        Case("three", (row(1.0, 0.0, 0.0), row(0.25, 0.6, 0.125)), note="one cat of three"),
        Case("five", (row(0.0, 1.0, 0.0, 0.0, 1.0), row(0.3127, 0.9041, 0.45, 0.8, 0.35)),
             note="two cats of five"),
        Case("four", (row(1.0, 1.0, 1.0, 0.0), row(0.7, 0.55, 0.15, 0.4)),
             note="three cats of four"),
        Case("one-example", (column(1.0), column(0.3)), EDGE, "one cat only"),
        Case("certain", (row(0.0, 1.0, 1.0, 0.0), row(1.0, 0.0, 1.0, 0.0)), EDGE,
             "predictions of exactly 0 and 1"),
        Case("whole-labels", (row(0, 1, 0), row(0.8, 0.45, 0.05)), EDGE,
             "labels in whole numbers"),
        Case("read-only", (read_only(row(0.0, 1.0)), read_only(row(0.35, 0.65))), EDGE,
             "read-only arrays"),
    ),
    properties=(
        nudged.measured(
            ("δ",), _draw, _expected,
            "by a nudge of each example's score, and how its loss changes",
            "Which example does this number belong to, and in which direction should its score go?",
        ),
    ),
    hints=(
        "Which way should the score of a cat go, if the network gave it 0.25? And how urgent is "
        "it, compared with a cat that got 0.9?",
        "The lesson multiplies ∂L/∂ŷ by the slope of the sigmoid, and almost everything cancels. "
        "What is left is 0 for a prediction that is exactly right.",
        "For a cat that got 0.25, δ is -0.75; for a dog that got 0.25, it is 0.25. Subtract one "
        "array from the other, and leave the mean to a later step.",
    ),
    thought="Take one example: what is δ for its label and its prediction? Which sign has it?",
)  # fmt: skip
