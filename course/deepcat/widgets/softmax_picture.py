"""The picture of a softmax, from logits to bars and a loss, without a browser."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from deepcat.widgets.attempt import Trouble, answer
from deepcat.widgets.plane import Numbers
from deepcat.widgets.words import number

LOWEST = 0.01  # the curve of the loss begins at this probability


@dataclass(frozen=True)
class SoftmaxTask:
    """The classes' names and the student's two functions.

    Attributes
    ----------
    names : tuple of str
        The K classes.
    softmax : callable or None
        ``softmax(Z (K, m)) -> (K, m)``.
    loss : callable or None
        ``categorical_cross_entropy(Y (K, m), Y_hat (K, m)) -> float``.
    """

    names: tuple[str, ...]
    softmax: Callable[..., Any] | None = None
    loss: Callable[..., Any] | None = None

    def cost(self, Y: Numbers, Y_hat: Numbers) -> float | None:
        """Return what the student's loss says; None without one; raises Trouble."""
        return None if self.loss is None else float(answer(self.loss, Y, Y_hat, shape=()))

    def truth(self, true: int) -> Numbers:
        """Return the true class as a column of zeros with a one, (K, 1)."""
        column: Numbers = np.zeros((len(self.names), 1))
        column[true] = 1.0
        return column


@dataclass(frozen=True)
class SoftmaxState:
    """The logits, the temperature that divides them, and the number of the true class."""

    logits: tuple[float, ...]
    temperature: float = 1.0
    true: int = 0


@dataclass(frozen=True)
class SoftmaxFrame:
    """The picture of a state: None where a function is missing or gave nothing to draw.

    Attributes
    ----------
    probabilities : (K,) float64 or None
        What the student's softmax gives.
    loss : float or None
        The student's cross-entropy of the true class.
    entropy : float or None
        Their cross-entropy of the probabilities with themselves, which is the entropy.
    problem, sentence : str
        What went wrong, and what the picture shows, in words.
    """

    probabilities: Numbers | None
    loss: float | None
    entropy: float | None
    problem: str
    sentence: str


def softmax_frame(task: SoftmaxTask, state: SoftmaxState) -> SoftmaxFrame:
    """Return the picture of a state; a pure function, given that the student's two are."""
    P = loss = entropy = None
    problem = ""
    Z = np.array(state.logits).reshape(-1, 1) / state.temperature  # (K, 1)
    try:
        if task.softmax is not None:
            P = answer(task.softmax, Z, shape=Z.shape)
            loss = task.cost(task.truth(state.true), P)
            entropy = task.cost(P, P)
    except Trouble as trouble:
        problem = str(trouble)
    probabilities = None if P is None else P.ravel()
    sentence = _sentence(task, state, probabilities, loss)
    return SoftmaxFrame(probabilities, loss, entropy, problem, sentence)


def loss_curve(task: SoftmaxTask, points: int = 100) -> Numbers | None:
    """Return the student's loss while the true class's probability goes from LOWEST to 1.

    The other classes share the rest. None without a loss, or where it gives nothing to draw.
    """
    others = len(task.names) - 1
    curve = []
    try:
        for p in np.linspace(LOWEST, 1.0, points):
            Y_hat = np.array([[p], *[[(1.0 - p) / others]] * others])
            cost = task.cost(task.truth(0), Y_hat)
            if cost is None:
                return None
            curve.append(cost)
    except Trouble:
        return None
    return np.array(curve)


def _sentence(
    task: SoftmaxTask, state: SoftmaxState, probabilities: Numbers | None, loss: float | None
) -> str:
    def listed(values: Numbers | tuple[float, ...]) -> str:
        pairs = zip(task.names, values, strict=True)
        return ", ".join(f"{name} {number(value)}" for name, value in pairs)

    words = f"Logits {listed(state.logits)} at temperature {number(state.temperature)}"
    if probabilities is not None:
        words += f" become {listed(probabilities)}"
    words += f"; the true class is {task.names[state.true]}"
    if loss is not None:
        words += f", and its loss is {number(loss)}"
    return words + "."
