"""The line: the predictive function of lesson 1."""

from __future__ import annotations

import numpy as np

from deepcat_judge.exercise import EDGE, Broken, Case, Exercise
from deepcat_judge.exercises.common import (
    agree,
    every_argument_matters,
    flat,
    law,
    read_only,
    rubric,
)

LINE = Exercise(
    id="introduction.line",
    title="A line as predictive function",
    parts=rubric(values=2, edge=1),
    cases=(
        Case("one", (flat(2.0), 3.0, 1.0), note="one example"),
        Case("few", (flat(0.0, 1.0, 2.5, -4.0), -1.5, 0.5), note="a falling line"),
        Case("steep", (flat(-0.3, 0.7, 1.1), 4.0, -2.0), note="a steep line"),
        Case("whole-numbers", (flat(1, 2, 4), 0.5, 0.25), EDGE, "x holds whole numbers"),
        Case("whole-line", (flat(0.5, -1.25), 3, -2), EDGE, "a line of whole numbers"),
        Case("read-only", (read_only(flat(1.5, -2.0)), 2.0, -1.0), EDGE, "x is read-only"),
    ),
    properties=(
        every_argument_matters(
            (flat(0.5, 1.5, -2.0), 1.5, 0.75),
            {0: [flat(1.5, -0.5, 2.0)], 1: [-0.5, 3.0], 2: [2.0, -4.0]},
            {
                0: "x",
                1: "slope",
                2: Broken(
                    "Your answer does not change when the intercept changes.",
                    "What is the prediction at x = 0?",
                    "intercept_forgotten",
                ),
            },
            np.zeros(3),
        ),
        law(
            "grows_by_slope",
            "when x grows by 1, the prediction grows by the slope",
            lambda rng: [
                (
                    x := rng.normal(size=4),
                    slope := rng.uniform(1, 3),
                    intercept := rng.uniform(1, 3),
                ),
                (x + 1.0, slope, intercept),
            ],
            lambda calls, answers: agree(answers[1] - answers[0], np.full(4, calls[0][1])),
            Broken(
                "When every x grows by 1, the predictions do not grow by the slope.",
                "What does the slope of a line mean?",
            ),
            like=np.zeros(4),
        ),
    ),
    hints=(
        "A line turns each x into a prediction: it starts at the intercept and climbs by the slope "
        "for every unit of x.",
        "Look at section 1.1: the formula of the line has three letters, and each of them is an "
        "argument of the function. NumPy applies + and * to every element of an array.",
        "One line is enough: return the slope times x, plus the intercept. "
        "There is no need for a loop.",
    ),
    thought="Work out the prediction for one of these x by hand, and compare.",
)
