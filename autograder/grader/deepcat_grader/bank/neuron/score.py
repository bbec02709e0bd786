"""Slips in the score of a neuron, for one example as for many, and in what becomes of it."""

from __future__ import annotations

import numpy as np

from deepcat_grader.bank.forms.form import calls
from deepcat_grader.bank.slip import Slip
from deepcat_judge.exercises.common import OTHER_CELL
from deepcat_solutions.neuron import sigmoid

_BIAS = "What is the score when every input is 0?"
_ORDER = "In which order do the score and the activation come?"


def _slip(message, think, **made):
    ((id, function),) = made.items()
    return Slip(id, message, think, "", function)


# In each of these, g is the activation, if there is one.
SCORE = (
    _slip(
        "w * {second} multiplies element by element and stops there; the products are not added "
        "up.",
        "What is the difference between * and @? Which one adds?",
        elementwise_product=lambda right, w, x, b, g=np.positive: g(w * x + b),
    ),
    _slip(
        "w @ {second} does not fit: w is a column, and a row must stand on the left.",
        "Write the shapes of w and {second} beside @. Which shape must the left one have?",
        not_transposed=lambda right, w, x, b, *g: right(w.T, x, b, *g),
    ),
    _slip(
        "The bias b is missing.",
        _BIAS,
        b_forgotten=lambda right, w, x, b, *g: right(w, x, 0.0, *g),
    ),
    _slip(
        "The bias b is subtracted, not added.",
        _BIAS,
        b_subtracted=lambda right, w, x, b, *g: right(w, x, -b, *g),
    ),
    _slip(
        "The bias is added once for every input, so it counts n times.",
        "Is b added before or after the sum?",
        b_for_every_input=lambda right, w, x, b, *g: right(w, x, len(w) * b, *g),
    ),
    _slip(
        "Your answer does not change when b changes.",
        OTHER_CELL,
        argument_ignored=lambda right, w, x, b, *g: right(w, x, 0.5, *g),
    ),
    _slip(
        "The products are averaged, where their sum is expected.",
        "Should a neuron with more inputs divide by their number?",
        mean_for_sum=lambda right, w, x, b, *g: right(w / len(w), x, b, *g),
    ),
    _slip(
        "Your code is made for exactly two inputs.",
        "Where is the number of inputs written in your code, and who knows it?",
        hard_coded_size=lambda right, w, x, b, *g: right(w[[0, 1]], x[[0, 1]], b, *g),
    ),
)
OUTER_PRODUCT = _slip(
    "w @ x.T multiplies every weight by every input and gives a table of n times n.",
    "Which shapes have w and x, and which one must the left one have so that @ fits?",
    outer_product=lambda right, w, x, b, g=np.positive: g(w @ x.T + b),
)
ACTIVATION = (
    _slip(
        "The bias is added after the activation; it belongs to the score.",
        _ORDER,
        b_outside=lambda right, w, x, b, g: right(w, x, 0.0, g) + b,
    ),
    _slip(
        "The activation is applied twice.",
        _ORDER,
        activation_twice=lambda right, w, x, b, g: right(w, x, b, lambda z: g(g(z))),
    ),
    _slip(
        "You used the sigmoid, whatever activation was given.",
        "The argument activation is a function. Where do you call it?",
        activation_ignored=lambda right, w, x, b, g: right(w, x, b, sigmoid),
    ),
    _slip(
        "You wrote a sigmoid out, whatever activation was given, and its minus sign reaches only "
        "the sum: -(w.T @ {second}) + b has the wrong sign before b.",
        "What is -(z + b) without the brackets?",
        b_inside_the_sign=lambda right, w, x, b, g: right(w, x, -b, sigmoid),
    ),
)
FORMS = calls(
    False,
    last_input_left_out=lambda f: lambda w, x, b, *g: f(w[:-1], x[:-1], b, *g),
    first_input_left_out=lambda f: lambda w, x, b, *g: f(w[1:], x[1:], b, *g),
    no_weights=lambda f: lambda w, x, b, *g: f(np.ones_like(w), x, b, *g),
    no_inputs=lambda f: lambda w, x, b, *g: f(w, np.ones_like(x), b, *g),
    sums_multiplied=lambda f: lambda w, x, b, *g: f(np.full_like(w, w.sum()), x, b, *g),
    weights_reversed=lambda f: lambda w, x, b, *g: f(w[::-1], x, b, *g),
    weights_cut=lambda f: lambda w, x, b, *g: f(np.trunc(w), x, b, *g),
    absolute_weights=lambda f: lambda w, x, b, *g: f(np.abs(w), x, b, *g),
    absolute_inputs=lambda f: lambda w, x, b, *g: f(w, np.abs(x), b, *g),
    score_negated=lambda f: lambda w, x, b, *g: f(-w, x, -b, *g),
    bias_twice=lambda f: lambda w, x, b, *g: f(w, x, 2 * b, *g),
    bias_only_if_positive=lambda f: lambda w, x, b, *g: f(w, x, max(b, 0.0), *g),
    bias_inside_the_bracket=lambda f: lambda w, x, b, *g: f(w, x + b, 0.0, *g),
)
