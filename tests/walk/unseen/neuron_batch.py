"""Answers to neuron.neuron_batch, written from its docstring alone."""

from __future__ import annotations

import functools

import numpy as np

EXERCISE = "neuron.neuron_batch"


def sigmoid(Z):
    return (np.tanh(Z / 2) + 1) / 2


class Batch:
    def __call__(self, w, X, b, activation):
        self.Z = w.T.dot(X)
        self.Z = self.Z + b
        return activation(self.Z)


def over_features(w, X, b, activation):
    Z = np.full((1, X.shape[1]), b, dtype=float)
    for i in range(X.shape[0]):
        Z += w[i] * X[i]
    return activation(Z)


def features_summed(w, X, b, activation):
    return activation(sum(w[i, 0] * X[i : i + 1] for i in range(len(w))) + b)


def recursive(w, X, b, activation):
    def score(rows):
        return w[rows - 1 : rows] * X[rows - 1 : rows] + (score(rows - 1) if rows > 1 else b)

    return activation(score(len(w)))


RIGHT = {
    "formula": lambda w, X, b, activation: activation(w.T @ X + b),
    "dot": lambda w, X, b, activation: activation(np.dot(w.T, X) + b),
    "matmul": lambda w, X, b, activation: activation(np.matmul(w.transpose(), X) + b),
    "from the right": lambda w, X, b, activation: activation(X.T @ w + b).T,
    "transposed before": lambda w, X, b, activation: activation((X.T @ w).T + b),
    "axis": lambda w, X, b, g: g(np.sum(w * X, axis=0, keepdims=True) + b),
    "axis, then reshape": lambda w, X, b, g: g((w * X).sum(axis=0).reshape(1, -1) + b),
    "axis, then None": lambda w, X, b, g: g((w * X).sum(0) + b)[None, :],
    "flat": lambda w, X, b, g: g(w.ravel() @ X + b)[np.newaxis],
    "flat from the right": lambda w, X, b, g: g(X.T @ w[:, 0] + b).reshape(1, X.shape[1]),
    "einsum": lambda w, X, b, g: g(np.einsum("ik,ij->kj", w, X) + b),
    "einsum to a row": lambda w, X, b, g: np.atleast_2d(g(np.einsum("ij,ik->k", w, X) + b)),
    "tensordot": lambda w, X, b, g: g(np.tensordot(w, X, axes=(0, 0)) + b),
    "inner": lambda w, X, b, g: g(np.inner(w.T, X.T) + b),
    "add.reduce": lambda w, X, b, g: g(np.add.reduce(w * X, axis=0, keepdims=True) + b),
    "cumsum": lambda w, X, b, g: g(np.cumsum(w * X, axis=0)[-1:] + b),
    "average": lambda w, X, b, g: g(np.mean(w * X, axis=0, keepdims=True) * len(w) + b),
    "bias as an input": lambda w, X, b, g: g(
        np.vstack([w, [[b]]]).T @ np.vstack([X, np.ones((1, X.shape[1]))])
    ),
    "bias as a row": lambda w, X, b, g: g(w.T @ X + np.full((1, X.shape[1]), b)),
    "bias as a matrix": lambda w, X, b, g: g(w.T @ X + np.array([[b]])),
    "repeated": lambda w, X, b, g: g((np.tile(w, (1, X.shape[1])) * X).sum(axis=0)[None] + b),
    "reduce": lambda w, X, b, g: g(functools.reduce(np.add, w[:, :, None] * X[:, None, :]) + b),
    "diagonal": lambda w, X, b, g: g(np.sum(np.diag(w[:, 0]) @ X, axis=0, keepdims=True) + b),
    "copied": lambda w, X, b, g: np.array(g(np.ascontiguousarray(w.T @ X) + b)),
    "starred": lambda *args: args[-1](args[0].T @ args[1] + args[2]),
    "default": lambda w, X, b, activation=sigmoid: activation(w.T @ X + b),
    "partial": functools.partial(lambda zero, w, X, b, g: g(w.T @ X + b + zero), 0.0),
    "object": Batch(),
    "over features": over_features,
    "features summed": features_summed,
    "recursive": recursive,
}


