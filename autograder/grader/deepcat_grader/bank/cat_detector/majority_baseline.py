"""The majority baseline: what is known of its answers."""

from __future__ import annotations

import numpy as np

from deepcat_grader.bank.draw import Array, Generator, layouts, sizes
from deepcat_grader.bank.forms import NUMBER
from deepcat_grader.bank.losses.draws import labels
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercise import EDGE, Case
from deepcat_judge.exercises.cat_detector.majority_baseline import EXERCISE
from deepcat_solutions.cat_detector import majority_baseline


def hidden(rng: Generator) -> list[Case]:
    """More others than cats, more cats than others, and every kind of labels."""
    m, k, p = sizes(rng, 3, 5)

    def more_cats(m: int) -> Array:
        return 1.0 - labels(rng, m)

    return [
        Case("others", (labels(rng, 12 + m),), note=f"{12 + m} examples"),
        Case("cats", (more_cats(9 + k),), note=f"{9 + k} examples, cats among them more often"),
        Case("few", (more_cats(p),), note=f"{p} examples"),
        Case("half", (rng.permutation(np.arange(2 * m) % 2)[None, :],), EDGE, "as many of each"),
        Case("whole", (labels(rng, k).astype(np.int64),), EDGE, "labels in whole numbers"),
        Case("cats-alone", (np.ones((1, m)),), EDGE, "cats alone"),
        *layouts((more_cats(k),)),
    ]


bank = Bank(EXERCISE, reference=majority_baseline, hidden=hidden)

_OTHERS = "Which label does the baseline give when most pictures show no cat?"
_SHARE = "What should come out when three of four examples have the same label?"

