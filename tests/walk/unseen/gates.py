"""Answers to neuron.and_gate and neuron.or_gate, written from their docstrings alone."""

from __future__ import annotations

import fractions

import numpy as np


def column(*numbers):
    return np.array(numbers).reshape(-1, 1)


def gate(first, second, b):
    return lambda: (column(first, second), b)


class Gate:
    def __init__(self, b):
        self.b = b

    def __call__(self):
        return np.full((2, 1), 10.0), self.b


def shapes(b):
    """Right forms of an answer with weights of 1 and bias `b`."""
    return {
        "nested lists": lambda: (np.array([[1.0], [1.0]]), b),
        "ones": lambda: (np.ones((2, 1)), b),
        "whole weights": lambda: (np.array([[1], [1]]), b),
        "transposed": lambda: (np.array([[1.0, 1.0]]).T, b),
        "list": lambda: [np.ones((2, 1)), b],
        "numpy float": lambda: (np.ones((2, 1)), np.float64(b)),
        "0-d": lambda: (np.ones((2, 1)), np.array(b)),
        "float32": lambda: (np.ones((2, 1), np.float32), np.float32(b)),
        "fortran": lambda: (np.asfortranarray(np.ones((2, 1))), b),
        "extra default": lambda scale=1: (scale * np.ones((2, 1)), scale * b),
        "starred": lambda *args, **keywords: (np.ones((2, 1)), b),
        "truth values": lambda: (np.array([[True], [True]]), b),
        "object": Gate(10 * b),
        "whole": gate(2, 2, int(2 * b)),
        "tiny": gate(1e-6, 1e-6, 1e-6 * b),
        "huge": gate(1e6, 1e6, 1e6 * b),
    }


def malformed(b):
    """Wrong forms of an answer with weights of 1 and bias `b`."""
    return {
        "flat": lambda: (np.ones(2), b),
        "row": lambda: (np.ones((1, 2)), b),
        "nested list": lambda: ([[1.0], [1.0]], b),
        "flat list": lambda: ([1, 1], b),
        "tuple": lambda: ((1, 1), b),
        "three numbers": lambda: (1.0, 1.0, b),
        "bias first": lambda: (b, np.ones((2, 1))),
        "bias in an array": lambda: (np.ones((2, 1)), np.array([b])),
        "bias in a matrix": lambda: (np.ones((2, 1)), np.array([[b]])),
        "bias in a list": lambda: (np.ones((2, 1)), [b]),
        "bias in a string": lambda: (np.ones((2, 1)), str(b)),
        "two biases": lambda: (np.ones((2, 1)), np.full((2, 1), b)),
        "weights only": lambda: np.ones((2, 1)),
        "bias among the weights": lambda: np.array([[1.0], [1.0], [b]]),
        "three weights": lambda: (np.ones((3, 1)), b),
        "one weight": lambda: (np.ones((1, 1)), b),
        "dict": lambda: {"w": np.ones((2, 1)), "b": b},
        "half precision": lambda: (np.ones((2, 1), np.float16), b),
        "fractions": lambda: (column(fractions.Fraction(1), fractions.Fraction(1)), b),
        "complex": lambda: (np.ones((2, 1), complex), b),
        "infinite": lambda: (np.full((2, 1), np.inf), b),
        "nan": lambda: (np.full((2, 1), np.nan), b),
        "nan bias": lambda: (np.ones((2, 1)), float("nan")),
        "function": lambda: lambda x: x,
        "takes inputs": lambda x1, x2: (np.ones((2, 1)), b),
        "computes": lambda x1=1, x2=1: x1 + x2 + b > 0,
        "truth table": lambda: np.array([[0, 0, 0, 1]]),
        "nothing": lambda: print(np.ones((2, 1)), b),
        "random": lambda: (np.random.uniform(-1, -0.5, (2, 1)), b),
    }
