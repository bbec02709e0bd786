"""From what each choice leaves over can be read by which measure was chosen."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from deepcat_judge.exercises.choice import OTHERS, explains, is_beaten, mean_square, other_measure

Pairs = list[tuple[np.ndarray, np.ndarray]]
ERRORS = np.random.default_rng(0).normal(size=(40, 7)) + np.linspace(-2, 2, 40)[:, None]


def chosen_by(measure: Callable[[np.ndarray], float]) -> Pairs:
    """Every pair, the better one first."""
    pairs = [(one, two) for one in ERRORS for two in ERRORS if one is not two]
    return [(one, two) for one, two in pairs if measure(one) < measure(two)]


def test_the_least_mean_square_is_beaten_by_nothing() -> None:
    pairs = chosen_by(mean_square)
    assert not any(map(is_beaten, pairs))
    assert explains(mean_square, pairs)
    assert other_measure(pairs, "line", 0) is None


@pytest.mark.parametrize("mistake", OTHERS)
def test_another_measure_is_told(mistake: str) -> None:
    pairs = chosen_by(OTHERS[mistake][0])
    assert any(map(is_beaten, pairs))
    broken = other_measure(pairs, "line", 5)
    assert broken is not None
    assert (broken.mistake, broken.call) == (mistake, 5)
    assert "{" not in broken.message
