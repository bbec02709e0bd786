"""A small network as a flat state of numbers, and the networks that the map opens with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from deepcat.widgets.attempt import Trouble, answer
from deepcat.widgets.plane import Numbers

MOST_LAYERS, MOST_UNITS = 3, 4
LIMIT = 8.0
SURE = 3.0  # the score of a unit at the middle of a cloud: far enough from 0 for a sigmoid

Parameters = dict[str, Numbers]
State = dict[str, float]


class Layout:
    """Names for every weight that the largest network may have, whatever is on show.

    The state holds all of them, so that a unit that goes and comes back has kept its weights:
    ``w2_1_3`` goes to unit 1 of layer 2 from unit 3 before it, ``b2_1`` is that unit's bias;
    the output has ``v_1``, ``v_2``, … and ``c``.

    Parameters
    ----------
    *sizes : list of int
        Of the networks that must have room: the number of inputs and of each layer's units.
    """

    def __init__(self, *sizes: list[int]) -> None:
        self.layers = max(MOST_LAYERS, *(len(one) - 2 for one in sizes))
        self.units = max(MOST_UNITS, *(max(one) for one in sizes))

    def sizes(self, state: Mapping[str, float]) -> list[int]:
        """Return the number of inputs and of each layer's units in a state."""
        depth = round(min(max(state["layers"], 0), self.layers))
        units = [state[f"units{layer}"] for layer in range(1, depth + 1)]
        return [2, *(round(min(max(u, 1), self.units)) for u in units), 1]

    def parameters(self, state: Mapping[str, float]) -> Parameters:
        """Return the weights and biases of the network on show, as ``network`` takes them."""
        sizes = self.sizes(state)
        parameters: Parameters = {}
        for layer, (rows, columns) in enumerate(zip(sizes[1:], sizes, strict=False), start=1):
            weights, biases = self._names(layer, rows, columns, last=layer == len(sizes) - 1)
            parameters[f"W{layer}"] = np.array([[state[name] for name in row] for row in weights])
            parameters[f"b{layer}"] = np.array([[state[name]] for name in biases])
        return parameters

    def state(self, parameters: Mapping[str, Numbers]) -> State:
        """Return the part of a state that says what these parameters say."""
        layers = len(parameters) // 2
        state: State = {"layers": float(layers - 1)}
        for layer in range(1, layers + 1):
            W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
            if layer < layers:
                state[f"units{layer}"] = float(W.shape[0])
            weights, biases = self._names(layer, *W.shape, last=layer == layers)
            for row, names in enumerate(weights):
                state |= {name: float(W[row, i]) for i, name in enumerate(names)}
                state[biases[row]] = float(b[row, 0])
        return state

    def spare(self, hidden: Callable[..., Any]) -> State:
        """Return weights for all that is not on show: new layers pass on, new units are unheard."""
        low, high = _ends(hidden)
        gain = _fitting(2 * SURE / (high - low))
        state: State = {"layers": 0.0, "c": 0.0}
        for unit in range(1, self.units + 1):
            state |= {f"v_{unit}": 0.0, f"w1_{unit}_1": 0.0, f"w1_{unit}_2": 0.0, f"b1_{unit}": 0.0}
            state[f"w1_{unit}_{1 + unit % 2}"] = SURE
        for layer in range(2, self.layers + 1):
            for unit in range(1, self.units + 1):
                names = [f"w{layer}_{unit}_{before}" for before in range(1, self.units + 1)]
                state |= dict.fromkeys(names, 0.0)
                state[f"w{layer}_{unit}_{unit}"] = gain
                state[f"b{layer}_{unit}"] = _fitting(-gain * (low + high) / 2)
        return state | {f"units{layer}": 2.0 for layer in range(1, self.layers + 1)}

    @staticmethod
    def _names(
        layer: int, rows: int, columns: int, *, last: bool
    ) -> tuple[list[list[str]], list[str]]:
        if last:
            return [[f"v_{i}" for i in range(1, columns + 1)]], ["c"]
        weights = [[f"w{layer}_{j}_{i}" for i in range(1, columns + 1)] for j in range(1, rows + 1)]
        return weights, [f"b{layer}_{j}" for j in range(1, rows + 1)]


def opposite_clouds() -> tuple[Numbers, Numbers]:
    """Return X (2, 48) and Y (1, 48): four clouds around (±1, ±1), class 1 where signs differ."""
    rng = np.random.default_rng(3)
    centres = np.array([[-1.0, -1.0, 1.0, 1.0], [-1.0, 1.0, -1.0, 1.0]]).repeat(12, axis=1)
    X = centres + rng.uniform(-0.18, 0.18, centres.shape)
    return X, (X[:1] * X[1:] < 0).astype(np.float64)


def one_unit_asleep(hidden: Callable[..., Any]) -> tuple[Parameters, Parameters]:
    """Return a network that is right on three of the clouds, and one that is right on all four.

    Parameters
    ----------
    hidden : callable
        The hidden units' activation, whose values at a few scores decide the output's weights.
    """
    high, low, far = (_value(hidden, *pair) for pair in ((SURE, 1.0), (-5.0, 0.0), (-13.0, 0.0)))
    one, none = high + far, 2 * low  # what both units add up to on each class
    gain = _fitting(2 * SURE / (one - none)) if one > none else 1.0
    W = np.array([[4.0, -4.0], [-4.0, 4.0]])  # scores 3, −5 or −13 in the middles of the clouds
    output = {"W2": np.full((1, 2), gain), "b2": np.array([[_fitting(-gain * (one + none) / 2)]])}
    good = {"W1": W, "b1": np.full((2, 1), -5.0), **output}
    asleep = {"W1": np.array([W[0], [1.0, 1.0]]), "b1": np.array([[-5.0], [-6.0]]), **output}
    return asleep, good


def _ends(hidden: Callable[..., Any]) -> tuple[float, float]:
    """Return what the activation gives for a clear no and a clear yes; 0 and 1 if in doubt."""
    low, high = _value(hidden, -SURE, 0.0), _value(hidden, SURE, 1.0)
    return (low, high) if high - low > 2 * SURE / LIMIT else (0.0, 1.0)


def _value(hidden: Callable[..., Any], score: float, otherwise: float) -> float:
    try:
        value = float(answer(hidden, np.array([[score]]), shape=(1, 1))[0, 0])
    except Trouble:
        return otherwise
    return value if np.isfinite(value) else otherwise


def _fitting(value: float) -> float:
    return round(min(max(value, -LIMIT), LIMIT), 1)
