"""Softmax: what is known of its answers."""

from __future__ import annotations

import math
import warnings

import numpy as np

from deepcat_grader.bank import slips
from deepcat_grader.bank.losses.columns import COLUMNS
from deepcat_grader.bank.losses.draws import tables
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercises.losses.softmax import EXERCISE
from deepcat_solutions.losses import softmax

bank = Bank(EXERCISE, reference=softmax, hidden=tables)
bank.include(
    slips.INT_BUFFER, slips.IN_PLACE, slips.ROUNDED, slips.LIST_RETURNED, slips.TRANSPOSED,
    slips.ARGUMENT_IGNORED, slips.IDENTITY,
)  # fmt: skip

bank.known(
    """
no_shift: np.exp(Z) / np.sum(np.exp(Z), axis=0, keepdims=True)
    The formula is right, but for a large score eᶻ is too large a number for the computer.
    ? What may be subtracted from all scores of a column without changing the answer?
    source: https://stackoverflow.com/questions/34968722
global_shift: np.max(Z, axis=0, keepdims=True) -> np.max(Z)
    The largest score of all examples is subtracted, so that a column with much smaller scores
    becomes 0 / 0.
    ? Which score should be 0 in each column after the shift?
shift_by_the_smallest: np.max(Z, axis=0, keepdims=True) -> np.min(Z, axis=0, keepdims=True)
    The smallest score is subtracted, so that the largest may still overflow.
    ? Which numbers can np.exp take without an overflow: large ones, or negative ones?
shift_by_the_mean: np.max(Z, axis=0, keepdims=True) -> np.mean(Z, axis=0, keepdims=True)
    The mean is subtracted, so that a score far above it may still overflow.
    ? Which numbers can np.exp take without an overflow: large ones, or negative ones?
shift_added: Z - np.max(Z, axis=0, keepdims=True) -> Z + np.max(Z, axis=0)
    The largest score is added, where it is subtracted to keep the numbers small.
    ? Which numbers can np.exp take without an overflow: large ones, or negative ones?
shift_over_rows: np.max(Z, axis=0, keepdims=True) -> np.max(Z, axis=1, keepdims=True)
    The shift differs from class to class: the maximum goes along the rows.
    ? Which scores may be changed together, so that the answer of one example stays as it is?
sum_over_rows: np.sum(E, axis=0, keepdims=True) -> np.sum(E, axis=1, keepdims=True)
    The sum goes along the rows, where each column has a sum of its own.
    ? Along which axis do the classes of one example stand?
over_everything: np.exp(Z - np.max(Z)) / np.sum(np.exp(Z - np.max(Z)))
    You divided by the sum over the whole table: all examples together add up to 1.
    ? What should the numbers of one example add up to?
without_keepdims: np.exp(Z - Z.max()) / np.sum(np.exp(Z - Z.max()), axis=1)
    The sums of the rows, without keepdims, were laid across the columns.
    ? Which shape has the sum, and to which axis does NumPy fit it?
precedence: np.exp(Z / np.sum(Z, axis=0, keepdims=True))
    The sum of the scores stands inside the exponential: a bracket is in the wrong place.
    ? What is divided by what: the scores, or their exponentials?
precedence_of_exponentials: np.exp((S := Z - Z.max(axis=0)) / np.exp(S).sum(axis=0))
    The sum stands inside the exponential: a bracket is in the wrong place.
    ? What is divided by what: the scores, or their exponentials?
scores_divided: Z / np.sum(Z, axis=0, keepdims=True)
    The scores themselves are divided by their sum: the exponential is missing.
    ? Can a probability be negative? And what makes every score positive?
scores_over_exponentials: (S := Z - Z.max(axis=0)) / np.exp(S).sum(axis=0)
    Above the line stand the scores, where their exponentials are expected.
    ? Can a probability be negative? And what makes every score positive?
not_divided: E / np.sum(E, axis=0, keepdims=True) -> E
    Nothing is divided by the sum: these are exponentials, and they do not add up to 1.
    ? What should the numbers of one example add up to?
divided_by_the_largest: np.sum(E, axis=0, keepdims=True) -> np.max(E, axis=0, keepdims=True)
    Nothing is divided by the sum: these are exponentials, and they do not add up to 1.
    ? What should the numbers of one example add up to?
mean_for_sum: np.sum(E, axis=0, keepdims=True) -> np.mean(E, axis=0, keepdims=True)
    You divided by the mean, so that each column adds up to the number of classes.
    ? What should the numbers of one example add up to?
sum_returned: E / np.sum(E, axis=0, keepdims=True) -> np.sum(E, axis=0, keepdims=True)
    You returned the sums; each exponential has to be divided by its own.
    ? How many numbers should come out for one example?
sigmoid: 0.5 * (1 + np.tanh(Z / 2))
    This is the sigmoid of each score: the classes do not compete, and need not add up to 1.
    ? Should one class become less probable when another score grows?
sign_of_exponent: Z - np.max(Z, axis=0, keepdims=True) -> np.min(Z, axis=0) - Z
    The sign in the exponent is wrong: the highest score gets the lowest probability.
    ? Which class should be the most probable one?
base_2: np.exp(Z - np.max(Z, axis=0, keepdims=True)) -> 2.0 ** (Z - np.max(Z, axis=0))
    These are powers of 2, where powers of e are expected.
    ? Which function of NumPy knows e?
base_10: np.exp(Z - np.max(Z, axis=0, keepdims=True)) -> 10.0 ** (Z - np.max(Z, axis=0))
    These are powers of 10, where powers of e are expected.
    ? Which function of NumPy knows e?
squares: Z**2 / np.sum(Z**2, axis=0, keepdims=True)
    The scores are squared, where the exponential is expected.
    ? What should become of a very negative score?
absolute_values: Z - np.max(Z, axis=0, keepdims=True) -> np.abs(Z) - np.abs(Z).max(axis=0)
    The sign of the scores gets lost.
    ? Which of the scores -2 and 1 should have the larger probability?
log_softmax: Z - Z.max(axis=0) - np.log(np.exp(Z - Z.max(axis=0)).sum(axis=0))
    This is the logarithm of softmax.
    ? Can a probability be negative?
hard_max: (np.max(Z, axis=0) == Z).astype(float)
    The highest score gets everything: this is no soft maximum, but a hard one.
    ? How probable should two classes be whose scores are nearly the same?
guard_in_the_sum: np.sum(E, axis=0, keepdims=True) -> (np.sum(E, axis=0) + 1e-3)
    What you add to the sum keeps the columns from adding up to 1; the largest of its terms is 1,
    so that it is never 0.
    ? How small can the sum be, once the largest score is subtracted?
clipped: Z - np.max(Z, axis=0, keepdims=True) -> np.clip(Z, -20, 20)
    The scores are cut off, so that scores beyond the limit become equal.
    ? What may be subtracted from all scores of a column without changing the answer?
math_exp: np.array([math.exp(column) for column in Z.T]).T
    math.exp takes one number only, and a column is a whole array.
    ? Which function of NumPy takes a whole array?
"""
)


