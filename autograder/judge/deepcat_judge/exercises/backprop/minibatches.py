"""Mini-batches, judged by what every deal of the examples must keep to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from deepcat_judge.exercise import EDGE, VALUES, Broken, Case, Exercise, Part, Property
from deepcat_judge.exercises.backprop import deals
from deepcat_judge.exercises.backprop.deals import Deal, read
from deepcat_judge.exercises.chance import same_seed
from deepcat_judge.exercises.common import Array, Generator, read_only, strided
from deepcat_judge.plain import Plain, Rng

ORDER = "order"
# 13 examples by fives, ten orders. Of the 12 pairs (i, i + 1), 3.5 meet in a batch on average: in
# ten orders 72 or more meet with probability 1e-12. The mean correlation of position and place is
# beyond 0.6 with probability 2e-12. That an example has one place in all ten orders has a
# probability below 13 · 13**-9 < 2e-9. (Exact tails: tests/judge/test_minibatches.py.)
M, SIZE = 13, 5
SEEDS = 5
NEIGHBOURS = 72
CORRELATION = 0.6

_SHUFFLE = "Which method of rng gives the numbers from 0 to m - 1 in a random order?"


def _seed(rng: Generator) -> Rng:
    return Rng(int(rng.integers(2**31)))


def _deck(rng: Generator, n_x: int, m: int) -> tuple[Array, Array]:
    """Examples of which no two are alike, and labels that tell them apart as well."""
    return rng.normal(size=(n_x, m)), 1.0 + 0.5 * rng.permutation(m)[None, :]


def _deal_cases(rng: Generator) -> list[Case]:
    return [
        Case("small", (*_deck(rng, 4, 7), 2, _seed(rng)), note="7 examples by twos"),
        Case("short-last", (*_deck(rng, 3, 13), 5, _seed(rng)), note="13 examples by fives"),
        Case("even", (*_deck(rng, 3, 12), 4, _seed(rng)), note="12 examples by fours"),
    ]


def _epochs(output: Plain) -> list[Plain]:
    return output if isinstance(output, list) else [output]


def _dealt(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Any]) -> Broken | None:
    """Every example comes once an epoch, with its label, in batches of the right size."""
    for call, output in zip(args, outputs, strict=True):
        for epoch in _epochs(output):
            found = read(call, epoch)
            broken = found if isinstance(found, Broken) else deals.problem(call, found)
            if broken:
                return broken
    return None


def _order_cases(rng: Generator) -> list[Case]:
    X, Y = _deck(rng, 3, M)
    seeds = [_seed(rng) for _ in range(SEEDS)]
    note = "13 examples by fives, two epochs with one generator"
    cases = [Case(f"seed-{i}", (X, Y, SIZE, seed), ORDER, note) for i, seed in enumerate(seeds)]
    return [*cases, Case("again", (X, Y, SIZE, seeds[0]), ORDER, "the same seed again")]


def _ordered(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Any]) -> Broken | None:
    """The order is new each epoch, and depends on rng and on nothing else."""
    found = [
        [read(call, epoch) for epoch in _epochs(output)]
        for call, output in zip(args, outputs, strict=True)
    ]
    deals_read = [deal for pair in found for deal in pair if isinstance(deal, Deal)]
    if len(deals_read) < 2 * len(found) or any(len(deal.order) != M for deal in deals_read):
        return None  # what is wrong with them is said elsewhere
    orders = np.array([deal.order for deal in deals_read]).reshape(len(found), 2, -1)
    every = orders[:-1].reshape(-1, orders.shape[2])
    return _unmoved(orders) or _decided(orders) or _half_moved(every, deals_read[0].sizes)


def _unmoved(orders: Array) -> Broken | None:
    if not np.all(orders == np.arange(orders.shape[2])):
        return None
    words = "The examples come in the order in which they stand in X: nothing is shuffled."
    return Broken(words, _SHUFFLE, "not_shuffled")


def _decided(orders: Array) -> Broken | None:
    """What decides the order, where that is not the generator that was given."""
    *seeds, again = orders
    if broken := same_seed(seeds[0], again, "orders"):
        return broken
    if np.all(orders[:, 0] == orders[0, 0]):
        return Broken(
            "The order does not depend on rng: every seed gives the same one.",
            "Does your code use the generator that it is given, or make one of its own?",
            "rng_ignored",
        )
    if np.all(orders[:, 0] == orders[:, 1]):
        return Broken(
            "The second epoch has the same order as the first.",
            "A generator that was used stands elsewhere than before. Does your code draw from it, "
            "or from a copy of it?",
            "same_order_each_epoch",
        )
    return None


def _half_moved(every: Array, sizes: tuple[int, ...]) -> Broken | None:
    """Where the order is a random one, and not every order is possible."""
    cuts = np.cumsum(sizes)[:-1]
    members = [[sorted(batch) for batch in np.split(order, cuts)] for order in every]
    if all(batches == members[0] for batches in members):
        return Broken(
            "The same examples meet in the same batch each time, only in another order.",
            "What is shuffled in your code: the whole set, or each batch?",
            "shuffled_within_batches",
        )
    if neighbours(every, cuts) >= NEIGHBOURS:
        return Broken(
            "Examples that stand side by side in X meet in the same batch: whole pieces of X were "
            "moved or turned, not single examples.",
            "Is the order of the examples shuffled, or the order of the batches?",
            "pieces_moved",
        )
    if np.any(np.all(every == every[0], axis=0)):
        return Broken(
            "Some examples have the same place in every epoch.",
            "Which positions can your shuffling reach?",
            "some_never_move",
        )
    if abs(correlation(every)) >= CORRELATION:
        return Broken(
            "An example's position in X tells when it comes: not every order is possible.",
            "Can the last example of X come first in your code?",
        )
    if np.any(np.all(every == np.arange(every.shape[1]), axis=1)):  # by chance once in 13!
        return Broken("In some epochs the examples come in the order of X.", _SHUFFLE)
    return None


def neighbours(orders: Array, cuts: Array) -> int:
    """How many pairs (i, i + 1) meet in a batch, in all orders together."""
    batch = np.searchsorted(cuts, np.argsort(orders, axis=1), side="right")
    return int(np.sum(batch[:, 1:] == batch[:, :-1]))


def correlation(orders: Array) -> float:
    """The correlation of an example's position in X and its place in an epoch, on average."""
    centred = np.arange(orders.shape[1]) - (orders.shape[1] - 1) / 2
    return float(np.mean(orders @ centred) / (centred @ centred))


