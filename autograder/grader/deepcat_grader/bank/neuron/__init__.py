"""Lesson 2 on the teacher's side."""

from __future__ import annotations

from deepcat_grader.bank.neuron import activations, batch, gates, perceptron, slopes, units

ENTRIES = (
    units.WEIGHTED_SUM,
    activations.SIGMOID,
    activations.RELU,
    activations.TANH,
    units.NEURON,
    batch.NEURON_BATCH,
    slopes.SIGMOID_PRIME,
    slopes.RELU_PRIME,
    slopes.TANH_PRIME,
    gates.AND_GATE,
    gates.OR_GATE,
    perceptron.PERCEPTRON_STEP,
)
