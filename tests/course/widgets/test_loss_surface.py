"""The loss over two weights without a browser: the student's map, slices, fit and lowest place."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from deepcat.widgets import LossSurface
from deepcat.widgets.surface_picture import CELLS, SLICE, SurfaceTask, shades_of, surface
from deepcat_solutions.introduction import line
from deepcat_solutions.losses import binary_cross_entropy, mean_squared_error
from deepcat_solutions.neuron import sigmoid

X = np.array([0.0, 1.0, 2.0, 3.0])
Y = np.array([1.0, 3.0, 5.0, 7.0])
SIDES = np.array([0.0, 0.0, 1.0, 0.0, 1.0])
INPUT = np.array([-3.0, -1.0, -0.5, 0.5, 2.0])


def curve(x: Any, w: float, b: float) -> Any:
    return sigmoid(w * x + b)


def floats(payload: bytes) -> Any:
    return np.frombuffer(payload, dtype="<f4")


def test_the_map_is_the_students_loss_with_the_second_weight_upwards() -> None:
    task = SurfaceTask(X, Y, X, line, mean_squared_error, ("w", "b"), ((-1.0, 1.0), (0.0, 4.0)))
    losses = surface(task, 3)
    expected = [[np.mean((w * X + b - Y) ** 2) for w in (-1, 0, 1)] for b in (4, 2, 0)]
    np.testing.assert_allclose(losses, expected)


def test_the_picture_is_what_the_students_functions_say() -> None:
    widget = LossSurface(X, Y, line, mean_squared_error, start=(1.0, 0.5))
    frame = widget.frame
    np.testing.assert_allclose(floats(frame["fitted"]), X + 0.5)
    w, b = np.linspace(-5, 5, SLICE), np.linspace(-5, 5, SLICE)
    along_w = [np.mean((at * X + 0.5 - Y) ** 2) for at in w]
    along_b = [np.mean((X + at - Y) ** 2) for at in b]
    np.testing.assert_allclose(floats(frame["first"]), along_w, rtol=1e-6)
    np.testing.assert_allclose(floats(frame["second"]), along_b, rtol=1e-6)
    assert frame["loss"] == f"{np.mean((X + 0.5 - Y) ** 2):.2f}"
    assert len(frame["shades"]) == CELLS**2
    assert frame["problem"] == ""


@pytest.mark.parametrize("start", [(-4.0, -4.0), (4.0, 4.0)])
def test_show_me_goes_to_the_least_loss_from_anywhere(start: tuple[float, float]) -> None:
    widget = LossSurface(X, Y, line, mean_squared_error, start=start)
    widget.act("show")
    assert widget.weights == pytest.approx((2.0, 1.0), abs=1e-4)
    widget.act("reset")
    assert widget.weights == start


def test_show_me_of_a_logistic_curve_is_where_the_gradient_is_zero() -> None:
    widget = LossSurface(INPUT, SIDES, curve, binary_cross_entropy)
    widget.show_me()
    off = curve(INPUT, *widget.weights) - SIDES
    np.testing.assert_allclose([np.mean(off), np.mean(off * INPUT)], 0.0, atol=1e-3)


def test_squares_of_probabilities_are_flat_where_they_are_most_wrong() -> None:
    """What the widget is for: on the wrong side MSE hardly falls, and cross-entropy does."""
    drops = []
    for loss in (mean_squared_error, binary_cross_entropy):
        widget = LossSurface(INPUT, SIDES, curve, loss, limits=((-9, 9), (-9, 9)), start=(-9, 0))
        slices = floats(widget.frame["first"])
        drops.append((slices[0] - slices[8]) / slices[0])
    assert drops[0] < 0.1
    assert drops[1] > 0.25


def test_a_wrong_loss_makes_a_wrong_picture() -> None:
    right = LossSurface(X, Y, line, mean_squared_error)
    wrong = LossSurface(X, Y, line, lambda Y, Y_hat: float(np.mean(Y - Y_hat)), start=(0, 0))
    assert wrong.frame["problem"] == ""
    assert wrong.frame["shades"] != right.frame["shades"]
    assert floats(wrong.frame["first"])[-1] < 0


def test_shades_go_by_the_root_and_what_is_no_number_has_its_own() -> None:
    shades, levels = shades_of(np.array([[0.0, 1.0], [4.0, np.nan]]))
    np.testing.assert_array_equal(shades, [[1, 128], [255, 0]])
    np.testing.assert_allclose(np.diff(np.sqrt(levels)), np.diff(np.sqrt(levels))[0])
    assert 0 < levels[0] < levels[-1] < 4
    assert not shades_of(np.full((2, 2), np.nan))[0].any()


def test_the_map_is_asked_for_once() -> None:
    calls = []

    def counted(Y: Any, Y_hat: Any) -> float:
        calls.append(1)
        return mean_squared_error(Y, Y_hat)

    widget = LossSurface(X, Y, line, counted)
    before = len(calls)
    widget.weights = (1.0, 1.0)
    assert before > CELLS**2 > len(calls) - before


def test_an_exception_keeps_the_last_good_picture() -> None:
    def fragile(Y: Any, Y_hat: Any) -> float:
        if broken:
            raise ValueError("no more")
        return mean_squared_error(Y, Y_hat)

    broken = False
    widget = LossSurface(X, Y, line, fragile)
    good = widget.frame["curve"]
    broken = True
    widget.weights = (1.0, 1.0)
    assert widget.frame["curve"] == good
    assert widget.frame["stale"]
    assert "fragile stopped with ValueError: no more." in widget.frame["problem"]
    widget.act("show")
    assert widget.frame["stale"]


def test_a_loss_that_is_not_written_leaves_data_and_a_sentence() -> None:
    def unwritten(Y: Any, Y_hat: Any) -> Any:
        raise NotImplementedError()

    widget = LossSurface(X, Y, line, unwritten)
    assert widget.frame["problem"].startswith("unwritten is not written yet")
    assert widget.frame["shades"] is None
    widget.act("show")
    assert widget.frame["shades"] is None


def test_the_loss_gets_rows() -> None:
    def watched(Y: Any, Y_hat: Any) -> float:
        assert Y.shape == Y_hat.shape == (1, 4)
        return mean_squared_error(Y, Y_hat)

    assert LossSurface(X, Y, line, watched).frame["problem"] == ""


@pytest.mark.parametrize(
    ("x", "y", "limits"),
    [
        ([1.0, 2.0], [1.0], ((0, 1), (0, 1))),
        ([1.0], [np.inf], ((0, 1), (0, 1))),
        ([1.0], [1.0], ((1, 0), (0, 1))),
        ([1.0], [1.0], ((0, np.inf), (0, 1))),
    ],
)
def test_what_cannot_be_shown_is_refused(x: Any, y: Any, limits: Any) -> None:
    with pytest.raises(ValueError, match="LossSurface needs"):
        LossSurface(x, y, line, mean_squared_error, limits=limits)
