"""A network for three classes that learns: judged by its steps, its orders and by how it ends."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from deepcat_judge.compare import compare_form
from deepcat_judge.exercise import EDGE, VALUES, Broken, Case, Exercise, Part, Property
from deepcat_judge.exercises.cat_detector import softmax_path as path
from deepcat_judge.exercises.cat_detector import softmax_slips as slips
from deepcat_judge.exercises.common import Array, Generator, number, read_only, strided
from deepcat_judge.exercises.told import Told
from deepcat_judge.plain import Plain, Rng

ORDER, HISTORY = "order", "history"
# Five examples in batches of two: one is left over, and there are 30 deals. In a right answer, the
# deals of nine epochs come again in every second epoch with probability 30**-7 < 5e-11.
FEW, SIZE, EPOCHS, HIDDEN, RATE = 5, 2, 9, 4, 0.7
# One order of 16 examples in batches of two comes by chance with probability 2**8 / 16! < 2e-11.
LARGE = 16
# With these settings, right networks with large and small starts reached 0.95 or more on the new
# points, with each of 100 seeds.
MANY, NEW, ENOUGH = 90, 300, 0.85

TOLD = Told(
    """
alike_at_the_start: All hidden units begin alike, so that they stay alike for ever.
    ? What makes the units of a layer different at the start?
rate_ignored: Another learning_rate gives exactly the same parameters.
    ? Where does learning_rate enter, and which parameters come out: the first ones or the last?
@later: After one epoch the parameters are right, and after {n} epochs they are not.
    ? What changes in your code from one epoch to the next, besides the parameters?
whole_set_each_step: An epoch with five examples is one step with all of them, though batch_size
    is 2.
    ? Which examples enter a step, and which ones the next?
divided_by_all: In an epoch of several batches, every step is divided by the number of all examples,
    where that of the batch is expected.
    ? Over which examples is the loss of one step a mean?
divided_by_batch_size: The last batch is smaller than batch_size, and its step is divided by
    batch_size all the same.
    ? How many examples has the last batch, where batch_size does not divide m?
short_batch_dropped: The examples that are left over for a smaller last batch are never used.
    ? What happens to the examples that do not fill a batch?
labels_apart: An example has another example's label: X and Y are not in the same order.
    ? How many orders does your code draw, and which arrays use each of them?
@no_deal: No way to deal five examples into batches of two explains what an epoch of yours does,
    although one step with all examples is right.
    ? Write down which examples, with which labels, enter the first step, the second and the last.
other_randomness: Two calls with generators of the same seed gave different parameters.
    ? Does every random number come from the argument rng?
rng_ignored: The start does not depend on rng: two seeds give the same parameters.
    ? Does your code use the generator that it is given, or make one of its own?
not_shuffled: The examples come in the order in which they stand in X: nothing is shuffled.
    ? Which method of rng gives the positions in a random order, and when do you call it?
same_order: Every epoch deals the examples into the same batches.
    ? How often do you draw an order: once, or once an epoch?
same_order@second: Every second epoch deals the examples into the same batches.
    ? How often do you draw an order: twice, or once an epoch?
@lost: The losses of {k} epochs can be explained, and what follows cannot: no way to deal the
    examples leads from there to history and parameters.
    ? What changes in your code from one epoch to the next, besides the parameters?
@no_loss: history[0] is {came}, which is not the loss of the first epoch: not the one before it or
    after it, nor the mean over its examples, in whatever order they came.
    ? Of which examples is each loss, and when is it noted?
last_batch_noted: Only the loss of the last batch is noted, where that of all examples is expected.
    ? How many examples stand behind a loss that you note?
loss_summed: The losses are sums over the examples, where the mean is expected.
    ? Should the loss grow only because there are more examples?
loss_over_classes: The losses are divided by the number of classes, too.
    ? How many surprises are there to one example: one, or one for each class?
accuracy_noted: The history holds accuracies, where the losses are expected.
    ? Which number is it that training lowers?
mean_of_batch_means: The loss of an epoch is a plain mean over batches, in which the examples of the
    smaller last batch count more than the others.
    ? How many examples stand behind the loss of each batch?
@history: history[{i}] is {came}, where {before} (the loss before epoch {i}) or {after} (the loss
    after it) is expected.
    ? Of which predictions is each loss, and when is it noted?
one_answer: On {m} new points, your network gives every point the same answer.
    ? Does the loss fall from epoch to epoch? Print it.
