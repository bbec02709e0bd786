"""The slope of tanh, as a function of the score."""

from __future__ import annotations

import numpy as np

from deepcat_judge.exercise import Exercise
from deepcat_judge.exercises.common import row, rubric
from deepcat_judge.exercises.neuron.elementwise import EVEN_SLOPE, area, laws, scores

EXERCISE = Exercise(
    id="neuron.tanh_prime",
    title="Slope of tanh",
    parts=rubric(values=2, edge=1),
    cases=scores(
        row(-1.0, 0.0, 2.0),
        np.array([[0.5, -2.0], [3.0, -0.25], [1.5, -4.0]]),
    ),
    properties=laws(
        EVEN_SLOPE,
        area(2.0, 0.964028, "tanh"),
    ),
    hints=(
        "The slope of tanh is 1 at 0 and falls to 0 on either side.",
        "The lesson writes the slope with tanh(z) alone, and there is a square in it. The "
        "argument here is z, so tanh(z) has to be computed first.",
        "Let A = tanh(Z) and return 1 - A ** 2.",
    ),
)
