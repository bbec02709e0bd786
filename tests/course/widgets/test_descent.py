"""Walks downhill without a browser: the student's steps, and what is said of them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from two_layers import gradient_step

from deepcat.widgets import Descent, DescentMap
from deepcat.widgets.descent import verdict


def squared(theta: float) -> float:
    return theta**2


def slope(theta: float) -> float:
    return 2 * theta


def descend(gradient: Any, start: float, learning_rate: float, n_steps: int) -> Any:
    path = [start]
    for _ in range(n_steps):
        path.append(path[-1] - learning_rate * gradient(path[-1]))
    return np.array(path)


def long_valley(parameters: Any) -> Any:
    return (parameters["w1"] ** 2 + 20 * parameters["w2"] ** 2) / 2


def slopes(parameters: Any) -> Any:
    return {"dw1": parameters["w1"], "dw2": 20 * parameters["w2"]}


def valley(**settings: Any) -> DescentMap:
    return DescentMap(long_valley, slopes, gradient_step, {"w1": 4.0, "w2": 1.0}, **settings)


@pytest.mark.parametrize(
    ("rate", "words"),
    [
        (0.001, "height 14.77."),
        (0.45, "The last step is less than a thousandth of the first."),
        (0.9, "Each step goes back against the one before: it leaps from side to side."),
        (1.0, "Each step goes back against the one before: it leaps from side to side."),
        (1.1, "Each step is longer than the one before, and it climbs: the walk diverges."),
    ],
)
def test_what_the_lesson_shows_is_named(rate: float, words: str) -> None:
    widget = Descent(squared, slope, descend, learning_rate=rate, n_steps=20)
    assert "After 0 of 20 steps: θ = 4.00, height 16.00." in widget.sentence
    widget.act("show")
    assert words in widget.sentence
    widget.act("reset")
    assert "After 0 of 20 steps" in widget.sentence


def test_a_walk_into_the_infinite_is_named_with_its_step() -> None:
    def overflow(gradient: Any, start: float, rate: float, n: int) -> Any:
        return np.array([4.0, 5.0, np.inf, np.nan])

    widget = Descent(squared, slope, overflow, n_steps=3)
    widget.show_me()
    assert "After step 2 there is no finite number: the walk diverges." in widget.sentence


def test_a_walk_beyond_the_largest_number_diverges_and_stops_nobody() -> None:
    """A power of a Python number raises OverflowError there; that would be no fault of the walk."""
    steep = Descent(lambda at: at**4, lambda at: at**3, descend, learning_rate=10.0)
    steep.show_me()
    assert not steep.frame["problem"]
    assert "there is no finite number: the walk diverges." in steep.sentence
    bowl = DescentMap(
        lambda p: p["w1"] ** 4 + p["w2"] ** 4,
        lambda p: {"dw1": p["w1"] ** 3, "dw2": p["w2"] ** 3},
        gradient_step,
        {"w1": 4.0, "w2": 1.0},
        learning_rate=10.0,
    )
    bowl.show_me()
    assert not bowl.frame["problem"]
    assert "there is no finite number: the walk diverges." in bowl.sentence


@pytest.mark.parametrize(
    ("places", "words"),
    [
        ([4.0, 3.0, 2.0], ""),
        ([4.0, 3.0, 2.0, 1.0], ""),
        ([1.0, 5.0, 5.5, 5.0], "It stands higher than where it began."),
        ([1.0, 1.0, 1.0, 1.0], ""),
        ([4.0, 3.9, 3.6, 3.0], ""),
    ],
)
def test_nothing_is_said_that_is_not_true(places: list[float], words: str) -> None:
    path = np.array(places).reshape(-1, 1)
    assert verdict(path, path[:, 0] ** 2) == words


def test_the_student_walks_on_the_surface() -> None:
    widget = valley(learning_rate=0.05, n_steps=3)
    expected = [(4 * 0.95**k, (1 - 0.05 * 20) ** k) for k in range(4)]
    np.testing.assert_allclose(widget.path, expected, atol=1e-12)
    sent = np.frombuffer(widget.frame["path"], "<f4").reshape(2, 4)
    np.testing.assert_allclose(sent.T, expected, rtol=1e-6)


def test_too_large_a_rate_diverges_along_the_steep_side_only() -> None:
    widget = valley(learning_rate=0.12, n_steps=30)
    widget.show_me()
    assert "the walk diverges" in widget.sentence
    np.testing.assert_array_less(np.abs(widget.path[-1, 0]), 0.1)


def test_the_map_is_lowest_where_the_surface_is() -> None:
    widget = valley()
    cells = widget.frame["cells"]
    shades = np.frombuffer(widget.frame["shades"], np.uint8).reshape(cells, cells)
    assert np.unravel_index(shades.argmin(), shades.shape) == (cells // 2, cells // 2)
    steep, flat = shades[0, cells // 2], shades[cells // 2, 0]
    assert steep > flat


def test_a_step_uphill_makes_a_wrong_walk() -> None:
    def uphill(parameters: Any, gradients: Any, learning_rate: float) -> Any:
        return gradient_step(parameters, gradients, -learning_rate)

    widget = DescentMap(long_valley, slopes, uphill, {"w1": 4.0, "w2": 1.0})
    widget.show_me()
    assert "the walk diverges" in widget.sentence


def test_the_start_and_the_rate_are_moved() -> None:
    widget = Descent(squared, slope, descend, n_steps=1)
    widget.move(first=-2.0, rate=0.5, step=1.0)
    assert widget.sentence.startswith(
        "Learning rate 0.5, start at θ = −2.00. After 1 of 1 steps: θ"
    )
    np.testing.assert_array_equal(widget.path, [[-2.0], [0.0]])


@pytest.mark.parametrize(
    ("descended", "words"),
    [
        (lambda g, s, a, n: None, "returned None instead of an array of shape (21,)"),
        (lambda g, s, a, n: np.zeros(n), "returned an array of shape (20,)"),
        (lambda g, s, a, n: g(s, a), "stopped with TypeError"),
    ],
)
def test_an_answer_of_another_kind_is_named(descended: Any, words: str) -> None:
    widget = Descent(squared, slope, descended)
    assert words in widget.frame["problem"]
    assert widget.frame["path"] is None


def test_steps_of_another_kind_are_named() -> None:
    widget = DescentMap(long_valley, slopes, lambda p, g, a: [1.0], {"w1": 4.0, "w2": 1.0})
    assert "should return a dict of w1 and w2." in widget.frame["problem"]
    assert widget.frame["shades"] is not None


def test_an_exception_keeps_the_last_good_walk() -> None:
    def fragile(gradient: Any, start: float, rate: float, n: int) -> Any:
        if rate > 1:
            raise ValueError("too far")
        return descend(gradient, start, rate, n)

    widget = Descent(squared, slope, fragile)
    good = widget.frame["path"]
    widget.move(rate=2.0)
    assert widget.frame["path"] == good
    assert widget.frame["stale"]
    assert "fragile stopped with ValueError: too far." in widget.frame["problem"]


def test_settings_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="learning rate"):
        Descent(squared, slope, descend, learning_rate=0.0)
    with pytest.raises(ValueError, match="limits"):
        Descent(squared, slope, descend, limits=(1.0, 1.0))
    with pytest.raises(ValueError, match="two parameters"):
        DescentMap(long_valley, slopes, gradient_step, {"w1": 4.0})
