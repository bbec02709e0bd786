"""The categorical cross-entropy: what is known of its answers."""

from __future__ import annotations

import math

import numpy as np

from deepcat_grader.bank.draw import Generator, layouts, sizes
from deepcat_grader.bank.forms import NUMBER
from deepcat_grader.bank.losses.draws import GUARDED, one_hot_columns, shares
from deepcat_grader.bank.losses.measures import MEASURES
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercise import EDGE, Case
from deepcat_judge.exercises.losses.categorical_cross_entropy import EXERCISE
from deepcat_solutions.losses import categorical_cross_entropy


def hidden(rng: Generator) -> list[Case]:
    """Few and many examples and classes, certain ones among them, and every kind of array."""
    m, k, few = sizes(rng, 3, 3, 7)

    def args(n_classes, m):
        Y = one_hot_columns(rng, n_classes, m)
        return Y, shares(rng, Y)

    Y, P = args(few, k)
    sure = np.where(np.arange(k) < 2, Y, P)
    return [
        Case("some", args(few, m), note=f"{m} examples, {few} classes"),
        Case("more", args(k, 10 + m), note=f"{10 + m} examples, {k} classes"),
        Case("square", args(m, m), note="as many examples as classes"),
        Case("two-classes", args(2, k), note="two classes"),
        Case("one", args(few, 1), EDGE, "one example"),
        Case("sure", (Y, sure), EDGE, "some predicted with certainty"),
        Case("whole-Y", (Y.astype(np.int64), P), EDGE, "Y in whole numbers"),
        *layouts((Y, P)),
    ]


bank = Bank(EXERCISE, reference=categorical_cross_entropy, hidden=hidden)
bank.include(*MEASURES)

