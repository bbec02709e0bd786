"""What is said of the steps of a training, array by array."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from deepcat_judge.exercise import Broken
from deepcat_judge.exercises.backprop.descents import (
    CLOSE,
    Descent,
    Parameters,
    Plan,
    close,
    deals,
    drawn_afresh,
)
from deepcat_judge.exercises.backprop.implementations import NAMES
from deepcat_judge.exercises.common import agree
from deepcat_judge.exercises.told import Told
from deepcat_judge.verdict import TrailRow

TOLD = Told("""
uphill: {arrays} move along their slopes, where they should go against them.
    ? A slope says where the loss rises. Which way should a step go?
sum_for_mean: Every step is {m} times as long as expected: the slopes are summed over the
    {m} examples of the batch, where their mean is expected.
    ? In which of your functions is the division by m, and does this step use it?
divided_twice: Every step is {m} times as short as expected: the slopes are divided by the
    {m} examples of the batch twice.
    ? How often is something divided by m, from delta to the new parameters?
rate_ignored: Every step has the length of the slopes themselves: the learning rate is missing.
    ? Where does learning_rate enter your code?
not_updated: The parameters come back as they were given, whatever n_epochs is.
    ? Which name holds the new parameters after a step, and which one is returned?
one_epoch_fewer: The parameters are those after one epoch too few.
    ? How many numbers does your range give?
one_epoch_more: The parameters are those after one epoch too many.
    ? How many numbers does your range give?
one_epoch_only: The parameters are those after one epoch, whatever n_epochs is.
    ? Which of your lines is inside the loop over the epochs, and when does the return happen?
slopes_once: Every step uses the slopes of the start.
    ? With which parameters is the forward pass of the second step made?
batch_size_ignored: All {m} examples were to be one batch, and your steps look at {size} of them
    at a time.
    ? Where does batch_size enter your code?
one_example_only: Of the {m} examples of the batch, the step looks at one only.
    ? Over which examples should a step take the mean?
with_replacement: In one epoch some examples come more than once, and others never.
    ? Drawing cards and putting each back, or dealing the whole deck: which one is this?
labels_apart: The steps are right for other labels: X and Y are not in the same order any more.
    ? How many orders does your code draw, and which arrays use each of them?
features_shuffled: The steps are right for an X whose rows have changed places: the features were
    shuffled, and not the examples.
    ? Which axis of X counts examples?
