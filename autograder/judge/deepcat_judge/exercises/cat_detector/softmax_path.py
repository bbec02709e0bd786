"""The way of a network with a softmax output through training, followed with measured slopes.

No formula of backpropagation stands here: a loss whose parameters have a tiny imaginary part has
its slope in its own imaginary part. All functions take stacks of networks, (…, rows, columns).
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from deepcat_judge.exercises.common import Array, agree

Parameters: TypeAlias = dict[str, Array]
Loss: TypeAlias = Callable[[Mapping[str, Array], Array, Array], Array]

NAMES = ("W1", "b1", "W2", "b2")
CLOSE = 1e-6  # of parameters; slopes are right to the last digits
GUARD = 1e-7  # a number of this size inside the logarithm keeps it from log(0)
_TINY = 1e-30  # squared, it is below the smallest float: what is left is exact
_MANY = 900  # networks that are followed at once
_DIGITS = 10  # in which the same networks agree, whichever way was gone
Ways: TypeAlias = list[tuple[Parameters, list[Array]]]


def relu(Z: Array) -> Array:
    """ReLU, whose slope goes with the real part."""
    return np.where(Z.real > 0, Z, 0.0)


def cross_entropy(Z: Array, Y: Array) -> Array:
    """The loss of scores (…, K, m), the mean over the examples."""
    shifted = Z - Z.real.max(axis=-2, keepdims=True)
    certain = shifted - np.log(np.exp(shifted).sum(axis=-2, keepdims=True))
    mean: Array = -(Y * certain).sum(axis=-2).mean(axis=-1)
    return mean


def scores(theta: Mapping[str, Array], X: Array, hidden: Callable[[Array], Array] = relu) -> Array:
    """The scores of the classes, (…, K, m)."""
    Z: Array = theta["W2"] @ hidden(theta["W1"] @ X + theta["b1"]) + theta["b2"]
    return Z


def loss(theta: Mapping[str, Array], X: Array, Y: Array) -> Array:
    """The loss that training is to lower."""
    return cross_entropy(scores(theta, X), Y)


def guarded(theta: Parameters, X: Array, Y: Array) -> Array:
    """How far the loss may be off: a guard of p + 1e-7 lowers it by log(1 + 1e-7 / p)."""
    Z = scores(theta, X)
    surprises = np.logaddexp.reduce(Z, axis=-2) - (Y * Z).sum(axis=-2)
    off: Array = np.logaddexp(0.0, np.log(GUARD) + surprises).mean(axis=-1) + 3 * GUARD
    return off


def slopes(theta: Parameters, X: Array, Y: Array, of: Loss = loss) -> Parameters:
    """The slope of a loss along every parameter."""
    found = {}
    for name in NAMES:
        found[name] = np.zeros(theta[name].shape)
        for row, column in np.ndindex(theta[name].shape[-2:]):
            moved = {**theta, name: theta[name] + 0j}
            moved[name][..., row, column] += _TINY * 1j
            found[name][..., row, column] = of(moved, X, Y).imag / _TINY
    return found


def step(theta: Parameters, X: Array, Y: Array, rate: float) -> Parameters:
    """One step against the slopes."""
    along = slopes(theta, X, Y)
    return {name: theta[name] - rate * along[name] for name in NAMES}


def same(one: Parameters, other: Parameters, close: float = CLOSE) -> bool:
    """Whether two networks have the same parameters."""
    return all(agree(one[name], other[name], close) for name in NAMES)


def one_of(theta: Parameters, i: int) -> Parameters:
    """A network of a stack."""
    return {name: theta[name][i] for name in NAMES}


def deals(m: int, size: int) -> Array:
    """Every way to deal m examples into batches, an order a row; within a batch they are sorted."""
    rows = [order for order in itertools.permutations(range(m)) if _sorted_within(order, size)]
    return np.array(rows)


def _sorted_within(order: Sequence[int], size: int) -> bool:
    return all(a < b for i, (a, b) in enumerate(itertools.pairwise(order), 1) if i % size)


def epoch(
    theta: Parameters, X: Array, Y: Array, rate: float, size: int, orders: Array,
    labels: Array | None = None, share: Callable[[int], float] = lambda count: 1.0,
) -> tuple[Parameters, dict[str, Array]]:  # fmt: skip
    """Networks after an epoch in each of several orders, and what their losses on the way were.

    The mean over its examples, that over its batches, the loss of the last batch and the one after
    it; and how far the first three may be off.

    Parameters
    ----------
    theta : dict
        Where all of them, or each of them, begin.
    orders, labels : (n, m) arrays of ints
        Which examples come, and whose labels go with them: their own, unless something is said.
    share : callable (count) -> float
        How much longer a step with so many examples is than it should be.
    """
    labels = orders if labels is None else labels
    theta = {name: np.broadcast_to(theta[name], (len(orders), *theta[name].shape[-2:]))
             for name in NAMES}  # fmt: skip
    losses, counts, off = [], [], np.zeros(len(orders))
    for start in range(0, orders.shape[1], size):
        part = slice(start, start + size)
        X_b = np.moveaxis(X[:, orders[:, part]], 1, 0)  # (n, n_x, batch)
        Y_b = np.moveaxis(Y[:, labels[:, part]], 1, 0)
        counts.append(X_b.shape[2])
        losses.append(loss(theta, X_b, Y_b))
        off = np.maximum(off, guarded(theta, X_b, Y_b))
        theta = step(theta, X_b, Y_b, rate * share(counts[-1]))
    mean = np.average(losses, axis=0, weights=counts)
    noted = {"mean": mean, "batches": np.mean(losses, axis=0), "last": losses[-1], "off": off}
    return theta, {**noted, "after": loss(theta, X, Y)}


def dealt(
    start: Parameters, end: Parameters, X: Array, Y: Array, rate: float, size: int, **how: Any
) -> int | None:
    """In which of the deals an epoch leads from one network to another; None if in none."""
    orders = how.pop("orders", None)
    orders = deals(X.shape[1], size) if orders is None else orders
    ends, _ = epoch(start, X, Y, rate, size, orders, **how)
    return next((i for i in range(len(orders)) if same(one_of(ends, i), end)), None)


@dataclass(frozen=True)
class Training:
    """A run whose first and last parameters, data and settings are known."""

    start: Parameters
    end: Parameters
    X: Array
    Y: Array
    rate: float
    size: int

    def followed(
        self,
        history: Array,
        kinds: Sequence[str] = ("after", "mean", "before"),
        period: int = 0,
    ) -> tuple[list[Array], int]:
        """The order of every epoch, and how many epochs the losses explain.

        A history holds the loss before each epoch, after it, or the mean over its examples. Wrong
        ones hold the mean over its batches, or the loss of the last batch. The first kind that
        explains all of it is taken. With a `period`, an order has to come again after so many
        epochs. Of many ways those whose losses are nearest are followed.
        """
        ways = [self._followed(kind, history, period) for kind in kinds]
        return max(ways, key=lambda way: (bool(way[0]), way[1]))

    def _followed(self, kind: str, history: Array, period: int) -> tuple[list[Array], int]:
        every = deals(self.X.shape[1], self.size)
        ways: Ways = [(self.start, [])]
        for e, noted in enumerate(history):
            if kind == "before":
                ways = [(theta, path) for theta, path in ways if self._is_loss_of(theta, noted)]
            longer = []
            for theta, path in ways[:_MANY]:
                orders = path[-period][None] if 0 < period <= len(path) else every
                ends, came = epoch(theta, self.X, self.Y, self.rate, self.size, orders)
                off = np.maximum(came["off"], guarded(ends, self.X, self.Y))
                gaps = np.broadcast_to(np.abs(came.get(kind, noted) - noted), off.shape)
                longer += [
                    (gaps[i], one_of(ends, i), [*path, orders[i]])
                    for i in np.flatnonzero(gaps <= off).tolist()
                ]
            if not longer:
                return [], e
            longer.sort(key=lambda found: float(found[0]))
            ways = [(theta, path) for _, theta, path in longer]
            ways = ways if period else _distinct(ways)
        last = [path for theta, path in ways if same(theta, self.end)]
        return (last[0], len(history)) if last else ([], len(history) - 1)

    def _is_loss_of(self, theta: Parameters, noted: float) -> bool:
        near = np.abs(loss(theta, self.X, self.Y) - noted) <= guarded(theta, self.X, self.Y)
        return bool(near)


def _distinct(ways: Ways) -> Ways:
    """One way to each network: two examples on which no unit is on may change places unseen."""
    found = {
        b"".join((np.round(theta[name], _DIGITS) + 0.0).tobytes() for name in NAMES): (theta, path)
        for theta, path in ways
    }
    return list(found.values())


def rows(parameters: Parameters) -> Iterator[Array]:
    """What each hidden unit begins with: its weights, and its bias behind them."""
    yield from np.hstack([parameters["W1"], parameters["b1"]])
