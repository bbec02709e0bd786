"""Parts of right and wrong answers to introduction.random_search."""

from __future__ import annotations


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
