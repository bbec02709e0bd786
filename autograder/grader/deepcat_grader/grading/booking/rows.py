"""Rows of nbgrader's gradebook for many submissions at once, one statement a kind of row."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from nbgrader.api import new_uuid
from sqlalchemy import Connection, Row, Table, bindparam, delete, insert, select, update

from deepcat_grader.grading.booking.late import Late
from deepcat_grader.grading.booking.marks import Mark, Marks
from deepcat_grader.grading.booking.tables import (
    ANSWERED,
    ASSIGNMENT,
    BOOKED,
    COMMENT,
    GRADE,
    SHEET,
    STUDENT,
    SUBMITTED,
    Entry,
    Known,
    Sheet,
    key_of,
    standing,
    submitted,
)
from deepcat_grader.marking.standing import Cell, Stood, differ
from deepcat_grader.marking.standing import Sheet as Shown
from deepcat_grader.marking.trail import Booked, Trail

ABSENT, BY_HAND = Mark(0.0, 0.0), Mark(None, 0.0)


class Writing:
    """Books entries of one assignment in one transaction."""

    def __init__(self, connection: Connection, assignment: Known, late: Late) -> None:
        self.connection, self.assignment, self.late = connection, assignment, late
        self.due = late.due(assignment.name, assignment.due)
        self.lost: dict[str, float | None] = {}  # of each notebook, before anything is written

    def write(self, entries: Sequence[Entry]) -> list[Booked]:
        """Write every row, and say what became of each submission."""
        self._add_students([entry.student for entry in entries])
        before = submitted(self.connection, self.assignment, entries)
        self._add_submissions([entry for entry in entries if entry.student not in before])
        self._set_times(entries, before)
        self._set_due()
        rows = submitted(self.connection, self.assignment, entries)
        sheets = self._sheets([row.id for row in rows.values()])
        grades = standing(self.connection, GRADE, sheets.values())
        comments = standing(self.connection, COMMENT, sheets.values())
        trail = Trail(self.connection, self.assignment.name, [one.student for one in entries])
        changes = Changes()
        for entry in entries:
            stood: dict[str, Shown] = {}
            stands: dict[str, Shown] = {}
            row = rows[entry.student]
            extension = self.late.extension(
                self.assignment.name, entry.student, self.due, row.extension
            )
            if extension != row.extension:
                changes.extensions.append({"at": row.id, "longer": extension})
            last = json.loads(row.answers or "{}")
            for name, sheet in self.assignment.sheets.items():
                at, marks = sheets[row.id, sheet.id], entry.marks.get(name)
                others = _others(entry, name, last, row.work)
                scores = [
                    changes.grade(at, cell, most, grades.get((at, cell)), marks, mark, others(mark))
                    for mark, (cell, most) in sheet.grades.items()
                ]
                lost = self.late.penalty(
                    entry.student, sum(scores), row.timestamp, self.due, extension
                )
                changes.penalties.append({"at": at, "lost": lost})
                stood[name] = self._stood(at, sheet, grades)
                stands[name] = Shown(changes.cells(at, sheet, grades), lost or 0.0)
                for comment, cell in sheet.comments.items():
                    changes.comment(at, cell, comments.get((at, cell)), marks, comment)
            key = key_of(entry, self.assignment, row.extension, self.late)
            changes.booked.append({"submission": row.id, "key": key, "work": entry.work})
            changes.answered.append({"submission": row.id, "answers": _kept(last, entry.answers)})
            dates = self._dates(row.timestamp, extension)
            after = Stood(stands, entry.grounds, dates)
            trail.add(entry.student, Stood(stood, {}, {}), after)
        changes.make(self.connection)
        trail.write()
        return trail.booked

    def _stood(self, at: str, sheet: Sheet, grades: Mapping[tuple[str, str], Row[Any]]) -> Shown:
        """What the gradebook had of a notebook."""
        cells = {
            name: Cell(row.auto_score, row.manual_score, row.extra_credit or 0.0, most)
            for name, (cell, most) in sheet.grades.items()
            if (row := grades.get((at, cell)))
        }
        return Shown(cells, self.lost.get(at) or 0.0)

    def _dates(self, time: object, extension: object) -> dict[str, str]:
        """What penalties rest on."""
        found = {"due": self.due, "extension": extension, "time": time, "rule": self.late.words}
        return {name: str(value) for name, value in found.items()}

    def _add_students(self, students: Sequence[str]) -> None:
        known = self.connection.scalars(select(STUDENT.c.id).where(STUDENT.c.id.in_(students)))
        _add(self.connection, STUDENT, [{"id": one} for one in sorted({*students} - {*known})])

    def _add_submissions(self, entries: Sequence[Entry]) -> None:
        _add(
            self.connection,
            SUBMITTED,
            [
                {
                    "id": new_uuid(),
                    "assignment_id": self.assignment.id,
                    "student_id": entry.student,
                    "timestamp": entry.time,
                }
                for entry in entries
            ],
        )

    def _set_times(self, entries: Sequence[Entry], before: Mapping[str, Any]) -> None:
        moved = [
            {"at": row.id, "time": entry.time}
            for entry in entries
            if (row := before.get(entry.student)) and entry.time not in (None, row.timestamp)
        ]
        statement = update(SUBMITTED).where(SUBMITTED.c.id == bindparam("at"))
        if moved:
            self.connection.execute(statement.values(timestamp=bindparam("time")), moved)

    def _set_due(self) -> None:
        if self.due != self.assignment.due:
            one = update(ASSIGNMENT).where(ASSIGNMENT.c.id == self.assignment.id)
            self.connection.execute(one.values(duedate=self.due))

    def _sheets(self, submissions: Sequence[str]) -> dict[tuple[str, str], str]:
        """The id of each notebook of each submission; what lacks is added."""
        rows = self.connection.execute(
            select(
                SHEET.c.id,
                SHEET.c.assignment_id,
                SHEET.c.notebook_id,
                SHEET.c.late_submission_penalty,
            ).where(SHEET.c.assignment_id.in_(submissions))
        ).all()
        self.lost = {row.id: row.late_submission_penalty for row in rows}
        found = {(row.assignment_id, row.notebook_id): row.id for row in rows}
        new = [
            {"id": new_uuid(), "assignment_id": one, "notebook_id": sheet.id, "flagged": False}
            for one in submissions
            for sheet in self.assignment.sheets.values()
            if (one, sheet.id) not in found
        ]
        _add(self.connection, SHEET, new)
        return found | {(one["assignment_id"], one["notebook_id"]): one["id"] for one in new}


class Changes:
    """Rows to write, collected so that each kind takes one statement."""

    def __init__(self) -> None:
        self.new: dict[Table, list[dict[str, Any]]] = {GRADE: [], COMMENT: []}
        self.grades: list[dict[str, Any]] = []
        self.comments: list[dict[str, Any]] = []
        self.penalties: list[dict[str, Any]] = []
        self.extensions: list[dict[str, Any]] = []
        self.booked: list[dict[str, Any]] = []
        self.answered: list[dict[str, Any]] = []
        self.auto: dict[tuple[str, str], float | None] = {}
        self.names: dict[tuple[str, str], str] = {}

    def grade(
        self,
        at: str,
        cell: str,
        most: float,
        row: Row[Any] | None,
        marks: Marks | None,
        name: str,
        changed: bool,
    ) -> float:
        """Note a grade; a mark by hand stays, and is looked at again where its answer changed.

        Returns
        -------
        float
            What the cell counts.
        """
        mark = ABSENT if marks is None else marks.grades.get(name, BY_HAND)
        points, manual = mark.out_of(most), row.manual_score if row else None
        self.auto[at, cell], self.names[at, cell] = points, mark.name
        extra = (row.extra_credit if row else None) or 0.0
        if row is None or changed or differ(row.auto_score, points):
            waits = points is None or manual is not None or mark.waits
            values = {"auto_score": points, "needs_manual_grade": waits and mark is not ABSENT}
            if row is None:
                place = {"id": new_uuid(), "cell_id": cell, "notebook_id": at}
                self.new[GRADE].append({**place, **values})
            else:
                self.grades.append({"at": row.id, **{f"to_{k}": v for k, v in values.items()}})
        counts = manual if manual is not None else points
        return 0.0 if counts is None else counts + extra

    def comment(
        self, at: str, cell: str, row: Row[Any] | None, marks: Marks | None, name: str
    ) -> None:
        """Note what is said of a cell; a comment by hand stays beside it."""
        said = marks.comments.get(name) if marks else None
        if row is None:
            place = {"id": new_uuid(), "cell_id": cell, "notebook_id": at}
            self.new[COMMENT].append({**place, "auto_comment": said})
        elif row.auto_comment != said:
            self.comments.append({"at": row.id, "said": said})

    def cells(
        self, at: str, sheet: Sheet, grades: Mapping[tuple[str, str], Row[Any]]
    ) -> dict[str, Cell]:
        """What will stand of a notebook's cells, once their grades are noted."""
        found = {}
        for name, (cell, most) in sheet.grades.items():
            row = grades.get((at, cell))
            manual, extra = (row.manual_score, row.extra_credit) if row else (None, None)
            found[name] = Cell(
                self.auto[at, cell], manual, extra or 0.0, most, self.names[at, cell]
            )
        return found

    def make(self, connection: Connection) -> None:
        """Write all of it."""
        for table, rows in self.new.items():
            _add(connection, table, rows)
        statements = (
            (
                _at(GRADE, auto_score="to_auto_score", needs_manual_grade="to_needs_manual_grade"),
                self.grades,
            ),
            (_at(COMMENT, auto_comment="said"), self.comments),
            (_at(SHEET, late_submission_penalty="lost"), self.penalties),
            (_at(SUBMITTED, extension="longer"), self.extensions),
        )
        for statement, rows in statements:
            if rows:
                connection.execute(statement, rows)
        ids = [row["submission"] for row in self.booked]
        for table, rows in ((BOOKED, self.booked), (ANSWERED, self.answered)):
            connection.execute(delete(table).where(table.c.submission.in_(ids)))
            _add(connection, table, rows)


