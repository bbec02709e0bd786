"""The weighted sum of one example."""

from __future__ import annotations

from collections.abc import Sequence

from deepcat_judge.exercise import EDGE, Broken, Case, Exercise
from deepcat_judge.exercises.common import (
    Generator,
    agree,
    column,
    every_argument_matters,
    law,
    read_only,
    rubric,
)
from deepcat_judge.exercises.neuron import neurons
from deepcat_judge.plain import Plain


def _two_examples_and_their_sum(rng: Generator) -> Sequence[tuple[Plain, ...]]:
    w, one, other = (rng.normal(size=(4, 1)) for _ in range(3))
    b = float(rng.uniform(1, 2))
    return [(w, one, b), (w, other, b), (w, one + other, b)]


WEIGHTED_SUM = Exercise(
    id="neuron.weighted_sum",
    title="Weighted sum",
    parts=rubric(values=2, edge=1),
    cases=(
        *neurons.EXAMPLES,
        Case(
            "read-only",
            (read_only(column(1.0, -2.0)), read_only(column(0.5, 3.0)), 1.5),
            EDGE,
            "w and x are read-only",
        ),
    ),
    properties=(
        every_argument_matters(
            (neurons.W, neurons.X, neurons.B),
            {0: neurons.OTHER_WS, 1: neurons.OTHER_XS, 2: neurons.OTHER_BS},
            {0: "w", 1: "x", 2: neurons.NO_BIAS},
            0.0,
        ),
        neurons.every_feature(lambda w, x: (w, x, 0.25), 0.0),
        law(
            "adds_up",
            "the scores of two examples add up to the score of their sum",
            _two_examples_and_their_sum,
            lambda calls, scores: agree(scores[2] + calls[0][2], scores[0] + scores[1]),
            Broken(
                "The scores of two examples do not add up to the score of their sum (with b once "
                "too often).",
                "Which of the operations in your code is not a product with a weight or a sum?",
            ),
            like=0.0,
        ),
    ),
    hints=(
        "Each input is multiplied by its own weight, the products are added up, and the bias is "
        "added once.",
        "w and x are both columns of shape (n, 1). Which shape must the left one have so that @ "
        "gives (1, 1)? And how does an array of shape (1, 1) become a number?",
        "Compute z = w.T @ x + b, which has shape (1, 1), and return z.item().",
    ),
    thought="Work this one out by hand: the products, their sum, and b.",
)
