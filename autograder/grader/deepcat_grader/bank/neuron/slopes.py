"""Slopes of the activation functions: hidden cases and known mistakes."""

# mypy: allow-untyped-defs, allow-untyped-calls
# ruff: noqa: D103
# Students write no types; what a mistake is about stands in its message.

from __future__ import annotations

import numpy as np

from deepcat_grader.bank.draw import elementwise
from deepcat_grader.bank.neuron import slopes_variants as right
from deepcat_grader.bank.registry import Entry, mistake
from deepcat_judge.exercises.neuron import slopes
from deepcat_solutions.neuron import relu, relu_prime, sigmoid, sigmoid_prime, tanh, tanh_prime

_Z_IS_GIVEN = "Is the argument the score z or the activation a? Which one does the formula need?"
_QUARTER = "How steep is the sigmoid at z = 0?"
_ONE = "How steep is tanh at z = 0?"
_PIECES = "How steep is the graph of ReLU at z = 2? And at z = 5?"
_OVERFLOW = "How large is e¹⁰⁰⁰? Can the slope be written with the function itself?"
_DTYPE = "Which dtype does an array have that is made like an array of whole numbers?"
_OTHER_CELL = "Which names in your code are arguments, and which come from another cell?"
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


def sigmoid_prime__overflow_to_nan(Z):
    return np.exp(-Z) / (1 + np.exp(-Z)) ** 2


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


def sigmoid_prime__global_for_argument(Z):
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
            sigmoid_prime__overflow_to_nan,
            "The formula is right, but for a very negative score it divides infinity by infinity.",
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
            sigmoid_prime__global_for_argument,
            "Your answer does not depend on Z.",
            _OTHER_CELL,
        ),
    ),
    right.SIGMOID_PRIME,
)


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


def relu_prime__global_for_argument(Z):
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
            relu_prime__global_for_argument,
            "Your answer does not depend on Z.",
            _OTHER_CELL,
        ),
    ),
    right.RELU_PRIME,
)


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


def tanh_prime__global_for_argument(Z):
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
            "The formula is right, but for a very large score cosh is too large a number for the "
            "computer, and NumPy warns.",
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
            tanh_prime__global_for_argument,
            "Your answer does not depend on Z.",
            _OTHER_CELL,
        ),
    ),
    right.TANH_PRIME,
)
