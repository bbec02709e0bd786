"""Answers to neuron.or_gate, written from its docstring alone."""

from __future__ import annotations

from .gates import gate, malformed, shapes

EXERCISE = "neuron.or_gate"

RIGHT = shapes(-0.5) | {
    "close to zero": gate(1.0, 1.0, -0.01),
    "close to one": gate(1.0, 1.0, -0.99),
    "hundreds": gate(20.0, 20.0, -10.0),
    "uneven": gate(2.0, 1.0, -0.5),
    "whole uneven": gate(3, 2, -1),
    "quarters": gate(0.25, 0.5, -0.2),
}

WRONG = malformed(-0.5) | {
    "and": gate(1.0, 1.0, -1.5),
    "nand": gate(-1.0, -1.0, 1.5),
    "nor": gate(-1.0, -1.0, 0.5),
    "always": gate(1.0, 1.0, 0.5),
    "never": gate(1.0, 1.0, -2.5),
    "positive bias": gate(1.0, 1.0, 1.5),
    "first only": gate(1.0, 0.0, -0.5),
    "second only": gate(0.0, 1.0, -0.5),
    "first and not second": gate(1.0, -1.0, -0.5),
    "second and not first": gate(-1.0, 1.0, -0.5),
    "second too weak": gate(2.0, 1.0, -1.5),
    "first too weak": gate(0.4, 1.0, -0.5),
    "zero weights": gate(0.0, 0.0, -0.5),
    "negative weights": gate(-1.0, -1.0, -0.5),
    "threshold for bias": gate(1.0, 1.0, 1.0),
    "halves": gate(0.4, 0.4, -0.5),
    "not": gate(-1.0, 0.0, 0.5),
}
