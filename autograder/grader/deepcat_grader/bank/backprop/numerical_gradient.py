"""Slopes by central differences: what is known of their answers."""

# mypy: allow-untyped-defs, allow-untyped-calls, allow-untyped-decorators
# ruff: noqa: D103
# Students write no types; what a mistake is about stands in its message.

from __future__ import annotations

import numpy as np

from deepcat_grader.bank.draw import Generator, order_one, sizes
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercise import EDGE, Case
from deepcat_judge.exercises.backprop.numerical_gradient import EXERCISE, GROWTH, HILLS, LENDS
from deepcat_judge.plain import Remote
from deepcat_solutions.backprop import numerical_gradient


def valley(theta):
    """A bowl that is tilted, with a wave across it."""
    numbers = np.ravel(np.asarray(theta, float))
    weights = np.arange(1.0, numbers.size + 1.0)
    return float((weights * numbers**2).sum() / 4 + np.cos(weights @ numbers / 3))


VALLEY = Remote("valley")


def _cases(rng: Generator) -> list[Case]:
    a, b = sizes(rng, 2, 2, 4)
    step = float(rng.uniform(0.05, 0.3))
    return [
        Case("wide", (VALLEY, order_one(rng, a, b), step), note=f"steps of {step:.3f}"),
        Case("usual", (VALLEY, order_one(rng, b, a)), note="the usual step"),
        Case("hills", (HILLS, order_one(rng, 1, a), step), note=f"steps of {step:.3f}"),
        Case("one", (VALLEY, order_one(rng, 1, 1), step), EDGE, "one number"),
        Case("flat", (VALLEY, order_one(rng, a)), EDGE, "an array of one dimension"),
        Case("deep", (GROWTH, order_one(rng, 2, 1, b), step), EDGE, "three dimensions"),
    ]


bank = Bank(EXERCISE, reference=numerical_gradient, hidden=_cases)
bank.lend(valley)
for _name, _function in LENDS.items():
    bank.lend(_function, _name)

_BUFFER = "dtheta = np.zeros(theta.shape) -> "
_INDEX = "for index in np.ndindex(theta.shape): -> "
_UP = "theta[index] = before + step -> "
_DOWN = "theta[index] = before - step -> "
_BACK = "theta[index] = before\n        dtheta[index] -> "
_KEPT = _BACK.replace("\n", r"\n")  # as a page has it
_SLOPE = "(above - below) / (2 * step) -> "
_SET = "dtheta[index] = (above - below) / (2 * step) -> "
_RETURN = "return dtheta -> return "

_TRACE = (
    "theta is put back by moving it once more, so that rounding leaves a trace in it: it no longer "
    "holds exactly what it held."
)
_SHORT = (
    "The second move only takes the first one back: f is called a step above θ and at θ itself, "
    "and never a step below."
)

