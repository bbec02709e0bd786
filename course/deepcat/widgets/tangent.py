"""An activation with the tangent that your own derivative gives it (neuron)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from deepcat.widgets.bundle import STYLE, link
from deepcat.widgets.live import LiveWidget, Payload, floats
from deepcat.widgets.tangent_picture import Pair, rise_words, tangent_frame
from deepcat.widgets.words import name_of, number

REACH = 6.0


class Tangent(LiveWidget):
    """Slide along an activation's curve, with the tangent whose slope your derivative gives.

    Parameters
    ----------
    *pairs : (callable, callable)
        Activations, each with its derivative, both element-wise functions of Z, such as
        ``(sigmoid, sigmoid_prime)``. Where a derivative is wrong, the tangent comes off the curve.
    z : float
        The score to begin with.

    Raises
    ------
    ValueError
        If there is no pair, or z is outside the picture.

    Examples
    --------
    >>> valley = Tangent((abs, np.sign), z=-2.0)
    >>> valley.frame["slope"], valley.frame["rise"]
    ('−1.00', 'the curve itself rises −1.00 for each unit of z')
    """

    _esm = link("tangent.js")
    _css = STYLE
    question = "Where is the curve steepest, and how steep is it there? Guess, then move z."

    def __init__(
        self, *pairs: tuple[Callable[..., Any], Callable[..., Any]], z: float = 3.0
    ) -> None:
        if not pairs:
            raise ValueError("Tangent needs a pair: an activation and its derivative.")
        if not abs(z) <= REACH:
            raise ValueError(f"Tangent shows z from {-REACH:g} to {REACH:g}; {z} is outside.")
        self._pairs = [Pair(*pair) for pair in pairs]
        self._last_good: dict[int, Payload] = {}
        setting = {
            "reach": REACH,
            "names": [pair.name for pair in self._pairs],
            "derivatives": [name_of(pair.derivative) for pair in self._pairs],
        }
        super().__init__(setting, {"z": float(z), "which": 0.0})

    @property
    def z(self) -> float:
        """Where the tangent touches."""
        return float(self.state["z"])

    @z.setter
    def z(self, value: float) -> None:
        self.move(z=value)

    def draw(self, state: Mapping[str, float]) -> Payload:
        """Return the frame of a state, with the last good curve where there is no new one."""
        which = self._which(state)
        frame = tangent_frame(self._pairs[which], state["z"], REACH)
        complete = frame.height is not None and frame.slope is not None
        if frame.curve is not None and frame.slopes is not None and complete:
            self._last_good[which] = {
                "curve": floats(frame.curve),
                "slopes": floats(frame.slopes),
                "touch": floats(np.array([state["z"], frame.height, frame.slope], dtype=float)),
            }
        good = self._last_good.get(which)
        partly = {
            "curve": None if frame.curve is None else floats(frame.curve),
            "slopes": None if frame.slopes is None else floats(frame.slopes),
            "touch": None,
        }
        stale = bool(frame.problem) and good is not None
        return {
            **(good or partly),
            "stale": stale,
            "height": "" if frame.height is None else number(frame.height),
            "slope": "" if frame.slope is None else number(frame.slope),
            "rise": "" if frame.rises is None else rise_words(frame.rises),
            "problem": self.explained(frame.problem, stale),
            "sentence": frame.sentence,
        }

    def act(self, action: str) -> None:
        """Do what a button says: ``"reset"`` or ``"show"``."""
        actions = {"reset": self.reset, "show": self.show_me}
        if action in actions:
            actions[action]()

    def show_me(self) -> None:
        """Go to where the curve itself, measured from its heights, is steepest."""
        frame = tangent_frame(self._pairs[self._which(self.state)], self.z, REACH)
        if frame.curve is None or not np.isfinite(frame.curve).all():
            self.redraw()
            return
        rises = np.abs(frame.curve[2:] - frame.curve[:-2])
        places = np.linspace(-REACH, REACH, frame.curve.size)[1:-1]
        steepest = places[rises >= rises.max() * (1 - 1e-6)]  # a ReLU has many
        self.z = float(steepest[np.abs(steepest).argmin()])

    def _which(self, state: Mapping[str, float]) -> int:
        return round(min(max(state["which"], 0), len(self._pairs) - 1))
