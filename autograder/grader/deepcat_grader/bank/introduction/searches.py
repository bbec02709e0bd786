"""Random searches that no key holds: right ones, and a list of cheats."""

# mypy: allow-untyped-defs, allow-untyped-calls
# ruff: noqa: D101, D102, D103
# Students write no types and no docstrings.

from __future__ import annotations

import functools
import heapq
import math

import numpy as np


def loss(x, y, slope, intercept):
    errors = slope * x + intercept - y
    return errors @ errors


def among(draw):
    """Make the best of all lines that ``draw(n_tries, rng)`` gives the answer."""

    def search(x, y, n_tries, rng):
        lines = [(float(slope), float(intercept)) for slope, intercept in draw(n_tries, rng)]
        return min(lines, key=lambda line: loss(x, y, *line))

    return search


def usual(x, y, n_tries, rng):
    best_loss = float("inf")
    for _ in range(n_tries):
        slope, intercept = rng.uniform(-5, 5), rng.uniform(-5, 5)
        if loss(x, y, slope, intercept) < best_loss:
            best_loss = loss(x, y, slope, intercept)
            best = slope, intercept
    return best


def from_none(x, y, n_tries, rng):
    best = None
    for _ in range(n_tries):
        intercept = rng.uniform(-5, 5)
        slope = rng.uniform(-5, 5)
        if best is None or loss(x, y, slope, intercept) <= loss(x, y, *best):
            best = [slope, intercept]
    return best


def first_then_rest(x, y, n_tries, rng):
    best = rng.uniform(-5, 5, 2)
    for _ in range(n_tries - 1):
        line = rng.uniform(-5, 5, 2)
        if loss(x, y, *line) < loss(x, y, *best):
            best = line
    return best[0], best[1]


def broadcast(x, y, n_tries, rng):
    slopes = rng.uniform(-5, 5, (n_tries, 1))
    intercepts = rng.uniform(-5, 5, (n_tries, 1))
    losses = np.sum((y - slopes * x - intercepts) ** 2, axis=1)
    best = losses.argmin()
    return slopes[best, 0], intercepts[best, 0]


def columns(x, y, n_tries, rng):
    slopes, intercepts = rng.uniform(-5, 5, size=(2, n_tries))
    losses = [loss(x, y, a, b) for a, b in zip(slopes, intercepts, strict=True)]
    best = np.argsort(losses)[0]
    return slopes[best], intercepts[best]


def recorded(x, y, n_tries, rng):
    lines: list[tuple[float, float]] = []
    losses: list[float] = []
    while len(lines) < n_tries:
        lines.append((rng.uniform(-5, 5), rng.uniform(-5, 5)))
        losses.append(loss(x, y, *lines[-1]))
    return lines[losses.index(min(losses))]


def in_batches(x, y, n_tries, rng):
    best, best_loss = (0.0, 0.0), math.inf
    for start in range(0, n_tries, 64):
        for a, b in rng.uniform(-5, 5, (min(64, n_tries - start), 2)):
            if loss(x, y, a, b) < best_loss:
                best, best_loss = (a, b), loss(x, y, a, b)
    return best


