"""The logarithm of softmax, exact where softmax is rounded to 0."""

from __future__ import annotations

import numpy as np

from deepcat_judge.exercise import Broken, Exercise
from deepcat_judge.exercises.common import depends_on_input, law, rubric
from deepcat_judge.exercises.losses.laws import columns_apart, shift_of_a_column
from deepcat_judge.exercises.losses.tables import LARGE, TABLES

EXERCISE = Exercise(
    id="losses.log_softmax",
    title="Logarithm of softmax",
    parts=rubric(values=2, edge=2),
    cases=(*TABLES, *LARGE),
    properties=(
        depends_on_input((3, 4)),
        law(
            "exponentials_add_up_to_one",
            "the exponentials of each column add up to 1",
            lambda rng: [(rng.normal(size=(3, 4)),)],
            lambda calls, answers: bool(np.all(np.abs(np.exp(answers[0]).sum(axis=0) - 1) < 1e-7)),
            Broken(
                "The exponentials of your columns do not add up to 1, as probabilities of all "
                "classes should.",
                "Along which axis do the classes of one example stand?",
            ),
            like=np.zeros((3, 4)),
        ),
        columns_apart((3, 4)),
        shift_of_a_column((3, 4)),
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
