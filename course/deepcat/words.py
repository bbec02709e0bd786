"""The words and signs that stand for outcomes and points, wherever they are shown."""

from __future__ import annotations

import unicodedata

from deepcat_judge.verdict import Outcome, Verdict

_SIGNS = {
    Outcome.PASSED: "✓",
    Outcome.INCORRECT: "✗",
    Outcome.NOT_ATTEMPTED: "○",
    Outcome.RAISED: "!",
    Outcome.TIMED_OUT: "…",
    Outcome.GRADER_FAULT: "?",
}
_WORDS = {
    Outcome.PASSED: "right",
    Outcome.INCORRECT: "not right yet",
    Outcome.NOT_ATTEMPTED: "not attempted yet",
    Outcome.RAISED: "stopped with an error",
    Outcome.TIMED_OUT: "did not finish",
    Outcome.GRADER_FAULT: "could not be checked",
}


def sign(verdict: Verdict) -> str:
    """One sign for an outcome; words always stand beside it."""
    return "◐" if _is_partly_right(verdict) else _SIGNS[verdict.outcome]


def outcome_words(verdict: Verdict) -> str:
    """An outcome in words: ``"not right yet"``, ``"partly right"``."""
    if not verdict.exercise:
        return "which exercise?"
    if _is_partly_right(verdict):
        return "partly right"
    return _WORDS[verdict.outcome]


def points_words(points: float, most: float) -> str:
    """Points earned of points to earn: ``"2.5 of 5 points"``."""
    return f"{points:g} of {most:g} {'point' if most == 1 else 'points'}"


def one_line(verdict: Verdict) -> str:
    """A verdict in one line: ``"neuron.sigmoid: not right yet, 0 of 5 points"``."""
    if not verdict.exercise:
        return f"check: {verdict.headline}"
    points = points_words(verdict.points, verdict.max_points)
    return f"{verdict.exercise}: {outcome_words(verdict)}, {points}"


def printable(text: str) -> str:
    """Text without control characters: an answer's own words must not steer a terminal."""
    return "".join(
        c if c == "\n" or c.isprintable() or unicodedata.category(c) == "Zs" else "�"
        for c in text.expandtabs(4)
    )


def _is_partly_right(verdict: Verdict) -> bool:
    return verdict.outcome is Outcome.INCORRECT and verdict.points > 0
