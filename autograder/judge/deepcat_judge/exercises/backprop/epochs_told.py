"""What is said of the epochs of a training: how the batches were dealt, and what was noted."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from deepcat_judge.compare import is_number
from deepcat_judge.exercise import Broken
from deepcat_judge.exercises.backprop import steps_told
from deepcat_judge.exercises.backprop.descents import (
    Descent,
    Parameters,
    Plan,
    close,
    deals,
    drawn_afresh,
    filled_up,
)
from deepcat_judge.exercises.backprop.passes import through
from deepcat_judge.exercises.common import Array
from deepcat_judge.exercises.network.made import numbers
from deepcat_judge.exercises.told import Told
from deepcat_judge.plain import Plain

# Five examples by twos, and a network with which every order of batches leads elsewhere: any two
# of the thirty ends are 0.02 apart, where rounding moves them by 1e-15.
M, SIZE, RATE = 5, 2, 0.5
X, Y = numbers(3, M, 8) / 1.25, np.array([[0.0, 1.0, 0.0, 0.0, 1.0]])
START: Parameters = {
    name: np.roll(numbers(*shape, at).ravel(), 4).reshape(shape)
    for name, shape, at in (
        ("W1", (4, 3), 3), ("b1", (4, 1), 6), ("W2", (1, 4), 6), ("b2", (1, 1), 11),
    )
}  # fmt: skip
RIGHT = tuple(deals(M, 2, 2, 1))
_IN_ORDER: Plan = ((0, 1), (2, 3), (4,))
_GUARDED = 1e-5  # a guard of 1e-7 inside the logarithm moves a loss by less

TOLD = Told("""
history_forgotten: Only the parameters are returned, where the parameters and a history are
    expected.
    ? Which two things should come out?
last_loss_only: The history is one number, where a list of losses is expected.
    ? When is a loss noted, and how many are there after n_epochs epochs?
other_randomness: Two calls with generators of the same seed gave different parameters.
    ? Does every random number come from the argument rng?
rng_ignored: The order of the examples does not depend on rng: every seed gives the same one.
    ? Does your code use the generator that it is given, or make one of its own?
not_shuffled: The batches come in the order of X: nothing is shuffled.
    ? Which of your functions deals the examples into batches, and from what is the order drawn?
same_order_each_epoch: The second epoch has the same order as the first.
    ? When are the batches dealt: once, or at the beginning of every epoch?
some_never_move: The same example is left over for the last batch in every epoch.
    ? Is the order of the examples shuffled, or the order of the batches?
whole_set_each_step: Every step uses all examples, whatever batch_size is.
    ? Which examples enter a step, and which ones the next?
short_batch_dropped: The last, smaller batch is missing: its examples are never used.
    ? What happens to the examples that do not fill a batch?
one_batch_an_epoch: An epoch ends after its first batch.
    ? Which of your lines is inside the loop over the batches, and when does the return happen?
divided_by_all: The slopes of a batch are divided by the number of all examples, where the mean
    over the batch is expected.
    ? Of how many examples does a step take the mean?
one_by_one: Every example makes a step of its own, whatever batch_size is.
    ? Where does batch_size enter your code?
pieces_moved: Whole pieces of X make the batches: the order of the pieces is shuffled, and not the
    order of the examples.
    ? Is the order of the examples shuffled, or the order of the batches?
short_batch_first: The smaller batch is not the last one.
    ? Write down start and stop of each batch, with m = 5 and batch_size = 2.
count_of_batches: The batches hold 3 and 2 of five examples, where 2, 2 and 1 are expected.
    ? Does batch_size count batches, or examples in a batch?
short_batch_filled: The last batch is filled up with examples that had come before.
    ? How large is the last batch when batch_size does not divide m?
history_of_arrays: The history does not hold numbers only, where each loss is one number.
    ? Which of your functions makes one number of labels and predictions?
@another_epoch: In the {which} epoch, five examples by twos, the parameters end where no order of
    the examples leads.
    ? Follow one epoch on paper: which examples make each batch, and with which parameters is each
    gradient computed?
a_loss_each_batch: The history holds a loss for every batch, where one an epoch is expected.
    ? Inside which of the two loops does your code note a loss?
one_loss_more: The history holds one loss too many: {found} after {epochs} epochs.
    ? Is a loss noted before the first epoch, and after the last one, too?
