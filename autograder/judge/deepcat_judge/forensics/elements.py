"""Traces in which elements are wrong: all but the first, the last, the negative or the large."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from deepcat_judge.forensics.evidence import Array, Evidence, Trace

SIZES = (100, 20, 10, 5)


def first_example_only(evidence: Sequence[Evidence]) -> Trace | None:
    """Right for one example, or for the first column and no other."""
    batches = [e for e in evidence if e.expected.ndim == 2 and e.expected.shape[1] > 1]
    singles = [e for e in evidence if e.expected.ndim == 2 and e.expected.shape[1] == 1]
    if not batches or any(e.right for e in batches):
        return None
    first = all(list(np.flatnonzero(~_wrong(e).any(axis=0))) == [0] for e in batches)
    if not first and not (singles and all(e.right for e in singles)):
        return None
    return Trace(
        "one_example_only",
        "Your answer is right for one example, but not for several at once.",
        "Each column of X is an example. Which line of your code sees only the first, or mixes "
        "them?",
    )


def last_only(evidence: Sequence[Evidence]) -> Trace | None:
    """Right but for the last element: the mark of a loop that stops too early."""
    masks = [_wrong(e).ravel() for e in evidence if not e.right]
    if any(mask[:-1].any() for mask in masks) or all(mask.size == 1 for mask in masks):
        return None
    return Trace(
        "last_only",
        "Your answer is right, but not for the last element.",
        "At which index does your loop stop?",
    )


def some_elements(evidence: Sequence[Evidence]) -> Trace | None:
    """Right, but not where the argument has one sign."""
    found = _wrong_by_argument(evidence)
    if found is None:
        return None
    wrong, argument = found
    regions = (("negative", argument < 0), ("positive", argument > 0), ("zero", argument == 0))
    return _region(wrong, regions)


def large_only(evidence: Sequence[Evidence]) -> Trace | None:
    """Right, but not where the argument is large."""
    found = _wrong_by_argument(evidence)
    if found is None:
        return None
    wrong, argument = found
    regions = [(f"large in size (over {n})", np.abs(argument) > n) for n in SIZES]
    return _region(wrong, regions)


def _wrong(item: Evidence) -> Array:
    error = np.abs(item.got.astype(float) - item.expected.astype(float))
    return np.asarray(error > item.tolerance)


def _wrong_by_argument(evidence: Sequence[Evidence]) -> tuple[Array, Array] | None:
    """Which elements are wrong, and the elements of the one argument that has their shape."""
    masks, arguments = [], []
    for item in evidence:
        same = [
            np.asarray(arg)
            for arg in item.args
            if isinstance(arg, (int, float, np.ndarray)) and np.shape(arg) == item.expected.shape
        ]
        if len(same) != 1:
            return None
        masks.append(_wrong(item).ravel())
        arguments.append(np.ravel(same[0]).astype(float))
    wrong, argument = np.concatenate(masks), np.concatenate(arguments)
    return None if np.all(wrong) else (wrong, argument)


def _region(wrong: Array, regions: Sequence[tuple[str, Array]]) -> Trace | None:
    for words, region in regions:
        if np.any(region) and np.all(~wrong[~region]) and np.mean(wrong[region]) > 0.5:
            return Trace(
                "some_elements",
                f"Your answer is right, but not where the input is {words}.",
                f"Follow one number that is {words} through your code, line by line.",
            )
    return None
