"""A neuron with two inputs as a map of the plane: where it fires, and why (neuron)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from deepcat.widgets.attempt import Trouble, answer, name_of
from deepcat.widgets.bundle import STYLE, link
from deepcat.widgets.live import LiveWidget, Payload, limit, number

Numbers = NDArray[np.float64]

CELLS = 100
SLIDER = 4.0
NOT_A_NUMBER, THRESHOLD_SHADE, BRIGHTEST = 0, 128, 255


@dataclass(frozen=True)
class NeuronTask:
    """Two classes of points, the student's functions and the part of the plane to draw.

    Attributes
    ----------
    X : (2, m) float64
        The points, one a column.
    Y : (m,) bool
        True where the class is 1.
    reach : float
        The picture shows both inputs from -reach to reach.
    neuron_batch : callable or None
        ``neuron_batch(w (2, 1), X (2, m), b, activation) -> (1, m)``.
    activation : callable or None
        An element-wise function; without one the neuron fires (1) or does not (0).
    threshold : float
        The neuron says class 1 where its output is above this.
    """

    X: Numbers
    Y: NDArray[np.bool_]
    reach: float
    neuron_batch: Callable[..., Any] | None = None
    activation: Callable[..., Any] | None = None
    threshold: float = 0.5

    def outputs(self, w: tuple[float, float], b: float, X: Numbers) -> Numbers:
        """Return the neuron's output for each column of X (2, k), as (k,); raises Trouble."""
        activation = fires if self.activation is None else self.activation
        shape = (1, X.shape[1])
        if self.neuron_batch is not None:
            column = np.array(w).reshape(2, 1)
            return answer(self.neuron_batch, column, X, b, activation, shape=shape)[0]
        z = w[0] * X[:1] + w[1] * X[1:] + b  # (1, k)
        return answer(activation, z, shape=shape)[0]


@dataclass(frozen=True)
class NeuronState:
    """The neuron's numbers and the probe's place."""

    w: tuple[float, float]
    b: float
    probe: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True)
class NeuronFrame:
    """The picture of a state; the arrays are None when the functions gave nothing to draw.

    Attributes
    ----------
    shades : (n, n) uint8 or None
        The map, its first row on top: 128 is the threshold, 1 the lowest and 255 the highest
        output on the map, 0 where the output is not a number.
    low, high : float
        The outputs that 1 and 255 stand for.
    right : (m,) bool or None
        Whether each point is on its right side.
    output : float or None
        The neuron's output at the probe.
    problem, sentence : str
        What went wrong, and what the picture shows, in words.
    """

    shades: NDArray[np.uint8] | None
    low: float
    high: float
    right: NDArray[np.bool_] | None
    output: float | None
    problem: str
    sentence: str


def fires(z: Numbers) -> Numbers:
    """Return 1.0 where z is at least 0 and 0.0 elsewhere: the oldest activation, the step."""
    return (z >= 0).astype(np.float64)


def neuron_frame(task: NeuronTask, state: NeuronState, cells: int = CELLS) -> NeuronFrame:
    """Return the picture of a state; a pure function, given that the student's two are.

    The map, the points and the probe are columns of one array, so that the student's function
    is called once a frame.

    Parameters
    ----------
    task : NeuronTask
        The points and the functions.
    state : NeuronState
        The neuron to draw.
    cells : int
        The map has cells × cells values, each taken at its cell's middle.

    Returns
    -------
    NeuronFrame
        The map and what it means for the points and the probe.
    """
    X = np.concatenate([_grid(task.reach, cells), task.X, np.array([state.probe]).T], axis=1)
    try:
        a = task.outputs(state.w, state.b, X)  # (cells² + m + 1,)
    except Trouble as trouble:
        sentence = _sentence(task, state, None)
        return NeuronFrame(None, 0.0, 1.0, None, None, str(trouble), sentence)
    shades, low, high = shaded(a[: cells**2], task.threshold)
    right = (a[cells**2 : -1] > task.threshold) == task.Y
    problem = ""
    if not np.isfinite(a).all():
        count = np.count_nonzero(~np.isfinite(a))
        problem = f"The output is not a finite number at {count} of {a.size} places."
    sentence = _sentence(task, state, right)
    return NeuronFrame(
        shades.reshape(cells, cells), low, high, right, float(a[-1]), problem, sentence
    )


