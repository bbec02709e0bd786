"""A right answer to complete: the reference with a few blanks, or its lines in the wrong order."""

from __future__ import annotations

import ast
import hashlib
import inspect
import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from deepcat.hinting import BLANK
from deepcat_grader.build.stub import BEGIN, END

FEW_LINES = 4  # up to here there are blanks; from here on the lines change places
MANY_LINES = 12  # from here on there are blanks again, since so many lines are a puzzle
LINES_PER_BLANK = 5
MOST_BLANKED = 0.6  # of the characters of the solution
NAME = 1  # what a mere name tells: it is blanked only where there is little else
LONGEST = 34  # characters of a blank: more than that is no detail


@dataclass(frozen=True)
class Form:
    """A right answer to complete.

    Attributes
    ----------
    text : str
        As it is shown.
    missing : tuple of str
        What stood where the blanks are, or the solution's lines in the right order.
    """

    text: str
    missing: tuple[str, ...]

    @property
    def has_blanks(self) -> bool:
        """Whether blanks are to be filled; otherwise lines are to be put in order."""
        return BLANK in self.text

    def completed(self) -> str:
        """The right answer that the form was made from."""
        if self.has_blanks:
            parts = self.text.split(BLANK)
            return parts[0] + "".join(a + b for a, b in zip(self.missing, parts[1:], strict=True))
        lines = self.text.splitlines()
        start = next(i for i in range(len(lines)) if _is_shuffled(lines, i, self.missing))
        lines[start : start + len(self.missing)] = self.missing
        return "\n".join(lines) + "\n"


def form_of(reference: Callable[..., Any]) -> Form | None:
    """The form that a reference makes; None where it marks no solution.

    Parameters
    ----------
    reference : function or class
        With its solution between the marks of the stub.
    """
    try:
        source = textwrap.dedent(inspect.getsource(reference))
    except (OSError, TypeError):
        return None
    if BEGIN not in source:
        return None
    lines, solution = _bare(source)
    code = "\n".join(lines) + "\n"
    tree = ast.parse(code)
    if FEW_LINES < len(solution) <= MANY_LINES and _one_line_each(tree, solution):
        return _shuffled(lines, solution)
    return _blanked(lines, solution, tree)


def bare_source(reference: Callable[..., Any]) -> str:
    """A reference's source without docstrings and without the marks of its solution."""
    lines, _ = _bare(textwrap.dedent(inspect.getsource(reference)))
    return "\n".join(lines) + "\n"


def _bare(source: str) -> tuple[list[str], list[int]]:
    """The lines without docstrings and marks, and which of them are the solution's."""
    left_out = {line for node in _docstrings(ast.parse(source)) for line in _lines_of(node)}
    kept: list[str] = []
    solution: list[int] = []
    inside = False
    for number, line in enumerate(source.splitlines(), start=1):
        if line.strip() in (BEGIN, END):
            inside = line.strip() == BEGIN
        elif number not in left_out and line.strip():
            if inside:
                solution.append(len(kept))
            kept.append(line)
    return kept, solution


def _docstrings(tree: ast.AST) -> Iterator[ast.Expr]:
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and ast.get_docstring(node):
            yield node.body[0]  # type: ignore[misc]  # it has a docstring


def _lines_of(node: ast.stmt) -> range:
    return range(node.lineno, (node.end_lineno or node.lineno) + 1)


def _one_line_each(tree: ast.AST, solution: Sequence[int]) -> bool:
    """Whether every line of the solution begins a statement, so that it can stand anywhere."""
    begins = {node.lineno - 1 for node in ast.walk(tree) if isinstance(node, ast.stmt)}
    return set(solution) <= begins


def _shuffled(lines: list[str], solution: Sequence[int]) -> Form:
    """The solution's lines in an order of their own, which begins with its last line.

    So no form is the answer by chance.
    """
    right = [lines[i] for i in solution]
    order = sorted(right, key=lambda line: hashlib.sha256(line.encode()).hexdigest())
    order.remove(right[-1])
    shown = [*lines]
    shown[solution[0] : solution[-1] + 1] = [right[-1], *order]
    return Form("\n".join(shown) + "\n", tuple(right))


def _is_shuffled(lines: Sequence[str], start: int, right: Sequence[str]) -> bool:
    return sorted(lines[start : start + len(right)]) == sorted(right)


@dataclass(frozen=True)
class _Place:
    """A sub-expression that may be blanked: where it stands, and how telling it is."""

    line: int
    start: int
    end: int
    worth: int

    def overlaps(self, other: _Place) -> bool:
        return self.line == other.line and self.start < other.end and other.start < self.end


