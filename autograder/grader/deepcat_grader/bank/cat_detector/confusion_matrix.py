"""The confusion matrix: what is known of its answers."""

from __future__ import annotations

from collections import Counter

import numpy as np

from deepcat_grader.bank import slips
from deepcat_grader.bank.draw import Array, Generator, layouts, sizes
from deepcat_grader.bank.forms.calling import ANY, DEPENDENT
from deepcat_grader.bank.forms.form import results
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercise import EDGE, Case
from deepcat_judge.exercises.cat_detector.confusion_matrix import EXERCISE
from deepcat_solutions.cat_detector import confusion_matrix


def hidden(rng: Generator) -> list[Case]:
    """Two classes and more, classes that never occur, and every kind of labels."""
    m, k, p = sizes(rng, 3, 4)

    def args(m: int, n_classes: int) -> tuple[Array, Array, int]:
        Y = rng.integers(0, n_classes, (1, m))
        wrong = rng.random((1, m)) < 0.4
        return Y, np.where(wrong, rng.integers(0, n_classes, (1, m)), Y), n_classes

    Y, Y_pred, n_classes = args(10 + k, 3)
    floats = Y.astype(float), Y_pred.astype(float), n_classes
    return [
        Case("two", args(14 + m, 2)[:2], note=f"{14 + m} examples, two classes"),
        Case("more", args(20 + p, k), note=f"{20 + p} examples, {k} classes"),
        Case("absent", (*args(9 + m, 3)[:2], 5), note="five classes, of which 3 and 4 never occur"),
        Case("one", args(1, 2), EDGE, "one example"),
        Case("many", args(1400, 2), EDGE, "1,400 examples"),
        Case("floats", floats, EDGE, "labels as floats"),
        Case("mixed", (Y, *floats[1:]), EDGE, "whole labels, predictions as floats"),
        *layouts((Y, Y_pred, n_classes)),
    ]


bank = Bank(EXERCISE, reference=confusion_matrix, hidden=hidden)
bank.include(slips.LIST_RETURNED)

_ROW = "An example of class 1 was taken for class 2. In which row and which column is it counted?"
_COUNT = "confusion[int(truth), int(guess)] += 1 -> "
_ZEROS = "np.zeros((n_classes, n_classes), dtype=int)"

