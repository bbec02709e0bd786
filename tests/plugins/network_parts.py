"""The reference's functions as parts of networks, for tests of what is put together of them."""

from __future__ import annotations

from typing import Any

from deepcat.widgets.parts import Parts
from deepcat_solutions import backprop, losses, neuron
from deepcat_solutions.network import network

ACTIVATIONS = {
    "relu": (neuron.relu, neuron.relu_prime),
    "tanh": (neuron.tanh, neuron.tanh_prime),
    "sigmoid": (neuron.sigmoid, neuron.sigmoid_prime),
}


def parts(**others: Any) -> Parts:
    every = {
        "network": network,
        "activations": ACTIVATIONS,
        "output": (neuron.sigmoid, neuron.sigmoid_prime),
        "output_delta": backprop.output_delta,
        "layer_gradients": backprop.layer_gradients,
        "hidden_delta": backprop.hidden_delta,
        "mean_squared_error": losses.mean_squared_error,
        "softmax": losses.softmax,
        "categorical_cross_entropy": losses.categorical_cross_entropy,
    }
    return Parts(**{**every, **others})


def three_classes(X: Any, parameters: Any) -> Any:
    """Return a forward pass of a network with softmax."""
    return network(X, parameters, [neuron.relu, losses.softmax])
