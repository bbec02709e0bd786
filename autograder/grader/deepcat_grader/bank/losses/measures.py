"""Slips in what becomes of the losses of the examples, each true of every loss in this lesson."""

# mypy: allow-untyped-defs, allow-untyped-calls
# ruff: noqa: D103
# Students write no types; what a slip is about stands in its message.

from __future__ import annotations

import numpy as np

from deepcat_grader.bank.slip import slip

_TWICE = "By what does a mean divide, and how often?"


@slip(
    "sum_for_mean",
    "The losses of the examples are added up, where their mean is expected.",
    think="Should the loss grow only because there are more examples? And is len(Y) their number?",
    also="",
)
def SUM_FOR_MEAN(right, *args):
    return right(*args) * args[0].shape[1]


@slip(
    "sign_lost",
    "The sign is wrong: this loss is never negative.",
    think="Is a large loss good or bad here, and which sign does yours have?",
    also="",
)
def SIGN_LOST(right, *args):
    return -right(*args)


@slip(
    "half",
    "Your answer is half the loss.",
    think="Some books write a ½ in front. Does the definition here have it?",
    also="",
)
def HALF(right, *args):
    return right(*args) / 2


@slip(
    "divided_twice",
    "You divided by the number of examples twice.",
    think=_TWICE,
    also="",
)
def DIVIDED_TWICE(right, *args):
    return right(*args) / args[0].shape[1]


@slip(
    "divided_by_m_minus_1",
    "The sum is divided by m - 1, where a mean divides by m.",
    think=_TWICE,
    also="",
)
def DIVIDED_BY_M_MINUS_1(right, *args):
    m = args[0].shape[1]
    return right(*args) * m / np.float64(max(m - 1, 1))


@slip(
    "hard_coded_size",
    "Your code divides by three, whatever the number of examples.",
    think="Where is the number of examples written in your code, and who knows it?",
    also="",
)
def HARD_CODED_SIZE(right, *args):
    return right(*args) * args[0].shape[1] / 3


@slip(
    "kept_dimensions",
    "The number is right, but it stands in an array of shape (1, 1).",
    think="Which operation gives one number, without any dimension?",
    also="Besides, the result stands in an array of shape (1, 1).",
)
def KEPT_DIMENSIONS(right, *args):
    return np.array([[right(*args)]])


@slip(
    "last_example_missed",
    "The last example does not count.",
    think="How far does your loop run, or your slice?",
    also="",
)
def LAST_EXAMPLE_MISSED(right, *args):
    m = args[0].shape[1]
    if m == 1:
        return 0.0
    return right(*(array[:, :-1] for array in args)) * (m - 1) / m


@slip(
    "first_example_only",
    "Only the first example counts.",
    think="When does the return happen, inside the loop or after it?",
    also="",
)
def FIRST_EXAMPLE_ONLY(right, *args):
    return right(*(array[:, :1] for array in args))


MEASURES = (
    SUM_FOR_MEAN, SIGN_LOST, HALF, DIVIDED_TWICE, DIVIDED_BY_M_MINUS_1, HARD_CODED_SIZE,
    KEPT_DIMENSIONS, LAST_EXAMPLE_MISSED, FIRST_EXAMPLE_ONLY,
)  # fmt: skip
