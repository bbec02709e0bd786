"""Answers to introduction.line, written from its docstring alone."""

from __future__ import annotations

import functools

import numpy as np

EXERCISE = "introduction.line"


class Line:
    def __call__(self, x, slope, intercept):
        return x * slope + intercept


def doubled(function):
    @functools.wraps(function)
    def wrapped(*args):
        return 0.5 * function(*args) + 0.5 * function(*args)

    return wrapped


def filled(x, slope, intercept):
    out = np.empty(len(x))
    for i, number in enumerate(x):
        out[i] = slope * number + intercept
    return out


def copied(x, slope, intercept):
    y = x.astype(float)
    y *= slope
    y += intercept
    return y


def grown(x, slope, intercept):
    values = np.array([])
    for number in x:
        values = np.append(values, slope * number + intercept)
    return values


def halves(x, slope, intercept):
    if len(x) <= 1:
        return slope * x + intercept
    middle = len(x) // 2
    return np.concatenate(
        [halves(x[:middle], slope, intercept), halves(x[middle:], slope, intercept)]
    )


RIGHT = {
    "formula": lambda x, slope, intercept: intercept + x * slope,
    "other names": lambda a, b, c: b * a + c,
    "starred": lambda *args: args[1] * args[0] + args[2],
    "extra default": lambda x, slope, intercept, power=1: slope * x**power + intercept,
    "polyval": lambda x, slope, intercept: np.polyval([slope, intercept], x),
    "polynomial": lambda x, slope, intercept: np.polynomial.Polynomial([intercept, slope])(x),
    "poly1d": lambda x, slope, intercept: np.poly1d([slope, intercept])(x),
    "ufuncs": lambda x, slope, intercept: np.add(np.multiply(slope, x), intercept),
    "comprehension": lambda x, slope, intercept: np.array([slope * v + intercept for v in x]),
    "fromiter": lambda x, m, b: np.fromiter((m * v + b for v in x), dtype=float, count=len(x)),
    "map": lambda x, m, b: np.array(list(map(lambda v: m * v + b, x))),
    "vectorize": lambda x, m, b: np.vectorize(lambda v: m * v + b, otypes=[float])(x),
    "frompyfunc": lambda x, m, b: np.frompyfunc(lambda v: m * v + b, 1, 1)(x).astype(float),
    "design matrix": lambda x, m, b: np.column_stack([x, np.ones(len(x))]) @ np.array([m, b]),
    "einsum": lambda x, m, b: np.einsum("i,->i", x, m) + b,
    "outer": lambda x, m, b: np.outer(x, [m])[:, 0] + b,
    "reduce": lambda x, m, b: functools.reduce(lambda total, c: total * x + c, (m, b)),
    "double minus": lambda x, slope, intercept: intercept - (-slope) * x,
    "full_like": lambda x, m, b: np.full_like(x, b, dtype=float) + m * x,
    "out": lambda x, m, b: np.multiply(x, m, out=np.empty(x.shape)) + b,
    "ravel": lambda x, m, b: (m * x.reshape(-1, 1) + b).ravel(),
    "where": lambda x, m, b: np.where(x > 0, m * x + b, b - m * -x),
    "apply_along_axis": lambda x, m, b: np.apply_along_axis(lambda row: m * row + b, 0, x),
    "partial": functools.partial(lambda zero, x, m, b: m * x + b + zero, 0),
    "object": Line(),
    "method": Line().__call__,
    "decorated": doubled(lambda x, slope, intercept: slope * x + intercept),
    "filled": filled,
    "copied": copied,
    "grown": grown,
    "recursive": halves,
}

SLOPE = 2.0
SEEN = []


def in_place(x, slope, intercept):
    x *= slope
    x += intercept
    return x


def int_buffer(x, slope, intercept):
    out = np.zeros_like(x)
    for i in range(len(x)):
        out[i] = slope * x[i] + intercept
    return out


def three(x, slope, intercept):
    return np.array([slope * x[i] + intercept for i in range(3)])


def last_missed(x, slope, intercept):
    out = np.zeros(len(x))
    for i in range(len(x) - 1):
        out[i] = slope * x[i] + intercept
    return out


