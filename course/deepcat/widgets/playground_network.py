"""Networks with one hidden layer: how one begins, and all its weights in one order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from deepcat.widgets.attempt import Trouble, call
from deepcat.widgets.network_state import Parameters
from deepcat.widgets.plane import Numbers
from deepcat.widgets.words import name_of

MOST_UNITS = 16
SCALES = (1.0, 0.01, 10.0, 0.0)  # of the first weights, which one can choose from


@dataclass(frozen=True)
class Size:
    """How many inputs, hidden units and outputs a network has."""

    inputs: int
    units: int
    outputs: int = 1

    @property
    def shapes(self) -> dict[str, tuple[int, int]]:
        """The shape of each parameter."""
        return {
            "W1": (self.units, self.inputs),
            "b1": (self.units, 1),
            "W2": (self.outputs, self.units),
            "b2": (self.outputs, 1),
        }


@dataclass(frozen=True)
class Given:
    """A network that somebody chose, which stands for as long as its size and the seed do."""

    parameters: Parameters
    seed: float

    @property
    def units(self) -> int:
        """How many hidden units it has."""
        return int(self.parameters["W1"].shape[0])

    def fitting(self, size: Size, seed: float) -> Parameters | None:
        """Return the network if it is of this size and seed."""
        shapes = {name: array.shape for name, array in self.parameters.items()}
        return self.parameters if (shapes, seed) == (size.shapes, self.seed) else None


def begun(
    initialize: Callable[..., Any] | None,
    size: Size,
    rng: np.random.Generator,
    scale: float = 1.0,
) -> Parameters:
    """Return a network to begin with; raises Trouble.

    Parameters
    ----------
    initialize : callable or None
        The student's ``initialize(n_x, n_h, rng) -> parameters``, for one output: it is called
        once for each. Without one the weights are uniform between -1 and 1, and the biases 0.
    size : Size
        Of the network.
    rng : numpy.random.Generator
        Decides the weights.
    scale : float
        All weights and biases are multiplied by it.
    """
    if initialize is None:
        shapes = size.shapes
        parameters = {
            name: rng.uniform(-1, 1, shape) if name.startswith("W") else np.zeros(shape)
            for name, shape in shapes.items()
        }
    else:
        every = [_asked(initialize, size, rng) for _ in range(size.outputs)]
        tops = {name: np.concatenate([one[name] for one in every]) for name in ("W2", "b2")}
        parameters = {**every[0], **tops}
    return {name: scale * array for name, array in parameters.items()}


def _asked(initialize: Callable[..., Any], size: Size, rng: np.random.Generator) -> Parameters:
    given = call(initialize, size.inputs, size.units, rng)
    try:
        return checked(given, size.inputs)
    except (ValueError, TypeError, AttributeError) as error:
        words = f"{name_of(initialize)} gave no network that can be shown. {error}"
        raise Trouble(words) from error


def checked(parameters: Mapping[str, ArrayLike], inputs: int = 2, outputs: int = 1) -> Parameters:
    """Return the parameters of a network with one hidden layer; raises ValueError if it is none."""
    arrays = {name: np.array(value, dtype=np.float64) for name, value in parameters.items()}
    if set(arrays) != {"W1", "b1", "W2", "b2"}:
        raise ValueError('Playground needs parameters "W1", "b1", "W2" and "b2".')
    units = arrays["W1"].shape[0] if arrays["W1"].ndim == 2 else 0
    wanted = Size(inputs, units, outputs).shapes
    found = {name: array.shape for name, array in arrays.items()}
    if not 1 <= units <= MOST_UNITS or found != wanted:
        raise ValueError(
            f"Playground needs W1 (n, {inputs}), b1 (n, 1), W2 ({outputs}, n) and"
            f" b2 ({outputs}, 1), n from 1 to {MOST_UNITS}; they have shapes"
            f" {[found[name] for name in wanted]}."
        )
    if not all(np.isfinite(a).all() for a in arrays.values()):
        raise ValueError("Playground needs finite parameters.")
    return {name: arrays[name] for name in wanted}


def size_of(parameters: Parameters) -> Size:
    """Return how many inputs, hidden units and outputs a network has."""
    (units, inputs), outputs = parameters["W1"].shape, parameters["W2"].shape[0]
    return Size(int(inputs), int(units), int(outputs))


def flat(parameters: Parameters) -> Numbers:
    """Return all weights in the page's order: each unit's and its bias, layer after layer."""
    layers = [(parameters[f"W{i}"], parameters[f"b{i}"]) for i in (1, 2)]
    return np.concatenate([np.concatenate(layer, axis=1).ravel() for layer in layers])


def with_weight(parameters: Parameters, link: int, value: float) -> Parameters:
    """Return the parameters with the weight at one place of `flat` changed."""
    weights = flat(parameters)
    weights[min(max(link, 0), weights.size - 1)] = value
    return unflat(weights, size_of(parameters))


def unflat(weights: Numbers, size: Size) -> Parameters:
    """Return the parameters of this size whose `flat` order this is."""
    hidden = size.units * (size.inputs + 1)
    first = weights[:hidden].reshape(size.units, size.inputs + 1)
    second = weights[hidden:].reshape(size.outputs, size.units + 1)
    return {"W1": first[:, :-1], "b1": first[:, -1:], "W2": second[:, :-1], "b2": second[:, -1:]}


def valley() -> Parameters:
    """Return two units that make a valley along one diagonal: an answer to xor, with ReLU."""
    W1 = np.array([[2.0, -2.0], [-2.0, 2.0]])
    b1 = np.array([[-1.0], [-1.0]])
    return {"W1": W1, "b1": b1, "W2": np.full((1, 2), 2.0), "b2": np.array([[-1.0]])}
