"""nbgrader's gradebook, filled many submissions at once: a transaction holds them all or none.

A table of our own in the same database says under which key a submission was booked. It is
written in the same transaction, so that no instant separates the points from what is said of them.
"""

from __future__ import annotations

import datetime
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from nbgrader.api import Course, Gradebook, InvalidEntry
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DataError,
    DBAPIError,
    IntegrityError,
    NoSuchModuleError,
    SQLAlchemyError,
)

from deepcat_grader.grading.booking.late import Late, NoPenalty
from deepcat_grader.grading.booking.lateness import Lateness, lateness
from deepcat_grader.grading.booking.rows import Writing
from deepcat_grader.grading.booking.standing import Standing, standings
from deepcat_grader.grading.booking.tables import (
    BOOKED,
    Entry,
    Known,
    key_of,
    known_of,
    submitted,
)
from deepcat_grader.marking.trail import Booked

PATIENCE = 60  # seconds to wait for whoever writes now
TURN = 0x64656570636174  # the number of our lock in a PostgreSQL database: "deepcat"
DRIVER = "Its driver is not installed ({why}). Install it: pip install 'deepcat-grader[postgresql]'"


class CannotBook(Exception):
    """The gradebook cannot be used now; the text says why, and what to do."""


class _TakenBack(Exception):
    """Ends a transaction of which nothing is to stay."""


class Refused(Exception):
    """The database takes some rows for wrong; the text is its reason."""


