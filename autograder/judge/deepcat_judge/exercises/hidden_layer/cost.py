"""The cost of a network's predictions: the binary cross-entropy, log 2 where all is open."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from deepcat_judge.exercise import Broken
from deepcat_judge.exercises.common import Array, law, number, row
from deepcat_judge.exercises.losses import binary_cross_entropy
from deepcat_judge.exercises.losses.laws import tidy


def _log_2(answers: list[Array]) -> bool | Broken:
    far = [answer for answer in answers if abs(number(answer) - np.log(2)) > 1e-5]
    return not far or Broken(
        f"Where every probability is one half, the cost should be log 2 = 0.6931; yours is "
        f"{tidy(number(far[0]))}.",
        "Which probability was given to what really happened, and what is minus its logarithm?",
        telling=True,
    )


EXERCISE = replace(
    binary_cross_entropy.EXERCISE,
    id="hidden_layer.cost",
    title="The cost of a network",
    properties=(
        law(
            "log_2",
            "the cost is log 2 where every probability is one half, whatever the labels are",
            lambda rng: [
                (row(1.0, 0.0, 0.0), np.full((1, 3), 0.5)),
                ((rng.random((1, 7)) < 0.3) * 1.0, np.full((1, 7), 0.5)),
            ],
            lambda calls, answers: _log_2(list(answers)),
            Broken(""),
            like=0.0,
        ),
        *binary_cross_entropy.EXERCISE.properties,
    ),
    hints=(
        "You have written this before: it is the mean surprise at what really happened, the loss "
        "of logistic regression. The network changes what Y_hat is, and not what it costs.",
        "Lesson 4 calls it binary_cross_entropy(Y, Y_hat). Which of the two comes first, and what "
        "happens there to a probability of exactly 0?",
        "Return what binary_cross_entropy gives for Y and Y_hat; or, with "
        "P = np.clip(Y_hat, 1e-12, 1 - 1e-12), the mean of -(Y * np.log(P) + …).",
    ),
)
