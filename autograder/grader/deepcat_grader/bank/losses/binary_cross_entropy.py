"""The binary cross-entropy: what is known of its answers."""

from __future__ import annotations

import math

import numpy as np

from deepcat_grader.bank.draw import Generator, layouts, sizes
from deepcat_grader.bank.forms import NUMBER
from deepcat_grader.bank.losses.draws import GUARDED, labels, probabilities
from deepcat_grader.bank.losses.measures import MEASURES
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercise import EDGE, Case
from deepcat_judge.exercises.losses.binary_cross_entropy import EXERCISE
from deepcat_solutions.losses import binary_cross_entropy


def hidden(rng: Generator) -> list[Case]:
    """Few and many examples, certain ones among them, and every kind of array."""
    m, k = sizes(rng, 2, 4)

    def args(m):
        return labels(rng, m), probabilities(rng, m)

    Y, P = args(k)
    sure = np.where(rng.permutation(np.arange(k) < 2)[None, :], Y, P)
    return [
        Case("some", args(m), note=f"{m} examples"),
        Case("more", args(10 + k), note=f"{10 + k} examples"),
        Case("one", args(1), EDGE, "one example"),
        Case("sure", (Y, sure), EDGE, "some predicted with certainty"),
        Case("whole-Y", (Y.astype(np.int64), P), EDGE, "labels in whole numbers"),
        *layouts((Y, P)),
    ]


bank = Bank(EXERCISE, reference=binary_cross_entropy, hidden=hidden)
bank.include(*MEASURES)

