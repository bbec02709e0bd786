"""Gradient descent on a curve: what is known of its answers."""

from __future__ import annotations

import itertools

import numpy as np

from deepcat_grader.bank.draw import Generator
from deepcat_grader.bank.forms import VECTOR
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercise import EDGE, VALUES, Case
from deepcat_judge.exercises.backprop.descend import EXERCISE, LINE
from deepcat_judge.exercises.network.made import ARCTAN, SINE, SOFTSIGN, SQUARE
from deepcat_solutions.backprop import descend

_AGAIN = "Where does each step begin, and which slope does it use?"
_COUNT = "How many places are there before the first step, after it, and after n_steps of them?"
_RATE = "Which numbers make the length of a step?"


def hidden(rng: Generator) -> list[Case]:
    """Several curves, from either side; many steps, few and none."""
    far, near, left = rng.uniform(2.0, 3.5), rng.uniform(0.6, 1.4), -rng.uniform(1.0, 3.0)
    rate, n = float(rng.uniform(0.15, 0.9)), int(rng.integers(4, 9))
    walks = (
        ("parabola", LINE, left, rate, n, VALUES, "the slope is θ"),
        ("valley", SINE, far - 0.5, rate, n + 2, VALUES, "the slope is sin θ"),
        ("arctan", ARCTAN, far, 1 + rate, n - 1, VALUES, "the slope is arctan θ"),
        ("square", SQUARE, near, rate / 2, n + 1, VALUES, "the slope is θ²"),
        ("too-far", LINE, far, 2 + rate, 4, VALUES, "the steps are too long"),
        ("one-step", SOFTSIGN, left, rate, 1, EDGE, "one step"),
        ("no-step", SINE, near, rate, 0, EDGE, "no step"),
        ("whole-start", SOFTSIGN, 4, rate, n, EDGE, "the start is a whole number"),
        ("whole-rate", ARCTAN, left, 1, n, EDGE, "the learning rate is a whole number"),
        ("long", SOFTSIGN, far, rate, 100, EDGE, "a hundred steps"),
    )
    return [
        Case(id, (g, start if id == "whole-start" else float(start), a, k), part, note)
        for id, g, start, a, k, part, note in walks
    ]


bank = Bank(EXERCISE, reference=descend, hidden=hidden)

bank.known(
    f"""
uphill: theta - learning_rate -> theta + learning_rate
    Your walk goes uphill: each step goes along the slope, not against it.
    ? Where the slope is positive, which way is down?
? {_COUNT}
start_missing: return np.array(path) -> return np.array(path[1:])
    The start is missing in the path, which has one place too few.
last_missing: range(n_steps) -> range(n_steps - 1)
    The path ends one step too early.
one_step_too_many: range(n_steps) -> range(n_steps + 1)
    The path goes on for one step too many.
last_only: return np.array(path) -> return path[-1]
    Only the last place is returned, where the whole path is expected.
one_step_only: range(n_steps) -> range(min(n_steps, 1))
    The path ends after the first step.
    ? When does the return happen, inside the loop or after it?
? {_AGAIN}
slope_of_the_start: gradient(theta) -> gradient(start)
    Every step uses the slope at the start.
always_from_the_start: append(theta - learning -> append(start - learning
    Every step begins at the start, where it should go on from the last place.
never_moved: append(theta - learning_rate * gradient(theta)) -> append(theta)
    The walk stays where it began: no step is taken.
? {_RATE}
rate_ignored: learning_rate * gradient(theta) -> gradient(theta)
    The learning rate has no influence on your steps.
rate_hard_coded: learning_rate * gradient(theta) -> 0.1 * gradient(theta)
    The learning rate is 0.1 in your code, whatever is given.
rate_divides: learning_rate * gradient(theta) -> gradient(theta) / learning_rate
    The slope is divided by the learning rate, where it is multiplied.
rate_subtracted: learning_rate * gradient(theta) -> learning_rate - gradient(theta)
    The learning rate and the slope are not multiplied.
slope_missing: learning_rate * gradient(theta) -> learning_rate
    Every step has the same length and goes to the left: the slope has no influence.
sign_only: gradient(theta) -> np.sign(gradient(theta))
    Every step has the same length: only the sign of the slope counts.
step_doubled: learning_rate * gradient(theta) -> 2 * learning_rate * gradient(theta)
    Every step is twice as long as it should be.
shrinking_rate: learning_rate * gradient(theta) -> learning_rate / len(path) * gradient(theta)
    The learning rate becomes smaller from step to step, where it should stay the same.
divided_by_n: learning_rate * gradient(theta) -> learning_rate * gradient(theta) / n_steps
    The steps are divided by their number.
slope_times_theta: learning_rate * gradient(theta) -> learning_rate * gradient(theta) * theta
    Every step is multiplied by θ, where slope and learning rate alone decide.
theta_for_slope: learning_rate * gradient(theta) -> learning_rate * theta
    Each step uses θ where the slope at θ is expected.
    ? How do you ask `gradient` for the slope at a place?
bracket: theta - learning_rate * gradient(theta) -> learning_rate * (theta - gradient(theta))
    The learning rate multiplies the place as well, and not only the slope.
steps_returned: return np.array(path) -> return np.diff(np.array(path), append=path[-1])
    The steps are returned, where the places are expected.
    ? Which number did you append: where a step leads, or how long it is?
slopes_returned: return np.array(path) -> return np.array([gradient(theta) for theta in path])
    The slopes are returned, where the places are expected.
    ? Which number did you append?
not_called: gradient(theta) -> gradient
    gradient is a function, and it is multiplied as if it were a number.
    ? How do you ask a function for its value at θ?
? {_COUNT}
list_returned: return np.array(path) -> return path
    The places are in a list or a tuple of Python, where an array is expected.
    ? What makes an array of them?
a_column: return np.array(path) -> return np.array(path).reshape(-1, 1)
    The places stand in a column, where an array of one dimension is expected.
a_row: return np.array(path) -> return np.array([path])
    The places stand in a row of two dimensions, where an array of one dimension is expected.
reversed: return np.array(path) -> return np.array(path[::-1])
    The path is in reverse order: the last place stands first.
"""
)


