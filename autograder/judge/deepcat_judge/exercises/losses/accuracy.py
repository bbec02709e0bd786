"""Accuracy: the share of decisions that are right."""

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

_M = 7


def _exchanged(rng: Generator) -> list[tuple[Plain, ...]]:
    Y, Y_pred = (rng.permutation(row(0, 0, 0, 0, 0, 1, 1).T).T for _ in range(2))
    return [(Y, Y_pred), (1 - Y, 1 - Y_pred), (Y, 1 - Y_pred), (np.tile(Y, 2), np.tile(Y_pred, 2))]


def _shares(calls: Sequence[tuple[Plain, ...]], shares: Sequence[Array]) -> bool | Broken:
    share, _, opposite, twice = map(float, shares)
    if abs(share - twice) > 1e-9:
        return Broken(
            f"With every example twice, your answer changes from {share:.4g} to {twice:.4g}.",
            "By what is the number of right decisions divided?",
            telling=True,
        )
    if abs(share + opposite - 1.0) > 1e-9:
        return Broken(
            f"Your answer is {share:.4g}, and with every decision turned round {opposite:.4g}: the "
            "shares of right and of wrong ones should add up to 1.",
            "Which decisions does your code count, and by what is their number divided?",
            telling=True,
        )
    return True


EXERCISE = Exercise(
    id="losses.accuracy",
    title="Accuracy",
    parts=rubric(values=2, edge=1),
    cases=(
        Case("four", (row(1, 0, 0, 1), row(1, 0, 1, 1)), note="three of four are right"),
        Case(
            "ten",
            (row(1, 0, 0, 0, 0, 1, 0, 0, 0, 0), row(0, 0, 1, 0, 0, 1, 1, 0, 0, 1)),
            note="ten examples, two of them cats",
        ),
        Case(
            "seven",
            (row(1.0, 1.0, 0.0, 1.0, 1.0, 0.0, 1.0), row(0.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0)),
            note="seven examples, labels as floats",
        ),
        Case("all-right", (row(0, 1, 1), row(0, 1, 1)), note="every decision is right"),
        Case("all-wrong", (row(0, 1, 1, 0, 1), row(1, 0, 0, 1, 0)), note="none is right"),
        Case("no-cat", (row(0, 0, 0, 0), row(0, 1, 0, 0)), EDGE, "no cat among the examples"),
        Case("none-found", (row(1, 0, 1), row(0, 0, 0)), EDGE, "no decision is 'cat'"),
        Case("one-example", (column(1), column(1)), EDGE, "one example only"),
        Case("mixed", (row(1.0, 0.0, 1.0, 0.0, 0.0), row(1, 1, 0, 0, 0)), EDGE,
             "labels as floats, decisions as whole numbers"),
        Case("read-only", (read_only(row(1, 0, 0)), read_only(row(1, 1, 0))), EDGE,
             "read-only arrays"),
    ),
    properties=(
        every_argument_matters(
            (row(1, 0, 0, 1, 0), row(1, 0, 1, 1, 0)),
            {0: [row(0, 1, 0, 0, 0), row(1, 1, 1, 1, 1)],
             1: [row(0, 0, 0, 0, 0), row(0, 1, 1, 0, 1)]},
            {0: "Y", 1: "Y_pred"},
            0.0,
        ),
        law(
            "classes_alike",
            "cats and others count alike",
            _exchanged,
            lambda calls, shares: agree(shares[0], shares[1]),
            Broken(
                "When cats and others change places in labels and decisions, your answer changes.",
                "Is it right, too, to say 'no cat' where there is none? Does your code count it?",
                telling=True,
            ),
            like=0.0,
        ),
        law(
            "share",
            "the shares of right and of wrong decisions add up to 1",
            _exchanged,
            _shares,
            Broken("The shares of right and of wrong decisions do not add up to 1."),
            like=0.0,
        ),
    ),
    hints=(
        "Accuracy is a share: how many decisions are right, out of how many there are.",
        "Y == Y_pred compares every pair at once, and gives True where they are equal. True counts "
        "as 1: what is then the mean of it all?",
        "np.mean of the comparison is the share of the pairs that are equal.",
    ),
    thought="Count by hand: in how many places are label and decision equal, and of how many?",
)  # fmt: skip
