"""Right answers to introduction.random_search, written from its docstring alone."""

from __future__ import annotations

import functools
import heapq
import math

import numpy as np

from .random_search_wrong import WRONG
from .searching import among, loss, usual

__all__ = ["EXERCISE", "RIGHT", "WRONG"]

EXERCISE = "introduction.random_search"


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
    losses, lines = [], []
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
    "limits of arrays": among(lambda n, rng: [rng.uniform([-5, -5], [5, 5]) for _ in range(n)]),
    "scaled": among(lambda n, rng: rng.random((n, 2)) * 10 - 5),
    "each scaled": among(
        lambda n, rng: [(10 * rng.random() - 5, -5 + 10 * rng.random()) for _ in range(n)]
    ),
    "from -1 to 1": among(lambda n, rng: 5 * rng.uniform(-1, 1, (n, 2))),
    "mirrored": among(lambda n, rng: -rng.uniform(-5, 5, (n, 2))),
    "beta": among(lambda n, rng: 10 * rng.beta(1, 1, (n, 2)) - 5),
    "flat": among(lambda n, rng: rng.uniform(-5, 5, 2 * n).reshape(n, 2)),
    "even and odd": among(
        lambda n, rng: (lambda u: zip(u[::2], u[1::2], strict=True))(rng.uniform(-5, 5, 2 * n))
    ),
    "intercepts first": among(lambda n, rng: rng.uniform(-5, 5, (n, 2))[:, ::-1]),
    "shuffled": among(lambda n, rng: rng.permutation(rng.uniform(-5, 5, (n, 2)))),
    "after a warm-up": among(lambda n, rng: (rng.random(10), rng.uniform(-5, 5, (n, 2)))[1]),
    "sorted": lambda x, y, n, rng: sorted(
        rng.uniform(-5, 5, (n, 2)).tolist(), key=lambda line: loss(x, y, *line)
    )[0],
    "heap": lambda x, y, n, rng: heapq.nsmallest(
        1, rng.uniform(-5, 5, (n, 2)).tolist(), key=lambda line: loss(x, y, *line)
    )[0],
    "root of the loss": lambda x, y, n, rng: min(
        rng.uniform(-5, 5, (n, 2)).tolist(), key=lambda line: math.sqrt(loss(x, y, *line))
    ),
    "extra defaults": lambda x, y, n_tries=100, rng=None, *, low=-5, high=5: among(
        lambda n, r: r.uniform(low, high, (n, 2))
    )(x, y, n_tries, rng),
    "starred": lambda *args: usual(*args),
    "partial": functools.partial(lambda search, *args: search(*args), usual),
    "object": Search(),
    "usual": usual,
    "from none": from_none,
    "first then rest": first_then_rest,
    "broadcast": broadcast,
    "columns": columns,
    "recorded": recorded,
    "in batches": in_batches,
    "halving": halving,
    "stops when perfect": stops_when_perfect,
    "generated": generated,
}
