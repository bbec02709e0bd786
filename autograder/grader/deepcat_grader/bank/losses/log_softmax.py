"""The logarithm of softmax: what is known of its answers."""

from __future__ import annotations

import math

import numpy as np

from deepcat_grader.bank import slips
from deepcat_grader.bank.losses.columns import COLUMNS
from deepcat_grader.bank.losses.draws import tables
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercises.losses.log_softmax import EXERCISE
from deepcat_solutions.losses import log_softmax, softmax

bank = Bank(EXERCISE, reference=log_softmax, hidden=tables)
bank.include(
    slips.INT_BUFFER, slips.IN_PLACE, slips.ROUNDED, slips.LIST_RETURNED, slips.TRANSPOSED,
    slips.ARGUMENT_IGNORED, slips.IDENTITY,
)  # fmt: skip

# In the reference, "shifted" holds the scores without the largest of their column.
bank.known(
    """
no_shift: Z - np.log(np.sum(np.exp(Z), axis=0, keepdims=True))
    The formula is right, but for a large score eᶻ is too large a number for the computer, and for
    very negative ones the sum is 0.
    ? What may be subtracted from all scores of a column without changing the answer?
log_of_naive_softmax: np.log(np.exp(Z) / np.sum(np.exp(Z), axis=0, keepdims=True))
    The formula is right, but for a large score eᶻ is too large a number for the computer, and the
    logarithm comes too late.
    ? What is the logarithm of a quotient, and what is log eᶻ?
global_shift: np.max(Z, axis=0, keepdims=True) -> np.max(Z)
    The largest score of all examples is subtracted, so that in a column with much smaller scores
    every exponential is 0.
    ? Which score should be 0 in each column after the shift?
shift_by_the_smallest: np.max(Z, axis=0, keepdims=True) -> np.min(Z, axis=0, keepdims=True)
    The smallest score is subtracted, so that the largest may still overflow.
    ? Which numbers can np.exp take without an overflow: large ones, or negative ones?
shift_by_the_mean: np.max(Z, axis=0, keepdims=True) -> np.mean(Z, axis=0, keepdims=True)
    The mean is subtracted, so that a score far above it may still overflow.
    ? Which numbers can np.exp take without an overflow: large ones, or negative ones?
shift_over_rows: np.max(Z, axis=0, keepdims=True) -> np.max(Z, axis=1, keepdims=True)
    The shift differs from class to class: the maximum goes along the rows.
    ? Which scores may be changed together, so that the answer of one example stays as it is?
shift_of_the_sum_only: return shifted -> return Z
    The largest score is subtracted inside the exponentials only: z keeps it, or gets it back.
    ? By how much does the logarithm of the sum change when every score is shifted?
shift_of_z_only: np.exp(shifted) -> np.exp(np.minimum(Z, 700))
    The largest score is subtracted from z, and not inside the exponentials.
    ? By how much does the logarithm of the sum change when every score is shifted?
shift_twice: return shifted -> return shifted - np.max(Z, axis=0)
    The largest score is subtracted twice.
    ? Does it have to be added back, once z itself is shifted as well?
shift_added_back: return shifted -> return shifted + np.max(Z, axis=0)
    The largest score is subtracted inside the exponentials only: z keeps it, or gets it back.
    ? By how much does the logarithm of the sum change when every score is shifted?
sum_over_rows: (S := Z - Z.max(axis=0)) - np.log(np.exp(S).sum(axis=1, keepdims=True))
    The sum goes along the rows, where each column has a sum of its own.
    ? Along which axis do the classes of one example stand?
over_everything: np.sum(np.exp(shifted), axis=0, keepdims=True) -> np.sum(np.exp(shifted))
    The sum goes over the whole table, where each column has a sum of its own.
    ? What should the exponentials of one example add up to?
mean_for_sum: (S := Z - Z.max(axis=0)) - np.log(np.exp(S).mean(axis=0))
    You took the logarithm of a mean, where that of a sum is expected.
    ? What should the exponentials of one example add up to?
log_of_each: (S := Z - Z.max(axis=0)) - np.sum(S, axis=0)
    The logarithm of a sum is not the sum of the logarithms: log and e undo each other too early.
    ? In which order do e, the sum and the logarithm come?
log_missing: (S := Z - Z.max(axis=0)) - np.exp(S).sum(axis=0)
    The logarithm of the sum is missing.
    ? What is the logarithm of a quotient?
exp_missing: (S := Z - Z.max(axis=0)) - np.log(np.abs(S).sum(axis=0) + 1e-9)
    The exponentials are missing: the scores themselves are added up.
    ? In which order do e, the sum and the logarithm come?
plus_for_minus: shifted - np.log -> shifted + np.log
    The logarithm of the sum is added, where it is subtracted.
    ? What is the logarithm of a quotient?
divided: (S := Z - Z.max(axis=0)) / np.log(np.exp(S).sum(axis=0) + 1e-9)
    You divided by the logarithm of the sum, where it is subtracted.
    ? What is the logarithm of a quotient?
only_shifted: Z - np.max(Z, axis=0)
    These are the scores without the largest of their column, whose exponentials do not add up
    to 1.
    ? What should the exponentials of one example add up to?
sum_returned: np.log(np.sum(np.exp(Z - Z.max(axis=0)), axis=0, keepdims=True))
    You returned the logarithm of the sum; it has to be subtracted from each score.
    ? How many numbers should come out for one example?
base_2: ((S := Z - Z.max(axis=0)) - np.log(np.exp(S).sum(axis=0))) / np.log(2)
    The logarithm is the one to base 2.
    ? Which logarithm undoes eᶻ?
sign: return shifted - np.log -> return -shifted + np.log
    The sign is wrong: the logarithm of a probability is never above 0.
    ? Is the logarithm of a number between 0 and 1 positive, or negative?
base_10: (S := Z - Z.max(axis=0)) / np.log(10) - np.log10(np.exp(S).sum(axis=0))
    The logarithm is the one to base 10.
    ? Which logarithm undoes eᶻ?
softmax_returned: np.exp(S := Z - Z.max(axis=0)) / np.exp(S).sum(axis=0)
    This is softmax itself: its logarithm is missing.
    ? Can the logarithm of a probability be positive?
log_sigmoid: -np.logaddexp(0, -Z)
    This is the logarithm of the sigmoid of each score: the classes do not compete.
    ? Should one class become less probable when another score grows?
log_sum_exp: np.logaddexp.reduce(Z, axis=0, keepdims=True)
    You returned the logarithm of the sum; it has to be subtracted from each score.
    ? How many numbers should come out for one example?
softmax_of_the_logarithm: np.log(np.abs(Z) + 1e-9) - np.log((np.abs(Z) + 1e-9).sum(axis=0))
    The exponentials are missing: the scores themselves are divided by their sum.
    ? In which order do e, the sum and the logarithm come?
math_log: np.array([column - math.log(np.exp(column - column.max())) for column in Z.T]).T
    math.log takes one number only, and a column is a whole array.
    ? What has to be done with the exponentials of a column before the logarithm?
"""
)


