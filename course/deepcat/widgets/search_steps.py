"""Random search, watched one try at a time (introduction)."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from deepcat.widgets.attempt import Trouble, call, numbers
from deepcat.widgets.bundle import STYLE, link
from deepcat.widgets.line_picture import Best, LineState, LineTask, line_frame
from deepcat.widgets.live import Payload, floats
from deepcat.widgets.plane import paired_points, view_of
from deepcat.widgets.steps import Steps
from deepcat.widgets.words import name_of, number

CURVE_POINTS = 65
WIDEST = 5.0


@dataclass(frozen=True)
class Try:
    """A line that was tried, its error, and the best line so far; nothing before the first."""

    tried: Best | None
    best: Best | None
    changed: bool

    @property
    def value(self) -> float:
        """The error of the try."""
        return math.nan if self.tried is None else self.tried.error


class SearchSteps(Steps[Try]):
    """Watch a random search: each try, its error, and the best line so far.

    Parameters
    ----------
    x, y : (m,) array_like
        The points.
    predict : callable
        Your ``line(x, slope, intercept) -> (m,)``, which draws the lines.
    goodness : callable
        Your ``goodness(x, y, slope, intercept) -> float``, which decides what is best.
    random_search : callable, optional
        Your ``random_search(x, y, n_tries, rng)``. It is asked for one try at a time; without
        it the widget draws slope and intercept itself.
    n_tries : int
        How many tries there are.
    rng : numpy.random.Generator, optional
        Where the tries come from; a new one seeded with 0 when left out.

    Raises
    ------
    ValueError
        If x and y are not two rows of equally many finite numbers, or there is no try.

    Examples
    --------
    >>> search = SearchSteps([0, 1], [1, 3], lambda x, s, i: s * x + i, lambda x, y, s, i: s * s)
    >>> search.step = 2
    >>> search.sentence.startswith("After 2 of 40 tries")
    True
    """

    _esm = link("search_steps.js")
    _css = STYLE
    question = "How many tries until a line beats the flat one? Guess, then step."
    chart = "error of each try"

    def __init__(
        self,
        x: ArrayLike,
        y: ArrayLike,
        predict: Callable[..., Any],
        goodness: Callable[..., Any],
        random_search: Callable[..., Any] | None = None,
        *,
        n_tries: int = 40,
        rng: np.random.Generator | None = None,
    ) -> None:
        points_x, points_y = paired_points("SearchSteps", x, y)
        if n_tries < 1:
            raise ValueError(f"SearchSteps needs at least one try, not {n_tries}.")
        view = view_of(points_x, points_y)
        grid = np.linspace(view["left"], view["right"], CURVE_POINTS)
        self._task = LineTask(points_x, points_y, grid, predict, goodness)
        self._search = random_search
        self._last_good: Payload = {}
        self._rng = np.random.default_rng(0) if rng is None else rng
        setting = {
            "x": floats(points_x),
            "y": floats(points_y),
            "view": view,
            "flat": self._flat(),
            "goodness": name_of(goodness),
        }
        super().__init__(setting, n_tries)

    def first(self) -> Try:
        """Return the record before any try."""
        return Try(None, None, changed=False)

    def after(self, records: list[Try]) -> Try:
        """Draw a line, ask for its error, and keep it if none before was better."""
        slope, intercept = self._drawn()
        error = self._task.error(slope, intercept)
        assert error is not None
        tried, best = Best(slope, intercept, error), records[-1].best
        better = math.isfinite(error) and (best is None or error < best.error)
        return Try(tried, tried if better else best, changed=better)

    def picture(self, records: list[Try]) -> Payload:
        """Return the line of the last try, the best one, and what is known of both."""
        last = records[-1]
        tried = last.tried
        place = (0.0, 0.0) if tried is None else (tried.slope, tried.intercept)
        frame = line_frame(self._task, LineState(*place, 0, last.best))
        if tried is None or frame.curve is not None:
            curves = (frame.curve, frame.fitted, frame.best_curve) if tried else (None, None, None)
            sent = (None if curve is None else floats(curve) for curve in curves)
            self._last_good = dict(zip(("curve", "fitted", "best_curve"), sent, strict=True))
        return {
            **self._last_good,
            "problem": frame.problem if tried else "",
            "tried": "" if tried is None else _described(tried),
            "best": "" if last.best is None else _described(last.best),
            "changed": last.changed,
            "sentence": self._sentence(len(records) - 1, last),
        }

    def _drawn(self) -> tuple[float, float]:
        if self._search is None:
            slope, intercept = self._rng.uniform(-WIDEST, WIDEST, 2)
            return float(slope), float(intercept)
        name = name_of(self._search)
        found = call(self._search, self._task.x, self._task.y, 1, self._rng)
        if not isinstance(found, tuple | list) or len(found) != 2:
            raise Trouble(f"{name} should return two numbers, slope and intercept.")
        parts = zip(found, ("slope", "intercept"), strict=True)
        slope, intercept = (float(numbers(name, value, (), part)) for value, part in parts)
        return slope, intercept

    def _flat(self) -> float | None:
        """Return the error of the flat line through the middle of the points, the baseline."""
        y = self._task.y
        try:
            error = self._task.error(0.0, float(y.sum() / y.size))
        except Trouble:
            return None
        return error if error is not None and math.isfinite(error) else None

    def _sentence(self, step: int, last: Try) -> str:
        words = f"After {step} of {self._steps} tries"
        if last.tried is None:
            return f"{words}, {self._task.x.size} points and no line yet."
        words += f", the last with {_described(last.tried)}"
        if last.best is None:
            return words + "; none had an error that is a number."
        return f"{words}; the best has {_described(last.best)}."


def _described(line: Best) -> str:
    return (
        f"slope {number(line.slope)}, intercept {number(line.intercept)}"
        f" and error {number(line.error)}"
    )
