"""Slips that many exercises share, each written once; their words are true of all of these.

``{first}`` stands for the name of the exercise's first argument.
"""

# mypy: allow-untyped-defs, allow-untyped-calls
# ruff: noqa: D103
# Students write no types; what a slip is about stands in its message.

from __future__ import annotations

import numpy as np

from deepcat_grader.bank.slip import slip
from deepcat_judge.exercises.common import OTHER_CELL

_WHOLE = "Which dtype does an array have that is made like an array of whole numbers?"
_COPY = "What is the difference between changing an array and making a new one?"
_ROUNDING = "Who asked for rounding, and what gets lost by it?"


@slip(
    "int_buffer",
    "With whole numbers in {first}, the answers are cut to whole numbers.",
    think=_WHOLE,
    also="Besides, whole numbers in the input cut the result to whole numbers.",
)
def INT_BUFFER(right, *args):
    result = np.zeros_like(args[0])
    result[...] = right(*args)
    return result


@slip(
    "in_place",
    "Your function writes into {first}, so whoever called it loses what was there.",
    think=_COPY,
    also="Besides, the argument is changed.",
)
def IN_PLACE(right, *args):
    args[0][...] = right(*args)
    return args[0]


@slip(
    "rounded",
    "The answers are rounded to three digits.",
    think=_ROUNDING,
    also="Besides, the result is rounded.",
)
def ROUNDED(right, *args):
    return np.round(right(*args), 3)


@slip(
    "list_returned",
    "The answers are in a list, where an array is expected.",
    think="What happens when a whole array is given to a function of NumPy?",
    also="Besides, the result is a list, where an array is expected.",
)
def LIST_RETURNED(right, *args):
    return right(*args).tolist()


@slip(
    "identity",
    "What comes out is {first}, unchanged.",
    think="Which of your variables holds the result?",
    also="",
)
def IDENTITY(right, *args):
    return args[0]


@slip(
    "argument_ignored",
    "Your answer does not depend on {first}.",
    think=OTHER_CELL,
    also="",
)
def ARGUMENT_IGNORED(right, *args):
    X = np.array([[-1.0, 0.0, 2.0]])
    return right(X, *args[1:])


@slip(
    "transposed",
    "The numbers are right, but rows and columns are exchanged.",
    think="Which index counts examples here? In this course, columns are examples.",
    also="Besides, rows and columns are exchanged.",
)
def TRANSPOSED(right, *args):
    return right(*args).T


COMBINED = (IN_PLACE, INT_BUFFER, ROUNDED, LIST_RETURNED, TRANSPOSED)
