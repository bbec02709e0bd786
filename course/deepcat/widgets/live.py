"""What the widgets share: state from the page, a frame back, one living instance for a cell."""

from __future__ import annotations

import math
import threading
from collections.abc import Mapping
from typing import Any, ClassVar
from weakref import WeakSet

import anywidget
import numpy as np
import traitlets
from numpy.typing import NDArray

Payload = dict[str, Any]

ROUND = (1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)


class LiveWidget(anywidget.AnyWidget):
    """A picture that Python computes and a canvas draws.

    The page sets ``state`` and asks for nothing more until ``frame`` has come back, so that a
    slow function makes fewer frames and never a queue of old ones. A subclass gives ``draw``
    (the pure function from state to frame, made ready to send) and the buttons' ``act``.

    Attributes
    ----------
    setting : dict
        What stays as it is: the data, the limits of the sliders, names.
    state : dict of str to float
        What the student moves, and ``request``, which the page counts up (0: set from Python).
    frame : dict
        The last computed picture: bytes and texts, and a ``number`` that counts the frames.
    """

    setting = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict().tag(sync=True, echo_update=False)
    frame = traitlets.Dict().tag(sync=True)

    question: ClassVar[str]
    _alive: ClassVar[dict[tuple[str, str], tuple[str, WeakSet[LiveWidget]]]] = {}

    def __init__(self, setting: Payload, opening: Mapping[str, float]) -> None:
        self._opening = dict(opening)
        # JupyterLab hands a page's messages to another thread than the cells': one at a time.
        self._turn = threading.RLock()
        self._close_older()
        state = {**self._opening, "request": 0}
        super().__init__(
            setting={"question": self.question, **setting},
            state=state,
            frame={"number": 1, **self.draw(state)},
        )
        self.observe(self._redraw, names="state")
        self.on_msg(self._heard)

    def draw(self, state: Mapping[str, float]) -> Payload:
        """Return the frame of a state, ready to send; it has a ``sentence`` for every reader."""
        raise NotImplementedError

    def act(self, action: str) -> None:
        """Do what a button says."""
        raise NotImplementedError

    def forget(self) -> None:
        """Drop what a subclass keeps between frames: a function may have changed."""

    def move(self, **values: float) -> None:
        """Set some of the numbers of the state, as moving a slider does."""
        self.state = {**self.state, **values, "request": 0}

    def reset(self) -> None:
        """Go back to the opening state."""
        self.move(**self._opening)

    def redraw(self) -> None:
        """Compute the frame of the present state again, from nothing that was kept before."""
        with self._turn:
            self.forget()
            self._draw()

    def renew(self, **values: float) -> None:
        """Set some of the state and draw, once, whether or not anything has changed."""
        with self._turn:
            before = self.frame["number"]
            self.move(**values)
            if self.frame["number"] == before:
                self._draw()

    def close(self) -> None:
        """End the widget: it leaves the page and hears nothing any more."""
        self.unobserve_all()
        super().close()

    @staticmethod
    def explained(problem: str, stale: bool) -> str:
        """Return a problem's sentence, and what is on show instead of a new picture."""
        return f"{problem} The pale picture is the last good one." if stale else problem

    @property
    def sentence(self) -> str:
        """What the picture shows, in words."""
        problem = self.frame["problem"]
        return f"{self.frame['sentence']} {problem}".strip()

    def __repr__(self) -> str:
        """Describe the picture, for a terminal and for a page that cannot show widgets."""
        return f"{type(self).__name__}: {self.sentence}"

    @traitlets.validate("state")
    def _finite_and_complete(self, proposal: traitlets.Bunch) -> dict[str, float]:
        value = proposal["value"]
        if set(value) != {*self._opening, "request"}:
            raise traitlets.TraitError(f"the state of {type(self).__name__} has other names")
        numbers = {name: float(number) for name, number in value.items()}
        if not all(math.isfinite(number) for number in numbers.values()):
            raise traitlets.TraitError("the state holds finite numbers only")
        return numbers

    def _redraw(self, change: traitlets.Bunch) -> None:
        with self._turn:
            self._draw()

    def _draw(self) -> None:
        self.frame = {"number": self.frame["number"] + 1, **self.draw(self.state)}

    def _heard(self, widget: LiveWidget, content: Payload, buffers: list[bytes]) -> None:
        with self._turn:
            self.act(str(content.get("action")))

    def _close_older(self) -> None:
        cell, run = _running_cell()
        if not cell:
            return
        place = (cell, type(self).__name__)
        earlier_run, members = self._alive.get(place, (run, WeakSet()))
        if earlier_run != run:
            for widget in list(members):
                widget.close()
            members = WeakSet()
        members.add(self)
        self._alive[place] = (run, members)


def _running_cell() -> tuple[str, str]:
    """Return the ids of the running cell and of this run of it, both empty where none is known."""
    from IPython import get_ipython

    shell = get_ipython()
    if not hasattr(shell, "get_parent"):
        return "", ""
    parent = shell.get_parent() or {}
    cell = parent.get("metadata", {}).get("cellId", "")
    return str(cell), str(parent.get("header", {}).get("msg_id", ""))


def floats(values: NDArray[np.float64]) -> bytes:
    """Return numbers as the little-endian float32 bytes that a page reads."""
    with np.errstate(over="ignore"):  # what is too large for them becomes inf
        return values.astype("<f4").tobytes()


def limit(*values: float, least: float) -> float:
    """Return a round number that a slider can end at: at least ``least`` and every magnitude.

    Examples
    --------
    >>> limit(1.0, -7.2, least=5.0)
    8.0
    """
    largest = max(abs(v) for v in values)
    if largest <= least:
        return least
    power = 10.0 ** math.floor(math.log10(largest))
    return next(power * step for step in ROUND if power * step >= largest)
