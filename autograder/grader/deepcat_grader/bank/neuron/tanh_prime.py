"""The slope of tanh: known mistakes."""

# mypy: allow-untyped-defs, allow-untyped-calls
# ruff: noqa: D103
# Students write no types; what a mistake is about stands in its message.

from __future__ import annotations

import numpy as np

from deepcat_grader.bank.draw import elementwise
from deepcat_grader.bank.neuron import slopes_variants as right
from deepcat_grader.bank.registry import Entry, mistake
from deepcat_judge.exercises.common import OTHER_CELL
from deepcat_judge.exercises.neuron import slopes
from deepcat_solutions.neuron import sigmoid_prime, tanh, tanh_prime

_Z_IS_GIVEN = "Is the argument the score z or the activation a? Which one does the formula need?"
_ONE = "How steep is tanh at z = 0?"
_OVERFLOW = "How large is e¹⁰⁰⁰? Can the slope be written with the function itself?"
_DTYPE = "Which dtype does an array have that is made like an array of whole numbers?"
_COPY = "What is the difference between changing Z and making a new array?"


def tanh_prime__of_a(Z):
    return 1 - Z**2


def tanh_prime__square_forgotten(Z):
    return 1 - tanh(Z)


def tanh_prime__of_a_twice(Z):
    return 1 - np.tanh(np.tanh(Z)) ** 2


def tanh_prime__function_returned(Z):
    return tanh(Z)


def tanh_prime__plus_for_minus(Z):
    return 1 + tanh(Z) ** 2


def tanh_prime__sign(Z):
    return tanh(Z) ** 2 - 1


def tanh_prime__one_forgotten(Z):
    return tanh(Z) ** 2


def tanh_prime__square_of_difference(Z):
    return (1 - tanh(Z)) ** 2


def tanh_prime__of_sigmoid(Z):
    A = tanh(Z)
    return A * (1 - A)


def tanh_prime__sigmoid_slope(Z):
    return sigmoid_prime(Z)


def tanh_prime__root(Z):
    return 1 / np.cosh(np.clip(Z, -700, 700))


def tanh_prime__overflow(Z):
    return 1 / np.cosh(Z) ** 2


def tanh_prime__overflow_to_nan(Z):
    A = (np.exp(Z) - np.exp(-Z)) / (np.exp(Z) + np.exp(-Z))
    return 1 - A**2


def tanh_prime__tangent_slope(Z):
    return 1 + np.tan(Z) ** 2


def tanh_prime__arctan_slope(Z):
    return 1 / (1 + Z**2)


def tanh_prime__cubed(Z):
    return 1 - tanh(Z) ** 3


def tanh_prime__int_buffer(Z):
    out = np.zeros_like(Z)
    out[:] = tanh_prime(Z)
    return out


def tanh_prime__in_place(Z):
    Z[:] = tanh_prime(Z)
    return Z


def tanh_prime__argument_ignored(Z):
    X = np.array([[-1.0, 0.0, 2.0]])
    return 1 - np.tanh(X) ** 2


TANH_PRIME = Entry(
    slopes.TANH_PRIME,
    tanh_prime,
    elementwise,
    (
        mistake(
            tanh_prime__of_a,
            "This is the slope written with a = tanh(z), but the argument is z itself.",
            _Z_IS_GIVEN,
        ),
        mistake(
            tanh_prime__square_forgotten,
            "The square is missing: this is 1 - tanh(z).",
            "The slope at -z equals the slope at z. Is that so in your formula?",
        ),
        mistake(
            tanh_prime__of_a_twice,
            "tanh is applied twice: this is the slope at tanh(z), not at z.",
            _Z_IS_GIVEN,
        ),
        mistake(tanh_prime__function_returned, "This is tanh itself, not its slope.", _ONE),
        mistake(
            tanh_prime__plus_for_minus,
            "There is a plus where a minus belongs.",
            "Does tanh get steeper or flatter far away from 0?",
        ),
        mistake(
            tanh_prime__sign,
            "The sign is wrong: tanh rises everywhere, so its slope is never negative.",
            _ONE,
        ),
        mistake(
            tanh_prime__one_forgotten,
            "This is tanh(z) squared; it is to be subtracted from something.",
            _ONE,
        ),
        mistake(
            tanh_prime__square_of_difference,
            "You squared the difference 1 - tanh(z), where only tanh(z) is squared.",
            "Which comes first in the formula, the square or the subtraction?",
        ),
        mistake(
            tanh_prime__of_sigmoid,
            "This is the rule for the slope of the sigmoid, used on tanh.",
            _ONE,
        ),
        mistake(tanh_prime__sigmoid_slope, "This is the slope of the sigmoid.", _ONE),
        mistake(
            tanh_prime__root,
            "This is the square root of the slope: cosh(z) is not squared.",
            "Which power does cosh have in the formula?",
        ),
        mistake(
            tanh_prime__overflow,
            "The formula is right, but for a score of large size one of its steps gives a number "
            "too large for the computer, and NumPy warns.",
            _OVERFLOW,
        ),
        mistake(
            tanh_prime__overflow_to_nan,
            "The formula is right, but for a very large score it divides infinity by infinity.",
            _OVERFLOW,
        ),
        mistake(
            tanh_prime__tangent_slope,
            "This is the slope of the tangent of an angle, not of the hyperbolic tangent.",
            _ONE,
        ),
        mistake(
            tanh_prime__arctan_slope,
            "This is the slope of the arctangent.",
            "How steep is tanh at z = 2, roughly?",
        ),
        mistake(
            tanh_prime__cubed,
            "The power is 3 where 2 belongs.",
            "The slope at -z equals the slope at z. Is that so in your formula?",
        ),
        mistake(
            tanh_prime__int_buffer,
            "With scores in whole numbers, the slopes are cut to whole numbers.",
            _DTYPE,
        ),
        mistake(
            tanh_prime__in_place,
            "Your function writes its result into Z, so whoever called it loses the scores.",
            _COPY,
        ),
        mistake(
            tanh_prime__argument_ignored,
            "Your answer does not depend on Z.",
            OTHER_CELL,
        ),
    ),
    right.TANH_PRIME,
)
