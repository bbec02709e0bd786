"""Steps downhill and the backward pass, against numbers by hand, PyTorch and extended precision."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from deepcat.small_network import slopes_by_pytorch, small_network, three_examples
from deepcat_solutions import backprop as lesson
from deepcat_solutions.hidden_layer import cost, forward
from deepcat_solutions.neuron import relu_prime, sigmoid_prime

SIZE = st.integers(1, 9)
SEEDS = st.integers(0, 2**32 - 1)
NAMES = ("W1", "b1", "W2", "b2")


def made(n_x: int, n_h: int, m: int, seed: int) -> tuple[Any, Any, dict[str, Any]]:
    """Inputs, labels of either class, and parameters that give scores of order one."""
    rng = np.random.default_rng(seed)
    shapes = {"W1": (n_h, n_x), "b1": (n_h, 1), "W2": (1, n_h), "b2": (1, 1)}
    parameters = {name: rng.normal(size=s) / np.sqrt(s[1]) for name, s in shapes.items()}
    return rng.normal(size=(n_x, m)), rng.integers(0, 2, (1, m)) * 1.0, parameters


def gradients(X: Any, Y: Any, parameters: dict[str, Any]) -> dict[str, Any]:
    return lesson.backward(Y, parameters, forward(X, parameters)[1])


def by_pytorch(X: Any, Y: Any, parameters: dict[str, Any]) -> dict[str, Any]:
    torch = pytest.importorskip("torch")
    theta = {name: torch.tensor(value, requires_grad=True) for name, value in parameters.items()}
    hidden = torch.relu(theta["W1"] @ torch.tensor(X) + theta["b1"])
    scores = theta["W2"] @ hidden + theta["b2"]
    torch.nn.functional.binary_cross_entropy_with_logits(scores, torch.tensor(Y)).backward()
    return {f"d{name}": value.grad.numpy() for name, value in theta.items()}


def differ(found: dict[str, Any], expected: dict[str, Any], atol: float) -> list[str]:
    """The gradients whose names, shapes or values are not the expected ones."""
    assert list(found) == list(expected) == [f"d{name}" for name in NAMES]
    return [
        name
        for name, value in expected.items()
        if found[name].shape != value.shape or not np.allclose(found[name], value, 0, atol)
    ]


@pytest.mark.parametrize("of", [gradients, by_pytorch])
def test_the_slopes_that_the_lesson_shows_are_those_of_pytorch(of: Any) -> None:
    X, Y = three_examples()
    assert not differ(of(X, Y, small_network()), slopes_by_pytorch(), 1e-12)


@given(SIZE, SIZE, SIZE, SEEDS)
def test_gradients_agree_with_pytorch(n_x: int, n_h: int, m: int, seed: int) -> None:
    X, Y, parameters = made(n_x, n_h, m, seed)
    expected = by_pytorch(X, Y, parameters)
    assert not differ(gradients(X, Y, parameters), expected, 1e-10)


@given(SIZE, SIZE, SIZE, SEEDS)
def test_gradients_are_the_slopes_of_the_cost(n_x: int, n_h: int, m: int, seed: int) -> None:
    """By a step into the imaginary: squared it vanishes, so that nothing cancels."""
    X, Y, parameters = made(n_x, n_h, m, seed)
    found = gradients(X, Y, parameters)
    for name in NAMES:
        for index in np.ndindex(parameters[name].shape):
            moved = {key: value + 0j for key, value in parameters.items()}
            moved[name][index] += 1e-30j
            Z1 = moved["W1"] @ X + moved["b1"]
            Z2 = moved["W2"] @ np.where(Z1.real > 0, Z1, 0) + moved["b2"]
            slope = np.mean(np.log(1 + np.exp(Z2)) - Y * Z2).imag / 1e-30
            assert abs(found[f"d{name}"][index] - slope) < 1e-10


@given(SIZE, SIZE, SIZE, SEEDS)
def test_a_measured_gradient_agrees_with_the_derived_one(
    n_x: int, n_h: int, m: int, seed: int
) -> None:
    """Where no corner of ReLU lies within a step, and 1 - ŷ has digits enough for a difference."""
    X, Y, parameters = made(n_x, n_h, m, seed)
    cache = forward(X, parameters)[1]
    assume(np.abs(cache["Z1"]).min() > 1e-4)
    assume(np.abs(cache["Z2"]).max() < 6.0)
    derived = gradients(X, Y, parameters)
    for name in NAMES:
        before = parameters[name].tobytes()
        measured = lesson.numerical_gradient(
            lambda theta, name=name: cost(Y, forward(X, parameters | {name: theta})[0]),
            parameters[name],
        )
        assert parameters[name].tobytes() == before
        assert np.allclose(measured, derived[f"d{name}"], rtol=0, atol=1e-7)


def test_the_small_network_by_hand() -> None:
    """δ₂ = ŷ - y; δ₁ goes back through W₂ = (2, -1) where a unit was on."""
    X, Y = three_examples()
    parameters = small_network()
    Y_hat, cache = forward(X, parameters)
    p, q, r = Y_hat[0] - Y[0]
    delta1 = np.array([[2 * p, 2 * q, 0.0], [-p, 0.0, -r]])
    found = lesson.backward(Y, parameters, cache)
    assert np.allclose(found["dW2"], [[p + 1.25 * q, 1.5 * p + 1.5 * r]] / np.float64(3))
    assert np.allclose(found["db2"], (p + q + r) / 3)
    assert np.allclose(found["dW1"], delta1 @ X.T / 3)
    assert np.allclose(found["db1"], delta1.sum(axis=1, keepdims=True) / 3)


@given(SEEDS)
def test_a_chain_of_numbers_is_the_layer_of_one_unit(seed: int) -> None:
    """One example, one unit a layer: every slope is a product along the path."""
    X, Y, parameters = made(1, 1, 1, seed)
    _, cache = forward(X, parameters)
    found = lesson.backward(Y, parameters, cache)
    dL_dz2 = lesson.output_delta(Y, cache["A2"]).item()
    dL_da1 = lesson.chain(dL_dz2, parameters["W2"].item())
    dL_dz1 = lesson.chain(dL_da1, relu_prime(cache["Z1"]).item())
    assert found["dW2"].item() == pytest.approx(lesson.chain(dL_dz2, cache["A1"].item()), abs=1e-15)
    assert found["dW1"].item() == pytest.approx(lesson.chain(dL_dz1, X.item()), abs=1e-15)
    assert found["db1"].item() == pytest.approx(dL_dz1, abs=1e-15)


@given(SIZE, SIZE, SIZE, SEEDS)
def test_a_hidden_delta_is_the_slope_along_a_score(n: int, n_next: int, m: int, seed: int) -> None:
    """Of any function of the next layer's scores that is linear, with the slopes δ_next."""
    rng = np.random.default_rng(seed)
    Z, W, delta = (
        rng.normal(size=(n, m)),
        rng.normal(size=(n_next, n)),
        rng.normal(size=(n_next, m)),
    )
    found = lesson.hidden_delta(W, delta, Z, sigmoid_prime)
    measured = lesson.numerical_gradient(
        lambda scores: np.sum(delta * (W @ (1 / (1 + np.exp(-scores))))), Z
    )
    assert np.allclose(found, measured, rtol=0, atol=1e-8)


