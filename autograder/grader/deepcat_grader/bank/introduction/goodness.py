"""The mean squared error: what is known of its answers."""

from __future__ import annotations

import functools
import math
import statistics

import numpy as np

from deepcat_grader.bank.draw import Generator, number, order_one, sizes, usual
from deepcat_grader.bank.forms import NUMBER
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercise import Case
from deepcat_judge.exercises.introduction.goodness import GOODNESS
from deepcat_solutions.introduction import goodness, line


def hidden(rng: Generator) -> list[Case]:
    """Few and many examples, and every kind of array."""
    m, k = sizes(rng, 2, 3)

    def args(m):
        return order_one(rng, m), 2.0 * order_one(rng, m), number(rng), number(rng)

    return usual(rng, "example", "x y slope intercept", args, (m, 10 + k, k))


bank = Bank(GOODNESS, reference=goodness, hidden=hidden)


@bank.right
def loop(x, y, slope, intercept):
    total = 0.0
    for xi, yi in zip(x, y, strict=True):
        total += (yi - (slope * xi + intercept)) ** 2
    return total / len(x)


@bank.right
def index_loop(x, y, slope, intercept):
    predictions = line(x, slope, intercept)
    total = 0
    for i in range(len(y)):
        error = y[i] - predictions[i]
        total = total + error * error
    return float(total / len(y))


bank.rights(
    prediction_first=lambda x, y, a, b: ((a * x + b - y) ** 2).mean(),
    generator=lambda x, y, a, b: sum((q - line(p, a, b)) ** 2 for p, q in np.c_[x, y]) / x.size,
    dot=lambda x, y, a, b: (e := y - line(x, a, b)) @ e / e.size,
    einsum=lambda x, y, a, b: np.einsum("i,i->", e := y - line(x, a, b), e) / len(e),
    norm=lambda x, y, a, b: np.linalg.norm(y - line(x, a, b)) ** 2 / len(y),
    variance_and_bias=lambda x, y, a, b: np.var(e := y - line(x, a, b)) + np.mean(e) ** 2,
    expanded=lambda x, y, a, b: np.mean(y * y) + np.mean((p := line(x, a, b)) * (p - 2 * y)),
    average=lambda x, y, a, b: np.average(np.square(np.subtract(y, a * x + b))),
    absolute_squared=lambda x, y, a, b: np.mean(np.abs(line(x, a, b) - y) ** 2),
    zero_dimensional=lambda x, y, a, b: np.array(np.sum((y - line(x, a, b)) ** 2) / y.shape[0]),
)

