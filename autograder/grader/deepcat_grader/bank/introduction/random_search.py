"""Random search: what is known of its answers. Its properties alone judge, without hidden cases."""

# mypy: allow-untyped-defs, allow-untyped-calls
# ruff: noqa: D103
# Students write no types; what a mistake is about stands in its message.

from __future__ import annotations

import numpy as np

from deepcat_grader.bank.introduction import searches
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercises.introduction.random_search import RANDOM_SEARCH
from deepcat_solutions.introduction import goodness, random_search

bank = Bank(RANDOM_SEARCH, reference=random_search)

_KEEP = "Where does your code remember the best line so far, and when does it replace it?"
_LIMITS = "Which two limits does the exercise give, and does your way of drawing reach both?"
_SQUARE = "What does the square do to one large error, and where is it in your code?"
_FROM_RNG = "Does every random number come from the argument rng?"


@bank.mistake(
    "Your search returns the last line that it tried, not the best one.",
    think=_KEEP,
)
def last_try(x, y, n_tries, rng):
    best_loss = np.inf
    for _ in range(n_tries):
        slope = rng.uniform(-5, 5)
        intercept = rng.uniform(-5, 5)
        loss = goodness(x, y, slope, intercept)
        if loss < best_loss:
            best_loss = loss
    return slope, intercept


@bank.mistake(
    "Your search returns the first line that it tried, not the best one.",
    think=_KEEP,
)
def first_try(x, y, n_tries, rng):
    slopes = rng.uniform(-5, 5, n_tries)
    intercepts = rng.uniform(-5, 5, n_tries)
    losses = [goodness(x, y, slopes[i], intercepts[i]) for i in range(n_tries)]
    best = np.argmin(sorted(losses))
    return slopes[best], intercepts[best]


@bank.mistake(
    "Your search keeps the worst line, not the best.",
    think="Is a high mean squared error good or bad?",
)
def worst_kept(x, y, n_tries, rng):
    tries = rng.uniform(-5, 5, size=(n_tries, 2))
    losses = [goodness(x, y, slope, intercept) for slope, intercept in tries]
    slope, intercept = tries[np.argmax(losses)]
    return slope, intercept


@bank.mistake(
    "Your function returns one whole number: the position of the best try.",
    think="What did that try draw? Two numbers are expected, its slope and its intercept.",
)
def index_returned(x, y, n_tries, rng):
    tries = rng.uniform(-5, 5, size=(n_tries, 2))
    losses = [goodness(x, y, slope, intercept) for slope, intercept in tries]
    return np.argmin(losses)


@bank.mistake(
    "Your function returns the position of the best try, not what that try drew.",
    think="What did the best try draw? Its slope and its intercept are expected.",
)
def index_and_loss(x, y, n_tries, rng):
    tries = rng.uniform(-5, 5, size=(n_tries, 2))
    losses = [goodness(x, y, slope, intercept) for slope, intercept in tries]
    return np.argmin(losses), np.min(losses)


@bank.mistake(
    "Only one of the two numbers is searched; the other is always the same.",
    think="How many random numbers does one line need?",
)
def one_number_searched(x, y, n_tries, rng):
    slopes = rng.uniform(-5, 5, n_tries)
    intercept = np.mean(y)
    losses = [goodness(x, y, slope, intercept) for slope in slopes]
    return slopes[np.argmin(losses)], intercept


@bank.mistake(
    "The right two numbers come out in the wrong order.",
    think="Which comes first, the slope or the intercept?",
)
def order_exchanged(x, y, n_tries, rng):
    tries = rng.uniform(-5, 5, size=(n_tries, 2))
    losses = [goodness(x, y, slope, intercept) for slope, intercept in tries]
    slope, intercept = tries[np.argmin(losses)]
    return intercept, slope


@bank.mistake(
    "Every seed gives the same line: nothing depends on rng.",
    think="Where does a random number from rng enter your code, and does a try ever replace the "
    "line that you start with?",
)
def ignores_rng(x, y, n_tries, rng):
    rng = np.random.default_rng(0)
    tries = rng.uniform(-5, 5, size=(n_tries, 2))
    losses = [goodness(x, y, slope, intercept) for slope, intercept in tries]
    return tuple(tries[np.argmin(losses)])


@bank.mistake(
    "Two calls with generators of the same seed gave different lines.",
    think=_FROM_RNG,
)
def other_randomness(x, y, n_tries, rng):
    tries = np.random.default_rng().uniform(-5, 5, size=(n_tries, 2))
    losses = [goodness(x, y, slope, intercept) for slope, intercept in tries]
    return tuple(tries[np.argmin(losses)])