@bank.mistake(
    "The logarithm is taken of softmax, which is rounded to 0 for a score far below the highest; "
    "log 0 is minus infinity.",
    think="What is the logarithm of a quotient, and what is log eᶻ?",
)
def log_of_softmax(Z):
    E = np.exp(Z - np.max(Z, axis=0, keepdims=True))
    return np.log(E / np.sum(E, axis=0, keepdims=True))


@bank.mistake(
    "A guard inside the logarithm changes the small probabilities: a score far below the highest "
    "gets the logarithm of the guard.",
    think="What should the answer be for a score that is 1000 below the highest?",
)
def log_of_guarded_softmax(Z):
    E = np.exp(Z - np.max(Z, axis=0, keepdims=True))
    return np.log(np.maximum(E / np.sum(E, axis=0, keepdims=True), 1e-15))


@bank.mistake(
    "The scores are cut off, so that scores beyond the limit become equal.",
    think="What may be subtracted from all scores of a column without changing the answer?",
)
def clipped(Z):
    Z = np.clip(Z, -30, 30)
    return Z - np.log(np.sum(np.exp(Z), axis=0, keepdims=True))


@bank.mistake(
    "The exponentials of the rows add up to 1, where those of the columns should: the classes of "
    "one example stand in a column.",
    think="Along which axis do the classes of one example stand?",
)
def wrong_axis(Z):
    S = Z - np.max(Z, axis=1, keepdims=True)
    return S - np.log(np.sum(np.exp(S), axis=1, keepdims=True))


