"""The neuron for one example: what is known of its answers."""

# mypy: allow-untyped-defs, allow-untyped-calls
# ruff: noqa: D103
# Students write no types; what a mistake is about stands in its message.

from __future__ import annotations

from typing import Any

import numpy as np

from deepcat_grader.bank.draw import Generator, number, order_one, sizes, whole
from deepcat_grader.bank.forms import NUMBER
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercise import EDGE, VALUES, Case
from deepcat_judge.exercises.common import OTHER_CELL, read_only, strided
from deepcat_judge.exercises.neuron.neuron import NEURON
from deepcat_judge.exercises.neuron.neurons import ARCTAN, SINE, SOFTSIGN, TRIPLE
from deepcat_solutions.neuron import neuron, neuron_batch, sigmoid, weighted_sum

_SHAPES = "Which shapes have w and x, and which one must the left one have so that @ fits?"
_ORDER = "In which order do the score and the activation come?"
_BIAS = "What is the score when every input is 0?"


def hidden(rng: Generator) -> list[Case]:
    """Few and many inputs, several activations, and every kind of array."""
    n, k, p = sizes(rng, 3)
    w, x = order_one(rng, p, 1), order_one(rng, p, 1)

    def some(id, n, activation):
        args = order_one(rng, n, 1), order_one(rng, n, 1), number(rng), activation
        return Case(id, args, VALUES if n > 1 else EDGE, f"{n} inputs" if n > 1 else "one input")

    def kind(id, w, x, activation, note, b=None):
        return Case(id, (w, x, number(rng) if b is None else b, activation), EDGE, note)

    return [
        some("some", n, ARCTAN),
        some("others", k, SOFTSIGN),
        some("sine", p, SINE),
        some("many", 20 + k, ARCTAN),
        some("one", 1, SOFTSIGN),
        kind("whole-x", w, whole(rng, p, 1), ARCTAN, "x in whole numbers"),
        kind("whole-w", whole(rng, k, 1), order_one(rng, k, 1), SINE, "w in whole numbers"),
        kind("whole-b", x, w, SOFTSIGN, "b a whole number", b=-3),
        kind("whole", whole(rng, k, 1), whole(rng, k, 1), TRIPLE, "whole numbers", b=2),
        kind("float32", w.astype(np.float32), x.astype(np.float32), SOFTSIGN, "float32 numbers"),
        kind("read-only", read_only(x), read_only(w), ARCTAN, "read-only arrays"),
        kind("strided", strided(w), strided(x), SINE, "parts of wider arrays"),
    ]


bank = Bank(NEURON, reference=neuron, hidden=hidden)

