"""Answers to neuron.tanh, written from its docstring alone."""

from __future__ import annotations

import functools
import math

import numpy as np

EXERCISE = "neuron.tanh"


class Tanh:
    def __call__(self, Z):
        shrunk = np.exp(-2 * np.abs(Z))
        return np.copysign((1 - shrunk) / (1 + shrunk), Z)


def naive(Z):
    return (np.exp(Z) - np.exp(-Z)) / (np.exp(Z) + np.exp(-Z))


def masked(Z):
    A = np.empty(Z.shape)
    positive = Z > 0
    e = np.exp(-2 * Z[positive])
    A[positive] = (1 - e) / (1 + e)
    e = np.exp(2 * Z[~positive])
    A[~positive] = (e - 1) / (e + 1)
    return A


def indexed(Z):
    A = np.zeros(Z.shape)
    for index in np.ndindex(*Z.shape):
        A[index] = math.tanh(Z[index])
    return A


def shifted(Z):
    top = np.abs(Z)
    plus, minus = np.exp(Z - top), np.exp(-Z - top)
    return (plus - minus) / (plus + minus)


def saturated(Z):
    A = np.sign(Z).astype(float)
    small = np.abs(Z) < 20
    A[small] = naive(Z[small])
    return A


def rows(Z):
    return np.array([rows(row) for row in Z]) if np.ndim(Z) else math.tanh(Z)


def quiet(Z):
    with np.errstate(over="ignore"):
        return 1 - 2 / (np.exp(2 * Z) + 1)


def two_dimensional(Z):
    return np.array([[math.tanh(z) for z in row] for row in Z])


RIGHT = {
    "numpy": np.tanh,
    "lambda": lambda Z: np.tanh(Z),
    "asarray": lambda Z: np.tanh(np.asarray(Z, dtype=float)),
    "divide": lambda Z: np.divide(np.sinh(np.clip(Z, -99, 99)), np.cosh(np.clip(Z, -99, 99))),
    "clip": lambda Z: naive(np.clip(Z, -500, 500)),
    "clip at 20": lambda Z: naive(np.clip(Z, -20, 20)),
    "sigmoid": lambda Z: 2 * np.exp(-np.logaddexp(0, -2 * Z)) - 1,
    "sigmoid clipped": lambda Z: 2 / (1 + np.exp(-2 * np.clip(Z, -300, 300))) - 1,
    "sign": lambda Z: np.sign(Z) * (1 - 2 / (np.exp(2 * np.minimum(np.abs(Z), 99)) + 1)),
    "expm1": lambda Z: np.sign(Z) * -np.expm1(-2 * np.abs(Z)) / (1 + np.exp(-2 * np.abs(Z))),
    "where": lambda Z: np.where(Z > 20, 1.0, np.where(Z < -20, -1.0, naive(np.clip(Z, -20, 20)))),
    "doubled": lambda Z: 2 * np.tanh(Z / 2) / (1 + np.tanh(Z / 2) ** 2),
    "odd": lambda Z: -np.tanh(-Z),
    "even part": lambda Z: (np.tanh(Z) - np.tanh(-Z)) / 2,
    "complex": lambda Z: (-1j * np.tan(1j * np.clip(Z, -50, 50))).real,
    "math": lambda Z: np.array([math.tanh(z) for z in Z.flat]).reshape(Z.shape),
    "map": lambda Z: np.array(list(map(math.tanh, Z.ravel()))).reshape(Z.shape),
    "vectorize": np.vectorize(math.tanh, otypes=[float]),
    "frompyfunc": lambda Z: np.asarray(np.frompyfunc(math.tanh, 1, 1)(Z), dtype=float),
    "out": lambda Z: np.tanh(Z, out=np.empty(Z.shape)),
    "extra default": lambda Z, scale=1.0: np.tanh(scale * Z),
    "starred": lambda *args, **keywords: np.tanh(*args, **keywords),
    "partial": functools.partial(np.tanh, casting="same_kind"),
    "method": Tanh().__call__,
    "object": Tanh(),
    "masked": masked,
    "indexed": indexed,
    "shifted": shifted,
    "saturated": saturated,
    "rows": rows,
    "quiet": quiet,
    "two-dimensional": two_dimensional,
}

CACHE = {}


def int_buffer(Z):
    A = np.zeros_like(Z)
    for index in np.ndindex(*Z.shape):
        A[index] = math.tanh(Z[index])
    return A


