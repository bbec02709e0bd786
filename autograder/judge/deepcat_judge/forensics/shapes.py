"""Traces in the shape: rows and columns, sums, and tables that spread out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from deepcat_judge.forensics.evidence import Detector, Evidence, Trace, close, every_wrong


def transposed(evidence: Sequence[Evidence]) -> Trace | None:
    """Right numbers, with rows and columns exchanged."""
    if not every_wrong(evidence, lambda e: e.expected.ndim == 2 and close(e.got.T, e.expected)):
        return None
    return Trace(
        "transposed",
        "The numbers are right, but rows and columns are exchanged.",
        "Which index counts examples here? In this course, columns are examples.",
    )


def _flattened(evidence: Sequence[Evidence]) -> Trace | None:
    def test(e: Evidence) -> bool:
        return e.got.size == e.expected.size and close(e.got.ravel(), e.expected.ravel())

    if not every_wrong(evidence, test):
        return None
    if all(e.expected.ndim == 0 for e in evidence):
        return Trace(
            "right_numbers_wrong_shape",
            "The number is right, but it sits in an array.",
            "How does an array of one element become a plain number?",
        )
    return Trace(
        "right_numbers_wrong_shape",
        "The numbers are right, but the shape is not.",
        "Which operation dropped or added a dimension? keepdims=True and two-dimensional "
        "inputs keep it.",
    )


def _sum_missing(evidence: Sequence[Evidence]) -> Trace | None:
    for reduce, word in ((np.sum, "sum"), (np.mean, "mean")):

        def test(e: Evidence, reduce: Callable[..., Any] = reduce) -> bool:
            several = e.expected.ndim == 0 and e.got.ndim > 0 and e.got.size > 0
            return several and close(reduce(e.got), e.expected)

        if every_wrong(evidence, test):
            return Trace(
                "reduction_missing",
                f"The {word} of the numbers you returned is the right answer: "
                f"the {word} itself is missing.",
                "How many numbers should come out, and which operation turns many into one?",
            )
    return None


def _broadcast(evidence: Sequence[Evidence]) -> Trace | None:
    def test(e: Evidence) -> bool:
        if e.got.ndim != 2 or e.got.size <= e.expected.size:
            return False
        square = e.got.shape[0] == e.got.shape[1]
        diagonal = np.diagonal(e.got)
        if square and not np.any(e.got[~np.eye(len(diagonal), dtype=bool)]):
            return False  # nothing but the diagonal: no product of a row and a column
        flat = e.expected.ravel()
        return bool(
            close(diagonal, flat)
            or (e.expected.ndim == 0 and square and close(np.trace(e.got), e.expected))
            or any(close(row.ravel(), flat) for row in (e.got[0], e.got[:, 0]))
        )

    if not every_wrong(evidence, test):
        return None
    return Trace(
        "broadcast",
        "The right numbers are only a part of a whole table, as a row combined with a column "
        "gives it.",
        "Write the two shapes beside the operation that mixes them. What happens to (n, 1) "
        "and (1, n) under *, and under @?",
    )


def _over_reduced(evidence: Sequence[Evidence]) -> Trace | None:
    def test(e: Evidence) -> bool:
        return bool(
            e.got.size < e.expected.size
            and e.got.size == 1
            and any(close(np.asarray(f(e.expected)), e.got.reshape(())) for f in (np.sum, np.mean))
        )

    if not every_wrong(evidence, test):
        return None
    return Trace(
        "reduced_too_far",
        "You added or averaged over everything, where more than one number is expected.",
        "Over which axis should the sum run, and which one should stay?",
    )


def _wrong_axis(evidence: Sequence[Evidence]) -> Trace | None:
    """One number for each row of a table, where one for each column is expected, or the reverse."""

    def test(e: Evidence) -> bool:
        tables = [arg for arg in e.args if isinstance(arg, np.ndarray) and arg.ndim == 2]
        per_row = e.expected.size == e.expected.shape[0] if e.expected.ndim == 2 else False
        axis, other = (0, 1) if per_row else (1, 0)
        return any(
            table.shape[0] != table.shape[1]
            and e.expected.size == table.shape[axis]
            and e.got.size == max(e.got.shape, default=0) == table.shape[other]
            for table in tables
        )

    if not every_wrong(evidence, lambda e: min(e.expected.shape, default=0) == 1 and test(e)):
        return None
    return Trace(
        "wrong_axis",
        "The sum or mean runs along the wrong axis.",
        "axis=0 runs down the rows and leaves one number for each column; axis=1 the reverse. "
        "Which numbers belong together here?",
    )


DETECTORS: tuple[Detector, ...] = (
    transposed,
    _flattened,
    _sum_missing,
    _broadcast,
    _over_reduced,
    _wrong_axis,
)
