"""What a random search's line depends on: on the tries that rng draws, and on the data."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from deepcat_judge.exercise import Broken
from deepcat_judge.exercises.chance import same_seed
from deepcat_judge.exercises.introduction.evenness import SQUARE
from deepcat_judge.exercises.introduction.lines import HIGH, LOW, best_line
from deepcat_judge.exercises.introduction.losses import CANCEL
from deepcat_judge.exercises.introduction.tries import (
    FEW,
    MANY,
    Call,
    Calls,
    all_calls,
    count_different,
    found,
)
from deepcat_judge.plain import materialise


def seed_problem(calls: Calls) -> Broken | None:
    """One try is what rng drew: the same for the same seed, and for nothing else."""
    first, *others = calls["one"]
    if broken := same_seed(first.line, calls["again"][0].line, "lines"):
        return broken
    if _positions([(call.line[0], call.n_tries) for call in all_calls(calls)]):
        return Broken(
            "The first number is always a whole number below n_tries: it seems to be the position "
            "of the best try, not what that try drew.",
            "What did the best try draw? Return its slope and its intercept.",
            "index_and_loss",
        )
    if all(np.allclose(call.line, best_line(call.args), rtol=1e-9) for call in calls["one"]):
        return Broken(
            "With one try, every seed gives the best line there is: it is computed, not searched.",
            "A search tries lines and keeps the best. Where does yours draw a line from rng?",
            "closed_formula",
        )
    if broken := SQUARE.coarse(found(calls)):
        return broken
    if all(np.array_equal(first.line, other.line) for other in others):
        return _same_line(calls)
    return _sees_data(calls)


def _positions(numbers: Sequence[tuple[float, int]]) -> bool:
    """Whether every number is the position of a try, and not always of the first."""
    return all(n in range(tries) for n, tries in numbers) and any(n > 0 for n, _ in numbers)


def _same_line(calls: Calls) -> Broken | None:
    """Why one try gives the same line whatever the seed; two may meet in a corner by chance."""
    if np.all(np.abs(calls["one"][0].line) == HIGH):
        return None
    one, other = calls["edge"][:4], calls["edge"][4:]
    if any(not np.array_equal(a.line, b.line) for a, b in zip(one, other, strict=True)):
        return Broken(
            "With n_tries = 1, every seed gives the same line; with more tries, another one.",
            "How many lines does your loop draw when n_tries is 1?",
            "one_try_too_few",
        )
    return Broken(
        "Every seed gives the same line: nothing depends on rng.",
        "Where does a random number from rng enter your code, and does a try ever replace the line "
        "that you start with?",
        "ignores_rng",
    )


def _sees_data(calls: Calls) -> Broken | None:
    """With one try and one seed, the line is the same for all data."""
    lines = np.array([call.line for call in calls["one"]]).reshape(2, 2, 2)
    changes = lines[:, 0] != lines[:, 1]
    if not changes.any():
        return None
    for column, name in enumerate(("slope", "intercept")):
        if not changes[:, 1 - column].any():
            return Broken(
                f"With one try and one seed, the {name} changes with the data: it is computed, "
                "and only the other number is searched.",
                "How many random numbers does one line need?",
                "one_number_searched",
            )
    if any(np.array_equal(a, b) for a in lines[0] for b in lines[1]):
        return Broken(
            "With one try, two seeds give one and the same line.",
            "Is there a line that takes part without having been drawn?",
            "start_takes_part",
        )
    if np.abs(lines).max() <= HIGH and all(
        np.array_equal(one.line, two.line)
        for one, two in zip(calls["one"][:2], calls["two"][:2], strict=True)
    ):
        return Broken(
            "With n_tries = 1 your search chooses among several lines.",
            "How often does your loop run, and what decides that?",
            "n_tries_ignored",
        )
    return Broken(
        "With one try and one seed, the line changes with the data. A single try is what rng "
        "draws, whatever the data are.",
        "Is one line drawn when n_tries is 1, and does rng alone make it?",
        "made_from_the_data",
    )


def draw_problem(calls: Calls) -> Broken | None:
    """The two numbers of a line are two draws."""
    lines = np.array([call.line for call in (*calls["one"], *calls["two"], *calls["few"])])
    for column, name in enumerate(("slope", "intercept")):
        value = lines[0, column]
        if np.all(lines[:, column] == value):
            return Broken(
                f"The {name} is {value:.4g} whatever the seed: only one number is searched.",
                "How many random numbers does one line need?",
                "one_number_searched",
            )
    if np.array_equal(lines[:, 0], lines[:, 1]):
        return Broken(
            "The slope and the intercept are always the same number.",
            "How many random numbers does one line need?",
            "same_draw_twice",
        )
    return None


def count_problem(calls: Calls) -> Broken | None:
    """With two tries, two lines come out; and never more than may be tried."""
    for kind, allowed in (("two", 2), ("few", FEW)):
        different = count_different(calls[kind])
        if different > allowed:
            return Broken(
                f"With n_tries = {allowed} and one seed, {different} different lines came out for "
                "different data: more than may be tried.",
                "Is each try drawn anew from [-5, 5], whatever the data, slope and intercept "
                "together? And how many lines are measured in all?",
                "more_than_random",
            )
    if count_different(calls["two"]) > 1:
        return None
    return _one_of_the_tries(calls) or Broken(
        "With n_tries = 2, the same line comes out for four quite different sets of data, as if "
        "one try alone took part.",
        "How often does your loop run for n_tries = 2?",
        "too_few_tries",
    )


def _one_of_the_tries(calls: Calls) -> Broken | None:
    """What it shows when many tries end in the same line whatever the data."""
    edge = calls["edge"]
    if any(count_different(edge[i : i + 2]) > 1 for i in range(0, len(edge), 2)):
        return None
    intercepts = np.array([call.line[1] for call in (*edge, *calls["corner"])])
    if intercepts.min() > 4.0 or intercepts.max() < -4.0:
        return CANCEL
    for row, mistake, words in ((-1, "last_try", "last"), (0, "first_try", "first")):
        if _is_try(edge[0], row):
            return Broken(
                f"Your search returns the {words} line that it tried, not the best one.",
                "Where does your code remember the best line so far, and when does it replace it?",
                mistake,
            )
    return Broken(
        f"With {MANY} tries, the same line comes out for quite different sets of data.",
        "Where do x and y enter your code, and how does the best line get to the return?",
    )


def _is_try(call: Call, row: int) -> bool:
    """Whether a line is the first or last one drawn, in one of the usual orders of drawing."""
    pairs = materialise(call.args[3]).uniform(LOW, HIGH, (call.n_tries, 2))
    lists = materialise(call.args[3]).uniform(LOW, HIGH, (2, call.n_tries)).T
    drawn = [tries[row] for tries in (pairs, lists)]
    return any(np.allclose(call.line, d) or np.allclose(call.line, d[::-1]) for d in drawn)
