"""Answers to neuron.relu, written from its docstring alone."""

from __future__ import annotations

import functools

import numpy as np

EXERCISE = "neuron.relu"


class Relu:
    def __init__(self, threshold=0.0):
        self.threshold = threshold

    def __call__(self, Z):
        return np.where(self.threshold < Z, Z, self.threshold)


def copied(Z):
    A = Z.copy()
    A[A < 0] = 0
    return A


def masked(Z):
    A = np.zeros(Z.shape)
    A[Z > 0] = Z[Z > 0]
    return A


def zeros_like(Z):
    A = np.zeros_like(Z)
    np.copyto(A, Z, where=Z > 0)
    return A


def indexed(Z):
    A = np.zeros(Z.shape)
    for index, z in np.ndenumerate(Z):
        A[index] = z if z > 0 else 0
    return A


def flat(Z):
    A = np.empty(Z.size)
    for i, z in enumerate(Z.flat):
        A[i] = max(z, 0)
    return A.reshape(Z.shape)


def rows(Z):
    return np.array([rows(row) for row in Z]) if np.ndim(Z) else max(0.0, float(Z))


def put(Z):
    A = np.array(Z, dtype=float)
    np.putmask(A, A < 0, 0.0)
    return A


def augmented(Z):
    A = Z + 0.0
    A *= A > 0
    return A


def two_dimensional(Z):
    A = np.zeros(Z.shape)
    for i in range(Z.shape[0]):
        for j in range(Z.shape[1]):
            A[i, j] = max(Z[i, j], 0)
    return A


RIGHT = {
    "maximum": lambda Z: np.maximum(Z, 0),
    "zero first": lambda Z: np.maximum(0.0, Z),
    "fmax": lambda Z: np.fmax(Z, 0),
    "times mask": lambda Z: Z * (Z > 0),
    "times mask with equal": lambda Z: (Z >= 0) * Z,
    "where": lambda Z: np.where(Z > 0, Z, 0),
    "where negative": lambda Z: np.where(Z < 0, 0, Z),
    "half of both": lambda Z: (Z + np.abs(Z)) / 2,
    "clip": lambda Z: np.clip(Z, 0, None),
    "clip with infinity": lambda Z: np.clip(Z, 0, np.inf),
    "clip method": lambda Z: Z.clip(min=0),
    "stacked": lambda Z: np.max(np.stack([Z, np.zeros_like(Z)]), axis=0),
    "reduced": lambda Z: np.maximum.reduce([Z, np.zeros(Z.shape)]),
    "heaviside": lambda Z: Z * np.heaviside(Z, 0.5),
    "minimum": lambda Z: -np.minimum(-Z, 0),
    "without the negative": lambda Z: Z - np.minimum(Z, 0),
    "root": lambda Z: (Z + np.sqrt(Z.astype(float) ** 2)) / 2,
    "sign": lambda Z: Z * (np.sign(Z) + 1) / 2,
    "select": lambda Z: np.select([Z > 0], [Z], default=0.0),
    "piecewise": lambda Z: np.piecewise(Z, [Z > 0], [lambda z: z, 0]),
    "choose": lambda Z: np.choose(Z > 0, [np.zeros_like(Z), Z]),
    "masked array": lambda Z: np.ma.masked_less(Z, 0).filled(0),
    "comprehension": lambda Z: np.array([max(z, 0.0) for z in Z.flatten()]).reshape(Z.shape),
    "generator": lambda Z: np.fromiter((z * (z > 0) for z in Z.flat), float).reshape(Z.shape),
    "vectorize": lambda Z: np.vectorize(lambda z: max(z, 0.0), otypes=[float])(Z),
    "frompyfunc": lambda Z: np.asarray(np.frompyfunc(lambda z: max(z, 0), 1, 1)(Z), dtype=float),
    "double precision": lambda Z: np.maximum(Z.astype(float), 0),
    "out": lambda Z: np.maximum(Z, 0, out=np.empty_like(Z)),
    "extra default": lambda Z, slope=0.0: np.where(Z > 0, Z, slope * Z),
    "starred": lambda *Z: np.maximum(*Z, 0),
    "partial": functools.partial(np.maximum, 0),
    "object": Relu(),
    "copied": copied,
    "masked": masked,
    "zeros_like": zeros_like,
    "indexed": indexed,
    "flat": flat,
    "rows": rows,
    "put": put,
    "augmented": augmented,
    "two-dimensional": two_dimensional,
}

CALLS = []


def in_place(Z):
    Z[Z < 0] = 0
    return Z