# In these, P is Y_hat.
bank.known(
    """
log_of_0: -np.sum(Y * np.log(Y_hat)) / Y.shape[1]
    The formula is right, but for a probability of exactly 0 it takes the logarithm of 0.
    ? What is log 0, and what is 0 times that? What could be kept away from 0?
guard_too_large: -np.sum(Y * np.log(Y_hat + 1e-3)) / Y.shape[1]
    What you add inside the logarithm is so large that it changes the loss.
    ? How much may be added to 0.5 without a digit of the loss changing?
clip_too_tight: -np.sum(Y * np.log(np.clip(Y_hat, 0.01, 0.99))) / Y.shape[1]
    The probabilities are cut at 0.01 and 0.99, so that a certain and right answer still costs.
    ? How close to 0 may the limit come, so that log stays finite and nothing else changes?
mean_over_everything: -np.mean(Y * np.log(np.maximum(Y_hat, 1e-12)))
    You divided by the number of all elements, K times m, where there are m examples.
    ? How many examples are there, and how many elements has Y?
divided_by_classes: -np.sum(Y * np.log(np.maximum(Y_hat, 1e-12))) / Y.shape[0]
    You divided by the number of classes, where a mean over the examples divides by theirs.
    ? In this course, columns are examples. What are Y.shape[0] and len(Y)?
only_other_classes: -np.sum((1 - Y) * np.log(np.maximum(Y_hat, 1e-12))) / Y.shape[1]
    The classes that are not true count, and the true one does not.
    ? Which elements does Y keep, and which does 1 - Y?
log_of_one_minus: -np.sum(Y * np.log(np.maximum(1 - Y_hat, 1e-12))) / Y.shape[1]
    The logarithm is taken of 1 - ŷ, so that the better an answer is, the more it costs.
    ? Which probability should be near 1 for a small loss?
one_minus_log: np.sum(Y * (1 - np.log(np.maximum(Y_hat, 1e-12)))) / Y.shape[1]
    1 - log ŷ stands where -log ŷ is expected, so that every example costs 1 too much.
    ? What should an example cost that was given the probability 1?
label_ignored: -np.sum(np.log(np.maximum(Y_hat, 1e-12))) / Y.shape[1]
    The logarithms of all classes are added up, so that Y plays no part.
    ? By what is the logarithm multiplied in the definition, and what does that keep?
all_elements_averaged: -np.mean(np.log(np.maximum(Y_hat, 1e-12)))
    This is the mean of all logarithms, so that Y plays no part.
    ? By what is the logarithm multiplied in the definition, and what does that keep?
arguments_exchanged: -np.sum(Y_hat * np.log(np.maximum(Y, 1e-15))) / Y.shape[1]
    Y and Y_hat have changed places: the logarithm is taken of the truth.
    ? Which of the two holds probabilities?
arguments_exchanged_naively: -np.sum(Y_hat * np.log(Y)) / Y.shape[1]
    Y and Y_hat have changed places: the logarithm is taken of the truth.
    ? Which of the two holds probabilities?
entropy: -np.sum(Y_hat * np.log(np.maximum(Y_hat, 1e-12))) / Y.shape[1]
    This is the entropy of the predictions: the truth does not enter it.
    ? Where does Y stand in your code?
log_of_the_mean: -np.log(np.sum(Y * Y_hat) / Y.shape[1])
    You took the mean of the probabilities first, and the logarithm then.
    ? In which order do the logarithm and the mean come?
no_logarithm: -np.sum(Y * Y_hat) / Y.shape[1]
    The logarithm is missing.
    ? What should an example cost that was given the probability 1?
one_minus_probability: 1 - np.sum(Y * Y_hat) / Y.shape[1]
    This is the mean of 1 - ŷ for the true class: the logarithm is missing.
    ? How much should an example cost that was given a probability near 0?
labels_inside: -np.sum(np.log(Y * Y_hat)) / Y.shape[1]
    Y stands inside the logarithm, so that it takes the logarithm of 0 in every column.
    ? Which factor stands outside the logarithm in the definition?
labels_inside_with_a_guard: -np.sum(np.log(Y * Y_hat + 1e-12)) / Y.shape[1]
    Y stands inside the logarithm, so that every class that is not true costs as much as a certain
    mistake.
    ? Which factor stands outside the logarithm in the definition?
base_2: -np.sum(Y * np.log2(np.maximum(Y_hat, 1e-12))) / Y.shape[1]
    The logarithm is the one to base 2.
    ? Which logarithm is np.log?
base_10: -np.sum(Y * np.log10(np.maximum(Y_hat, 1e-12))) / Y.shape[1]
    The logarithm is the one to base 10.
    ? Which logarithm is np.log?
perplexity: np.exp(-np.sum(Y * np.log(np.maximum(Y_hat, 1e-12))) / Y.shape[1])
    You raised e to the power of the loss, which undoes the logarithm.
    ? What should the loss be when every class was predicted with certainty?
squared_errors: np.mean((Y - Y_hat) ** 2)
    This is the mean squared error.
    ? What does one example cost by the definition?
errors_returned: Y - Y_hat
    You returned the errors Y - Y_hat, one for each element; the loss is one number.
    ? How many numbers should come out, and where is the logarithm?
mean_error: np.mean(Y - Y_hat)
    This is the mean of the errors Y - Y_hat: there is no logarithm in it.
    ? What does one example cost by the definition?
absolute_errors: np.sum(np.abs(Y - Y_hat)) / Y.shape[1]
    These are absolute errors: there is no logarithm in it.
    ? What does one example cost by the definition?
losses_returned: -np.sum(Y * np.log(np.maximum(Y_hat, 1e-12)), axis=0)
    You returned one loss for each example; their mean is one number.
    ? How many numbers should come out?
losses_in_a_row: -np.sum(Y * np.log(np.maximum(Y_hat, 1e-12)), axis=0, keepdims=True)
    You returned one loss for each example; their mean is one number.
    ? How many numbers should come out?
losses_of_classes: -np.sum(Y * np.log(np.maximum(Y_hat, 1e-12)), axis=1) / Y.shape[1]
    You added up along the rows: what came out is one number for each class.
    ? Along which axis do the classes of one example stand, and how many numbers should come out?
not_reduced: -Y * np.log(np.maximum(Y_hat, 1e-12))
    You returned a table with a number for each class of each example; the loss is one number.
    ? Over what is added in the definition?
outer_product: -(Y.T @ np.log(np.maximum(Y_hat, 1e-12))) / Y.shape[1]
    Y.T @ log ŷ is a table of every truth with every prediction; only its diagonal matters.
    ? Which shapes do the two factors of @ have, and which shape has their product?
outer_product_summed: -np.sum(Y.T @ np.log(np.maximum(Y_hat, 1e-12))) / Y.shape[1]
    Every truth was combined with every prediction, and the whole table was added up.
    ? Which elements of Y.T @ log ŷ belong to an example and its own prediction?
classes_with_classes: -(Y @ np.log(np.maximum(Y_hat, 1e-12)).T) / Y.shape[1]
    Y @ (log ŷ).T is a table of every class with every class; only its diagonal matters.
    ? Which shapes do the two factors of @ have, and which shape has their product?
matrix_product: -np.sum(Y @ np.log(np.maximum(Y_hat, 1e-12))) / Y.shape[1]
    @ is the matrix product, which combines rows with columns.
    ? What is the difference between * and @? Which one works element by element?
whole_rows: -np.mean(np.log(np.maximum(Y_hat[np.argmax(Y, axis=0)], 1e-12)))
    Each label is combined with the predictions of all examples, in a table of m times m.
    ? Which example's column of Y_hat belongs to which label?
first_class_only: -np.sum(Y[0] * np.log(np.maximum(Y_hat[0], 1e-12))) / Y.shape[1]
    Only the first class counts.
    ? What does an example of the second class cost in your code?
softmax_again: np.mean(np.log(np.sum(np.exp(Y_hat), axis=0)) - np.sum(Y * Y_hat, axis=0))
    Y_hat went through softmax once more; it holds probabilities already.
    ? Does Y_hat hold scores or probabilities?
largest_probability: -np.mean(np.log(np.maximum(np.max(Y_hat, axis=0), 1e-12)))
    The cost is that of the most probable class, whichever the true one is.
    ? Which element of a column of Y_hat should count?
wrong_share: np.mean(np.argmax(Y, axis=0) != np.argmax(Y_hat, axis=0))
    This is the share of the mistakes, which does not see how sure an answer was.
    ? Should an answer of 0.4 cost as much as one of 0.99?
math_log: -np.sum(Y * math.log(Y_hat)) / Y.shape[1]
    math.log takes one number only, and Y_hat is a whole array.
    ? Which function of NumPy takes a whole array?
"""
)


