"""The names that a cell binds and reads, found without running or compiling it."""

from __future__ import annotations

import functools
import re
import symtable
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

MAX_SOURCE = 100_000
# Lines for IPython alone are no Python.
MAGIC = re.compile(r"^[ \t]*[%!].*$", re.MULTILINE)
COMPREHENSIONS = frozenset({"listcomp", "setcomp", "dictcomp", "genexpr"})
OPERATORS = tuple("+-*/%@&|^<>!")  # before an equals sign: what stands there is read, too
CHANGED = re.compile(r"^[ \t]*(\w+)[ \t]*[-+*/%@&|^<>]{1,2}=", re.MULTILINE)
WORD = re.compile(r"\w+")
DEFINED = re.compile(
    r"^(?:async[ \t]+)?(?:def|class)[ \t]+(\w+)|^(\w+)[ \t]*(?::[^=\n]*)?=(?!=)", re.MULTILINE
)


@dataclass(frozen=True)
class CellNames:
    """Names of a cell: those that it binds, reads when it runs, and reads when it is called."""

    binds: frozenset[str] = frozenset()
    reads: frozenset[str] = frozenset()
    reads_later: frozenset[str] = frozenset()


def defined(source: str) -> frozenset[str]:
    """Functions, classes and plain variables that stand at the margin of a cell's text."""
    return frozenset(one or other for one, other in DEFINED.findall(source))


@functools.lru_cache(maxsize=512)  # nearly all cells of a class are the teacher's own
def cell_names(source: str) -> CellNames:
    """The names of a cell; none where Python cannot read it, or where it is very long."""
    if len(source) > MAX_SOURCE:
        return CellNames()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # they quote a student's code
            table = symtable.symtable(python_of(source), "<cell>", "exec")
        symbols = table.get_symbols()
        binds = {name.get_name() for name in symbols if name.is_assigned() or name.is_imported()}
        reads = {name.get_name() for name in symbols if name.is_referenced()}
        later = {name for part in table.get_children() for name in _globals(part)}
    except (SyntaxError, ValueError, OverflowError, RecursionError, MemoryError):
        return CellNames()
    reads |= binds & set(CHANGED.findall(source))
    fresh = binds & _bound_at_first(source)
    return CellNames(frozenset(binds), frozenset(reads - fresh), frozenset(later))


@dataclass(frozen=True)
class PartNames:
    """What the parts of a cell read.

    Attributes
    ----------
    later : mapping from name to frozenset of str
        By what is imported or defined: what is read when it is called.
    at_once : frozenset of str
        What comprehensions read while the cell runs.
    """

    later: Mapping[str, frozenset[str]]
    at_once: frozenset[str]


def names_of_parts(source: str) -> PartNames:
    """The names that a teacher's functions, classes and comprehensions read."""
    try:
        table = symtable.symtable(python_of(source), "<cell>", "exec")
    except SyntaxError:
        return PartNames({}, frozenset())
    symbols = table.get_symbols()
    later = {name.get_name(): frozenset[str]() for name in symbols if name.is_imported()}
    at_once: frozenset[str] = frozenset()
    for part in table.get_children():
        read = frozenset(_globals(part))
        if part.get_name() in COMPREHENSIONS:
            at_once |= read
        elif part.get_name() == "lambda":  # whichever name it was given
            later |= {name.get_name(): read for name in symbols if name.is_assigned()}
        else:
            later[part.get_name()] = later.get(part.get_name(), frozenset()) | read
    return PartNames(later, at_once)


def python_of(source: str) -> str:
    """A cell's text without the lines that are for IPython alone."""
    return MAGIC.sub("pass", source)


def _bound_at_first(source: str) -> set[str]:
    """Names that the first line with them gives a value, and does not ask for one."""
    seen: dict[str, bool] = {}
    for line in source.splitlines():
        target, equals, value = line.partition("=")
        plain = equals and not target.rstrip().endswith(OPERATORS)
        given = set(WORD.findall(target)) - set(WORD.findall(value)) if plain else set()
        for name in WORD.findall(line):
            seen.setdefault(name, name in given)
    return {name for name, bound in seen.items() if bound}


def _globals(table: symtable.SymbolTable) -> Iterator[str]:
    """Every global name that a function or class reads, the functions inside it included."""
    for name in table.get_symbols():
        if name.is_referenced() and name.is_global():
            yield name.get_name()
    for part in table.get_children():
        yield from _globals(part)
