"""One epoch of mini-batches: which example came when, and what is wrong with the deal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from deepcat_judge.exercise import Broken
from deepcat_judge.exercises.common import Array
from deepcat_judge.plain import Plain, Refused
from deepcat_judge.words import kind

_SLICE = "Write down start and stop of each batch, with m = 13 and batch_size = 5."
_COLUMNS = "Which axis of X counts examples, and which one does your code shuffle or cut?"
_PAIR = "Which two arrays belong to each batch?"


@dataclass(frozen=True)
class Deal:
    """The examples of one epoch in the order in which they came, and the sizes of the batches."""

    order: tuple[int, ...]
    sizes: tuple[int, ...]


def read(call: tuple[Plain, ...], epoch: Plain) -> Deal | Broken:
    """Recognise every example of an epoch by its numbers, or say why that is not possible."""
    X, Y = np.asarray(call[0]), np.asarray(call[1])
    pairs = _pairs(X, Y, epoch)
    if isinstance(pairs, Broken):
        return pairs
    order: list[int] = []
    for X_b, _ in pairs:
        found = _columns(X, X_b)
        if found is None:
            return _unknown_columns(X, [X_b for X_b, _ in pairs])
        order += found
    labels = np.concatenate([Y_b for _, Y_b in pairs], axis=1) if pairs else Y[:, :0]
    if not np.array_equal(Y[:, order], labels):
        return _apart(Y, order, labels)
    return Deal(tuple(order), tuple(X_b.shape[1] for X_b, _ in pairs))


def problem(call: tuple[Plain, ...], deal: Deal) -> Broken | None:
    """Why an epoch is no deal: examples missing or repeated, or batches of other sizes."""
    m, size = np.asarray(call[0]).shape[1], int(np.asarray(call[2]))
    right = (*(size,) * (m // size), *((m % size,) if m % size else ()))
    if deal.sizes == right[:-1] and m % size:
        were = "was" if m % size == 1 else "were"
        return Broken(
            f"The last batch is missing: of {m} examples, {m % size} {were} left over and dropped.",
            "What happens to the examples that do not fill a batch?",
            "short_batch_dropped",
        )
    if len(set(deal.order)) < len(deal.order):
        return _repeated(m, size, deal)
    if len(deal.order) < m:
        return Broken(
            f"Of {m} examples, only {len(deal.order)} came in an epoch. {_sizes(deal, right)}",
            _SLICE,
            "some_missing",
        )
    return None if deal.sizes == right else _other_sizes(m, size, deal, right)


def _pairs(X: Array, Y: Array, epoch: Plain) -> list[tuple[Array, Array]] | Broken:
    if isinstance(epoch, Refused):
        return Broken(
            f"Your function gives {epoch.what}: {epoch.why}.",
            "One epoch ends when every example has come once. What ends yours?",
            "endless" if epoch.what.startswith("an iterator without") else None,
        )
    if not isinstance(epoch, (list, tuple)):
        return Broken(
            f"Your function gives {kind(epoch)}, where batches are expected, one after the other.",
            "Does your function yield each batch, or return a list of them all?",
        )
    batch = X.shape[0], Y.shape[0]
    if len(epoch) == 2 and [_rows(item) for item in epoch] == [*batch]:
        return Broken(
            "One batch came out, X_b and Y_b, where all batches of an epoch are expected.",
            "How often is the return in your loop reached, and what would yield do there?",
            "one_batch_returned",
        )
    for item in epoch:
        if broken := _not_a_pair(item, batch):
            return broken
    return [(np.asarray(item[0]), np.asarray(item[1])) for item in epoch]  # type: ignore[index]  # pairs


def _apart(Y: Array, order: list[int], labels: Array) -> Broken:
    thought = "How many orders does your code draw, and which arrays use each of them?"
    if np.array_equal(labels, Y[:, : len(order)]):
        words = "Only X was shuffled: the labels stand in the old order."
        return Broken(words, thought, "labels_not_shuffled")
    if order == list(range(len(order))):
        words = "Only Y was shuffled: the examples stand in the old order."
        return Broken(words, thought, "examples_not_shuffled")
    words = "An example has another example's label: X and Y are not in the same order."
    return Broken(words, thought, "shuffled_apart")


def _rows(item: Plain) -> int | None:
    return item.shape[0] if isinstance(item, np.ndarray) and item.ndim == 2 else None


def _not_a_pair(item: Plain, rows: tuple[int, int]) -> Broken | None:
    if not isinstance(item, (list, tuple)) or len(item) != 2:
        what = kind(item)
        if isinstance(item, np.ndarray) and item.ndim == 1 and item.dtype.kind in "iu":
            return Broken(
                "The batches hold positions, where the examples themselves are expected.",
                "How do you get the columns of X and Y that stand at these positions?",
                "positions_given",
            )
        if _rows(item) == rows[0]:
            return Broken(
                "The batches hold X_b only, without the labels Y_b.", _PAIR, "labels_left_out"
            )
        return Broken(f"A batch is {what}, where the pair X_b, Y_b is expected.", _PAIR)
    found = [_rows(part) for part in item]
    if found == [*rows[::-1]] and rows[0] != rows[1]:
        return Broken(
            "In each batch the labels come first and the examples second.",
            "In which order does the exercise name the two?",
            "pair_exchanged",
        )
    if found == [*rows] and item[0].shape[1] == item[1].shape[1]:  # type: ignore[union-attr]  # arrays
        return None
    shapes = " and ".join(
        str(part.shape) if isinstance(part, np.ndarray) else kind(part) for part in item
    )
    return Broken(
        f"A batch holds X_b and Y_b of shapes {shapes}, where ({rows[0]}, k) and ({rows[1]}, k) "
        "are expected, one column an example.",
        _COLUMNS,
        "rows_for_columns"
        if any(isinstance(part, np.ndarray) and part.ndim == 2 for part in item)
        else None,
    )


def _columns(X: Array, X_b: Array) -> list[int] | None:
    """Which columns of X stand in a batch; None where one of them is no column of X."""
    same = np.all(X[:, :, None] == X_b[:, None, :], axis=0)  # (m, k)
    return [int(j) for j in same.argmax(axis=0)] if same.any(axis=0).all() else None


def _unknown_columns(X: Array, batches: Sequence[Array]) -> Broken:
    seen = np.concatenate(batches, axis=1)
    if _columns(np.sort(X, axis=0), np.sort(seen, axis=0)) is not None:
        return Broken(
            "The features were shuffled: the numbers within an example have changed places.",
            _COLUMNS,
            "features_shuffled",
        )
    if np.all(np.isin(seen, X)):
        return Broken(
            "A batch holds columns that are no examples: numbers of several examples are mixed.",
            _COLUMNS,
            "examples_mixed",
        )
    return Broken(
        "A batch holds numbers that are not in X.",
        "Which line of your code makes the arrays of a batch, and from what?",
    )


def _repeated(m: int, size: int, deal: Deal) -> Broken:
    batches = np.split(np.array(deal.order), np.cumsum(deal.sizes)[:-1])
    if len(batches) > 1 and all(
        np.array_equal(batch, batches[0]) for batch in batches if len(batch) == len(batches[0])
    ):
        return Broken(
            "All batches hold the same examples when the epoch is over.",
            "Is a new array made for each batch, or is one array filled again and again?",
            "one_buffer",
        )
    full = deal.sizes == (size,) * -(-m // size) and m % size
    if full and len(set(deal.order)) == m:
        return Broken(
            "The last batch was filled up with examples that had come before.",
            "How large is the last batch when batch_size does not divide m?",
            "short_batch_filled",
        )
    if len(set(deal.order)) == m:
        return Broken("Some examples come more than once in an epoch.", _SLICE, "some_repeated")
    return Broken(
        "In one epoch some examples come more than once, and others never.",
        "Drawing cards and putting each back, or dealing the whole deck: which one is this?",
        "with_replacement",
    )


def _other_sizes(m: int, size: int, deal: Deal, right: tuple[int, ...]) -> Broken:
    words = _sizes(deal, right)
    if tuple(filter(None, deal.sizes)) == right:
        return Broken(
            f"A batch without examples came out as well. {words}",
            "How many batches are there when batch_size divides m?",
        )
    if len(deal.sizes) == size and len(right) != size:
        return Broken(
            f"batch_size is taken for the number of batches. {words}",
            "Does batch_size count batches, or examples in a batch?",
            "count_of_batches",
        )
    if deal.sizes == (m,):
        return Broken(f"All examples came in one batch. {words}", _SLICE, "one_batch")
    if set(deal.sizes) == {1}:
        return Broken(f"Every batch holds one example. {words}", _SLICE, "one_by_one")
    if sorted(deal.sizes) == sorted(right):
        return _short_one_first(deal, words)
    if len(deal.sizes) == len(right) and max(deal.sizes) - min(deal.sizes) <= 1:
        return Broken(
            f"The batches were made about equally large. {words}",
            "Only the last batch may be smaller. How large are the others?",
            "sizes_evened",
        )
    return Broken(words, _SLICE)


def _short_one_first(deal: Deal, words: str) -> Broken:
    batches = np.split(np.array(deal.order), np.cumsum(deal.sizes)[:-1])
    if all(np.all(np.diff(batch) == 1) for batch in batches):
        return Broken(
            f"Whole pieces of X were moved, not single examples. {words}",
            "Is the order of the examples shuffled, or the order of the batches?",
            "pieces_moved",
        )
    return Broken(f"The smaller batch is not the last one. {words}", _SLICE)


def _sizes(deal: Deal, right: tuple[int, ...]) -> str:
    return f"The batches hold {_list(deal.sizes)} examples, where {_list(right)} are expected."


def _list(sizes: Sequence[Any]) -> str:
    return ", ".join(map(str, sizes[:12])) + (", …" if len(sizes) > 12 else "") or "no"
