"""Traces in which elements are wrong: those that were never filled in, or those of one region."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np

from deepcat_judge.forensics.evidence import (
    Array,
    Evidence,
    Trace,
    pooled,
    wrong_elements,
)

SIZES = (100, 20, 10, 5)
FEW = 6
Places: TypeAlias = Callable[[tuple[int, ...]], Array]


def first_example_only(evidence: Sequence[Evidence]) -> Trace | None:
    """Right for one example, or for the first column and no other."""
    batches = [e for e in evidence if e.expected.ndim == 2 and e.expected.shape[1] > 1]
    singles = [e for e in evidence if e.expected.ndim == 2 and e.expected.shape[1] == 1]
    if not batches or any(e.right for e in batches):
        return None
    first = len(batches) > 1 and all(
        list(np.flatnonzero(~wrong_elements(e).any(axis=0))) == [0] for e in batches
    )
    elementwise = all(any(np.shape(arg) == e.expected.shape for arg in e.args) for e in evidence)  # type: ignore[arg-type]  # whatever else an argument is, it has no shape
    alone = bool(singles) and all(e.right for e in singles) and not elementwise
    if not first and not alone:
        return None
    return Trace(
        "one_example_only",
        "Your answer is right for one example, but not for several at once.",
        "Each column is an example. Which line of your code sees only the first, or mixes them?",
        weak=True,
        always=True,
    )


def _mask(index: tuple[slice | int, ...]) -> Places:
    def places(shape: tuple[int, ...]) -> Array:
        mask = np.zeros(shape, bool)
        mask[index] = True
        return mask

    return places


def _at(start: int | None, stop: int | None) -> Places:
    def places(shape: tuple[int, ...]) -> Array:
        mask = np.zeros(int(np.prod(shape)), bool)
        mask[start:stop] = True
        return mask.reshape(shape)

    return places


_UNFILLED: tuple[tuple[str, str, Places, int], ...] = (
    ("last_only", "the last element is", _at(-1, None), 1),
    ("first_missed", "the first element is", _at(0, 1), 1),
    ("first_only", "all but the first element are", _at(1, None), 1),
    ("last_only", "the last column is", _mask((slice(None), -1)), 2),
    ("first_missed", "the first column is", _mask((slice(None), 0)), 2),
    ("last_only", "the last row is", _mask((-1,)), 2),
    ("first_missed", "the first row is", _mask((0,)), 2),
)


def unfilled(evidence: Sequence[Evidence]) -> Trace | None:
    """Right but for elements at one place, which are still 0: the mark of a loop's limits."""
    several = [e for e in evidence if e.expected.size > 1]
    if sum(not e.right for e in several) < 2:
        return None
    for id, words, places, axes in _UNFILLED:
        fits = [e for e in several if e.expected.ndim >= axes]
        if len(fits) == len(several) and all(_unfilled_at(e, places) for e in fits):
            return Trace(
                id,
                f"Your answer is right, but {words} still 0.",
                "At which index does your loop start, and at which does it stop?",
            )
    return None


def _unfilled_at(item: Evidence, places: Places) -> bool:
    mask = places(item.expected.shape)
    nonzero = np.abs(item.expected.astype(float)) > item.tolerance
    return bool(np.array_equal(wrong_elements(item), mask & nonzero) and not np.any(item.got[mask]))


def region(evidence: Sequence[Evidence]) -> Trace | None:
    """Wrong only where the argument lies in one region."""
    found = _by_argument(evidence)
    mixed = any(0 < int(wrong_elements(item).sum()) < item.expected.size for item in evidence)
    if found is None or not mixed:
        return None
    wrong, argument = found
    if np.all(wrong) or len(np.unique(argument)) < FEW:
        return None
    low, high = argument[wrong].min(), argument[wrong].max()
    between = (argument >= low) & (argument <= high)
    for words, inside in _regions(wrong, argument, between):
        if (
            np.any(inside)
            and np.array_equal(wrong, wrong & inside)
            and np.mean(wrong[inside]) > 0.5
        ):
            return Trace(
                "some_elements",
                f"Your answer is right, but not where the input {words}.",
                f"Follow one input that {words} through your code, line by line.",
                weak=True,
                discreet="" if inside is between else None,
            )
    return None


def _regions(wrong: Array, argument: Array, between: Array) -> list[tuple[str, Array]]:
    low, high = argument[between].min(), argument[between].max()
    bounded = np.all(wrong[between]) and argument.min() < low and argument.max() > high
    words = f"lies between {low:g} and {high:g}" if low < high else f"is {low:g}"
    return [
        *((f"is large in size (over {n})", np.abs(argument) > n) for n in SIZES),
        ("is no whole number", argument != np.round(argument)),
        *([(words, between)] if bounded else []),
        ("is negative", argument < 0),
        ("is positive", argument > 0),
    ]


def _by_argument(evidence: Sequence[Evidence]) -> tuple[Array, Array] | None:
    """Which elements are wrong, and the elements of the one argument that has their shape."""
    arguments = []
    for item in evidence:
        same = [
            arg
            for arg in item.args
            if isinstance(arg, np.ndarray) and arg.ndim and arg.shape == item.expected.shape
        ]
        if len(same) != 1:
            return None
        arguments.append(same[0])
    return pooled([wrong_elements(e) for e in evidence]).astype(bool), pooled(arguments)
