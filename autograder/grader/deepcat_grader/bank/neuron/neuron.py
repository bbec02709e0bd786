"""The neuron for one example: what is known of its answers."""

from __future__ import annotations

import numpy as np

from deepcat_grader.bank.draw import Generator, kinds, number, order_one, sizes
from deepcat_grader.bank.forms import NUMBER
from deepcat_grader.bank.neuron import score
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercise import EDGE, Case
from deepcat_judge.exercises.neuron.neuron import NEURON
from deepcat_judge.exercises.neuron.neurons import ARCTAN, SINE, SOFTSIGN, TRIPLE
from deepcat_solutions.neuron import neuron, neuron_batch, sigmoid, weighted_sum


def hidden(rng: Generator) -> list[Case]:
    """Few and many inputs, several activations, and every kind of array."""
    n, k, p = sizes(rng, 3)

    def args(n, activation):
        return order_one(rng, n, 1), order_one(rng, n, 1), number(rng), activation

    some = ((n, ARCTAN), (k, SOFTSIGN), (p, SINE), (20 + k, ARCTAN))
    return [
        *(Case(f"{m}-inputs", args(m, g), note=f"{m} inputs") for m, g in some),
        Case("one", args(1, SOFTSIGN), EDGE, "one input"),
        *kinds(rng, "w x b", args(p, TRIPLE)),
    ]


bank = Bank(NEURON, reference=neuron, hidden=hidden)
bank.include(*score.SCORE, score.OUTER_PRODUCT, *score.ACTIVATION)

bank.known(
    """
z_returned: weighted_sum(w, x, b)
    You returned the score z, where the activation a is expected.
    ? Which of your variables holds what activation gave?
z_returned_in_a_matrix: w.T @ x + b
    You returned the score z, in an array of shape (1, 1); the activation a is expected.
    ? Which function turns the score into the answer, and where do you call it?
matrix_returned: activation(w.T @ x + b)
    The value is right, but it sits in an array of shape (1, 1); a number is expected.
    ? How does an array of shape (1, 1) become a number?
times_z: activation(weighted_sum(w, x, b)) * weighted_sum(w, x, b)
    The activation is multiplied by the score once more.
    ? What does a neuron give back, once it has its activation?
function_returned: activation
    You returned the activation function itself, where its result is expected.
    ? How is a function called?
? In which order do the score and the activation come?
activation_before_sum: float(np.sum(activation(w * x)) + b)
    The activation is applied to every product, before the sum.
activation_before_sum_with_b: float(np.sum(activation(w * x + b)))
    The activation is applied to every product and b, before the sum.
activation_of_inputs: float((w.T @ activation(x)).item() + b)
    The activation is applied to the inputs, where it is applied to the score.
"""
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


bank.unseen_right(
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


def bias_in_place(w, x, b, activation):
    w[0] += b / x[0]
    return activation(w.T @ x).item()


bank.unseen_wrong(
    bias_in_place,
    row=lambda w, x, b, g: g(w.T @ x + b)[0],
    float_of_a_matrix=lambda w, x, b, g: float(g(w.T @ x + b)),
    times_bias=lambda w, x, b, g: g(w.T @ x * b).item(),
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
    absolute=lambda w, x, b, g: g(np.abs(w.T @ x + b)).item(),
    whole_score=lambda w, x, b, g: g(np.atleast_2d(float(int(weighted_sum(w, x, b))))).item(),
    float32_score=lambda w, x, b, g: g((w.T @ x + b).astype(np.float32)).item(),
    clipped=lambda w, x, b, g: g(np.clip(w.T @ x + b, -1, 1)).item(),
    called_without=lambda w, x, b, activation: activation(),
    by_name=lambda w, x, b, g: sigmoid(w.T @ x + b).item() if g == "sigmoid" else 0.0,
)
bank.unseen_two(
    no_bias_rounded=lambda w, x, b, g: round(float(g((w.T @ x).item())), 2),
    no_activation_in_a_matrix=lambda w, x, b, g: w.T @ x + b,
    minus_bias_doubled=lambda w, x, b, g: 2 * g((w.T @ x).item() - b),
)
bank.unseen_forms((*NUMBER, *score.FORMS))