@bank.mistake(
    "The terms (1 - y) log(1 - ŷ) of the binary loss are added; with several classes there is one "
    "term an example, that of its true class.",
    think="Which rows of a column of Y count, and how many are they?",
)
def binary_terms_too(Y, Y_hat):
    true = Y * np.log(np.maximum(Y_hat, 1e-12))
    others = (1 - Y) * np.log(np.maximum(1 - Y_hat, 1e-12))
    return -np.sum(true + others) / Y.shape[1]


@bank.mistake(
    "This is the binary cross-entropy, averaged over all classes as if each were a question of "
    "its own.",
    think="Which rows of a column of Y count, and by what does a mean over the examples divide?",
)
def binary_cross_entropy_of_all(Y, Y_hat):
    true = Y * np.log(np.maximum(Y_hat, 1e-12))
    others = (1 - Y) * np.log(np.maximum(1 - Y_hat, 1e-12))
    return -np.mean(true + others)


@bank.mistake(
    "Your function writes into Y_hat, so whoever called it loses what was there.",
    think="What is the difference between changing an array and making a new one?",
)
def in_place(Y, Y_hat):
    Y_hat += 1e-12
    return -np.sum(Y * np.log(Y_hat)) / Y.shape[1]


@bank.mistake(
    "With Y in whole numbers, the costs are cut to whole numbers.",
    think="Which dtype does an array have that is made like an array of whole numbers?",
)
def int_buffer(Y, Y_hat):
    costs = np.zeros_like(Y)
    costs[...] = -Y * np.log(np.maximum(Y_hat, 1e-12))
    return np.sum(costs) / Y.shape[1]