def _grid(reach: float, cells: int) -> Numbers:
    middles = reach * ((2 * np.arange(cells) + 1) / cells - 1)
    across, up = np.meshgrid(middles, middles[::-1])
    return np.stack([across.ravel(), up.ravel()])  # (2, cells²)


def shaded(a: Numbers, threshold: float) -> tuple[NDArray[np.uint8], float, float]:
    """Return outputs as shades on both sides of the threshold, and the two ends of the scale.

    Parameters
    ----------
    a : (k,) float64
        Outputs; nan and inf have no shade.
    threshold : float
        The output that has the middle shade.

    Returns
    -------
    shades : (k,) uint8
        0 for no number, else 1 to 255 with 128 at the threshold.
    low, high : float
        The outputs at 1 and 255: at least half a unit from the threshold on either side.
    """
    finite = np.isfinite(a)
    low = min(threshold - 0.5, float(a[finite].min(initial=threshold)))
    high = max(threshold + 0.5, float(a[finite].max(initial=threshold)))
    above = np.where(finite, a, threshold) - threshold
    side = np.where(above > 0, high - threshold, threshold - low)
    steps = np.round(above / side * (BRIGHTEST - THRESHOLD_SHADE))
    shades = np.where(finite, THRESHOLD_SHADE + steps, NOT_A_NUMBER)
    return shades.astype(np.uint8), low, high


def _sentence(task: NeuronTask, state: NeuronState, right: NDArray[np.bool_] | None) -> str:
    words = (
        f"A neuron with w1 = {number(state.w[0])}, w2 = {number(state.w[1])}"
        f" and b = {number(state.b)}, on {task.Y.size} points of two classes"
    )
    if right is None:
        return words + "."
    correct = int(np.count_nonzero(right))
    return f"{words}: {correct} right, {right.size - correct} wrong."


