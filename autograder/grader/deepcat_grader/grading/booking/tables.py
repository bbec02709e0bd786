"""What nbgrader's database knows of an assignment, and what of ours stands beside it."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any

from nbgrader import api
from sqlalchemy import (
    Column,
    Connection,
    Float,
    Integer,
    MetaData,
    Row,
    String,
    Table,
    Text,
    func,
    select,
)

from deepcat_grader.grading.booking.late import Late
from deepcat_grader.grading.booking.marks import Marks

# What nbgrader calls its kinds of cells.
GRADED, SOLUTION, TASK = "GradeCell", "SolutionCell", "TaskCell"
BOOKED = Table(
    "deepcat_booked",
    MetaData(),
    Column("submission", String(32), primary_key=True),
    Column("key", String(64), nullable=False),
    Column("work", String(64), nullable=False),
)
# What the marks of its cells were given for (`answers`), by notebook and cell.
ANSWERED = Table(
    "deepcat_answered",
    BOOKED.metadata,
    Column("submission", String(32), primary_key=True),
    Column("answers", Text, nullable=False),
)
# What stood when a submission was booked, by name: a row that was removed may come back.
STOOD = Table(
    "deepcat_stood",
    BOOKED.metadata,
    Column("assignment", Text, primary_key=True),
    Column("student", Text, primary_key=True),
    Column("stood", Text, nullable=False),
)
AUDIT = Table(
    "deepcat_audit",
    BOOKED.metadata,
    Column("id", Integer, primary_key=True),
    *(
        Column(name, Text, nullable=False)
        for name in ("time", "who", "student", "assignment", "notebook", "cell", "what", "why")
    ),
    Column("was", Float),
    Column("now", Float),
)
ASSIGNMENT, NOTEBOOK, STUDENT = (
    one.__table__ for one in (api.Assignment, api.Notebook, api.Student)
)
CELL, GRADE_CELL, TASK_CELL = (one.__table__ for one in (api.BaseCell, api.GradeCell, api.TaskCell))
SUBMITTED, SHEET = api.SubmittedAssignment.__table__, api.SubmittedNotebook.__table__
GRADE, COMMENT = api.Grade.__table__, api.Comment.__table__


class UnknownAssignment(Exception):
    """The gradebook knows nothing of an assignment."""


@dataclass(frozen=True)
class Entry:
    """What is to be booked of one submission.

    Attributes
    ----------
    student : str
    work : str
        Changes with what was handed in and what it earned.
    look : str
        Changes with what the graded notebooks show.
    time : datetime or None
        When it was handed in, in UTC.
    marks : mapping from notebook to Marks
        A notebook of the assignment that is not there was not handed in.
    grounds : mapping from notebook to digests by name
        What the marks rest on, part by part; it changes no booking.
    answers : mapping from notebook to digests by cell
        A mark by hand is looked at again where its cell's digest is another than at the last
        booking, and where none is known, with `work`.
    """

    student: str
    work: str
    look: str
    time: datetime.datetime | None
    marks: Mapping[str, Marks]
    grounds: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Sheet:
    """One of an assignment's notebooks: cells with points and with comments, by name."""

    id: str
    grades: Mapping[str, tuple[str, float]]  # id and most points
    comments: Mapping[str, str]  # id


@dataclass(frozen=True)
class Known:
    """An assignment: when it is due as the gradebook has it, and its notebooks by name."""

    id: str
    name: str
    due: datetime.datetime | None
    sheets: Mapping[str, Sheet]


def known_of(connection: Connection, name: str) -> Known:
    """What the gradebook knows of an assignment.

    Raises
    ------
    UnknownAssignment
    """
    row = connection.execute(
        select(ASSIGNMENT.c.id, ASSIGNMENT.c.duedate).where(ASSIGNMENT.c.name == name)
    ).first()
    if row is None:
        raise UnknownAssignment(name)
    most = func.coalesce(GRADE_CELL.c.max_score, TASK_CELL.c.max_score)
    cells = connection.execute(
        select(NOTEBOOK.c.name, NOTEBOOK.c.id, CELL.c.name, CELL.c.id, CELL.c.type, most)
        .join_from(NOTEBOOK, CELL, CELL.c.notebook_id == NOTEBOOK.c.id, isouter=True)
        .outerjoin(GRADE_CELL, GRADE_CELL.c.id == CELL.c.id)
        .outerjoin(TASK_CELL, TASK_CELL.c.id == CELL.c.id)
        .where(NOTEBOOK.c.assignment_id == row.id)
    ).all()
    sheets: dict[str, Sheet] = {}
    for notebook, notebook_id, cell, cell_id, kind, points in cells:
        sheet = sheets.setdefault(notebook, Sheet(notebook_id, {}, {}))
        if kind in (GRADED, TASK):
            sheet.grades[cell] = (cell_id, points)  # type: ignore[index]  # filled only here
        if kind in (SOLUTION, TASK):
            sheet.comments[cell] = cell_id  # type: ignore[index]  # filled only here
    return Known(row.id, name, row.duedate, sheets)


def submitted(
    connection: Connection, assignment: Known, entries: Sequence[Entry]
) -> dict[str, Any]:
    """What stands of some students: the submission, and under which key it was booked."""
    rows = connection.execute(
        select(
            SUBMITTED.c.id,
            SUBMITTED.c.student_id,
            SUBMITTED.c.timestamp,
            SUBMITTED.c.extension,
            BOOKED.c.key,
            BOOKED.c.work,
            ANSWERED.c.answers,
        )
        .outerjoin(BOOKED, BOOKED.c.submission == SUBMITTED.c.id)
        .outerjoin(ANSWERED, ANSWERED.c.submission == SUBMITTED.c.id)
        .where(SUBMITTED.c.assignment_id == assignment.id)
        .where(SUBMITTED.c.student_id.in_([entry.student for entry in entries]))
    )
    return {row.student_id: row for row in rows}


def key_of(entry: Entry, known: Known, extension: datetime.timedelta | None, late: Late) -> str:
    """Changes with anything that the rows of a submission, or its folder, depend on."""
    due = late.due(known.name, known.due)
    extension = late.extension(known.name, entry.student, due, extension)
    most = {name: {**sheet.grades} for name, sheet in known.sheets.items()}
    marks = {name: asdict(one) for name, one in entry.marks.items()}
    booked = [entry.work, entry.look, entry.answers, entry.time]
    parts = [*booked, marks, most, due, extension, late.words]
    return sha256(json.dumps(parts, default=str, sort_keys=True).encode()).hexdigest()


def standing(
    connection: Connection, table: Table, sheets: Iterable[str]
) -> dict[tuple[str, str], Row[Any]]:
    """Rows of some notebooks, by notebook and cell."""
    rows = connection.execute(select(table).where(table.c.notebook_id.in_([*sheets])))
    return {(row.notebook_id, row.cell_id): row for row in rows}
