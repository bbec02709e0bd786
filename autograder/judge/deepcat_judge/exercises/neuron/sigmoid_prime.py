"""The slope of the sigmoid, as a function of the score."""

from __future__ import annotations

import numpy as np

from deepcat_judge.exercise import Exercise
from deepcat_judge.exercises.common import row, rubric
from deepcat_judge.exercises.neuron.elementwise import EVEN_SLOPE, area, laws, scores

EXERCISE = Exercise(
    id="neuron.sigmoid_prime",
    title="Slope of the sigmoid",
    parts=rubric(values=3, edge=1),
    cases=scores(
        row(-2.0, 0.0, 2.0),
        np.array([[0.5, -1.0], [3.0, -0.25], [1.5, -4.0]]),
    ),
    properties=laws(
        EVEN_SLOPE,
        area(2.0, 0.380797, "the sigmoid"),
    ),
    hints=(
        "The slope of σ is largest at 0, where it is ¼, and falls to 0 on either side.",
        "The lesson writes the slope with σ(z) alone. The argument here is z, so σ(z) has to be "
        "computed first; you have a function for it.",
        "Let A = sigmoid(Z) and return A * (1 - A).",
    ),
)
