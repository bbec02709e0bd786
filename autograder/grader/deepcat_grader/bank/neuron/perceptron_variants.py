"""Rosenblatt's rule, written in other ways."""

# mypy: allow-untyped-defs, allow-untyped-calls
# ruff: noqa: D103
# Students write no types.

from __future__ import annotations

import numpy as np

from deepcat_grader.bank.registry import variants
from deepcat_solutions.neuron import weighted_sum


def perceptron_step__if_wrong(w, b, x, y, learning_rate):
    answer = 1 if weighted_sum(w, x, b) >= 0 else 0
    if answer == y:
        return w, b
    if y == 1:
        return w + learning_rate * x, b + learning_rate
    return w - learning_rate * x, b - learning_rate


def perceptron_step__copied_first(w, b, x, y, learning_rate):
    w_new = w.astype(float)
    answer = int((w.T @ x).item() + b >= 0)
    w_new += learning_rate * (y - answer) * x
    return w_new, b + learning_rate * (y - answer)


def perceptron_step__loop(w, b, x, y, learning_rate):
    z = b
    for i in range(w.shape[0]):
        z = z + w[i, 0] * x[i, 0]
    error = y - (1.0 if z >= 0 else 0.0)
    new = np.zeros((w.shape[0], 1))
    for i in range(w.shape[0]):
        new[i, 0] = w[i, 0] + learning_rate * error * x[i, 0]
    return new, b + learning_rate * error


def perceptron_step__heaviside(w, b, x, y, learning_rate):
    z = np.sum(w * x) + b
    error = y - np.heaviside(z, 1.0)
    return w + learning_rate * error * x, b + learning_rate * error


def perceptron_step__where(w, b, x, y, learning_rate):
    answer = np.where(w.T @ x + b >= 0, 1, 0).item()
    return w - learning_rate * (answer - y) * x, b - learning_rate * (answer - y)


def perceptron_step__augmented(w, b, x, y, learning_rate):
    theta = np.vstack([w, [[b]]])
    features = np.vstack([x, [[1.0]]])
    error = y - float((theta.T @ features).item() >= 0)
    theta = theta + learning_rate * error * features
    return theta[:-1], theta[-1, 0]


def perceptron_step__list_returned(w, b, x, y, learning_rate):
    answer = (w.T @ x)[0, 0] + b >= 0
    error = int(y) - int(answer)
    return [w + learning_rate * error * x, b + learning_rate * error]


def perceptron_step__einsum(w, b, x, y, learning_rate):
    z = np.einsum("ij,ij->", w, x) + b
    step = learning_rate * (y - (z >= 0))
    return w + step * x, b + step


def perceptron_step__error_array(w, b, x, y, learning_rate):
    answer = (w.T @ x + b >= 0).astype(float)
    error = y - answer
    return w + learning_rate * x @ error, b + learning_rate * error.item()


def perceptron_step__negated_test(w, b, x, y, learning_rate):
    fires = not (w.T @ x).item() < -b
    return w + learning_rate * (y - fires) * x, float(b + learning_rate * (y - fires))


PERCEPTRON_STEP = variants(
    perceptron_step__if_wrong,
    perceptron_step__copied_first,
    perceptron_step__loop,
    perceptron_step__heaviside,
    perceptron_step__where,
    perceptron_step__augmented,
    perceptron_step__list_returned,
    perceptron_step__einsum,
    perceptron_step__error_array,
    perceptron_step__negated_test,
)
