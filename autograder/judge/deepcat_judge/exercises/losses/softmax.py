"""Softmax: scores of several classes as probabilities."""

from __future__ import annotations

import numpy as np

from deepcat_judge.exercise import Exercise
from deepcat_judge.exercises.common import depends_on_input, rubric
from deepcat_judge.exercises.losses.laws import (
    columns_add_up_to_one,
    columns_apart,
    shifts_of_a_column,
)
from deepcat_judge.exercises.losses.tables import LARGE, TABLES

EXERCISE = Exercise(
    id="losses.softmax",
    title="Softmax",
    parts=rubric(values=3, edge=2),
    cases=(*TABLES, *LARGE),
    properties=(
        depends_on_input((3, 4)),
        columns_add_up_to_one((3, 4), np.positive),
        columns_apart((3, 4)),
        *shifts_of_a_column((3, 4)),
    ),
    hints=(
        "Each column is one example. eᶻ makes every score positive; divided by the sum of its "
        "column, the numbers of one example add up to 1.",
        "Which axis runs through the classes of one example? keepdims=True keeps the sum a row "
        "(1, m), so that each column is divided by its own. And e¹⁰⁰⁰ is too large: subtracting "
        "the same number from all scores of a column changes nothing.",
        "E = np.exp(Z - np.max(Z, axis=0, keepdims=True)), then divide E by its own sum over "
        "axis 0, with keepdims=True.",
    ),
    thought="Take one column of Z and work it out by hand: its exponentials, their sum, the rest.",
)
