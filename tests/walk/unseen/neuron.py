"""Answers to neuron.neuron, written from its docstring alone."""

from __future__ import annotations

import functools

import numpy as np

EXERCISE = "neuron.neuron"


def sigmoid(Z):
    return (np.tanh(np.asarray(Z) / 2) + 1) / 2


def score(w, x, b):
    return float((w.T @ x).item() + b)


class Neuron:
    def __call__(self, w, x, b, activation):
        return self.fire(activation, self.score(w, x, b))

    def score(self, w, x, b):
        return x.T @ w + b

    def fire(self, activation, z):
        return activation(z)[0, 0]


def loop(w, x, b, activation):
    z = 0.0
    for i in range(w.shape[0]):
        z += w[i, 0] * x[i, 0]
    return float(activation(np.array([[z + b]]))[0, 0])


def filled(w, x, b, activation):
    Z = np.empty((1, 1))
    Z[0, 0] = score(w, x, b)
    return activation(Z).item()


def in_batch(w, x, b, activation):
    Z = w.T @ np.hstack([x, x]) + b
    return activation(Z)[0, 1]


def then(*steps):
    return functools.reduce(lambda f, g: lambda *args: g(f(*args)), steps)


RIGHT = {
    "item": lambda w, x, b, activation: activation(w.T @ x + b).item(),
    "float": lambda w, x, b, g: float(g(w.T @ x + b)[0, 0]),
    "index": lambda w, x, b, g: g(np.dot(w.T, x) + b)[0, 0],
    "two indices": lambda w, x, b, g: g(w.T @ x + b)[0][0],
    "of a number": lambda w, x, b, activation: activation(score(w, x, b)),
    "float of a number": lambda w, x, b, activation: float(activation(score(w, x, b))),
    "of a numpy number": lambda w, x, b, g: g(np.sum(w * x) + b),
    "of a 0-d array": lambda w, x, b, g: g(np.array(score(w, x, b))),
    "of a list": lambda w, x, b, g: g(np.array([score(w, x, b)]))[0],
    "of three dimensions": lambda w, x, b, g: g(np.full((1, 1, 1), score(w, x, b))).item(),
    "squeeze": lambda w, x, b, activation: np.squeeze(activation(w.T @ x + b)),
    "sum": lambda w, x, b, activation: np.sum(activation(w.T @ x + b)),
    "sum of products": lambda w, x, b, g: float(g(np.sum(w * x, keepdims=True) + b).item()),
    "max": lambda w, x, b, activation: activation(x.T @ w + b).max(),
    "vdot": lambda w, x, b, activation: activation(np.atleast_2d(np.vdot(w, x) + b)).item(),
    "einsum": lambda w, x, b, g: g(np.einsum("ij,ik->jk", w, x) + b).item(),
    "tensordot": lambda w, x, b, g: g(np.tensordot(w, x, ((0,), (0,))) + b).item(),
    "reshape": lambda w, x, b, g: g(w.reshape(1, -1) @ x + b).reshape(()),
    "tolist": lambda w, x, b, g: g(w.T @ x + b).tolist()[0][0],
    "unpacked": lambda w, x, b, g: (lambda row: row[0])(*g(w.T @ x + b)),
    "bias as an input": lambda w, x, b, g: g(
        np.append(w, b)[None] @ np.append(x, 1.0)[:, None]
    ).item(),
    "nested": lambda w, x, b, activation: (lambda z: activation(z))(w.T @ x + b).item(),
    "starred": lambda *args: args[3](args[0].T @ args[1] + args[2]).item(),
    "default": lambda w, x, b, activation=sigmoid: activation(w.T @ x + b).item(),
    "partial": functools.partial(lambda pick, w, x, b, g: pick(g(w.T @ x + b)), np.ndarray.item),
    "composed": then(lambda w, x, b, g: g(w.T @ x + b), np.squeeze, float),
    "object": Neuron(),
    "loop": loop,
    "filled": filled,
    "in batch": in_batch,
}

SEEN = []
activation = sigmoid


def in_place(w, x, b, activation):
    x *= w
    return float(activation(np.sum(x, keepdims=True) + b).item())


def bias_in_place(w, x, b, activation):
    w[0] += b / x[0]
    return activation(w.T @ x).item()


def first_activation(w, x, b, activation):
    SEEN.append(activation)
    return SEEN[0](w.T @ x + b).item()


def last_activation(w, x, b, activation):
    SEEN.append(activation(w.T @ x + b).item())
    return SEEN[-2] if len(SEEN) > 1 else SEEN[-1]


def printed(w, x, b, activation):
    print(activation(w.T @ x + b).item())