@bank.mistake(
    "The sums of the rows, without keepdims, were laid across the columns.",
    think="Which shape has the sum, and to which axis does NumPy fit it?",
)
def rows_without_keepdims(Z):
    S = (Z.T - np.max(Z, axis=1)).T
    return S - np.log(np.sum(np.exp(S), axis=1))


@bank.mistake(
    "Only the first example was worked out; the other columns are still 0.",
    think="When does the return happen, inside the loop or after it?",
)
def first_example_only(Z):
    L = np.zeros(Z.shape)
    for j in range(Z.shape[1]):
        s = Z[:, j] - Z[:, j].max()
        L[:, j] = s - np.log(np.exp(s).sum())
        return L


@bank.right
def column_loop(Z):
    L = np.zeros(Z.shape)
    for j in range(Z.shape[1]):
        top = max(Z[:, j])
        L[:, j] = Z[:, j] - top - math.log(sum(math.exp(z - top) for z in Z[:, j]))
    return L


@bank.right
def both_loops(Z):
    n_classes, m = Z.shape
    L = np.empty((n_classes, m))
    for j in range(m):
        top = max(Z[k, j] for k in range(n_classes))
        total = sum(math.exp(Z[k, j] - top) for k in range(n_classes))
        for k in range(n_classes):
            L[k, j] = Z[k, j] - (top + math.log(total))
    return L


@bank.right
def log_sum_exp_first(Z):
    top = Z.max(axis=0, keepdims=True)
    log_sum_exp = top + np.log(np.sum(np.exp(Z - top), axis=0, keepdims=True))
    return Z - log_sum_exp


bank.rights(
    without_keepdims=lambda Z: (S := Z - Z.max(axis=0)) - np.log(np.exp(S).sum(axis=0)),
    logaddexp=lambda Z: Z - np.logaddexp.reduce(Z, axis=0),
    logaddexp_kept=lambda Z: Z - np.logaddexp.reduce(Z, axis=0, keepdims=True),
    transposed=lambda Z: (S := Z.T - Z.T.max(axis=1)[:, None]).T - np.log(np.exp(S).sum(axis=1)),
    columns_stacked=lambda Z: np.column_stack(
        [z - z.max() - np.log(np.exp(z - z.max()).sum()) for z in Z.T]
    ),
    log1p=lambda Z: (S := Z - Z.max(axis=0)) - np.log1p(np.exp(S).sum(axis=0) - 1),
    einsum=lambda Z: (S := Z - Z.max(axis=0)) - np.log(np.einsum("kj->j", np.exp(S))),
)


def ones_matrix(Z):
    S = Z - Z.max(axis=0)
    return S - np.log(np.ones((1, len(Z))) @ np.exp(S))


def accumulated(Z):
    total = Z[0].astype(float)
    for scores in Z[1:]:
        total = np.logaddexp(total, scores)
    return Z - total


