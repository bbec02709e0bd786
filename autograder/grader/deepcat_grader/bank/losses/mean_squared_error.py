"""The mean squared error: what is known of its answers."""

from __future__ import annotations

import functools
import math

import numpy as np

from deepcat_grader.bank.draw import Generator, kinds, order_one, sizes
from deepcat_grader.bank.forms import NUMBER
from deepcat_grader.bank.losses.measures import MEASURES
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercise import EDGE, Case
from deepcat_judge.exercises.losses.mean_squared_error import EXERCISE
from deepcat_solutions.losses import mean_squared_error


def hidden(rng: Generator) -> list[Case]:
    """Few and many examples, and every kind of array."""
    m, k = sizes(rng, 2, 4)

    def args(m):
        return 2.0 * order_one(rng, 1, m), 2.0 * order_one(rng, 1, m)

    return [
        Case("some", args(m), note=f"{m} examples"),
        Case("more", args(10 + k), note=f"{10 + k} examples"),
        Case("one", args(1), EDGE, "one example"),
        *kinds(rng, "Y Y_hat", args(k)),
    ]


bank = Bank(EXERCISE, reference=mean_squared_error, hidden=hidden)
bank.include(*MEASURES)

bank.known(
    """
square_missed: np.mean(Y - Y_hat)
    The errors are not squared, so that those above and below the truth cancel.
    ? What makes an error of -3 as bad as an error of 3?
absolute_for_square: np.mean(np.abs(Y - Y_hat))
    You took the mean of the absolute errors; the mean of the squared errors is expected.
    ? How much worse than an error of 1 should an error of 2 count?
root: np.sqrt(np.mean((Y - Y_hat) ** 2))
    There is a square root too many: this is the root of the mean squared error.
    ? Which operation is the last one in the definition?
square_of_mean: np.mean(Y - Y_hat) ** 2
    You took the mean first and squared it then, so that errors of opposite sign cancel.
    ? In which order are the two words in 'mean of the squares'?
square_of_sum: np.sum(Y - Y_hat) ** 2 / Y.shape[1]
    You added the errors up before squaring, so that errors of opposite sign cancel.
    ? What is squared in the definition: each error, or their sum?
errors_returned: Y - Y_hat
    You returned the errors, one for each example; the loss is one number.
    ? How many numbers should come out?
squares_returned: (Y - Y_hat) ** 2
    You returned one squared error for each example; their mean is one number.
    ? How many numbers should come out?
mean_over_rows: np.mean((Y - Y_hat) ** 2, axis=0)
    The mean goes down the columns, where only one number stands: it changes nothing.
    ? Along which axis do the examples stand?
mean_over_columns: np.mean((Y - Y_hat) ** 2, axis=1)
    The number is right, but it stands in an array of shape (1,).
    ? What does np.mean give without axis?
broadcast: np.mean((Y.reshape(-1, 1) - Y_hat) ** 2)
    Every truth was compared with every prediction, in a table of m times m errors.
    ? Which shapes do Y and the predictions have before the subtraction?
matrix_product: (Y - Y_hat).T @ (Y - Y_hat)
    The product of a column and a row is a table of m times m numbers; the loss is one number.
    ? Which of the two factors has to be transposed so that one number comes out?
matrix_square: np.mean((Y - Y_hat) @ (Y - Y_hat))
    @ is the matrix product, and two rows do not fit together in one.
    ? What is the difference between * and @? Which one works element by element?
plus_for_minus: np.mean((Y + Y_hat) ** 2)
    Truth and prediction are added, where their difference is expected.
    ? What is the error of a prediction that is exactly right?
product_for_difference: np.mean((Y * Y_hat) ** 2)
    Truth and prediction are multiplied, where their difference is expected.
    ? What is the error of a prediction that is exactly right?
difference_of_squares: np.mean(Y**2 - Y_hat**2)
    You squared truth and prediction first, and subtracted then.
    ? What is the error of one example, and what is squared?
only_prediction_squared: np.mean(Y - Y_hat**2)
    Only the prediction is squared: a bracket is missing around the difference.
    ? Which comes first in Python, ** or -?
doubled: np.mean(2 * (Y - Y_hat))
    The errors are doubled, where they are squared in the definition.
    ? What is the difference between 2 * e and e ** 2?
largest_error: np.max((Y - Y_hat) ** 2)
    You took the largest of the squared errors, where their mean is expected.
    ? Should all examples count, or the worst one alone?
median: np.median((Y - Y_hat) ** 2)
    You took the median of the squared errors, where their mean is expected.
    ? What does 'mean' mean?
distance: np.linalg.norm(Y - Y_hat)
    You took the root of the sum of the squared errors, where their mean is expected.
    ? Which operations does the definition have, and in which order?
variance: np.var(Y - Y_hat)
    This is the variance of the errors: predictions that are all too high by the same go unpunished.
    ? Is something subtracted from the errors before they are squared?
cubed: np.mean((Y - Y_hat) ** 3)
    The errors are raised to the third power, which keeps their sign.
    ? Which power does the word 'squared' stand for?
whole_errors: np.mean((Y - Y_hat).astype(int) ** 2)
    The errors are cut to whole numbers before they are squared.
    ? What does an error of 0.9 become in your code?
prediction_ignored: np.mean(Y**2)
    The predictions do not enter your answer.
    ? Where does Y_hat stand in your code?
truth_ignored: np.mean(Y_hat**2)
    The truth does not enter your answer.
    ? Where does Y stand in your code?
"""
)


