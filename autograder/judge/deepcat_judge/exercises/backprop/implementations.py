"""Backward passes to hand to a test: right ones, and right ones spoiled on purpose.

The slopes are measured, not derived: the loss of a network whose parameters have a tiny imaginary
part has the slope in its own imaginary part. So no formula of backpropagation stands here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import numpy as np

from deepcat_judge.exercises.common import Array

Gradients: TypeAlias = dict[str, Any]
Gate: TypeAlias = Callable[[Array], Array]

NAMES = ("W1", "b1", "W2", "b2")
STEP = 1e-30  # squared, it is below the smallest float: what is left is exact


def measured(Y: Any, parameters: Any, cache: Any, gate: Gate = lambda Z: Z.real > 0) -> Gradients:
    """The slope of the loss along every parameter; `gate` says which hidden units let it pass."""
    arrays = {name: np.asarray(parameters[name], float) for name in NAMES}
    theta = np.concatenate([array.ravel() for array in arrays.values()])
    every = theta + STEP * 1j * np.eye(len(theta))  # a row for each number that is moved
    slopes = _losses(Y, _apart(every, arrays), np.asarray(cache["X"]), gate).imag / STEP
    return {f"d{name}": slope for name, slope in _apart(slopes, arrays).items()}


def _apart(rows: Array, arrays: Mapping[str, Array]) -> dict[str, Array]:
    """Rows of numbers as stacks of arrays of these shapes, one after the other in a row."""
    ends = np.cumsum([array.size for array in arrays.values()])[:-1]
    pieces = zip(arrays.items(), np.split(rows, ends, axis=-1), strict=True)
    return {name: piece.reshape(*rows.shape[:-1], *like.shape) for (name, like), piece in pieces}


def _losses(Y: Any, parameters: Mapping[str, Array], X: Array, gate: Gate) -> Array:
    """Mean cross-entropy of each network of a stack, from scores.

    The real part is that of ReLU, whatever the gate is.
    """
    scores = parameters["W1"] @ X + parameters["b1"]
    hidden = np.maximum(scores.real, 0.0) + 1j * np.where(gate(scores), scores.imag, 0.0)
    z = parameters["W2"] @ hidden + parameters["b2"]
    above = z.real > 0
    losses = np.log(1.0 + np.exp(np.where(above, -z, z))) + np.where(above, z, 0.0) - Y * z
    means: Array = losses.mean(axis=(-2, -1))
    return means


def right(Y: Any, parameters: Any, cache: Any) -> Gradients:
    """A right backward pass."""
    return measured(Y, parameters, cache)


def negated(Y: Any, parameters: Any, cache: Any) -> Gradients:
    """Every gradient has the wrong sign."""
    return {name: -value for name, value in measured(Y, parameters, cache).items()}


def not_divided(Y: Any, parameters: Any, cache: Any) -> Gradients:
    """Every gradient is a sum over the examples, where it should be the mean."""
    m = np.shape(Y)[1]
    return {name: m * value for name, value in measured(Y, parameters, cache).items()}


def output_doubled(Y: Any, parameters: Any, cache: Any) -> Gradients:
    """The gradients of the output layer are twice as large as they should be."""
    return _doubled(("dW2", "db2"), Y, parameters, cache)


def hidden_doubled(Y: Any, parameters: Any, cache: Any) -> Gradients:
    """The gradients of the hidden layer are twice as large as they should be."""
    return _doubled(("dW1", "db1"), Y, parameters, cache)


def ungated(Y: Any, parameters: Any, cache: Any) -> Gradients:
    """The slope of ReLU is taken for 1 everywhere."""
    return measured(Y, parameters, cache, lambda Z: np.full(Z.shape, True))


def flat_bias(Y: Any, parameters: Any, cache: Any) -> Gradients:
    """The gradient of b1 has lost its second dimension."""
    gradients = measured(Y, parameters, cache)
    return {**gradients, "db1": gradients["db1"].ravel()}


def stops(Y: Any, parameters: Any, cache: Any) -> Gradients:
    """An error in place of gradients."""
    raise ValueError("matmul: the shapes of the two factors do not fit")


def wrong_dW1(Y: Any, parameters: Any, cache: Any) -> Gradients:
    """Only dW1 is wrong: half as large again."""
    return _larger("dW1", Y, parameters, cache)


def wrong_db1(Y: Any, parameters: Any, cache: Any) -> Gradients:
    """Only db1 is wrong: half as large again."""
    return _larger("db1", Y, parameters, cache)


def wrong_dW2(Y: Any, parameters: Any, cache: Any) -> Gradients:
    """Only dW2 is wrong: half as large again."""
    return _larger("dW2", Y, parameters, cache)


def wrong_db2(Y: Any, parameters: Any, cache: Any) -> Gradients:
    """Only db2 is wrong: half as large again."""
    return _larger("db2", Y, parameters, cache)


def one_number(Y: Any, parameters: Any, cache: Any) -> Gradients:
    """The last number of dW1 is wrong by 1."""
    gradients = measured(Y, parameters, cache)
    gradients["dW1"][-1, -1] += 1.0
    return gradients


def rolled(Y: Any, parameters: Any, cache: Any) -> Gradients:
    """The rows of dW1 belong to other hidden units: they have moved on by one."""
    gradients = measured(Y, parameters, cache)
    return {**gradients, "dW1": np.roll(gradients["dW1"], 1, axis=0)}


def _doubled(names: tuple[str, ...], Y: Any, parameters: Any, cache: Any) -> Gradients:
    gradients = measured(Y, parameters, cache)
    return {**gradients, **{name: 2.0 * gradients[name] for name in names}}


def _larger(name: str, Y: Any, parameters: Any, cache: Any) -> Gradients:
    gradients = measured(Y, parameters, cache)
    return {**gradients, name: 1.5 * gradients[name]}
