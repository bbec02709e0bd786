"""Edits of a condition that mend only because they pass by the branch in which the mistake sits."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence

from deepcat_judge.repair.change import Kind
from deepcat_judge.repair.edits import Edit
from deepcat_judge.repair.text import Text


def honest(text: Text, mends: Sequence[Edit], mended: Callable[[str], bool]) -> list[Edit]:
    """The edits without those of a condition that might as well be always true, or never.

    Parameters
    ----------
    text : Text
    mends : sequence of Edit
        Edits that mend.
    mended : callable (text) -> bool
        Whether a text is mended.
    """
    left = list(mends)
    for condition in _conditions(text):
        inside = [edit for edit in left if _concerns(edit, text, condition)]
        if inside and any(map(mended, _fixed(text, condition))):
            left = [edit for edit in left if edit not in inside]
    return left


def _conditions(text: Text) -> Iterator[ast.expr]:
    for node in ast.walk(text.definition):
        if isinstance(node, ast.Compare):
            yield node
        elif isinstance(node, (ast.If, ast.IfExp, ast.While)):
            if not isinstance(node.test, ast.Compare):
                yield node.test
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "where":
            yield from (arg for arg in node.args[:1] if not isinstance(arg, ast.Compare))


def _concerns(edit: Edit, text: Text, condition: ast.expr) -> bool:
    begin, end = text.span(condition)
    inside = begin <= edit.span[0] and edit.span[1] <= end
    around = edit.span[0] <= begin and end <= edit.span[1]
    return inside or (around and edit.kind in (Kind.COMPARISON, Kind.ORDER))


def _fixed(text: Text, condition: ast.expr) -> Iterator[str]:
    """The text with a condition that is always true, and with one that never is."""
    span = text.span(condition)
    yield text.replaced(span, ast.BinOp(condition, ast.BitOr(), ast.Constant(True)))
    yield text.replaced(span, ast.BinOp(condition, ast.BitAnd(), ast.Constant(False)))
