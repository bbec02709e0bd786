"""The line: hidden cases and known mistakes."""

# mypy: allow-untyped-defs, allow-untyped-calls
# ruff: noqa: D103
# Students write no types; what a mistake is about stands in its message.

from __future__ import annotations

import numpy as np

from deepcat_grader.bank.draw import Generator, number, order_one, sizes, whole
from deepcat_grader.bank.introduction import fitting_variants as right
from deepcat_grader.bank.registry import Entry, mistake
from deepcat_judge.exercise import EDGE, Case
from deepcat_judge.exercises.common import OTHER_CELL, read_only, strided
from deepcat_judge.exercises.introduction import functions
from deepcat_solutions.introduction import line

_DTYPE = "Which dtype does an array have that is made like an array of whole numbers?"


def _line_cases(rng: Generator) -> list[Case]:
    m, k = sizes(rng, 2, 3)
    return [
        Case("some", (order_one(rng, m), number(rng), number(rng)), note=f"{m} examples"),
        Case("more", (order_one(rng, 10 + k), number(rng), number(rng)), note=f"{10 + k} examples"),
        Case(
            "far", (20.0 * order_one(rng, m), number(rng), 9.0 * number(rng)), note="large numbers"
        ),
        Case("one", (order_one(rng, 1), number(rng), number(rng)), EDGE, "one example"),
        Case("whole", (whole(rng, k), number(rng), number(rng)), EDGE, "x holds whole numbers"),
        Case(
            "float32",
            (order_one(rng, m).astype(np.float32), number(rng), number(rng)),
            EDGE,
            "x is float32",
        ),
        Case("read-only", (read_only(order_one(rng, k)), 2.5, -1.5), EDGE, "x is read-only"),
        Case("strided", (strided(order_one(rng, m)), -1.5, 0.5), EDGE, "every second x"),
    ]


def line__intercept_forgotten(x, slope, intercept):
    return slope * x


def line__arguments_exchanged(x, slope, intercept):
    return intercept * x + slope


def line__intercept_times_slope(x, slope, intercept):
    return slope * (x + intercept)


def line__intercept_subtracted(x, slope, intercept):
    return slope * x - intercept


def line__slope_added(x, slope, intercept):
    return slope + x + intercept


def line__sum_returned(x, slope, intercept):
    return np.sum(slope * x + intercept)


def line__list_returned(x, slope, intercept):
    return [slope * value + intercept for value in x]


def line__column_returned(x, slope, intercept):
    return (slope * x + intercept).reshape(-1, 1)


def line__in_place(x, slope, intercept):
    x *= slope
    x += intercept
    return x


def line__int_buffer(x, slope, intercept):
    y = np.zeros_like(x)
    for i in range(len(x)):
        y[i] = slope * x[i] + intercept
    return y


def line__first_example_only(x, slope, intercept):
    y = np.zeros(len(x))
    for i in range(len(x)):
        y[i] = slope * x[i] + intercept
        return y


def line__argument_ignored(x, slope, intercept):
    a, b = 2.0, 1.0
    return a * x + b


def line__hard_coded_size(x, slope, intercept):
    y = np.zeros(3)
    for i in range(3):
        y[i] = slope * x[i] + intercept
    return y


LINE = Entry(
    functions.LINE,
    line,
    _line_cases,
    (
        mistake(
            line__intercept_forgotten,
            "The intercept is missing: your line goes through 0 at x = 0.",
            "What is the prediction at x = 0?",
        ),
        mistake(
            line__arguments_exchanged,
            "Slope and intercept have changed places.",
            "Which of the two is multiplied by x?",
        ),
        mistake(
            line__intercept_times_slope,
            "The intercept is multiplied by the slope.",
            "In which order are + and * to be done, and where are brackets?",
        ),
        mistake(
            line__intercept_subtracted,
            "The intercept is subtracted.",
            "What is the prediction at x = 0?",
        ),
        mistake(
            line__slope_added,
            "The slope is added to x, not multiplied by it.",
            "By how much does the prediction grow when x grows by 1?",
        ),
        mistake(
            line__sum_returned,
            "You returned the sum of all predictions, where one prediction for each x is asked.",
            "How many numbers go in, and how many should come out?",
        ),
        mistake(
            line__list_returned,
            "The predictions are in a list or a tuple, where an array is asked.",
            "What happens when a whole array is multiplied by a number?",
        ),
        mistake(
            line__column_returned,
            "The predictions stand in a column of shape (m, 1), where x has shape (m,).",
            "Which line of your code changes the shape?",
        ),
        mistake(
            line__in_place,
            "Your function writes its result into x, so whoever called it loses the inputs.",
            "What is the difference between x *= slope and x * slope?",
        ),
        mistake(
            line__int_buffer,
            "With x in whole numbers, the predictions are cut to whole numbers.",
            _DTYPE,
        ),
        mistake(
            line__first_example_only,
            "Only the first prediction is computed; the others are still 0.",
            "When does the return happen, inside the loop or after it?",
        ),
        mistake(
            line__argument_ignored,
            "Your answer does not change when slope and intercept change.",
            OTHER_CELL,
        ),
        mistake(
            line__hard_coded_size,
            "Your code is made for exactly three examples.",
            "Where is the number of examples written in your code, and who knows it?",
        ),
    ),
    right.LINE,
)
