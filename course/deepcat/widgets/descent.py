"""Gradient descent on a curve, one step at a time; what comes of it is named (backprop)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from deepcat.widgets.attempt import Trouble, answer, call, numbers
from deepcat.widgets.bundle import STYLE, link
from deepcat.widgets.live import LiveWidget, Payload, floats
from deepcat.widgets.plane import Numbers
from deepcat.widgets.words import name_of, number

CURVE_POINTS = 161
RATES = (0.001, 10.0)


class Downhill(LiveWidget):
    """A walk by gradient descent: a start, a learning rate, and how many steps of it are shown.

    A subclass gives ``ground`` (what lies under the walk, once), ``walk`` (the places of all the
    steps, which may raise Trouble) and ``height`` (of a place).
    """

    _esm = link("descent.js")
    _css = STYLE
    question = "How large may the learning rate be before the walk gets lost? Guess, then walk."

    def __init__(
        self,
        names: tuple[str, ...],
        limits: tuple[tuple[float, float], ...],
        start: tuple[float, ...],
        learning_rate: float,
        n_steps: int,
    ) -> None:
        owner = type(self).__name__
        if n_steps < 1 or not RATES[0] <= learning_rate <= RATES[1]:
            raise ValueError(f"{owner} needs a step or more, and a learning rate of {RATES}.")
        if any(not -np.inf < low < high < np.inf for low, high in limits):
            raise ValueError(f"{owner} needs limits with a least and a larger finite value.")
        self._names, self._steps = names, n_steps
        self._ground: Payload | None = None
        self._last_good: Payload = dict.fromkeys(("path", "heights"))
        setting = {
            "names": list(names),
            "limits": [list(pair) for pair in limits],
            "rates": list(RATES),
            "steps": n_steps,
        }
        opening = {"rate": learning_rate, "step": 0.0, "first": start[0], "second": start[-1]}
        super().__init__(setting, {name: float(value) for name, value in opening.items()})

    def ground(self) -> Payload:
        """Return what the page draws below the walk; raises Trouble."""
        raise NotImplementedError

    def walk(self, rate: float, start: tuple[float, ...]) -> Numbers:
        """Return the places (n_steps + 1, dimensions); raises Trouble."""
        raise NotImplementedError

    def height(self, place: Numbers) -> float:
        """Return the height of a place; raises Trouble."""
        raise NotImplementedError

    @property
    def path(self) -> Numbers:
        """The places of the walk as it is set now, one a row; raises Trouble."""
        return self.walk(self.state["rate"], self._start(self.state))

    def draw(self, state: Mapping[str, float]) -> Payload:
        """Return the frame of a state, with the last good walk where there is no new one."""
        problem, words = "", ""
        shown = round(min(max(state["step"], 0), self._steps))
        try:
            if self._ground is None:
                self._ground = self.ground()
            path = self.walk(state["rate"], self._start(state))
            heights = np.array([self.height(place) for place in path])
            self._last_good = {"path": floats(path.T), "heights": floats(heights)}
            words = self._told(path[: shown + 1], heights[: shown + 1])
        except Trouble as trouble:
            problem = str(trouble)
        stale = bool(problem) and self._last_good["path"] is not None
        start = " and ".join(
            f"{name} = {number(at)}"
            for name, at in zip(self._names, self._start(state), strict=True)
        )
        return {
            **(self._ground or {}),
            **self._last_good,
            "shown": shown,
            "told": words,
            "stale": stale,
            "problem": self.explained(problem, stale),
            "sentence": f"Learning rate {state['rate']:.3g}, start at {start}. {words}".strip(),
        }

    def forget(self) -> None:
        """Forget what lies below the walk."""
        self._ground = None

    def act(self, action: str) -> None:
        """Do what a button says: "reset" or "show"."""
        actions = {"reset": lambda: self.renew(**self._opening), "show": self.show_me}
        if action in actions:
            actions[action]()

    def show_me(self) -> None:
        """Show all the steps."""
        self.renew(step=float(self._steps))

    def _start(self, state: Mapping[str, float]) -> tuple[float, ...]:
        return (state["first"], state["second"])[: len(self._names)]

    def _told(self, path: Numbers, heights: Numbers) -> str:
        place = ", ".join(
            f"{name} = {number(at)}" for name, at in zip(self._names, path[-1], strict=True)
        )
        words = (
            f"After {len(path) - 1} of {self._steps} steps: {place}, height {number(heights[-1])}."
        )
        return f"{words} {verdict(path, heights)}".strip()


class Descent(Downhill):
    """Walk downhill on a curve by your own ``descend``.

    Parameters
    ----------
    f : callable
        The height of a place, ``f(theta) -> float``.
    gradient : callable
        Its slope, ``gradient(theta) -> float``.
    descend : callable
        Your ``descend(gradient, start, learning_rate, n_steps) -> path (n_steps + 1,)``.
    start : float
        Where the walk begins.
    limits : (float, float)
        The part of the curve in the picture.
    learning_rate : float
        Between 0.001 and 10.
    n_steps : int
        Steps of the walk.
    name : str
        What the place is called.

    Raises
    ------
    ValueError
        If the limits, the learning rate or the number of steps cannot be.

    Examples
    --------
    >>> stays = Descent(abs, np.sign, lambda slope, start, rate, n: np.full(n + 1, start),
    ...                 n_steps=2)
    >>> stays.show_me()
    >>> stays.sentence
    'Learning rate 0.1, start at θ = 4.00. After 2 of 2 steps: θ = 4.00, height 4.00.'
    """

    def __init__(
        self,
        f: Callable[..., Any],
        gradient: Callable[..., Any],
        descend: Callable[..., Any],
        start: float = 4.0,
        *,
        limits: tuple[float, float] = (-5.0, 5.0),
        learning_rate: float = 0.1,
        n_steps: int = 20,
        name: str = "θ",
    ) -> None:
        self._f, self._gradient, self._descend, self._limits = f, gradient, descend, limits
        super().__init__((name,), (limits,), (float(start),), learning_rate, n_steps)

    def ground(self) -> Payload:
        """Return the curve."""
        places = np.linspace(*self._limits, CURVE_POINTS)
        return {"curve": floats(np.array([self.height(np.array([at])) for at in places]))}

    def walk(self, rate: float, start: tuple[float, ...]) -> Numbers:
        """Return the places that the student's descend gives, (n_steps + 1, 1)."""
        # NumPy's numbers go on to inf where the walk diverges; Python's would stop with an error.
        given = call(self._descend, self._gradient, np.float64(start[0]), rate, self._steps)
        path = numbers(name_of(self._descend), given, (self._steps + 1,))
        return path.reshape(-1, 1)

    def height(self, place: Numbers) -> float:
        """Return the height of a place."""
        return float(answer(self._f, place[0], shape=()))