bank.known(
    r"""
sum_for_mean: np.sum((y - line(x, slope, intercept)) ** 2)
    You added the squared errors up, where their mean is expected.
    ? Should a line look worse only because there are more examples?
square_missed: np.mean(y - line(x, slope, intercept))
    The errors are not squared, so that those above and below the line cancel.
    ? What makes an error of -3 as bad as an error of 3?
absolute_for_square: np.mean(np.abs(y - line(x, slope, intercept)))
    You took the mean of the absolute errors; the mean of the squared errors is expected.
    ? How much worse than an error of 1 should an error of 2 count?
root: np.sqrt(np.mean((y - line(x, slope, intercept)) ** 2))
    There is a square root too many: this is the root of the mean squared error.
    ? Which operation is the last one in the definition?
half: np.mean((y - line(x, slope, intercept)) ** 2) / 2
    Your answer is half the mean squared error.
    ? Some books write a ½ in front. Does the definition here have it?
square_of_mean: np.mean(y - line(x, slope, intercept)) ** 2
    You took the mean first and squared it then, so that errors of opposite sign cancel.
    ? In which order are the two words in 'mean of the squares'?
sign: -np.mean((y - line(x, slope, intercept)) ** 2)
    The sign is wrong: a square is never negative.
    ? Is lower better here, or higher?
plus_for_minus: np.mean((y + line(x, slope, intercept)) ** 2)
    Truth and prediction are added, where their difference is expected.
    ? What is the error of a prediction that is exactly right?
difference_of_squares: np.mean(y**2 - line(x, slope, intercept) ** 2)
    You squared truth and prediction first, and subtracted then.
    ? What is the error of one example, and what is squared?
intercept_forgotten: np.mean((y - slope * x) ** 2)
    The prediction lacks the intercept.
    ? Which function computes the prediction for you?
intercept_added: np.mean((y - slope * x + intercept) ** 2)
    The intercept has the wrong sign: a bracket is missing around the prediction.
    ? What is y - (a + b) without the brackets?
arguments_exchanged: np.mean((y - line(x, intercept, slope)) ** 2)
    Slope and intercept have changed places in the prediction.
    ? In which order does line take its arguments?
x_and_y_exchanged: np.mean((x - line(y, slope, intercept)) ** 2)
    x and y have changed places: you predict x from y.
    ? Which of the two is the input, and which the truth?
not_reduced: (y - line(x, slope, intercept)) ** 2
    You returned one squared error for each example; their mean is one number.
    ? How many numbers should come out?
divided_by_m_minus_1: np.sum((y - line(x, slope, intercept)) ** 2) / (len(x) - 1)
    You divided by m - 1, which is right for the variance of a sample, not for a mean.
    ? How many squared errors are there, and by how many does a mean divide?
largest_error: np.max((y - line(x, slope, intercept)) ** 2)
    You took the largest of the squared errors, where their mean is expected.
    ? Should all examples count, or the worst one alone?
broadcast: np.mean((y.reshape(-1, 1) - line(x, slope, intercept)) ** 2)
    Every truth was compared with every prediction, in a table of m times m errors.
    ? Which shapes do y and the predictions have before the subtraction?
median: np.median((y - line(x, slope, intercept)) ** 2)
    You took the median of the squared errors, where their mean is expected.
    ? What does 'mean' mean?
hard_coded_size: np.sum((y - line(x, slope, intercept)) ** 2) / 3
    Your code divides by three, whatever the number of examples.
    ? Where is the number of examples written in your code, and who knows it?
distance: np.linalg.norm(y - line(x, slope, intercept))
    You took the root of the sum of the squared errors, where their mean is expected.
    ? Which operations does the definition have, and in which order?
divided_twice: np.mean((y - line(x, slope, intercept)) ** 2) / len(x)
    You divided by the number of examples twice.
    ? What has np.mean done already?
variance: np.var(y - line(x, slope, intercept))
    This is the variance of the errors: a line too high everywhere goes unpunished.
    ? Is something subtracted from the errors before they are squared?
in_place: errors = y - line(x, slope, intercept) -> y -= slope * x + intercept\n    errors = y
    Your function writes the errors into y, so whoever called it loses the truth.
    ? What is the difference between y -= p and y - p?
overwritten_total of loop: total += -> total =
    Only the last example counts: the total is overwritten each time round the loop.
    ? What is the difference between = and +=?
"""
)


def running(x, y, slope, intercept):
    mean = 0.0
    for count, (a, b) in enumerate(zip(x, y, strict=True), start=1):
        mean += ((b - slope * a - intercept) ** 2 - mean) / count
    return mean


bank.unseen_right(
    running,
    lists=lambda x, y, a, b: sum([(a * p + b - q) ** 2 for p, q in np.c_[x, y].tolist()]) / x.size,
    polyval=lambda x, y, *line: np.mean((np.polyval(line, x) - y) ** 2),
    extra_default=lambda x, y, a, b, power=2: np.mean(abs(y - a * x - b) ** power),
    times_1_over_m=lambda x, y, a, b: 1 / len(x) * np.sum((y - a * x - b) ** 2),
    square=lambda x, y, a, b: np.square(y - a * x - b).mean(),
    vdot=lambda x, y, a, b: float(np.vdot(e := y - a * x - b, e)) / len(x),
    inner=lambda x, y, a, b: np.inner(e := y - a * x - b, e) / len(x),
    column=lambda x, y, a, b: ((e := y - a * x - b)[None] @ e[:, None]).item() / len(x),
    root_and_back=lambda x, y, a, b: np.sqrt(np.mean((y - a * x - b) ** 2)) ** 2,
    fsum=lambda x, y, a, b: math.fsum(v * v for v in y - a * x - b) / len(x),
    statistics=lambda x, y, a, b: statistics.fmean(v**2 for v in y - a * x - b),
    cumsum=lambda x, y, a, b: np.cumsum((y - a * x - b) ** 2)[-1] / len(x),
    keepdims=lambda x, y, a, b: np.mean((y - a * x - b) ** 2, keepdims=True).item(),
    reduce=lambda x, y, a, b: functools.reduce(lambda t, v: t + v * v, y - a * x - b, 0.0) / x.size,
    add_reduce=lambda x, y, a, b: np.add.reduce((y - a * x - b) ** 2) / len(x),
    mean_before_square=lambda x, y, a, b: np.sum(((y - a * x - b) / np.sqrt(len(x))) ** 2),
    hypot=lambda x, y, a, b: math.hypot(*(y - a * x - b)) ** 2 / len(x),
)


