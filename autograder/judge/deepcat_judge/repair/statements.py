"""Small edits of whole statements: moved out of a loop, exchanged, left out, ``+=`` for ``=``."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from deepcat_judge.repair.change import FAR, SLIP, THOUGHT, Kind
from deepcat_judge.repair.operations import OPERATORS
from deepcat_judge.repair.text import Definition, Text

Body = list[ast.stmt]
Loop = ast.For | ast.While


@dataclass(frozen=True)
class Moved:
    """A changed definition's whole text, the statement it concerns, and what to look at."""

    source: str
    statement: ast.stmt
    kind: Kind
    rank: int


def statement_edits(text: Text) -> Iterator[Moved]:
    """Every small edit of the statements of the definition."""
    for path in _bodies(text.definition):
        body = path(text.definition)
        for at, statement in enumerate(body):
            for kind, rank, change in _changes(body, at, path):
                yield Moved(_changed(text, path, change), statement, kind, rank)


Path = Callable[[ast.AST], Body]
Mutation = Callable[[Body], None]


def _bodies(definition: Definition) -> Iterator[Path]:
    """How to reach each list of statements, in the definition or in a copy of it."""
    for at, node in enumerate(ast.walk(definition)):
        for field in ("body", "orelse"):
            if isinstance(getattr(node, field, None), list) and not isinstance(node, ast.ClassDef):
                yield lambda root, at=at, field=field: getattr(list(ast.walk(root))[at], field)  # type: ignore[misc]  # the defaults bind the loop's values


def _changed(text: Text, path: Path, change: Mutation) -> str:
    tree = copy.deepcopy(text.tree)
    definition = tree.body[text.tree.body.index(text.definition)]
    change(path(definition))
    return ast.unparse(ast.fix_missing_locations(tree))


def _changes(body: Body, at: int, path: Path) -> Iterator[tuple[Kind, int, Mutation]]:
    statement = body[at]
    last = at == len(body) - 1
    if isinstance(statement, ast.AugAssign):
        yield from _updates(statement, at)
    if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
        yield Kind.UPDATE, THOUGHT, _replacing(at, _added(statement))
    if isinstance(statement, ast.Expr) and not isinstance(statement.value, ast.Constant):
        yield Kind.RETURN, SLIP, _replacing(at, ast.Return(statement.value))
    if isinstance(statement, Loop) and len(statement.body) > 1:
        yield Kind.LOOP, SLIP, _last_out(at)
        yield Kind.LOOP, SLIP, _first_out(at)
    if isinstance(statement, Loop) and not last:
        yield Kind.LOOP, THOUGHT, _next_in(at)
    if isinstance(statement, ast.If):
        yield Kind.COMPARISON, THOUGHT, _replacing(at, _negated(statement))
        yield Kind.SURPLUS, FAR, _replacing(at, *statement.body)
    if not last:
        following = body[at + 1]
        if _simple(statement) and _simple(following):
            yield Kind.ORDER, SLIP, _replacing(slice(at, at + 2), following, statement)
    if _simple(statement) and len(body) > 1:
        yield Kind.SURPLUS, THOUGHT, _replacing(at)


def _simple(statement: ast.stmt) -> bool:
    return isinstance(statement, (ast.Assign, ast.AugAssign))


def _updates(statement: ast.AugAssign, at: int) -> Iterator[tuple[Kind, int, Mutation]]:
    target = copy.deepcopy(statement.target)
    yield Kind.UPDATE, SLIP, _replacing(at, ast.Assign([target], statement.value))
    for operator, rank in OPERATORS.get(type(statement.op), ()):
        if operator is not ast.MatMult:
            new = ast.AugAssign(target, operator(), statement.value)
            yield Kind.OPERATOR, rank, _replacing(at, new)
    if isinstance(target, ast.Name):
        value = ast.BinOp(ast.Name(target.id, ast.Load()), statement.op, statement.value)
        yield Kind.UPDATE, SLIP, _replacing(at, ast.Assign([target], value))


def _added(statement: ast.Assign) -> ast.AugAssign:
    target = statement.targets[0]
    assert isinstance(target, ast.Name)
    return ast.AugAssign(target, ast.Add(), statement.value)


def _negated(statement: ast.If) -> ast.If:
    return ast.If(ast.UnaryOp(ast.Not(), statement.test), statement.body, statement.orelse)


def _replacing(at: int | slice, *new: ast.stmt) -> Mutation:
    where = at if isinstance(at, slice) else slice(at, at + 1)

    def change(body: Body) -> None:
        body[where] = copy.deepcopy(list(new))

    return change


def _last_out(at: int) -> Mutation:
    def change(body: Body) -> None:
        body.insert(at + 1, body[at].body.pop())  # type: ignore[attr-defined]  # a loop

    return change


def _first_out(at: int) -> Mutation:
    def change(body: Body) -> None:
        body.insert(at, body[at].body.pop(0))  # type: ignore[attr-defined]  # a loop

    return change


def _next_in(at: int) -> Mutation:
    def change(body: Body) -> None:
        body[at].body.append(body.pop(at + 1))  # type: ignore[attr-defined]  # a loop

    return change