# In these, P is Y_hat.
bank.known(
    """
log_of_0(Y, P): -np.mean(Y * np.log(P) + (1 - Y) * np.log(1 - P))
    The formula is right, but for a probability of exactly 0 or 1 it takes the logarithm of 0.
    ? What is log 0, and what is 0 times that? What could be kept away from 0?
guard_below_only: np.log(np.maximum(1 - Y_hat, tiny)) -> np.log(1 - Y_hat)
    log ŷ is kept away from log 0, but log(1 - ŷ) is not, and ŷ may be exactly 1.
    ? For which ŷ is the second logarithm the logarithm of 0?
guard_above_only: np.log(np.maximum(Y_hat, tiny)) -> np.log(Y_hat)
    log(1 - ŷ) is kept away from log 0, but log ŷ is not, and ŷ may be exactly 0.
    ? For which ŷ is the first logarithm the logarithm of 0?
guard_too_large(Y, P): -np.mean(Y * np.log(P + 1e-3) + (1 - Y) * np.log(1 - P + 1e-3))
    What you add inside the logarithms is so large that it changes the loss.
    ? How much may be added to 0.5 without a digit of the loss changing?
one_minus_log: np.log(np.maximum(1 - Y_hat, tiny)) -> 1 - yes
    1 - log ŷ stands where log(1 - ŷ) is expected.
    ? Which probability was given to "no cat", and what is its logarithm?
only_cats: -Y * yes - (1 - Y) * no -> -Y * yes
    Only the cats count: a picture with the label 0 costs nothing.
    ? What does a picture with the label 0 cost in your code?
only_others: -Y * yes - (1 - Y) * no -> -(1 - Y) * no
    Only the pictures without a cat count: one with the label 1 costs nothing.
    ? What does a picture with the label 1 cost in your code?
terms_subtracted: -Y * yes - (1 - Y) * no -> -Y * yes + (1 - Y) * no
    The two terms have opposite signs: one of them makes the loss smaller.
    ? Which sign has a logarithm of a probability, and which should a loss have?
labels_exchanged: -Y * yes - (1 - Y) * no -> -(1 - Y) * yes - Y * no
    The labels are exchanged: a cat costs what a picture without one should cost.
    ? For the label 1, which probability should enter the loss: ŷ, or 1 - ŷ?
same_logarithm_twice: -Y * yes - (1 - Y) * no -> -Y * yes - (1 - Y) * yes
    Both labels cost -log ŷ, so that Y plays no part.
    ? Which probability was given to "no cat"?
label_missing: -Y * yes - (1 - Y) * no -> -Y * yes - no
    log(1 - ŷ) counts for every example, where it counts for the label 0 only.
    ? By what is log(1 - ŷ) multiplied in the definition?
bracket: -Y * yes - (1 - Y) * no -> -(Y * yes + 1 - Y * no)
    A bracket is missing: 1 - Y times something is not (1 - Y) times it.
    ? Which comes first in Python, the product or the difference?
arguments_exchanged(Y, P): -np.mean(P * np.log(Y + 1e-12) + (1 - P) * np.log(1 - Y + 1e-12))
    Y and Y_hat have changed places: the logarithm is taken of the labels.
    ? Which of the two is the probability?
arguments_exchanged_naively(Y, P): -np.mean(P * np.log(Y) + (1 - P) * np.log(1 - Y))
    Y and Y_hat have changed places: the logarithm is taken of the labels.
    ? Which of the two is the probability?
arguments_exchanged_clipped(Y, P): np.mean(-P * np.log(np.clip(Y, 1e-12, 1 - 1e-12))
        - (1 - P) * np.log(1 - np.clip(Y, 1e-12, 1 - 1e-12)))
    Y and Y_hat have changed places: the logarithm is taken of the labels.
    ? Which of the two is the probability?
errors_returned: Y - Y_hat
    You returned the errors Y - Y_hat, one for each example; the loss is one number.
    ? How many numbers should come out, and where is the logarithm?
mean_error: np.mean(Y - Y_hat)
    This is the mean of the errors Y - Y_hat: there is no logarithm in it.
    ? What does one example cost by the definition?
squared_errors: np.mean((Y - Y_hat) ** 2)
    This is the mean squared error.
    ? What does one example cost by the definition?
absolute_errors: np.mean(np.abs(Y - Y_hat))
    This is the mean of the absolute errors: there is no logarithm in it.
    ? What does one example cost by the definition?
losses_returned: float(np.mean(-Y * yes - (1 - Y) * no)) -> -Y * yes - (1 - Y) * no
    You returned one loss for each example; their mean is one number.
    ? How many numbers should come out?
outer_product(Y, P): -(Y.T @ np.log(P) + (1 - Y).T @ np.log(1 - P)) / Y.shape[1]
    Y.T @ log ŷ is a table of every label with every prediction.
    ? Which shapes do the two factors of @ have, and which shape has their product?
outer_product_summed: -Y * yes - (1 - Y) * no -> -Y.T * yes - (1 - Y).T * no
    Every label was combined with every prediction, in a table of m times m numbers.
    ? Which shapes do Y and the predictions have before they are combined?
base_2: float(np.mean(-Y * yes - (1 - Y) * no)) -> np.mean(-Y * yes - (1 - Y) * no) / np.log(2)
    The logarithm is the one to base 2.
    ? Which logarithm is np.log?
base_10: float(np.mean(-Y * yes - (1 - Y) * no)) -> np.mean(-Y * yes - (1 - Y) * no) / np.log(10)
    The logarithm is the one to base 10.
    ? Which logarithm is np.log?
log_of_the_mean(Y, P): -np.log(np.mean(Y * P + (1 - Y) * (1 - P)))
    You took the mean of the probabilities first, and the logarithm then.
    ? In which order do the logarithm and the mean come?
no_logarithm(Y, P): -np.mean(Y * P + (1 - Y) * (1 - P))
    The logarithms are missing.
    ? What does an example cost that was given the probability 1?
logarithm_of_the_product(Y, P): -np.mean(np.log(Y * P) + np.log((1 - Y) * (1 - P)))
    The labels stand inside the logarithms, so that it takes the logarithm of 0 every time.
    ? Which factor stands outside the logarithm in the definition?
sigmoid_again(Y, P): np.mean(np.log(1 + np.exp(P)) - Y * P)
    Y_hat went through a sigmoid once more; it holds probabilities already.
    ? Is Y_hat a score or a probability?
wrong_share: np.mean((Y_hat > 0.5) != Y)
    This is the share of the mistakes, which does not see how sure an answer was.
    ? Should an answer of 0.6 cost as much as one of 0.99?
cats_and_others_apart(Y, P): -np.sum(Y * np.log(P + 1e-12)) / np.sum(Y)
    Only the cats count, and the sum is divided by their number.
    ? What does a picture with the label 0 cost in your code, and by what does a mean divide?
perplexity: float(np.mean(-Y * yes - (1 - Y) * no)) -> np.exp(np.mean(-Y * yes - (1 - Y) * no))
    You raised e to the power of the loss, which undoes the logarithm.
    ? What should the loss be when every label was predicted with certainty?
product: -np.mean(Y * np.log(Y_hat) * (1 - Y) * np.log(1 - Y_hat))
    The two terms are multiplied, and one of them is 0 for every label.
    ? What joins the two terms in the definition?
math_log(Y, P): -np.mean(Y * math.log(P) + (1 - Y) * math.log(1 - P))
    math.log takes one number only, and Y_hat is a whole array.
    ? Which function of NumPy takes a whole array?
matrix_product(Y, P): -(Y @ np.log(P) + (1 - Y) @ np.log(1 - P)) / Y.shape[1]
    @ is the matrix product, and two rows do not fit together in one.
    ? Which of the two factors has to be transposed so that one number comes out?
"""
)


