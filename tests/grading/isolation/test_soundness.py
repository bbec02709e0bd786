"""What a worker says of a call is checked: a number that cannot be is a breach."""

from __future__ import annotations

from typing import Any

import pytest

from deepcat_grader.grading.isolation.channel import Breach
from deepcat_grader.grading.isolation.soundness import sound
from deepcat_judge.observe import Observation, Raised


@pytest.mark.parametrize(
    "claims",
    [
        {"changed": (2,)},
        {"changed": (-1,)},
        {"changed": (1, 0)},
        {"changed": (0, 0)},
        {"calls": (1, 1, 1)},
        {"calls": (-1, 0)},
        {"calls": (10**13,)},
        {"work": -1},
        {"work": 10**13},
        {"loops": ("a_loop",)},
        {"loops": ("vectorize",) * 9},
        {"raised": Raised("ValueError", "", "", -1)},
    ],
    ids=str,
)
def test_a_claim_out_of_range_is_a_breach(claims: dict[str, Any]) -> None:
    with pytest.raises(Breach):
        sound(Observation(value=1.0, **claims), 2)


def test_an_honest_observation_passes_with_a_number_of_calls_for_each_argument() -> None:
    seen = Observation(value=1.0, changed=(0, 1), work=12, loops=("vectorize",), calls=(3,))
    assert sound(seen, 2).calls == (3, 0)