def returned_too_early(x, slope, intercept):
    for number in x:
        return slope * number + intercept


def remembered(x, slope, intercept):
    SEEN.append(slope)
    return SEEN[0] * x + intercept


def printed(x, slope, intercept):
    print(slope * x + intercept)


def appended(x, slope, intercept):
    SEEN.extend(slope * x + intercept)
    return np.array(SEEN)


WRONG = {
    "swapped": lambda x, slope, intercept: intercept * x + slope,
    "brackets": lambda x, slope, intercept: slope * (x + intercept),
    "no intercept": lambda x, slope, intercept: slope * x,
    "no slope": lambda x, slope, intercept: x + intercept,
    "no x": lambda x, slope, intercept: np.full(len(x), slope + intercept),
    "minus": lambda x, slope, intercept: slope * x - intercept,
    "minus slope": lambda x, slope, intercept: -slope * x + intercept,
    "divided": lambda x, slope, intercept: x / slope + intercept,
    "power": lambda x, slope, intercept: np.abs(x) ** slope + intercept,
    "added": lambda x, slope, intercept: slope + x + intercept,
    "multiplied": lambda x, slope, intercept: slope * x * intercept,
    "squared": lambda x, slope, intercept: slope * x**2 + intercept,
    "polyval order": lambda x, slope, intercept: np.polyval([intercept, slope], x),
    "abs x": lambda x, slope, intercept: slope * np.abs(x) + intercept,
    "abs slope": lambda x, slope, intercept: abs(slope) * x + intercept,
    "abs intercept": lambda x, slope, intercept: slope * x + abs(intercept),
    "positive only": lambda x, slope, intercept: np.maximum(slope * x + intercept, 0),
    "clipped": lambda x, slope, intercept: np.clip(slope * x + intercept, -10, 10),
    "index for x": lambda x, slope, intercept: slope * np.arange(len(x)) + intercept,
    "sorted": lambda x, slope, intercept: slope * np.sort(x) + intercept,
    "reversed": lambda x, slope, intercept: slope * x[::-1] + intercept,
    "int slope": lambda x, slope, intercept: int(slope) * x + intercept,
    "int result": lambda x, slope, intercept: (slope * x + intercept).astype(int),
    "rounded": lambda x, slope, intercept: np.round(slope * x + intercept, 3),
    "float32": lambda x, slope, intercept: (slope * x + intercept).astype(np.float32),
    "float16": lambda x, slope, intercept: (slope * x + intercept).astype(np.float16),
    "object": lambda x, slope, intercept: (slope * x + intercept).astype(object),
    "list": lambda x, slope, intercept: [slope * v + intercept for v in x],
    "tuple": lambda x, slope, intercept: tuple(slope * x + intercept),
    "generator": lambda x, slope, intercept: (slope * v + intercept for v in x),
    "string": lambda x, slope, intercept: f"{slope} * x + {intercept}",
    "row": lambda x, slope, intercept: (slope * x + intercept)[None],
    "column": lambda x, slope, intercept: slope * x[:, None] + intercept,
    "squeezed": lambda x, slope, intercept: np.squeeze(slope * x + intercept),
    "sum": lambda x, slope, intercept: np.sum(slope * x + intercept),
    "mean": lambda x, slope, intercept: np.mean(slope * x + intercept),
    "dot": lambda x, slope, intercept: np.dot(slope * np.ones(len(x)), x) + intercept,
    "first": lambda x, slope, intercept: slope * x[0] + intercept,
    "table": lambda x, slope, intercept: np.column_stack([x, slope * x + intercept]),
    "with x": lambda x, slope, intercept: (x, slope * x + intercept),
    "global": lambda x, slope, intercept: SLOPE * x + intercept,
    "fixed": lambda x, slope, intercept: 3 * x + 1,
    "function": lambda x, slope, intercept: lambda: slope * x + intercept,
    "in place": in_place,
    "int buffer": int_buffer,
    "three": three,
    "last missed": last_missed,
    "returned too early": returned_too_early,
    "remembered": remembered,
    "printed": printed,
    "appended": appended,
}