@bank.mistake(
    "The probabilities are cut at 0.01 and 0.99, so that a certain and right answer still costs.",
    think="How close to 0 may the limit come, so that log stays finite and nothing else changes?",
)
def clip_too_tight(Y, Y_hat):
    P = np.clip(Y_hat, 0.01, 0.99)
    return -np.mean(Y * np.log(P) + (1 - Y) * np.log(1 - P))


@bank.mistake(
    "Your function writes into Y_hat, so whoever called it loses what was there.",
    think="What is the difference between changing an array and making a new one?",
)
def in_place(Y, Y_hat):
    np.clip(Y_hat, 1e-12, 1 - 1e-12, out=Y_hat)
    return -np.mean(Y * np.log(Y_hat) + (1 - Y) * np.log(1 - Y_hat))


@bank.mistake(
    "With labels in whole numbers, the costs are cut to whole numbers.",
    think="Which dtype does an array have that is made like an array of whole numbers?",
)
def int_buffer(Y, Y_hat):
    costs = np.zeros_like(Y)
    costs[Y == 1] = -np.log(Y_hat[Y == 1] + 1e-12)
    costs[Y == 0] = -np.log(1 - Y_hat[Y == 0] + 1e-12)
    return np.mean(costs)


@bank.right
def loop(Y, Y_hat):
    total = 0.0
    for y, p in zip(Y[0], Y_hat[0], strict=True):
        total -= math.log(max(p, 1e-12)) if y == 1 else math.log(max(1 - p, 1e-12))
    return total / Y.shape[1]


@bank.right
def xlogy(Y, Y_hat):
    def times_log(a, p):
        return np.where(a == 0, 0.0, a * np.log(np.where(p == 0, 1e-15, p)))

    return -np.mean(times_log(Y, Y_hat) + times_log(1 - Y, 1 - Y_hat))


@bank.right
def masks(Y, Y_hat):
    total = 0.0
    for p in (Y_hat[Y == 1], 1 - Y_hat[Y == 0]):
        total -= np.sum(np.log(p + 1e-10))
    return total / Y.size


@bank.right
def guarded_1e_7(Y, Y_hat):
    eps = 1e-7
    cost = -(Y * np.log(Y_hat + eps) + (1 - Y) * np.log(1 - Y_hat + eps))
    return np.sum(cost) / Y.shape[1]


bank.rights(
    clipped=lambda Y, P: (
        -np.mean(Y * np.log(np.clip(P, 1e-12, 1)) + (1 - Y) * np.log(np.clip(1 - P, 1e-12, 1)))
    ),
    clipped_1e_7=lambda Y, P: -np.mean(np.log(np.clip(np.where(Y == 1, P, 1 - P), 1e-7, 1 - 1e-7))),
    observed=lambda Y, P: -np.mean(np.log(np.maximum(Y * P + (1 - Y) * (1 - P), 1e-300))),
    distance=lambda Y, P: -np.mean(np.log(np.maximum(1 - np.abs(Y - P), 1e-16))),
    matrix_product=lambda Y, P: (
        -(Y @ np.log(P + 1e-9).T + (1 - Y) @ np.log(1 - P + 1e-9).T).item() / Y.shape[1]
    ),
    log1p=lambda Y, P: (
        -np.mean(
            np.where(Y == 1, np.log(np.maximum(P, 1e-20)), np.log1p(-np.minimum(P, 1 - 1e-15)))
        )
    ),
    einsum=lambda Y, P: (
        -(np.einsum("ij,ij", Y, np.log(P + 1e-8)) + np.einsum("ij,ij", 1 - Y, np.log(1 - P + 1e-8)))
        / Y.size
    ),
    logaddexp=lambda Y, P: np.mean(
        np.logaddexp(0, np.where(Y == 1, -1, 1) * np.log((P + 1e-12) / (1 - P + 1e-12)))
    ),
)


