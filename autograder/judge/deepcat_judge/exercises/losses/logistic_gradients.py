"""The slopes of the binary cross-entropy along the weights and the bias of logistic regression."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from deepcat_judge.exercise import EDGE, Broken, Case, Exercise, Property
from deepcat_judge.exercises.common import (
    Generator,
    agree,
    away_from_zero,
    column,
    pair,
    read_only,
    row,
    rubric,
)
from deepcat_judge.exercises.losses import descent
from deepcat_judge.plain import Plain

_LIKE = (np.zeros((3, 1)), 0.0)
_NAMES = ("the first weight", "the second weight", "the third weight", "the bias")


def _call(rng: Generator) -> tuple[Plain, ...]:
    Y = np.array([[1.0, 0.0, 0.0, 1.0, 0.0]])
    return away_from_zero(rng, (3, 5)), Y, rng.uniform(0.1, 0.9, (1, 5))


def _twice(rng: Generator) -> list[Case]:
    args = _call(rng)
    return [Case("once", args), Case("twice", tuple(np.tile(a, 2) for a in args))]  # type: ignore[arg-type]  # arrays


def _mean_keeps(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Plain]) -> Broken | None:
    (dw, db), (dw_twice, db_twice) = map(pair, outputs)
    if agree(dw, dw_twice) and agree(db, db_twice):
        return None
    return Broken(
        "With every example twice, your slopes change.",
        "The loss is a mean over the examples. What does a mean do with copies?",
        telling=True,
    )


def _right_predictions(rng: Generator) -> list[Case]:
    X, Y, _ = _call(rng)
    return [Case("no-error", (X, Y, Y))]


def _flat_there(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Plain]) -> Broken | None:
    dw, db = pair(outputs[0])
    if agree(dw, np.zeros((3, 1))) and agree(db, 0.0):
        return None
    return Broken(
        "Where every prediction is exactly right, your slopes are not 0.",
        "By how much is such a prediction wrong?",
        telling=True,
    )


def _somewhere(rng: Generator) -> list[Case]:
    """Predictions that some w and b make."""
    X, Y, _ = _call(rng)
    theta = rng.uniform(-0.8, 0.8, (4, 1))
    return [Case("measured", (X, Y, descent.predicted(theta, np.asarray(X))))]


def _measured(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Plain]) -> Broken | None:
    """The slopes are those that small nudges of w and b show."""
    X, Y, Y_hat = (np.asarray(arg) for arg in args[0])
    right = descent.slopes(descent.behind(Y_hat, X), X, Y)
    dw, db = pair(outputs[0])
    found = np.append(np.asarray(dw, float), float(np.asarray(db)))
    for name, slope, received in zip(_NAMES, right.flat, found, strict=True):
        if abs(slope - received) > 1e-5:
            return Broken(
                f"When {name} is nudged, the loss changes by {slope:.4g} times the nudge; by your "
                f"slope it would be {received:.4g}.",
                "Which of dw and db is wrong, and which examples and inputs enter it?",
                telling=True,
            )
    return None


EXERCISE = Exercise(
    id="losses.logistic_gradients",
    title="Slopes of the loss",
    parts=rubric(values=4, edge=1),
    returns=("dw", "db"),
    cases=(
        Case(
            "two-by-three",
            (
                np.vstack([row(1.0, -2.0, 0.5), row(3.0, 1.0, -1.5)]),
                row(1.0, 0.0, 0.0),
                row(0.75, 0.5, 0.125),
            ),
            note="three examples of two inputs",
        ),
        Case(
            "three-by-four",
            (
                np.vstack([
                    row(0.5, -1.0, 2.0, 1.5), row(-3.0, 0.25, 1.0, 0.5), row(2.0, 1.5, -0.5, -1.0),
                ]),
                row(0.0, 1.0, 1.0, 1.0),
                row(0.25, 0.4, 0.9, 0.2),
            ),
            note="four examples of three inputs",
        ),
        Case(
            "one-by-five",
            (row(2.0, -1.0, 0.5, 3.0, -2.5), row(0.0, 0.0, 1.0, 0.0, 0.0),
             row(0.6, 0.1, 0.3, 0.8, 0.05)),
            note="five examples of one input",
        ),
        Case("one-example", (column(2.0, -1.5), column(1.0), column(0.3)), EDGE,
             "one example only"),
        Case(
            "whole-numbers",
            (np.vstack([row(3, 1, -2, 0), row(-1, 4, 2, 5)]), row(1, 0, 0, 1),
             row(0.7, 0.2, 0.4, 0.5)),
            EDGE,
            "X and Y in whole numbers",
        ),
        Case(
            "certain",
            (np.vstack([row(1.0, -0.5, 2.0), row(0.5, 1.0, -1.0)]), row(1.0, 0.0, 1.0),
             row(1.0, 1.0, 0.0)),
            EDGE,
            "predictions of exactly 0 and 1",
        ),
        Case(
            "read-only",
            (read_only(np.vstack([row(1.0, -2.0), row(0.5, 3.0)])), read_only(row(1.0, 0.0)),
             read_only(row(0.6, 0.9))),
            EDGE,
            "read-only arrays",
        ),
    ),
    properties=(
        Property("copies", "the slopes stay the same when every example is there twice", _twice,
                 _mean_keeps, like=_LIKE),
        Property("measured", "the slopes are those that small nudges show", _somewhere, _measured,
                 like=_LIKE),
        Property("no_error", "where every prediction is exactly right, the slopes are 0",
                 _right_predictions, _flat_there, like=_LIKE),
    ),
    hints=(
        "A weight's slope asks: when the weight grows a little, what happens to the loss? An "
        "example says 'more' or 'less' by its error ŷ - y, as loudly as its input is large.",
        "dw has a number for each input: the products of that input and the errors, averaged over "
        "the examples. X is (n, m) and the errors are (1, m): which matrix product adds over the "
        "examples? The bias is a weight whose input is always 1.",
        "With errors = Y_hat - Y, of shape (1, m): dw is X @ errors.T, divided by m, and db is the "
        "mean of the errors, as a number.",
    ),
    thought="Compute the error of every example by hand, and multiply each by its first input.",
)  # fmt: skip
