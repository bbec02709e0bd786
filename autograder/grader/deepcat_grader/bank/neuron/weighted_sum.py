"""The weighted sum: what is known of its answers."""

from __future__ import annotations

import functools
import math

import numpy as np

from deepcat_grader.bank.draw import Generator, number, order_one, sizes, usual
from deepcat_grader.bank.forms import NUMBER
from deepcat_grader.bank.neuron import score
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercise import Case
from deepcat_judge.exercises.neuron.weighted_sum import WEIGHTED_SUM
from deepcat_solutions.neuron import weighted_sum


def hidden(rng: Generator) -> list[Case]:
    """Few and many inputs, and every kind of array."""
    n, k, p = sizes(rng, 3)

    def args(n):
        return order_one(rng, n, 1), order_one(rng, n, 1), number(rng)

    return usual(rng, "input", "w x b", args, (n, k, 20 + p, p))


bank = Bank(WEIGHTED_SUM, reference=weighted_sum, hidden=hidden)
bank.include(*score.SCORE, score.OUTER_PRODUCT)


@bank.right
def loop(w, x, b):
    z = 0.0
    for i in range(w.shape[0]):
        z += w[i, 0] * x[i, 0]
    return z + b


@bank.right
def starts_from_b(w, x, b):
    z = b
    for i in range(len(x)):
        z = z + float(w[i][0]) * float(x[i][0])
    return z


bank.rights(
    elementwise_and_sum=lambda w, x, b: np.sum(w * x) + b,
    generator=lambda w, x, b: sum(p * q for p, q in zip(w.ravel(), x.ravel(), strict=True)) + b,
    einsum=lambda w, x, b: np.einsum("ij,ij->", w, x) + b,
    vdot=lambda w, x, b: np.vdot(w, x) + b,
    indexed=lambda w, x, b: (x.T @ w)[0, 0] + b,
    squeeze=lambda w, x, b: np.squeeze(w.T @ x + b),
    flat=lambda w, x, b: w[:, 0] @ x[:, 0] + b,
    dot=lambda w, x, b: float(np.dot(w.T, x)[0][0]) + b,
    inner=lambda w, x, b: np.inner(w.flatten(), x.flatten()) + b,
    trace=lambda w, x, b: np.trace(w @ x.T) + b,
)

bank.known(
    r"""
matrix_returned: w.T @ x + b
    The value is right, but it sits in an array of shape (1, 1); a number is expected.
    ? How does an array of shape (1, 1) become a number?
outer_product_summed: np.sum(w @ x.T) + b
    Every weight is multiplied by every input, where each has an input of its own.
    ? Which input does the second weight belong to, and which other inputs does it meet?
weights_added: np.sum(w + x) + b
    Weights and inputs are added, where they are multiplied in pairs.
    ? What does a weight do to its input?
first_weight_for_all: w[0, 0] * np.sum(x) + b
    Every input is multiplied by the first weight.
    ? Which index changes from one product to the next: that of x, that of w, or both?
first_input_only: w[0, 0] * x[0, 0] + b
    Only the first input counts.
    ? Where is the number of inputs written in your code, and who knows it?
absolute: np.abs(w.T @ x).item() + b
    The sign of the sum gets lost.
    ? Can a score be negative?
last_input_missed of loop: range(w.shape[0]) -> range(w.shape[0] - 1)
    The last input does not count.
    ? At which index does your loop stop?
int_buffer of loop: z = 0.0 -> products = np.zeros_like(x) && z += -> products[i, 0] =
        && return z -> return products.sum()
    With x in whole numbers, the products are cut to whole numbers.
    ? Which dtype does an array have that is made like an array of whole numbers?
in_place of loop: z = 0.0 -> w *= x\n    z = 0.0 && * x[i, 0] -> * 1.0
    Your function writes into w, so whoever called it loses the weights.
    ? What is the difference between w *= x and w * x?
? What is the score when every input is 0?
b_forgotten_in_a_matrix: w.T @ x
    The bias b is missing, and the sum still sits in an array of shape (1, 1).
b_multiplied: (w.T @ x).item() * b
    The sum is multiplied by b; b is to be added.
"""
)


