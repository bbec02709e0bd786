"""The network's reference against a case by hand, loops, PyTorch, and what layers are."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest

from deepcat_solutions.network import network


def made(*sizes: int, m: int = 5) -> tuple[Any, dict[str, Any]]:
    rng = np.random.default_rng(sizes)
    parameters = {}
    for layer, (n_in, n_out) in enumerate(itertools.pairwise(sizes), start=1):
        parameters[f"W{layer}"] = rng.normal(size=(n_out, n_in))
        parameters[f"b{layer}"] = rng.normal(size=(n_out, 1))
    return rng.normal(size=(sizes[0], m)), parameters


def test_two_layers_by_hand() -> None:
    """A1 = ((2·1 - 1·2 + 1)², (0·1 + 3·2 - 5)²) = (1, 1), and Z2 = 4 · 1 - 2 · 1 + 0.5 = 2.5."""
    parameters = {
        "W1": np.array([[2.0, -1.0], [0.0, 3.0]]),
        "b1": np.array([[1.0], [-5.0]]),
        "W2": np.array([[4.0, -2.0]]),
        "b2": np.array([[0.5]]),
    }
    Y_hat, cache = network(np.array([[1.0], [2.0]]), parameters, [np.square, lambda Z: -Z])
    assert Y_hat.tolist() == [[-2.5]]
    assert {key: value.tolist() for key, value in cache.items()} == {
        "X": [[1.0], [2.0]],
        "Z1": [[1.0], [1.0]],
        "A1": [[1.0], [1.0]],
        "Z2": [[2.5]],
        "A2": [[-2.5]],
    }


@pytest.mark.parametrize("sizes", [(2, 1), (3, 4, 1), (4, 5, 3, 2), (2, 3, 4, 3, 1)])
def test_one_example_and_one_unit_at_a_time_give_the_same(sizes: tuple[int, ...]) -> None:
    X, parameters = made(*sizes)
    activations = [np.tanh, np.sin, np.arctan, np.cos][: len(sizes) - 1]
    Y_hat, cache = network(X, parameters, activations)
    for j in range(X.shape[1]):
        a = list(X[:, j])
        for layer, activation in enumerate(activations, start=1):
            W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
            z = [sum(w * x for w, x in zip(W[i], a, strict=True)) + b[i, 0] for i in range(len(W))]
            a = [float(activation(score)) for score in z]
            assert np.allclose(cache[f"Z{layer}"][:, j], z, rtol=1e-13)
            assert np.allclose(cache[f"A{layer}"][:, j], a, rtol=1e-13)
        assert np.allclose(Y_hat[:, j], a, rtol=1e-13)


def test_it_agrees_with_pytorch() -> None:
    torch = pytest.importorskip("torch")
    X, parameters = made(4, 5, 3, 2)
    layers = [torch.nn.Linear(4, 5), torch.nn.Tanh(), torch.nn.Linear(5, 3), torch.nn.Sigmoid()]
    model = torch.nn.Sequential(*layers, torch.nn.Linear(3, 2)).double()
    for layer, module in enumerate((model[0], model[2], model[4]), start=1):
        module.weight.data = torch.tensor(parameters[f"W{layer}"])
        module.bias.data = torch.tensor(parameters[f"b{layer}"][:, 0])
    Y_hat, _ = network(X, parameters, [np.tanh, lambda Z: 1 / (1 + np.exp(-Z)), lambda Z: Z])
    assert np.allclose(Y_hat, model(torch.tensor(X.T)).detach().numpy().T, atol=1e-12)


def test_layers_without_activations_are_one_layer() -> None:
    X, parameters = made(4, 5, 3)
    Y_hat, _ = network(X, parameters, [lambda Z: Z, lambda Z: Z])
    W = parameters["W2"] @ parameters["W1"]
    b = parameters["W2"] @ parameters["b1"] + parameters["b2"]
    assert np.allclose(Y_hat, W @ X + b, atol=1e-12)


def test_nothing_is_shared_but_the_inputs() -> None:
    X, parameters = made(3, 4, 1)
    before = {key: value.copy() for key, value in parameters.items()}
    caches = [network(X, parameters, [np.tanh, np.sin])[1] for _ in range(2)]
    assert caches[0] is not caches[1]
    assert not any(np.shares_memory(caches[0][k], caches[1][k]) for k in caches[0] if k != "X")
    assert parameters.keys() == before.keys()
    assert all(np.array_equal(parameters[key], before[key]) for key in before)
