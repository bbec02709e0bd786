"""The dashboard without a browser: a run goes on in pieces, and whatever ends it is said."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from deepcat.widgets import Dashboard, weight_pictures
from deepcat.widgets.weight_pictures import as_map, as_picture, first_layer


def falling(settings: Any) -> Iterator[Any]:
    """Ten epochs of a loss that falls by the learning rate."""
    loss = 1.0
    for _ in range(10):
        loss -= settings["learning_rate"]
        yield {"loss": loss, "accuracy": 1 - loss}, {"W1": np.full((3, 12), loss)}


def test_a_run_goes_on_piece_by_piece_to_its_end() -> None:
    widget = Dashboard(falling, 10)
    assert widget.sentence == "Epoch 0 of 10 by falling: nothing has been trained yet."
    widget.train(seconds=1e-9)
    assert widget.history["loss"] == [0.99]
    widget.act("train")
    assert len(widget.history["loss"]) == 10
    assert widget.frame["ended"]
    assert widget.frame["problem"] == ""
    assert widget.sentence.startswith("Epoch 10 of 10 by falling: loss 0.90, accuracy 0.10.")
    widget.act("train")
    assert len(widget.history["loss"]) == 10


def test_the_learning_rate_is_read_at_every_epoch() -> None:
    widget = Dashboard(falling, 10)
    widget.train(seconds=1e-9)
    widget.move(rate=0.1)
    widget.train(seconds=1e-9)
    np.testing.assert_allclose(widget.history["loss"], [0.99, 0.89])


def test_two_threads_that_ask_at_once_take_turns() -> None:
    """JupyterLab hands the page's messages to another thread than the one that runs cells."""
    inside, go_on = threading.Event(), threading.Event()

    def waiting(settings: Any) -> Iterator[Any]:
        inside.set()
        assert go_on.wait(20)
        yield from falling(settings)

    widget = Dashboard(waiting, 10)
    threads = [threading.Thread(target=widget.act, args=("train",)) for _ in range(2)]
    threads[0].start()
    assert inside.wait(20)
    threads[1].start()
    go_on.set()
    for thread in threads:
        thread.join(20)
    assert widget.frame["problem"] == ""
    assert len(widget.history["loss"]) == 10


def test_a_stop_ends_the_run_and_keeps_what_it_learnt() -> None:
    ended = []

    def watched(settings: Any) -> Iterator[Any]:
        try:
            yield from falling(settings)
        finally:
            ended.append(True)

    widget = Dashboard(watched, 10)
    widget.train(seconds=1e-9)
    widget.act("stop")
    assert ended == [True]
    assert widget.sentence.endswith("The run has ended early.")
    assert widget.parameters["W1"][0, 0] == 0.99
    widget.act("train")
    assert widget.history["loss"] == [0.99]
    widget.act("again")
    assert widget.history == {}
    assert widget.parameters is None


def test_closing_the_widget_ends_the_run() -> None:
    ended = []

    def watched(settings: Any) -> Iterator[Any]:
        try:
            yield from falling(settings)
        finally:
            ended.append(True)

    widget = Dashboard(watched, 10)
    widget.train(seconds=1e-9)
    widget.close()
    assert ended == [True]


def test_the_curves_that_travel_are_the_scores() -> None:
    widget = Dashboard(falling, 4)
    widget.train()
    names = widget.frame["names"].split("\n")
    sent = np.frombuffer(widget.frame["curves"], "<f4").reshape(len(names), -1)
    for name, values in zip(names, sent, strict=True):
        np.testing.assert_allclose(values, widget.history[name], rtol=1e-6)
    assert len(widget.history["loss"]) == 4  # the widget's epochs, though the run has ten