def test_the_output_delta_is_finite_for_certain_predictions() -> None:
    found = lesson.output_delta(np.array([[0, 1, 1]]), np.array([[1.0, 0.0, 1.0]]))
    assert found.tolist() == [[1.0, -1.0, 0.0]]


@given(SEEDS, st.integers(0, 30))
def test_descent_on_a_parabola_is_a_geometric_series(seed: int, n_steps: int) -> None:
    """On c (w - a)² / 2 the distance to a is multiplied by 1 - α c at every step."""
    a, start, c, rate = np.random.default_rng(seed).uniform(0.1, 1.0, 4)
    path = lesson.descend(lambda w: c * (w - a), start, rate, n_steps)
    assert path.shape == (n_steps + 1,)
    steps = np.arange(n_steps + 1)
    assert np.allclose(path, a + (start - a) * (1 - rate * c) ** steps, rtol=1e-12)


def test_a_step_leaves_the_old_parameters_alone() -> None:
    X, Y, old = made(3, 4, 5, 0)
    kept = {name: value.copy() for name, value in old.items()}
    slopes = gradients(X, Y, old)
    new = lesson.gradient_step(old, slopes, 0.1)
    assert list(new) == list(NAMES)
    for name in NAMES:
        assert np.array_equal(old[name], kept[name])
        assert np.allclose(new[name] + 0.1 * slopes[f"d{name}"], old[name], rtol=1e-15)


