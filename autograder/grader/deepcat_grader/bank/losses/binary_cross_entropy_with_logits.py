"""The binary cross-entropy of scores: what is known of its answers."""

from __future__ import annotations

import math

import numpy as np

from deepcat_grader.bank.draw import Generator, layouts, order_one, sizes, whole
from deepcat_grader.bank.forms import NUMBER
from deepcat_grader.bank.losses.draws import labels
from deepcat_grader.bank.losses.measures import MEASURES
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercise import EDGE, Case
from deepcat_judge.exercises.losses.binary_cross_entropy_with_logits import EXERCISE
from deepcat_solutions.losses import binary_cross_entropy, binary_cross_entropy_with_logits


def hidden(rng: Generator) -> list[Case]:
    """Few and many examples, enormous scores, and every kind of array."""
    m, k = sizes(rng, 2, 4)

    def args(m):
        return labels(rng, m), 2.0 * order_one(rng, 1, m)

    Y, Z = args(k)
    huge = order_one(rng, 1, m) * rng.uniform(100.0, 400.0, (1, m))
    return [
        Case("some", args(m), note=f"{m} examples"),
        Case("more", args(10 + k), note=f"{10 + k} examples"),
        Case("one", args(1), EDGE, "one example"),
        Case("huge", (labels(rng, m), huge), EDGE, "enormous scores"),
        Case("large", (Y, rng.uniform(20.0, 60.0, (1, k))), EDGE, "large scores"),
        Case("whole", (Y.astype(np.int64), whole(rng, 1, k)), EDGE, "whole numbers only"),
        Case("whole-Y", (Y.astype(np.int64), Z), EDGE, "labels in whole numbers"),
        *layouts((Y, Z)),
    ]


bank = Bank(EXERCISE, reference=binary_cross_entropy_with_logits, hidden=hidden)
bank.include(*MEASURES)

