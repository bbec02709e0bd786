"""Precision, recall and F1: what is known of their answers."""

from __future__ import annotations

import numpy as np

from deepcat_grader.bank.draw import Array, Generator, layouts, sizes
from deepcat_grader.bank.forms.calling import ANY, DEPENDENT
from deepcat_grader.bank.forms.form import results
from deepcat_grader.bank.losses.draws import labels
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercise import EDGE, Case
from deepcat_judge.exercises.cat_detector.precision_recall_f1 import EXERCISE
from deepcat_solutions.cat_detector import precision_recall_f1


def hidden(rng: Generator) -> list[Case]:
    """Careful and eager decisions, every 0 / 0, and every kind of labels."""
    m, k, p = sizes(rng, 3, 4)

    def args(found: int, missed: int, alarms: int, rest: int) -> tuple[Array, Array]:
        kinds = rng.permutation(np.repeat([0, 1, 2, 3], [found, missed, alarms, rest]))[None, :]
        return np.isin(kinds, (0, 1)).astype(float), np.isin(kinds, (0, 2)).astype(float)

    Y, Y_pred = args(m, k, p, 2)
    whole = Y.astype(np.int64), Y_pred.astype(np.int64)
    zeros = np.zeros((1, m))
    return [
        Case("some", args(p, m, k, 5), note=f"{p + m + k + 5} examples"),
        Case("careful", args(k, p, 1, 9), note="cats called rarely"),
        Case("eager", args(k, 1, m, 0), note="all but one called cats"),
        Case("none-called", (labels(rng, m), zeros), EDGE, "nothing is called a cat"),
        Case("no-cat", (zeros, labels(rng, m)), EDGE, "no cat among the examples"),
        Case("neither", (zeros, zeros), EDGE, "no cat, and nothing called one"),
        Case("none-found", args(0, k, m, p), EDGE, "no cat is found"),
        Case("whole", whole, EDGE, "labels in whole numbers"),
        *layouts((Y, Y_pred)),
    ]


bank = Bank(EXERCISE, reference=precision_recall_f1, hidden=hidden)

_ERRORS = "Which errors does precision count, and which does recall?"
_BOTH = "With a precision of 1 and a recall of 0, what should F1 be?"
_ZERO = "What is the value of 0 / 0 here, and where may it come up?"
_P = "precision = found / called if called else 0.0 -> precision = "
_R = "recall = found / cats if cats else 0.0 -> recall = "
_F = "f1 = 2 * precision * recall / (precision + recall) if found else 0.0 -> f1 = "

