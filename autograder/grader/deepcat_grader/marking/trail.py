"""Write down which marks a booking changes, in the booking's own transaction."""

from __future__ import annotations

import datetime
import getpass
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, delete, insert, select

from deepcat_grader.grading.booking.tables import AUDIT, STOOD
from deepcat_grader.marking.changes import Change, changes
from deepcat_grader.marking.standing import Stood


@dataclass(frozen=True)
class Booked:
    """What a booking did to one submission; `new` where nothing of it stood before."""

    student: str
    found: Stood
    after: Stood
    new: bool
    changes: Sequence[Change]


class Trail:
    """What becomes of the marks of one assignment's submissions in one transaction."""

    def __init__(self, connection: Connection, assignment: str, students: Sequence[str]) -> None:
        self.connection, self.assignment = connection, assignment
        rows = connection.execute(
            select(STOOD.c.student, STOOD.c.stood).where(
                STOOD.c.assignment == assignment, STOOD.c.student.in_(students)
            )
        )
        self._last = {row.student: Stood.from_text(row.stood) for row in rows}
        self.booked: list[Booked] = []

    def add(self, student: str, found: Stood, after: Stood) -> None:
        """Note what stood of a submission, and what will stand."""
        last = self._last.get(student)
        seen = tuple(changes(student, last, found, after))
        stood = any(sheet.cells for sheet in found.sheets.values())
        self.booked.append(Booked(student, found, after, not stood, seen))

    def write(self) -> None:
        """Write it, one statement a table."""
        if not self.booked:
            return
        students = [one.student for one in self.booked]
        self.connection.execute(
            delete(STOOD).where(
                STOOD.c.assignment == self.assignment, STOOD.c.student.in_(students)
            )
        )
        rows = [
            {"assignment": self.assignment, "student": one.student, "stood": one.after.to_text()}
            for one in self.booked
        ]
        self.connection.execute(insert(STOOD), rows)
        if found := [change for one in self.booked for change in one.changes]:
            now, me = now_in_utc(), login()
            self.connection.execute(
                insert(AUDIT),
                [
                    {**asdict(one), "assignment": self.assignment, "time": now}
                    | {"who": one.who or me}
                    for one in found
                ],
            )


def now_in_utc() -> str:
    """The time, to the second."""
    return datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%d %H:%M:%S")


def login() -> str:
    """Who runs this."""
    try:
        return getpass.getuser()
    except (KeyError, ImportError, OSError):  # no name for this user
        return "not known"
