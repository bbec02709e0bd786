"""Small edits of arithmetic and comparisons: an operator, an order, a sign, a bracket, a number."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from deepcat_judge.repair.change import FAR, SLIP, THOUGHT, Change, Kind, is_number

OPERATORS: dict[type[ast.operator], tuple[tuple[type[ast.operator], int], ...]] = {
    ast.Add: ((ast.Sub, SLIP), (ast.Mult, THOUGHT)),
    ast.Sub: ((ast.Add, SLIP), (ast.Mult, FAR), (ast.Div, FAR)),
    ast.Mult: ((ast.Div, SLIP), (ast.MatMult, SLIP), (ast.Add, THOUGHT), (ast.Sub, FAR)),
    ast.Div: ((ast.Mult, SLIP), (ast.FloorDiv, THOUGHT), (ast.Sub, FAR)),
    ast.FloorDiv: ((ast.Div, SLIP), (ast.Mod, THOUGHT)),
    ast.Mod: ((ast.FloorDiv, THOUGHT),),
    ast.MatMult: ((ast.Mult, SLIP), (ast.Add, FAR)),
    ast.Pow: ((ast.Mult, SLIP), (ast.Add, FAR)),
    ast.BitXor: ((ast.Pow, SLIP),),
    ast.BitAnd: ((ast.BitOr, SLIP),),
    ast.BitOr: ((ast.BitAnd, SLIP),),
}
COMPARISONS: dict[type[ast.cmpop], tuple[tuple[type[ast.cmpop], int], ...]] = {
    ast.Gt: ((ast.Lt, SLIP), (ast.GtE, SLIP), (ast.LtE, THOUGHT)),
    ast.GtE: ((ast.LtE, SLIP), (ast.Gt, SLIP), (ast.Lt, THOUGHT)),
    ast.Lt: ((ast.Gt, SLIP), (ast.LtE, SLIP), (ast.GtE, THOUGHT)),
    ast.LtE: ((ast.GtE, SLIP), (ast.Lt, SLIP), (ast.Gt, THOUGHT)),
    ast.Eq: ((ast.NotEq, SLIP), (ast.GtE, THOUGHT), (ast.LtE, THOUGHT)),
    ast.NotEq: ((ast.Eq, SLIP),),
}
ONE_WAY = (ast.Sub, ast.Div, ast.MatMult, ast.FloorDiv)
MOST_OPERANDS = 7


def binary(node: ast.BinOp) -> Iterator[Change]:
    """Another operator, the operands exchanged, one of them dropped."""
    for operator, rank in OPERATORS.get(type(node.op), ()):
        yield Change(node, ast.BinOp(node.left, operator(), node.right), Kind.OPERATOR, rank)
    if isinstance(node.op, ast.Mult) and ast.dump(node.right) == ast.dump(ast.Constant(2)):
        yield Change(node, ast.BinOp(node.left, ast.Pow(), node.right), Kind.OPERATOR, SLIP)
    if isinstance(node.op, ONE_WAY):
        yield Change(node, ast.BinOp(node.right, node.op, node.left), Kind.ORDER, SLIP)
    yield Change(node, node.left, Kind.SURPLUS, SLIP)
    yield Change(node, node.right, Kind.SURPLUS, SLIP)


def unary(node: ast.UnaryOp) -> Iterator[Change]:
    """Drop a sign or a not; let a minus reach less far."""
    kind = Kind.SIGN if isinstance(node.op, ast.USub) else Kind.COMPARISON
    yield Change(node, node.operand, kind, SLIP)
    inner = node.operand
    if isinstance(node.op, ast.USub) and isinstance(inner, ast.BinOp):
        first = ast.BinOp(ast.UnaryOp(ast.USub(), inner.left), inner.op, inner.right)
        yield Change(node, first, Kind.BRACKETS, SLIP)


def compare(node: ast.Compare) -> Iterator[Change]:
    """Another comparison; a bracket that takes in more, or less, than the two sides."""
    if len(node.ops) != 1:
        return
    right = node.comparators[0]
    for operator, rank in COMPARISONS.get(type(node.ops[0]), ()):
        yield Change(node, ast.Compare(node.left, [operator()], [right]), Kind.COMPARISON, rank)
    if isinstance(node.left, ast.BinOp):
        inner = ast.Compare(node.left.right, node.ops, [right])
        yield Change(node, ast.BinOp(node.left.left, node.left.op, inner), Kind.BRACKETS, SLIP)
    if isinstance(right, ast.BinOp):
        inner = ast.Compare(node.left, node.ops, [right.left])
        yield Change(node, ast.BinOp(inner, right.op, right.right), Kind.BRACKETS, SLIP)


def boolean(node: ast.BoolOp) -> Iterator[Change]:
    """``and`` for ``or``, and the other way round; one side alone."""
    other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    yield Change(node, ast.BoolOp(other, node.values), Kind.OPERATOR, SLIP)
    for value in node.values:
        yield Change(node, value, Kind.SURPLUS, THOUGHT)


def chosen(node: ast.IfExp) -> Iterator[Change]:
    """Exchange the two branches; take one of them always."""
    yield Change(node, ast.IfExp(node.test, node.orelse, node.body), Kind.ORDER, SLIP)
    yield Change(node, node.body, Kind.SURPLUS, FAR)
    yield Change(node, node.orelse, Kind.SURPLUS, FAR)


def constant(node: ast.Constant) -> Iterator[Change]:
    """Another number: its negative, its neighbours, 0, 1, twice and half of it."""
    value = node.value
    if type(value) is bool:
        yield Change(node, ast.Constant(not value), Kind.NUMBER, SLIP)
    if type(value) not in (int, float):
        return
    assert isinstance(value, (int, float))
    others = [(-value, Kind.SIGN, SLIP), (value + 1, Kind.NUMBER, SLIP)]
    others += [(value - 1, Kind.NUMBER, SLIP), (0 * value, Kind.NUMBER, THOUGHT)]
    others += [(2 * value, Kind.NUMBER, THOUGHT), (value / 2, Kind.NUMBER, THOUGHT)]
    if value not in (0, 1):
        others += [(type(value)(1), Kind.NUMBER, THOUGHT)]
    seen = {value}
    for other, kind, rank in others:
        if other not in seen:
            seen.add(other)
            yield Change(node, ast.Constant(other), kind, rank)


def brackets(node: ast.BinOp) -> Iterator[Change]:
    """Every place for one pair of brackets among the operands of a chain, and one pair opened.

    A chain is what would stand on one level if no brackets were written. Two pairs are tried
    where both sides of a division want one.
    """
    closed, chain = _chain(node, opened=False), _chain(node, opened=True)
    seen = {ast.dump(node)}
    for operands, operators in (closed, chain):
        if len(operands) > MOST_OPERANDS:
            continue
        for written in _written(operands, operators):
            new = ast.parse(written, mode="eval").body
            if ast.dump(new) not in seen:
                seen.add(ast.dump(new))
                yield Change(node, new, Kind.BRACKETS, SLIP)


_SIGNS: dict[type[ast.operator], str] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//",
    ast.Mod: "%", ast.MatMult: "@", ast.Pow: "**",
}  # fmt: skip


def _chain(node: ast.expr, opened: bool) -> tuple[list[str], list[str]]:
    """The operands and operators as they are written, with the brackets inside opened or kept."""
    if not isinstance(node, ast.BinOp) or type(node.op) not in _SIGNS:
        text = ast.unparse(node)
        atom = isinstance(node, (ast.Name, ast.Constant, ast.Call, ast.Attribute, ast.Subscript))
        return [text if atom else f"({text})"], []
    operands, operators = _side(node, node.left, opened)
    more, others = _side(node, node.right, opened)
    return operands + more, [*operators, _SIGNS[type(node.op)], *others]


def _side(node: ast.BinOp, side: ast.expr, opened: bool) -> tuple[list[str], list[str]]:
    if opened or not isinstance(side, ast.BinOp) or not _bracketed(node, side):
        return _chain(side, opened)
    return [f"({ast.unparse(side)})"], []


def _bracketed(node: ast.BinOp, side: ast.BinOp) -> bool:
    """Whether an operand cannot be written without brackets."""
    bare = f"{ast.unparse(node)}"
    inner = ast.unparse(side)
    return f"({inner})" in bare


def _written(operands: list[str], operators: list[str]) -> Iterator[str]:
    count = len(operands)
    yield _joined(operands, operators, {})
    for first in range(count):
        for last in range(first + 1, count):
            if (first, last) != (0, count - 1):
                yield _joined(operands, operators, {first: last})
    for at, operator in enumerate(operators):
        if operator == "/" and 0 < at < count - 2:
            yield _joined(operands, operators, {0: at, at + 1: count - 1})


def _joined(operands: list[str], operators: list[str], pairs: dict[int, int]) -> str:
    parts = []
    for at, operand in enumerate(operands):
        left = "(" if at in pairs else ""
        right = ")" if at in pairs.values() else ""
        parts.append(f"{left}{operand}{right}")
        if at < len(operators):
            parts.append(operators[at])
    return " ".join(parts)


def around_call(node: ast.BinOp) -> Iterator[Change]:
    """A closing bracket of a call that comes too early: ``f(a) + b`` for ``f(a + b)``."""
    for side, other in ((node.left, node.right), (node.right, node.left)):
        taken = _taken_in(side)
        if taken is None:
            continue
        inner, rebuilt = taken
        left, right = (inner, other) if side is node.left else (other, inner)
        yield Change(node, rebuilt(ast.BinOp(left, node.op, right)), Kind.BRACKETS, SLIP)


def _taken_in(side: ast.expr) -> tuple[ast.expr, Callable[[ast.expr], ast.expr]] | None:
    """What a call or a sign reaches over, and how to let it reach over something else."""
    if isinstance(side, ast.Call) and side.args and not isinstance(side.args[0], ast.Starred):
        rest = side.args[1:]
        return side.args[0], lambda new: ast.Call(side.func, [new, *rest], side.keywords)
    if isinstance(side, ast.UnaryOp):
        return side.operand, lambda new: ast.UnaryOp(side.op, new)
    return None


def out_of_call(node: ast.Call) -> Iterator[Change]:
    """A closing bracket of a call that comes too late: ``f(a + b)`` for ``f(a) + b``."""
    if not node.args or not isinstance(node.args[0], ast.BinOp):
        return
    inner, rest = node.args[0], node.args[1:]
    first = ast.Call(node.func, [inner.left, *rest], node.keywords)
    second = ast.Call(node.func, [inner.right, *rest], node.keywords)
    if not is_number(inner.left):
        yield Change(node, ast.BinOp(first, inner.op, inner.right), Kind.BRACKETS, SLIP)
    if not is_number(inner.right):
        yield Change(node, ast.BinOp(inner.left, inner.op, second), Kind.BRACKETS, SLIP)
