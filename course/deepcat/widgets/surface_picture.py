"""The loss over two weights, its slices and the fit that belongs to a place, without a browser."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from deepcat.widgets.attempt import Trouble, answer
from deepcat.widgets.plane import BRIGHTEST, NOT_A_NUMBER, Numbers
from deepcat.widgets.words import number

CELLS = 48
LINES = 12
SLICE = 49


@dataclass(frozen=True)
class SurfaceTask:
    """The data, the student's two functions, and the weights to look at.

    Attributes
    ----------
    x, y : (m,) float64
        The data.
    grid : (k,) float64
        Where the fit is drawn.
    predict : callable
        ``predict(x (k,), first, second) -> (k,)``.
    loss : callable
        ``loss(Y (1, m), Y_hat (1, m)) -> float``.
    names : (str, str)
        What the two weights are called.
    limits : ((float, float), (float, float))
        The least and the largest of each.
    """

    x: Numbers
    y: Numbers
    grid: Numbers
    predict: Callable[..., Any]
    loss: Callable[..., Any]
    names: tuple[str, str]
    limits: tuple[tuple[float, float], tuple[float, float]]

    def fit(self, x: Numbers, weights: tuple[float, float]) -> Numbers:
        """Return the student's prediction at x; raises Trouble."""
        return answer(self.predict, x, *weights, shape=x.shape)

    def cost(self, weights: tuple[float, float]) -> float:
        """Return the student's loss of some weights; raises Trouble."""
        Y_hat = self.fit(self.x, weights).reshape(1, -1)
        return float(answer(self.loss, self.y.reshape(1, -1), Y_hat, shape=()))

    def places(self, axis: int, count: int) -> list[float]:
        """Return evenly spaced values of one weight, from end to end."""
        return [float(value) for value in np.linspace(*self.limits[axis], count)]


@dataclass(frozen=True)
class SurfaceFrame:
    """The picture of a place: None where the functions gave nothing to draw.

    Attributes
    ----------
    curve : (k,) float64 or None
        The prediction on the task's grid.
    fitted : (m,) float64 or None
        The prediction at the data.
    slices : ((SLICE,), (SLICE,)) float64 or None
        The loss along the first weight, and along the second, through the place.
    loss : float or None
        The loss at the place.
    problem, sentence : str
        What went wrong, and what the picture shows, in words.
    """

    curve: Numbers | None
    fitted: Numbers | None
    slices: tuple[Numbers, Numbers] | None
    loss: float | None
    problem: str
    sentence: str


def surface(task: SurfaceTask, cells: int = CELLS) -> Numbers:
    """Return the loss over both weights, (cells, cells), the second's largest value on top.

    Raises
    ------
    Trouble
        At the first place where the student's functions give no number.
    """
    across, up = task.places(0, cells), task.places(1, cells)
    return np.array([[task.cost((first, second)) for first in across] for second in up[::-1]])


def shades_of(losses: Numbers) -> tuple[NDArray[np.uint8], Numbers]:
    """Return losses as shades, and the losses at which to draw lines of equal height.

    Both go by the square root of what lies above the least loss, so that the lines of a bowl
    are rings of even width. Where the loss is flat there is no line.

    Returns
    -------
    shades : (k, k) uint8
        1 the least and 255 the largest loss, 0 what is no number.
    levels : (LINES,) float64
        The losses of the lines.
    """
    finite = np.isfinite(losses)
    if not finite.any():
        return np.zeros(losses.shape, dtype=np.uint8), np.full(LINES, np.nan)
    least, most = losses[finite].min(), losses[finite].max()
    above = np.sqrt((np.where(finite, losses, least) - least) / ((most - least) or 1.0))
    shades = np.where(finite, 1 + np.round(above * (BRIGHTEST - 1)), NOT_A_NUMBER)
    steps = np.linspace(0.0, 1.0, LINES + 2)[1:-1]
    return shades.astype(np.uint8), least + (most - least) * steps * steps


def surface_frame(task: SurfaceTask, weights: tuple[float, float]) -> SurfaceFrame:
    """Return the picture of a place; a pure function, given that the student's two are."""
    curve = fitted = slices = loss = None
    problem = ""
    try:
        curve, fitted = task.fit(task.grid, weights), task.fit(task.x, weights)
        loss = task.cost(weights)
        first = [task.cost((at, weights[1])) for at in task.places(0, SLICE)]
        second = [task.cost((weights[0], at)) for at in task.places(1, SLICE)]
        slices = np.array(first), np.array(second)
    except Trouble as trouble:
        problem = str(trouble)
    pairs = zip(task.names, weights, strict=True)
    words = " and ".join(f"{name} = {number(value)}" for name, value in pairs)
    sentence = f"{task.x.size} points and a fit with {words}"
    sentence += "." if loss is None else f"; its loss is {number(loss)}."
    return SurfaceFrame(curve, fitted, slices, loss, problem, sentence)


def lowest(task: SurfaceTask, losses: Numbers) -> tuple[float, float]:
    """Return the place of the least loss: the best of the map, then ever closer around it.

    Raises Trouble as the student's functions do.
    """
    finite = np.where(np.isfinite(losses), losses, np.inf)
    row, column = np.unravel_index(int(finite.argmin()), finite.shape)
    best = task.places(0, CELLS)[column], task.places(1, CELLS)[::-1][row]
    reach = [(high - low) / CELLS for low, high in task.limits]
    for _ in range(60):
        steps = [(i * reach[0], j * reach[1]) for i in (-1, 0, 1) for j in (-1, 0, 1)]
        near = [_inside(task, best[0] + i, best[1] + j) for i, j in steps]
        nearest = min(near, key=task.cost)
        if task.cost(nearest) >= task.cost(best):
            reach = [r / 2 for r in reach]
        else:
            best = nearest
    return best


def _inside(task: SurfaceTask, first: float, second: float) -> tuple[float, float]:
    (left, right), (bottom, top) = task.limits
    return min(max(first, left), right), min(max(second, bottom), top)