@bank.mistake(
    "Your function writes the errors into Y, so whoever called it loses the truth.",
    think="What is the difference between Y -= Y_hat and Y - Y_hat?",
)
def in_place(Y, Y_hat):
    Y -= Y_hat
    return np.mean(Y**2)


@bank.mistake(
    "Only the last example counts: the total is overwritten each time round the loop.",
    think="What is the difference between = and +=?",
)
def overwritten_total(Y, Y_hat):
    total = 0.0
    for j in range(Y.shape[1]):
        total = (Y[0, j] - Y_hat[0, j]) ** 2
    return total / Y.shape[1]


@bank.right
def loop(Y, Y_hat):
    total = 0.0
    for y, prediction in zip(Y[0], Y_hat[0], strict=True):
        total += (y - prediction) ** 2
    return total / Y.shape[1]


@bank.right
def index_loop(Y, Y_hat):
    m = Y.shape[1]
    total = 0
    for j in range(m):
        error = Y_hat[0, j] - Y[0, j]
        total = total + error * error
    return float(total / m)


bank.rights(
    prediction_first=lambda Y, Y_hat: ((Y_hat - Y) ** 2).mean(),
    sum_over_m=lambda Y, Y_hat: np.sum(np.square(Y - Y_hat)) / Y.shape[1],
    times_1_over_m=lambda Y, P: 1 / Y.size * np.sum((Y - P) * (Y - P)),
    matrix_product=lambda Y, P: ((E := Y - P) @ E.T).item() / E.shape[1],
    dot=lambda Y, P: (e := (Y - P).ravel()) @ e / e.size,
    einsum=lambda Y, P: np.einsum("ij,ij->", E := Y - P, E) / E.size,
    norm=lambda Y, P: np.linalg.norm(Y - P) ** 2 / Y.shape[1],
    variance_and_bias=lambda Y, P: np.var(Y - P) + np.mean(Y - P) ** 2,
    expanded=lambda Y, P: np.mean(Y * Y) - 2 * np.mean(Y * P) + np.mean(P * P),
    zero_dimensional=lambda Y, P: np.array(np.sum((Y - P) ** 2) / Y.shape[-1]),
)
bank.unseen_right(
    absolute_squared=lambda Y, P: np.average(np.abs(P - Y) ** 2),
    two_means=lambda Y, P: np.mean(np.mean((Y - P) ** 2, axis=0)),
    flattened=lambda Y, P: np.mean((np.ravel(Y) - np.ravel(P)) ** 2),
    lists=lambda Y, P: sum([e * e for e in (Y - P).tolist()[0]]) / Y.size,
    fsum=lambda Y, P: math.fsum(e * e for e in (Y - P)[0]) / Y.shape[1],
    cumsum=lambda Y, P: np.cumsum((Y - P) ** 2)[-1] / Y.size,
    hypot=lambda Y, P: math.hypot(*(Y - P)[0]) ** 2 / Y.size,
    reduce=lambda Y, P: functools.reduce(lambda t, e: t + e * e, (Y - P)[0], 0.0) / Y.size,
    trace=lambda Y, P: np.trace((Y - P).T @ (Y - P)) / Y.shape[1],
    diagonal=lambda Y, P: np.mean(np.diag((Y.T - P) ** 2)),
    keepdims=lambda Y, P: np.mean((Y - P) ** 2, axis=1, keepdims=True).item(),
    vdot=lambda Y, P: float(np.vdot(Y - P, Y - P)) / Y.shape[1],
    scaled_first=lambda Y, P: np.sum(((Y - P) / np.sqrt(Y.shape[1])) ** 2),
    root_and_back=lambda Y, P: np.sqrt(np.mean((Y - P) ** 2)) ** 2,
    power=lambda Y, P: np.mean(np.power(np.subtract(Y, P), 2)),
)


