"""How seldom a fair split looks like an unfair one: the bounds that the judge rests on."""

from __future__ import annotations

from math import comb

import numpy as np

from deepcat_grader import judge
from deepcat_judge.exercises.cat_detector.train_validation_split import (
    EXERCISE,
    FEW_WAYS,
    HALVES,
    QUARTERS,
)
from deepcat_solutions.cat_detector import train_validation_split

SPLITS = 2 * HALVES


def test_an_unstratified_split_has_the_right_shares_seldom() -> None:
    right = comb(32, 8) * comb(64, 16) / comb(96, 24)
    assert right ** (2 * QUARTERS) < 1e-7


def test_anybody_is_set_aside_and_anybody_is_not() -> None:
    assert 2 * 12 * 0.5**SPLITS < 2e-9


def test_a_fair_choice_comes_up_in_many_ways() -> None:
    ways = comb(8, 4)
    assert comb(ways, FEW_WAYS) * (FEW_WAYS / ways) ** SPLITS < 1e-20


def test_a_right_split_is_accepted_whatever_the_seed() -> None:
    verdicts = [judge(EXERCISE.id, train_validation_split, seed) for seed in range(20)]
    assert all(verdict.passed for verdict in verdicts)


def test_who_looks_at_no_label_is_told_of_the_class() -> None:
    def split(X, Y, fraction, rng):  # type: ignore[no-untyped-def]  # as a student writes it
        order = rng.permutation(Y.size)
        aside, train = np.split(order, [round(fraction * Y.size)])
        return X[:, train], Y[:, train], X[:, aside], Y[:, aside]

    for seed in range(10):
        verdict = judge(EXERCISE.id, split, seed)
        assert verdict.mistake == "not_stratified" and verdict.points == 3.0
