"""The picture of a neuron with two inputs, from state to arrays, without a browser."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from deepcat.widgets.attempt import Trouble, answer
from deepcat.widgets.plane import Numbers, fires, grid, shaded
from deepcat.widgets.words import number

CELLS = 100


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
            return answer(self.neuron_batch, column, X, b, activation, shape=shape).ravel()
        z = w[0] * X[:1] + w[1] * X[1:] + b  # (1, k)
        return answer(activation, z, shape=shape).ravel()


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
    X = np.concatenate([grid(task.reach, cells), task.X, np.array([state.probe]).T], axis=1)
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


def _sentence(task: NeuronTask, state: NeuronState, right: NDArray[np.bool_] | None) -> str:
    words = (
        f"A neuron with w1 = {number(state.w[0])}, w2 = {number(state.w[1])}"
        f" and b = {number(state.b)}, on {task.Y.size} points of two classes"
    )
    if right is None:
        return words + "."
    correct = int(np.count_nonzero(right))
    return f"{words}: {correct} right, {right.size - correct} wrong."
