"""Every small edit of a student's function, the most natural ones first."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from deepcat_judge.repair import calls, operations
from deepcat_judge.repair.change import Change, Kind
from deepcat_judge.repair.statements import statement_edits
from deepcat_judge.repair.text import Definition, Span, Text

MOST_EDITS = 600
# So many edits may come to the same text.
ALIKE = 3
_LEAVES = (ast.Name, ast.Constant)


@dataclass(frozen=True)
class Edit:
    """The student's text with one small change.

    Attributes
    ----------
    source : str
        The whole edited text.
    line : int
        The line of the unedited text on which the change stands.
    span : tuple of int
        Where what is changed begins and ends in the unedited text, in bytes.
    around : tuple of int
        The expression to show: what is changed, or what it stands in where it is a single word.
    kind : Kind
    rank : int
        0 for a slip of one sign; larger numbers are less natural.
    """

    source: str
    line: int
    span: Span
    around: Span
    kind: Kind
    rank: int


def edits(text: Text, most: int = MOST_EDITS) -> list[Edit]:
    """All edits, in an order that depends on the text alone: by rank, then by place.

    None at all where there are more than `most`: the edits of a long text would fill any memory.
    """
    every = itertools.chain(_of_expressions(text), _of_statements(text))
    found = list(itertools.islice(every, ALIKE * most + 1))
    if len(found) > ALIKE * most:
        return []
    found.sort(key=lambda edit: (edit.rank, edit.span[0]))
    seen, distinct = {text.source}, []
    for edit in found:
        if edit.source not in seen:
            seen.add(edit.source)
            distinct.append(edit)
    return distinct if len(distinct) <= most else []


def _of_statements(text: Text) -> Iterator[Edit]:
    for moved in statement_edits(text):
        span = text.span(moved.statement)
        if isinstance(moved.statement, (ast.For, ast.While, ast.If)):
            span = span[0], text.span(moved.statement.body[0])[0]
        line = moved.statement.lineno
        yield Edit(moved.source, line, span, span, moved.kind, moved.rank)


def _of_expressions(text: Text) -> Iterator[Edit]:
    surroundings = _Surroundings(text.definition)
    for node, parent, whole in _expressions(text.definition):
        span = text.span(node)
        shown = parent if isinstance(node, _LEAVES) and isinstance(parent, ast.expr) else node
        around = text.span(shown)
        for change in surroundings.changes(node, parent, whole):
            yield Edit(
                text.replaced(span, change.new), node.lineno, span, around, change.kind, change.rank
            )


def _expressions(definition: Definition) -> Iterator[tuple[ast.expr, ast.AST, bool]]:
    """Each expression that is read, what it stands in, and whether it is a statement's value."""
    stack: list[tuple[ast.AST, ast.AST]] = [
        (statement, definition) for statement in reversed(definition.body)
    ]
    while stack:
        node, parent = stack.pop()
        if isinstance(node, (ast.JoinedStr, ast.arguments)):
            continue
        if isinstance(node, ast.expr) and isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
            docstring = isinstance(parent, ast.Expr) and isinstance(node, ast.Constant)
            if not docstring and not isinstance(node, (ast.Slice, ast.Starred)):
                yield node, parent, isinstance(parent, (ast.Assign, ast.Return))
        children = [
            child
            for field, value in ast.iter_fields(node)
            if field not in ("annotation", "returns", "decorator_list", "func")
            or isinstance(getattr(node, "func", None), ast.Attribute)
            for child in (value if isinstance(value, list) else [value])
            if isinstance(child, ast.AST)
        ]
        above = parent if isinstance(node, ast.keyword) else node
        stack.extend((child, above) for child in reversed(children))


class _Surroundings:
    """What an edit may draw on: the function's variables, its loops, its name for NumPy."""

    def __init__(self, definition: Definition) -> None:
        nodes = list(ast.walk(definition))
        names = [node.arg for node in nodes if isinstance(node, ast.arg)]
        names += [
            node.id
            for node in nodes
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        ]
        self.variables = [name for name in dict.fromkeys(names) if name != "self"]
        read = {node.id for node in nodes if isinstance(node, ast.Name)}
        self.np = next((name for name in ("np", "numpy") if name in read), None)
        self.loops = [pair for node in nodes for pair in _indices(node)]

    def changes(self, node: ast.expr, parent: ast.AST, whole: bool) -> Iterator[Change]:
        """All changes of one expression."""
        if isinstance(node, ast.BinOp):
            yield from operations.binary(node)
            yield from operations.around_call(node)
            yield from operations.brackets(node)
        elif isinstance(node, ast.UnaryOp):
            yield from operations.unary(node)
        elif isinstance(node, ast.Compare):
            yield from operations.compare(node)
        elif isinstance(node, ast.BoolOp):
            yield from operations.boolean(node)
        elif isinstance(node, ast.IfExp):
            yield from operations.chosen(node)
        elif isinstance(node, ast.Constant):
            yield from operations.constant(node)
        elif isinstance(node, ast.Name) and node.id in self.variables:
            yield from calls.variable(node, parent, self.variables, self.loops)
        elif isinstance(node, ast.Call):
            yield from calls.called(node)
            yield from operations.out_of_call(node)
        elif isinstance(node, ast.Attribute):
            yield from calls.accessed(node)
        elif isinstance(node, ast.Subscript):
            yield from calls.subscripted(node)
        elif isinstance(node, ast.Tuple):
            yield from calls.listed(node)
        if self._may_lack(node, parent, whole):
            yield from calls.missing(node, parent, self.np, whole)

    def _may_lack(self, node: ast.expr, parent: ast.AST, whole: bool) -> bool:
        if isinstance(node, (ast.Constant, ast.Tuple, ast.List, ast.Compare, ast.BoolOp)):
            return False
        if isinstance(node, ast.Name) and node.id not in self.variables:
            return False
        return whole or isinstance(
            parent, (ast.BinOp, ast.UnaryOp, ast.Call, ast.Compare, ast.AugAssign)
        )


def _indices(node: ast.AST) -> Iterator[tuple[str, str]]:
    """The index of a loop over ``range(len(x))`` with x; the element of a loop over x with x."""
    if not isinstance(node, (ast.For, ast.comprehension)) or not isinstance(node.target, ast.Name):
        return
    for inner in ast.walk(node.iter):
        if isinstance(inner, ast.Name) and inner.id not in ("range", "len", "np"):
            yield node.target.id, inner.id
