"""A split of examples into two parts: who is where, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from deepcat_judge.compare import compare_form
from deepcat_judge.exercise import Broken
from deepcat_judge.exercises.common import Array
from deepcat_judge.exercises.told import Told
from deepcat_judge.plain import Plain

TOLD = Told(
    """
pairs_for_four: The two parts come as pairs, where four arrays are expected side by side: X_train,
        Y_train, X_val, Y_val.
    ? What stands between the four names after return?
labels_last: Both parts of X come first and both of Y last, where X_train, Y_train, X_val, Y_val are
        expected.
    ? In which order does the exercise name the four?
labels_first: In each part the labels come first and the examples second.
    ? In which order does the exercise name the four?
positions_given: The parts hold positions, where the examples themselves are expected.
    ? How do you get the columns of X and Y that stand at these positions?
flat_labels: The labels of a part are a flat array, where a row (1, k) is expected.
    ? What is the difference between Y[0, chosen] and Y[:, chosen]?
rows_for_examples: In the parts of X, the examples stand in rows, where one column an example is
        expected.
    ? Which axis of X counts examples?
features_split: The features were split, and not the examples: a part of X has {rows} rows, where
        {n_x} are expected.
    ? Which axis of X counts examples, and which one does your code cut?
features_shuffled: The numbers within an example have changed places.
    ? Which axis of X counts examples, and which one does your code shuffle?
examples_mixed: A part holds columns that are no examples: numbers of several examples are mixed.
    ? Which axis of X counts examples, and do the numbers of an example stay together?
@changed: A part holds numbers that are not in X.
    ? Which line of your code makes the arrays of a part, and from what?
labels_apart: Some examples do not have their own labels in your parts.
    ? How many orders does your code draw, and which arrays use each of them?
training_holds_all: The training part still holds all examples, those that were set aside as well.
    ? What would a network be tested on that has learned from all of them?
drawn_twice: A part holds the same example twice.
    ? Drawing cards and putting each back, or dealing the whole deck: which one is this?
overlapping: Of {m} examples, {count} came into both parts.
    ? How do you get those that were not set aside?
some_lost: Of {m} examples, {count} came into neither part.
    ? How do you get those that were not set aside?
"""
)


@dataclass(frozen=True)
class Split:
    """Which examples are in the training part, and which are set aside, by their positions."""

    train: tuple[int, ...]
    aside: tuple[int, ...]


def read(call: tuple[Plain, ...], output: Plain) -> Split | Broken:
    """Recognise every example of both parts by its numbers, or say why that is not possible."""
    X, Y = np.asarray(call[0]), np.asarray(call[1])
    if broken := _other_form(X, output) or _form(X, float(np.asarray(call[2])), output):
        return broken
    assert isinstance(output, (tuple, list))  # its form has been looked at
    X_train, Y_train, X_val, Y_val = (np.asarray(part) for part in output)
    found = _columns(X, np.hstack([X_train, X_val]))
    if found is None:
        return _unknown_columns(X, np.hstack([X_train, X_val]))
    if not np.array_equal(Y[:, found], np.hstack([Y_train, Y_val])):
        return TOLD("labels_apart")
    cut = X_train.shape[1]
    return Split(tuple(found[:cut]), tuple(found[cut:]))


def problem(call: tuple[Plain, ...], split: Split) -> Broken | None:
    """Why a split does not hold every example once."""
    m = np.asarray(call[0]).shape[1]
    train, aside = set(split.train), set(split.aside)
    if len(train) == m and aside:
        return TOLD("training_holds_all")
    if both := len(train & aside):
        return TOLD("overlapping", count=both, m=m)
    if len(split.train) + len(split.aside) > len(train | aside):
        return TOLD("drawn_twice")
    if neither := m - len(train | aside):
        return TOLD("some_lost", count=neither, m=m)
    return None


def counted(call: tuple[Plain, ...], split: Split) -> tuple[Array, Array]:
    """How many others and cats there are, and how many of them are set aside."""
    cats = np.asarray(call[1])[0] > 0.5
    return np.bincount(cats, minlength=2), np.bincount(cats[list(split.aside)], minlength=2)


def off(call: tuple[Plain, ...], split: Split) -> Array:
    """The classes of which another number is set aside; it may be rounded up or down."""
    there, aside = counted(call, split)
    return np.flatnonzero(np.abs(aside - float(np.asarray(call[2])) * there) > 0.999)


def _other_form(X: Array, output: Plain) -> Broken | None:
    """What a form that is not the expected one is known to be the trace of."""
    if not isinstance(output, (tuple, list)):
        return None
    if len(output) == 2 and all(isinstance(p, (tuple, list)) and len(p) == 2 for p in output):
        return TOLD("pairs_for_four")
    arrays = [part for part in output if isinstance(part, np.ndarray)]
    if len(arrays) < len(output):
        return None
    if len(arrays) == 2 and all(part.ndim == 1 and part.dtype.kind in "iu" for part in arrays):
        return TOLD("positions_given")
    return _known_shapes(X, [part.shape for part in arrays]) if len(arrays) == 4 else None


def _known_shapes(X: Array, shapes: Sequence[tuple[int, ...]]) -> Broken | None:
    n_x, m = X.shape
    if any(len(shape) != 2 for shape in shapes):
        return TOLD("flat_labels") if [len(shape) for shape in shapes] == [2, 1, 2, 1] else None
    rows = [shape[0] for shape in shapes]
    if rows in ([n_x, n_x, 1, 1], [1, n_x, 1, n_x]) and n_x > 1:
        return TOLD("labels_first" if rows[0] == 1 else "labels_last")
    if [shapes[0][1], shapes[2][1]] == [n_x, n_x] and rows[0] + rows[2] == m:
        return TOLD("rows_for_examples")
    if shapes[0][1] == shapes[2][1] == m and rows[0] + rows[2] == n_x:
        return TOLD("features_split", rows=rows[0], n_x=n_x)
    return None


def _form(X: Array, fraction: float, output: Plain) -> Broken | None:
    """What is wrong with the types and shapes; each part may have any number of columns."""
    n_x, m = X.shape
    counts = [m - round(fraction * m), round(fraction * m)]
    if isinstance(output, (tuple, list)) and len(output) == 4:
        parts: list[Any] = [output[0], output[2]]
        counts = [
            part.shape[1] if isinstance(part, np.ndarray) and part.ndim == 2 else count
            for part, count in zip(parts, counts, strict=True)
        ]
    like = tuple(np.zeros((rows, count)) for count in counts for rows in (n_x, 1))
    found = compare_form(like, output)
    return Broken(found.message, found.next_thought) if found else None


def _columns(X: Array, part: Array) -> list[int] | None:
    """Which columns of X stand in a part; None where one of them is no column of X."""
    same = np.all(X[:, :, None] == part[:, None, :], axis=0)  # (m, k)
    return [int(j) for j in same.argmax(axis=0)] if same.any(axis=0).all() else None


def _unknown_columns(X: Array, seen: Array) -> Broken:
    if _columns(np.sort(X, axis=0), np.sort(seen, axis=0)) is not None:
        return TOLD("features_shuffled")
    return TOLD("examples_mixed" if np.all(np.isin(seen, X)) else "@changed")