class NeuronMap(LiveWidget):
    """Turn and shift a neuron's boundary until it separates two classes of points.

    Parameters
    ----------
    X : (2, m) array_like
        The points, one a column.
    Y : (1, m) array_like
        Their classes, 0 or 1.
    neuron_batch : callable, optional
        Your ``neuron_batch(w, X, b, activation) -> (1, m)``. It draws the map, in one call for
        the whole picture, so a wrong function makes a wrong picture.
    activation : callable, optional
        Your element-wise activation. Without one the neuron fires (1) or does not (0).
    w : (float, float)
        The weights to begin with.
    b : float
        The bias to begin with.
    threshold : float
        The neuron says class 1 where its output is above this: 0.5 for the step and the
        sigmoid, 0.0 for tanh and ReLU.

    Raises
    ------
    ValueError
        If X or Y has another shape, or Y holds anything but 0 and 1.

    Examples
    --------
    >>> both = NeuronMap([[0, 0, 1, 1], [0, 1, 0, 1]], [[0, 0, 0, 1]], w=(1.0, 1.0), b=-1.5)
    >>> both.sentence
    'A neuron with w1 = 1.00, w2 = 1.00 and b = −1.50, on 4 points of two classes: 4 right, 0 wrong.'
    """

    _esm = link("neuron_map.js")
    _css = STYLE
    question = "Can you bring every point to its right side? What does w do, and what does b do?"

    def __init__(
        self,
        X: ArrayLike,
        Y: ArrayLike,
        neuron_batch: Callable[..., Any] | None = None,
        activation: Callable[..., Any] | None = None,
        w: tuple[float, float] = (1.0, -0.5),
        b: float = 0.0,
        *,
        threshold: float = 0.5,
    ) -> None:
        points, classes = _points(X, Y)
        reach = 1.25 * (float(np.abs(points).max()) or 1.0)
        self._task = NeuronTask(points, classes, reach, neuron_batch, activation, threshold)
        w_end = limit(*w, least=SLIDER)
        self._good = _separating(points, classes, w_end)
        self._last_good: Payload = {"shades": None, "low": "0", "high": "1", "right": None}
        setting = {
            "x1": points[0].astype("<f4").tobytes(),
            "x2": points[1].astype("<f4").tobytes(),
            "classes": classes.astype(np.uint8).tobytes(),
            "reach": reach,
            "cells": CELLS,
            "limits": {"w": w_end, "b": limit(b, 2 * reach, self._good["b"], least=SLIDER)},
            "threshold": number(threshold),
            "activation": "step" if activation is None else name_of(activation),
        }
        opening = {"w1": float(w[0]), "w2": float(w[1]), "b": float(b)}
        probe = {"x1": 0.5 * reach, "x2": 0.5 * reach}
        super().__init__(setting, {**opening, **probe})

    @property
    def w(self) -> tuple[float, float]:
        """The two weights."""
        return float(self.state["w1"]), float(self.state["w2"])

    @w.setter
    def w(self, value: tuple[float, float]) -> None:
        self.move(w1=value[0], w2=value[1])

    @property
    def b(self) -> float:
        """The bias."""
        return float(self.state["b"])

    @b.setter
    def b(self, value: float) -> None:
        self.move(b=value)

    def draw(self, state: Mapping[str, float]) -> Payload:
        """Return the frame of a state, with the last good map where there is no new one."""
        neuron = NeuronState((state["w1"], state["w2"]), state["b"], (state["x1"], state["x2"]))
        frame = neuron_frame(self._task, neuron)
        stale = frame.shades is None or frame.right is None
        if frame.shades is not None and frame.right is not None:
            self._last_good = {
                "shades": frame.shades.tobytes(),
                "low": number(frame.low),
                "high": number(frame.high),
                "right": frame.right.astype(np.uint8).tobytes(),
            }
        return {
            **self._last_good,
            "stale": stale and self._last_good["shades"] is not None,
            "output": "" if frame.output is None else number(frame.output),
            "fires": frame.output is not None and frame.output > self._task.threshold,
            "problem": frame.problem,
            "sentence": frame.sentence,
        }

    def act(self, action: str) -> None:
        """Do what a button says: ``"reset"`` or ``"show"``."""
        actions = {"reset": self.reset, "show": self.show_me}
        if action in actions:
            actions[action]()

    def show_me(self) -> None:
        """Go to a good answer, if a straight line can give one."""
        self.move(**self._good)


def _points(X: ArrayLike, Y: ArrayLike) -> tuple[Numbers, NDArray[np.bool_]]:
    points, classes = np.array(X, dtype=np.float64), np.array(Y, dtype=np.float64)
    if points.ndim != 2 or points.shape[0] != 2 or classes.shape != (1, points.shape[1]):
        raise ValueError(
            "NeuronMap needs X of shape (2, m) and Y of shape (1, m);"
            f" X has shape {points.shape} and Y has shape {classes.shape}."
        )
    if not points.size or not np.isfinite(points).all():
        raise ValueError("NeuronMap needs at least one point, and finite ones.")
    if not np.isin(classes, (0.0, 1.0)).all():
        raise ValueError("NeuronMap needs a Y of zeros and ones.")
    return points, classes[0] == 1.0


def _separating(X: Numbers, Y: NDArray[np.bool_], w_end: float) -> dict[str, float]:
    """Return weights by least squares on ±1, long enough to see and short enough for a slider."""
    design = np.concatenate([X, np.ones((1, X.shape[1]))])  # (3, m)
    w1, w2, b = np.linalg.lstsq(design.T, np.where(Y, 1.0, -1.0), rcond=None)[0]
    length = float(np.hypot(w1, w2))
    scale = 0.75 * w_end / length if length > 1e-9 else 1.0
    return {"w1": float(scale * w1), "w2": float(scale * w2), "b": float(scale * b)}
