"""Bank of initialize_parameters: what is known of its answers."""

from __future__ import annotations

from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercises.network.initialize_parameters import EXERCISE
from deepcat_solutions.network import initialize_parameters

bank = Bank(EXERCISE, reference=initialize_parameters)
