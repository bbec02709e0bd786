"""What a detector is tried on, and how its results are read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from deepcat_judge.exercise import Broken
from deepcat_judge.exercises.common import Array, Generator
from deepcat_judge.plain import Plain, Refused
from deepcat_judge.words import kind

# n_hidden, learning_rate, n_epochs, batch_size. With them, right detectors with large and small
# starts reached 0.985 or more on 200 new points, with each of 100 seeds.
SETTINGS = (16, 0.3, 19, 10)
M, M_NEW = 100, 200
ENOUGH = 0.9
# Whoever trains on exchanged validation labels as well is right in at most 0.135 of them (300
# seeds), and whoever only chooses an epoch by them in 0.385 or more (five right detectors, 150).
LEARNED_FROM = 0.25
CENTRE = np.array([[0.8], [-0.5]])  # away from 0, so that biases matter


def quadrants(rng: Generator, m: int) -> tuple[Array, Array]:
    """Points about the four corners of a square, and whether both signs agree: no line tells."""
    corners = rng.permutation(np.arange(m) % 4)
    signs = np.stack([corners % 2, corners // 2]) * 2.0 - 1.0
    X = CENTRE + signs * rng.uniform(0.4, 1.6, (2, m))
    return X, (signs[:1] == signs[1:]).astype(float)


def truth(X: Plain) -> Array:
    """The label of every point of `quadrants`."""
    points = np.asarray(X) - CENTRE
    alike: Array = (points[:1] > 0) == (points[1:] > 0)
    return alike


def steps_of(output: Any) -> list[Any]:
    """Results of the steps of a run, and none where it gave no results."""
    good = isinstance(output, list) and len(output) == 2 and isinstance(output[0], list)
    return list(output[0]) if good else []


def probabilities(value: Plain, m: int) -> Array | Broken:
    """What `predict_proba` gave, or why it is no row of probabilities."""
    if not isinstance(value, np.ndarray) or value.shape != (1, m):
        return Broken(
            f"predict_proba gives {kind(value)}, where an array of shape (1, {m}) is expected.",
            "Which shape has the output of the last layer?",
            _why_no_row(value, m),
        )
    if not np.all(np.isfinite(value)) or np.any(value < 0) or np.any(value > 1):
        return Broken(
            "predict_proba gives numbers that are no probabilities: below 0, above 1, not finite.",
            "Which function turns the last score into a probability?",
            "scores_for_probabilities",
        )
    return value


def _why_no_row(value: Plain, m: int) -> str | None:
    if value is None:
        return "nothing_predicted"
    return "flat_probabilities" if isinstance(value, np.ndarray) and value.shape == (m,) else None


def decisions(value: Plain, p: Array) -> Broken | None:
    """Why what `predict` gave are not the decisions that belong to these probabilities."""
    if not isinstance(value, np.ndarray) or value.shape != p.shape:
        return Broken(
            f"predict gives {kind(value)}, where an array of shape {p.shape} is expected.",
            "What becomes of the shape of the probabilities when they are compared with 0.5?",
        )
    if not np.all(np.isin(value, (0, 1))):
        return Broken(
            "predict gives numbers other than 0 and 1.",
            "What is the decision where the probability is 0.8?",
            "probabilities_for_decisions",
        )
    clear = np.abs(p - 0.5) > 1e-9
    if np.any((value == 1)[clear] != (p > 0.5)[clear]):
        return Broken(
            "predict does not decide as predict_proba says: 1 where the probability is above 0.5.",
            "From what does predict take its decisions?",
            "other_decisions",
        )
    return None


def curves(history: Plain) -> list[tuple[float, ...]]:
    """Every list of numbers in a history."""
    lists = history.values() if isinstance(history, dict) else ()
    return [tuple(map(float, values)) for values in lists if _numbers(values)]  # type: ignore[arg-type]  # a sequence


def _numbers(values: Plain) -> bool:
    if isinstance(values, np.ndarray):
        return values.ndim == 1 and values.size > 0
    alone = isinstance(values, (list, tuple)) and len(values) > 0
    return alone and all(
        isinstance(v, (int, float)) or (isinstance(v, np.ndarray) and v.ndim == 0)
        for v in values  # type: ignore[union-attr]  # a list or a tuple
    )


def missing(value: Plain) -> bool:
    """Whether an attribute was not there."""
    return isinstance(value, Refused) and value.what == "nothing"


def loss(p: Array, Y: Array) -> float:
    """Mean cross-entropy, cut where a probability is 0 or 1."""
    right = np.clip(np.where(Y > 0.5, p, 1.0 - p), 1e-12, 1.0)
    return float(-np.mean(np.log(right)))


def same(a: Sequence[float] | Array, b: Sequence[float] | Array) -> bool:
    """Whether two results are the same numbers, up to rounding."""
    x, y = np.asarray(a), np.asarray(b)
    return x.shape == y.shape and bool(np.allclose(x, y, rtol=1e-9, atol=1e-12))
