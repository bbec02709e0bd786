"""Bank of linear_collapse: what is known of its answers."""

from __future__ import annotations

from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercises.network.linear_collapse import EXERCISE
from deepcat_solutions.network import linear_collapse

bank = Bank(EXERCISE, reference=linear_collapse)
