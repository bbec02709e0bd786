"""The playground's knobs: inputs, activation, loss, penalty, first weights, classes."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest
from network_parts import ACTIVATIONS, parts, three_classes
from two_layers import backward, cost, forward, gradient_step

from deepcat.widgets import Playground
from deepcat.widgets.parts import LOSSES
from deepcat.widgets.playground_features import FEATURES
from deepcat.widgets.playground_network import Size, begun
from deepcat.widgets.training_run import Functions


def playground(**settings: Any) -> Playground:
    return Playground(forward, backward, gradient_step, cost, **settings)


def place(widget: Playground, name: str) -> float:
    return float(widget.setting["sets"].index(name))


def test_the_chosen_inputs_reach_the_students_forward_in_order() -> None:
    seen: list[Any] = []

    def spying(X: Any, parameters: Any) -> Any:
        seen.append(X)
        return forward(X, parameters)

    widget = Playground(spying, backward, gradient_step, features=["x1·x2", "x1", "x2²"])
    X, places = seen[0], widget._bench.scatter.places
    np.testing.assert_array_equal(X, [places[0], places[1] ** 2, places[0] * places[1]])
    assert widget.parameters["W1"].shape == (4, 3)
    assert widget.frame["features"] == "x1,x2²,x1·x2"
    assert "3 inputs and 4 hidden units" in widget.sentence
    assert "The playground's own: the inputs x2² and x1·x2" in widget.frame["engine"]


def test_the_right_input_makes_a_hard_set_easy() -> None:
    plain, product = playground(data="xor", units=1), playground(data="xor", units=1)
    product.move(features=float(1 << FEATURES.index("x1·x2")))
    for widget in (plain, product):
        widget.train(300)
    assert plain.history["accuracy"][-1] < 0.8
    assert product.history["accuracy"][-1] > 0.95


@pytest.mark.parametrize(
    ("activation", "loss", "n_classes"),
    [
        *itertools.product(ACTIVATIONS, LOSSES, [2]),
        *itertools.product(ACTIVATIONS, LOSSES[:1], [3]),
    ],
)
def test_what_is_put_together_of_right_parts_has_the_slopes_that_are_measured(
    activation: str, loss: str, n_classes: int
) -> None:
    rng = np.random.default_rng(0)
    whole = Functions(forward, backward, gradient_step, cost)
    made = parts().functions(activation, loss, n_classes, whole)
    assert made.gradients is not None
    assert made.cost is not None
    X, labels = rng.normal(size=(4, 7)), np.array([0, 1, 0, 1, 1, 0, 1]) + (n_classes - 2)
    Y = labels[np.newaxis].astype(float) if n_classes == 2 else np.eye(3)[:, labels]
    size = Size(4, 5, len(Y))
    parameters = begun(None, size, rng)
    _, cache = made.forward(X, parameters)
    slopes = made.gradients(Y, parameters, cache)
    for name, values in parameters.items():
        for index in np.ndindex(values.shape):
            ends = []
            for step in (1e-6, -1e-6):
                moved = {**parameters, name: values.copy()}
                moved[name][index] += step
                ends.append(made.cost(Y, made.forward(X, moved)[0]))
            measured = (ends[0] - ends[1]) / 2e-6
            np.testing.assert_allclose(slopes[f"d{name}"][index], measured, rtol=1e-5, atol=1e-8)


def uphill(Y: Any, parameters: Any, cache: Any) -> Any:
    return {name: -value for name, value in backward(Y, parameters, cache).items()}


def test_the_first_activation_is_that_of_ones_own_forward_and_backward() -> None:
    widget = Playground(forward, uphill, gradient_step, cost, parts=parts())
    widget.train(5)
    assert widget.history["loss"][-1] > widget.history["loss"][0]
    assert widget.frame["engine"].startswith("At work: your forward, uphill and gradient_step.")
    widget.move(kind=1.0)
    widget.train(5)
    assert widget.history["loss"][-1] < widget.history["loss"][0]
    words = "At work: your network, tanh, sigmoid, tanh_prime, output_delta, hidden_delta"
    assert widget.frame["engine"].startswith(words)
    assert "The playground's own: the order in which they are called" in widget.frame["engine"]


def test_a_wrong_part_makes_a_wrong_curve() -> None:
    def backwards(Y: Any, Y_hat: Any) -> Any:
        return Y - Y_hat

    widget = playground(parts=parts(output_delta=backwards), kind="tanh")
    widget.train(5)
    assert widget.history["loss"][-1] > widget.history["loss"][0]


def test_a_part_that_stops_is_named_with_its_line() -> None:
    def fragile(W: Any, delta: Any, Z: Any, slope: Any) -> Any:
        raise ValueError("not today")

    widget = playground(parts=parts(hidden_delta=fragile), kind="sigmoid")
    widget.train(1)
    assert "fragile stopped with ValueError: not today." in widget.frame["problem"]
    assert "“raise ValueError" in widget.frame["problem"]
    one_thing = playground(parts=parts(layer_gradients=lambda d, A: d @ A.T), kind="sigmoid")
    one_thing.train(1)
    assert "should return two things, dW and db." in one_thing.frame["problem"]


def test_three_classes_are_learnt_by_softmax_and_confused_in_a_table() -> None:
    widget = playground(parts=parts(), data="three spirals", units=12, learning_rate=1.0)
    assert widget.parameters["W2"].shape == (3, 12)
    assert "140 points of 3 classes" in widget.sentence
    widget.train(500)
    assert widget.history["accuracy"][-1] > 0.9
    counts = np.array(widget.frame["confusion"].split(","), dtype=int).reshape(3, 3)
    assert counts.sum() == 60
    assert np.trace(counts) / 60 == pytest.approx(widget.history["test_accuracy"][-1])
    shades = np.frombuffer(widget.frame["shades"], np.uint8)
    assert set((shades - 1) // 50) == {0, 1, 2}
    widget.move(data=place(widget, "circles"))
    assert widget.parameters["W2"].shape == (1, 12)


def test_each_output_begins_by_a_call_of_the_students_initialize() -> None:
    calls: list[int] = []

    def counting(n_x: int, n_h: int, rng: Any) -> Any:
        calls.append(1)
        return begun(None, Size(n_x, n_h), rng)

    widget = playground(initialize=counting, parts=parts(), data="three blobs")
    assert len(calls) == 3
    rows = widget.parameters["W2"]
    assert not np.array_equal(rows[0], rows[1])


def test_without_a_softmax_there_are_no_sets_of_three_classes() -> None:
    assert "three blobs" not in playground().setting["sets"]
    assert "three blobs" not in playground(parts=parts(softmax=None)).setting["sets"]
    assert "three blobs" in playground(parts=parts()).setting["sets"]


def test_points_of_three_classes_of_ones_own_with_functions_for_three() -> None:
    X = np.array([[-1.0, 1.0, 0.0, -1.1, 1.1, 0.1], [-1.0, -1.0, 1.0, -1.0, -1.0, 1.1]])
    Y = np.eye(3)[:, [0, 1, 2, 0, 1, 2]]
    how = {"X": X, "Y": Y, "test_share": 0.0, "learning_rate": 1.0}
    entropy = parts().categorical_cross_entropy
    widget = Playground(three_classes, backward, gradient_step, entropy, **how)
    assert widget.setting["sets"] == ["own", "three blobs", "three spirals"]
    widget.train(200)
    assert widget.history["accuracy"][-1] == 1.0
    with pytest.raises(ValueError, match="one 1 in each column"):
        playground(X=X, Y=np.ones((3, 6)))


def test_what_is_for_two_classes_says_so_where_there_are_three() -> None:
    widget = playground(parts=parts(), alternatives={"uphill": (forward, uphill)}, kind="uphill")
    assert widget.setting["kinds"] == ["relu", "tanh", "sigmoid", "uphill"]
    good = widget.frame["shades"]
    widget.move(data=place(widget, "three blobs"))
    assert "“uphill” is written for 2 classes" in widget.frame["problem"]
    assert widget.frame["shades"] == good
    widget.move(data=place(widget, "moons"))
    assert widget.frame["problem"] == ""


def test_a_penalty_is_added_to_the_slopes_of_the_weights_alone() -> None:
    widget = playground(penalty="L2", strength=0.1, test_share=0.0)
    before = widget.parameters
    widget.train(1)
    points = widget._bench.run._points
    _, cache = forward(points.X, before)
    slopes = backward(points.Y, before, cache)
    for name, value in widget.parameters.items():
        decay = 0.1 * before[name] if name.startswith("W") else 0.0
        np.testing.assert_allclose(value, before[name] - 0.3 * (slopes[f"d{name}"] + decay))
    assert "the penalty, which adds λ w to the slope" in widget.frame["engine"]
    sparse = playground(penalty="L1", strength=0.05, units=8)
    sparse.train(500)
    plain = playground(units=8)
    plain.train(500)
    sizes = [np.abs(w.parameters["W1"]).sum() for w in (sparse, plain)]
    assert sizes[0] < 0.7 * sizes[1]


def test_the_first_weights_are_multiplied() -> None:
    def ones(n_x: int, n_h: int, rng: Any) -> Any:
        return {name: np.ones(shape) for name, shape in Size(n_x, n_h).shapes.items()}

    widget = playground(initialize=ones, scale=10)
    assert all((value == 10).all() for value in widget.parameters.values())
    assert "the factor 10 on the weights of your ones" in widget.frame["engine"]
    widget.move(scale=3.0)
    assert not any(value.any() for value in widget.parameters.values())
    assert "scale=0" in widget.settings


def test_settings_with_every_knob_make_the_same_playground() -> None:
    every = parts()
    widget = playground(parts=every)
    widget.move(features=21.0, kind=2.0, loss=1.0, penalty=1.0, strength=0.02, scale=1.0)
    names: dict[str, Any] = {"Playground": Playground, "forward": forward, "backward": backward}
    names |= {"gradient_step": gradient_step, "cost": cost, "parts": every}
    again = eval(widget.settings, names)
    assert again.settings == widget.settings
    assert again.state == widget.state
    again.train(3)
    widget.train(3)
    assert again.history == widget.history


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"features": ["x3"]}, "not 'x3'"),
        ({"features": []}, "at least one"),
        ({"loss": "squared error"}, "no 'squared error'"),
        ({"penalty": "L3"}, "no 'L3'"),
        ({"scale": 2}, "no 2"),
        ({"strength": 2.0}, "strength from 0 to 1"),
        ({"kind": "tanh"}, "no 'tanh'"),
        (
            {"features": ["x1"], "parameters": begun(None, Size(2, 3), np.random.default_rng(0))},
            r"W1 \(n, 1\)",
        ),
    ],
)
def test_knobs_that_cannot_be_turned_that_way_are_refused(settings: Any, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        playground(**settings)


def test_by_hand_the_knobs_turn_and_show_me_goes_back_to_ones_own_forward() -> None:
    bends = {"relu": (ACTIVATIONS["relu"][0], None), "sigmoid": (ACTIVATIONS["sigmoid"][0], None)}
    by_hand = parts(activations=bends, output_delta=None)
    widget = Playground(forward, cost=cost, parts=by_hand, kind="sigmoid", features=["x1", "x1·x2"])
    assert widget.frame["engine"].startswith("At work: your network and sigmoid.")
    assert widget.setting["losses"] == ["cross-entropy"]
    widget.act("show")
    assert widget.frame["engine"].startswith("At work: your forward.")
    assert widget.history["accuracy"] == [pytest.approx(1.0, abs=0.1)]


def test_where_there_is_no_reference_and_no_answer_the_buttons_change_nothing() -> None:
    X, Y = np.array([[0.0, 1.0, 2.0], [0.0, 1.0, 0.0]]), np.eye(3)
    widget = Playground(three_classes, X=X, Y=Y)
    before = widget.state
    widget.act("beside")
    widget.act("show")
    assert widget.state == before


def halves(X: Any, Y: Any, size: int, rng: Any) -> Any:
    """Deal the points as they come, and lose what is left over."""
    for start in range(0, X.shape[1] - size + 1, size):
        yield X[:, start : start + size], Y[:, start : start + size]


def test_the_students_minibatches_deal_the_points() -> None:
    widget = playground(minibatches=halves, batch_size=32, test_share=0.0)
    before = widget.parameters
    widget.train(1)
    points = widget._bench.run._points
    for X, Y in halves(points.X, points.Y, 32, None):
        _, cache = forward(X, before)
        before = gradient_step(before, backward(Y, before, cache), 0.3)
    for name, value in widget.parameters.items():
        np.testing.assert_allclose(value, before[name])
    assert widget.frame["engine"].startswith("At work: your forward, backward, gradient_step and h")
    assert "dealing" not in widget.frame["engine"]
    assert "minibatches=halves" in widget.settings
    assert "the dealing of batches" in playground(batch_size=32).frame["engine"]


@pytest.mark.parametrize(
    ("minibatches", "words"),
    [
        (lambda X, Y, size, rng: iter(()), "gave no batch."),
        (lambda X, Y, size, rng: itertools.repeat((X, Y)), "more batches than points."),
        (lambda X, Y, size, rng: [X, Y], "pairs of two things"),
        (lambda X, Y, size, rng: [(X.T, Y)], r"X_b of shape (2, k)"),
        (lambda X, Y, size, rng: [(X[:, :3], Y[:, :2])], "and gave (2, 3) and (1, 2)"),
        (lambda X, Y, size, rng: None, "stopped with TypeError"),
    ],
)
def test_batches_that_are_none_are_named(minibatches: Any, words: str) -> None:
    widget = playground(minibatches=minibatches, batch_size=8)
    widget.train(1)
    assert words in widget.frame["problem"]