@bank.mistake(
    "The rows add up to 1, where the columns should: the classes of one example stand in a column.",
    think="Along which axis do the classes of one example stand?",
)
def wrong_axis(Z):
    E = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    return E / np.sum(E, axis=1, keepdims=True)


@bank.mistake(
    "The sums of the rows, without keepdims, were laid across the columns.",
    think="Which shape has the sum, and to which axis does NumPy fit it?",
)
def rows_without_keepdims(Z):
    E = np.exp((Z.T - np.max(Z, axis=1)).T)
    return E / np.sum(E, axis=1)


@bank.mistake(
    "Softmax is applied twice.",
    think="Which of your variables holds the first result?",
)
def twice(Z):
    for _ in range(2):
        E = np.exp(Z - np.max(Z, axis=0, keepdims=True))
        Z = E / np.sum(E, axis=0, keepdims=True)
    return Z


@bank.mistake(
    "Only the first example was worked out; the other columns are still 0.",
    think="When does the return happen, inside the loop or after it?",
)
def first_example_only(Z):
    A = np.zeros(Z.shape)
    for j in range(Z.shape[1]):
        e = np.exp(Z[:, j] - Z[:, j].max())
        A[:, j] = e / e.sum()
        return A


@bank.right
def column_loop(Z):
    A = np.zeros(Z.shape)
    for j in range(Z.shape[1]):
        e = np.exp(Z[:, j] - max(Z[:, j]))
        A[:, j] = e / sum(e)
    return A


