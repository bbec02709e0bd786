"""Whole numbers among the arguments."""

from __future__ import annotations

import operator


def check_whole(name: str, value: object, least: int) -> None:
    """Refuse what is no whole number, or is too small.

    Raises
    ------
    ValueError
    """
    try:
        if isinstance(value, bool):
            raise TypeError
        whole = operator.index(value)  # type: ignore[arg-type] # that is what is asked here
    except TypeError:
        raise ValueError(f"{name} is a whole number, not {value!r}") from None
    if whole < least:
        raise ValueError(f"{name} is {least} or more, not {value!r}")
