"""Answers to neuron.perceptron_step, written from its docstring alone."""

from __future__ import annotations

import functools

import numpy as np

EXERCISE = "neuron.perceptron_step"


def score(w, b, x):
    return float(np.vdot(w, x) + b)


def step(w, b, x, y, learning_rate, fires=lambda z: float(z >= 0)):
    change = learning_rate * (y - fires(score(w, b, x)))
    return w + change * x, b + change


class Perceptron:
    mistakes = 0

    def __call__(self, w, b, x, y, learning_rate):
        error = int(y) - (1 if score(w, b, x) >= 0 else 0)
        self.mistakes += error != 0
        return w + learning_rate * error * x, float(b + learning_rate * error)


def cases(w, b, x, y, learning_rate):
    fired = (w.T @ x + b).item() >= 0
    if fired and y == 0:
        return w - learning_rate * x, b - learning_rate
    if not fired and y == 1:
        return w + learning_rate * x, b + learning_rate
    return w, b


def unchanged_first(w, b, x, y, learning_rate):
    prediction = 1 if (w.T @ x)[0, 0] + b >= 0 else 0
    if prediction == y:
        return w, b
    sign = 1 if y == 1 else -1
    return w + sign * learning_rate * x, b + sign * learning_rate


def copied(w, b, x, y, learning_rate):
    w = w.astype(float)
    error = y - (score(w, b, x) >= 0)
    w += learning_rate * error * x
    b += learning_rate * error
    return w, b


def loop(w, b, x, y, learning_rate):
    z = b
    for i in range(len(w)):
        z += w[i, 0] * x[i, 0]
    error = y - (z >= 0)
    new = np.zeros(w.shape)
    for i in range(len(w)):
        new[i, 0] = w[i, 0] + learning_rate * error * x[i, 0]
    return [new, b + learning_rate * error]


def in_one_vector(w, b, x, y, learning_rate):
    weights, inputs = np.vstack([w, [[b]]]), np.vstack([x, [[1.0]]])
    weights = weights + learning_rate * (y - np.heaviside(weights.T @ inputs, 1.0)) * inputs
    return weights[:-1], weights[-1, 0]


def buffer_like_w(w, b, x, y, learning_rate):
    new = np.zeros_like(w)
    new[:] = step(w, b, x, y, learning_rate)[0]
    return new, step(w, b, x, y, learning_rate)[1]


RIGHT = {
    "buffer like w": buffer_like_w,
    "formula": lambda w, b, x, y, rate: step(w, b, x, y, rate),
    "where": lambda w, b, x, y, rate: step(w, b, x, y, rate, lambda z: np.where(z >= 0, 1, 0)),
    "heaviside": lambda w, b, x, y, rate: step(w, b, x, y, rate, lambda z: np.heaviside(z, 1)),
    "not negative": lambda w, b, x, y, rate: step(w, b, x, y, rate, lambda z: not z < 0),
    "int": lambda w, b, x, y, rate: step(w, b, x, y, rate, lambda z: int(z >= 0)),
    "minus the other way": lambda w, b, x, y, rate: (
        w - rate * ((score(w, b, x) >= 0) - y) * x,
        b - rate * ((score(w, b, x) >= 0) - y),
    ),
    "signs": lambda w, b, x, y, rate: (
        (w, b)
        if (2 * y - 1) * (score(w, b, x) + 1e-300) > 0
        else (w + rate * (2 * y - 1) * x, b + rate * (2 * y - 1))
    ),
    "table": lambda w, b, x, y, rate: (lambda d: (w + d * x, b + d))(
        {(0, True): -rate, (1, False): rate}.get((int(y), score(w, b, x) >= 0), 0)
    ),
    "numpy bias": lambda *args: (lambda w, b: (w, np.float64(b)))(*step(*args)),
    "0-d bias": lambda *args: (lambda w, b: (w, np.array(b)))(*step(*args)),
    "list": lambda *args: list(step(*args)),
    "two corrections": lambda w, b, x, y, rate: (
        w + rate * y * (score(w, b, x) < 0) * x - rate * (1 - y) * (score(w, b, x) >= 0) * x,
        b + rate * y * (score(w, b, x) < 0) - rate * (1 - y) * (score(w, b, x) >= 0),
    ),
    "add": lambda w, b, x, y, rate: (lambda d: (np.add(w, np.multiply(d, x)), b + d))(
        rate * (y - (score(w, b, x) >= 0))
    ),
    "matrix": lambda w, b, x, y, rate: (lambda D: (w + rate * x @ D, b + rate * D.item()))(
        y - (w.T @ x + b >= 0)
    ),
    "extra default": lambda w, b, x, y, learning_rate=1.0, threshold=0.0: step(
        w, b, x, y, learning_rate, lambda z: z >= threshold
    ),
    "partial": functools.partial(lambda rule, *args: rule(*args), step),
    "object": Perceptron(),
    "cases": cases,
    "unchanged first": unchanged_first,
    "copied": copied,
    "loop": loop,
    "in one vector": in_one_vector,
}

