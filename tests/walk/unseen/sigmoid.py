"""Answers to neuron.sigmoid, written from its docstring alone."""

from __future__ import annotations

import functools
import math
import warnings

import numpy as np

EXERCISE = "neuron.sigmoid"


class Sigmoid:
    def __call__(self, Z, slope=1.0):
        return 0.5 + 0.5 * np.tanh(0.5 * slope * Z)


def of_one(z):
    if z >= 0:
        return 1 / (1 + math.exp(-z))
    return math.exp(z) / (1 + math.exp(z))


def caught(z):
    try:
        return 1 / (1 + math.exp(-z))
    except OverflowError:
        return 0.0


def masked(Z):
    A = np.empty(Z.shape)
    positive = Z >= 0
    A[positive] = 1 / (1 + np.exp(-Z[positive]))
    shrunk = np.exp(Z[~positive])
    A[~positive] = shrunk / (1 + shrunk)
    return A


def quiet(Z):
    with np.errstate(all="ignore"):
        return 1 / (1 + np.exp(-Z))


def quiet_warnings(Z):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return 1 / (1 + np.exp(-Z))


def iterated(Z):
    A = np.zeros(Z.shape)
    with np.nditer([Z, A], op_flags=[["readonly"], ["writeonly"]]) as pairs:
        for z, a in pairs:
            a[...] = of_one(float(z))
    return A


def indexed(Z):
    A = np.zeros_like(Z, dtype=float)
    for index in np.ndindex(Z.shape):
        A[index] = of_one(Z[index])
    return A


def rows(Z):
    return np.array([rows(row) for row in Z]) if np.ndim(Z) else of_one(Z)


def shifted(Z):
    top = np.maximum(Z, 0)
    return np.exp(Z - top) / (np.exp(Z - top) + np.exp(-top))


def copied(Z):
    Z = Z.copy()
    Z[Z < -100] = -100
    return 1 / (1 + np.exp(-Z))


def two_dimensional(Z):
    A = np.zeros(Z.shape)
    for i in range(Z.shape[0]):
        for j in range(Z.shape[1]):
            A[i, j] = of_one(Z[i, j])
    return A


RIGHT = {
    "tanh": lambda Z: (np.tanh(Z / 2) + 1) / 2,
    "logaddexp": lambda Z: np.exp(-np.logaddexp(0, -Z)),
    "reciprocal": lambda Z: np.reciprocal(1 + np.exp(-np.clip(Z, -700, 700))),
    "clip": lambda Z: 1 / (1 + np.exp(-np.clip(Z, -500, 500))),
    "clip at 30": lambda Z: 1 / (1 + np.exp(-np.clip(Z, -30, 30))),
    "minimum": lambda Z: 1 / (1 + np.exp(np.minimum(-Z, 700))),
    "clip in exp": lambda Z: np.exp(np.clip(Z, -99, 99)) / (1 + np.exp(np.clip(Z, -99, 99))),
    "where": lambda Z: np.where(
        Z > 0,
        1 / (1 + np.exp(-np.maximum(Z, 0))),
        np.exp(np.minimum(Z, 0)) / (1 + np.exp(np.minimum(Z, 0))),
    ),
    "absolute": lambda Z: np.exp(np.minimum(Z, 0)) / (1 + np.exp(-np.abs(Z))),
    "sign": lambda Z: 0.5 + np.sign(Z) * (1 / (1 + np.exp(-np.abs(Z))) - 0.5),
    "log1p": lambda Z: np.exp(np.minimum(Z, 0) - np.log1p(np.exp(-np.abs(Z)))),
    "piecewise": lambda Z: np.piecewise(
        Z.astype(float),
        [Z >= 0],
        [lambda z: 1 / (1 + np.exp(-z)), lambda z: np.exp(z) / (1 + np.exp(z))],
    ),
    "mirrored": lambda Z: (
        1
        - np.where(
            Z > 0, np.exp(-np.abs(Z)) / (1 + np.exp(-np.abs(Z))), 1 / (1 + np.exp(-np.abs(Z)))
        )
    ),
    "two exponentials": lambda Z: 1 / (1 + np.exp(-np.maximum(Z, -300))),
    "long double": lambda Z: (1 / (1 + np.exp(-Z.astype(np.longdouble)))).astype(float),
    "comprehension": lambda Z: np.array([of_one(z) for z in Z.ravel()]).reshape(Z.shape),
    "flat": lambda Z: np.fromiter(map(of_one, Z.flat), float, Z.size).reshape(Z.shape),
    "vectorize": lambda Z: np.vectorize(of_one, otypes=[float])(Z),
    "frompyfunc": lambda Z: np.asarray(np.frompyfunc(of_one, 1, 1)(Z), dtype=float),
    "caught": lambda Z: np.array([caught(z) for z in Z.flatten()]).reshape(Z.shape),
    "softmax of two": lambda Z: (lambda E: E[1] / E.sum(axis=0))(
        np.exp(np.stack([-np.maximum(Z, 0), Z - np.maximum(Z, 0)]))
    ),
    "compose": functools.reduce(
        lambda f, g: lambda Z: g(f(Z)), [lambda Z: Z / 2, np.tanh, lambda T: (1 + T) / 2]
    ),
    "starred": lambda *args: shifted(*args),
    "object": Sigmoid(),
    "masked": masked,
    "quiet": quiet,
    "quiet warnings": quiet_warnings,
    "iterated": iterated,
    "indexed": indexed,
    "rows": rows,
    "shifted": shifted,
    "copied": copied,
    "two-dimensional": two_dimensional,
}