@bank.mistake(
    "The best line is computed, not searched.",
    think="A search tries lines and keeps the best. Where does yours draw a line from rng?",
)
def closed_formula(x, y, n_tries, rng):
    slope, intercept = np.polyfit(x, y, 1)
    return slope, intercept


@bank.mistake(
    "Slopes and intercepts do not fill [-5, 5].",
    think=_LIMITS,
)
def range_too_narrow(x, y, n_tries, rng):
    tries = rng.random(size=(n_tries, 2))
    losses = [goodness(x, y, slope, intercept) for slope, intercept in tries]
    return tuple(tries[np.argmin(losses)])


@bank.mistake(
    "Slopes or intercepts are drawn outside [-5, 5].",
    think=_LIMITS,
)
def range_too_wide(x, y, n_tries, rng):
    tries = rng.uniform(-10, 10, size=(n_tries, 2))
    losses = [goodness(x, y, slope, intercept) for slope, intercept in tries]
    return tuple(tries[np.argmin(losses)])


@bank.mistake(
    "Every slope and intercept is a whole number.",
    think="Which method of rng draws any number between two limits?",
)
def whole_numbers(x, y, n_tries, rng):
    tries = rng.integers(-5, 6, size=(n_tries, 2))
    losses = [goodness(x, y, slope, intercept) for slope, intercept in tries]
    slope, intercept = tries[np.argmin(losses)]
    return float(slope), float(intercept)


@bank.mistake(
    "The slope and the intercept are always the same number.",
    think="How many random numbers does one line need?",
)
def same_draw_twice(x, y, n_tries, rng):
    tries = rng.uniform(-5, 5, n_tries)
    losses = [goodness(x, y, value, value) for value in tries]
    best = tries[np.argmin(losses)]
    return best, best


@bank.mistake(
    "A line takes part that has not been drawn.",
    think="What should the best loss be before the first try?",
)
def start_takes_part(x, y, n_tries, rng):
    best, best_loss = (0.0, 0.0), goodness(x, y, 0.0, 0.0)
    for _ in range(n_tries):
        slope, intercept = rng.uniform(-5, 5, 2)
        loss = goodness(x, y, slope, intercept)
        if loss < best_loss:
            best, best_loss = (slope, intercept), loss
    return best


@bank.mistake(
    "Your loop draws one line too few.",
    think="How many lines does your loop draw when n_tries is 1?",
)
def one_try_too_few(x, y, n_tries, rng):
    best, best_loss = (0.0, 0.0), np.inf
    for _ in range(1, n_tries):
        slope, intercept = rng.uniform(-5, 5, 2)
        loss = goodness(x, y, slope, intercept)
        if loss < best_loss:
            best, best_loss = (slope, intercept), loss
    return best


@bank.mistake(
    "With n_tries = 1 your search chooses among several lines.",
    think="How often does your loop run, and what decides that?",
)
def n_tries_ignored(x, y, n_tries, rng):
    tries = rng.uniform(-5, 5, size=(30, 2))
    losses = [goodness(x, y, slope, intercept) for slope, intercept in tries]
    return tuple(tries[np.argmin(losses)])


@bank.mistake(
    "Slope and intercept are not those of one try: only one of them is chosen by the data.",
    think="When a try is better than those before it, which of its numbers does your code keep?",
)
def one_number_kept(x, y, n_tries, rng):
    best_loss = np.inf
    for _ in range(n_tries):
        slope, intercept = rng.uniform(-5, 5, 2)
        loss = goodness(x, y, slope, intercept)
        if loss < best_loss:
            best_loss, best_slope = loss, slope
    return best_slope, intercept


@bank.mistake(
    "Errors above and below the line cancel.",
    think="What makes an error of -3 as bad as an error of 3?",
)
def square_missed(x, y, n_tries, rng):
    tries = rng.uniform(-5, 5, size=(n_tries, 2))
    losses = [np.mean(y - (slope * x + intercept)) for slope, intercept in tries]
    return tuple(tries[np.argmin(losses)])


@bank.mistake(
    "Your search goes by the mean absolute error, not by the mean squared error.",
    think=_SQUARE,
)
def absolute_errors(x, y, n_tries, rng):
    best, best_loss = None, np.inf
    for _ in range(n_tries):
        slope, intercept = rng.uniform(-5, 5), rng.uniform(-5, 5)
        loss = np.mean(np.abs(y - slope * x - intercept))
        if loss < best_loss:
            best, best_loss = (slope, intercept), loss
    return best


@bank.mistake(
    "Your search goes by the median error, not by the mean squared error.",
    think=_SQUARE,
)
def median_error(x, y, n_tries, rng):
    tries = rng.uniform(-5, 5, size=(n_tries, 2))
    losses = [np.median((y - (slope * x + intercept)) ** 2) for slope, intercept in tries]
    return tuple(tries[np.argmin(losses)])


