"""The references of lesson 5 against numbers by hand, loops, PyTorch, and laws that they keep."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from deepcat.small_network import small_network, three_examples
from deepcat_solutions.hidden_layer import cost, decision_grid, forward, initialize, symmetric_rows
from deepcat_solutions.network import network
from deepcat_solutions.neuron import relu, sigmoid


def made(n_x: int, n_h: int, m: int, seed: int = 0) -> tuple[Any, dict[str, Any]]:
    rng = np.random.default_rng(seed)
    shapes = {"W1": (n_h, n_x), "b1": (n_h, 1), "W2": (1, n_h), "b2": (1, 1)}
    return rng.normal(size=(n_x, m)), {name: rng.normal(size=s) for name, s in shapes.items()}


def test_the_small_network_by_hand() -> None:
    """Z1 = (1 + 1 - 1, -1 + 2 + 0.5) = (1, 1.5) for the first example, and Z2 = 2 - 1.5 + 0.5."""
    X, Y = three_examples()
    Y_hat, cache = forward(X, small_network())
    assert cache["Z1"].tolist() == [[1.0, 1.25, -0.5], [1.5, -1.0, 1.5]]
    assert cache["A1"].tolist() == [[1.0, 1.25, 0.0], [1.5, 0.0, 1.5]]
    assert cache["Z2"].tolist() == [[1.0, 3.0, -1.0]]
    assert Y_hat[0].round(4).tolist() == [0.7311, 0.9526, 0.2689]
    surprises = [np.log1p(np.exp(-1.0)), np.log1p(np.exp(3.0)), np.log1p(np.exp(1.0))]
    assert cost(Y, Y_hat) == pytest.approx(np.mean(surprises), abs=1e-12)


def test_the_small_network_is_made_anew_each_time() -> None:
    small_network()["W1"][:] = 0.0
    three_examples()[0][:] = 0.0
    assert small_network()["W1"].any()
    assert three_examples()[0].any()


@pytest.mark.parametrize("sizes", [(2, 3, 4), (5, 2, 1), (1, 4, 6)])
def test_forward_is_the_network_of_lesson_3_with_two_layers(sizes: tuple[int, int, int]) -> None:
    X, parameters = made(*sizes)
    Y_hat, cache = forward(X, parameters)
    expected, kept = network(X, parameters, [relu, sigmoid])
    assert np.array_equal(Y_hat, expected)
    assert list(cache) == list(kept)
    assert all(np.array_equal(cache[key], kept[key]) for key in kept)


def test_forward_and_cost_agree_with_pytorch() -> None:
    torch = pytest.importorskip("torch")
    X, parameters = made(3, 5, 7)
    Y = np.array([[1.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0]])
    tensors = {name: torch.tensor(value) for name, value in parameters.items()}
    hidden = torch.relu(tensors["W1"] @ torch.tensor(X) + tensors["b1"])
    chances = torch.sigmoid(tensors["W2"] @ hidden + tensors["b2"])
    Y_hat, _ = forward(X, parameters)
    assert np.allclose(Y_hat, chances.numpy(), rtol=0, atol=1e-14)
    theirs = torch.nn.functional.binary_cross_entropy(chances, torch.tensor(Y))
    assert cost(Y, Y_hat) == pytest.approx(theirs.item(), abs=1e-12)


def test_always_one_half_costs_log_2() -> None:
    X, parameters = made(3, 4, 5)
    Y_hat, _ = forward(X, {name: np.zeros(array.shape) for name, array in parameters.items()})
    assert cost(np.array([[1.0, 0.0, 0.0, 1.0, 0.0]]), Y_hat) == pytest.approx(np.log(2), abs=1e-15)


@pytest.mark.parametrize(("n_x", "n_h"), [(200, 30), (30, 200)])
def test_scores_keep_their_size_at_the_start(n_x: int, n_h: int) -> None:
    """Inputs of order one give A1 of mean square 1, however many inputs there are."""
    X = np.random.default_rng(1).normal(size=(n_x, 50))
    squares = [
        np.mean(forward(X, initialize(n_x, n_h, np.random.default_rng(seed)))[1]["A1"] ** 2)
        for seed in range(100)
    ]
    assert np.mean(squares) == pytest.approx(1.0, abs=0.05)


def test_rows_are_counted() -> None:
    W1 = np.array([[1.0, 2.0], [3.0, 4.0], [1.0, 2.0], [1.0, 2.25]])
    assert [symmetric_rows(W1, atol) for atol in (0.0, 0.25, 2.0)] == [3, 2, 1]
    assert symmetric_rows(np.zeros((7, 4)), 0.0) == 1


def test_a_grid_cell_is_what_the_prediction_says_there() -> None:
    _, parameters = made(2, 3, 1)
    xx, yy, chances = decision_grid(lambda X: forward(X, parameters)[0], (-1, 2), (3, 4), 5)
    for i, j in np.ndindex(5, 5):
        assert (xx[i, j], yy[i, j]) == pytest.approx((-1 + 3 * j / 4, 3 + i / 4))
        alone, _ = forward(np.array([[xx[i, j]], [yy[i, j]]]), parameters)
        assert chances[i, j] == pytest.approx(alone.item(), abs=1e-15)
