"""What a mark by hand was given for: the student's own answer, cell by cell, as short digests."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256

from nbformat import NotebookNode

from deepcat_grader.grading.booking.marks import Mark, Marks
from deepcat_grader.grading.intake.cell_names import cell_names, defined
from deepcat_grader.grading.intake.cell_roles import (
    STUDENTS,
    Role,
    grade_id,
    is_grade,
    is_solution,
    role_of,
)
from deepcat_grader.grading.intake.unread import candidates
from deepcat_judge.exercise import Identified


def answers(
    notebook: NotebookNode, marks: Marks, checked: Mapping[str, Identified]
) -> dict[str, str]:
    """Digests of what each cell's points stand for: they change with the answer or its share.

    Where nobody knows which of a student's cells a mark speaks of, it speaks of all of them.

    Parameters
    ----------
    notebook : NotebookNode
        As `repair` made it.
    marks : Marks
        What it earned.
    checked : mapping from the name of a check's cell to the exercise that it checks
    """
    theirs = [cell for cell in notebook.cells if role_of(cell) in STUDENTS]
    found = {}
    for cell in notebook.cells:
        name = grade_id(cell)
        if name is None or not is_grade(cell):
            continue
        if is_solution(cell):
            spoken_of = _written(cell, notebook.cells)
        elif name in checked:
            spoken_of = _judged(checked[name], notebook.cells, theirs)
        elif role_of(cell) is Role.TESTS:
            spoken_of = _tested(cell, theirs) or theirs
        else:
            spoken_of = theirs
        found[name] = _digest(spoken_of, marks.grades[name])
    return found


def _written(cell: NotebookNode, cells: Iterable[NotebookNode]) -> list[NotebookNode]:
    """An answer in its own cell, and whatever else may be it."""
    elsewhere = set(candidates(cell))
    own = [cell] if role_of(cell) is Role.STUDENT else []
    return [*own, *(one for one in cells if one.id in elsewhere)]


def _judged(
    exercise: Identified, cells: Iterable[NotebookNode], theirs: Iterable[NotebookNode]
) -> list[NotebookNode]:
    """The cell for an answer, and those of the student's that define one of its names, too."""
    own = exercise.cell
    names = {name for cell in cells if grade_id(cell) == own for name in _names(cell)}
    names.add(exercise.name)
    return [cell for cell in theirs if grade_id(cell) == own or not names.isdisjoint(_names(cell))]


def _tested(test: NotebookNode, theirs: Iterable[NotebookNode]) -> list[NotebookNode]:
    """The student's cells whose names a teacher's own test reads, and those that these read."""
    code = [cell for cell in theirs if cell.cell_type == "code"]
    found: list[NotebookNode] = []
    new = [test]
    while new:
        wanted = {name for cell in new for name in _read(cell)}
        new = [one for one in code if one not in found and not wanted.isdisjoint(_names(one))]
        found += new
    return [cell for cell in code if cell in found]


def _read(cell: NotebookNode) -> frozenset[str]:
    names = cell_names(cell.source)
    return names.reads | names.reads_later


def _names(cell: NotebookNode) -> frozenset[str]:
    return defined(cell.source) if cell.cell_type == "code" else frozenset()


def _digest(cells: Iterable[NotebookNode], mark: Mark) -> str:
    texts = [(cell.source, cell.get("attachments")) for cell in cells]
    parts = [texts, mark.out_of(1.0), mark.waits]
    return sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]
