"""Text of a student's that may be an answer which does not stand in its own cell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nbformat import NotebookNode

from deepcat_grader.grading.intake.cell_roles import Role, is_grade, is_solution, role_of

WORDS = 4  # a comment of fewer is none that could answer a question
# A comment, or a text that stands alone, is printed or gets a name.
SAID = re.compile(
    r"^[ \t]*(?:\w{1,40}[ \t]*=[ \t]*|print\()?(?:#|\"\"\"|'''|'|\")[ \t]*(.*)$", re.MULTILINE
)
DEFINES = re.compile(r"^[ \t]*(?:async[ \t]+)?(?:def|class)[ \t]", re.MULTILINE)


def note_candidates(cells: Sequence[NotebookNode]) -> None:
    """Write into each written answer that is missing or untouched where its text may be.

    Parameters
    ----------
    cells : sequence of NotebookNode
        Of a repaired notebook; their metadata change in place.
    """
    found = [(at, cell.id) for at, cell in enumerate(cells) if _may_answer(cell)]
    for place, cell in enumerate(cells):
        if found and is_unanswered(cell):
            nearest = sorted((abs(at - place), at, name) for at, name in found)
            cell.metadata["deepcat"]["candidates"] = [name for *_, name in nearest]


def candidates(cell: NotebookNode) -> list[str]:
    """Ids of the cells in which an unanswered cell's answer may stand, the nearest first."""
    return list(cell.metadata["deepcat"].get("candidates", ()))


def is_unanswered(cell: NotebookNode) -> bool:
    """Whether a cell for a written answer holds nothing of a student's."""
    written = is_solution(cell) and is_grade(cell)
    return written and (role_of(cell) is not Role.STUDENT or not cell.source.strip())


def _may_answer(cell: NotebookNode) -> bool:
    if is_solution(cell) or role_of(cell) not in (Role.EXTRA, Role.STUDENT):
        return False
    if cell.cell_type != "code":
        return bool(cell.source.strip())
    if DEFINES.search(cell.source):
        return False
    return any(len(said.split()) >= WORDS for said in SAID.findall(cell.source))
