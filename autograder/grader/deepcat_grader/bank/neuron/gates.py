"""What the gates by hand share: unseen answers that depend on the bias alone."""

from __future__ import annotations

import fractions

import numpy as np

from deepcat_grader.bank import forms
from deepcat_grader.bank.registry import Bank


def gate(first, second, b):
    """Answer with these weights and this bias."""
    return lambda: (np.array([[first], [second]]), b)


def add_unseen_forms(bank: Bank, b: float) -> None:
    """Keep right and wrong forms of a gate whose weights are 1."""
    w = np.ones((2, 1))
    bank.unseen_forms(forms.COLUMN_AND_NUMBER)
    bank.unseen_right(
        whole_weights=gate(1, 1, b),
        truth_values=gate(True, True, b),
        whole=gate(2, 2, int(2 * b)),
        tiny=gate(1e-6, 1e-6, 1e-6 * b),
        huge=gate(1e6, 1e6, 1e6 * b),
        single_precision=lambda: (w.astype(np.float32), np.float32(b)),
    )
    bank.unseen_wrong(
        weights_in_a_tuple=lambda: ((1, 1), b),
        fractions=gate(fractions.Fraction(1), fractions.Fraction(1), b),
        not_a_number=gate(np.nan, np.nan, b),
        takes_inputs=lambda x1, x2: (w, b),
        computes=lambda x1=1, x2=1: x1 + x2 + b > 0,
        truth_table=lambda: np.array([[0, 0, 0, 1]]),
        random=lambda: (np.random.uniform(-1, -0.5, (2, 1)), b),
        always_fires=gate(1.0, 1.0, 0.5),
        never_fires=gate(1.0, 1.0, -2.25),
        nand=gate(-1.0, -1.0, 1.25),
        nor=gate(-1.0, -1.0, 0.25),
        first_only_looked_at=gate(1.0, 0.0, -0.5),
        second_only_looked_at=gate(0.0, 2.0, -0.5),
        first_and_not_second=gate(1.0, -1.0, -0.5),
        second_and_not_first=gate(-1.0, 1.0, -0.5),
        zero_weights=gate(0.0, 0.0, b),
        positive_bias=gate(1.0, 1.0, 1.5),
        small_positive_bias=gate(1.0, 1.0, -b / 2),
        exclusive_or=lambda: np.array([[0, 1, 1, 0]]),
    )
