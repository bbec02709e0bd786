"""The picture of a curve that is built of bumps, from state to arrays, without a browser."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from deepcat.widgets.attempt import Trouble, answer
from deepcat.widgets.plane import Numbers
from deepcat.widgets.words import number

POINTS = 301
EDGE = 0.01  # the distance is not measured in this share of the width at either end


@dataclass(frozen=True)
class BumpsTask:
    """The curve to build, and the student's functions.

    Attributes
    ----------
    x : (POINTS,) float64
        Where everything is drawn, from left to right.
    target : callable
        The curve, ``f(x (k,)) -> (k,)``.
    bump : callable or None
        ``bump(x (k,), left, right, height, steepness) -> (k,)``.
    approximate : callable or None
        ``approximate(f, x (k,), n_bumps) -> (k,)``.
    """

    x: Numbers
    target: Callable[..., Any]
    bump: Callable[..., Any] | None = None
    approximate: Callable[..., Any] | None = None

    def one(self, bump: Bump, steepness: float) -> Numbers:
        """Return what the student's function gives for one bump; raises Trouble."""
        assert self.bump is not None
        sides = bump.left, bump.right, bump.height
        return answer(self.bump, self.x, *sides, steepness, shape=self.x.shape)


@dataclass(frozen=True)
class Bump:
    """Where a bump begins and ends, and how high it is."""

    left: float
    right: float
    height: float


@dataclass(frozen=True)
class BumpsFrame:
    """The picture of a state: None where a function is missing or gave nothing to draw.

    Attributes
    ----------
    target, total, yours : (POINTS,) float64 or None
        The curve, the sum of the bumps, and what the student's ``approximate`` makes.
    pieces : list of (POINTS,) float64
        Each bump by itself.
    error, your_error : float or None
        The distance between the curve and the sum, and that of ``approximate``, on average.
    problem, sentence : str
        What went wrong, and what the picture shows, in words.
    """

    target: Numbers | None
    pieces: list[Numbers]
    total: Numbers | None
    error: float | None
    yours: Numbers | None
    your_error: float | None
    problem: str
    sentence: str


def bumps_frame(task: BumpsTask, bumps: list[Bump], steepness: float) -> BumpsFrame:
    """Return the picture of a state; a pure function, given that the student's are."""
    target = total = yours = None
    pieces: list[Numbers] = []
    problems = []
    try:
        target = answer(task.target, task.x, shape=task.x.shape)
        if task.bump is not None:
            pieces = [task.one(bump, steepness) for bump in bumps]
            total = np.sum(pieces, axis=0)
    except Trouble as trouble:
        pieces = []
        problems.append(str(trouble))
    try:
        if task.approximate is not None:
            shape = task.x.shape
            yours = answer(task.approximate, task.target, task.x, len(bumps), shape=shape)
    except Trouble as trouble:
        problems.append(str(trouble))
    error, your_error = (distance(task, target, made) for made in (total, yours))
    sentence = _sentence(len(bumps), steepness, error, your_error)
    problem = " ".join(dict.fromkeys(problems))
    return BumpsFrame(target, pieces, total, error, yours, your_error, problem, sentence)


def distance(task: BumpsTask, target: Numbers | None, made: Numbers | None) -> float | None:
    """Return the average distance between two curves, without the ends; None without either."""
    if target is None or made is None:
        return None
    room = EDGE * (task.x[-1] - task.x[0])
    inner = (task.x >= task.x[0] + room) & (task.x <= task.x[-1] - room)
    apart = np.abs(target - made)[inner]
    return float(apart.sum() / apart.size)


def fitting_heights(task: BumpsTask, bumps: list[Bump], steepness: float) -> list[float] | None:
    """Return the heights that bring the sum closest to the curve, the bumps staying in place.

    They are found by least squares over the student's own bumps of height 1. None where those
    hold anything but finite numbers; raises Trouble as the student's functions do.
    """
    target = answer(task.target, task.x, shape=task.x.shape)
    ones = [task.one(Bump(bump.left, bump.right, 1.0), steepness) for bump in bumps]
    design = np.stack(ones, axis=1)  # (POINTS, n)
    if not (np.isfinite(design).all() and np.isfinite(target).all()):
        return None
    heights = np.linalg.lstsq(design, target, rcond=1e-6)[0]
    return [float(height) for height in heights]


def _sentence(n: int, steepness: float, error: float | None, your_error: float | None) -> str:
    words = f"A curve and the sum of {n} {'bump' if n == 1 else 'bumps'}"
    words += f" of steepness {number(steepness)}"
    if error is not None:
        words += f"; they are {number(error)} apart on average"
    if your_error is not None:
        words += f". Your approximate, with as many bumps, is {number(your_error)} away"
    return words + "."
