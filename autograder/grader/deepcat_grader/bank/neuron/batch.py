"""The neuron for many examples at once: hidden cases and known mistakes."""

# mypy: allow-untyped-defs, allow-untyped-calls
# ruff: noqa: D103
# Students write no types; what a mistake is about stands in its message.

from __future__ import annotations

from typing import Any

import numpy as np

from deepcat_grader.bank.draw import Generator, number, order_one, sizes, whole
from deepcat_grader.bank.neuron.units_variants import NEURON_BATCH as RIGHT
from deepcat_grader.bank.registry import Entry, mistake
from deepcat_judge.exercise import EDGE, Case
from deepcat_judge.exercises.common import read_only, strided
from deepcat_judge.exercises.neuron.units import NEURON_BATCH as EXERCISE
from deepcat_judge.plain import Named
from deepcat_solutions.neuron import neuron, neuron_batch, sigmoid

ARCTAN, SOFTSIGN, SINE, TRIPLE = map(Named, ("arctan", "softsign", "sine", "triple"))
_SHAPES = "Write the shapes of w and X beside @. Which shape must the left one have?"
_ROW = "A row has two dimensions, (1, m). Which operation gave up one of them?"
_ORDER = "In which order do the score and the activation come?"
_BIAS = "What is the score of an example whose inputs are all 0?"


def _cases(rng: Generator) -> list[Case]:
    n, m, p, q = sizes(rng, 4)

    def batch(features: int, examples: int) -> tuple[Any, ...]:
        return order_one(rng, features, 1), order_one(rng, features, examples), number(rng)

    w, X, b = batch(p, q)
    X32 = X.astype(np.float32)
    return [
        Case("some", (*batch(n, m), ARCTAN), note=f"{m} examples of {n} inputs"),
        Case("others", (*batch(q, p), SOFTSIGN), note=f"{p} examples of {q} inputs"),
        Case("sine", (*batch(m, q), SINE), note=f"{q} examples of {m} inputs"),
        Case("many", (*batch(p, 20 + n), ARCTAN), note=f"{20 + n} examples of {p} inputs"),
        Case("square", (*batch(n, n), SOFTSIGN), note=f"{n} examples of {n} inputs"),
        Case("one-example", (*batch(n, 1), ARCTAN), EDGE, "one example"),
        Case("one-input", (*batch(1, m), SOFTSIGN), EDGE, "one input"),
        Case("whole-X", (w, whole(rng, p, q), b, ARCTAN), EDGE, "X in whole numbers"),
        Case("whole", (whole(rng, m, 1), whole(rng, m, n), 2, TRIPLE), EDGE, "whole numbers"),
        Case("float32", (w.astype(np.float32), X32, b, SOFTSIGN), EDGE, "float32 numbers"),
        Case("fortran", (w, np.asfortranarray(X), -b, ARCTAN), EDGE, "X in Fortran order"),
        Case("read-only", (read_only(w), read_only(X), b, SINE), EDGE, "read-only arrays"),
        Case("strided", (strided(w), strided(X), 0.5, ARCTAN), EDGE, "parts of wider arrays"),
    ]


def neuron_batch__loop_over_examples(w, X, b, activation):
    A = np.zeros((1, X.shape[1]))
    for j in range(X.shape[1]):
        A[0, j] = neuron(w, X[:, [j]], b, activation)
    return A


def neuron_batch__not_transposed(w, X, b, activation):
    return activation(w @ X + b)


def neuron_batch__elementwise_product(w, X, b, activation):
    return activation(w * X + b)


def neuron_batch__flat_result(w, X, b, activation):
    return activation(np.sum(w * X, axis=0) + b)


def neuron_batch__sum_over_examples(w, X, b, activation):
    return activation(np.sum(w * X, axis=1, keepdims=True) + b)


def neuron_batch__sum_over_everything(w, X, b, activation):
    return activation(np.sum(w * X) + b)


def neuron_batch__transposed_result(w, X, b, activation):
    return activation(X.T @ w + b)


def neuron_batch__b_forgotten(w, X, b, activation):
    return activation(w.T @ X)


def neuron_batch__b_subtracted(w, X, b, activation):
    return activation(w.T @ X - b)


def neuron_batch__b_inside_the_sign(w, X, b, activation):
    return 1 / (1 + np.exp(-(w.T @ X) + b))


def neuron_batch__b_outside(w, X, b, activation):
    return activation(w.T @ X) + b


def neuron_batch__b_for_every_input(w, X, b, activation):
    return activation(np.sum(w * X + b, axis=0, keepdims=True))


def neuron_batch__z_returned(w, X, b, activation):
    Z = w.T @ X + b
    return Z


def neuron_batch__activation_ignored(w, X, b, activation):
    return sigmoid(w.T @ X + b)


def neuron_batch__activation_before_sum(w, X, b, activation):
    return w.T @ activation(X) + b


def neuron_batch__activation_twice(w, X, b, activation):
    return activation(activation(w.T @ X + b))


