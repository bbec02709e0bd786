"""The perceptron's rule, watched one example at a time (neuron)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from deepcat.widgets.attempt import Trouble, call, numbers
from deepcat.widgets.bundle import STYLE, link
from deepcat.widgets.live import Payload, floats
from deepcat.widgets.plane import Numbers, classed_points, fires, grid, reach_of, shaded
from deepcat.widgets.steps import Steps
from deepcat.widgets.words import name_of, number

CELLS = 60


@dataclass(frozen=True)
class Update:
    """The neuron after a step, and what the step was about.

    Attributes
    ----------
    w : (float, float)
        The weights.
    b : float
        The bias.
    mistakes : int
        How many points are on the wrong side now.
    example : int or None
        The number of the example, from 0; None before the first step.
    was_right : bool
        Whether the neuron had this example right before the step.
    changed : bool
        Whether the weights or the bias moved.
    """

    w: tuple[float, float]
    b: float
    mistakes: int
    example: int | None = None
    was_right: bool = True
    changed: bool = False

    @property
    def value(self) -> float:
        """The number of mistakes, for the chart."""
        return float(self.mistakes)


class PerceptronSteps(Steps[Update]):
    """Watch the perceptron learn: one example a step, and the boundary moves with each update.

    Parameters
    ----------
    X : (2, m) array_like
        The points, one a column.
    Y : (1, m) array_like
        Their classes, 0 or 1.
    perceptron_step : callable
        Your ``perceptron_step(w, b, x, y, learning_rate) -> (w, b)``, which makes every step.
    learning_rate : float
        Passed on to it.
    n_passes : int
        How often all the points are gone through, in their order.

    Raises
    ------
    ValueError
        If X or Y has another shape, or there is no pass.

    Examples
    --------
    >>> still = PerceptronSteps([[0, 1], [0, 1]], [[0, 1]], lambda w, b, x, y, rate: (w, b))
    >>> still.to_change()
    >>> still.step
    20
    """

    _esm = link("perceptron_steps.js")
    _css = STYLE
    question = "Which examples will move the boundary, and when will it rest? Guess, then step."
    chart = "points on the wrong side"

    def __init__(
        self,
        X: ArrayLike,
        Y: ArrayLike,
        perceptron_step: Callable[..., Any],
        learning_rate: float = 0.1,
        *,
        n_passes: int = 10,
    ) -> None:
        self._X, self._Y = classed_points("PerceptronSteps", X, Y)
        if n_passes < 1:
            raise ValueError(f"PerceptronSteps needs at least one pass, not {n_passes}.")
        self._rule = perceptron_step
        self._rate = learning_rate
        self._reach_of_picture = reach_of(self._X)
        setting = {
            "x1": floats(self._X[0]),
            "x2": floats(self._X[1]),
            "classes": self._Y.astype(np.uint8).tobytes(),
            "reach": self._reach_of_picture,
            "cells": CELLS,
        }
        super().__init__(setting, n_passes * self._Y.size)

    def first(self) -> Update:
        """Return the neuron before any step: all zeros."""
        return Update((0.0, 0.0), 0.0, self._mistakes((0.0, 0.0), 0.0))

    def after(self, records: list[Update]) -> Update:
        """Ask the student's rule about the next example."""
        last, name = records[-1], name_of(self._rule)
        i = (len(records) - 1) % self._Y.size
        w, x = np.array(last.w).reshape(2, 1), self._X[:, i : i + 1]
        given = call(self._rule, w, last.b, x, float(self._Y[i]), self._rate)
        if not isinstance(given, tuple | list) or len(given) != 2:
            raise Trouble(f"{name} should return two things, w and b.")
        w_new = numbers(name, given[0], (2, 1), "w")
        b_new = float(numbers(name, given[1], (), "b"))
        pair = float(w_new[0, 0]), float(w_new[1, 0])
        if not np.isfinite([*pair, b_new]).all():
            raise Trouble(f"{name} returned weights that are not finite numbers.")
        moved = (*pair, b_new) != (*last.w, last.b)
        right = bool(self._right(last.w, last.b)[i])
        return Update(pair, b_new, self._mistakes(pair, b_new), i, right, moved)

    def picture(self, records: list[Update]) -> Payload:
        """Return the half planes, the boundary before and after, and the example."""
        last, before = records[-1], records[max(len(records) - 2, 0)]
        z = _scores(last.w, last.b, grid(self._reach_of_picture, CELLS))
        return {
            "shades": shaded(fires(z), 0.5)[0].tobytes(),
            "right": self._right(last.w, last.b).astype(np.uint8).tobytes(),
            "neuron": floats(np.array([*last.w, last.b, *before.w, before.b])),
            "numbers": _numbers(last),
            "example": -1 if last.example is None else last.example,
            "told": self._told(last),
            "changed": last.changed,
            "mistakes": last.mistakes,
            "problem": "",
            "sentence": self._sentence(len(records) - 1, last),
        }

    def show_me(self) -> None:
        """Go to where nothing is wrong any more, or to the last step."""
        self._go(self.step, lambda record: record.mistakes == 0)

    def _right(self, w: tuple[float, float], b: float) -> NDArray[np.bool_]:
        right: NDArray[np.bool_] = (fires(_scores(w, b, self._X)) == 1.0) == self._Y
        return right

    def _mistakes(self, w: tuple[float, float], b: float) -> int:
        return int(np.count_nonzero(~self._right(w, b)))

    def _told(self, last: Update) -> str:
        if last.example is None:
            return "No example yet."
        verdict = "right" if last.was_right else "wrong"
        kind = int(self._Y[last.example])
        answer = "moved" if last.changed else "stayed"
        example = f"Example {last.example + 1} is of class {kind}"
        return f"{example}. The neuron had it {verdict}; the weights {answer}."

    def _sentence(self, step: int, last: Update) -> str:
        words = f"Step {step} of {self._steps}. {self._told(last)} Now {_numbers(last)}"
        return f"{words}, and {last.mistakes} of {self._Y.size} points are on the wrong side."


def _scores(w: tuple[float, float], b: float, X: Numbers) -> Numbers:
    scores: Numbers = w[0] * X[0] + w[1] * X[1] + b
    return scores


def _numbers(last: Update) -> str:
    return f"w1 = {number(last.w[0])}, w2 = {number(last.w[1])}, b = {number(last.b)}"
