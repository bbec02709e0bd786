"""Answers to neuron.weighted_sum, written from its docstring alone."""

from __future__ import annotations

import functools
import math

import numpy as np

EXERCISE = "neuron.weighted_sum"


class Sum:
    def __init__(self):
        self.last = None

    def __call__(self, w, x, b):
        self.last = np.vdot(w, x) + b
        return self.last


def loop(w, x, b):
    z = b
    for i in range(w.shape[0]):
        z += w[i, 0] * x[i, 0]
    return z


def zipped(w, x, b):
    z = 0
    for row, value in zip(w, x, strict=True):
        z = z + row[0] * value[0]
    return z + b


def recursive(w, x, b):
    if w.shape[0] == 0:
        return b
    return w[0, 0] * x[0, 0] + recursive(w[1:], x[1:], b)


def with_bias_input(w, x, b):
    return (np.vstack([w, [[b]]]).T @ np.vstack([x, [[1.0]]])).item()


def kept(w, x, b):
    products = w.astype(float)
    products *= x
    return products.sum() + b


RIGHT = {
    "item": lambda w, x, b: (w.T @ x + b).item(),
    "index": lambda w, x, b: (w.T @ x)[0, 0] + b,
    "two indices": lambda w, x, b: (x.T @ w + b)[0][0],
    "float of item": lambda w, x, b: float(np.dot(w.T, x).item() + b),
    "sum": lambda w, x, b: np.sum(w * x) + b,
    "method": lambda w, x, b: (x * w).sum() + b,
    "flat": lambda w, x, b: w.ravel() @ x.ravel() + b,
    "columns": lambda w, x, b: np.dot(w[:, 0], x[:, 0]) + b,
    "squeeze": lambda w, x, b: np.squeeze(w.T @ x + b),
    "squeeze to float": lambda w, x, b: float(np.squeeze(w.T @ x) + b),
    "vdot": lambda w, x, b: np.vdot(w, x) + b,
    "inner": lambda w, x, b: np.inner(w.T, x.T).item() + b,
    "einsum": lambda w, x, b: np.einsum("ij,ij->", w, x) + b,
    "tensordot": lambda w, x, b: np.tensordot(w, x, axes=2) + b,
    "trace": lambda w, x, b: np.trace(w @ x.T) + b,
    "matmul": lambda w, x, b: np.matmul(w.transpose(), x).sum() + b,
    "reshape": lambda w, x, b: np.dot(w.reshape(-1), x.flatten()) + b,
    "python sum": lambda w, x, b: sum(w[i][0] * x[i][0] for i in range(len(w))) + b,
    "fsum": lambda w, x, b: math.fsum([*(w * x).ravel(), b]),
    "reduce": lambda w, x, b: functools.reduce(lambda z, p: z + p, (w * x).flat, b),
    "dict": lambda w, x, b: sum({i: v for i, v in enumerate((w * x).flat)}.values()) + b,
    "cumsum": lambda w, x, b: np.cumsum(w * x)[-1] + b,
    "polarised": lambda w, x, b: (np.sum((w + x) ** 2) - np.sum((w - x) ** 2)) / 4 + b,
    "lists": lambda w, x, b: (
        sum(p * q for (p,), (q,) in zip(w.tolist(), x.tolist(), strict=True)) + b
    ),
    "starred": lambda *args: np.vdot(*args[:2]) + args[2],
    "extra default": lambda w, x, b=0.0, scale=1: scale * np.vdot(w, x) + b,
    "partial": functools.partial(lambda f, w, x, b: f(w, x) + b, np.vdot),
    "object": Sum(),
    "loop": loop,
    "zipped": zipped,
    "recursive": recursive,
    "with bias input": with_bias_input,
    "kept": kept,
}

BIAS = 0.5
SUMS = {}


def in_place(w, x, b):
    w *= x
    return np.sum(w) + b


def bias_each_time(w, x, b):
    z = 0
    for i in range(len(w)):
        z += w[i, 0] * x[i, 0] + b
    return z


def last_product(w, x, b):
    for i in range(len(w)):
        z = w[i, 0] * x[i, 0]
    return z + b


