"""ReLU, which lets positive scores through."""

from __future__ import annotations

import numpy as np

from deepcat_judge.exercise import Exercise
from deepcat_judge.exercises.common import agree, row, rubric
from deepcat_judge.exercises.neuron.elementwise import NEAR_0, laws, mirrored, scores

EXERCISE = Exercise(
    id="neuron.relu",
    title="ReLU",
    parts=rubric(values=2, edge=1),
    cases=scores(
        row(-1.5, 0.0, 2.0),
        np.array([[-1.0, 0.75], [8.5, -0.25], [-4.0, 0.05]]),
        NEAR_0,
    ),
    properties=laws(
        mirrored(
            "parts",
            "relu(z) - relu(-z) = z",
            lambda Z, right, left: agree(right - left, Z),
        ),
        mirrored("never_negative", "relu(-z) = 0", lambda Z, right, left: agree(left, 0 * left)),
    ),
    hints=(
        "ReLU lets positive scores through unchanged and makes everything else 0.",
        "The choice is made for each element. Python's max compares whole arrays and cannot do "
        "that. Which function of NumPy takes the larger of two numbers, element by element?",
        "Return np.maximum(Z, 0).",
    ),
)
