"""Answers to neuron.and_gate, written from its docstring alone."""

from __future__ import annotations

from .gates import gate, malformed, shapes

EXERCISE = "neuron.and_gate"

RIGHT = shapes(-1.5) | {
    "close to one input": gate(1.0, 1.0, -1.01),
    "close to two": gate(1.0, 1.0, -1.99),
    "hundreds": gate(20.0, 20.0, -30.0),
    "uneven": gate(2.0, 1.0, -2.5),
    "whole uneven": gate(3, 2, -4),
    "quarters": gate(0.25, 0.5, -0.6),
}

WRONG = malformed(-1.5) | {
    "or": gate(1.0, 1.0, -0.5),
    "nand": gate(-1.0, -1.0, 1.5),
    "nor": gate(-1.0, -1.0, 0.5),
    "always": gate(1.0, 1.0, 0.5),
    "no bias": gate(1.0, 1.0, 0.0),
    "never": gate(1.0, 1.0, -2.5),
    "positive bias": gate(1.0, 1.0, 1.5),
    "zero": gate(0.0, 0.0, 0.0),
    "first only": gate(1.0, 0.0, -0.5),
    "second only": gate(0.0, 1.0, -0.5),
    "first and not second": gate(1.0, -1.0, -0.5),
    "second and not first": gate(-1.0, 1.0, -0.5),
    "one input enough": gate(2.0, 1.0, -1.5),
    "zero weights": gate(0.0, 0.0, -1.5),
    "threshold for bias": gate(1.0, 1.0, 2.0),
    "halves": gate(0.5, 0.5, -1.5),
    "opposite weights": gate(1.0, -1.0, -1.5),
}
