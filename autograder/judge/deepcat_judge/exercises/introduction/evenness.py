"""Whether the tries of a random search fill the square evenly, limits and corners included."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from deepcat_judge.exercise import Broken
from deepcat_judge.exercises.chance import Uniform, waits
from deepcat_judge.exercises.common import Array
from deepcat_judge.exercises.introduction.lines import HIGH, LOW
from deepcat_judge.exercises.introduction.tries import (
    CORNERS,
    EDGES,
    MANY,
    Call,
    Calls,
    all_calls,
    found,
)
from deepcat_judge.plain import Plain

# A right answer is rejected with probability below 5e-10, whatever the seeds.
#
# The range. At each limit two searches try 256 lines; all of them stay more than 0.9 away with
# probability (1 - 0.09)**256 = 3.3e-11, at one of four limits with 1.4e-10. A range that ends at 4
# stays 1 away.
#
# The number of tries, and whether they are uniform. `waits` gives v = -n log(1 - p) where a share p
# of the square is better than the line found. Eight searches run to a limit (p is the gap to it,
# over 10), and eight into a corner (p is a triangle, half the square of the gap, over 100). These
# 16 v are independent: no two share a seed, but for a slope and an intercept, which are drawn
# apart. By the gamma distribution of shape 16 their sum is above 55.5 with probability 1.2e-10 and
# below 1.75 with 7e-11, and by that of shape 8 the sum of the eight in the corners is below 0.22
# with 1.1e-10.
MAX_GAP = 0.9
MOST, LEAST, LEAST_IN_CORNERS = 55.5, 1.75, 0.22

SQUARE = Uniform(LOW, HIGH, "slope and intercept", "slopes or intercepts")

_LIMITS = "Which two limits does the exercise give, and does your way of drawing reach both?"
_UNIFORM = Broken(
    "Lines near the limits of [-5, 5] come out too seldom for n_tries uniform tries.",
    "Is every number between -5 and 5 drawn as often as any other, in all n_tries tries?",
    "not_uniform",
)


def limit_problem(calls: Calls) -> Broken | None:
    """No line lies outside the limits."""
    return SQUARE.outside(found(calls), _seen(calls))


def value_problem(calls: Calls) -> Broken | None:
    """Numbers differ from seed to seed, and none lies exactly on a limit."""
    seeds: dict[Plain, list[Array]] = {}
    for call in all_calls(calls):
        seeds.setdefault(call.args[3], []).append(call.line)
    return SQUARE.repeated([*map(np.concatenate, seeds.values())]) or SQUARE.clipped(found(calls))


def _seen(calls: Calls) -> str:
    slopes, intercepts = (f"{n.min():.2f} and {n.max():.2f}" for n in found(calls).T)
    return f"slopes lay between {slopes}, intercepts between {intercepts}"


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
    in_corners = waits(corners, MANY).sum()
    total = in_corners + waits(edges, MANY).sum()
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
    lines = np.array([call.line for call in calls])
    gaps: Array = HIGH * np.abs(units).sum(axis=1) - (lines * units).sum(axis=1)
    return gaps
