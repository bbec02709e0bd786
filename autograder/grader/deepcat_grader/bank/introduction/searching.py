"""Random search: known mistakes. Its properties alone judge, so there are no hidden cases."""

# mypy: allow-untyped-defs, allow-untyped-calls
# ruff: noqa: D103
# Students write no types; what a mistake is about stands in its message.

from __future__ import annotations

import numpy as np

from deepcat_grader.bank.introduction.searching_variants import RANDOM_SEARCH as RIGHT
from deepcat_grader.bank.registry import Entry, mistake, no_cases
from deepcat_judge.exercises.introduction.search import RANDOM_SEARCH as EXERCISE
from deepcat_solutions.introduction import goodness, random_search

_KEEP = "Where does your code remember the best line so far, and when does it replace it?"
_LIMITS = "Which two limits does the exercise give, and does your way of drawing reach both?"
_SQUARE = "What does the square do to one large error, and where is it in your code?"
_FROM_RNG = "Does every random number come from the argument rng?"


def random_search__last_try(x, y, n_tries, rng):
    best_loss = np.inf
    for _ in range(n_tries):
        slope = rng.uniform(-5, 5)
        intercept = rng.uniform(-5, 5)
        loss = goodness(x, y, slope, intercept)
        if loss < best_loss:
            best_loss = loss
    return slope, intercept


def random_search__first_try(x, y, n_tries, rng):
    slopes = rng.uniform(-5, 5, n_tries)
    intercepts = rng.uniform(-5, 5, n_tries)
    losses = [goodness(x, y, slopes[i], intercepts[i]) for i in range(n_tries)]
    best = np.argmin(sorted(losses))
    return slopes[best], intercepts[best]


def random_search__worst_kept(x, y, n_tries, rng):
    tries = rng.uniform(-5, 5, size=(n_tries, 2))
    losses = [goodness(x, y, slope, intercept) for slope, intercept in tries]
    slope, intercept = tries[np.argmax(losses)]
    return slope, intercept


def random_search__index_returned(x, y, n_tries, rng):
    tries = rng.uniform(-5, 5, size=(n_tries, 2))
    losses = [goodness(x, y, slope, intercept) for slope, intercept in tries]
    return np.argmin(losses)


def random_search__index_and_loss(x, y, n_tries, rng):
    tries = rng.uniform(-5, 5, size=(n_tries, 2))
    losses = [goodness(x, y, slope, intercept) for slope, intercept in tries]
    return np.argmin(losses), np.min(losses)


def random_search__one_number_searched(x, y, n_tries, rng):
    slopes = rng.uniform(-5, 5, n_tries)
    intercept = np.mean(y)
    losses = [goodness(x, y, slope, intercept) for slope in slopes]
    return slopes[np.argmin(losses)], intercept


def random_search__order_exchanged(x, y, n_tries, rng):
    tries = rng.uniform(-5, 5, size=(n_tries, 2))
    losses = [goodness(x, y, slope, intercept) for slope, intercept in tries]
    slope, intercept = tries[np.argmin(losses)]
    return intercept, slope


def random_search__ignores_rng(x, y, n_tries, rng):
    rng = np.random.default_rng(0)
    tries = rng.uniform(-5, 5, size=(n_tries, 2))
    losses = [goodness(x, y, slope, intercept) for slope, intercept in tries]
    return tuple(tries[np.argmin(losses)])


def random_search__other_randomness(x, y, n_tries, rng):
    tries = np.random.default_rng().uniform(-5, 5, size=(n_tries, 2))
    losses = [goodness(x, y, slope, intercept) for slope, intercept in tries]
    return tuple(tries[np.argmin(losses)])


def random_search__closed_formula(x, y, n_tries, rng):
    slope, intercept = np.polyfit(x, y, 1)
    return slope, intercept


def random_search__range_too_narrow(x, y, n_tries, rng):
    tries = rng.random(size=(n_tries, 2))
    losses = [goodness(x, y, slope, intercept) for slope, intercept in tries]
    return tuple(tries[np.argmin(losses)])


def random_search__range_too_wide(x, y, n_tries, rng):
    tries = rng.uniform(-10, 10, size=(n_tries, 2))
    losses = [goodness(x, y, slope, intercept) for slope, intercept in tries]
    return tuple(tries[np.argmin(losses)])


def random_search__whole_numbers(x, y, n_tries, rng):
    tries = rng.integers(-5, 6, size=(n_tries, 2))
    losses = [goodness(x, y, slope, intercept) for slope, intercept in tries]
    slope, intercept = tries[np.argmin(losses)]
    return float(slope), float(intercept)


def random_search__same_draw_twice(x, y, n_tries, rng):
    tries = rng.uniform(-5, 5, n_tries)
    losses = [goodness(x, y, value, value) for value in tries]
    best = tries[np.argmin(losses)]
    return best, best