bank.mistakes(
    "Precision and recall have changed places.",
    think=_ERRORS,
    exchanged="return precision, recall, f1 -> return recall, precision, f1",
    labels_and_decisions_exchanged="found = -> Y, Y_pred = Y_pred, Y\n    found =",
)
bank.mistakes(
    "Where a share is 0 / 0, it is not 0.0.",
    think=_ZERO,
    one_where_undefined=(
        "found / called if called else 0.0 -> found / called if called else 1.0",
        "found / cats if cats else 0.0 -> found / cats if cats else 1.0",
    ),
)
bank.mistakes(
    "Where nothing is called a cat, precision is 0 / 0, and your code does not look out for that.",
    think=_ZERO,
    precision_undefined="found / called if called else 0.0 -> found / called",
)
bank.mistakes(
    "Where there is no cat, recall is 0 / 0, and your code does not look out for that.",
    think=_ZERO,
    recall_undefined="found / cats if cats else 0.0 -> found / cats",
)
bank.mistakes(
    "Where neither precision nor recall is above 0, F1 is 0 / 0, and your code does not look out "
    "for that.",
    think=_ZERO,
    f1_undefined="(precision + recall) if found else 0.0 -> (precision + recall)",
)
bank.mistakes(
    "Your code divides by 0 where nothing is called a cat, where there is none, and where none is "
    "found.",
    think=_ZERO,
    all_undefined=(
        "found / called if called else 0.0 -> found / called",
        "found / cats if cats else 0.0 -> found / cats",
        "(precision + recall) if found else 0.0 -> (precision + recall)",
    ),
    nan_where_undefined=(
        "found / called if called else 0.0 -> found / called if called else np.nan",
        "found / cats if cats else 0.0 -> found / cats if cats else np.nan",
        "if found else 0.0\n    return -> if found else np.nan\n    return",
    ),
)
bank.known(
    f"""
arithmetic_mean: {_F}(precision + recall) / 2
    F1 is the ordinary mean of precision and recall, where their harmonic mean is expected.
    ? {_BOTH}
geometric_mean: {_F}(precision * recall) ** 0.5
    F1 is the root of the product, where the harmonic mean is expected.
    ? What is 2PR / (P + R) for P = 1 and R = 0.25?
factor_2_missed: 2 * precision * recall -> precision * recall
    The 2 in F1 is missing: it is half as large as it should be.
    ? What should F1 be when precision and recall are both 1?
product: {_F}precision * recall
    F1 is the product of precision and recall, where their harmonic mean is expected.
    ? What should F1 be when precision and recall are both 0.5?
sum_for_product: 2 * precision * recall -> 2 * (precision + recall)
    Above the fraction line of F1 stands a sum, where a product is expected.
    ? What should F1 be when precision and recall are both 0.5?
smaller_one: {_F}min(precision, recall)
    F1 is the smaller one of precision and recall, where their harmonic mean is expected.
    ? What is 2PR / (P + R) for P = 1 and R = 0.25?
accuracy_for_f1: {_F}float(np.mean(Y == Y_pred))
    The third number is the accuracy, where F1 is expected.
    ? What is made of precision and recall alone?
accuracy_for_precision: {_P}float(np.mean(Y == Y_pred))
    The first number is the accuracy, where precision is expected, and F1 is computed with it.
    ? Of those called cats, how many are cats?
other_class: int(np.sum((Y == 1) & (Y_pred == 1))) -> int(np.sum((Y == 0) & (Y_pred == 0))) &&
        int(np.sum(Y_pred == 1)), int(np.sum(Y == 1)) ->
        int(np.sum(Y_pred == 0)), int(np.sum(Y == 0))
    These are precision, recall and F1 of "no cat", where those of "cat" are expected.
    ? Which label stands for a cat?
specificity: {_R}float(np.sum((Y == 0) & (Y_pred == 0)) / max(np.sum(Y == 0), 1))
    The second number is the share of the others that were left alone, where the share of the cats
    that were found is expected; F1 is computed with it.
    ? By how many cats is recall divided?
all_right_counted: found = int(np.sum((Y == 1) & (Y_pred == 1))) -> found = int(np.sum(Y == Y_pred))
    Whoever is rightly called no cat is counted as a cat that was found.
    ? {_ERRORS}
divided_by_m: called, cats = int(np.sum(Y_pred == 1)), int(np.sum(Y == 1)) -> called = cats = Y.size
    Both shares are divided by the number of all examples.
    ? Of those called cats, how many are cats? Of the cats, how many were found?
divided_by_errors: called, cats = int(np.sum(Y_pred == 1)), int(np.sum(Y == 1)) ->
        called, cats = int(np.sum(Y < Y_pred)), int(np.sum(Y > Y_pred))
    Found cats are divided by errors: below the fraction line, TP is missing.
    ? What should precision be when half of those called cats are cats?
errors_for_found: int(np.sum((Y == 1) & (Y_pred == 1))) -> int(np.sum((Y == 0) & (Y_pred == 1)))
    Above the fraction line stand the false alarms, where the cats that were found are expected.
    ? Of those called cats, how many are cats?
counts: return precision, recall, f1 -> return found, called - found, cats - found
    You return how many were found, falsely called and missed, where three shares are expected.
    ? By what is each count divided?
percent: return precision, recall, f1 -> return 100 * precision, 100 * recall, 100 * f1
    You return percentages, where numbers from 0 to 1 are expected.
    ? What should come out when every decision is right?
f1_missed: return precision, recall, f1 -> return precision, recall
    Only precision and recall are returned, and F1 is missing.
    ? Which three things does the exercise name?
f1_first: return precision, recall, f1 -> return f1, precision, recall
    F1 comes first, where it should come last.
    ? In which order does the exercise name the three?
in_an_array: return precision, recall, f1 -> return np.array([precision, recall, f1])
    The three numbers stand in one array, where three things are expected.
    ? How does a function return three things?
rounded: return precision, recall, f1 -> return round(precision, 2), round(recall, 2), round(f1, 2)
    Your answers are rounded to two digits.
    ? Who asked for rounding, and what gets lost by it?
f1_of_errors: {_F}2 * found / (2 * found + called) if called else 0.0
    Below the fraction line of F1, the number of cats is missing.
    ? Does F1 change when more cats are missed?
"""
)
bank.mistakes(
    "Each of the three sits in an array of shape (1,).",
    think="Which sum keeps its dimensions, and what makes a number of one element?",
    arrays="return precision, recall, f1 -> "
    "return np.array([precision]), np.array([recall]), np.array([f1])",
)


