"""Right neurons, for one example and for many, written in other ways."""

# mypy: allow-untyped-defs, allow-untyped-calls
# ruff: noqa: D103
# Students write no types.

from __future__ import annotations

import numpy as np

from deepcat_grader.bank.registry import variants
from deepcat_solutions.neuron import neuron_batch, weighted_sum


def weighted_sum__elementwise_and_sum(w, x, b):
    return np.sum(w * x) + b


def weighted_sum__loop(w, x, b):
    z = 0.0
    for i in range(w.shape[0]):
        z += w[i, 0] * x[i, 0]
    return z + b


def weighted_sum__starts_from_b(w, x, b):
    z = b
    for i in range(len(x)):
        z = z + float(w[i][0]) * float(x[i][0])
    return z


def weighted_sum__generator(w, x, b):
    return sum(wi * xi for wi, xi in zip(w.ravel(), x.ravel(), strict=True)) + b


def weighted_sum__einsum(w, x, b):
    return np.einsum("ij,ij->", w, x) + b


def weighted_sum__vdot(w, x, b):
    return np.vdot(w, x) + b


def weighted_sum__indexed(w, x, b):
    return (x.T @ w)[0, 0] + b


def weighted_sum__squeeze(w, x, b):
    return np.squeeze(w.T @ x + b)


def weighted_sum__flat(w, x, b):
    return w[:, 0] @ x[:, 0] + b


def weighted_sum__dot(w, x, b):
    return float(np.dot(w.T, x)[0][0]) + b


def weighted_sum__inner(w, x, b):
    return np.inner(w.flatten(), x.flatten()) + b


def weighted_sum__trace(w, x, b):
    return np.trace(w @ x.T) + b


WEIGHTED_SUM = variants(
    weighted_sum__elementwise_and_sum,
    weighted_sum__loop,
    weighted_sum__starts_from_b,
    weighted_sum__generator,
    weighted_sum__einsum,
    weighted_sum__vdot,
    weighted_sum__indexed,
    weighted_sum__squeeze,
    weighted_sum__flat,
    weighted_sum__dot,
    weighted_sum__inner,
    weighted_sum__trace,
)


def neuron__by_weighted_sum(w, x, b, activation):
    return float(activation(weighted_sum(w, x, b)))


def neuron__zero_dimensional(w, x, b, activation):
    return activation(np.sum(w * x) + b)


def neuron__indexed(w, x, b, activation):
    return activation(w.T @ x + b)[0, 0]


def neuron__squeeze(w, x, b, activation):
    return np.squeeze(activation(np.dot(w.T, x) + b))


def neuron__loop(w, x, b, activation):
    z = b
    for wi, xi in zip(w[:, 0], x[:, 0], strict=True):
        z += wi * xi
    return activation(z)


def neuron__einsum(w, x, b, activation):
    z = np.einsum("ij,ij->", w, x) + b
    return float(activation(z))


def neuron__as_a_batch(w, x, b, activation):
    return neuron_batch(w, x, b, activation).item()


def neuron__array_for_activation(w, x, b, activation):
    z = np.array([weighted_sum(w, x, b)])
    a = activation(z)
    return a[0]


def neuron__augmented(w, x, b, activation):
    theta = np.append(w[:, 0], b)
    features = np.append(x[:, 0], 1.0)
    return float(activation(theta @ features))


def neuron__reversed_product(w, x, b, activation):
    return activation(b + x.T @ w).sum()


NEURON = variants(
    neuron__by_weighted_sum,
    neuron__zero_dimensional,
    neuron__indexed,
    neuron__squeeze,
    neuron__loop,
    neuron__einsum,
    neuron__as_a_batch,
    neuron__array_for_activation,
    neuron__augmented,
    neuron__reversed_product,
)


def neuron_batch__sum_keepdims(w, X, b, activation):
    return activation(np.sum(w * X, axis=0, keepdims=True) + b)


def neuron_batch__dot(w, X, b, activation):
    Z = np.dot(w.T, X) + b
    A = activation(Z)
    return A


def neuron_batch__transposed_twice(w, X, b, activation):
    return activation((X.T @ w).T + b)


def neuron_batch__einsum(w, X, b, activation):
    return activation(np.einsum("io,im->om", w, X) + b)


def neuron_batch__reshape(w, X, b, activation):
    z = w.ravel() @ X
    return activation(z.reshape(1, -1) + b)


def neuron_batch__new_axis(w, X, b, activation):
    return activation(((w * X).sum(axis=0) + b)[np.newaxis, :])


def neuron_batch__loop_over_features(w, X, b, activation):
    Z = np.full((1, X.shape[1]), float(b))
    for i in range(X.shape[0]):
        Z += w[i, 0] * X[i : i + 1, :]
    return activation(Z)


def neuron_batch__tensordot(w, X, b, activation):
    return activation(np.tensordot(w, X, axes=(0, 0)) + b)


def neuron_batch__augmented(w, X, b, activation):
    theta = np.vstack([w, [[b]]])
    features = np.vstack([X, np.ones((1, X.shape[1]))])
    return activation(theta.T @ features)


def neuron_batch__matmul(w, X, b, activation):
    return activation(np.add(np.matmul(np.transpose(w), X), b))


def neuron_batch__activation_on_columns(w, X, b, activation):
    return activation(X.T @ w + b).T


NEURON_BATCH = variants(
    neuron_batch__sum_keepdims,
    neuron_batch__dot,
    neuron_batch__transposed_twice,
    neuron_batch__einsum,
    neuron_batch__reshape,
    neuron_batch__new_axis,
    neuron_batch__loop_over_features,
    neuron_batch__tensordot,
    neuron_batch__augmented,
    neuron_batch__matmul,
    neuron_batch__activation_on_columns,
)
