"""What grading a repaired notebook has to do, cell by cell."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from deepcat_grader.grading.intake import drawings
from deepcat_grader.grading.intake.cell_roles import (
    RUN,
    STUDENTS,
    Role,
    grade_id,
    is_solution,
    nbgrader_of,
    role_of,
)
from deepcat_grader.grading.intake.trials import Trial, trials

if TYPE_CHECKING:
    from nbformat import NotebookNode  # slow to import, and every process of a pool would


@dataclass(frozen=True)
class PlannedCell:
    """One code cell.

    Attributes
    ----------
    cell : str
        The cell's id.
    role : str
        A value of `Role`.
    source : str
    exercise : str or None
        The exercise that is judged at this point.
    points : float or None
        What the teacher's notebook gives for a check or a test cell.
    instead : str
        What the teacher wrote, where a student changed a cell that was not theirs to fill.
    stub : str
        The id of the cell in which the exercise is to be answered.
    trial : Trial or None
        How a test cell of the teacher's own is tried.
    """

    cell: str
    role: str
    source: str
    exercise: str | None = None
    points: float | None = None
    instead: str = ""
    stub: str = ""
    trial: Trial | None = None

    @property
    def is_students(self) -> bool:
        """Whether a student wrote what is run."""
        return Role(self.role) in STUDENTS

    @property
    def runs(self) -> bool:
        """Whether the cell is run."""
        return Role(self.role) in RUN


def plan(
    master: NotebookNode, notebook: NotebookNode, checks: Mapping[str, str]
) -> tuple[PlannedCell, ...]:
    """The steps of a repaired notebook.

    Parameters
    ----------
    master : NotebookNode
    notebook : NotebookNode
        As `repair` made it.
    checks : mapping from cell id to exercise id
    """
    given = {
        cell.id: cell.source
        for cell in master.cells
        if cell.cell_type == "code" and not nbgrader_of(cell)
    }
    steps, stub = [], ""
    tried = trials(master.cells, notebook.cells)
    drawn = drawings.used(notebook.cells)
    for cell in notebook.cells:
        if is_solution(cell):
            stub = cell.id
        if cell.cell_type == "code":
            role = Role.GIVEN if cell.id in drawn else role_of(cell)
            step = _step(cell, role, given, checks, stub)
            steps.append(replace(step, trial=tried.get(cell.id)))
    return tuple(steps)


def _step(
    cell: NotebookNode,
    role: Role,
    given: Mapping[str, str],
    checks: Mapping[str, str],
    stub: str,
) -> PlannedCell:
    points = _points(cell)
    if role is Role.CHECK:
        exercise = checks[grade_id(cell) or ""]
        return PlannedCell(cell.id, role.value, "", exercise, points, stub=stub)
    if role is Role.TESTS:
        return PlannedCell(cell.id, role.value, cell.source, points=points or 0.0)
    instead = given.get(cell.id, "") if role is Role.STUDENT else ""
    return PlannedCell(cell.id, role.value, cell.source, instead=instead)


def _points(cell: NotebookNode) -> float | None:
    """The points of a cell, where its metadata hold any that can be given."""
    points = nbgrader_of(cell).get("points")
    usable = isinstance(points, (int, float)) and math.isfinite(points) and points >= 0
    return float(points) if usable and points is not None else None


def digest(steps: Sequence[PlannedCell]) -> str:
    """The same for two notebooks that must be graded alike."""
    data = json.dumps([asdict(step) for step in steps])
    return hashlib.sha256(data.encode()).hexdigest()
