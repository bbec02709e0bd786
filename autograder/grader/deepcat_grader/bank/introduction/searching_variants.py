"""Right random searches, written in other ways: other orders of drawing, loops, whole arrays."""

# mypy: allow-untyped-defs, allow-untyped-calls
# ruff: noqa: D103
# Students write no types.

from __future__ import annotations

import numpy as np

from deepcat_grader.bank.registry import variants
from deepcat_solutions.introduction import goodness


def random_search__loop(x, y, n_tries, rng):
    best_loss = float("inf")
    best_slope = best_intercept = 0.0
    for _ in range(n_tries):
        slope = rng.uniform(-5, 5)
        intercept = rng.uniform(-5, 5)
        loss = goodness(x, y, slope, intercept)
        if loss < best_loss:
            best_loss, best_slope, best_intercept = loss, slope, intercept
    return best_slope, best_intercept


def random_search__intercept_drawn_first(x, y, n_tries, rng):
    best_loss, best = None, None
    for _ in range(n_tries):
        intercept = rng.uniform(-5.0, 5.0)
        slope = rng.uniform(-5.0, 5.0)
        loss = np.mean((slope * x + intercept - y) ** 2)
        if best_loss is None or loss <= best_loss:
            best_loss, best = loss, (slope, intercept)
    return best


def random_search__two_lists(x, y, n_tries, rng):
    slopes = rng.uniform(-5, 5, n_tries)
    intercepts = rng.uniform(-5, 5, n_tries)
    losses = [goodness(x, y, s, i) for s, i in zip(slopes, intercepts, strict=True)]
    best = int(np.argmin(losses))
    return slopes[best], intercepts[best]


def random_search__whole_arrays(x, y, n_tries, rng):
    slopes = rng.uniform(-5, 5, (n_tries, 1))
    intercepts = rng.uniform(-5, 5, (n_tries, 1))
    losses = ((slopes * x + intercepts - y) ** 2).mean(axis=1)
    best = losses.argmin()
    return float(slopes[best, 0]), float(intercepts[best, 0])


def random_search__stretched_unit_interval(x, y, n_tries, rng):
    tries = 10 * rng.random((2, n_tries)) - 5
    losses = [goodness(x, y, tries[0, i], tries[1, i]) for i in range(n_tries)]
    return list(tries[:, np.argmin(losses)])


def random_search__min_of_tuples(x, y, n_tries, rng):
    tries = [tuple(rng.uniform(-5, 5, 2)) for _ in range(n_tries)]
    return min(tries, key=lambda try_: goodness(x, y, *try_))


def random_search__sorted(x, y, n_tries, rng):
    found = []
    for _ in range(n_tries):
        slope, intercept = rng.uniform(low=-5, high=5, size=2)
        found.append((goodness(x, y, slope, intercept), slope, intercept))
    _, slope, intercept = sorted(found)[0]
    return slope, intercept


def random_search__negative_score(x, y, n_tries, rng):
    tries = rng.uniform(-5, 5, size=(n_tries, 2))
    scores = np.array([-goodness(x, y, *pair) for pair in tries])
    slope, intercept = tries[np.argmax(scores)]
    return slope, intercept


def random_search__while_loop(x, y, n_tries, rng):
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


def random_search__row_returned(x, y, n_tries, rng):
    tries = rng.uniform(-5, 5, size=(n_tries, 2))
    losses = [goodness(x, y, slope, intercept) for slope, intercept in tries]
    return tries[np.argmin(losses)]


RANDOM_SEARCH = variants(
    random_search__row_returned,
    random_search__loop,
    random_search__intercept_drawn_first,
    random_search__two_lists,
    random_search__whole_arrays,
    random_search__stretched_unit_interval,
    random_search__min_of_tuples,
    random_search__sorted,
    random_search__negative_score,
    random_search__while_loop,
)
