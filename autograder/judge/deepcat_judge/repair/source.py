"""The text of a student's function, on its own lines, and the function that a text defines."""

from __future__ import annotations

import ast
import contextlib
import functools
import linecache
import textwrap
import types
import warnings
from collections.abc import Mapping
from typing import Any

FILE = "<edited>"


def source_of(answer: object, name: str) -> str | None:
    """The text that defines an answer, after as many empty lines as stand before it.

    A ``lambda`` is written as the function that it is. None where there is no text, as for an
    answer that is no plain function or class.

    Parameters
    ----------
    answer : object
    name : str
        What the definition is to be called.
    """
    function = _function(answer)
    if function is None:
        return None
    code = function.__code__
    lines = linecache.getlines(code.co_filename)
    try:
        tree = _parsed("".join(lines))
    except (SyntaxError, ValueError):
        return None
    if isinstance(answer, types.FunctionType) and code.co_name == "<lambda>":
        return _lambda("".join(lines), tree, code, name)
    wanted = answer.__name__  # type: ignore[attr-defined]  # a function or a class
    kind = ast.ClassDef if isinstance(answer, type) else ast.FunctionDef
    for node in ast.walk(tree):
        if isinstance(node, kind) and node.name == wanted and _holds(node, code):
            first = min([node.lineno, *(item.lineno for item in node.decorator_list)])
            text = textwrap.dedent("".join(lines[first - 1 : node.end_lineno]))
            return "\n" * (first - 1) + _renamed(text, wanted, name)
    return None


@functools.lru_cache(maxsize=2)
def _parsed(text: str) -> ast.Module:
    """The tree of a file, which is read and not changed."""
    return ast.parse(text)


@functools.lru_cache(maxsize=2)
def _lambdas(tree: ast.Module) -> tuple[tuple[ast.Lambda, frozenset[tuple[int, int]]], ...]:
    """The lambdas of a file, with the places where a part of each body begins."""
    found = (node for node in ast.walk(tree) if isinstance(node, ast.Lambda))
    return tuple((node, _beginnings(node.body)) for node in found)


def _function(answer: object) -> types.FunctionType | None:
    """The function that an answer is, or a method of the class that it is."""
    if type(answer) is types.FunctionType:
        return answer
    if type(answer) is type:
        for member in vars(answer).values():
            if type(member) is types.FunctionType:
                return member
    return None


def _holds(node: ast.FunctionDef | ast.ClassDef, code: types.CodeType) -> bool:
    assert node.end_lineno is not None  # it was parsed
    first = min([node.lineno, *(item.lineno for item in node.decorator_list)])
    if isinstance(node, ast.ClassDef):
        return first <= code.co_firstlineno <= node.end_lineno
    return first == code.co_firstlineno


def _renamed(text: str, written: str, name: str) -> str:
    for word in ("def", "class"):
        text = text.replace(f"{word} {written}", f"{word} {name}", 1)
    return text


def _lambda(source: str, tree: ast.Module, code: types.CodeType, name: str) -> str | None:
    """The smallest lambda there whose body holds all that the code executes."""
    places = {place[:1] + place[2:3] for place in code.co_positions() if place[2] is not None}
    places.discard((code.co_firstlineno, 0))  # the beginning of the code itself
    found = [(len(parts), node) for node, parts in _lambdas(tree) if places <= parts]
    if not places or not found:
        return None
    _, node = min(found, key=lambda item: item[0])
    body = ast.get_source_segment(source, node.body)
    head = f"def {name}({ast.unparse(node.args)}): return ("
    above = node.body.lineno - 2
    return f"{head}{body}\n)\n" if above < 0 else "\n" * above + f"{head}\n{body}\n)\n"


def namespace_of(answer: object) -> dict[str, Any]:
    """A copy of the names that an answer sees: those of its notebook, and those around it."""
    function = _function(answer)
    if function is None:
        return {}
    names = dict(function.__globals__)
    for name, cell in zip(function.__code__.co_freevars, function.__closure__ or (), strict=True):
        with contextlib.suppress(ValueError):  # a name that was never given anything
            names[name] = cell.cell_contents
    return names


def redefined(source: str, name: str, names: Mapping[str, Any]) -> object | None:
    """What a name stands for after a text was run in a copy of `names`; None where it fails."""
    namespace = {key: value for key, value in names.items() if key != name}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            exec(compile(source, FILE, "exec"), namespace)
        except Exception:  # whatever an edit does wrong, it is no mend
            return None
    return namespace.get(name)


def _beginnings(body: ast.expr) -> frozenset[tuple[int, int]]:
    return frozenset(
        (node.lineno, node.col_offset)
        for node in ast.walk(body)
        if isinstance(node, (ast.expr, ast.keyword))
    )
