"""The line: what is known of its answers."""

from __future__ import annotations

import functools

import numpy as np

from deepcat_grader.bank import slips
from deepcat_grader.bank.draw import Generator, number, order_one, sizes, usual
from deepcat_grader.bank.forms import VECTOR
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercise import Case
from deepcat_judge.exercises.introduction.line import LINE
from deepcat_solutions.introduction import line


def hidden(rng: Generator) -> list[Case]:
    """Few and many examples, large numbers, and every kind of array."""
    m, k = sizes(rng, 2, 3)

    def args(m):
        return order_one(rng, m), number(rng), number(rng)

    return [
        *usual(rng, "example", "x slope intercept", args, (m, 10 + k, k)),
        Case("far", (20.0 * order_one(rng, m), number(rng), number(rng)), note="large numbers"),
    ]


bank = Bank(LINE, reference=line, hidden=hidden)
bank.include(slips.IN_PLACE, slips.INT_BUFFER)


@bank.right
def loop(x, slope, intercept):
    y = np.zeros(len(x))
    for i in range(len(x)):
        y[i] = slope * x[i] + intercept
    return y


@bank.right
def appended(x, slope, intercept):
    predictions = []
    for value in x:
        predictions.append(slope * value + intercept)
    return np.asarray(predictions)


@bank.right
def on_a_copy(x, slope, intercept):
    y = x.astype(float)
    y *= slope
    y += intercept
    return y


bank.rights(
    intercept_first=lambda x, slope, intercept: intercept + x * slope,
    comprehension=lambda x, slope, intercept: np.array([slope * value + intercept for value in x]),
    polyval=lambda x, slope, intercept: np.polyval([slope, intercept], x),
    named_functions=lambda x, slope, intercept: np.add(np.multiply(slope, x), intercept),
    matrix=lambda x, a, b: np.column_stack([x, np.ones(x.shape[0])]) @ np.array([a, b]),
    einsum=lambda x, slope, intercept: np.einsum("i,->i", x, slope) + intercept,
    np_vectorize=lambda x, a, b: np.vectorize(lambda v: a * v + b, otypes=[float])(x),
    filled=lambda x, slope, intercept: np.full(x.shape, intercept, dtype=float) + slope * x,
)

bank.known(
    r"""
arguments_exchanged: intercept * x + slope
    Slope and intercept have changed places.
    ? Which of the two is multiplied by x?
intercept_times_slope: slope * (x + intercept)
    The intercept is multiplied by the slope.
    ? In which order are + and * to be done, and where are brackets?
slope_added: slope + x + intercept
    The slope is added to x, not multiplied by it.
    ? By how much does the prediction grow when x grows by 1?
sum_returned: np.sum(slope * x + intercept)
    You returned the sum of all predictions, where one prediction for each x is expected.
    ? How many numbers go in, and how many should come out?
list_returned: [slope * value + intercept for value in x]
    The predictions are in a list or a tuple, where an array is expected.
    ? What happens when a whole array is multiplied by a number?
column_returned: (slope * x + intercept).reshape(-1, 1)
    The predictions stand in a column of shape (m, 1), where x has shape (m,).
    ? Which line of your code changes the shape?
argument_ignored: 2.0 * x + 1.0
    Your answer does not change when slope and intercept change.
    ? Which names in your code are arguments, and which come from another cell?
hard_coded_size: np.array([slope * x[i] + intercept for i in range(3)])
    Your code is made for exactly three examples.
    ? Where is the number of examples written in your code, and who knows it?
first_example_only of loop: + intercept\n    return -> + intercept\n        return
    Only the first prediction is computed; the others are still 0.
    ? When does the return happen, inside the loop or after it?
? What is the prediction at x = 0?
intercept_forgotten: slope * x
    The intercept is missing: your line goes through 0 at x = 0.
intercept_subtracted: slope * x - intercept
    The intercept is subtracted.
"""
)


bank.unseen_right(
    grown=(
        "of appended: predictions = [] -> predictions = np.array([])",
        "predictions.append( -> predictions = np.append(predictions, ",
    ),
    polynomial=lambda x, a, b: np.polynomial.Polynomial([b, a])(x),
    poly1d=lambda x, a, b: np.poly1d([a, b])(x),
    fromiter=lambda x, a, b: np.fromiter((a * v + b for v in x), dtype=float, count=len(x)),
    map=lambda x, a, b: np.array(list(map(lambda v: a * v + b, x))),
    frompyfunc=lambda x, a, b: np.frompyfunc(lambda v: a * v + b, 1, 1)(x).astype(float),
    outer=lambda x, a, b: np.outer(x, [a])[:, 0] + b,
    reduce=lambda x, a, b: functools.reduce(lambda total, c: total * x + c, (a, b)),
    double_minus=lambda x, a, b: b - (-a) * x,
    full_like=lambda x, a, b: np.full_like(x, b, dtype=float) + a * x,
    out=lambda x, a, b: np.multiply(x, a, out=np.empty(x.shape)) + b,
    ravel=lambda x, a, b: (a * x.reshape(-1, 1) + b).ravel(),
    where=lambda x, a, b: np.where(x > 0, a * x + b, b - a * -x),
    apply_along_axis=lambda x, a, b: np.apply_along_axis(lambda row: a * row + b, 0, x),
)

SLOPE = 2.0


bank.unseen_wrong(
    returned_too_early="of appended: predictions.append(slope * value + -> return (slope * value +",
    no_slope=lambda x, a, b: x + b,
    no_x=lambda x, a, b: np.full(len(x), a + b),
    minus_slope=lambda x, a, b: -a * x + b,
    divided=lambda x, a, b: x / a + b,
    power=lambda x, a, b: np.abs(x) ** a + b,
    multiplied=lambda x, a, b: a * x * b,
    squared=lambda x, a, b: a * x**2 + b,
    abs_x=lambda x, a, b: a * np.abs(x) + b,
    abs_slope=lambda x, a, b: abs(a) * x + b,
    abs_intercept=lambda x, a, b: a * x + abs(b),
    positive_only=lambda x, a, b: np.maximum(a * x + b, 0),
    clipped=lambda x, a, b: np.clip(a * x + b, -10, 10),
    index_for_x=lambda x, a, b: a * np.arange(len(x)) + b,
    table=lambda x, a, b: np.column_stack([x, a * x + b]),
    with_x=lambda x, a, b: (x, a * x + b),
    string=lambda x, a, b: f"{a} * x + {b}",
    global_=lambda x, a, b: SLOPE * x + b,
)


bank.unseen_two(
    exchanged_and_rounded=lambda x, s, i: np.round(i * x + s, 2),
    no_intercept_whole=lambda x, s, i: (s * x).astype(int),
    subtracted_and_doubled=lambda x, s, i: 2 * (s * x - i),
    exchanged_in_an_int_buffer=(
        "of loop: np.zeros(len(x)) -> np.zeros_like(x)",
        "slope * x[i] + intercept -> intercept * x[i] + slope",
    ),
    exchanged_without_sign=lambda x, s, i: np.abs(i * x + s),
)
bank.unseen_odd(by_the_sign=lambda x, s, i: np.where(x > 0, s * x + i, s * x - i))
bank.unseen_forms(VECTOR)
