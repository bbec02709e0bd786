"""Give an assignment other cells in the gradebook, in one transaction, and lose no mark.

nbgrader refuses to add or remove cells of a notebook that somebody handed in.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nbgrader import api
from nbgrader.api import new_uuid
from sqlalchemy import Connection, Table, delete, insert, select, update

from deepcat_grader.classes.dropped import DROPPED, make_table
from deepcat_grader.classes.structure import SOURCE_CELL, Place, Scored, Sheet, Structure
from deepcat_grader.grading.booking.tables import (
    ASSIGNMENT,
    CELL,
    COMMENT,
    GRADE,
    GRADE_CELL,
    GRADED,
    NOTEBOOK,
    SHEET,
    SOLUTION,
    SUBMITTED,
    TASK,
    TASK_CELL,
)

KINDS: Mapping[str, Table] = {
    GRADED: GRADE_CELL,
    SOLUTION: api.SolutionCell.__table__,
    TASK: TASK_CELL,
}
SCORES = ("auto_score", "manual_score", "extra_credit", "needs_manual_grade")
COMMENTS = ("auto_comment", "manual_comment")


def restructure(connection: Connection, wanted: Structure, course_id: str) -> None:
    """Let the gradebook's assignments have the notebooks and cells that are wanted.

    Marks and comments of a cell that goes are kept beside (`dropped`), and those of a cell that
    comes back stand again. Where points change, automatic scores keep their share of them, and
    marks by hand stay as they are.

    Parameters
    ----------
    connection : Connection
        In a transaction.
    wanted : Structure
        Assignments that it does not name stay as they are.
    course_id : str
        nbgrader's.
    """
    make_table(connection)
    for assignment, sheets in wanted.items():
        at = _assignment(connection, assignment, course_id)
        known = _notebooks(connection, at)
        for name in known.keys() - sheets.keys():
            _Notebook(connection, assignment, name, known[name]).remove()
        if not sheets:
            _remove_empty(connection, at)
        for name, sheet in sheets.items():
            notebook = known.get(name) or _add_notebook(connection, at, name)
            _Notebook(connection, assignment, name, notebook).become(sheet)


def _assignment(connection: Connection, name: str, course_id: str) -> str:
    found = connection.scalar(select(ASSIGNMENT.c.id).where(ASSIGNMENT.c.name == name))
    if found is not None:
        return str(found)
    at = str(new_uuid())
    connection.execute(insert(ASSIGNMENT).values(id=at, name=name, course_id=course_id))
    return at


def _remove_empty(connection: Connection, assignment: str) -> None:
    """Forget an assignment without notebooks, unless somebody handed it in."""
    where = SUBMITTED.c.assignment_id == assignment
    if connection.scalar(select(SUBMITTED.c.id).where(where).limit(1)) is None:
        connection.execute(delete(ASSIGNMENT).where(ASSIGNMENT.c.id == assignment))


def _notebooks(connection: Connection, assignment: str) -> dict[str, str]:
    rows = connection.execute(
        select(NOTEBOOK.c.name, NOTEBOOK.c.id).where(NOTEBOOK.c.assignment_id == assignment)
    )
    return {row.name: row.id for row in rows}


def _add_notebook(connection: Connection, assignment: str, name: str) -> str:
    at = str(new_uuid())
    connection.execute(insert(NOTEBOOK).values(id=at, name=name, assignment_id=assignment))
    return at


class _Notebook:
    def __init__(self, connection: Connection, assignment: str, name: str, at: str) -> None:
        self.connection, self.assignment, self.name, self.at = connection, assignment, name, at

    def become(self, sheet: Sheet) -> None:
        """Have the cells of a sheet, and no others."""
        known = self._cells()
        for place in known.keys() - sheet.cells.keys():
            self._drop(place, known[place])
        for place, scored in sheet.cells.items():
            if place in known:
                self._rescale(place, known[place], scored)
            else:
                self._add(place, scored)
        self._keep_sources(sheet)
        statement = update(NOTEBOOK).where(NOTEBOOK.c.id == self.at)
        self.connection.execute(statement.values(kernelspec=sheet.kernel))

    def remove(self) -> None:
        """Go, after everything that stands of it was kept."""
        self.become(Sheet())
        self.connection.execute(delete(SHEET).where(SHEET.c.notebook_id == self.at))
        self.connection.execute(delete(NOTEBOOK).where(NOTEBOOK.c.id == self.at))

    def _cells(self) -> dict[Place, str]:
        rows = self.connection.execute(
            select(CELL.c.type, CELL.c.name, CELL.c.id).where(CELL.c.notebook_id == self.at)
        )
        return {(row.type, row.name): row.id for row in rows}

    def _add(self, place: Place, scored: Scored) -> None:
        kind, name = place
        at = new_uuid()
        self.connection.execute(
            insert(CELL).values(id=at, name=name, notebook_id=self.at, type=kind)
        )
        values = (
            {} if scored.kind is None else {"max_score": scored.points, "cell_type": scored.kind}
        )
        self.connection.execute(insert(KINDS[kind]).values(id=at, **values))
        self._bring_back(place, at, scored)

    def _rescale(self, place: Place, at: str, scored: Scored) -> None:
        """Give a cell other points: what was earned keeps its share."""
        if scored.points is None:
            return
        table = KINDS[place[0]]
        before = self.connection.scalar(select(table.c.max_score).where(table.c.id == at))
        self.connection.execute(
            update(table)
            .where(table.c.id == at)
            .values(max_score=scored.points, cell_type=scored.kind)
        )
        if before and before != scored.points:
            share = scored.points / before
            self.connection.execute(
                update(GRADE)
                .where(GRADE.c.cell_id == at)
                .values(auto_score=GRADE.c.auto_score * share)
            )

    def _drop(self, place: Place, at: str) -> None:
        kind, name = place
        table = KINDS[kind]
        most = None
        if kind in (GRADED, TASK):
            most = self.connection.scalar(select(table.c.max_score).where(table.c.id == at))
        where = {"assignment": self.assignment, "notebook": self.name, "kind": kind, "cell": name}
        rows = [
            {**where, "student": student, "most": most, **values}
            for student, values in self._standing(at).items()
        ]
        kept = delete(DROPPED).where(*(DROPPED.c[key] == value for key, value in where.items()))
        self.connection.execute(kept)
        if rows:
            self.connection.execute(insert(DROPPED), rows)
        for linked in (GRADE, COMMENT):
            self.connection.execute(delete(linked).where(linked.c.cell_id == at))
        self.connection.execute(delete(table).where(table.c.id == at))
        self.connection.execute(delete(CELL).where(CELL.c.id == at))

    def _standing(self, at: str) -> dict[str, dict[str, Any]]:
        """The marks and comments of a cell, by student."""
        blank = dict.fromkeys((*SCORES, *COMMENTS))
        found: dict[str, dict[str, Any]] = {}
        for table, names in ((GRADE, SCORES), (COMMENT, COMMENTS)):
            rows = self.connection.execute(
                select(SUBMITTED.c.student_id, *(table.c[name] for name in names))
                .join_from(table, SHEET, SHEET.c.id == table.c.notebook_id)
                .join(SUBMITTED, SUBMITTED.c.id == SHEET.c.assignment_id)
                .where(table.c.cell_id == at)
            )
            for student, *values in rows:
                found.setdefault(student, {**blank}).update(zip(names, values, strict=True))
        return found

    def _bring_back(self, place: Place, at: str, scored: Scored) -> None:
        """Let stand again what stood when the cell was dropped."""
        kind, name = place
        where = (
            DROPPED.c.assignment == self.assignment,
            DROPPED.c.notebook == self.name,
            DROPPED.c.kind == kind,
            DROPPED.c.cell == name,
        )
        sheets = self._sheets()
        for row in self.connection.execute(select(DROPPED).where(*where)).mappings().all():
            if row["student"] not in sheets:
                continue
            place_of = {"id": new_uuid(), "cell_id": at, "notebook_id": sheets[row["student"]]}
            if kind in (GRADED, TASK):
                scores = {key: row[key] for key in SCORES}
                if scores["auto_score"] is not None and row["most"] and scored.points is not None:
                    scores["auto_score"] *= scored.points / row["most"]
                scores["needs_manual_grade"] = bool(scores["needs_manual_grade"])
                self.connection.execute(insert(GRADE).values(**place_of, **scores))
            if kind in (SOLUTION, TASK):
                comments = {key: row[key] for key in COMMENTS}
                self.connection.execute(
                    insert(COMMENT).values(**{**place_of, "id": new_uuid()}, **comments)
                )
        self.connection.execute(delete(DROPPED).where(*where))

    def _sheets(self) -> dict[str, str]:
        rows = self.connection.execute(
            select(SUBMITTED.c.student_id, SHEET.c.id)
            .join_from(SHEET, SUBMITTED, SUBMITTED.c.id == SHEET.c.assignment_id)
            .where(SHEET.c.notebook_id == self.at)
        )
        return {row.student_id: row.id for row in rows}

    def _keep_sources(self, sheet: Sheet) -> None:
        self.connection.execute(delete(SOURCE_CELL).where(SOURCE_CELL.c.notebook_id == self.at))
        rows = [
            {"id": new_uuid(), "name": name, "notebook_id": self.at, **values}
            for name, values in sheet.sources.items()
        ]
        if rows:
            self.connection.execute(insert(SOURCE_CELL), rows)
