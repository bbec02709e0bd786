"""The neuron's references against independent oracles: SciPy, finite differences, PyTorch."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import expit

from deepcat_solutions import neuron as lesson

Function = Callable[[Any], Any]

SCORES = np.concatenate(
    [np.linspace(-1000, 1000, 401), np.linspace(-40, 40, 801), [-1e-300, 0.0, 1e-300]]
)[None, :]
SMOOTH = np.linspace(-6, 6, 97)[None, :]


def _sigmoid(z: Any) -> Any:
    return 1 / (1 + np.exp(-z))


def slope(function: Function, Z: Any) -> Any:
    """Central difference of fourth order in extended precision."""
    z, h = Z.astype(np.longdouble), np.longdouble(1e-3)
    near = function(z + h) - function(z - h)
    far = function(z + 2 * h) - function(z - 2 * h)
    return ((8 * near - far) / (12 * h)).astype(float)


def test_sigmoid_agrees_with_scipy() -> None:
    assert np.max(np.abs(lesson.sigmoid(SCORES) - expit(SCORES))) < 1e-15


@pytest.mark.parametrize(
    ("prime", "function"), [(lesson.sigmoid_prime, _sigmoid), (lesson.tanh_prime, np.tanh)]
)
def test_a_slope_is_the_slope_of_its_function(prime: Function, function: Function) -> None:
    assert np.max(np.abs(prime(SMOOTH) - slope(function, SMOOTH))) < 1e-10


def test_the_slope_of_relu_is_that_of_its_two_pieces() -> None:
    Z = SMOOTH[np.abs(SMOOTH) > 0.01][None, :]
    rise = (lesson.relu(Z + 1e-3) - lesson.relu(Z - 1e-3)) / 2e-3
    assert np.allclose(lesson.relu_prime(Z), rise, atol=1e-10)


@pytest.mark.parametrize(
    ("function", "name"),
    [
        (lesson.sigmoid, "sigmoid"),
        (lesson.relu, "relu"),
        (lesson.tanh, "tanh"),
        (lesson.sigmoid_prime, "sigmoid"),
        (lesson.relu_prime, "relu"),
        (lesson.tanh_prime, "tanh"),
    ],
)
def test_activations_and_slopes_agree_with_pytorch(function: Function, name: str) -> None:
    torch = pytest.importorskip("torch")
    Z = SCORES[SCORES != 0][None, :]
    z = torch.tensor(Z, requires_grad=True)
    a = getattr(torch, name)(z)
    if function.__name__.endswith("_prime"):
        a.sum().backward()
        a = z.grad
    assert np.allclose(function(Z), a.detach().numpy(), rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize(
    "function",
    [
        lesson.sigmoid,
        lesson.relu,
        lesson.tanh,
        lesson.sigmoid_prime,
        lesson.relu_prime,
        lesson.tanh_prime,
    ],
)
class TestEveryElementwiseFunction:
    def test_large_scores_give_finite_answers_without_a_warning(self, function: Function) -> None:
        with np.errstate(over="raise", invalid="raise", divide="raise"):
            for dtype in (np.float64, np.float32, np.int64):
                assert np.all(np.isfinite(function(SCORES.astype(dtype))))

    @pytest.mark.parametrize("shape", [(), (1,), (4,), (1, 1), (2, 3), (2, 1, 3)])
    def test_any_shape_comes_out_as_it_went_in(
        self, function: Function, shape: tuple[int, ...]
    ) -> None:
        assert np.shape(function(np.full(shape, 0.5))) == shape

    def test_whole_numbers_give_the_same_floats(self, function: Function) -> None:
        Z = np.array([[-3, 1, 2]])
        assert function(Z).dtype == np.float64
        assert np.array_equal(function(Z), function(Z.astype(float)))

    def test_the_argument_is_left_alone(self, function: Function) -> None:
        Z = np.array([[-1.0, 2.0]])
        Z.flags.writeable = False
        function(Z)


def test_a_weighted_sum_by_hand() -> None:
    """2 · 3 - 1 · 4 + 0.5 = 2.5."""
    z = lesson.weighted_sum(np.array([[2], [-1]]), np.array([[3], [4]]), 0.5)
    assert z == 2.5
    assert type(z) is float


def test_a_batch_is_its_examples_side_by_side() -> None:
    rng = np.random.default_rng(0)
    w, X, b = rng.normal(size=(3, 1)), rng.normal(size=(3, 5)), 0.7
    alone = [lesson.neuron(w, X[:, [j]], b, np.arctan) for j in range(5)]
    assert np.allclose(lesson.neuron_batch(w, X, b, np.arctan), [alone], rtol=1e-14)


@pytest.mark.parametrize(
    ("gate", "truth"), [(lesson.and_gate, [0, 0, 0, 1]), (lesson.or_gate, [0, 1, 1, 1])]
)
def test_a_gate_has_its_truth_table(gate: Function, truth: list[int]) -> None:
    w, b = gate()  # type: ignore[call-arg]  # a gate takes nothing
    X = np.array([[0, 0, 1, 1], [0, 1, 0, 1]])
    assert np.array_equal(w.T @ X + b > 0, [np.array(truth, bool)])


def test_rosenblatts_rule_by_hand() -> None:
    """A zero start fires; it should not have, so x and 1 are subtracted, times the rate."""
    w, b = lesson.perceptron_step(np.zeros((2, 1)), 0.0, np.array([[1.0], [3.0]]), 0, 0.5)
    assert np.array_equal(w, [[-0.5], [-1.5]])
    assert b == -0.5


def test_whole_numbers_give_a_float_bias() -> None:
    w, b = lesson.perceptron_step(np.array([[1]]), 0, np.array([[2]]), 0, 1)
    assert type(b) is float
    assert w.dtype == np.float64


@given(st.integers(0, 2**32 - 1))
def test_the_perceptron_learns_what_a_line_can_separate(seed: int) -> None:
    """Novikoff: with margin γ and |x| ≤ R, at most (R / γ)² mistakes are made."""
    rng = np.random.default_rng(seed)
    direction = rng.normal(size=(3, 1))
    direction /= np.linalg.norm(direction)
    X = rng.uniform(-1, 1, (2, 60))
    scores = (direction[:2].T @ X + direction[2])[0]
    X, scores = X[:, np.abs(scores) > 0.1], scores[np.abs(scores) > 0.1]
    w, b, mistakes = np.zeros((2, 1)), 0.0, 0
    for _ in range(400):
        before = mistakes
        for x, score in zip(X.T, scores, strict=True):
            w_new, b_new = lesson.perceptron_step(w, b, x[:, None], float(score > 0), 1.0)
            mistakes += not (np.array_equal(w, w_new) and b == b_new)
            w, b = w_new, b_new
        if mistakes == before:
            break
    assert mistakes <= 3 / 0.1**2
