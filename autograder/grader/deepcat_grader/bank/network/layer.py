"""Bank of layer: what is known of its answers."""

from __future__ import annotations

from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercises.network.layer import EXERCISE
from deepcat_solutions.network import layer

bank = Bank(EXERCISE, reference=layer)