@bank.right
def loop(Y, Y_hat):
    n_classes, m = Y.shape
    total = 0.0
    for j in range(m):
        for k in range(n_classes):
            if Y[k, j] == 1:
                total -= math.log(max(Y_hat[k, j], 1e-12))
    return total / m


@bank.right
def by_index(Y, Y_hat):
    labels = np.argmax(Y, axis=0)
    chosen = Y_hat[labels, np.arange(Y.shape[1])]
    return -np.mean(np.log(chosen + 1e-10))


@bank.right
def xlogy(Y, Y_hat):
    safe = np.where(Y == 0, 1.0, np.maximum(Y_hat, 1e-300))
    return -np.sum(Y * np.log(safe)) / Y.shape[1]


bank.rights(
    guarded_1e_7=lambda Y, P: -np.sum(Y * np.log(P + 1e-7)) / Y.shape[1],
    clipped=lambda Y, P: -np.sum(Y * np.log(np.clip(P, 1e-12, 1.0))) / Y.shape[1],
    mean_of_sums=lambda Y, P: np.mean(-np.sum(Y * np.log(np.clip(P, 1e-9, None)), axis=0)),
    log_of_the_sum=lambda Y, P: -np.mean(np.log(np.maximum(np.sum(Y * P, axis=0), 1e-15))),
    mask=lambda Y, P: -np.log(np.maximum(P[Y == 1], 1e-12)).mean(),
    trace=lambda Y, P: -np.trace(Y.T @ np.log(P + 1e-12)) / Y.shape[1],
    trace_of_classes=lambda Y, P: -np.trace(Y @ np.log(P + 1e-12).T) / Y.shape[1],
    einsum=lambda Y, P: -np.einsum("kj,kj->", Y, np.log(P + 1e-12)) / Y.shape[1],
    mean_times_classes=lambda Y, P: -np.mean(Y * np.log(P + 1e-12)) * Y.shape[0],
)
bank.unseen_right(
    renormalised=lambda Y, P: (
        -np.sum(Y * np.log(np.clip(P / P.sum(axis=0), 1e-12, 1))) / Y.shape[1]
    ),
    flattened=lambda Y, P: -np.dot(Y.ravel(), np.log(P.ravel() + 1e-12)) / Y.shape[1],
    vdot=lambda Y, P: -float(np.vdot(Y, np.log(np.fmax(P, 1e-12)))) / Y.shape[-1],
    power=lambda Y, P: -np.mean(np.log(np.maximum(np.prod(P**Y, axis=0), 1e-12))),
    inner_products=lambda Y, P: np.mean(
        [-math.log(max(y @ p, 1e-12)) for y, p in zip(Y.T, P.T, strict=True)]
    ),
    fsum=lambda Y, P: math.fsum(-math.log(p or 1e-20) for p in P.T[Y.T == 1]) / Y.shape[1],
    take=lambda Y, P: (
        -np.mean(np.log(np.take_along_axis(P, np.argmax(Y, axis=0)[None], axis=0) + 1e-12))
    ),
    log2_turned=lambda Y, P: -np.sum(Y * np.log2(np.maximum(P, 1e-12))) / Y.shape[1] * np.log(2),
    nonzero=lambda Y, P: -np.sum(np.log(P[np.nonzero(Y)] + 1e-15)) / len(Y.T),
    examples_in_rows=lambda Y, P: -np.sum(Y.T * np.log(P.T + 1e-12), axis=1).mean(),
    count_of_ones=lambda Y, P: -np.sum(Y * np.log(P + 1e-12)) / np.sum(Y),
)
bank.unseen_wrong(
    table_of_all_examples=lambda Y, P: -np.mean(Y.T @ np.log(np.maximum(P, 1e-12))),
    exchanged_with_guard_of_1e_8=lambda Y, P: -np.sum(P * np.log(Y + 1e-8)) / Y.shape[1],
    guard_of_1e_4=lambda Y, P: -np.sum(Y * np.log(P + 1e-4)) / Y.shape[1],
    clip_at_1e_3=lambda Y, P: -np.sum(Y * np.log(np.maximum(P, 1e-3))) / Y.shape[1],
    no_guard_by_index=lambda Y, P: -np.mean(np.log(P[np.argmax(Y, axis=0), np.arange(Y.shape[1])])),
    zero_for_log_of_0=lambda Y, P: -np.sum(Y * np.log(np.where(P == 0, 1.0, P))) / Y.shape[1],
    capped=lambda Y, P: np.mean(np.minimum(-np.log(np.sum(Y * P, axis=0) + 1e-12), 3)),
    length=lambda Y, P: -np.sum(Y * np.log(P + 1e-12)) / len(Y),
    size=lambda Y, P: -np.sum(Y * np.log(P + 1e-12)) / Y.size,
    fixed_m=lambda Y, P: -np.sum(Y * np.log(P + 1e-12)) / 5,
    no_minus=lambda Y, P: np.sum(Y * np.log(P + 1e-12)) / Y.shape[1],
    worst_example=lambda Y, P: np.max(-np.log(np.sum(Y * P, axis=0) + 1e-12)),
    argmax_over_examples=lambda Y, P: (
        -np.mean(np.log(P[np.arange(Y.shape[0]), np.argmax(Y, axis=1)] + 1e-12))
    ),
    thresholded=lambda Y, P: -np.sum(Y * np.log((P.max(axis=0) == P) + 1e-12)) / Y.shape[1],
    inverse=lambda Y, P: np.mean(1 / (np.sum(Y * P, axis=0) + 1e-9)),
    squared_logs=lambda Y, P: np.mean(np.log(np.sum(Y * P, axis=0) + 1e-9) ** 2),
    classes_weighted=lambda Y, P: (
        -np.sum(Y * np.log(P + 1e-12) / (Y.sum(axis=1, keepdims=True) + 1e-12))
    ),
    log1p=lambda Y, P: -np.sum(Y * np.log1p(P)) / Y.shape[1],
    hinge=lambda Y, P: np.mean(np.maximum(0, 1 - np.sum(Y * P, axis=0))),
    transposed=lambda Y, P: -np.sum(Y.T * np.log(P + 1e-12)) / Y.shape[1],
    scores_normalised_wrong=lambda Y, P: (
        -np.sum(Y * np.log(P / P.sum(axis=1, keepdims=True) + 1e-12)) / Y.shape[1]
    ),
    mean_over_rows=lambda Y, P: -np.mean(Y * np.log(P + 1e-12), axis=0),
    sum_of_means=lambda Y, P: -np.sum(np.mean(Y * np.log(P + 1e-12), axis=0)),
)