bank.known(
    f"""
? How far apart are the two places at which f is computed?
one_sided: {_DOWN}theta[index] = before && {_SLOPE}(above - below) / step
    The difference is taken on one side only: f above and f at θ itself.
behind_only: {_UP}theta[index] = before && {_SLOPE}(above - below) / step
    The difference is taken on one side only: f at θ itself and f below.
divided_by_one_step: {_SLOPE}(above - below) / step
    The difference is divided by one step, where the two places are two steps apart.
one_side_over_two: {_DOWN}theta[index] = before
    The difference of one step is divided by two steps.
multiplied_by_step: {_SLOPE}(above - below) / 2 * step
    The difference is multiplied by the step: / 2 * step divides by 2 only.
not_divided: {_SLOPE}above - below
    The difference is not divided by anything.
divided_by_two: {_SLOPE}(above - below) / 2
    The difference is divided by 2, where 2 · step is expected.
mean_for_difference: {_SLOPE}(above + below) / (2 * step)
    The two values of f are added, where their difference is expected.
? Which of the two values is the one above?
sign: {_SLOPE}(below - above) / (2 * step)
    The slopes have the opposite sign.
absolute: {_SLOPE}abs(above - below) / (2 * step)
    The signs of the slopes are lost.
? What does theta hold when the next index comes, and when your function is done?
not_restored: {_KEPT}dtheta[index]
    theta is not put back: each number is still a step lower when the next one comes.
added_back: {_KEPT}theta[index] += step\\n        dtheta[index]
    {_TRACE}
moved_back: {_UP}theta[index] += step && {_DOWN}theta[index] -= 2 * step &&
        {_KEPT}theta[index] += step\\n        dtheta[index]
    {_TRACE}
moved_back_by_single_steps: {_UP}theta[index] += step &&
        {_DOWN}theta[index] -= step\\n        theta[index] -= step &&
        {_KEPT}theta[index] += step\\n        dtheta[index]
    {_TRACE}
moved_back_from_above: {_UP}theta[index] -= step && {_DOWN}theta[index] += 2 * step &&
        {_KEPT}theta[index] -= step\\n        dtheta[index] && above - below -> below - above
    {_TRACE}
second_move_too_short: {_UP}theta[index] += step && {_DOWN}theta[index] -= step &&
        {_KEPT}dtheta[index]
    {_SHORT} Then the difference of one step is divided by two.
second_move_too_short_by_one: {_UP}theta[index] += step && {_DOWN}theta[index] -= step &&
        {_KEPT}dtheta[index] && {_SLOPE}(above - below) / step
    {_SHORT}
restored_at_the_end: dtheta = np.zeros(theta.shape) -> dtheta, at_first = np.zeros(
        theta.shape), theta.copy() && {_KEPT}dtheta[index] &&
        {_RETURN}np.copyto(theta, at_first) or dtheta
    Each number is still moved when the next one comes: theta is put back at the end only.
? Which numbers of θ move when one slope is measured?
all_at_once: {_UP}theta += step && {_DOWN}theta -= 2 * step &&
        {_KEPT}theta += step\\n        dtheta[index]
    All numbers of θ are moved together, where each slope moves one of them.
one_sum: {_RETURN}np.full(theta.shape, dtheta.sum())
    Every slope is the same: the sum of all.
f_of_one_number: above = f(theta) -> above = f(theta[index]) && below = f(theta) ->
        below = f(theta[index])
    f is asked about one number alone, where it takes the whole of θ.
rows_only: {_INDEX}for index in range(len(theta)):
    Whole rows of θ are moved, where each slope moves one number.
first_only: {_SET}dtheta[index] = (above - below) / (2 * step)\\n        break
    Only the first slope is measured.
returned_too_early: {_SET}dtheta[index] = (above - below) / (2 * step)\\n        return dtheta
    Only the first slope is measured.
? What becomes of a number that is not whole in your arrays?
int_buffer: {_BUFFER}dtheta = np.zeros(theta.shape, dtype=int)
    The slopes are cut to whole numbers by the array that they are put into.
single_precision: {_BUFFER}dtheta, theta = np.zeros(theta.shape), theta.astype(np.float32)
    θ is cut to float32, which is too coarse for steps as small as these.
? How small may a step be, when f is known to 16 digits?
own_step: {_BUFFER}dtheta, step = np.zeros(theta.shape), 1e-5
    Your step is a small one of your own, whatever step is given.
own_tiny_step: {_BUFFER}dtheta, step = np.zeros(theta.shape), 1e-12
    The step is always 1e-12, so small that rounding takes most digits of the difference.
own_vanishing_step: {_BUFFER}dtheta, step = np.zeros(theta.shape), 1e-20
    All slopes are 0: f gives the same above and below.
    ? Print θ as it is at both calls of f. And when is θ + step, rounded to 16 digits, still θ?
relative_step: before + step -> before + step * abs(before) && before - step ->
        before - step * abs(before) && {_SLOPE}(above - below) / (2 * step * abs(before))
    The step is made longer or shorter by the size of each number.
? Which shape does a gradient have?
flat_returned: {_RETURN}dtheta.ravel()
    The slopes come in one row, where the shape of θ is expected.
list_returned: {_RETURN}dtheta.tolist()
    The slopes come in a list, where an array is expected.
transposed: {_RETURN}dtheta.T
    Rows and columns of the slopes are exchanged.
moved_theta_returned: {_RETURN}theta
    θ comes back, where its slopes are expected.
values_returned: {_SET}dtheta[index] = above
    The values of f are returned, where its slopes are expected.
"""
)
bank.alike("first_only", "returned_too_early", why="Both stop after the first slope.")


