"""The neuron for many examples: what is known of its answers."""

from __future__ import annotations

import functools

import numpy as np

from deepcat_grader.bank.draw import Generator, kinds, number, order_one, sizes
from deepcat_grader.bank.forms import ROW
from deepcat_grader.bank.neuron import score
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercise import VALUES, Case
from deepcat_judge.exercises.neuron.neuron_batch import NEURON_BATCH
from deepcat_judge.exercises.neuron.neurons import ARCTAN, SINE, SOFTSIGN
from deepcat_solutions.neuron import neuron, neuron_batch, sigmoid


def hidden(rng: Generator) -> list[Case]:
    """Few and many examples and inputs, several activations, and every kind of array."""
    n, m, p, q = sizes(rng, 4)

    def case(n, m, activation):
        args = order_one(rng, n, 1), order_one(rng, n, m), number(rng), activation
        return Case(f"{n}-by-{m}", args, VALUES, f"{m} examples of {n} inputs")

    return [
        case(n, m, ARCTAN),
        case(p, 20 + n, SOFTSIGN),
        case(n, n, SOFTSIGN),
        *kinds(rng, "w X b", (order_one(rng, p, 1), order_one(rng, p, q), 0.75, SINE)),
    ]


bank = Bank(NEURON_BATCH, reference=neuron_batch, hidden=hidden)
bank.include(*score.SCORE, *score.ACTIVATION)


@bank.mistake(
    "The values are right, but your code works through the examples one by one.",
    think="Which one operation on the whole array replaces the loop?",
)
def loop_over_examples(w, X, b, activation):
    A = np.zeros((1, X.shape[1]))
    for j in range(X.shape[1]):
        A[0, j] = neuron(w, X[:, [j]], b, activation)
    return A


bank.alike(
    "right", "loop_over_examples", why="Only the work that is done differs, and it is counted."
)


@bank.right
def loop_over_features(w, X, b, activation):
    Z = np.full((1, X.shape[1]), float(b))
    for i in range(X.shape[0]):
        Z += w[i, 0] * X[i : i + 1, :]
    return activation(Z)


bank.rights(
    sum_keepdims=lambda w, X, b, g: g(np.sum(w * X, axis=0, keepdims=True) + b),
    dot=lambda w, X, b, activation: activation(np.dot(w.T, X) + b),
    transposed_twice=lambda w, X, b, activation: activation((X.T @ w).T + b),
    einsum=lambda w, X, b, activation: activation(np.einsum("io,im->om", w, X) + b),
    reshape=lambda w, X, b, activation: activation((w.ravel() @ X).reshape(1, -1) + b),
    new_axis=lambda w, X, b, g: g(((w * X).sum(axis=0) + b)[np.newaxis, :]),
    tensordot=lambda w, X, b, g: g(np.tensordot(w, X, axes=(0, 0)) + b),
    augmented=lambda w, X, b, g: g(np.vstack([w, [[b]]]).T @ np.vstack([X, np.ones(X.shape[1])])),
    matmul=lambda w, X, b, g: g(np.add(np.matmul(np.transpose(w), X), b)),
    activation_on_columns=lambda w, X, b, activation: activation(X.T @ w + b).T,
)

bank.known(
    r"""
flat_result: activation(np.sum(w * X, axis=0) + b)
    The numbers are right, but they have shape (m,), where a row (1, m) is expected.
    ? A row has two dimensions, (1, m). Which operation gave up one of them?
transposed_result: activation(X.T @ w + b)
    The numbers are right, but they stand in a column (m, 1), where a row (1, m) is expected.
    ? In this course, columns are examples. Which of the two factors is transposed?
z_returned: w.T @ X + b
    You returned the scores Z, where the activations A are expected.
    ? Which of your variables holds what activation gave?
activation_before_sum: w.T @ activation(X) + b
    The activation is applied to the inputs, where it is applied to the scores.
    ? In which order do the score and the activation come?
same_example: activation(np.repeat(w.T @ X[:, [0]] + b, X.shape[1], axis=1))
    Every example gets the answer of the first one.
    ? Which columns of X does your code look at?
list_returned: [neuron(w, X[:, [j]], b, activation) for j in range(X.shape[1])]
    The answers are in a list, where an array of shape (1, m) is expected.
    ? Which one operation on the whole array gives a row?
first_example_only of loop_over_examples: activation)\n    return -> activation)\n        return
    Only the first example is computed; the others are still 0.
    ? When does the return happen, inside the loop or after it?
int_buffer: return activation(w.T @ X + b) ->
        Z = np.zeros_like(X[:1])\n    Z[:] = w.T @ X + b\n    return activation(Z)
    With X in whole numbers, the scores are cut to whole numbers.
    ? Which dtype does an array have that is made like an array of whole numbers?
? Along which axis do the inputs of one example stand?
sum_over_examples: activation(np.sum(w * X, axis=1, keepdims=True) + b)
    You added over the examples, where each example's inputs are to be added.
sum_over_everything: activation(np.sum(w * X) + b)
    You added everything up to one number, where each example has an answer of its own.
"""
)
bank.unseen_right(
    axis_then_reshape=lambda w, X, b, g: g((w * X).sum(axis=0).reshape(1, -1) + b),
    flat_from_the_right=lambda w, X, b, g: g(X.T @ w[:, 0] + b).reshape(1, X.shape[1]),
    einsum_to_a_row=lambda w, X, b, g: np.atleast_2d(g(np.einsum("ij,ik->k", w, X) + b)),
    inner=lambda w, X, b, g: g(np.inner(w.T, X.T) + b),
    add_reduce=lambda w, X, b, g: g(np.add.reduce(w * X, axis=0, keepdims=True) + b),
    cumsum=lambda w, X, b, g: g(np.cumsum(w * X, axis=0)[-1:] + b),
    average=lambda w, X, b, g: g(np.mean(w * X, axis=0, keepdims=True) * len(w) + b),
    bias_as_a_row=lambda w, X, b, g: g(w.T @ X + np.full((1, X.shape[1]), b)),
    bias_as_a_matrix=lambda w, X, b, g: g(w.T @ X + np.array([[b]])),
    repeated=lambda w, X, b, g: g((np.tile(w, (1, X.shape[1])) * X).sum(axis=0)[None] + b),
    reduce=lambda w, X, b, g: g(functools.reduce(np.add, w[:, :, None] * X[:, None, :]) + b),
    diagonal=lambda w, X, b, g: g(np.sum(np.diag(w[:, 0]) @ X, axis=0, keepdims=True) + b),
    default=lambda w, X, b, activation=sigmoid: activation(w.T @ X + b),
    features_summed=lambda w, X, b, g: g(sum(w[i, 0] * X[[i]] for i in range(len(w))) + b),
)


