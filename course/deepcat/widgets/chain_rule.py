"""The chain rule, edge by edge, on the small network that is also worked by hand (backprop)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from deepcat.small_network import small_network, three_examples
from deepcat.widgets.attempt import Trouble
from deepcat.widgets.bundle import STYLE, link
from deepcat.widgets.chain_picture import (
    BACK,
    NAMES,
    WEIGHTS,
    ChainTask,
    Quantity,
    measured,
    path_of,
    product,
    shown,
    walk,
)
from deepcat.widgets.live import LiveWidget, Payload, floats
from deepcat.widgets.network_state import Parameters
from deepcat.widgets.plane import classed_points
from deepcat.widgets.playground_network import Size, checked, flat, unflat
from deepcat.widgets.training_run import asked_gradients, passed

STATE = tuple(f"t{i}" for i in range(len(WEIGHTS)))


class ChainRule(LiveWidget):
    """Go through a small network number by number: forward, then back, each predicted first.

    On the way back every edge shows its own slope, and each slope of the loss is this local one
    times the one that comes from behind. Any weight's path can be lit up, with the slope that a
    nudge measures beside it.

    Parameters
    ----------
    activation, activation_prime : callable
        Of the hidden units: your ``relu`` and ``relu_prime``.
    output, output_prime : callable
        Of the output: your ``sigmoid`` and ``sigmoid_prime``.
    cost : callable
        Your ``cost(Y, Y_hat) -> float``.
    chain : callable, optional
        Your ``chain(dL_dz, dz_dtheta) -> float``, which then makes every product.
    forward, gradients : callable, optional
        Your ``forward`` and ``backward``, whose slopes then stand beside the others.
    parameters : dict, optional
        A network of two inputs, two hidden units and one output; that of the lessons when left
        out.
    X, Y : array_like, optional
        Examples, (2, m) and (1, m); those of the lessons when left out.

    Raises
    ------
    ValueError
        If the network or the examples have other shapes.

    Examples
    --------
    Without a sigmoid and with a cost of its own, the numbers are easy to follow:

    >>> walk = ChainRule(abs, np.sign, lambda Z: Z, np.ones_like, lambda Y, P: float(P[0, 0]))
    >>> walk.show_me()
    >>> round(walk.quantities["z[2]"], 3)
    1.0
    """

    _esm = link("chain_rule.js")
    _css = STYLE
    question = "Which number comes next? Say it before you reveal it."

    def __init__(
        self,
        activation: Callable[..., Any],
        activation_prime: Callable[..., Any],
        output: Callable[..., Any],
        output_prime: Callable[..., Any],
        cost: Callable[..., Any],
        chain: Callable[..., Any] | None = None,
        *,
        forward: Callable[..., Any] | None = None,
        gradients: Callable[..., Any] | None = None,
        parameters: Mapping[str, ArrayLike] | None = None,
        X: ArrayLike | None = None,
        Y: ArrayLike | None = None,
    ) -> None:
        self._task = ChainTask(activation, activation_prime, output, output_prime, cost, chain)
        self._forward, self._gradients = forward, gradients
        own = X is not None and Y is not None
        self._X, self._Y = classed_points("ChainRule", *((X, Y) if own else three_examples()))
        network = checked(small_network() if parameters is None else parameters)
        if network["W1"].shape != (2, 2):
            raise ValueError(f"ChainRule needs W1 of shape (2, 2), not {network['W1'].shape}.")
        self._last_good: Payload = dict.fromkeys(("values", "locals"))
        self._last_good |= {"told": "", "path": ""}
        self._quantities: dict[str, Quantity] = {}
        setting = {
            "names": list(NAMES),
            "weights": list(WEIGHTS),
            "back": list(BACK),
            "paths": [path_of(i) for i in range(len(WEIGHTS))],
            "examples": int(self._Y.size),
        }
        opening = {"step": 0.0, "chosen": 0.0, "example": 0.0}
        super().__init__(setting, opening | dict(zip(STATE, flat(network).tolist(), strict=True)))

    @property
    def parameters(self) -> Parameters:
        """The weights and biases on show."""
        return unflat(self._weights(self.state), Size(2, 2))

    @property
    def quantities(self) -> dict[str, float]:
        """All the numbers of the way, by their names in the picture."""
        return {name: quantity.value for name, quantity in self._quantities.items()}

    def draw(self, state: Mapping[str, float]) -> Payload:
        """Return the frame of a state, with the last good numbers where there are no new ones."""
        step, chosen = self._whole(state, "step", len(NAMES)), self._whole(state, "chosen", 8)
        example = self._whole(state, "example", self._Y.size - 1)
        x, y = (float(self._X[0, example]), float(self._X[1, example])), float(self._Y[example])
        problem = ""
        try:
            found = walk(self._task, self._weights(state).tolist(), x, y)
            self._quantities = found
            slopes = [found[f"∂L/∂{name}"].local for name in BACK]
            self._last_good = {
                "values": floats(np.array([quantity.value for quantity in found.values()])),
                "locals": floats(np.array(slopes)),
                "told": f"{NAMES[step - 1]} = {found[NAMES[step - 1]].how}" if step else "",
                "path": self._path(state, found, chosen, example, step),
            }
        except Trouble as trouble:
            problem = str(trouble)
        stale = bool(problem) and self._last_good["values"] is not None
        asked = f"What is {NAMES[step]}?" if step < len(NAMES) else "Every number is revealed."
        told = self._last_good["told"]
        return {
            **self._last_good,
            "x1": shown(x[0]),
            "x2": shown(x[1]),
            "y": f"{y:.0f}",
            "asked": asked,
            "stale": stale,
            "problem": self.explained(problem, stale),
            "sentence": f"Example {example + 1}: x = ({shown(x[0])}, {shown(x[1])}), y = {y:.0f}."
            f" {step} of {len(NAMES)} numbers revealed. {told + '. ' if told else ''}{asked}"
            f" {self._last_good['path']}".rstrip(),
        }

    def act(self, action: str) -> None:
        """Do what a button says: "reset" or "show"."""
        actions = {"reset": lambda: self.renew(**self._opening), "show": self.show_me}
        if action in actions:
            actions[action]()

    def show_me(self) -> None:
        """Reveal every number."""
        self.renew(step=float(len(NAMES)))

    def _path(
        self,
        state: Mapping[str, float],
        found: dict[str, Quantity],
        chosen: int,
        example: int,
        step: int,
    ) -> str:
        """Return the slope of the weight in the hand three ways, once it is revealed."""
        name = WEIGHTS[chosen]
        if step <= NAMES.index(f"∂L/∂{name}"):
            ways = ", ".join(path_of(chosen))
            return f"From {name} to the loss, multiply the edges' own slopes: those behind {ways}."
        weights = self._weights(state)
        x, y = (float(self._X[0, example]), float(self._X[1, example])), float(self._Y[example])
        slope = measured(self._task, weights.tolist(), x, y, chosen)
        words = f"{product(found, chosen)}. Measured by a nudge: {slope:.6f}".replace("-", "−")
        if self._forward is None or self._gradients is None:
            return f"{words}."
        parameters = unflat(weights, Size(2, 2))
        _, cache = passed(self._forward, np.array([[x[0]], [x[1]]]), parameters)
        gradients = asked_gradients(self._gradients, np.array([[y]]), parameters, cache)
        own = flat({key: gradients[f"d{key}"] for key in parameters})[chosen]
        return f"{words}. Your backward pass: {own:.6f}.".replace("-", "−")

    def _weights(self, state: Mapping[str, float]) -> np.ndarray[Any, np.dtype[np.float64]]:
        return np.array([state[name] for name in STATE])

    @staticmethod
    def _whole(state: Mapping[str, float], name: str, most: int) -> int:
        return round(min(max(state[name], 0), most))