@other_length: The history holds {found} losses after {epochs} epochs.
    ? How often is a loss noted: once an epoch?
mean_of_batches: The losses are the mean of the batches' losses, where a batch of one counts as much
    as a batch of two.
    ? Which mean do you get when each example counts alike?
last_batch_only: The losses are those of the last batch of each epoch, not of all examples.
    ? Of which examples should the loss of an epoch be?
sum_of_batches: The losses are the sum of the batches' losses, not a mean over the examples.
    ? What is the loss of all examples, when you know it of each batch?
sum_for_mean_loss: The history holds sums over the examples, where their mean is expected.
    ? Which of your functions makes one number of labels and predictions?
minus_the_loss: The losses in the history have a minus sign.
    ? Can a cross-entropy be negative?
squared_errors: The history holds the mean squared error, where the cross-entropy is expected.
    ? Of which loss are the slopes that you use?
accuracies: The history holds accuracies, where losses are expected.
    ? Which of your functions measures the loss?
newest_first: The losses stand in the wrong order: the last one comes first.
    ? Which loss should history[0] be?
@other_losses: history[{i}] is {found:.4g}. The loss is {before:.4g} before this epoch and
    {after:.4g} after it, and {mean:.4g} is the mean over the examples of its batches.
    ? Of which predictions is each loss, and when is it noted?
