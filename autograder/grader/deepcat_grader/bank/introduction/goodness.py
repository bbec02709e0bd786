"""The mean squared error: hidden cases and known mistakes."""

# mypy: allow-untyped-defs, allow-untyped-calls
# ruff: noqa: D103
# Students write no types; what a mistake is about stands in its message.

from __future__ import annotations

import math

import numpy as np

from deepcat_grader.bank.draw import Generator, number, order_one, sizes, whole
from deepcat_grader.bank.introduction import fitting_variants as right
from deepcat_grader.bank.registry import Entry, mistake
from deepcat_judge.exercise import EDGE, Case
from deepcat_judge.exercises.common import read_only, strided
from deepcat_judge.exercises.introduction import functions
from deepcat_solutions.introduction import goodness, line


def _goodness_cases(rng: Generator) -> list[Case]:
    m, k = sizes(rng, 2, 3)

    def data(count: int) -> tuple[np.ndarray, np.ndarray, float, float]:
        return order_one(rng, count), 2.0 * order_one(rng, count), number(rng), number(rng)

    x, y, slope, intercept = data(m)
    x32, y32 = x.astype(np.float32), y.astype(np.float32)
    return [
        Case("some", data(m), note=f"{m} examples"),
        Case("more", data(10 + k), note=f"{10 + k} examples"),
        Case("one", data(1), EDGE, "one example"),
        Case(
            "whole",
            (whole(rng, k), whole(rng, k), number(rng), number(rng)),
            EDGE,
            "x and y hold whole numbers",
        ),
        Case("float32", (x32, y32, slope, intercept), EDGE, "x and y are float32"),
        Case("read-only", (read_only(x), read_only(y), -slope, 0.5), EDGE, "x, y are read-only"),
        Case("strided", (strided(x), strided(y), slope, -0.5), EDGE, "every second example"),
    ]


def goodness__sum_for_mean(x, y, slope, intercept):
    return np.sum((y - line(x, slope, intercept)) ** 2)


def goodness__square_missed(x, y, slope, intercept):
    return np.mean(y - line(x, slope, intercept))


def goodness__absolute_for_square(x, y, slope, intercept):
    return np.mean(np.abs(y - line(x, slope, intercept)))


def goodness__root(x, y, slope, intercept):
    return np.sqrt(np.mean((y - line(x, slope, intercept)) ** 2))


def goodness__half(x, y, slope, intercept):
    return np.mean((y - line(x, slope, intercept)) ** 2) / 2


def goodness__square_of_mean(x, y, slope, intercept):
    return np.mean(y - line(x, slope, intercept)) ** 2


def goodness__sign(x, y, slope, intercept):
    return -np.mean((y - line(x, slope, intercept)) ** 2)


def goodness__plus_for_minus(x, y, slope, intercept):
    return np.mean((y + line(x, slope, intercept)) ** 2)


def goodness__difference_of_squares(x, y, slope, intercept):
    return np.mean(y**2 - line(x, slope, intercept) ** 2)


def goodness__intercept_forgotten(x, y, slope, intercept):
    return np.mean((y - slope * x) ** 2)


def goodness__intercept_added(x, y, slope, intercept):
    return np.mean((y - slope * x + intercept) ** 2)


def goodness__arguments_exchanged(x, y, slope, intercept):
    return np.mean((y - line(x, intercept, slope)) ** 2)


def goodness__x_and_y_exchanged(x, y, slope, intercept):
    return np.mean((x - line(y, slope, intercept)) ** 2)


def goodness__not_reduced(x, y, slope, intercept):
    return (y - line(x, slope, intercept)) ** 2


def goodness__divided_by_m_minus_1(x, y, slope, intercept):
    return np.sum((y - line(x, slope, intercept)) ** 2) / (len(x) - 1)


def goodness__largest_error(x, y, slope, intercept):
    return np.max((y - line(x, slope, intercept)) ** 2)


def goodness__broadcast(x, y, slope, intercept):
    return np.mean((y.reshape(-1, 1) - line(x, slope, intercept)) ** 2)


def goodness__median(x, y, slope, intercept):
    return np.median((y - line(x, slope, intercept)) ** 2)


def goodness__hard_coded_size(x, y, slope, intercept):
    return np.sum((y - line(x, slope, intercept)) ** 2) / 3


def goodness__in_place(x, y, slope, intercept):
    y -= slope * x + intercept
    return np.mean(y**2)


def goodness__overwritten_total(x, y, slope, intercept):
    total = 0.0
    for xi, yi in zip(x, y, strict=True):
        total = (yi - slope * xi - intercept) ** 2
    return total / len(x)


