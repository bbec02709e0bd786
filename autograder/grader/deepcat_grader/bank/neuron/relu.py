"""ReLU: known mistakes."""

# mypy: allow-untyped-defs, allow-untyped-calls
# ruff: noqa: D103
# Students write no types; what a mistake is about stands in its message.

from __future__ import annotations

import numpy as np

from deepcat_grader.bank.draw import elementwise
from deepcat_grader.bank.neuron import activations_variants as right
from deepcat_grader.bank.registry import Entry, mistake
from deepcat_judge.exercises.common import OTHER_CELL
from deepcat_judge.exercises.neuron import activations
from deepcat_solutions.neuron import relu

_COPY = "What is the difference between changing Z and making a new array?"


def relu__python_max(Z):
    return max(0, Z)


def relu__leaky(Z):
    return np.where(Z > 0, Z, 0.01 * Z)


def relu__minimum(Z):
    return np.minimum(Z, 0.0)


def relu__absolute_value(Z):
    return np.abs(Z)


def relu__slope_returned(Z):
    return np.where(Z > 0, 1.0, 0.0)


def relu__negated(Z):
    return np.maximum(-Z, 0.0)


def relu__largest_element(Z):
    return np.max(Z)


def relu__in_place(Z):
    Z[Z < 0] = 0
    return Z


def relu__identity(Z):
    return Z


def relu__capped_at_1(Z):
    return np.clip(Z, 0.0, 1.0)


def relu__capped_at_6(Z):
    return np.clip(Z, 0.0, 6.0)


def relu__threshold_1(Z):
    return np.where(Z > 1, Z, 0.0)


def relu__at_least_1(Z):
    return np.maximum(Z, 1.0)


def relu__softplus(Z):
    return np.logaddexp(0.0, Z)


def relu__elu(Z):
    return np.where(Z > 0, Z, np.expm1(np.minimum(Z, 0.0)))


def relu__positive_ones_kept(Z):
    return Z[Z > 0]


def relu__argument_ignored(Z):
    X = np.array([[-1.0, 0.0, 2.0]])
    return np.maximum(X, 0.0)


def relu__if_on_array(Z):
    if Z > 0:
        return Z
    return 0 * Z


RELU = Entry(
    activations.RELU,
    relu,
    elementwise,
    (
        mistake(
            relu__python_max,
            "Python's max and if decide about one number, and Z is a whole array.",
            "Which function of NumPy takes the larger of two numbers, element by element?",
        ),
        mistake(
            relu__leaky,
            "Negative scores leak through with a hundredth of their size: this is leaky ReLU.",
            "What should come out for -1.5?",
        ),
        mistake(
            relu__minimum,
            "You kept the negative scores and made the positive ones 0.",
            "Which of two numbers should come out, the larger or the smaller?",
        ),
        mistake(
            relu__absolute_value,
            "This is the absolute value: negative scores come out positive.",
            "What should come out for -1.5?",
        ),
        mistake(
            relu__slope_returned,
            "This is the slope of ReLU (or a step): 1 where z > 0, whatever the size of z.",
            "What should come out for 2?",
        ),
        mistake(
            relu__negated,
            "The sign of Z is turned round: negative scores come out positive.",
            "What should come out for 2, and what for -1.5?",
        ),
        mistake(
            relu__largest_element,
            "np.max gives the largest element of the array, one number.",
            "Which function of NumPy takes the larger of two numbers, element by element?",
        ),
        mistake(
            relu__in_place,
            "Your function changes the Z that it is given.",
            _COPY,
        ),
        mistake(
            relu__identity,
            "What comes out is Z, unchanged.",
            "Which of your variables holds the result?",
        ),
        mistake(
            relu__capped_at_1,
            "Scores above 1 are cut off at 1.",
            "What should come out for 2?",
        ),
        mistake(
            relu__capped_at_6,
            "Scores above 6 are cut off at 6: this is the variant called ReLU6.",
            "What should come out for 8?",
        ),
        mistake(
            relu__threshold_1,
            "Scores between 0 and 1 come out as 0.",
            "At which score does ReLU have its corner?",
        ),
        mistake(
            relu__at_least_1,
            "Everything below 1 comes out as 1.",
            "What should come out for -1.5?",
        ),
        mistake(
            relu__softplus,
            "This is softplus, the smooth relative of ReLU.",
            "What should come out for 0, exactly?",
        ),
        mistake(
            relu__elu,
            "Negative scores come out as eᶻ - 1: this is the variant called ELU.",
            "What should come out for -1.5?",
        ),
        mistake(
            relu__positive_ones_kept,
            "Only the positive scores are left, in a shorter array.",
            "How many numbers go in, and how many should come out?",
        ),
        mistake(
            relu__argument_ignored,
            "Your answer does not depend on Z.",
            OTHER_CELL,
        ),
        mistake(
            relu__if_on_array,
            "if decides once, for one number; Z is a whole array.",
            "Which function of NumPy decides element by element?",
            "https://stackoverflow.com/questions/70860771",
        ),
    ),
    right.RELU,
)
