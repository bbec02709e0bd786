"""Answers to introduction.goodness, written from its docstring alone."""

from __future__ import annotations

import functools
import math
import statistics

import numpy as np

EXERCISE = "introduction.goodness"


def errors(x, y, slope, intercept):
    return y - (slope * x + intercept)


def on_errors(measure):
    return lambda *args: measure(errors(*args))


class MeanSquaredError:
    def __init__(self):
        self.calls = 0

    def __call__(self, x, y, slope, intercept):
        self.calls += 1
        return np.mean((slope * x + intercept - y) ** 2)


def loop(x, y, slope, intercept):
    total = 0
    for i in range(len(x)):
        error = y[i] - (slope * x[i] + intercept)
        total += error * error
    return total / len(x)


def running(x, y, slope, intercept):
    mean = 0.0
    for count, (a, b) in enumerate(zip(x, y, strict=True), start=1):
        mean += ((b - slope * a - intercept) ** 2 - mean) / count
    return mean


def recursive(x, y, slope, intercept):
    def total(i):
        return 0.0 if i == len(x) else (y[i] - slope * x[i] - intercept) ** 2 + total(i + 1)

    return total(0) / len(x)


def lists(x, y, slope, intercept):
    squares = []
    for a, b in zip(x.tolist(), y.tolist(), strict=True):
        squares.append((slope * a + intercept - b) ** 2)
    return sum(squares) / len(squares)


def while_loop(x, y, slope, intercept):
    i, total = 0, 0.0
    while i < x.shape[0]:
        total, i = total + (y[i] - slope * x[i] - intercept) ** 2, i + 1
    return total / i


RIGHT = {
    "formula": lambda x, y, m, b: np.mean((m * x + b - y) ** 2),
    "starred": lambda x, y, *line: np.mean((np.polyval(line, x) - y) ** 2),
    "extra default": lambda x, y, m, b, power=2: np.mean(abs(y - m * x - b) ** power),
    "square": on_errors(lambda e: np.square(e).mean()),
    "average": on_errors(lambda e: np.average(e * e)),
    "sum over size": on_errors(lambda e: np.sum(e**2) / e.size),
    "times 1/m": on_errors(lambda e: 1 / len(e) * np.sum(e**2)),
    "dot": on_errors(lambda e: np.dot(e, e) / len(e)),
    "matmul": on_errors(lambda e: e @ e / e.shape[0]),
    "vdot": on_errors(lambda e: float(np.vdot(e, e)) / len(e)),
    "inner": on_errors(lambda e: np.inner(e, e) / len(e)),
    "einsum": on_errors(lambda e: np.einsum("i,i->", e, e) / len(e)),
    "column": on_errors(lambda e: (e[None] @ e[:, None]).item() / len(e)),
    "norm": on_errors(lambda e: np.linalg.norm(e) ** 2 / len(e)),
    "root and back": on_errors(lambda e: np.sqrt(np.mean(e**2)) ** 2),
    "variance and mean": on_errors(lambda e: np.var(e) + np.mean(e) ** 2),
    "python sum": on_errors(lambda e: sum(e**2) / len(e)),
    "fsum": on_errors(lambda e: math.fsum(v * v for v in e) / len(e)),
    "statistics": on_errors(lambda e: statistics.fmean(v**2 for v in e)),
    "cumsum": on_errors(lambda e: np.cumsum(e**2)[-1] / len(e)),
    "zero-dimensional": on_errors(lambda e: np.array(np.mean(e**2))),
    "item": on_errors(lambda e: (e**2).mean().item()),
    "keepdims": on_errors(lambda e: np.mean(e**2, keepdims=True).item()),
    "reduce": on_errors(lambda e: functools.reduce(lambda t, v: t + v * v, e, 0.0) / len(e)),
    "add.reduce": on_errors(lambda e: np.add.reduce(e**2) / len(e)),
    "mean before square": on_errors(lambda e: np.sum((e / np.sqrt(len(e))) ** 2)),
    "double precision": on_errors(lambda e: np.mean(e.astype(float) ** 2)),
    "hypot": on_errors(lambda e: math.hypot(*e) ** 2 / len(e)),
    "partial": functools.partial(lambda power, x, y, m, b: np.mean((y - m * x - b) ** power), 2),
    "object": MeanSquaredError(),
    "loop": loop,
    "running": running,
    "recursive": recursive,
    "lists": lists,
    "while loop": while_loop,
}

TOTAL = [0.0]


def in_place(x, y, slope, intercept):
    y -= slope * x + intercept
    return np.mean(y**2)


def kept_total(x, y, slope, intercept):
    for e in errors(x, y, slope, intercept):
        TOTAL[0] += e**2
    return TOTAL[0] / len(x)


def returned_in_the_loop(x, y, slope, intercept):
    total = 0
    for e in errors(x, y, slope, intercept):
        total += e**2
        return total / len(x)


