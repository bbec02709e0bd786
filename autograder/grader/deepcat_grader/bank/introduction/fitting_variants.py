"""Right answers for the line and for its goodness, written in other ways."""

# mypy: allow-untyped-defs, allow-untyped-calls
# ruff: noqa: D103
# Students write no types.

from __future__ import annotations

import numpy as np

from deepcat_grader.bank.registry import variants
from deepcat_solutions.introduction import line


def line__intercept_first(x, slope, intercept):
    return intercept + x * slope


def line__loop(x, slope, intercept):
    y = np.zeros(len(x))
    for i in range(len(x)):
        y[i] = slope * x[i] + intercept
    return y


def line__comprehension(x, slope, intercept):
    return np.array([slope * value + intercept for value in x])


def line__appended(x, slope, intercept):
    predictions = []
    for value in x:
        predictions.append(slope * value + intercept)
    return np.asarray(predictions)


def line__polyval(x, slope, intercept):
    return np.polyval([slope, intercept], x)


def line__named_functions(x, slope, intercept):
    return np.add(np.multiply(slope, x), intercept)


def line__matrix(x, slope, intercept):
    A = np.column_stack([x, np.ones(x.shape[0])])
    return A @ np.array([slope, intercept])


def line__einsum(x, slope, intercept):
    return np.einsum("i,->i", x, slope) + intercept


def line__on_a_copy(x, slope, intercept):
    y = x.astype(float)
    y *= slope
    y += intercept
    return y


def line__np_vectorize(x, slope, intercept):
    return np.vectorize(lambda value: slope * value + intercept, otypes=[float])(x)


def line__filled(x, slope, intercept):
    y = np.full(x.shape, intercept, dtype=float)
    return y + slope * x


LINE = variants(
    line__intercept_first,
    line__loop,
    line__comprehension,
    line__appended,
    line__polyval,
    line__named_functions,
    line__matrix,
    line__einsum,
    line__on_a_copy,
    line__np_vectorize,
    line__filled,
)


def goodness__prediction_first(x, y, slope, intercept):
    return ((slope * x + intercept - y) ** 2).mean()


def goodness__loop(x, y, slope, intercept):
    total = 0.0
    for xi, yi in zip(x, y, strict=True):
        total += (yi - (slope * xi + intercept)) ** 2
    return total / len(x)


def goodness__index_loop(x, y, slope, intercept):
    predictions = line(x, slope, intercept)
    total = 0
    for i in range(len(y)):
        error = y[i] - predictions[i]
        total = total + error * error
    return float(total / len(y))


def goodness__generator(x, y, slope, intercept):
    pairs = zip(x, y, strict=True)
    return sum((b - line(a, slope, intercept)) ** 2 for a, b in pairs) / x.size


def goodness__dot(x, y, slope, intercept):
    errors = y - line(x, slope, intercept)
    return errors @ errors / errors.size


def goodness__einsum(x, y, slope, intercept):
    errors = y - line(x, slope, intercept)
    return np.einsum("i,i->", errors, errors) / len(errors)


def goodness__norm(x, y, slope, intercept):
    return np.linalg.norm(y - line(x, slope, intercept)) ** 2 / len(y)


def goodness__variance_and_bias(x, y, slope, intercept):
    errors = y - line(x, slope, intercept)
    return np.var(errors) + np.mean(errors) ** 2


def goodness__expanded(x, y, slope, intercept):
    p = line(x, slope, intercept)
    return np.mean(y * y) - 2 * np.mean(p * y) + np.mean(p * p)


def goodness__average(x, y, slope, intercept):
    return np.average(np.square(np.subtract(y, slope * x + intercept)))


def goodness__absolute_squared(x, y, slope, intercept):
    return np.mean(np.abs(line(x, slope, intercept) - y) ** 2)


def goodness__zero_dimensional(x, y, slope, intercept):
    return np.array(np.sum((y - line(x, slope, intercept)) ** 2) / y.shape[0])


GOODNESS = variants(
    goodness__prediction_first,
    goodness__loop,
    goodness__index_loop,
    goodness__generator,
    goodness__dot,
    goodness__einsum,
    goodness__norm,
    goodness__variance_and_bias,
    goodness__expanded,
    goodness__average,
    goodness__absolute_squared,
    goodness__zero_dimensional,
)