bank.unseen_right(
    ones_matrix,
    accumulated,
    logaddexp_accumulated=lambda Z: Z - np.logaddexp.accumulate(Z, axis=0)[-1],
    one_below_the_largest=lambda Z: (S := Z - Z.max(axis=0) - 1) - np.log(np.exp(S).sum(axis=0)),
    tiny_guard=lambda Z: (S := Z - Z.max(axis=0)) - np.log(np.exp(S).sum(axis=0) + 1e-15),
    wide_clip=lambda Z: (S := Z - Z.max(axis=0)) - np.log(np.exp(np.clip(S, -700, 0)).sum(axis=0)),
    along_axis=lambda Z: np.apply_along_axis(
        lambda z: z - z.max() - np.log(np.exp(z - z.max()).sum()), 0, Z
    ),
    negative_axis=lambda Z: (
        (S := Z - Z.max(-2, keepdims=True)) - np.log(np.exp(S).sum(-2, keepdims=True))
    ),
    log2_turned=lambda Z: (S := Z - Z.max(axis=0)) - np.log2(np.exp(S).sum(axis=0)) * np.log(2),
    differences=lambda Z: -np.logaddexp.reduce(Z[None, :, :] - Z[:, None, :], axis=1),
)
bank.unseen_wrong(
    naive_power=lambda Z: Z - np.log(np.sum(np.e**Z, axis=0)),
    log_of_softmax_plus_1e_12=lambda Z: np.log(softmax(Z) + 1e-12),
    log_of_softmax_plus_1e_7=lambda Z: np.log(softmax(Z) + 1e-7),
    nan_to_num=lambda Z: np.nan_to_num(np.log(softmax(Z))),
    clip_the_logarithm=lambda Z: np.maximum(log_softmax(Z), -50),
    clip_at_100=lambda Z: log_softmax(np.clip(Z, -100, 100)),
    clip_the_shifted=lambda Z: log_softmax(np.clip(Z - Z.max(axis=0), -700, 0)),
    first_as_shift=lambda Z: (S := Z - Z[0]) - np.log(np.exp(S).sum(axis=0)),
    row_sums_laid_across=lambda Z: (S := Z - Z.max(axis=0)) - np.log(np.exp(S).sum(axis=1)[0]),
    flat_sum=lambda Z: Z - np.log(np.exp(Z - Z.max()).sum()) - Z.max(),
    temperature=lambda Z: (S := (Z - Z.max(axis=0)) / 2) - np.log(np.exp(S).sum(axis=0)),
    doubled_scores=lambda Z: (S := 2 * (Z - Z.max(axis=0))) - np.log(np.exp(S).sum(axis=0)),
    guard_1e_4=lambda Z: (S := Z - Z.max(axis=0)) - np.log(np.exp(S).sum(axis=0) + 1e-4),
    one_more_class=lambda Z: (S := Z - Z.max(axis=0)) - np.log1p(np.exp(S).sum(axis=0)),
    squared_exponentials=lambda Z: (S := Z - Z.max(axis=0)) - np.log(np.exp(2 * S).sum(axis=0)),
    sqrt=lambda Z: (S := Z - Z.max(axis=0)) - np.sqrt(np.exp(S).sum(axis=0)),
    twice=lambda Z: log_softmax(softmax(Z)),
    squares=lambda Z: np.log(Z**2 + 1e-12) - np.log(np.sum(Z**2 + 1e-12, axis=0)),
    reversed_classes=lambda Z: log_softmax(Z)[::-1],
    reversed_examples=lambda Z: log_softmax(Z)[:, ::-1],
    other_probability=lambda Z: np.log1p(-np.minimum(softmax(Z), 1 - 1e-12)),
    sum_of_first_two=lambda Z: (S := Z - Z.max(axis=0)) - np.log(np.exp(S[:2]).sum(axis=0)),
    largest_only=lambda Z: np.max(log_softmax(Z), axis=0),
    sum_over_classes=lambda Z: np.sum(log_softmax(Z), axis=0),
    minus_the_largest_again=lambda Z: log_softmax(Z) - np.max(log_softmax(Z), axis=0),
    absolute=lambda Z: np.abs(log_softmax(Z)),
    float32_inside=lambda Z: log_softmax(Z.astype(np.float32)),
    sum_of_absolute=lambda Z: (S := Z - Z.max(axis=0)) - np.log(np.exp(np.abs(S)).sum(axis=0)),
    cumulative=lambda Z: Z - np.logaddexp.accumulate(Z, axis=0),
    shifted_by_sum=lambda Z: (S := Z - Z.sum(axis=0)) - np.log(np.exp(np.minimum(S, 700)).sum(0)),
)


def upside_down_after_the_first(Z):
    L = log_softmax(Z)
    L[:, 1:] = L[::-1, 1:]
    return L


bank.unseen_two(
    wrong_axis_naive=lambda Z: Z - np.log(np.exp(Z).sum(axis=1, keepdims=True)),
    naive_base_2=lambda Z: np.log2(np.exp(Z) / np.exp(Z).sum(axis=0)),
    naive_transposed=lambda Z: np.log(np.exp(Z) / np.exp(Z).sum(axis=0)).T,
    sign_and_axis=lambda Z: -(S := Z - Z.max()) + np.log(np.exp(S).sum(axis=1, keepdims=True)),
    wrong_axis_rounded=lambda Z: np.round(
        (S := Z - Z.max()) - np.log(np.exp(S).sum(axis=1, keepdims=True)), 2
    ),
    everything_as_a_list=lambda Z: (Z - Z.max() - np.log(np.exp(Z - Z.max()).sum())).tolist(),
)
bank.unseen_odd(upside_down_after_the_first)
bank.unseen_forms(COLUMNS)
bank.equal(
    "np.max(Z, axis=0, keepdims=True) -> np.max(Z, axis=0)",
    "np.sum(np.exp(shifted), axis=0, keepdims=True) -> np.sum(np.exp(shifted), axis=0)",
    why="What was taken over the first axis fits the last one by itself.",
)