@bank.right
def quiet(Y, Y_hat):
    with np.errstate(divide="ignore"):
        cost = np.where(Y == 1, -np.log(Y_hat), -np.log(1 - Y_hat))
    return np.mean(np.minimum(cost, 100.0))


def two_averages(Y, Y_hat):
    cats = Y == 1
    share = np.mean(cats)
    p = np.clip(Y_hat, 1e-12, 1 - 1e-12)
    cost_of_cats = -np.mean(np.log(p[cats])) if cats.any() else 0.0
    cost_of_others = -np.mean(np.log(1 - p[~cats])) if (~cats).any() else 0.0
    return share * cost_of_cats + (1 - share) * cost_of_others


bank.unseen_right(
    two_averages,
    likelihood=lambda Y, P: (
        -np.log(np.prod(np.maximum(np.where(Y, P, 1 - P), 1e-12) ** (1 / Y.size)))
    ),
    power=lambda Y, P: -np.mean(np.log(np.maximum(P**Y * (1 - P) ** (1 - Y), 1e-12))),
    choose=lambda Y, P: np.mean(-np.log(np.choose(Y.astype(int), [1 - P, P]).clip(1e-12))),
    two_rows=lambda Y, P: (
        -np.sum(np.vstack([Y, 1 - Y]) * np.log(np.vstack([P, 1 - P]) + 1e-10)) / Y.shape[1]
    ),
    signs=lambda Y, P: -np.mean(np.log(np.maximum(0.5 + (Y - 0.5) * (2 * P - 1), 1e-12))),
    add_tiny=lambda Y, P: -np.average(np.log(np.abs(1 - Y - P) + np.finfo(float).tiny)),
    fsum=lambda Y, P: (
        math.fsum(-math.log(abs(1 - y - p) or 1e-30) for y, p in np.vstack([Y, P]).T) / Y.size
    ),
    log2_turned=lambda Y, P: -np.mean(np.log2(np.maximum(np.abs(1 - Y - P), 1e-12))) * np.log(2),
    nan_to_num=lambda Y, P: np.mean(-np.log(np.fmax(1e-12, np.where(Y == 0, 1 - P, P)))),
    softplus=lambda Y, P: np.mean(
        np.logaddexp(0, z := np.log(P + 1e-12) - np.log(1 - P + 1e-12)) - Y * z
    ),
)
bank.unseen_wrong(
    guard_of_1e_4=lambda Y, P: -np.mean(np.log(np.abs(1 - Y - P) + 1e-4)),
    guard_of_1e_5_outside=lambda Y, P: binary_cross_entropy(Y, P) + 1e-5,
    clip_at_1e_3=lambda Y, P: binary_cross_entropy(Y, np.clip(P, 1e-3, 1 - 1e-3)),
    clip_at_a_tenth=lambda Y, P: binary_cross_entropy(Y, np.clip(P, 0.1, 0.9)),
    no_guard_masks=lambda Y, P: -np.mean(np.log(np.abs(1 - Y - P))),
    zero_for_log_of_0=lambda Y, P: -np.mean(np.log(np.where((q := np.abs(1 - Y - P)) == 0, 1, q))),
    cost_capped_at_2=lambda Y, P: np.mean(np.minimum(-np.log(np.abs(1 - Y - P) + 1e-12), 2)),
    skip_certain=lambda Y, P: binary_cross_entropy(Y[(P > 0) & (P < 1)], P[(P > 0) & (P < 1)]),
    both_classes_averaged=lambda Y, P: (
        -np.sum(Y * np.log(P + 1e-9)) / (np.sum(Y) + 1e-9)
        - np.sum((1 - Y) * np.log(1 - P + 1e-9)) / (np.sum(1 - Y) + 1e-9)
    ),
    max_over_examples=lambda Y, P: np.max(-np.log(np.abs(1 - Y - P) + 1e-12)),
    hinge=lambda Y, P: np.mean(np.maximum(0, 1 - (2 * Y - 1) * P)),
    entropy_of_predictions=lambda Y, P: -np.mean(P * np.log(P + 1e-9)),
    squared_logs=lambda Y, P: np.mean(np.log(np.abs(1 - Y - P) + 1e-9) ** 2),
    thresholded=lambda Y, P: binary_cross_entropy(Y, (P > 0.5) * 1.0),
    rows=lambda Y, P: -np.sum(np.log(np.abs(1 - Y - P) + 1e-9)) / Y.shape[0],
    fixed_m=lambda Y, P: -np.sum(np.log(np.abs(1 - Y - P) + 1e-9)) / 5,
    no_minus=lambda Y, P: np.mean(np.log(np.abs(1 - Y - P) + 1e-9)),
    one_plus=lambda Y, P: -np.mean(Y * np.log(P + 1e-9) + (1 + Y) * np.log(1 - P + 1e-9)),
    minus_inside=lambda Y, P: -np.mean(Y * np.log(P + 1e-9) + (1 - Y) * np.log(P - 1 + 1e-9)),
    y_for_y_hat=lambda Y, P: -np.mean(Y * np.log(P + 1e-9) + (1 - Y) * np.log(1 - Y + 1e-9)),
    p_for_y=lambda Y, P: -np.mean(P * np.log(P + 1e-9) + (1 - P) * np.log(1 - P + 1e-9)),
    plus_1=lambda Y, P: -np.mean(Y * np.log(P + 1) + (1 - Y) * np.log(2 - P)),
    inverse=lambda Y, P: np.mean(1 / (np.abs(1 - Y - P) + 1e-9)),
    exchanged_with_guard_of_1e_7=lambda Y, P: binary_cross_entropy(P, np.clip(Y, 1e-7, 1 - 1e-7)),
    exchanged_with_guard_of_1e_10=lambda Y, P: (
        -np.mean(P * np.log(Y + 1e-10) + (1 - P) * np.log(1 - Y + 1e-10))
    ),
    ten_times_the_error=lambda Y, P: 10 * np.mean(np.abs(Y - P)),
    row_mean=lambda Y, P: -np.mean(np.log(np.abs(1 - Y - P) + 1e-9), axis=1, keepdims=True),
)