def aliased(Z):
    A = Z
    A *= A > 0
    return A


def branch(Z):
    if Z > 0:
        return Z
    return 0


def any_positive(Z):
    return Z if np.any(Z > 0) else np.zeros_like(Z)


def all_positive(Z):
    return Z if np.all(Z > 0) else np.zeros_like(Z)


def last_missed(Z):
    A = np.zeros(Z.size)
    for i in range(Z.size - 1):
        A[i] = max(Z.flat[i], 0)
    return A.reshape(Z.shape)


def uninitialised(Z):
    A = np.full(Z.shape, np.nan)
    A[Z > 0] = Z[Z > 0]
    return A


def remembered(Z):
    CALLS.append(np.maximum(Z, 0))
    return CALLS[0]


def printed(Z):
    print(np.maximum(Z, 0))


WRONG = {
    "python max": lambda Z: max(Z, 0),
    "python max zero first": lambda Z: max(0, Z),
    "np.max": lambda Z: np.max(Z, 0),
    "np.max of a list": lambda Z: np.max([0, Z]),
    "minimum": lambda Z: np.minimum(Z, 0),
    "absolute": np.abs,
    "leaky": lambda Z: np.where(Z > 0, Z, 0.01 * Z),
    "leaky maximum": lambda Z: np.maximum(0.1 * Z, Z),
    "elu": lambda Z: np.where(Z > 0, Z, np.expm1(np.minimum(Z, 0))),
    "softplus": lambda Z: np.logaddexp(0, Z),
    "swish": lambda Z: Z * (1 + np.tanh(Z / 2)) / 2,
    "prime": lambda Z: np.where(Z > 0, 1.0, 0.0),
    "mask": lambda Z: Z > 0,
    "precedence": lambda Z: Z * Z > 0,
    "sign": np.sign,
    "minus one": lambda Z: np.where(Z > 0, Z, -1),
    "one": lambda Z: np.maximum(Z, 1),
    "clip to one": lambda Z: np.clip(Z, 0, 1),
    "clip to six": lambda Z: np.clip(Z, 0, 6),
    "clip to hundred": lambda Z: np.clip(Z, 0, 100),
    "greater than one": lambda Z: np.where(Z > 1, Z, 0),
    "threshold": lambda Z: np.where(Z > 0.1, Z, 0),
    "wrong way": lambda Z: np.where(Z < 0, Z, 0),
    "wrong order": lambda Z: np.where(Z > 0, 0, Z),
    "negated": lambda Z: -np.maximum(Z, 0),
    "of minus z": lambda Z: np.maximum(-Z, 0),
    "not halved": lambda Z: Z + np.abs(Z),
    "floor halved": lambda Z: (Z + np.abs(Z)) // 2,
    "squared": lambda Z: np.maximum(Z, 0) ** 2,
    "identity": lambda Z: Z,
    "zeros": np.zeros_like,
    "filtered": lambda Z: Z[Z > 0],
    "nan": lambda Z: np.where(Z > 0, Z, np.nan),
    "whole": lambda Z: np.maximum(Z, 0).astype(int),
    "rounded": lambda Z: np.round(np.maximum(Z, 0), 3),
    "float32": lambda Z: np.maximum(Z, 0).astype(np.float32),
    "float16": lambda Z: np.maximum(Z, 0).astype(np.float16),
    "object": lambda Z: np.frompyfunc(lambda z: max(z, 0), 1, 1)(Z),
    "vectorize": np.vectorize(lambda z: z if z > 0 else 0),
    "list": lambda Z: np.maximum(Z, 0).tolist(),
    "flattened": lambda Z: np.maximum(Z, 0).flatten(),
    "transposed": lambda Z: np.maximum(Z, 0).T,
    "column": lambda Z: np.maximum(Z, 0).reshape(-1, 1),
    "squeezed": lambda Z: np.maximum(Z, 0).squeeze(),
    "one row": lambda Z: np.maximum(Z[0], 0),
    "maximum with the mean": lambda Z: np.maximum(Z, Z.mean()),
    "tanh": lambda Z: np.maximum(np.tanh(Z), 0),
    "pair": lambda Z: (np.maximum(Z, 0), Z),
    "out": lambda Z: np.maximum(Z, 0, Z),
    "in place": in_place,
    "aliased": aliased,
    "branch": branch,
    "any positive": any_positive,
    "all positive": all_positive,
    "last missed": last_missed,
    "uninitialised": uninitialised,
    "remembered": remembered,
    "printed": printed,
}
