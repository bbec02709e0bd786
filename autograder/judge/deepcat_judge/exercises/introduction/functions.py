"""The predictive function, the goodness measure, and the count of parameters."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from deepcat_judge.exercise import EDGE, Broken, Case, Exercise, Property
from deepcat_judge.exercises.common import (
    Generator,
    agree,
    every_argument_matters,
    number,
    read_only,
    row,
    rubric,
    unused,
)
from deepcat_judge.plain import Plain


def _step_cases(rng: Generator) -> list[Case]:
    x, slope, intercept = rng.normal(size=4), rng.uniform(1, 3), rng.uniform(1, 3)
    return [Case("here", (x, slope, intercept)), Case("one-further", (x + 1.0, slope, intercept))]


def _grows_by_slope(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Plain]) -> Broken | None:
    here, further = (np.asarray(output, float) for output in outputs)
    if agree(further - here, np.full(4, args[0][1])):
        return None
    return Broken(
        "When every x grows by 1, the predictions do not grow by the slope.",
        "What does the slope of a line mean?",
    )


LINE = Exercise(
    id="introduction.line",
    title="A line as predictive function",
    parts=rubric(values=2, edge=1),
    cases=(
        Case("one", (np.array([2.0]), 3.0, 1.0), note="one example"),
        Case("few", (np.array([0.0, 1.0, 2.5, -4.0]), -1.5, 0.5), note="a falling line"),
        Case("steep", (np.array([-0.3, 0.7, 1.1]), 4.0, -2.0), note="a steep line"),
        Case("whole-numbers", (row(1, 2, 4)[0], 0.5, 0.25), EDGE, "x holds whole numbers"),
        Case("read-only", (read_only(np.array([1.5, -2.0])), 2.0, -1.0), EDGE, "x is read-only"),
    ),
    properties=(
        every_argument_matters(
            (np.array([0.5, 1.5, -2.0]), 1.5, 0.75),
            {0: [np.array([1.5, -0.5, 2.0])], 1: [-0.5, 3.0], 2: [2.0, -4.0]},
            {
                0: unused("x"),
                1: unused("slope"),
                2: Broken(
                    "Your answer does not change when the intercept changes.",
                    "What is the prediction at x = 0?",
                    "intercept_forgotten",
                ),
            },
            np.zeros(3),
        ),
        Property(
            "grows_by_slope",
            "when x grows by 1, the prediction grows by the slope",
            _step_cases,
            _grows_by_slope,
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


def _repeat_cases(rng: Generator) -> list[Case]:
    x, y = rng.normal(size=5), rng.normal(size=5)
    slope, intercept = rng.uniform(1, 2), rng.uniform(1, 2)
    once = (x, y, slope, intercept)
    return [Case("once", once), Case("twice", (np.tile(x, 2), np.tile(y, 2), slope, intercept))]


def _repeating_changes_nothing(
    args: Sequence[tuple[Plain, ...]], outputs: Sequence[Plain]
) -> Broken | None:
    once, twice = (number(output) for output in outputs)
    if agree(once, twice):
        return None
    if agree(2 * once, twice):
        return Broken(
            "With every example twice, your answer doubles, as a sum over the examples does.",
            "Should a line look worse only because there are more examples?",
            telling=True,
        )
    return Broken(
        "With every example twice, your answer changes.", "What does a mean do with a copy?"
    )


def _double_cases(rng: Generator) -> list[Case]:
    x, y = rng.normal(size=6), rng.normal(size=6)
    return [Case("errors", (x, y, 0.0, 0.0)), Case("doubled", (x, 2.0 * y, 0.0, 0.0))]


def _double_error_counts_four_times(
    args: Sequence[tuple[Plain, ...]], outputs: Sequence[Plain]
) -> Broken | None:
    once, doubled = (number(output) for output in outputs)
    if agree(4 * once, doubled):
        return None
    return Broken(
        "When every error is twice as large, your answer is not four times as large.",
        "What does squaring do to a number that is twice as large?",
    )


GOODNESS = Exercise(
    id="introduction.goodness",
    title="Mean squared error",
    parts=rubric(values=3, edge=1),
    cases=(
        Case(
            "two",
            (np.array([1.0, 2.0]), np.array([1.0, 5.0]), 1.0, 0.0),
            note="errors of 0 and 3",
        ),
        Case(
            "three",
            (np.array([0.0, 1.0, 3.0]), np.array([1.0, -2.0, 0.5]), -0.5, 0.25),
            note="errors of either sign",
        ),
        Case(
            "five",
            (
                np.array([-2.0, -1.0, 0.5, 1.5, 2.0]),
                np.array([3.0, 1.0, -1.0, 4.0, 2.5]),
                1.5,
                -2.0,
            ),
            note="a line that fits badly",
        ),
        Case(
            "perfect",
            (np.array([1.0, 2.0, 4.0]), np.array([3.0, 5.0, 9.0]), 2.0, 1.0),
            note="a line through every point",
        ),
        Case("one", (np.array([2.0]), np.array([-1.0]), 0.5, 1.0), EDGE, "one example only"),
        Case(
            "whole-numbers",
            (row(1, 2, 4, 7)[0], row(3, 1, 0, 2)[0], 0.5, 0.25),
            EDGE,
            "x and y hold whole numbers",
        ),
    ),
    properties=(
        every_argument_matters(
            (np.array([0.5, 1.5, -1.0]), np.array([1.0, -1.0, 2.5]), 1.5, 0.75),
            {
                0: [np.array([1.0, -0.5, 2.0]), np.array([-0.5, 0.25, 2.0])],
                1: [np.array([0.0, 3.0, 1.0]), np.array([-2.0, 0.5, -1.0])],
                2: [-0.5, 3.0],
                3: [2.0, -1.0],
            },
            {0: unused("x"), 1: unused("y"), 2: unused("slope"), 3: unused("intercept")},
            0.0,
        ),
        Property(
            "repeating_changes_nothing",
            "the mean stays the same when every example is there twice",
            _repeat_cases,
            _repeating_changes_nothing,
            like=0.0,
        ),
        Property(
            "double_error_counts_four_times",
            "twice the error counts four times as much",
            _double_cases,
            _double_error_counts_four_times,
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


def _glue_cases(rng: Generator) -> list[Case]:
    sizes: list[Plain] = [int(n) for n in rng.choice(np.arange(2, 30), 3, replace=False)]
    parts = (sizes, sizes[:2], sizes[1:])
    return [Case(f"sizes-{i}", (part,)) for i, part in enumerate(parts)]


def _layers_add_up(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Plain]) -> Broken | None:
    whole, left, right = (number(output) for output in outputs)
    if whole == left + right:
        return None
    a, b, c = np.asarray(args[0][0])
    return Broken(
        f"The network [{a}, {b}, {c}] has not as many parameters as [{a}, {b}] and [{b}, {c}] "
        "together.",
        "Between which layers are there weights?",
    )


COUNT_PARAMETERS = Exercise(
    id="introduction.count_parameters",
    title="Counting weights and biases",
    parts=rubric(values=3),
    cases=(
        Case("two-one", ([2, 1],), note="two inputs, one output"),
        Case("three-two", ([3, 2],), note="three inputs, two outputs"),
        Case("hidden-layer", ([4, 3, 2],), note="one hidden layer"),
        Case("deep", ([5, 2, 7, 3, 1],), note="three hidden layers"),
        Case("same-sizes", ([3, 2, 3, 3, 2],), note="layers of the same size"),
        Case(
            "cat",
            ([12288, 7, 1],),
            note="a picture of 64 × 64 pixels, seven hidden units",
            thought="How many lines lead from 12288 inputs to 7 units?",
        ),
    ),
    properties=(
        Property(
            "layers_add_up",
            "a network has as many parameters as its parts",
            _glue_cases,
            _layers_add_up,
            like=0,
        ),
    ),
    hints=(
        "Draw the network: every line from one layer to the next is a weight, and every unit that "
        "computes something has a bias.",
        "Go through neighbouring layers. How many lines lead from n_in units to n_out units? "
        "How many biases do the n_out units have?",
        "Start from total = 0. For each pair of neighbours, add n_in * n_out + n_out; "
        "layer_sizes[i - 1] and layer_sizes[i] are such a pair for i = 1, 2, …",
    ),
    thought="Draw this network, and count its lines and its biases by hand.",
)