def kept(w, x, b):
    products = w.astype(float)
    products *= x
    return products.sum() + b


bank.unseen_right(
    kept,
    two_indices=lambda w, x, b: (x.T @ w + b)[0][0],
    method=lambda w, x, b: (x * w).sum() + b,
    flat=lambda w, x, b: w.ravel() @ x.ravel() + b,
    squeeze_to_float=lambda w, x, b: float(np.squeeze(w.T @ x) + b),
    inner=lambda w, x, b: np.inner(w.T, x.T).item() + b,
    tensordot=lambda w, x, b: np.tensordot(w, x, axes=2) + b,
    matmul=lambda w, x, b: np.matmul(w.transpose(), x).sum() + b,
    reshape=lambda w, x, b: np.dot(w.reshape(-1), x.flatten()) + b,
    python_sum=lambda w, x, b: sum(w[i][0] * x[i][0] for i in range(len(w))) + b,
    fsum=lambda w, x, b: math.fsum([*(w * x).ravel(), b]),
    reduce=lambda w, x, b: functools.reduce(lambda z, p: z + p, (w * x).flat, b),
    dict=lambda w, x, b: sum({i: v for i, v in enumerate((w * x).flat)}.values()) + b,
    cumsum=lambda w, x, b: np.cumsum(w * x)[-1] + b,
    polarised=lambda w, x, b: (np.sum((w + x) ** 2) - np.sum((w - x) ** 2)) / 4 + b,
    lists=lambda w, x, b: sum(p * q for (p,), (q,) in np.stack([w, x], 1).tolist()) + b,
    extra_default=lambda w, x, b=0.0, scale=1: scale * np.vdot(w, x) + b,
    bias_as_an_input=lambda w, x, b: (np.append(w, b) @ np.append(x, 1.0)).item(),
)


bank.unseen_wrong(
    last_product="of loop: z += -> z =",
    one_index=lambda w, x, b: (w.T @ x + b)[0],
    both_transposed=lambda w, x, b: (w.T @ x.T).item() + b,
    float_of_a_matrix=lambda w, x, b: float(w.T @ x + b),
    python_sum_of_rows=lambda w, x, b: sum(w * x) + b,
    squared_weights=lambda w, x, b: np.vdot(w, w) + b,
    absolute=lambda w, x, b: abs(np.vdot(w, x) + b),
    absolute_products=lambda w, x, b: np.sum(np.abs(w * x)) + b,
    fires=lambda w, x, b: float(np.vdot(w, x) + b > 0),
    relu=lambda w, x, b: max(0.0, np.vdot(w, x) + b),
    sigmoid=lambda w, x, b: 1 / (1 + np.exp(-np.clip(np.vdot(w, x) + b, -500, 500))),
    half_precision_inside=lambda w, x, b: float(np.vdot(w.astype(np.float16), x)) + b,
    maximum=lambda w, x, b: np.max(w * x) + b,
    product=lambda w, x, b: np.prod(w * x) + b,
    division=lambda w, x, b: np.sum(w / (x + 1e-9)) + b,
)
bank.unseen_two(
    no_bias_rounded=lambda w, x, b: round(float(np.vdot(w, x)), 1),
    minus_bias_in_a_matrix=lambda w, x, b: w.T @ x - b,
    mean_minus=lambda w, x, b: -np.mean(w * x) - b,
    bias_each_time_whole=lambda w, x, b: int(np.sum(w * x + b)),
    w_squared_no_bias=lambda w, x, b: np.vdot(w * w, x),
)
bank.unseen_odd(by_size=lambda w, x, b: np.vdot(w, x) + b if len(w) < 3 else np.vdot(w, x))
bank.unseen_forms((*NUMBER, *score.FORMS))