def _edge_cases(rng: Generator) -> list[Case]:
    X, Y = _deck(rng, 3, 5)
    whole = np.arange(14, dtype=np.int64).reshape(2, 7) ** 2
    one_hot = np.eye(3)[:, rng.permutation(6) % 3]
    X_six = rng.normal(size=(4, 6))
    return [
        Case("one-batch", (X, Y, 8, _seed(rng)), EDGE, "5 examples by eights"),
        Case("exactly-one", (X, Y, 5, _seed(rng)), EDGE, "5 examples by fives"),
        Case("singles", (X, Y, 1, _seed(rng)), EDGE, "5 examples one by one"),
        Case("one-example", (X[:, :1], Y[:, :1], 2, _seed(rng)), EDGE, "one example only"),
        Case("whole", (whole, whole[:1] % 2, 3, _seed(rng)), EDGE, "X and Y in whole numbers"),
        Case("one-hot", (X_six, one_hot, 4, _seed(rng)), EDGE, "labels of three classes"),
        Case("read-only", (read_only(X), read_only(Y), 2, _seed(rng)), EDGE, "read-only arrays"),
        Case(
            "strided",
            (strided(X), np.asfortranarray(Y), 2, _seed(rng)),
            EDGE,
            "every second column",
        ),
    ]


EXERCISE = Exercise(
    id="backprop.minibatches",
    title="Mini-batches",
    use="epochs",
    parts=(
        Part(VALUES, "every example once, with its label", 3.0),
        Part(ORDER, "a new random order each epoch", 1.0),
        Part(EDGE, "unusual sizes", 1.0),
    ),
    properties=(
        Property(
            "deal",
            "every example comes once an epoch, with its own label, in batches of batch_size",
            _deal_cases,
            _dealt,
        ),
        Property(
            "order",
            "the order is drawn from rng, anew for each epoch",
            _order_cases,
            _ordered,
            part=ORDER,
        ),
        Property("edge", "any m and any batch_size will do", _edge_cases, _dealt, part=EDGE),
    ),
    hints=(
        "Think of a deck of cards: shuffle it once, then deal from the top until it is empty. X "
        "and Y are the two sides of the cards.",
        "rng.permutation(m) gives the positions 0 to m - 1 in a random order. Which positions "
        "belong to the first batch, and how do you get their columns of X and of Y?",
        "For start = 0, batch_size, 2·batch_size, …: batch = order[start : start + batch_size], "
        "then yield X[:, batch], Y[:, batch]. A slice that reaches over the end stops there.",
    ),
    thought="Print the batches of five examples by twos, with X = [[0, 1, 2, 3, 4]].",
)
