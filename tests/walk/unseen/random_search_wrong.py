"""Wrong answers to introduction.random_search, written from its docstring alone."""

from __future__ import annotations

import math

import numpy as np

from .searching import among, loss, usual

MEMORY = []


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
    return lambda x, y, n, rng: tuple(
        min(rng.uniform(-5, 5, (n, 2)), key=lambda line: measure(y - line[0] * x - line[1]))
    )


def cut(sigma):
    def draw(n, rng):
        numbers = rng.normal(0, sigma, (20 * n, 2))
        return numbers[(abs(numbers) <= 5).all(axis=1)][:n]

    return draw


WRONG = {
    "absolute errors": best_by(lambda e: sum(abs(e))),
    "median square": best_by(lambda e: np.median(e**2)),
    "largest error": best_by(lambda e: max(abs(e))),
    "fourth power": best_by(lambda e: sum(e**4)),
    "variance": best_by(np.var),
    "half": lambda x, y, n, rng: usual(x, y, max(1, n // 2), rng),
    "half rounded up": lambda x, y, n, rng: usual(x, y, (n + 1) // 2, rng),
    "quarter": lambda x, y, n, rng: usual(x, y, max(1, n // 4), rng),
    "root": lambda x, y, n, rng: usual(x, y, math.isqrt(n), rng),
    "twice": lambda x, y, n, rng: usual(x, y, 2 * n, rng),
    "one more": lambda x, y, n, rng: usual(x, y, n + 1, rng),
    "at most ten": lambda x, y, n, rng: usual(x, y, min(n, 10), rng),
    "until good": until_good,
    "unlucky ten": unlucky_ten,
    "fitted later": fitted_later,
    "near and clipped": near_the_best(lambda best, rng: np.clip(best + rng.normal(0, 1, 2), -5, 5)),
    "second best": lambda x, y, n, rng: tuple(
        sorted(rng.uniform(-5, 5, (n, 2)).tolist(), key=lambda line: loss(x, y, *line))[n > 1]
    ),
    "any of them": lambda x, y, n, rng: tuple(rng.uniform(-5, 5, (n, 2))[rng.integers(n)]),
    "drawn to two digits": among(lambda n, rng: rng.uniform(-5, 5, (n, 2)).round(2)),
    "returned to one digit": lambda *args: tuple(round(value, 1) for value in usual(*args)),
    "fine grid": among(lambda n, rng: rng.choice(np.linspace(-5, 5, 101), (n, 2))),
    "wide normal clipped": among(lambda n, rng: np.clip(rng.normal(0, 5, (n, 2)), -5, 5)),
    "normal clipped": among(lambda n, rng: np.clip(rng.normal(0, 2, (n, 2)), -5, 5)),
    "normal cut": among(cut(1.5)),
    "two dice": among(lambda n, rng: rng.uniform(-2.5, 2.5, (n, 2, 2)).sum(axis=2)),
    "opposite numbers": among(lambda n, rng: [(u, -u) for u in rng.uniform(-5, 5, n)]),
    "nearly to the limits": among(lambda n, rng: rng.uniform(-4.5, 4.5, (n, 2))),
    "beyond the limits": among(lambda n, rng: rng.uniform(-5.5, 5.5, (n, 2))),
    "worst": lambda x, y, n, rng: max(
        rng.uniform(-5, 5, (n, 2)).tolist(), key=lambda line: loss(x, y, *line)
    ),
    "first": lambda x, y, n, rng: tuple(rng.uniform(-5, 5, (n, 2))[0]),
    "one try": lambda x, y, n, rng: (rng.uniform(-5, 5), rng.uniform(-5, 5)),
    "exchanged": lambda *args: usual(*args)[::-1],
    "slope only": lambda *args: usual(*args)[0],
    "with loss": lambda x, y, n, rng: (lambda a, b: (a, b, loss(x, y, a, b)))(*usual(x, y, n, rng)),
    "loss": lambda x, y, n, rng: loss(x, y, *usual(x, y, n, rng)),
    "dict": lambda *args: dict(zip(("slope", "intercept"), usual(*args), strict=True)),
    "string": lambda *args: str(usual(*args)),
    "arrays of one": lambda *args: tuple(np.array([value]) for value in usual(*args)),
    "column": lambda *args: np.array(usual(*args))[:, None],
    "rounded": lambda *args: tuple(round(value) for value in usual(*args)),
    "whole": lambda *args: tuple(map(int, usual(*args))),
    "absolute": lambda *args: tuple(map(abs, usual(*args))),
    "signless loss": lambda x, y, n, rng: min(
        rng.uniform(-5, 5, (n, 2)).tolist(), key=lambda p: np.mean(p[0] * x + p[1] - y)
    ),
    "mean error": lambda x, y, n, rng: min(
        rng.uniform(-5, 5, (n, 2)).tolist(), key=lambda p: abs(np.mean(p[0] * x + p[1] - y))
    ),
    "one point": lambda x, y, n, rng: usual(x[:1], y[:1], n, rng),
    "x and y exchanged": lambda x, y, n, rng: usual(y, x, n, rng),
    "line exchanged": lambda x, y, n, rng: min(
        rng.uniform(-5, 5, (n, 2)).tolist(), key=lambda p: loss(x, y, p[1], p[0])
    ),
    "positive": among(lambda n, rng: rng.uniform(0, 5, (n, 2))),
    "one limit": among(lambda n, rng: rng.uniform(5, size=(n, 2))),
    "too narrow": among(lambda n, rng: rng.uniform(-1, 1, (n, 2))),
    "too wide": among(lambda n, rng: rng.uniform(-10, 10, (n, 2))),
    "0 to 1": among(lambda n, rng: rng.random((n, 2))),
    "0 to 10": among(lambda n, rng: rng.random((n, 2)) * 10),
    "scaled by 5": among(lambda n, rng: rng.random((n, 2)) * 5 - 5),
    "not quite to 5": among(lambda n, rng: rng.uniform(-5, 4, (n, 2))),
    "normal": among(lambda n, rng: rng.normal(0, 5, (n, 2))),
    "standard normal": among(lambda n, rng: rng.standard_normal((n, 2))),
    "integers": among(lambda n, rng: rng.integers(-5, 6, (n, 2))),
    "grid": among(lambda n, rng: np.linspace(-5, 5, n)[:, None] * [1, 1]),
    "from a grid": among(lambda n, rng: rng.choice(np.linspace(-5, 5, 11), (n, 2))),
    "same number twice": among(lambda n, rng: [(u, u) for u in rng.uniform(-5, 5, n)]),
    "narrow intercept": among(lambda n, rng: rng.uniform([-5, -1], [5, 1], (n, 2))),
    "slope drawn once": among(
        lambda n, rng: (lambda a: [(a, rng.uniform(-5, 5)) for _ in range(n)])(rng.uniform(-5, 5))
    ),
    "zero intercept": among(lambda n, rng: [(u, 0.0) for u in rng.uniform(-5, 5, n)]),
    "one try less": lambda x, y, n, rng: usual(x, y, n - 1, rng),
    "ten tries": lambda x, y, n, rng: usual(x, y, 10, rng),
    "hundred tries": lambda x, y, n, rng: usual(x, y, 100, rng),
    "seeded inside": lambda x, y, n, rng: usual(x, y, n, np.random.default_rng(0)),
    "own generator": lambda x, y, n, rng: usual(x, y, n, np.random.default_rng()),
    "legacy": among(lambda n, rng: rng.rand(n, 2)),
    "global generator": among(lambda n, rng: np.random.uniform(-5, 5, (n, 2))),
    "best loss not kept": best_loss_not_kept,
    "started at zero": started_at_zero,
    "unbound": unbound,
    "started at one": started_at_one,
    "hill climbing": hill_climbing,
    "one by one": one_by_one,
    "fitted": fitted,
    "fitted intercept": fitted_intercept,
    "all pairs": all_pairs,
    "global seed": global_seed,
    "sorts data": sorts_data,
    "remembers": remembers,
    "index": index,
    "last": last,
    "printed": printed,
}