def remember(
    connection: Connection, submission: str, notebook: str, now: Mapping[str, str]
) -> None:
    """Note what the marks of a notebook's cells stand for, where nbgrader's command wrote them."""
    ANSWERED.create(connection, checkfirst=True)
    there = ANSWERED.c.submission == submission
    last = json.loads(connection.scalar(select(ANSWERED.c.answers).where(there)) or "{}")
    connection.execute(delete(ANSWERED).where(there))
    _add(
        connection, ANSWERED, [{"submission": submission, "answers": _kept(last, {notebook: now})}]
    )


def _others(
    entry: Entry, notebook: str, last: Mapping[str, Mapping[str, str]], work: str | None
) -> Callable[[str], bool]:
    """Whether what a cell of a notebook was marked for is another than at the last booking."""
    now, before = entry.answers.get(notebook, {}), last.get(notebook, {})

    def changed(cell: str) -> bool:
        return now.get(cell) != before[cell] if cell in before else work != entry.work

    return changed


def _kept(last: Mapping[str, Mapping[str, str]], now: Mapping[str, Mapping[str, str]]) -> str:
    """Digests of the answers; those of cells that are gone stay, for these may come back."""
    names = {*last, *now}
    return json.dumps({name: {**last.get(name, {}), **now.get(name, {})} for name in names})


def _add(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _at(table: Table, **values: str) -> Any:
    """An update of rows by their id, bound as "at", to values that are bound by name."""
    statement = update(table).where(table.c.id == bindparam("at"))
    return statement.values({column: bindparam(name) for column, name in values.items()})
