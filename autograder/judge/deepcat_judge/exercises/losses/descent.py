"""Gradient descent of logistic regression, followed step by step with slopes that are measured."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from deepcat_judge.exercise import Broken
from deepcat_judge.exercises.cat_detector import runs
from deepcat_judge.exercises.common import Array, agree, form_broken
from deepcat_judge.plain import Plain

_NUDGE = 1e-5
_CLOSE = 1e-6  # central differences are right to 1e-9
GUARDED = 1e-4  # a guard of 1e-7 inside the logarithm moves a loss by less, however long the run
# Of a w or b after the first step, and of how it moves in a later one: not at all, the wrong way
# round, a multiple of the right one, or otherwise.
_IS = (
    "is still 0",
    "is of the opposite sign",
    "is {:.4g} times the expected one",
    "is another one than expected",
    "and so is b",
)
_MOVES = (
    "stays",
    "moves the opposite way",
    "moves {:.4g} times as far as expected",
    "moves another way",
    "and so does b",
)
_THOUGHT = "Where do w and b begin? And which slopes make this step, taken at which w and b?"


def predicted(theta: Array, X: Array) -> Array:
    """The predictions of weights with the bias below them, (n + 1, 1)."""
    Y_hat: Array = 0.5 + 0.5 * np.tanh((theta[:-1].T @ X + theta[-1]) / 2.0)
    return Y_hat


def behind(Y_hat: Array, X: Array) -> Array:
    """The weights, and the bias below them, that have made predictions."""
    scores = np.log(Y_hat / (1.0 - Y_hat)).T
    extended = np.vstack([X, np.ones_like(Y_hat)])
    theta: Array = np.linalg.lstsq(extended.T, scores, rcond=None)[0]
    return theta


def loss_at(theta: Array, X: Array, Y: Array) -> float:
    """The cross-entropy of weights with the bias below them, (n + 1, 1)."""
    return runs.loss(predicted(theta, X), Y)


def slopes(theta: Array, X: Array, Y: Array) -> Array:
    """The slopes of the loss, by central differences."""
    nudges = _NUDGE * np.eye(len(theta))[:, :, None]
    rises = [loss_at(theta + nudge, X, Y) - loss_at(theta - nudge, X, Y) for nudge in nudges]
    return np.array(rises)[:, None] / (2.0 * _NUDGE)


def read(output: Any) -> tuple[Array, Array] | None:
    """Weights with the bias below them, and the history, of a run whose form is right."""
    if type(output) is not tuple or len(output) != 3:
        return None
    w, b, history = output
    if any(not isinstance(part, np.ndarray) for part in (w, history)):
        return None
    if w.ndim != 2 or history.ndim != 1 or form_broken((w[:, :1] * 0.0, 0.0, history), [output]):
        return None
    return np.vstack([w, [[float(np.asarray(b))]]]), history.astype(float)


def step_problem(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Any]) -> Broken | None:
    """What is wrong with the first steps, of runs of 1, 2, … steps on the same data."""
    found = [read(output) for output in outputs]
    X, Y, rate = np.asarray(args[0][0]), np.asarray(args[0][1]), float(np.asarray(args[0][2]))
    if any(run is None or len(run[0]) != len(X) + 1 for run in found):
        return None  # the cases say it better
    path = [np.zeros((len(X) + 1, 1)), *(run[0] for run in found if run)]
    for k in range(len(found)):
        right = -rate * slopes(path[k], X, Y)
        if differs := _compared(path[k + 1] - path[k], right, _MOVES if k else _IS):
            so_far = f"w and b are right after {k} step{'s' * (k > 1)}. In the next one,"
            words = f"{so_far if k else 'After the first step,'} {differs}."
            return Broken(words, _THOUGHT, telling=True)
    losses = [loss_at(theta, X, Y) for theta in path[:-1]]
    history = found[-1][1] if found[-1] else np.zeros(0)
    for i, (noted, loss) in enumerate(zip(history, losses, strict=False)):
        if abs(noted - loss) > GUARDED:
            return Broken(
                f"w and b are right after each of the first steps, but history[{i}] is "
                f"{noted:.4g}, where the loss before step {i} is {loss:.4g}.",
                "Of which predictions is each loss, and when is it noted?",
                telling=True,
            )
    return None


def _compared(step: Array, right: Array, words: Sequence[str]) -> str:
    """How a step differs from the right one; empty where it does not."""
    if agree(step, right, _CLOSE):
        return ""
    w, b = _told(step[:-1], right[:-1], words), _told(step[-1:], right[-1:], words)
    if not w or not b:
        return f"w {w}, and b is right" if w else f"b {b}, and w is right"
    return f"w {w}, {words[4]}" if w in (b, words[3]) else f"w {w}, and b {b}"


def _told(step: Array, right: Array, words: Sequence[str]) -> str:
    """What multiple of the right step this is, in words; empty where it is the right one."""
    share = float(np.sum(step * right) / np.sum(right**2))
    shown = f"{share:.4g}"
    if agree(step, right, _CLOSE):
        return ""
    if not agree(step, share * right, _CLOSE) or shown == "1":
        return words[3]
    if abs(share) < _CLOSE:
        return words[0]
    return words[1] if shown == "-1" else words[2].format(share)
