"""One-hot columns: what is known of their answers."""

from __future__ import annotations

import numpy as np

from deepcat_grader.bank import slips
from deepcat_grader.bank.draw import Array, Generator, sizes
from deepcat_grader.bank.forms import ROW
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercise import EDGE, Case
from deepcat_judge.exercises.common import read_only, strided
from deepcat_judge.exercises.losses.one_hot import EXERCISE
from deepcat_solutions.losses import one_hot


def hidden(rng: Generator) -> list[Case]:
    """Few and many examples and classes; classes without an example."""
    few, m, more = sizes(rng, 3, 3)

    def labels(m: int, n_classes: int) -> Array:
        drawn = rng.integers(0, n_classes, m)
        drawn[0] = n_classes - 1
        return drawn

    return [
        Case("some", (labels(m, few), few), note=f"{m} examples, {few} classes"),
        Case("many", (labels(10 + m, more), more), note=f"{10 + m} examples, {more} classes"),
        Case("absent", (labels(m, few), few + 2), note="two classes without an example"),
        Case("one", (labels(1, few), few), EDGE, "one example"),
        Case("square", (rng.permutation(m), m), EDGE, "as many examples as classes"),
        Case("read-only", (read_only(labels(m, few)), few), EDGE, "labels that are read-only"),
        Case("strided", (strided(labels(m, few)), few), EDGE, "every second of other labels"),
    ]


bank = Bank(EXERCISE, reference=one_hot, hidden=hidden)
bank.include(slips.LIST_RETURNED)

bank.known(
    """
transposed: np.eye(n_classes)[labels]
    The ones are right, but examples stand in rows; in this course they stand in columns.
    ? What is the first index of the answer for: the class, or the example?
classes_from_the_data: np.eye(np.max(labels) + 1)[:, labels]
    The number of rows is taken from the labels, so that a class without an example is lost.
    ? What does n_classes say, when the last class has no example?
classes_that_are_there: (labels == np.unique(labels)[:, np.newaxis]).astype(float)
    Only classes that have an example get a row.
    ? What does n_classes say, when a class has no example?
three_classes: np.eye(3)[:, np.minimum(labels, 2)]
    Your code is made for exactly three classes.
    ? Where is the number of classes written in your code, and who knows it?
counting_from_1: np.eye(n_classes)[:, labels - 1]
    The classes are counted from 1, where they are counted from 0: each 1 stands one row too high.
    ? In which row does the 1 of class 0 stand?
rows_from_1: (np.arange(1, n_classes + 1)[:, None] == labels) * 1.0
    The classes are counted from 1, where they are counted from 0: each 1 stands one row too high.
    ? In which row does the 1 of class 0 stand?
one_row_too_low: np.eye(n_classes)[:, (labels + 1) % n_classes]
    Each 1 stands one row too low.
    ? In which row does the 1 of class 0 stand?
upside_down: np.eye(n_classes)[::-1, labels]
    The rows stand upside down: class 0 is at the bottom.
    ? In which row does the 1 of class 0 stand?
labels_for_ones: np.eye(n_classes)[:, labels] * labels
    The class numbers stand in the table, where ones are expected; class 0 leaves no trace.
    ? What should stand in the row of the class?
zeros_and_ones_exchanged: 1 - np.eye(n_classes)[:, labels]
    Zeros and ones are exchanged.
    ? How many ones does a column have?
whole_row: np.zeros((n_classes, labels.size)) + np.isin(np.arange(n_classes), labels)[:, None]
    Whole rows are set to 1: those of all classes that have an example.
    ? Which elements does Y[labels] mean, and which column belongs to which example?
indices_exchanged: Y[labels, np.arange(m)] -> Y[np.arange(m), labels]
    The two indices are exchanged: the row is that of the example, the column that of the class.
    ? Y[i, j] is row i, column j. Which one is the class?
counts: np.bincount(labels, minlength=n_classes)
    This counts how many examples each class has.
    ? What belongs to one example alone?
comparison_broadcast: (labels == np.arange(n_classes)).astype(float)
    The labels and the class numbers were compared element by element, without a table.
    ? Which shape must each of the two have, so that every class meets every example?
labels_returned: labels.reshape(1, -1)
    These are the class numbers themselves, in a row.
    ? How many rows should the answer have?
up_to_the_class: (np.arange(n_classes)[:, np.newaxis] <= labels).astype(float)
    The ones go from the first row down to that of the class.
    ? How many ones does a column have?
shape_exchanged: np.zeros((labels.size, n_classes))
    The table has the examples in rows, and the ones are missing.
    ? What is the first index of the answer for: the class, or the example?
from_the_class_on: (np.arange(n_classes)[:, np.newaxis] >= labels).astype(float)
    The ones go from the row of the class down to the last.
    ? How many ones does a column have?
plus_and_minus: 2 * np.eye(n_classes)[:, labels] - 1
    The other elements are -1, where they should be 0.
    ? What stands in a column beside its 1?
reshaped: np.eye(n_classes)[labels].reshape(n_classes, -1)
    reshape changes the shape by reading the numbers in their order; it does not exchange rows and
    columns, so the ones land anywhere.
    ? What is the difference between reshape and .T?
column_numbers_for_ones: np.eye(n_classes)[:, labels] * np.arange(labels.size)
    The numbers of the columns stand in the table, where ones are expected.
    ? What should stand in the row of the class?
ones_missing: np.zeros((n_classes, labels.size))
    The shape is right, but no element was set to 1.
    ? Where in your code does the 1 get its place?
identity: np.eye(n_classes)
    This is the identity matrix, whatever the labels are.
    ? Which column of it belongs to an example of class 2?
random_one: np.eye(n_classes, labels.size)
    The ones stand on a diagonal, whatever the labels are.
    ? Where do the labels stand in your code?
"""
)


