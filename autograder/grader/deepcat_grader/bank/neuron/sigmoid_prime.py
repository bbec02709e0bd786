"""The slope of the sigmoid: known mistakes."""

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
from deepcat_solutions.neuron import sigmoid, sigmoid_prime

_Z_IS_GIVEN = "Is the argument the score z or the activation a? Which one does the formula need?"
_QUARTER = "How steep is the sigmoid at z = 0?"
_OVERFLOW = "How large is e¹⁰⁰⁰? Can the slope be written with the function itself?"
_DTYPE = "Which dtype does an array have that is made like an array of whole numbers?"
_COPY = "What is the difference between changing Z and making a new array?"


def sigmoid_prime__of_a(Z):
    return Z * (1 - Z)


def sigmoid_prime__half_of_a(Z):
    return sigmoid(Z) * (1 - Z)


def sigmoid_prime__of_a_twice(Z):
    A = sigmoid(Z)
    return sigmoid(A) * (1 - sigmoid(A))


def sigmoid_prime__function_returned(Z):
    return sigmoid(Z)


def sigmoid_prime__complement(Z):
    return 1 - sigmoid(Z)


def sigmoid_prime__plus_for_minus(Z):
    A = sigmoid(Z)
    return A * (1 + A)


def sigmoid_prime__sign(Z):
    A = sigmoid(Z)
    return A * (A - 1)


def sigmoid_prime__of_tanh(Z):
    return 1 - sigmoid(Z) ** 2


def sigmoid_prime__squared(Z):
    return sigmoid(Z) ** 2


def sigmoid_prime__bracket_missing(Z):
    A = sigmoid(Z)
    return A * 1 - A


def sigmoid_prime__exponent_missed(Z):
    A = sigmoid(Z)
    return np.exp(-np.abs(Z)) * A


def sigmoid_prime__overflow(Z):
    A = 1 / (1 + np.exp(-Z))
    return A * (1 - A)


def sigmoid_prime__overflow_to_nan(Z):
    return np.exp(-Z) / (1 + np.exp(-Z)) ** 2


def sigmoid_prime__overflow_for_positive(Z):
    return np.exp(Z) / (1 + np.exp(Z)) ** 2


def sigmoid_prime__int_buffer(Z):
    out = np.zeros_like(Z)
    out[:] = sigmoid_prime(Z)
    return out


def sigmoid_prime__in_place(Z):
    Z[:] = sigmoid_prime(Z)
    return Z


def sigmoid_prime__matrix_product(Z):
    A = sigmoid(Z)
    return A @ (1 - A).T


def sigmoid_prime__forward_difference(Z):
    h = 1e-3
    return (sigmoid(Z + h) - sigmoid(Z)) / h


def sigmoid_prime__argument_ignored(Z):
    A = sigmoid(np.array([[-1.0, 0.0, 2.0]]))
    return A * (1 - A)


SIGMOID_PRIME = Entry(
    slopes.SIGMOID_PRIME,
    sigmoid_prime,
    elementwise,
    (
        mistake(
            sigmoid_prime__of_a,
            "This is the slope written with a = σ(z), but the argument is z itself.",
            _Z_IS_GIVEN,
        ),
        mistake(
            sigmoid_prime__half_of_a,
            "In one of the two factors, z stands where σ(z) belongs.",
            _Z_IS_GIVEN,
        ),
        mistake(
            sigmoid_prime__of_a_twice,
            "The sigmoid is applied twice: this is the slope at σ(z), not at z.",
            _Z_IS_GIVEN,
        ),
        mistake(
            sigmoid_prime__function_returned,
            "This is the sigmoid itself, not its slope.",
            _QUARTER,
        ),
        mistake(
            sigmoid_prime__complement,
            "This is 1 - σ(z), only one of the two factors of the slope.",
            _QUARTER,
        ),
        mistake(
            sigmoid_prime__plus_for_minus,
            "There is a plus where a minus belongs.",
            _QUARTER,
        ),
        mistake(
            sigmoid_prime__sign,
            "The sign is wrong: the sigmoid rises everywhere, so its slope is never negative.",
            _QUARTER,
            "https://extraproxies.com/missing-sign-in-derivative-of-sigmoid-function/",
        ),
        mistake(
            sigmoid_prime__of_tanh,
            "This is the rule for the slope of tanh, used on the sigmoid.",
            _QUARTER,
        ),
        mistake(
            sigmoid_prime__squared,
            "This is σ(z) squared; the second factor of the slope is another one.",
            _QUARTER,
        ),
        mistake(
            sigmoid_prime__bracket_missing,
            "Everything comes out as 0: Python multiplies before it subtracts.",
            "Where does the formula have brackets?",
        ),
        mistake(
            sigmoid_prime__exponent_missed,
            "A power is missing: the slope has the square of 1 + e⁻ᶻ below the line.",
            _QUARTER,
        ),
        mistake(
            sigmoid_prime__overflow,
            "The formula is right, but for a score of large size one of its steps gives a number "
            "too large for the computer, and NumPy warns.",
            _OVERFLOW,
        ),
        mistake(
            sigmoid_prime__overflow_to_nan,
            "The formula is right, but for a very negative score it divides infinity by infinity.",
            _OVERFLOW,
        ),
        mistake(
            sigmoid_prime__overflow_for_positive,
            "The formula is right, but for a very large score it divides infinity by infinity.",
            _OVERFLOW,
        ),
        mistake(
            sigmoid_prime__int_buffer,
            "With scores in whole numbers, the slopes are cut to whole numbers.",
            _DTYPE,
        ),
        mistake(
            sigmoid_prime__in_place,
            "Your function writes its result into Z, so whoever called it loses the scores.",
            _COPY,
        ),
        mistake(
            sigmoid_prime__matrix_product,
            "The two factors are combined with @, where each element has a slope of its own.",
            "What is the difference between * and @?",
        ),
        mistake(
            sigmoid_prime__forward_difference,
            "This is a difference over a small step: near the slope, but not the slope.",
            "Which formula of the lesson gives the slope exactly?",
        ),
        mistake(
            sigmoid_prime__argument_ignored,
            "Your answer does not depend on Z.",
            OTHER_CELL,
        ),
    ),
    right.SIGMOID_PRIME,
)
