"""Laws of random numbers: a right way of drawing keeps them all, each wrong one breaks its own."""

from __future__ import annotations

import numpy as np
import pytest

from deepcat_judge.exercises.chance import Uniform, same_seed, too_long, too_short, waits

DICE = Uniform(-2.0, 3.0, "weight and bias", "weights or biases")
DRAWN = np.random.default_rng(0).uniform(-2, 3, (12, 2))


def test_uniform_draws_keep_all_laws() -> None:
    assert DICE.outside(DRAWN) is None
    assert DICE.coarse(DRAWN) is None
    assert DICE.repeated([DRAWN[:6].ravel(), DRAWN[6:].ravel()]) is None
    assert DICE.clipped(DRAWN) is None


@pytest.mark.parametrize("drawn", [DRAWN - 2.0, DRAWN + 2.0])
def test_a_number_outside_is_seen(drawn: np.ndarray) -> None:
    broken = DICE.outside(drawn)
    assert broken is not None
    assert broken.message.startswith("Weights or biases are drawn outside [-2, 3]: weights lay ")
    row = drawn[broken.call]
    assert row.min() < -2 or row.max() > 3


@pytest.mark.parametrize(("digits", "mistake"), [(0, "whole_numbers"), (2, "rounded")])
def test_few_digits_are_seen(digits: int, mistake: str) -> None:
    broken = DICE.coarse(DRAWN.round(digits))
    assert broken is not None
    assert broken.mistake == mistake


def test_a_result_that_is_always_the_same_is_no_matter_of_digits() -> None:
    assert DICE.coarse(np.ones((12, 2))) is None


def test_numbers_that_come_again_are_seen() -> None:
    grid = np.linspace(-1, 1, 5)
    assert DICE.repeated([grid, grid]) is not None
    assert DICE.repeated([np.append(grid, grid), DRAWN.ravel()]) is None


def test_numbers_moved_onto_a_limit_are_seen() -> None:
    clipped = np.clip(2 * DRAWN, -2, 3)
    broken = DICE.clipped(clipped)
    assert broken is not None
    assert np.isin(clipped[broken.call], (-2.0, 3.0)).any()


def test_one_seed_gives_one_result() -> None:
    assert same_seed(DRAWN, DRAWN.copy(), "weights") is None
    broken = same_seed(DRAWN, DRAWN + 1e-9, "weights")
    assert broken is not None
    assert "different weights" in broken.message


def test_the_best_of_uniform_draws_comes_after_an_exponential_wait() -> None:
    best = np.random.default_rng(1).uniform(size=(20_000, 8)).min(axis=1)
    v = np.sort(waits(best, 8))
    exact = 1 - np.exp(-v)
    seen = np.arange(1, len(v) + 1) / len(v)
    assert (
        np.abs(seen - exact).max() < 0.02
    )  # beyond with probability 2·exp(-2·20000·0.0004) = 2e-7


def test_a_gap_is_what_is_left_in_a_direction() -> None:
    lines, directions = np.array([[3.0, 0.0], [2.5, 2.0]]), np.array([[1, 0], [1, -1]])
    np.testing.assert_allclose(DICE.gaps(lines, directions), [0.0, 4.5])


@pytest.mark.parametrize(("count", "low", "high"), [(16, 1.791, 55.74), (8, 0.2168, 40.61)])
def test_only_sums_of_waits_that_hardly_ever_come_are_too_long_or_too_short(
    count: int, low: float, high: float
) -> None:
    """The limits are quantiles of the gamma distribution, at 1e-10 and 1 - 1e-10."""
    equal = np.full(count, 1.0 / count)
    assert not too_long(equal * high * 0.99) and too_long(equal * high * 1.01)
    assert not too_short(equal * low * 1.02) and too_short(equal * low * 0.98)
    assert not too_short(equal * 1e4)
