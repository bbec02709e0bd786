"""The weighted sum: hidden cases and known mistakes."""

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
from deepcat_solutions.neuron import weighted_sum

_SHAPES = "Which shapes have w and x, and which one must the left one have so that @ fits?"
_ITEM = "How does an array of shape (1, 1) become a number?"
_BIAS = "What is the score when every input is 0?"
_COUNT = "Where is the number of inputs written in your code, and who knows it?"
_DTYPE = "Which dtype does an array have that is made like an array of whole numbers?"


def _columns(rng: Generator, n: int) -> tuple[Any, ...]:
    return order_one(rng, n, 1), order_one(rng, n, 1), number(rng)


def _sum_cases(rng: Generator) -> list[Case]:
    n, k, p = sizes(rng, 3)
    w, x, b = _columns(rng, p)
    return [
        Case("some", _columns(rng, n), note=f"{n} inputs"),
        Case("others", _columns(rng, k), note=f"{k} inputs"),
        Case("many", _columns(rng, 20 + p), note=f"{20 + p} inputs"),
        Case("one", _columns(rng, 1), EDGE, "one input"),
        Case("whole-x", (order_one(rng, n, 1), whole(rng, n, 1), b), EDGE, "x in whole numbers"),
        Case("whole", (whole(rng, k, 1), whole(rng, k, 1), 2), EDGE, "whole numbers everywhere"),
        Case("float32", (w.astype(np.float32), x.astype(np.float32), b), EDGE, "float32 numbers"),
        Case("read-only", (read_only(w), read_only(x), -b), EDGE, "read-only arrays"),
        Case("strided", (strided(x), strided(w), b), EDGE, "parts of wider arrays"),
    ]


def weighted_sum__elementwise_product(w, x, b):
    return w * x + b


def weighted_sum__b_forgotten(w, x, b):
    return (w.T @ x).item()


def weighted_sum__b_forgotten_in_a_matrix(w, x, b):
    return w.T @ x


def weighted_sum__b_subtracted(w, x, b):
    return (w.T @ x).item() - b


def weighted_sum__b_multiplied(w, x, b):
    return (w.T @ x).item() * b


def weighted_sum__b_for_every_input(w, x, b):
    return np.sum(w * x + b)


def weighted_sum__matrix_returned(w, x, b):
    return w.T @ x + b


def weighted_sum__not_transposed(w, x, b):
    return (w @ x).item() + b


def weighted_sum__outer_product(w, x, b):
    return w @ x.T + b


def weighted_sum__outer_product_summed(w, x, b):
    return np.sum(w @ x.T) + b


def weighted_sum__mean_for_sum(w, x, b):
    return np.mean(w * x) + b


def weighted_sum__weights_added(w, x, b):
    return np.sum(w + x) + b


def weighted_sum__first_input_only(w, x, b):
    return w[0, 0] * x[0, 0] + b


def weighted_sum__last_input_missed(w, x, b):
    z = b
    for i in range(len(w) - 1):
        z += w[i, 0] * x[i, 0]
    return z


def weighted_sum__hard_coded_size(w, x, b):
    return w[0, 0] * x[0, 0] + w[1, 0] * x[1, 0] + b


def weighted_sum__int_buffer(w, x, b):
    products = np.zeros_like(x)
    for i in range(len(x)):
        products[i, 0] = w[i, 0] * x[i, 0]
    return products.sum() + b


def weighted_sum__in_place(w, x, b):
    w *= x
    return w.sum() + b


def weighted_sum__argument_ignored(w, x, b):
    b = 0.5
    return (w.T @ x).item() + b


def weighted_sum__absolute(w, x, b):
    return np.abs(w.T @ x).item() + b


WEIGHTED_SUM = Entry(
    units.WEIGHTED_SUM,
    weighted_sum,
    _sum_cases,
    (
        mistake(
            weighted_sum__elementwise_product,
            "w * x multiplies element by element and stops there; the products are not added up.",
            "What is the difference between * and @ for two columns? Which one adds?",
        ),
        mistake(weighted_sum__b_forgotten, "The bias b is missing.", _BIAS),
        mistake(
            weighted_sum__b_forgotten_in_a_matrix,
            "The bias b is missing, and the sum still sits in an array of shape (1, 1).",
            _BIAS,
        ),
        mistake(weighted_sum__b_subtracted, "The bias b is subtracted, not added.", _BIAS),
        mistake(weighted_sum__b_multiplied, "The sum is multiplied by b; b is to be added.", _BIAS),
        mistake(
            weighted_sum__b_for_every_input,
            "The bias is added once for every input, so it counts n times.",
            "Is b added before or after the sum?",
        ),
        mistake(
            weighted_sum__matrix_returned,
            "The value is right, but it sits in an array of shape (1, 1); a number is asked.",
            _ITEM,
        ),
        mistake(
            weighted_sum__not_transposed,
            "w @ x does not fit: both are columns. One of them must be turned into a row.",
            _SHAPES,
        ),
        mistake(
            weighted_sum__outer_product,
            "w @ x.T multiplies every weight by every input and gives a table of n times n.",
            _SHAPES,
        ),
        mistake(
            weighted_sum__outer_product_summed,
            "Every weight is multiplied by every input, where each has an input of its own.",
            _SHAPES,
        ),
        mistake(
            weighted_sum__mean_for_sum,
            "The products are averaged, where their sum is asked.",
            "Should a neuron with more inputs divide by their number?",
        ),
        mistake(
            weighted_sum__weights_added,
            "Weights and inputs are added, where they are multiplied in pairs.",
            "What does a weight do to its input?",
        ),
        mistake(weighted_sum__first_input_only, "Only the first input counts.", _COUNT),
        mistake(
            weighted_sum__last_input_missed,
            "The last input does not count.",
            "At which index does your loop stop?",
        ),
        mistake(weighted_sum__hard_coded_size, "Your code is made for exactly two inputs.", _COUNT),
        mistake(
            weighted_sum__int_buffer,
            "With x in whole numbers, the products are cut to whole numbers.",
            _DTYPE,
        ),
        mistake(
            weighted_sum__in_place,
            "Your function writes into w, so whoever called it loses the weights.",
            "What is the difference between w *= x and w * x?",
        ),
        mistake(
            weighted_sum__argument_ignored,
            "Your answer does not change when b changes.",
            OTHER_CELL,
        ),
        mistake(
            weighted_sum__absolute,
            "The sign of the sum gets lost.",
            "Can a score be negative?",
        ),
    ),
    right.WEIGHTED_SUM,
)
