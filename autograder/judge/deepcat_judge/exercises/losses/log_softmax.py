"""The logarithm of softmax, exact where softmax is rounded to 0."""

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
    id="losses.log_softmax",
    title="Logarithm of softmax",
    parts=rubric(values=2, edge=2),
    cases=(*TABLES, *LARGE),
    properties=(
        depends_on_input((3, 4)),
        columns_add_up_to_one((3, 4), np.exp),
        columns_apart((3, 4)),
        *shifts_of_a_column((3, 4)),
    ),
    hints=(
        "Write the logarithm of softmax down before you compute: the logarithm of a quotient is a "
        "difference, and log eᶻ is z.",
        "z - log of the sum of the exponentials of its column. As in softmax, subtract the largest "
        "score of each column first, so that no exponential overflows.",
        "With S = Z - np.max(Z, axis=0, keepdims=True), subtract from S the logarithm of the sum "
        "of np.exp(S) over axis 0, with keepdims=True.",
    ),
    thought="Take one column of Z and work it out by hand: its exponentials, their sum, the rest.",
)
