"""The network's map without a browser: one call a frame, every unit's map, and what opens it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from deepcat.widgets import NetworkMap
from deepcat.widgets.network_picture import NetworkTask, network_frame
from deepcat.widgets.network_state import Layout
from deepcat.widgets.plane import grid
from deepcat_solutions import neuron
from deepcat_solutions.network import network

CORNERS = np.array([[-1.0, -1.0, 1.0, 1.0], [-1.0, 1.0, -1.0, 1.0]])
OR = np.array([[0.0, 1.0, 1.0, 1.0]])
ONE_UNIT = {"W1": [[1.0, 1.0]], "b1": [[1.0]]}
DEEP = {
    "W1": [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]],
    "b1": [[0.5], [1.5], [2.5]],
    "W2": [[1.0, -1.0, 2.0], [0.0, 3.0, 1.0]],
    "b2": [[-1.0], [-2.0]],
    "W3": [[2.0, -3.0]],
    "b3": [[0.25]],
}


def unwritten(*arguments: object) -> Any:
    raise NotImplementedError()


def identity(Z: Any) -> Any:
    return Z


@pytest.mark.parametrize("activation", [None, neuron.sigmoid, neuron.tanh, neuron.relu])
def test_the_opening_leaves_one_cloud_wrong_and_show_me_none(activation: Any) -> None:
    """The question is true of every activation that the lesson uses, and can be answered."""
    threshold = 0.0 if activation in (neuron.tanh, neuron.relu) else 0.5
    widget = NetworkMap(network, activation, threshold=threshold)
    assert widget.sentence.endswith("36 right, 12 wrong.")
    assert "h2 sleeps" in widget.setting["question"]
    opening = widget.parameters
    widget.act("show")
    assert widget.sentence.endswith("48 right, 0 wrong.")
    found = widget.parameters
    changed = [name for name in opening if not np.array_equal(opening[name], found[name])]
    assert changed == ["W1", "b1"]
    np.testing.assert_array_equal(opening["W1"][0], found["W1"][0])
    widget.act("reset")
    assert widget.sentence.endswith("36 right, 12 wrong.")


@pytest.mark.parametrize("activation", [None, neuron.sigmoid, neuron.tanh])
def test_a_new_layer_passes_on_what_it_hears(activation: Any) -> None:
    threshold = 0.0 if activation is neuron.tanh else 0.5
    widget = NetworkMap(network, activation, threshold=threshold)
    widget.show_me()
    for layers in (2, 3):
        widget.move(layers=layers)
        assert len(widget.parameters) == 2 * (layers + 1)
        assert widget.sentence.endswith("48 right, 0 wrong.")


def test_show_me_is_no_answer_to_the_gate_at_zero_and_one() -> None:
    """What works for clouds around ±1 computes nothing at the corners of the exercise."""
    corners = np.array([[0.0, 0.0, 1.0, 1.0], [0.0, 1.0, 0.0, 1.0]])
    for activation in (lambda Z: 1.0 * (Z >= 0), neuron.sigmoid, neuron.relu):
        widget = NetworkMap(network, activation)
        widget.show_me()
        scores, _ = network(corners, widget.parameters, [activation, identity])
        assert (scores[0] > 0).tolist() != [False, True, True, False]


def test_the_maps_are_what_the_students_network_says() -> None:
    task = NetworkTask(CORNERS, OR[0] == 1, 1.25, network, np.tanh, identity, 0.0)
    parameters = {name: np.array(value) for name, value in DEEP.items()}
    frame = network_frame(task, parameters, cells=4)
    outputs, cache = network(grid(1.25, 4), parameters, [np.tanh, np.tanh, identity])
    assert frame.shades is not None
    assert len(frame.tiles) == 5
    assert all(tile.shape == (2, 2) for tile in frame.tiles)
    np.testing.assert_array_equal(frame.shades > 128, outputs.reshape(4, 4) > 0)
    second = cache["A1"][1].reshape(4, 4)[::2, ::2]
    np.testing.assert_array_equal(frame.tiles[1] > 128, second > 0)


def test_parameters_survive_the_state_and_are_read_in_the_next_cell() -> None:
    widget = NetworkMap(network, np.tanh, parameters=DEEP)
    for name, value in DEEP.items():
        np.testing.assert_array_equal(widget.parameters[name], value)
    widget.parameters = ONE_UNIT
    assert list(widget.parameters) == ["W1", "b1"]
    assert "no hidden units" in widget.sentence


def test_a_unit_that_goes_and_comes_back_has_kept_its_weights() -> None:
    widget = NetworkMap(network)
    before = widget.parameters["W1"]
    widget.move(units1=1.0)
    assert widget.parameters["W1"].shape == (1, 2)
    widget.move(units1=2.0)
    np.testing.assert_array_equal(widget.parameters["W1"], before)


def test_a_larger_network_than_usual_has_room() -> None:
    wide = {
        "W1": np.arange(12.0).reshape(6, 2),
        "b1": np.zeros((6, 1)),
        "W2": np.ones((1, 6)),
        "b2": [[0]],
    }
    widget = NetworkMap(network, parameters=wide)
    assert widget.setting["most"] == {"layers": 3, "units": 6}
    assert widget.setting["limit"] == 15.0
    np.testing.assert_array_equal(widget.parameters["W1"], wide["W1"])


def test_a_network_that_forgets_an_activation_makes_a_wrong_picture() -> None:
    def linear(X: Any, parameters: Any, activations: Any) -> Any:
        return network(X, parameters, [identity] * (len(activations) - 1) + activations[-1:])

    right, wrong = NetworkMap(network, neuron.sigmoid), NetworkMap(linear, neuron.sigmoid)
    assert wrong.frame["problem"] == ""
    assert wrong.frame["tiles"] != right.frame["tiles"]
    assert wrong.frame["shades"] != right.frame["shades"]


@pytest.mark.parametrize(
    ("returned", "words"),
    [
        (lambda X, p, a: None, "should return two things, Y_hat and cache"),
        (lambda X, p, a: X[:1], "should return two things, Y_hat and cache"),
        (lambda X, p, a: (X[0], {}), "returned an array of shape (6448,)"),
        (lambda X, p, a: (X[:1], {}), 'has no "A1"'),
        (lambda X, p, a: (X[:1], None), 'has no "A1"'),
        (lambda X, p, a: (X[:1], {"A1": X[:1]}), "returned an array of shape (1, 6448)"),
        (lambda X, p: 1, "stopped with TypeError"),
        (unwritten, "unwritten is not written yet"),
    ],
)
def test_an_answer_of_another_kind_is_named(returned: Any, words: str) -> None:
    frame = NetworkMap(returned).frame
    assert words in frame["problem"]
    assert frame["shades"] is None


def test_an_exception_keeps_the_last_good_maps() -> None:
    def fragile(X: Any, parameters: Any, activations: Any) -> Any:
        if parameters["b2"][0, 0] > 0:
            raise ValueError("not above zero")
        return network(X, parameters, activations)

    widget = NetworkMap(fragile)
    good = widget.frame["shades"]
    widget.move(c=1.0)
    assert widget.frame["shades"] == good
    assert widget.frame["stale"]
    assert "The pale picture is the last good one." in widget.frame["problem"]


def test_a_network_that_changes_its_parameters_changes_no_state() -> None:
    def greedy(X: NDArray[np.float64], parameters: Any, activations: Any) -> Any:
        result = network(X, parameters, activations)
        for value in parameters.values():
            value += 1
        X += 1
        return result

    widget = NetworkMap(greedy)
    before = widget.frame["shades"]
    widget.redraw()
    assert widget.frame["shades"] == before


def test_without_a_network_there_is_a_diagram_and_nothing_to_complain_about() -> None:
    widget = NetworkMap()
    assert widget.frame["problem"] == ""
    assert widget.frame["shades"] is None
    assert not widget.setting["driven"]


def test_points_of_ones_own_have_ones_own_answer() -> None:
    widget = NetworkMap(network, X=CORNERS, Y=OR, parameters=DEEP, answer=ONE_UNIT)
    widget.act("show")
    assert widget.sentence.endswith("4 right, 0 wrong.")
    assert "h2 sleeps" not in widget.setting["question"]


def test_every_number_of_the_state_is_used_by_the_largest_network() -> None:
    layout = Layout([2, 2, 1])
    state = layout.spare(np.tanh)
    full = {**state, "layers": 3.0, "units1": 4.0, "units2": 4.0, "units3": 4.0}
    names = set(layout.state(layout.parameters(full)))
    assert names == set(state)


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({}, "of every layer"),
        ({"W1": [[1.0, 1.0]]}, "of every layer"),
        ({"W1": [[1.0, 1.0, 1.0]], "b1": [[0.0]]}, r"W1 of shape \(n, 2\)"),
        ({"W1": [[1.0, 1.0]], "b1": [0.0]}, r"b1 of shape \(n, 1\)"),
        ({"W1": np.ones((2, 2)), "b1": np.ones((2, 1))}, "shows one output"),
        ({"W1": [[np.nan, 1.0]], "b1": [[0.0]]}, "finite"),
    ],
)
def test_parameters_that_cannot_be_shown_are_refused(parameters: Any, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        NetworkMap(network, parameters=parameters)
