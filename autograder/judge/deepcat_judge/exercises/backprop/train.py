"""A network that learns in mini-batches, judged by where its epochs can lead and how they end."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeAlias

import numpy as np

from deepcat_judge.exercise import EDGE, VALUES, Broken, Case, Exercise, Part, Property
from deepcat_judge.exercises.backprop import epochs_told, steps_told
from deepcat_judge.exercises.backprop.descents import CLOSE, Descent, Parameters, loss_of, read
from deepcat_judge.exercises.backprop.epochs_told import SIZE, START, M, X, Y
from deepcat_judge.exercises.cat_detector.runs import quadrants
from deepcat_judge.exercises.common import Array, Generator, form_broken, read_only, strided
from deepcat_judge.plain import Rng

BATCHES, HISTORY = "batches", "history"
Calls: TypeAlias = Any
# Right runs end at 0.01 to 0.09 times the loss at the beginning (1,500 seeds).
LONG, FALLS_TO = 40, 0.6
# At a rate of 10, the loss on this set of small inputs rises from the third epoch on.
RISING = 8
# That 8 seeds give the same of 30 orders has a probability of 30**-7 < 5e-11.
SEEDS = 8
# That so many epochs of 30 orders each come out alike by chance, 30**-5 < 5e-8.
TOLD_APART = 5


def _seed(rng: Generator) -> Rng:
    return Rng(int(rng.integers(2**31)))


def _network(rng: Generator, n_x: int, n_h: int) -> Parameters:
    shapes = {"W1": (n_h, n_x), "b1": (n_h, 1), "W2": (1, n_h), "b2": (1, 1)}
    return {name: rng.uniform(-1.0, 1.0, shape) for name, shape in shapes.items()}


def _labelled(rng: Generator, n_x: int, m: int) -> tuple[Array, Array]:
    labels = rng.permutation((np.arange(m) % 5 < 2) * 1.0)
    return rng.uniform(-1.5, 1.5, (n_x, m)), labels[None, :]


def _run(id: str, part: str, note: str, *args: Any) -> Case:
    return Case(id, args, part, note)


def _learning_runs(rng: Generator) -> list[Case]:
    """Epochs of one batch, whose every step is known, and a long training in small ones."""
    start, (X, Y) = _network(rng, 3, 4), _labelled(rng, 3, M)
    rate = float(rng.uniform(0.3, 0.7))
    cases = [
        _run(f"epochs-{k}", VALUES, f"{k} epoch{'s' * (k > 1)}, all {M} examples in one batch",
             X, Y, start, rate, k, M, _seed(rng))
        for k in (1, 2, 3, LONG, LONG + 1)
    ]  # fmt: skip
    points, labels = quadrants(rng, 40)
    begin = {
        "W1": rng.normal(size=(16, 2)), "b1": np.zeros((16, 1)),
        "W2": rng.normal(size=(1, 16)) / 4.0, "b2": np.zeros((1, 1)),
    }  # fmt: skip
    note = f"40 points that no line separates, {LONG} epochs of four batches"
    args = points, labels, begin, 0.3, LONG, 10, _seed(rng)
    return [*cases, _run("long", VALUES, note, *args)]


def _learns(args: Calls, outputs: Calls) -> Broken | None:
    if broken := _unlike(args, outputs):
        return broken
    *full, (end, history) = (read(output) or ({}, np.zeros(0)) for output in outputs)
    curve = tuple(map(float, history))
    begin = _descent(args[0])
    broken = (
        steps_told.first_steps(begin, [found for found, _ in full[:3]])
        or _at(4, steps_told.last_step(begin.from_there(full[3][0]), full[4][0]))
        or _at(5, _outcome(args[-1], end))
    )
    return replace(broken, curve=curve) if broken else None


def _at(call: int, broken: Broken | None) -> Broken | None:
    """What does not hold, and the call that shows it."""
    return replace(broken, call=call) if broken else None


def _descent(call: Calls) -> Descent:
    """Steps from where a call starts, on its examples."""
    return Descent(call[2], np.asarray(call[0]), np.asarray(call[1]), float(np.asarray(call[3])))


def _outcome(call: Calls, end: Parameters) -> Broken | None:
    """Whether the long training ends far below where it began."""
    points, labels = map(np.asarray, call[:2])
    before, after = (loss_of(theta, points, labels) for theta in (call[2], end))
    if after <= FALLS_TO * before:
        return None
    return Broken(
        f"After {LONG} epochs in mini-batches the loss is {after:.3g}, where it began at "
        f"{before:.3g}: it should be far lower.",
        "Print the loss after each epoch: from which one on does it no longer fall?",
        telling=True,
    )


def _unlike(args: Calls, outputs: Calls) -> Broken | None:
    """What keeps a result from being parameters and a history, however long that is."""
    for i, (call, output) in enumerate(zip(args, outputs, strict=True)):
        if broken := epochs_told.not_a_pair(output):
            return _at(i, broken)
        history = output[1] if isinstance(output, (tuple, list)) and len(output) == 2 else None
        some = history if isinstance(history, np.ndarray) and history.ndim == 1 else np.zeros(1)
        like: dict[str, Any] = {name: np.zeros(np.shape(theta)) for name, theta in call[2].items()}
        if broken := form_broken((like, np.zeros(len(some))), [output]):
            return _at(i, broken)
    return None


def _epoch_runs(rng: Generator) -> list[Case]:
    seeds = [_seed(rng) for _ in range(SEEDS)]
    calls = [(k, seed) for seed in seeds for k in (1, 2)]
    twice = [(TOLD_APART, seeds[0])] * 2
    return [
        _run(f"call-{i}", BATCHES, f"{M} examples by twos, {k} epoch{'s' * (k > 1)}",
             X, Y, START, 0.5, k, SIZE, seed)
        for i, (k, seed) in enumerate([*calls, *twice])
    ]  # fmt: skip


def _dealt(args: Calls, outputs: Calls) -> Broken | None:
    if _unlike(args, outputs):
        return None  # it is said elsewhere
    *ends, once, again = (found for found, _ in filter(None, map(read, outputs)))
    return epochs_told.dealt(ends[::2], ends[1::2], once, again)


def _history_runs(rng: Generator) -> list[Case]:
    seed = _seed(rng)
    note = f"{RISING} epochs, in most of which the loss rises"
    rising = _run("rising", HISTORY, note, 0.3 * X, Y, START, 10.0, RISING, M, seed)
    runs = [
        _run(name, HISTORY, note, X, Y, START, 0.5, k, size, seed)
        for name, note, k, size in (
            ("whole", "three epochs of one batch", 3, M),
            ("small", "two epochs of batches of two", 2, SIZE),
            ("first", "one epoch of batches of two", 1, SIZE),
        )
    ]
    return [*runs, rising]


def _noted(args: Calls, outputs: Calls) -> Broken | None:
    if _unlike(args, outputs):
        return None  # it is said elsewhere
    *runs, (_, rising) = filter(None, map(read, outputs))
    if broken := epochs_told.noted(runs):
        return broken
    if len(rising) >= RISING:
        return None
    return Broken(
        f"Where the loss rises, the history holds {len(rising)} losses after {RISING} epochs: the "
        "training has ended before n_epochs.",
        "Which line ends your loop, and what does the exercise say of n_epochs?",
        "stops_early",
        curve=tuple(map(float, rising)),
        call=3,
    )


def _edge_runs(rng: Generator) -> list[Case]:
    start, (X, Y) = _network(rng, 2, 3), _labelled(rng, 2, 7)
    single = {name: theta.astype(np.float32) for name, theta in start.items()}

    def case(id: str, note: str, X: Array, Y: Array, start: Any = start, k: int = 1) -> Case:
        return _run(id, EDGE, note, X, Y, start, 0.5, k, 9, _seed(rng))

    whole = np.rint(2.0 * X).astype(np.int64)
    return [
        case("none", "no epoch at all", X, Y, k=0),
        case("one", "one example only", X[:, :1], Y[:, :1]),
        case("whole", "X and Y in whole numbers", whole, Y.astype(np.int64)),
        case("read-only", "read-only arrays", read_only(X), read_only(Y),
             {name: read_only(theta) for name, theta in start.items()}),
        case("strided", "every second column of wider arrays", strided(X), np.asfortranarray(Y)),
        case("float32", "float32 numbers", X.astype(np.float32), Y.astype(np.float32), single),
    ]  # fmt: skip


def _stepped(args: Calls, outputs: Calls) -> Broken | None:
    """A batch larger than the set is the whole set, and no epoch changes nothing."""
    if broken := _unlike(args, outputs):
        return broken
    for i, (call, output) in enumerate(zip(args, outputs, strict=True)):
        found, _ = read(output) or ({}, None)
        begin = _descent(call)
        right = begin.after((begin.everything,) * call[4])
        atol = 1e-4 if np.asarray(call[0]).dtype == np.float32 else CLOSE
        if broken := steps_told.differs(found, right, begin.after(()), atol):
            return _at(i, broken)
    return None


EXERCISE = Exercise(
    id="backprop.train",
    title="A network learns",
    use="fit",
    parts=(
        Part(VALUES, "it learns, step by step", 4.0),
        Part(BATCHES, "every example once an epoch, in new batches", 2.0),
        Part(HISTORY, "a loss for each epoch", 1.0),
        Part(EDGE, "unusual data", 1.0),
    ),
    returns=("parameters", "history"),
    properties=(
        Property("learns", "every step goes against the slopes of the loss", _learning_runs,
                 _learns),
        Property("batches", "an epoch uses every example once, in batches of a new order",
                 _epoch_runs, _dealt, part=BATCHES),
        Property("history", "history holds the loss of each epoch", _history_runs, _noted,
                 part=HISTORY),
        Property("edge", "unusual data are learned from as well", _edge_runs, _stepped, part=EDGE),
    ),
    hints=(
        "Training is two loops, one in the other: over the epochs, and over the batches of an "
        "epoch. All that happens for a batch, you have written already.",
        "For each batch: a forward pass with the parameters of now, the gradients, a step. Which "
        "of your functions does each of them? And what has to be noted once an epoch?",
        "for each epoch: for X_b, Y_b in minibatches(…): forward, then backward with the cache, "
        "then parameters = gradient_step(…). After the inner loop: append the cost of all "
        "examples. At the end, return both.",
    ),
    thought="Print the parameters before and after the first step, and compare their difference "
    "with the gradient.",
)  # fmt: skip
