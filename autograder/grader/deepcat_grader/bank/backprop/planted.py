"""Backward passes for `catch_the_bug`: right ones, and one for each bug that students make."""

# mypy: allow-untyped-defs, allow-untyped-calls
# ruff: noqa: D103
# What each of them is stands in its name; they are read beside the lesson's formulas.

from __future__ import annotations

import numpy as np


def _gradients(delta1, delta2, X, A1):
    m = delta2.shape[1]
    return {
        "dW1": delta1 @ X.T / m,
        "db1": delta1.sum(axis=1, keepdims=True) / m,
        "dW2": delta2 @ A1.T / m,
        "db2": delta2.sum(axis=1, keepdims=True) / m,
    }


def _with(Y, parameters, cache, error=None, W2=None, gate=None):
    """Backpropagation with one of its pieces replaced."""
    delta2 = cache["A2"] - Y if error is None else error
    back = (parameters["W2"] if W2 is None else W2).T @ delta2
    slope = cache["Z1"] > 0 if gate is None else gate
    return _gradients(back * slope, delta2, cache["X"], cache["A1"])


def right_vectorised(Y, parameters, cache):
    return _with(Y, parameters, cache)


def right_with_more(Y, parameters, cache):
    """As above, from Z2, with the gate read from A1, an outer product, and a key besides."""
    delta2 = 1 / (1 + np.exp(-cache["Z2"])) - Y
    delta1 = np.multiply(parameters["W2"].T, delta2) * np.where(cache["A1"] > 0, 1.0, 0.0)
    return {**_gradients(delta1, delta2, cache["X"], cache["A1"]), "delta1": delta1}


def right_by_examples(Y, parameters, cache):
    m = Y.shape[1]
    sums = {f"d{name}": np.zeros(theta.shape) for name, theta in parameters.items()}
    for j in range(m):
        x, a1, z1 = (cache[key][:, [j]] for key in ("X", "A1", "Z1"))
        delta2 = cache["A2"][:, [j]] - Y[:, [j]]
        delta1 = (parameters["W2"].T @ delta2) * (z1 > 0)
        for name, change in zip(
            ("dW1", "db1", "dW2", "db2"), (delta1 @ x.T, delta1, delta2 @ a1.T, delta2), strict=True
        ):
            sums[name] += change / m
    return sums


def y_minus_y_hat(Y, parameters, cache):
    return _with(Y, parameters, cache, error=Y - cache["A2"])


def hidden_sign(Y, parameters, cache):
    return _with(Y, parameters, cache, W2=-parameters["W2"])


def divided_twice(Y, parameters, cache):
    return _with(Y, parameters, cache, error=(cache["A2"] - Y) / Y.shape[1])


def biases_not_divided(Y, parameters, cache):
    gradients, m = _with(Y, parameters, cache), Y.shape[1]
    return {**gradients, "db1": m * gradients["db1"], "db2": m * gradients["db2"]}


def sigmoid_slope_kept(Y, parameters, cache):
    A2 = cache["A2"]
    return _with(Y, parameters, cache, error=(A2 - Y) * A2 * (1 - A2))


def scores_for_predictions(Y, parameters, cache):
    return _with(Y, parameters, cache, error=cache["Z2"] - Y)


def scores_for_hidden(Y, parameters, cache):
    gradients = _with(Y, parameters, cache)
    return {**gradients, "dW2": (cache["A2"] - Y) @ cache["Z1"].T / Y.shape[1]}


def product_for_elementwise(Y, parameters, cache):
    delta2 = cache["A2"] - Y
    delta1 = (parameters["W2"].T @ delta2) @ (cache["Z1"] > 0)
    return _gradients(delta1, delta2, cache["X"], cache["A1"])


def gradient_for_weights(Y, parameters, cache):
    return _with(Y, parameters, cache, W2=(cache["A2"] - Y) @ cache["A1"].T / Y.shape[1])


def updated_too_early(Y, parameters, cache):
    dW2 = (cache["A2"] - Y) @ cache["A1"].T / Y.shape[1]
    return _with(Y, parameters, cache, W2=parameters["W2"] - 0.5 * dW2)


def weights_left_out(Y, parameters, cache):
    return _with(Y, parameters, cache, W2=np.ones_like(parameters["W2"]))


def gate_turned(Y, parameters, cache):
    return _with(Y, parameters, cache, gate=cache["Z1"] < 0)


def gate_left_out(Y, parameters, cache):
    return _with(Y, parameters, cache, gate=cache["A1"] >= 0)


def slope_of_sigmoid(Y, parameters, cache):
    s = 1 / (1 + np.exp(-cache["Z1"]))
    return _with(Y, parameters, cache, gate=s * (1 - s))


def slope_of_tanh(Y, parameters, cache):
    return _with(Y, parameters, cache, gate=1 - np.tanh(cache["Z1"]) ** 2)


def scores_kept(Y, parameters, cache):
    return _with(Y, parameters, cache, gate=(cache["Z1"] > 0) * cache["Z1"])


def bias_over_units(Y, parameters, cache):
    gradients = _with(Y, parameters, cache)
    delta1 = (parameters["W2"].T @ (cache["A2"] - Y)) * (cache["Z1"] > 0)
    return {**gradients, "db1": delta1.sum(axis=0, keepdims=True) / Y.shape[1]}


def bias_without_keepdims(Y, parameters, cache):
    gradients = _with(Y, parameters, cache)
    return {**gradients, "db1": gradients["db1"][:, 0], "db2": gradients["db2"][:, 0]}


def bias_mean_of_everything(Y, parameters, cache):
    gradients = _with(Y, parameters, cache)
    return {**gradients, "db1": np.full(gradients["db1"].shape, gradients["db1"].mean())}


def weights_transposed(Y, parameters, cache):
    gradients = _with(Y, parameters, cache)
    return {**gradients, "dW1": gradients["dW1"].T}


def a_gradient_missing(Y, parameters, cache):
    gradients = _with(Y, parameters, cache)
    del gradients["db2"]
    return gradients


def index_error(Y, parameters, cache):
    return _with(Y, parameters, cache, error=cache["A2"][:, : 1 + Y.shape[1]][:, Y.shape[1]])


RIGHT = (right_vectorised, right_with_more, right_by_examples)
BUGS = {
    "sign": (y_minus_y_hat, hidden_sign),
    "mean": (divided_twice, biases_not_divided),
    "output": (sigmoid_slope_kept, scores_for_predictions, scores_for_hidden),
    "hidden": (product_for_elementwise, gradient_for_weights, updated_too_early, weights_left_out),
    "gate": (gate_turned, gate_left_out, slope_of_sigmoid, slope_of_tanh, scores_kept),
    "bias": (bias_over_units, bias_without_keepdims, bias_mean_of_everything),
    "stops": (weights_transposed, a_gradient_missing, index_error),
}


def in_parts(values):
    """Every implementation with the part of the rubric that it decides: right ones, `values`."""
    yield from ((values, function) for function in RIGHT)
    for part, functions in BUGS.items():
        yield from ((part, function) for function in functions)
