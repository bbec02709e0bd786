"""The audit of a gradebook: which marks or their words changed, when, by whom, and why."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TextIO

from sqlalchemy import Connection, select

from deepcat_grader.grading.booking.gradebook import Book
from deepcat_grader.grading.booking.tables import (
    AUDIT,
    GRADE,
    SHEET,
    STOOD,
    SUBMITTED,
    Known,
    UnknownAssignment,
    known_of,
    standing,
)
from deepcat_grader.grading.course_folder import CourseFolder
from deepcat_grader.lms.tables import safe
from deepcat_grader.marking.changes import changes
from deepcat_grader.marking.plainly import cut
from deepcat_grader.marking.standing import Cell, Sheet, Stood

OPEN = "since the last booking"
COLUMNS = (
    "time",
    "who",
    "student",
    "assignment",
    "notebook",
    "cell",
    "what",
    "was",
    "now",
    "why",
)


@dataclass(frozen=True)
class Row:
    """One mark that changed; see `COLUMNS`. The time is in UTC, and is that of the booking."""

    time: str
    who: str
    student: str
    assignment: str
    notebook: str
    cell: str
    what: str
    was: float | None
    now: float | None
    why: str

    @property
    def line(self) -> str:
        """The row for a person."""
        where = "/".join(filter(None, (self.assignment, self.notebook, self.cell)))
        return cut(
            f"{self.time}  {self.who}  {self.student}  {where}  {self.what}: "
            f"{points(self.was)} → {points(self.now)}  ({self.why})"
        )


def points(mark: float | None) -> str:
    """A mark, or that none stands."""
    return "none" if mark is None else f"{mark:g}"


def audit(
    course: CourseFolder, students: Collection[str] = (), assignments: Collection[str] = ()
) -> list[Row]:
    """What changed, from the first to the last; then marks by hand that no booking has met yet.

    Raises
    ------
    CannotBook
    """
    book = Book(course.directory.db_url, course.directory.course_id)
    try:
        with book.writing() as connection:
            found = [*_kept(connection), *_open(connection)]
    finally:
        book.close()
    return [
        row
        for row in found
        if (not students or row.student in students)
        and (not assignments or row.assignment in assignments)
    ]


def to_csv(rows: Iterable[Row], file: TextIO) -> None:
    """Write rows for a spreadsheet; no text of anybody's is taken for a formula there."""
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for row in rows:
        values = [getattr(row, name) for name in COLUMNS]
        writer.writerow([safe(one) if isinstance(one, str) else one for one in values])


def _kept(connection: Connection) -> Iterator[Row]:
    rows = connection.execute(select(*(AUDIT.c[name] for name in COLUMNS)).order_by(AUDIT.c.id))
    for row in rows:
        yield Row(*row)


def _open(connection: Connection) -> Iterator[Row]:
    """What others changed since the last booking."""
    last: dict[str, dict[str, Stood]] = {}
    for row in connection.execute(select(STOOD).order_by(STOOD.c.assignment, STOOD.c.student)):
        if stood := Stood.from_text(row.stood):
            last.setdefault(row.assignment, {})[row.student] = stood
    for assignment, by_student in last.items():
        try:
            found = _standing(connection, known_of(connection, assignment))
        except UnknownAssignment:
            continue
        for student, stood in by_student.items():
            if student not in found:
                continue
            now = Stood(found[student], stood.grounds, stood.dates)
            for one in changes(student, stood, now, now):
                yield Row(
                    OPEN,
                    one.who,
                    student,
                    assignment,
                    one.notebook,
                    one.cell,
                    one.what,
                    one.was,
                    one.now,
                    one.why,
                )


def _standing(connection: Connection, known: Known) -> Mapping[str, Mapping[str, Sheet]]:
    """What stands of an assignment now, by student and notebook."""
    rows = connection.execute(
        select(
            SUBMITTED.c.student_id, SHEET.c.id, SHEET.c.notebook_id, SHEET.c.late_submission_penalty
        )
        .join_from(SUBMITTED, SHEET, SHEET.c.assignment_id == SUBMITTED.c.id)
        .where(SUBMITTED.c.assignment_id == known.id)
    ).all()
    grades = standing(connection, GRADE, [row.id for row in rows])
    named = {sheet.id: (name, sheet) for name, sheet in known.sheets.items()}
    found: dict[str, dict[str, Sheet]] = {}
    for row in rows:
        name, sheet = named[row.notebook_id]
        cells = {
            cell: Cell(grade.auto_score, grade.manual_score, grade.extra_credit or 0.0, most)
            for cell, (at, most) in sheet.grades.items()
            if (grade := grades.get((row.id, at)))
        }
        found.setdefault(row.student_id, {})[name] = Sheet(
            cells, row.late_submission_penalty or 0.0
        )
    return found
