"""Whether the newest cell that defines a name has run, as far as the notebook's history tells."""

from __future__ import annotations

import ast
import difflib
import linecache
import re
import sys
import types
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

from deepcat.own import known_exercises
from deepcat.shell import Cell, cells
from deepcat_judge.observe import Raised, describe_exception

# What may bind a name without writing it down: then nobody can tell.
_OPAQUE = re.compile(
    r"^\s*%%|import\s*\*|%run|%load|\bexec\s*\(|\bglobals\s*\(|\bsetattr\s*\(", re.M
)
_ALIKE = 0.6


@dataclass(frozen=True)
class FailedCell:
    """A cell that should have defined a name, and the exception that kept it from doing so."""

    number: int
    raised: Raised


def failed_cell(name: str, answer: object) -> FailedCell | None:
    """The newest cell that defines `name`, if `answer` is not what it defines.

    Parameters
    ----------
    name : str
    answer : object
        What the name stands for now; None where it stands for nothing.

    Returns
    -------
    FailedCell or None
        None where the cell has run, or where nobody can tell.
    """
    for cell in cells():
        if error := _unreadable(cell):
            if _writes_def(name, cell):
                return FailedCell(cell.number, _with_line(describe_exception(error), cell))
        elif name in _bound(cell):
            error = getattr(sys, "last_value", None)
            older = answer is None or _comes_from_elsewhere(answer, cell)
            if older and isinstance(error, Exception) and _raised_in(cell, error):
                return FailedCell(cell.number, describe_exception(error))
            return None
        elif _OPAQUE.search(cell.typed):
            return None
    return None


def other_name(name: str) -> tuple[int, str] | None:
    """A later cell that defines a function of nearly this name, its number and that name."""
    for cell in cells():
        if _unreadable(cell):
            continue
        if name in _bound(cell):
            return None
        names = {exercise.name for exercise in known_exercises().values()}
        defined = [node.name for node in _definitions(cell) if node.name not in names]
        if close := difflib.get_close_matches(name, defined, n=1, cutoff=_ALIKE):
            return cell.number, close[0]
    return None


def _unreadable(cell: Cell) -> SyntaxError | None:
    """The error of a cell that Python cannot even read: such a cell defines nothing."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
            compile(cell.source, "<cell>", "exec", flags, dont_inherit=True)
    except SyntaxError as error:
        return error
    except ValueError:  # a null character
        return SyntaxError("the cell holds a character that Python cannot read")
    return None


def _with_line(raised: Raised, cell: Cell) -> Raised:
    """Python leaves the line out where it found the error only after reading."""
    lines = cell.source.splitlines()
    if raised.line or not 0 < raised.lineno <= len(lines):
        return raised
    return Raised(raised.kind, raised.text, lines[raised.lineno - 1].strip(), raised.lineno)


def _writes_def(name: str, cell: Cell) -> bool:
    pattern = rf"^(?:async\s+)?def\s+{re.escape(name)}\b"
    return re.search(pattern, cell.source, re.MULTILINE) is not None


def _definitions(cell: Cell) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.parse(cell.source).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _bound(cell: Cell) -> set[str]:
    """Every name that a cell may bind or delete, at any depth of its code."""
    found = set()
    for node in ast.walk(ast.parse(cell.source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.alias):
            found.add(node.asname or node.name.partition(".")[0])
        elif isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            found.add(node.id)
    return found


def _comes_from_elsewhere(answer: object, cell: Cell) -> bool:
    """Whether a function was surely not defined in this cell."""
    if type(answer) is not types.FunctionType:
        return False
    return _text_of(answer.__code__) not in ("", cell.source.strip())


def _raised_in(cell: Cell, error: BaseException) -> bool:
    """Whether an exception stopped the running of this cell, and not of one that called into it."""
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        if code.co_name == "<module>" and _text_of(code) == cell.source.strip():
            return True
        trace = trace.tb_next
    return False


def _text_of(code: types.CodeType) -> str:
    """The cell that code was compiled from."""
    return "".join(linecache.getlines(code.co_filename)).strip()