@bank.mistake(
    "Your function writes into Y_pred, so whoever called it loses the decisions.",
    think="What is the difference between Y_pred *= Y and Y_pred * Y?",
)
def in_place(Y, Y_pred):
    called, cats = np.sum(Y_pred), np.sum(Y)
    Y_pred *= Y.astype(Y_pred.dtype)
    found = np.sum(Y_pred)
    precision = found / called if called else 0.0
    recall = found / cats if cats else 0.0
    return precision, recall, 2 * found / (called + cats) if found else 0.0


@bank.right
def four_counts(Y, Y_pred):
    tp = np.sum((Y == 1) & (Y_pred == 1))
    fp = np.sum((Y == 0) & (Y_pred == 1))
    fn = np.sum((Y == 1) & (Y_pred == 0))
    precision = tp / (tp + fp) if tp + fp > 0 else 0.0
    recall = tp / (tp + fn) if tp + fn > 0 else 0.0
    if precision + recall == 0:
        return precision, recall, 0.0
    return precision, recall, 2 * precision * recall / (precision + recall)


bank.mistakes(
    "& is worked out before ==: without brackets, it takes what stands directly beside it.",
    think="Which part of Y == 1 & Y_pred == 1 does Python work out first, and where do brackets "
    "belong?",
    of=four_counts,
    brackets_missing=(
        "(Y == 1) & (Y_pred == 1) -> Y == 1 & Y_pred == 1",
        "(Y == 0) & (Y_pred == 1) -> Y == 0 & Y_pred == 1",
        "(Y == 1) & (Y_pred == 0) -> Y == 1 & Y_pred == 0",
    ),
    brackets_missing_in_a_loop=(
        "np.sum((Y == 1) & (Y_pred == 1)) -> sum(y == 1 & p == 1 for y, p in zip(Y[0], Y_pred[0]))",
        "np.sum((Y == 0) & (Y_pred == 1)) -> sum(y == 0 & p == 1 for y, p in zip(Y[0], Y_pred[0]))",
        "np.sum((Y == 1) & (Y_pred == 0)) -> sum(y == 1 & p == 0 for y, p in zip(Y[0], Y_pred[0]))",
    ),
)
bank.mistakes(
    "An array of many truth values stands where Python has to decide about one.",
    think="What do `and` and `if` decide about: one value, or many? And what joins two arrays of "
    "truth values, element by element?",
    and_for_ampersand="(Y == 1) & (Y_pred == 1) -> (Y == 1) and (Y_pred == 1)",
)


