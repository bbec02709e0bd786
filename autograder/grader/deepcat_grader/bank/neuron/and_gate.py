"""AND by hand: what is known of its answers. Its truth table alone judges."""

from __future__ import annotations

import numpy as np

from deepcat_grader.bank.neuron import gates
from deepcat_grader.bank.neuron.gates import gate
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercises.neuron.and_gate import EXERCISE
from deepcat_solutions.neuron import and_gate

bank = Bank(EXERCISE, reference=and_gate)

bank.proved(
    or_gate=lambda: (np.array([[1.0], [1.0]]), -0.5),
    negated=lambda: (np.array([[-1.0], [-1.0]]), 1.5),
    always_fires=lambda: (np.array([[1.0], [1.0]]), 1.5),
    never_fires=lambda: (np.array([[1.0], [1.0]]), -2.5),
    one_input_ignored=lambda: (np.array([[1.0], [0.0]]), -0.5),
    score_of_zero=lambda: (np.array([[1.0], [1.0]]), -1.0),
)
bank.rights(
    small_weights=lambda: (np.array([[0.6], [0.6]]), -1.0),
    large_weights=lambda: (np.array([[20.0], [20.0]]), -30.0),
    unequal_weights=lambda: (np.array([[2.0], [1.0]]), -2.5),
    whole_numbers=lambda: (np.array([[2], [2]]), -3),
    list_returned=lambda: [np.array([[1.0], [1.0]]), -1.2],
    reshaped=lambda: (np.ones(2).reshape(2, 1), -1.75),
    numpy_scalar=lambda: (np.full((2, 1), 1.0), np.float64(-1.5)),
    float32=lambda: (np.ones((2, 1), dtype=np.float32), np.array(-1.5, dtype=np.float32)),
)

gates.add_unseen_forms(bank, -1.5)
bank.unseen_right(
    close_to_one_input=gate(1.0, 1.0, -1.01),
    close_to_two=gate(1.0, 1.0, -1.99),
    whole_uneven=gate(3, 2, -4),
    quarters=gate(0.25, 0.5, -0.6),
)
bank.unseen_wrong(
    or_=gate(2.0, 2.0, -0.5),
    no_bias=gate(1.0, 1.0, 0.0),
    nothing_chosen=gate(0.0, 0.0, 0.0),
    one_input_enough=gate(2.0, 1.0, -1.5),
    threshold_for_bias=gate(1.0, 1.0, 2.0),
    halves=gate(0.5, 0.5, -1.5),
    tie_that_fires=gate(1.0, 1.0, -2.0),
    tie_by_rounding=gate(0.1, 0.2, -0.2),
    opposite_weights=gate(1.0, -1.0, -1.5),
)
bank.unseen_two(or_row=lambda: (np.ones((1, 2)), -0.5))
