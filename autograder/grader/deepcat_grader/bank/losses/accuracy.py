"""Accuracy: what is known of its answers."""

from __future__ import annotations

import numpy as np

from deepcat_grader.bank.draw import Array, Generator, layouts, sizes
from deepcat_grader.bank.forms import NUMBER
from deepcat_grader.bank.losses.draws import labels
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercise import EDGE, Case
from deepcat_judge.exercises.losses.accuracy import EXERCISE
from deepcat_solutions.losses import accuracy

_COUNTED = "Which decisions are right? Is 'no cat' right, too, where there is none?"


def hidden(rng: Generator) -> list[Case]:
    """Good and bad decisions for few and many examples, and every kind of labels."""
    m, k, p = sizes(rng, 3, 4)

    def args(m: int, wrong: int) -> tuple[Array, Array]:
        Y = labels(rng, m)
        return Y, np.where(rng.permutation(m) < wrong, 1 - Y, Y)

    Y, Y_pred = args(p, 1)
    whole = Y.astype(np.int64), Y_pred.astype(np.int64)
    return [
        Case("good", args(m, 1), note="one decision is not right"),
        Case("more", args(17 + k, 5), note=f"{17 + k} examples, five decisions are not right"),
        Case("bad", args(k, k - 1), note="one decision is right"),
        Case("right", args(m, 0), note="every decision is right"),
        Case("one", args(1, 1), EDGE, "one example"),
        Case("whole", whole, EDGE, "labels in whole numbers"),
        Case("mixed", (whole[0], Y_pred), EDGE, "whole labels, decisions as floats"),
        *layouts((Y, Y_pred)),
    ]


bank = Bank(EXERCISE, reference=accuracy, hidden=hidden)

bank.mistakes(
    "You return the share of decisions that are wrong.",
    think="What should come out when every decision is right?",
    share_of_errors=lambda Y, Y_pred: np.mean(Y_pred != Y),
    mean_squared_error=lambda Y, Y_pred: np.mean((Y - Y_pred) ** 2),
)
bank.mistakes(
    "You return how many decisions are right, not which share of all: nothing is divided, or only "
    "by the number of rows, which is 1.",
    think="How many examples are there, and which axis counts them?",
    count=lambda Y, Y_pred: np.sum(Y_pred == Y),
    divided_by_rows=lambda Y, Y_pred: np.sum(Y_pred == Y) / len(Y),
)
bank.mistakes(
    "Your answer is 1 where every decision is right, and 0 otherwise.",
    think="What should come out when three of four decisions are right?",
    all_or_nothing=lambda Y, Y_pred: float(np.array_equal(Y, Y_pred)),
    whole_division=lambda Y, Y_pred: np.sum(Y_pred == Y) // Y.size,
)
bank.known(
    f"""
percent: 100 * np.mean(Y == Y_pred)
    You return a percentage, where a number from 0 to 1 is expected.
    ? What should come out when every decision is right?
precision: np.sum(Y * Y_pred) / np.sum(Y_pred)
    This is the share of cats among those called a cat, known as precision.
    ? {_COUNTED}
recall: np.sum(Y * Y_pred) / np.sum(Y)
    This is the share of the cats that were found, known as recall.
    ? {_COUNTED}
cats_only: np.mean(Y * Y_pred)
    Only the cats that were found count as right.
    ? {_COUNTED}
others_only: np.mean((1 - Y) * (1 - Y_pred))
    Only the examples without a cat count as right.
    ? Which decisions are right? Is 'cat' right, too, where there is one?
f1: 2 * np.sum(Y * Y_pred) / (np.sum(Y) + np.sum(Y_pred))
    This is the F1 score, which leaves out all that were rightly called 'no cat'.
    ? {_COUNTED}
in_an_array: np.mean(Y == Y_pred, axis=1)
    The number is right, but it sits in an array of shape (1,).
    ? How does an array with one element become a number, or the mean one of everything?
one_for_each_example: np.mean(Y == Y_pred, axis=0)
    You return whether each decision is right, where one number for all is expected.
    ? Along which axis do the examples stand?
comparison_returned: Y == Y_pred
    You return whether each decision is right, where one number for all is expected.
    ? How many numbers should come out?
errors_cancel: 1 - np.abs(np.mean(Y - Y_pred))
    A missed cat and a false alarm cancel each other in your mean.
    ? What is the error of one decision, and can it be negative?
signed_errors: 1 - np.mean(Y - Y_pred)
    Only missed cats count as wrong in your mean; false alarms make it better.
    ? What is Y - Y_pred in each of the four possible cases?
share_of_cats_called: np.mean(Y_pred)
    You return the share of examples that are called a cat.
    ? With what is each decision to be compared?
share_of_cats: np.mean(Y)
    You return the share of cats among the examples.
    ? Where do the decisions enter your code?
every_pair: np.mean(Y.T == Y_pred)
    Every label is compared with every decision, in a table of m times m.
    ? Which decision belongs to which label?
divided_by_m_minus_1: np.sum(Y == Y_pred) / (Y.size - 1)
    You divided by m - 1, where there are m examples.
    ? How many decisions are there?
balanced: (np.mean(Y_pred[Y == 1]) + np.mean(1 - Y_pred[Y == 0])) / 2
    This is the mean of two shares, that of the cats and that of the others, and not one share.
    ? Of all examples together, how many decisions are right?
halved_errors: 1 - np.mean(np.abs(Y - Y_pred)) / 2
    A wrong decision counts as half a right one.
    ? What should come out when no decision is right?
root: 1 - np.sqrt(np.mean((Y - Y_pred) ** 2))
    There is a square root too many.
    ? When a quarter of the decisions are wrong, what should come out?
hard_coded_size: np.sum(Y == Y_pred) / 10
    Your code divides by ten, whatever the number of examples.
    ? Where is the number written in your code, and who knows it?
rounded: np.round(np.mean(Y == Y_pred), 2)
    Your answer is rounded to two digits.
    ? Who asked for rounding, and what gets lost by it?
one_is_enough: float(np.any(Y == Y_pred))
    Your answer is 1 as soon as one decision is right.
    ? What should come out when three of four decisions are right?
"""
)


