"""The reference's run beside a student's: the same where, and only where, they are right."""

from __future__ import annotations

from importlib import resources
from typing import Any

import numpy as np
import pytest
from network_parts import parts
from two_layers import backward, cost, forward, gradient_step

from deepcat import trained
from deepcat.widgets import Playground
from deepcat.widgets.plane import shaded
from deepcat.widgets.playground_data import Sets
from deepcat.widgets.playground_picture import class_shades
from deepcat.widgets.reference_run import levels, reference_runs, shades_of

SETS = Sets(can=lambda _: True).names
THREE = ["three blobs", "three spirals"]


def playground(**settings: Any) -> Playground:
    widget = Playground(forward, backward, gradient_step, cost, **settings)
    widget.act("beside")
    return widget


@pytest.mark.parametrize("data", SETS)
def test_right_functions_go_the_references_way_to_its_end(data: str) -> None:
    widget = playground(data=data, parts=parts())
    assert f"on the set {data}:" in widget.sentence
    assert "Up to epoch 0 your loss is the reference's." in widget.sentence
    widget.train(300)
    assert widget.frame["compared"] == "Up to epoch 300 your loss is the reference's."
    assert widget.frame["their_epoch"] == 300
    theirs = np.frombuffer(widget.frame["their_map"], np.uint8).reshape(32, 32)
    own = np.frombuffer(widget.frame["shades"], np.uint8).reshape(64, 64)
    classes = np.array([(shades.astype(int) - 1) // 50 for shades in (theirs, own[::2, ::2])])
    sides = np.array([theirs > 128, own[::2, ::2] > 128])
    one, other = classes if data in THREE else sides
    agree = one == other
    assert agree.mean() > 0.95
    widget.move(shown=60.0)
    assert widget.frame["their_epoch"] == 50
    widget.train(1)
    words = "Up to epoch 300 your loss is the reference's. The reference stopped there."
    assert widget.frame["compared"] == words


def test_a_wrong_gradient_leaves_the_way_at_a_named_epoch() -> None:
    def forgetful(Y: Any, parameters: Any, cache: Any) -> Any:
        slopes = backward(Y, parameters, cache)
        return {**slopes, "db1": 0 * slopes["db1"]}

    widget = Playground(forward, forgetful, gradient_step, cost, data="moons")
    widget.act("beside")
    widget.train(30)
    compared = widget.frame["compared"]
    assert compared.startswith("At epoch ")
    assert "your loss is" in compared
    assert "and the reference's" in compared
    epoch = int(compared.split()[2])
    assert 1 <= epoch <= 30
    assert f"{widget.history['loss'][epoch]:.3f}" in compared


def test_the_page_names_the_sets_that_the_reference_has_no_run_on() -> None:
    own: Any = {"X": [[0.0, 1.0], [1.0, 0.0]], "Y": [[0.0, 1.0]]}
    widget = Playground(forward, backward, gradient_step, cost, **own)
    assert widget.setting["without_reference"] == ["own"]
    assert playground(parts=parts()).setting["without_reference"] == []


def test_without_a_cost_the_share_of_right_points_is_compared() -> None:
    widget = Playground(forward, backward, gradient_step)
    widget.act("beside")
    widget.train(20)
    assert widget.frame["compared"] == "Up to epoch 20 your share right is the reference's."


@pytest.mark.parametrize("other", [{"rate": 0.4}, {"seed": 1.0}, {"noise": 0.2}, {"penalty": 1.0}])
def test_with_other_settings_nothing_is_compared(other: dict[str, float]) -> None:
    widget = playground()
    assert widget.frame["their_map"] is not None
    widget.move(**other)
    assert widget.frame["their_map"] is None
    assert widget.frame["compared"] == ""


def test_a_weight_set_by_hand_ends_the_comparison() -> None:
    widget = playground()
    widget.train(2)
    widget.move(link=0.0, weight=1.0, edits=1.0)
    assert widget.frame["compared"] == ""
    widget.act("again")
    assert widget.frame["compared"] == "Up to epoch 0 your loss is the reference's."


def test_of_a_set_that_the_reference_has_not_seen_it_takes_another() -> None:
    widget = Playground(forward, backward, gradient_step, cost, X=[[0.0, 1.0]] * 2, Y=[[0, 1]])
    widget.act("beside")
    assert "on the set circles" in widget.sentence


def test_the_file_holds_numbers_and_maps_and_no_source() -> None:
    text = resources.files(trained).joinpath(trained.PLAYGROUND).read_text(encoding="utf-8")
    assert "def " not in text
    assert "np." not in text
    settings, runs = reference_runs()
    assert set(runs) == set(SETS)
    assert all(isinstance(value, int | float) for value in settings.values())


def test_a_map_of_three_classes_keeps_them_and_nearly_how_sure_they_are() -> None:
    Y_hat = np.random.default_rng(0).dirichlet([0.5, 0.5, 0.5], 64).T  # (3, 64)
    shades = class_shades(Y_hat)
    run = reference_runs()[1]["three spirals"]
    assert {*np.unique((run.maps[300].astype(int) - 1) // 50)} == {0, 1, 2}
    back = shades_of(levels(shades, 3), 3).ravel().astype(int)
    assert np.array_equal((back - 1) // 50, (shades.astype(int) - 1) // 50)
    assert np.abs(back - shades).max() <= 7


def test_a_map_comes_back_from_its_levels_nearly_as_it_was() -> None:
    shades, _, _ = shaded(np.linspace(0, 1, 64), 0.5)
    text = levels(shades)
    assert (text[0], text[-1], len(text)) == ("0", "e", 64)
    assert sorted(text) == list(text)
