"""The slope of ReLU, as a function of the score."""

from __future__ import annotations

import numpy as np

from deepcat_judge.exercise import EDGE, Case, Exercise, Property
from deepcat_judge.exercises.common import agree, row, rubric
from deepcat_judge.exercises.neuron.elementwise import NEAR_0, laws, mirrored, scores

EXERCISE = Exercise(
    id="neuron.relu_prime",
    title="Slope of ReLU",
    parts=rubric(values=2, edge=1),
    cases=scores(
        row(-1.5, 0.5, 2.0),
        np.array([[-1.0, 0.75], [8.0, -0.25], [-4.0, 0.05]]),
        NEAR_0,
        note="one negative score and two positive ones",
    ),
    properties=laws(
        mirrored(
            "one_or_none",
            "of the slopes at z and at -z, one is 1 and the other 0",
            lambda Z, right, left: agree(right + left, np.ones(Z.shape)),
            "Compare the slopes on the graph.",
        ),
        Property(
            "finite_at_the_corner",
            "at z = 0 the answer is a number",
            lambda rng: [Case("corner", (row(-1.0, 0.0, 2.0),), note="a score of 0")],
            lambda args, outputs: None,
            like=np.zeros((1, 3)),
            part=EDGE,
        ),
    ),
    hints=(
        "ReLU is made of two straight pieces. What is the slope of each?",
        "Compare Z with 0, element by element. The comparison gives True and False, which count "
        "as 1 and 0.",
        "Return np.where(Z > 0, 1.0, 0.0).",
    ),
)
