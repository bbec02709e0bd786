"""Small edits of names, calls, attributes and indices."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from deepcat_judge.repair.change import (
    FAR,
    SLIP,
    THOUGHT,
    Change,
    Kind,
    attribute,
    call,
    name,
)

# Functions that are mistaken for each other.
SIBLINGS = tuple(
    group.split()
    for group in (
        "sum mean", "argmin argmax", "min max", "minimum maximum", "mean median", "var std",
        "exp log", "exp expm1", "exp exp2", "log log1p", "log log2", "log log10", "log1p expm1",
        "zeros ones", "zeros_like ones_like", "sin cos tan", "sinh cosh tanh", "tanh arctanh tan",
        "tanh arctan", "abs square", "abs sign", "sqrt square", "floor ceil", "hstack vstack",
        "any all", "sum prod", "cumsum sum", "multiply dot", "dot outer", "multiply matmul",
        "add subtract", "multiply divide", "greater less", "rand randn", "uniform normal",
        "argsort sort", "amin amax", "max sum",
    )
)  # fmt: skip
OVER_AXES = frozenset({
    "sum", "mean", "max", "min", "amax", "amin", "argmax", "argmin", "prod", "any", "all",
    "std", "var", "median", "cumsum", "sort", "argsort",
})  # fmt: skip


def variable(
    node: ast.Name,
    parent: ast.AST,
    variables: Sequence[str],
    loops: Sequence[tuple[str, str]],
) -> Iterator[Change]:
    """Another variable of the function; the element for its index, and the other way round."""
    for index, sequence in loops:
        if node.id == index:
            element = ast.Subscript(name(sequence), name(index), ast.Load())
            yield Change(node, element, Kind.INDEX, SLIP)
    rank = FAR if _asks_for_size(parent) else SLIP
    for other in variables:
        if other != node.id:
            yield Change(node, name(other), Kind.NAME, rank)


def _asks_for_size(node: ast.AST) -> bool:
    """Whether only the size of what stands here matters: many things have the same."""
    if isinstance(node, ast.Attribute):
        return node.attr in ("shape", "size", "ndim", "dtype")
    return isinstance(node, ast.Call) and _written(node) in ("len", "zeros_like", "ones_like")


def called(node: ast.Call) -> Iterator[Change]:
    """A sibling in the place of a function, no call at all, arguments exchanged or dropped."""
    yield from _sibling(node)
    if isinstance(node.func, ast.Attribute) and not node.args:
        yield Change(node, node.func.value, Kind.SURPLUS, SLIP)
    for i in range(len(node.args) - 1):
        args = list(node.args)
        args[i], args[i + 1] = args[i + 1], args[i]
        yield Change(node, ast.Call(node.func, args, node.keywords), Kind.ORDER, SLIP)
    for at, arg in enumerate(node.args):
        if not isinstance(arg, ast.Starred):
            yield Change(node, arg, Kind.SURPLUS, SLIP if at == 0 else FAR)
    yield from _keywords(node)
    yield from _axes(node)
    if isinstance(node.func, ast.Name) and node.func.id == "range":
        yield from _range(node)


def _sibling(node: ast.Call) -> Iterator[Change]:
    written = _written(node)
    others = dict.fromkeys(o for group in SIBLINGS if written in group for o in group)
    for other in others:
        if other != written:
            function = (
                attribute(node.func.value, other)
                if isinstance(node.func, ast.Attribute)
                else name(other)
            )
            yield Change(node, ast.Call(function, node.args, node.keywords), Kind.FUNCTION, SLIP)


def _keywords(node: ast.Call) -> Iterator[Change]:
    for i, keyword in enumerate(node.keywords):
        rest = node.keywords[:i] + node.keywords[i + 1 :]
        kind = Kind.AXIS if keyword.arg in ("axis", "keepdims") else Kind.SURPLUS
        yield Change(node, ast.Call(node.func, node.args, rest), kind, THOUGHT)


def _axes(node: ast.Call) -> Iterator[Change]:
    function = node.func
    if not isinstance(function, ast.Attribute) or function.attr not in OVER_AXES:
        return
    given = {keyword.arg for keyword in node.keywords}
    more = []
    if "axis" not in given:
        more += [("axis", ast.Constant(0)), ("axis", ast.Constant(1))]
    if "keepdims" not in given and "arg" not in function.attr and "sort" not in function.attr:
        more += [("keepdims", ast.Constant(True))]
    for key, value in more:
        keywords = [*node.keywords, ast.keyword(key, value)]
        yield Change(node, ast.Call(function, node.args, keywords), Kind.AXIS, SLIP)
    if "axis" not in given and "keepdims" not in given:
        for axis in (0, 1):
            both = [
                ast.keyword("axis", ast.Constant(axis)),
                ast.keyword("keepdims", ast.Constant(True)),
            ]
            yield Change(node, ast.Call(function, node.args, node.keywords + both), Kind.AXIS, SLIP)


def _range(node: ast.Call) -> Iterator[Change]:
    """A range that begins or ends one sooner or later."""
    one = ast.Constant(1)
    last = node.args[min(1, len(node.args) - 1)] if node.args else None
    if last is None:
        return
    for operator in (ast.Add(), ast.Sub()):
        moved: ast.expr = ast.BinOp(last, operator, one)
        args = [moved] if len(node.args) == 1 else [node.args[0], moved, *node.args[2:]]
        yield Change(node, ast.Call(node.func, args, []), Kind.INDEX, SLIP)
    if len(node.args) == 1:
        yield Change(node, call(node.func, one, last), Kind.INDEX, SLIP)
        yield Change(node, call(node.func, one, ast.BinOp(last, ast.Add(), one)), Kind.INDEX, SLIP)


def accessed(node: ast.Attribute) -> Iterator[Change]:
    """A transposition dropped."""
    if node.attr == "T":
        yield Change(node, node.value, Kind.TRANSPOSE, SLIP)


def subscripted(node: ast.Subscript) -> Iterator[Change]:
    """An index exchanged or dropped, a slice that begins or ends elsewhere."""
    yield Change(node, node.value, Kind.INDEX, THOUGHT)
    index = node.slice
    if isinstance(index, ast.Name):
        first = ast.Tuple([index, ast.Constant(0)], ast.Load())
        yield Change(node, ast.Subscript(node.value, first, ast.Load()), Kind.INDEX, SLIP)
    if isinstance(index, ast.Tuple) and len(index.elts) == 2:
        turned = ast.Tuple(index.elts[::-1], ast.Load())
        yield Change(node, ast.Subscript(node.value, turned, ast.Load()), Kind.INDEX, SLIP)
    if isinstance(index, ast.Slice):
        for bounds in _slices(index):
            yield Change(node, ast.Subscript(node.value, bounds, ast.Load()), Kind.INDEX, SLIP)


def _slices(index: ast.Slice) -> Iterator[ast.Slice]:
    one, minus_one = ast.Constant(1), ast.UnaryOp(ast.USub(), ast.Constant(1))
    if index.lower is not None:
        yield ast.Slice(None, index.upper, index.step)
    else:
        yield ast.Slice(one, index.upper, index.step)
    if index.upper is not None:
        yield ast.Slice(index.lower, None, index.step)
    else:
        yield ast.Slice(index.lower, minus_one, index.step)
    if index.step is None:
        yield ast.Slice(index.lower, index.upper, minus_one)


def listed(node: ast.Tuple) -> Iterator[Change]:
    """Neighbours of a tuple exchanged; one of two alone."""
    if any(isinstance(item, ast.Slice) for item in node.elts):
        return
    for i in range(len(node.elts) - 1):
        items = list(node.elts)
        items[i], items[i + 1] = items[i + 1], items[i]
        yield Change(node, ast.Tuple(items, ast.Load()), Kind.ORDER, SLIP)
    if len(node.elts) == 2:
        for item in node.elts:
            yield Change(node, item, Kind.SURPLUS, THOUGHT)


def missing(node: ast.expr, parent: ast.AST, np: str | None, whole: bool) -> Iterator[Change]:
    """A step that may be missing at an expression; `whole` is what is returned or assigned."""
    yield Change(node, ast.UnaryOp(ast.USub(), node), Kind.SIGN, THOUGHT)
    turned = SLIP if _multiplies(parent) else FAR
    yield Change(node, attribute(node, "T"), Kind.TRANSPOSE, THOUGHT if whole else turned)
    yield Change(node, call(name("abs"), node), Kind.MISSING, THOUGHT)
    yield Change(node, ast.BinOp(node, ast.Pow(), ast.Constant(2)), Kind.MISSING, THOUGHT)
    yield Change(node, ast.BinOp(ast.Constant(1), ast.Sub(), node), Kind.MISSING, FAR)
    if np:
        rank = THOUGHT if whole else FAR
        for function in ("mean", "sum", "sqrt", "exp", "log"):
            yield Change(node, call(attribute(name(np), function), node), Kind.MISSING, rank)
    if whole or (isinstance(parent, ast.Call) and _written(parent) in ("float", "int")):
        yield Change(node, call(attribute(node, "item")), Kind.MISSING, THOUGHT)
    if whole:
        yield Change(node, call(attribute(node, "copy")), Kind.MISSING, THOUGHT)


def _multiplies(node: ast.AST) -> bool:
    if isinstance(node, ast.Call):
        return _written(node) in ("dot", "matmul", "vdot", "inner", "outer", "einsum")
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult)


def _written(node: ast.Call) -> str:
    """The name of what is called, without the module's."""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""
