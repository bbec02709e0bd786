"""One call is written down: what it changed, and which line of an exception is the student's."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from deepcat_judge.observe import observe
from deepcat_judge.plain import Plain, Rng


def set_first(value: Any) -> Callable[[Any], None]:
    return lambda x: x.__setitem__(0, value)


CHANGES: list[tuple[Plain, Callable[[Any], Any]]] = [
    ([3, 2], set_first(4)),
    ([3, 2], set_first(3.0)),
    ([3, 2], set_first(None)),
    ([3, 2], lambda x: x.pop()),
    ([[3], [2]], set_first(7)),
    ([np.zeros(2)], set_first([0.0, 0.0])),
    ([np.zeros(2)], lambda x: x[0].fill(1.0)),
    ({"W": np.zeros(2)}, lambda x: x.update(W=None)),
    ({"W": np.zeros(2)}, lambda x: x.clear()),
    ((np.zeros(2),), lambda x: x[0].fill(1.0)),
    (np.array([1.0, np.nan]), lambda x: x.fill(0.0)),
]


@pytest.mark.parametrize(("argument", "change"), CHANGES)
def test_a_change_is_seen_at_any_depth(argument: Plain, change: Callable[[Any], Any]) -> None:
    """Elements of lists count, and whatever is put in their place does no harm."""
    assert observe(lambda x, y: change(x), (argument, 1.0)).changed == (0,)


def test_what_is_only_read_is_not_changed() -> None:
    """NaN differs from itself and a generator moves on, but neither was changed."""
    args: tuple[Plain, ...] = (float("nan"), [float("nan"), 2], np.array([np.nan]), "text", Rng(0))

    def read(x: Any, numbers: Any, array: Any, text: Any, rng: Any) -> Any:
        return x + numbers[0] + array[0] + len(text) + rng.uniform()

    assert observe(read, args).changed == ()


def test_a_line_of_the_standard_library_is_not_the_students() -> None:
    """The student called it, and that call is the line to look at."""

    def answer(x: Any) -> Any:
        return statistics.mean(x)

    seen = observe(answer, ([],))
    assert seen.raised and seen.raised.line == "return statistics.mean(x)"
