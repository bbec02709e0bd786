"""Training in the space of the examples goes the way of the plain step, number for number."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from deepcat.fast_training import Examples, Functions
from deepcat_solutions import backprop, neuron
from deepcat_solutions.hidden_layer import cost, initialize

Parameters = dict[str, np.ndarray[Any, Any]]


def sigmoid(Z: Any) -> Any:
    return 1.0 / (1.0 + np.exp(-Z))


def softmax(Z: Any) -> Any:
    powers = np.exp(Z - Z.max(axis=0))
    return powers / powers.sum(axis=0)


def layer_gradients(delta: Any, A_prev: Any) -> tuple[Any, Any]:
    return delta @ A_prev.T / delta.shape[1], delta.mean(axis=1, keepdims=True)


RELU = Functions(
    lambda Z: np.maximum(Z, 0.0),
    lambda Z: (Z > 0.0) * 1.0,
    sigmoid,
    lambda Y, Y_hat: Y_hat - Y,
    lambda W_next, delta_next, Z, slope: (W_next.T @ delta_next) * slope(Z),
    layer_gradients,
)
TANH = RELU._replace(activation=np.tanh, activation_prime=lambda Z: 1.0 - np.tanh(Z) ** 2)


def plain_step(X: Any, Y: Any, p: Parameters, rate: float, of: Functions) -> Parameters:
    """One step of a network of two layers, as lesson 6 writes it."""
    Z1 = p["W1"] @ X + p["b1"]
    A1 = of.activation(Z1)
    delta2 = of.output_delta(Y, of.output_activation(p["W2"] @ A1 + p["b2"]))
    delta1 = of.hidden_delta(p["W2"], delta2, Z1, of.activation_prime)
    slopes = dict(
        zip(
            ("W1", "b1", "W2", "b2"),
            (*of.layer_gradients(delta1, X), *of.layer_gradients(delta2, A1)),
            strict=True,
        )
    )
    return {name: p[name] - rate * slopes[name] for name in p}


def problem(rng: np.random.Generator, K: int = 1) -> tuple[Any, Any, Parameters]:
    """Inputs of a random shape, with fewer examples than features, and a start."""
    m, n_h = (int(n) for n in rng.integers(3, 24, 2))
    n_x = m + int(rng.integers(0, 40))
    X = rng.normal(size=(n_x, m))
    Y = np.eye(max(K, 2))[:, rng.integers(0, max(K, 2), m)][:K]
    parameters = {
        "W1": rng.normal(size=(n_h, n_x)) / np.sqrt(n_x),
        "b1": rng.normal(size=(n_h, 1)),
        "W2": rng.normal(size=(K, n_h)) / np.sqrt(n_h),
        "b2": rng.normal(size=(K, 1)),
    }
    return X, Y, parameters


def batches_of(rng: np.random.Generator, m: int, size: int, epochs: int) -> list[Any]:
    return [
        order[start : start + size]
        for order in (rng.permutation(m) for _ in range(epochs))
        for start in range(0, m, size)
    ]


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize(
    ("functions", "K"), [(RELU, 1), (TANH, 1), (RELU._replace(output_activation=softmax), 3)]
)
def test_every_step_is_that_of_the_plain_network(functions: Functions, K: int, seed: int) -> None:
    rng = np.random.default_rng([seed, K])
    X, Y, parameters = problem(rng, K)
    m = X.shape[1]
    run = Examples(X).start(Y, parameters, functions)
    plain = parameters
    for batch in batches_of(rng, m, int(rng.integers(1, m + 1)), epochs=4):
        run.step(0.2, batch)
        plain = plain_step(X[:, batch], Y[:, batch], plain, 0.2, functions)
        for name, theta in run.parameters.items():
            assert np.max(np.abs(theta - plain[name])) < 1e-12, name
    Z2 = plain["W2"] @ functions.activation(plain["W1"] @ X + plain["b1"]) + plain["b2"]
    assert np.max(np.abs(run.Y_hat - functions.output_activation(Z2))) < 1e-12


def test_five_hundred_steps_on_the_whole_set_stay_together() -> None:
    rng = np.random.default_rng(3)
    X, Y, parameters = problem(rng)
    run = Examples(X).start(Y, parameters, RELU)
    plain = parameters
    for _ in range(500):
        run.step(0.05)
        plain = plain_step(X, Y, plain, 0.05, RELU)
    for name, theta in run.parameters.items():
        assert np.max(np.abs(theta - plain[name])) < 1e-12, name


def test_the_functions_of_the_lessons_train_as_the_reference_does() -> None:
    """Mini-batches of positions are dealt as those of examples are, from the same generator."""
    rng = np.random.default_rng(8)
    X, Y = rng.normal(size=(60, 23)), (np.arange(23)[None, :] % 3 == 0) * 1.0
    start = initialize(60, 5, rng)
    lessons = Functions(
        neuron.relu, neuron.relu_prime, neuron.sigmoid, backprop.output_delta,
        backprop.hidden_delta, backprop.layer_gradients,
    )  # fmt: skip
    run, order = Examples(X).start(Y, start, lessons), np.random.default_rng(9)
    for _ in range(6):
        for positions, _ in backprop.minibatches(np.arange(23)[None, :], Y, 5, order):
            run.step(0.1, positions[0])
    right, losses = backprop.train(X, Y, start, 0.1, 6, 5, np.random.default_rng(9))
    for name, theta in run.parameters.items():
        assert np.max(np.abs(theta - right[name])) < 1e-12, name
    assert abs(cost(Y, run.Y_hat) - losses[-1]) < 1e-12


def test_what_is_given_stays_as_it_was_and_two_runs_know_nothing_of_each_other() -> None:
    X, Y, parameters = problem(np.random.default_rng(4))
    before = {name: theta.copy() for name, theta in parameters.items()}
    examples = Examples(X)
    one, other = (examples.start(Y, parameters, RELU) for _ in range(2))
    one.step(0.5)
    for name, theta in before.items():
        assert np.array_equal(parameters[name], theta)
        assert np.array_equal(other.parameters[name], theta)


def test_single_precision_stays_single() -> None:
    X, Y, parameters = problem(np.random.default_rng(5))
    single = {name: theta.astype(np.float32) for name, theta in parameters.items()}
    run = Examples(X.astype(np.float32)).start(Y.astype(np.float32), single, RELU)
    run.step(0.1, np.arange(2))  # the slope of RELU above gives float64
    assert {theta.dtype for theta in run.parameters.values()} == {np.dtype(np.float32)}


def test_a_wrong_function_makes_its_own_wrong_trajectory() -> None:
    """Nothing but the given functions decides: their mistakes show as in the plain network."""
    X, Y, parameters = problem(np.random.default_rng(6))
    ungated = RELU._replace(hidden_delta=lambda W, delta, Z, slope: W.T @ delta)
    run = Examples(X).start(Y, parameters, ungated)
    run.step(0.3)
    wrong = plain_step(X, Y, parameters, 0.3, ungated)
    right = plain_step(X, Y, parameters, 0.3, RELU)
    assert np.allclose(run.parameters["W1"], wrong["W1"], rtol=0, atol=1e-12)
    assert not np.allclose(run.parameters["W1"], right["W1"], rtol=0, atol=1e-3)


def test_more_examples_than_features_are_refused_in_a_sentence() -> None:
    with pytest.raises(ValueError, match=r"3 examples of 2 features each: .* plain step is faster"):
        Examples(np.zeros((2, 3)))
    assert Examples(np.zeros((3, 3))).gram.shape == (3, 3)
