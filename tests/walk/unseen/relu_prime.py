"""Answers to neuron.relu_prime, written from its docstring alone."""

from __future__ import annotations

import functools
import operator

import numpy as np

EXERCISE = "neuron.relu_prime"


class Slope:
    def __call__(self, Z, at_zero=0.5):
        return np.heaviside(Z, at_zero)


def copied(Z):
    slopes = Z.copy()
    slopes[Z > 0] = 1
    slopes[Z <= 0] = 0
    return slopes


def ones(Z):
    slopes = np.ones_like(Z)
    slopes[Z < 0] = 0
    return slopes


def indexed(Z):
    slopes = np.zeros(Z.shape)
    for index, z in np.ndenumerate(Z):
        if z > 0:
            slopes[index] = 1
    return slopes


def flat(Z):
    slopes = []
    for z in Z.flatten():
        slopes.append(1.0 if z > 0 else 0.0)
    return np.array(slopes).reshape(Z.shape)


def rows(Z):
    return np.array([rows(row) for row in Z]) if np.ndim(Z) else float(Z > 0)


def divided(Z):
    safe = np.where(Z == 0, 1, Z)
    return np.maximum(Z, 0) / safe


def two_dimensional(Z):
    return np.array([[1.0 if z > 0 else 0.0 for z in row] for row in Z])


RIGHT = {
    "mask": lambda Z: Z > 0,
    "mask with zero": lambda Z: Z >= 0,
    "float mask": lambda Z: (Z > 0).astype(float),
    "int mask": lambda Z: (Z > 0).astype(int),
    "small int mask": lambda Z: (Z >= 0).astype(np.int8),
    "own type": lambda Z: (Z > 0).astype(Z.dtype),
    "times one": lambda Z: 1.0 * (Z > 0),
    "plus zero": lambda Z: (Z > 0) + 0,
    "where": lambda Z: np.where(Z > 0, 1, 0),
    "where with zero": lambda Z: np.where(Z < 0, 0.0, 1.0),
    "half at zero": lambda Z: np.where(Z == 0, 0.5, Z > 0),
    "heaviside": lambda Z: np.heaviside(Z, 0.0),
    "sign": lambda Z: np.sign(np.maximum(Z, 0)),
    "half the sign": lambda Z: (np.sign(Z) + 1) / 2,
    "greater": lambda Z: np.greater(Z, 0),
    "operator": lambda Z: operator.gt(Z, 0),
    "not": lambda Z: ~(Z <= 0),
    "logical not": lambda Z: np.logical_not(Z < 0),
    "one minus": lambda Z: 1 - (Z < 0),
    "signbit": lambda Z: 1 - np.signbit(Z.astype(float)),
    "equal to its absolute": lambda Z: (np.abs(Z) == Z) * 1,
    "ceil": lambda Z: np.ceil(np.clip(Z, 0, 1)),
    "difference": lambda Z: np.maximum(np.sign(Z), 0.0),
    "piecewise": lambda Z: np.piecewise(Z.astype(float), [Z > 0], [1.0, 0.0]),
    "select": lambda Z: np.select([Z > 0, Z <= 0], [1.0, 0.0]),
    "digitize": lambda Z: np.digitize(Z, [0]),
    "vectorize": np.vectorize(lambda z: 1 if z > 0 else 0),
    "comprehension": lambda Z: np.array([int(z > 0) for z in Z.flat]).reshape(Z.shape),
    "frompyfunc": lambda Z: np.asarray(np.frompyfunc(lambda z: z > 0, 1, 1)(Z), dtype=bool),
    "extra default": lambda Z, leak=0.0: np.where(Z > 0, 1.0, leak),
    "starred": lambda *args: args[0] > 0,
    "partial": functools.partial(np.less, 0),
    "object": Slope(),
    "copied": copied,
    "ones": ones,
    "indexed": indexed,
    "flat": flat,
    "rows": rows,
    "divided": divided,
    "two-dimensional": two_dimensional,
}

BUFFER = {}


def in_place(Z):
    Z[Z > 0] = 1
    Z[Z <= 0] = 0
    return Z


def chained(Z):
    slopes = Z.copy()
    slopes[slopes > 0] = 1
    return slopes


def negative_left(Z):
    slopes = Z.copy()
    slopes[slopes <= 0] = 0
    return slopes


def branch(Z):
    if Z > 0:
        return 1
    return 0


