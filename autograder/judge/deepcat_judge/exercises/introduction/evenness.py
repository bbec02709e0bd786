"""Whether the tries of a random search fill the square evenly, limits and corners included."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from deepcat_judge.exercise import Broken
from deepcat_judge.exercises.common import Array
from deepcat_judge.exercises.introduction.lines import HIGH, LOW
from deepcat_judge.exercises.introduction.tries import (
    CORNERS,
    EDGES,
    MANY,
    Call,
    Calls,
    all_calls,
)
from deepcat_judge.plain import Plain

# A right answer is rejected with probability below 5e-10, whatever the seeds. What needs no
# statistics is left aside: two uniform numbers are equal with probability 2**-53.
#
# The range. At each limit two searches try 256 lines; all of them stay more than 0.9 away with
# probability (1 - 0.09)**256 = 3.3e-11, at one of four limits with 1.4e-10. A range that ends at 4
# stays 1 away.
#
# The number of tries, and whether they are uniform. If a share p of the square is better than the
# line found, v = -n log(1 - p) has the exponential distribution with mean 1, as the best of n
# uniform tries has. Eight searches run to a limit (p is the gap to it, over 10), and eight into a
# corner (p is a triangle, half the square of the gap, over 100). These 16 v are independent: no
# two share a seed, but for a slope and an intercept, which are drawn apart. By the gamma
# distribution of shape 16 their sum is above 55.5 with probability 1.2e-10 and below 1.75 with
# 7e-11, and by that of shape 8 the sum of the eight in the corners is below 0.22 with 1.1e-10.
MAX_GAP = 0.9
MOST, LEAST, LEAST_IN_CORNERS = 55.5, 1.75, 0.22

_LIMITS = "Which two limits does the exercise give, and does your way of drawing reach both?"
_UNIFORM = Broken(
    "Lines near the limits of [-5, 5] come out too seldom for n_tries uniform tries.",
    "Is every number between -5 and 5 drawn as often as any other, in all n_tries tries?",
    "not_uniform",
)


def limit_problem(calls: Calls) -> Broken | None:
    """No line lies outside the limits."""
    found = np.array([call.line for call in all_calls(calls)])
    if found.min() >= LOW and found.max() <= HIGH:
        return None
    return Broken(
        f"Slopes or intercepts are drawn outside [-5, 5]: {_seen(calls)}.",
        "Which two limits does the exercise give, and is every try drawn between them, whatever "
        "the best line so far?",
        "range_too_wide",
    )


def _seen(calls: Calls) -> str:
    found = np.array([call.line for call in all_calls(calls)])
    slopes, intercepts = (f"{n.min():.2f} and {n.max():.2f}" for n in found.T)
    return f"slopes lay between {slopes}, intercepts between {intercepts}"


def value_problem(calls: Calls) -> Broken | None:
    """Numbers differ from seed to seed, and none lies exactly on a limit."""
    numbers: dict[Plain, set[float]] = {}
    for call in all_calls(calls):
        inside = {float(number) for number in call.line if abs(number) != HIGH}
        numbers.setdefault(call.args[3], set()).update(inside)
    if sum(map(len, numbers.values())) - len(set().union(*numbers.values())) >= 3:
        return Broken(
            "Different seeds give the same numbers again and again.",
            "Which method of rng draws any number between two limits?",
            "repeated_numbers",
        )
    found = np.array([call.line for call in all_calls(calls)])
    if np.sum(np.abs(found) == HIGH) >= 3:
        return Broken(
            "Some slopes or intercepts are exactly -5 or 5: what is drawn outside the limits seems "
            "to be moved onto them.",
            "Which method of rng draws every number between two limits equally often?",
            "clipped",
        )
    return None


def spread_problem(calls: Calls) -> Broken | None:
    """Both numbers fill [-5, 5] evenly, as n_tries tries do."""
    gaps = _gaps(calls["edge"], EDGES)
    if np.minimum(gaps[:4], gaps[4:]).max() > MAX_GAP:
        return Broken(
            f"Slopes and intercepts do not fill [-5, 5]: {_seen(calls)}.",
            _LIMITS,
            "range_too_narrow",
        )
    edges = gaps / (HIGH - LOW)
    corners = _gaps(calls["corner"], CORNERS) ** 2 / 2 / (HIGH - LOW) ** 2
    in_corners = _exponential(corners).sum()
    total = in_corners + _exponential(edges).sum()
    if total > MOST:
        return _UNIFORM
    if total < LEAST or in_corners < LEAST_IN_CORNERS:
        return Broken(
            "Your search comes nearer to the limits than n_tries lines drawn from [-5, 5] do.",
            "Is each try drawn anew from [-5, 5]? And how many lines are measured in all?",
            "more_than_random",
        )
    return None


def _gaps(calls: Sequence[Call], directions: Sequence[tuple[int, int]]) -> Array:
    """How far each line is from the last one in its direction."""
    units = np.resize(np.array(directions), (len(calls), 2))
    found = np.array([call.line for call in calls])
    gaps: Array = HIGH * np.abs(units).sum(axis=1) - (found * units).sum(axis=1)
    return gaps


def _exponential(shares: Array) -> Array:
    return -MANY * np.log1p(-np.minimum(shares, 0.999))