bank.known(
    """
overflow: np.mean(np.log(1 + np.exp(Z)) - Y * Z)
    The formula is right, but for a large score eᶻ is too large a number for the computer.
    ? How large is e¹⁰⁰⁰? What is log(1 + eᶻ) nearly, when z is large?
overflow_of_the_other_sign: np.mean(np.log(1 + np.exp(-Z)) + (1 - Y) * Z)
    The formula is right, but for a very negative score e⁻ᶻ is too large a number for the computer.
    ? How large is e¹⁰⁰⁰? What is log(1 + e⁻ᶻ) nearly, when z is very negative?
overflow_of_both: np.mean(Y * np.log(1 + np.exp(-Z)) + (1 - Y) * np.log(1 + np.exp(Z)))
    The formula is right, but e to the power of a large number is too large for the computer, and
    0 times infinity is no number.
    ? How large is e¹⁰⁰⁰? What is log(1 + eᶻ) nearly, when z is large?
abs_forgotten: np.exp(-np.abs(Z)) -> np.exp(-Z)
    np.maximum(Z, 0) goes with e⁻ᴵᶻᴵ; yours has e⁻ᶻ, which is right for positive scores only.
    ? What is max(z, 0) + log(1 + e⁻ᶻ) for z = -2, and what should log(1 + e⁻²) be?
abs_without_minus: np.exp(-np.abs(Z)) -> np.exp(np.abs(Z))
    The exponent has the wrong sign: e grows with the size of the score, where it should shrink.
    ? Is -|z| ever positive? And |z|?
max_forgotten: np.maximum(Z, 0) - Y * Z -> -Y * Z
    max(z, 0) is missing: log(1 + e⁻ᴵᶻᴵ) alone is nearly 0 for a large score.
    ? What should log(1 + eᶻ) be for z = 1000?
abs_for_max: np.maximum(Z, 0) -> np.abs(Z)
    |z| stands where max(z, 0) belongs, so that negative scores cost too much.
    ? What should log(1 + eᶻ) be for z = -1000?
min_for_max: np.maximum(Z, 0) -> np.minimum(Z, 0)
    min(z, 0) stands where max(z, 0) belongs.
    ? What should log(1 + eᶻ) be for z = 1000, and what for z = -1000?
relu_of_minus_z: np.maximum(Z, 0) -> np.maximum(-Z, 0)
    max(-z, 0) stands where max(z, 0) belongs; it goes with the other form, + (1 - y) z.
    ? What should log(1 + eᶻ) be for z = 1000, and what for z = -1000?
sign_of_yz: - Y * Z -> + Y * Z
    y z is added, where it is subtracted in the definition.
    ? Should a cat with a large positive score cost much, or little?
label_ignored: np.maximum(Z, 0) - Y * Z -> np.maximum(Z, 0)
    Every example costs what the label 0 costs: Y plays no part.
    ? What does a cat with a score of 2 cost, and what another picture with that score?
labels_exchanged: - Y * Z -> - (1 - Y) * Z
    The labels are exchanged: a cat costs what a picture without one should cost.
    ? Should a cat with a large positive score cost much, or little?
labels_of_plus_minus_1: np.mean(np.log1p(np.exp(-Y * Z)))
    log(1 + e⁻ʸᶻ) is the formula for the labels -1 and 1; with 0 and 1 it loses the zeros.
    ? What does a picture with the label 0 cost in your code, whatever its score?
only_cats: np.mean(Y * np.logaddexp(0, -Z))
    Only the cats count: a picture with the label 0 costs nothing.
    ? What should a picture with the label 0 and a score of 2 cost?
only_others: np.mean((1 - Y) * np.logaddexp(0, Z))
    Only the pictures without a cat count: one with the label 1 costs nothing.
    ? What should a cat with a score of -2 cost?
log_without_1: np.log1p(np.exp(-np.abs(Z))) -> np.log(np.exp(-np.abs(Z)))
    The 1 inside the logarithm is missing: log and e undo each other.
    ? What is log(1 + e⁰)?
one_twice: np.log1p(np.exp(-np.abs(Z))) -> np.log1p(1 + np.exp(-np.abs(Z)))
    np.log1p adds 1 by itself, and your code adds another one.
    ? What is log(1 + e⁰)?
log_missing: np.log1p(np.exp(-np.abs(Z))) -> np.exp(-np.abs(Z))
    The logarithm is missing.
    ? What is log(1 + e⁰)?
last_term_missing: - Y * Z + np.log1p(np.exp(-np.abs(Z))) -> - Y * Z
    log(1 + e⁻ᴵᶻᴵ) is missing: what is left is right only for large scores.
    ? What does an undecided score, z = 0, cost?
scores_as_probabilities: -np.mean(Y * np.log(Z) + (1 - Y) * np.log(1 - Z))
    The scores were taken for probabilities, and a negative score has no logarithm.
    ? Which function turns a score into a probability?
squared_errors: np.mean((Y - 0.5 * (1 + np.tanh(Z / 2))) ** 2)
    This is the mean squared error of the probabilities.
    ? What does one example cost by the definition?
slope_returned: 0.5 * (1 + np.tanh(Z / 2)) - Y
    You returned σ(z) - y, the slope of the loss, one for each example.
    ? How many numbers should come out?
losses_returned: float(np.mean(losses)) -> losses
    You returned one loss for each example; their mean is one number.
    ? How many numbers should come out?
base_2: float(np.mean(losses)) -> np.mean(losses) / np.log(2)
    The logarithm is the one to base 2.
    ? Which logarithm undoes eᶻ?
perplexity: float(np.mean(losses)) -> np.exp(np.minimum(np.mean(losses), 700))
    You raised e to the power of the loss, which undoes the logarithm.
    ? What should the loss be for a cat with a score of 1000?
broadcast: - Y * Z -> - Y.T * Z
    Every label was combined with every score, in a table of m times m numbers.
    ? Which shapes do Y and Z have before they are combined?
hinge: np.mean(np.maximum(0, 1 - (2 * Y - 1) * Z))
    This is the hinge loss of support vector machines, which is 0 for every clearly right score.
    ? What does a cat with a score of 2 cost, when its probability is below 1?
math_exp: np.mean(np.log(1 + math.exp(Z)) - Y * Z)
    math.exp takes one number only, and Z is a whole array.
    ? Which function of NumPy takes a whole array?
"""
)


@bank.mistake(
    "The scores went through the sigmoid first: for a large score the probability is exactly 1, "
    "and the logarithm of what is left is lost.",
    think="The logarithm and the exponential meet: what is -log σ(z), simplified?",
)
def through_probabilities(Y, Z):
    P = 1 / (1 + np.exp(-Z))
    return -np.mean(Y * np.log(P) + (1 - Y) * np.log(1 - P))


@bank.mistake(
    "The probabilities are kept away from 0 and 1, so that a large score costs too little.",
    think="What should a score of 1000 for the label 0 cost, and what does it cost in your code?",
)
def through_guarded_probabilities(Y, Z):
    P = np.clip(0.5 * (1 + np.tanh(Z / 2)), 1e-15, 1 - 1e-15)
    return -np.mean(Y * np.log(P) + (1 - Y) * np.log(1 - P))


@bank.mistake(
    "The scores are cut off, so that a larger one costs no more.",
    think="What should a score of 1000 for the label 0 cost, and what does it cost in your code?",
)
def logits_clipped(Y, Z):
    Z = np.clip(Z, -30, 30)
    return np.mean(np.log(1 + np.exp(Z)) - Y * Z)


@bank.mistake(
    "The scores are cut off, so that a larger one costs no more.",
    think="What should a score of 1000 for the label 0 cost, and what does it cost in your code?",
)
def logits_clipped_at_500(Y, Z):
    Z = np.clip(Z, -500, 500)
    return np.mean(np.log(1 + np.exp(Z)) - Y * Z)


