"""The mean squared error: the goodness measure of lesson 1."""

from __future__ import annotations

import numpy as np

from deepcat_judge.exercise import EDGE, Broken, Case, Exercise
from deepcat_judge.exercises.common import agree, every_argument_matters, flat, law, rubric

_DOUBLES = Broken(
    "With every example twice, your answer doubles, as a sum over the examples does.",
    "Should a line look worse only because there are more examples?",
    telling=True,
)

GOODNESS = Exercise(
    id="introduction.goodness",
    title="Mean squared error",
    parts=rubric(values=3, edge=1),
    cases=(
        Case("two", (flat(1.0, 2.0), flat(1.0, 5.0), 1.0, 0.0), note="errors of 0 and 3"),
        Case(
            "three",
            (flat(0.0, 1.0, 3.0), flat(1.0, -2.0, 0.5), -0.5, 0.25),
            note="errors of either sign",
        ),
        Case(
            "five",
            (flat(-2.0, -1.0, 0.5, 1.5, 2.0), flat(3.0, 1.0, -1.0, 4.0, 2.5), 1.5, -2.0),
            note="a line that fits badly",
        ),
        Case(
            "perfect",
            (flat(1.0, 2.0, 4.0), flat(3.0, 5.0, 9.0), 2.0, 1.0),
            note="a line through every point",
        ),
        Case("one", (flat(2.0), flat(-1.0), 0.5, 1.0), EDGE, "one example only"),
        Case(
            "whole-numbers",
            (flat(1, 2, 4, 7), flat(3, 1, 0, 2), 0.5, 0.25),
            EDGE,
            "x and y hold whole numbers",
        ),
        Case(
            "whole-y",
            (flat(0.5, -1.5, 2.0), flat(1, -2, 4), -0.5, 0.75),
            EDGE,
            "y holds whole numbers",
        ),
    ),
    properties=(
        every_argument_matters(
            (flat(0.5, 1.5, -1.0), flat(1.0, -1.0, 2.5), 1.5, 0.75),
            {
                0: [flat(1.0, -0.5, 2.0), flat(-0.5, 0.25, 2.0)],
                1: [flat(0.0, 3.0, 1.0), flat(-2.0, 0.5, -1.0)],
                2: [-0.5, 3.0],
                3: [2.0, -1.0],
            },
            {0: "x", 1: "y", 2: "slope", 3: "intercept"},
            0.0,
        ),
        law(
            "repeating_changes_nothing",
            "the mean stays the same when every example is there twice",
            lambda rng: [
                (x := rng.normal(size=5), y := rng.normal(size=5), 1.5, 0.75),
                (np.tile(x, 2), np.tile(y, 2), 1.5, 0.75),
            ],
            lambda calls, answers: (
                agree(answers[0], answers[1]) or (agree(2 * answers[0], answers[1]) and _DOUBLES)
            ),
            Broken(
                "With every example twice, your answer changes.", "What does a mean do with a copy?"
            ),
            like=0.0,
        ),
        law(
            "double_error_counts_four_times",
            "twice the error counts four times as much",
            lambda rng: [
                (x := rng.normal(size=6), y := rng.normal(size=6), 0.0, 0.0),
                (x, 2.0 * y, 0.0, 0.0),
            ],
            lambda calls, answers: agree(4 * answers[0], answers[1]),
            Broken(
                "When every error is twice as large, your answer is not four times as large.",
                "What does squaring do to a number that is twice as large?",
            ),
            like=0.0,
        ),
    ),
    hints=(
        "A goodness measure compares predictions with the truth and gives one number. Here it is "
        "the mean of the squared errors.",
        "Go step by step: the predictions (you have a function for them), the errors, their "
        "squares, and then one number from all of them.",
        "Take errors = y - line(x, slope, intercept), square them with ** 2, and return what "
        "np.mean gives for the squares.",
    ),
    thought="Work out the errors of this input by hand, one by one, and follow them.",
)