def by_halves(w, X, b, activation):
    m = X.shape[1]
    if m < 2:
        return activation(w.T @ X + b)
    halves = X[:, : m // 2], X[:, m // 2 :]
    return np.hstack([by_halves(w, half, b, activation) for half in halves])


bank.unseen_loops(
    by_halves,
    both_loops=lambda w, X, b, g: g(np.array([[sum(w[:, 0] * x) + b for x in X.T]])),
    comprehension=lambda w, X, b, g: g(np.array([[np.vdot(w, x) + b for x in X.T]])),
    map=lambda w, X, b, g: g(np.array([list(map(lambda x: (x @ w).item() + b, X.T))])),
    vstack=lambda w, X, b, g: np.vstack([g(x @ w + b) for x in X.T]).T,
    fromiter=lambda w, X, b, g: g(np.fromiter((x @ w[:, 0] for x in X.T), float)[None] + b),
    apply_along_axis=lambda w, X, b, g: g(np.apply_along_axis(np.dot, 0, X, w[:, 0])[None] + b),
    vectorize=lambda w, X, b, g: g(np.vectorize(lambda *x: np.dot(x, w[:, 0]))(*X)[None] + b),
    vectorize_by_signature=lambda w, X, b, g: g(
        np.vectorize(np.dot, signature="(n),(n)->()")(X.T, w[:, 0])[None] + b
    ),
    split=lambda w, X, b, g: np.hstack([g(w.T @ x + b) for x in np.split(X, X.shape[1], axis=1)]),
    concatenated=lambda w, X, b, g: np.hstack([neuron_batch(w, x[:, None], b, g) for x in X.T]),
    stacked=lambda w, X, b, g: np.array([g(np.dot(w[:, 0], x) + b) for x in X.T]).reshape(1, -1),
)

bank.unseen_wrong(
    wrong_axis_turned=lambda w, X, b, g: g(np.sum(w * X, axis=1, keepdims=True).T + b),
    outer=lambda w, X, b, g: g(X @ w.T + b),
    times_bias=lambda w, X, b, g: g(w.T @ X * b),
    bias_inside_the_sign=lambda w, X, b, g: g(-(w.T @ X) + b),
    bias_in_the_first_only=lambda w, X, b, g: g(w.T @ X + b * (np.arange(X.shape[1]) == 0)),
    activation_of_products=lambda w, X, b, g: np.sum(g(w * X + b), axis=0, keepdims=True),
    relu=lambda w, X, b, g: np.maximum(w.T @ X + b, 0),
    tanh=lambda w, X, b, g: np.tanh(w.T @ X + b),
    threshold=lambda w, X, b, g: (g(w.T @ X + b) > 0.5) * 1.0,
    mean_over_examples=lambda w, X, b, g: g(w.T @ X / X.shape[1] + b),
    first_example=lambda w, X, b, g: g(w.T @ X[:, :1] + b),
    standardised=lambda w, X, b, g: g(w.T @ (X - X.mean(axis=1, keepdims=True)) + b),
    reshaped=lambda w, X, b, g: g(w.T @ X.reshape(-1, X.shape[0]).T + b),
    float32_scores=lambda w, X, b, g: g((w.T @ X + b).astype(np.float32)),
    whole_scores=lambda w, X, b, g: g((w.T @ X + b).astype(int)),
    clipped_scores=lambda w, X, b, g: g(np.clip(w.T @ X + b, -3, 3)),
    three_examples=lambda w, X, b, g: np.array([[neuron(w, X[:, [j]], b, g) for j in range(3)]]),
)
bank.unseen_two(
    no_bias_flat=lambda w, X, b, g: g(w.T @ X).ravel(),
    no_bias_transposed=lambda w, X, b, g: g(w.T @ X).T,
    no_activation_rounded=lambda w, X, b, g: np.round(w.T @ X + b, 1),
    minus_bias_a_list=lambda w, X, b, g: g(w.T @ X - b).tolist(),
)
bank.unseen_odd(
    first_apart=lambda w, X, b, g: np.hstack([g(w.T @ X[:, :1] - b), g(w.T @ X[:, 1:] + b)]),
)
bank.unseen_forms((*ROW, *score.FORMS))
