"""IPython's shell, where the code runs in one, and the cells that it has run."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Cell:
    """A cell that was started: the number before it, what was typed, and the Python of it."""

    number: int
    typed: str
    source: str


def shell() -> Any:
    """The shell, or None; importing IPython to find out would be slow."""
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython is not None else None


def cells() -> list[Cell]:
    """All cells of this session, the newest (which may be running) first."""
    history = getattr(shell(), "history_manager", None)
    typed = getattr(history, "input_hist_raw", [])
    parsed = getattr(history, "input_hist_parsed", [])
    found = [
        Cell(number, one, other)
        for number, (one, other) in enumerate(zip(typed, parsed, strict=False))
        if isinstance(one, str) and isinstance(other, str)
    ]
    return found[:0:-1]  # IPython counts from 1; the first of its list is empty


def running() -> int:
    """The number of the newest cell."""
    return max((cell.number for cell in cells()), default=0)