@bank.right
def on_copies(f, theta, step=1e-5):
    slopes = np.empty_like(theta)
    for index in np.ndindex(*theta.shape):
        up, down = theta.copy(), theta.copy()
        up[index] += step
        down[index] -= step
        slopes[index] = (f(up) - f(down)) / (2 * step)
    return slopes


@bank.right
def by_unit_arrays(f, theta, step=1e-5):
    units = step * np.eye(theta.size).reshape(theta.size, *theta.shape)
    return np.array([f(theta + u) - f(theta - u) for u in units]).reshape(theta.shape) / (2 * step)


@bank.right
def with_nditer(f, theta, step=1e-5):
    grad = np.zeros_like(theta, dtype=np.float64)
    it = np.nditer(theta, flags=["multi_index"], op_flags=[["readwrite"]])
    while not it.finished:
        at = it.multi_index
        kept = theta[at].copy()
        theta[at] = kept + step
        plus = f(theta)
        theta[at] = kept - step
        minus = f(theta)
        theta[at] = kept
        grad[at] = (plus - minus) / step / 2
        it.iternext()
    return grad


@bank.right
def flat_iterator(f, theta, step=1e-5):
    out = np.zeros(theta.size)
    for i in range(theta.size):
        kept = theta.flat[i]
        theta.flat[i] = kept + step
        above = f(theta)
        theta.flat[i] = kept - step
        out[i] = 0.5 * (above - f(theta)) / step
        theta.flat[i] = kept
    return out.reshape(theta.shape)


bank.rights(
    below_first="above = f(theta) -> above = 1.0 * f(theta)",
    halves=_SLOPE + "above / (2 * step) - below / (2 * step)",
    enumerated=_INDEX + "for index, _ in np.ndenumerate(theta.copy()):",
    restored_by_copy=(
        _BUFFER + "dtheta, kept = np.zeros(theta.shape), theta.copy()",
        _BACK + "theta[...] = kept\n        dtheta[index]",
    ),
    longer_name="before = theta[index] -> before = float(theta[index])",
    zeros_like=_BUFFER + "dtheta = np.zeros_like(theta)",
)

# Answers that no key holds.


def recursive(f, theta, step=1e-5):
    def slope(i):
        moved = theta.ravel().copy()
        moved[i] += step
        above = f(moved.reshape(theta.shape))
        moved[i] = theta.ravel()[i] - step
        return (above - f(moved.reshape(theta.shape))) / (2 * step)

    return np.reshape([slope(i) for i in range(theta.size)], theta.shape)


def from_two_sides(f, theta, step=1e-5):
    here, result = f(theta), np.zeros(theta.shape)
    for at in np.argwhere(np.ones(theta.shape)):
        nudge = np.zeros(theta.shape)
        nudge[tuple(at)] = step
        ahead, behind = f(theta + nudge) - here, here - f(theta - nudge)
        result[tuple(at)] = (ahead + behind) / (2 * step)
    return result


