"""How many of the hidden units differ: rows of weights that are the same, up to a tolerance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from deepcat_judge.exercise import EDGE, Broken, Case, Exercise
from deepcat_judge.exercises.common import Array, Generator, law, number, read_only, rubric
from deepcat_judge.plain import Plain


def _rows(*rows: Sequence[float]) -> Array:
    return np.array(rows)


def _shuffled(rng: Generator) -> list[tuple[Plain, ...]]:
    """Three units in seven rows, those rows in another order, and all of them twice."""
    three = np.array([[1.0, -0.5, 2.0], [1.0, 0.75, 2.0], [-1.5, 0.75, 0.25]])
    W1 = three[[0, 1, 0, 2, 2, 1, 0]] + rng.uniform(-0.004, 0.004, (7, 3))
    return [(W1, 0.01), (W1[rng.permutation(7)], 0.01), (np.vstack([W1, W1]), 0.01)]


def _same_count(calls: Sequence[tuple[Any, ...]], answers: Sequence[Array]) -> bool | Broken:
    before, shuffled, twice = (number(answer) for answer in answers)
    if before != shuffled:
        return Broken(
            f"In another order the same rows give {shuffled:g}, where they gave {before:g}.",
            "With which other rows is a row compared in your code? Equal ones may stand far apart.",
            telling=True,
        )
    return before == twice or Broken(
        f"With every row twice the answer is {twice:g}, where it was {before:g}.",
        "How often should two rows count that are the same?",
        telling=True,
    )


def _two_rows(rng: Generator) -> list[tuple[Plain, ...]]:
    """Two rows that are the same, off by less than atol in each number, and by more in one."""
    row, atol = rng.uniform(0.5, 2.0, 4), 0.1
    shifts = np.array(
        [[0.0] * 4, [0.9, -0.9, 0.9, -0.9], [0.0, 1.2, 0.0, 0.0], [-1.2, 0.0, 0.0, 0.0]]
    )
    return [(np.vstack([row, row + shift * atol]), atol) for shift in shifts]


def _one_or_two(calls: Sequence[tuple[Any, ...]], answers: Sequence[Array]) -> bool | Broken:
    for (W1, atol), answer, right in zip(calls, answers, (1, 1, 2, 2), strict=True):
        if number(answer) != right:
            most = np.max(np.abs(W1[0] - W1[1]))
            two = f"that differ by {most:.3g} at most" if most else "with the same numbers"
            return Broken(
                f"Two rows {two}, with atol = {atol:g}, give {number(answer):g} in your code, "
                f"where {right} is expected.",
                "Which single number do you compare with atol, and how do you get it?",
                telling=True,
            )
    return True


EXERCISE = Exercise(
    id="hidden_layer.symmetric_rows",
    title="Counting different hidden units",
    parts=rubric(values=3, edge=1),
    cases=(
        Case(
            "three-units",
            (_rows((1.0, 2.0), (-1.5, 0.5), (1.004, 1.996)), 0.01),
            note="three units, the first and the last nearly alike",
        ),
        Case(
            "all-different",
            (
                _rows(
                    (0.5, 1.0, -2.0),
                    (1.5, 0.25, 0.75),
                    (-1.0, 2.0, 1.25),
                    (2.5, -0.5, 0.1),
                    (-2.0, 3.0, 0.5),
                    (3.0, 1.5, -0.6),
                ),
                0.1,
            ),
            note="six units, no two alike",
        ),
        Case(
            "in-groups",
            (
                _rows(
                    (1.0, -1.0, 0.5),
                    (2.0, 0.25, -0.5),
                    (1.018, -1.018, 0.518),
                    (1.982, 0.232, -0.518),
                    (-0.75, 1.5, 1.0),
                    (1.009, -0.991, 0.509),
                ),
                0.04,
            ),
            note="six units in three groups; in a group each number is off a little",
        ),
        Case(
            "one-number",
            (
                _rows(
                    (1.0, 2.0, -3.0, 0.5),
                    (1.0, 2.0, -3.0, 0.53),
                    (1.0, 2.0, -2.97, 0.5),
                    (1.0, 2.015, -3.0, 0.5),
                ),
                0.02,
            ),
            note="four units, each off in one number, the last one only a little",
        ),
        Case(
            "same-numbers",
            (_rows((0.5, 1.5, -1.0), (1.5, -1.0, 0.5), (-0.5, -1.5, 1.0), (1.0, 3.0, -2.0)), 0.001),
            note="the same numbers in another order, with the other sign, and doubled",
        ),
        Case(
            "beside-a-limit",
            (_rows((0.144, 1.0), (0.146, 1.0), (0.246, 1.0), (0.244, 1.0), (0.9, 1.0)), 0.01),
            note="five units, alike in pairs",
        ),
        Case(
            "coarse",
            (_rows((1.0, 2.0, 0.0), (1.4, 1.6, 0.4), (1.2, 1.8, 0.2), (2.5, 0.5, -1.0)), 0.5),
            note="a large tolerance",
        ),
        Case(
            "by-rounding",
            (_rows((0.3, 1.0), (0.1 + 0.2, 1.0), (1.5, 0.7), (1.5, 0.1 * 7), (1.5, 0.7)), 0.001),
            note="rows that only rounding tells apart",
        ),
        Case(
            "far-in-one",
            (
                _rows(
                    (0.5, 1.0, -1.0, 2.0, 0.25),
                    (0.5, 1.0, -1.0, 2.4, 0.25),
                    (0.65, 1.15, -1.15, 2.15, 0.4),
                    (0.35, 0.85, -0.85, 1.85, 0.1),
                ),
                0.1,
            ),
            note="a row far off in one number, and two a little off in all",
        ),
        Case("all-zero", (np.zeros((5, 3)), 0.001), note="a start with zeros"),
        Case("one-unit", (_rows((0.5, -0.25, 2.0)), 0.01), EDGE, "one hidden unit only"),
        Case("one-input", (np.array([[0.5], [0.7], [0.501]]), 0.01), EDGE, "one input only"),
        Case(
            "whole-numbers",
            (np.array([[0, 5], [1, 5], [4, 5], [4, 4]], np.int64), 1),
            EDGE,
            "whole numbers, some exactly atol apart",
        ),
        Case(
            "no-tolerance",
            (_rows((0.5, 1.0), (0.5, 1.001), (0.5, 1.0), (0.5, 0.999)), 0.0),
            EDGE,
            "atol is 0",
        ),
        Case("read-only", (read_only(_rows((1.0, 2.0), (2.0, 1.0))), 0.1), EDGE, "W1 is read-only"),
    ),
    properties=(
        law(
            "two_rows",
            "two rows are the same where none of their numbers differ by more than atol",
            _two_rows,
            _one_or_two,
            Broken(""),
            like=0,
        ),
        law(
            "order_and_copies",
            "neither the order of the rows nor a second copy of them changes the answer",
            _shuffled,
            _same_count,
            Broken(""),
            like=0,
        ),
    ),
    hints=(
        "Two units with the same weights are one unit. Count a unit where it is met for the first "
        "time, and not when another one like it was there before.",
        "Go through the rows. For row i, how far is it from each of the rows above it? The largest "
        "difference in size, np.max(np.abs(W1[i] - W1[j])), says whether two rows are the same.",
        "Begin with count = 0. For each i, add 1 unless some j below i has "
        "np.max(np.abs(W1[i] - W1[j])) <= atol.",
    ),
    thought="Write the rows one below the other, cross out each that you have seen, and count.",
)
