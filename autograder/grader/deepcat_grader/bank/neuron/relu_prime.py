"""The slope of ReLU: known mistakes."""

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
from deepcat_solutions.neuron import relu, relu_prime, sigmoid, sigmoid_prime

_PIECES = "How steep is the graph of ReLU at z = 2? And at z = 5?"
_COPY = "What is the difference between changing Z and making a new array?"


def relu_prime__function_returned(Z):
    return relu(Z)


def relu_prime__sign(Z):
    return np.sign(Z)


def relu_prime__always_1(Z):
    return np.ones_like(Z)


def relu_prime__always_0(Z):
    return np.zeros_like(Z)


def relu_prime__flipped(Z):
    return np.where(Z < 0, 1.0, 0.0)


def relu_prime__leaky(Z):
    return np.where(Z > 0, 1.0, 0.01)


def relu_prime__threshold_1(Z):
    return np.where(Z > 1, 1.0, 0.0)


def relu_prime__python_if(Z):
    if Z > 0:
        return 1
    return 0


def relu_prime__in_place(Z):
    Z[Z > 0] = 1
    Z[Z <= 0] = 0
    return Z


def relu_prime__negative_ones_kept(Z):
    out = Z.copy()
    out[out > 0] = 1
    return out


def relu_prime__sigmoid_of_z(Z):
    return sigmoid(Z)


def relu_prime__sigmoid_slope(Z):
    return sigmoid_prime(Z)


def relu_prime__counted(Z):
    return np.sum(Z > 0)


def relu_prime__times_z(Z):
    return 2 * np.maximum(Z, 0.0)


def relu_prime__not_zero(Z):
    return np.where(Z != 0, 1.0, 0.0)


def relu_prime__argument_ignored(Z):
    X = np.array([[-1.0, 0.5, 2.0]])
    return np.where(X > 0, 1.0, 0.0)


RELU_PRIME = Entry(
    slopes.RELU_PRIME,
    relu_prime,
    elementwise,
    (
        mistake(
            relu_prime__function_returned,
            "This is ReLU itself, not its slope: the slope does not grow with z.",
            _PIECES,
        ),
        mistake(
            relu_prime__sign,
            "This is the sign of z: -1 for negative scores, where ReLU is flat.",
            "How steep is the graph of ReLU at z = -2?",
        ),
        mistake(
            relu_prime__always_1,
            "The slope is 1 everywhere in your answer, also where ReLU is flat.",
            "How steep is the graph of ReLU at z = -2?",
        ),
        mistake(
            relu_prime__always_0,
            "The slope is 0 everywhere in your answer, also where ReLU rises.",
            _PIECES,
        ),
        mistake(
            relu_prime__flipped,
            "The comparison is the wrong way round: you have 1 where ReLU is flat.",
            _PIECES,
        ),
        mistake(
            relu_prime__leaky,
            "Negative scores get a slope of 0.01: this is the slope of leaky ReLU.",
            "How steep is the graph of ReLU at z = -2?",
        ),
        mistake(
            relu_prime__threshold_1,
            "Scores between 0 and 1 get the slope 0.",
            "At which score does ReLU have its corner?",
        ),
        mistake(
            relu_prime__python_if,
            "if decides once, for one number; Z is a whole array.",
            "Which function of NumPy decides element by element?",
        ),
        mistake(
            relu_prime__in_place,
            "Your function changes the Z that it is given.",
            _COPY,
        ),
        mistake(
            relu_prime__negative_ones_kept,
            "Negative scores come out unchanged; only the positive ones are replaced.",
            "How steep is the graph of ReLU at z = -2?",
        ),
        mistake(
            relu_prime__sigmoid_of_z,
            "This is the sigmoid: the slope of softplus, not of ReLU.",
            _PIECES,
        ),
        mistake(
            relu_prime__sigmoid_slope,
            "This is the slope of the sigmoid.",
            _PIECES,
        ),
        mistake(
            relu_prime__counted,
            "You returned how many scores are positive, where each score has a slope of its own.",
            "How many numbers go in, and how many should come out?",
        ),
        mistake(
            relu_prime__times_z,
            "This is the slope of the square of ReLU.",
            _PIECES,
        ),
        mistake(
            relu_prime__not_zero,
            "The slope is 1 everywhere in your answer, also where ReLU is flat.",
            "How steep is the graph of ReLU at z = -2?",
        ),
        mistake(
            relu_prime__argument_ignored,
            "Your answer does not depend on Z.",
            OTHER_CELL,
        ),
    ),
    right.RELU_PRIME,
)
