"""The hyperbolic tangent, which squashes a score into (-1, 1)."""

from __future__ import annotations

import numpy as np

from deepcat_judge.exercise import Exercise
from deepcat_judge.exercises.common import agree, row, rubric
from deepcat_judge.exercises.neuron.elementwise import laws, mirrored, scores

EXERCISE = Exercise(
    id="neuron.tanh",
    title="Hyperbolic tangent",
    parts=rubric(values=2, edge=1),
    cases=scores(
        row(-1.0, 0.0, 1.0),
        np.array([[0.5, -2.0], [3.0, -0.25], [1.5, -4.0]]),
    ),
    properties=laws(
        mirrored(
            "odd",
            "tanh(-z) = -tanh(z)",
            lambda Z, right, left: agree(left, -right),
        ),
        mirrored(
            "between_-1_and_1",
            "-1 < tanh(z) < 1, and tanh(z) > 0 for positive z",
            lambda Z, right, left: bool(np.all((right > 0) & (right < 1) & (left > -1))),
        ),
    ),
    hints=(
        "tanh has the shape of the sigmoid, but runs from -1 to 1 and goes through 0 at 0.",
        "NumPy has this function. If you write it yourself, think about e¹⁰⁰⁰, and about the "
        "sigmoid of twice the score.",
        "Return np.tanh(Z).",
    ),
)
