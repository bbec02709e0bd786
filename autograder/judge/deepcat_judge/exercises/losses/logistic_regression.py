"""Logistic regression: one neuron with a sigmoid, for many examples at once."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from deepcat_judge.exercise import EDGE, Broken, Case, Exercise
from deepcat_judge.exercises.common import (
    Array,
    agree,
    away_from_zero,
    column,
    every_argument_matters,
    law,
    read_only,
    row,
    rubric,
)
from deepcat_judge.exercises.neuron import neurons
from deepcat_judge.words import show

_THREE_BY_TWO = np.array([[-1.0, 0.5], [0.25, 1.0], [2.0, -0.5]])
_FOUR_BY_FIVE = np.vstack([
    row(0.5, 1.0, -2.0, 0.0, 1.5),
    row(3.0, -1.0, 0.5, 2.0, -0.5),
    row(-4.0, 2.0, 1.0, -1.5, 0.5),
    row(1.0, 0.5, -0.5, 1.0, -1.0),
])  # fmt: skip

_SUM = Broken(
    "Your sigmoid is right, and so is the bias alone; with a sum of two products, your answer is "
    "not.",
    "Take one column of X: which products are added up, and which numbers are multiplied?",
    telling=True,
)


def _sigmoid(z: float) -> float:
    return 0.5 + 0.5 * math.tanh(z / 2.0)


def _part_by_part(calls: Sequence[tuple[Any, ...]], rows: Sequence[Array]) -> bool | Broken:
    """The sigmoid alone, the bias alone, and both with a sum."""
    for x, received in zip(calls[0][2].flat, rows[0].flat, strict=True):
        if abs(received - _sigmoid(x)) > 1e-6:
            return Broken(
                f"With one weight of 1 and b = 0 the score of x = {x:g} is {x:g}. Your answer is "
                f"{received:.4g}, and σ({x:g}) = {_sigmoid(x):.4g}.",
                "What happens to a score in your code, line by line?",
                telling=True,
            )
    if not agree(rows[1], np.full((1, 3), _sigmoid(1.5)), 1e-6):
        return Broken(
            "Where every weight is 0, the score is b alone; for b = 1.5 your answers are "
            f"{show(rows[1], 4)}, and σ(1.5) = {_sigmoid(1.5):.4g}.",
            "Where does b enter, and for which examples?",
            telling=True,
        )
    w, b, X = calls[2]
    return agree(rows[2], [[_sigmoid(z) for z in (w.T @ X + b).flat]], 1e-6)


EXERCISE = Exercise(
    id="losses.logistic_regression",
    title="Logistic regression",
    parts=rubric(values=3, edge=1),
    cases=(
        Case(
            "two-by-three",
            (column(1.0, -0.5), 0.5, np.array([[3.0, 0.5, -1.0], [4.0, 2.0, 1.5]])),
            note="three examples of two inputs",
        ),
        Case(
            "three-by-two",
            (column(0.5, 2.0, -1.25), -0.75, _THREE_BY_TWO),
            note="two examples of three inputs",
        ),
        Case(
            "four-by-five",
            (column(0.75, -0.5, 0.25, -1.0), 1.25, _FOUR_BY_FIVE),
            note="five examples of four inputs",
        ),
        Case("one-example", (column(1.5, -1.0), 0.25, column(-0.5, 0.5)), EDGE, "one example only"),
        Case("one-input", (column(1.5), 0.25, row(-1.0, 0.5, 1.0)), EDGE, "one input only"),
        Case(
            "whole-numbers",
            (column(1, -2), 1, np.vstack([row(3, 1, 0), row(1, -1, 2)])),
            EDGE,
            "whole numbers everywhere",
        ),
        Case(
            "very-large",
            (column(400.0, -200.0), 100.0, np.vstack([row(2.0, 0.25), row(-0.5, -1.0)])),
            EDGE,
            "scores of 1000 and 400",
        ),
        Case(
            "very-negative",
            (column(400.0, -200.0), -100.0, np.vstack([row(-2.0, -0.5), row(0.5, 2.0)])),
            EDGE,
            "scores of -1000 and -700",
        ),
        Case(
            "read-only",
            (read_only(column(0.5, 1.0)), 0.5, read_only(_FOUR_BY_FIVE[:2, :3])),
            EDGE,
            "w and X are read-only",
        ),
    ),
    properties=(
        every_argument_matters(
            (neurons.W, neurons.B, np.hstack([neurons.X, neurons.OTHER_XS[0]])),
            {
                0: neurons.OTHER_WS,
                1: neurons.OTHER_BS,
                2: (np.hstack([neurons.OTHER_XS[1], neurons.X]), np.hstack(neurons.OTHER_XS)),
            },
            {0: "w", 1: neurons.NO_BIAS, 2: "X"},
            np.zeros((1, 2)),
        ),
        law(
            "examples_apart",
            "an example gets the same answer, whatever examples stand beside it",
            lambda rng: [
                (
                    w := away_from_zero(rng, (3, 1)) / 3,
                    b := float(rng.normal()),
                    X := away_from_zero(rng, (3, 4)),
                ),
                (w, b, np.hstack([X[:, :1], away_from_zero(rng, (3, 3))])),
            ],
            lambda calls, rows: agree(rows[0][:, 0], rows[1][:, 0]),
            Broken(
                "The first example gets another answer when other examples stand beside it.",
                "Each column of X is an example. Which line of your code mixes the columns?",
                telling=True,
            ),
            like=np.zeros((1, 4)),
        ),
        law(
            "step_by_step",
            "the sigmoid, the bias and the sum each do their part",
            lambda rng: [
                (column(1.0), 0.0, row(2.0, -0.75, 0.5)),
                (np.zeros((2, 1)), 1.5, away_from_zero(rng, (2, 3))),
                (away_from_zero(rng, (2, 1)), 1.5, away_from_zero(rng, (2, 3)) / 3),
            ],
            _part_by_part,
            _SUM,
            like=np.zeros((1, 3)),
        ),
    ),
    hints=(
        "This is a neuron as in lesson 2, for many examples at once, and its activation is the "
        "sigmoid: the score says how strongly, the sigmoid makes a probability of it.",
        "w is (n, 1) and X is (n, m): which of the two must be turned so that their matrix product "
        "is a row (1, m)? The number b is added to every score.",
        "Compute Z = w.T @ X + b, and return what your sigmoid gives for Z.",
    ),
    thought="Take one column of X: compute its score by hand, and then the sigmoid of it.",
)