@bank.mistake(
    "The sigmoid is applied twice, before and inside the loss.",
    think="Which of your steps already holds the sigmoid?",
)
def sigmoid_twice(Y, Z):
    A = 0.5 * (1 + np.tanh(Z / 2))
    return np.mean(np.log(1 + np.exp(A)) - Y * A)


@bank.mistake(
    "Your function writes into Z, so whoever called it loses the scores.",
    think="What is the difference between changing an array and making a new one?",
)
def in_place(Y, Z):
    Z[Y == 1] *= -1
    return np.mean(np.logaddexp(0, Z))


@bank.mistake(
    "With scores in whole numbers, the costs are cut to whole numbers.",
    think="Which dtype does an array have that is made like an array of whole numbers?",
)
def int_buffer(Y, Z):
    costs = np.zeros_like(Z)
    costs[:] = np.logaddexp(0, Z) - Y * Z
    return np.mean(costs)


@bank.right
def loop(Y, Z):
    total = 0.0
    for y, z in zip(Y[0], Z[0], strict=True):
        total += max(z, 0) - y * z + math.log1p(math.exp(-abs(z)))
    return total / Y.shape[1]


@bank.right
def by_label(Y, Z):
    costs = np.empty(Z.shape)
    costs[Y == 1] = np.logaddexp(0, -Z[Y == 1])
    costs[Y == 0] = np.logaddexp(0, Z[Y == 0])
    return costs.mean()


@bank.right
def by_sign(Y, Z):
    positive = np.where(Z > 0, Z, 0)
    negative = np.where(Z > 0, 0, Z)
    softplus = np.where(
        Z > 0, positive + np.log(1 + np.exp(-positive)), np.log(1 + np.exp(negative))
    )
    return np.sum(softplus - Y * Z) / Z.size


bank.rights(
    logaddexp=lambda Y, Z: np.mean(np.logaddexp(0, Z) - Y * Z),
    other_form=lambda Y, Z: np.mean(np.logaddexp(0, -Z) + (1 - Y) * Z),
    signed=lambda Y, Z: np.mean(np.logaddexp(0, (1 - 2 * Y) * Z)),
    both_terms=lambda Y, Z: np.mean(Y * np.logaddexp(0, -Z) + (1 - Y) * np.logaddexp(0, Z)),
    where=lambda Y, Z: np.mean(np.where(Y == 1, np.logaddexp(0, -Z), np.logaddexp(0, Z))),
    half_of_the_sum=lambda Y, Z: np.mean(
        (Z + np.abs(Z)) / 2 - Y * Z + np.log(1 + np.exp(-np.abs(Z)))
    ),
    matrix_product=lambda Y, Z: (np.sum(np.logaddexp(Z, 0)) - (Y @ Z.T).item()) / Z.shape[1],
    zero_dimensional=lambda Y, Z: np.array(np.average(np.logaddexp(0.0, Z) - Z * Y)),
)


def log_sigmoid(Y, Z):
    def log_sigmoid(z):
        return np.minimum(z, 0) - np.log1p(np.exp(-np.abs(z)))

    return -np.mean(Y * log_sigmoid(Z) + (1 - Y) * log_sigmoid(-Z))


def two_class_softmax(Y, Z):
    scores = np.vstack([np.zeros_like(Z), Z])
    top = scores.max(axis=0)
    log_sum = top + np.log(np.exp(scores - top).sum(axis=0))
    return np.mean(log_sum - scores[Y[0].astype(int), np.arange(Z.shape[1])])


