"""The majority baseline: the accuracy of whoever gives the most frequent label every time."""

from __future__ import annotations

from collections.abc import Sequence

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


def _relabelled(rng: Generator) -> list[tuple[Plain, ...]]:
    """Labels, with the classes exchanged, in another order, and every example twice."""
    Y = rng.permutation(row(0, 0, 0, 0, 0, 1, 1).T).T
    return [(Y,), (1 - Y,), (Y[:, ::-1].copy(),), (row(*Y[0].tolist(), *Y[0].tolist()),)]


def _alike(calls: Sequence[tuple[Plain, ...]], shares: Sequence[Array]) -> bool | Broken:
    share, exchanged, turned, twice = shares
    if not 0.5 <= share <= 1.0:
        return Broken(
            f"For seven labels, five of them 0, your answer is {share:.4g}: of two labels, the "
            "more frequent one has a share between 0.5 and 1.",
            "What is the largest and the smallest share that can come out?",
            telling=True,
        )
    if not agree(share, exchanged):
        return Broken(
            "When cats and others change places, your answer changes.",
            "Which label does the baseline give when most pictures show no cat?",
            telling=True,
        )
    if not agree(share, turned):
        return Broken(
            "When the same labels stand in another order, your answer changes.",
            "Does it matter who comes first?",
            telling=True,
        )
    return agree(share, twice) or Broken(
        "With every example twice, your answer changes.",
        "By what is the number of examples divided?",
        telling=True,
    )


EXERCISE = Exercise(
    id="cat_detector.majority_baseline",
    title="The baseline to beat",
    parts=rubric(values=2, edge=1),
    cases=(
        Case("four", (row(1, 1, 0, 1),), note="three of four are cats"),
        Case("ten", (row(0, 0, 1, 0, 0, 0, 0, 0, 1, 0),), note="two of ten are cats"),
        Case("seven", (row(0.0, 1.0, 1.0, 0.0, 1.0, 0.0, 1.0),), note="seven labels, as floats"),
        Case("eleven", (row(1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1),), note="four of eleven are cats"),
        Case("half", (row(0, 1, 1, 0),), EDGE, "as many cats as others"),
        Case("all-cats", (row(1, 1, 1),), EDGE, "every example is a cat"),
        Case("no-cat", (row(0, 0, 0, 0, 0),), EDGE, "no example is a cat"),
        Case("one-example", (column(0.0),), EDGE, "one example only"),
        Case("read-only", (read_only(row(0, 1, 0)),), EDGE, "labels that are read-only"),
    ),
    properties=(
        every_argument_matters(
            (row(1, 0, 0, 1, 0),), {0: [row(0, 1, 0, 0, 0), row(1, 1, 1, 1, 1)]}, {0: "Y"}, 0.0
        ),
        law(
            "labels_alike",
            "exchanging the classes, or the order, changes nothing",
            _relabelled,
            _alike,
            Broken(""),
            like=0.0,
        ),
    ),
    hints=(
        "The baseline does not look at the pictures. It gives one label every time, the one that "
        "is right most often. How often is that?",
        "np.mean(Y) is the share of cats: how often 'cat' is right. How often is 'no cat' right, "
        "and which of the two is larger?",
        "The larger of p and 1 - p, where p is the mean of the labels. max finds the larger of "
        "two numbers.",
    ),
    thought="Count on paper: how many cats are there, how many others, and of how many in all?",
)
