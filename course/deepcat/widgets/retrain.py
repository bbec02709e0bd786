"""Finished training at every tick of a slider: its whole curve, and the map that came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from deepcat.widgets.attempt import Trouble, call
from deepcat.widgets.bundle import STYLE, link
from deepcat.widgets.live import LiveWidget, Payload, floats
from deepcat.widgets.plane import Numbers, classed_points, reach_of, shaded
from deepcat.widgets.retraining import Finished, Gradients, finished, training_of
from deepcat.widgets.training_run import Functions
from deepcat.widgets.words import name_of, number

TRIED = 9  # settings that *Show me* compares
TICKS = 60
RANGES: dict[str, dict[str, Any]] = {
    "learning_rate": {"low": 0.01, "high": 10.0, "log": True, "name": "learning rate"},
    "units": {"low": 1, "high": 16, "whole": True, "name": "hidden units"},
    "seed": {"low": 0, "high": 50, "whole": True, "name": "seed of the first weights"},
}


class Retrain(LiveWidget):
    """Move a slider, and see at every tick what a whole training with this setting leads to.

    Parameters
    ----------
    retrain : callable
        ``retrain(setting) -> (curve, map)``: the losses (k,) from before the first step to after
        the last, and the outputs (n, n) on a grid of the plane, its first row the lowest, as
        your ``decision_grid`` gives them; or None for no map.
    low, high : float
        The ends of the slider.
    start : float
        Where it begins.
    name : str
        What the setting is called.
    log, whole : bool
        Whether the slider moves in equal ratios, and whether it knows whole numbers only.
    compare : float, optional
        A setting whose curve stays in the picture.
    X, Y : array_like, optional
        Points to draw on the map, (2, m) and (1, m).
    reach : float, optional
        The map shows both inputs from -reach to reach; as far as the points when left out.
    threshold : float
        The output that has the middle shade.
    every : int
        How many steps lie between two losses of the curve.

    Raises
    ------
    ValueError
        If the ends, the start or the points cannot be.

    Examples
    --------
    >>> falls = Retrain(lambda rate: (np.array([1.0, 1 - rate]), None), 0.0, 1.0, 0.25)
    >>> falls.sentence
    'setting = 0.25: the loss goes from 1.00 to 0.75 in 1 step.'
    """

    _esm = link("retrain.js")
    _css = STYLE
    question = "Where on the slider does the training end best? Guess, then move it."

    def __init__(
        self,
        retrain: Callable[[Any], Finished],
        low: float,
        high: float,
        start: float,
        *,
        name: str = "setting",
        log: bool = False,
        whole: bool = False,
        compare: float | None = None,
        X: ArrayLike | None = None,
        Y: ArrayLike | None = None,
        reach: float | None = None,
        threshold: float = 0.5,
        every: int = 1,
    ) -> None:
        if not low <= start <= high or low == high or (log and low <= 0):
            raise ValueError(f"Retrain needs low <= start <= high, not {low}, {start}, {high}.")
        self._retrain, self._threshold, self._every = retrain, threshold, every
        self._ends, self._log, self._whole, self._name = (low, high), log, whole, name
        points, classes = np.zeros((2, 0)), np.zeros(0, dtype=np.bool_)
        if X is not None and Y is not None:
            points, classes = classed_points("Retrain", X, Y)
        reach = reach or (reach_of(points) if points.size else 1.0)
        self._compare = compare
        self._compared: Numbers | None = None
        self._last_good: Payload = dict.fromkeys(("curve", "compared", "shades"))
        self._last_good |= {"cells": 1, "low": "0", "high": "1"}
        setting = {
            "name": name,
            "ends": [float(low), float(high)],
            "log": log,
            "whole": whole,
            "ticks": TICKS,
            "every": every,
            "compare": "" if compare is None else self.named(compare),
            "x1": floats(points[0]),
            "x2": floats(points[1]),
            "classes": classes.astype(np.uint8).tobytes(),
            "reach": reach,
        }
        super().__init__(setting, {"setting": float(start)})

    @classmethod
    def of_network(
        cls,
        forward: Callable[..., Any],
        gradients: Gradients,
        step: Callable[..., Any],
        cost: Callable[..., Any],
        X: ArrayLike,
        Y: ArrayLike,
        *,
        vary: str = "learning_rate",
        start: float | None = None,
        initialize: Callable[..., Any] | None = None,
        **how: Any,
    ) -> Retrain:
        """Return one for a network with one hidden layer, trained by your functions.

        Parameters
        ----------
        forward, gradients, step, cost, initialize : callable
            As `Playground` takes them.
        X, Y : array_like
            Points, (2, m) and (1, m).
        vary : str
            What the slider changes: "learning_rate", "units" or "seed".
        start : float, optional
            Where the slider begins.
        **how : float
            What stays: ``units`` (8), ``learning_rate`` (0.5), ``n_steps`` (500), ``seed`` (0).

        Raises
        ------
        ValueError
            If there is nothing of this name to vary, or the points have other shapes.
        """
        if vary not in RANGES:
            raise ValueError(f"Retrain varies {', '.join(RANGES)}, and no {vary!r}.")
        functions = Functions(forward, gradients, step, cost)
        training = training_of("Retrain", X, Y, initialize, how)

        def retrain(setting: float) -> Finished:
            change: dict[str, Any] = {vary: setting}
            return finished(functions, replace(training, **change))

        begin = getattr(training, vary) if start is None else start
        points: dict[str, Any] = {"X": training.X, "Y": training.Y, "reach": training.reach}
        return cls(retrain, start=begin, **RANGES[vary], **points)

    @property
    def value(self) -> float:
        """The setting."""
        return self._valid(self.state["setting"])

    @value.setter
    def value(self, value: float) -> None:
        self.move(setting=float(value))

    def named(self, value: float) -> str:
        """Return a setting in words: its name and its value."""
        shown = str(round(value)) if self._whole else f"{value:.3g}".replace("-", "−")
        return f"{self._name} = {shown}"

    def draw(self, state: Mapping[str, float]) -> Payload:
        """Return the frame of a setting, with the last good one where there is no new one."""
        setting, problem = self._valid(state["setting"]), ""
        words = f"{self.named(setting)}: the training did not finish."
        try:
            if self._compare is not None and self._compared is None:
                self._compared, _ = self._asked(self._compare)
            curve, outputs = self._asked(setting)
            words = f"{self.named(setting)}: {_told(curve, self._every)}"
            self._last_good = {
                "curve": floats(curve),
                "compared": None if self._compared is None else floats(self._compared),
                **self._shades(outputs),
            }
        except Trouble as trouble:
            problem = str(trouble)
        stale = bool(problem) and self._last_good["curve"] is not None
        return {
            **self._last_good,
            "stale": stale,
            "problem": self.explained(problem, stale),
            "sentence": words,
        }

    def forget(self) -> None:
        """Forget the curve to compare with."""
        self._compared = None

    def act(self, action: str) -> None:
        """Do what a button says: "reset" or "show"."""
        actions = {"reset": lambda: self.renew(**self._opening), "show": self.show_me}
        if action in actions:
            actions[action]()

    def show_me(self) -> None:
        """Try a few settings from end to end, and go to the one that ends lowest."""
        low, high = self._ends
        tried = np.geomspace(low, high, TRIED) if self._log else np.linspace(low, high, TRIED)
        best, least = self.value, np.inf
        for setting in dict.fromkeys(self._valid(float(value)) for value in tried):
            try:
                curve, _ = self._asked(setting)
            except Trouble:
                break  # the frame says it
            if curve[-1] < least:
                best, least = setting, float(curve[-1])
        self.renew(setting=float(best))

    def _valid(self, setting: float) -> float:
        low, high = self._ends
        within = min(max(setting, low), high)
        return float(round(within)) if self._whole else within

    def _asked(self, setting: float) -> Finished:
        """Return a curve (k,) and a map or None; raises Trouble."""
        name = name_of(self._retrain)
        given = call(self._retrain, int(setting) if self._whole else setting)
        if not isinstance(given, tuple | list) or len(given) != 2:
            raise Trouble(f"{name} should return two things, a curve and a map.")
        curve = np.array(given[0], dtype=np.float64).ravel()
        if curve.size < 2:
            raise Trouble(f"{name} should return a curve of at least two losses.")
        if given[1] is None:
            return curve, None
        outputs = np.array(given[1], dtype=np.float64)
        if outputs.ndim != 2 or outputs.shape[0] != outputs.shape[1]:
            raise Trouble(f"{name} should return a square map, not one of shape {outputs.shape}.")
        return curve, outputs

    def _shades(self, outputs: Numbers | None) -> Payload:
        if outputs is None:
            return {"shades": None, "cells": 1, "low": "0", "high": "1"}
        shades, low, high = shaded(outputs[::-1].ravel(), self._threshold)
        shown = {"low": number(low), "high": number(high)}
        return {"shades": shades.tobytes(), "cells": outputs.shape[0], **shown}


def _told(curve: Numbers, every: int) -> str:
    """Return how a training ended, in words; `every` steps lie between two losses."""
    count = every * (curve.size - 1)
    steps = f"{count:,} step{'s' if count > 1 else ''}"
    bad = np.flatnonzero(~np.isfinite(curve))
    if bad.size:
        return f"the loss is no finite number any more after {every * bad[0]:,} of {steps}."
    words = f"the loss goes from {number(curve[0])} to {number(curve[-1])} in {steps}."
    return words if curve[-1] <= curve[0] else f"{words} It ends above where it began."
