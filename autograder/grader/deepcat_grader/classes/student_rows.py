"""The names of students in nbgrader's gradebook, where the Formgrader shows them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from deepcat_grader.classes.student import Student
from deepcat_grader.grading.booking.tables import STUDENT


def write_students(connection: Connection, students: Sequence[Student]) -> None:
    """Add students to a gradebook, and bring the names of those up to date whom it knows."""
    known = {*connection.scalars(select(STUDENT.c.id))}
    rows = [
        {
            "at": student.id,
            "first": student.first_name or None,
            "last": student.last_name or None,
            "mail": student.email or None,
            "lms": student.lms_id or None,
        }
        for student in students
    ]
    values: dict[Any, Any] = {
        STUDENT.c.first_name: bindparam("first"),
        STUDENT.c.last_name: bindparam("last"),
        STUDENT.c.email: bindparam("mail"),
        STUDENT.c.lms_user_id: bindparam("lms"),
    }
    if new := [row for row in rows if row["at"] not in known]:
        connection.execute(insert(STUDENT).values({STUDENT.c.id: bindparam("at"), **values}), new)
    if old := [row for row in rows if row["at"] in known]:
        connection.execute(
            update(STUDENT).where(STUDENT.c.id == bindparam("at")).values(values), old
        )
