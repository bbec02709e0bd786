"""A limit on how many lines a call may run: it ends a loop alike everywhere, without a clock."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import numpy as np

MOST_BITS = 2_000
MOST_ITEMS = 100_000
MOST_ELEMENTS = 20_000_000


class OverBudgetError(BaseException):
    """A call ran more lines than it may, or made something too large."""


class Lines:
    """Ends what runs inside of it after so many lines of a student's, each call of a function one.

    Parameters
    ----------
    allowed : int
    counts : callable (file name) -> bool
        Whether the lines of a file count. A call is only ever ended in such a line, so that
        nothing of ours or of NumPy's is left half done.

    Attributes
    ----------
    spent : int
        Lines that were run, and calls of any function in Python.
    over : bool
        Whether the call was ended.
    """

    def __init__(self, allowed: int, counts: Callable[[str], bool]) -> None:
        self.allowed = allowed
        self.spent = 0
        self.over = False
        self._counts = counts
        self._known: dict[str, bool] = {}

    def __enter__(self) -> None:
        self._before = sys.gettrace()
        sys.settrace(self._call)

    def __exit__(self, *exc: object) -> None:
        sys.settrace(self._before)

    def _call(self, frame: FrameType, event: str, arg: object) -> Any:
        self.spent += 1
        name = frame.f_code.co_filename
        if name not in self._known:
            self._known[name] = self._counts(name)
        return self._line if self._known[name] else None

    def _line(self, frame: FrameType, event: str, arg: object) -> Any:
        if event == "line":
            self.spent += 1
            if self.spent > self.allowed or any(map(_too_large, frame.f_locals.values())):
                self.over = True
                raise OverBudgetError
        return self._line


def _too_large(value: object) -> bool:
    """Whether one more line could take long: a number or a list that doubled again and again."""
    if type(value) is int:
        return value.bit_length() > MOST_BITS
    if type(value) in (list, tuple, str):
        return len(value) > MOST_ITEMS  # type: ignore[arg-type]  # it has a length
    return type(value) is np.ndarray and value.size > MOST_ELEMENTS
