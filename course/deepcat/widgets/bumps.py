"""A curve to be built of bumps, each of them two sigmoids (network)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from deepcat.widgets.attempt import Trouble
from deepcat.widgets.bumps_picture import POINTS, Bump, BumpsTask, bumps_frame, fitting_heights
from deepcat.widgets.bundle import STYLE, link
from deepcat.widgets.live import LiveWidget, Payload, floats
from deepcat.widgets.plane import Numbers
from deepcat.widgets.words import number

MOST = 12
OPENING = 3
STEEPEST = 60.0


def hills(x: Numbers) -> Numbers:
    """Return a smooth curve with a hill and a valley between 0 and 4."""
    return 1.0 + 0.2 * x + np.sin(2.0 * x)


class Bumps(LiveWidget):
    """Build a curve out of bumps: move them, make them steep, and see what is still missing.

    Parameters
    ----------
    bump : callable, optional
        Your ``bump(x, left, right, height, steepness) -> (m,)``. It draws every bump and their
        sum, so a wrong function makes a wrong picture.
    approximate : callable, optional
        Your ``approximate(f, x, n_bumps) -> (m,)``, drawn beside the sum with as many bumps.
    target : callable, optional
        The curve to build, ``f(x (m,)) -> (m,)``; one with a hill and a valley when left out.
    low, high : float
        Where the curve begins and ends.

    Raises
    ------
    ValueError
        If the curve does not begin before it ends.

    Examples
    --------
    >>> Bumps()
    Bumps: A curve and the sum of 3 bumps of steepness 8.00.
    """

    _esm = link("bumps.js")
    _css = STYLE
    question = "How close can three bumps come to the curve? How many would halve the distance?"

    def __init__(
        self,
        bump: Callable[..., Any] | None = None,
        approximate: Callable[..., Any] | None = None,
        target: Callable[..., Any] = hills,
        low: float = 0.0,
        high: float = 4.0,
    ) -> None:
        if not -np.inf < low < high < np.inf:
            raise ValueError(f"Bumps needs a low below its high; they are {low} and {high}.")
        self._ends = float(low), float(high)
        self._task = BumpsTask(np.linspace(low, high, POINTS), target, bump, approximate)
        self._last_good: Payload = {"pieces": None, "total": None, "n_drawn": 0}
        frame = bumps_frame(self._task, [Bump(low, high, 0.0)], 1.0)
        heights = np.zeros(1) if frame.target is None else frame.target[np.isfinite(frame.target)]
        bottom, top = min(float(heights.min()), 0.0), max(float(heights.max()), 0.0)
        room = 0.25 * (top - bottom) or 1.0
        self._height = 1.5 * max(-bottom, top, room)
        setting = {
            "view": {"left": low, "right": high, "bottom": bottom - room, "top": top + room},
            "height": self._height,
            "most": MOST,
            "steepest": STEEPEST,
            "driven": bump is not None,
            "approximates": approximate is not None,
        }
        middle = 0.25 * (bottom + top)
        super().__init__(setting, {"steepness": 8.0, **self._spread(OPENING, middle)})

    @property
    def bumps(self) -> list[tuple[float, float, float]]:
        """Left, right and height of each bump on show."""
        return [(one.left, one.right, one.height) for one in self._bumps(self.state)]

    def draw(self, state: Mapping[str, float]) -> Payload:
        """Return the frame of a state, with the last good sum where there is no new one."""
        bumps = self._bumps(state)
        frame = bumps_frame(self._task, bumps, state["steepness"])
        if frame.total is not None:
            self._last_good = {
                "pieces": b"".join(floats(piece) for piece in frame.pieces),
                "total": floats(frame.total),
                "n_drawn": len(bumps),
            }
        wanting = self._task.bump is not None and frame.total is None
        stale = wanting and self._last_good["total"] is not None
        return {
            **self._last_good,
            "target": None if frame.target is None else floats(frame.target),
            "yours": None if frame.yours is None else floats(frame.yours),
            "stale": stale,
            "error": "" if frame.error is None else number(frame.error),
            "your_error": "" if frame.your_error is None else number(frame.your_error),
            "problem": self.explained(frame.problem, stale),
            "sentence": frame.sentence,
        }

    def act(self, action: str) -> None:
        """Do what a button says: ``"fit"``, ``"spread"``, ``"reset"`` or ``"show"``."""
        actions = {
            "fit": self.fit,
            "spread": self.spread,
            "reset": self.reset,
            "show": self.show_me,
        }
        if action in actions:
            actions[action]()

    def fit(self) -> None:
        """Give the bumps, where they stand, the heights that come closest to the curve."""
        self._fit({})

    def spread(self) -> None:
        """Put the bumps side by side over the whole width, with the heights that they have."""
        bumps = self._bumps(self.state)
        heights = {f"height{i}": one.height for i, one in enumerate(bumps, start=1)}
        self.move(**{**self._spread(len(bumps), 0.0), **heights})

    def show_me(self) -> None:
        """Put as many bumps side by side as on show, and fit their heights."""
        self._fit(self._spread(len(self._bumps(self.state)), 0.0))

    def _fit(self, moved: Mapping[str, float]) -> None:
        state = {**self.state, **moved}
        heights = None
        try:
            if self._task.bump is not None:
                bumps = self._bumps(state)
                heights = fitting_heights(self._task, bumps, state["steepness"])
        except Trouble:
            pass  # the frame says it
        if heights is None:
            self.redraw()
            return
        ends = [min(max(height, -self._height), self._height) for height in heights]
        fitted = {f"height{i}": height for i, height in enumerate(ends, start=1)}
        self.move(**{**moved, **fitted})

    def _bumps(self, state: Mapping[str, float]) -> list[Bump]:
        n = round(min(max(state["n"], 1), MOST))
        places = [(state[f"left{i}"], state[f"right{i}"]) for i in range(1, n + 1)]
        return [Bump(*place, state[f"height{i}"]) for i, place in enumerate(places, start=1)]

    def _spread(self, n: int, height: float) -> dict[str, float]:
        """Return n bumps of one height side by side; those not on show wait on the right."""
        edges = np.linspace(*self._ends, n + 1)
        state = {"n": float(n)}
        for i in range(1, MOST + 1):
            j = min(i, n)
            state |= {f"left{i}": float(edges[j - 1]), f"right{i}": float(edges[j])}
            state[f"height{i}"] = height if i <= n else 0.0
        return state