WRONG = {
    "matrix": lambda w, x, b, activation: activation(w.T @ x + b),
    "row": lambda w, x, b, activation: activation(w.T @ x + b)[0],
    "float of a matrix": lambda w, x, b, activation: float(activation(w.T @ x + b)),
    "list": lambda w, x, b, activation: activation(w.T @ x + b).tolist(),
    "pair": lambda w, x, b, g: (score(w, x, b), g(w.T @ x + b).item()),
    "string": lambda w, x, b, activation: str(activation(w.T @ x + b).item()),
    "score": lambda w, x, b, activation: score(w, x, b),
    "no bias": lambda w, x, b, activation: activation(w.T @ x).item(),
    "minus bias": lambda w, x, b, activation: activation(w.T @ x - b).item(),
    "times bias": lambda w, x, b, activation: activation(w.T @ x * b).item(),
    "bias after": lambda w, x, b, activation: activation(w.T @ x).item() + b,
    "bias twice": lambda w, x, b, activation: activation(w.T @ x + 2 * b).item(),
    "bias inside the sum": lambda w, x, b, g: g(np.sum(w * x + b, keepdims=True)).item(),
    "negated": lambda w, x, b, activation: activation(-(w.T @ x + b)).item(),
    "bias inside the sign": lambda w, x, b, activation: activation(-(w.T @ x) + b).item(),
    "activation of x": lambda w, x, b, g: (w.T @ g(x)).item() + b,
    "activation of w": lambda w, x, b, g: (g(w).T @ x).item() + b,
    "activation of products": lambda w, x, b, g: np.sum(g(w * x)) + b,
    "activations of scores": lambda w, x, b, g: np.sum(g(w * x + b)),
    "mean of activations": lambda w, x, b, g: np.mean(g(w * x + b)),
    "element-wise": lambda w, x, b, activation: activation(w * x + b),
    "not transposed": lambda w, x, b, activation: activation(w @ x + b),
    "outer": lambda w, x, b, activation: activation(w @ x.T + b),
    "outer, first": lambda w, x, b, activation: activation(w @ x.T + b)[0, 0],
    "first input": lambda w, x, b, activation: activation(w * x + b)[0, 0],
    "sigmoid": lambda w, x, b, activation: sigmoid(w.T @ x + b).item(),
    "relu": lambda w, x, b, activation: max(0.0, score(w, x, b)),
    "tanh": lambda w, x, b, activation: np.tanh(score(w, x, b)),
    "step": lambda w, x, b, activation: float(score(w, x, b) > 0),
    "twice": lambda w, x, b, activation: activation(activation(w.T @ x + b)).item(),
    "threshold": lambda w, x, b, activation: float(activation(w.T @ x + b).item() > 0.5),
    "truth": lambda w, x, b, activation: activation(w.T @ x + b).item() > 0.5,
    "plus activation": lambda w, x, b, g: score(w, x, b) + g(w.T @ x + b).item(),
    "times score": lambda w, x, b, g: score(w, x, b) * g(w.T @ x + b).item(),
    "mean": lambda w, x, b, activation: activation(w.T @ x / len(w) + b).item(),
    "two inputs": lambda w, x, b, g: float(g(np.full((1, 1), score(w[:2], x[:2], b))).item()),
    "last missed": lambda w, x, b, g: g(w[:-1].T @ x[:-1] + b).item(),
    "no weights": lambda w, x, b, activation: activation(np.sum(x, keepdims=True) + b).item(),
    "no example": lambda w, x, b, activation: activation(np.sum(w, keepdims=True) + b).item(),
    "sums": lambda w, x, b, g: g(np.atleast_2d(w.sum() * x.sum() + b)).item(),
    "absolute": lambda w, x, b, activation: activation(np.abs(w.T @ x + b)).item(),
    "whole score": lambda w, x, b, g: g(np.atleast_2d(float(int(score(w, x, b))))).item(),
    "rounded": lambda w, x, b, activation: round(activation(w.T @ x + b).item(), 2),
    "float32": lambda w, x, b, g: g((w.T @ x + b).astype(np.float32)).item(),
    "whole": lambda w, x, b, activation: int(activation(w.T @ x + b).item()),
    "clipped": lambda w, x, b, activation: activation(np.clip(w.T @ x + b, -1, 1)).item(),
    "function": lambda w, x, b, activation: activation,
    "called without": lambda w, x, b, activation: activation(),
    "by name": lambda w, x, b, g: sigmoid(w.T @ x + b).item() if g == "sigmoid" else 0.0,
    "global": lambda w, x, b, _: activation(w.T @ x + b).item(),
    "in place": in_place,
    "bias in place": bias_in_place,
    "first activation": first_activation,
    "last activation": last_activation,
    "printed": printed,
}
