"""A small network as units and edges, with a map of the plane for every unit (network)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from deepcat.widgets.bundle import STYLE, link
from deepcat.widgets.live import LiveWidget, Payload, floats, limit
from deepcat.widgets.network_picture import CELLS, SMALLER, NetworkTask, network_frame, sizes_of
from deepcat.widgets.network_state import (
    LIMIT,
    Layout,
    Parameters,
    one_unit_asleep,
    opposite_clouds,
)
from deepcat.widgets.plane import classed_points, fires, reach_of
from deepcat.widgets.words import number


class NetworkMap(LiveWidget):
    """Change the weights of a small network, and see what every unit makes of the plane.

    Parameters
    ----------
    network : callable, optional
        Your ``network(X, parameters, activations) -> (Y_hat, cache)``. It draws all the maps,
        in one call; those of the hidden units are read from its cache. So a wrong function
        makes a wrong picture.
    activation : callable, optional
        The hidden units' activation; without one a unit fires (1) or does not (0).
    output : callable, optional
        The output's activation; the hidden units' when left out.
    X : (2, m) array_like, optional
        Points, one a column; four clouds when left out.
    Y : (1, m) array_like, optional
        Their classes, 0 or 1.
    parameters : dict, optional
        The network to begin with: ``"W1"``, ``"b1"``, … of every layer, with two inputs and
        one output.
    answer : dict, optional
        The parameters that *Show me* goes to, where you give points of your own.
    threshold : float
        The network says class 1 where its output is above this.

    Raises
    ------
    ValueError
        If the points or the parameters have other shapes.

    Examples
    --------
    >>> clouds = NetworkMap()
    >>> clouds.parameters["W1"].shape
    (2, 2)
    >>> clouds.sentence
    'A network with 2 inputs, 2 hidden units and 1 output, on 48 points of two classes.'
    """

    _esm = link("network_map.js")
    _css = STYLE
    question = "What does each unit see in the plane, and which weight would help the output most?"
    asleep = "Unit h2 sleeps, and one cloud is on the wrong side. Which weights wake h2 just there?"

    def __init__(
        self,
        network: Callable[..., Any] | None = None,
        activation: Callable[..., Any] | None = None,
        output: Callable[..., Any] | None = None,
        X: ArrayLike | None = None,
        Y: ArrayLike | None = None,
        parameters: Mapping[str, ArrayLike] | None = None,
        *,
        answer: Mapping[str, ArrayLike] | None = None,
        threshold: float = 0.5,
    ) -> None:
        hidden = fires if activation is None else activation
        clouds = X is None or Y is None
        points, classes = classed_points("NetworkMap", *(opposite_clouds() if clouds else (X, Y)))
        self._task = NetworkTask(
            points, classes, reach_of(points), network, hidden, output or hidden, threshold
        )
        opening, good = one_unit_asleep(hidden)
        chosen = opening if parameters is None else checked(parameters)
        if answer is not None:
            good = checked(answer)
        self._answer = good if clouds or answer is not None else chosen
        self._layout = Layout(sizes_of(chosen), sizes_of(self._answer))
        self._last_good: Payload = dict.fromkeys(("tiles", "sizes", "shades", "right"))
        self._last_good |= {"low": "0", "high": "1"}
        largest = [float(np.abs(a).max()) for p in (chosen, good) for a in p.values()]
        setting = {
            "question": self.asleep if clouds and parameters is None else self.question,
            "x1": floats(points[0]),
            "x2": floats(points[1]),
            "classes": classes.astype(np.uint8).tobytes(),
            "reach": self._task.reach,
            "cells": CELLS,
            "tile": CELLS // SMALLER,
            "limit": limit(*largest, least=LIMIT),
            "most": {"layers": self._layout.layers, "units": self._layout.units},
            "driven": network is not None,
        }
        super().__init__(setting, {**self._layout.spare(hidden), **self._layout.state(chosen)})

    @property
    def parameters(self) -> Parameters:
        """The weights and biases on show, as your ``network`` takes them."""
        return self._layout.parameters(self.state)

    @parameters.setter
    def parameters(self, value: Mapping[str, ArrayLike]) -> None:
        self.move(**self._layout.state(checked(value)))

    def draw(self, state: Mapping[str, float]) -> Payload:
        """Return the frame of a state, with the last good maps where there are no new ones."""
        frame = network_frame(self._task, self._layout.parameters(state))
        if frame.shades is not None and frame.right is not None:
            self._last_good = {
                "tiles": b"".join(tile.tobytes() for tile in frame.tiles),
                "sizes": ",".join(str(size) for size in self._layout.sizes(state)),
                "shades": frame.shades.tobytes(),
                "low": number(frame.low),
                "high": number(frame.high),
                "right": frame.right.astype(np.uint8).tobytes(),
            }
        stale = frame.shades is None and self._last_good["shades"] is not None
        return {
            **self._last_good,
            "stale": stale,
            "problem": self.explained(frame.problem, stale),
            "sentence": frame.sentence,
        }

    def act(self, action: str) -> None:
        """Do what a button says: ``"reset"`` or ``"show"``."""
        actions = {"reset": self.reset, "show": self.show_me}
        if action in actions:
            actions[action]()

    def show_me(self) -> None:
        """Go to the answer given, or to one for the clouds if the activation allows any."""
        self.parameters = self._answer


def checked(parameters: Mapping[str, ArrayLike]) -> Parameters:
    """Return parameters as arrays of numbers; raises ValueError where the map cannot show them."""
    arrays = {name: np.array(value, dtype=np.float64) for name, value in parameters.items()}
    layers = len(arrays) // 2
    wanted = [f"{letter}{layer}" for layer in range(1, layers + 1) for letter in "Wb"]
    if not layers or set(arrays) != set(wanted):
        raise ValueError('NetworkMap needs parameters "W1", "b1", "W2", "b2", … of every layer.')
    columns = 2
    for layer in range(1, layers + 1):
        W, b = arrays[f"W{layer}"], arrays[f"b{layer}"]
        if W.ndim != 2 or W.shape[1] != columns or b.shape != (W.shape[0], 1):
            raise ValueError(
                f"NetworkMap needs W{layer} of shape (n, {columns}) and b{layer} of shape (n, 1);"
                f" they have shapes {W.shape} and {b.shape}."
            )
        columns = W.shape[0]
    if columns != 1:
        raise ValueError(f"NetworkMap shows one output, and W{layers} has {columns} rows.")
    if not all(np.isfinite(a).all() for a in arrays.values()):
        raise ValueError("NetworkMap needs finite parameters.")
    return {name: arrays[name] for name in wanted}
