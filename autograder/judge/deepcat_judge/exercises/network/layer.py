"""One layer, all examples at once."""

from __future__ import annotations

import numpy as np

from deepcat_judge.exercise import EDGE, Broken, Case, Exercise
from deepcat_judge.exercises.common import every_argument_matters, rubric
from deepcat_judge.exercises.network.made import ARCTAN, SINE, SOFTSIGN, SQUARE, numbers, whole

_W, _A, _B = numbers(2, 3, 1), numbers(3, 4, 4), numbers(2, 1, 5)

EXERCISE = Exercise(
    id="network.layer",
    title="A whole layer",
    returns=("Z", "A"),
    parts=rubric(values=3, edge=1),
    cases=(
        Case("two-units", (_W, _A, _B, SQUARE), note="2 units, 3 inputs, 4 examples"),
        Case(
            "square",
            (numbers(3, 3, 2), numbers(3, 3, 8), numbers(3, 1, 4), SOFTSIGN),
            note="3 units, 3 inputs, 3 examples",
        ),
        Case(
            "four-units",
            (numbers(4, 2, 3), numbers(2, 5, 1), numbers(4, 1, 7), SINE),
            note="4 units, 2 inputs, 5 examples",
        ),
        Case(
            "one-example",
            (numbers(4, 3, 6), numbers(3, 1, 2), numbers(4, 1, 9), ARCTAN),
            EDGE,
            "one example only",
        ),
        Case(
            "one-unit",
            (numbers(1, 5, 2), numbers(5, 3, 5), numbers(1, 1, 3), ARCTAN),
            EDGE,
            "one unit only",
        ),
        Case("whole-inputs", (_W, whole(_A), _B, SOFTSIGN), EDGE, "A_prev in whole numbers"),
        Case("whole", (*whole((_W, _A, _B)), SOFTSIGN), EDGE, "whole numbers everywhere"),
    ),
    properties=(
        every_argument_matters(
            (_W, _A, _B, SQUARE),
            {0: (_W + 1.0, -2.0 * _W), 1: (_A + 1.0, -2.0 * _A), 2: (_B + 1.0,), 3: (SINE, ARCTAN)},
            {
                0: "W",
                1: "A_prev",
                2: Broken(
                    "Your answer does not change when b changes.",
                    "What is the score when every input is 0?",
                    "b_forgotten",
                ),
                3: Broken(
                    "Your answer does not change when another activation is given.",
                    "Which function turns the scores Z into the answers A?",
                    "activation_ignored",
                ),
            },
            (np.zeros((2, 4)), np.zeros((2, 4))),
        ),
    ),
    hints=(
        "Every unit of a layer is a neuron, and all of them look at the same inputs. One matrix "
        "product computes the weighted sums of all units for all examples.",
        "W has a row for each unit, and A_prev has a column for each example. Which product has "
        "the shape (units, examples)? A column b is added to each of its columns by itself.",
        "Compute Z = W @ A_prev + b, and return Z and activation(Z), in this order.",
    ),
    thought="Take one row of W and one column of A_prev, and compute their score by hand.",
)