bank.mistakes(
    "You return how many examples have the most frequent label, not which share of all: nothing is "
    "divided, or only by the number of rows, which is 1.",
    think="How many examples are there, and which axis counts them?",
    count="np.max(counts) / Y.size -> np.max(counts)",
    divided_by_rows="Y.size -> len(Y)",
)
_ROWS = "In how many rows do the labels stand, and which axis counts the examples?"
bank.mistakes(
    "This is the number of cats, where the larger one of two shares is expected: nothing is "
    "divided, or only by len(Y), the number of rows, which is 1.",
    think=_ROWS,
    cats_by_rows=lambda Y: max(np.sum(Y) / len(Y), 1 - np.sum(Y) / len(Y)),
    cats_counted=lambda Y: np.sum(Y),
)
bank.mistakes(
    "This is the number of examples that are no cats, where the larger one of two shares is "
    "expected: nothing is divided, or only by len(Y), the number of rows, which is 1.",
    think=_ROWS,
    others_by_rows=lambda Y: max(np.sum(Y == 0) / len(Y), 1 - np.sum(Y == 0) / len(Y)),
    others_counted=lambda Y: np.sum(Y == 0),
)
bank.known(
    f"""
share_of_cats: np.mean(Y)
    This is the share of cats, which is right only where they are the more frequent ones.
    ? {_OTHERS}
share_of_others: 1 - np.mean(Y)
    This is the share of examples that are no cats, which is right only where these are more.
    ? Which label does the baseline give when most pictures show a cat?
minority: np.max -> np.min
    This is the share of the less frequent label, where there are two.
    ? Which label is right more often, if you give it every time?
label_returned: float(np.mean(Y) > 0.5)
    You return the most frequent label itself, not how often it is right.
    ? {_SHARE}
largest_label: float(np.max(Y))
    You return the largest label, not the share of the most frequent one.
    ? {_SHARE}
always_half: 0.5
    Your answer is 0.5, which is what a coin reaches.
    ? Does whoever always says "no cat" do better than a coin, where cats are rare?
cats_or_half: max(np.mean(Y), 0.5)
    Where the others are more, your answer is 0.5, and not their share.
    ? {_OTHERS}
median_for_mean: max(np.median(Y), 1 - np.median(Y))
    Your answer is 1 wherever one label is more frequent than the other, whatever its share is.
    ? {_SHARE}
guessed_in_proportion: np.mean(Y) ** 2 + (1 - np.mean(Y)) ** 2
    This is the accuracy of whoever guesses "cat" as often as there are cats.
    ? Does the baseline guess, or does it give the same label every time?
difference: abs(1 - 2 * np.mean(Y))
    This is by how much one share is larger than the other.
    ? {_SHARE}
odds: float(np.max(counts) / Y.size) -> float(np.max(counts) / np.min(counts))
    This is how many times more frequent one label is than the other.
    ? {_SHARE}
percent: np.max(counts) / Y.size -> 100 * np.max(counts) / Y.size
    You return a percentage, where a number from 0 to 1 is expected.
    ? {_SHARE}
error_of_baseline: np.max(counts) / Y.size -> 1 - np.max(counts) / Y.size
    You return the share in which the baseline is wrong.
    ? {_SHARE}
first_label: np.mean(Y == Y[0, 0])
    This is the share of the first example's label, whether it is the more frequent one or not.
    ? Is the first label the most frequent one?
last_label: np.mean(Y == Y[0, -1])
    This is the share of the last example's label, whether it is the more frequent one or not.
    ? Is the last label the most frequent one?
both_shares: float(np.max(counts) / Y.size) -> counts / Y.size
    You return the shares of both labels, where the larger one is expected.
    ? How many numbers should come out?
in_an_array: np.maximum(np.mean(Y, axis=1), 1 - np.mean(Y, axis=1))
    The number is right, but it sits in an array of shape (1,).
    ? Which operation gives one number, without any dimension?
in_a_matrix: np.maximum(np.mean(Y, keepdims=True), 1 - np.mean(Y, keepdims=True))
    The number is right, but it sits in an array of shape (1, 1).
    ? Which operation gives one number, without any dimension?
label_of_each_example: (Y == (np.mean(Y) > 0.5)).astype(float)
    You return for each example whether the baseline is right, where one number is expected.
    ? What is the mean of what you return?
whole_division: np.max(counts) / Y.size -> np.max(counts) // Y.size
    The division leaves only whole numbers: // drops what stands behind the point.
    ? What is the difference between / and //?
divided_by_m_minus_1: Y.size -> max(Y.size - 1, 1)
    You divided by m - 1, where there are m examples.
    ? How many examples are there?
hard_coded_size: Y.size -> 10
    Your code divides by ten, whatever the number of examples.
    ? Where is the number written in your code, and who knows it?
rounded: np.max(counts) / Y.size -> np.round(np.max(counts) / Y.size, 2)
    Your answer is rounded to two digits.
    ? Who asked for rounding, and what gets lost by it?
"""
)


@bank.mistake(
    "Your function sorts Y in place, so whoever called it loses the order of the labels.",
    think="What is the difference between Y.sort() and np.sort(Y)?",
)
def in_place(Y):
    Y.sort()
    return max(Y.mean(), 1 - Y.mean())


@bank.right
def counted(Y):
    cats = 0
    for y in Y[0]:
        if y == 1:
            cats += 1
    others = Y.shape[1] - cats
    if cats > others:
        return cats / Y.shape[1]
    return others / Y.shape[1]


