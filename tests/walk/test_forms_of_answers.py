"""What may be an answer, and what is refused with an explanation, beyond the values."""

from __future__ import annotations

import functools
import math
from typing import Any

import numpy as np
import pytest
from scipy.special import expit

from deepcat_grader.judging import judge
from deepcat_judge.verdict import Outcome


class Sigmoid:
    def __call__(self, Z: Any) -> Any:
        return expit(Z)


@pytest.mark.parametrize(
    ("exercise", "answer"),
    [
        ("neuron.sigmoid", Sigmoid()),
        ("neuron.sigmoid", expit),
        ("neuron.sigmoid", lambda Z: expit(Z)),
        ("neuron.tanh", np.tanh),
        ("neuron.tanh", np.vectorize(math.tanh)),
        ("neuron.relu", functools.partial(np.maximum, 0)),
    ],
)
def test_any_callable_is_an_answer(exercise: str, answer: Any) -> None:
    """A lambda, a callable object and an imported function are alike."""
    assert judge(exercise, answer).passed


@pytest.mark.parametrize(
    ("exercise", "answer", "explanation"),
    [
        ("neuron.and_gate", lambda: (np.array([1.0, 1.0]), -1.5), "shape (2,)"),
        ("neuron.and_gate", lambda: (np.ones((1, 2)), -1.5), "shape (1, 2)"),
        ("neuron.or_gate", lambda: (np.ones((2, 1)), np.array([[-0.5]])), "shape (1, 1)"),
        ("neuron.or_gate", lambda: ([[1.0], [1.0]], -0.5), "a list"),
        ("neuron.relu", lambda Z: np.maximum(Z, 0).astype(np.float16), "float16"),
        ("neuron.relu", lambda Z: np.maximum(Z, 0).tolist(), "a list"),
        ("neuron.weighted_sum", lambda w, x, b: w[:, 0] @ x + b, "shape (1,)"),
        ("introduction.count_parameters", lambda sizes: 7.0, "a float"),
        ("introduction.random_search", lambda x, y, n, rng: (1.0, 2.0, 3.0), "3 things"),
    ],
)
def test_a_wrong_form_is_refused_with_an_explanation(
    exercise: str, answer: Any, explanation: str
) -> None:
    verdict = judge(exercise, answer)
    assert verdict.outcome is Outcome.INCORRECT
    assert verdict.points == 0
    assert explanation in verdict.message


@pytest.mark.parametrize(
    ("exercise", "w", "b"),
    [
        ("neuron.and_gate", (0.0, 0.0), 0.0),
        ("neuron.and_gate", (1.0, 1.0), -1.0),
        ("neuron.and_gate", (1.0, 1.0), -2.0),
        ("neuron.or_gate", (0.0, 0.0), 0.0),
        ("neuron.or_gate", (0.5, 0.5), 0.0),
        ("neuron.or_gate", (1.0, 1.0), -1.0),
        ("neuron.and_gate", (0.1, 0.2), -0.2),
        ("neuron.and_gate", (0.7, 0.1), -0.8),
    ],
)
def test_a_score_of_exactly_0_is_refused(exercise: str, w: tuple[float, float], b: float) -> None:
    """Nobody could say whether the gate fires there."""
    verdict = judge(exercise, lambda: (np.array([w]).T, b))
    assert not verdict.passed
    assert verdict.mistake == "score_of_zero"


@pytest.mark.parametrize("lost", ["sigmoid", "tanh"])
def test_a_naive_formula_keeps_the_points_for_the_values(lost: str) -> None:
    naive = {
        "sigmoid": lambda Z: 1 / (1 + np.exp(-Z)),
        "tanh": lambda Z: (np.exp(Z) - np.exp(-Z)) / (np.exp(Z) + np.exp(-Z)),
    }
    verdict = judge(f"neuron.{lost}", naive[lost])
    assert [part.points > 0 for part in verdict.parts] == [True, False]


@pytest.mark.parametrize("bound", [30, 100, 700])
def test_a_wide_clip_passes(bound: float) -> None:
    assert judge("neuron.sigmoid", lambda Z: expit(np.clip(Z, -bound, bound))).passed


def test_a_loop_over_examples_keeps_all_but_the_point_for_vectorising() -> None:
    def loop(w: Any, X: Any, b: float, activation: Any) -> Any:
        return np.array([[activation((w.T @ x).item() + b) for x in X.T]])

    verdict = judge("neuron.neuron_batch", loop)
    assert verdict.points == verdict.max_points - 1
    assert verdict.mistake == "loop_over_examples"


def test_an_activation_may_be_called_on_a_number_or_on_any_shape() -> None:
    for shape in ((), (1,), (1, 1)):

        def answer(w: Any, x: Any, b: float, activation: Any, shape: Any = shape) -> float:
            return float(np.squeeze(activation(np.reshape(np.sum(w * x) + b, shape))))

        assert judge("neuron.neuron", answer).passed
