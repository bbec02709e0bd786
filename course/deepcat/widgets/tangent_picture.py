"""The picture of an activation with its tangent, from state to arrays, without a browser."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from deepcat.widgets.attempt import Trouble, answer
from deepcat.widgets.plane import Numbers
from deepcat.widgets.words import name_of, number

POINTS = 241
NEAR = 1e-3  # how far to go from z to see how the curve itself rises
SAME = 0.02  # a difference of slopes that nobody sees


@dataclass(frozen=True)
class Pair:
    """An activation and its derivative, both of the score z, as the student wrote them."""

    activation: Callable[..., Any]
    derivative: Callable[..., Any]

    @property
    def name(self) -> str:
        """The activation's name."""
        return name_of(self.activation)


@dataclass(frozen=True)
class TangentFrame:
    """The picture of a state: None where a function gave nothing to draw.

    Attributes
    ----------
    curve, slopes : (POINTS,) float64 or None
        The activation and the derivative on the grid.
    height, slope : float or None
        What the student's two functions give at z.
    rises : (float, float) or None
        How steeply the curve itself rises just before z and just after it.
    problem, sentence : str
        What went wrong, and what the picture shows, in words.
    """

    curve: Numbers | None
    slopes: Numbers | None
    height: float | None
    slope: float | None
    rises: tuple[float, float] | None
    problem: str
    sentence: str


def tangent_frame(pair: Pair, z: float, reach: float) -> TangentFrame:
    """Return the picture at a score; a pure function, given that the student's two are.

    Parameters
    ----------
    pair : Pair
        The student's functions.
    z : float
        Where the tangent touches.
    reach : float
        The curves are drawn from -reach to reach.
    """
    curve = slopes = height = slope = rises = None
    problems = []
    grid = np.linspace(-reach, reach, POINTS)
    around = np.array([z, z - NEAR, z + NEAR])
    try:
        curve, (height, before, after) = _asked(pair.activation, grid, around)
        rises = (height - before) / NEAR, (after - height) / NEAR
    except Trouble as trouble:
        problems.append(str(trouble))
    try:
        slopes, (slope, *_) = _asked(pair.derivative, grid, around)
    except Trouble as trouble:
        problems.append(str(trouble))
    problem = " ".join(dict.fromkeys(problems))
    sentence = _sentence(pair, z, height, slope, rises)
    return TangentFrame(curve, slopes, height, slope, rises, problem, sentence)


def rise_words(rises: tuple[float, float]) -> str:
    """Say how the curve itself goes on at z, measured from its own heights."""
    before, after = rises
    if abs(before - after) > SAME:
        both = f"it rises {number(before)} before and {number(after)} after"
        return f"the curve has a corner here: {both}"
    return f"the curve itself rises {number((before + after) / 2)} for each unit of z"


def _asked(
    function: Callable[..., Any], grid: Numbers, around: Numbers
) -> tuple[Numbers, list[float]]:
    """Ask with one row of scores, as the checks do; raises Trouble."""
    row = np.concatenate([grid, around]).reshape(1, -1)
    values = answer(function, row, shape=row.shape).ravel()
    return values[:POINTS], [float(value) for value in values[POINTS:]]


def _sentence(
    pair: Pair,
    z: float,
    height: float | None,
    slope: float | None,
    rises: tuple[float, float] | None,
) -> str:
    words = f"The curve of {pair.name} and its tangent at z = {number(z)}"
    if height is not None:
        words += f", where its height is {number(height)}"
    if slope is not None:
        words += f"; {name_of(pair.derivative)} gives the slope {number(slope)}"
    if rises is not None:
        words += f", and {rise_words(rises)}"
    return words + "."
