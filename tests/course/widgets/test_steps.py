"""Procedures watched step by step, without a browser: random search and the perceptron's rule."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from deepcat.widgets import PerceptronSteps, SearchSteps
from deepcat_solutions.introduction import goodness, line
from deepcat_solutions.neuron import perceptron_step

X = np.array([0.0, 1.0, 2.0, 3.0])
Y = np.array([1.0, 3.0, 5.0, 7.0])
CORNERS = np.array([[0.0, 0.0, 1.0, 1.0], [0.0, 1.0, 0.0, 1.0]])
AND = np.array([[0.0, 0.0, 0.0, 1.0]])
XOR = np.array([[0.0, 1.0, 1.0, 0.0]])


def floats(payload: bytes) -> Any:
    return np.frombuffer(payload, dtype="<f4")


def random_search(x: Any, y: Any, n_tries: int, rng: Any) -> Any:
    best = None
    for _ in range(n_tries):
        tried = rng.uniform(-5, 5), rng.uniform(-5, 5)
        if best is None or goodness(x, y, *tried) < goodness(x, y, *best):
            best = tried
    return best


def test_each_try_is_one_of_the_students_and_the_best_is_kept() -> None:
    widget = SearchSteps(X, Y, line, goodness, random_search, rng=np.random.default_rng(5))
    rng = np.random.default_rng(5)
    tries = [(rng.uniform(-5, 5), rng.uniform(-5, 5)) for _ in range(40)]
    errors = [goodness(X, Y, *one) for one in tries]
    for step in (1, 7, 40):
        widget.step = step
        np.testing.assert_allclose(floats(widget.frame["values"]), errors[:step], rtol=1e-6)
        np.testing.assert_allclose(floats(widget.frame["fitted"]), line(X, *tries[step - 1]), 1e-6)
        assert f"error {min(errors[:step]):.2f}" in widget.frame["best"]


def test_the_way_back_shows_the_same_tries() -> None:
    widget = SearchSteps(X, Y, line, goodness)
    seen = []
    for step in (3, 8, 3):
        widget.step = step
        seen.append(widget.frame["curve"])
    assert seen[0] == seen[2] != seen[1]
    widget.act("reset")
    assert widget.step == 0
    widget.step = 3
    assert widget.frame["curve"] == seen[0]


def test_the_next_change_is_the_next_better_line() -> None:
    widget = SearchSteps(X, Y, line, goodness)
    bests = []
    while widget.step < 40:
        widget.act("change")
        bests.append(float(floats(widget.frame["values"])[-1]))
        assert widget.frame["changed"] or widget.step == 40
    assert bests[:-1] == sorted(bests[:-1], reverse=True)


def test_the_flat_line_is_the_baseline() -> None:
    widget = SearchSteps(X, Y, line, goodness)
    assert widget.setting["flat"] == pytest.approx(np.var(Y))
    assert SearchSteps(X, Y, line, lambda *a: None).setting["flat"] is None


def test_a_goodness_with_the_wrong_sign_keeps_the_wrong_line() -> None:
    right = SearchSteps(X, Y, line, goodness)
    wrong = SearchSteps(X, Y, line, lambda *arguments: -goodness(*arguments))
    for widget in (right, wrong):
        widget.show_me()
        assert widget.step == 40
    assert right.frame["best"] != wrong.frame["best"]


def test_an_exception_stops_at_its_step_and_keeps_the_picture() -> None:
    calls = 0

    def fragile(x: Any, y: Any, n_tries: int, rng: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls > 3:
            raise ValueError("enough")
        return random_search(x, y, n_tries, rng)

    widget = SearchSteps(X, Y, line, goodness, fragile)
    widget.step = 3
    good = widget.frame["curve"]
    widget.step = 4
    assert widget.frame["curve"] == good
    assert widget.frame["stale"]
    assert widget.frame["step"] == 3
    assert "fragile stopped with ValueError: enough." in widget.frame["problem"]
    widget.act("show")
    assert widget.frame["stale"]


def test_a_line_that_raises_keeps_the_picture_of_a_known_step() -> None:
    def fragile(x: Any, slope: float, intercept: float) -> Any:
        if broken:
            raise ValueError("no more")
        return line(x, slope, intercept)

    broken = False
    widget = SearchSteps(X, Y, fragile, goodness)
    widget.show_me()
    good = widget.frame["curve"]
    broken = True
    widget.step = 3
    assert widget.frame["curve"] == good
    assert widget.frame["stale"]
    assert "fragile stopped with ValueError: no more." in widget.frame["problem"]


@pytest.mark.parametrize(
    ("returned", "words"),
    [
        (lambda x, y, n, rng: None, "should return two numbers"),
        (lambda x, y, n, rng: (1.0, None), "returned None instead of a number as intercept"),
        (lambda x, y, n, rng: 1.0, "should return two numbers"),
    ],
)
def test_a_search_that_returns_something_else_is_named(returned: Any, words: str) -> None:
    widget = SearchSteps(X, Y, line, goodness, returned)
    widget.step = 1
    assert words in widget.frame["problem"]
    assert "no line yet" in widget.sentence


def test_the_perceptron_goes_the_way_of_the_rule() -> None:
    widget = PerceptronSteps(CORNERS, AND, perceptron_step, 0.5)
    w, b = np.zeros((2, 1)), 0.0
    for step in range(12):
        i = step % 4
        before = bool(w[0, 0] * CORNERS[0, i] + w[1, 0] * CORNERS[1, i] + b >= 0)
        w_new, b_new = perceptron_step(w, b, CORNERS[:, [i]], AND[0, i], 0.5)
        widget.step = step + 1
        neuron = floats(widget.frame["neuron"])
        np.testing.assert_allclose(neuron, [*w_new[:, 0], b_new, *w[:, 0], b])
        assert widget.frame["example"] == i
        right = before == (AND[0, i] == 1)
        assert widget.frame["changed"] is not right
        assert f"had it {'right' if right else 'wrong'}" in widget.frame["told"]
        w, b = w_new, b_new


def test_show_me_goes_to_where_nothing_is_wrong_any_more() -> None:
    widget = PerceptronSteps(CORNERS, AND, perceptron_step)
    widget.act("show")
    assert widget.frame["mistakes"] == 0
    assert 0 < widget.step < 40
    step = widget.step
    widget.act("show")
    assert widget.step == step
    widget.act("change")
    assert widget.step == 40


def test_what_no_line_separates_is_never_at_rest() -> None:
    widget = PerceptronSteps(CORNERS, XOR, perceptron_step, n_passes=25)
    widget.act("show")
    assert widget.step == 100
    assert widget.frame["mistakes"] > 0


def test_an_update_with_the_wrong_sign_is_seen() -> None:
    def backwards(w: Any, b: Any, x: Any, y: Any, rate: float) -> Any:
        w_new, b_new = perceptron_step(w, b, x, y, rate)
        return 2 * w - w_new, 2 * b - b_new

    widget = PerceptronSteps(CORNERS, AND, backwards)
    widget.show_me()
    assert widget.frame["mistakes"] > 0
    assert widget.frame["problem"] == ""


@pytest.mark.parametrize(
    ("returned", "words"),
    [
        (lambda w, b, x, y, rate: w, "should return two things, w and b"),
        (lambda w, b, x, y, rate: (w.ravel(), b), "shape (2, 1) as w"),
        (lambda w, b, x, y, rate: (w, x), "a number as b"),
        (lambda w, b, x, y, rate: (w * np.nan, b), "not finite"),
    ],
)
def test_a_rule_that_returns_something_else_is_named(returned: Any, words: str) -> None:
    widget = PerceptronSteps(CORNERS, AND, returned)
    widget.step = 1
    assert words in widget.frame["problem"]
    assert widget.frame["step"] == 0


def test_a_rule_that_changes_its_arguments_changes_no_history() -> None:
    def greedy(w: Any, b: Any, x: Any, y: Any, rate: float) -> Any:
        w += 1.0
        x += 1.0
        return w, b

    widget = PerceptronSteps(CORNERS, AND, greedy)
    widget.step = 2
    np.testing.assert_allclose(floats(widget.frame["neuron"]), [2, 2, 0, 1, 1, 0])
    assert floats(widget.setting["x1"]).tolist() == [0, 0, 1, 1]


def test_what_cannot_be_shown_is_refused() -> None:
    with pytest.raises(ValueError, match="SearchSteps needs x and y"):
        SearchSteps(X, Y[:2], line, goodness)
    with pytest.raises(ValueError, match="at least one try"):
        SearchSteps(X, Y, line, goodness, n_tries=0)
    with pytest.raises(ValueError, match="PerceptronSteps needs X"):
        PerceptronSteps(CORNERS.T, AND, perceptron_step)
    with pytest.raises(ValueError, match="at least one pass"):
        PerceptronSteps(CORNERS, AND, perceptron_step, n_passes=0)