def _blanked(lines: list[str], solution: Sequence[int], tree: ast.AST) -> Form:
    chosen = _chosen(lines, solution, tree)
    shown = [*lines]
    for place in reversed(chosen):
        left_out = lines[place.line][place.start : place.end]
        line = shown[place.line][: place.start] + BLANK + shown[place.line][place.end :]
        code, comment = _parted(line)
        shown[place.line] = code if left_out in comment else line
    missing = tuple(lines[place.line][place.start : place.end] for place in chosen)
    return Form("\n".join(shown) + "\n", missing)


def _chosen(lines: Sequence[str], solution: Sequence[int], tree: ast.AST) -> list[_Place]:
    """The places to blank, in the order in which they stand."""
    wanted = max(2 if len(solution) < 3 else 3, len(solution) // LINES_PER_BLANK)
    most = MOST_BLANKED * sum(
        len(_parted(lines[i])[0].strip().removeprefix("return ")) for i in solution
    )
    chosen: list[_Place] = []
    for place in _by_worth(list(_places(lines, solution, tree))):
        blanked = sum(one.end - one.start for one in (*chosen, place))
        is_enough = len(chosen) == wanted or (place.worth == NAME and len(chosen) >= 2)
        is_much = bool(chosen) and blanked > most
        if not (is_enough or is_much or any(place.overlaps(one) for one in chosen)):
            chosen.append(place)
    return sorted(chosen, key=lambda one: (one.line, one.start))


def _by_worth(places: Sequence[_Place]) -> list[_Place]:
    """The most telling of each line first, then the second of each; mere names come last."""
    rank: dict[_Place, int] = {}
    for line in {place.line for place in places}:
        there = sorted(
            (place for place in places if place.line == line),
            key=lambda place: (-place.worth, place.end - place.start, place.start),
        )
        rank |= {place: number for number, place in enumerate(there)}
    return sorted(places, key=lambda p: (p.worth == NAME, rank[p], -p.worth, p.line, p.start))


def _places(lines: Sequence[str], solution: Sequence[int], tree: ast.AST) -> Iterator[_Place]:
    within = set(solution)
    several = len(solution) > 1
    for statement in ast.walk(tree):
        if not isinstance(statement, ast.stmt) or statement.lineno - 1 not in within:
            continue
        whole = getattr(statement, "value", None)
        for node in _expressions(statement):
            worth = _worth(node)
            if node is whole:
                worth = worth if several and isinstance(node, (ast.Constant, ast.UnaryOp)) else 0
            elif not several and isinstance(whole, ast.Call) and node is whole.func:
                worth = 0 if ast.unparse(node) in ("float", "int") else 4
            if worth and node.lineno == node.end_lineno and node.lineno - 1 in within:
                line = lines[node.lineno - 1]
                start, end = _columns(line, node)
                if end - start <= LONGEST:
                    yield _Place(node.lineno - 1, start, end, worth)


def _expressions(statement: ast.stmt) -> Iterator[ast.expr]:
    """The expressions that a statement reads, those of statements inside it left out."""
    waiting: list[ast.AST] = [
        child for child in ast.iter_child_nodes(statement) if isinstance(child, ast.expr)
    ]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.JoinedStr):
            continue
        if isinstance(node, ast.expr) and not isinstance(getattr(node, "ctx", None), ast.Store):
            yield node
        waiting.extend(
            child
            for child in ast.iter_child_nodes(node)
            if isinstance(child, (ast.expr, ast.keyword, ast.comprehension))
        )


def _worth(node: ast.expr) -> int:
    """How much a sub-expression tells about the solution; 0 where nothing is left without it."""
    if isinstance(node, ast.UnaryOp) and not isinstance(node.operand, ast.Constant):
        return 6
    if isinstance(node, ast.UnaryOp):
        return 4
    if isinstance(node, (ast.BinOp, ast.Compare)):
        return 5
    if isinstance(node, ast.Attribute):
        return 5 if node.attr == "T" else 2
    if isinstance(node, ast.Call):
        return 4
    if isinstance(node, ast.Subscript):
        return 3
    if isinstance(node, ast.Constant):
        return 3 if isinstance(node.value, (int, float)) else 0
    return NAME if isinstance(node, ast.Name) and node.id != "np" else 0


def _columns(line: str, node: ast.expr) -> tuple[int, int]:
    """Where a node stands in its line, in characters: the tree counts bytes."""
    data = line.encode()
    start = len(data[: node.col_offset].decode())
    return start, start + len(data[node.col_offset : node.end_col_offset].decode())


def _parted(line: str) -> tuple[str, str]:
    """A line of code, and the comment behind it."""
    code, sign, comment = line.partition("  #")
    return code, sign + comment
