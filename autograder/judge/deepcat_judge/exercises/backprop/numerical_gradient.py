"""Slopes of any function, measured by central differences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from deepcat_judge.exercise import EDGE, Broken, Case, Exercise, Property
from deepcat_judge.exercises.common import Array, Generator, agree, column, flat, row, rubric
from deepcat_judge.plain import Plain, Remote


def hills(theta: Any) -> float:
    """A sum of waves, each number with one of its own, less a product of the first and the last."""
    numbers = np.ravel(np.asarray(theta, float))
    waves = np.arange(1.0, numbers.size + 1.0) * np.sin(numbers)
    return float(waves.sum() - numbers[0] * numbers[-1] ** 2)


def growth(theta: Any) -> float:
    """Half the exponentials, the later ones counting more, and one tenth of all cubes."""
    numbers = np.ravel(np.asarray(theta, float))
    return float(
        np.exp(numbers / 2.0) @ np.linspace(1.0, 3.0, numbers.size) + (numbers**3).sum() / 10
    )


LENDS = {"hills": hills, "growth": growth}
HILLS, GROWTH = map(Remote, LENDS)
_TABLE = np.array([[0.3, -0.7, 1.1], [-1.3, 0.9, 0.2]])


def _drawn(rng: Generator) -> list[Case]:
    theta = rng.uniform(-1.5, 1.5, (2, 3))
    return [Case("drawn", (HILLS, theta, float(rng.uniform(0.1, 0.4))))]


def differences(f: Any, theta: Array, step: float) -> Array:
    """f a step above and a step below each number of theta, (2, …)."""
    moved = [[theta + s * step * e.reshape(theta.shape) for e in np.eye(theta.size)]
             for s in (1.0, -1.0)]  # fmt: skip
    return np.array([[f(one) for one in side] for side in moved]).reshape(2, *theta.shape)


def _by_hand(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Any]) -> Broken | None:
    theta, step = np.asarray(args[0][1]), float(np.asarray(args[0][2]))
    above, below = differences(hills, theta, step)
    right = (above - below) / (2.0 * step)
    off = np.argwhere(np.abs(outputs[0] - right) > 1e-7)
    if not len(off) or agree(outputs[0], right, 1e-7):
        return None
    i, j = (int(k) for k in off[0])
    return Broken(
        f"At theta[{i}, {j}], f is {above[i, j]:.7g} a step of {step:.4g} above and "
        f"{below[i, j]:.7g} a step below, so that the slope is {right[i, j]:.8g}; yours is "
        f"{outputs[0][i, j]:.8g}.",
        "Print what f gives above and below, and what you divide their difference by.",
        telling=True,
    )


EXERCISE = Exercise(
    id="backprop.numerical_gradient",
    title="A gradient by measurement",
    parts=rubric(values=4, edge=1),
    atol=1e-8,  # a difference of f is rounded at 1e-16 of f, and divided by 2e-5
    lends=LENDS,
    cases=(
        Case("row", (HILLS, row(0.5, -1.2, 2.1)), note="a row of three numbers, the usual step"),
        Case("wide-steps", (HILLS, _TABLE, 0.25), note="a table, with steps of 0.25"),
        Case("growing", (GROWTH, column(0.7, -0.4, 1.6, -1.1), 0.1),
             note="another function of a column, with steps of 0.1"),
        Case("usual-step", (GROWTH, _TABLE.T), note="a table, the usual step"),
        Case("one-number", (GROWTH, np.array([[0.3]]), 0.2), EDGE, "one number only"),
        Case("flat", (HILLS, flat(0.4, -0.9), 0.2), EDGE, "an array of one dimension"),
        Case("deep", (HILLS, np.array([[[0.1, -0.6]], [[1.3, 0.8]]]), 0.2), EDGE,
             "an array of three dimensions"),
    ),
    properties=(
        Property("by_hand", "every slope is the difference of f over two steps", _drawn, _by_hand,
                 like=np.zeros((2, 3))),
    ),
    hints=(
        "To learn how steep a hill is, look a little ahead and a little behind. For a function of "
        "many numbers, move one of them at a time, and let the others stand still.",
        "For one index: keep theta[index], set it a step higher and ask f(theta), set it a step "
        "lower and ask again. How far apart are the two places where you have asked? And what "
        "must theta hold before the next index comes?",
        "np.ndindex(theta.shape) gives every index. The slope is (above - below) / (2 * step). "
        "Put the number that you have kept back, rather than adding the step again: rounding "
        "would leave a trace.",
    ),
    thought="Take f(θ) = θ², θ = 3 and a step of 1: what are f above, f below, and the slope?",
)  # fmt: skip