""")


@functools.cache
def _begin(over: int = 0) -> Descent:
    """Descent from START: where a plan leads is the same for every answer, and worked out once."""
    return Descent(START, X, Y, RATE, over)


def not_a_pair(output: Plain) -> Broken | None:
    """That the history is missing, or only its last number is there."""
    if isinstance(output, dict) and "W1" in output:
        return TOLD("history_forgotten")
    if not isinstance(output, (tuple, list)) or len(output) != 2 or not isinstance(output[0], dict):
        return None
    history = output[1]
    if isinstance(history, (list, tuple)):  # one of numbers has become an array
        return TOLD("history_of_arrays")
    return TOLD("last_loss_only") if is_number(history) else None


def dealt(
    firsts: Sequence[Parameters],
    seconds: Sequence[Parameters],
    once: Parameters,
    again: Parameters,
) -> Broken | None:
    """Whether runs of one epoch and of two, a pair for each seed, deal the examples as expected.

    ``once`` and ``again`` are two runs of several epochs with one seed; they come last.
    """
    if not close(again, once):
        return TOLD("other_randomness", call=2 * len(firsts) + 1)
    begin = _begin()
    first = [begin.leading_to(end, RIGHT) for end in firsts]
    off = [end for end, plan in zip(firsts, first, strict=True) if plan is None]
    if off:
        broken = _other_deal(begin, off) or TOLD("@another_epoch", which="first")
        return replace(broken, call=2 * first.index(None))
    second = [_next_epoch(plan, two) for plan, two in zip(first, seconds, strict=True) if plan]
    if None in second:  # the first of two epochs may be another one than the only one
        i = second.index(None)
        ways = itertools.product(RIGHT, RIGHT)
        both = begin.leading_to(seconds[i], ((*one, *other) for one, other in ways))
        return None if both else TOLD("@another_epoch", call=2 * i + 1, which="second")
    if len({*first}) == 1:
        return TOLD("not_shuffled" if first[0] == _IN_ORDER else "rng_ignored")
    if first == second:
        return TOLD("same_order_each_epoch", call=1)
    if len({plan[-1] for plan in (*first, *second) if plan}) == 1:
        return TOLD("some_never_move", call=1)
    return None


def _next_epoch(plan: Plan, end: Parameters) -> Plan | None:
    """The right second epoch that leads to given parameters, where `plan` was the first."""
    both = _begin().leading_to(end, ((*plan, *other) for other in RIGHT))
    return both and both[len(plan) :]


def _other_deal(begin: Descent, ends: Sequence[Parameters]) -> Broken | None:
    """Which other way of making batches leads to where some runs have ended."""
    if all(_begin(over=M).leading_to(end, RIGHT) for end in ends):
        return TOLD("divided_by_all")
    for name, deal in _deals():
        plans = tuple(deal)
        found = [begin.leading_to(end, plans) for end in ends]
        if None in found:
            continue
        if name != "with_replacement":
            return TOLD(name)
        if any(steps_told.mixes(plan) for plan in found if plan):
            return steps_told.TOLD(name)
    return None


def _deals() -> Iterator[tuple[str, Iterable[Plan]]]:
    """Wrong ways to make the batches of an epoch, the simplest first."""
    whole = tuple(range(M))
    yield "whole_set_each_step", ((whole,), (whole,) * 3)
    yield "short_batch_dropped", deals(M, 2, 2)
    yield "one_batch_an_epoch", deals(M, 2)
    yield "one_by_one", deals(M, 1, 1, 1, 1, 1)
    yield "pieces_moved", itertools.permutations(_IN_ORDER)
    yield "short_batch_first", itertools.chain(deals(M, 1, 2, 2), deals(M, 2, 1, 2))
    yield "count_of_batches", itertools.chain(deals(M, 3, 2), deals(M, 2, 3))
    yield "short_batch_filled", filled_up(M, SIZE)
    yield "with_replacement", drawn_afresh(M, SIZE, 3)
    yield "with_replacement", drawn_afresh(M, SIZE, 2)


def noted(runs: Sequence[tuple[Parameters, Array]]) -> Broken | None:
    """What is wrong with the histories of three epochs of one batch, and of two of small ones.

    The third run tells the order of the first epoch of the second one.
    """
    (_, whole), (end, small), (first_end, _) = runs
    for i, (history, epochs, batches) in enumerate(((whole, 3, 1), (small, 2, 3))):
        if len(history) != epochs:
            return replace(_other_length(len(history), epochs, batches), call=i)
    begin = _begin()
    everything: Plan = (begin.everything,)
    first = begin.leading_to(first_end, RIGHT)
    second = first and _next_epoch(first, end)
    if not (first and second):
        return None  # what is wrong with the batches is said elsewhere
    for i, (ways, history) in enumerate((([everything] * 3, whole), ([first, second], small))):
        if broken := _other_losses(begin, ways, history):
            return replace(broken, call=i)
    return None


def _other_length(found: int, epochs: int, batches: int) -> Broken:
    if found == epochs * batches:
        return TOLD("a_loss_each_batch")
    name = "one_loss_more" if found == epochs + 1 else "@other_length"
    return TOLD(name, found=found, epochs=epochs)


def _other_losses(begin: Descent, epochs: Sequence[Plan], history: Array) -> Broken | None:
    """What the numbers of a history are, where they are no losses of these epochs."""
    plans = [tuple(itertools.chain(*epochs[:k])) for k in range(len(epochs) + 1)]
    losses = np.array([begin.loss(plan) for plan in plans])
    before, after = losses[:-1], losses[1:]
    of_batches = [
        [begin.loss((*plan, *epoch[:i]), epoch[i]) for i in range(len(epoch))]
        for plan, epoch in zip(plans, epochs, strict=False)
    ]
    sizes = [len(batch) for batch in epochs[0]]
    mean = np.array(of_batches) @ sizes / M
    if any(_same(history, right) for right in (before, after, mean)):
        return None
    predictions = [through(X, begin.after(plan))["A2"] for plan in plans]
    squares = np.array([np.mean((Y_hat - Y) ** 2) for Y_hat in predictions])
    hits = np.array([np.mean((Y_hat > 0.5) == Y) for Y_hat in predictions])
    others = {
        "mean_of_batches": [np.mean(of_batches, axis=1)],
        "last_batch_only": [
            np.array(of_batches)[:, -1],
            np.array([
                begin.loss(plan, epoch[-1]) for plan, epoch in zip(plans[1:], epochs, strict=True)
            ]),
        ],
        "sum_of_batches": [np.sum(of_batches, axis=1)],
        "sum_for_mean_loss": [M * right for right in (before, after, mean)],
        "minus_the_loss": [-right for right in (before, after, mean)],
        "newest_first": [right[::-1] for right in (before, after, mean)],
        "squared_errors": [squares[:-1], squares[1:]],
        "accuracies": [hits[:-1], hits[1:]],
    }  # fmt: skip
    for name, ways in others.items():
        if any(_same(history, way) for way in ways):
            return TOLD(name)
    off = np.min([np.abs(history - right) for right in (before, after, mean)], axis=0)
    i = int(np.argmax(off > _GUARDED))
    return TOLD(
        "@other_losses", i=i, found=history[i], before=before[i], after=after[i], mean=mean[i]
    )


def _same(one: Array, other: Array) -> bool:
    return bool(np.all(np.abs(one - other) <= _GUARDED))