bank.proved(counts_as_floats=", dtype=int -> ")
bank.mistakes(
    "The rows are the predictions and the columns the truth, where it should be the other way "
    "round.",
    think=_ROW,
    axes_swapped=_COUNT + "confusion[int(guess), int(truth)] += 1",
    turned="return confusion -> return confusion.T",
)
bank.known(
    f"""
upside_down: return confusion -> return confusion[::-1, ::-1]
    The last class stands first: rows and columns run from the last class to class 0.
    ? Which class has row 0?
rows_upside_down: return confusion -> return confusion[::-1]
    The rows run from the last class to class 0.
    ? Which class has row 0?
columns_reversed: return confusion -> return confusion[:, ::-1]
    The columns run from the last class to class 0.
    ? Which class has column 0?
classes_from_the_data: confusion = ->
        n_classes = int(max(Y.max(), Y_pred.max())) + 1\\n    confusion =
    The number of classes is taken from the labels, so that the last classes are lost when they
    never occur.
    ? What does n_classes say, when the last class has no example?
classes_that_are_there: confusion = -> n_classes, (Y, Y_pred) = len(np.unique([Y, Y_pred])), [
            np.searchsorted(np.unique([Y, Y_pred]), A) for A in (Y, Y_pred)]\\n    confusion =
    Only classes that occur have a row and a column.
    ? What does n_classes say, when a class has no example?
two_classes: {_ZEROS} -> np.zeros((2, 2), dtype=int)
    Your table has two rows and two columns, whatever n_classes is.
    ? Where is the number of classes written in your code, and who knows it?
shares_of_all: return confusion -> return confusion / Y.size
    These are shares of all examples, where counts are expected.
    ? What should all boxes add up to?
shares_of_rows: return confusion ->
        return confusion / np.maximum(confusion.sum(axis=1, keepdims=True), 1)
    Each row is divided by its sum; counts are expected.
    ? What should a row add up to?
right_only: {_COUNT}confusion[int(truth), int(guess)] += truth == guess
    Only what is right is counted: all boxes beside the diagonal are 0.
    ? Where is an example counted that was mistaken?
wrong_only: {_COUNT}confusion[int(truth), int(guess)] += truth != guess
    Only what is wrong is counted: the diagonal is 0.
    ? Where is an example counted that was recognised?
by_the_truth: {_COUNT}confusion[int(truth), int(truth)] += 1
    The predictions have no influence: every example is counted on the diagonal.
    ? {_ROW}
by_the_prediction: {_COUNT}confusion[int(guess), int(guess)] += 1
    The labels have no influence: every example is counted on the diagonal.
    ? {_ROW}
both_ways: return confusion -> return confusion + confusion.T
    Every example is counted twice, once in the box across the diagonal.
    ? How often is each example counted?
every_pair: np.outer(*(np.bincount(A.astype(int).ravel(), minlength=n_classes)
            for A in (Y, Y_pred)))
    Every label is counted with every prediction, also with those of other examples.
    ? Which prediction belongs to which label?
counting_from_1: {_COUNT}confusion[int(truth) - 1, int(guess) - 1] += 1
    The classes are counted from 1, where they are counted from 0.
    ? Which class has row 0?
with_sums: return confusion -> return np.pad(confusion, (0, 1))
    Your table has a row and a column too many.
    ? How many rows and columns are expected?
flat: return confusion -> return confusion.ravel()
    The counts stand in one row of numbers, where a table is expected.
    ? Which shape has a table of n_classes rows?
diagonal: return confusion -> return np.diag(confusion)
    Only the diagonal comes out, where the whole table is expected.
    ? Which shape should come out?
number_right: return confusion -> return int(np.trace(confusion))
    You return how many are right, where the whole table is expected.
    ? Which shape should come out?
first_only: {_COUNT}confusion[int(truth), int(guess)] += 1\\n        return confusion
    Only the first example is counted: a return stands inside the loop.
    ? When does the return happen, in the loop or after it?
last_left_out: zip(Y[0], Y_pred[0], strict=True) -> zip(Y[0, :-1], Y_pred[0, :-1], strict=True)
    The last example is not counted.
    ? At which index does your loop stop?
first_left_out: zip(Y[0], Y_pred[0], strict=True) -> zip(Y[0, 1:], Y_pred[0, 1:], strict=True)
    The first example is not counted.
    ? At which index does your loop start?
label_as_index: {_COUNT}confusion[truth, guess] += 1
    A label that is a float cannot be an index.
    ? Which function makes a whole number of 1.0?
"""
)
bank.mistakes(
    "Each box holds at most 1: when several examples belong into it, what is there is overwritten, "
    "not counted up.",
    think="Does your line add to what is there? (With lists of indices, NumPy's += adds once.)",
    counted_once=_COUNT + "confusion[int(truth), int(guess)] = 1",
    lost_repetitions="for truth, guess in zip(Y[0], Y_pred[0], strict=True):\n"
    "        confusion[int(truth), int(guess)] += 1 -> "
    "confusion[Y[0].astype(int), Y_pred[0].astype(int)] += 1",
)


@bank.mistake(
    "Your function writes into Y, so whoever called it loses the labels.",
    think="What is the difference between changing an array and making a new one?",
)
def in_place(Y, Y_pred, n_classes=2):
    Y *= n_classes
    Y += Y_pred.astype(Y.dtype)
    flat = np.bincount(Y[0].astype(int), minlength=n_classes**2)
    return flat.reshape(n_classes, n_classes)


@bank.right
def add_at(Y, Y_pred, n_classes=2):
    counts = np.zeros((n_classes, n_classes), dtype=np.int64)
    np.add.at(counts, (Y[0].astype(int), Y_pred[0].astype(int)), 1)
    return counts


@bank.right
def box_by_box(Y, Y_pred, n_classes=2):
    counts = np.zeros((n_classes, n_classes), int)
    for i in range(n_classes):
        for j in range(n_classes):
            counts[i, j] = np.sum((i == Y) & (Y_pred == j))
    return counts


