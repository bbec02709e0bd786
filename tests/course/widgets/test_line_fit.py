"""The line fit without a browser: its picture is a pure function, its state a few numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from traitlets import TraitError

from deepcat.widgets import LineFit
from deepcat.widgets.line_picture import Best, LineState, LineTask, line_frame

X = np.array([0.0, 1.0, 2.0, 3.0])
Y = np.array([1.0, 3.0, 5.0, 7.0])
GRID = np.linspace(-1.0, 4.0, 11)


def line(x: NDArray[np.float64], slope: float, intercept: float) -> NDArray[np.float64]:
    return slope * x + intercept


def goodness(
    x: NDArray[np.float64], y: NDArray[np.float64], slope: float, intercept: float
) -> float:
    return float(np.mean((line(x, slope, intercept) - y) ** 2))


def unwritten(*arguments: object) -> Any:
    raise NotImplementedError()


def floats(payload: bytes) -> NDArray[np.float32]:
    return np.frombuffer(payload, dtype="<f4")


def test_the_picture_is_what_the_students_functions_say() -> None:
    task = LineTask(X, Y, GRID, line, goodness)
    frame = line_frame(task, LineState(1.0, 0.5, 3, Best(2.0, 0.0, 1.0)))
    assert frame.curve is not None
    assert frame.fitted is not None
    assert frame.best_curve is not None
    np.testing.assert_allclose(frame.curve, GRID + 0.5)
    np.testing.assert_allclose(frame.fitted, X + 0.5)
    np.testing.assert_allclose(frame.best_curve, 2.0 * GRID)
    assert frame.error == pytest.approx(np.mean((X + 0.5 - Y) ** 2))
    assert frame.problem == ""


def test_the_same_state_gives_the_same_picture() -> None:
    widget = LineFit(X, Y, line, goodness)
    first, second = widget.draw(widget.state), widget.draw(widget.state)
    assert first == second


def test_a_wrong_line_makes_a_wrong_picture() -> None:
    bent = LineFit(X, Y, lambda x, slope, intercept: slope * x**2 + intercept, slope=1.0)
    curve = floats(bent.frame["curve"])
    assert np.ptp(np.diff(curve)) > 0.1
    assert bent.frame["problem"] == ""


def test_moving_draws_a_new_frame() -> None:
    widget = LineFit(X, Y, line, goodness)
    widget.slope = 2.0
    widget.intercept = 1.0
    assert (widget.slope, widget.intercept) == (2.0, 1.0)
    np.testing.assert_allclose(floats(widget.frame["fitted"]), Y)
    assert widget.frame["error"] == "0.00"
    assert widget.frame["number"] == 3


def test_the_pages_state_is_answered_by_one_frame() -> None:
    """What arrives from the page is drawn once, however many numbers it changes."""
    widget = LineFit(X, Y, line, goodness)
    frames: list[Any] = []
    widget.observe(frames.append, names="frame")
    widget.set_state({"state": {"slope": 2, "intercept": 1, "request": 7}})
    assert len(frames) == 1
    np.testing.assert_allclose(floats(widget.frame["fitted"]), Y)


@pytest.mark.parametrize(
    "state",
    [
        {"slope": float("nan"), "intercept": 0.0, "request": 1},
        {"slope": 1.0, "request": 1},
        {"slope": 1.0, "intercept": 0.0, "request": 1, "more": 2.0},
    ],
)
def test_a_state_that_is_none_is_refused(state: dict[str, float]) -> None:
    widget = LineFit(X, Y, line, goodness)
    with pytest.raises(TraitError):
        widget.state = state
    assert widget.state["slope"] == 0.0


def test_before_the_functions_are_written_the_points_and_a_sentence_are_there() -> None:
    widget = LineFit(X, Y, unwritten, unwritten)
    assert widget.frame["problem"] == (
        "unwritten is not written yet: write it, run its cell, then run this cell again."
    )
    assert widget.frame["curve"] is None
    assert not widget.frame["stale"]
    np.testing.assert_allclose(floats(widget.setting["x"]), X)
    np.testing.assert_allclose(floats(widget.setting["y"]), Y)


def test_the_function_that_is_not_written_is_the_one_that_is_named() -> None:
    """A goodness that calls an unwritten line says that line is missing, and says it once."""

    def through(x: Any, y: Any, slope: float, intercept: float) -> Any:
        return np.mean((unwritten(x, slope, intercept) - y) ** 2)

    widget = LineFit(X, Y, unwritten, through)
    assert widget.frame["problem"].count("unwritten is not written yet") == 1
    assert "through" not in widget.frame["problem"]


def test_without_functions_there_is_nothing_to_complain_about() -> None:
    widget = LineFit(X, Y)
    assert widget.frame["problem"] == ""
    assert widget.frame["curve"] is None
    assert widget.frame["error"] == ""


def test_an_exception_keeps_the_last_good_picture() -> None:
    def fragile(x: NDArray[np.float64], slope: float, intercept: float) -> NDArray[np.float64]:
        if slope > 1:
            raise ValueError("too steep\nfor me")
        return slope * x + intercept

    widget = LineFit(X, Y, fragile, goodness, slope=0.5)
    good = widget.frame["curve"]
    widget.slope = 2.0
    assert widget.frame["curve"] == good
    assert widget.frame["stale"]
    problem = widget.frame["problem"]
    assert problem.startswith("fragile stopped with ValueError: too steep. It was in line ")
    assert 'of its cell: “raise ValueError("too steep\\nfor me")”.' in problem
    assert problem.endswith("”. The pale picture is the last good one.")
    assert widget.frame["error"] != ""
    widget.slope = 1.0
    assert not widget.frame["stale"]
    assert widget.frame["problem"] == ""


@pytest.mark.parametrize(
    ("returned", "words"),
    [
        (lambda x, s, i: None, "returned None instead of an array of shape (65,)"),
        (lambda x, s, i: x[:, None], "returned an array of shape (65, 1)"),
        (lambda x, s, i: 3.0, "returned a single number"),
        (lambda x, s, i: {"y": x}, "returned a dict"),
        (lambda x, s: x, "stopped with TypeError"),
    ],
)
def test_an_answer_of_another_kind_is_named(returned: Callable[..., Any], words: str) -> None:
    assert words in LineFit(X, Y, returned).frame["problem"]


def test_a_goodness_without_its_mean_is_named() -> None:
    widget = LineFit(X, Y, line, lambda x, y, s, i: (line(x, s, i) - y) ** 2)
    assert "should return a number, and returned an array of shape (4,)" in widget.frame["problem"]
    assert widget.frame["curve"] is not None


def test_infinite_and_missing_numbers_do_no_harm() -> None:
    widget = LineFit(X, Y, lambda x, s, i: x / 0.0, lambda x, y, s, i: float("nan"))
    assert widget.frame["error"] == "nan"
    assert widget.frame["problem"] == ""
    widget.try_at_random()
    assert widget.frame["best_error"] == ""


def test_a_function_that_changes_its_arguments_changes_no_points() -> None:
    def greedy(x: NDArray[np.float64], slope: float, intercept: float) -> NDArray[np.float64]:
        x *= slope
        x += intercept
        return x

    widget = LineFit(X, Y, greedy, slope=2.0)
    first = widget.frame["fitted"]
    widget.redraw()
    assert widget.frame["fitted"] == first


def test_random_tries_keep_the_best_and_count() -> None:
    widget = LineFit(X, Y, line, goodness, rng=np.random.default_rng(4))
    lines = []
    for _ in range(20):
        widget.act("try")
        lines.append((goodness(X, Y, widget.slope, widget.intercept), widget.slope))
    assert widget.frame["tries"] == 20
    best_error, best_slope = min(lines)
    assert widget.frame["best_error"] == f"{best_error:.2f}"
    curve = floats(widget.frame["best_curve"])
    view = widget.setting["view"]
    seen_slope = (curve[-1] - curve[0]) / (view["right"] - view["left"])
    assert seen_slope == pytest.approx(best_slope, rel=1e-4)
    assert f"Best of 20 random tries: slope {best_slope:.2f}".replace("-", "−") in widget.sentence


def test_the_same_seed_makes_the_same_tries() -> None:
    places = []
    for _ in range(2):
        widget = LineFit(X, Y, line, goodness, rng=np.random.default_rng(9))
        widget.try_at_random()
        places.append((widget.slope, widget.intercept))
    assert places[0] == places[1]


def test_reset_goes_back_and_forgets_the_tries() -> None:
    widget = LineFit(X, Y, line, goodness, slope=0.5, intercept=-1.0)
    widget.try_at_random()
    widget.act("reset")
    assert (widget.slope, widget.intercept) == (0.5, -1.0)
    assert widget.frame["tries"] == 0
    assert widget.frame["best_curve"] is None


def test_reset_forgets_the_tries_even_when_the_line_is_back_already() -> None:
    widget = LineFit(X, Y, line, goodness)
    widget.try_at_random()
    widget.move(slope=0.0, intercept=0.0)
    widget.act("reset")
    assert widget.frame["tries"] == 0


def test_show_me_goes_to_a_good_answer_without_the_students_functions() -> None:
    widget = LineFit(X, Y, unwritten, unwritten)
    widget.act("show")
    assert widget.slope == pytest.approx(2.0)
    assert widget.intercept == pytest.approx(1.0)


def test_an_unknown_action_does_nothing() -> None:
    widget = LineFit(X, Y, line, goodness)
    widget.act("close")
    assert widget.frame["number"] == 1


def test_sliders_reach_the_good_answer() -> None:
    widget = LineFit(X, 40.0 * X + 3.0, line, goodness)
    limits = widget.setting["limits"]
    assert limits == {"slope": 40.0, "intercept": 5.0} or limits["slope"] >= 40.0
    assert limits["intercept"] == 5.0


@pytest.mark.parametrize(
    ("x", "y"), [([1.0, 2.0], [1.0]), ([[1.0]], [[1.0]]), ([], []), ([np.nan], [1.0])]
)
def test_points_that_are_none_are_refused(x: list[Any], y: list[Any]) -> None:
    with pytest.raises(ValueError, match="LineFit needs"):
        LineFit(x, y)
