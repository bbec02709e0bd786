"""Random search, judged by relations only: what is found, and what it depends on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from deepcat_judge.exercise import Broken, Case, Exercise, Property
from deepcat_judge.exercises.common import Array, Generator, rubric
from deepcat_judge.exercises.introduction.lines import (
    best_line,
    distance,
    form_problem,
    line_of,
    points,
)
from deepcat_judge.plain import Plain, Rng, materialise

LOW, HIGH = -5.0, 5.0
# One try, many seeds. Of 240 uniform numbers some lie below -4 and some above 4: a right answer
# misses one of the two ends with probability 2 · 0.9**240 < 3e-11. Near the best line lies 7.07 %
# of the square, so that 36 or more of 120 single tries lie there with probability 6e-14. One of the
# two numbers alone stays within 2 of a limit with probability 0.8**120 < 3e-12 an end.
SINGLES = 120
NEAR_END = 4.0
NEAR_OWN_END = 3.0
LUCKY = 36
FEW = 20

# Many tries, four targets. Of the square [-5, 5]², 5.5 % lies within 1.5 of a target, so 400 tries
# all miss it with probability (1 - 0.055)**400 < 2e-10. Over 20 searches, 400 π / 100 times the sum
# of the squared distances has nearly a gamma distribution of shape 20: with uniform tries it is
# below 2.5 with probability 4e-12, and tries drawn near the best line so far bring it below 1.
TRIES = 400
TARGETS = 5 * ((4.0, 4.0), (-4.0, 4.0), (4.0, -4.0), (-4.0, -4.0))
NEAR = 1.5
TOO_NEAR = 2.5


def _single_cases(rng: Generator) -> list[Case]:
    x, y = points(2.3, -1.7)
    seeds = [int(s) for s in rng.integers(2**31, size=SINGLES)]
    note = "one try"
    singles = [Case(f"single-{i}", (x, y, 1, Rng(s)), note=note) for i, s in enumerate(seeds)]
    again = Case("again", (x, y, 1, Rng(seeds[0])), note="one try, with the same seed again")
    few = [Case(f"few-{i}", (x, y, FEW, Rng(seeds[i])), note=f"{FEW} tries") for i in range(2)]
    return [*singles, again, *few]


def _single_holds(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Plain]) -> Broken | None:
    if broken := form_problem(outputs):
        return broken
    *lines, again, one, other = (line_of(output) for output in outputs)
    if lines[0] != again:
        return Broken(
            "Two calls with generators of the same seed gave different lines.",
            "Does every random number come from the argument rng?",
            "other_randomness",
        )
    found = np.array(lines)
    if np.all(found == found[0]):
        return _same_line(args[0], found[0], drawn_later=one != other)
    return _two_numbers(found) or _luck(args[0], found) or _range(found)


def _same_line(call: tuple[Plain, ...], line: Array, drawn_later: bool) -> Broken:
    """Why one try gives the same line whatever the seed."""
    if np.hypot(*(line - best_line(call))) < 0.01:
        return Broken(
            "With one try, every seed gives the best line there is: it is computed, not searched.",
            "A search tries lines and keeps the best. Where does yours draw a line from rng?",
            "closed_formula",
        )
    if drawn_later:
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


def _two_numbers(found: Array) -> Broken | None:
    """Lines from one try differ from seed to seed, and so do their two numbers."""
    for column, name in enumerate(("slope", "intercept")):
        value = found[0, column]
        if np.all(found[:, column] == value):
            return _constant_number(name, value)
    if np.array_equal(found[:, 0], found[:, 1]):
        return Broken(
            "The slope and the intercept are always the same number.",
            "How many random numbers does one line need?",
            "same_draw_twice",
        )
    if np.array_equal(found, found.round()):
        return Broken(
            "Every slope and intercept is a whole number.",
            "Which method of rng draws any number between two limits?",
            "whole_numbers",
        )
    if np.unique(found, axis=0, return_counts=True)[1].max() > 10:
        return Broken(
            "With one try, many seeds give one and the same line.",
            "Is there a line that takes part without having been drawn?",
            "start_takes_part",
        )
    return None


def _constant_number(name: str, value: float) -> Broken:
    if name == "slope" and value == 0:
        return Broken(
            "With one try, the first number is always 0: it seems to be the position of the best "
            "try, not what that try drew.",
            "What did the best try draw? Its slope and its intercept are expected.",
            "index_and_loss",
        )
    return Broken(
        f"With one try, the {name} is {value:.4g} for every seed: only one number is searched.",
        "How many random numbers does one line need?",
        "one_number_searched",
    )


def _luck(call: tuple[Plain, ...], found: Array) -> Broken | None:
    """One try comes near the best line seldom."""
    if np.sum(np.hypot(*(found - best_line(call)).T) < NEAR) < LUCKY:
        return None
    return Broken(
        "With n_tries = 1 your search comes near the best line too often for a single try.",
        "How often does your loop run, and what decides that?",
        "n_tries_ignored",
    )


def _range(found: Array) -> Broken | None:
    """Both numbers fill [-5, 5], and one try is not better than one try can be."""
    low, high = found.min(), found.max()
    slopes, intercepts = (f"{n.min():.2f} and {n.max():.2f}" for n in found.T)
    seen = (
        f"in {SINGLES} single tries, slopes lay between {slopes}, intercepts between {intercepts}"
    )
    if low < LOW or high > HIGH:
        return Broken(
            f"Slopes or intercepts were drawn outside [-5, 5]: {seen}.",
            "Which two limits does the exercise give?",
            "range_too_wide",
        )
    shortest = min(found.max(axis=0).min(), -found.min(axis=0).max())
    if low > -NEAR_END or high < NEAR_END or shortest < NEAR_OWN_END:
        return Broken(
            f"Slopes and intercepts do not fill [-5, 5]: {seen}.",
            "Which two limits does the exercise give, and does your way of drawing reach both?",
            "range_too_narrow",
        )
    return None


def _many_cases(rng: Generator) -> list[Case]:
    return [
        Case(
            f"search-{i}",
            (*points(*target), TRIES, Rng(int(rng.integers(2**31)))),
            note=f"a line with slope {target[0]:g} and intercept {target[1]:g} to be found",
        )
        for i, target in enumerate(TARGETS)
    ]


def _many_holds(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Plain]) -> Broken | None:
    if broken := form_problem(outputs):
        return broken
    misses = [distance(call, output) for call, output in zip(args, outputs, strict=True)]
    if TRIES * np.pi / (HIGH - LOW) ** 2 * np.square(misses).sum() < TOO_NEAR:
        return Broken(
            f"With {TRIES} tries your search ends nearer to the best line than {TRIES} lines drawn "
            "from [-5, 5] do.",
            "Is each try drawn anew from [-5, 5], slope and intercept together? And how many lines "
            "are measured in all?",
            "more_than_random",
        )
    if max(misses) < NEAR:
        return None
    return _why_lost(args, np.array([line_of(output) for output in outputs]))


def _why_lost(args: Sequence[tuple[Plain, ...]], found: Array) -> Broken:
    targets = np.array([best_line(call) for call in args])
    for row, mistake, words in ((-1, "last_try", "last"), (0, "first_try", "first")):
        if all(_is_try(call, line, row) for call, line in zip(args, found, strict=True)):
            return Broken(
                f"Your search returns the {words} line that it tried, not the best one.",
                "Where does your code remember the best line so far, and when does it replace it?",
                mistake,
            )
    if np.all(np.hypot(*(found[:, ::-1] - targets).T) < NEAR):
        return Broken(
            "The right two numbers come out in the wrong order.",
            "Which comes first, the slope or the intercept?",
            "order_exchanged",
        )
    # The square's far corner is 12.7 away; of 400 tries, the worst is surely beyond 10.
    if np.all(np.hypot(*(found - targets).T) > 10.0):
        return Broken(
            "Your search keeps the worst line, not the best.",
            "Is a high mean squared error good or bad?",
            "worst_kept",
        )
    if np.all(np.abs(found[:, 1]) > 4.5) and len(np.unique(np.sign(found[:, 1]))) == 1:
        return Broken(
            "Your search runs after intercepts at one end of the range: errors above and below "
            "the line seem to cancel.",
            "What makes an error of -3 as bad as an error of 3?",
            "square_missed",
        )
    return Broken(
        f"With {TRIES} tries your search ends too far from the best line: its mean squared error "
        "is hardly better than that of a few tries.",
        "Print the loss of every try and the loss of the line that is returned.",
    )


def _is_try(call: tuple[Plain, ...], line: Array, row: int) -> bool:
    """Whether a line is the first or last one drawn, in one of the usual orders of drawing."""
    pairs = materialise(call[3]).uniform(LOW, HIGH, (TRIES, 2))
    lists = materialise(call[3]).uniform(LOW, HIGH, (2, TRIES)).T
    drawn = [tries[row] for tries in (pairs, lists)]
    return any(np.allclose(line, d) or np.allclose(line, d[::-1]) for d in drawn)


RANDOM_SEARCH = Exercise(
    id="introduction.random_search",
    title="Learning by random search",
    parts=rubric(values=5),
    properties=(
        Property(
            "one_try",
            "one try gives one line drawn uniformly from [-5, 5], and the seed decides which",
            _single_cases,
            _single_holds,
        ),
        Property(
            "many_tries",
            f"{TRIES} tries come near the best line",
            _many_cases,
            _many_holds,
        ),
    ),
    hints=(
        "Learning here is: try a line, measure it, remember it if it is the best so far. You have "
        "functions for two of these steps already.",
        "Draw a slope and an intercept with rng.uniform(-5, 5), measure them with goodness, and "
        "compare with the best loss so far. What should the best loss be before the first try?",
        "best_loss = float('inf'); for each of n_tries: draw slope and intercept, compute the "
        "loss, and if it is lower than best_loss keep all three. After the loop, return the slope "
        "and the intercept that you kept.",
    ),
    thought="Print the loss of every try and the loss of the line that is returned.",
    returns=("slope", "intercept"),
)
