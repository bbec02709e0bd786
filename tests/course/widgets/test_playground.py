"""The playground without a browser: it learns by the student's functions, or says why not."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest
from two_layers import backward, cost, forward, gradient_step

from deepcat.widgets import Playground, playground_maps
from deepcat.widgets.playground_data import Sets, own_points
from deepcat.widgets.playground_features import PLAIN
from deepcat.widgets.playground_maps import affordable
from deepcat.widgets.playground_network import flat, with_weight
from deepcat.widgets.training_run import MOST_RECORDS, Functions, Run

CORNERS = np.array([[-1.0, -1.0, 1.0, 1.0], [-1.0, 1.0, -1.0, 1.0]])
OR = np.array([[0.0, 1.0, 1.0, 1.0]])


def playground(**settings: Any) -> Playground:
    return Playground(forward, backward, gradient_step, cost, **settings)


def test_a_right_gradient_learns_the_circles() -> None:
    widget = playground()
    opening = widget.sentence
    widget.train(300)
    history = widget.history
    assert history["epoch"] == list(range(301))
    assert history["accuracy"][-1] > 0.95 > history["accuracy"][0]
    assert history["loss"][-1] < 0.3 < history["loss"][0]
    widget.act("reset")
    assert widget.sentence == opening
    assert widget.history["epoch"] == [0]


def test_an_epoch_is_what_the_students_functions_make_of_all_points() -> None:
    widget = playground(test_share=0.0)
    before = widget.parameters
    widget.act("epoch")
    points = widget._bench.scatter.points(PLAIN)
    X, Y = points.X, points.Y
    Y_hat, cache = forward(X, before)
    expected = gradient_step(before, backward(Y, before, cache), 0.3)
    for name, value in widget.parameters.items():
        np.testing.assert_allclose(value, expected[name], rtol=1e-12)
    np.testing.assert_allclose(widget.history["loss"][0], cost(Y, Y_hat))


def test_a_wrong_gradient_makes_a_wrong_curve() -> None:
    def uphill(Y: Any, parameters: Any, cache: Any) -> Any:
        return {name: -value for name, value in backward(Y, parameters, cache).items()}

    widget = Playground(forward, uphill, gradient_step, cost)
    widget.train(5)
    losses = widget.history["loss"]
    assert losses == sorted(losses)
    assert losses[-1] > losses[0]


def test_batches_use_every_training_point_once_an_epoch_and_no_other() -> None:
    seen: list[Any] = []

    def spying(X: Any, parameters: Any) -> Any:
        seen.append(X)
        return forward(X, parameters)

    points = Sets().scatter(1, 0.1, 0.25, 0).points(PLAIN)
    network = playground().parameters
    run = Run(Functions(spying, backward, gradient_step), points, network, np.random.default_rng(0))
    run.train(0.1, 32, epochs=2)
    batches = [X for X in seen if X.shape[1] < points.labels.size]
    assert len(batches) == 10
    for epoch in (batches[:5], batches[5:]):
        dealt = np.concatenate(epoch, axis=1)
        training = points.part(tested=False)[0]
        assert sorted(dealt.T.tolist()) == sorted(training.T.tolist())
    assert not np.array_equal(batches[0], batches[5])


def test_a_chunk_ends_when_the_time_is_up_and_goes_on_from_there() -> None:
    """A slow function makes few steps between two pictures, so that a stop is heard."""
    points = Sets().scatter(1, 0.1, 0.25, 0).points(PLAIN)
    whole, parts = (
        Run(
            Functions(forward, backward, gradient_step),
            points,
            playground().parameters,
            np.random.default_rng(0),
        )
        for _ in range(2)
    )
    whole.train(0.1, 32, epochs=2)
    seconds = itertools.count()  # each look at the clock is a second later
    for _ in range(5):
        parts.train(0.1, 32, epochs=2 - parts.epoch, seconds=2, clock=lambda: next(seconds))
    assert parts.epoch == whole.epoch == 2
    for name, value in parts.parameters.items():
        np.testing.assert_array_equal(value, whole.parameters[name])


def test_within_an_epoch_the_sentence_says_so() -> None:
    widget = playground(batch_size=32)
    seconds = itertools.count()
    widget._bench.run.train(0.1, 32, epochs=1, seconds=1, clock=lambda: next(seconds))
    widget.redraw()
    assert "Epoch 0 and a part of the next; at the end of epoch 0: training" in widget.sentence


@pytest.mark.parametrize("name", ["dW1", "db1", "dW2", "db2"])
@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_a_number_that_is_none_is_pinned_to_its_layer_and_epoch(name: str, value: float) -> None:
    epochs = itertools.count(1)

    def broken(Y: Any, parameters: Any, cache: Any) -> Any:
        gradients = backward(Y, parameters, cache)
        if next(epochs) == 3:
            gradients[name].flat[-1] = value
        return gradients

    widget = Playground(forward, broken, gradient_step, cost)
    widget.train(10)
    words = f"Epoch 3: the first number that is not finite is in the gradient {name}"
    assert f"{words} (layer {name[-1]}): {value} (" in widget.frame["problem"]
    assert widget.frame["ended"]
    widget.move(shown=0.0)
    assert words in widget.frame["problem"]
    assert widget.history["epoch"] == [0, 1, 2]
    assert all(np.isfinite(a).all() for a in widget.parameters.values())
    widget.move(rate=0.1)
    assert widget.frame["problem"] == ""
    widget.train(1)
    assert widget.history["epoch"] == [0, 1, 2, 3]


def test_the_first_place_in_the_order_of_the_computation_is_named() -> None:
    def overflowing(X: Any, parameters: Any) -> Any:
        Y_hat, cache = forward(X, parameters)
        if not np.array_equal(parameters["b2"], [[0.0]]):
            cache["Z1"][0, 0] = np.inf
            cache["A1"][0, 0] = np.inf
        return Y_hat, cache

    widget = Playground(overflowing, backward, gradient_step)
    widget.train(3)
    assert "Epoch 2: the first number that is not finite is in Z1 (layer 1): inf" in widget.sentence


def test_a_cost_that_is_no_number_is_told_and_stops_nothing() -> None:
    widget = Playground(forward, backward, gradient_step, lambda Y, Y_hat: np.nan)
    widget.train(2)
    assert "gave nan, although every number of the network is finite" in widget.frame["problem"]
    assert widget.history["epoch"] == [0, 1, 2]


def test_an_exception_keeps_the_last_good_maps_and_shows_the_line() -> None:
    def fragile(X: Any, parameters: Any) -> Any:
        if parameters["b2"][0, 0] > 0:
            raise ValueError("not above zero")
        return forward(X, parameters)

    widget = Playground(fragile)
    good = widget.frame["shades"]
    widget.move(link=8.0, weight=1.0, edits=1.0)
    assert widget.frame["shades"] == good
    assert widget.frame["stale"]
    assert "fragile stopped with ValueError: not above zero." in widget.frame["problem"]
    assert 'of its cell: “raise ValueError("not above zero")”.' in widget.frame["problem"]
    assert "The pale picture is the last good one." in widget.frame["problem"]
    widget.move(weight=-1.0, edits=2.0)
    assert widget.frame["problem"] == ""


def test_an_exception_in_the_gradient_stops_the_run_with_the_picture_kept() -> None:
    def stuck(Y: Any, parameters: Any, cache: Any) -> Any:
        return cache["A3"]

    widget = Playground(forward, stuck, gradient_step, cost)
    widget.act("train")
    assert "stuck stopped with KeyError: 'A3'." in widget.frame["problem"]
    assert 'return cache["A3"]' in widget.frame["problem"]
    assert widget.frame["shades"] is not None
    assert not widget.frame["stale"]
    widget.act("again")
    assert widget.frame["problem"] == ""


@pytest.mark.parametrize(
    ("gradients", "step", "words"),
    [
        (lambda Y, p, c: None, gradient_step, "should return a dict, and returned NoneType"),
        (lambda Y, p, c: {"dW1": p["W1"]}, gradient_step, 'has no "db1"'),
        (
            lambda Y, p, c: {f"d{n}": v.T for n, v in p.items()},
            gradient_step,
            'an array of shape (4, 2) as "dW1", and returned an array of shape (2, 4)',
        ),
        (backward, lambda p, g, r: g, 'has no "W1"'),
    ],
)
def test_an_answer_of_another_kind_is_named(gradients: Any, step: Any, words: str) -> None:
    widget = Playground(forward, gradients, step)
    widget.train(1)
    assert words in widget.frame["problem"]


def test_a_function_that_changes_its_arguments_changes_no_run() -> None:
    def greedy(parameters: Any, gradients: Any, learning_rate: float) -> Any:
        for name in parameters:
            parameters[name] -= learning_rate * gradients[f"d{name}"]
        return parameters

    widget = Playground(forward, backward, greedy, cost)
    first = widget.parameters
    widget.train(3)
    widget.move(shown=0.0)
    for name, value in widget.parameters.items():
        np.testing.assert_array_equal(value, first[name])


def test_an_edge_is_changed_by_hand_and_the_curves_know() -> None:
    widget = playground()
    widget.train(3)
    before = widget.parameters
    widget.move(link=0.0, weight=8.0, edits=1.0)
    after = widget.parameters
    assert after["W1"][0, 0] == 8.0
    after["W1"][0, 0] = before["W1"][0, 0]
    for name, value in before.items():
        np.testing.assert_array_equal(after[name], value)
    assert widget.history["epoch"] == [0, 1, 2, 3, 3]
    widget.move(weight=7.0, edits=2.0)
    assert widget.history["epoch"] == [0, 1, 2, 3, 3]
    widget.train(1)
    assert widget.history["epoch"] == [0, 1, 2, 3, 3, 4]


def test_every_link_is_a_weight_in_the_order_of_the_page() -> None:
    parameters = playground(units=3).parameters
    for link in range(flat(parameters).size):
        changed = flat(with_weight(parameters, link, 9.0))
        assert np.flatnonzero(changed != flat(parameters)).tolist() == [link]
    names = ["W1", "W1", "b1", "W1", "W1", "b1", "W1", "W1", "b1", "W2", "W2", "W2", "b2"]
    for link, name in enumerate(names):
        assert 9.0 in with_weight(parameters, link, 9.0)[name]


def test_stored_epochs_are_shown_again() -> None:
    widget = playground()
    maps = [widget.frame["shades"]]
    for _ in range(3):
        widget.train(20)
        maps.append(widget.frame["shades"])
    for shown, expected in zip((0, 20, 40), maps[:3], strict=True):
        widget.move(shown=float(shown))
        assert widget.frame["shades"] == expected
        assert widget.frame["shown"] == shown
        assert f"Epoch {shown}:" in widget.sentence
    widget.train(1)
    assert widget.frame["shown"] == 61


def test_a_long_run_keeps_few_enough_epochs() -> None:
    points = Sets(own_points(CORNERS, OR)).scatter(0, 0.0, 0.0, 0).points(PLAIN)
    still = Functions(lambda X, p: (0 * X[:1], {}), lambda Y, p, c: None, lambda p, g, r: p)
    still = Functions(still.forward, lambda Y, p, c: {f"d{n}": v for n, v in p.items()}, still.step)
    run = Run(still, points, playground(units=1).parameters, np.random.default_rng(0))
    run.train(0.1, 0, epochs=3 * MOST_RECORDS + 1)
    epochs = [record.epoch for record in run.records]
    assert epochs == [*range(0, 3 * MOST_RECORDS + 1, 4), 3 * MOST_RECORDS + 1]


def test_settings_are_an_expression_that_makes_the_same_playground() -> None:
    widget = playground()
    widget.move(data=1.0, noise=0.2, units=5.0, seed=3.0, rate=0.1, batch=8.0, sample=2.0)
    names = {"Playground": Playground, "forward": forward, "backward": backward}
    again = eval(widget.settings, names | {"gradient_step": gradient_step, "cost": cost})
    assert again.settings == widget.settings
    for name, value in again.parameters.items():
        np.testing.assert_array_equal(value, widget.parameters[name])
    assert again.frame["x1"] == widget.frame["x1"]


def lazy(Y: Any, parameters: Any, cache: Any) -> Any:
    """Learn in the output layer only."""
    gradients = backward(Y, parameters, cache)
    return gradients | {"dW1": 0 * gradients["dW1"], "db1": 0 * gradients["db1"]}


def test_other_functions_stand_beside_ones_own() -> None:
    widget = playground(alternatives={"lazy": (forward, lazy)})
    assert widget.setting["kinds"] == ["yours", "lazy"]
    start = widget.parameters
    widget.train(3)
    assert not np.array_equal(widget.parameters["W1"], start["W1"])
    widget.move(kind=1.0)
    assert widget.history["epoch"] == [0]
    widget.train(3)
    np.testing.assert_array_equal(widget.parameters["W1"], start["W1"])
    assert not np.array_equal(widget.parameters["W2"], start["W2"])
    assert "alternatives=alternatives, data='circles'" in widget.settings
    assert "kind='lazy'" in widget.settings
    assert (
        playground(alternatives={"lazy": (forward, lazy)}, kind="lazy").settings == widget.settings
    )
    with pytest.raises(ValueError, match="no 'busy'"):
        playground(kind="busy")


def test_a_step_that_stops_has_not_begun_an_epoch() -> None:
    widget = Playground(forward, lambda Y, p, c: c["A3"], gradient_step, batch_size=10)
    widget.train(1)
    assert "a part of the next" not in widget.sentence


def test_own_points_and_own_network() -> None:
    given = {"W1": [[1.0, 1.0]], "b1": [[2.0]], "W2": [[3.0]], "b2": [[-1.0]]}
    widget = playground(X=CORNERS, Y=OR, test_share=0.0, parameters=given)
    assert widget.sentence.endswith("training 100% right, loss 0.08.")
    np.testing.assert_array_equal(widget.parameters["W1"], given["W1"])
    widget.train(2)
    widget.act("again")
    np.testing.assert_array_equal(widget.parameters["W1"], given["W1"])
    widget.move(seed=1.0)
    assert not np.array_equal(widget.parameters["W1"], given["W1"])
    widget.act("reset")
    np.testing.assert_array_equal(widget.parameters["W1"], given["W1"])
    widget.parameters = {name: 2 * np.array(value) for name, value in given.items()}
    np.testing.assert_array_equal(widget.parameters["b1"], [[4.0]])


def test_the_confusions_are_counted_on_the_points_for_testing() -> None:
    widget = playground()
    widget.train(300)
    counts = [int(count) for count in widget.frame["confusion"].split(",")]
    assert sum(counts) == 60
    assert (counts[0] + counts[3]) / 60 == widget.history["test_accuracy"][-1]
    scatter = widget._bench.scatter
    ones = int(scatter.labels[scatter.tested].sum())
    assert counts[2] + counts[3] == ones
    everywhere = playground(test_share=0.0)
    assert sum(map(int, everywhere.frame["confusion"].split(","))) == 200


def test_without_gradients_the_weights_are_found_by_hand() -> None:
    widget = Playground(forward)
    assert "by hand" not in widget.sentence
    assert not widget.setting["learns"]
    opening = widget.sentence
    widget.act("show")
    assert float(widget.history["accuracy"][0]) > 0.9
    widget.act("train")
    assert widget.history["epoch"] == [0]
    widget.act("reset")
    assert widget.sentence == opening


def test_the_students_first_weights_are_used_and_their_mistakes_told() -> None:
    def zeros(n_x: int, n_h: int, rng: Any) -> Any:
        shapes = {"W1": (n_h, n_x), "b1": (n_h, 1), "W2": (1, n_h), "b2": (1, 1)}
        return {name: np.zeros(shape) for name, shape in shapes.items()}

    widget = playground(initialize=zeros)
    assert not widget.parameters["W1"].any()
    wrong = playground(initialize=lambda n_x, n_h, rng: {"W1": np.zeros((n_x, n_h))})
    assert "gave no network that can be shown" in wrong.frame["problem"]
    assert wrong.frame["shades"] is not None


def test_a_slow_function_gets_a_coarser_map(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(playground_maps, "PATIENCE", 0.1)
    assert affordable(64, 200, 0.001) == 64
    assert affordable(64, 200, 0.2) == 32
    assert affordable(8, 200, 0.0001) == 64
    assert affordable(8, 200, 5.0) == 8
    assert affordable(0, 200, 0.1) == 8
    assert affordable(0, 200, 0.001) == 64
    widget = playground()
    widget._maps._cells = 16
    widget.redraw()
    assert widget.frame["cells"] == 16
    assert len(widget.frame["shades"]) == 16 * 16
    assert len(widget.frame["tiles"]) == 4 * 8 * 8


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"units": 17}, "units from 1 to 16"),
        ({"learning_rate": 0.0}, "learning_rate from 0.001 to 10"),
        ({"test_share": 1.0}, "test_share"),
        ({"noise": -1.0}, "noise"),
        ({"data": "stars"}, "no 'stars'"),
        ({"data": "own"}, "no 'own'"),
        ({"X": CORNERS, "Y": OR.T}, r"Y of shape \(1, m\)"),
        ({"parameters": {"W1": [[1.0, 1.0]]}}, '"W1", "b1", "W2" and "b2"'),
    ],
)
def test_settings_that_cannot_be_are_refused(settings: Any, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        playground(**settings)


def test_gradients_without_a_step_are_refused() -> None:
    with pytest.raises(ValueError, match="both gradients and step"):
        Playground(forward, backward)
