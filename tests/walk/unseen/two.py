"""Answers with two mistakes at once, or of an odd structure, that no key holds."""

from __future__ import annotations

import itertools

import numpy as np


def sigma(Z):
    e = np.exp(-np.abs(Z))
    return np.where(Z >= 0, 1 / (1 + e), e / (1 + e))


def update(w, b, x, y, rate, fires=lambda z: z >= 0):
    error = y - fires((w.T @ x + b).item())
    return w + rate * error * x, b + rate * error


def draw(x, y, n, rng, better, low=-5, high=5):
    best, kept = None, (0.0, 0.0)
    for _ in range(n):
        slope, intercept = rng.uniform(low, high), rng.uniform(low, high)
        loss = np.mean((y - slope * x - intercept) ** 2)
        if best is None or better(loss, best):
            best, kept = loss, (slope, intercept)
    return kept


SEEN = []


def appended(Z):
    SEEN.append(np.maximum(Z, 0))
    return SEEN[-1] + 0.5 * (len(SEEN) > 3)


def one_then_all(Z):
    if Z.shape[0] == 1:
        return np.tanh(Z)
    return np.tanh(Z.T).T / 2


def half_rows(Z):
    out = sigma(Z)
    out[::2] = 1 - out[::2]
    return out


def buffer_of_ints(x, slope, intercept):
    out = np.zeros_like(x)
    for i in range(len(x)):
        out[i] = intercept * x[i] + slope
    return out


def leaky_buffer(Z):
    out = np.zeros_like(Z)
    out[...] = np.where(Z > 0, Z, 0.01 * Z)
    return out


def steps_in_place(w, b, x, y, learning_rate):
    error = (w.T @ x + b).item() >= 0
    error = error - y
    w += learning_rate * error * x
    return w, b + learning_rate * error


def loop_of_prefix(layer_sizes):
    total = 0
    for i in range(1, len(layer_sizes) - 1):
        total += layer_sizes[i - 1] * layer_sizes[i]
    return total


def early(x, y, slope, intercept):
    total = 0.0
    for a, b in zip(x, y, strict=True):
        total += abs(b - slope * a - intercept)
        if total > 1:
            return total
    return total / len(x)