def random_search__start_takes_part(x, y, n_tries, rng):
    best, best_loss = (0.0, 0.0), goodness(x, y, 0.0, 0.0)
    for _ in range(n_tries):
        slope, intercept = rng.uniform(-5, 5, 2)
        loss = goodness(x, y, slope, intercept)
        if loss < best_loss:
            best, best_loss = (slope, intercept), loss
    return best


def random_search__one_try_too_few(x, y, n_tries, rng):
    best, best_loss = (0.0, 0.0), np.inf
    for _ in range(1, n_tries):
        slope, intercept = rng.uniform(-5, 5, 2)
        loss = goodness(x, y, slope, intercept)
        if loss < best_loss:
            best, best_loss = (slope, intercept), loss
    return best


def random_search__n_tries_ignored(x, y, n_tries, rng):
    tries = rng.uniform(-5, 5, size=(30, 2))
    losses = [goodness(x, y, slope, intercept) for slope, intercept in tries]
    return tuple(tries[np.argmin(losses)])


def random_search__square_missed(x, y, n_tries, rng):
    tries = rng.uniform(-5, 5, size=(n_tries, 2))
    losses = [np.mean(y - (slope * x + intercept)) for slope, intercept in tries]
    return tuple(tries[np.argmin(losses)])


def random_search__absolute_errors(x, y, n_tries, rng):
    best, best_loss = None, np.inf
    for _ in range(n_tries):
        slope, intercept = rng.uniform(-5, 5), rng.uniform(-5, 5)
        loss = np.mean(np.abs(y - slope * x - intercept))
        if loss < best_loss:
            best, best_loss = (slope, intercept), loss
    return best


def random_search__median_error(x, y, n_tries, rng):
    tries = rng.uniform(-5, 5, size=(n_tries, 2))
    losses = [np.median((y - (slope * x + intercept)) ** 2) for slope, intercept in tries]
    return tuple(tries[np.argmin(losses)])


def random_search__largest_error(x, y, n_tries, rng):
    tries = rng.uniform(-5, 5, size=(n_tries, 2))
    losses = [np.max(np.abs(y - (slope * x + intercept))) for slope, intercept in tries]
    return tuple(tries[np.argmin(losses)])


def random_search__stops_early(x, y, n_tries, rng):
    best, best_loss = None, np.inf
    for _ in range(n_tries):
        slope, intercept = rng.uniform(-5, 5, 2)
        loss = goodness(x, y, slope, intercept)
        if loss < best_loss:
            best, best_loss = (slope, intercept), loss
        if best_loss < 0.5:
            break
    return best