@bank.right
def loop(Y, Y_pred):
    tp = fp = fn = 0
    for truth, guess in zip(Y[0], Y_pred[0], strict=True):
        if guess == 1 and truth == 1:
            tp += 1
        elif guess == 1:
            fp += 1
        elif truth == 1:
            fn += 1
    if tp == 0:
        return 0.0, 0.0, 0.0
    return tp / (tp + fp), tp / (tp + fn), 2 * tp / (2 * tp + fp + fn)


bank.rights(
    products=lambda Y, P: (
        np.sum(Y * P) / max(np.sum(P), 1),
        np.sum(Y * P) / max(np.sum(Y), 1),
        2 * np.sum(Y * P) / max(np.sum(Y) + np.sum(P), 1),
    ),
    guarded=lambda Y, P: (
        np.sum(Y * P) / (np.sum(P) + 1e-9),
        np.sum(Y * P) / (np.sum(Y) + 1e-9),
        2 * np.sum(Y * P) / (np.sum(Y) + np.sum(P) + 1e-9),
    ),
    harmonic=_F + "2 / (1 / precision + 1 / recall) if found else 0.0",
    of_counts=_F + "2 * found / (called + cats) if called + cats else 0.0",
    means=(
        _P + "float(np.mean(Y[Y_pred == 1])) if called else 0.0",
        _R + "float(np.mean(Y_pred[Y == 1])) if cats else 0.0",
    ),
    list_returned="return precision, recall, f1 -> return [precision, recall, f1]",
    matrix_product="found = int(np.sum((Y == 1) & (Y_pred == 1))) -> found = (Y @ Y_pred.T).item()",
    numpy_numbers="return precision, recall, f1 -> return np.float64(precision), recall, f1",
)


def caught(Y, Y_pred):
    def share(part, whole):
        try:
            return part / whole
        except ZeroDivisionError:
            return 0.0

    found, called, cats = (int(A.sum()) for A in (Y * Y_pred, Y_pred, Y))
    p, r = share(found, called), share(found, cats)
    return p, r, share(2 * p * r, p + r)