_BOTH = "np.sum((i == Y) & (Y_pred == j)) -> "
bank.mistakes(
    "An array of many truth values stands where Python has to decide about one.",
    think="& binds more tightly than ==, so that each comparison needs brackets of its own: "
    "(a == 1) & (b == 1). And what do `and` and `if` decide about: one value, or many?",
    of=box_by_box,
    brackets_missing=_BOTH + "np.sum(Y == i & Y_pred == j)",
    and_for_ampersand=_BOTH + "np.sum((Y == i) and (Y_pred == j))",
)


@bank.right
def numbered_boxes(Y, Y_pred, n_classes=2):
    boxes = (n_classes * Y + Y_pred).astype(int).ravel()
    return np.bincount(boxes, minlength=n_classes * n_classes).reshape(n_classes, n_classes)


@bank.right
def one_hot_product(Y, Y_pred, n_classes=2):
    classes = np.arange(n_classes)[:, None]
    return (classes == Y).astype(int) @ (classes == Y_pred).astype(int).T


@bank.right
def counter(Y, Y_pred, n_classes=2):
    pairs = Counter(zip(Y.ravel().tolist(), Y_pred.ravel().tolist(), strict=True))
    return np.array([[pairs[i, j] for j in range(n_classes)] for i in range(n_classes)])


