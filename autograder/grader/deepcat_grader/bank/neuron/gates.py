"""Gates by hand: known mistakes and right variants. Their truth table alone judges."""

# mypy: allow-untyped-defs, allow-untyped-calls
# ruff: noqa: D103
# Students write no types; what a mistake is about stands in its message.

from __future__ import annotations

import numpy as np

from deepcat_grader.bank.registry import Entry, mistake, no_cases, variants
from deepcat_judge.exercises.neuron import perceptron as exercises
from deepcat_solutions.neuron import and_gate, or_gate

_TABLE = "Write z beside each of the four inputs: which b puts the change of sign in its place?"


def and_gate__or_gate():
    return np.array([[1.0], [1.0]]), -0.5


def and_gate__negated():
    return np.array([[-1.0], [-1.0]]), 1.5


def and_gate__always_fires():
    return np.array([[1.0], [1.0]]), 1.5


def and_gate__never_fires():
    return np.array([[1.0], [1.0]]), -2.5


def and_gate__one_input_ignored():
    return np.array([[1.0], [0.0]]), -0.5


def or_gate__and_gate():
    return np.array([[1.0], [1.0]]), -1.5


def or_gate__negated():
    return np.array([[-1.0], [-1.0]]), 0.5


def or_gate__always_fires():
    return np.array([[1.0], [1.0]]), 0.5


def or_gate__never_fires():
    return np.array([[0.5], [0.5]]), -1.5


def and_gate__score_of_zero():
    return np.array([[1.0], [1.0]]), -1.0


def or_gate__score_of_zero():
    return np.array([[1.0], [1.0]]), 0.0


def or_gate__one_input_ignored():
    return np.array([[0.0], [1.0]]), -0.5


_ALWAYS = "This gate fires whatever the input."
_NEVER = "This gate never fires."
_NEGATED = "This gate fires exactly where it should not."
_ONE = "This gate looks at one input only."
_TIE = "For one of the inputs, z is 0: nobody can say whether the gate fires there."
_CLEARLY = "Which b makes z clearly positive or clearly negative for all four inputs?"


def and_gate__small_weights():
    return np.array([[0.6], [0.6]]), -1.0


def and_gate__large_weights():
    return np.array([[20.0], [20.0]]), -30.0


def and_gate__unequal_weights():
    w = np.array([[2.0], [1.0]])
    return w, -2.5


def and_gate__whole_numbers():
    return np.array([[2], [2]]), -3


def and_gate__list_returned():
    return [np.array([[1.0], [1.0]]), -1.2]


def and_gate__reshaped():
    return np.ones(2).reshape(2, 1), -1.75


def and_gate__numpy_scalar():
    return np.full((2, 1), 1.0), np.float64(-1.5)


def and_gate__float32():
    return np.ones((2, 1), dtype=np.float32), np.array(-1.5, dtype=np.float32)


def or_gate__small_weights():
    return np.array([[0.6], [0.6]]), -0.25


def or_gate__large_weights():
    return np.array([[20.0], [20.0]]), -10.0


def or_gate__unequal_weights():
    w = np.array([[2.0], [1.0]])
    return w, -0.5


def or_gate__whole_numbers():
    return np.array([[2], [2]]), -1


def or_gate__list_returned():
    return [np.array([[1.0], [1.0]]), -0.9]


def or_gate__reshaped():
    return np.ones(2).reshape(2, 1), -0.1


def or_gate__numpy_scalar():
    return np.full((2, 1), 1.0), np.float64(-0.5)


def or_gate__float32():
    return np.ones((2, 1), dtype=np.float32), np.array(-0.5, dtype=np.float32)


AND_GATE = Entry(
    exercises.AND_GATE,
    and_gate,
    no_cases,
    (
        mistake(and_gate__or_gate, "This gate computes OR: one input alone is enough.", _TABLE),
        mistake(and_gate__negated, _NEGATED, _TABLE),
        mistake(and_gate__always_fires, _ALWAYS, _TABLE),
        mistake(and_gate__never_fires, _NEVER, _TABLE),
        mistake(and_gate__one_input_ignored, _ONE, _TABLE),
        mistake(and_gate__score_of_zero, _TIE, _CLEARLY),
    ),
    variants(
        and_gate__small_weights,
        and_gate__large_weights,
        and_gate__unequal_weights,
        and_gate__whole_numbers,
        and_gate__list_returned,
        and_gate__reshaped,
        and_gate__numpy_scalar,
        and_gate__float32,
    ),
)

OR_GATE = Entry(
    exercises.OR_GATE,
    or_gate,
    no_cases,
    (
        mistake(
            or_gate__and_gate, "This gate computes AND: one input alone is not enough.", _TABLE
        ),
        mistake(or_gate__negated, _NEGATED, _TABLE),
        mistake(or_gate__always_fires, _ALWAYS, _TABLE),
        mistake(or_gate__never_fires, _NEVER, _TABLE),
        mistake(or_gate__one_input_ignored, _ONE, _TABLE),
        mistake(or_gate__score_of_zero, _TIE, _CLEARLY),
    ),
    variants(
        or_gate__small_weights,
        or_gate__large_weights,
        or_gate__unequal_weights,
        or_gate__whole_numbers,
        or_gate__list_returned,
        or_gate__reshaped,
        or_gate__numpy_scalar,
        or_gate__float32,
    ),
)
