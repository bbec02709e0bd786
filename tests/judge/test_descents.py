"""Training is judged by every way that an epoch can go: the ways are counted and told apart."""

from __future__ import annotations

import itertools
import math
from typing import Any

import numpy as np
import pytest

from deepcat_judge.exercises.backprop import descents, epochs_told, steps_told
from deepcat_judge.exercises.backprop.descents import Descent, close, deals, drawn_afresh, filled_up
from deepcat_judge.exercises.backprop.epochs_told import RATE, RIGHT, START, M, X, Y
from deepcat_judge.exercises.backprop.implementations import NAMES
from deepcat_judge.exercises.backprop.train import EXERCISE
from deepcat_judge.judge import judge
from deepcat_judge.key import Key
from deepcat_judge.observe import LocalCaller
from deepcat_solutions.backprop import train

BEGIN = Descent(START, X, Y, RATE)


def test_every_deal_is_there_once() -> None:
    assert len({*deals(5, 2, 2, 1)}) == len([*deals(5, 2, 2, 1)]) == math.factorial(5) // 4
    assert [*deals(3, 2)] == [((0, 1),), ((0, 2),), ((1, 2),)]  # one is left out
    assert {len(plan[-1]) for plan in filled_up(5, 2)} == {2}
    assert len([*drawn_afresh(3, 2, 2)]) == 6**2


def test_no_two_orders_lead_to_the_same_place() -> None:
    ends = [np.concatenate([a.ravel() for a in BEGIN.after(plan).values()]) for plan in RIGHT]
    apart = min(np.max(np.abs(a - b)) for a, b in itertools.combinations(ends, 2))
    assert apart > 0.02 > 1e5 * descents.CLOSE


def test_every_unit_of_the_small_network_is_on_for_some_examples_and_off_for_others() -> None:
    on = START["W1"] @ X + START["b1"] > 0
    assert np.all(on.any(axis=1)) and not np.any(on.all(axis=1))


def test_an_epoch_of_the_reference_is_one_of_the_ways() -> None:
    orders = set()
    for seed in range(12):
        end, _ = train(X, Y, START, RATE, 1, 2, np.random.default_rng(seed))
        orders.add(BEGIN.leading_to(end, RIGHT))
    assert None not in orders and len(orders) > 4


def test_steps_over_all_are_shorter() -> None:
    plan = ((0, 1),)
    half = Descent(START, X, Y, RATE, over=2 * 2).after(plan)
    whole = BEGIN.after(plan)
    for name in NAMES:
        assert np.allclose(half[name] - START[name], (whole[name] - START[name]) / 2)


@pytest.mark.parametrize("m", [2, 3, 7])
def test_one_array_that_moves_otherwise_is_named(m: int) -> None:
    start, right = BEGIN.after(()), BEGIN.after((BEGIN.everything,))
    found = {**right, "W2": start["W2"] + m * (right["W2"] - start["W2"])}
    broken = steps_told.differs(found, right, start)
    assert broken is not None
    assert broken.message == f"W2 moves {m} times as far as expected; W1, b1 and b2 are right."
    assert [row.name for row in broken.trail if not row.right] == ["W2"]
    assert steps_told.differs(right, right, start) is None


def judged(answer: Any) -> Any:
    return judge(EXERCISE, LocalCaller.of(EXERCISE, answer), Key())


def test_a_training_that_goes_wrong_shows_its_curve_and_where_it_parts() -> None:
    def uphill(X: Any, Y: Any, parameters: Any, rate: float, *others: Any) -> Any:
        return train(X, Y, parameters, -rate, *others)

    verdict = judged(uphill)
    assert verdict.mistake == "uphill"
    assert len(verdict.curve) == 40 and verdict.curve[-1] > verdict.curve[0]
    assert [row.name for row in verdict.trail] == list(NAMES)
    assert all(row.difference > 0 and not row.right for row in verdict.trail)
    assert "Array by array:" in verdict.message and "Loss:" in verdict.message


def test_judging_gives_the_same_words_each_time() -> None:
    def unshuffled(
        X: Any, Y: Any, parameters: Any, rate: float, n: int, size: int, rng: Any
    ) -> Any:
        return train(X, Y, parameters, rate, n, size, np.random.default_rng(3))

    first, again = judged(unshuffled), judged(unshuffled)
    assert first == again
    assert first.mistake == "rng_ignored" and first.points == 6.0


def test_a_history_may_hold_any_of_three_losses() -> None:
    first, second = RIGHT[7], RIGHT[20]
    ends = [BEGIN.after(first), BEGIN.after((*first, *second))]
    before = np.array([BEGIN.loss(), BEGIN.loss(first)])
    after = np.array([BEGIN.loss(first), BEGIN.loss((*first, *second))])
    whole = (BEGIN.everything,)
    alone = np.array([BEGIN.loss(whole * k) for k in range(3)])
    for history in (before, after):
        runs = [({}, alone), (ends[1], history), (ends[0], history[:1])]
        assert epochs_told.noted(runs) is None
    broken = epochs_told.noted([({}, alone), (ends[1], 2 * before), (ends[0], before[:1])])
    assert broken is not None and "is the mean over the examples" in broken.message


def test_parameters_are_close_only_where_all_arrays_are() -> None:
    moved = {**START, "b2": START["b2"] + 1e-6}
    assert close(START, START) and not close(START, moved)
    assert M == X.shape[1] == Y.shape[1]
