"""Bank of bump: what is known of its answers."""

from __future__ import annotations

from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercises.network.bump import EXERCISE
from deepcat_solutions.network import bump

bank = Bank(EXERCISE, reference=bump)