""")
_OTHERWISE = "move{s} another way than expected"


def first_steps(begin: Descent, runs: Sequence[Parameters]) -> Broken | None:
    """What is wrong with runs of 1, 2 and 3 epochs of one batch, with the same start."""
    whole = begin.everything
    path = [begin.after((whole,) * k) for k in range(len(runs) + 2)]
    k = next((k for k, run in enumerate(runs) if not close(run, path[k + 1])), None)
    if k is None:
        return None
    for name, way in (
        ("not_updated", [path[0]] * len(runs)),
        ("one_epoch_fewer", path),
        ("one_epoch_more", path[2:]),
        ("one_epoch_only", [path[1]] * len(runs)),
        ("slopes_once", [_along(path[0], path[1], k + 1) for k in range(len(runs))]),
    ):
        if all(close(run, right) for run, right in zip(runs, way, strict=False)):
            return TOLD(name, call=k)
    broken = _other_data(begin, runs[k], k + 1) or _in_epoch(begin, runs[k], path, k)
    return replace(broken, call=k)


def last_step(before: Descent, run: Parameters) -> Broken | None:
    """What is wrong with the last of many steps."""
    right, start = before.after((before.everything,)), before.after(())
    if close(run, start):
        return Broken(
            "The last epochs change nothing: the training has ended before n_epochs.",
            "Which line ends your loop, and what does the exercise say of n_epochs?",
            "stops_early",
        )
    broken = differs(run, right, start)
    return broken and Broken(
        f"The first epochs are right. In a later one, {broken.message}",
        "Does anything change from epoch to epoch beside the parameters and the history?",
        telling=True,
        trail=broken.trail,
    )


def differs(
    found: Parameters, right: Parameters, start: Parameters, atol: float = CLOSE
) -> Broken | None:
    """How the arrays of one step differ from the right ones, in words and as a trail."""
    wrong = {name: _share(found, right, start, name, atol) for name in NAMES}
    if _OTHERWISE in wrong.values():  # one number alone always moves by some multiple
        wrong |= {name: _OTHERWISE for name in NAMES if wrong[name] and found[name].size == 1}
    words = [
        _move([name for name in NAMES if wrong[name] == how], how)
        for how in dict.fromkeys(filter(None, wrong.values()))
    ]
    if not words:
        return None
    kept = [name for name in NAMES if not wrong[name]]
    others = f"; {listed(kept)} {'is' if len(kept) == 1 else 'are'} right" if kept else ""
    return Broken(
        f"{', and '.join(words)}{others}.",
        "Print the gradient of the first array that differs, and what the step makes of it."
        if not kept
        else "Which gradients does this step use, and with which parameters were they computed?",
        telling=True,
        trail=_trail(found, right, wrong),
    )


def _in_epoch(begin: Descent, run: Parameters, path: Sequence[Parameters], k: int) -> Broken:
    """How the first step that is wrong differs: by a factor of all arrays, or array by array."""
    start, right = path[k], path[k + 1]
    m, rate = len(begin.everything), begin.rate
    broken = differs(run, right, start)
    trail = broken.trail if broken else ()
    factors = {
        "uphill": -1.0,
        "sum_for_mean": m,
        "divided_twice": 1.0 / m,
        "rate_ignored": 1 / rate,
    }
    for name, factor in factors.items():
        if close(run, _along(start, right, factor)):
            told = TOLD(name, arrays=listed(NAMES), m=m)
            return Broken(told.message, told.next_thought, told.mistake, trail=trail)
    before = f"After {k} epoch{'s' * (k > 1)} all arrays are right. In the next one, "
    words = broken.message if broken else "the parameters differ."
    told_so = f"{before}{words}" if k else f"In the first epoch, {words}"
    thought = broken.next_thought if broken else ""
    return Broken(told_so, thought, telling=True, trail=trail)


def _other_data(begin: Descent, run: Parameters, epochs: int) -> Broken | None:
    """Whether the steps are right for other batches, other labels, or other features."""
    m = len(begin.everything)
    if epochs == 1:
        for size in range(1, m):
            sizes = (size,) * (m // size) + ((m % size,) if m % size else ())
            if begin.leading_to(run, deals(m, *sizes)):
                return TOLD("batch_size_ignored", m=m, size=size)
        if drawn := begin.leading_to(run, drawn_afresh(m, m, 1)):
            return TOLD("with_replacement" if mixes(drawn) else "one_example_only", m=m)
    if _after_shuffles(begin, run, epochs, labels=True):
        return TOLD("labels_apart")
    return TOLD("features_shuffled") if _after_shuffles(begin, run, epochs, labels=False) else None


def mixes(plan: Plan) -> bool:
    """Whether any batch holds two different examples: else each takes the slopes of one."""
    return any(len({*batch}) > 1 for batch in plan)


def _after_shuffles(begin: Descent, run: Parameters, epochs: int, labels: bool) -> bool:
    """Whether a run of epochs of one batch comes of labels, or features, in other orders."""
    rows = begin.Y.T if labels else begin.X
    every = itertools.permutations(range(len(rows)))
    orders = {rows[list(order)].tobytes(): order for order in every}
    ends: list[Parameters] = [begin.after(())]
    for _ in range(epochs):
        ends = [
            _shuffled(begin, end, list(order), labels) for end in ends for order in orders.values()
        ]
    return any(close(run, end) for end in ends)


def _shuffled(begin: Descent, start: Parameters, order: list[int], labels: bool) -> Parameters:
    X, Y = (begin.X, begin.Y[:, order]) if labels else (begin.X[order], begin.Y)
    plan: Plan = (begin.everything,)
    return Descent(start, X, Y, begin.rate).after(plan)


def _along(start: Parameters, end: Parameters, times: float) -> Parameters:
    return {name: start[name] + times * (end[name] - start[name]) for name in NAMES}


def _share(found: Parameters, right: Parameters, start: Parameters, name: str, atol: float) -> str:
    """How one array moves in a step that moves it wrongly; empty where it is right."""
    if bool(np.all(np.abs(found[name] - right[name]) <= atol)):
        return ""
    step, wanted = found[name] - start[name], right[name] - start[name]
    share = float(np.sum(step * wanted) / max(float(np.sum(wanted**2)), 1e-300))
    if not agree(step, share * wanted, 1e-6):
        return _OTHERWISE
    for value, words in ((-1.0, "move{s} the opposite way"), (0.0, "stay{s} unchanged")):
        if abs(share - value) < 1e-6:
            return words
    return f"move{{s}} {share:.4g} times as far as expected"


def _trail(found: Parameters, right: Parameters, wrong: dict[str, str]) -> tuple[TrailRow, ...]:
    return tuple(
        TrailRow(
            name, found[name].shape, float(np.max(np.abs(found[name] - right[name]))),
            not wrong[name],
        )
        for name in NAMES
    )  # fmt: skip


def _move(names: Sequence[str], how: str) -> str:
    return f"{listed(names)} {how.format(s='s' * (len(names) == 1))}"


def listed(names: Sequence[str]) -> str:
    """Some names in a sentence: ``"W1, b1 and W2"``."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
