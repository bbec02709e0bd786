"""Gradient descent on a surface over two parameters, seen from above (backprop)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from deepcat.widgets.attempt import Trouble, answer, call, numbers
from deepcat.widgets.descent import Downhill
from deepcat.widgets.live import Payload, floats
from deepcat.widgets.plane import Numbers
from deepcat.widgets.surface_picture import shades_of
from deepcat.widgets.words import name_of

CELLS = 41


class DescentMap(Downhill):
    """Walk downhill on a surface over two parameters by your own ``gradient_step``.

    Parameters
    ----------
    f : callable
        The height of a place, ``f(parameters) -> float``; parameters are a dict of two numbers.
    gradients : callable
        Its slopes, ``gradients(parameters) -> dict`` with a ``"d"`` before each name.
    step : callable
        Your ``gradient_step(parameters, gradients, learning_rate) -> parameters``.
    start : dict of str to float
        Where the walk begins: two names and their numbers.
    limits : ((float, float), (float, float))
        The part of the surface in the picture, along the first and along the second.
    learning_rate : float
        Between 0.001 and 10.
    n_steps : int
        Steps of the walk.

    Raises
    ------
    ValueError
        If there are not two parameters, or the limits, the rate or the steps cannot be.

    Examples
    --------
    >>> slide = DescentMap(lambda p: p["u"] + p["v"], lambda p: {"du": 1.0, "dv": 1.0},
    ...                    lambda p, g, rate: {n: p[n] - rate * g["d" + n] for n in p},
    ...                    {"u": 2.0, "v": 1.0}, learning_rate=0.5, n_steps=2)
    >>> slide.path.tolist()
    [[2.0, 1.0], [1.5, 0.5], [1.0, 0.0]]
    """

    def __init__(
        self,
        f: Callable[..., Any],
        gradients: Callable[..., Any],
        step: Callable[..., Any],
        start: Mapping[str, float],
        *,
        limits: tuple[tuple[float, float], tuple[float, float]] = ((-5.0, 5.0), (-5.0, 5.0)),
        learning_rate: float = 0.1,
        n_steps: int = 20,
    ) -> None:
        if len(start) != 2:
            raise ValueError(f"DescentMap needs a start of two parameters, not of {len(start)}.")
        self._f, self._gradients, self._step, self._limits = f, gradients, step, limits
        names, places = tuple(start), tuple(float(value) for value in start.values())
        super().__init__(names, limits, places, learning_rate, n_steps)

    def ground(self) -> Payload:
        """Return the map, its first row on top, and the heights for its lines."""
        across, up = (np.linspace(*pair, CELLS) for pair in self._limits)
        heights = np.array([[self.height(np.array([a, b])) for a in across] for b in up[::-1]])
        shades, levels = shades_of(heights)
        lines = {"ground": floats(heights), "levels": floats(levels)}
        return {"shades": shades.tobytes(), "cells": CELLS, **lines}

    def walk(self, rate: float, start: tuple[float, ...]) -> Numbers:
        """Return the places that the student's steps lead to, (n_steps + 1, 2)."""
        path = np.full((self._steps + 1, 2), np.nan)
        path[0] = start
        for k in range(self._steps):
            if not np.isfinite(path[k]).all():
                break
            slopes = call(self._gradients, self._named(path[k]))
            after = call(self._step, self._named(path[k]), slopes, rate)
            name = name_of(self._step)
            if not isinstance(after, Mapping) or not set(self._names) <= set(after):
                raise Trouble(f"{name} should return a dict of {' and '.join(self._names)}.")
            path[k + 1] = [numbers(name, after[key], (), f'"{key}"').item() for key in self._names]
        return path

    def height(self, place: Numbers) -> float:
        """Return the height of a place."""
        if not np.isfinite(place).all():
            return float("nan")
        return float(answer(self._f, self._named(place), shape=()))

    def _named(self, place: Numbers) -> dict[str, float]:
        # As NumPy's numbers, which go on to inf where the walk diverges.
        return dict(zip(self._names, place, strict=True))
