"""A verdict as plain text, a thought a line: the one place where its fields become sentences."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from deepcat_judge.verdict import TrailRow, Verdict

_BARS = "▁▂▃▄▅▆▇█"
_BARS_SHOWN = 32


def tell(verdict: Verdict) -> str:
    """The whole finding."""
    return "\n".join(filter(None, (verdict.headline, *details(verdict))))


def details(verdict: Verdict) -> list[str]:
    """All lines of the finding but its headline."""
    lines = []
    if verdict.code:
        lines.append(f"Your line {verdict.line}: {verdict.code}")
    if where := input_words(verdict):
        lines.append(f"Input: {where}.")
    if verdict.expected or verdict.received:
        lines.append(f"Expected: {verdict.expected}. Received: {verdict.received}.")
    if verdict.printed:
        lines += ["It printed:", *(f"  {line}" for line in verdict.printed.splitlines())]
    lines += trail_lines(verdict.trail)
    if verdict.curve:
        lines.append(f"Loss: {sparkline(verdict.curve)}, {curve_words(verdict.curve)}.")
    lines += [f"{'✓' if item.right else '✗'} {item.name}: {item.words}" for item in verdict.items]
    if verdict.thought:
        lines.append(f"Next thought: {verdict.thought}")
    if 0 < verdict.points < verdict.max_points and not verdict.items:
        lines.append(rubric_words(verdict))
    return [*lines, *verdict.notes]


def input_words(verdict: Verdict) -> str:
    """The input that failed: what it is in words, and its numbers."""
    return ": ".join(filter(None, (verdict.input_note, verdict.input)))


def rubric_words(verdict: Verdict) -> str:
    """Which parts of a partly right answer are right, and which are not yet."""
    kept = ", ".join(part.title for part in verdict.parts if part.points == part.max_points)
    lost = ", ".join(part.title for part in verdict.parts if part.points < part.max_points)
    right = f"{kept} right; " if kept else ""
    return f"{verdict.points:g} of {verdict.max_points:g} points: {right}not yet: {lost}."


def sparkline(curve: Sequence[float]) -> str:
    """A curve as a row of bars, one for each of some values between the first and the last."""
    count = min(len(curve), _BARS_SHOWN)
    last = len(curve) - 1
    shown = [curve[round(i * last / max(count - 1, 1))] for i in range(count)]
    finite = [value for value in shown if math.isfinite(value)]
    low, high = min(finite, default=0.0), max(finite, default=0.0)
    return "".join(_bar(value, low, high) for value in shown)


def _bar(value: float, low: float, high: float) -> str:
    if not math.isfinite(value):
        return "?"
    # Halves first: the difference of two huge numbers would overflow.
    span = high / 2 - low / 2
    height = (value / 2 - low / 2) / span if span else 0.0
    return _BARS[min(int(height * len(_BARS)), len(_BARS) - 1)]


def curve_words(curve: Sequence[float]) -> str:
    """Where a curve starts and ends, and after how many values."""
    count = f"{len(curve)} value{'s' * (len(curve) != 1)}"
    return f"from {curve[0]:.4g} to {curve[-1]:.4g} in {count}"


def trail_lines(trail: Sequence[TrailRow]) -> list[str]:
    """A trail as a table: the name, shape and largest difference of each array."""
    if not trail:
        return []
    table = [("", "shape", "largest difference", "")]
    table += [(row.name, str(row.shape), difference_words(row), right_words(row)) for row in trail]
    widths = [max(len(line[column]) for line in table) for column in range(4)]
    body = ["  ".join(map(str.ljust, line, widths)).rstrip() for line in table]
    return ["Array by array:", *(f"  {line}" for line in body)]


def difference_words(row: TrailRow) -> str:
    """The largest difference in one array, short."""
    return "another shape" if math.isnan(row.difference) else f"{row.difference:.3g}"


def right_words(row: TrailRow) -> str:
    """Whether one array is right."""
    return "right" if row.right else "not right"