def goodness__distance(x, y, slope, intercept):
    return math.sqrt(np.sum((y - line(x, slope, intercept)) ** 2))


def goodness__divided_twice(x, y, slope, intercept):
    return np.mean((y - line(x, slope, intercept)) ** 2) / len(x)


def goodness__variance(x, y, slope, intercept):
    return np.var(y - line(x, slope, intercept))


GOODNESS = Entry(
    functions.GOODNESS,
    goodness,
    _goodness_cases,
    (
        mistake(
            goodness__sum_for_mean,
            "You added the squared errors up, where their mean is asked.",
            "Should a line look worse only because there are more examples?",
        ),
        mistake(
            goodness__square_missed,
            "The errors are not squared, so that those above and below the line cancel.",
            "What makes an error of -3 as bad as an error of 3?",
        ),
        mistake(
            goodness__absolute_for_square,
            "You took the mean of the absolute errors; the mean of the squared errors is asked.",
            "How much worse than an error of 1 should an error of 2 count?",
        ),
        mistake(
            goodness__root,
            "There is a square root too many: this is the root of the mean squared error.",
            "Which operation is the last one in the definition?",
        ),
        mistake(
            goodness__half,
            "Your answer is half the mean squared error.",
            "Some books write a ½ in front. Does the definition here have it?",
        ),
        mistake(
            goodness__square_of_mean,
            "You took the mean first and squared it then, so that errors of opposite sign cancel.",
            "In which order are the two words in 'mean of the squares'?",
        ),
        mistake(
            goodness__sign,
            "The sign is wrong: a square is never negative.",
            "Is lower better here, or higher?",
        ),
        mistake(
            goodness__plus_for_minus,
            "Truth and prediction are added, where their difference is asked.",
            "What is the error of a prediction that is exactly right?",
        ),
        mistake(
            goodness__difference_of_squares,
            "You squared truth and prediction first, and subtracted then.",
            "What is the error of one example, and what is squared?",
        ),
        mistake(
            goodness__intercept_forgotten,
            "The prediction lacks the intercept.",
            "Which function computes the prediction for you?",
        ),
        mistake(
            goodness__intercept_added,
            "The intercept has the wrong sign: a bracket is missing around the prediction.",
            "What is y - (a + b) without the brackets?",
        ),
        mistake(
            goodness__arguments_exchanged,
            "Slope and intercept have changed places in the prediction.",
            "In which order does line take its arguments?",
        ),
        mistake(
            goodness__x_and_y_exchanged,
            "x and y have changed places: you predict x from y.",
            "Which of the two is the input, and which the truth?",
        ),
        mistake(
            goodness__not_reduced,
            "You returned one squared error for each example; their mean is one number.",
            "How many numbers should come out?",
        ),
        mistake(
            goodness__divided_by_m_minus_1,
            "You divided by m - 1, which is right for the variance of a sample, not for a mean.",
            "How many squared errors are there, and by how many does a mean divide?",
        ),
        mistake(
            goodness__largest_error,
            "You took the largest of the squared errors, where their mean is asked.",
            "Should all examples count, or the worst one alone?",
        ),
        mistake(
            goodness__broadcast,
            "Every truth was compared with every prediction, in a table of m times m errors.",
            "Which shapes do y and the predictions have before the subtraction?",
        ),
        mistake(
            goodness__median,
            "You took the median of the squared errors, where their mean is asked.",
            "What does 'mean' mean?",
        ),
        mistake(
            goodness__hard_coded_size,
            "Your code divides by three, whatever the number of examples.",
            "Where is the number of examples written in your code, and who knows it?",
        ),
        mistake(
            goodness__in_place,
            "Your function writes the errors into y, so whoever called it loses the truth.",
            "What is the difference between y -= p and y - p?",
        ),
        mistake(
            goodness__overwritten_total,
            "Only the last example counts: the total is overwritten each time round the loop.",
            "What is the difference between = and +=?",
        ),
        mistake(
            goodness__distance,
            "You took the root of the sum of the squared errors, where their mean is asked.",
            "Which operations does the definition have, and in which order?",
        ),
        mistake(
            goodness__divided_twice,
            "You divided by the number of examples twice.",
            "What has np.mean done already?",
        ),
        mistake(
            goodness__variance,
            "This is the variance of the errors: a line too high everywhere goes unpunished.",
            "Is something subtracted from the errors before they are squared?",
        ),
    ),
    right.GOODNESS,
)