bank.mistakes(
    "You returned the score z, where the activation a is expected.",
    think="Which of your variables holds what activation gave?",
    z_returned=lambda w, x, b, activation: weighted_sum(w, x, b),
)
bank.mistakes(
    "You returned the score z, in an array of shape (1, 1); the activation a is expected.",
    think="Which function turns the score into the answer, and where do you call it?",
    z_returned_in_a_matrix=lambda w, x, b, activation: w.T @ x + b,
)
bank.mistakes(
    "You wrote a sigmoid out, whatever activation was given, and its minus sign reaches "
    "only the sum: -(w.T @ x) + b has the wrong sign before b.",
    think="What is -(z + b) without the brackets?",
    b_inside_the_sign=lambda w, x, b, activation: float(1 / (1 + np.exp(-(w.T @ x).item() + b))),
)
bank.mistakes(
    "The bias b is missing.",
    think=_BIAS,
    b_forgotten=lambda w, x, b, activation: float(activation(w.T @ x).item()),
)
bank.mistakes(
    "The bias b is subtracted, not added.",
    think=_BIAS,
    b_subtracted=lambda w, x, b, activation: float(activation(w.T @ x - b).item()),
)
bank.mistakes(
    "The bias is added after the activation; it belongs to the score.",
    think=_ORDER,
    b_outside=lambda w, x, b, activation: float(activation(w.T @ x).item() + b),
)
bank.mistakes(
    "The bias is added once for every input, so it counts n times.",
    think="Is b added before or after the sum?",
    b_for_every_input=lambda w, x, b, activation: float(activation(np.sum(w * x + b))),
)
bank.mistakes(
    "The value is right, but it sits in an array of shape (1, 1); a number is expected.",
    think="How does an array of shape (1, 1) become a number?",
    matrix_returned=lambda w, x, b, activation: activation(w.T @ x + b),
)
bank.mistakes(
    "w * x multiplies element by element and stops there; the products are not added up.",
    think="What is the difference between * and @ for two columns? Which one adds?",
    elementwise_product=lambda w, x, b, activation: activation(w * x + b),
)
bank.mistakes(
    "The activation is applied to every product, before the sum.",
    think=_ORDER,
    activation_before_sum=lambda w, x, b, activation: float(np.sum(activation(w * x)) + b),
)
bank.mistakes(
    "The activation is applied to the inputs, where it is applied to the score.",
    think=_ORDER,
    activation_of_inputs=lambda w, x, b, activation: float((w.T @ activation(x)).item() + b),
)
bank.mistakes(
    "The activation is applied twice.",
    think=_ORDER,
    activation_twice=lambda w, x, b, activation: activation(activation(w.T @ x + b)).item(),
)
bank.mistakes(
    "You used the sigmoid, whatever activation was given.",
    think="The argument activation is a function. Where do you call it?",
    activation_ignored=lambda w, x, b, activation: float(sigmoid(w.T @ x + b).item()),
)
bank.mistakes(
    "w @ x does not fit: both are columns. One of them must be turned into a row.",
    think=_SHAPES,
    not_transposed=lambda w, x, b, activation: float(activation(w @ x + b).item()),
)
bank.mistakes(
    "w @ x.T multiplies every weight by every input and gives a table of n times n.",
    think=_SHAPES,
    outer_product=lambda w, x, b, activation: activation(w @ x.T + b),
)
bank.mistakes(
    "The activation is multiplied by the score once more.",
    think="What does a neuron give back, once it has its activation?",
    times_z=lambda w, x, b, activation: activation(weighted_sum(w, x, b)) * weighted_sum(w, x, b),
)
bank.mistakes(
    "The products are averaged, where their sum is expected.",
    think="Should a neuron with more inputs divide by their number?",
    mean_for_sum=lambda w, x, b, activation: float(activation(np.mean(w * x) + b)),
)
bank.mistakes(
    "Your code is made for exactly two inputs.",
    think="Where is the number of inputs written in your code, and who knows it?",
    hard_coded_size=lambda w, x, b, activation: float(
        activation(w[0, 0] * x[0, 0] + w[1, 0] * x[1, 0] + b)
    ),
)
bank.mistakes(
    "Your answer does not change when b changes.",
    think=OTHER_CELL,
    argument_ignored=lambda w, x, b, activation: float(activation(w.T @ x + 0.5).item()),
)
bank.mistakes(
    "You returned the activation function itself, where its result is expected.",
    think="How is a function called?",
    function_returned=lambda w, x, b, activation: activation,
)


@bank.right
def loop(w, x, b, activation):
    z = b
    for wi, xi in zip(w[:, 0], x[:, 0], strict=True):
        z += wi * xi
    return activation(z)


bank.rights(
    by_weighted_sum=lambda w, x, b, activation: float(activation(weighted_sum(w, x, b))),
    zero_dimensional=lambda w, x, b, activation: activation(np.sum(w * x) + b),
    indexed=lambda w, x, b, activation: activation(w.T @ x + b)[0, 0],
    squeeze=lambda w, x, b, activation: np.squeeze(activation(np.dot(w.T, x) + b)),
    einsum=lambda w, x, b, activation: float(activation(np.einsum("ij,ij->", w, x) + b)),
    as_a_batch=lambda w, x, b, activation: neuron_batch(w, x, b, activation).item(),
    array_for_activation=lambda w, x, b, g: g(np.array([weighted_sum(w, x, b)]))[0],
    augmented=lambda w, x, b, g: float(g(np.append(w[:, 0], b) @ np.append(x[:, 0], 1.0))),
    reversed_product=lambda w, x, b, activation: activation(b + x.T @ w).sum(),
)


def filled(w, x, b, activation):
    Z = np.empty((1, 1))
    Z[0, 0] = weighted_sum(w, x, b)
    return activation(Z).item()


