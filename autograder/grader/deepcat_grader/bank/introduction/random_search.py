"""Random search: what is known of its answers. Its properties alone judge, without hidden cases."""

from __future__ import annotations

import numpy as np

from deepcat_grader.bank.introduction.searches import TRIES, keep_unseen
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercises.introduction.random_search import RANDOM_SEARCH
from deepcat_solutions.introduction import goodness, random_search

_TWO = "How many random numbers does one line need?"
_END = "slope, intercept = tries[np.argmin(losses)]\n    return float(slope), float(intercept) -> "
_ANY = "Which method of rng draws any number between two limits?"

bank = Bank(RANDOM_SEARCH, reference=random_search)


@bank.right
def loop(x, y, n_tries, rng):
    best_loss, best = np.inf, (0.0, 0.0)
    for _ in range(n_tries):
        slope, intercept = rng.uniform(-5, 5), rng.uniform(-5, 5)
        loss = goodness(x, y, slope, intercept)
        if loss < best_loss:
            best_loss, best = loss, (slope, intercept)
    return best


bank.known(
    """
first_try: argmin(losses) -> argmin(sorted(losses))
    Your search returns the first line that it tried, not the best one.
    ? Where does your code remember the best line so far, and when does it replace it?
worst_kept: argmin -> argmax
    Your search keeps the worst line, not the best.
    ? Is a high mean squared error good or bad?
order_exchanged: float(slope), float(intercept) -> float(intercept), float(slope)
    The right two numbers come out in the wrong order.
    ? Which comes first, the slope or the intercept?
ignores_rng: rng.uniform -> np.random.default_rng(0).uniform
    Every seed gives the same line: nothing depends on rng.
    ? Where does a random number from rng enter your code, and does a try ever replace the line that
    you start with?
other_randomness: rng.uniform -> np.random.default_rng().uniform
    Two calls with generators of the same seed gave different lines.
    ? Does every random number come from the argument rng?
closed_formula: tuple(np.polyfit(x, y, 1))
    The best line is computed, not searched.
    ? A search tries lines and keeps the best. Where does yours draw a line from rng?
range_too_narrow: uniform(-5, 5, -> random(
    Slopes and intercepts do not fill [-5, 5].
    ? Which two limits does the exercise give, and does your way of drawing reach both?
range_too_wide: -5, 5 -> -10, 10
    Slopes or intercepts are drawn outside [-5, 5].
    ? Which two limits does the exercise give, and does your way of drawing reach both?
whole_numbers: uniform(-5, 5 -> integers(-5, 6
    Every slope and intercept is a whole number.
    ? Which method of rng draws any number between two limits?
n_tries_ignored: n_tries, 2 -> 30, 2
    With n_tries = 1 your search chooses among several lines.
    ? How often does your loop run, and what decides that?
square_missed: goodness(x, y, slope, intercept) -> np.mean(y - (slope * x + intercept))
    Errors above and below the line cancel.
    ? What makes an error of -3 as bad as an error of 3?
absolute_errors: goodness(x, y, slope, intercept) -> np.mean(np.abs(y - (slope * x + intercept)))
    Your search goes by the mean absolute error, not by the mean squared error.
    ? What does the square do to one large error, and where is it in your code?
median_error: goodness(x, y, slope, intercept) -> np.median((y - (slope * x + intercept)) ** 2)
    Your search goes by the median error, not by the mean squared error.
    ? What does the square do to one large error, and where is it in your code?
largest_error: goodness(x, y, slope, intercept) -> np.max(np.abs(y - (slope * x + intercept)))
    Your search goes by the largest error, not by the mean squared error.
    ? What does the square do to one large error, and where is it in your code?
too_few_tries: n_tries, 2 -> (n_tries + 1) // 2, 2
    With n_tries = 2, one try alone seems to take part.
    ? How often does your loop run for n_tries = 2?
made_from_the_data: tuple(np.polyfit(x, y, 1) + rng.normal(0, 0.3, 2))
    With one try and one seed, the line changes with the data.
    ? Is one line drawn when n_tries is 1, and does rng alone make it?
rounded: float(slope), float(intercept) -> round(slope, 2), round(intercept, 2)
    Slopes and intercepts have few digits.
    ? Which method of rng draws any number between two limits, and is it rounded later?
"""
)
bank.known(
    """
last_try: return best -> return slope, intercept
    Your search returns the last line that it tried, not the best one.
    ? Where does your code remember the best line so far, and when does it replace it?
start_takes_part: best = np.inf, -> best = goodness(x, y, 0.0, 0.0),
    A line takes part that has not been drawn.
    ? What should the best loss be before the first try?
one_try_too_few: range(n_tries) -> range(1, n_tries)
    Your loop draws one line too few.
    ? How many lines does your loop draw when n_tries is 1?
""",
    of=loop,
)
bank.mistakes(
    "Your function returns one whole number: the position of the best try.",
    think="What did that try draw? Two numbers are expected, its slope and its intercept.",
    index_returned=_END + "return np.argmin(losses)",
)
bank.mistakes(
    "Your function returns the position of the best try, not what that try drew.",
    think="What did the best try draw? Its slope and its intercept are expected.",
    index_and_loss=_END + "return np.argmin(losses), np.min(losses)",
)
bank.mistakes(
    "Only one of the two numbers is searched; the other is always the same.",
    think=_TWO,
    one_number_searched="losses = -> tries[:, 1] = np.mean(y)\n    losses =",
)
bank.mistakes(
    "The slope and the intercept are always the same number.",
    think=_TWO,
    same_draw_twice="losses = -> tries[:, 1] = tries[:, 0]\n    losses =",
)
bank.mistakes(
    "Slope and intercept are not those of one try: only one of them is chosen by the data.",
    think="When a try is better than those before it, which of its numbers does your code keep?",
    of=loop,
    one_number_kept=(
        "loss, (slope, intercept) -> loss, slope",
        "return best -> return best, intercept",
    ),
)
bank.mistakes(
    "Where a good line is easy to find, your search does not return the best of its tries.",
    think="Does your loop stop before n_tries lines have been tried?",
    of=loop,
    stops_early="(slope, intercept)\n -> (slope, intercept)\n        if best_loss < 0.5:\n"
    "            break\n",
)
bank.mistakes(
    "More lines are measured than n_tries allows.",
    think="Is each try drawn anew, slope and intercept together? And how many lines are measured?",
    more_than_random=TRIES + "rng.uniform(-5, 5, size=(2, n_tries))\n"
    "    tries = [(slope, intercept) for slope in tries[0] for intercept in tries[1][:20]]",
)
bank.mistakes(
    "Different seeds give the same numbers again and again.",
    think=_ANY,
    repeated_numbers=TRIES + "rng.choice(np.linspace(-5, 5, 64), size=(n_tries, 2))",
)
bank.mistakes(
    "Some slopes or intercepts are exactly -5 or 5.",
    think="Which method of rng draws every number between two limits equally often?",
    clipped=TRIES + "np.clip(rng.normal(0, 4, size=(n_tries, 2)), -5, 5)",
)
bank.mistakes(
    "Lines near the limits of [-5, 5] come out too seldom for n_tries uniform tries.",
    think="Is every number between -5 and 5 drawn as often as any other, in all n_tries tries?",
    not_uniform=TRIES + "rng.uniform(0, 2 * np.pi, n_tries), 5 * np.sqrt(rng.random(n_tries))\n"
    "    tries = np.stack([tries[1] * np.cos(tries[0]), tries[1] * np.sin(tries[0])], axis=1)",
)


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
def while_loop(x, y, n_tries, rng):
    slope, intercept = rng.uniform(-5, 5, 2)
    loss, tried = goodness(x, y, slope, intercept), 1
    while tried < n_tries:
        new_slope, new_intercept = rng.uniform(-5, 5, 2)
        new_loss = goodness(x, y, new_slope, new_intercept)
        if new_loss < loss:
            slope, intercept, loss = new_slope, new_intercept, new_loss
        tried += 1
    return np.array(slope), np.array(intercept)


bank.rights(
    stretched_unit_interval=TRIES + "10 * rng.random((n_tries, 2)) - 5",
    min_of_tuples=lambda x, y, n, rng: min(
        rng.uniform(-5, 5, (n, 2)).tolist(), key=lambda line: goodness(x, y, *line)
    ),
    sorted_=_END + "return sorted(zip(losses, *tries.T))[0][1:]",
    negative_score=("goodness -> -goodness", "argmin -> argmax"),
    row_returned=_END + "return tries[np.argmin(losses)]",
)
keep_unseen(bank)
