"""What was graded already, kept so that a run can stop at any instant and go on later."""

from __future__ import annotations

import functools
import hashlib
import json
import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import TypeVar

from deepcat_grader.closing import Closing
from deepcat_grader.grading.grounds import packages
from deepcat_grader.grading.isolation.launch import folder_of
from deepcat_grader.grading.isolation.limits import Limits
from deepcat_grader.grading.record import NotebookRecord
from deepcat_grader.grading.secret import HOME
from deepcat_grader.wording import counted

NAME = "ledger.db"
PACKAGES = ("deepcat_judge", "deepcat_solutions", "deepcat_grader")
PATIENCE = 60.0  # seconds to wait while another run writes
VERSION = 3
# Version 1 kept no digests, and 2 no tiers. Keys name a grader of their time, so nothing would
# find those rows.
TABLE = """
CREATE TABLE graded (
    key TEXT PRIMARY KEY,
    assignment TEXT NOT NULL,
    student TEXT NOT NULL,
    notebook TEXT NOT NULL,
    record TEXT NOT NULL,
    digest TEXT NOT NULL,
    tier TEXT GENERATED ALWAYS AS (iif(json_valid(record), json_extract(record, '$.tier'), ''))
) STRICT
"""

COLUMNS = "key, assignment, student, notebook, record, digest"

Value = TypeVar("Value")


class LedgerError(Exception):
    """The ledger cannot be used now; the text says why, and what to do."""


