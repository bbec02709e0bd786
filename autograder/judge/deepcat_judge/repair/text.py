"""A student's text: where its nodes stand in it, and the text with one of them replaced."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import TypeAlias

Definition: TypeAlias = ast.FunctionDef | ast.ClassDef
Span: TypeAlias = tuple[int, int]


class Text:
    """The text of an answer, and the definition in it that may be edited.

    Parameters
    ----------
    source : str
        A cell, or a function alone. Lines are counted from its first line.
    name : str
        The function or class of the exercise; of several, the last one counts, as in Python.

    Raises
    ------
    SyntaxError
        If the text is not Python.
    LookupError
        If it does not define the name.
    """

    def __init__(self, source: str, name: str) -> None:
        self.source = source
        self._bytes = source.encode()
        self.tree = ast.parse(source)
        found = [
            node for node in self.tree.body if isinstance(node, Definition) and node.name == name
        ]
        if not found:
            raise LookupError(f"the text does not define {name}")
        self.definition: Definition = found[-1]
        self._starts = [0]
        for line in self._bytes.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))

    def span(self, node: ast.expr | ast.stmt) -> Span:
        """Where a node begins and ends, in bytes."""
        assert node.end_lineno is not None and node.end_col_offset is not None  # it was parsed
        begin = self._starts[node.lineno - 1] + node.col_offset
        return begin, self._starts[node.end_lineno - 1] + node.end_col_offset

    def line_at(self, offset: int) -> int:
        """The number of the line on which a byte stands."""
        return self._bytes.count(b"\n", 0, offset) + 1

    def enclosing(self, spans: Sequence[Span]) -> Span:
        """The smallest expression or statement in which all of these places stand."""
        begin, end = min(span[0] for span in spans), max(span[1] for span in spans)
        around = [
            span
            for node in ast.walk(self.definition)
            if isinstance(node, (ast.expr, ast.stmt))
            for span in [self.span(node)]
            if span[0] <= begin and end <= span[1]
        ]
        exact = (begin, end) in spans  # the head of a loop, for one, is no node of its own
        return (begin, end) if exact else min(around, key=lambda span: span[1] - span[0])

    def segment(self, span: Span) -> str:
        """What the student wrote there, on one line."""
        return " ".join(self._bytes[span[0] : span[1]].decode().split())

    def replaced(self, span: Span, new: ast.expr) -> str:
        """The text with another expression in that place."""
        begin, end = span
        written = f"({ast.unparse(new)})".encode()
        return (self._bytes[:begin] + written + self._bytes[end:]).decode()