bank.unseen_wrong(
    returned_in_the_loop="of loop: ** 2\n    return -> ** 2\n        return",
    first_missed=lambda x, y, a, b: np.sum((y - a * x - b)[1:] ** 2) / len(x),
    norm_over_m=lambda x, y, a, b: np.linalg.norm(y - a * x - b) / len(x),
    sum_squared=lambda x, y, a, b: np.sum(y - a * x - b) ** 2 / len(x),
    cubed=lambda x, y, a, b: np.mean((y - a * x - b) ** 3),
    errors_doubled=lambda x, y, a, b: np.mean((y - a * x - b) * 2),
    m_plus_1=lambda x, y, a, b: np.sum((y - a * x - b) ** 2) / (len(x) + 1),
    fixed_m=lambda x, y, a, b: np.sum((y - a * x - b) ** 2) / 5,
    floor=lambda x, y, a, b: np.sum((y - a * x - b) ** 2) // len(x),
    squares_over_m=lambda x, y, a, b: (y - a * x - b) ** 2 / len(x),
    good_enough=lambda x, y, a, b: bool(np.mean((y - a * x - b) ** 2) < 1),
    positive_errors=lambda x, y, a, b: np.mean(np.maximum(y - a * x - b, 0) ** 2),
    x_for_y=lambda x, y, a, b: np.mean((x - (a * x + b)) ** 2),
    no_slope=lambda x, y, a, b: np.mean((y - x - b) ** 2),
    power_of_the_prediction=lambda x, y, a, b: np.mean(y - (a * x + b) ** 2),
    no_data=lambda x, y, a, b: np.mean((a * x + b) ** 2),
    distance_to_the_line=lambda x, y, a, b: np.mean((y - a * x - b) ** 2) / (1 + a**2),
    relative=lambda x, y, a, b: np.mean(((y - a * x - b) / (np.abs(y) + 1)) ** 2),
    r_squared=lambda x, y, a, b: 1 - np.mean((y - a * x - b) ** 2) / (np.var(y) + 1),
    caret=lambda x, y, a, b: np.mean((y - a * x - b) ^ 2),
)


bank.unseen_two(
    sum_rounded=lambda x, y, s, i: round(float(np.sum((y - s * x - i) ** 2)), 2),
    not_squared_doubled=lambda x, y, s, i: 2 * np.mean(y - s * x - i),
    root_in_an_array=lambda x, y, s, i: np.array([np.sqrt(np.mean((y - s * x - i) ** 2))]),
    exchanged_root=lambda x, y, s, i: np.sqrt(np.mean((y - i * x - s) ** 2)),
    sum_of_the_absolute=lambda x, y, s, i: np.sum(np.abs(y - s * x - i)),
)
bank.unseen_odd(
    stops_when_large=(
        "of loop: (yi - (slope * xi + intercept)) ** 2\n -> abs(yi - slope * xi - intercept)\n"
        "        if total > 1:\n            return total\n",
    ),
)
bank.unseen_forms(NUMBER)

bank.equal(
    "y - line(x, slope, intercept) -> line(x, slope, intercept) - y",
    why="The error changes its sign, and the square takes the sign away.",
)
bank.equal(
    "line(x, slope, intercept) -> line(slope, x, intercept)",
    why="The line multiplies its first two arguments, and a product commutes.",
)