bank.unseen_right(
    log_sigmoid,
    two_class_softmax,
    relu=lambda Y, Z: np.mean(Z * (Z > 0) - Y * Z + np.log1p(np.exp(np.minimum(Z, -Z)))),
    fsum=lambda Y, Z: math.fsum((np.logaddexp(0, Z) - Y * Z)[0]) / Z.size,
    reduced=lambda Y, Z: np.mean(np.logaddexp.reduce([np.zeros(Z.shape), (1 - 2 * Y) * Z])),
    clipped_in_exp=lambda Y, Z: np.mean(
        np.where(Z > 40, Z, np.log1p(np.exp(np.minimum(Z, 40)))) - Y * Z
    ),
    einsum=lambda Y, Z: (np.logaddexp(0, Z).sum() - np.einsum("ij,ij", Y, Z)) / Z.size,
    tanh=lambda Y, Z: np.mean(
        np.abs(Z) / 2
        - np.log((1 + np.tanh(np.abs(Z) / 2)) / 2)
        + (0.5 - Y) * Z
        - np.abs(Z) / 2
        + np.abs(Z) / 2
    ),
    signs=lambda Y, Z: np.mean(
        np.maximum(-(s := 2 * Y - 1) * Z, 0) + np.log1p(np.exp(-np.abs(s * Z)))
    ),
)
bank.unseen_wrong(
    clip_at_100=lambda Y, Z: np.mean(np.logaddexp(0, np.clip(Z, -100, 100)) - Y * Z),
    clip_at_10=lambda Y, Z: np.mean(np.logaddexp(0, (c := np.clip(Z, -10, 10))) - Y * c),
    probabilities_1e_7=lambda Y, Z: binary_cross_entropy(
        Y, np.clip(0.5 * (1 + np.tanh(Z / 2)), 1e-7, 1 - 1e-7)
    ),
    probabilities_plus_1e_9=lambda Y, Z: (
        -np.mean(np.log(0.5 * (1 + np.tanh((2 * Y - 1) * Z / 2)) + 1e-9))
    ),
    probabilities_unguarded=lambda Y, Z: -np.mean(np.log(0.5 * (1 + np.tanh((2 * Y - 1) * Z / 2)))),
    quiet_probabilities=lambda Y, Z: binary_cross_entropy(
        Y, 1 / (1 + np.exp(-np.clip(Z, -700, 700)))
    ),
    relu_only_when_wrong=lambda Y, Z: np.mean(np.maximum(0, (1 - 2 * Y) * Z)),
    hinge_squared=lambda Y, Z: np.mean(np.maximum(0, 1 - (2 * Y - 1) * Z) ** 2),
    exponential=lambda Y, Z: np.mean(np.exp(np.minimum((1 - 2 * Y) * Z, 700))),
    wrong_share=lambda Y, Z: np.mean((Z > 0) != Y),
    rows=lambda Y, Z: np.sum(np.logaddexp(0, Z) - Y * Z) / len(Y),
    fixed_m=lambda Y, Z: np.sum(np.logaddexp(0, Z) - Y * Z) / 5,
    no_minus_in_front=lambda Y, Z: np.mean(Y * Z - np.logaddexp(0, Z)),
    worst_example=lambda Y, Z: np.max(np.logaddexp(0, Z) - Y * Z),
    only_wrong_ones=lambda Y, Z: np.mean(np.where((Z > 0) == Y, 0, np.logaddexp(0, Z) - Y * Z)),
    one_plus_y=lambda Y, Z: np.mean(Y * np.logaddexp(0, -Z) + (1 + Y) * np.logaddexp(0, Z)),
    same_sign_twice=lambda Y, Z: np.mean(Y * np.logaddexp(0, Z) + (1 - Y) * np.logaddexp(0, Z)),
    difference_of_terms=lambda Y, Z: np.mean(
        Y * np.logaddexp(0, -Z) - (1 - Y) * np.logaddexp(0, Z)
    ),
    y_and_z=lambda Y, Z: np.mean(np.logaddexp(0, Y) - Y * Z),
    scores_squashed=lambda Y, Z: np.mean(np.logaddexp(0, np.tanh(Z)) - Y * np.tanh(Z)),
    scores_doubled=lambda Y, Z: np.mean(np.logaddexp(0, 2 * Z) - 2 * Y * Z),
    log_of_10=lambda Y, Z: np.mean((np.logaddexp(0, Z) - Y * Z) / np.log(10)),
    minus_in_the_logarithm=lambda Y, Z: np.mean(
        np.maximum(Z, 0) - Y * Z + np.log1p(-np.exp(-np.abs(Z) - 1e-9))
    ),
    row_mean=lambda Y, Z: np.mean(np.logaddexp(0, Z) - Y * Z, axis=1),
)


def by_the_first_label(Y, Z):
    if Y[0, 0] == 1:
        return np.mean(np.logaddexp(0, -Z))
    return np.mean(np.logaddexp(0, Z))


bank.unseen_two(
    exchanged_and_summed=lambda Y, Z: np.sum(np.logaddexp(0, Z) - (1 - Y) * Z),
    sum_of_clipped=lambda Y, Z: np.sum(np.logaddexp(0, (c := np.clip(Z, -30, 30))) - Y * c),
    base_2_rounded=lambda Y, Z: round(float(np.mean(np.logaddexp(0, Z) - Y * Z) / np.log(2)), 2),
    negative_half=lambda Y, Z: -binary_cross_entropy_with_logits(Y, Z) / 2,
    label_ignored_in_brackets=lambda Y, Z: np.array([[np.mean(np.logaddexp(0, Z))]]),
    sum_in_brackets=lambda Y, Z: np.sum(np.logaddexp(0, Z) - Y * Z, keepdims=True),
)
bank.unseen_odd(by_the_first_label)
bank.unseen_forms(NUMBER)
bank.equal(
    "np.maximum(Z, 0) -> np.maximum(0, Z)",
    why="The larger of two numbers does not depend on their order.",
)