class Ledger(Closing):
    """Records of a course, one row and one transaction a notebook.

    Parameters
    ----------
    course : Path
    path : Path, optional
        Of another file than the course's own.

    Attributes
    ----------
    notes : list of str
        What a person should know of the ledger's state.
    """

    def __init__(self, course: Path, path: Path | None = None) -> None:
        self.path = path or course / HOME / NAME
        self.notes: list[str] = []
        self._connection: sqlite3.Connection | None = None

    def close(self) -> None:
        """Let go of the file; the next question opens it again."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def find(self, key: str) -> NotebookRecord | None:
        """The record under a key, if there is one that this version can read.

        Raises
        ------
        LedgerError
            If the ledger cannot be read.
        """
        asked = "SELECT record, digest FROM graded WHERE key = ?"
        row = self._do(lambda database: database.execute(asked, (key,)).fetchone())
        if row is None or row[1] != _digest(key, row[0]):
            return None  # a row that somebody or something changed is judged again
        try:
            return NotebookRecord.from_json(json.loads(row[0]))
        except (AttributeError, KeyError, TypeError, ValueError):
            return None  # of a version that kept other fields

    def keep(
        self, key: str, assignment: str, student: str, notebook: str, record: NotebookRecord
    ) -> None:
        """Write a record down; an earlier one under the key is replaced.

        Raises
        ------
        LedgerError
            If it cannot be written: then it is not there at all.
        """
        text = json.dumps(record.to_json())
        row = (key, assignment, student, notebook, text, _digest(key, text))
        statement = f"INSERT OR REPLACE INTO graded ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)"
        self._do(lambda database: database.execute(statement, row))

    def seal(self) -> None:
        """Leave one file that can be copied, and read where nobody may write.

        Raises
        ------
        LedgerError
            If it cannot be written.
        """
        self._do(_sign)
        self._do(lambda database: database.execute("PRAGMA journal_mode = DELETE"))
        self.close()

    def take_in(self, other: Path) -> int:
        """Copy the records of a sealed ledger, and say how many were new; our own ones stay.

        One that cannot be read, or that another version of DeepCat wrote, leaves a note.

        Raises
        ------
        LedgerError
            If our own ledger cannot be written.
        """
        try:
            rows = _sealed(other)
        except (sqlite3.Error, OSError) as error:
            self.notes.append(f"{other} was left out: {error}. Judge that batch again.")
            return 0
        sound = [row for row in rows if row[-1] == _digest(row[0], row[-2])]
        if len(sound) < len(rows):
            gone = counted(len(rows) - len(sound), "record was", "records were")
            self.notes.append(
                f"{gone} left out of {other}, changed by something else than the grader."
            )
        statement = f"INSERT OR IGNORE INTO graded ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)"
        return self._do(lambda database: database.executemany(statement, sound).rowcount)

    def _do(self, action: Callable[[sqlite3.Connection], Value]) -> Value:
        """Do something in one transaction; a damaged file is set aside, and a new one made."""
        try:
            try:
                return self._tried(action)
            except sqlite3.DatabaseError as error:
                if isinstance(error, sqlite3.OperationalError):
                    raise
                self._set_aside(error)
                return self._tried(action)
        except (sqlite3.Error, OSError) as error:
            self.close()
            raise LedgerError(
                f"The ledger {self.path} cannot be used: {error}. Make room, or see who may write "
                "there, then start again: what was judged is kept, and grading goes on where it "
                "was."
            ) from error

    def _tried(self, action: Callable[[sqlite3.Connection], Value]) -> Value:
        if self._connection is None:
            self._connection = self._opened()
        with self._connection:
            return action(self._connection)

    def _opened(self) -> sqlite3.Connection:
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        connection = sqlite3.connect(self.path, timeout=PATIENCE)
        try:
            if _version_of(connection) > VERSION:
                raise LedgerError(
                    f"{self.path} was written by a later version of DeepCat. Grade with that one, "
                    "or move the file away: then everything is judged again."
                )
            _write_ahead(connection)
            connection.execute("PRAGMA synchronous = FULL")
            _make(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _set_aside(self, error: sqlite3.DatabaseError) -> None:
        """Move a damaged file out of the way: all that it held can be judged again."""
        self.close()
        number = 1
        while (aside := self.path.with_name(f"{NAME}.damaged-{number}")).exists():
            number += 1
        for end in ("-wal", "-shm"):
            self.path.with_name(NAME + end).unlink(missing_ok=True)
        os.replace(self.path, aside)
        self.notes.append(
            f"The ledger was damaged ({error}). It lies in {aside} now; what it held is judged "
            "again."
        )


def _version_of(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Choose the journal in which readers wait for nobody; SQLite is impatient with this alone."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)


def _make(connection: sqlite3.Connection) -> None:
    """Make the table, unless it is there, or another run makes it meanwhile."""
    if _version_of(connection) == VERSION:
        return
    connection.execute("BEGIN IMMEDIATE")
    if _version_of(connection) < VERSION:
        connection.execute("DROP TABLE IF EXISTS graded")
        connection.execute(TABLE)
        connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.commit()


def _sign(database: sqlite3.Connection) -> None:
    """Write down which version judged: under another one's keys nobody finds anything."""
    database.execute("CREATE TABLE IF NOT EXISTS sealed (version TEXT NOT NULL) STRICT")
    database.execute("DELETE FROM sealed")
    database.execute("INSERT INTO sealed VALUES (?)", (version(),))


def _sealed(path: Path) -> list[tuple[str, ...]]:
    """The rows of a sealed ledger."""
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as file:
        if file.execute("SELECT version FROM sealed").fetchall() != [(version(),)]:
            raise sqlite3.DatabaseError("another version of DeepCat, Python or NumPy judged it")
        return file.execute(f"SELECT {COLUMNS} FROM graded ORDER BY key").fetchall()


def _digest(key: str, record: str) -> str:
    return hashlib.sha256(f"{key}\0{record}".encode()).hexdigest()


def key(work: str, student: str, secret: bytes, limits: Limits, grounds: str) -> str:
    """The name of a grading: it changes with anything that the verdicts depend on.

    `grounds.digest_of` says what they depend on beside the work.
    """
    parts = [work, student, hashlib.sha256(secret).hexdigest(), asdict(limits), grounds]
    return hashlib.sha256(json.dumps(parts).encode("utf-8")).hexdigest()


@functools.cache
def version() -> str:
    """A digest of the code that grades and of the exercises: machines share one, or no work.

    What students' code may import is part of it: a verdict would be another one.
    """
    found = hashlib.sha256(packages().encode())
    for package in PACKAGES:
        root = Path(folder_of(package)) / package
        for path in sorted(root.rglob("*.py")):
            found.update(f"{path.relative_to(root)}\0".encode() + path.read_bytes())
    return found.hexdigest()
