"""Names and numbers as the widgets' sentences show them."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any


def name_of(function: Callable[..., Any]) -> str:
    """Return the name by which a message can speak of a function."""
    name = getattr(function, "__name__", "")
    return name if name.isidentifier() else "your function"


def number(value: float) -> str:
    """Return a number as a sentence shows it, with a true minus sign.

    Examples
    --------
    >>> number(-0.5), number(1234567.0)
    ('−0.50', '1.23e+06')
    """
    if not math.isfinite(value):
        return str(value)
    short = f"{value:.2f}" if abs(value) < 1e5 else f"{value:.3g}"
    if short == "-0.00":
        return "0.00"
    return "−" + short[1:] if short.startswith("-") else short


def unfinite(value: float) -> str:
    """Return nan or an infinite number with its meaning in words.

    Examples
    --------
    >>> unfinite(float("nan")), unfinite(float("-inf"))
    ('nan (not a number)', '−inf (too large for the computer)')
    """
    if math.isnan(value):
        return "nan (not a number)"
    return f"{value} (too large for the computer)".replace("-", "−")
