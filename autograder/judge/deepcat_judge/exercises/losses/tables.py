"""Tables of scores, one example a column: ordinary ones, and those that overflow."""

from __future__ import annotations

import numpy as np

from deepcat_judge.exercise import EDGE, Case
from deepcat_judge.exercises.common import column, read_only, row, strided

TABLES = (
    Case(
        "three-by-two",
        (np.array([[1.0, -0.5], [2.0, 0.25], [0.5, 1.5]]),),
        note="two examples, three classes",
    ),
    Case(
        "two-by-three",
        (np.array([[0.75, -1.25, 2.0], [-0.5, 0.5, 1.0]]),),
        note="three examples, two classes",
    ),
    Case(
        "four-by-four",
        (
            np.vstack([
                row(0.5, -1.5, 2.25, 0.25),
                row(-2.0, 1.0, 0.75, -0.25),
                row(1.25, -0.75, -1.0, 1.75),
                row(0.0, 2.0, 0.5, -3.0),
            ]),
        ),
        note="four examples, four classes",
    ),
)  # fmt: skip
LARGE = (
    Case("one", (column(0.75, -1.5, 0.25),), EDGE, "one example only"),
    Case("whole-numbers", (np.array([[1, -2, 3], [0, 2, -1]]),), EDGE, "scores in whole numbers"),
    Case("unequal", (column(-680.0, 45.0, 44.0),), EDGE, "a very negative score, two large ones"),
    Case("very-large", (column(1000.0, 999.0, 2.0),), EDGE, "very large scores"),
    Case("very-negative", (column(-1000.0, -999.0, -998.5),), EDGE, "very negative scores"),
    Case(
        "far-apart",
        (np.array([[1000.0, -999.0], [998.0, -1000.0], [999.5, -998.0]]),),
        EDGE,
        "one example with large scores, one with very negative ones",
    ),
    Case(
        "hopeless",
        (np.array([[-1000.0, -0.5], [1000.0, 0.75], [150.0, 1.0]]),),
        EDGE,
        "scores of 1000 and -1000 in one example",
    ),
    Case("read-only", (read_only(np.array([[1.0, 0.5], [-1.0, 2.0]])),), EDGE, "Z is read-only"),
    Case(
        "strided",
        (strided(np.array([[1.5, 0.5, -1.0], [-0.25, 2.0, 0.75]])),),
        EDGE,
        "every second column of a table",
    ),
)
