"""What trying a teacher's own test cell takes: cells before it, and whose each name is.

What the teacher's notebook imports or defines stays the teacher's whatever a student binds to it,
and so do every value of a locked cell and what Python itself binds. Everything else that a test
reads is the student's.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from deepcat_grader.grading.intake.cell_names import cell_names, names_of_parts, python_of
from deepcat_grader.grading.intake.cell_roles import STUDENTS, Role, is_locked, is_solution, role_of
from deepcat_grader.grading.intake.hidden_tests import without_hidden

if TYPE_CHECKING:
    from nbformat import NotebookNode  # slow to import, and every process of a pool would

MARKER = "# deepcat: in the student's process"
MARKED = re.compile(r"^[ \t]*#[ \t]*deepcat:[ \t]*in the student['’]s process[ \t]*$", re.M | re.I)
CHANGED = re.compile(r"^[ \t]*(\w+)[ \t]*[.\[]", re.MULTILINE)
EVERYTHING = re.compile(r"^[ \t]*from[ \t]+[\w.]+[ \t]+import[ \t]+\*", re.MULTILINE)
PYTHONS = frozenset({*dir(builtins), "display", "get_ipython"})
# Whoever asks with these may mean any name.
ANY_NAME = frozenset({"globals", "locals", "vars", "dir", "eval", "exec", "get_ipython"})


@dataclass(frozen=True)
class Trial:
    """How to try a teacher's test cell.

    Attributes
    ----------
    inside : bool
        Whether the teacher wants it to run in the student's process.
    before : tuple of str
        Cells of the teacher's that bind what it needs.
    theirs : tuple of str
        Names of the student's that it uses.
    perhaps : tuple of str
        Names that are the student's if the teacher's cells do not have them.
    unasked : tuple of str
        Those of the student's that are the teacher's if a star import of the teacher's binds them.
    shown : str
        What students see of it, where a later cell uses a name that it binds.
    """

    inside: bool = False
    before: tuple[str, ...] = ()
    theirs: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()
    unasked: tuple[str, ...] = ()
    shown: str = ""


def trials(master: Sequence[NotebookNode], cells: Sequence[NotebookNode]) -> dict[str, Trial]:
    """How to try each test cell of a repaired notebook, by the cell's id.

    Parameters
    ----------
    master, cells : sequence of NotebookNode
        Of the teacher's notebook without solutions, and of the repaired one.
    """
    own = {cell.id: cell for cell in master if cell.cell_type == "code"}
    notebook, found = _Names(), {}
    code = [cell for cell in cells if cell.cell_type == "code"]
    for at, cell in enumerate(code):
        role = role_of(cell)
        if role is Role.TESTS:
            later = (one.source for one in code[at + 1 :] if role_of(one) is not Role.CHECK)
            found[cell.id] = notebook.trial(cell.source, later)
            notebook.tested(cell.source)
        elif is_solution(cell):
            stub = own[cell.id].source if cell.id in own else ""
            notebook.left_to_students(cell_names(stub).binds)
            notebook.students(cell.source)
        elif role in STUDENTS:
            if cell.id in own:
                notebook.teachers(own[cell.id].source, locked=False)
            notebook.students(cell.source)
        elif role is Role.GIVEN:
            notebook.teachers(cell.source, locked=is_locked(cell))
    return found


@dataclass
class _Names:
    """Whose each name is, on the way through a notebook.

    Attributes
    ----------
    cells : list of str
        What the teacher wrote and needs nothing of the student's.
    home : mapping from name to int
        Which of these bound it last.
    later : mapping from name to frozenset of str
        What is read when it is called.
    kept : set of str
        Names that no student can take over.
    wanted : set of str
        Names that the teacher's notebook binds or asks for, whatever Python means by them.
    theirs : set of str
    """

    cells: list[str] = field(default_factory=list)
    home: dict[str, int] = field(default_factory=dict)
    later: dict[str, frozenset[str]] = field(default_factory=dict)
    kept: set[str] = field(default_factory=set)
    wanted: set[str] = field(default_factory=set)
    theirs: set[str] = field(default_factory=set)

    def left_to_students(self, names: Iterable[str]) -> None:
        """The teacher's notebook wants these from the student."""
        self.kept.difference_update(names)
        self.wanted.update(names)

    def students(self, source: str) -> None:
        """Pass a cell of the student's, or one that computes with what is the student's."""
        binds = cell_names(source).binds - self.kept
        self.theirs |= {name for name in binds if name in self.wanted or not _is_pythons(name)}

    def tested(self, source: str) -> None:
        """Pass a test, which binds anew what it binds."""
        self.theirs -= cell_names(source).binds
        self.teachers(definitions_of(source), locked=True)

    def teachers(self, source: str, *, locked: bool) -> None:
        """Pass a cell of the teacher's; of one that uses the student's, its definitions."""
        names, parts = cell_names(source), names_of_parts(source)
        self.wanted |= names.binds
        at_once = names.reads | parts.at_once
        if self._called(at_once) & self.theirs:
            definitions = definitions_of(source)
            if definitions not in ("", source):
                self.teachers(definitions, locked=locked)
            self.students(source)
            return
        for name in names.binds:
            self.home[name] = len(self.cells)
            self.later[name] = parts.later.get(name, frozenset())
        self.cells.append(source)
        self.kept |= {name for name in names.binds if locked or name in parts.later}
        self.theirs -= names.binds

    def trial(self, source: str, later: Iterable[str]) -> Trial:
        """How to try a test at this place."""
        names = cell_names(source)
        needed = self._called(names.reads | names.reads_later)
        theirs = self.theirs if needed & ANY_NAME else needed & self.theirs
        unknown = needed - self.home.keys() - theirs - names.binds
        used: set[str] = set()
        for other in map(cell_names, later):
            used |= other.reads | other.reads_later
        return Trial(
            MARKED.search(source) is not None,
            tuple(self._before(needed - theirs)),
            tuple(sorted(theirs)),
            tuple(sorted(name for name in unknown if not _is_pythons(name))),
            tuple(sorted(theirs - self.wanted)),
            without_hidden(source) if names.binds & used else "",
        )

    def _called(self, names: Iterable[str]) -> set[str]:
        """These names, and all that is read where what they stand for is called."""
        found: set[str] = set()
        todo = [*names]
        while todo:
            name = todo.pop()
            if name not in found:
                found.add(name)
                todo += self.later.get(name, ())
        return found

    def _before(self, needed: set[str]) -> Iterator[str]:
        """The teacher's cells that make what is needed, and what those need themselves."""
        chosen: set[int] = set()
        fresh = True
        while fresh:
            fresh = False
            for number, source in enumerate(self.cells):
                if number not in chosen and _makes(source, needed):
                    fresh = True
                    chosen.add(number)
                    names = cell_names(source)
                    needed = needed | self._called(names.reads | names.reads_later) - self.theirs
        yield from (self.cells[number] for number in sorted(chosen))


def definitions_of(source: str) -> str:
    """The imports, functions and classes at the margin of a teacher's cell."""
    try:
        body = ast.parse(python_of(source)).body
    except SyntaxError:
        return ""
    kinds = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    return "\n\n".join(ast.unparse(node) for node in body if isinstance(node, kinds))


def _is_pythons(name: str) -> bool:
    """Whether a name means something before any cell runs."""
    return name in PYTHONS or (name.startswith("__") and name.endswith("__"))


def _makes(source: str, names: set[str]) -> bool:
    """Whether a cell binds one of these names, or begins a line with a part of what it is."""
    if cell_names(source).binds & names or EVERYTHING.search(source):
        return True
    return not names.isdisjoint(CHANGED.findall(source))
