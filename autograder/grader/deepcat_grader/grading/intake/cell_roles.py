"""What part a cell plays in grading, written in its metadata by us and never by a student."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nbformat import NotebookNode  # slow to import, and every process of a pool would


class Role(enum.Enum):
    """What a cell of a repaired notebook is."""

    GIVEN = "given"  # as the teacher wrote it; code is run
    STUDENT = "student"  # a cell of the assignment with the student's text
    EXTRA = "extra"  # a cell that the student added
    CHECK = "check"  # marks where an exercise is judged; never run
    TESTS = "tests"  # a teacher's own test cell; run
    DISPLAY = "display"  # only draws, and is unchanged; not run
    MISSING = "missing"  # a stub that the submission lacks; shown, not run
    SPARE = "spare"  # an untouched copy of a stub; shown, not run


STUDENTS = (Role.STUDENT, Role.EXTRA)
RUN = frozenset({Role.GIVEN, *STUDENTS, Role.TESTS})


def role_of(cell: NotebookNode) -> Role:
    """The role of a cell of a repaired notebook."""
    return Role(cell.metadata["deepcat"]["role"])


def set_role(cell: NotebookNode, role: Role) -> NotebookNode:
    """Write a role into a cell, in place."""
    own = cell.metadata.get("deepcat")
    kept = dict(own) if isinstance(own, Mapping) else {}
    cell.metadata["deepcat"] = {**kept, "role": role.value}
    return cell


def nbgrader_of(cell: NotebookNode) -> Mapping[str, Any]:
    """A cell's nbgrader metadata, empty where there is none."""
    data = cell.metadata.get("nbgrader")
    return data if isinstance(data, dict) else {}


def grade_id(cell: NotebookNode) -> str | None:
    """The name by which nbgrader knows a cell."""
    name = nbgrader_of(cell).get("grade_id")
    return name if isinstance(name, str) and name else None


def is_solution(cell: NotebookNode) -> bool:
    """Whether a cell is for the student to fill."""
    return nbgrader_of(cell).get("solution") is True


def is_grade(cell: NotebookNode) -> bool:
    """Whether a cell carries points."""
    return nbgrader_of(cell).get("grade") is True


def is_locked(cell: NotebookNode) -> bool:
    """Whether the teacher's text always stands in a cell."""
    return not is_solution(cell) and (is_grade(cell) or nbgrader_of(cell).get("locked") is True)