bank.rights(
    larger=lambda Y: max(np.mean(Y), 1 - np.mean(Y)),
    numpy_larger=lambda Y: np.maximum(Y.mean(), (1 - Y).mean()),
    from_the_middle=lambda Y: 0.5 + abs(np.mean(Y) - 0.5),
    bincount=lambda Y: np.bincount(Y.astype(int).ravel()).max() / Y.size,
    accuracy_of_ones=lambda Y: max(np.mean(Y == 1), np.mean(Y == 0)),
    rounded_mean=lambda Y: np.mean(np.round(np.mean(Y)) == Y),
    median=lambda Y: np.mean((np.median(Y) > 0.5) == Y),
    sums=lambda Y: max(np.sum(Y), np.sum(1 - Y)) / Y.shape[1],
    listed=lambda Y: max(Y[0].tolist().count(c) for c in (0, 1)) / len(Y[0]),
)
bank.unseen_right(
    sorted_shares=lambda Y: sorted([np.mean(Y), 1 - np.mean(Y)])[1],
    where=lambda Y: np.where(np.mean(Y) > 0.5, np.mean(Y), 1 - np.mean(Y)),
    conditional=lambda Y: np.mean(Y) if 2 * np.sum(Y) > Y.size else np.mean(1 - Y),
    errors_removed=lambda Y: 1 - min(np.mean(Y), 1 - np.mean(Y)),
    nonzero=lambda Y: max(np.count_nonzero(Y), Y.size - np.count_nonzero(Y)) / Y.size,
    matrix_product=lambda Y: max((Y @ Y.T).item(), ((1 - Y) @ (1 - Y).T).item()) / Y.shape[1],
    array_of_two=lambda Y: np.array([np.mean(Y), np.mean(1 - Y)]).max(),
    norm=lambda Y: np.linalg.norm([np.mean(Y), 1 - np.mean(Y)], np.inf),
    constant_predictions=lambda Y: max(np.mean(np.full(Y.shape, c) == Y) for c in np.unique(Y)),
)
bank.unseen_wrong(
    two_thirds=lambda Y: max(np.mean(Y), 1 - np.mean(Y)) * 2 / 3,
    rows_counted=lambda Y: p if (p := np.sum(Y) / len(Y)) > 0.5 else 1 - p,
    rows_of_others=lambda Y: max((Y.shape[0] - np.sum(Y)) / Y.shape[0], np.sum(Y) / Y.shape[0]),
    standard_deviation=lambda Y: np.std(Y),
    variance=lambda Y: np.var(Y),
    entropy=lambda Y: -np.log(max(np.mean(Y), 1 - np.mean(Y))),
    product=lambda Y: np.mean(Y) * (1 - np.mean(Y)),
    one=lambda Y: 1.0,
    at_least_three_quarters=lambda Y: max(np.mean(Y), 1 - np.mean(Y), 0.75),
    signed=lambda Y: max(np.mean(Y), np.mean(Y) - 1),
    first_half=lambda Y: max(np.mean(Y[:, :3]), 1 - np.mean(Y[:, :3])),
    last_left_out=lambda Y: max(np.mean((Y * 1.0)[:, :-1]), 1 - np.mean(Y[:, :-1])),
    plus_1=lambda Y: (max(np.sum(Y), np.sum(1 - Y)) + 1) / (Y.size + 1),
    shape_for_size=lambda Y: max(np.sum(Y), np.sum(1 - Y)) / Y.shape,
    python_max=lambda Y: max(Y) / len(Y),
    text=lambda Y: f"{max(np.mean(Y), 1 - np.mean(Y)):.0%}",
    label_and_share=lambda Y: (np.mean(Y) > 0.5, max(np.mean(Y), 1 - np.mean(Y))),
    most_frequent_text=lambda Y: "cat" if np.mean(Y) > 0.5 else "no cat",
    squared=lambda Y: max(np.mean(Y), 1 - np.mean(Y)) ** 2,
    halved_root=lambda Y: np.sqrt(max(np.mean(Y), 1 - np.mean(Y))),
)
bank.unseen_two(
    cats_in_percent=lambda Y: 100 * np.mean(Y),
    minority_count=lambda Y: min(np.sum(Y), np.sum(1 - Y)),
    cats_in_an_array=lambda Y: np.mean(Y, axis=1),
    percent_rounded=lambda Y: round(100 * max(np.mean(Y), 1 - np.mean(Y))),
    others_counted=lambda Y: np.sum(1 - Y, axis=1),
)
bank.unseen_odd(
    few_cats_only=lambda Y: np.mean(Y) if Y.size < 5 else max(np.mean(Y), 1 - np.mean(Y)),
)
bank.unseen_forms(NUMBER)
bank.equal("1 -> -1", why="np.unique gives two things: the second one is the last.")