TWO = {
    "introduction.line": {
        "exchanged and rounded": lambda x, s, i: np.round(i * x + s, 2),
        "no intercept, whole": lambda x, s, i: (s * x).astype(int),
        "subtracted and doubled": lambda x, s, i: 2 * (s * x - i),
        "exchanged in an int buffer": buffer_of_ints,
    },
    "introduction.goodness": {
        "sum, rounded": lambda x, y, s, i: round(float(np.sum((y - s * x - i) ** 2)), 2),
        "not squared, doubled": lambda x, y, s, i: 2 * np.mean(y - s * x - i),
        "root, in an array": lambda x, y, s, i: np.array([np.sqrt(np.mean((y - s * x - i) ** 2))]),
        "exchanged, root": lambda x, y, s, i: np.sqrt(np.mean((y - i * x - s) ** 2)),
        "sum of the absolute": lambda x, y, s, i: np.sum(np.abs(y - s * x - i)),
    },
    "introduction.count_parameters": {
        "no biases, in a list": lambda s: [sum(a * b for a, b in itertools.pairwise(s))],
        "no biases, last layer missed": loop_of_prefix,
        "biases for inputs, doubled": lambda s: 2 * sum(s) + 2 * sum(map(int.__mul__, s, s[1:])),
        "float, no biases": lambda s: float(sum(a * b for a, b in itertools.pairwise(s))),
    },
    "introduction.random_search": {
        "worst, too narrow": lambda x, y, n, rng: draw(x, y, n, rng, lambda a, b: a > b, 0, 5),
        "exchanged, too wide": lambda x, y, n, rng: draw(x, y, n, rng, lambda a, b: a < b, -9, 9)[
            ::-1
        ],
    },
    "neuron.weighted_sum": {
        "no bias, rounded": lambda w, x, b: round(float(np.vdot(w, x)), 1),
        "minus bias, in a matrix": lambda w, x, b: w.T @ x - b,
        "mean, minus": lambda w, x, b: -np.mean(w * x) - b,
        "bias each time, whole": lambda w, x, b: int(np.sum(w * x + b)),
        "w squared, no bias": lambda w, x, b: np.vdot(w * w, x),
    },
    "neuron.sigmoid": {
        "flipped, rounded": lambda Z: np.round(sigma(-Z), 3),
        "naive, int buffer": lambda Z: (1 / (1 + np.exp(-Z))).astype(Z.dtype),
        "flipped, halved": lambda Z: sigma(-Z) / 2,
        "tanh, transposed": lambda Z: np.tanh(Z).T,
    },
    "neuron.relu": {
        "leaky in an int buffer": leaky_buffer,
        "absolute, rounded": lambda Z: np.round(np.abs(Z), 1),
        "turned, doubled": lambda Z: 2 * np.minimum(Z, 0),
    },
    "neuron.tanh": {
        "sigmoid, rounded": lambda Z: np.round(sigma(Z), 2),
        "sinh, transposed": lambda Z: np.sinh(np.clip(Z, -20, 20)).T,
        "minus, of half": lambda Z: -np.tanh(Z / 2),
    },
    "neuron.neuron": {
        "no bias, rounded": lambda w, x, b, g: round(float(g((w.T @ x).item())), 2),
        "no activation, in a matrix": lambda w, x, b, g: w.T @ x + b,
        "minus bias, doubled": lambda w, x, b, g: 2 * g((w.T @ x).item() - b),
    },
    "neuron.neuron_batch": {
        "no bias, flat": lambda w, X, b, g: g(w.T @ X).ravel(),
        "no bias, transposed": lambda w, X, b, g: g(w.T @ X).T,
        "no activation, rounded": lambda w, X, b, g: np.round(w.T @ X + b, 1),
        "minus bias, a list": lambda w, X, b, g: g(w.T @ X - b).tolist(),
    },
    "neuron.sigmoid_prime": {
        "of A, halved": lambda Z: sigma(Z) / 2,
        "no minus, rounded": lambda Z: np.round(sigma(Z) * (1 + sigma(Z)), 2),
        "Z for A, transposed": lambda Z: (Z * (1 - Z)).T,
    },
    "neuron.relu_prime": {
        "ones for negative, doubled": lambda Z: 2.0 * (Z < 0),
        "relu, transposed": lambda Z: np.maximum(Z, 0).T,
        "always one, flat": lambda Z: np.ones(Z.size),
    },
    "neuron.tanh_prime": {
        "no square, rounded": lambda Z: np.round(1 - np.tanh(Z), 2),
        "plus, halved": lambda Z: (1 + np.tanh(Z) ** 2) / 2,
        "Z for A, flat": lambda Z: (1 - Z**2).ravel(),
    },
    "neuron.perceptron_step": {
        "wrong way, in place": steps_in_place,
        "no bias step, wrong way": lambda w, b, x, y, r: (
            w - r * (y - ((w.T @ x + b).item() >= 0)) * x,
            b,
        ),
        "tie, no rate": lambda w, b, x, y, r: update(w, b, x, y, 1, lambda z: z > 0),
        "only w, flat": lambda *args: update(*args)[0].ravel(),
        "half, b unchanged": lambda w, b, x, y, r: (update(w, b, x, y, r / 2)[0], b),
    },
    "neuron.and_gate": {
        "or, row": lambda: (np.ones((1, 2)), -0.5),
    },
    "neuron.or_gate": {
        "and, b in an array": lambda: (np.ones((2, 1)), np.array([-1.5])),
    },
}

ODD = {
    "introduction.line": {
        "by the sign": lambda x, s, i: np.where(x > 0, s * x + i, s * x - i),
    },
    "introduction.goodness": {"stops when large": early},
    "introduction.count_parameters": {
        "by length": lambda s: s[0] * s[1] + s[1] if len(s) == 2 else sum(s) * len(s),
    },
    "neuron.weighted_sum": {
        "by size": lambda w, x, b: np.vdot(w, x) + b if len(w) < 3 else np.vdot(w, x),
    },
    "neuron.sigmoid": {"every second row": half_rows},
    "neuron.relu": {"keeps count": appended},
    "neuron.tanh": {"one row, then all": one_then_all},
    "neuron.sigmoid_prime": {
        "by pieces": lambda Z: np.where(np.abs(Z) < 1, 0.25 - Z**2 / 16, 0.1 * np.exp(-np.abs(Z))),
    },
    "neuron.perceptron_step": {
        "by y": lambda w, b, x, y, r: (
            update(w, b, x, y, r) if y else (w - r * x, update(w, b, x, y, r)[1])
        ),
    },
    "neuron.neuron_batch": {
        "first apart": lambda w, X, b, g: np.hstack([g(w.T @ X[:, :1] - b), g(w.T @ X[:, 1:] + b)]),
    },
}