bank.unseen_right(
    caught,
    divided_where=lambda Y, P: tuple(
        float(np.divide(a, b, out=np.zeros(()), where=b > 0))
        for a, b in (
            (np.sum(Y * P), np.sum(P)),
            (np.sum(Y * P), np.sum(Y)),
            (2 * np.sum(Y * P), np.sum(Y) + np.sum(P)),
        )
    ),
    truth_values="found = -> Y, Y_pred = Y > 0.5, Y_pred > 0.5\n    found =",
    early="precision = found -> if not found:\n        return 0.0, 0.0, 0.0\n    precision = found",
    larger_guard="found / called if called else 0.0 -> found / (called + 1e-8)",
    tiny_guard=_F + "2 * precision * recall / (precision + recall + 1e-12)",
    logical="(Y == 1) & (Y_pred == 1) -> np.logical_and(Y, Y_pred)",
    smaller="np.sum((Y == 1) & (Y_pred == 1)) -> np.sum(np.minimum(Y, Y_pred))",
    nonzero="int(np.sum((Y == 1) & (Y_pred == 1))) -> np.count_nonzero(Y * Y_pred)",
)
bank.unseen_wrong(
    precision_doubled=_P + "2 * found / called if called else 0.0",
    recall_of_called=_R + "found / called if called else 0.0",
    precision_of_cats=_P + "found / cats if cats else 0.0",
    false_alarms="return precision, recall, f1 -> return 1 - precision, recall, f1",
    misses="return precision, recall, f1 -> return precision, 1 - recall, f1",
    jaccard=_F + "found / (called + cats - found) if found else 0.0",
    f2=_F + "5 * precision * recall / (4 * precision + recall) if found else 0.0",
    f_half=_F + "1.25 * precision * recall / (0.25 * precision + recall) if found else 0.0",
    larger_one=_F + "max(precision, recall)",
    f1_squared=_F + "(2 * precision * recall / (precision + recall)) ** 2 if found else 0.0",
    brackets_lost="2 * precision * recall / (precision + recall) -> "
    "2 * precision * recall / precision + recall",
    sum_of_both=_F + "precision + recall",
    f1_zero=_F + "0.0",
    f1_one=_F + "1.0",
    difference=_F + "abs(precision - recall)",
    four="return precision, recall, f1 -> return precision, recall, f1, found",
    by_name="return precision, recall, f1 -> return {'p': precision, 'r': recall, 'f1': f1}",
    text="return precision, recall, f1 -> return f'{precision} {recall} {f1}'",
    f1_only="return precision, recall, f1 -> return f1",
    nested="return precision, recall, f1 -> return (precision, recall), f1",
    recall_first_last="return precision, recall, f1 -> return recall, f1, precision",
    brackets_missing_once="found = int(np.sum((Y == 1) & (Y_pred == 1))) -> "
    "found = int(np.sum(1 == Y & Y_pred == 1))",
    if_about_arrays="found = -> if Y == Y_pred:\n        return 1.0, 1.0, 1.0\n    found =",
    or_for_and="(Y == 1) & (Y_pred == 1) -> (Y == 1) | (Y_pred == 1)",
    whole_division="found / called if called -> found // called if called",
    last_left_out="found = -> Y, Y_pred = Y[:, :-1], Y_pred[:, :-1]\n    found =",
    coarse_guard="found / called if called else 0.0 -> found / (called + 1e-3)",
    undefined_half="found / called if called else 0.0 -> found / called if called else 0.5",
    rounded_f1="return precision, recall, f1 -> return precision, recall, round(f1, 3)",
    macro=_P + "(found / max(called, 1) + np.mean(Y == Y_pred)) / 2",
    any_called="int(np.sum(Y_pred == 1)), -> int(np.any(Y_pred == 1)),",
    plus_one="found / cats if cats else 0.0 -> (found + 1) / (cats + 1)",
)
bank.unseen_two(
    exchanged_percent="return precision, recall, f1 -> return 100 * recall, 100 * precision, f1",
    exchanged_mean=(_F + "(precision + recall) / 2", "return precision, -> return recall,"),
    exchanged_no_f1="return precision, recall, f1 -> return recall, precision",
    product_rounded=(_F + "precision * recall", "recall, f1\n -> recall, round(f1, 2)\n"),
    by_m_and_mean=(
        "called, cats = int(np.sum(Y_pred == 1)), int(np.sum(Y == 1)) -> called = cats = Y.size",
        _F + "(precision + recall) / 2",
    ),
    exchanged_in_a_row="return precision, recall, f1 -> return np.array([recall, precision, f1])",
)
bank.unseen_odd(
    by_size=_P + "found / max(called, 1) if Y.size < 10 else found / max(cats, 1)",
)


def _each(change):
    return lambda three: tuple(map(change, three))


bank.unseen_forms(
    (
        *ANY,
        *DEPENDENT,
        *results(
            False,
            reversed_order=lambda three: three[::-1],
            negated=_each(lambda value: -value),
            halved=_each(lambda value: value / 2),
            in_lists=_each(lambda value: [value]),
            texts=_each(str),
            truncated=_each(int),
            first_three_times=lambda three: three[:1] * 3,
            one_more=lambda three: (*three, 1.0),
            third_left_out=lambda three: three[:2],
        ),
        *results(
            True,
            list_for_tuple=list,
            zero_dimensional=_each(np.array),
            out_of_an_array=lambda three: tuple(np.array(three)),
        ),
    )
)
bank.equal(
    "int(np.sum((Y == 1) & (Y_pred == 1))) -> np.sum((Y == 1) & (Y_pred == 1))",
    "int(np.sum(Y_pred == 1)) -> np.sum(Y_pred == 1)",
    "int(np.sum(Y == 1)) -> np.sum(Y == 1)",
    "(Y == 1) & (Y_pred == 1) -> (Y_pred == 1) & (Y == 1)",
    why="The counts are the same, and nothing is divided by 0.",
)
