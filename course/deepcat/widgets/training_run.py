"""A training run of the student's functions, one small step at a time, with all it went through."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from deepcat.widgets.attempt import Trouble, call, numbers
from deepcat.widgets.dealing import Batch, dealt
from deepcat.widgets.network_state import Parameters
from deepcat.widgets.penalty import NO_PENALTY, Penalty
from deepcat.widgets.plane import Numbers
from deepcat.widgets.words import name_of, unfinite
from deepcat_data.targets import targets

MOST_RECORDS = 2000
ORDER = ("Z1", "A1", "Z2", "A2", "dW2", "db2", "dW1", "db1", "W1", "b1", "W2", "b2")


@dataclass(frozen=True)
class Functions:
    """What the student wrote.

    Attributes
    ----------
    forward : callable
        ``forward(X, parameters) -> (Y_hat, cache)``.
    gradients : callable or None
        ``gradients(Y, parameters, cache) -> {"dW1": …, "db1": …, "dW2": …, "db2": …}``.
    step : callable or None
        ``step(parameters, gradients, learning_rate) -> parameters``.
    cost : callable or None
        ``cost(Y, Y_hat) -> float``, for the curves of the loss.
    minibatches : callable or None
        ``minibatches(X, Y, batch_size, rng)``, an iterator of pairs.
    """

    forward: Callable[..., Any]
    gradients: Callable[..., Any] | None = None
    step: Callable[..., Any] | None = None
    cost: Callable[..., Any] | None = None
    minibatches: Callable[..., Any] | None = None

    @property
    def learns(self) -> bool:
        """Whether there is all that a step needs."""
        return self.gradients is not None and self.step is not None


@dataclass(frozen=True)
class Points:
    """Points of two or more classes, some of which are kept for testing.

    Attributes
    ----------
    X : (n_x, m) float64
        What the network gets of each, one a column.
    labels : (m,) int64
        The classes, from 0 to n_classes - 1.
    tested : (m,) bool
        True where a point is never trained on.
    n_classes : int
    """

    X: Numbers
    labels: NDArray[np.int64]
    tested: NDArray[np.bool_]
    n_classes: int = 2

    @property
    def Y(self) -> Numbers:
        """The labels as the course writes them: (1, m) for two classes, else one-hot (K, m)."""
        return targets(self.labels, self.n_classes)

    def part(self, tested: bool) -> tuple[Numbers, Numbers]:
        """Return X (n_x, k) and Y of the points for testing, or of those for training."""
        chosen = self.tested == tested
        return self.X[:, chosen], self.Y[:, chosen]


def taken_for(Y_hat: Numbers) -> NDArray[np.int64]:
    """Return the class (m,) that a network takes each point for: the likeliest."""
    likeliest = Y_hat[0] > 0.5 if len(Y_hat) == 1 else Y_hat.argmax(axis=0)
    return np.asarray(likeliest, dtype=np.int64)


@dataclass(frozen=True)
class Record:
    """What is known at the end of an epoch: training first, test second; nan where there is none.

    Attributes
    ----------
    epoch : int
        How often every point has been used; 0 before any step.
    parameters : dict of str to array
        The network.
    losses, accuracies : (float, float)
        On the points for training and on those for testing.
    by_hand : bool
        Whether somebody has set a weight since the step before.
    """

    epoch: int
    parameters: Parameters
    losses: tuple[float, float]
    accuracies: tuple[float, float]
    by_hand: bool = False


class Run:
    """A network on its way.

    Parameters
    ----------
    functions : Functions
        The student's.
    points : Points
        The data.
    parameters : dict of str to array
        Where it begins.
    rng : numpy.random.Generator
        Deals the points into batches.
    """

    def __init__(
        self,
        functions: Functions,
        points: Points,
        parameters: Parameters,
        rng: np.random.Generator,
    ) -> None:
        self._functions, self._points, self._rng = functions, points, rng
        self._training = points.part(tested=False)
        self._batches: list[Batch] = []
        self._parts = 0  # of an epoch
        self._by_hand, self._every = False, 1
        self.parameters, self.epoch = copied(parameters), 0
        self.records: list[Record] = []
        self.problem = ""

    @property
    def is_within(self) -> bool:
        """Whether an epoch has begun and not ended."""
        return 0 < len(self._batches) < self._parts

    def measure(self) -> None:
        """Measure the network where nobody has yet; raises Trouble."""
        if self._by_hand or not self.records:
            record = self._measured()
            if self.records and self.records[-1].by_hand:
                self.records.pop()
            self.records.append(record)
            self._by_hand = False

    def put(self, parameters: Parameters) -> None:
        """Go on from other parameters, set by hand."""
        self.parameters, self.problem, self._by_hand = copied(parameters), "", True

    def train(
        self,
        rate: float,
        batch: int,
        *,
        epochs: int,
        penalty: Penalty = NO_PENALTY,
        seconds: float = float("inf"),
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        """Train for some epochs, and stop earlier when the time is up or something is wrong.

        Parameters
        ----------
        rate : float
            The learning rate.
        batch : int
            Points a step; 0 for all of them.
        epochs : int
            How many ends of an epoch to reach.
        penalty : Penalty
            On large weights.
        seconds : float
            No step begins later than this after the first.
        clock : callable
            Tells the time, in seconds.
        """
        if not self._functions.learns or self.problem:
            return
        last, start = self.epoch + epochs, clock()
        try:
            self.measure()
            while self.epoch < last:
                self._one_step(rate, batch, penalty)
                if clock() - start >= seconds:
                    return
        except Trouble as trouble:
            self.problem = str(trouble)

    def _one_step(self, rate: float, batch: int, penalty: Penalty) -> None:
        self._batches = self._batches or self._dealt(batch)
        X, Y = self._batches[0]
        Y_hat, cache = passed(self._functions.forward, X, self.parameters)
        gradients = asked_gradients(self._functions.gradients, Y, self.parameters, cache)
        gradients = penalty.added(gradients, self.parameters)
        after = stepped(self._functions.step, self.parameters, gradients, rate)
        if not all(np.isfinite(value).all() for value in after.values()):
            seen = {**_arrays(cache), "A2": Y_hat, **gradients, **after}
            raise Trouble(_not_finite(seen, self.epoch + 1))
        self.parameters = after
        del self._batches[0]
        if not self._batches:
            self.epoch += 1
            self._keep(self._measured())

    def _keep(self, record: Record) -> None:
        """Add a record, and when there are too many keep every second epoch from then on."""
        if not self._is_kept(self.records[-1]):
            self.records.pop()  # it was there as the newest one only
        self.records.append(record)
        if len(self.records) > MOST_RECORDS:
            self._every *= 2
            self.records = [*filter(self._is_kept, self.records[:-1]), record]

    def _is_kept(self, record: Record) -> bool:
        return record.by_hand or record.epoch % self._every == 0

    def _dealt(self, batch: int) -> list[Batch]:
        """Deal all points for training, in a new order, into batches."""
        batches = dealt(self._functions.minibatches, *self._training, batch, self._rng)
        self._parts = len(batches)
        return batches

    def _measured(self) -> Record:
        """Return how good the network is now; raises Trouble."""
        Y_hat, _ = passed(self._functions.forward, self._points.X, self.parameters)
        right, labels = taken_for(Y_hat) == self._points.labels, self._points.Y
        losses, accuracies = [], []
        for tested in (False, True):
            chosen = self._points.tested == tested
            size = int(np.count_nonzero(chosen))
            good = int(np.count_nonzero(right[chosen]))
            accuracies.append(good / size if size else float("nan"))
            loss = self._loss(labels[:, chosen], Y_hat[:, chosen]) if size else float("nan")
            losses.append(loss)
        return Record(
            self.epoch,
            copied(self.parameters),
            (losses[0], losses[1]),
            (accuracies[0], accuracies[1]),
            self._by_hand,
        )

    def _loss(self, Y: Numbers, Y_hat: Numbers) -> float:
        cost = self._functions.cost
        if cost is None:
            return float("nan")
        return float(numbers(name_of(cost), call(cost, Y, Y_hat), ()))


def copied(parameters: Mapping[str, Numbers]) -> Parameters:
    """Return the same arrays, which nobody else can change."""
    return {name: value.copy() for name, value in parameters.items()}


def passed(
    forward: Callable[..., Any], X: Numbers, parameters: Parameters
) -> tuple[Numbers, Mapping[str, Any]]:
    """Return Y_hat (K, m) and the cache of the student's forward pass; raises Trouble."""
    name = name_of(forward)
    given = call(forward, X, copied(parameters))
    if not isinstance(given, tuple | list) or len(given) != 2:
        raise Trouble(f"{name} should return two things, Y_hat and cache.")
    Y_hat, cache = given
    if not isinstance(cache, Mapping):
        raise Trouble(f"{name} should return its cache as a dict, not as {type(cache).__name__}.")
    return numbers(name, Y_hat, (len(parameters["W2"]), X.shape[1]), "Y_hat"), cache