RATE = 0.1
STATE = {"b": 0.0}


def in_place(w, b, x, y, learning_rate):
    error = y - (score(w, b, x) >= 0)
    w += learning_rate * error * x
    b += learning_rate * error
    return w, b


def always(w, b, x, y, learning_rate):
    sign = 1 if y == 1 else -1
    return w + sign * learning_rate * x, b + sign * learning_rate


def positive_only(w, b, x, y, learning_rate):
    if score(w, b, x) < 0 and y == 1:
        return w + learning_rate * x, b + learning_rate
    return w, b


def negative_only(w, b, x, y, learning_rate):
    if score(w, b, x) >= 0 and y == 0:
        return w - learning_rate * x, b - learning_rate
    return w, b


def nothing_when_right(w, b, x, y, learning_rate):
    if (score(w, b, x) >= 0) != (y == 1):
        return step(w, b, x, y, learning_rate)
    return None


def after_the_step(w, b, x, y, learning_rate):
    new, _ = step(w, b, x, y, learning_rate)
    return new, step(new, b, x, y, learning_rate)[1]


def until_right(w, b, x, y, learning_rate):
    for _ in range(1000):
        if (score(w, b, x) >= 0) == y:
            break
        w, b = step(w, b, x, y, learning_rate)
    return w, b


def kept_bias(w, b, x, y, learning_rate):
    w, change = step(w, 0.0, x, y, learning_rate)
    STATE["b"] += change
    return w, STATE["b"]


def printed(*args):
    print(step(*args))


