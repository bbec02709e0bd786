"""The picture of a line through points, from state to arrays, without a browser."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from deepcat.widgets.attempt import Trouble, answer
from deepcat.widgets.words import number

Numbers = NDArray[np.float64]
Predict = Callable[..., Any]
Goodness = Callable[..., Any]


@dataclass(frozen=True)
class LineTask:
    """The points and the student's two functions.

    Attributes
    ----------
    x, y : (m,) float64
        The points.
    grid : (k,) float64
        Where the line is drawn: evenly over the picture's width, since a wrong one may be bent.
    predict : callable or None
        ``line(x, slope, intercept) -> (m,)``.
    goodness : callable or None
        ``goodness(x, y, slope, intercept) -> float``, lower is better.
    """

    x: Numbers
    y: Numbers
    grid: Numbers
    predict: Predict | None = None
    goodness: Goodness | None = None

    def error(self, slope: float, intercept: float) -> float | None:
        """Return what the student's ``goodness`` says; None without one; raises Trouble."""
        if self.goodness is None:
            return None
        return float(answer(self.goodness, self.x, self.y, slope, intercept, shape=()))


@dataclass(frozen=True)
class Best:
    """The best of the random tries."""

    slope: float
    intercept: float
    error: float


@dataclass(frozen=True)
class LineState:
    """A line, and how far the random search has come."""

    slope: float
    intercept: float
    tries: int = 0
    best: Best | None = None


@dataclass(frozen=True)
class LineFrame:
    """The picture of a state: None where a function is missing or gave nothing to draw."""

    curve: Numbers | None
    fitted: Numbers | None
    best_curve: Numbers | None
    error: float | None
    problem: str
    sentence: str


def line_frame(task: LineTask, state: LineState) -> LineFrame:
    """Return the picture of a state; a pure function, given that the student's two are.

    Parameters
    ----------
    task : LineTask
        The points and the functions.
    state : LineState
        The line to draw.

    Returns
    -------
    LineFrame
        ``curve`` and ``best_curve`` (k,) on the task's grid, ``fitted`` (m,) at the points.
    """
    curve = fitted = best_curve = error = None
    problems = []
    try:
        if task.predict is not None:
            curve = _line(task, task.grid, state)
            fitted = _line(task, task.x, state)
            best_curve = None if state.best is None else _line(task, task.grid, state.best)
    except Trouble as trouble:
        curve = fitted = best_curve = None
        problems.append(str(trouble))
    try:
        error = task.error(state.slope, state.intercept)
    except Trouble as trouble:
        problems.append(str(trouble))
    sentence = _sentence(task, state, error)
    return LineFrame(curve, fitted, best_curve, error, " ".join(dict.fromkeys(problems)), sentence)


def _line(task: LineTask, x: Numbers, at: LineState | Best) -> Numbers:
    assert task.predict is not None
    return answer(task.predict, x, at.slope, at.intercept, shape=x.shape)


def _sentence(task: LineTask, state: LineState, error: float | None) -> str:
    words = (
        f"{task.x.size} points and a line with slope {number(state.slope)}"
        f" and intercept {number(state.intercept)}"
    )
    if error is not None:
        words += f"; its error is {number(error)}"
    if state.best is not None:
        words += (
            f". Best of {state.tries} random tries: slope {number(state.best.slope)},"
            f" intercept {number(state.best.intercept)}, error {number(state.best.error)}"
        )
    return words + "."
