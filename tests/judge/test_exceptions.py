"""A student's exception comes with the thought that its kind usually asks for."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from deepcat_judge.exceptions import headline, next_thought
from deepcat_judge.observe import observe
from deepcat_judge.plain import Plain

X = np.array([[1.0, 2.0, 3.0]])
COUNTS = np.array([[1, 2, 3]])


def frozen() -> Any:
    array = np.array([[1.0]])
    array.flags.writeable = False
    return array


def write(x: Any) -> None:
    x[0, 0] = 2.0


def cut(x: Any) -> Any:
    x += 0.5
    return x


CASES: list[tuple[Callable[[Any], Any], Plain, str]] = [
    (lambda x: math.exp(x), X, ".item()"),
    (lambda x: max(x, 0), X, "element by element"),
    (lambda x: x @ x, X, "@"),
    (lambda x: x + np.ones((1, 2)), X, "shape"),
    (lambda x: x @ undefined, X, "undefined"),  # type: ignore[name-defined]  # noqa: F821
    (lambda x: x[0, 7], X, "Indices start at 0"),
    (lambda x: x(1), X, "called as if"),
    (lambda x: x ^ 2, X, "x**2"),
    (lambda x: 1.5 ^ 2, X, "x**2"),
    (lambda x: 1 - frozen, X, "Call it"),
    (lambda x: np.exp**2, X, "Call it"),
    (lambda x: np.ex(x), X, "nothing called ex in numpy"),
    (lambda x: x.sise, X, "numpy.ndarray, and such a thing has no sise"),
    (lambda x: np.copyto(x, 1.0).shape, X, "Something is None"),
    (lambda x: x.item(), X, "exactly one"),
    (lambda x: np.max(0, x), X, "one whole number"),
    (lambda x: frozen(x), X, "first line"),
    (write, frozen(), "new array"),
    (cut, COUNTS, "integer array"),
    (lambda x: 1 / 0, X, "zero"),
]


@pytest.mark.parametrize(("function", "argument", "word"), CASES)
def test_the_next_thought_fits_the_exception(
    function: Callable[[Any], Any], argument: Plain, word: str
) -> None:
    """What real NumPy raises is recognised by its own words."""
    seen = observe(function, (argument,))
    assert seen.raised
    assert word in next_thought(seen.raised)


def test_the_line_shown_is_the_students() -> None:
    """The line is the innermost one outside libraries, even when NumPy raised."""

    def answer(x: Any) -> Any:
        y = x + 1
        return np.linalg.inv(y)

    seen = observe(answer, (X,))
    assert seen.raised and seen.raised.line == "return np.linalg.inv(y)"
    assert headline(seen.raised).startswith("Your code stopped with LinAlgError: Last 2")


def test_a_broken_exception_class_does_no_harm() -> None:
    """An exception whose words cannot be made has none."""

    class Sick(Exception):
        def __str__(self) -> str:
            raise RuntimeError

    def answer(x: Any) -> Any:
        raise Sick

    seen = observe(answer, (X,))
    assert seen.raised and (seen.raised.kind, seen.raised.text) == ("Sick", "")