def last_only(x, y, slope, intercept):
    for e in errors(x, y, slope, intercept):
        total = e**2
    return total / len(x)


def first_missed(x, y, slope, intercept):
    total = 0
    for i in range(1, len(x)):
        total += (y[i] - slope * x[i] - intercept) ** 2
    return total / len(x)


def printed(x, y, slope, intercept):
    print(np.mean(errors(x, y, slope, intercept) ** 2))


WRONG = {
    "sum": on_errors(lambda e: np.sum(e**2)),
    "half": on_errors(lambda e: np.mean(e**2) / 2),
    "root": on_errors(lambda e: np.sqrt(np.mean(e**2))),
    "norm": on_errors(lambda e: np.linalg.norm(e)),
    "norm over m": on_errors(lambda e: np.linalg.norm(e) / len(e)),
    "mean": on_errors(np.mean),
    "absolute": on_errors(lambda e: np.mean(np.abs(e))),
    "mean squared": on_errors(lambda e: np.mean(e) ** 2),
    "sum squared": on_errors(lambda e: np.sum(e) ** 2 / len(e)),
    "negative": on_errors(lambda e: -np.mean(e**2)),
    "inverse": on_errors(lambda e: 1 / (1 + np.mean(e**2))),
    "cubed": on_errors(lambda e: np.mean(e**3)),
    "doubled": on_errors(lambda e: np.mean(e * 2)),
    "median": on_errors(lambda e: np.median(e**2)),
    "maximum": on_errors(lambda e: np.max(e**2)),
    "variance": on_errors(np.var),
    "m - 1": on_errors(lambda e: np.sum(e**2) / (len(e) - 1)),
    "m + 1": on_errors(lambda e: np.sum(e**2) / (len(e) + 1)),
    "m squared": on_errors(lambda e: np.sum(e**2) / len(e) ** 2),
    "fixed m": on_errors(lambda e: np.sum(e**2) / 5),
    "floor": on_errors(lambda e: np.sum(e**2) // len(e)),
    "squares": on_errors(lambda e: e**2),
    "squares over m": on_errors(lambda e: e**2 / len(e)),
    "one in an array": on_errors(lambda e: np.mean(e**2, keepdims=True)),
    "one in a matrix": on_errors(lambda e: e[None] @ e[:, None] / len(e)),
    "list": on_errors(lambda e: [np.mean(e**2)]),
    "tuple": on_errors(lambda e: (np.mean(e**2), len(e))),
    "string": on_errors(lambda e: str(np.mean(e**2))),
    "rounded": on_errors(lambda e: round(float(np.mean(e**2)), 2)),
    "whole": on_errors(lambda e: int(np.mean(e**2))),
    "float32": on_errors(lambda e: np.float32(np.mean(e**2))),
    "truth value": on_errors(lambda e: bool(np.mean(e**2) < 1)),
    "with epsilon": on_errors(lambda e: np.mean(e**2) + 1e-6),
    "positive errors": on_errors(lambda e: np.mean(np.maximum(e, 0) ** 2)),
    "logarithm": on_errors(lambda e: np.log(np.mean(e**2) + 1)),
    "table": lambda x, y, m, b: np.mean((y[:, None] - (m * x + b)) ** 2),
    "column minus row": lambda x, y, m, b: np.mean((y - (m * x + b)[:, None]) ** 2),
    "x for y": lambda x, y, m, b: np.mean((x - (m * x + b)) ** 2),
    "x and y exchanged": lambda x, y, m, b: np.mean((x - (m * y + b)) ** 2),
    "line exchanged": lambda x, y, m, b: np.mean((y - (b * x + m)) ** 2),
    "no intercept": lambda x, y, m, b: np.mean((y - m * x) ** 2),
    "no slope": lambda x, y, m, b: np.mean((y - x - b) ** 2),
    "bracket": lambda x, y, m, b: np.mean((y - m * x + b) ** 2),
    "sum of both": lambda x, y, m, b: np.mean((y + m * x + b) ** 2),
    "difference of squares": lambda x, y, m, b: np.mean(y**2 - (m * x + b) ** 2),
    "power of the prediction": lambda x, y, m, b: np.mean(y - (m * x + b) ** 2),
    "no data": lambda x, y, m, b: np.mean((m * x + b) ** 2),
    "distance to the line": lambda x, y, m, b: np.mean((y - m * x - b) ** 2) / (1 + m**2),
    "relative": lambda x, y, m, b: np.mean(((y - m * x - b) / (np.abs(y) + 1)) ** 2),
    "r squared": lambda x, y, m, b: 1 - np.mean((y - m * x - b) ** 2) / (np.var(y) + 1),
    "caret": lambda x, y, m, b: np.mean((y - m * x - b) ^ 2),
    "in place": in_place,
    "kept total": kept_total,
    "returned in the loop": returned_in_the_loop,
    "last only": last_only,
    "first missed": first_missed,
    "printed": printed,
}