bank.rights(
    lists=lambda Y, P, K=2: np.array(
        [[int(np.sum((i == Y) * (j == P))) for j in range(K)] for i in range(K)]
    ),
    histogram=lambda Y, P, K=2: np.histogram2d(
        Y.ravel(), P.ravel(), bins=K, range=[[-0.5, K - 0.5]] * 2
    )[0].astype(int),
    rows=lambda Y, P, K=2: np.array(
        [np.bincount(P[i == Y].astype(int), minlength=K) for i in range(K)]
    ),
    eye=lambda Y, P, K=2: (
        np.eye(K, dtype=int)[:, Y[0].astype(int)] @ np.eye(K, dtype=int)[P[0].astype(int)]
    ),
    small_whole_numbers=lambda Y, P, K=2: np.array(
        [[np.count_nonzero((i == Y) & (j == P)) for j in range(K)] for i in range(K)], np.int32
    ),
)
bank.unseen_right(
    einsum=lambda Y, P, K=2: np.einsum(
        "im,jm->ij", 1 * (np.arange(K)[:, None] == Y), 1 * (np.arange(K)[:, None] == P)
    ),
    index_loop="for truth, guess in zip(Y[0], Y_pred[0], strict=True): -> "
    "for i in range(Y.shape[1]):\n        truth, guess = Y[0, i], Y_pred[0, i]",
    rounded_labels=_COUNT + "confusion[round(float(truth)), round(float(guess))] += 1",
    turned_back=(
        _COUNT + "confusion[int(guess), int(truth)] += 1",
        "return confusion -> return confusion.T",
    ),
    unsigned="dtype=int -> dtype=np.uint32",
    floats_and_back=(", dtype=int -> ", "return confusion -> return confusion.astype(int)"),
    flat_boxes=_COUNT + "confusion.ravel()[int(truth) * n_classes + int(guess)] += 1",
    sum_of_tables=_COUNT
    + "confusion = confusion + np.outer(np.eye(n_classes, dtype=int)[int(truth)], "
    "np.eye(n_classes, dtype=int)[int(guess)])",
    full="np.zeros((n_classes, n_classes), dtype=int) -> np.full((n_classes, n_classes), 0)",
)
bank.unseen_wrong(
    small_integers=lambda Y, Y_pred, n_classes=2: confusion_matrix(Y, Y_pred, n_classes).astype(
        np.uint8
    ),
    doubled=_COUNT + "confusion[int(truth), int(guess)] += 2",
    subtracted=_COUNT + "confusion[int(truth), int(guess)] -= 1",
    begun_at_1="np.zeros -> np.ones",
    percent="return confusion -> return 100 * confusion / Y.size",
    shares_of_columns="return confusion -> return confusion / np.maximum(confusion.sum(axis=0), 1)",
    rows_only="return confusion -> return confusion.sum(axis=1)",
    columns_only="return confusion -> return confusion.sum(axis=0)",
    one_more_class=_ZEROS + " -> np.zeros((n_classes + 1, n_classes + 1), dtype=int)",
    one_class_fewer=_ZEROS + " -> np.zeros((n_classes - 1, n_classes - 1), dtype=int)",
    three_classes=_ZEROS + " -> np.zeros((3, 3), dtype=int)",
    upper="return confusion -> return np.triu(confusion)",
    sorted_first="zip(Y[0], Y_pred[0], strict=True) -> "
    "zip(np.sort(Y[0]), np.sort(Y_pred[0]), strict=True)",
    reversed_predictions="zip(Y[0], Y_pred[0], strict=True) -> "
    "zip(Y[0], Y_pred[0, ::-1], strict=True)",
    rows_zipped="zip(Y[0], Y_pred[0], strict=True) -> zip(Y, Y_pred, strict=True)",
    if_wrong_stop=_COUNT
    + "confusion[int(truth), int(guess)] += 1\n        if truth != guess:\n            break",
    every_second="zip(Y[0], Y_pred[0], strict=True) -> zip(Y[0, ::2], Y_pred[0, ::2], strict=True)",
    difference=_COUNT + "confusion[int(truth), abs(int(truth) - int(guess))] += 1",
    if_about_arrays=_COUNT + "if Y == truth:\n            confusion[int(truth), int(guess)] += 1",
    brackets_around_all=_COUNT + "confusion[int(truth), int(guess)] = np.sum("
    "(int(truth) == Y.astype(int) & Y_pred.astype(int) == int(guess)))",
    with_accuracy="return confusion -> return confusion, np.trace(confusion) / Y.size",
    dict_of_pairs="return confusion -> return {'right': np.trace(confusion)}",
    nothing="return confusion -> print(confusion)",
    texts="return confusion -> return confusion.astype(str)",
    truths="return confusion -> return confusion > 0",
    square_roots="return confusion -> return np.sqrt(confusion)",
    default_forgotten="n_classes=2 -> n_classes",
)
bank.unseen_two(
    turned_shares="return confusion -> return (confusion / Y.size).T",
    turned_upside_down="return confusion -> return confusion.T[::-1, ::-1]",
    turned_list="return confusion -> return confusion.T.tolist()",
    turned_and_two=(
        _ZEROS + " -> np.zeros((2, 2), dtype=int)",
        _COUNT + "confusion[int(guess), int(truth)] += 1",
    ),
    turned_without_last=(
        _COUNT + "confusion[int(guess), int(truth)] += 1",
        "zip(Y[0], Y_pred[0], strict=True) -> zip(Y[0, :-1], Y_pred[0, :-1], strict=True)",
    ),
    wrong_only_turned=_COUNT + "confusion[int(guess), int(truth)] += truth != guess",
)
bank.unseen_odd(
    diagonal_apart=_COUNT
    + "confusion[int(truth), int(guess)] += 1\n    confusion[0, 0] = np.sum(Y == 0)",
)
bank.unseen_forms(
    (
        *ANY,
        *DEPENDENT,
        *results(
            False,
            transposed=lambda A: A.T,
            averaged=np.mean,
            summed=np.sum,
            negated=lambda A: -A,
            one_too_many=lambda A: A + 1,
            normalised=lambda A: A / A.max(),
            one_dimension_more=lambda A: A[None],
            last_row_missed=lambda A: A[:-1],
            tuples=lambda A: tuple(map(tuple, A)),
            list_of_rows=list,
            of_objects=lambda A: A.astype(object),
        ),
        *results(True, copied=np.copy, fortran_order=np.asfortranarray, plus_zero=lambda A: A + 0),
    )
)
bank.equal("0 -> -1", why="Y and Y_pred have one row: it is the first and the last.")
bank.equal(
    "zip(Y[0], Y_pred[0], strict=True) -> zip(Y[0], Y_pred[0])",
    why="There are as many predictions as labels.",
)
