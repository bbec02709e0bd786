"""Hidden cases of the losses: unbalanced labels, probabilities, one-hot columns, tables."""

from __future__ import annotations

import numpy as np

from deepcat_grader.bank.draw import Array, Generator, layouts, order_one, sizes, whole
from deepcat_judge.exercise import EDGE, Case

# Forms that are as near to the right number as one with a guard inside the logarithm may be.
GUARDED = ("a_little_too_much", "a_millionth_too_much", "single_precision")


def labels(rng: Generator, m: int) -> Array:
    """A row of 0.0 and 1.0, fewer ones than zeros, in any order; both, where there is room."""
    ones = int(rng.integers(1, max(2, (m + 1) // 2)))
    return rng.permutation(np.arange(m) < ones)[None, :].astype(float)


def probabilities(rng: Generator, m: int) -> Array:
    """A row of probabilities that no guard inside a logarithm touches."""
    return rng.uniform(0.15, 0.85, (1, m))


def one_hot_columns(rng: Generator, n_classes: int, m: int) -> Array:
    """The truth about m examples."""
    return np.eye(n_classes)[:, rng.integers(0, n_classes, m)]


def shares(rng: Generator, Y: Array) -> Array:
    """Columns of probabilities; the true class has one that no guard in a logarithm touches."""
    true = rng.uniform(0.15, 0.75, (1, Y.shape[1]))
    others = rng.uniform(0.4, 1.6, Y.shape) * (1 - Y)
    columns: Array = Y * true + (1 - true) * others / others.sum(axis=0)
    return columns


def tables(rng: Generator) -> list[Case]:
    """Scores of several classes: ordinary ones, and those that overflow."""
    a, b, c = sizes(rng, 3, 3)
    one_score = rng.uniform(-1000.0, 1000.0, (b, c))
    one_score[0, 0], one_score[1, 1] = 1000.0, -1000.0
    return [
        Case("table", (2.0 * order_one(rng, a, b),), note=f"{b} examples, {a} classes"),
        Case("square", (2.0 * order_one(rng, c, c),), note="as many examples as classes"),
        Case("two-classes", (2.0 * order_one(rng, 2, a),), note="two classes"),
        Case("very-large", (rng.uniform(990.0, 1000.0, (a, c)),), EDGE, "very large scores"),
        Case("very-negative", (-rng.uniform(990.0, 1000.0, (b, a)),), EDGE, "very negative scores"),
        Case("far-apart", (one_score,), EDGE, "scores between -1000 and 1000"),
        Case("whole", (whole(rng, b, c),), EDGE, "scores in whole numbers"),
        Case("one", (order_one(rng, a, 1),), EDGE, "one example"),
        *layouts((order_one(rng, c, b),)),
    ]