def any_positive(Z):
    return np.ones(Z.shape) if (Z > 0).any() else np.zeros(Z.shape)


def kept_buffer(Z):
    slopes = BUFFER.setdefault(Z.shape, np.zeros(Z.shape))
    slopes[Z > 0] = 1
    return slopes.copy()


def last_missed(Z):
    slopes = (Z > 0).astype(float)
    slopes.flat[-1] = 0
    return slopes


def printed(Z):
    print(Z > 0)


WRONG = {
    "relu": lambda Z: np.maximum(Z, 0),
    "relu of where": lambda Z: np.where(Z > 0, Z, 0),
    "wrong way": lambda Z: np.where(Z < 0, 1.0, 0.0),
    "wrong order": lambda Z: np.where(Z > 0, 0.0, 1.0),
    "above one": lambda Z: np.where(Z > 1, 1.0, 0.0),
    "above a half": lambda Z: (Z > 0.5) * 1.0,
    "leaky": lambda Z: np.where(Z > 0, 1, 0.01),
    "sign": np.sign,
    "minus one": lambda Z: np.where(Z > 0, 1, -1),
    "ones": np.ones_like,
    "zeros": np.zeros_like,
    "clip": lambda Z: np.clip(Z, 0, 1),
    "negative": lambda Z: np.where(Z > 0, -1.0, 0.0),
    "not zero": lambda Z: Z != 0,
    "absolute": lambda Z: np.abs(Z) > 0,
    "positive slope": lambda Z: np.where(Z > 0, 1, Z),
    "z for one": lambda Z: Z * (Z > 0),
    "halves": lambda Z: np.where(Z > 0, 0.5, 0.0),
    "two": lambda Z: np.where(Z > 0, 2 * Z, 0),
    "step of relu minus one": lambda Z: np.maximum(Z, 0) > 1,
    "divided": lambda Z: np.maximum(Z, 0) / Z,
    "root": lambda Z: (1 + Z / np.sqrt(Z**2)) / 2,
    "sigmoid": lambda Z: (1 + np.tanh(Z / 2)) / 2,
    "sigmoid prime": lambda Z: (1 - np.tanh(Z / 2) ** 2) / 4,
    "tanh prime": lambda Z: 1 - np.tanh(Z) ** 2,
    "steep sigmoid": lambda Z: (1 + np.tanh(5 * Z)) / 2,
    "z times one minus z": lambda Z: Z * (1 - Z),
    "python max": lambda Z: max(Z, 0) > 0,
    "maximum of the result": lambda Z: np.maximum(Z, 0, Z) > 0,
    "above the mean": lambda Z: np.mean(Z) < Z,
    "rounded": lambda Z: np.round(Z) > 0,
    "whole": lambda Z: Z.astype(int) > 0,
    "gradient of the list": lambda Z: np.gradient(np.maximum(Z, 0).ravel()).reshape(Z.shape),
    "coarse difference": lambda Z: (np.maximum(Z + 0.5, 0) - np.maximum(Z, 0)) / 0.5,
    "count": lambda Z: np.sum(Z > 0),
    "truth value": lambda Z: bool(np.all(Z > 0)),
    "indices": lambda Z: np.where(Z > 0),
    "flat indices": lambda Z: np.flatnonzero(Z > 0),
    "filtered": lambda Z: np.ones(Z[Z > 0].shape),
    "flattened": lambda Z: (Z > 0).ravel(),
    "transposed": lambda Z: (Z > 0).T,
    "squeezed": lambda Z: (Z > 0).squeeze(),
    "first row": lambda Z: Z[0] > 0,
    "jacobian": lambda Z: np.diag((Z > 0).ravel() * 1.0),
    "list": lambda Z: [float(z > 0) for z in Z.flat],
    "float16": lambda Z: (Z > 0).astype(np.float16),
    "object": lambda Z: np.frompyfunc(lambda z: int(z > 0), 1, 1)(Z),
    "strings": lambda Z: (Z > 0).astype(str),
    "nan": lambda Z: np.where(Z > 0, 1.0, np.nan),
    "two arguments": lambda Z, A: A > 0,
    "function": lambda Z: lambda z: z > 0,
    "in place": in_place,
    "chained": chained,
    "negative left": negative_left,
    "branch": branch,
    "any positive": any_positive,
    "kept buffer": kept_buffer,
    "last missed": last_missed,
    "printed": printed,
}
