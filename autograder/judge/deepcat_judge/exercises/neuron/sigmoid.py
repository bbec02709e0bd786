"""The sigmoid, which squashes a score into (0, 1)."""

from __future__ import annotations

import numpy as np

from deepcat_judge.exercise import EDGE, Case, Exercise
from deepcat_judge.exercises.common import agree, column, row, rubric
from deepcat_judge.exercises.neuron.elementwise import laws, mirrored, scores

EXERCISE = Exercise(
    id="neuron.sigmoid",
    title="Sigmoid",
    parts=rubric(values=3, edge=2),
    cases=scores(
        row(-2.0, 0.0, 2.0),
        np.array([[0.5, -1.0], [3.0, -0.25], [1.5, -4.0]]),
        Case("fairly-large", (column(30.0, -30.0, 12.0),), EDGE, "large scores"),
    ),
    properties=laws(
        mirrored(
            "symmetric",
            "σ(-z) = 1 - σ(z)",
            lambda Z, right, left: agree(left, 1 - right),
        ),
        mirrored(
            "between_0_and_1",
            "0 < σ(z) < 1, and σ(z) > ½ for positive z",
            lambda Z, right, left: bool(np.all((right > 0.5) & (right < 1) & (left > 0))),
        ),
    ),
    hints=(
        "The sigmoid squashes any score into the range from 0 to 1. Large positive scores come "
        "close to 1, large negative ones close to 0.",
        "np.exp works on whole arrays; math.exp does not. Then think about e⁻ᶻ for z = -1000: how "
        "large is it? Which of two equal formulas avoids that?",
        "With e = np.exp(-np.abs(Z)), which never overflows, the answer is 1 / (1 + e) where "
        "Z >= 0 and e / (1 + e) elsewhere. np.where chooses between the two.",
    ),
)
