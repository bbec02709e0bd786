"""What may be an answer, and what is refused with an explanation, beyond the values."""

from __future__ import annotations

import functools
import itertools
import math
from typing import Any

import numpy as np
import pytest
from scipy.special import expit

from deepcat_grader.answers import visible_key
from deepcat_grader.bank import ENTRIES
from deepcat_grader.judging import judge
from deepcat_judge.exercise import Exercise
from deepcat_judge.judge import judge as judge_answer
from deepcat_judge.observe import LocalCaller
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


CLIPPED: dict[str, Any] = {
    "sigmoid": expit,
    "tanh": np.tanh,
    "sigmoid_prime": lambda Z: expit(Z) * expit(-Z),
    "tanh_prime": lambda Z: 1 - np.tanh(Z) ** 2,
}


@pytest.mark.parametrize("name", CLIPPED)
@pytest.mark.parametrize(("bound", "passes"), [(10, False), (30, True), (700, True)])
def test_tails_are_judged_to_a_billionth(name: str, bound: float, passes: bool) -> None:
    """A clip of the scores that no one can see is right; one that shows is not."""
    clipped = judge(f"neuron.{name}", lambda Z: CLIPPED[name](np.clip(Z, -bound, bound)))
    assert clipped.passed is passes


BY_THRESHOLD: dict[str, Any] = {
    "relu": lambda Z, fires: np.where(fires(Z), Z, 0.0),
    "relu_prime": lambda Z, fires: np.where(fires(Z), 1.0, 0.0),
}


def step(fires: Any) -> Any:
    def answer(w: Any, b: float, x: Any, y: float, learning_rate: float) -> Any:
        error = y - bool(fires((w.T @ x).item() + b))
        return w + learning_rate * error * x, b + learning_rate * error

    return answer


@pytest.mark.parametrize(
    "fires",
    [
        lambda z: z > -0.5,
        lambda z: np.round(z) >= 0,
        lambda z: z >= -0.05,
        lambda z: z >= 0.05,
        lambda z: np.abs(z) > 0.005,
        lambda z: np.trunc(10 * z) >= 0,
    ],
)
def test_a_threshold_beside_0_is_noticed_on_the_visible_inputs(fires: Any) -> None:
    answers = {name: lambda Z, f=f: f(Z, fires) for name, f in BY_THRESHOLD.items()}
    answers["perceptron_step"] = step(fires)
    for name, answer in answers.items():
        entry = ENTRIES[f"neuron.{name}"]
        assert isinstance(entry.exercise, Exercise)
        caller = LocalCaller.of(entry.exercise, answer)
        assert not judge_answer(entry.exercise, caller, visible_key(entry)).passed, name


@pytest.mark.parametrize("sign", [-1, 1])
@pytest.mark.parametrize("name", CLIPPED)
def test_a_very_large_score_tells_of_either_sign_alone(name: str, sign: int) -> None:
    """An answer that overflows on one side only loses the points for unusual inputs."""

    def answer(Z: Any) -> Any:
        return CLIPPED[name](Z) + 0 * np.exp(np.where(sign * Z > 0, np.abs(Z), 0.0))

    verdict = judge(f"neuron.{name}", answer)
    assert [part.points > 0 for part in verdict.parts] == [True, False]


@pytest.mark.parametrize("name", ["weighted_sum", "neuron", "neuron_batch"])
def test_an_average_is_noticed_on_the_visible_inputs(name: str) -> None:
    """No weights add up to 1."""
    exercise = ENTRIES[f"neuron.{name}"].exercise
    assert isinstance(exercise, Exercise)
    ordinary = [case for case in exercise.cases if case.part == "values"]
    assert len(ordinary) >= 2
    assert all(abs(np.sum(np.asarray(case.args[0])) - 1) > 0.1 for case in ordinary)


def test_np_int64_is_an_int() -> None:
    assert judge(
        "introduction.count_parameters",
        lambda sizes: np.int64(sum(a * b + b for a, b in itertools.pairwise(sizes))),
    ).passed


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