def first_missed(w, x, b):
    return sum(w[i, 0] * x[i, 0] for i in range(1, len(w))) + b


def remembered(w, x, b):
    return SUMS.setdefault(w.shape, np.vdot(w, x) + b)


def printed(w, x, b):
    print(np.vdot(w, x) + b)


WRONG = {
    "matrix": lambda w, x, b: w.T @ x + b,
    "one index": lambda w, x, b: (w.T @ x + b)[0],
    "element-wise": lambda w, x, b: w * x + b,
    "outer": lambda w, x, b: w @ x.T + b,
    "not transposed": lambda w, x, b: w @ x + b,
    "both transposed": lambda w, x, b: (w.T @ x.T).item() + b,
    "dot": lambda w, x, b: np.dot(w, x) + b,
    "float of a matrix": lambda w, x, b: float(w.T @ x + b),
    "python sum of rows": lambda w, x, b: sum(w * x) + b,
    "list": lambda w, x, b: [np.vdot(w, x) + b],
    "string": lambda w, x, b: f"{np.vdot(w, x) + b}",
    "pair": lambda w, x, b: (np.vdot(w, x), b),
    "trailing comma": lambda w, x, b: (np.vdot(w, x) + b,),
    "no bias": lambda w, x, b: np.vdot(w, x),
    "minus bias": lambda w, x, b: np.vdot(w, x) - b,
    "times bias": lambda w, x, b: np.vdot(w, x) * b,
    "bias inside the sum": lambda w, x, b: np.sum(w * x + b),
    "bias in the mean": lambda w, x, b: np.mean(w * x) + b,
    "sum of the outer product": lambda w, x, b: np.sum(w * x.T) + b,
    "sums": lambda w, x, b: np.sum(w) * np.sum(x) + b,
    "added": lambda w, x, b: np.sum(w + x) + b,
    "bracket": lambda w, x, b: np.sum(w * (x + b)),
    "no x": lambda w, x, b: np.sum(w) + b,
    "no w": lambda w, x, b: np.sum(x) + b,
    "squared weights": lambda w, x, b: np.vdot(w, w) + b,
    "absolute": lambda w, x, b: abs(np.vdot(w, x) + b),
    "absolute products": lambda w, x, b: np.sum(np.abs(w * x)) + b,
    "negative": lambda w, x, b: -(np.vdot(w, x) + b),
    "fires": lambda w, x, b: float(np.vdot(w, x) + b > 0),
    "relu": lambda w, x, b: max(0.0, np.vdot(w, x) + b),
    "sigmoid": lambda w, x, b: 1 / (1 + np.exp(-np.clip(np.vdot(w, x) + b, -500, 500))),
    "normalised": lambda w, x, b: np.vdot(w, x) / len(w) + b,
    "reversed": lambda w, x, b: np.vdot(w[::-1], x) + b,
    "one input": lambda w, x, b: w[0, 0] * x[0, 0] + b,
    "two inputs": lambda w, x, b: w[0, 0] * x[0, 0] + w[1, 0] * x[1, 0] + b,
    "last missed": lambda w, x, b: np.vdot(w[:-1], x[:-1]) + b,
    "whole": lambda w, x, b: int(np.vdot(w, x) + b),
    "rounded": lambda w, x, b: round(float(np.vdot(w, x) + b), 2),
    "float32": lambda w, x, b: np.float32(np.vdot(w, x) + b),
    "half precision inside": lambda w, x, b: float(np.vdot(w.astype(np.float16), x)) + b,
    "whole weights": lambda w, x, b: np.vdot(w.astype(int), x) + b,
    "maximum": lambda w, x, b: np.max(w * x) + b,
    "product": lambda w, x, b: np.prod(w * x) + b,
    "division": lambda w, x, b: np.sum(w / (x + 1e-9)) + b,
    "bias only if positive": lambda w, x, b: np.vdot(w, x) + max(b, 0),
    "global": lambda w, x, b: np.vdot(w, x) + BIAS,
    "nothing": lambda w, x, b: print(w, x, b),
    "in place": in_place,
    "bias each time": bias_each_time,
    "last product": last_product,
    "first missed": first_missed,
    "remembered": remembered,
    "printed": printed,
}
