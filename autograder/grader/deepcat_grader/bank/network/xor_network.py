"""Bank of xor_network: what is known of its answers."""

from __future__ import annotations

from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercises.network.xor_network import EXERCISE
from deepcat_solutions.network import xor_network

bank = Bank(EXERCISE, reference=xor_network)
