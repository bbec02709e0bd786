"""A network with one hidden layer, written out for the tests of what students' functions drive."""

from __future__ import annotations

from typing import Any

import numpy as np


def forward(X: Any, parameters: Any) -> Any:
    Z1 = parameters["W1"] @ X + parameters["b1"]
    A1 = np.maximum(Z1, 0)
    Z2 = parameters["W2"] @ A1 + parameters["b2"]
    A2 = 1 / (1 + np.exp(-Z2))
    return A2, {"X": X, "Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


def backward(Y: Any, parameters: Any, cache: Any) -> Any:
    m = Y.shape[1]
    delta2 = cache["A2"] - Y
    delta1 = (parameters["W2"].T @ delta2) * (cache["Z1"] > 0)
    return {
        "dW1": delta1 @ cache["X"].T / m,
        "db1": delta1.mean(axis=1, keepdims=True),
        "dW2": delta2 @ cache["A1"].T / m,
        "db2": delta2.mean(axis=1, keepdims=True),
    }


def gradient_step(parameters: Any, gradients: Any, learning_rate: float) -> Any:
    return {name: parameters[name] - learning_rate * gradients[f"d{name}"] for name in parameters}


def cost(Y: Any, Y_hat: Any) -> Any:
    return -np.mean(Y * np.log(Y_hat) + (1 - Y) * np.log(1 - Y_hat))
