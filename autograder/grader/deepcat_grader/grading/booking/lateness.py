"""What the gradebook says of the time of each notebook, and of what it lost for being late."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from sqlalchemy import Connection, select

from deepcat_grader.grading.booking.standing import standings
from deepcat_grader.grading.booking.tables import SUBMITTED, Known


@dataclass(frozen=True)
class Lateness:
    """One notebook of one student.

    Attributes
    ----------
    student, notebook : str
    score : float
        What it earned before anything was taken off.
    penalty : float
    time, due : datetime or None
        In UTC.
    extension : timedelta or None
    """

    student: str
    notebook: str
    score: float
    penalty: float
    time: datetime.datetime | None
    due: datetime.datetime | None
    extension: datetime.timedelta | None


def lateness(connection: Connection, known: Known) -> list[Lateness]:
    """All notebooks of an assignment."""
    rows = connection.execute(
        select(SUBMITTED.c.student_id, SUBMITTED.c.timestamp, SUBMITTED.c.extension)
        .where(SUBMITTED.c.assignment_id == known.id)
        .order_by(SUBMITTED.c.student_id)
    ).all()
    found = standings(connection, known, [row.student_id for row in rows])
    return [
        Lateness(
            row.student_id,
            notebook,
            standing.total + standing.penalty,
            standing.penalty,
            row.timestamp,
            known.due,
            row.extension,
        )
        for row in rows
        for notebook in known.sheets
        if (standing := found.get((row.student_id, notebook)))
    ]