def neuron_batch__first_example_only(w, X, b, activation):
    A = np.zeros((1, X.shape[1]))
    for j in range(X.shape[1]):
        A[0, j] = activation(w.T @ X[:, [j]] + b).item()
        return A


def neuron_batch__same_example(w, X, b, activation):
    z = w.T @ X[:, [0]] + b
    return activation(np.repeat(z, X.shape[1], axis=1))


def neuron_batch__mean_for_sum(w, X, b, activation):
    return activation(np.mean(w * X, axis=0, keepdims=True) + b)


def neuron_batch__int_buffer(w, X, b, activation):
    Z = np.zeros_like(X[:1])
    Z[:] = w.T @ X + b
    return activation(Z)


def neuron_batch__hard_coded_size(w, X, b, activation):
    Z = w[0] * X[0] + w[1] * X[1] + b
    return activation(Z.reshape(1, -1))


def neuron_batch__argument_ignored(w, X, b, activation):
    b = 0.5
    return activation(w.T @ X + b)


def neuron_batch__list_returned(w, X, b, activation):
    return [neuron(w, X[:, [j]], b, activation) for j in range(X.shape[1])]


MISTAKES = (
    mistake(
        neuron_batch__loop_over_examples,
        "The values are right, but your code works through the examples one by one.",
        "Which one operation on the whole array replaces the loop?",
    ),
    mistake(
        neuron_batch__not_transposed,
        "w @ X does not fit: w is a column, and a row must stand on the left.",
        _SHAPES,
    ),
    mistake(
        neuron_batch__elementwise_product,
        "w * X multiplies element by element and stops there; the products are not added up.",
        "What is the difference between * and @? Which one adds?",
    ),
    mistake(
        neuron_batch__flat_result,
        "The numbers are right, but they have shape (m,), where a row (1, m) is asked.",
        _ROW,
    ),
    mistake(
        neuron_batch__sum_over_examples,
        "You added over the examples, where each example's inputs are to be added.",
        "Along which axis do the inputs of one example stand?",
    ),
    mistake(
        neuron_batch__sum_over_everything,
        "You added everything up to one number, where each example has an answer of its own.",
        "Along which axis do the inputs of one example stand?",
    ),
    mistake(
        neuron_batch__transposed_result,
        "The numbers are right, but they stand in a column (m, 1), where a row (1, m) is asked.",
        "In this course, columns are examples. Which of the two factors is transposed?",
    ),
    mistake(neuron_batch__b_forgotten, "The bias b is missing.", _BIAS),
    mistake(neuron_batch__b_subtracted, "The bias b is subtracted, not added.", _BIAS),
    mistake(
        neuron_batch__b_inside_the_sign,
        "You wrote a sigmoid out, whatever activation was given, and its minus sign reaches only "
        "the sum: -(w.T @ X) + b has the wrong sign before b.",
        "What is -(z + b) without the brackets?",
    ),
    mistake(
        neuron_batch__b_outside,
        "The bias is added after the activation; it belongs to the score.",
        _ORDER,
    ),
    mistake(
        neuron_batch__b_for_every_input,
        "The bias is added once for every input, so it counts n times.",
        "Is b added before or after the sum?",
    ),
    mistake(
        neuron_batch__z_returned,
        "You returned the scores Z, where the activations A are asked.",
        "Which of your variables holds what activation gave?",
    ),
    mistake(
        neuron_batch__activation_ignored,
        "You used the sigmoid, whatever activation was given.",
        "The argument activation is a function. Where do you call it?",
    ),
    mistake(
        neuron_batch__activation_before_sum,
        "The activation is applied to the inputs, where it is applied to the scores.",
        _ORDER,
    ),
    mistake(neuron_batch__activation_twice, "The activation is applied twice.", _ORDER),
    mistake(
        neuron_batch__first_example_only,
        "Only the first example is computed; the others are still 0.",
        "When does the return happen, inside the loop or after it?",
    ),
    mistake(
        neuron_batch__same_example,
        "Every example gets the answer of the first one.",
        "Which columns of X does your code look at?",
    ),
    mistake(
        neuron_batch__mean_for_sum,
        "The products are averaged, where their sum is asked.",
        "Should a neuron with more inputs divide by their number?",
    ),
    mistake(
        neuron_batch__int_buffer,
        "With X in whole numbers, the scores are cut to whole numbers.",
        "Which dtype does an array have that is made like an array of whole numbers?",
    ),
    mistake(
        neuron_batch__hard_coded_size,
        "Your code is made for exactly two inputs.",
        "Where is the number of inputs written in your code, and who knows it?",
    ),
    mistake(
        neuron_batch__argument_ignored,
        "Your answer does not change when b changes.",
        "Which names in your code are arguments, and which come from another cell?",
    ),
    mistake(
        neuron_batch__list_returned,
        "The answers are in a list, where an array of shape (1, m) is asked.",
        "Which one operation on the whole array gives a row?",
    ),
)

NEURON_BATCH = Entry(EXERCISE, neuron_batch, _cases, MISTAKES, RIGHT)
