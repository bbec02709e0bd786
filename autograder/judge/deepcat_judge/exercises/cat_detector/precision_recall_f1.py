"""Precision, recall and F1: how far a yes can be trusted, and how many are found."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from deepcat_judge.exercise import EDGE, Broken, Case, Exercise
from deepcat_judge.exercises.common import (
    Array,
    Generator,
    agree,
    column,
    every_argument_matters,
    law,
    read_only,
    row,
    rubric,
)
from deepcat_judge.plain import Plain

_LIKE = (0.0, 0.0, 0.0)


def _swapped(rng: Generator) -> list[tuple[Plain, ...]]:
    """Labels and predictions; exchanged; and with others added that are rightly no cats."""
    order = rng.permutation(9)
    Y, Y_pred = row(1, 1, 1, 1, 1, 0, 0, 0, 0)[:, order], row(1, 1, 1, 0, 0, 1, 0, 0, 0)[:, order]
    more = np.zeros((1, 4), np.int64)
    return [(Y, Y_pred), (Y_pred, Y), (np.hstack([Y, more]), np.hstack([Y_pred, more]))]


def _laws(calls: Sequence[tuple[Plain, ...]], found: Sequence[Array]) -> bool | Broken:
    (precision, recall, f1), exchanged, more = found
    if not 0.0 <= precision <= 1.0 or not 0.0 <= recall <= 1.0:
        return Broken(
            f"Precision is {precision:.4g} and recall {recall:.4g}: a share lies between 0 and 1.",
            "Which examples stand above each fraction line, and are they all below it, too?",
            telling=True,
        )
    mean = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    if not agree(f1, mean, 1e-6):
        return Broken(
            f"With your precision of {precision:.4g} and recall of {recall:.4g}, F1 should be "
            f"{mean:.4g}; yours is {f1:.4g}.",
            "What stands above the fraction line of F1, and what below it?",
            telling=True,
        )
    if not agree(more, found[0]):
        return Broken(
            "Four more examples that are no cats and were not called cats change your answer.",
            "Which of the four kinds (found, missed, false alarm, rightly left alone) does each "
            "formula name?",
            telling=True,
        )
    return agree(exchanged, (recall, precision, f1)) or Broken(
        "When labels and decisions change places, precision and recall should do so, and F1 should "
        "stay.",
        "Which errors does precision count, and which does recall?",
        telling=True,
    )


EXERCISE = Exercise(
    id="cat_detector.precision_recall_f1",
    title="Precision, recall and F1",
    parts=rubric(values=3, edge=2),
    returns=("precision", "recall", "f1"),
    atol=1e-7,  # a guard below a fraction moves it so far
    cases=(
        Case("eight", (row(1, 1, 1, 0, 1, 1, 0, 0), row(1, 1, 1, 1, 0, 0, 0, 0)),
             note="eight examples, five of them cats"),
        Case("rare", (row(0, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0), row(1, 0, 1, 1, 0, 1, 0, 1, 1, 0, 0)),
             note="eleven examples, three of them cats"),
        Case("careful", (row(1.0, 0.0, 1.0, 1.0, 1.0, 0.0), row(0.0, 0.0, 1.0, 0.0, 0.0, 0.0)),
             note="labels as floats, one cat called"),
        Case("eager", (row(0, 1, 0, 0, 1), row(1, 1, 1, 1, 1)), note="every example called a cat"),
        Case("all-right", (row(0, 1, 1), row(0, 1, 1)), EDGE, "every decision is right"),
        Case("none-called", (row(1, 0, 1), row(0, 0, 0)), EDGE, "nothing is called a cat"),
        Case("no-cat", (row(0, 0, 0, 0), row(0, 1, 0, 1)), EDGE, "no cat among the examples"),
        Case("neither", (row(0, 0), row(0, 0)), EDGE, "no cat, and nothing called one"),
        Case("all-wrong", (row(0, 1, 1, 0, 1), row(1, 0, 0, 1, 0)), EDGE, "no decision is right"),
        Case("one-example", (column(1.0), column(1.0)), EDGE, "one example only"),
        Case("mixed", (row(1.0, 0.0, 1.0, 1.0), row(1, 1, 0, 1)), EDGE,
             "labels as floats, decisions in whole numbers"),
        Case("read-only", (read_only(row(1, 0, 1)), read_only(row(1, 1, 0))), EDGE,
             "read-only arrays"),
    ),
    properties=(
        every_argument_matters(
            (row(1, 0, 0, 1, 0), row(1, 0, 1, 1, 0)),
            {0: [row(0, 1, 1, 0, 0), row(1, 1, 1, 1, 1)],
             1: [row(0, 1, 1, 0, 0), row(1, 1, 0, 0, 1)]},
            {0: "Y", 1: "Y_pred"},
            _LIKE,
        ),
        law("exchange", "exchanging labels and decisions exchanges precision and recall",
            _swapped, _laws, Broken(""), like=_LIKE),
    ),
    hints=(
        "Precision looks at those called cats, and asks how many are cats. Recall looks at the "
        "cats, and asks how many were called so.",
        "(Y == 1) & (Y_pred == 1) is True for the cats that were found; np.sum counts them. By "
        "how many called cats is that divided for precision, and by how many cats for recall? "
        "What comes out when nothing is called a cat?",
        "precision = found / called if called else 0.0, recall alike with the number of cats, and "
        "F1 is 2·P·R / (P + R), or 0.0 where nothing was found.",
    ),
    thought="Count four numbers by hand: cats found, cats missed, false alarms, and the rest.",
)  # fmt: skip
