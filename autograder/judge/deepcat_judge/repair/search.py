"""Try the edits of an answer one by one, and say where those that mend it agree to stand."""

from __future__ import annotations

import ast
import builtins
import enum
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from deepcat_judge.repair.change import Kind
from deepcat_judge.repair.conditions import honest
from deepcat_judge.repair.edits import Edit, edits
from deepcat_judge.repair.refuse import refused
from deepcat_judge.repair.text import Span, Text

MOST_TEXT = 20_000
LONGEST = 60


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
    """

    line: int
    code: str
    segment: str
    span: Span
    kind: Kind | None

    @property
    def words(self) -> str:
        """Where to look, and at what: never what would be right."""
        shown = self.segment.removesuffix(":") if len(self.segment) <= LONGEST else ""
        at = " in ".join(filter(None, (self.kind and self.kind.value, shown))) or "it"
        return f"The mistake seems to sit in line {self.line}: look at {at}."


def locate(
    source: str,
    name: str,
    attempt: Callable[[str], Attempt],
    trusted: Collection[str] = (),
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
    trusted : collection of str
        Functions that are known to be right. At a call of any other function of the student's
        no place is said: an edit there could make up for a mistake in that function.
    """
    if len(source) > MOST_TEXT:
        return None
    try:
        text = Text(source, name)
    except (SyntaxError, LookupError, ValueError):
        return None
    if refused(text.definition) or attempt(source) is not Attempt.WRONG:
        return None
    return agreed(text, mending(text, attempt), doubtful(text, trusted))


def doubtful(text: Text, trusted: Collection[str]) -> list[Span]:
    """Where the answer calls functions that may be wrong themselves."""
    nodes = list(ast.walk(text.definition))
    own = {node.id for node in nodes if isinstance(node, ast.Name) and not _is_read(node)}
    own |= {node.arg for node in nodes if isinstance(node, ast.arg)}
    known = {*own, *dir(builtins), *trusted}
    return [
        text.span(node)
        for node in nodes
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id not in known
    ]


def _is_read(node: ast.Name) -> bool:
    return isinstance(node.ctx, ast.Load)


def mending(text: Text, attempt: Callable[[str], Attempt]) -> list[Edit]:
    """The edits that mend everything; where there are none, those that mend ordinary values."""
    tried = edits(text)
    found: dict[Attempt, list[Edit]] = {result: [] for result in Attempt}
    for edit in tried:
        found[attempt(edit.source)].append(edit)
    mends = found[Attempt.PASSED] or found[Attempt.VALUES]
    return honest(text, mends, lambda source: attempt(source) is not Attempt.WRONG)


def agreed(text: Text, mends: Sequence[Edit], doubts: Sequence[Span] = ()) -> Place | None:
    """The place on which the most natural of the mending edits agree."""
    best = min((edit.rank for edit in mends), default=0)
    natural = _closest([edit for edit in mends if edit.rank == best])
    if any(edit.kind is Kind.SURPLUS for edit in natural):
        # Another variable is then one way to pass by the step that can be left out.
        natural = [edit for edit in natural if edit.kind is not Kind.NAME]
    if len({edit.line for edit in natural}) != 1:
        return None
    if any(_meet(edit.span, span) for edit in natural for span in doubts):
        return None
    # Where something can be left out, whatever else can be done to it is beside the point.
    natural = [edit for edit in natural if edit.kind is Kind.SURPLUS] or natural
    kinds = {edit.kind for edit in natural}
    span = text.enclosing([edit.around for edit in natural])
    line = natural[0].line
    code = text.source.split("\n")[line - 1].strip()
    kind = kinds.pop() if len(kinds) == 1 else None
    return Place(line, code, text.segment(span), span, kind)


def _closest(mends: Sequence[Edit]) -> list[Edit]:
    """The edits without those that reach around another one of their kind."""
    return [
        edit
        for edit in mends
        if not any(
            other.kind is edit.kind and other.span != edit.span and _holds(edit.span, other.span)
            for other in mends
        )
    ]


def _holds(outer: Span, inner: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
