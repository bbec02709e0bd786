"""What comes out of a random search: two numbers, the best of its tries, which fill the square."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from deepcat_judge.exercise import Broken
from deepcat_judge.exercises import choice
from deepcat_judge.exercises.chance import Uniform, waits
from deepcat_judge.exercises.common import Array, form_broken
from deepcat_judge.exercises.introduction.tries import (
    CORNERS,
    EDGES,
    HIGH,
    LOW,
    MANY,
    Call,
    Calls,
    grouped,
    lines_of,
    unpacked,
)
from deepcat_judge.exercises.told import Told
from deepcat_judge.plain import Plain
from deepcat_judge.words import show

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
# What a gap is called does not touch what is right. Beyond a limit of its own, a range of width w
# leaves both searches the same gap and a wait of w / 128: they differ by more than 0.3 with
# probability exp(-38.4 / w), below 0.03. Ten tries of the whole range leave waits of 0.9, which
# differ by less than 0.3 at all four limits with 0.28**4 = 0.006.
SAME_GAP = 0.3

SQUARE = Uniform(LOW, HIGH, "slope and intercept", "slopes or intercepts")
TOLD = Told(
    """
index_returned: Your function returns one whole number: the position of the best try.
    ? What did that try draw? Return two numbers, its slope and its intercept.
order_exchanged: The right two numbers come out in the wrong order.
    ? Which comes first, the slope or the intercept?
one_number_kept: The {chosen} is chosen by the data, and the {kept} is not: with the same seed and
    other data, the same {kept} comes out.
    ? When a try is better than those before it, which of its numbers does your code keep?
stops_early: Where a good line is easy to find, your search does not return the best of its tries:
    it returned a line with mean squared error {came}, and one with {there} was among them.
    ? Does your loop stop before n_tries lines have been tried?
worst_kept: Your search keeps the worst line, not the best.
    ? Is a high mean squared error good or bad?
square_missed: Errors above and below the line seem to cancel.
    ? What makes an error of -3 as bad as an error of 3?
absolute_errors, median_error, largest_error: Of the lines that came out, your search chose those
    whose {error} is least, not those with the least mean squared error.
    ? What does the square do to one large error, and where is it in your code?
@not_the_best: Your search does not return the best of its tries. With the same seed and other data
    it returned slope {slope}, intercept {intercept}; for these data that line has a mean squared
    error of {there}, and the line that came out has {came}.
range_too_narrow: Slopes and intercepts do not fill [-5, 5]: {seen}.
    ? Which two limits does the exercise give, and does your way of drawing reach both?
not_uniform: Lines near the limits of [-5, 5] come out too seldom for n_tries uniform tries.
    ? Is every number between -5 and 5 drawn as often as any other, in all n_tries tries?
more_than_random: Your search comes nearer to the limits than n_tries lines drawn from [-5, 5] do.
    ? Is each try drawn anew from [-5, 5]? And how many lines are measured in all?
