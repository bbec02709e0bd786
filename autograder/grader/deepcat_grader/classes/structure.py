"""What a gradebook knows of an assignment's notebooks: which cells they have, with which points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from nbgrader import api
from sqlalchemy import Connection, func, select

from deepcat_grader.grading.booking.tables import (
    ASSIGNMENT,
    CELL,
    GRADE_CELL,
    NOTEBOOK,
    TASK_CELL,
)

SOURCE_CELL = api.SourceCell.__table__
Place = tuple[str, str]  # the kind of a cell by nbgrader's word, and its name


@dataclass(frozen=True)
class Scored:
    """A cell's points, and whether it holds code or text; neither where nothing is scored."""

    points: float | None = None
    kind: str | None = None


@dataclass(frozen=True)
class Sheet:
    """One notebook: its cells by kind and name, the sources that nbgrader keeps, its kernel."""

    cells: Mapping[Place, Scored] = field(default_factory=dict)
    sources: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    kernel: str | None = None

    @property
    def points(self) -> dict[str, float]:
        """The points of each cell that has some."""
        return {name: one.points for (_, name), one in self.cells.items() if one.points is not None}


Structure = Mapping[str, Mapping[str, Sheet]]  # by assignment and notebook


def structure_of(connection: Connection) -> dict[str, dict[str, Sheet]]:
    """Read what a gradebook knows of all assignments."""
    names = connection.execute(
        select(ASSIGNMENT.c.name, NOTEBOOK.c.name, NOTEBOOK.c.id, NOTEBOOK.c.kernelspec).join_from(
            ASSIGNMENT, NOTEBOOK, NOTEBOOK.c.assignment_id == ASSIGNMENT.c.id, isouter=True
        )
    ).all()
    cells, sources = _cells(connection), _sources(connection)
    found: dict[str, dict[str, Sheet]] = {}
    for assignment, notebook, at, kernel in names:
        sheets = found.setdefault(assignment, {})
        if notebook is not None:
            sheets[notebook] = Sheet(cells.get(at, {}), sources.get(at, {}), kernel)
    return found


def _cells(connection: Connection) -> dict[str, dict[Place, Scored]]:
    rows = connection.execute(
        select(
            CELL.c.notebook_id,
            CELL.c.type,
            CELL.c.name,
            func.coalesce(GRADE_CELL.c.max_score, TASK_CELL.c.max_score),
            GRADE_CELL.c.cell_type,
            TASK_CELL.c.cell_type,
        )
        .outerjoin(GRADE_CELL, GRADE_CELL.c.id == CELL.c.id)
        .outerjoin(TASK_CELL, TASK_CELL.c.id == CELL.c.id)
    )
    found: dict[str, dict[Place, Scored]] = {}
    for at, kind, name, points, graded, task in rows:
        found.setdefault(at, {})[kind, name] = Scored(points, graded or task)
    return found


def _sources(connection: Connection) -> dict[str, dict[str, Mapping[str, Any]]]:
    names = ("cell_type", "locked", "source", "checksum")
    columns = [SOURCE_CELL.c[name] for name in names]
    found: dict[str, dict[str, Mapping[str, Any]]] = {}
    for at, name, *values in connection.execute(
        select(SOURCE_CELL.c.notebook_id, SOURCE_CELL.c.name, *columns)
    ):
        found.setdefault(at, {})[name] = dict(zip(names, values, strict=True))
    return found