WRONG = {
    "wrong sign": lambda w, b, x, y, rate: (lambda d: (w - d * x, b - d))(
        rate * (y - (score(w, b, x) >= 0))
    ),
    "wrong sign of w": lambda w, b, x, y, rate: (lambda d: (w - d * x, b + d))(
        rate * (y - (score(w, b, x) >= 0))
    ),
    "wrong sign of b": lambda w, b, x, y, rate: (lambda d: (w + d * x, b - d))(
        rate * (y - (score(w, b, x) >= 0))
    ),
    "bias forgotten": lambda w, b, x, y, rate: (step(w, b, x, y, rate)[0], b),
    "weights forgotten": lambda w, b, x, y, rate: (w, step(w, b, x, y, rate)[1]),
    "unchanged": lambda w, b, x, y, rate: (w, b),
    "no learning rate": lambda w, b, x, y, rate: step(w, b, x, y, 1.0),
    "fixed learning rate": lambda w, b, x, y, rate: step(w, b, x, y, RATE),
    "no rate for b": lambda w, b, x, y, rate: (step(w, b, x, y, rate)[0], step(w, b, x, y, 1)[1]),
    "no rate for w": lambda w, b, x, y, rate: (step(w, b, x, y, 1)[0], step(w, b, x, y, rate)[1]),
    "no x": lambda w, b, x, y, rate: (w + step(w, b, x, y, rate)[1] - b, step(w, b, x, y, rate)[1]),
    "x squared": lambda w, b, x, y, rate: (
        w + (step(w, b, x, y, rate)[1] - b) * x**2,
        step(w, b, x, y, rate)[1],
    ),
    "sign of x": lambda w, b, x, y, rate: (
        w + (step(w, b, x, y, rate)[1] - b) * np.sign(x),
        step(w, b, x, y, rate)[1],
    ),
    "w times x": lambda w, b, x, y, rate: (
        w + (step(w, b, x, y, rate)[1] - b) * w * x,
        step(w, b, x, y, rate)[1],
    ),
    "greater": lambda w, b, x, y, rate: step(w, b, x, y, rate, lambda z: z > 0),
    "above a half": lambda w, b, x, y, rate: step(w, b, x, y, rate, lambda z: z >= 0.5),
    "negative fires": lambda w, b, x, y, rate: step(w, b, x, y, rate, lambda z: z <= 0),
    "score for answer": lambda w, b, x, y, rate: step(w, b, x, y, rate, lambda z: z),
    "sigmoid": lambda w, b, x, y, rate: step(w, b, x, y, rate, lambda z: (1 + np.tanh(z / 2)) / 2),
    "relu": lambda w, b, x, y, rate: step(w, b, x, y, rate, lambda z: max(0.0, z)),
    "minus one": lambda w, b, x, y, rate: step(w, b, x, y, rate, lambda z: 1 if z >= 0 else -1),
    "sign": lambda w, b, x, y, rate: step(w, b, x, y, rate, np.sign),
    "y of minus one": lambda w, b, x, y, rate: step(
        w, b, x, 2 * y - 1, rate, lambda z: 1 if z >= 0 else -1
    ),
    "adds y": lambda w, b, x, y, rate: (w + rate * y * x, b + rate * y),
    "score without bias": lambda w, b, x, y, rate: (lambda d: (w + d * x, b + d))(
        rate * (y - (score(w, 0.0, x) >= 0))
    ),
    "score minus bias": lambda w, b, x, y, rate: (lambda d: (w + d * x, b + d))(
        rate * (y - (score(w, -b, x) >= 0))
    ),
    "absolute error": lambda w, b, x, y, rate: (lambda d: (w + d * x, b + d))(
        rate * abs(y - (score(w, b, x) >= 0))
    ),
    "half": lambda w, b, x, y, rate: step(w, b, x, y, rate / 2),
    "double": lambda w, b, x, y, rate: step(w, b, x, y, 2 * rate),
    "square of the rate": lambda w, b, x, y, rate: step(w, b, x, y, rate**2),
    "first example repeated": lambda w, b, x, y, rate: step(*step(w, b, x, y, rate), x, y, rate),
    "exchanged": lambda *args: step(*args)[::-1],
    "weights only": lambda *args: step(*args)[0],
    "changes": lambda w, b, x, y, rate: (step(w, b, x, y, rate)[0] - w, rate),
    "with answer": lambda w, b, x, y, rate: (*step(w, b, x, y, rate), score(w, b, x) >= 0),
    "flat": lambda *args: (step(*args)[0].ravel(), step(*args)[1]),
    "row": lambda *args: (step(*args)[0].T, step(*args)[1]),
    "bias in a matrix": lambda *args: (step(*args)[0], np.array([[step(*args)[1]]])),
    "bias in an array": lambda w, b, x, y, rate: (
        step(w, b, x, y, rate)[0],
        b + rate * (y - (w.T @ x + b >= 0))[0],
    ),
    "bias of every input": lambda w, b, x, y, rate: (
        step(w, b, x, y, rate)[0],
        b + (step(w, b, x, y, rate)[1] - b) * x,
    ),
    "bias sum": lambda w, b, x, y, rate: (
        step(w, b, x, y, rate)[0],
        b + (step(w, b, x, y, rate)[1] - b) * np.sum(x),
    ),
    "new weights only": lambda w, b, x, y, rate: (rate * x, rate),
    "element-wise score": lambda w, b, x, y, rate: (
        w + rate * (y - (w * x + b >= 0)) * x,
        step(w, b, x, y, rate)[1],
    ),
    "dict": lambda *args: dict(zip("wb", step(*args), strict=True)),
    "list of lists": lambda *args: (step(*args)[0].tolist(), step(*args)[1]),
    "rounded": lambda *args: (step(*args)[0].round(1), round(step(*args)[1], 1)),
    "float32": lambda *args: (step(*args)[0].astype(np.float32), step(*args)[1]),
    "whole bias": lambda *args: (step(*args)[0], int(step(*args)[1])),
    "in place": in_place,
    "always": always,
    "positive only": positive_only,
    "negative only": negative_only,
    "nothing when right": nothing_when_right,
    "after the step": after_the_step,
    "until right": until_right,
    "kept bias": kept_bias,
    "printed": printed,
}
