"""Answers to neuron.sigmoid_prime, written from its docstring alone."""

from __future__ import annotations

import functools
import math

import numpy as np

EXERCISE = "neuron.sigmoid_prime"


def sigmoid(Z):
    return (np.tanh(Z / 2) + 1) / 2


def naive_sigmoid(Z):
    return 1 / (1 + np.exp(-Z))


class Prime:
    def __init__(self, function):
        self.function = function

    def __call__(self, Z):
        A = self.function(Z)
        return A - A * A


def of_one(z):
    shrunk = math.exp(-abs(z))
    return shrunk / (1 + shrunk) ** 2


def indexed(Z):
    slopes = np.zeros(Z.shape)
    for index in np.ndindex(Z.shape):
        slopes[index] = of_one(Z[index])
    return slopes


def masked(Z):
    slopes = np.zeros(Z.shape)
    near = np.abs(Z) < 300
    slopes[near] = np.exp(-Z[near]) / (1 + np.exp(-Z[near])) ** 2
    return slopes


def quiet(Z):
    with np.errstate(over="ignore"):
        A = naive_sigmoid(Z)
    return np.multiply(A, np.subtract(1, A))


def complex_step(Z):
    step = 1e-30
    return (np.exp(-np.logaddexp(0, -np.clip(Z, -40, 40) - 1j * step))).imag / step


def two_dimensional(Z):
    return np.array([[of_one(z) for z in row] for row in Z])


RIGHT = {
    "formula": lambda Z: sigmoid(Z) * (1 - sigmoid(Z)),
    "expanded": lambda Z: sigmoid(Z) - sigmoid(Z) ** 2,
    "clipped": lambda Z: (lambda A: A * (1 - A))(naive_sigmoid(np.clip(Z, -500, 500))),
    "clipped at 30": lambda Z: (lambda A: A * (1 - A))(naive_sigmoid(np.clip(Z, -30, 30))),
    "both signs": lambda Z: sigmoid(Z) * sigmoid(-Z),
    "exponentials": lambda Z: np.exp(-np.abs(Z)) / (1 + np.exp(-np.abs(Z))) ** 2,
    "clipped exponentials": lambda Z: (lambda C: np.exp(-C) / (1 + np.exp(-C)) ** 2)(
        np.clip(Z, -300, 300)
    ),
    "sum of exponentials": lambda Z: (lambda C: 1 / (2 + np.exp(C) + np.exp(-C)))(
        np.clip(Z, -99, 99)
    ),
    "cosh": lambda Z: 0.25 / np.cosh(np.clip(Z / 2, -99, 99)) ** 2,
    "tanh": lambda Z: (1 - np.tanh(Z / 2) ** 2) / 4,
    "tanh factors": lambda Z: (1 - np.tanh(Z / 2)) * (1 + np.tanh(Z / 2)) / 4,
    "quarter": lambda Z: 0.25 - (sigmoid(Z) - 0.5) ** 2,
    "logaddexp": lambda Z: np.exp(-np.logaddexp(0, Z) - np.logaddexp(0, -Z)),
    "log1p": lambda Z: np.exp(-np.abs(Z) - 2 * np.log1p(np.exp(-np.abs(Z)))),
    "where": lambda Z: np.where(np.abs(Z) > 40, 0.0, 0.25 / np.cosh(np.clip(Z, -40, 40) / 2) ** 2),
    "product": lambda Z: np.prod(np.stack([sigmoid(Z), 1 - sigmoid(Z)]), axis=0),
    "square root": lambda Z: np.sqrt(sigmoid(Z) * sigmoid(-Z)) ** 2,
    "math": lambda Z: np.array([of_one(z) for z in Z.ravel()]).reshape(Z.shape),
    "map": lambda Z: np.reshape(list(map(of_one, Z.flat)), Z.shape),
    "vectorize": np.vectorize(of_one, otypes=[float]),
    "frompyfunc": lambda Z: np.asarray(np.frompyfunc(of_one, 1, 1)(Z)).astype(float),
    "extra default": lambda Z, scale=1: scale * sigmoid(Z) * sigmoid(-scale * Z),
    "starred": lambda *args: sigmoid(*args) * (1 - sigmoid(*args)),
    "partial": functools.partial(lambda f, Z: f(Z) * (1 - f(Z)), sigmoid),
    "object": Prime(sigmoid),
    "indexed": indexed,
    "masked": masked,
    "quiet": quiet,
    "two-dimensional": two_dimensional,
}

SLOPES = []


def int_buffer(Z):
    slopes = np.zeros_like(Z)
    for index in np.ndindex(Z.shape):
        slopes[index] = of_one(Z[index])
    return slopes


def in_place(Z):
    Z /= 2
    return (1 - np.tanh(Z) ** 2) / 4


def backwards(Z):
    return sigmoid(Z) - sigmoid(Z - 1)


def coarse_difference(Z):
    return (sigmoid(Z + 1e-3) - sigmoid(Z)) / 1e-3


def remembered(Z):
    SLOPES.append(sigmoid(Z) * sigmoid(-Z))
    return SLOPES[0]


def printed(Z):
    print(sigmoid(Z) * sigmoid(-Z))


