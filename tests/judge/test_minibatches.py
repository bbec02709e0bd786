"""How seldom a fair shuffle looks like an unfair one: the bounds that the judge rests on."""

from __future__ import annotations

from typing import Any

import numpy as np

from deepcat_judge.exercises.backprop.minibatches import (
    CORRELATION,
    NEIGHBOURS,
    SEEDS,
    SIZE,
    M,
    correlation,
    neighbours,
)

EPOCHS = 2 * SEEDS
CUTS = np.arange(SIZE, M, SIZE)


def many_orders(count: int = 200_000) -> Any:
    rng = np.random.default_rng(0)
    return rng.permuted(np.tile(np.arange(M), (count, 1)), axis=1)


def tail(one: Any, limit: int) -> float:
    """The probability that a sum over all epochs reaches the limit."""
    total = one
    for _ in range(EPOCHS - 1):
        total = np.convolve(total, one)
    return float(total[limit:].sum())


def test_neighbours_of_a_fair_shuffle_meet_seldom() -> None:
    orders = many_orders()
    counts = [neighbours(order[None, :], CUTS) for order in orders[:1000]]
    places = np.argsort(orders, axis=1) // SIZE
    met = np.sum(places[:, 1:] == places[:, :-1], axis=1)
    assert counts == met[:1000].tolist()
    assert tail(np.bincount(met, minlength=M) / len(met), NEIGHBOURS) < 1e-11


def test_places_of_a_fair_shuffle_tell_nothing() -> None:
    orders = many_orders()
    centred = np.arange(M) - (M - 1) / 2
    products = np.rint(orders @ centred).astype(int)
    whole = int(centred @ centred)
    one = np.bincount(products + whole, minlength=2 * whole + 1) / len(products)
    assert correlation(orders[:1]) == products[0] / whole
    assert tail(one, int(EPOCHS * whole * (1 + CORRELATION))) < 1e-11


def test_an_order_that_is_none_looks_like_one() -> None:
    same = np.tile(np.arange(M), (EPOCHS, 1))
    assert neighbours(same, CUTS) == 10 * EPOCHS >= NEIGHBOURS
    assert correlation(same) == 1.0 and correlation(same[:, ::-1]) == -1.0
