"""Pictures that are drawn again are compared pixel by pixel with those in a file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from deepcat_data.archive import DataFileError, write_archive
from deepcat_data.cats import CatsConfig, make_cats
from deepcat_data.pictures import Pictures
from deepcat_data.redraw import Difference, difference, redraw

RECIPE = {
    "train": CatsConfig((2, 1, 1, 1), "train"),
    "test": CatsConfig((1, 1, 0, 1), "test"),
}


@pytest.fixture(scope="module")
def drawn() -> dict[str, Pictures]:
    return {split: make_cats(config) for split, config in RECIPE.items()}


@pytest.fixture
def path(drawn: dict[str, Pictures], tmp_path: Path) -> Path:
    write_archive(tmp_path / "cats.npz", drawn)
    return tmp_path / "cats.npz"


def having(pictures: Pictures, place: tuple[int, ...], level: int) -> Pictures:
    """Return the pictures with one number of one pixel exchanged."""
    X = pictures.X.copy()
    X[place] = level
    return replace(pictures, X=X)


def test_the_same_recipe_draws_the_same_pictures(path: Path) -> None:
    assert redraw(path, RECIPE) == (
        Difference("train", 5, 0, 0, ()),
        Difference("test", 3, 0, 0, ()),
    )


def test_another_seed_does_not(path: Path) -> None:
    recipe = {**RECIPE, "test": replace(RECIPE["test"], seed=1)}
    train, test = redraw(path, recipe)
    assert train.agrees and not test.agrees
    assert test.touched == 3 and test.largest > 50
    assert {"blur", "x", "scale"} <= set(test.parameters)


@pytest.mark.parametrize("levels", [1, 2, 200])
@pytest.mark.parametrize("place", [(0, 0, 0, 0), (2, 63, 63, 2)])
def test_the_largest_difference_is_found_wherever_it_is(
    drawn: dict[str, Pictures], place: tuple[int, ...], levels: int
) -> None:
    dark, light = (having(drawn["test"], place, level) for level in (40, 40 + levels))
    for pair in ((dark, light), (light, dark)):
        found = difference("test", *pair)
        assert found == Difference("test", 3, levels, 1, ())
        assert found.agrees == (levels == 1)


def test_the_order_and_the_labels_are_compared(drawn: dict[str, Pictures]) -> None:
    kept = drawn["test"]
    moved = difference("test", kept, kept.take([1, 0, 2]))
    assert moved.touched == 2 and "class" in moved.parameters
    relabelled = difference("test", kept, replace(kept, y=kept.y[::-1]))
    assert relabelled == Difference("test", 3, 0, 0, ("class",))
    assert not relabelled.agrees


def test_a_parameter_may_not_differ_in_its_last_bit(drawn: dict[str, Pictures]) -> None:
    kept = drawn["test"]
    meta: dict[str, Any] = {**kept.meta, "x": np.nextafter(kept.meta["x"], 1)}
    found = difference("test", kept, replace(kept, meta=meta))
    assert found == Difference("test", 3, 0, 0, ("x",))
    assert not found.agrees


def test_a_file_of_other_pictures_is_refused(
    path: Path, drawn: dict[str, Pictures], tmp_path: Path
) -> None:
    with pytest.raises(DataFileError, match="other pictures of split 'test'"):
        redraw(path, {"test": CatsConfig((1, 1, 1, 1), "test")})
    with pytest.raises(DataFileError, match="no split 'pencil'"):
        redraw(path, {"pencil": CatsConfig((1, 0, 0, 0), "pencil")})
    meta = {name: values for name, values in drawn["test"].meta.items() if name != "blur"}
    write_archive(tmp_path / "poorer.npz", {"test": replace(drawn["test"], meta=meta)})
    with pytest.raises(DataFileError, match="other pictures"):
        redraw(tmp_path / "poorer.npz", {"test": RECIPE["test"]})


def test_a_bar_counts_every_picture_of_every_split(path: Path) -> None:
    told: list[tuple[int, int]] = []
    redraw(path, RECIPE, lambda done, total: told.append((done, total)))
    assert told == [(done, 8) for done in range(1, 9)]