def verdict(path: Numbers, heights: Numbers) -> str:
    """Say of a walk what is true of all of it, or nothing.

    Parameters
    ----------
    path : (k + 1, dimensions) float64
        The places.
    heights : (k + 1,) float64
        Their heights.

    Examples
    --------
    >>> leaps = np.array([[4.0], [-5.0], [6.5], [-8.0]])
    >>> verdict(leaps, leaps[:, 0] ** 2)
    'Each step is longer than the one before, and it climbs: the walk diverges.'
    """
    finite = np.isfinite(path).all(axis=1) & np.isfinite(heights)
    if not finite.all():
        return f"After step {int(finite.argmin())} there is no finite number: the walk diverges."
    if len(path) < 4:
        return ""
    moves = np.diff(path, axis=0)
    lengths = np.linalg.norm(moves, axis=1)
    if (np.diff(lengths) > 0).all() and heights[-1] > heights[0]:
        return "Each step is longer than the one before, and it climbs: the walk diverges."
    if heights[-1] > heights[0]:
        return "It stands higher than where it began."
    turns = (moves[1:] * moves[:-1]).sum(axis=1)
    if (turns < 0).all():
        return "Each step goes back against the one before: it leaps from side to side."
    if 0 < lengths[-1] <= 0.001 * lengths[0]:
        return "The last step is less than a thousandth of the first."
    return ""
