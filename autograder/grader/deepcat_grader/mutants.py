"""First-order mutants of a reference: every way to make one small slip in it."""

from __future__ import annotations

import ast
import functools
import inspect
import sys
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from deepcat_grader.bank.registry import Entry

_OPERATORS: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub, ast.Mult),
    ast.Sub: (ast.Add, ast.Mult),
    ast.Mult: (ast.Div, ast.Add, ast.MatMult),
    ast.Div: (ast.Mult, ast.Sub),
    ast.Pow: (ast.Mult, ast.Add),
    ast.MatMult: (ast.Mult, ast.Add),
}
_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Gt: (ast.GtE, ast.Lt, ast.LtE, ast.NotEq),
    ast.GtE: (ast.Gt, ast.LtE, ast.Lt, ast.Eq),
    ast.Lt: (ast.LtE, ast.Gt, ast.GtE, ast.NotEq),
}
_FUNCTIONS = {
    "maximum": ("minimum", "add"),
    "mean": ("sum", "median", "max", "std"),
    "sum": ("max", "min"),
    "argmin": ("argmax",),
    "exp": ("expm1", "exp2", "sqrt"),
    "abs": ("sign", "negative", "square"),
    "tanh": ("arctan", "sinh", "tan"),
    "uniform": ("normal",),
}


@dataclass(frozen=True)
class Mutant:
    """One slip: what was changed into what, and the function or class with it."""

    change: str
    function: Callable[..., Any]


def mutants(function: Callable[..., Any]) -> Iterator[Mutant]:
    """Every first-order mutant of `function`, its docstring left alone."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    definition = tree.body[0]
    assert isinstance(definition, (ast.FunctionDef, ast.ClassDef))
    for part in ast.walk(definition):
        if isinstance(part, (ast.FunctionDef, ast.ClassDef)) and ast.get_docstring(part):
            del part.body[0]
    names = [part.arg for part in ast.walk(definition) if isinstance(part, ast.arg)]
    seen = {ast.unparse(tree)}
    places = _places(definition)
    for node in _nodes(definition):
        for new in (*_slips(node, names), *_deletions(node)):
            put = places[id(node)]
            put(new)
            source = ast.unparse(tree)
            put(node)
            if source in seen:
                continue
            seen.add(source)
            yield Mutant(f"{ast.unparse(node)} -> {ast.unparse(new)}", _compile(source, function))


def _nodes(definition: ast.AST) -> list[ast.AST]:
    """The nodes below a definition's body, always in the same order."""
    body = definition.body  # type: ignore[attr-defined]
    return [node for statement in body for node in ast.walk(statement)]


def _places(definition: ast.AST) -> dict[int, Callable[[ast.AST], None]]:
    """What puts another node in the place of one, by the `id` of the one that is there."""
    places: dict[int, Callable[[ast.AST], None]] = {}
    for parent in ast.walk(definition):
        for field, value in ast.iter_fields(parent):
            if isinstance(value, ast.AST):
                places[id(value)] = functools.partial(setattr, parent, field)
            elif isinstance(value, list):
                for i, item in enumerate(value):
                    places[id(item)] = functools.partial(value.__setitem__, i)
    return places


def _compile(source: str, function: Callable[..., Any]) -> Callable[..., Any]:
    namespace = dict(vars(sys.modules[function.__module__]))
    exec(compile(source, f"<mutant of {function.__name__}>", "exec"), namespace)
    return namespace[function.__name__]  # type: ignore[no-any-return]


def _deletions(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, (ast.Assign, ast.AugAssign, ast.Return)):
        yield ast.Pass()


def _slips(node: ast.AST, names: list[str]) -> Iterator[ast.AST]:
    if isinstance(node, ast.BinOp):
        yield from _binary(node)
    elif isinstance(node, ast.UnaryOp):
        yield node.operand
    elif isinstance(node, ast.Compare):
        for operator in _COMPARISONS.get(type(node.ops[0]), ()):
            yield ast.Compare(node.left, [operator()], node.comparators)
    elif isinstance(node, ast.Constant):
        yield from _constant(node.value)
    elif isinstance(node, ast.Call):
        yield from _call(node)
    elif isinstance(node, ast.Attribute):
        yield from _attribute(node)
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in names:
        yield from (ast.Name(name, ast.Load()) for name in names if name != node.id)
    elif isinstance(node, ast.Tuple) and isinstance(node.ctx, ast.Load) and len(node.elts) == 2:
        yield ast.Tuple(node.elts[::-1], ast.Load())
        yield from node.elts


def _binary(node: ast.BinOp) -> Iterator[ast.AST]:
    for operator in _OPERATORS.get(type(node.op), ()):
        yield ast.BinOp(node.left, operator(), node.right)
    yield ast.BinOp(node.right, node.op, node.left)
    yield node.left
    yield node.right


def _constant(value: object) -> Iterator[ast.AST]:
    if isinstance(value, str):
        yield ast.Constant(value + "x")
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        for other in (value + 1, value - 1, 0 * value, -value, 2 * value):
            if other != value:
                yield ast.Constant(other)


def _call(node: ast.Call) -> Iterator[ast.AST]:
    """Drop the call, one keyword or one argument, or let two arguments change places."""
    if isinstance(node.func, ast.Attribute) and not node.args:
        yield node.func.value
    yield from node.args
    for i in range(len(node.args) - 1):
        args = list(node.args)
        args[i], args[i + 1] = args[i + 1], args[i]
        yield ast.Call(node.func, args, node.keywords)
    for i in range(len(node.keywords)):
        yield ast.Call(node.func, node.args, node.keywords[:i] + node.keywords[i + 1 :])


def _attribute(node: ast.Attribute) -> Iterator[ast.AST]:
    if node.attr == "T":
        yield node.value
    for other in _FUNCTIONS.get(node.attr, ()):
        yield ast.Attribute(node.value, other, node.ctx)


def why_equal(entry: Entry, change: str) -> str:
    """Why a mutant is right all the same: by the bank, or by a rule of arithmetic; else empty."""
    if change in entry.equal:
        return entry.equal[change]
    if change.endswith(" -> pass"):
        return ""  # a statement that is gone
    old, new = (ast.parse(side, mode="eval").body for side in change.split(" -> "))
    if isinstance(old, ast.BinOp) and isinstance(new, ast.BinOp):
        same = isinstance(old.op, (ast.Add, ast.Mult)) and type(old.op) is type(new.op)
        if same and _text(new) == _text(ast.BinOp(old.right, old.op, old.left)):
            return "Sums and element-wise products commute."
    if isinstance(old, ast.Call) and _text(old) == f"float({_text(new)})":
        return "A NumPy scalar, a Python number and a 0-d array are all accepted as a number."
    return ""


def _text(node: ast.AST) -> str:
    return ast.unparse(node)