@bank.right
def both_loops(Z):
    n_classes, m = Z.shape
    A = np.empty((n_classes, m))
    for j in range(m):
        top = max(Z[k, j] for k in range(n_classes))
        total = sum(math.exp(Z[k, j] - top) for k in range(n_classes))
        for k in range(n_classes):
            A[k, j] = math.exp(Z[k, j] - top) / total
    return A


@bank.right
def in_float64(Z):
    Z = Z.astype(np.float64)
    Z -= Z.max(axis=0)
    np.exp(Z, out=Z)
    return Z / Z.sum(axis=0)


bank.rights(
    without_keepdims=lambda Z: (E := np.exp(Z - Z.max(axis=0))) / E.sum(axis=0),
    transposed=lambda Z: (E := np.exp(Z.T - Z.T.max(axis=1)[:, None])).T / E.sum(axis=1),
    logaddexp=lambda Z: np.exp(Z - np.logaddexp.reduce(Z, axis=0)),
    logaddexp_kept=lambda Z: np.exp(Z - np.logaddexp.reduce(Z, axis=0, keepdims=True)),
    einsum=lambda Z: (E := np.exp(Z - Z.max(axis=0))) / np.einsum("kj->j", E),
    columns_stacked=lambda Z: np.column_stack(
        [np.exp(z - z.max()) / np.exp(z - z.max()).sum() for z in Z.T]
    ),
)


def quiet_shift_below(Z):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        S = Z - Z.max(axis=0, keepdims=True)
        return np.exp(S) / np.sum(np.exp(S), axis=0, keepdims=True)


def ones_matrix(Z):
    E = np.exp(Z - Z.max(axis=0))
    return E / (np.ones((1, len(Z))) @ E)


def sorted_sum(Z):
    E = np.exp(Z - np.sort(Z, axis=0)[-1])
    return np.divide(E, np.cumsum(E, axis=0)[-1])


