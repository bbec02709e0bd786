"""The confusion matrix: what each true class was taken for."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from deepcat_judge.exercise import EDGE, VALUES, Broken, Case, Exercise, Part, Property
from deepcat_judge.exercises.common import (
    Array,
    Generator,
    column,
    every_argument_matters,
    law,
    read_only,
    row,
    strided,
)
from deepcat_judge.plain import Plain

WHOLE = "whole"
_SIX = row(0, 2, 1, 2, 0, 2), row(0, 1, 1, 2, 2, 2)

_FLOATS = row(1.0, 0.0, 1.0, 0.0, 0.0, 1.0, 0.0, 1.0), row(0.0, 0.0, 1.0, 0.0, 1.0, 0.0, 0.0, 0.0)


def _drawn(rng: Generator) -> list[tuple[Plain, ...]]:
    Y = rng.permutation(row(0, 0, 0, 0, 0, 1, 1, 1, 2).T).T
    return [(Y, rng.integers(0, 3, (1, 9)), 4)]


def _rows_counted(calls: Sequence[tuple[Plain, ...]], found: Sequence[Array]) -> bool | Broken:
    """Every example is counted once, in the row of its class."""
    counts = found[0]
    if counts.sum() != 9:
        return Broken(
            f"The counts add up to {counts.sum():g}, where there are 9 examples.",
            "How often is each example counted, and where?",
            telling=True,
        )
    by_row, right = counts.sum(axis=1), [5, 3, 1, 0]
    return bool(np.array_equal(by_row, right)) or Broken(
        f"Of the classes 0 to 3 there are {right} examples, but the rows add up to "
        f"{[int(n) for n in by_row]}.",
        "What does a row stand for: the true class, or the prediction?",
        telling=True,
    )


def _whole(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Plain]) -> Broken | None:
    counts = np.asarray(outputs[0])
    if counts.dtype.kind in "iu":
        return None
    broken = counts[counts != np.round(counts)]
    if broken.size:
        return Broken(
            f"In one box stands {broken[0]:.4g}, which is no count.",
            "Of what is each box to hold the number?",
            telling=True,
        )
    return Broken(
        "Your counts are floats, where whole numbers are expected.",
        "Which type has np.zeros, when nobody asks for another?",
        "counts_as_floats",
    )


EXERCISE = Exercise(
    id="cat_detector.confusion_matrix",
    title="The confusion matrix",
    parts=(
        Part(VALUES, "the counts", 2.0),
        Part(WHOLE, "in whole numbers", 1.0),
        Part(EDGE, "unusual inputs", 1.0),
    ),
    cases=(
        Case("cats", (row(0, 1, 1, 0, 1, 1, 0), row(0, 1, 0, 1, 1, 0, 0)),
             note="seven examples, two classes"),
        Case("rare-cats", (row(0, 0, 1, 0, 0, 0, 1, 0, 0), row(0, 1, 1, 1, 0, 1, 0, 0, 1)),
             note="nine examples, two of them cats"),
        Case("three", (row(0, 2, 1, 2, 0, 2, 1, 2, 0, 0, 2), row(0, 1, 1, 2, 2, 2, 0, 1, 0, 1, 2),
                       3), note="eleven examples, three classes"),
        Case("absent", (row(2, 0, 2, 2, 0), row(0, 0, 2, 0, 2), 4),
             note="four classes, of which 1 and 3 never occur"),
        Case("floats", (row(1.0, 0.0, 2.0, 2.0, 1.0), row(0.0, 0.0, 2.0, 1.0, 0.0), 3), EDGE,
             "labels as floats"),
        Case("mixed", (row(1.0, 0.0, 1.0), row(0, 0, 1)), EDGE,
             "labels as floats, predictions in whole numbers"),
        Case("all-right", (row(0, 1, 1, 2), row(0, 1, 1, 2), 3), EDGE, "nothing is mistaken"),
        Case("one-example", (column(1), column(0)), EDGE, "one example only"),
        Case("one-class", (row(0, 0, 0), row(0, 0, 0), 1), EDGE, "one class only"),
        Case("read-only", (read_only(row(1, 0, 0)), read_only(row(1, 1, 0))), EDGE,
             "read-only arrays"),
        Case("strided", (strided(row(1, 0, 2, 1)), strided(row(1, 2, 2, 0)), 3), EDGE,
             "parts of wider arrays"),
    ),
    properties=(
        every_argument_matters(
            (*_SIX, 3),
            {0: [row(0, 0, 1, 1, 0, 2), row(2, 2, 1, 2, 0, 0)],
             1: [row(1, 1, 1, 2, 0, 2), row(0, 1, 0, 2, 2, 0)]},
            {0: "Y", 1: "Y_pred"},
            np.zeros((3, 3)),
        ),
        law("rows_are_the_truth", "each row adds up to the number of examples of its class",
            _drawn, _rows_counted, Broken(""), like=np.zeros((4, 4))),
        Property("whole", "counts are whole numbers",
                 lambda rng: [Case("floats", _FLOATS)],
                 _whole, like=np.zeros((2, 2)), part=WHOLE),
    ),
    hints=(
        "Each example belongs into one box: the row of its true class, and the column of what it "
        "was taken for. How many lie in each box?",
        "Begin with a table of zeros, in whole numbers: np.zeros((K, K), dtype=int). A loop over "
        "the examples will do: which element becomes one larger?",
        "For each i: counts[int(Y[0, i]), int(Y_pred[0, i])] += 1. Labels may be floats, and an "
        "index is a whole number.",
    ),
    thought="Take three examples, and say for each in which row and which column it is counted.",
)  # fmt: skip
