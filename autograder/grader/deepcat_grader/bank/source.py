"""The source of an answer as a student would have it in a cell, under the exercise's own name."""

from __future__ import annotations

import ast
import functools
import inspect
import re
import textwrap
import types
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from deepcat_grader.bank.edits import edited_source, parameters_of
from deepcat_grader.bank.slip import SlippedAnswer

Answer = Callable[..., Any]
Definition = ast.FunctionDef | ast.ClassDef
WITHOUT = "without_the_slip"  # the name of an inner function that no argument has


class NoSourceError(ValueError):
    """An answer is an object that no source says how to make."""


@functools.cache
def as_answer(answer: Answer, name: str) -> str:
    """Source that defines an answer under `name`.

    Raises
    ------
    NoSourceError
        If the answer is neither a function, a lambda, a class nor a slip made in one of them.
    """
    if isinstance(answer, SlippedAnswer):
        return _slipped(answer, name)
    if not isinstance(answer, (types.FunctionType, type)):
        raise NoSourceError(f"{answer!r} is neither a function nor a class")
    if answer.__name__ == "<lambda>":
        return _from_lambda(answer, name)
    return _renamed(edited_source(answer) or textwrap.dedent(inspect.getsource(answer)), name)


def _renamed(source: str, name: str) -> str:
    """A definition without its decorators, under another name; recursion is renamed with it."""
    definition = _definition(source)
    lines = source.splitlines(keepends=True)
    text = "".join(lines[definition.lineno - 1 :])
    old, shift = definition.name, definition.lineno - 1
    for node in sorted(
        _uses(definition, old), key=lambda n: (n.lineno, n.col_offset), reverse=True
    ):
        text = _spliced(text, node.lineno - shift, node.col_offset, old, name)
    return re.sub(rf"^(def|class) {re.escape(old)}\b", rf"\1 {name}", text, count=1)


def _definition(source: str) -> Definition:
    found = ast.parse(source).body[0]
    assert isinstance(found, (ast.FunctionDef, ast.ClassDef))
    return found


def _uses(definition: Definition, name: str) -> Iterator[ast.Name]:
    for node in ast.walk(definition):
        if isinstance(node, ast.Name) and node.id == name and node not in definition.decorator_list:
            yield node


def _spliced(text: str, line: int, column: int, old: str, new: str) -> str:
    lines = text.splitlines(keepends=True)
    raw = lines[line - 1].encode()
    lines[line - 1] = (raw[:column] + new.encode() + raw[column + len(old.encode()) :]).decode()
    return "".join(lines)


def _from_lambda(answer: Answer, name: str) -> str:
    code = answer.__code__
    positions = [p for p in code.co_positions() if p[0] is not None and p[2] is not None]
    at = min((line, column) for line, _, column, _ in positions if column)
    lambdas = [
        node
        for node in _lambdas(code.co_filename)
        if _begin(node.body) <= at <= (node.end_lineno, node.end_col_offset)
        and len(node.args.args) == code.co_argcount
    ]
    if not lambdas:
        raise NoSourceError(f"the source of a lambda of line {code.co_firstlineno} is not there")
    node = max(lambdas, key=_begin)
    body = _as_written(node.body, code.co_filename)
    lines = [*_constants(node, answer.__globals__), f"return {body}"]
    return (
        f"def {name}({ast.unparse(node.args)}):\n"
        + textwrap.indent("\n".join(lines), "    ")
        + "\n"
    )


def _as_written(body: ast.expr, filename: str) -> str:
    """An expression as its author spaced and quoted it, if it stands on one line."""
    if body.lineno != body.end_lineno:
        return ast.unparse(body)
    line = Path(filename).read_text(encoding="utf-8").splitlines()[body.lineno - 1]
    return line.encode()[body.col_offset : body.end_col_offset].decode()


def _constants(node: ast.Lambda, module: Mapping[str, object]) -> list[str]:
    """What a lambda takes from its module and a literal can say: the names of a table, a number."""
    own = {argument.arg for argument in node.args.args}
    used = [part.id for part in ast.walk(node.body) if isinstance(part, ast.Name)]
    return [
        f"{name} = {module[name]!r}"
        for name in dict.fromkeys(used)
        if name not in own and isinstance(module.get(name), (str, int, float, tuple))
    ]


def _begin(node: ast.expr) -> tuple[int, int]:
    return node.lineno, node.col_offset


@functools.cache
def _lambdas(filename: str) -> tuple[ast.Lambda, ...]:
    tree = ast.parse(Path(filename).read_text(encoding="utf-8"))
    return tuple(node for node in ast.walk(tree) if isinstance(node, ast.Lambda))


def _slipped(answer: SlippedAnswer, name: str) -> str:
    """The answer and the slip as inner functions: nothing is needed beside them."""
    arguments = ", ".join(inspect.signature(answer.function).parameters)
    inner = _renamed(_undocumented(as_answer(answer.function, WITHOUT)), WITHOUT)
    made = _undocumented(as_answer(answer.slip.made, "with_a_slip"))
    body = f"{inner}\n{made}\nreturn with_a_slip({WITHOUT}, {arguments})".rstrip(", )") + ")\n"
    return f"def {name}({parameters_of(answer.function)}):\n" + textwrap.indent(body, "    ")


def _undocumented(source: str) -> str:
    """A definition without its docstring and the markers of its solution."""
    definition = _definition(source)
    lines = source.splitlines()
    if ast.get_docstring(definition) is not None:
        docstring = definition.body[0]
        del lines[docstring.lineno - 1 : docstring.end_lineno]
    return "\n".join(line for line in lines if not line.strip().startswith("### ")) + "\n"