class Book:
    """The gradebook of a course.

    Parameters
    ----------
    url : str
        As `CourseDirectory.db_url` has it.
    course : str
        nbgrader's id of the course.
    """

    def __init__(self, url: str, course: str) -> None:
        self.url, self.course = url, course
        self._engine: Engine | None = None

    def close(self) -> None:
        """Let go of the database."""
        if self._engine is not None:
            self._engine.dispose()
            self._engine = None

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction, in which nobody else writes.

        Raises
        ------
        CannotBook
            If the database cannot be used.
        """
        try:
            if self._engine is None:
                self._engine = _engine(self.url, self.course)
            with self._engine.begin() as connection:
                yield connection
        except (IntegrityError, DataError) as error:
            raise Refused(f"the gradebook refuses its rows: {error.orig}") from error
        except (SQLAlchemyError, ModuleNotFoundError) as error:
            raise CannotBook(_words(self.url, error)) from error

    def stale(self, assignment: str, entries: Sequence[Entry], late: Late) -> list[Entry]:
        """Those entries of which something in the gradebook is not as it should be.

        Raises
        ------
        CannotBook, UnknownAssignment
        """
        with self.writing() as connection:
            known = known_of(connection, assignment)
            before = submitted(connection, known, entries)
            return [
                entry
                for entry in entries
                if (row := before.get(entry.student)) is None
                or row.key != key_of(entry, known, row.extension, late)
            ]

    def write(self, assignment: str, entries: Sequence[Entry], late: Late) -> dict[str, str]:
        """Book entries.

        Returns
        -------
        dict
            By student, why an entry cannot be booked; the others are.

        Raises
        ------
        CannotBook, UnknownAssignment
        """
        try:
            with self.writing() as connection:
                Writing(connection, known_of(connection, assignment), late).write(entries)
            return {}
        except (Refused, NoPenalty) as error:
            if len(entries) == 1:
                return {entries[0].student: str(error)}
            failed: dict[str, str] = {}
            for entry in entries:  # one of them is refused: find out which
                failed |= self.write(assignment, [entry], late)
            return failed

    def rehearse(
        self, assignment: str, entries: Sequence[Entry], late: Late
    ) -> tuple[list[Booked], dict[str, str]]:
        """What `write` would do, and what it would return; nothing of it stays.

        Raises
        ------
        CannotBook, UnknownAssignment
        """
        found: list[Booked] = []
        try:
            with suppress(_TakenBack), self.writing() as connection:
                found = Writing(connection, known_of(connection, assignment), late).write(entries)
                raise _TakenBack
        except (Refused, NoPenalty) as error:
            if len(entries) == 1:
                return [], {entries[0].student: str(error)}
            failed: dict[str, str] = {}
            for entry in entries:
                booked, why = self.rehearse(assignment, [entry], late)
                found += booked
                failed |= why
            return found, failed
        return found, {}

    def most(self, assignment: str) -> float:
        """The points that can be earned in an assignment.

        Raises
        ------
        CannotBook, UnknownAssignment
        """
        with self.writing() as connection:
            sheets = known_of(connection, assignment).sheets.values()
            return sum(most for sheet in sheets for _, most in sheet.grades.values())

    def known(self, assignment: str) -> Known:
        """What the gradebook knows of an assignment.

        Raises
        ------
        CannotBook, UnknownAssignment
        """
        with self.writing() as connection:
            return known_of(connection, assignment)

    def due(self, assignment: str) -> datetime.datetime | None:
        """When an assignment is due, in UTC.

        Raises
        ------
        CannotBook, UnknownAssignment
        """
        with self.writing() as connection:
            return known_of(connection, assignment).due

    def lateness(self, assignment: str) -> list[Lateness]:
        """When the notebooks of an assignment came, and what they lost.

        Raises
        ------
        CannotBook, UnknownAssignment
        """
        with self.writing() as connection:
            return lateness(connection, known_of(connection, assignment))

    def standings(
        self, assignment: str, students: Sequence[str]
    ) -> dict[tuple[str, str], Standing]:
        """What stands of some students, by student and notebook.

        Raises
        ------
        CannotBook, UnknownAssignment
        """
        with self.writing() as connection:
            return standings(connection, known_of(connection, assignment), students)


def furnish(url: str, course: str) -> None:
    """Make nbgrader's tables where they are not, and the row of the course.

    nbgrader leaves that row out where a course has no id, as most have none; SQLite does not
    mind, and PostgreSQL refuses the first assignment.

    Raises
    ------
    CannotBook
        If the database cannot be used.
    """
    try:
        with alembic_on_path(), Gradebook(url, course) as gradebook:
            if gradebook.db.get(Course, course) is None:
                gradebook.db.add(Course(id=course))
                gradebook.db.commit()
    except (IntegrityError, InvalidEntry):
        pass  # another grader has added it meanwhile
    except (SQLAlchemyError, ModuleNotFoundError) as error:
        raise CannotBook(_words(url, error)) from error


@contextmanager
def alembic_on_path() -> Iterator[None]:
    """Let nbgrader find its helper `alembic` also where the environment is not activated."""
    before = os.environ.get("PATH", os.defpath)
    os.environ["PATH"] = os.pathsep.join((str(Path(sys.executable).parent), before))
    try:
        yield
    finally:
        os.environ["PATH"] = before


def _engine(url: str, course: str) -> Engine:
    """Open a database, which nbgrader furnishes if it is new."""
    furnish(url, course)
    if url.startswith("sqlite"):
        engine = create_engine(url, connect_args={"timeout": PATIENCE})
        event.listen(engine, "connect", _leave_transactions_to_us)
        event.listen(engine, "begin", _begin)
    else:
        engine = create_engine(url)
        if engine.dialect.name == "postgresql":
            event.listen(engine, "begin", _wait_for_turn)
    BOOKED.metadata.create_all(engine)
    return engine


def _words(url: str, why: Exception) -> str:
    """One sentence on a database that cannot be used; it holds no password."""
    if isinstance(why, ArgumentError) and not isinstance(why, NoSuchModuleError):
        return f"c.CourseDirectory.db_url is no address of a database: {why}."
    shown = make_url(url).render_as_string(hide_password=True)
    if isinstance(why, ModuleNotFoundError | NoSuchModuleError):
        return f"The gradebook {shown} cannot be used. {DRIVER.format(why=why)}."
    reason = why.orig if isinstance(why, DBAPIError) else why
    return (
        f"The gradebook {shown} cannot be used: {reason}. What was judged is kept; close what "
        "holds the gradebook, make room, or see that its server can be reached, then start again."
    )


def _leave_transactions_to_us(connection: Any, record: object) -> None:
    connection.isolation_level = None


def _begin(connection: Connection) -> None:
    """Take the right to write at once: whoever reads first may find that another has written."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _wait_for_turn(connection: Connection) -> None:
    """Let one grader write at a time, as SQLite does; they may be on two machines."""
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({TURN})")