@pytest.mark.parametrize("shape", [(), (3,), (2, 3), (2, 3, 4)])
def test_relative_errors(shape: tuple[int, ...]) -> None:
    rng = np.random.default_rng(1)
    a, b = rng.normal(size=shape), rng.normal(size=shape)
    found = lesson.relative_error(a, b)
    expected = np.sqrt(np.sum((a - b) ** 2)) / (np.sqrt(np.sum(a**2)) + np.sqrt(np.sum(b**2)))
    assert found == pytest.approx(expected, rel=1e-14)
    assert lesson.relative_error(3 * b, 3 * a) == pytest.approx(found, rel=1e-14)
    assert lesson.relative_error(a, -a) == pytest.approx(1.0)
    assert lesson.relative_error(a, a) == 0.0
    assert lesson.relative_error(0 * a, 0 * a) == 0.0


def test_training_takes_pytorchs_steps() -> None:
    """Over three epochs of unequal batches, dealt by the same generator."""
    torch = pytest.importorskip("torch")
    X, Y, parameters = made(3, 6, 20, 4)
    learned, history = lesson.train(X, Y, parameters, 0.3, 3, 8, np.random.default_rng(9))
    theta = {name: torch.tensor(value, requires_grad=True) for name, value in parameters.items()}
    optimizer, rng = torch.optim.SGD(theta.values(), lr=0.3), np.random.default_rng(9)

    def loss(X: Any, Y: Any) -> Any:
        hidden = torch.relu(theta["W1"] @ torch.tensor(X) + theta["b1"])
        scores = theta["W2"] @ hidden + theta["b2"]
        return torch.nn.functional.binary_cross_entropy_with_logits(scores, torch.tensor(Y))

    losses = []
    for _ in range(3):
        for X_b, Y_b in lesson.minibatches(X, Y, 8, rng):
            optimizer.zero_grad()
            loss(X_b, Y_b).backward()
            optimizer.step()
        losses.append(loss(X, Y).item())
    assert np.allclose(history, losses, rtol=0, atol=1e-12)
    for name in NAMES:
        assert np.allclose(learned[name], theta[name].detach().numpy(), rtol=0, atol=1e-12)


@pytest.mark.parametrize("seed", range(3))
def test_training_learns_what_no_line_can(seed: int) -> None:
    rng = np.random.default_rng(seed)
    X = rng.choice([-1.0, 1.0], (2, 200)) * rng.uniform(0.3, 1.5, (2, 200))
    Y = (X[:1] * X[1:] > 0) * 1.0
    start = made(2, 12, 1, seed)[2]
    learned, history = lesson.train(X, Y, start, 0.3, 60, 10, rng)
    assert np.mean((forward(X, learned)[0] > 0.5) == Y) > 0.95
    assert history[-1] == pytest.approx(cost(Y, forward(X, learned)[0]), rel=1e-14)
    assert history[-1] < 0.3 * history[0]


def test_no_epoch_changes_nothing() -> None:
    X, Y, parameters = made(2, 3, 4, 0)
    learned, history = lesson.train(X, Y, parameters, 0.1, 0, 2, np.random.default_rng(0))
    assert history == []
    assert all(np.array_equal(learned[name], parameters[name]) for name in NAMES)
