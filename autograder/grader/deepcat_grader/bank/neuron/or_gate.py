"""OR by hand: what is known of its answers. Its truth table alone judges."""

from __future__ import annotations

import numpy as np

from deepcat_grader.bank.neuron import gates
from deepcat_grader.bank.neuron.gates import gate
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercises.neuron.or_gate import EXERCISE
from deepcat_solutions.neuron import or_gate

bank = Bank(EXERCISE, reference=or_gate)
bank.equal("1.0 -> 2.0", why="The scores are then of the same sign as before on all four inputs.")

bank.proved(
    and_gate=lambda: (np.array([[1.0], [1.0]]), -1.5),
    negated=lambda: (np.array([[-1.0], [-1.0]]), 0.5),
    always_fires=lambda: (np.array([[1.0], [1.0]]), 0.5),
    never_fires=lambda: (np.array([[0.5], [0.5]]), -1.5),
    one_input_ignored=lambda: (np.array([[0.0], [1.0]]), -0.5),
    score_of_zero=lambda: (np.array([[1.0], [1.0]]), 0.0),
)
bank.rights(
    small_weights=lambda: (np.array([[0.6], [0.6]]), -0.25),
    large_weights=lambda: (np.array([[20.0], [20.0]]), -10.0),
    unequal_weights=lambda: (np.array([[2.0], [1.0]]), -0.5),
    whole_numbers=lambda: (np.array([[2], [2]]), -1),
    list_returned=lambda: [np.array([[1.0], [1.0]]), -0.9],
    reshaped=lambda: (np.ones(2).reshape(2, 1), -0.1),
    numpy_scalar=lambda: (np.full((2, 1), 1.0), np.float64(-0.5)),
    float32=lambda: (np.ones((2, 1), dtype=np.float32), np.array(-0.5, dtype=np.float32)),
)

gates.add_unseen_forms(bank, -0.5)
bank.unseen_right(
    close_to_zero=gate(1.0, 1.0, -0.01),
    close_to_one=gate(1.0, 1.0, -0.99),
    whole_uneven=gate(3, 2, -1),
    quarters=gate(0.25, 0.5, -0.2),
)
bank.unseen_wrong(
    and_=gate(2.0, 2.0, -3.0),
    second_too_weak=gate(2.0, 1.0, -1.5),
    first_too_weak=gate(0.4, 1.0, -0.5),
    negative_weights=gate(-1.0, -1.0, -0.5),
    threshold_for_bias=gate(1.0, 1.0, 1.0),
    tie_that_fires=gate(1.0, 1.0, -1.0),
    halves=gate(0.4, 0.4, -0.5),
    not_=gate(-1.0, 0.0, 0.5),
)
bank.unseen_two(
    and_b_in_an_array=lambda: (np.ones((2, 1)), np.array([-1.5])),
)
