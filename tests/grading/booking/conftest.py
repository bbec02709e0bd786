"""What tests of pages share."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest


@pytest.fixture
def steps_of() -> Callable[[Callable[[], object]], int]:
    """Count the steps of Python in an action; a slow machine makes ten million a second."""

    def count(action: Callable[[], object]) -> int:
        steps = 0

        def watch(frame, event, argument):
            nonlocal steps
            steps += 1
            return watch

        sys.settrace(watch)
        try:
            action()
        finally:
            sys.settrace(None)
        return steps

    return count