bank.unseen_right(
    filled,
    two_indices=lambda w, x, b, g: g(w.T @ x + b)[0][0],
    of_a_0_d_array=lambda w, x, b, g: g(np.array(weighted_sum(w, x, b))),
    of_three_dimensions=lambda w, x, b, g: g(np.full((1, 1, 1), weighted_sum(w, x, b))).item(),
    max=lambda w, x, b, g: g(x.T @ w + b).max(),
    vdot=lambda w, x, b, g: g(np.atleast_2d(np.vdot(w, x) + b)).item(),
    tensordot=lambda w, x, b, g: g(np.tensordot(w, x, ((0,), (0,))) + b).item(),
    reshape=lambda w, x, b, g: g(w.reshape(1, -1) @ x + b).reshape(()),
    tolist=lambda w, x, b, g: g(w.T @ x + b).tolist()[0][0],
    unpacked=lambda w, x, b, g: (lambda row: row[0])(*g(w.T @ x + b)),
    nested=lambda w, x, b, activation: (lambda z: activation(z))(w.T @ x + b).item(),
    default=lambda w, x, b, activation=sigmoid: activation(w.T @ x + b).item(),
    sum_of_products=lambda w, x, b, g: float(g(np.sum(w * x, keepdims=True) + b).item()),
    in_batch=lambda w, x, b, g: g(w.T @ np.hstack([x, x]) + b)[0, 1],
)

SEEN: list[Any] = []
activation = sigmoid


def bias_in_place(w, x, b, activation):
    w[0] += b / x[0]
    return activation(w.T @ x).item()


def first_activation(w, x, b, activation):
    SEEN.append(activation)
    return SEEN[0](w.T @ x + b).item()


bank.unseen_wrong(
    bias_in_place,
    first_activation,
    row=lambda w, x, b, g: g(w.T @ x + b)[0],
    float_of_a_matrix=lambda w, x, b, g: float(g(w.T @ x + b)),
    score_too=lambda w, x, b, g: (weighted_sum(w, x, b), g(w.T @ x + b).item()),
    times_bias=lambda w, x, b, g: g(w.T @ x * b).item(),
    bias_twice=lambda w, x, b, g: g(w.T @ x + 2 * b).item(),
    score_negated=lambda w, x, b, g: g(-(w.T @ x + b)).item(),
    bias_inside_the_sign=lambda w, x, b, g: g(-(w.T @ x) + b).item(),
    activation_of_w=lambda w, x, b, g: (g(w).T @ x).item() + b,
    activations_of_scores=lambda w, x, b, g: np.sum(g(w * x + b)),
    mean_of_activations=lambda w, x, b, g: np.mean(g(w * x + b)),
    outer_first=lambda w, x, b, g: g(w @ x.T + b)[0, 0],
    relu=lambda w, x, b, g: max(0.0, weighted_sum(w, x, b)),
    tanh=lambda w, x, b, g: np.tanh(weighted_sum(w, x, b)),
    step=lambda w, x, b, g: float(weighted_sum(w, x, b) > 0),
    threshold=lambda w, x, b, g: float(g(w.T @ x + b).item() > 0.5),
    truth=lambda w, x, b, g: g(w.T @ x + b).item() > 0.5,
    plus_activation=lambda w, x, b, g: weighted_sum(w, x, b) + g(w.T @ x + b).item(),
    last_missed=lambda w, x, b, g: g(w[:-1].T @ x[:-1] + b).item(),
    no_weights=lambda w, x, b, g: g(np.sum(x, keepdims=True) + b).item(),
    no_example=lambda w, x, b, g: g(np.sum(w, keepdims=True) + b).item(),
    sums=lambda w, x, b, g: g(np.atleast_2d(w.sum() * x.sum() + b)).item(),
    absolute=lambda w, x, b, g: g(np.abs(w.T @ x + b)).item(),
    whole_score=lambda w, x, b, g: g(np.atleast_2d(float(int(weighted_sum(w, x, b))))).item(),
    float32_score=lambda w, x, b, g: g((w.T @ x + b).astype(np.float32)).item(),
    clipped=lambda w, x, b, g: g(np.clip(w.T @ x + b, -1, 1)).item(),
    called_without=lambda w, x, b, activation: activation(),
    by_name=lambda w, x, b, g: sigmoid(w.T @ x + b).item() if g == "sigmoid" else 0.0,
    global_=lambda w, x, b, _: activation(w.T @ x + b).item(),
)
bank.unseen_forms(NUMBER)
