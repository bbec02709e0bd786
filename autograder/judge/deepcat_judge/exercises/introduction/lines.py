"""The data of the random search, and how the line that it returns is read.

The data are made so that the loss of a line is easy to see: x has mean 0 and mean square 1, and
the noise is orthogonal to both columns of the problem. A line's mean squared error is then the
squared distance from the best line, in the plane of slope and intercept, and a constant. By other
measures the noise makes other lines the best.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from deepcat_judge.exercise import Broken
from deepcat_judge.exercises.common import Array, form_broken, number, pair
from deepcat_judge.plain import Plain

_X = np.array([0.5, -1.5, 1.0, 0.0, -0.5, 1.5, -1.0])
OUTLIER = np.array([-1.0, -1.0, -1.0, 6.0, -1.0, -1.0, -1.0])
WAVE = np.array([-0.5, -2.5, 2.0, 2.0, -0.5, -2.5, 2.0])
FAR = 1e4
LOW, HIGH = -5.0, 5.0
FLAT = 0.01


def scattered(slope: float, intercept: float, noise: Array) -> tuple[Array, Array]:
    """Seven points whose best line is this one by the squares alone, not by other measures."""
    return _X, slope * _X + intercept + noise


def far_away(slope: int, intercept: int) -> tuple[Array, Array]:
    """Points on a line so far off in this direction that the search runs after it to a limit."""
    return _X, FAR * (slope * _X + intercept)


def flat(intercept: float, noise: Array) -> tuple[Array, Array]:
    """Points with nearly the same x: the slope hardly counts, and many lines are good."""
    return FLAT * _X, intercept + noise


def best_line(call: tuple[Plain, ...]) -> Array:
    """Slope and intercept of the best line, read from the data."""
    x, y = (np.asarray(argument) for argument in call[:2])
    return np.array([x @ y / (x @ x), y.mean()])


def form_problem(outputs: Sequence[Plain]) -> Broken | None:
    """Why the outputs are not two numbers each, or None."""
    first = outputs[0]
    whole = isinstance(first, int) or (
        isinstance(first, np.ndarray) and first.ndim == 0 and first.dtype.kind in "iu"
    )
    if whole:
        return Broken(
            "Your function returns one whole number: the position of the best try.",
            "What did that try draw? Return two numbers, its slope and its intercept.",
            "index_returned",
        )
    return form_broken((0.0, 0.0), [_unpacked(output) for output in outputs])


def _unpacked(output: Plain) -> Plain:
    """Two numbers in an array count as a pair: ``slope, intercept = …`` takes them apart."""
    if isinstance(output, np.ndarray) and output.shape == (2,):
        return tuple(output.tolist())
    return output


def line_of(output: Plain) -> tuple[float, float]:
    """Slope and intercept."""
    slope, intercept = pair(_unpacked(output))
    return number(slope), number(intercept)
