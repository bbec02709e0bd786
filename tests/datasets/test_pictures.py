"""A set of pictures keeps what it promises: columns, tasks, sizes, samples."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deepcat_data.pictures import CLASSES, TASKS, Pictures, at_size, for_task, sample

LABELS = np.array([0, 1, 2, 3, 0, 0, 2, 1, 0, 3, 0, 2])


def pictures(size: int = 4) -> Pictures:
    """Make twelve small pictures, every byte of which differs from its neighbours."""
    X = np.arange(12 * size * size * 3, dtype=np.int64) * 37 % 256
    return Pictures(
        X=X.reshape(12, size, size, 3).astype(np.uint8),
        y=LABELS.copy(),
        classes=CLASSES,
        meta={"number": np.arange(12)},
    )


def test_columns_are_flattened_row_column_channel() -> None:
    made = pictures()
    X, Y = made.as_columns()
    assert X.shape == (48, 12) and X.dtype == np.float64
    for row, column, channel in ((0, 0, 0), (1, 2, 0), (3, 3, 2)):
        place = (row * 4 + column) * 3 + channel
        np.testing.assert_allclose(X[place], made.X[:, row, column, channel] / 255)
    assert X.min() >= 0 and X.max() <= 1
    assert Y.shape == (4, 12)
    np.testing.assert_array_equal(Y.argmax(axis=0), LABELS)
    np.testing.assert_array_equal(Y.sum(axis=0), 1)


def test_the_binary_task_calls_a_cat_one() -> None:
    made = for_task(pictures(), "binary")
    _, Y = made.as_columns()
    assert made.classes == ("other", "cat")
    assert Y.shape == (1, 12) and Y.dtype == np.float64
    np.testing.assert_array_equal(Y[0], LABELS == 0)


def test_three_classes_leave_the_others_out() -> None:
    made = for_task(pictures(), "three")
    assert made.classes == ("cat", "dog", "lion")
    assert list(made.meta["number"]) == [0, 1, 2, 4, 5, 6, 7, 8, 10, 11]
    np.testing.assert_array_equal(made.y, LABELS[LABELS < 3])


def test_four_classes_are_the_set_itself() -> None:
    made = pictures()
    assert for_task(made, "four") is made


def test_an_unknown_task_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="'binary', 'three', 'four', not 'five'"):
        for_task(pictures(), "five")  # type: ignore[arg-type]


def test_half_the_size_is_the_mean_of_four_pixels_rounded_half_up() -> None:
    made = at_size(pictures(), 2)
    whole = pictures().X.astype(float)
    mean = whole.reshape(12, 2, 2, 2, 2, 3).mean(axis=(2, 4))
    np.testing.assert_array_equal(made.X, np.floor(mean + 0.5))
    assert made.X.dtype == np.uint8


def test_white_stays_white_at_half_the_size() -> None:
    white = dataclasses.replace(pictures(), X=np.full((12, 4, 4, 3), 255, dtype=np.uint8))
    assert at_size(white, 2).X.min() == 255


@pytest.mark.parametrize("size", [1, 3, 8, 0])
def test_no_other_size_is_made_up(size: int) -> None:
    with pytest.raises(ValueError, match="size is 4 or 2"):
        at_size(pictures(), size)


@given(st.integers(1, 12), st.integers(0, 5))
def test_a_sample_has_no_picture_twice_and_the_shares_of_the_whole(n: int, seed: int) -> None:
    made = sample(pictures(), n, seed)
    numbers = made.meta["number"]
    assert len(made) == n == len(set(numbers.tolist()))
    np.testing.assert_array_equal(made.X, pictures().X[numbers])
    np.testing.assert_array_equal(made.y, LABELS[numbers])
    whole = np.bincount(LABELS) * n / 12
    assert np.abs(np.bincount(made.y, minlength=4) - whole).max() < 1


def test_a_seed_decides_a_sample() -> None:
    first, again, other = (sample(pictures(), 6, seed).meta["number"] for seed in (1, 1, 2))
    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, other)


def test_without_n_the_order_is_the_sets_own() -> None:
    assert sample(pictures(), None, 5).meta["number"].tolist() == list(range(12))


@pytest.mark.parametrize("n", [0, -1, 13])
def test_more_pictures_than_there_are_is_refused(n: int) -> None:
    with pytest.raises(ValueError, match="n is between 1 and 12"):
        sample(pictures(), n, 0)


def test_nothing_of_a_set_can_be_changed() -> None:
    made = pictures()
    with pytest.raises(ValueError, match="read-only"):
        made.X[0] = 0
    with pytest.raises(ValueError, match="read-only"):
        made.meta["number"][0] = 5
    with pytest.raises(TypeError):
        made.meta["number"] = np.zeros(12)  # type: ignore[index]
    with pytest.raises(dataclasses.FrozenInstanceError):
        made.y = np.zeros(12)  # type: ignore[misc]


def test_the_owner_of_an_array_may_still_write_to_it() -> None:
    own = np.zeros((2, 4, 4, 3), dtype=np.uint8)
    Pictures(own, np.array([0, 1]), ("other", "cat"), {})
    own[0] = 1


def test_arrays_of_different_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="same pictures"):
        dataclasses.replace(pictures(), y=LABELS[:5])


def test_a_set_says_in_one_line_what_it_holds() -> None:
    text = repr(for_task(pictures(), "binary"))
    assert "7 other, 5 cat" in text and "(12, 4, 4, 3) uint8" in text and "number" in text


def test_every_task_is_a_choice_among_the_classes() -> None:
    assert {name for names in TASKS.values() for name in names} == set(CLASSES)


def test_a_set_can_be_copied_and_pickled() -> None:
    for again in (copy.deepcopy(pictures()), pickle.loads(pickle.dumps(pictures()))):
        np.testing.assert_array_equal(again.X, pictures().X)
        assert again.classes == CLASSES and list(again.meta) == ["number"]


@pytest.mark.parametrize("nothing", [[], np.zeros(12, dtype=bool)])
def test_no_pictures_are_a_set_too(nothing: Any) -> None:
    """Who looks for mistakes may find none."""
    made = pictures().take(nothing)
    X, Y = made.as_columns()
    assert len(made) == 0 and X.shape == (48, 0) and Y.shape == (4, 0)
    assert "0 cat" in repr(made)


def test_a_single_number_takes_no_picture() -> None:
    with pytest.raises(ValueError, match="list of numbers or a mask, not 3"):
        pictures().take(3)


def test_labels_are_given_once() -> None:
    """A cat stays a cat when the task is asked for again."""
    binary = for_task(pictures(), "binary")
    assert for_task(binary, "binary") is binary
    with pytest.raises(ValueError, match="load them with the task 'four'"):
        for_task(binary, "three")
    with pytest.raises(ValueError, match="labelled cat, dog, lion cannot"):
        for_task(for_task(pictures(), "three"), "binary")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"X": np.zeros((12, 4, 4, 3))}, "uint8, not"),
        ({"X": np.zeros((12, 48), dtype=np.uint8)}, "size, size, 3"),
        ({"y": np.full(12, 4)}, "numbers of 4 classes"),
        ({"y": np.full(12, -1)}, "numbers of 4 classes"),
        ({"y": np.zeros(12)}, "numbers of 4 classes"),
    ],
)
def test_what_is_no_set_of_pictures_is_refused(wrong: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        dataclasses.replace(pictures(), **wrong)
