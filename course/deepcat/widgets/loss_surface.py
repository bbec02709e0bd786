"""The loss as a landscape over two weights, beside the data and the fit (losses)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from deepcat.widgets.attempt import Trouble
from deepcat.widgets.bundle import STYLE, link
from deepcat.widgets.live import LiveWidget, Payload, floats
from deepcat.widgets.plane import Numbers, paired_points, view_of
from deepcat.widgets.surface_picture import (
    CELLS,
    SurfaceTask,
    lowest,
    shades_of,
    surface,
    surface_frame,
)
from deepcat.widgets.words import name_of, number

CURVE_POINTS = 121


class LossSurface(LiveWidget):
    """Walk over the landscape that your loss makes of two weights, and watch the fit change.

    Parameters
    ----------
    x, y : (m,) array_like
        The data.
    predict : callable
        ``predict(x (m,), first, second) -> (m,)``, such as your ``line`` or a logistic curve of
        one input made with your ``sigmoid``.
    loss : callable
        Your ``loss(Y (1, m), Y_hat (1, m)) -> float``. It draws the map and the slices, so a
        wrong function makes a wrong picture.
    names : (str, str)
        What the weights are called.
    limits : ((float, float), (float, float))
        The least and the largest value of each.
    start : (float, float), optional
        Where to begin; near a corner when left out.

    Raises
    ------
    ValueError
        If x and y are not two rows of equally many finite numbers, or a limit is none.

    Examples
    --------
    >>> walk = LossSurface([0, 1, 2], [1, 3, 5], lambda x, w, b: w * x + b,
    ...                    lambda Y, Y_hat: abs(Y - Y_hat).max())
    >>> walk.show_me()
    >>> [round(weight, 3) + 0.0 for weight in walk.weights]
    [2.0, 1.0]
    """

    _esm = link("loss_surface.js")
    _css = STYLE
    question = "Which way is down from here, and where is the lowest place? Guess, then walk."

    def __init__(
        self,
        x: ArrayLike,
        y: ArrayLike,
        predict: Callable[..., Any],
        loss: Callable[..., Any],
        names: tuple[str, str] = ("w", "b"),
        limits: tuple[tuple[float, float], tuple[float, float]] = ((-5.0, 5.0), (-5.0, 5.0)),
        start: tuple[float, float] | None = None,
    ) -> None:
        points_x, points_y = paired_points("LossSurface", x, y)
        view = view_of(points_x, points_y)
        if any(not -np.inf < low < high < np.inf for low, high in limits):
            raise ValueError("LossSurface needs limits with a least and a larger finite value.")
        grid = np.linspace(view["left"], view["right"], CURVE_POINTS)
        self._task = SurfaceTask(points_x, points_y, grid, predict, loss, names, limits)
        self._losses: Numbers | None = None
        self._map: Payload = dict.fromkeys(("shades", "heights", "levels"))
        self._last_good: Payload = dict.fromkeys(("curve", "fitted", "first", "second"))
        first, second = start or tuple(low + 0.12 * (high - low) for low, high in limits)
        setting = {
            "x": floats(points_x),
            "y": floats(points_y),
            "view": view,
            "names": list(names),
            "limits": [list(pair) for pair in limits],
            "cells": CELLS,
            "predict": name_of(predict),
            "loss": name_of(loss),
        }
        super().__init__(setting, {"first": float(first), "second": float(second)})

    @property
    def weights(self) -> tuple[float, float]:
        """The two weights."""
        return float(self.state["first"]), float(self.state["second"])

    @weights.setter
    def weights(self, value: tuple[float, float]) -> None:
        self.move(first=value[0], second=value[1])

    def draw(self, state: Mapping[str, float]) -> Payload:
        """Return the frame of a state, with the last good fit where there is no new one."""
        frame = surface_frame(self._task, (state["first"], state["second"]))
        problem = frame.problem
        if self._losses is None and not problem:
            try:
                self._survey()
            except Trouble as trouble:
                problem = str(trouble)
        if frame.curve is not None and frame.fitted is not None and frame.slices is not None:
            first, second = frame.slices
            self._last_good = {
                "curve": floats(frame.curve),
                "fitted": floats(frame.fitted),
                "first": floats(first),
                "second": floats(second),
            }
        stale = frame.slices is None and self._last_good["first"] is not None
        return {
            **self._last_good,
            **self._map,
            "stale": stale,
            "loss": "" if frame.loss is None else number(frame.loss),
            "problem": self.explained(problem, stale),
            "sentence": frame.sentence,
        }

    def act(self, action: str) -> None:
        """Do what a button says: ``"reset"`` or ``"show"``."""
        actions = {"reset": self.reset, "show": self.show_me}
        if action in actions:
            actions[action]()

    def show_me(self) -> None:
        """Go to the lowest place that your loss has on the map."""
        if self._losses is None:
            self.redraw()
            return
        try:
            self.weights = lowest(self._task, self._losses)
        except Trouble:
            self.redraw()

    def _survey(self) -> None:
        """Ask for the loss all over the map, once; raises Trouble."""
        self._losses = surface(self._task)
        shades, levels = shades_of(self._losses)
        heights, lines = floats(self._losses), floats(levels)
        self._map = {"shades": shades.tobytes(), "heights": heights, "levels": lines}