@bank.mistake(
    "Your search goes by the largest error, not by the mean squared error.",
    think=_SQUARE,
)
def largest_error(x, y, n_tries, rng):
    tries = rng.uniform(-5, 5, size=(n_tries, 2))
    losses = [np.max(np.abs(y - (slope * x + intercept))) for slope, intercept in tries]
    return tuple(tries[np.argmin(losses)])


@bank.mistake(
    "Where a good line is easy to find, your search does not return the best of its tries.",
    think="Does your loop stop before n_tries lines have been tried?",
)
def stops_early(x, y, n_tries, rng):
    best, best_loss = None, np.inf
    for _ in range(n_tries):
        slope, intercept = rng.uniform(-5, 5, 2)
        loss = goodness(x, y, slope, intercept)
        if loss < best_loss:
            best, best_loss = (slope, intercept), loss
        if best_loss < 0.5:
            break
    return best


@bank.mistake(
    "With n_tries = 2, one try alone seems to take part.",
    think="How often does your loop run for n_tries = 2?",
)
def too_few_tries(x, y, n_tries, rng):
    tries = rng.uniform(-5, 5, size=((n_tries + 1) // 2, 2))
    losses = [goodness(x, y, slope, intercept) for slope, intercept in tries]
    return tuple(tries[np.argmin(losses)])


@bank.mistake(
    "With one try and one seed, the line changes with the data.",
    think="Is one line drawn when n_tries is 1, and does rng alone make it?",
)
def made_from_the_data(x, y, n_tries, rng):
    slope, intercept = np.polyfit(x, y, 1) + rng.normal(0, 0.3, 2)
    return slope, intercept


@bank.mistake(
    "More lines are measured than n_tries allows.",
    think="Is each try drawn anew, slope and intercept together? And how many lines are measured?",
)
def more_than_random(x, y, n_tries, rng):
    slopes = rng.uniform(-5, 5, n_tries)
    intercepts = rng.uniform(-5, 5, n_tries)
    best, best_loss = None, np.inf
    for slope in slopes:
        for intercept in intercepts[:20]:
            loss = goodness(x, y, slope, intercept)
            if loss < best_loss:
                best, best_loss = (slope, intercept), loss
    return best


@bank.mistake(
    "Slopes and intercepts have few digits.",
    think="Which method of rng draws any number between two limits, and is it rounded later?",
)
def rounded(x, y, n_tries, rng):
    tries = rng.uniform(-5, 5, size=(n_tries, 2))
    losses = [goodness(x, y, slope, intercept) for slope, intercept in tries]
    slope, intercept = tries[np.argmin(losses)]
    return round(slope, 2), round(intercept, 2)


@bank.mistake(
    "Different seeds give the same numbers again and again.",
    think="Which method of rng draws any number between two limits?",
)
def repeated_numbers(x, y, n_tries, rng):
    tries = rng.choice(np.linspace(-5, 5, 64), size=(n_tries, 2))
    losses = [goodness(x, y, slope, intercept) for slope, intercept in tries]
    return tuple(tries[np.argmin(losses)])


@bank.mistake(
    "Some slopes or intercepts are exactly -5 or 5.",
    think="Which method of rng draws every number between two limits equally often?",
)
def clipped(x, y, n_tries, rng):
    tries = np.clip(rng.normal(0, 4, size=(n_tries, 2)), -5, 5)
    losses = [goodness(x, y, slope, intercept) for slope, intercept in tries]
    return tuple(tries[np.argmin(losses)])


@bank.mistake(
    "Lines near the limits of [-5, 5] come out too seldom for n_tries uniform tries.",
    think="Is every number between -5 and 5 drawn as often as any other, in all n_tries tries?",
)
def not_uniform(x, y, n_tries, rng):
    best, best_loss = None, np.inf
    for _ in range(n_tries):
        angle, radius = rng.uniform(0, 2 * np.pi), 5 * np.sqrt(rng.uniform())
        slope, intercept = radius * np.cos(angle), radius * np.sin(angle)
        loss = goodness(x, y, slope, intercept)
        if loss < best_loss:
            best, best_loss = (slope, intercept), loss
    return best


@bank.right
def loop(x, y, n_tries, rng):
    best_loss = float("inf")
    best_slope = best_intercept = 0.0
    for _ in range(n_tries):
        slope = rng.uniform(-5, 5)
        intercept = rng.uniform(-5, 5)
        loss = goodness(x, y, slope, intercept)
        if loss < best_loss:
            best_loss, best_slope, best_intercept = loss, slope, intercept
    return best_slope, best_intercept


@bank.right
def intercept_drawn_first(x, y, n_tries, rng):
    best_loss, best = None, None
    for _ in range(n_tries):
        intercept = rng.uniform(-5.0, 5.0)
        slope = rng.uniform(-5.0, 5.0)
        loss = np.mean((slope * x + intercept - y) ** 2)
        if best_loss is None or loss <= best_loss:
            best_loss, best = loss, (slope, intercept)
    return best


@bank.right
def two_lists(x, y, n_tries, rng):
    slopes = rng.uniform(-5, 5, n_tries)
    intercepts = rng.uniform(-5, 5, n_tries)
    losses = [goodness(x, y, s, i) for s, i in zip(slopes, intercepts, strict=True)]
    best = int(np.argmin(losses))
    return slopes[best], intercepts[best]


@bank.right
def whole_arrays(x, y, n_tries, rng):
    slopes = rng.uniform(-5, 5, (n_tries, 1))
    intercepts = rng.uniform(-5, 5, (n_tries, 1))
    losses = ((slopes * x + intercepts - y) ** 2).mean(axis=1)
    best = losses.argmin()
    return float(slopes[best, 0]), float(intercepts[best, 0])


@bank.right
def stretched_unit_interval(x, y, n_tries, rng):
    tries = 10 * rng.random((2, n_tries)) - 5
    losses = [goodness(x, y, tries[0, i], tries[1, i]) for i in range(n_tries)]
    return list(tries[:, np.argmin(losses)])


@bank.right
def min_of_tuples(x, y, n_tries, rng):
    tries = [tuple(rng.uniform(-5, 5, 2)) for _ in range(n_tries)]
    return min(tries, key=lambda try_: goodness(x, y, *try_))


@bank.right
def sorted_(x, y, n_tries, rng):
    found = []
    for _ in range(n_tries):
        slope, intercept = rng.uniform(low=-5, high=5, size=2)
        found.append((goodness(x, y, slope, intercept), slope, intercept))
    _, slope, intercept = sorted(found)[0]
    return slope, intercept


@bank.right
def negative_score(x, y, n_tries, rng):
    tries = rng.uniform(-5, 5, size=(n_tries, 2))
    scores = np.array([-goodness(x, y, *pair) for pair in tries])
    slope, intercept = tries[np.argmax(scores)]
    return slope, intercept


@bank.right
def while_loop(x, y, n_tries, rng):
    slope, intercept = rng.uniform(-5, 5, 2)
    loss = goodness(x, y, slope, intercept)
    tried = 1
    while tried < n_tries:
        new_slope, new_intercept = rng.uniform(-5, 5, 2)
        new_loss = goodness(x, y, new_slope, new_intercept)
        if new_loss < loss:
            slope, intercept, loss = new_slope, new_intercept, new_loss
        tried += 1
    return np.array(slope), np.array(intercept)


@bank.right
def row_returned(x, y, n_tries, rng):
    tries = rng.uniform(-5, 5, size=(n_tries, 2))
    losses = [goodness(x, y, slope, intercept) for slope, intercept in tries]
    return tries[np.argmin(losses)]


bank.unseen_right(**searches.RIGHT)


def slope_of_the_best(x, y, n_tries, rng):
    slopes, intercepts = rng.uniform(-5, 5, n_tries), rng.uniform(-5, 5, n_tries)
    losses = [goodness(x, y, slopes[i], intercepts[i]) for i in range(n_tries)]
    return slopes[np.argmin(losses)], intercepts[0]


def intercept_of_the_best(x, y, n_tries, rng):
    losses = []
    for _ in range(n_tries):
        slope, intercept = rng.uniform(-5, 5), rng.uniform(-5, 5)
        losses.append((goodness(x, y, slope, intercept), intercept))
    return slope, min(losses)[1]


bank.unseen_wrong(slope_of_the_best, intercept_of_the_best, **searches.WRONG)


def draw(x, y, n, rng, better, low=-5, high=5):
    best, kept = None, (0.0, 0.0)
    for _ in range(n):
        slope, intercept = rng.uniform(low, high), rng.uniform(low, high)
        loss = np.mean((y - slope * x - intercept) ** 2)
        if best is None or better(loss, best):
            best, kept = loss, (slope, intercept)
    return kept


bank.unseen_two(
    worst_too_narrow=lambda x, y, n, rng: draw(x, y, n, rng, lambda a, b: a > b, 0, 5),
    exchanged_too_wide=lambda x, y, n, rng: draw(x, y, n, rng, lambda a, b: a < b, -9, 9)[::-1],
)