def test_the_time_left_comes_from_the_epochs_so_far() -> None:
    widget = Dashboard(falling, 10)
    widget.train(seconds=1e-9)
    widget._spent = 2.0
    widget.redraw()
    assert widget.frame["left"] == "about 18 s left"
    widget._spent = 0.001
    widget.redraw()
    assert widget.frame["left"] == "less than a second left"
    widget.train()
    assert widget.frame["left"] == ""


def test_the_number_of_pieces_is_told_to_the_page() -> None:
    widget = Dashboard(falling, 10)
    for _ in range(3):
        widget.act("train")
    assert widget.frame["pieces"] == 3


@pytest.mark.parametrize(
    ("value", "words"),
    [(np.nan, "nan (not a number)"), (np.inf, "inf (too large for the computer)")],
)
def test_a_score_that_is_no_number_stops_the_run(value: float, words: str) -> None:
    def broken(settings: Any) -> Iterator[Any]:
        yield {"loss": 1.0}, {}
        yield {"loss": value}, {}
        yield {"loss": 1.0}, {}

    widget = Dashboard(broken, 3)
    widget.train()
    assert f"Epoch 2: loss is {words}. The run stopped there." in widget.frame["problem"]
    assert len(widget.history["loss"]) == 2


def raising(settings: Any) -> Iterator[Any]:
    yield {"loss": 1.0}, {}
    raise ValueError("no more")


@pytest.mark.parametrize(
    ("run", "words"),
    [
        (raising, "raising stopped with ValueError: no more."),
        (lambda settings: [1.0], "should yield two things, scores and parameters"),
        (lambda settings: [(1.0, {})], "should yield its scores as a dict of numbers"),
        (lambda settings: [({"loss": "low"}, {})], 'should return a number as "loss"'),
        (lambda settings: [({"a": 1.0}, {}), ({"b": 1.0}, {})], "of other names"),
        (lambda: [], "stopped with TypeError"),
        (lambda settings: None, "stopped with TypeError"),
    ],
)
def test_a_run_of_another_kind_is_named(run: Any, words: str) -> None:
    widget = Dashboard(run, 5)
    widget.train()
    assert words in widget.frame["problem"], widget.frame["problem"]
    assert widget.frame["ended"]
    widget.redraw()
    assert widget.frame["problem"] == ""
    assert widget.history == {}


def test_a_run_that_is_shorter_than_was_said_has_ended_early() -> None:
    widget = Dashboard(falling, 20)
    widget.train()
    assert widget.sentence.endswith("The run has ended early.")


def test_weights_are_pictures_where_grey_is_zero() -> None:
    weights = np.zeros(12)
    weights[0], weights[-1] = 2.0, -1.0
    picture = as_picture(weights, 2)
    assert picture.shape == (2, 2, 3)
    assert picture[0, 0].tolist() == [255, 128, 128]
    assert picture[1, 1, 2] == 64
    assert (as_picture(np.full(12, np.nan), 2) == 128).all()


def test_a_map_adds_up_the_channels() -> None:
    products = np.array([1.0, 1, 1, 0, 0, 0, -3, 0, 0, 1, -1, 0])
    assert as_map(products, 2).tolist() == [[255, 128], [1, 128]]


@pytest.mark.parametrize("parameters", [None, {}, {"W1": "x"}, {"W1": np.zeros((2, 5))}])
def test_what_is_no_picture_is_not_shown(parameters: Any) -> None:
    assert first_layer(parameters, 4) == []


def test_the_frame_has_the_pictures_of_the_first_units() -> None:
    widget = Dashboard(falling, 2)
    widget.train()
    assert widget.frame["side"] == 2
    assert len(widget.frame["pictures"]) == 3 * 12


def test_the_examples_of_the_pictures_hold() -> None:
    import doctest

    assert doctest.testmod(weight_pictures) == doctest.TestResults(0, 1)


def test_settings_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="an epoch or more"):
        Dashboard(falling, 0)
    with pytest.raises(ValueError, match="learning rate"):
        Dashboard(falling, 1, learning_rate=100.0)
