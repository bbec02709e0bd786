"""The walls that this machine can build, for tests that have to hold within each of them."""

from __future__ import annotations

import functools

import pytest

from deepcat_grader.cage.absent import Absent
from deepcat_grader.cage.doctor import attack
from deepcat_grader.cage.walls import Walls

EACH = [pytest.param(walls, id=walls.name.lower()) for walls in Walls]
EACH_AND_NONE = [pytest.param(None, id="no walls"), *EACH]


@functools.cache
def _why_not(walls: Walls) -> str:
    try:
        for result in attack(walls):
            assert result.held, result
    except Absent as absent:
        return str(absent)
    return ""


def built(walls: Walls | None) -> Walls | None:
    """The walls, which hold here; where they cannot be built, the test is skipped."""
    if walls is not None and (why := _why_not(walls)):
        pytest.skip(why)
    return walls
