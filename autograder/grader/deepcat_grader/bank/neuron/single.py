"""The neuron for one example: hidden cases and known mistakes."""

# mypy: allow-untyped-defs, allow-untyped-calls
# ruff: noqa: D103
# Students write no types; what a mistake is about stands in its message.

from __future__ import annotations

from typing import Any

import numpy as np

from deepcat_grader.bank.draw import Generator, number, order_one, sizes, whole
from deepcat_grader.bank.neuron import units_variants as right
from deepcat_grader.bank.registry import Entry, mistake
from deepcat_judge.exercise import EDGE, Case
from deepcat_judge.exercises.common import OTHER_CELL, read_only, strided
from deepcat_judge.exercises.neuron import units
from deepcat_judge.plain import Named
from deepcat_solutions.neuron import neuron, sigmoid, weighted_sum

ARCTAN, SOFTSIGN, SINE, TRIPLE = map(Named, ("arctan", "softsign", "sine", "triple"))
_SHAPES = "Which shapes have w and x, and which one must the left one have so that @ fits?"
_ITEM = "How does an array of shape (1, 1) become a number?"
_ORDER = "In which order do the score and the activation come?"
_BIAS = "What is the score when every input is 0?"
_COUNT = "Where is the number of inputs written in your code, and who knows it?"


def _columns(rng: Generator, n: int) -> tuple[Any, ...]:
    return order_one(rng, n, 1), order_one(rng, n, 1), number(rng)


def _neuron_cases(rng: Generator) -> list[Case]:
    n, k, p = sizes(rng, 3)
    w, x, b = _columns(rng, p)
    return [
        Case("some", (*_columns(rng, n), ARCTAN), note=f"{n} inputs"),
        Case("others", (*_columns(rng, k), SOFTSIGN), note=f"{k} inputs"),
        Case("sine", (*_columns(rng, p), SINE), note=f"{p} inputs"),
        Case("many", (*_columns(rng, 20 + k), ARCTAN), note=f"{20 + k} inputs"),
        Case("one", (*_columns(rng, 1), SOFTSIGN), EDGE, "one input"),
        Case("whole-x", (w, whole(rng, p, 1), b, ARCTAN), EDGE, "x in whole numbers"),
        Case("whole", (whole(rng, k, 1), whole(rng, k, 1), 2, TRIPLE), EDGE, "whole numbers"),
        Case(
            "float32",
            (w.astype(np.float32), x.astype(np.float32), b, SOFTSIGN),
            EDGE,
            "float32 numbers",
        ),
        Case("read-only", (read_only(x), read_only(w), -b, ARCTAN), EDGE, "read-only arrays"),
        Case("strided", (strided(w), strided(x), b, SINE), EDGE, "parts of wider arrays"),
    ]


def neuron__z_returned(w, x, b, activation):
    return weighted_sum(w, x, b)


def neuron__z_returned_in_a_matrix(w, x, b, activation):
    return w.T @ x + b


def neuron__b_inside_the_sign(w, x, b, activation):
    return float((1 / (1 + np.exp(-(w.T @ x) + b))).item())


def neuron__b_forgotten(w, x, b, activation):
    return float(activation(w.T @ x).item())


def neuron__b_subtracted(w, x, b, activation):
    return float(activation(w.T @ x - b).item())


def neuron__b_outside(w, x, b, activation):
    return float(activation(w.T @ x).item() + b)


def neuron__b_for_every_input(w, x, b, activation):
    return float(activation(np.sum(w * x + b)))


def neuron__matrix_returned(w, x, b, activation):
    return activation(w.T @ x + b)


def neuron__elementwise_product(w, x, b, activation):
    return activation(w * x + b)


def neuron__activation_before_sum(w, x, b, activation):
    return float(np.sum(activation(w * x)) + b)


def neuron__activation_of_inputs(w, x, b, activation):
    return float((w.T @ activation(x)).item() + b)


def neuron__activation_twice(w, x, b, activation):
    return float(activation(activation(w.T @ x + b)).item())