@bank.mistake(
    "Whole columns are set to 1: those whose number is a label.",
    think="Which elements does Y[:, labels] mean? Which row belongs to the class?",
)
def whole_column(labels, n_classes):
    Y = np.zeros((n_classes, labels.size))
    for label in labels:
        if label < labels.size:
            Y[:, label] = 1
    return Y


@bank.mistake(
    "Only the first example has its 1.",
    think="When does the return happen, inside the loop or after it?",
)
def first_example_only(labels, n_classes):
    Y = np.zeros((n_classes, len(labels)))
    for j in range(len(labels)):
        Y[labels[j], j] = 1
        return Y


@bank.mistake(
    "The last example has no 1.",
    think="How far does your loop run?",
)
def last_example_missed(labels, n_classes):
    Y = np.zeros((n_classes, len(labels)))
    for j in range(len(labels) - 1):
        Y[labels[j], j] = 1
    return Y


@bank.mistake(
    "The last class gets no row of its own.",
    think="How many numbers does range(n - 1) give?",
)
def last_class_missed(labels, n_classes):
    Y = np.zeros((n_classes, labels.size))
    for k in range(n_classes - 1):
        Y[k, labels == k] = 1
    return Y


@bank.mistake(
    "Your function changes the labels, so whoever called it loses them.",
    think="What is the difference between changing an array and making a new one?",
)
def in_place(labels, n_classes):
    Y = np.zeros((n_classes, labels.size))
    for j in range(labels.size):
        Y[labels[j], j] = 1
        labels[j] = 0
    return Y


@bank.right
def loop(labels, n_classes):
    Y = np.zeros((n_classes, len(labels)))
    for j, label in enumerate(labels):
        Y[label, j] = 1
    return Y


@bank.right
def classes_loop(labels, n_classes):
    Y = np.zeros((n_classes, labels.shape[0]))
    for k in range(n_classes):
        Y[k] = labels == k
    return Y


@bank.right
def whole_numbers(labels, n_classes):
    Y = np.zeros((n_classes, len(labels)), dtype=int)
    Y[labels, range(len(labels))] = 1
    return Y


bank.rights(
    columns_of_eye=lambda labels, n_classes: np.eye(n_classes)[:, labels],
    eye_transposed=lambda labels, n_classes: np.eye(n_classes)[labels].T,
    comparison=lambda labels, n_classes: (np.arange(n_classes)[:, None] == labels).astype(float),
    truth_values=lambda labels, n_classes: np.arange(n_classes).reshape(-1, 1) == labels,
    stacked=lambda labels, n_classes: np.vstack([1.0 * (labels == k) for k in range(n_classes)]),
    identity=lambda labels, n_classes: np.identity(n_classes, dtype=int)[:, labels],
)


def put_along_axis(labels, n_classes):
    Y = np.zeros((n_classes, labels.size))
    np.put_along_axis(Y, labels[None, :], 1.0, axis=0)
    return Y


