"""Layers of numbers that are the same on every machine, for the exercises on networks."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np

from deepcat_judge.exercises.common import Array
from deepcat_judge.plain import Named, Plain, map_leaves

ARCTAN, SOFTSIGN, SINE, SQUARE = map(Named, ("arctan", "softsign", "sine", "square"))


def numbers(rows: int, columns: int, start: int) -> Array:
    """Odd eighths between -1.375 and 1.625; no two rows are alike."""
    steps = np.arange(start, start + rows * columns) * 7 % 13
    return ((steps - 5.5) / 4).reshape(rows, columns)


def layers(*sizes: int) -> dict[str, Plain]:
    """Weights and biases of a network with so many inputs, and units in each layer."""
    parameters: dict[str, Plain] = {}
    for layer, (n_in, n_out) in enumerate(itertools.pairwise(sizes), start=1):
        parameters[f"W{layer}"] = numbers(n_out, n_in, 3 * layer)
        parameters[f"b{layer}"] = numbers(n_out, 1, 5 * layer + 1)
    return parameters


def whole(value: Plain) -> Any:
    """The same structure, of whole numbers."""
    return map_leaves(lambda array: np.rint(4 * array).astype(np.int64), value)
