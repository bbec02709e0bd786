"""Wilson's interval against its other form, and at its ends."""

from __future__ import annotations

import doctest
import math

import pytest

from deepcat import measured
from deepcat.measured import interval


@pytest.mark.parametrize(("right", "of"), [(45, 50), (546, 600), (0, 10), (10, 10), (1, 3)])
def test_it_is_the_closed_formula(right: int, of: int) -> None:
    z, share = 1.96, right / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z / (1 + z * z / of) * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    assert interval(right, of) == pytest.approx((middle - half, middle + half), abs=1e-9)


def test_the_example_in_its_docstring_is_right() -> None:
    results = doctest.testmod(measured)
    assert results.attempted and not results.failed
