"""Lesson 2 on the teacher's side: a module an exercise, and its right variants beside it."""

from __future__ import annotations

from deepcat_grader.bank.neuron import (
    batch,
    gates,
    perceptron,
    relu,
    relu_prime,
    sigmoid,
    sigmoid_prime,
    single,
    tanh,
    tanh_prime,
    weighted_sum,
)

ENTRIES = (
    weighted_sum.WEIGHTED_SUM,
    sigmoid.SIGMOID,
    relu.RELU,
    tanh.TANH,
    single.NEURON,
    batch.NEURON_BATCH,
    sigmoid_prime.SIGMOID_PRIME,
    relu_prime.RELU_PRIME,
    tanh_prime.TANH_PRIME,
    gates.AND_GATE,
    gates.OR_GATE,
    perceptron.PERCEPTRON_STEP,
)
