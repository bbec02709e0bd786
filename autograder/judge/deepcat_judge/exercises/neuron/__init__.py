"""Lesson 2: one neuron, its activation functions and their slopes, gates, and Rosenblatt's rule."""

from __future__ import annotations

from deepcat_judge.exercise import AnyExercise
from deepcat_judge.exercises.neuron.activations import RELU, SIGMOID, TANH
from deepcat_judge.exercises.neuron.perceptron import AND_GATE, OR_GATE, PERCEPTRON_STEP
from deepcat_judge.exercises.neuron.slopes import RELU_PRIME, SIGMOID_PRIME, TANH_PRIME
from deepcat_judge.exercises.neuron.units import NEURON, NEURON_BATCH, WEIGHTED_SUM

EXERCISES: tuple[AnyExercise, ...] = (
    WEIGHTED_SUM,
    SIGMOID,
    RELU,
    TANH,
    NEURON,
    NEURON_BATCH,
    SIGMOID_PRIME,
    RELU_PRIME,
    TANH_PRIME,
    AND_GATE,
    OR_GATE,
    PERCEPTRON_STEP,
)