"""
)


def classes(rng: Generator, m: int) -> tuple[Array, Array]:
    """Points in three classes: the middle one lies between two parts of another. One-hot labels."""
    part = rng.permutation(np.arange(m) % 4)
    X = np.vstack([2.0 * part - 2.5, 0.6 * part]) + rng.uniform(-0.6, 0.6, (2, m))
    return X, (np.arange(3)[:, None] == np.array([0, 1, 2, 0])[part]) * 1.0


def _some(rng: Generator, m: int) -> tuple[Array, Array]:
    """A few examples of three inputs, and classes that are not balanced."""
    return rng.uniform(-1.5, 1.5, (3, m)), np.eye(3)[
        :, rng.permutation(np.resize([0, 1, 2, 0, 0], m))
    ]


def _run(id: str, data: tuple[Array, Array], rate: float, n: int, size: int, seed: int,
         note: str = "", part: str = VALUES) -> Case:  # fmt: skip
    words = note or f"{data[0].shape[1]} examples in batches of {size}, {n} epochs, rate {rate}"
    return Case(id, (*data, HIDDEN, rate, n, size, Rng(seed)), part, words)


def _seed(rng: Generator) -> int:
    return int(rng.integers(2**31))


class _Run:
    """One call, and the parameters and losses that came out of it."""

    def __init__(self, args: tuple[Any, ...], output: Any) -> None:
        self.X, self.Y = np.asarray(args[0], float), np.asarray(args[1], float)
        self.n_hidden, self.n_epochs, self.size = (int(number(args[i])) for i in (2, 4, 5))
        self.rate = number(args[3])
        n, k = self.n_hidden, len(self.Y)
        shapes = {"W1": (n, len(self.X)), "b1": (n, 1), "W2": (k, n), "b2": (k, 1)}
        like: dict[str, Plain] = {name: np.zeros(shape) for name, shape in shapes.items()}
        self.problem = compare_form((like, np.zeros(self.n_epochs)), output)
        if not self.problem:
            self.theta = {name: np.asarray(output[0][name], float) for name in path.NAMES}
            self.history = np.asarray(output[1], float)


def _read(args: Sequence[tuple[Any, ...]], outputs: Sequence[Any]) -> list[_Run] | Broken:
    runs = [_Run(*call) for call in zip(args, outputs, strict=True)]
    for call, run in enumerate(runs):
        if run.problem:
            return Broken(run.problem.message, run.problem.next_thought, call=call)
    return runs


def _step_runs(rng: Generator) -> list[Case]:
    data, seed = _some(rng, FEW), _seed(rng)
    calls = ((1, 0.0), (1, 0.0), (1, RATE), (3, 0.0), (3, RATE))
    return [_run(f"call-{i}", data, rate, n, FEW, seed) for i, (n, rate) in enumerate(calls)]


def _steps(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Any]) -> Broken | None:
    """With one batch of all examples, the whole way is prescribed by its start."""
    runs = _read(args, outputs)
    if isinstance(runs, Broken):
        return runs
    still, again, once, still_long, long = runs
    if not path.same(still.theta, again.theta, 1e-9):
        return TOLD("other_randomness", call=1)
    units = list(path.rows(still.theta))
    if all(np.array_equal(unit, units[0]) for unit in units):
        return TOLD("alike_at_the_start")
    if path.same(still.theta, once.theta, 1e-12) and path.same(still_long.theta, long.theta, 1e-12):
        return TOLD("rate_ignored", call=2)
    X, Y = once.X, once.Y
    if broken := slips.step_problem(still.theta, once.theta, X, Y, RATE):
        apart = not broken.mistake and _apart(still, once)
        return replace(TOLD("labels_apart") if apart else broken, call=2)
    theta = still_long.theta
    for _ in range(long.n_epochs):
        theta = path.step(theta, X, Y, RATE)
    if path.same(theta, long.theta):
        return None
    apart = _apart(still_long, long)
    return TOLD("labels_apart" if apart else "@later", call=4, n=long.n_epochs)


def _apart(start: _Run, end: _Run) -> bool:
    """Whether every epoch is a step with all examples, whose labels stand in another order."""
    labels = list({end.Y[:, order].tobytes(): order for order in path.deals(FEW, 1)}.values())
    ways = np.array(list(itertools.product(labels, repeat=end.n_epochs)))  # (n, epochs, FEW)
    examples, theta = 0 * ways[:, 0] + np.arange(FEW), start.theta
    for e in range(end.n_epochs):
        theta, _ = path.epoch(theta, end.X, end.Y, RATE, FEW, examples, ways[:, e])
    return any(path.same(path.one_of(theta, i), end.theta) for i in range(len(ways)))


def _batch_runs(rng: Generator) -> list[Case]:
    data, seed = _some(rng, FEW), _seed(rng)
    return [_run(f"rate-{rate}", data, rate, 1, SIZE, seed) for rate in (0.0, RATE)]


def _batches(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Any]) -> Broken | None:
    """Every example comes once in an epoch, with its own label, in batches of batch_size."""
    runs = _read(args, outputs)
    if isinstance(runs, Broken):
        return None  # said already
    start, end, X, Y = runs[0].theta, runs[1].theta, runs[0].X, runs[0].Y
    orders = path.deals(FEW, SIZE)

    def is_dealt(size: int = SIZE, **how: Any) -> bool:
        return path.dealt(start, end, X, Y, RATE, size, **how) is not None

    if is_dealt():
        return None
    ways = (
        ("whole_set_each_step", {"size": FEW}),
        ("divided_by_all", {"share": lambda count: count / FEW}),
        ("divided_by_batch_size", {"share": lambda count: count / SIZE}),
        ("short_batch_dropped", {"orders": orders[:, : FEW - FEW % SIZE]}),
    )
    found = next((id for id, how in ways if is_dealt(**how)), "@no_deal")
    return TOLD(found, call=1)


def _order_runs(rng: Generator) -> list[Case]:
    data, one, other = _some(rng, FEW), _seed(rng), _seed(rng)
    runs = (("still", 0.0, one), ("moves", RATE, one), ("again", RATE, one), ("other", 0.0, other))
    large = _some(rng, LARGE)
    return [
        *(_run(id, data, rate, EPOCHS, SIZE, seed, part=ORDER) for id, rate, seed in runs),
        *(_run(f"large-{rate}", large, rate, 1, SIZE, one, part=ORDER) for rate in (0.0, RATE)),
    ]


def _orders(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Any]) -> Broken | None:
    """All randomness comes from rng, and every epoch has an order of its own."""
    runs = _read(args, outputs)
    if isinstance(runs, Broken):
        return None  # said already
    still, moves, again, other, large, large_moves = runs
    if not path.same(moves.theta, again.theta, 1e-9):
        return TOLD("other_randomness", call=2)
    if np.array_equal(still.theta["W1"], other.theta["W1"]):
        return TOLD("rng_ignored", call=3)
    training = path.Training(still.theta, moves.theta, moves.X, moves.Y, RATE, SIZE)
    orders, explained = training.followed(moves.history)
    if not orders:
        wrong = (("batches", "mean_of_batch_means"), ("last", "last_batch_noted"))
        named = [id for kind, id in wrong if training.followed(moves.history, [kind])[0]]
        lost = "@lost" if explained else "@no_loss"
        came = f"{moves.history[0]:.4g}"
        return TOLD(named[0] if named else lost, call=1, k=explained, came=came)
    data, in_order = (large.X, large.Y, RATE, SIZE), np.arange(LARGE)[None]
    if path.dealt(large.theta, large_moves.theta, *data, orders=in_order) is not None:
        return TOLD("not_shuffled", call=5)
    for period, id in ((1, "same_order"), (2, "same_order@second")):
        if training.followed(moves.history, period=period)[0]:
            return TOLD(id, call=1)
    return None


def _history_runs(rng: Generator) -> list[Case]:
    data, seed = _some(rng, FEW), _seed(rng)
    return [_run(f"rate-{rate}", data, rate, 4, FEW, seed, part=HISTORY) for rate in (0.0, RATE)]


def _noted(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Any]) -> Broken | None:
    """The history holds the loss before each epoch, or after it."""
    runs = _read(args, outputs)
    if isinstance(runs, Broken):
        return None  # said already
    theta, run = runs[0].theta, runs[1]
    way = [theta]
    for _ in range(run.n_epochs):
        way.append(path.step(way[-1], run.X, run.Y, RATE))
    losses = np.array([path.loss(theta, run.X, run.Y) for theta in way])
    off = max(float(path.guarded(theta, run.X, run.Y)) for theta in way)
    right = [(path.scores(theta, run.X).argmax(axis=0) == run.Y.argmax(axis=0)).mean()
             for theta in way]  # fmt: skip
    before, after, noted = losses[:-1], losses[1:], run.history

    def is_noted(*kinds: Any) -> bool:
        return any(np.all(np.abs(noted - kind) <= off) for kind in kinds)

    if is_noted(before, after):
        return None
    for id, found in (
        ("loss_summed", (FEW * before, FEW * after)),
        ("loss_over_classes", (before / len(run.Y), after / len(run.Y))),
        ("accuracy_noted", (right[:-1], right[1:])),
    ):
        if is_noted(*found):
            return TOLD(id, call=1)
    wrong = np.minimum(np.abs(noted - before), np.abs(noted - after)) > off
    i = int(wrong.argmax())  # where each is either of them, the first one is shown
    came, was, is_then = (f"{losses[i]:.4g}" for losses in (noted, before, after))
    return TOLD("@history", call=1, i=i, came=came, before=was, after=is_then)


def _learning_runs(rng: Generator) -> list[Case]:
    note = f"{MANY} points of three classes"
    return [
        Case(f"seed-{i}", (*classes(rng, MANY), 16, 0.4, 40, 10, Rng(_seed(rng))), note=note)
        for i in range(2)
    ]


def _learned(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Any]) -> Broken | None:
    """New points are told apart."""
    runs = _read(args, outputs)
    if isinstance(runs, Broken):
        return runs
    X, Y = classes(np.random.default_rng(NEW), NEW)
    for call, run in enumerate(runs):
        guesses, curve = path.scores(run.theta, X).argmax(axis=0), tuple(map(float, run.history))
        accuracy = float(np.mean(guesses == Y.argmax(axis=0)))
        if accuracy >= ENOUGH:
            continue
        if np.ptp(guesses) == 0:
            return TOLD("one_answer", call=call, m=NEW)
        return Broken(
            f"On {NEW} new points, the network is right in {accuracy:.0%} after training, where "
            f"{ENOUGH:.0%} is expected.",
            "With which weights does your network begin, and how many epochs are there?",
            curve=curve,
            call=call,
        )
    return None


def _edge_runs(rng: Generator) -> list[Case]:
    X, Y = _some(rng, FEW)
    whole = np.rint(2 * X).astype(np.int64), Y.astype(np.int64)
    runs = (
        ("far", (400.0 * X, Y), 2, "inputs in the hundreds"),
        ("one-batch", (X, Y), 9, "a batch that is larger than the set"),
        ("whole", whole, 2, "X and Y in whole numbers"),
        ("two-classes", (X[:1], Y[:2, :] + [[0], [1]] * Y[2:]), 3, "one input, two classes"),
        ("read-only", (read_only(X), read_only(Y)), 2, "read-only arrays"),
        ("strided", (strided(X), strided(Y)), 2, "parts of wider arrays"),
    )
    return [_run(id, data, 0.5, 3, size, 7, note, EDGE) for id, data, size, note in runs]


def _formed(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Any]) -> Broken | None:
    runs = _read(args, outputs)
    return runs if isinstance(runs, Broken) else None


EXERCISE = Exercise(
    id="cat_detector.fit_softmax_network",
    title="Three classes",
    use="fit",
    returns=("parameters", "history"),
    parts=(
        Part(VALUES, "every step goes against the slopes, and it learns", 4.0),
        Part(HISTORY, "a loss for each epoch", 1.0),
        Part(ORDER, "a new order each epoch, from rng", 1.0, needs=(VALUES, HISTORY)),
        Part(EDGE, "unusual data", 1.0),
    ),
    properties=(
        Property("steps", "each step goes against the slopes of the loss", _step_runs, _steps),
        Property("batches", "every example comes once an epoch, in batches", _batch_runs, _batches),
        Property("learns", "new points are told apart", _learning_runs, _learned),
        Property("history", "history holds the loss of each epoch", _history_runs, _noted,
                 part=HISTORY),
        Property("orders", "every epoch has a new order, drawn from rng", _order_runs, _orders,
                 part=ORDER),
        Property("edge", "unusual data give finite parameters, too", _edge_runs, _formed,
                 part=EDGE),
    ),
    hints=(
        "It is the cat detector once more, with K outputs in place of one: softmax makes the "
        "probabilities, and the errors Ŷ - Y have a row for each class.",
        "Before the loops: W1 and W2 from rng, b1 and b2. For each epoch deal the examples anew; "
        "for each batch go forward, backward, and take one step; after the batches, note the loss. "
        "Compute all four slopes before you change a parameter.",
        "delta2 = Y_hat - Y_b and delta1 = (W2.T @ delta2) * (Z1 > 0). The slope along W2 is "
        "delta2 @ A1.T, divided by the examples in the batch; along b2 it is the mean of delta2 "
        "over the examples, as a column. W1 and b1 go the same way.",
    ),
    thought="Train with one batch of all examples, and print the loss after each epoch: it falls.",
)  # fmt: skip
