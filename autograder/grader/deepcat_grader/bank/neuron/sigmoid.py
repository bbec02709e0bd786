"""The sigmoid: known mistakes."""

# mypy: allow-untyped-defs, allow-untyped-calls
# ruff: noqa: D103
# Students write no types; what a mistake is about stands in its message.

from __future__ import annotations

import math

import numpy as np

from deepcat_grader.bank.draw import elementwise
from deepcat_grader.bank.neuron import activations_variants as right
from deepcat_grader.bank.registry import Entry, mistake
from deepcat_judge.exercises.common import OTHER_CELL
from deepcat_judge.exercises.neuron import activations
from deepcat_solutions.neuron import sigmoid

_HALF = "What is e⁰, and what must σ(0) be?"
_OVERFLOW = "How large is e¹⁰⁰⁰? Which of two equal formulas avoids computing it?"
_MATH = "Which function of NumPy takes a whole array?"
_DTYPE = "Which dtype does an array have that is made like an array of whole numbers?"
_COPY = "What is the difference between changing Z and making a new array?"
_CLIP = "What should come out for a score of 30, and how much may it be off?"


def sigmoid__overflow(Z):
    return 1 / (1 + np.exp(-Z))


def sigmoid__overflow_to_nan(Z):
    return np.exp(Z) / (1 + np.exp(Z))


def sigmoid__overflow_in_unused_branch(Z):
    return np.where(Z >= 0, 1 / (1 + np.exp(-Z)), np.exp(Z) / (1 + np.exp(Z)))


def sigmoid__sign_of_exponent(Z):
    return 1 / (1 + np.exp(Z))


def sigmoid__precedence(Z):
    return 1 / 1 + np.exp(-Z)


def sigmoid__minus_for_plus(Z):
    return 1 / (1 - np.exp(-Z))


def sigmoid__one_forgotten(Z):
    return 1 / np.exp(-Z)


def sigmoid__math_exp(Z):
    return 1 / (1 + math.exp(-Z))


def sigmoid__tanh(Z):
    return np.tanh(Z)


def sigmoid__tanh_of_z_stretched(Z):
    return (np.tanh(Z) + 1) / 2


def sigmoid__slope_returned(Z):
    return sigmoid(Z) * (1 - sigmoid(Z))


def sigmoid__softmax(Z):
    return np.exp(Z) / np.sum(np.exp(Z))


def sigmoid__int_buffer(Z):
    A = np.zeros_like(Z)
    A[:] = sigmoid(Z)
    return A


def sigmoid__clipped_too_tightly(Z):
    return 1 / (1 + np.exp(-np.clip(Z, -10, 10)))


def sigmoid__in_place(Z):
    Z[:] = sigmoid(Z)
    return Z


def sigmoid__step(Z):
    return np.where(Z >= 0, 1.0, 0.0)


def sigmoid__rounded(Z):
    return np.round(sigmoid(Z), 3)


def sigmoid__rounded_e(Z):
    return 1 / (1 + 2.718**-Z)


def sigmoid__minus_inside_forgotten(Z):
    return 1 / (1 + np.exp(np.abs(Z)))


def sigmoid__absolute_value(Z):
    return 1 / (1 + np.exp(-np.abs(Z)))


def sigmoid__list_returned(Z):
    return [float(sigmoid(np.array(z))) for z in Z.ravel()]


def sigmoid__argument_ignored(Z):
    X = np.array([[-1.0, 0.0, 2.0]])
    return sigmoid(X)


def sigmoid__identity(Z):
    return Z