def in_place(Z):
    Z *= 2
    return 2 * np.exp(-np.logaddexp(0, -Z)) - 1


def cached(Z):
    if Z.shape not in CACHE:
        CACHE[Z.shape] = np.tanh(Z)
    return CACHE[Z.shape]


def printed(Z):
    print(np.tanh(Z))


WRONG = {
    "naive": naive,
    "sinh over cosh": lambda Z: np.sinh(Z) / np.cosh(Z),
    "naive 2z": lambda Z: (np.exp(2 * Z) - 1) / (np.exp(2 * Z) + 1),
    "naive minus 2z": lambda Z: (1 - np.exp(-2 * Z)) / (1 + np.exp(-2 * Z)),
    "naive sigmoid": lambda Z: 2 / (1 + np.exp(-2 * Z)) - 1,
    "nan to number": lambda Z: np.nan_to_num(naive(Z)),
    "math": lambda Z: math.tanh(Z),
    "upside down": lambda Z: 1 / np.where(Z == 0, 1.0, np.tanh(Z)),
    "plus and minus exchanged": lambda Z: (
        lambda C: (np.exp(C) + np.exp(-C)) / (np.exp(C) - np.exp(-C) + 1e-9)
    )(np.clip(Z, -30, 30)),
    "sinh": lambda Z: np.sinh(np.clip(Z, -30, 30)),
    "no denominator": lambda Z: np.exp(np.clip(Z, -30, 30)) - np.exp(-np.clip(Z, -30, 30)),
    "missing brackets": lambda Z: (lambda C: np.exp(C) - np.exp(-C) / np.exp(C) + np.exp(-C))(
        np.clip(Z, -30, 30)
    ),
    "tan": np.tan,
    "arctan": np.arctan,
    "sigmoid": lambda Z: (np.tanh(Z / 2) + 1) / 2,
    "rescaled sigmoid": lambda Z: np.tanh(Z / 2),
    "of 2z": lambda Z: np.tanh(2 * Z),
    "negative": lambda Z: -np.tanh(Z),
    "absolute": lambda Z: np.abs(np.tanh(Z)),
    "of absolute": lambda Z: np.tanh(np.abs(Z)),
    "prime": lambda Z: 1 - np.tanh(Z) ** 2,
    "squared": lambda Z: np.tanh(Z) ** 2,
    "halved": lambda Z: np.tanh(Z) / 2,
    "positive": lambda Z: np.maximum(np.tanh(Z), 0),
    "sign": lambda Z: np.sign(Z) * 1.0,
    "hard": lambda Z: np.clip(Z, -1, 1),
    "softsign": lambda Z: Z / (1 + np.abs(Z)),
    "series": lambda Z: Z - Z**3 / 3,
    "identity": lambda Z: Z,
    "clip at 5": lambda Z: np.tanh(np.clip(Z, -5, 5)),
    "clip positive": lambda Z: np.tanh(np.clip(Z, 0, 20)),
    "clip the result": lambda Z: np.clip(np.tanh(Z), -0.999, 0.999),
    "2.7": lambda Z: 1 - 2 / (2.7 ** (2 * np.clip(Z, -99, 99)) + 1),
    "rounded": lambda Z: np.tanh(Z).round(3),
    "float32": lambda Z: np.tanh(Z.astype(np.float32)),
    "float16": lambda Z: np.tanh(Z).astype(np.float16),
    "whole": lambda Z: np.tanh(Z).astype(int),
    "of whole": lambda Z: np.tanh(Z.astype(int)),
    "list": lambda Z: np.tanh(Z).tolist(),
    "object": lambda Z: np.frompyfunc(math.tanh, 1, 1)(Z),
    "flattened": lambda Z: np.tanh(Z).ravel(),
    "transposed": lambda Z: np.tanh(Z).T,
    "squeezed": lambda Z: np.squeeze(np.tanh(Z)),
    "first row": lambda Z: np.tanh(Z)[:1],
    "mean": lambda Z: np.mean(np.tanh(Z)),
    "function": lambda Z: np.tanh,
    "normalised": lambda Z: np.tanh(Z / np.max(np.abs(Z))),
    "numpy in place": lambda Z: np.tanh(Z, out=Z),
    "int buffer": int_buffer,
    "in place": in_place,
    "cached": cached,
    "printed": printed,
}
