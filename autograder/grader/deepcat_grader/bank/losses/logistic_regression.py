"""Logistic regression: what is known of its answers."""

from __future__ import annotations

import numpy as np

from deepcat_grader.bank.draw import Generator, kinds, number, order_one, sizes
from deepcat_grader.bank.forms import ROW
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercise import EDGE, Case
from deepcat_judge.exercises.losses.logistic_regression import EXERCISE
from deepcat_solutions.losses import logistic_regression
from deepcat_solutions.neuron import sigmoid

_BIAS = "What is the score when every input is 0?"
_SHAPES = "Write the shapes of w and X beside @. Which shape must the left one have?"


def hidden(rng: Generator) -> list[Case]:
    """Few and many examples and inputs, extreme scores, and every kind of array."""
    n, m, p, q = sizes(rng, 4)

    def args(n, m):
        return order_one(rng, n, 1) / np.sqrt(n), number(rng), order_one(rng, n, m)

    w, b, X = args(p, q)
    far = 1000.0 / (np.abs(w).sum() * np.abs(X).max() + abs(b))
    return [
        Case("some", args(n, m), note=f"{m} examples of {n} inputs"),
        Case("many", args(p, 20 + n), note=f"{20 + n} examples of {p} inputs"),
        Case("square", args(n, n), note=f"{n} examples of {n} inputs"),
        Case("one", args(q, 1), EDGE, "one example"),
        Case("far", (far * w, far * b, X), EDGE, "scores up to 1000 in size"),
        Case("far-turned", (-far * w, -far * b, X), EDGE, "the same scores with the other sign"),
        *kinds(rng, "w b X", (w, 0.75, X)),
    ]


bank = Bank(EXERCISE, reference=logistic_regression, hidden=hidden)

bank.mistakes(
    "The bias b has the wrong sign: it is subtracted, or a minus sign reaches only the sum, as in "
    "-(w.T @ X) + b.",
    think="What is -(z + b) without the brackets?",
    b_subtracted="X + b -> X - b",
    b_inside_the_sign="sigmoid(w.T @ X + b) -> 1 / (1 + np.exp(-(w.T @ X) + b))",
)
bank.known(
    f"""
scores_returned: w.T @ X + b
    You return the scores, where their sigmoid is expected.
    ? Which function makes a probability of a score?
b_forgotten: sigmoid(w.T @ X)
    The bias b is missing.
    ? {_BIAS}
b_outside: sigmoid(w.T @ X) + b
    The bias is added to the probability; it belongs to the score.
    ? In which order do the score and the sigmoid come?
b_for_every_input: sigmoid(w.T @ X + len(w) * b)
    The bias is added once for every input, so it counts n times.
    ? Is b added before or after the sum?
b_added_to_X: sigmoid(w.T @ (X + b))
    The bias is added to the inputs, so that it counts as often as the weights add up to.
    ? {_BIAS}
not_transposed: sigmoid(w @ X + b)
    w @ X does not fit: w is a column, and a row must stand on the left.
    ? {_SHAPES}
X_first: sigmoid(X @ w + b)
    X @ w does not fit: X has a row for each input, and w has too.
    ? {_SHAPES}
X_turned: sigmoid(X.T @ w + b)
    The numbers are right, but they stand in a column (m, 1), where a row (1, m) is expected.
    ? In this course, columns are examples. Which of the two factors is transposed?
elementwise_product: sigmoid(w * X + b)
    w * X multiplies element by element and stops there; the products are not added up.
    ? What is the difference between * and @? Which one adds?
flat: sigmoid(np.sum(w * X, axis=0) + b)
    The numbers are right, but they have shape (m,), where a row (1, m) is expected.
    ? Which operation gave up one of the two dimensions?
mean_for_sum: sigmoid(np.mean(w * X, axis=0, keepdims=True) + b)
    The products are averaged, where their sum is expected.
    ? Should an example with more inputs be divided by their number?
sum_over_examples: sigmoid(np.sum(w * X, axis=1, keepdims=True) + b)
    You added over the examples, where each example's inputs are to be added.
    ? Along which axis do the inputs of one example stand?
sum_over_everything: sigmoid(np.sum(w * X) + b)
    You added everything up to one number, where each example has an answer of its own.
    ? Along which axis do the inputs of one example stand?
sigmoid_twice: sigmoid(sigmoid(w.T @ X + b))
    The sigmoid is applied twice.
    ? How often does a score become a probability?
sigmoid_of_inputs: w.T @ sigmoid(X) + b
    The sigmoid is applied to the inputs, where it is applied to the scores.
    ? In which order do the score and the sigmoid come?
sign_of_exponent: sigmoid(-(w.T @ X + b))
    The sign in the exponent is wrong: large scores give probabilities near 0.
    ? What should come out for a very large score, and what for a very negative one?
decisions_returned: (w.T @ X + b > 0).astype(float)
    You return decisions of 0 and 1, where probabilities are expected.
    ? Which function makes a probability of a score?
overflow: 1 / (1 + np.exp(-(w.T @ X + b)))
    The formula is right, but for a very negative score e⁻ᶻ is too large a number for the computer.
    ? You have a sigmoid that copes with any score. Where is it?
overflow_of_the_other_sign: np.exp(w.T @ X + b) / (1 + np.exp(w.T @ X + b))
    The formula is right, but for a large score eᶻ is too large a number for the computer.
    ? You have a sigmoid that copes with any score. Where is it?
tanh: np.tanh(w.T @ X + b)
    This is tanh, which runs from -1 to 1; a probability runs from 0 to 1.
    ? Which activation function gives probabilities?
relu: np.maximum(w.T @ X + b, 0)
    This is ReLU, where the sigmoid is expected.
    ? Which activation function gives probabilities?
softmax_over_examples: np.exp(w.T @ X + b) / np.sum(np.exp(w.T @ X + b))
    The answers of all examples add up to 1: you divided by a sum over the examples.
    ? Does the probability of a cat in one picture depend on the other pictures?
exponential: np.exp(w.T @ X + b)
    You return the exponentials of the scores, which may exceed 1.
    ? What is the whole formula of the sigmoid?
one_left_out: 1 / (np.exp(-np.clip(w.T @ X + b, -700, 700)))
    The 1 + in the sigmoid's denominator is missing.
    ? What should a score of 0 become?
clipped_at_5: sigmoid(np.clip(w.T @ X + b, -5, 5))
    The scores are cut at -5 and 5, so that no prediction is surer than 0.993.
    ? How large may a score be before it has to be treated with care?
rounded: np.round(sigmoid(w.T @ X + b), 3)
    The answers are rounded to three digits.
    ? Who asked for rounding, and what gets lost by it?
first_example_only: sigmoid(w.T @ X[:, [0]] + b)
    Only the first example's answer came out.
    ? Which columns of X does your code look at?
list_returned: [float(sigmoid(np.array(w[:, 0] @ x + b))) for x in X.T]
    The answers are in a list, where an array of shape (1, m) is expected.
    ? Which one operation on the whole array gives a row?
hard_coded_size: sigmoid(w[:2].T @ X[:2] + b)
    Your code is made for exactly two inputs.
    ? Where is the number of inputs written in your code, and who knows it?
"""
)


