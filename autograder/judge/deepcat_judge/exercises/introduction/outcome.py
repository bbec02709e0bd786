"""What comes out of a random search: two numbers, the best of its tries, which fill the square."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from deepcat_judge.exercise import Broken
from deepcat_judge.exercises.chance import Uniform, too_long, too_short, waits
from deepcat_judge.exercises.choice import explains, is_beaten, mean_square, other_measure
from deepcat_judge.exercises.common import form_broken
from deepcat_judge.exercises.introduction import tries
from deepcat_judge.exercises.introduction.tries import MANY, Call, Calls, grouped, lines_of
from deepcat_judge.exercises.told import Told
from deepcat_judge.plain import Plain
from deepcat_judge.words import show

SQUARE = Uniform(tries.LOW, tries.HIGH, "slope and intercept", "slopes or intercepts")

# A right answer is rejected with probability below 5e-10, whatever the seeds.
#
# The range. At each limit two searches try 256 lines; all of them stay more than 0.9 away with
# probability (1 - 0.09)**256 = 3.3e-11, at one of four limits with 1.4e-10. A range that ends at 4
# stays 1 away. Beyond a limit of its own, a range of width w leaves both searches the same gap and
# a wait of w / 128: they differ by more than 0.2 with probability exp(-25.6 / w), below 0.08. Ten
# tries of the whole range leave waits of 0.9, which differ by less than 0.2 at all four limits with
# 0.2**4 = 0.0016; that decides about a name alone.
#
# The number of tries, and whether they are uniform. Eight searches run to a limit (the share that
# is better than the line found is the gap to it, over 10), and eight into a corner (a triangle,
# half the square of the gap, over 100). These 16 waits are independent: no two share a seed, but
# for a slope and an intercept, which are drawn apart. Their sum is too large or too small, or that
# of the eight in the corners too small, with 1e-10 each.
MAX_GAP, SAME_GAP = 0.9, 0.2

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


def form_problem(outputs: Sequence[Plain]) -> Broken | None:
    """Why the outputs are not two numbers each, or None."""
    first = outputs[0]
    one = isinstance(first, (int, np.ndarray)) and np.ndim(first) == 0
    if one and np.asarray(first).dtype.kind in "biu":
        return TOLD("index_returned")
    return form_broken((0.0, 0.0), [tries.unpacked(output) for output in outputs])


def value_problem(calls: Calls) -> Broken | None:
    """Numbers differ from seed to seed, and none lies exactly on a limit."""
    seeds = [np.concatenate(lines_of(group)) for group in grouped(calls, 3)]
    return SQUARE.repeated(seeds) or SQUARE.clipped(lines_of(calls["all"]))


def choice_problem(calls: Calls) -> Broken | None:
    """Why the lines that were returned are not the best of their tries, or None."""
    groups = grouped(calls, 2, 3)
    pairs = [(call, other) for group in groups for call in group for other in group]
    pairs = [(call, other) for call, other in pairs if not np.array_equal(call.line, other.line)]
    left = [(call.errors(call.line), call.errors(other.line)) for call, other in pairs]
    beaten = [i for i, pair in enumerate(left) if is_beaten(pair)]
    if not beaten:
        return None
    call, other = pairs[beaten[0]]
    came, there = (show(mean_square(errors)) for errors in left[beaten[0]])
    turned = [(one.errors(one.line[::-1]), one.errors(two.line[::-1])) for one, two in pairs]
    if explains(mean_square, turned):
        return TOLD("order_exchanged", call.place)
    fixed = [all(not np.ptp(lines_of(group)[:, i]) for group in groups) for i in (0, 1)]
    if fixed[0] != fixed[1]:
        kept, chosen = ("intercept", "slope") if fixed[1] else ("slope", "intercept")
        return TOLD("one_number_kept", call.place, kept=kept, chosen=chosen)
    # Beaten where many lines are good, and nowhere else.
    if max(mean_square(left[i][0]) for i in beaten) <= 1.0:
        return TOLD("stops_early", call.place, came=came, there=there)
    slope, intercept = (show(float(value)) for value in other.line)
    said = {"slope": slope, "intercept": intercept, "came": came, "there": there}
    return other_measure(left, "line", call.place) or TOLD("@not_the_best", call.place, **said)


def spread_problem(calls: Calls) -> Broken | None:
    """Both numbers fill [-5, 5] evenly, as n_tries tries do."""
    ends: list[Call] = [*calls["edge"], *calls["corner"]]
    lines, whole = lines_of(ends), tries.HIGH - tries.LOW
    gaps = SQUARE.gaps(lines, np.array([*tries.EDGES * 2, *tries.CORNERS * 2]))
    waited = waits(np.append(gaps[:8] / whole, gaps[8:] ** 2 / 2 / whole**2), MANY)
    first = np.minimum(gaps[:4], gaps[4:8])
    if first.max() > MAX_GAP and np.abs(gaps[:4] - gaps[4:8]).max() < SAME_GAP:
        seen = SQUARE.seen(lines_of(calls["all"]))
        return TOLD("range_too_narrow", ends[int(first.argmax())].place, seen=seen)
    if first.max() > MAX_GAP or too_long(waited):
        return TOLD("not_uniform", ends[int(waited.argmax())].place)
    if too_short(waited) or too_short(waited[8:]):
        return TOLD("more_than_random", ends[int(waited.argmin())].place)
    return None
