"""Right activation functions, written in other ways."""

# mypy: allow-untyped-defs, allow-untyped-calls
# ruff: noqa: D103
# Students write no types.

from __future__ import annotations

import math

import numpy as np

from deepcat_grader.bank.registry import variants
from deepcat_solutions.neuron import sigmoid


def sigmoid__masks(Z):
    A = np.empty(Z.shape)
    positive = Z >= 0
    A[positive] = 1 / (1 + np.exp(-Z[positive]))
    e = np.exp(Z[~positive])
    A[~positive] = e / (1 + e)
    return A


def sigmoid__where(Z):
    e = np.exp(-np.abs(Z))
    return np.where(Z >= 0, 1 / (1 + e), e / (1 + e))


def sigmoid__through_tanh(Z):
    return 0.5 * (1 + np.tanh(Z / 2))


def sigmoid__logaddexp(Z):
    return np.exp(-np.logaddexp(0, -Z))


def sigmoid__wide_clip(Z):
    return 1 / (1 + np.exp(-np.clip(Z, -500, 500)))


def sigmoid__clip_at_30(Z):
    return 1 / (1 + np.exp(-np.clip(Z, -30, 30)))


def sigmoid__warnings_off(Z):
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(-Z))


def sigmoid__rows_and_columns(Z):
    A = np.zeros(Z.shape)
    for i in range(Z.shape[0]):
        for j in range(Z.shape[1]):
            z = Z[i, j]
            A[i, j] = 1 / (1 + math.exp(-z)) if z >= 0 else math.exp(z) / (1 + math.exp(z))
    return A


def sigmoid__one_by_one(Z):
    def one(z):
        if z < 0:
            return 1 - one(-z)
        return 1 / (1 + math.exp(-z))

    return np.array([one(z) for z in Z.ravel()]).reshape(Z.shape)


def sigmoid__np_vectorize(Z):
    def one(z):
        return 1.0 / (1.0 + math.exp(-z)) if z > -700 else 0.0

    return np.vectorize(one, otypes=[float])(Z)


def sigmoid__one_minus_mirror(Z):
    upper = 1 / (1 + np.exp(-np.abs(Z)))
    return np.where(Z > 0, upper, 1 - upper)


def sigmoid__in_float64(Z):
    Z = np.asarray(Z, dtype=np.float64)
    return np.reciprocal(1 + np.exp(np.minimum(-Z, 709)))


SIGMOID = variants(
    sigmoid__masks,
    sigmoid__where,
    sigmoid__through_tanh,
    sigmoid__logaddexp,
    sigmoid__wide_clip,
    sigmoid__clip_at_30,
    sigmoid__warnings_off,
    sigmoid__rows_and_columns,
    sigmoid__one_by_one,
    sigmoid__np_vectorize,
    sigmoid__one_minus_mirror,
    sigmoid__in_float64,
)


def relu__zero_first(Z):
    return np.maximum(0, Z)


def relu__mask_product(Z):
    return Z * (Z > 0)


def relu__where(Z):
    return np.where(Z > 0, Z, 0)


def relu__mean_with_absolute(Z):
    return (Z + np.abs(Z)) / 2


def relu__clip(Z):
    return np.clip(Z, 0, None)


def relu__on_a_copy(Z):
    A = Z.copy()
    A[A < 0] = 0
    return A


def relu__like_z(Z):
    A = np.zeros_like(Z)
    A[Z > 0] = Z[Z > 0]
    return A


def relu__loop(Z):
    A = np.zeros(Z.shape)
    for i in range(Z.shape[0]):
        for j in range(Z.shape[1]):
            A[i, j] = max(0, Z[i, j])
    return A


def relu__comprehension(Z):
    return np.array([[z if z > 0 else 0.0 for z in row] for row in Z])


def relu__minus_minimum(Z):
    return Z - np.minimum(Z, 0)


def relu__fmax(Z):
    return np.fmax(Z, np.zeros(Z.shape))


RELU = variants(
    relu__zero_first,
    relu__mask_product,
    relu__where,
    relu__mean_with_absolute,
    relu__clip,
    relu__on_a_copy,
    relu__like_z,
    relu__loop,
    relu__comprehension,
    relu__minus_minimum,
    relu__fmax,
)


def tanh__through_sigmoid(Z):
    return 2 * sigmoid(2 * Z) - 1


def tanh__one_exponential(Z):
    e = np.exp(-2 * np.abs(Z))
    return np.sign(Z) * (1 - e) / (1 + e)


def tanh__expm1(Z):
    t = np.expm1(-2 * np.abs(Z))
    return -np.sign(Z) * t / (2 + t)


def tanh__masks(Z):
    A = np.empty(Z.shape, dtype=float)
    positive = Z > 0
    e = np.exp(-2.0 * Z[positive])
    A[positive] = (1 - e) / (1 + e)
    e = np.exp(2.0 * Z[~positive])
    A[~positive] = (e - 1) / (e + 1)
    return A


def tanh__clipped(Z):
    z = np.clip(Z, -30, 30)
    return (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))


def tanh__loop(Z):
    A = np.zeros(Z.shape)
    for i in range(Z.shape[0]):
        for j in range(Z.shape[1]):
            A[i, j] = math.tanh(Z[i, j])
    return A


def tanh__comprehension(Z):
    return np.array([[math.tanh(z) for z in row] for row in Z])


def tanh__sinh_over_cosh(Z):
    z = np.clip(Z, -300, 300)
    return np.sinh(z) / np.cosh(z)


def tanh__one_minus(Z):
    return 1 - 2 * sigmoid(-2 * Z)


def tanh__np_vectorize(Z):
    return np.vectorize(math.tanh, otypes=[float])(Z)


TANH = variants(
    tanh__through_sigmoid,
    tanh__one_exponential,
    tanh__expm1,
    tanh__masks,
    tanh__clipped,
    tanh__loop,
    tanh__comprehension,
    tanh__sinh_over_cosh,
    tanh__one_minus,
    tanh__np_vectorize,
)
