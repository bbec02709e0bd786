"""Mini-batches as a deck of cards is dealt, and the test of a gradient against true and false ones.

True gradients come from PyTorch where it is there, and by hand from the chain rule; every false one
is the true one with a known slip.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from deepcat_solutions.backprop import catch_the_bug, minibatches

Backward = Callable[[Any, Any, Any], dict[str, Any]]


def deck(m: int) -> tuple[Any, Any]:
    """Examples that carry their own number, and labels that tell it as well."""
    numbers = np.arange(m, dtype=float)
    return np.stack([numbers, 100.0 + numbers]), (numbers[None, :] - 3.0) * 2.0


@pytest.mark.parametrize(("m", "batch_size"), [(12, 4), (13, 4), (5, 7), (5, 1), (6, 6), (1, 3)])
def test_every_example_comes_once_with_its_label(m: int, batch_size: int) -> None:
    X, Y = deck(m)
    batches = list(minibatches(X, Y, batch_size, np.random.default_rng(m)))
    sizes = [X_b.shape[1] for X_b, _ in batches]
    assert sizes[:-1] == [batch_size] * (len(sizes) - 1)
    assert 0 < sizes[-1] <= batch_size
    for X_b, Y_b in batches:
        assert np.array_equal(X_b[1], 100.0 + X_b[0])
        assert np.array_equal(Y_b, (X_b[:1] - 3.0) * 2.0)
    dealt = np.concatenate([X_b[0] for X_b, _ in batches])
    assert sorted(dealt) == list(range(m))


def test_every_order_is_as_likely_as_every_other() -> None:
    """Of 6 orders and 3000 epochs, each has about 500 ± 20: 350 would be seven deviations off."""
    rng = np.random.default_rng(1)
    X, Y = deck(3)
    orders = Counter(
        tuple(np.concatenate([X_b[0] for X_b, _ in minibatches(X, Y, 2, rng)])) for _ in range(3000)
    )
    assert len(orders) == 6
    assert min(orders.values()) > 350


def test_the_same_seed_deals_the_same_and_the_next_epoch_another_order() -> None:
    X, Y = deck(20)
    dealt = [
        [
            np.concatenate([X_b[0] for X_b, _ in minibatches(X, Y, 6, rng)]).tolist()
            for _ in range(2)
        ]
        for rng in (np.random.default_rng(3), np.random.default_rng(3))
    ]
    assert dealt[0] == dealt[1]
    assert dealt[0][0] != dealt[0][1]


def test_no_batch_shares_memory_with_another_or_with_the_data() -> None:
    X, Y = deck(7)
    batches = [array for pair in minibatches(X, Y, 3, np.random.default_rng(0)) for array in pair]
    everything = [X, Y, *batches]
    assert not any(np.shares_memory(a, b) for i, a in enumerate(everything) for b in everything[:i])


def chain_rule(Y: Any, parameters: Any, cache: Any) -> dict[str, Any]:
    """The gradient, one example and one unit at a time."""
    m, n_h = Y.shape[1], parameters["W1"].shape[0]
    gradients = {f"d{name}": np.zeros(theta.shape) for name, theta in parameters.items()}
    for i in range(m):
        dz2 = (cache["A2"][0, i] - Y[0, i]) / m
        gradients["db2"][0, 0] += dz2
        for h in range(n_h):
            gradients["dW2"][0, h] += dz2 * cache["A1"][h, i]
            if cache["Z1"][h, i] > 0:
                gradients["db1"][h, 0] += dz2 * parameters["W2"][0, h]
                gradients["dW1"][h] += dz2 * parameters["W2"][0, h] * cache["X"][:, i]
    return gradients


def autograd(Y: Any, parameters: Any, cache: Any) -> dict[str, Any]:
    """The gradient as PyTorch has it."""
    torch = pytest.importorskip("torch")
    theta = {name: torch.tensor(value, requires_grad=True) for name, value in parameters.items()}
    hidden = torch.relu(theta["W1"] @ torch.tensor(cache["X"]) + theta["b1"])
    scores = theta["W2"] @ hidden + theta["b2"]
    torch.nn.functional.binary_cross_entropy_with_logits(scores, torch.tensor(Y)).backward()
    return {f"d{name}": value.grad.numpy() for name, value in theta.items()}


@pytest.mark.parametrize("backward", [chain_rule, autograd])
def test_a_right_gradient_is_accepted(backward: Backward) -> None:
    assert catch_the_bug(backward) is True


@pytest.mark.parametrize("name", ["dW1", "db1", "dW2", "db2"])
@pytest.mark.parametrize(
    "slip",
    [
        lambda gradient: -gradient,
        lambda gradient: 2.0 * gradient,
        lambda gradient: gradient + 0.01,
        lambda gradient: gradient.T if gradient.shape != (1, 1) else gradient[0],
        lambda gradient: gradient.tolist(),
        lambda gradient: np.full(gradient.shape, np.nan),
        lambda gradient: None,
    ],
)
def test_one_wrong_gradient_of_four_is_found(name: str, slip: Callable[[Any], Any]) -> None:
    def backward(Y: Any, parameters: Any, cache: Any) -> dict[str, Any]:
        right = chain_rule(Y, parameters, cache)
        return {**right, name: slip(right[name])}

    assert catch_the_bug(backward) is False


def test_one_wrong_number_is_found() -> None:
    for name in ("dW1", "db1", "dW2", "db2"):

        def backward(Y: Any, parameters: Any, cache: Any, name: str = name) -> dict[str, Any]:
            right = chain_rule(Y, parameters, cache)
            right[name][0, -1] += 1e-4
            return right

        assert catch_the_bug(backward) is False


def test_a_gradient_that_is_not_there_is_found() -> None:
    def stops(Y: Any, parameters: Any, cache: Any) -> dict[str, Any]:
        raise ValueError("matmul: Input operand 1 has a mismatch in its core dimension 0")

    assert catch_the_bug(stops) is False
    assert catch_the_bug(lambda Y, parameters, cache: None) is False


def test_changed_parameters_do_not_hide_a_wrong_gradient() -> None:
    def updates_first(Y: Any, parameters: Any, cache: Any) -> dict[str, Any]:
        parameters["W2"] -= 0.5 * chain_rule(Y, parameters, cache)["dW2"]
        return chain_rule(Y, parameters, cache)

    assert catch_the_bug(updates_first) is False