def one_class_at_a_time(Y, Y_hat):
    total = 0.0
    for y, p in zip(Y, Y_hat, strict=True):
        if y.sum() == 0:
            return total
        total -= np.sum(y * np.log(p + 1e-12)) / y.sum()
    return total


bank.unseen_two(
    sum_without_guard=lambda Y, P: -np.sum(Y * np.log(P)),
    mean_without_guard=lambda Y, P: -np.mean(Y * np.log(P)),
    no_minus_base_2=lambda Y, P: np.sum(Y * np.log2(P + 1e-12)) / Y.shape[1],
    classes_rounded=lambda Y, P: round(float(-np.sum(Y * np.log(P + 1e-12)) / Y.shape[0]), 2),
    sum_in_brackets=lambda Y, P: -np.sum(Y * np.log(P + 1e-12), keepdims=True),
    binary_summed=lambda Y, P: -np.sum(Y * np.log(P + 1e-9) + (1 - Y) * np.log(1 - P + 1e-9)),
)
bank.unseen_odd(one_class_at_a_time)
bank.unseen_forms(NUMBER, leave_out=GUARDED)
bank.equal("1e-15 -> 2e-15", why="A guard that small is far below any digit that counts.")
bank.equal(
    "np.maximum(Y_hat, tiny) -> np.maximum(tiny, Y_hat)",
    why="The larger of two numbers does not depend on their order.",
)
bank.equal(
    "np.maximum -> np.add",
    why="A guard inside the logarithm may be added, too: so small a number changes nothing else.",
)
bank.equal("Y -> Y_hat", why="Both have a column for each example.")
bank.equal("1 -> -1", why="The last of two axes is the second one.")