@bank.mistake(
    "Your function changes the w that it is given.",
    think="What is the difference between changing an array and making a new one?",
)
def in_place(w, b, X):
    w *= X
    return sigmoid(w.sum(axis=0, keepdims=True) + b)


bank.rights(
    sum_keepdims=lambda w, b, X: sigmoid(np.sum(w * X, axis=0, keepdims=True) + b),
    dot=lambda w, b, X: sigmoid(np.dot(w.T, X) + b),
    turned_twice=lambda w, b, X: sigmoid(X.T @ w + b).T,
    einsum=lambda w, b, X: sigmoid(np.einsum("io,im->om", w, X) + b),
    reshaped=lambda w, b, X: sigmoid((w.ravel() @ X).reshape(1, -1) + b),
    through_tanh=lambda w, b, X: 0.5 * (1 + np.tanh((w.T @ X + b) / 2)),
    logaddexp=lambda w, b, X: np.exp(-np.logaddexp(0, -(w.T @ X + b))),
    augmented=lambda w, b, X: sigmoid(
        np.vstack([w, [[b]]]).T @ np.vstack([X, np.ones(X.shape[1])])
    ),
    one_by_one=lambda w, b, X: np.array([[float(sigmoid(np.array(w[:, 0] @ x + b))) for x in X.T]]),
)


@bank.right
def loop_over_features(w, b, X):
    Z = np.full((1, X.shape[1]), float(b))
    for i in range(X.shape[0]):
        Z += w[i, 0] * X[i : i + 1, :]
    return sigmoid(Z)


@bank.right
def clipped_far_out(w, b, X):
    Z = np.clip(w.T @ X + b, -500, 500)
    return 1 / (1 + np.exp(-Z))


def both_loops(w, b, X):
    Y_hat = np.zeros((1, X.shape[1]))
    for j in range(X.shape[1]):
        z = b
        for i in range(X.shape[0]):
            z = z + w[i, 0] * X[i, j]
        Y_hat[0, j] = sigmoid(np.array(float(z)))
    return Y_hat