# Which of its two mistakes an answer may be called by; none where no name would be true.
NAMES: dict[tuple[str, str], set[str]] = {
    ("introduction.line", "exchanged and rounded"): {"arguments_exchanged"},
    ("introduction.line", "no intercept, whole"): {"intercept_forgotten"},
    ("introduction.line", "subtracted and doubled"): {"intercept_subtracted"},
    ("introduction.line", "exchanged in an int buffer"): {"arguments_exchanged"},
    ("introduction.goodness", "sum, rounded"): {"sum_for_mean"},
    ("introduction.goodness", "not squared, doubled"): {"square_missed"},
    ("introduction.goodness", "root, in an array"): {"root"},
    ("introduction.goodness", "exchanged, root"): {"root", "arguments_exchanged"},
    ("introduction.goodness", "sum of the absolute"): {"sum_for_mean", "absolute_errors"},
    ("introduction.count_parameters", "no biases, in a list"): {"biases_forgotten"},
    ("introduction.count_parameters", "no biases, last layer missed"): {
        "biases_forgotten",
        "last_layer_missed",
    },
    ("introduction.count_parameters", "biases for inputs, doubled"): {"biases_for_inputs"},
    ("introduction.count_parameters", "float, no biases"): {"biases_forgotten"},
    ("introduction.random_search", "worst, too narrow"): {"worst_kept"},
    ("introduction.random_search", "exchanged, too wide"): {"range_too_wide"},
    ("neuron.weighted_sum", "no bias, rounded"): {"b_forgotten"},
    ("neuron.weighted_sum", "minus bias, in a matrix"): {"b_subtracted"},
    ("neuron.weighted_sum", "mean, minus"): {"mean_for_sum"},
    ("neuron.weighted_sum", "bias each time, whole"): {"b_for_every_input"},
    ("neuron.weighted_sum", "w squared, no bias"): {"b_forgotten"},
    ("neuron.sigmoid", "flipped, rounded"): {"sign_of_exponent"},
    ("neuron.sigmoid", "naive, int buffer"): {"overflow"},
    ("neuron.sigmoid", "flipped, halved"): {"sign_of_exponent"},
    ("neuron.sigmoid", "tanh, transposed"): {"tanh"},
    ("neuron.relu", "leaky in an int buffer"): {"leaky"},
    ("neuron.relu", "absolute, rounded"): {"absolute_value"},
    ("neuron.relu", "turned, doubled"): {"minimum"},
    ("neuron.tanh", "sigmoid, rounded"): {"sigmoid"},
    ("neuron.tanh", "sinh, transposed"): {"sinh"},
    ("neuron.tanh", "minus, of half"): {"half_argument"},
    ("neuron.neuron", "no bias, rounded"): {"b_forgotten"},
    ("neuron.neuron", "no activation, in a matrix"): {"z_returned_in_a_matrix"},
    ("neuron.neuron", "minus bias, doubled"): {"b_subtracted"},
    ("neuron.neuron_batch", "no bias, flat"): {"b_forgotten"},
    ("neuron.neuron_batch", "no bias, transposed"): {"b_forgotten"},
    ("neuron.neuron_batch", "no activation, rounded"): {"activation_ignored"},
    ("neuron.neuron_batch", "minus bias, a list"): {"b_subtracted"},
    ("neuron.sigmoid_prime", "of A, halved"): {"function_returned"},
    ("neuron.sigmoid_prime", "no minus, rounded"): {"plus_for_minus"},
    ("neuron.sigmoid_prime", "Z for A, transposed"): {"of_a"},
    ("neuron.relu_prime", "ones for negative, doubled"): {"flipped"},
    ("neuron.relu_prime", "relu, transposed"): {"function_returned"},
    ("neuron.relu_prime", "always one, flat"): {"always_1"},
    ("neuron.tanh_prime", "no square, rounded"): {"square_forgotten"},
    ("neuron.tanh_prime", "plus, halved"): {"plus_for_minus"},
    ("neuron.tanh_prime", "Z for A, flat"): {"of_a"},
    ("neuron.perceptron_step", "wrong way, in place"): {"sign"},
    ("neuron.perceptron_step", "no bias step, wrong way"): {"sign", "bias_not_updated"},
    ("neuron.perceptron_step", "tie, no rate"): {"tie_does_not_fire", "learning_rate_ignored"},
    ("neuron.perceptron_step", "only w, flat"): {"only_w_returned"},
    ("neuron.perceptron_step", "half, b unchanged"): set(),
    ("neuron.and_gate", "or, row"): {"or_gate"},
    ("neuron.or_gate", "and, b in an array"): {"and_gate"},
    ("introduction.line", "by the sign"): set(),
    ("introduction.goodness", "stops when large"): set(),
    ("introduction.count_parameters", "by length"): set(),
    ("neuron.weighted_sum", "by size"): {"b_forgotten"},
    ("neuron.sigmoid", "every second row"): set(),
    ("neuron.relu", "keeps count"): set(),
    ("neuron.tanh", "one row, then all"): set(),
    ("neuron.sigmoid_prime", "by pieces"): set(),
    ("neuron.perceptron_step", "by y"): set(),
    ("neuron.neuron_batch", "first apart"): set(),
}
