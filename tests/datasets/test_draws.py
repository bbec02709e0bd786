"""The draws behind the pictures are the same on every machine and with every NumPy."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deepcat_data.draws import Draws


def test_the_stream_is_the_one_that_the_shipped_pictures_were_drawn_from() -> None:
    """These numbers must never change: PCG64's raw bits for a seed sequence are promised."""
    draws = Draws(0, 1, 2, 3)
    raw = np.random.PCG64(np.random.SeedSequence([0, 1, 2, 3])).random_raw(3)
    assert [draws.uniform() for _ in range(3)] == [(int(bits) >> 11) / 2**53 for bits in raw]
    assert Draws(0).uniform() == 0.6369616873214543


def test_another_key_gives_another_stream() -> None:
    first = {Draws(*key).uniform() for key in ((0,), (1,), (0, 0, 1), (0, 1, 0), (0, 1, 1))}
    assert len(first) == 5


def test_uniform_lies_between_its_bounds_and_fills_them() -> None:
    draws = Draws(1)
    values = [draws.uniform(-2.0, 3.0) for _ in range(5000)]
    assert -2.0 <= min(values) < -1.98 and 2.98 < max(values) < 3.0
    assert np.mean(values) == pytest.approx(0.5, abs=0.06)


def test_bell_has_the_spread_that_was_asked_for_and_no_far_tail() -> None:
    draws = Draws(2)
    values = np.array([draws.bell(0.5) for _ in range(20_000)])
    assert values.mean() == pytest.approx(0, abs=0.015)
    assert values.std() == pytest.approx(0.5, rel=0.02)
    assert np.abs(values).max() <= 1.5


def test_choice_follows_the_weights() -> None:
    draws = Draws(3)
    drawn = [draws.choice("abc", (1, 0, 3)) for _ in range(4000)]
    assert drawn.count("b") == 0
    assert drawn.count("c") / 4000 == pytest.approx(0.75, abs=0.03)
    even = [draws.choice("ab") for _ in range(4000)]
    assert even.count("a") / 4000 == pytest.approx(0.5, abs=0.03)


def test_chance_is_a_probability() -> None:
    draws = Draws(4)
    assert sum(draws.chance(0.2) for _ in range(4000)) / 4000 == pytest.approx(0.2, abs=0.03)
    assert not any(draws.chance(0.0) for _ in range(100))
    assert all(draws.chance(1.0) for _ in range(100))


@given(st.integers(0, 200), st.integers(0, 10))
def test_permutation_holds_every_number_once(n: int, key: int) -> None:
    assert sorted(Draws(key).permutation(n)) == list(range(n))
