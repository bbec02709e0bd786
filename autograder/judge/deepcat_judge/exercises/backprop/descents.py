"""Where gradient descent can lead: every order of the batches, by slopes that are measured."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias

import numpy as np

from deepcat_judge.exercises.backprop.implementations import NAMES, measured
from deepcat_judge.exercises.backprop.passes import through
from deepcat_judge.exercises.cat_detector import runs
from deepcat_judge.exercises.common import Array

Parameters: TypeAlias = dict[str, Array]
Batch: TypeAlias = tuple[int, ...]
Plan: TypeAlias = tuple[Batch, ...]
CLOSE = 1e-7


class Descent:
    """Steps against the slopes of a network's loss, from where one epoch begins.

    A step is the same however the examples of its batch are ordered, and steps that begin alike
    are taken once.

    Parameters
    ----------
    start : dict
    X, Y : array
    rate : float
        The learning rate.
    over : int
        What the slopes of a batch are divided by: its size, where nothing is said.
    """

    def __init__(self, start: Parameters, X: Array, Y: Array, rate: float, over: int = 0) -> None:
        self.X, self.Y, self.rate, self.over = X, Y, rate, over
        self._known: dict[Plan, Parameters] = {(): {k: np.asarray(start[k], float) for k in NAMES}}

    @property
    def everything(self) -> Batch:
        """The batch that holds all examples."""
        return tuple(range(self.X.shape[1]))

    def after(self, plan: Plan) -> Parameters:
        """The parameters after the batches of a plan, one step for each."""
        if plan not in self._known:
            before, batch = self.after(plan[:-1]), list(plan[-1])
            share = len(batch) / self.over if self.over else 1.0
            slopes = measured(self.Y[:, batch], before, {"X": self.X[:, batch]})
            self._known[plan] = {
                name: before[name] - self.rate * share * slopes[f"d{name}"] for name in NAMES
            }
        return self._known[plan]

    def from_there(self, start: Parameters) -> Descent:
        """Descent on the same examples from somewhere else."""
        return Descent(start, self.X, self.Y, self.rate, self.over)

    def leading_to(self, end: Parameters, plans: Iterable[Plan]) -> Plan | None:
        """The first of some plans that leads to given parameters."""
        return next((plan for plan in plans if close(end, self.after(plan))), None)

    def loss(self, plan: Plan = (), batch: Batch = ()) -> float:
        """The loss on a batch, or on all examples, after the batches of a plan."""
        at = list(batch or self.everything)
        return loss_of(self.after(plan), self.X[:, at], self.Y[:, at])


def loss_of(parameters: Parameters, X: Array, Y: Array) -> float:
    """The mean cross-entropy of a network's predictions."""
    return runs.loss(through(X, parameters)["A2"], Y)


def close(one: Parameters, other: Parameters, atol: float = CLOSE) -> bool:
    """Whether two sets of parameters are the same numbers, up to rounding."""
    return all(bool(np.all(np.abs(one[name] - other[name]) <= atol)) for name in NAMES)


def deals(m: int, *sizes: int) -> Iterator[Plan]:
    """Every way to deal m examples into batches of these sizes; what is left over stays out."""

    def deal(left: frozenset[int], sizes: Sequence[int]) -> Iterator[Plan]:
        if not sizes:
            yield ()
            return
        for batch in itertools.combinations(sorted(left), sizes[0]):
            for rest in deal(left - set(batch), sizes[1:]):
                yield (batch, *rest)

    yield from deal(frozenset(range(m)), sizes)


def filled_up(m: int, size: int) -> Iterator[Plan]:
    """Every deal whose last batch is filled up with examples that have come before."""
    short = m % size
    for plan in deals(m, *(size,) * (m // size), short):
        for more in itertools.combinations(sorted(set(range(m)) - set(plan[-1])), size - short):
            yield (*plan[:-1], tuple(sorted((*plan[-1], *more))))


def drawn_afresh(m: int, size: int, count: int) -> Iterator[Plan]:
    """Every way to draw each batch anew, with or without putting back what was drawn."""
    every = list(itertools.combinations_with_replacement(range(m), size))
    yield from itertools.product(every, repeat=count)


def read(output: Any) -> tuple[Parameters, Array] | None:
    """Parameters and history of a run whose form is right; None for any other."""
    if not isinstance(output, (tuple, list)) or len(output) != 2:
        return None
    found, history = output
    if not isinstance(found, dict) or any(name not in found for name in NAMES):
        return None
    if not isinstance(history, np.ndarray) or history.ndim != 1:
        return None
    return {name: np.asarray(found[name], float) for name in NAMES}, history.astype(float)