def filled(w, X, b, activation):
    A = np.zeros((1, X.shape[1]))
    for j in range(X.shape[1]):
        A[0, j] = activation(w.T @ X[:, j : j + 1] + b).item()
    return A


def appended(w, X, b, activation):
    values = []
    for x in X.T:
        values.append(activation(np.dot(w[:, 0], x) + b))
    return np.array(values).reshape(1, -1)


def while_loop(w, X, b, activation):
    j, Z = 0, np.zeros((1, X.shape[1]))
    while j < X.shape[1]:
        Z[0, j] = np.vdot(w, X[:, j]) + b
        j += 1
    return activation(Z)


def both_loops(w, X, b, activation):
    Z = np.zeros((1, X.shape[1]))
    for i in range(X.shape[0]):
        for j in range(X.shape[1]):
            Z[0, j] += w[i, 0] * X[i, j]
    return activation(Z + b)


def by_halves(w, X, b, activation):
    m = X.shape[1]
    if m < 2:
        return activation(w.T @ X + b)
    halves = X[:, : m // 2], X[:, m // 2 :]
    return np.hstack([by_halves(w, half, b, activation) for half in halves])


# Right values, but Python works through the examples: only those points are lost.
LOOPS = {
    "comprehension": lambda w, X, b, g: g(np.array([[np.vdot(w, x) + b for x in X.T]])),
    "map": lambda w, X, b, g: g(np.array([list(map(lambda x: (x @ w).item() + b, X.T))])),
    "hstack": lambda w, X, b, g: np.hstack([g(w.T @ x[:, None] + b) for x in X.T]),
    "fromiter": lambda w, X, b, g: g(
        np.fromiter((np.vdot(w, x) for x in X.T), float, X.shape[1])[None] + b
    ),
    "apply_along_axis": lambda w, X, b, g: g(
        np.apply_along_axis(lambda x: w[:, 0] @ x, 0, X)[None] + b
    ),
    "vectorize": lambda w, X, b, g: g(
        np.vectorize(lambda j: np.vdot(w, X[:, j]), otypes=[float])(np.arange(X.shape[1]))[None] + b
    ),
    "vectorize by signature": lambda w, X, b, g: g(
        np.vectorize(lambda x: w[:, 0] @ x, signature="(n)->()")(X.T)[None] + b
    ),
    "filled": filled,
    "appended": appended,
    "while loop": while_loop,
    "both loops": both_loops,
    "by halves": by_halves,
}

SIZES = []


def in_place(w, X, b, activation):
    X *= w
    return activation(X.sum(axis=0, keepdims=True) + b)


def first_size(w, X, b, activation):
    SIZES.append(X.shape[1])
    return activation(w.T @ X + b)[:, : SIZES[0]]


def three_examples(w, X, b, activation):
    return np.array([[activation(w.T @ X[:, [j]] + b).item() for j in range(3)]])


def last_missed(w, X, b, activation):
    A = np.zeros((1, X.shape[1]))
    A[:, :-1] = activation(w.T @ X[:, :-1] + b)
    return A


def int_buffer(w, X, b, activation):
    Z = np.zeros((1, X.shape[1]), dtype=X.dtype)
    Z[:] = w.T @ X + b
    return activation(Z)


def printed(w, X, b, activation):
    print(activation(w.T @ X + b))


WRONG = {
    "flat": lambda w, X, b, activation: activation(w.T @ X + b)[0],
    "flat scores": lambda w, X, b, activation: activation(np.sum(w * X, axis=0) + b),
    "column": lambda w, X, b, activation: activation(X.T @ w + b),
    "squeezed": lambda w, X, b, activation: np.squeeze(activation(w.T @ X + b)),
    "list": lambda w, X, b, activation: activation(w.T @ X + b).tolist(),
    "one list": lambda w, X, b, activation: list(activation(w.T @ X + b)),
    "not transposed": lambda w, X, b, activation: activation(w @ X + b),
    "element-wise": lambda w, X, b, activation: activation(w * X + b),
    "outer": lambda w, X, b, activation: activation(X @ w.T + b),
    "wrong axis": lambda w, X, b, g: g(np.sum(w * X, axis=1, keepdims=True) + b),
    "wrong axis, turned": lambda w, X, b, g: g(np.sum(w * X, axis=1, keepdims=True).T + b),
    "one number": lambda w, X, b, activation: activation(np.sum(w * X) + b),
    "repeated number": lambda w, X, b, g: g(np.full((1, X.shape[1]), np.sum(w * X) + b)),
    "scores": lambda w, X, b, activation: w.T @ X + b,
    "no bias": lambda w, X, b, activation: activation(w.T @ X),
    "minus bias": lambda w, X, b, activation: activation(w.T @ X - b),
    "times bias": lambda w, X, b, activation: activation(w.T @ X * b),
    "bias after": lambda w, X, b, activation: activation(w.T @ X) + b,
    "bias to every product": lambda w, X, b, g: g(np.sum(w * X + b, axis=0, keepdims=True)),
    "bias inside the sign": lambda w, X, b, activation: activation(-(w.T @ X) + b),
    "negated": lambda w, X, b, activation: activation(-(w.T @ X + b)),
    "bias in the first only": lambda w, X, b, g: g(w.T @ X + b * (np.arange(X.shape[1]) == 0)),
    "activation of X": lambda w, X, b, activation: w.T @ activation(X) + b,
    "activation of products": lambda w, X, b, g: np.sum(g(w * X + b), axis=0, keepdims=True),
    "twice": lambda w, X, b, activation: activation(activation(w.T @ X + b)),
    "sigmoid": lambda w, X, b, activation: sigmoid(w.T @ X + b),
    "relu": lambda w, X, b, activation: np.maximum(w.T @ X + b, 0),
    "tanh": lambda w, X, b, activation: np.tanh(w.T @ X + b),
    "threshold": lambda w, X, b, activation: (activation(w.T @ X + b) > 0.5) * 1.0,
    "mean over features": lambda w, X, b, g: g(np.mean(w * X, axis=0, keepdims=True) + b),
    "mean over examples": lambda w, X, b, g: g(w.T @ X / X.shape[1] + b),
    "mean": lambda w, X, b, activation: np.mean(activation(w.T @ X + b)),
    "first example": lambda w, X, b, activation: activation(w.T @ X[:, :1] + b),
    "first example repeated": lambda w, X, b, g: g(w.T @ X[:, [0] * X.shape[1]] + b),
    "reversed": lambda w, X, b, activation: activation(w.T @ X + b)[:, ::-1],
    "sorted": lambda w, X, b, activation: np.sort(activation(w.T @ X + b)),
    "sums": lambda w, X, b, g: g(np.sum(w) * np.sum(X, axis=0, keepdims=True) + b),
    "no weights": lambda w, X, b, g: g(np.sum(X, axis=0, keepdims=True) + b),
    "standardised": lambda w, X, b, g: g(w.T @ (X - X.mean(axis=1, keepdims=True)) + b),
    "two features": lambda w, X, b, g: g(w[:2].T @ X[:2] + b),
    "last feature missed": lambda w, X, b, g: g(w[:-1].T @ X[:-1] + b),
    "reshaped": lambda w, X, b, g: g(w.T @ X.reshape(-1, X.shape[0]).T + b),
    "unsqueezed": lambda w, X, b, activation: activation(w.T @ X + b)[None],
    "pair": lambda w, X, b, activation: (w.T @ X + b, activation(w.T @ X + b)),
    "rounded": lambda w, X, b, activation: np.round(activation(w.T @ X + b), 3),
    "float32": lambda w, X, b, activation: activation((w.T @ X + b).astype(np.float32)),
    "whole": lambda w, X, b, activation: activation((w.T @ X + b).astype(int)),
    "clipped": lambda w, X, b, activation: activation(np.clip(w.T @ X + b, -3, 3)),
    "function": lambda w, X, b, activation: activation,
    "generator": lambda w, X, b, g: (g(w.T @ x + b) for x in X.T),
    "in place": in_place,
    "first size": first_size,
    "three examples": three_examples,
    "last missed": last_missed,
    "int buffer": int_buffer,
    "printed": printed,
}