@bank.mistake(
    "Where the start is a whole number, the places are cut to whole numbers.",
    think="Which dtype does an array have that is filled with a whole number?",
)
def int_buffer(gradient, start, learning_rate, n_steps):
    path = np.full(n_steps + 1, start)
    for k in range(n_steps):
        path[k + 1] = path[k] - learning_rate * gradient(path[k])
    return path


@bank.mistake(
    "The places are not kept: those after the start are 0.",
    think="Into which element of your array does a new place go?",
)
def not_kept(gradient, start, learning_rate, n_steps):
    path = np.zeros(n_steps + 1)
    theta = path[0] = start
    for _ in range(n_steps):
        theta = theta - learning_rate * gradient(theta)
    return path


@bank.right
def array_filled(gradient, start, learning_rate, n_steps):
    path = np.zeros(n_steps + 1)
    path[0] = start
    for k in range(n_steps):
        path[k + 1] = path[k] - learning_rate * gradient(path[k])
    return path


@bank.right
def while_short(gradient, start, learning_rate, n_steps):
    theta = start
    path = [theta]
    while len(path) <= n_steps:
        theta -= learning_rate * gradient(theta)
        path.append(theta)
    return np.array(path)


@bank.right
def recursive(gradient, start, learning_rate, n_steps):
    if n_steps == 0:
        return np.array([start])
    rest = recursive(gradient, start - learning_rate * gradient(start), learning_rate, n_steps - 1)
    return np.concatenate([[start], rest])


bank.rights(
    appended="path.append(theta - learning_rate * gradient(theta)) -> "
    "path += [theta - learning_rate * gradient(theta)]",
    plus_minus="theta - learning_rate -> theta + -learning_rate",
    slope_first="learning_rate * gradient(theta) -> gradient(theta) * learning_rate",
    as_floats="np.array(path) -> np.array(path, dtype=float)",
    asarray="np.array(path) -> np.asarray(path)",
    float_start="path = [start] -> path = [float(start)]",
    slope_kept="path.append(theta - learning_rate * gradient(theta)) -> "
    "slope = gradient(theta)\n        path.append(theta - learning_rate * slope)",
)
_LAST = "return np.array(path) -> return "


def accumulated(gradient, start, learning_rate, n_steps):
    def walk(theta, _):
        return theta - learning_rate * gradient(theta)

    return np.array(list(itertools.accumulate(range(n_steps), walk, initial=start)))


def by_steps(gradient, start, learning_rate, n_steps):
    steps = np.zeros(n_steps + 1)
    steps[0] = start
    for k in range(n_steps):
        steps[k + 1] = -learning_rate * gradient(steps[: k + 1].sum())
    return np.cumsum(steps)


def numpy_append(gradient, start, learning_rate, n_steps):
    path = np.array([start], dtype=float)
    for _ in range(n_steps):
        path = np.append(path, path[-1] - learning_rate * gradient(path[-1]))
    return path


def walked(gradient, start, learning_rate, n_steps):
    def places():
        theta = start
        yield theta
        for _ in range(n_steps):
            theta = theta - learning_rate * gradient(theta)
            yield theta

    return np.fromiter(places(), float)


bank.unseen_right(
    accumulated,
    by_steps,
    numpy_append,
    walked,
    ones=_LAST + "np.ones(n_steps + 1) * path",
    of_a_tuple=_LAST + "np.array(tuple(path))",
    stacked=_LAST + "np.hstack(path)",
    last_by_length="theta = path[-1] -> theta = float(path[len(path) - 1])",
)