SIGMOID = Entry(
    activations.SIGMOID,
    sigmoid,
    elementwise,
    (
        mistake(
            sigmoid__overflow,
            "The formula is right, but for a very negative score e⁻ᶻ is too large a number for "
            "the computer, and NumPy warns.",
            _OVERFLOW,
            "https://stackoverflow.com/questions/40726490",
        ),
        mistake(
            sigmoid__overflow_to_nan,
            "The formula is right, but for a very large score it divides infinity by infinity.",
            _OVERFLOW,
        ),
        mistake(
            sigmoid__overflow_in_unused_branch,
            "np.where computes both formulas for every score and then chooses, so that the one it "
            "does not choose may still overflow and give a warning.",
            "What could be given to np.exp that is right for both formulas and never large?",
            "https://boldena.com/article/0d98f07f-fd9e-44e6-8ebb-72c4de56321b",
        ),
        mistake(
            sigmoid__sign_of_exponent,
            "The sign in the exponent is wrong: your curve falls where the sigmoid rises.",
            "For a large positive z, should the answer be near 0 or near 1?",
        ),
        mistake(
            sigmoid__precedence,
            "This is 1 + e⁻ᶻ. Python divides before it adds, so 1 / 1 + e⁻ᶻ is that, too.",
            "Which part of the formula stands below the line?",
            "https://stackoverflow.com/questions/64217950",
        ),
        mistake(
            sigmoid__minus_for_plus,
            "There is a minus below the line where a plus belongs.",
            _HALF,
        ),
        mistake(
            sigmoid__one_forgotten,
            "The 1 below the line is missing: what is left is eᶻ, which has no upper limit.",
            _HALF,
        ),
        mistake(
            sigmoid__math_exp,
            "math.exp takes one number only, and Z is a whole array.",
            _MATH,
            "https://stackoverflow.com/questions/42546740",
        ),
        mistake(
            sigmoid__tanh,
            "This is the hyperbolic tangent: it runs from -1 to 1.",
            _HALF,
        ),
        mistake(
            sigmoid__tanh_of_z_stretched,
            "This rises twice as fast as the sigmoid: it is σ(2z).",
            "Which fraction of z belongs inside tanh?",
        ),
        mistake(
            sigmoid__slope_returned,
            "This is the slope of the sigmoid, not the sigmoid.",
            _HALF,
        ),
        mistake(
            sigmoid__softmax,
            "You divided by a sum over all elements: each answer depends on its neighbours.",
            "Should the answer for one score change when another score changes?",
        ),
        mistake(
            sigmoid__int_buffer,
            "With scores in whole numbers, the answers are cut to whole numbers.",
            _DTYPE,
        ),
        mistake(
            sigmoid__clipped_too_tightly,
            "Scores beyond 10 are cut off, so that answers near 0 and 1 are not exact.",
            _CLIP,
        ),
        mistake(
            sigmoid__in_place,
            "Your function writes its result into Z, so whoever called it loses the scores.",
            _COPY,
        ),
        mistake(
            sigmoid__step,
            "This is the step function: it jumps from 0 to 1, where the sigmoid climbs.",
            _HALF,
        ),
        mistake(
            sigmoid__rounded,
            "The answers are rounded to three digits.",
            "Who asked for rounding, and what gets lost by it?",
        ),
        mistake(
            sigmoid__rounded_e,
            "Your e has four digits only.",
            "Which function of NumPy knows e exactly?",
        ),
        mistake(
            sigmoid__minus_inside_forgotten,
            "Your answer is never above ½: the absolute value is not enough by itself.",
            "For which scores is e to the power of -|z| the right one, and for which not?",
        ),
        mistake(
            sigmoid__absolute_value,
            "Your answer is right for positive scores only: the sign of z gets lost.",
            "What is σ(-2), when σ(2) is 0.88?",
        ),
        mistake(
            sigmoid__list_returned,
            "The answers are in a list, where an array of the shape of Z is asked.",
            "What happens when a whole array is given to np.exp?",
        ),
        mistake(
            sigmoid__argument_ignored,
            "Your answer does not depend on Z.",
            OTHER_CELL,
        ),
        mistake(
            sigmoid__identity,
            "What comes out is Z, unchanged.",
            "Which of your variables holds the result?",
        ),
    ),
    right.SIGMOID,
)
