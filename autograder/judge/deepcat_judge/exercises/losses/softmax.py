"""Softmax: scores of several classes as probabilities."""

from __future__ import annotations

import numpy as np

from deepcat_judge.exercise import Broken, Exercise
from deepcat_judge.exercises.common import depends_on_input, law, rubric
from deepcat_judge.exercises.losses.laws import columns_apart, shift_of_a_column
from deepcat_judge.exercises.losses.tables import LARGE, TABLES

EXERCISE = Exercise(
    id="losses.softmax",
    title="Softmax",
    parts=rubric(values=3, edge=2),
    cases=(*TABLES, *LARGE),
    properties=(
        depends_on_input((3, 4)),
        law(
            "columns_add_up_to_one",
            "each column adds up to 1",
            lambda rng: [(rng.normal(size=(3, 4)),)],
            lambda calls, answers: bool(np.all(np.abs(answers[0].sum(axis=0) - 1) < 1e-7)),
            Broken(
                "The columns of your answer do not add up to 1, as probabilities of all classes "
                "should.",
                "Along which axis do the classes of one example stand?",
            ),
            like=np.zeros((3, 4)),
        ),
        columns_apart((3, 4)),
        shift_of_a_column((3, 4)),
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
