"""What grading a repaired notebook has to do, cell by cell."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from deepcat_grader.grading.intake.cell_roles import (
    RUN,
    Role,
    grade_id,
    is_solution,
    nbgrader_of,
    role_of,
)

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
    points : float
        Of a teacher's test cell.
    instead : str
        What the teacher wrote, where a student changed a cell that was not theirs to fill.
    stub : str
        The id of the cell in which the exercise is to be answered.
    """

    cell: str
    role: str
    source: str
    exercise: str | None = None
    points: float = 0.0
    instead: str = ""
    stub: str = ""

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
    for cell in notebook.cells:
        if is_solution(cell):
            stub = cell.id
        if cell.cell_type == "code":
            steps.append(_step(cell, given, checks, stub))
    return tuple(steps)


def _step(
    cell: NotebookNode, given: Mapping[str, str], checks: Mapping[str, str], stub: str
) -> PlannedCell:
    role = role_of(cell)
    if role is Role.CHECK:
        return PlannedCell(
            cell.id, role.value, "", exercise=checks[grade_id(cell) or ""], stub=stub
        )
    if role is Role.TESTS:
        return PlannedCell(
            cell.id, role.value, cell.source, points=float(nbgrader_of(cell)["points"])
        )
    instead = given.get(cell.id, "") if role is Role.STUDENT else ""
    return PlannedCell(cell.id, role.value, cell.source, instead=instead)


def digest(steps: Sequence[PlannedCell]) -> str:
    """The same for two notebooks that must be graded alike."""
    data = json.dumps([asdict(step) for step in steps])
    return hashlib.sha256(data.encode()).hexdigest()
