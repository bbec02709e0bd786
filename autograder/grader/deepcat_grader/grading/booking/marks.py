"""What is to stand in the gradebook of one notebook: points by cell, and what is said of a cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nbformat import NotebookNode

from deepcat_grader.grading.intake.cell_roles import (
    Role,
    grade_id,
    is_grade,
    is_solution,
    nbgrader_of,
    role_of,
)
from deepcat_grader.grading.intake.unread import candidates
from deepcat_grader.grading.record import NotebookRecord
from deepcat_judge.verdict import Outcome

NO_RESPONSE = "No response."
SHOWN, MOST = 60, 3  # characters of a text that may be an answer, and how many texts


@dataclass(frozen=True)
class Mark:
    """Points of one cell.

    Attributes
    ----------
    points : float or None
        None where a person has to look.
    of : float
        The most that the cell could earn by what the points are counted in.
    waits : bool
        Whether a person has to look whatever the points are.
    name : str
        What the mistake is called that explains the answer, where one does.
    """

    points: float | None
    of: float
    waits: bool = False
    name: str = ""

    def out_of(self, most: float) -> float | None:
        """The points where the gradebook gives `most` for the cell."""
        if self.points is None or most == self.of or not self.of:
            return self.points
        return self.points * most / self.of


@dataclass(frozen=True)
class Marks:
    """Marks and comments of a notebook, by nbgrader's names of its cells."""

    grades: Mapping[str, Mark]
    comments: Mapping[str, str | None]


def marks(
    notebook: NotebookNode, record: NotebookRecord, checks: Mapping[str, str], unreadable: bool
) -> Marks:
    """What is to stand in the gradebook.

    Parameters
    ----------
    notebook : NotebookNode
        As `repair` made it.
    record : NotebookRecord
    checks : mapping from cell id to exercise id
    unreadable : bool
        Whether what was handed in could not be read: then a person has to look at everything.
    """
    grades: dict[str, Mark] = {}
    comments: dict[str, str | None] = {}
    for cell in notebook.cells:
        name = grade_id(cell)
        if name is not None and is_grade(cell):
            grades[name] = _mark(cell, record, checks, unreadable)
        if name is not None and is_solution(cell):
            comments[name] = answer_comment(cell, notebook.cells)
    return Marks(grades, comments)


def _mark(
    cell: NotebookNode, record: NotebookRecord, checks: Mapping[str, str], unreadable: bool
) -> Mark:
    if role_of(cell) is Role.CHECK:
        verdict = record.verdicts[checks[grade_id(cell) or ""]]
        fault = verdict.outcome is Outcome.GRADER_FAULT
        points = None if fault else float(verdict.points)
        return Mark(points, verdict.max_points, unreadable, verdict.mistake or "")
    if cell.id in record.scores:
        score = record.scores[cell.id]
        return Mark(None if score.waits else score.points, score.max_points, unreadable)
    points = 0.0 if _unanswered(cell) and not candidates(cell) else None
    return Mark(points, float(nbgrader_of(cell).get("points") or 0.0), unreadable)


def answer_comment(cell: NotebookNode, cells: Sequence[NotebookNode]) -> str | None:
    """What is said of a cell without an answer, and where one may stand."""
    if not _unanswered(cell):
        return None
    found = {other.id: other.source for other in cells}
    texts = [" ".join(found[name].split()) for name in candidates(cell)]
    if not texts:
        return NO_RESPONSE
    shown = "; ".join(f"“{text[:SHOWN]}{'…' * (len(text) > SHOWN)}”" for text in texts[:MOST])
    more = f", and {len(texts) - MOST} more" * (len(texts) > MOST)
    return f"No answer stands here. A person will look at what stands elsewhere: {shown}{more}"


def _unanswered(cell: NotebookNode) -> bool:
    """Whether a cell for an answer still holds what the teacher put there."""
    return role_of(cell) is not Role.STUDENT
