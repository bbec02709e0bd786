"""A neuron with two inputs as a map of the plane: where it fires, and why (neuron)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from deepcat.widgets.bundle import STYLE, link
from deepcat.widgets.live import LiveWidget, Payload, floats, limit
from deepcat.widgets.neuron_picture import CELLS, NeuronState, NeuronTask, neuron_frame
from deepcat.widgets.plane import Numbers, classed_points, reach_of
from deepcat.widgets.words import name_of, number

SLIDER = 4.0


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
    >>> both.sentence.endswith("on 4 points of two classes: 4 right, 0 wrong.")
    True
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
        points, classes = classed_points("NeuronMap", X, Y)
        reach = reach_of(points)
        self._task = NeuronTask(points, classes, reach, neuron_batch, activation, threshold)
        w_end = limit(*w, least=SLIDER)
        self._good = _separating(points, classes, w_end)
        self._last_good: Payload = {"shades": None, "low": "0", "high": "1", "right": None}
        setting = {
            "x1": floats(points[0]),
            "x2": floats(points[1]),
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
        if frame.shades is not None and frame.right is not None:
            self._last_good = {
                "shades": frame.shades.tobytes(),
                "low": number(frame.low),
                "high": number(frame.high),
                "right": frame.right.astype(np.uint8).tobytes(),
            }
        stale = frame.shades is None and self._last_good["shades"] is not None
        return {
            **self._last_good,
            "stale": stale,
            "output": "" if frame.output is None else number(frame.output),
            "fires": frame.output is not None and frame.output > self._task.threshold,
            "problem": self.explained(frame.problem, stale),
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


def _separating(X: Numbers, Y: NDArray[np.bool_], w_end: float) -> dict[str, float]:
    """Return weights by least squares on ±1, long enough to see and short enough for a slider."""
    design = np.concatenate([X, np.ones((1, X.shape[1]))])  # (3, m)
    w1, w2, b = np.linalg.lstsq(design.T, np.where(Y, 1.0, -1.0), rcond=None)[0]
    length = float(np.hypot(w1, w2))
    scale = 0.75 * w_end / length if length > 1e-9 else 1.0
    return {"w1": float(scale * w1), "w2": float(scale * w2), "b": float(scale * b)}
