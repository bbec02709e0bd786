"""Counts as words: one is not many."""

from __future__ import annotations


def counted(count: float, one: str, many: str) -> str:
    """A count with the words that fit it."""
    return f"{count:g} {one if count == 1 else many}"
