"""Try the edits of an answer one by one, and say where those that mend it agree to stand."""

from __future__ import annotations

import enum
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from deepcat_judge.repair.change import Kind
from deepcat_judge.repair.edits import Edit, edits
from deepcat_judge.repair.refuse import refused
from deepcat_judge.repair.text import Span, Text

MOST_EDITS = 600


class Attempt(enum.Enum):
    """What judging an edited answer gave: all is right, the ordinary values are, or not."""

    PASSED = "passed"
    VALUES = "values"
    WRONG = "wrong"


@dataclass(frozen=True)
class Place:
    """Where a mistake seems to sit.

    Attributes
    ----------
    line : int
        Counted from the first line of the text.
    code : str
        The student's own line.
    segment : str
        The student's own expression, on one line.
    span : tuple of int
        Where it begins and ends in the text, in bytes.
    kind : Kind or None
        What to look at, where the mending edits agree on it.
    mistake : str or None
        The known mistake that remains once this place is mended.
    """

    line: int
    code: str
    segment: str
    span: Span
    kind: Kind | None
    mistake: str | None = None


def locate(
    source: str,
    name: str,
    attempt: Callable[[str], Attempt],
    remains: Callable[[str], str | None] | None = None,
) -> Place | None:
    """Find the place whose edit mends an answer; None where there is none, or no single one.

    Parameters
    ----------
    source : str
        The text in which the answer is defined.
    name : str
        The name of the function or class.
    attempt : callable (text) -> Attempt
        Judges an edited text. It is to end an edit that loops.
    remains : callable (text) -> str or None
        The known mistake that an edited text that is not mended makes. Asked only when no
        edit mends.
    """
    try:
        text = Text(source, name)
    except (SyntaxError, LookupError, ValueError):
        return None
    if refused(text.definition) or attempt(source) is not Attempt.WRONG:
        return None
    return agreed(text, mending(text, attempt))


def mending(text: Text, attempt: Callable[[str], Attempt]) -> list[Edit]:
    """The edits that mend everything; where there are none, those that mend ordinary values."""
    tried = edits(text)
    if len(tried) > MOST_EDITS:
        return []
    found: dict[Attempt, list[Edit]] = {result: [] for result in Attempt}
    for edit in tried:
        found[attempt(edit.source)].append(edit)
    return found[Attempt.PASSED] or found[Attempt.VALUES]


def agreed(text: Text, mends: Sequence[Edit]) -> Place | None:
    """The place on which the most natural of the mending edits agree."""
    best = min((edit.rank for edit in mends), default=0)
    natural = [edit for edit in mends if edit.rank == best]
    if len({edit.line for edit in natural}) != 1:
        return None
    kinds = {edit.kind for edit in natural}
    span = _enclosing([edit.around for edit in natural])
    line = natural[0].line
    code = text.source.split("\n")[line - 1].strip()
    kind = kinds.pop() if len(kinds) == 1 else None
    return Place(line, code, text.segment(span), span, kind)


def _enclosing(spans: Sequence[Span]) -> Span:
    return min(begin for begin, _ in spans), max(end for _, end in spans)
