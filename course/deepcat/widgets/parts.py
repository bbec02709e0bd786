"""A student's functions of lessons 2 to 6 as the parts of networks with other layers and losses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from deepcat.widgets.attempt import Trouble, call, numbers
from deepcat.widgets.network_state import Parameters
from deepcat.widgets.plane import Numbers
from deepcat.widgets.training_run import Functions
from deepcat.widgets.words import name_of

Function = Callable[..., Any]
Pair = tuple[Function, Function | None]  # an activation and its slope
CROSS_ENTROPY, SQUARED_ERROR = "cross-entropy", "squared error"
LOSSES = (CROSS_ENTROPY, SQUARED_ERROR)


@dataclass(frozen=True)
class Parts:
    """What a playground can put together beside your whole `forward` and `backward`.

    Attributes
    ----------
    network : callable
        Your ``network(X, parameters, activations) -> (Y_hat, cache)`` of lesson 3.
    activations : mapping from name to (callable, callable or None)
        Activations of the hidden layer and their slopes, such as ``{"relu": (relu, relu_prime),
        "tanh": (tanh, tanh_prime)}``. The first is the one in your own `forward`.
    output : (callable, callable or None)
        The output's activation for two classes and its slope: ``(sigmoid, sigmoid_prime)``. Where
        nothing learns, no slope is needed.
    output_delta, layer_gradients, hidden_delta : callable, optional
        Yours of lesson 6; without them the weights are found by hand.
    mean_squared_error : callable, optional
        Yours of lesson 4: with it there is a choice of the loss.
    softmax, categorical_cross_entropy : callable, optional
        Yours of lesson 4: with them there are sets of three classes.

    Examples
    --------
    >>> parts = Parts(network=lambda X, parameters, activations: (X, {}),
    ...               activations={"same": (abs, abs)}, output=(abs, abs))
    >>> parts.learns, parts.losses, parts.can(3)
    (False, ('cross-entropy',), False)
    """

    network: Function
    activations: Mapping[str, Pair]
    output: Pair
    output_delta: Function | None = None
    layer_gradients: Function | None = None
    hidden_delta: Function | None = None
    mean_squared_error: Function | None = None
    softmax: Function | None = None
    categorical_cross_entropy: Function | None = None

    @property
    def learns(self) -> bool:
        """Whether there is all that a gradient needs."""
        slopes = [slope for _, slope in self.activations.values()]
        return None not in (self.output_delta, self.layer_gradients, self.hidden_delta, *slopes)

    @property
    def losses(self) -> tuple[str, ...]:
        """The losses to choose from, for two classes."""
        is_choice = self.learns and None not in (self.mean_squared_error, self.output[1])
        return LOSSES if is_choice else LOSSES[:1]

    def can(self, n_classes: int) -> bool:
        """Whether there is an output for so many classes."""
        return n_classes == 2 or None not in (self.softmax, self.categorical_cross_entropy)

    def functions(self, activation: str, loss: str, n_classes: int, whole: Functions) -> Functions:
        """Return functions for a playground, put together of the parts.

        Parameters
        ----------
        activation : str
            Of the hidden layer.
        loss : str
            One of `losses`; for more than two classes it is the cross-entropy.
        n_classes : int
        whole : Functions
            Those that the playground was made with: of them, the step, the cost and the
            batches are used.
        """
        made = _Made(self, self.activations[activation], loss, n_classes)
        gradients = made.gradients if self.learns and whole.gradients else None
        cost = made.cost(whole.cost)
        return Functions(made.forward, gradients, whole.step, cost, whole.minibatches)

    def names(self, activation: str, loss: str, n_classes: int, *, learns: bool) -> list[str]:
        """Return the names of the functions that such a network is made of, `network` first."""
        hidden, slope = self.activations[activation]
        used = [self.network, hidden, self.output[0] if n_classes == 2 else self.softmax]
        if learns:
            first = self.output[1] if loss == SQUARED_ERROR else self.output_delta
            used += [slope, first, self.hidden_delta, self.layer_gradients]
        return list(dict.fromkeys(name_of(function) for function in used if function))


class _Made:
    """One network of the parts; each of them is called by its own name, so that a fault has one."""

    def __init__(self, parts: Parts, hidden: Pair, loss: str, n_classes: int) -> None:
        self._parts, (self._activation, self._slope) = parts, hidden
        self._is_squared = loss == SQUARED_ERROR and n_classes == 2
        self._output = parts.output[0] if n_classes == 2 else parts.softmax

    def forward(self, X: Numbers, parameters: Parameters) -> Any:
        """Return Y_hat and the cache of the student's network with these activations."""
        return call(self._parts.network, X, parameters, [self._activation, self._output])

    def gradients(self, Y: Numbers, parameters: Parameters, cache: Mapping[str, Any]) -> Parameters:
        """Return the slopes of the loss, from the last layer to the first."""
        delta = self._last_delta(Y, cache)
        slopes: Parameters = {}
        for layer, before in ((2, "A1"), (1, "X")):
            if layer == 1:
                Z = _kept(self._parts.network, cache, "Z1")
                W = parameters["W2"]
                delta = _shaped(self._parts.hidden_delta, np.shape(Z), W, delta, Z, self._slope)
            A = _kept(self._parts.network, cache, before)
            given = _asked(self._parts.layer_gradients, delta, A)
            if not isinstance(given, tuple | list) or len(given) != 2:
                name = name_of(self._parts.layer_gradients or _asked)
                raise Trouble(f"{name} should return two things, dW and db.")
            slopes[f"dW{layer}"], slopes[f"db{layer}"] = given
        return slopes

    def cost(self, own: Function | None) -> Function | None:
        """Return the function for the curve of the loss; the playground's own where it fits."""
        if self._is_squared:
            return self._parts.mean_squared_error
        if self._output is self._parts.output[0]:
            return own
        return self._parts.categorical_cross_entropy

    def _last_delta(self, Y: Numbers, cache: Mapping[str, Any]) -> Numbers:
        A = _kept(self._parts.network, cache, "A2")
        if not self._is_squared:
            return _shaped(self._parts.output_delta, Y.shape, Y, A)
        Z = _kept(self._parts.network, cache, "Z2")
        slope = _shaped(self._parts.output[1], Y.shape, Z)
        return np.asarray(2 * (A - Y) * slope)  # of (ŷ - y)², through σ


def _kept(network: Function, cache: Mapping[str, Any], name: str) -> Any:
    if name not in cache:
        raise Trouble(f'The cache that {name_of(network)} returned has no "{name}".')
    return cache[name]


def _asked(function: Function | None, *arguments: object) -> Any:
    assert function is not None
    return call(function, *arguments)


def _shaped(function: Function | None, shape: tuple[int, ...], *arguments: object) -> Numbers:
    assert function is not None
    return numbers(name_of(function), call(function, *arguments), shape)