"""
)
CANCEL = TOLD("square_missed")


def form_problem(outputs: Sequence[Plain]) -> Broken | None:
    """Why the outputs are not two numbers each, or None."""
    first = outputs[0]
    one = isinstance(first, (int, np.ndarray)) and np.ndim(first) == 0
    if one and np.asarray(first).dtype.kind in "biu":
        return TOLD("index_returned")
    return form_broken((0.0, 0.0), [unpacked(output) for output in outputs])


def limit_problem(calls: Calls) -> Broken | None:
    """No line lies outside the limits."""
    lines = lines_of(calls["all"])
    broken = SQUARE.outside(lines, _seen(lines))
    return replace(broken, call=int(np.abs(lines).max(axis=1).argmax())) if broken else None


def value_problem(calls: Calls) -> Broken | None:
    """Numbers differ from seed to seed, and none lies exactly on a limit."""
    seeds = [np.concatenate(lines_of(group)) for group in grouped(calls, 3)]
    lines = lines_of(calls["all"])
    return SQUARE.repeated(seeds) or SQUARE.clipped(lines)


def _seen(lines: Array) -> str:
    slopes, intercepts = (f"{n.min():.2f} and {n.max():.2f}" for n in lines.T)
    return f"slopes lay between {slopes}, intercepts between {intercepts}"


def choice_problem(calls: Calls) -> Broken | None:
    """Why the lines that were returned are not the best of their tries, or None."""
    groups = grouped(calls, 2, 3)
    pairs = [(call, other) for group in groups for call in group for other in group]
    beaten = [(call, other) for call, other in pairs if _is_beaten(call, other)]
    if not beaten:
        return None
    call, other = beaten[0]
    came, there = (show(choice.mean_square(call.errors(one.line))) for one in (call, other))
    if _explains(choice.mean_square, pairs, order=-1):
        return TOLD("order_exchanged", call.place)
    fixed = [all(not np.ptp(lines_of(group)[:, i]) for group in groups) for i in (0, 1)]
    if fixed[0] != fixed[1]:
        kept, chosen = ("intercept", "slope") if fixed[1] else ("slope", "intercept")
        return TOLD("one_number_kept", call.place, kept=kept, chosen=chosen)
    # Beaten where many lines are good, and nowhere else.
    if max(choice.mean_square(call.errors(call.line)) for call, _ in beaten) <= 1.0:
        return TOLD("stops_early", call.place, came=came, there=there)
    causes = [id for id, measure in choice.OTHERS.items() if _explains(measure, pairs)]
    if len(causes) == 1:
        error = {"absolute_errors": "mean absolute error"}.get(
            causes[0], causes[0].replace("_", " ")
        )
        return TOLD(causes[0], call.place, error=error)
    slope, intercept = (show(float(value)) for value in other.line)
    said = {"slope": slope, "intercept": intercept, "came": came, "there": there}
    return TOLD("@not_the_best", call.place, **said)


def _is_beaten(call: Call, other: Call) -> bool:
    """Whether the line that another call returned is better for this call's data."""
    return choice.is_less(*(choice.mean_square(call.errors(c.line)) for c in (other, call)))


def _explains(measure: choice.Measure, pairs: Sequence[tuple[Call, Call]], order: int = 1) -> bool:
    """Whether every line returned is better than the others of its group by this measure."""
    return choice.explains(
        measure,
        [
            (call.errors(call.line[::order]), call.errors(other.line[::order]))
            for call, other in pairs
            if not np.array_equal(call.line, other.line)
        ],
    )


def spread_problem(calls: Calls) -> Broken | None:
    """Both numbers fill [-5, 5] evenly, as n_tries tries do."""
    edges, corners = calls["edge"], calls["corner"]
    gaps = _gaps(edges, EDGES)
    shares = gaps / (HIGH - LOW), _gaps(corners, CORNERS) ** 2 / 2 / (HIGH - LOW) ** 2
    in_edges, in_corners = (waits(share, MANY) for share in shares)
    waited = np.concatenate((in_edges, in_corners))
    ends, first = [*edges, *corners], np.minimum(gaps[:4], gaps[4:])
    if first.max() > MAX_GAP and np.abs(gaps[:4] - gaps[4:]).max() < SAME_GAP:
        place = edges[int(first.argmax())].place
        return TOLD("range_too_narrow", place, seen=_seen(lines_of(calls["all"])))
    if first.max() > MAX_GAP or waited.sum() > MOST:
        return TOLD("not_uniform", ends[int(waited.argmax())].place)
    if waited.sum() < LEAST or in_corners.sum() < LEAST_IN_CORNERS:
        return TOLD("more_than_random", ends[int(waited.argmin())].place)
    return None


def _gaps(calls: Sequence[Call], directions: Sequence[tuple[int, int]]) -> Array:
    """How far each line is from the last one in its direction."""
    units = np.resize(np.array(directions), (len(calls), 2))
    gaps: Array = HIGH * np.abs(units).sum(axis=1) - (lines_of(calls) * units).sum(axis=1)
    return gaps