def halving(x, y, n_tries, rng):
    if n_tries == 1:
        return tuple(rng.uniform(-5, 5, 2).tolist())
    left = halving(x, y, n_tries // 2, rng)
    right = halving(x, y, n_tries - n_tries // 2, rng)
    return left if loss(x, y, *left) < loss(x, y, *right) else right


def stops_when_perfect(x, y, n_tries, rng):
    best_loss, best = np.inf, (np.nan, np.nan)
    for _ in range(n_tries):
        line = rng.uniform(-5, 5), rng.uniform(-5, 5)
        if loss(x, y, *line) < best_loss:
            best_loss, best = loss(x, y, *line), line
        if best_loss == 0:
            break
    return best


def generated(x, y, n_tries, rng):
    tries = ((rng.uniform(-5, 5), rng.uniform(-5, 5)) for _ in range(n_tries))
    return functools.reduce(lambda p, q: p if loss(x, y, *p) < loss(x, y, *q) else q, tries)


class Search:
    def __init__(self, limit=5):
        self.limit = limit

    def __call__(self, x, y, n_tries, rng):
        tries = self.limit - 2 * self.limit * rng.random((n_tries, 2))
        errors = y[:, None] - np.stack([x, np.ones(len(x))], axis=1) @ tries.T
        return tuple(tries[np.einsum("ij,ij->j", errors, errors).argmin()])


RIGHT = {
    "pairs": among(lambda n, rng: rng.uniform(-5, 5, size=(n, 2))),
    "keywords": among(lambda n, rng: rng.uniform(low=-5.0, high=5.0, size=(n, 2))),
    "transposed": among(lambda n, rng: rng.uniform(-5, 5, size=(2, n)).T),
    "limits_of_arrays": among(lambda n, rng: [rng.uniform([-5, -5], [5, 5]) for _ in range(n)]),
    "scaled": among(lambda n, rng: rng.random((n, 2)) * 10 - 5),
    "each_scaled": among(
        lambda n, rng: [(10 * rng.random() - 5, -5 + 10 * rng.random()) for _ in range(n)]
    ),
    "from_-1_to_1": among(lambda n, rng: 5 * rng.uniform(-1, 1, (n, 2))),
    "mirrored": among(lambda n, rng: -rng.uniform(-5, 5, (n, 2))),
    "beta": among(lambda n, rng: 10 * rng.beta(1, 1, (n, 2)) - 5),
    "flat": among(lambda n, rng: rng.uniform(-5, 5, 2 * n).reshape(n, 2)),
    "even_and_odd": among(
        lambda n, rng: (lambda u: zip(u[::2], u[1::2], strict=True))(rng.uniform(-5, 5, 2 * n))
    ),
    "intercepts_first": among(lambda n, rng: rng.uniform(-5, 5, (n, 2))[:, ::-1]),
    "shuffled": among(lambda n, rng: rng.permutation(rng.uniform(-5, 5, (n, 2)))),
    "after_a_warm-up": among(lambda n, rng: (rng.random(10), rng.uniform(-5, 5, (n, 2)))[1]),
    "sorted": lambda x, y, n, rng: sorted(
        rng.uniform(-5, 5, (n, 2)).tolist(), key=lambda line: loss(x, y, *line)
    )[0],
    "heap": lambda x, y, n, rng: heapq.nsmallest(
        1, rng.uniform(-5, 5, (n, 2)).tolist(), key=lambda line: loss(x, y, *line)
    )[0],
    "root_of_the_loss": lambda x, y, n, rng: min(
        rng.uniform(-5, 5, (n, 2)).tolist(), key=lambda line: math.sqrt(loss(x, y, *line))
    ),
    "extra_defaults": lambda x, y, n_tries=100, rng=None, *, low=-5, high=5: among(
        lambda n, r: r.uniform(low, high, (n, 2))
    )(x, y, n_tries, rng),
    "starred": lambda *args: usual(*args),
    "partial": functools.partial(lambda search, *args: search(*args), usual),
    "object": Search(),
    "usual": usual,
    "from_none": from_none,
    "first_then_rest": first_then_rest,
    "broadcast": broadcast,
    "columns": columns,
    "recorded": recorded,
    "in_batches": in_batches,
    "halving": halving,
    "stops_when_perfect": stops_when_perfect,
    "generated": generated,
}


MEMORY: list[tuple[float, float]] = []


def best_loss_not_kept(x, y, n_tries, rng):
    first = best = rng.uniform(-5, 5, 2)
    for _ in range(n_tries - 1):
        line = rng.uniform(-5, 5, 2)
        if loss(x, y, *line) < loss(x, y, *first):
            best = line
    return best[0], best[1]


def started_at_zero(x, y, n_tries, rng):
    best_loss, best = 0, (0.0, 0.0)
    for slope, intercept in rng.uniform(-5, 5, (n_tries, 2)):
        if loss(x, y, slope, intercept) < best_loss:
            best_loss, best = loss(x, y, slope, intercept), (slope, intercept)
    return best


def unbound(x, y, n_tries, rng):
    best_loss = 0
    for slope, intercept in rng.uniform(-5, 5, (n_tries, 2)):
        if loss(x, y, slope, intercept) < best_loss:
            best_loss, best = loss(x, y, slope, intercept), (slope, intercept)
    return best


def started_at_one(x, y, n_tries, rng):
    best_loss, best = 1.0, (0.0, 0.0)
    for slope, intercept in rng.uniform(-5, 5, (n_tries, 2)):
        if loss(x, y, slope, intercept) < best_loss:
            best_loss, best = loss(x, y, slope, intercept), (slope, intercept)
    return best


def hill_climbing(x, y, n_tries, rng):
    best = rng.uniform(-5, 5, 2)
    for _ in range(n_tries - 1):
        line = best + rng.normal(0, 0.5, 2)
        if loss(x, y, *line) < loss(x, y, *best):
            best = line
    return tuple(best)


def one_by_one(x, y, n_tries, rng):
    slopes, intercepts = rng.uniform(-5, 5, (2, n_tries))
    slope = min(slopes, key=lambda a: loss(x, y, a, 0.0))
    return slope, min(intercepts, key=lambda b: loss(x, y, slope, b))


def fitted(x, y, n_tries, rng):
    slope, intercept = np.polyfit(x, y, 1)
    return float(slope), float(intercept)


def fitted_intercept(x, y, n_tries, rng):
    slope = min(rng.uniform(-5, 5, n_tries), key=lambda a: np.var(y - a * x))
    return slope, np.mean(y - slope * x)


def all_pairs(x, y, n_tries, rng):
    slopes, intercepts = rng.uniform(-5, 5, (2, n_tries))
    residues = y - slopes[:, None] * x
    losses = np.mean(residues**2, axis=1)[:, None] - 2 * np.outer(residues.mean(1), intercepts)
    a, b = np.unravel_index(np.argmin(losses + intercepts**2), losses.shape)
    return slopes[a], intercepts[b]


def global_seed(x, y, n_tries, rng):
    np.random.seed(0)
    lines = np.random.uniform(-5, 5, (n_tries, 2))
    return tuple(min(lines, key=lambda line: loss(x, y, *line)))


def sorts_data(x, y, n_tries, rng):
    x.sort()
    return usual(x, y, n_tries, rng)


def remembers(x, y, n_tries, rng):
    MEMORY.append(usual(x, y, n_tries, rng))
    return min(MEMORY[-20:], key=lambda line: loss(x, y, *line))


def index(x, y, n_tries, rng):
    return int(np.argmin([loss(x, y, a, b) for a, b in rng.uniform(-5, 5, (n_tries, 2))]))


def last(x, y, n_tries, rng):
    best_loss = np.inf
    for slope, intercept in rng.uniform(-5, 5, (n_tries, 2)):
        best_loss = min(best_loss, loss(x, y, slope, intercept))
    return slope, intercept


def printed(x, y, n_tries, rng):
    print(usual(x, y, n_tries, rng))


def until_good(x, y, n_tries, rng):
    for _ in range(n_tries):
        line = rng.uniform(-5, 5, 2)
        if loss(x, y, *line) < 2:
            break
    return tuple(line)


def unlucky_ten(x, y, n_tries, rng):
    best, waited = rng.uniform(-5, 5, 2), 0
    for _ in range(n_tries - 1):
        line = rng.uniform(-5, 5, 2)
        waited += 1
        if loss(x, y, *line) < loss(x, y, *best):
            best, waited = line, 0
        if waited == 8:
            break
    return tuple(best)


def fitted_later(x, y, n_tries, rng):
    if n_tries == 1:
        return tuple(rng.uniform(-5, 5, 2))
    return tuple(np.clip(np.polyfit(x, y, 1) + rng.normal(0, 0.2, 2), -4.9, 4.9))


def near_the_best(draw):
    def search(x, y, n_tries, rng):
        best = rng.uniform(-5, 5, 2)
        for _ in range(n_tries - 1):
            line = draw(best, rng)
            if loss(x, y, *line) < loss(x, y, *best):
                best = line
        return tuple(best)

    return search


def best_by(measure):
    return lambda x, y, n, rng: min(
        rng.uniform(-5, 5, (n, 2)).tolist(), key=lambda p: measure(y - p[0] * x - p[1])
    )


def cut(sigma):
    def draw(n, rng):
        numbers = rng.normal(0, sigma, (20 * n, 2))
        return numbers[(abs(numbers) <= 5).all(axis=1)][:n]

    return draw


WRONG = {
    "absolute_errors": best_by(lambda e: sum(abs(e))),
    "median_square": best_by(lambda e: np.median(e**2)),
    "largest_error": best_by(lambda e: max(abs(e))),
    "fourth_power": best_by(lambda e: sum(e**4)),
    "variance": best_by(np.var),
    "half": lambda x, y, n, rng: usual(x, y, max(1, n // 2), rng),
    "half_rounded_up": lambda x, y, n, rng: usual(x, y, (n + 1) // 2, rng),
    "quarter": lambda x, y, n, rng: usual(x, y, max(1, n // 4), rng),
    "root": lambda x, y, n, rng: usual(x, y, math.isqrt(n), rng),
    "twice": lambda x, y, n, rng: usual(x, y, 2 * n, rng),
    "one_more": lambda x, y, n, rng: usual(x, y, n + 1, rng),
    "at_most_ten": lambda x, y, n, rng: usual(x, y, min(n, 10), rng),
    "until_good": until_good,
    "unlucky_ten": unlucky_ten,
    "fitted_later": fitted_later,
    "near_and_clipped": near_the_best(lambda best, rng: np.clip(best + rng.normal(0, 1, 2), -5, 5)),
    "second_best": lambda x, y, n, rng: tuple(
        sorted(rng.uniform(-5, 5, (n, 2)).tolist(), key=lambda line: loss(x, y, *line))[n > 1]
    ),
    "any_of_them": lambda x, y, n, rng: tuple(rng.uniform(-5, 5, (n, 2))[rng.integers(n)]),
    "drawn_to_two_digits": among(lambda n, rng: rng.uniform(-5, 5, (n, 2)).round(2)),
    "returned_to_one_digit": lambda *args: tuple(round(value, 1) for value in usual(*args)),
    "fine_grid": among(lambda n, rng: rng.choice(np.linspace(-5, 5, 101), (n, 2))),
    "wide_normal_clipped": among(lambda n, rng: np.clip(rng.normal(0, 5, (n, 2)), -5, 5)),
    "normal_clipped": among(lambda n, rng: np.clip(rng.normal(0, 2, (n, 2)), -5, 5)),
    "normal_cut": among(cut(1.5)),
    "two_dice": among(lambda n, rng: rng.uniform(-2.5, 2.5, (n, 2, 2)).sum(axis=2)),
    "opposite_numbers": among(lambda n, rng: [(u, -u) for u in rng.uniform(-5, 5, n)]),
    "nearly_to_the_limits": among(lambda n, rng: rng.uniform(-4.5, 4.5, (n, 2))),
    "beyond_the_limits": among(lambda n, rng: rng.uniform(-5.5, 5.5, (n, 2))),
    "worst": lambda x, y, n, rng: max(
        rng.uniform(-5, 5, (n, 2)).tolist(), key=lambda line: loss(x, y, *line)
    ),
    "first": lambda x, y, n, rng: tuple(rng.uniform(-5, 5, (n, 2))[0]),
    "one_try": lambda x, y, n, rng: (rng.uniform(-5, 5), rng.uniform(-5, 5)),
    "exchanged": lambda *args: usual(*args)[::-1],
    "slope_only": lambda *args: usual(*args)[0],
    "with_loss": lambda x, y, n, rng: (lambda a, b: (a, b, loss(x, y, a, b)))(*usual(x, y, n, rng)),
    "loss": lambda x, y, n, rng: loss(x, y, *usual(x, y, n, rng)),
    "dict": lambda *args: dict(zip(("slope", "intercept"), usual(*args), strict=True)),
    "string": lambda *args: str(usual(*args)),
    "arrays_of_one": lambda *args: tuple(np.array([value]) for value in usual(*args)),
    "column": lambda *args: np.array(usual(*args))[:, None],
    "rounded": lambda *args: tuple(round(value) for value in usual(*args)),
    "whole": lambda *args: tuple(map(int, usual(*args))),
    "absolute": lambda *args: tuple(map(abs, usual(*args))),
    "signless_loss": lambda x, y, n, rng: min(
        rng.uniform(-5, 5, (n, 2)).tolist(), key=lambda p: np.mean(p[0] * x + p[1] - y)
    ),
    "mean_error": lambda x, y, n, rng: min(
        rng.uniform(-5, 5, (n, 2)).tolist(), key=lambda p: abs(np.mean(p[0] * x + p[1] - y))
    ),
    "one_point": lambda x, y, n, rng: usual(x[:1], y[:1], n, rng),
    "x_and_y_exchanged": lambda x, y, n, rng: usual(y, x, n, rng),
    "line_exchanged": lambda x, y, n, rng: min(
        rng.uniform(-5, 5, (n, 2)).tolist(), key=lambda p: loss(x, y, p[1], p[0])
    ),
    "positive": among(lambda n, rng: rng.uniform(0, 5, (n, 2))),
    "one_limit": among(lambda n, rng: rng.uniform(5, size=(n, 2))),
    "too_narrow": among(lambda n, rng: rng.uniform(-1, 1, (n, 2))),
    "too_wide": among(lambda n, rng: rng.uniform(-10, 10, (n, 2))),
    "0_to_1": among(lambda n, rng: rng.random((n, 2))),
    "0_to_10": among(lambda n, rng: rng.random((n, 2)) * 10),
    "scaled_by_5": among(lambda n, rng: rng.random((n, 2)) * 5 - 5),
    "not_quite_to_5": among(lambda n, rng: rng.uniform(-5, 4, (n, 2))),
    "normal": among(lambda n, rng: rng.normal(0, 5, (n, 2))),
    "standard_normal": among(lambda n, rng: rng.standard_normal((n, 2))),
    "integers": among(lambda n, rng: rng.integers(-5, 6, (n, 2))),
    "grid": among(lambda n, rng: np.linspace(-5, 5, n)[:, None] * [1, 1]),
    "from_a_grid": among(lambda n, rng: rng.choice(np.linspace(-5, 5, 11), (n, 2))),
    "same_number_twice": among(lambda n, rng: [(u, u) for u in rng.uniform(-5, 5, n)]),
    "narrow_intercept": among(lambda n, rng: rng.uniform([-5, -1], [5, 1], (n, 2))),
    "slope_drawn_once": among(
        lambda n, rng: (lambda a: [(a, rng.uniform(-5, 5)) for _ in range(n)])(rng.uniform(-5, 5))
    ),
    "zero_intercept": among(lambda n, rng: [(u, 0.0) for u in rng.uniform(-5, 5, n)]),
    "one_try_less": lambda x, y, n, rng: usual(x, y, n - 1, rng),
    "ten_tries": lambda x, y, n, rng: usual(x, y, 10, rng),
    "hundred_tries": lambda x, y, n, rng: usual(x, y, 100, rng),
    "seeded_inside": lambda x, y, n, rng: usual(x, y, n, np.random.default_rng(0)),
    "own_generator": lambda x, y, n, rng: usual(x, y, n, np.random.default_rng()),
    "legacy": among(lambda n, rng: rng.rand(n, 2)),
    "global_generator": among(lambda n, rng: np.random.uniform(-5, 5, (n, 2))),
    "best_loss_not_kept": best_loss_not_kept,
    "started_at_zero": started_at_zero,
    "unbound": unbound,
    "started_at_one": started_at_one,
    "hill_climbing": hill_climbing,
    "one_by_one": one_by_one,
    "fitted": fitted,
    "fitted_intercept": fitted_intercept,
    "all_pairs": all_pairs,
    "global_seed": global_seed,
    "sorts_data": sorts_data,
    "remembers": remembers,
    "index": index,
    "last": last,
    "printed": printed,
}
