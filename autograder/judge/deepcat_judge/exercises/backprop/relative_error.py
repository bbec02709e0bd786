"""The distance of two arrays, measured by their own size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from deepcat_judge.exercise import EDGE, Broken, Case, Exercise
from deepcat_judge.exercises.backprop import nudged
from deepcat_judge.exercises.common import (
    Array,
    agree,
    away_from_zero,
    column,
    law,
    number,
    row,
    rubric,
)
from deepcat_judge.exercises.network.made import numbers, whole
from deepcat_judge.words import show

_A, _B = numbers(2, 3, 1), numbers(2, 3, 6)
_TIMES = ("a thousandth of", "a thousand times")


def _scale_cancels(calls: Sequence[tuple[Any, ...]], answers: Sequence[Array]) -> bool | Broken:
    """The same answer where both arrays are a thousand times smaller, or larger."""
    for times, other in zip(_TIMES, answers[1:], strict=True):
        if not agree(answers[0], other):
            one, two = nudged.unlike(number(answers[0]), number(other))
            return Broken(
                f"For two arrays your answer is {one}, and for {times} both it is {two}.",
                "Should it matter for a relative error in which unit the two are measured?",
                telling=True,
            )
    return True


def _by_hand(calls: Sequence[tuple[Any, ...]], answers: Sequence[Array]) -> bool | Broken:
    """Arrays whose sizes are whole numbers."""
    for (a, b), answer in zip(calls, answers, strict=True):
        sizes = [float(np.sqrt(np.sum(array**2))) for array in (a, b, a - b)]
        of_a, of_b, apart = sizes
        if not agree(answer, apart / (of_a + of_b)):
            found, right = nudged.unlike(number(answer), apart / (of_a + of_b))
            return Broken(
                f"For a = {show(a)} and b = {show(b)}, ‖a‖ is {of_a:g}, ‖b‖ is {of_b:g} and "
                f"‖a - b‖ is {apart:g}. Your answer is {found}, and with these three sizes it "
                f"should be {right}.",
                "Print the three sizes in your own code: which of them is another one?",
                telling=True,
            )
    return True


def _ends(calls: Sequence[tuple[Any, ...]], answers: Sequence[Array]) -> bool | Broken:
    """1 where the arrays are opposite, and where one is zero."""
    for what, answer in zip(("b = -a", "b = 0"), answers, strict=True):
        if not agree(answer, 1.0):
            return Broken(
                f"Where {what}, a and b are as far apart as they can be: the relative error is 1. "
                f"Yours is {nudged.unlike(number(answer), 1.0)[0]}.",
                "How long is a - b there, and how long are a and b together?",
                telling=True,
            )
    return True


EXERCISE = Exercise(
    id="backprop.relative_error",
    title="How far apart, for their size?",
    parts=rubric(values=2, edge=1),
    cases=(
        Case("table", (_A, _B), note="two tables of 2 rows and 3 columns"),
        Case("near", (numbers(3, 4, 2), numbers(3, 4, 2) + 0.01 * numbers(3, 4, 5)),
             note="two tables that are close together"),
        Case("unequal", (numbers(4, 2, 1), 3.0 * numbers(4, 2, 4)),
             note="the second table has larger numbers"),
        Case("column", (numbers(5, 1, 3), -0.5 * numbers(5, 1, 2)), note="two columns"),
        Case("both-zero", (np.zeros((2, 3)), np.zeros((2, 3))), EDGE, "nothing but zeros"),
        Case("equal", (_A, _A.copy()), EDGE, "two equal tables"),
        Case("one-zero", (np.zeros((3, 2)), numbers(3, 2, 4)), EDGE, "zeros, and a table"),
        Case("opposite", (_B, -_B), EDGE, "a table, and its negative"),
        Case("small", (1e-3 * _A, 1e-3 * _B), EDGE, "numbers of about 0.001"),
        Case("large", (1e6 * _B, 1e6 * _A), EDGE, "numbers of about a million"),
        Case("one-number", (row(2.5), row(1.5)), EDGE, "one number in each"),
        Case("whole-numbers", whole((numbers(2, 4, 2), numbers(2, 4, 5))), EDGE,
             "whole numbers"),
    ),
    properties=(
        law(
            "scale_cancels",
            "the answer stays the same when both arrays are a thousand times as large",
            lambda rng: [
                (A := away_from_zero(rng, (2, 3)), B := away_from_zero(rng, (2, 3))),
                (A / 1000, B / 1000),
                (1000 * A, 1000 * B),
            ],
            _scale_cancels,
            Broken(""),
            like=0.0,
        ),
        law(
            "by_hand",
            "with sizes that are whole numbers, the answer is the one by hand",
            lambda rng: [
                (row(3.0, 4.0), row(6.0, 8.0)),
                (column(0.0, 3.0), column(4.0, 0.0)),
                (row(2.0, -4.0, 4.0), row(-1.0, 2.0, 2.0)),
            ],
            _by_hand,
            Broken(""),
            like=0.0,
        ),
        replace(
            law(
                "ends",
                "the answer is 1 for opposite arrays, and where one is zero",
                lambda rng: [
                    (A := away_from_zero(rng, (2, 3)), -A),
                    (A, np.zeros((2, 3))),
                ],
                _ends,
                Broken(""),
                like=0.0,
            ),
            part=EDGE,
        ),
    ),
    hints=(
        "An error of 0.001 is large beside a slope of 0.002, and nothing beside a slope of 500: "
        "measure the distance by the size of what is compared.",
        "‖a‖ is the root of the sum of the squares of all numbers, and np.linalg.norm(a) computes "
        "it. Three of them occur. What happens if both arrays hold nothing but zeros?",
        "Add the norms of a and b, and return 0.0 where that is 0. Otherwise divide the norm of "
        "a - b by it.",
    ),
    thought="Compute ‖a‖, ‖b‖ and ‖a - b‖ for this input, one after the other, and print them.",
)  # fmt: skip