@bank.mistake(
    "Your function writes into Y_pred, so whoever called it loses the decisions.",
    think="What is the difference between Y_pred -= Y and Y_pred - Y?",
)
def in_place(Y, Y_pred):
    Y_pred -= Y.astype(Y_pred.dtype)
    return 1 - np.mean(np.abs(Y_pred))


@bank.mistake(
    "Only the first decision counts: a return stands inside the loop.",
    think="When does the return happen, in the loop or after it?",
)
def first_only(Y, Y_pred):
    right = 0
    for i in range(Y.shape[1]):
        right += Y[0, i] == Y_pred[0, i]
        return right / Y.shape[1]


@bank.mistake(
    "The last decision is never looked at.",
    think="At which index does your loop stop?",
)
def last_left_out(Y, Y_pred):
    return sum(Y[0, i] == Y_pred[0, i] for i in range(Y.shape[1] - 1)) / Y.shape[1]


@bank.right
def loop(Y, Y_pred):
    right = 0
    for i in range(Y.shape[1]):
        if Y[0, i] == Y_pred[0, i]:
            right += 1
    return right / Y.shape[1]


bank.rights(
    counted=lambda Y, Y_pred: np.sum(Y_pred == Y) / Y.size,
    one_minus_errors=lambda Y, Y_pred: 1 - np.mean(np.abs(Y - Y_pred)),
    one_minus_squares=lambda Y, Y_pred: 1 - np.mean((Y - Y_pred) ** 2),
    not_unequal=lambda Y, Y_pred: 1.0 - np.mean(Y_pred != Y),
    both_kinds=lambda Y, Y_pred: np.mean(Y * Y_pred + (1 - Y) * (1 - Y_pred)),
    products=lambda Y, Y_pred: ((Y @ Y_pred.T + (1 - Y) @ (1 - Y_pred).T) / Y.shape[1]).item(),
    method=lambda Y, Y_pred: (Y_pred == Y).mean(),
    nonzero=lambda Y, Y_pred: np.count_nonzero(Y_pred == Y) / Y.shape[1],
    zipped=lambda Y, Y_pred: sum(y == p for y, p in zip(Y[0], Y_pred[0], strict=True)) / len(Y[0]),
)
bank.unseen_right(
    average=lambda Y, Y_pred: np.average(Y_pred == Y),
    flat=lambda Y, Y_pred: (Y.ravel() == Y_pred.ravel()).sum() / Y.ravel().size,
    listed=lambda Y, Y_pred: float(np.mean([Y[0, i] == Y_pred[0, i] for i in range(Y.size)])),
    isclose=lambda Y, Y_pred: np.mean(np.isclose(Y, Y_pred)),
    where=lambda Y, Y_pred: np.where(Y_pred == Y, 1, 0).sum() / Y.size,
    truths=lambda Y, Y_pred: np.mean((Y > 0.5) == (Y_pred > 0.5)),
    exclusive_or=lambda Y, Y_pred: 1 - np.mean(np.logical_xor(Y, Y_pred)),
    einsum=lambda Y, Y_pred: np.einsum("ij->", (Y_pred == Y) * 1.0) / Y.shape[1],
    percent_and_back=lambda Y, Y_pred: (100 - np.mean(np.abs(Y_pred - Y)) * 100) / 100,
    four_counts=lambda Y, Y_pred: (
        (np.sum((Y == 1) & (Y_pred == 1)) + np.sum((Y == 0) & (Y_pred == 0))) / Y.shape[1]
    ),
)
bank.unseen_wrong(
    two_thirds=lambda Y, Y_pred: np.mean(Y_pred == Y) * 2 / 3,
    by_rows_and_examples=lambda Y, Y_pred: np.mean(Y_pred == Y) / Y.size,
    misses=lambda Y, Y_pred: np.mean(Y * (1 - Y_pred)),
    false_alarms=lambda Y, Y_pred: 1 - np.mean((1 - Y) * Y_pred),
    specificity=lambda Y, Y_pred: np.sum((1 - Y) * (1 - Y_pred)) / max(np.sum(1 - Y), 1),
    precision_of_0=lambda Y, Y_pred: np.sum((1 - Y) * (1 - Y_pred)) / max(np.sum(1 - Y_pred), 1),
    correlated=lambda Y, Y_pred: np.corrcoef(np.vstack([Y, Y_pred, 1 - Y[:, ::-1]]))[0, 1],
    jaccard=lambda Y, Y_pred: np.sum(Y * Y_pred) / max(np.sum(np.maximum(Y, Y_pred)), 1),
    distance=lambda Y, Y_pred: np.linalg.norm(Y - Y_pred),
    errors_counted=lambda Y, Y_pred: np.sum(Y_pred != Y),
    minus_errors=lambda Y, Y_pred: -np.mean(np.abs(Y - Y_pred)),
    majority=lambda Y, Y_pred: max(np.mean(Y), 1 - np.mean(Y)),
    better_of_both=lambda Y, Y_pred: max(np.mean(Y_pred == Y), np.mean(Y_pred != Y)),
    chance_removed=lambda Y, Y_pred: 2 * np.mean(Y_pred == Y) - 1,
    median=lambda Y, Y_pred: np.median(Y_pred == Y),
    python_sum=lambda Y, Y_pred: sum(Y_pred == Y) / Y.shape[1],
    reversed_order=lambda Y, Y_pred: np.mean(Y_pred[:, ::-1] == Y),
    sorted_first=lambda Y, Y_pred: np.mean(np.sort(Y) == np.sort(Y_pred)),
    first_left_out=lambda Y, Y_pred: np.mean((Y_pred == Y)[:, 1:]) if Y.size > 1 else 1.0,
    plus_1=lambda Y, Y_pred: (np.sum(Y_pred == Y) + 1) / (Y.size + 1),
    same_total=lambda Y, Y_pred: 1 - abs(np.sum(Y) - np.sum(Y_pred)) / Y.size,
    of_truths=lambda Y, Y_pred: np.mean(Y_pred == 1),
    Y_and_Y_pred=lambda Y, Y_pred: np.mean(Y and Y_pred),
    identical=lambda Y, Y_pred: np.mean(Y is Y_pred),
    as_percent_text=lambda Y, Y_pred: f"{np.mean(Y_pred == Y):.0%}",
    with_count=lambda Y, Y_pred: (np.mean(Y_pred == Y), np.sum(Y_pred == Y)),
)
bank.unseen_two(
    whole_percent=lambda Y, Y_pred: int(100 * np.mean(Y_pred == Y)),
    percent_of_errors=lambda Y, Y_pred: 100 * np.mean(Y_pred != Y),
    count_in_an_array=lambda Y, Y_pred: np.sum(Y_pred == Y, axis=1),
    cats_counted=lambda Y, Y_pred: np.sum(Y * Y_pred),
    errors_in_an_array=lambda Y, Y_pred: np.mean(Y_pred != Y, axis=1),
    percent_rounded=lambda Y, Y_pred: round(100 * np.mean(Y_pred == Y)),
)
bank.unseen_odd(
    few_all_or_nothing=lambda Y, Y_pred: np.mean(Y_pred == Y) if Y.size > 4 else 1.0,
)
bank.unseen_forms(NUMBER)
