"""The neuron's map without a browser: one call a frame, bytes, counts and sentences."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from deepcat.widgets import NeuronMap
from deepcat.widgets.neuron_picture import NeuronState, NeuronTask, neuron_frame
from deepcat.widgets.plane import fires, shaded

CORNERS = np.array([[0.0, 0.0, 1.0, 1.0], [0.0, 1.0, 0.0, 1.0]])
AND = np.array([[0.0, 0.0, 0.0, 1.0]])
XOR = np.array([[0.0, 1.0, 1.0, 0.0]])

Array = NDArray[np.float64]


def neuron_batch(w: Array, X: Array, b: float, activation: Any) -> Array:
    result: Array = activation(w.T @ X + b)
    return result


def squash(Z: Array) -> Array:
    return 1 / (1 + np.exp(-Z))


def unwritten(*arguments: object) -> Any:
    raise NotImplementedError()


def task(**functions: Any) -> NeuronTask:
    return NeuronTask(CORNERS, AND[0] == 1.0, 1.25, **functions)


def test_the_map_fires_on_one_side_of_the_boundary() -> None:
    """With w = (1, 0) and b = 0 the right half of the plane fires; rows run from the top."""
    frame = neuron_frame(task(), NeuronState((1.0, 0.0), 0.0), cells=4)
    assert frame.shades is not None
    np.testing.assert_array_equal(frame.shades, [[1, 1, 255, 255]] * 4)
    upper = neuron_frame(task(), NeuronState((0.0, 1.0), 0.0), cells=4).shades
    assert upper is not None
    np.testing.assert_array_equal(upper, [[255] * 4] * 2 + [[1] * 4] * 2)


@pytest.mark.parametrize("with_batch", [False, True])
@pytest.mark.parametrize("activation", [fires, squash])
def test_the_students_functions_draw_the_same_picture_when_right(
    with_batch: bool, activation: Any
) -> None:
    state = NeuronState((1.0, -0.5), 0.25, (0.3, -0.7))
    frame = neuron_frame(
        task(neuron_batch=neuron_batch if with_batch else None, activation=activation), state
    )
    middles = 1.25 * ((2 * np.arange(100) + 1) / 100 - 1)
    z = middles[None, :] - 0.5 * middles[::-1, None] + 0.25
    expected, low, high = shaded(activation(z).ravel(), 0.5)
    assert frame.shades is not None
    np.testing.assert_array_equal(frame.shades.ravel(), expected)
    assert (frame.low, frame.high) == (low, high)
    assert frame.output == pytest.approx(float(activation(np.array(0.3 + 0.35 + 0.25))))


def test_the_whole_picture_is_one_call_of_columns() -> None:
    shapes = []

    def watched(w: Array, X: Array, b: float, activation: Any) -> Array:
        shapes.append((w.shape, X.shape, type(b)))
        return neuron_batch(w, X, b, activation)

    neuron_frame(task(neuron_batch=watched), NeuronState((1.0, 2.0), 0.0), cells=10)
    assert shapes == [((2, 1), (2, 10 * 10 + 4 + 1), float)]


def test_a_forgotten_bias_makes_a_wrong_picture() -> None:
    """The boundary on the page moves with b, and the map of a wrong function stays behind."""

    def forgetful(w: Array, X: Array, b: float, activation: Any) -> Array:
        return neuron_batch(w, X, 0.0, activation)

    state = NeuronState((1.0, 0.0), -0.8)
    right = neuron_frame(task(neuron_batch=neuron_batch), state).shades
    wrong = neuron_frame(task(neuron_batch=forgetful), state).shades
    assert right is not None
    assert wrong is not None
    assert np.count_nonzero(right == 255) < np.count_nonzero(wrong == 255) == 5000


def test_the_points_are_counted() -> None:
    widget = NeuronMap(CORNERS, AND, w=(1.0, 1.0), b=-1.5)
    assert list(widget.frame["right"]) == [1, 1, 1, 1]
    assert "4 right, 0 wrong" in widget.sentence
    widget.b = -0.5
    assert list(widget.frame["right"]) == [1, 0, 0, 1]
    assert "2 right, 2 wrong" in widget.sentence


def test_shades_have_the_threshold_in_the_middle() -> None:
    shades, low, high = shaded(np.array([-1.0, 0.0, 1.0, 3.0]), 0.0)
    np.testing.assert_array_equal(shades, [1, 128, 170, 255])
    assert (low, high) == (-1.0, 3.0)


def test_what_is_no_number_has_a_shade_of_its_own() -> None:
    shades, low, high = shaded(np.array([np.nan, np.inf, 0.0, 1.0]), 0.5)
    np.testing.assert_array_equal(shades, [0, 0, 1, 255])
    assert (low, high) == (0.0, 1.0)
    assert shaded(np.array([np.nan]), 0.5)[0].tolist() == [0]


def test_places_without_a_number_are_told() -> None:
    def hollow(Z: Array) -> Array:
        return np.where(Z > 0, np.nan, 0.0)

    widget = NeuronMap(CORNERS, AND, neuron_batch, hollow)
    assert "The output is not a finite number at" in widget.frame["problem"]
    assert widget.frame["shades"] is not None


def test_before_the_functions_are_written_the_points_and_a_sentence_are_there() -> None:
    widget = NeuronMap(CORNERS, AND, neuron_batch, unwritten)
    assert widget.frame["problem"] == (
        "unwritten is not written yet: write it, run its cell, then run this cell again."
    )
    assert widget.frame["shades"] is None
    assert list(widget.setting["classes"]) == [0, 0, 0, 1]


def test_an_exception_keeps_the_last_good_picture() -> None:
    def fragile(Z: Array) -> Array:
        if Z.max() > 5:
            raise ValueError("too large")
        return fires(Z)

    widget = NeuronMap(CORNERS, AND, neuron_batch, fragile)
    good = widget.frame["shades"]
    widget.w = (4.0, 4.0)
    assert widget.frame["shades"] == good
    assert widget.frame["stale"]
    assert "neuron_batch stopped with ValueError: too large." in widget.frame["problem"]


def test_a_row_that_lost_a_dimension_is_named() -> None:
    def flat(w: Array, X: Array, b: float, activation: Any) -> Array:
        result: Array = activation((w * X).sum(axis=0) + b)
        return result

    assert (
        "flat should return an array of shape (1, 10005), and returned an array of shape (10005,)."
        in NeuronMap(CORNERS, AND, flat).frame["problem"]
    )


def test_show_me_separates_what_a_line_can_separate() -> None:
    widget = NeuronMap(CORNERS, AND)
    widget.act("show")
    assert "4 right, 0 wrong" in widget.sentence
    ends = widget.setting["limits"]
    assert max(map(abs, widget.w)) <= ends["w"]
    assert abs(widget.b) <= ends["b"]


def test_show_me_says_what_is_left_where_no_line_can() -> None:
    widget = NeuronMap(CORNERS, XOR)
    widget.act("show")
    assert "0 wrong" not in widget.sentence


def test_reset_goes_back_to_the_opening_state() -> None:
    widget = NeuronMap(CORNERS, AND, w=(0.5, 2.0), b=-1.0)
    opening = dict(widget.state)
    widget.w, widget.b = (3.0, 3.0), 1.0
    widget.act("reset")
    assert widget.state == opening


def test_a_threshold_of_zero_suits_an_activation_around_zero() -> None:
    """The same boundary for tanh and for the step."""
    step = NeuronMap(CORNERS, AND, w=(1.0, 1.0), b=-1.5)
    smooth = NeuronMap(CORNERS, AND, neuron_batch, np.tanh, w=(1.0, 1.0), b=-1.5, threshold=0.0)
    assert step.frame["right"] == smooth.frame["right"]
    assert smooth.setting["activation"] == "tanh"


@pytest.mark.parametrize(
    ("X", "Y"),
    [
        (CORNERS.T, AND),
        (CORNERS, AND[0]),
        (CORNERS, AND + 1.0),
        (CORNERS * np.nan, AND),
        (np.empty((2, 0)), np.empty((1, 0))),
    ],
)
def test_points_that_are_none_are_refused(X: Array, Y: Array) -> None:
    with pytest.raises(ValueError, match="NeuronMap needs"):
        NeuronMap(X, Y)
