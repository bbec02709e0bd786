"""Decisions, 1 or 0, from probabilities and a threshold."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from deepcat_judge.exercise import EDGE, Broken, Case, Exercise
from deepcat_judge.exercises.common import Array, Generator, column, law, read_only, row, rubric
from deepcat_judge.plain import Plain

_LOWEST, _HIGHEST = 0.01, 0.99


def _thresholds(rng: Generator) -> list[tuple[Plain, ...]]:
    """The same probabilities with a threshold below and above them all, and other neighbours."""
    Y_hat, others = rng.uniform(0.05, 0.95, (2, 1, 9))
    others[0, 0], Y_hat[0, 0] = 0.7, 0.7
    return [(Y_hat, _LOWEST), (Y_hat, _HIGHEST), (Y_hat, 0.6), (others, 0.6)]


def _decided(calls: Sequence[tuple[Plain, ...]], rows: Sequence[Array]) -> bool | Broken:
    if not all(np.isin(decisions, (0, 1)).all() for decisions in rows):
        return Broken(
            "Your decisions are not all 0 or 1.",
            "A decision is yes or no. Which two numbers stand for them?",
            telling=True,
        )
    for decisions, threshold, right in zip(rows, (_LOWEST, _HIGHEST), (1, 0), strict=False):
        if wrong := int(np.sum(decisions != right)):
            return Broken(
                f"With a threshold of {threshold}, every decision about probabilities from 0.05 to "
                f"0.95 should be {right}; {wrong} of your {decisions.size} are not.",
                "Where does threshold enter your code?",
                telling=True,
            )
    return bool(rows[2][0, 0] == rows[3][0, 0])


EXERCISE = Exercise(
    id="losses.predict",
    title="Decisions",
    parts=rubric(values=2, edge=1),
    cases=(
        Case("default", (row(0.9, 0.2, 0.6, 0.45),), note="four probabilities, no threshold given"),
        Case("near", (row(0.499, 0.501, 0.51, 0.49, 0.02),), note="probabilities close to 0.5"),
        Case("low", (row(0.45, 0.22, 0.18, 0.97, 0.03, 0.6), 0.2), note="a threshold of 0.2"),
        Case("high", (row(0.79, 0.95, 0.81, 0.3, 0.55), 0.8), note="a threshold of 0.8"),
        Case("one-example", (column(0.3), 0.25), EDGE, "one example only"),
        Case("all-above", (row(0.7, 0.8, 0.9),), EDGE, "probabilities that are all above 0.5"),
        Case("none-above", (row(0.1, 0.3, 0.2),), EDGE, "probabilities that are all below 0.5"),
        Case("certain", (row(0.0, 1.0, 1.0), 0.3), EDGE, "probabilities of exactly 0 and 1"),
        Case("zero", (row(0.1, 0.4, 0.9), 0.0), EDGE, "a threshold of 0"),
        Case("read-only", (read_only(row(0.35, 0.65)), 0.4), EDGE, "Y_hat is read-only"),
    ),
    properties=(
        law(
            "thresholds",
            "each probability is compared with the threshold, and with nothing else",
            _thresholds,
            _decided,
            Broken(
                "A probability of 0.7 gets another decision when others stand beside it.",
                "With what is each probability compared in your code, and which others enter?",
                telling=True,
            ),
            like=np.zeros((1, 9)),
        ),
    ),
    hints=(
        "A probability is no decision. Whoever decides needs a threshold: what lies above it "
        "counts as a cat.",
        "A comparison of a whole array with a number gives an array of True and False, which count "
        "as 1 and 0. What if threshold is not 0.5?",
        "Y_hat > threshold is nearly the answer; .astype(int) makes 1 and 0 of True and False.",
    ),
    thought="Compare each probability with the threshold that was given. What should come out?",
)
