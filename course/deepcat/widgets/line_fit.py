"""A line through points: prediction, goodness and learning on one picture (introduction)."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from deepcat.widgets.attempt import Trouble
from deepcat.widgets.bundle import STYLE, link
from deepcat.widgets.line_picture import (
    Best,
    Goodness,
    LineState,
    LineTask,
    Numbers,
    Predict,
    line_frame,
)
from deepcat.widgets.live import LiveWidget, Payload, floats, limit
from deepcat.widgets.plane import paired_points, view_of
from deepcat.widgets.words import name_of, number

CURVE_POINTS = 65
SLIDER = 5.0


class LineFit(LiveWidget):
    """Fit a line to points by hand, and watch the error that your own functions compute.

    Parameters
    ----------
    x, y : (m,) array_like
        The points.
    predict : callable, optional
        Your ``line(x, slope, intercept) -> (m,)``. It draws the line, so a wrong function
        makes a wrong picture.
    goodness : callable, optional
        Your ``goodness(x, y, slope, intercept) -> float``; lower is better.
    slope, intercept : float
        The line to begin with.
    rng : numpy.random.Generator, optional
        Where "Try at random" draws from; a new one seeded with 0 when left out.

    Raises
    ------
    ValueError
        If x and y are not two rows of equally many finite numbers.

    Examples
    --------
    >>> fit = LineFit([0, 1, 2], [1, 3, 5], slope=1.0)
    >>> fit
    LineFit: 3 points and a line with slope 1.00 and intercept 0.00.
    >>> fit.show_me()
    >>> round(fit.slope, 6), round(fit.intercept, 6)
    (2.0, 1.0)
    """

    _esm = link("line_fit.js")
    _css = STYLE
    question = "Which line comes closest to all the points? Guess its slope and intercept first."

    def __init__(
        self,
        x: ArrayLike,
        y: ArrayLike,
        predict: Predict | None = None,
        goodness: Goodness | None = None,
        slope: float = 0.0,
        intercept: float = 0.0,
        *,
        rng: np.random.Generator | None = None,
    ) -> None:
        points_x, points_y = paired_points("LineFit", x, y)
        self._good = _least_squares(points_x, points_y)
        ends = (
            limit(slope, self._good[0], least=SLIDER),
            limit(intercept, self._good[1], least=SLIDER),
        )
        opening = slope * np.array([points_x.min(), points_x.max()]) + intercept
        view = view_of(points_x, np.concatenate([points_y, opening]))
        grid = np.linspace(view["left"], view["right"], CURVE_POINTS)
        self._task = LineTask(points_x, points_y, grid, predict, goodness)
        self._rng = np.random.default_rng(0) if rng is None else rng
        self._tries = 0
        self._best: Best | None = None
        self._last_good: Payload = {"curve": None, "fitted": None}
        setting = {
            "x": floats(points_x),
            "y": floats(points_y),
            "view": view,
            "limits": {"slope": ends[0], "intercept": ends[1]},
            "predict": "" if predict is None else name_of(predict),
            "goodness": "" if goodness is None else name_of(goodness),
        }
        super().__init__(setting, {"slope": float(slope), "intercept": float(intercept)})

    @property
    def slope(self) -> float:
        """The line's slope."""
        return float(self.state["slope"])

    @slope.setter
    def slope(self, value: float) -> None:
        self.move(slope=value)

    @property
    def intercept(self) -> float:
        """The line's height at x = 0."""
        return float(self.state["intercept"])

    @intercept.setter
    def intercept(self, value: float) -> None:
        self.move(intercept=value)

    def draw(self, state: Mapping[str, float]) -> Payload:
        """Return the frame of a state, with the last good line where there is no new one."""
        frame = line_frame(
            self._task, LineState(state["slope"], state["intercept"], self._tries, self._best)
        )
        if frame.curve is not None and frame.fitted is not None:
            self._last_good = {"curve": floats(frame.curve), "fitted": floats(frame.fitted)}
        stale = frame.curve is None and self._last_good["curve"] is not None
        return {
            **self._last_good,
            "stale": stale,
            "best_curve": None if frame.best_curve is None else floats(frame.best_curve),
            "error": "" if frame.error is None else number(frame.error),
            "tries": self._tries,
            "best_error": "" if self._best is None else number(self._best.error),
            "problem": self.explained(frame.problem, stale),
            "sentence": frame.sentence,
        }

    def act(self, action: str) -> None:
        """Do what a button says: ``"try"``, ``"reset"`` or ``"show"``."""
        actions = {"try": self.try_at_random, "reset": self.reset, "show": self.show_me}
        if action in actions:
            actions[action]()

    def try_at_random(self) -> None:
        """Move to a line drawn at random, and remember it if none before was better."""
        ends = self.setting["limits"]
        slope, intercept = (float(self._rng.uniform(-end, end)) for end in ends.values())
        self._tries += 1
        try:
            error = self._task.error(slope, intercept)
        except Trouble:
            error = None
        if error is not None and math.isfinite(error):
            tried = Best(slope, intercept, error)
            self._best = min(self._best or tried, tried, key=lambda best: best.error)
        self.move(slope=slope, intercept=intercept)

    def reset(self) -> None:
        """Go back to the opening line and forget the random tries."""
        self._tries, self._best = 0, None
        super().reset()
        self.redraw()

    def show_me(self) -> None:
        """Go to a good answer: the least-squares line, which needs none of your functions."""
        self.move(slope=self._good[0], intercept=self._good[1])


def _least_squares(x: Numbers, y: Numbers) -> tuple[float, float]:
    design = np.stack([x, np.ones_like(x)], axis=1)  # (m, 2)
    slope, intercept = np.linalg.lstsq(design, y, rcond=None)[0]
    return float(slope), float(intercept)