bank.unseen_right(
    both_loops,
    matmul=lambda w, b, X: sigmoid(np.add(np.matmul(np.transpose(w), X), b)),
    tensordot=lambda w, b, X: sigmoid(np.tensordot(w, X, axes=(0, 0)) + b),
    flat_then_a_row=lambda w, b, X: sigmoid(w[:, 0] @ X + b)[np.newaxis, :],
    axis_then_reshape=lambda w, b, X: sigmoid((w * X).sum(axis=0).reshape(1, -1) + b),
    inner=lambda w, b, X: sigmoid(np.inner(w.T, X.T) + b),
    bias_as_a_row=lambda w, b, X: sigmoid(w.T @ X + np.full((1, X.shape[1]), b)),
    complement=lambda w, b, X: 1 - sigmoid(-(w.T @ X) - b),
    stacked=lambda w, b, X: np.hstack([sigmoid(w.T @ X[:, [j]] + b) for j in range(X.shape[1])]),
    half_logistic=lambda w, b, X: np.exp(-np.log1p(np.exp(-np.clip(w.T @ X + b, -700, 700)))),
)
bank.unseen_wrong(
    outer=lambda w, b, X: sigmoid(X * w.sum() + b),
    times_bias=lambda w, b, X: sigmoid(w.T @ X * b),
    bias_twice=lambda w, b, X: sigmoid(w.T @ X + 2 * b),
    bias_in_the_first_only=lambda w, b, X: sigmoid(w.T @ X + b * (np.arange(X.shape[1]) == 0)),
    bias_always_1=lambda w, b, X: sigmoid(w.T @ X + 1),
    no_weights=lambda w, b, X: sigmoid(X.sum(axis=0, keepdims=True) + b),
    absolute_weights=lambda w, b, X: sigmoid(np.abs(w).T @ X + b),
    weights_reversed=lambda w, b, X: sigmoid(w[::-1].T @ X + b),
    weights_negative=lambda w, b, X: sigmoid(-w.T @ X + b),
    double_score=lambda w, b, X: sigmoid(2 * (w.T @ X + b)),
    half_score=lambda w, b, X: sigmoid((w.T @ X + b) / 2),
    score_over_n=lambda w, b, X: sigmoid((w.T @ X + b) / len(w)),
    square=lambda w, b, X: sigmoid((w.T @ X + b) ** 2),
    absolute_score=lambda w, b, X: sigmoid(np.abs(w.T @ X + b)),
    positive_score=lambda w, b, X: sigmoid(np.maximum(w.T @ X + b, 0)),
    sigmoids_added=lambda w, b, X: np.sum(sigmoid(w * X + b), axis=0, keepdims=True),
    slope=lambda w, b, X: sigmoid(w.T @ X + b) * (1 - sigmoid(w.T @ X + b)),
    softsign=lambda w, b, X: (w.T @ X + b) / (1 + np.abs(w.T @ X + b)),
    base_2=lambda w, b, X: sigmoid((w.T @ X + b) * np.log(2)),
    logarithm=lambda w, b, X: -np.logaddexp(0, -(w.T @ X + b)),
    odds=lambda w, b, X: np.exp(-np.clip(w.T @ X + b, -700, 700)),
    two_decimals=lambda w, b, X: np.round(sigmoid(w.T @ X + b), 2),
    rounded=lambda w, b, X: np.round(sigmoid(w.T @ X + b)),
    clipped_at_1=lambda w, b, X: sigmoid(np.clip(w.T @ X + b, -1, 1)),
    kept_from_0_and_1=lambda w, b, X: np.clip(sigmoid(w.T @ X + b), 0.01, 0.99),
    whole_scores=lambda w, b, X: sigmoid((w.T @ X + b).astype(int)),
    mean_of_all=lambda w, b, X: np.full((1, X.shape[1]), sigmoid(w.T @ X + b).mean()),
    standardised=lambda w, b, X: sigmoid(w.T @ (X - X.mean(axis=1, keepdims=True)) + b),
    reshaped=lambda w, b, X: sigmoid(w.T @ X.reshape(-1, X.shape[0]).T + b),
    pair=lambda w, b, X: (sigmoid(w.T @ X + b), w.T @ X + b),
    last_input_left_out=lambda w, b, X: sigmoid(w[:-1].T @ X[:-1] + b),
    three_examples=lambda w, b, X: sigmoid(w.T @ X[:, :3] + b),
)
bank.unseen_two(
    no_bias_flat=lambda w, b, X: sigmoid(w.T @ X).ravel(),
    no_bias_turned=lambda w, b, X: sigmoid(X.T @ w),
    minus_bias_rounded=lambda w, b, X: np.round(sigmoid(w.T @ X - b), 1),
    scores_flat=lambda w, b, X: (w.T @ X + b).ravel(),
    turned_exponent_no_bias=lambda w, b, X: sigmoid(-(w.T @ X)),
)
bank.unseen_odd(
    first_apart=lambda w, b, X: np.hstack(
        [sigmoid(w.T @ X[:, :1] - b), sigmoid(w.T @ X[:, 1:] + b)]
    ),
)
bank.unseen_forms(ROW)
