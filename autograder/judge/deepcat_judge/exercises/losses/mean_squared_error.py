"""The mean squared error, the loss for numbers."""

from __future__ import annotations

from deepcat_judge.exercise import EDGE, Broken, Case, Exercise
from deepcat_judge.exercises.common import (
    Array,
    agree,
    every_argument_matters,
    law,
    number,
    row,
    rubric,
    strided,
)
from deepcat_judge.exercises.losses.laws import mean_over_examples


def _grows(once: Array, twice: Array) -> Broken:
    return Broken(
        f"When every error is twice as large, your answer goes from {number(once):.4g} to "
        f"{number(twice):.4g}; it should become four times as large.",
        "What does squaring do to a number that is twice as large?",
        telling=True,
    )


EXERCISE = Exercise(
    id="losses.mean_squared_error",
    title="Mean squared error",
    parts=rubric(values=2, edge=1),
    cases=(
        Case("two", (row(2.0, 1.0), row(2.0, 4.0)), note="errors of 0 and -3"),
        Case("three", (row(0.5, -1.0, 2.5), row(1.25, 0.5, -0.25)), note="errors of either sign"),
        Case(
            "five",
            (row(3.0, 1.0, -1.0, 4.0, 2.5), row(-1.0, 0.75, 2.0, 1.5, 5.0)),
            note="predictions that are far off",
        ),
        Case("perfect", (row(1.5, -2.0, 0.25), row(1.5, -2.0, 0.25)), note="exact predictions"),
        Case("one", (row(-1.0), row(0.75)), EDGE, "one example only"),
        Case("whole-numbers", (row(3, 1, 0, 2), row(1, 2, 4, 7)), EDGE, "whole numbers only"),
        Case(
            "whole-Y",
            (row(1, -2, 4, 0), row(0.5, -1.5, 2.0, 0.75)),
            EDGE,
            "Y in whole numbers",
        ),
        Case(
            "strided",
            (strided(row(1.0, -2.0, 0.5)), strided(row(0.25, 1.0, -0.5))),
            EDGE,
            "every second of other numbers",
        ),
    ),
    properties=(
        every_argument_matters(
            (row(0.5, 1.5, -1.0), row(1.0, -1.0, 2.5)),
            {
                0: [row(1.0, -0.5, 2.0), row(-0.5, 0.25, 3.0)],
                1: [row(0.0, 3.0, 1.0), row(0.75, 1.25, -1.0)],
            },
            {0: "Y", 1: "Y_hat"},
            0.0,
        ),
        mean_over_examples(lambda rng: (rng.normal(size=(1, 5)), rng.normal(size=(1, 5)))),
        law(
            "double_error_counts_four_times",
            "twice the error counts four times as much",
            lambda rng: [
                (Y := rng.normal(size=(1, 6)), Y + (E := rng.normal(size=(1, 6)))),
                (Y, Y + 2 * E),
            ],
            lambda calls, answers: agree(4 * answers[0], answers[1]) or _grows(*answers),
            Broken(""),
            like=0.0,
        ),
    ),
    hints=(
        "The loss compares the predictions with the truth and gives one number: the mean of the "
        "squared errors. You wrote it in lesson 1, for a line.",
        "Go step by step: the errors, their squares, and then one number from all of them. Print "
        "the shape after each step.",
        "Take errors = Y - Y_hat, square them with ** 2, and return what np.mean gives for the "
        "squares.",
    ),
    thought="Work out the errors of this input by hand, one by one, and follow them.",
)