def returned_in_the_loop(Y, Y_hat):
    total = 0.0
    for e in (Y - Y_hat)[0]:
        total += e**2
        return total / Y.shape[1]


bank.unseen_wrong(
    returned_in_the_loop,
    first_missed=lambda Y, P: np.sum((Y - P)[:, 1:] ** 2) / Y.shape[1],
    norm_over_m=lambda Y, P: np.linalg.norm(Y - P) / Y.shape[1],
    root_each=lambda Y, P: np.mean(np.sqrt(np.abs(Y - P))),
    m_plus_1=lambda Y, P: np.sum((Y - P) ** 2) / (Y.shape[1] + 1),
    fixed_m=lambda Y, P: np.sum((Y - P) ** 2) / 5,
    rows=lambda Y, P: np.sum((Y - P) ** 2) / Y.shape[0],
    length=lambda Y, P: np.sum((Y - P) ** 2) / len(Y),
    floor=lambda Y, P: np.sum((Y - P) ** 2) // Y.shape[1],
    squares_over_m=lambda Y, P: (Y - P) ** 2 / Y.shape[1],
    mean_in_brackets=lambda Y, P: np.mean((Y - P) ** 2, axis=1, keepdims=True),
    positive_errors=lambda Y, P: np.mean(np.maximum(Y - P, 0) ** 2),
    relative=lambda Y, P: np.mean(((Y - P) / (np.abs(Y) + 1)) ** 2),
    r_squared=lambda Y, P: 1 - np.mean((Y - P) ** 2) / (np.var(Y) + 1),
    caret=lambda Y, P: np.mean((Y - P) ^ 2),
    smallest=lambda Y, P: np.min((Y - P) ** 2),
    outer_sum=lambda Y, P: np.sum((Y.T - P) ** 2) / Y.shape[1],
    huber=lambda Y, P: np.mean(np.where(abs(Y - P) < 1, (Y - P) ** 2 / 2, abs(Y - P) - 0.5)),
    within_one=lambda Y, P: np.mean(np.abs(Y - P) < 1),
    sorted_first=lambda Y, P: np.mean((np.sort(Y) - np.sort(P)) ** 2),
    centred=lambda Y, P: np.mean((Y - np.mean(Y) - P + np.mean(P)) ** 2),
    squared_labels=lambda Y, P: np.mean((Y**2 - P) ** 2),
    rounded_errors=lambda Y, P: np.mean(np.round(Y - P) ** 2),
    fourth_power=lambda Y, P: np.mean((Y - P) ** 4),
    half_the_errors=lambda Y, P: np.mean(((Y - P) / 2) ** 2),
    predictions_averaged=lambda Y, P: np.mean((Y - np.mean(P)) ** 2),
)


def stops_when_large(Y, Y_hat):
    total = 0.0
    for e in (Y - Y_hat)[0]:
        total += abs(e)
        if total > 4:
            return total
    return total / Y.shape[1]


bank.unseen_two(
    sum_rounded=lambda Y, P: round(float(np.sum((Y - P) ** 2)), 2),
    half_sum=lambda Y, P: np.sum((Y - P) ** 2) / 2,
    root_in_an_array=lambda Y, P: np.array([np.sqrt(np.mean((Y - P) ** 2))]),
    sum_of_the_absolute=lambda Y, P: np.sum(np.abs(Y - P)),
    negative_root=lambda Y, P: -np.sqrt(np.mean((Y - P) ** 2)),
    half_in_brackets=lambda Y, P: np.array([[np.mean((Y - P) ** 2) / 2]]),
)
bank.unseen_odd(stops_when_large)
bank.unseen_forms(NUMBER)
bank.equal(
    "Y - Y_hat -> Y_hat - Y",
    why="The error changes its sign, and the square takes the sign away.",
)