def last_overwritten(gradient, start, learning_rate, n_steps):
    path = np.zeros(n_steps + 1)
    path[0] = start
    for k in range(n_steps):
        path[k] = path[k] - learning_rate * gradient(path[k])
    return path


def off_by_one(gradient, start, learning_rate, n_steps):
    path = np.zeros(n_steps + 1)
    path[0] = start
    for k in range(1, n_steps):
        path[k] = path[k - 1] - learning_rate * gradient(path[k - 1])
    return path


def empty_places(gradient, start, learning_rate, n_steps):
    path = np.zeros(n_steps)
    path[0] = start
    for k in range(n_steps):
        path[k + 1] = path[k] - learning_rate * gradient(path[k])
    return path


_W = "learning_rate * gradient(theta) -> "
bank.unseen_wrong(
    last_overwritten,
    off_by_one,
    empty_places,
    momentum="theta - learning_rate -> "
    "theta + 0.5 * (theta - path[max(len(path) - 2, 0)]) - learning_rate",
    slope_squared=_W + "learning_rate * gradient(theta) ** 2",
    slope_size=_W + "learning_rate * abs(gradient(theta))",
    slope_of_minus=_W + "learning_rate * gradient(-theta)",
    slope_of_step=_W + "gradient(learning_rate * theta)",
    rate_squared=_W + "learning_rate**2 * gradient(theta)",
    rate_a_tenth=_W + "learning_rate / 10 * gradient(theta)",
    rate_at_most_one=_W + "min(learning_rate, 1) * gradient(theta)",
    clipped_slope=_W + "learning_rate * np.clip(gradient(theta), -1, 1)",
    measured_slope=_W + "learning_rate * (gradient(theta + 1) - gradient(theta))",
    half_a_step=_W + "learning_rate / 2 * gradient(theta)",
    look_ahead=_W + "learning_rate * gradient(theta - learning_rate * gradient(theta))",
    decayed=_W + "learning_rate * 0.9 ** len(path) * gradient(theta)",
    growing=_W + "learning_rate * len(path) * gradient(theta)",
    start_at_zero="path = [start] -> path = [0.0]",
    start_at_one="path = [start] -> path = [1.0]",
    start_twice="path = [start] -> path = [start, start]",
    from_the_first="theta = path[-1] -> theta = path[0]",
    two_back="theta = path[-1] -> theta = path[max(len(path) - 2, 0)]",
    mean_place="theta = path[-1] -> theta = np.mean(path)",
    multiplied="theta - learning_rate -> theta * learning_rate",
    divided="theta - learning_rate * gradient(theta) -> "
    "theta / (1 + learning_rate * gradient(theta) ** 2)",
    rounded=_LAST + "np.round(path, 2)",
    of_whole=_LAST + "np.array(path).astype(int)",
    sorted_path=_LAST + "np.sort(path)",
    absolute=_LAST + "np.abs(path)",
    cut_at_zero=_LAST + "np.maximum(path, 0)",
    without_both="range(n_steps) -> range(n_steps - 2)",
    ten_steps="range(n_steps) -> range(10)",
    until_flat="range(n_steps) -> range(n_steps if n_steps < 6 else 6)",
    slope_of_nothing="gradient(theta) -> gradient()",
    indexed="gradient(theta) -> gradient[theta]",
    path_given="gradient(theta) -> gradient(path)",
    two_results=_LAST + "np.array(path), path[-1]",
    last_twice=_LAST + "np.array([*path, path[-1]])",
    with_slopes=_LAST + "np.array([path, path])",
    distances=_LAST + "np.array(path) - start",
    printed=_LAST + "print(path)",
)
bank.unseen_two(
    uphill_without_start=(
        "theta - learning_rate -> theta + learning_rate",
        _LAST + "np.array(path[1:])",
    ),
    uphill_list=("theta - learning_rate -> theta + learning_rate", _LAST + "path"),
    uphill_last=("theta - learning_rate -> theta + learning_rate", _LAST + "path[-1]"),
    stale_column=("gradient(theta) -> gradient(start)", _LAST + "np.array(path)[:, None]"),
    no_rate_uphill="theta - learning_rate * gradient(theta) -> theta + gradient(theta)",
    fixed_rate_list=(_W + "0.1 * gradient(theta)", _LAST + "path"),
    short_reversed=("range(n_steps) -> range(n_steps - 1)", _LAST + "np.array(path[::-1])"),
    no_rate_rounded=(_W + "gradient(theta)", _LAST + "np.round(path, 3)"),
)
bank.unseen_odd(
    one_way="theta - learning_rate * gradient(theta) -> "
    "min(theta, theta - learning_rate * gradient(theta))",
    stops_near_zero=_W + "learning_rate * gradient(theta) * (abs(theta) > 0.5)",
)
bank.unseen_forms(VECTOR)
