"""The data of the random search, and how the line that it returns is read.

The data are made so that the loss of a line is easy to see: x has mean 0 and mean square 1, and
the noise is orthogonal to both columns of the problem. A line's mean squared error is then that
of the best line plus the squared distance from it, in the plane of slope and intercept.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from deepcat_judge.exercise import Broken
from deepcat_judge.exercises.common import Array, form_broken, number, pair
from deepcat_judge.plain import Plain

_X = np.array([0.5, -1.5, 1.0, 0.0, -0.5, 1.5, -1.0])
_NOISE = 0.2 * np.array([-1.0, 1.0, 0.0, 0.0, -1.0, 1.0, 0.0])


def points(slope: float, intercept: float) -> tuple[Array, Array]:
    """Seven points scattered about a line."""
    return _X, slope * _X + intercept + _NOISE


def best_line(call: tuple[Plain, ...]) -> tuple[float, float]:
    """Slope and intercept of the best line, read from the data."""
    y = np.asarray(call[1])
    return float(y[2] - y[3]), float(y[3])


def distance(call: tuple[Plain, ...], output: Plain) -> float:
    """Distance from the best line: the root of the mean squared error above the least."""
    slope, intercept = line_of(output)
    best_slope, best_intercept = best_line(call)
    return float(np.hypot(slope - best_slope, intercept - best_intercept))


def form_problem(outputs: Sequence[Plain]) -> Broken | None:
    """Why the outputs are not two numbers each, or None."""
    first = outputs[0]
    whole = isinstance(first, int) or (
        isinstance(first, np.ndarray) and first.ndim == 0 and first.dtype.kind in "iu"
    )
    if whole:
        return Broken(
            "Your function returns one whole number: the position of the best try.",
            "What did that try draw? Two numbers are expected, its slope and its intercept.",
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