FIRST = []


def in_place(Z):
    Z[Z < -500] = -500
    return 1 / (1 + np.exp(-Z))


def int_buffer(Z):
    A = np.zeros_like(Z)
    for index in np.ndindex(Z.shape):
        A[index] = of_one(Z[index])
    return A


def if_positive(Z):
    return 1 / (1 + np.exp(-Z)) if Z >= 0 else np.exp(Z) / (1 + np.exp(Z))


def remembered(Z):
    FIRST.append(shifted(Z))
    return FIRST[0]


def printed(Z):
    print(shifted(Z))


WRONG = {
    "naive": lambda Z: 1 / (1 + np.exp(-Z)),
    "naive power": lambda Z: (1 + np.e ** (-Z)) ** -1,
    "other naive": lambda Z: np.exp(Z) / (1 + np.exp(Z)),
    "mirrored naive": lambda Z: 1 - 1 / (1 + np.exp(Z)),
    "both branches": lambda Z: np.where(Z >= 0, 1 / (1 + np.exp(-Z)), np.exp(Z) / (1 + np.exp(Z))),
    "nan to number": lambda Z: np.nan_to_num(np.exp(Z) / (1 + np.exp(Z))),
    "math": lambda Z: 1 / (1 + math.exp(-Z)),
    "math each": lambda Z: np.array([1 / (1 + math.exp(-z)) for z in Z.ravel()]).reshape(Z.shape),
    "sign of exponent": lambda Z: 1 / (1 + np.exp(np.clip(Z, -99, 99))),
    "minus": lambda Z: 1 / (1 - np.exp(-np.clip(Z, -99, 99)) + 1e-9),
    "no bracket": lambda Z: 1 / 1 + np.exp(-np.clip(Z, -9, 99)),
    "upside down": lambda Z: 1 + np.exp(-np.clip(Z, -30, 30)),
    "exponential only": lambda Z: np.exp(-np.clip(Z, -30, 30)),
    "absolute value": lambda Z: 1 / (1 + np.exp(-np.abs(Z))),
    "squared": lambda Z: 1 / (1 + np.exp(-(np.clip(Z, -20, 20) ** 2))),
    "two exponents": lambda Z: np.exp(np.clip(Z, -99, 99)) / (1 + np.exp(-np.clip(Z, -99, 99))),
    "twice": lambda Z: shifted(shifted(Z)),
    "of 2z": lambda Z: shifted(2 * Z),
    "of half": lambda Z: shifted(Z / 2),
    "base 2": lambda Z: 1 / (1 + 2.0 ** -np.clip(Z, -99, 99)),
    "2.718": lambda Z: 1 / (1 + 2.718 ** -np.clip(Z, -99, 99)),
    "times e": lambda Z: 1 / (1 + np.e * np.abs(Z)),
    "logarithm": lambda Z: np.logaddexp(0, Z),
    "log sigmoid": lambda Z: -np.logaddexp(0, -Z),
    "tanh": np.tanh,
    "half tanh": lambda Z: (np.tanh(Z) + 1) / 2,
    "arctan": lambda Z: 0.5 + np.arctan(Z) / np.pi,
    "softsign": lambda Z: 0.5 + 0.5 * Z / (1 + np.abs(Z)),
    "hard": lambda Z: np.clip(0.5 + Z / 4, 0, 1),
    "step": lambda Z: (Z > 0).astype(float),
    "relu": lambda Z: np.maximum(Z, 0),
    "softmax": lambda Z: np.exp(Z - np.max(Z)) / np.sum(np.exp(Z - np.max(Z))),
    "clip at 10": lambda Z: 1 / (1 + np.exp(-np.clip(Z, -10, 10))),
    "clip the result": lambda Z: np.clip(shifted(Z), 0.01, 0.99),
    "clip the result to 1e-7": lambda Z: np.clip(shifted(Z), 1e-7, 1 - 1e-7),
    "clip above only": lambda Z: 1 / (1 + np.exp(-np.minimum(Z, 500))),
    "clip to positive": lambda Z: 1 / (1 + np.exp(-np.clip(Z, 0, 500))),
    "rounded": lambda Z: np.round(shifted(Z), 4),
    "float32": lambda Z: shifted(Z.astype(np.float32)),
    "float16": lambda Z: shifted(Z).astype(np.float16),
    "whole": lambda Z: shifted(Z.astype(int)),
    "list": lambda Z: shifted(Z).tolist(),
    "object": lambda Z: np.frompyfunc(of_one, 1, 1)(Z),
    "flattened": lambda Z: shifted(Z).ravel(),
    "transposed": lambda Z: shifted(Z).T,
    "row": lambda Z: shifted(Z).reshape(1, -1),
    "one number": lambda Z: float(shifted(Z).ravel()[0]),
    "squeezed": lambda Z: np.squeeze(shifted(Z)),
    "summed": lambda Z: np.sum(shifted(Z)),
    "prime": lambda Z: shifted(Z) * (1 - shifted(Z)),
    "one minus": lambda Z: 1 - shifted(Z),
    "negative": lambda Z: -shifted(Z),
    "percent": lambda Z: 100 * shifted(Z),
    "identity": lambda Z: Z,
    "in place": in_place,
    "int buffer": int_buffer,
    "if positive": if_positive,
    "remembered": remembered,
    "printed": printed,
}
