"""The softmax without a browser: the student's shares, their loss, and what the sentence says."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from deepcat.widgets import Softmax


def softmax(Z: Any) -> Any:
    E = np.exp(Z - Z.max(axis=0))
    return E / E.sum(axis=0)


def cross_entropy(Y: Any, Y_hat: Any) -> float:
    with np.errstate(divide="ignore"):
        logs = np.maximum(np.log(Y_hat), -100.0)
    return float(-np.mean(np.sum(Y * logs, axis=0)))


def unwritten(*arguments: object) -> Any:
    raise NotImplementedError()


def floats(payload: bytes) -> Any:
    return np.frombuffer(payload, dtype="<f4")


def test_the_bars_and_the_loss_are_what_the_students_functions_say() -> None:
    widget = Softmax(softmax, cross_entropy, logits=(2.0, 1.0, -1.0), true=1)
    expected = np.exp([2.0, 1.0, -1.0]) / np.exp([2.0, 1.0, -1.0]).sum()
    np.testing.assert_allclose(floats(widget.frame["probabilities"]), expected, rtol=1e-6)
    assert widget.frame["total"] == "1.00"
    assert widget.frame["loss"] == f"{-np.log(expected[1]):.2f}"
    assert widget.frame["entropy"] == f"{-(expected * np.log(expected)).sum():.2f}"
    np.testing.assert_allclose(floats(widget.frame["dot"]), -np.log(expected[1:2]), rtol=1e-6)
    assert widget.sentence.endswith("the true class is dog, and its loss is 1.35.")


def test_the_temperature_divides_the_logits() -> None:
    seen = []

    def watched(Z: Any) -> Any:
        seen.append(Z)
        return softmax(Z)

    widget = Softmax(watched, cross_entropy, logits=(3.0, 0.0, -3.0))
    widget.move(temperature=2.0)
    np.testing.assert_allclose(seen[-1], [[1.5], [0.0], [-1.5]])


def test_the_curve_is_the_students_loss() -> None:
    curve = floats(Softmax(softmax, cross_entropy).setting["curve"])
    np.testing.assert_allclose(curve, -np.log(np.linspace(0.01, 1, 100)), rtol=1e-5, atol=1e-6)
    wrong = Softmax(softmax, lambda Y, P: -cross_entropy(Y, P))
    assert floats(wrong.setting["curve"])[0] < 0
    assert Softmax(softmax, unwritten).setting["curve"] is None
    assert Softmax(softmax).setting["curve"] is None


def test_a_softmax_over_the_wrong_axis_makes_bars_that_are_no_shares() -> None:
    def sideways(Z: Any) -> Any:
        E = np.exp(Z)
        return E / E.sum(axis=1, keepdims=True)

    assert Softmax(sideways, cross_entropy).frame["total"] == "3.00"


def test_a_softmax_that_overflows_is_told_in_its_own_numbers() -> None:
    widget = Softmax(lambda Z: np.exp(Z) / np.exp(Z).sum(), cross_entropy)
    widget.logits = (1000.0, 0.0, 0.0)
    assert widget.frame["total"] == "nan"
    assert widget.frame["problem"] == ""


def test_the_question_names_the_classes() -> None:
    assert (
        Softmax()
        .setting["question"]
        .startswith("The largest logit is that of cat, and the truth is dog.")
    )
    assert "rightly so" in Softmax(true=0).setting["question"]


@pytest.mark.parametrize("temperature", [0.5, 1.0, 3.0])
def test_show_me_is_the_step_that_helps_most(temperature: float) -> None:
    def loss(widget: Softmax) -> float:
        return float(floats(widget.frame["dot"])[0])

    widget = Softmax(softmax, cross_entropy, logits=(2.0, 1.0, -1.0), true=1)
    widget.move(temperature=temperature)
    others = []
    for name, step in [("z1", 1), ("z1", -1), ("z2", -1), ("z3", 1), ("z3", -1)]:
        before = widget.state[name]
        widget.move(**{name: before + step})
        others.append(loss(widget))
        widget.move(**{name: before})
    widget.act("show")
    assert widget.logits == (2.0, 2.0, -1.0)
    assert loss(widget) < min(others)


def test_show_me_stops_at_the_sliders_end() -> None:
    widget = Softmax(softmax, cross_entropy)
    for _ in range(9):
        widget.act("show")
    assert widget.logits[1] == 5.0
    widget.act("reset")
    assert widget.logits == (2.0, 1.0, -1.0)


def test_an_exception_keeps_the_last_good_bars() -> None:
    def fragile(Z: Any) -> Any:
        if Z.max() > 3:
            raise ValueError("too large")
        return softmax(Z)

    widget = Softmax(fragile, cross_entropy)
    good = widget.frame["probabilities"]
    widget.move(z1=4.0)
    assert widget.frame["probabilities"] == good
    assert widget.frame["stale"]
    assert "fragile stopped with ValueError: too large." in widget.frame["problem"]
    assert widget.frame["loss"] == ""


def test_without_functions_there_are_logits_and_nothing_to_complain_about() -> None:
    widget = Softmax()
    assert widget.frame["problem"] == ""
    assert widget.frame["probabilities"] is None
    assert Softmax(unwritten).frame["problem"].startswith("unwritten is not written yet")


def test_a_row_that_lost_a_dimension_is_named() -> None:
    problem = Softmax(lambda Z: softmax(Z).ravel()).frame["problem"]
    assert "should return an array of shape (3, 1), and returned an array of shape (3,)" in problem


@pytest.mark.parametrize(
    "arguments",
    [
        {"names": ("cat",), "logits": (1.0,), "true": 0},
        {"names": ("cat", "dog")},
        {"logits": (1.0, np.nan, 0.0)},
        {"true": 3},
    ],
)
def test_classes_that_are_none_are_refused(arguments: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="Softmax needs"):
        Softmax(**arguments)