def flat_positions(labels, n_classes):
    Y = np.zeros(n_classes * labels.size)
    Y[labels * labels.size + np.arange(labels.size)] = 1
    return Y.reshape(n_classes, -1)


def add_at(labels, n_classes):
    Y = np.zeros((n_classes, labels.size))
    np.add.at(Y, (labels, np.arange(labels.size)), 1)
    return Y


bank.unseen_right(
    put_along_axis,
    flat_positions,
    add_at,
    lists=lambda labels, K: np.array([[float(k == c) for c in labels.tolist()] for k in range(K)]),
    where=lambda labels, K: np.where(np.arange(K)[:, None] == labels[None, :], 1.0, 0.0),
    take=lambda labels, K: np.take(np.eye(K), labels, axis=1),
    outer=lambda labels, K: np.equal.outer(np.arange(K), labels).astype(int),
    columns=lambda labels, K: np.column_stack([np.eye(K)[c] for c in labels]),
    difference=lambda labels, K: (np.abs(np.arange(K)[:, None] - labels) < 0.5) * 1.0,
    small_floats=lambda labels, K: np.eye(K, dtype=np.float32)[:, labels],
    einsum=lambda labels, K: np.einsum("kc,jc->kj", np.eye(K), np.eye(K)[labels]),
)


def one_too_many(labels, n_classes):
    Y = np.zeros((n_classes + 1, labels.size))
    Y[labels, np.arange(labels.size)] = 1
    return Y


def every_example_in_column_0(labels, n_classes):
    Y = np.zeros((n_classes, labels.size))
    for label in labels:
        Y[label, 0] = 1
    return Y


def pre_filled(labels, n_classes):
    Y = np.ones((n_classes, labels.size))
    Y[labels, np.arange(labels.size)] = 1
    return Y


def second_class_twice(labels, n_classes):
    Y = np.eye(n_classes)[:, labels]
    Y[1] += Y[0]
    return Y


bank.unseen_wrong(
    one_too_many,
    every_example_in_column_0,
    pre_filled,
    second_class_twice,
    last_class_left_out=lambda labels, K: np.eye(K)[:-1, labels],
    first_class_left_out=lambda labels, K: np.eye(K)[1:, labels],
    examples_reversed=lambda labels, K: np.eye(K)[:, labels[::-1]],
    ten_classes=lambda labels, K: np.eye(10)[:, labels],
    plus_one=lambda labels, K: np.eye(K + 1)[:, labels + 1],
    one_cold=lambda labels, K: np.arange(K)[:, None] != labels,
    binary_digits=lambda labels, K: (labels >> np.arange(K)[:, None]) & 1,
    below_the_class=lambda labels, K: (np.arange(K)[:, None] < labels) * 1.0,
    odd_or_even=lambda labels, K: np.eye(K)[:, labels % 2],
    class_of_the_first=lambda labels, K: np.eye(K)[:, np.full(labels.size, labels[0])],
    one_more=lambda labels, K: np.eye(K)[:, labels] + 1,
    raveled=lambda labels, K: np.eye(K)[:, labels].ravel(),
    index_error=lambda labels, K: np.eye(K - 1)[:, labels],
    classes_of_text=lambda labels, K: np.eye(K)[:, labels.astype(str)],
    float_index=lambda labels, K: np.eye(K)[:, labels / 1],
)
bank.unseen_two(
    transposed_from_1=lambda labels, K: np.eye(K)[labels - 1],
    transposed_and_cold=lambda labels, K: 1 - np.eye(K)[labels],
    own_classes_transposed=lambda labels, K: np.eye(labels.max() + 1)[labels],
    labels_upside_down=lambda labels, K: np.eye(K)[::-1, labels] * labels,
    transposed_list=lambda labels, K: np.eye(K)[labels].tolist(),
    from_1_in_whole_rows=lambda labels, K: np.eye(K)[:, labels - 1].astype(str),
)


def half_in_rows(labels, n_classes):
    Y = np.zeros((n_classes, labels.size))
    for j, label in enumerate(labels):
        if j % 2:
            Y[label, j] = 1
        else:
            Y[n_classes - 1 - label, j] = 1
    return Y


bank.unseen_odd(half_in_rows)
SAME_ONES = ("rounded_to_4", "rounded_to_2", "rounded_down", "truncated", "positive", "normalised")
bank.unseen_forms(ROW, leave_out=(*SAME_ONES, "single_precision"))