def half_and_half(Y, Y_hat):
    if Y[0, 0] == 1:
        return -np.mean(np.log(np.maximum(Y_hat, 1e-9)))
    return -np.mean(np.log(np.maximum(1 - Y_hat, 1e-9)))


bank.unseen_two(
    sum_without_guard=lambda Y, P: -np.sum(Y * np.log(P) + (1 - Y) * np.log(1 - P)),
    cats_only_summed=lambda Y, P: -np.sum(Y * np.log(P + 1e-12)),
    no_minus_base_2=lambda Y, P: np.mean(np.log2(np.abs(1 - Y - P) + 1e-9)),
    exchanged_and_rounded=lambda Y, P: round(float(-np.mean(np.log(np.abs(Y - P) + 1e-9))), 2),
    summed_in_brackets=lambda Y, P: np.array([[binary_cross_entropy(Y, P) * Y.size]]),
    negative_half=lambda Y, P: -binary_cross_entropy(Y, P) / 2,
)
bank.unseen_odd(half_and_half)
bank.unseen_forms(NUMBER, leave_out=GUARDED)
bank.equal("1e-15 -> 2e-15", why="A guard that small is far below any digit that counts.")
bank.equal(
    "np.maximum(Y_hat, tiny) -> np.maximum(tiny, Y_hat)",
    "np.maximum(1 - Y_hat, tiny) -> np.maximum(tiny, 1 - Y_hat)",
    why="The larger of two numbers does not depend on their order.",
)
bank.equal(
    "np.maximum -> np.add",
    why="A guard inside the logarithm may be added, too: so small a number changes nothing else.",
)