WRONG = {
    "of A": lambda Z: Z * (1 - Z),
    "of A's sigmoid": lambda Z: (lambda S: S * (1 - S))(sigmoid(sigmoid(Z))),
    "sigmoid": sigmoid,
    "one minus": lambda Z: 1 - sigmoid(Z),
    "half of A": lambda Z: sigmoid(Z) * (1 - Z),
    "other half of A": lambda Z: Z * (1 - sigmoid(Z)),
    "plus": lambda Z: sigmoid(Z) * (1 + sigmoid(Z)),
    "A minus one": lambda Z: sigmoid(Z) * (sigmoid(Z) - 1),
    "no bracket": lambda Z: sigmoid(Z) * 1 - sigmoid(Z),
    "sum": lambda Z: sigmoid(Z) + (1 - sigmoid(Z)),
    "one minus square": lambda Z: 1 - sigmoid(Z) ** 2,
    "square": lambda Z: sigmoid(Z) ** 2,
    "square of one minus": lambda Z: (1 - sigmoid(Z)) ** 2,
    "squared factor": lambda Z: sigmoid(Z) ** 2 * (1 - sigmoid(Z)),
    "other squared factor": lambda Z: sigmoid(Z) * (1 - sigmoid(Z) ** 2),
    "product squared": lambda Z: (sigmoid(Z) * (1 - sigmoid(Z))) ** 2,
    "tanh prime": lambda Z: 1 - np.tanh(Z) ** 2,
    "relu prime": lambda Z: np.where(Z > 0, 1.0, 0.0),
    "tanh of half": lambda Z: 1 - np.tanh(Z / 2) ** 2,
    "halved": lambda Z: (1 - np.tanh(Z / 2) ** 2) / 2,
    "steepest is one": lambda Z: 4 * sigmoid(Z) * sigmoid(-Z),
    "of 2z": lambda Z: sigmoid(2 * Z) * sigmoid(-2 * Z),
    "exponential": lambda Z: np.exp(-np.abs(Z)),
    "no square": lambda Z: np.exp(-np.abs(Z)) / (1 + np.exp(-np.abs(Z))),
    "no numerator": lambda Z: 1 / (1 + np.exp(-np.abs(Z))) ** 2,
    "wrong numerator": lambda Z: np.exp(np.clip(Z, -30, 30)) * sigmoid(Z) ** 2,
    "chain rule sign": lambda Z: -sigmoid(Z) * sigmoid(-Z),
    "second derivative": lambda Z: sigmoid(Z) * sigmoid(-Z) * (1 - 2 * sigmoid(Z)),
    "naive": lambda Z: naive_sigmoid(Z) * (1 - naive_sigmoid(Z)),
    "naive exponentials": lambda Z: np.exp(-Z) / (1 + np.exp(-Z)) ** 2,
    "naive cosh": lambda Z: 0.25 / np.cosh(Z / 2) ** 2,
    "naive both": lambda Z: naive_sigmoid(Z) * naive_sigmoid(-Z),
    "clipped at 10": lambda Z: (lambda A: A * (1 - A))(naive_sigmoid(np.clip(Z, -10, 10))),
    "at least 1e-3": lambda Z: np.maximum(sigmoid(Z) * sigmoid(-Z), 1e-3),
    "at least 1e-7": lambda Z: np.maximum(sigmoid(Z) * sigmoid(-Z), 1e-7),
    "divided by Z": lambda Z: sigmoid(Z) / np.where(Z == 0, 1, Z),
    "gradient of the list": lambda Z: np.gradient(sigmoid(Z.ravel())).reshape(Z.shape),
    "jacobian": lambda Z: np.diag((sigmoid(Z) * sigmoid(-Z)).ravel()),
    "summed": lambda Z: np.sum(sigmoid(Z) * sigmoid(-Z)),
    "mean": lambda Z: np.mean(sigmoid(Z) * sigmoid(-Z)),
    "matrix product": lambda Z: sigmoid(Z) @ (1 - sigmoid(Z)),
    "transposed product": lambda Z: sigmoid(Z).T @ (1 - sigmoid(Z)),
    "transposed": lambda Z: (sigmoid(Z) * sigmoid(-Z)).T,
    "flattened": lambda Z: (sigmoid(Z) * sigmoid(-Z)).ravel(),
    "squeezed": lambda Z: (sigmoid(Z) * sigmoid(-Z)).squeeze(),
    "list": lambda Z: (sigmoid(Z) * sigmoid(-Z)).tolist(),
    "rounded": lambda Z: np.round(sigmoid(Z) * sigmoid(-Z), 3),
    "float32": lambda Z: (sigmoid(Z) * sigmoid(-Z)).astype(np.float32),
    "float16": lambda Z: (sigmoid(Z) * sigmoid(-Z)).astype(np.float16),
    "of whole": lambda Z: (lambda A: A * (1 - A))(sigmoid(Z.astype(int))),
    "math": lambda Z: of_one(Z),
    "with A": lambda Z: (sigmoid(Z), sigmoid(Z) * sigmoid(-Z)),
    "two arguments": lambda Z, A: A * (1 - A),
    "function": lambda Z: Prime(sigmoid),
    "int buffer": int_buffer,
    "in place": in_place,
    "backwards": backwards,
    "coarse difference": coarse_difference,
    "remembered": remembered,
    "printed": printed,
}