bank.unseen_right(
    quiet_shift_below,
    ones_matrix,
    sorted_sum,
    one_below_the_largest=lambda Z: (E := np.exp(Z - Z.max(axis=0) - 1)) / E.sum(axis=0),
    tiny_guard=lambda Z: (E := np.exp(Z - Z.max(axis=0))) / (E.sum(axis=0) + 1e-15),
    wide_clip=lambda Z: (E := np.exp(np.clip(Z - Z.max(axis=0), -700, 0))) / E.sum(axis=0),
    along_axis=lambda Z: np.apply_along_axis(
        lambda z: np.exp(z - z.max()) / np.exp(z - z.max()).sum(), 0, Z
    ),
    negative_axis=lambda Z: (E := np.exp(Z - Z.max(-2, keepdims=True))) / E.sum(-2, keepdims=True),
    matrix_of_the_shift=lambda Z: (
        (E := np.exp(Z - np.tile(Z.max(axis=0), (len(Z), 1)))) / np.tile(E.sum(0), (len(Z), 1))
    ),
    divided_in_logarithms=lambda Z: np.exp(
        (S := Z - Z.max(axis=0)) - np.log(np.exp(S).sum(axis=0))
    ),
)
bank.unseen_wrong(
    naive_power=lambda Z: np.e**Z / np.sum(np.e**Z, axis=0),
    naive_loop=lambda Z: np.array([np.exp(z) / np.exp(z).sum() for z in Z.T]).T,
    naive_quiet_nan=lambda Z: np.nan_to_num(np.exp(Z) / np.exp(Z).sum(axis=0)),
    first_as_shift=lambda Z: (E := np.exp(Z - Z[0])) / E.sum(axis=0),
    clip_at_100=lambda Z: (E := np.exp(np.clip(Z, -100, 100))) / E.sum(axis=0),
    clip_at_5=lambda Z: (E := np.exp(np.clip(Z - Z.max(axis=0), -5, 0))) / E.sum(axis=0),
    guard_1e_4=lambda Z: (E := np.exp(Z - Z.max(axis=0))) / (E.sum(axis=0) + 1e-4),
    one_more_class=lambda Z: (E := np.exp(Z - Z.max(axis=0))) / (E.sum(axis=0) + 1),
    softplus=lambda Z: (E := np.logaddexp(0, Z)) / E.sum(axis=0),
    relu=lambda Z: (E := np.maximum(Z, 0) + 1e-9) / E.sum(axis=0),
    shifted_scores=lambda Z: (S := Z - Z.min(axis=0) + 1e-9) / S.sum(axis=0),
    sigmoid_normalised=lambda Z: (A := 0.5 * (1 + np.tanh(Z / 2))) / A.sum(axis=0),
    temperature=lambda Z: (E := np.exp((Z - Z.max(axis=0)) / 2)) / E.sum(axis=0),
    doubled_scores=lambda Z: (E := np.exp(2 * (Z - Z.max(axis=0)))) / E.sum(axis=0),
    squared_exponentials=lambda Z: (E := np.exp(Z - Z.max(axis=0))) / np.sum(E**2, axis=0),
    root_of_squares=lambda Z: (E := np.exp(Z - Z.max(axis=0))) / np.sqrt(np.sum(E**2, axis=0)),
    largest_missed=lambda Z: (E := np.exp(Z - Z.max(axis=0))) / (E.sum(axis=0) - 1 + 1e-9),
    row_keepdims=lambda Z: (E := np.exp(Z - Z.max())) / E.sum(axis=1, keepdims=True),
    reversed_classes=lambda Z: (E := np.exp(Z - Z.max(axis=0)))[::-1] / E.sum(axis=0),
    reversed_examples=lambda Z: (E := np.exp(Z - Z.max(axis=0)))[:, ::-1] / E.sum(axis=0),
    sum_of_first_two=lambda Z: (E := np.exp(Z - Z.max(axis=0))) / E[:2].sum(axis=0),
    argmax=lambda Z: np.argmax(Z, axis=0),
    largest_only=lambda Z: np.max((E := np.exp(Z - Z.max(axis=0))) / E.sum(axis=0), axis=0),
    flat_sum=lambda Z: (E := np.exp(Z - Z.max(axis=0))) / E.sum(),
    cumulative=lambda Z: np.cumsum((E := np.exp(Z - Z.max(axis=0))) / E.sum(axis=0), axis=0),
    exp_minus_1=lambda Z: (E := np.expm1(Z - Z.min(axis=0)) + 1e-9) / E.sum(axis=0),
    float32_inside=lambda Z: (E := np.exp((Z - Z.max(axis=0)).astype(np.float32))) / E.sum(axis=0),
    smoothed=lambda Z: 0.99 * (E := np.exp(Z - Z.max(axis=0))) / E.sum(axis=0) + 0.01 / len(Z),
)


def by_the_first_example(Z):
    E = np.exp(Z - Z.max(axis=0))
    A = E / E.sum(axis=0)
    A[:, 1:] = A[::-1, 1:]
    return A


bank.unseen_two(
    wrong_axis_naive=lambda Z: np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True),
    naive_transposed=lambda Z: (np.exp(Z) / np.exp(Z).sum(axis=0)).T,
    mean_flipped=lambda Z: (E := np.exp(Z.min(axis=0) - Z)) / E.mean(axis=0),
    wrong_axis_rounded=lambda Z: np.round((E := np.exp(Z - Z.max())) / E.sum(1, keepdims=True), 2),
    everything_as_a_list=lambda Z: ((E := np.exp(Z - Z.max())) / E.sum()).tolist(),
    base_2_not_divided=lambda Z: 2.0 ** (Z - Z.max(axis=0)),
)
bank.unseen_odd(by_the_first_example)
bank.unseen_forms(COLUMNS)
bank.equal(
    "np.max(Z, axis=0, keepdims=True) -> np.max(Z, axis=0)",
    "np.sum(E, axis=0, keepdims=True) -> np.sum(E, axis=0)",
    why="What was taken over the first axis fits the last one by itself.",
)