def random_search__too_few_tries(x, y, n_tries, rng):
    tries = rng.uniform(-5, 5, size=((n_tries + 1) // 2, 2))
    losses = [goodness(x, y, slope, intercept) for slope, intercept in tries]
    return tuple(tries[np.argmin(losses)])


def random_search__made_from_the_data(x, y, n_tries, rng):
    slope, intercept = np.polyfit(x, y, 1) + rng.normal(0, 0.3, 2)
    return slope, intercept


def random_search__more_than_random(x, y, n_tries, rng):
    slopes = rng.uniform(-5, 5, n_tries)
    intercepts = rng.uniform(-5, 5, n_tries)
    best, best_loss = None, np.inf
    for slope in slopes:
        for intercept in intercepts[:20]:
            loss = goodness(x, y, slope, intercept)
            if loss < best_loss:
                best, best_loss = (slope, intercept), loss
    return best


def random_search__rounded(x, y, n_tries, rng):
    tries = rng.uniform(-5, 5, size=(n_tries, 2))
    losses = [goodness(x, y, slope, intercept) for slope, intercept in tries]
    slope, intercept = tries[np.argmin(losses)]
    return round(slope, 2), round(intercept, 2)


def random_search__repeated_numbers(x, y, n_tries, rng):
    tries = rng.choice(np.linspace(-5, 5, 64), size=(n_tries, 2))
    losses = [goodness(x, y, slope, intercept) for slope, intercept in tries]
    return tuple(tries[np.argmin(losses)])


def random_search__clipped(x, y, n_tries, rng):
    tries = np.clip(rng.normal(0, 4, size=(n_tries, 2)), -5, 5)
    losses = [goodness(x, y, slope, intercept) for slope, intercept in tries]
    return tuple(tries[np.argmin(losses)])


def random_search__not_uniform(x, y, n_tries, rng):
    best, best_loss = None, np.inf
    for _ in range(n_tries):
        angle, radius = rng.uniform(0, 2 * np.pi), 5 * np.sqrt(rng.uniform())
        slope, intercept = radius * np.cos(angle), radius * np.sin(angle)
        loss = goodness(x, y, slope, intercept)
        if loss < best_loss:
            best, best_loss = (slope, intercept), loss
    return best


MISTAKES = (
    mistake(
        random_search__last_try,
        "Your search returns the last line that it tried, not the best one.",
        _KEEP,
    ),
    mistake(
        random_search__first_try,
        "Your search returns the first line that it tried, not the best one.",
        _KEEP,
    ),
    mistake(
        random_search__worst_kept,
        "Your search keeps the worst line, not the best.",
        "Is a high mean squared error good or bad?",
    ),
    mistake(
        random_search__index_returned,
        "Your function returns one whole number: the position of the best try.",
        "What did that try draw? Two numbers are asked, its slope and its intercept.",
    ),
    mistake(
        random_search__index_and_loss,
        "Your function returns the position of the best try, not what that try drew.",
        "What did the best try draw? Its slope and its intercept are asked.",
    ),
    mistake(
        random_search__one_number_searched,
        "Only one of the two numbers is searched; the other is always the same.",
        "How many random numbers does one line need?",
    ),
    mistake(
        random_search__order_exchanged,
        "The right two numbers come out in the wrong order.",
        "Which comes first, the slope or the intercept?",
    ),
    mistake(
        random_search__ignores_rng,
        "Every seed gives the same line: nothing depends on rng.",
        "Where does a random number from rng enter your code, and does a try ever replace the line "
        "that you start with?",
    ),
    mistake(
        random_search__other_randomness,
        "Two calls with generators of the same seed gave different lines.",
        _FROM_RNG,
    ),
    mistake(
        random_search__closed_formula,
        "The best line is computed, not searched.",
        "A search tries lines and keeps the best. Where does yours draw a line from rng?",
    ),
    mistake(
        random_search__range_too_narrow,
        "Slopes and intercepts do not fill [-5, 5].",
        _LIMITS,
    ),
    mistake(
        random_search__range_too_wide,
        "Slopes or intercepts are drawn outside [-5, 5].",
        _LIMITS,
    ),
    mistake(
        random_search__whole_numbers,
        "Every slope and intercept is a whole number.",
        "Which method of rng draws any number between two limits?",
    ),
    mistake(
        random_search__same_draw_twice,
        "The slope and the intercept are always the same number.",
        "How many random numbers does one line need?",
    ),
    mistake(
        random_search__start_takes_part,
        "A line takes part that has not been drawn.",
        "What should the best loss be before the first try?",
    ),
    mistake(
        random_search__one_try_too_few,
        "Your loop draws one line too few.",
        "How many lines does your loop draw when n_tries is 1?",
    ),
    mistake(
        random_search__n_tries_ignored,
        "With n_tries = 1 your search chooses among several lines.",
        "How often does your loop run, and what decides that?",
    ),
    mistake(
        random_search__square_missed,
        "Errors above and below the line cancel.",
        "What makes an error of -3 as bad as an error of 3?",
    ),
    mistake(
        random_search__absolute_errors,
        "Your search goes by the mean absolute error, not by the mean squared error.",
        _SQUARE,
    ),
    mistake(
        random_search__median_error,
        "Your search goes by the median error, not by the mean squared error.",
        _SQUARE,
    ),
    mistake(
        random_search__largest_error,
        "Your search goes by the largest error, not by the mean squared error.",
        _SQUARE,
    ),
    mistake(
        random_search__stops_early,
        "Where a good line is easy to find, your search does not return the best of its tries.",
        "Does your loop stop before n_tries lines have been tried?",
    ),
    mistake(
        random_search__too_few_tries,
        "With n_tries = 2, one try alone seems to take part.",
        "How often does your loop run for n_tries = 2?",
    ),
    mistake(
        random_search__made_from_the_data,
        "With one try and one seed, the line changes with the data.",
        "Is one line drawn when n_tries is 1, and does rng alone make it?",
    ),
    mistake(
        random_search__more_than_random,
        "More lines are measured than n_tries allows.",
        "Is each try drawn anew, slope and intercept together? How many lines are measured in all?",
    ),
    mistake(
        random_search__rounded,
        "Slopes and intercepts have few digits.",
        "Which method of rng draws any number between two limits, and is it rounded later?",
    ),
    mistake(
        random_search__repeated_numbers,
        "Different seeds give the same numbers again and again.",
        "Which method of rng draws any number between two limits?",
    ),
    mistake(
        random_search__clipped,
        "Some slopes or intercepts are exactly -5 or 5.",
        "Which method of rng draws every number between two limits equally often?",
    ),
    mistake(
        random_search__not_uniform,
        "Lines near the limits of [-5, 5] come out too seldom for n_tries uniform tries.",
        "Is every number between -5 and 5 drawn as often as any other, in all n_tries tries?",
    ),
)

RANDOM_SEARCH = Entry(EXERCISE, random_search, no_cases, MISTAKES, RIGHT)