def neuron__activation_ignored(w, x, b, activation):
    return float(sigmoid(w.T @ x + b).item())


def neuron__not_transposed(w, x, b, activation):
    return float(activation(w @ x + b).item())


def neuron__outer_product(w, x, b, activation):
    return activation(w @ x.T + b)


def neuron__times_z(w, x, b, activation):
    z = weighted_sum(w, x, b)
    return float(activation(z)) * z


def neuron__mean_for_sum(w, x, b, activation):
    return float(activation(np.mean(w * x) + b))


def neuron__hard_coded_size(w, x, b, activation):
    z = w[0, 0] * x[0, 0] + w[1, 0] * x[1, 0] + b
    return float(activation(z))


def neuron__argument_ignored(w, x, b, activation):
    b = 0.5
    return float(activation(w.T @ x + b).item())


def neuron__function_returned(w, x, b, activation):
    return activation


NEURON = Entry(
    units.NEURON,
    neuron,
    _neuron_cases,
    (
        mistake(
            neuron__z_returned,
            "You returned the score z, where the activation a is asked.",
            "Which of your variables holds what activation gave?",
        ),
        mistake(
            neuron__z_returned_in_a_matrix,
            "You returned the score z, in an array of shape (1, 1); the activation a is asked.",
            "Which function turns the score into the answer, and where do you call it?",
        ),
        mistake(
            neuron__b_inside_the_sign,
            "You wrote a sigmoid out, whatever activation was given, and its minus sign reaches "
            "only the sum: -(w.T @ x) + b has the wrong sign before b.",
            "What is -(z + b) without the brackets?",
        ),
        mistake(neuron__b_forgotten, "The bias b is missing.", _BIAS),
        mistake(neuron__b_subtracted, "The bias b is subtracted, not added.", _BIAS),
        mistake(
            neuron__b_outside,
            "The bias is added after the activation; it belongs to the score.",
            _ORDER,
        ),
        mistake(
            neuron__b_for_every_input,
            "The bias is added once for every input, so it counts n times.",
            "Is b added before or after the sum?",
        ),
        mistake(
            neuron__matrix_returned,
            "The value is right, but it sits in an array of shape (1, 1); a number is asked.",
            _ITEM,
        ),
        mistake(
            neuron__elementwise_product,
            "w * x multiplies element by element and stops there; the products are not added up.",
            "What is the difference between * and @ for two columns? Which one adds?",
        ),
        mistake(
            neuron__activation_before_sum,
            "The activation is applied to every product, before the sum.",
            _ORDER,
        ),
        mistake(
            neuron__activation_of_inputs,
            "The activation is applied to the inputs, where it is applied to the score.",
            _ORDER,
        ),
        mistake(neuron__activation_twice, "The activation is applied twice.", _ORDER),
        mistake(
            neuron__activation_ignored,
            "You used the sigmoid, whatever activation was given.",
            "The argument activation is a function. Where do you call it?",
        ),
        mistake(
            neuron__not_transposed,
            "w @ x does not fit: both are columns. One of them must be turned into a row.",
            _SHAPES,
        ),
        mistake(
            neuron__outer_product,
            "w @ x.T multiplies every weight by every input and gives a table of n times n.",
            _SHAPES,
        ),
        mistake(
            neuron__times_z,
            "The activation is multiplied by the score once more.",
            "What does a neuron give back, once it has its activation?",
        ),
        mistake(
            neuron__mean_for_sum,
            "The products are averaged, where their sum is asked.",
            "Should a neuron with more inputs divide by their number?",
        ),
        mistake(neuron__hard_coded_size, "Your code is made for exactly two inputs.", _COUNT),
        mistake(
            neuron__argument_ignored,
            "Your answer does not change when b changes.",
            OTHER_CELL,
        ),
        mistake(
            neuron__function_returned,
            "You returned the activation function itself, where its result is asked.",
            "How is a function called?",
        ),
    ),
    right.NEURON,
)