bank.unseen_right(
    recursive,
    from_two_sides,
    symmetric=_SLOPE + "(above - below) / (step + step)",
    tried="dtheta[index] = -> dtheta[tuple(index)] =",
    float_step=_BUFFER + "dtheta, step = np.zeros(theta.shape), float(step)",
    full=_BUFFER + "dtheta = np.full(theta.shape, 0.0)",
)
bank.unseen_wrong(
    squared_step=_SLOPE + "(above - below) / step**2",
    four_steps=_SLOPE + "(above - below) / (4 * step)",
    second_difference=_SLOPE + "(above - 2 * f(theta) + below) / step**2",
    ratio=_SLOPE + "(above / below) / (2 * step)",
    relative=_SLOPE + "(above - below) / (above + below)",
    three_steps_up=_UP + "theta[index] = before + 2 * step",
    never_moved=(_UP + "pass", _DOWN + "pass"),
    up_twice=_DOWN + "theta[index] = before + step",
    left_up=_BACK + "theta[index] = before + step\n        dtheta[index]",
    zeroed=_BACK + "theta[index] = 0.0\n        dtheta[index]",
    from_zero=(_UP + "theta[index] = step", _DOWN + "theta[index] = -step"),
    scaled=(
        _UP + "theta[index] = before * (1 + step)",
        _DOWN + "theta[index] = before * (1 - step)",
    ),
    last_only=_SET + "dtheta[...] = 0.0\n        dtheta[index] = (above - below) / (2 * step)",
    all_alike=_SET + "dtheta[...] = (above - below) / (2 * step)",
    summed=_SET + "dtheta += (above - below) / (2 * step)",
    columns_only=_INDEX + "for index in np.ndindex(theta.shape[:1]):",
    skips_first=_INDEX + "for index in [*np.ndindex(theta.shape)][1:]:",
    reversed_=_RETURN + "dtheta[::-1]",
    mean=_RETURN + "dtheta.mean()",
    total=_RETURN + "dtheta.sum()",
    a_dict=_RETURN + '{"dtheta": dtheta}',
    tuple_=_RETURN + "(dtheta, theta)",
    nothing=_RETURN + "print(dtheta)",
    column_=_RETURN + "dtheta.reshape(-1, 1)",
    rounded=_RETURN + "dtheta.round(3)",
    unit_length=_RETURN + "dtheta / np.linalg.norm(dtheta)",
    negative=_RETURN + "-dtheta",
    step_taken=_RETURN + "theta - step * dtheta",
    float32_slopes=_BUFFER + "dtheta = np.zeros(theta.shape, dtype=np.float16)",
    ten_times=_BUFFER + "dtheta, step = np.zeros(theta.shape), 10 * step",
    tenth=_BUFFER + "dtheta, step = np.zeros(theta.shape), step / 10",
    rounded_values=_SLOPE + "(round(above, 6) - round(below, 6)) / (2 * step)",
    aliased=(
        "before = theta[index] -> up = down = theta\n        before = theta[index]",
        _UP + "up[index] = before + step",
        _DOWN + "down[index] = before - step",
        "above = f(theta) -> pass",
        "below = f(theta) -> above, below = f(up), f(down)",
    ),
    given_numbers="above = f(theta) -> above = f(*theta)",
)
bank.unseen_two(
    moved_after="theta[index] = before + step\n        above = f(theta)\n -> "
    "above = f(theta)\n        theta[index] = before + step\n",
    sign_and_left=(_BACK + "dtheta[index]", _SLOPE + "(below - above) / (2 * step)"),
    sign_and_flat=(_SLOPE + "(below - above) / (2 * step)", _RETURN + "dtheta.ravel()"),
    one_step_and_list=(_SLOPE + "(above - below) / step", _RETURN + "dtheta.tolist()"),
    left_and_undivided=(_BACK + "dtheta[index]", _SLOPE + "above - below"),
)
bank.unseen_odd(
    analytic=lambda f, theta, step=1e-5: np.cos(theta),
    asks_once=lambda f, theta, step=1e-5: f(theta) * np.ones(theta.shape),
)