def asked_gradients(
    gradients: Callable[..., Any] | None, Y: Numbers, parameters: Parameters, cache: object
) -> Parameters:
    """Return the student's gradients, each of its parameter's shape; raises Trouble."""
    assert gradients is not None
    given = call(gradients, Y, copied(parameters), cache)
    return _named(name_of(gradients), given, {f"d{n}": a.shape for n, a in parameters.items()})


def stepped(
    step: Callable[..., Any] | None, parameters: Parameters, gradients: Parameters, rate: float
) -> Parameters:
    """Return the student's parameters after a step, of unchanged shapes; raises Trouble."""
    assert step is not None
    given = call(step, copied(parameters), copied(gradients), rate)
    return _named(name_of(step), given, {name: a.shape for name, a in parameters.items()})


def _named(name: str, given: object, shapes: Mapping[str, tuple[int, ...]]) -> Parameters:
    if not isinstance(given, Mapping):
        raise Trouble(f"{name} should return a dict, and returned {type(given).__name__}.")
    missing = [key for key in shapes if key not in given]
    if missing:
        raise Trouble(f'What {name} returned has no "{missing[0]}".')
    return {key: numbers(name, given[key], shape, f'"{key}"') for key, shape in shapes.items()}


def _arrays(cache: Mapping[str, Any]) -> dict[str, Any]:
    return {key: cache[key] for key in ORDER if isinstance(cache.get(key), np.ndarray)}


def _not_finite(seen: Mapping[str, Any], epoch: int) -> str:
    """Return where the first number that is none came from, in the order of the computation."""
    for name in (key for key in ORDER if key in seen):
        bad = ~np.isfinite(seen[name])
        if bad.any():
            value = np.asarray(seen[name])[bad][0]
            layer = f"layer {name[-1]}"
            kind = f"the gradient {name}" if name.startswith("d") else name
            return (
                f"Epoch {epoch}: the first number that is not finite is in {kind} ({layer}):"
                f" {unfinite(value)}. The run stopped before this step."
            )
    raise AssertionError("the caller has seen a number that is not finite")
