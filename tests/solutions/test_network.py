"""The references of lesson 3 against cases by hand, loops, PyTorch, and laws that they keep."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest

from deepcat_solutions.network import (
    approximate,
    bump,
    initialize_parameters,
    layer,
    linear_collapse,
    network,
    xor_network,
)


def made(*sizes: int, m: int = 5) -> tuple[Any, dict[str, Any]]:
    rng = np.random.default_rng(sizes)
    parameters = {}
    for i, (n_in, n_out) in enumerate(itertools.pairwise(sizes), start=1):
        parameters[f"W{i}"] = rng.normal(size=(n_out, n_in))
        parameters[f"b{i}"] = rng.normal(size=(n_out, 1))
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
        for number, activation in enumerate(activations, start=1):
            W, b = parameters[f"W{number}"], parameters[f"b{number}"]
            z = [sum(w * x for w, x in zip(W[i], a, strict=True)) + b[i, 0] for i in range(len(W))]
            a = [float(activation(score)) for score in z]
            assert np.allclose(cache[f"Z{number}"][:, j], z, rtol=1e-13)
            assert np.allclose(cache[f"A{number}"][:, j], a, rtol=1e-13)
        assert np.allclose(Y_hat[:, j], a, rtol=1e-13)


def test_it_agrees_with_pytorch() -> None:
    torch = pytest.importorskip("torch")
    X, parameters = made(4, 5, 3, 2)
    layers = [torch.nn.Linear(4, 5), torch.nn.Tanh(), torch.nn.Linear(5, 3), torch.nn.Sigmoid()]
    model = torch.nn.Sequential(*layers, torch.nn.Linear(3, 2)).double()
    for number, module in enumerate((model[0], model[2], model[4]), start=1):
        module.weight.data = torch.tensor(parameters[f"W{number}"])
        module.bias.data = torch.tensor(parameters[f"b{number}"][:, 0])
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


def test_a_layer_by_hand() -> None:
    """Z = (1·3 - 2·4 + 1, 2·3 + 0·4 - 1) = (-4, 5), and |Z| = (4, 5)."""
    W, b = np.array([[1.0, -2.0], [2.0, 0.0]]), np.array([[1.0], [-1.0]])
    Z, A = layer(W, np.array([[3.0], [4.0]]), b, np.abs)
    assert Z.tolist() == [[-4.0], [5.0]]
    assert A.tolist() == [[4.0], [5.0]]


def test_layers_one_after_the_other_are_the_network() -> None:
    X, parameters = made(3, 4, 2)
    _, A1 = layer(parameters["W1"], X, parameters["b1"], np.tanh)
    _, A2 = layer(parameters["W2"], A1, parameters["b2"], np.sin)
    assert np.array_equal(network(X, parameters, [np.tanh, np.sin])[0], A2)


@pytest.mark.parametrize("scale", [0.01, 2.0])
def test_random_weights_have_the_spread_that_they_should_and_biases_are_0(scale: float) -> None:
    parameters = initialize_parameters([200, 300, 1], np.random.default_rng(3), scale)
    assert parameters["W1"].shape == (300, 200) and parameters["W2"].shape == (1, 300)
    assert abs(parameters["W1"].mean()) < 5 * scale / np.sqrt(60_000)
    assert abs(parameters["W1"].std() / scale - 1) < 0.02
    assert not parameters["b1"].any() and parameters["b1"].shape == (300, 1)


def test_random_weights_come_from_the_generator_alone() -> None:
    one, again, other = (
        initialize_parameters([3, 2], np.random.default_rng(seed))["W1"] for seed in (1, 1, 2)
    )
    assert np.array_equal(one, again) and not np.array_equal(one, other)


def test_xor_fires_for_one_of_two_under_step_units() -> None:
    corners = np.array([[0.0, 0.0, 1.0, 1.0], [0.0, 1.0, 0.0, 1.0]])
    _, cache = network(corners, xor_network(), [lambda Z: (Z >= 0) * 1.0, lambda Z: Z])
    assert cache["Z2"].tolist() == [[-0.25, 0.75, 0.75, -1.25]]


@pytest.mark.parametrize("sizes", [(3, 2), (3, 4, 2), (2, 3, 3, 3, 1), (2,) * 12])
def test_the_one_layer_does_what_all_do(sizes: tuple[int, ...]) -> None:
    X, parameters = made(*sizes)
    W, b = linear_collapse(parameters)
    Y_hat, _ = network(X, parameters, [lambda Z: Z] * (len(sizes) - 1))
    assert W.shape == (sizes[-1], sizes[0]) and b.shape == (sizes[-1], 1)
    assert np.allclose(W @ X + b, Y_hat, rtol=1e-10, atol=1e-10)


def test_a_bump_by_hand_and_its_area() -> None:
    """Half its height at a steep edge, and the area of a box: height times width."""
    assert np.allclose(bump(np.array([1.0, 2.0, 4.0]), 1.0, 3.0, 6.0, 80.0), [3.0, 6.0, 0.0])
    x = np.linspace(-60.0, 60.0, 24_001)
    for steepness in (0.5, 2.0, 30.0):
        area = bump(x, -1.5, 2.0, 3.0, steepness).sum() * (x[1] - x[0])
        assert np.isclose(area, 3.0 * 3.5, rtol=1e-9)


def test_a_bump_is_quiet_far_away() -> None:
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        assert np.abs(bump(np.array([-10.0, 10.0]), 0.0, 1.0, 2.0, 100.0)).max() < 1e-9


@pytest.mark.parametrize("f", [np.sin, np.square, np.abs])
def test_twice_as_many_bumps_come_about_twice_as_close(f: Any) -> None:
    x = np.linspace(-2.0, 3.0, 4001)
    inner = slice(40, -40)
    distances = [np.abs(approximate(f, x, n) - f(x))[inner].mean() for n in (20, 40, 80)]
    ratios = np.array(distances[:-1]) / distances[1:]
    assert np.all((ratios > 1.7) & (ratios < 2.3))


def test_bumps_look_at_the_function_once_each() -> None:
    places: list[float] = []

    def seen(place: float) -> float:
        places.append(place)
        return place

    approximate(seen, np.linspace(0.0, 1.0, 9), 4)
    assert np.allclose(places, [0.125, 0.375, 0.625, 0.875])
