"""The hyperbolic tangent: known mistakes."""

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
from deepcat_solutions.neuron import sigmoid, tanh

_OVERFLOW = "How large is e¹⁰⁰⁰? Which of two equal formulas avoids computing it?"
_MATH = "Which function of NumPy takes a whole array?"
_DTYPE = "Which dtype does an array have that is made like an array of whole numbers?"
_COPY = "What is the difference between changing Z and making a new array?"


def tanh__overflow_to_nan(Z):
    return (np.exp(Z) - np.exp(-Z)) / (np.exp(Z) + np.exp(-Z))


def tanh__overflow_for_positive(Z):
    return (np.exp(2 * Z) - 1) / (np.exp(2 * Z) + 1)


def tanh__overflow_for_negative(Z):
    return (1 - np.exp(-2 * Z)) / (1 + np.exp(-2 * Z))


def tanh__sigmoid(Z):
    return sigmoid(Z)


def tanh__half_argument(Z):
    return 2 * sigmoid(Z) - 1


def tanh__one_forgotten(Z):
    return 2 * sigmoid(2 * Z)


def tanh__sign(Z):
    return -np.tanh(Z)


def tanh__upside_down(Z):
    return 1 / np.tanh(Z)


def tanh__sinh(Z):
    return np.sinh(np.clip(Z, -700, 700))


def tanh__tan(Z):
    return np.tan(Z)


def tanh__arctan(Z):
    return np.arctan(Z)


def tanh__precedence(Z):
    return np.exp(Z) - np.exp(-Z) / (np.exp(Z) + np.exp(-Z))


def tanh__math_tanh(Z):
    return math.tanh(Z)


def tanh__slope_returned(Z):
    return 1 - np.tanh(Z) ** 2


def tanh__int_buffer(Z):
    A = np.zeros_like(Z)
    A[:] = np.tanh(Z)
    return A


def tanh__in_place(Z):
    Z[:] = np.tanh(Z)
    return Z


def tanh__clipped_straight(Z):
    return np.clip(Z, -1.0, 1.0)


def tanh__sign_function(Z):
    return np.sign(Z) * 1.0


def tanh__absolute_value(Z):
    return np.tanh(np.abs(Z))


def tanh__double_argument(Z):
    return np.tanh(2 * Z)


def tanh__argument_ignored(Z):
    X = np.array([[-1.0, 0.0, 2.0]])
    return np.tanh(X)


TANH = Entry(
    activations.TANH,
    tanh,
    elementwise,
    (
        mistake(
            tanh__overflow_to_nan,
            "The formula is right, but for a very large score it divides infinity by infinity.",
            _OVERFLOW,
        ),
        mistake(
            tanh__overflow_for_positive,
            "The formula is right, but for a very large score it divides infinity by infinity.",
            _OVERFLOW,
        ),
        mistake(
            tanh__overflow_for_negative,
            "The formula is right, but for a very negative score it divides infinity by infinity.",
            _OVERFLOW,
        ),
        mistake(
            tanh__sigmoid,
            "This is the sigmoid: it runs from 0 to 1.",
            "What must come out for 0, and what for a very negative score?",
        ),
        mistake(
            tanh__half_argument,
            "This rises half as fast as tanh: it is tanh(z / 2).",
            "By which factor must z be stretched in the sigmoid?",
        ),
        mistake(
            tanh__one_forgotten,
            "This runs from 0 to 2: the 1 is not subtracted.",
            "What must come out for 0?",
        ),
        mistake(
            tanh__sign,
            "The sign is wrong: your curve falls where tanh rises.",
            "For a positive z, should the answer be positive?",
        ),
        mistake(
            tanh__upside_down,
            "This is one over tanh: what stands above and below the line has changed places.",
            "Which of the two is smaller, eᶻ - e⁻ᶻ or eᶻ + e⁻ᶻ?",
        ),
        mistake(
            tanh__sinh,
            "This is the hyperbolic sine, which has no upper limit.",
            "What is below the line in the formula?",
        ),
        mistake(
            tanh__tan,
            "This is the tangent of an angle, not the hyperbolic tangent.",
            "What does the letter h in tanh stand for?",
        ),
        mistake(
            tanh__arctan,
            "This is the arctangent, the angle of a tangent, not the hyperbolic tangent.",
            "What should come out for a score of 1000?",
        ),
        mistake(
            tanh__precedence,
            "Python divides before it subtracts: the brackets above the line are missing.",
            "Which part of the formula stands above the line?",
        ),
        mistake(
            tanh__math_tanh,
            "math.tanh takes one number only, and Z is a whole array.",
            _MATH,
        ),
        mistake(
            tanh__slope_returned,
            "This is the slope of tanh, not tanh.",
            "What must come out for 0?",
        ),
        mistake(
            tanh__int_buffer,
            "With scores in whole numbers, the answers are cut to whole numbers.",
            _DTYPE,
        ),
        mistake(
            tanh__in_place,
            "Your function writes its result into Z, so whoever called it loses the scores.",
            _COPY,
        ),
        mistake(
            tanh__clipped_straight,
            "Between -1 and 1 your curve is a straight line.",
            "What is tanh(1)? It is not 1.",
        ),
        mistake(
            tanh__sign_function,
            "Your curve jumps from -1 to 1, where tanh climbs.",
            "What is tanh(0.5)? It is not 1.",
        ),
        mistake(
            tanh__absolute_value,
            "The sign of z gets lost: negative scores come out positive.",
            "What should come out for a very negative score?",
        ),
        mistake(
            tanh__double_argument,
            "This rises twice as fast as tanh: it is tanh(2z).",
            "By which factor must z be stretched in the sigmoid, and by which in tanh?",
        ),
        mistake(
            tanh__argument_ignored,
            "Your answer does not depend on Z.",
            OTHER_CELL,
        ),
    ),
    right.TANH,
)
