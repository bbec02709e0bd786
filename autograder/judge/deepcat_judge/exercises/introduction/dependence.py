"""What a random search's line depends on: on the tries that rng draws, and on the data."""

from __future__ import annotations

import numpy as np

from deepcat_judge.exercise import Broken
from deepcat_judge.exercises import choice
from deepcat_judge.exercises.chance import same_seed
from deepcat_judge.exercises.introduction import tries
from deepcat_judge.exercises.introduction.outcome import SQUARE
from deepcat_judge.exercises.introduction.tries import FEW, HIGH, LOW, MANY, Call, Calls, lines_of
from deepcat_judge.exercises.told import Told
from deepcat_judge.plain import materialise

TOLD = Told(
    """
index_and_loss: The first number is always a whole number below n_tries: it seems to be the position
    of the best try, not what that try drew.
    ? What did the best try draw? Return its slope and its intercept.
closed_formula: With one try, every seed gives the best line there is: it is computed, not searched.
    ? A search tries lines and keeps the best. Where does yours draw a line from rng?
one_try_too_few: With n_tries = 1, every seed gives the same line; with more tries, another one.
    ? How many lines does your loop draw when n_tries is 1?
ignores_rng: Every seed gives the same line: nothing depends on rng.
    ? Where does a random number from rng enter your code, and does a try ever replace the line that
    you start with?
one_number_searched@data: With one try and one seed, the {name} changes with the data: it is
    computed, and only the other number is searched.
    ? How many random numbers does one line need?
one_number_searched: The {name} is {value:.4g} whatever the seed: only one number is searched.
    ? How many random numbers does one line need?
same_draw_twice: The slope and the intercept are always the same number.
    ? How many random numbers does one line need?
start_takes_part: With one try, two seeds give one and the same line.
    ? Is there a line that takes part without having been drawn?
n_tries_ignored: With n_tries = 1 your search chooses among several lines.
    ? How often does your loop run, and what decides that?
made_from_the_data, @data: With one try and one seed, the line changes with the data. A single try
    is what rng draws, whatever the data are.
    ? Is one line drawn when n_tries is 1, and does rng alone make it?
more_than_random: With n_tries = {allowed} and one seed, {different} different lines came out for
    different data: more than may be tried.
    ? Is each try drawn anew from [-5, 5], whatever the data, slope and intercept together? And how
    many lines are measured in all?
too_few_tries: With n_tries = 2, the same line comes out for four quite different sets of data, as
    if one try alone took part.
    ? How often does your loop run for n_tries = 2?
first_try, last_try: Your search returns the {which} line that it tried, not the best one.
    ? Where does your code remember the best line so far, and when does it replace it?
@always_one: With {many} tries, the same line comes out for quite different sets of data.
    ? Where do x and y enter your code, and how does the best line get to the return?
"""
)


def seed_problem(calls: Calls) -> Broken | None:
    """One try is what rng drew: the same for the same seed, and for nothing else."""
    every, (first, *others) = calls["all"], calls["one"]
    if broken := same_seed(first.line, calls["again"][0].line, "lines"):
        return broken
    positions = [(call.line[0], call.n_tries) for call in every]
    if all(n in range(n_tries) for n, n_tries in positions) and any(n > 0 for n, _ in positions):
        return TOLD("index_and_loss")
    if all(np.allclose(call.line, call.best, rtol=1e-9) for call in calls["one"]):
        return TOLD("closed_formula")
    if broken := SQUARE.coarse(lines_of(every)):
        return broken
    if all(np.array_equal(first.line, other.line) for other in others):
        return _same_line(calls)
    return _sees_data(calls)


def _same_line(calls: Calls) -> Broken | None:
    """Why one try gives the same line whatever the seed; two may meet in a corner by chance."""
    if np.all(np.abs(calls["one"][0].line) == HIGH):
        return None
    edge = lines_of(calls["edge"])
    return TOLD("ignores_rng" if np.array_equal(edge[:4], edge[4:]) else "one_try_too_few")


def _sees_data(calls: Calls) -> Broken | None:
    """With one try and one seed, the line is the same for all data."""
    one, two = lines_of(calls["one"]), lines_of(calls["two"])
    changes = one[::2] != one[1::2]
    if not changes.any():
        return None
    for column, name in enumerate(("slope", "intercept")):
        if not changes[:, 1 - column].any():
            return TOLD("one_number_searched@data", name=name)
    if any(np.array_equal(a, b) for a in one[:2] for b in one[2:]):
        return TOLD("start_takes_part")
    if np.abs(one).max() > HIGH:
        return TOLD("made_from_the_data")
    return TOLD("n_tries_ignored" if np.array_equal(one[:2], two[:2]) else "@data")


def draw_problem(calls: Calls) -> Broken | None:
    """The two numbers of a line are two draws."""
    lines = lines_of([*calls["one"], *calls["two"], *calls["few"]])
    for column, name in enumerate(("slope", "intercept")):
        if np.all(lines[:, column] == lines[0, column]):
            return TOLD("one_number_searched", name=name, value=lines[0, column])
    return TOLD("same_draw_twice") if np.array_equal(lines[:, 0], lines[:, 1]) else None


def count_problem(calls: Calls) -> Broken | None:
    """With two tries, two lines come out; and never more than may be tried."""
    for kind, allowed in (("two", 2), ("few", FEW)):
        different, place = tries.count_different(calls[kind]), calls[kind][0].place
        if different > allowed:
            return TOLD("more_than_random", place, allowed=allowed, different=different)
    if tries.count_different(calls["two"]) > 1:
        return None
    return _one_of_the_tries(calls) or TOLD("too_few_tries", calls["two"][0].place)


def _one_of_the_tries(calls: Calls) -> Broken | None:
    """What it shows when many tries end in the same line whatever the data."""
    edge = calls["edge"]
    if any(tries.count_different(edge[i : i + 2]) > 1 for i in range(0, len(edge), 2)):
        return None
    intercepts = lines_of([*edge, *calls["corner"]])[:, 1]
    if intercepts.min() > 4.0 or intercepts.max() < -4.0:
        return choice.TOLD("square_missed", edge[0].place, thing="line")
    for row, which in ((-1, "last"), (0, "first")):
        if all(_is_try(call, row) for call in edge[::2]):
            return TOLD(f"{which}_try", edge[0].place, which=which)
    return TOLD("@always_one", edge[0].place, many=MANY)


def _is_try(call: Call, row: int) -> bool:
    """Whether a line is the first or last one drawn, in one of the usual orders of drawing."""
    pairs = materialise(call.args[3]).uniform(LOW, HIGH, (call.n_tries, 2))
    lists = materialise(call.args[3]).uniform(LOW, HIGH, (2, call.n_tries)).T
    drawn = [pairs[row], lists[row]]
    return any(np.allclose(call.line, d) or np.allclose(call.line, d[::-1]) for d in drawn)
