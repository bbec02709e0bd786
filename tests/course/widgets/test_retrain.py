"""Finished training at every tick without a browser: the student's functions make every curve."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from two_layers import backward, cost, forward, gradient_step

from deepcat.widgets import Microscope, Retrain
from deepcat.widgets.retraining import CELLS, Training, finished, mixed
from deepcat.widgets.training_run import Functions
from deepcat_data.toy import make_circles

X, Y = make_circles(60, 0)
FUNCTIONS = Functions(forward, backward, gradient_step, cost)


def no_gate(Y: Any, parameters: Any, cache: Any) -> Any:
    """Forget the slope of the ReLU."""
    return backward(Y, parameters, {**cache, "Z1": np.ones_like(cache["Z1"])})


def of_network(**how: Any) -> Retrain:
    return Retrain.of_network(forward, backward, gradient_step, cost, X, Y, **{"n_steps": 20} | how)


def microscope(wrong: Any = no_gate, **how: Any) -> Microscope:
    return Microscope(wrong, backward, forward, gradient_step, cost, X, Y, n_steps=20, **how)


def test_a_finished_training_is_the_plain_loop() -> None:
    training = Training(X, Y, 2.0, units=3, learning_rate=0.7, n_steps=4, seed=5)
    curve, outputs = finished(FUNCTIONS, training)
    rng = np.random.default_rng(5)
    parameters = {
        "W1": rng.uniform(-1, 1, (3, 2)),
        "b1": np.zeros((3, 1)),
        "W2": rng.uniform(-1, 1, (1, 3)),
        "b2": np.zeros((1, 1)),
    }
    expected = []
    for _ in range(5):
        Y_hat, cache = forward(X, parameters)
        expected.append(cost(Y, Y_hat))
        last = parameters
        parameters = gradient_step(parameters, backward(Y, parameters, cache), 0.7)
    np.testing.assert_allclose(curve, expected, rtol=1e-12)
    low = 2.0 * (1 / CELLS - 1)
    corner = np.array([[low, -low], [low, low]])  # bottom left and bottom right
    assert outputs is not None
    np.testing.assert_allclose(outputs[0, [0, -1]], forward(corner, last)[0][0], rtol=1e-12)


@pytest.mark.parametrize(
    ("vary", "words"),
    [
        ("learning_rate", "learning rate = 0.5: the loss goes from"),
        ("units", "hidden units = 8: the loss goes from"),
        ("seed", "seed of the first weights = 0: the loss goes from"),
    ],
)
def test_a_tick_is_a_whole_training(vary: str, words: str) -> None:
    widget = of_network(vary=vary)
    assert widget.sentence.startswith(words)
    before = widget.frame
    widget.value = 3.0
    assert widget.frame["curve"] != before["curve"]
    assert widget.frame["shades"] != before["shades"]
    assert len(widget.frame["curve"]) == 21 * 4
    training = Training(X, Y, widget.setting["reach"], n_steps=20)
    whole = 3.0 if vary == "learning_rate" else 3
    curve, _ = finished(FUNCTIONS, Training(**{**vars(training), vary: whole}))
    np.testing.assert_allclose(np.frombuffer(widget.frame["curve"], "<f4"), curve, rtol=1e-6)


def test_the_map_is_drawn_the_right_way_up() -> None:
    """A decision grid has its lowest row first, and a picture its highest."""
    outputs = np.array([[0.0, 0.0], [0.0, 1.0]])  # sure on the upper right only
    widget = Retrain(lambda value: ([1.0, 0.5], outputs), 0, 1, 0)
    shades = np.frombuffer(widget.frame["shades"], np.uint8).reshape(2, 2)
    assert (shades > 128).tolist() == [[False, True], [False, False]]


def test_show_me_goes_to_the_setting_that_ends_lowest() -> None:
    valley = Retrain(lambda value: ([9.0, abs(value - 3)], None), 1, 9, 8)
    valley.act("show")
    assert valley.value == 3.0
    valley.act("reset")
    assert valley.value == 8.0
    assert of_network(n_steps=3).frame["shades"] is not None


def test_divergence_is_named() -> None:
    up = Retrain(lambda value: ([1.0, 1.0 + value], None), 0, 1, 1)
    assert up.sentence.endswith("It ends above where it began.")
    up.value = 0.0
    assert up.sentence.endswith("in 1 step.")
    far = Retrain(lambda value: ([1.0, 3.0, np.inf, np.nan], None), 0, 1, 1)
    assert far.sentence == "setting = 1: the loss is no finite number any more after 2 of 3 steps."


def test_a_curve_of_every_tenth_step_is_told_in_steps() -> None:
    thin = Retrain(lambda value: ([3.0, 2.0, 1.0], None), 0, 1, 1, every=1000)
    assert thin.sentence == "setting = 1: the loss goes from 3.00 to 1.00 in 2,000 steps."
    far = Retrain(lambda value: ([3.0, np.nan, np.nan], None), 0, 1, 1, every=10)
    assert far.sentence.endswith("no finite number any more after 10 of 20 steps.")


def test_a_microscope_goes_from_the_wrong_gradient_to_the_right_one() -> None:
    widget = microscope()
    training = Training(X, Y, widget.setting["reach"], n_steps=20)
    wrong, _ = finished(Functions(forward, no_gate, gradient_step, cost), training)
    right, _ = finished(FUNCTIONS, training)
    np.testing.assert_allclose(np.frombuffer(widget.frame["curve"], "<f4"), wrong, rtol=1e-6)
    np.testing.assert_allclose(np.frombuffer(widget.frame["compared"], "<f4"), right, rtol=1e-6)
    assert widget.frame["curve"] != widget.frame["compared"]
    widget.act("show")
    assert widget.value == 1.0
    assert widget.frame["curve"] == widget.frame["compared"]
    widget.act("reset")
    assert widget.value == 0.0


def test_the_curve_to_compare_with_is_made_once_until_the_picture_is_made_anew() -> None:
    asked: list[float] = []

    def spying(setting: float) -> Any:
        asked.append(setting)
        return [1.0, setting], None

    widget = Retrain(spying, 0, 2, 1, compare=2)
    widget.value = 0.5
    assert asked == [2, 1, 0.5]
    widget.redraw()
    assert asked == [2, 1, 0.5, 2, 0.5]


def test_a_mixture_is_as_far_as_its_share() -> None:
    half = mixed(lambda *_: {"dW1": np.array([1.0, 2.0])}, lambda *_: {"dW1": np.zeros(2)}, 0.25)
    np.testing.assert_array_equal(half(None, None, None)["dW1"], [0.75, 1.5])


def stuck(Y: Any, parameters: Any, cache: Any) -> Any:
    return cache["A3"]


@pytest.mark.parametrize(
    ("functions", "words"),
    [
        ((forward, stuck, gradient_step, cost), "stuck stopped with KeyError: 'A3'. It was in"),
        ((forward, lambda Y, p, c: {"dW1": 1}, gradient_step, cost), 'returned has no "db1"'),
        (
            (forward, backward, lambda p, g, r: None, cost),
            "should return a dict, and returned None",
        ),
        ((lambda X, p: X[:1], backward, gradient_step, cost), "two things, Y_hat and cache"),
        ((forward, backward, gradient_step, lambda Y, P: Y), "a number, and returned an array"),
    ],
)
def test_what_stops_a_training_is_named_with_its_function(functions: Any, words: str) -> None:
    widget = Retrain.of_network(*functions, X, Y, n_steps=3)
    assert words in widget.frame["problem"], widget.frame["problem"]
    assert widget.frame["curve"] is None
    widget.act("show")
    assert words in widget.frame["problem"]


def test_an_exception_keeps_the_last_good_curve() -> None:
    def fragile(setting: float) -> Any:
        if setting > 1:
            raise ValueError("too large")
        return [1.0, 0.0], None

    widget = Retrain(fragile, 0, 2, 1)
    good = widget.frame["curve"]
    widget.value = 2.0
    assert widget.frame["curve"] == good
    assert widget.frame["stale"]
    assert "fragile stopped with ValueError: too large." in widget.frame["problem"]
    widget.value = 0.5
    assert widget.frame["problem"] == ""


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ([1.0, 2.0, 3.0], "two things, a curve and a map"),
        (([1.0], None), "at least two losses"),
        (([1.0, 2.0], np.zeros((2, 3))), "a square map"),
    ],
)
def test_an_answer_of_another_kind_is_named(given: Any, words: str) -> None:
    assert words in Retrain(lambda setting: given, 0, 1, 0).frame["problem"]


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="low <= start <= high"):
        Retrain(lambda value: ([1.0, 1.0], None), 0, 1, 2)
    with pytest.raises(ValueError, match="no 'momentum'"):
        of_network(vary="momentum")
    with pytest.raises(ValueError, match=r"Microscope needs X of shape \(2, m\)"):
        Microscope(no_gate, backward, forward, gradient_step, cost, X.T, Y)
