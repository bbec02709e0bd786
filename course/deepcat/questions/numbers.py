"""Numbers in questions: a value with its tolerance, and the numbers of lines."""

from __future__ import annotations

import re

_ROUNDING = 1e-9
_GROUPED = re.compile(r"[-+]?[1-9]\d{0,2}(?:[,\s]\d{3})+(?:\.\d+)?")
_NUMBER = re.compile(r"([-−+]?[\d.]+(?:e[-−+]?\d+)?)\s*(?:±\s*([\d.]+(?:e-?\d+)?))?")


def number(text: str) -> float:
    """A number as people write it, with a true minus or a decimal comma.

    Examples
    --------
    >>> number("−0,5")
    -0.5
    """
    return float(text.strip().replace("−", "-").replace(",", "."))


def readings(text: str) -> tuple[float, ...]:
    """The numbers that an answer may mean, the likeliest first.

    A comma parts thousands for some people and is the decimal point for others, and a percentage
    is a share, too.

    Examples
    --------
    >>> readings("12,288"), readings("0,25"), readings("50 %")
    ((12288.0, 12.288), (0.25,), (50.0, 0.5))
    """
    plain = text.strip().replace("−", "-")
    bare = plain.removesuffix("%").rstrip()
    found = [float(re.sub(r"[,\s]", "", bare))] if _GROUPED.fullmatch(bare) else []
    if not found or re.fullmatch(r"[-+]?\d+,\d+", bare):
        found.append(number(bare))
    shares = [value / 100 for value in found] if bare != plain else []
    return (*found, *shares)


def interval(text: str) -> tuple[float, float]:
    """The least and the largest number that ``"0.25 ± 0.01"`` allows.

    Examples
    --------
    >>> interval("8 ± 2")
    (6.0, 10.0)
    """
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        raise ValueError("a number is written '0.25' or '0.25 ± 0.01'")
    value = number(found[1])
    width = float(found[2]) if found[2] else _ROUNDING * max(1.0, abs(value))
    return value - width, value + width


def line_numbers(text: str) -> tuple[int, ...]:
    """The lines that an option names.

    Examples
    --------
    >>> line_numbers("2, 3")
    (2, 3)
    """
    return tuple(int(part) for part in text.split(","))
