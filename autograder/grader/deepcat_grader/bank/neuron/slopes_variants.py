"""Right slopes of the activation functions, written in other ways."""

# mypy: allow-untyped-defs, allow-untyped-calls
# ruff: noqa: D103
# Students write no types.

from __future__ import annotations

import math

import numpy as np

from deepcat_grader.bank.registry import variants
from deepcat_solutions.neuron import sigmoid, tanh


def sigmoid_prime__two_calls(Z):
    return sigmoid(Z) * (1 - sigmoid(Z))


def sigmoid_prime__difference(Z):
    A = sigmoid(Z)
    return A - A**2


def sigmoid_prime__mirror(Z):
    return sigmoid(Z) * sigmoid(-Z)


def sigmoid_prime__one_exponential(Z):
    e = np.exp(-np.abs(Z))
    return e / (1 + e) ** 2


def sigmoid_prime__through_tanh(Z):
    return 0.25 * (1 - np.tanh(Z / 2) ** 2)


def sigmoid_prime__cosh(Z):
    return 0.25 / np.cosh(np.clip(Z / 2, -300, 300)) ** 2


def sigmoid_prime__quarter_minus_square(Z):
    return 0.25 - (sigmoid(Z) - 0.5) ** 2


def sigmoid_prime__loop(Z):
    out = np.zeros(Z.shape)
    for i in range(Z.shape[0]):
        for j in range(Z.shape[1]):
            e = math.exp(-abs(Z[i, j]))
            out[i, j] = e / (1 + e) / (1 + e)
    return out


def sigmoid_prime__named_functions(Z):
    A = sigmoid(Z)
    return np.multiply(A, np.subtract(1, A))


def sigmoid_prime__clipped(Z):
    e = np.exp(-np.clip(Z, -100, 100))
    return e / (1 + e) ** 2


SIGMOID_PRIME = variants(
    sigmoid_prime__two_calls,
    sigmoid_prime__difference,
    sigmoid_prime__mirror,
    sigmoid_prime__one_exponential,
    sigmoid_prime__through_tanh,
    sigmoid_prime__cosh,
    sigmoid_prime__quarter_minus_square,
    sigmoid_prime__loop,
    sigmoid_prime__named_functions,
    sigmoid_prime__clipped,
)


def relu_prime__bools(Z):
    return Z > 0


def relu_prime__as_float(Z):
    return (Z > 0).astype(float)


def relu_prime__as_int(Z):
    return (Z > 0).astype(int)


def relu_prime__slope_1_at_0(Z):
    return 1.0 * (Z >= 0)


def relu_prime__heaviside(Z):
    return np.heaviside(Z, 0.5)


def relu_prime__half_sign(Z):
    return (np.sign(Z) + 1) / 2


def relu_prime__masks(Z):
    out = np.zeros_like(Z)
    out[Z > 0] = 1
    return out


def relu_prime__loop(Z):
    out = np.zeros(Z.shape)
    for i in range(Z.shape[0]):
        for j in range(Z.shape[1]):
            if Z[i, j] > 0:
                out[i, j] = 1.0
    return out


def relu_prime__comprehension(Z):
    return np.array([[1 if z > 0 else 0 for z in row] for row in Z])


def relu_prime__not_negative(Z):
    return np.logical_not(Z < 0)


def relu_prime__on_a_copy(Z):
    out = np.array(Z, dtype=float)
    out[out <= 0] = 0
    out[out > 0] = 1
    return out


RELU_PRIME = variants(
    relu_prime__bools,
    relu_prime__as_float,
    relu_prime__as_int,
    relu_prime__slope_1_at_0,
    relu_prime__heaviside,
    relu_prime__half_sign,
    relu_prime__masks,
    relu_prime__loop,
    relu_prime__comprehension,
    relu_prime__not_negative,
    relu_prime__on_a_copy,
)


def tanh_prime__np_tanh(Z):
    return 1 - np.square(np.tanh(Z))


def tanh_prime__product(Z):
    A = tanh(Z)
    return (1 - A) * (1 + A)


def tanh_prime__times_itself(Z):
    A = np.tanh(Z)
    return 1 - A * A


def tanh_prime__cosh(Z):
    return 1 / np.cosh(np.clip(Z, -300, 300)) ** 2


def tanh_prime__one_exponential(Z):
    e = np.exp(-2 * np.abs(Z))
    return 4 * e / (1 + e) ** 2


def tanh_prime__through_sigmoid(Z):
    A = sigmoid(2 * Z)
    return 4 * A * (1 - A)


def tanh_prime__loop(Z):
    out = np.zeros(Z.shape)
    for i in range(Z.shape[0]):
        for j in range(Z.shape[1]):
            out[i, j] = 1 - math.tanh(Z[i, j]) ** 2
    return out


def tanh_prime__comprehension(Z):
    return np.array([[1 - math.tanh(z) ** 2 for z in row] for row in Z])


def tanh_prime__power(Z):
    return 1 - np.power(tanh(Z), 2)


def tanh_prime__sech(Z):
    e = np.exp(-np.abs(Z))
    sech = 2 * e / (1 + e**2)
    return sech**2


TANH_PRIME = variants(
    tanh_prime__np_tanh,
    tanh_prime__product,
    tanh_prime__times_itself,
    tanh_prime__cosh,
    tanh_prime__one_exponential,
    tanh_prime__through_sigmoid,
    tanh_prime__loop,
    tanh_prime__comprehension,
    tanh_prime__power,
    tanh_prime__sech,
)
