"""The cost of a network: what is known of its answers, all of it known from lesson 4."""

from __future__ import annotations

from typing import Any

import numpy as np

from deepcat_grader.bank.forms import NUMBER
from deepcat_grader.bank.losses.binary_cross_entropy import bank as loss
from deepcat_grader.bank.losses.binary_cross_entropy import hidden
from deepcat_grader.bank.losses.draws import GUARDED
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercises.hidden_layer.cost import EXERCISE
from deepcat_solutions.hidden_layer import cost
from deepcat_solutions.losses import binary_cross_entropy

bank = Bank(EXERCISE, reference=cost, hidden=hidden)
for mistake in loss.entry.mistakes:
    named: dict[str, Any] = {mistake.id: mistake.function}
    bank.mistakes(mistake.message, think=mistake.next_thought, **named)
bank.known(
    """
largest_loss(Y, P): np.max(-np.log(np.maximum(np.where(Y == 1, P, 1 - P), 1e-12)))
    The largest loss comes out, where the mean over the examples is expected.
    ? How many examples should have a say in the cost?
median_loss(Y, P): np.median(-np.log(np.maximum(np.where(Y == 1, P, 1 - P), 1e-12)))
    The median of the losses comes out, where their mean is expected.
    ? By what is a mean divided, and does a median divide at all?
"""
)
bank.rights(**{variant.id: variant.function for variant in loss.entry.variants})
bank.unseen_right(
    by_name=lambda Y, P: binary_cross_entropy(Y_hat=P, Y=Y),
    through_odds=lambda Y, P: np.mean(
        np.log1p(np.exp((1 - 2 * Y) * np.log((P + 1e-12) / (1 - P + 1e-12))))
    ),
    cats_then_others=lambda Y, P: (
        -(np.log(P[Y == 1] + 1e-10).sum() + np.log(1 - P[Y == 0] + 1e-10).sum()) / P.size
    ),
    mean_of_a_list=lambda Y, P: (
        sum(cost(Y[:, [j]], P[:, [j]]) for j in range(Y.shape[1])) / Y.shape[1]
    ),
)
bank.unseen_wrong(
    exchanged_call=lambda Y, P: binary_cross_entropy(P, Y),
    of_the_others=lambda Y, P: binary_cross_entropy(1 - Y, P),
    log_2_taken_off=lambda Y, P: binary_cross_entropy(Y, P) - np.log(2),
    in_units_of_log_2=lambda Y, P: binary_cross_entropy(Y, P) / np.log(2),
    of_decisions=lambda Y, P: binary_cross_entropy(Y, np.round(P)),
    probability_of_truth=lambda Y, P: np.mean(Y * P + (1 - Y) * (1 - P)),
    with_its_examples=lambda Y, P: (binary_cross_entropy(Y, P), Y.shape[1]),
)
bank.unseen_two(
    exchanged_and_summed=lambda Y, P: binary_cross_entropy(P, Y) * Y.shape[1],
    turned_and_rounded=lambda Y, P: round(binary_cross_entropy(1 - Y, P), 1),
)
bank.unseen_forms(NUMBER, leave_out=GUARDED)
