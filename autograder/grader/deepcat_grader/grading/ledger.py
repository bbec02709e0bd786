"""What was graded already, kept so that a run can stop at any instant and go on later."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from deepcat_grader.grading.isolation.launch import folder_of
from deepcat_grader.grading.isolation.limits import Limits
from deepcat_grader.grading.record import NotebookRecord
from deepcat_grader.grading.secret import HOME

NAME = "ledger.db"
PACKAGES = ("deepcat_judge", "deepcat_solutions", "deepcat_grader")
SCHEMA = """
CREATE TABLE IF NOT EXISTS graded (
    key TEXT PRIMARY KEY,
    assignment TEXT NOT NULL,
    student TEXT NOT NULL,
    notebook TEXT NOT NULL,
    record TEXT NOT NULL
) STRICT
"""


class Ledger:
    """Records of a course, one row and one transaction a notebook."""

    def __init__(self, course: Path) -> None:
        self.path = course / HOME / NAME
        self.path.parent.mkdir(mode=0o700, exist_ok=True)
        with self._open() as database:
            database.execute("PRAGMA journal_mode = WAL")
            database.execute(SCHEMA)

    def find(self, key: str) -> NotebookRecord | None:
        """The record under a key, if there is one that this version can read."""
        with self._open() as database:
            row = database.execute("SELECT record FROM graded WHERE key = ?", (key,)).fetchone()
        try:
            return NotebookRecord.from_json(json.loads(row[0])) if row else None
        except (KeyError, TypeError, ValueError):
            return None  # of a version that kept other fields: it is judged again

    def keep(
        self, key: str, assignment: str, student: str, notebook: str, record: NotebookRecord
    ) -> None:
        """Write a record down; an earlier one under the key is replaced."""
        row = (key, assignment, student, notebook, json.dumps(record.to_json()))
        with self._open() as database:
            database.execute("INSERT OR REPLACE INTO graded VALUES (?, ?, ?, ?, ?)", row)

    @contextlib.contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(self.path, timeout=30)
        try:
            with connection:
                yield connection
        finally:
            connection.close()


def key(work: str, student: str, secret: bytes, limits: Limits) -> str:
    """The name of a grading: it changes with anything that the verdicts depend on."""
    parts = [work, student, hashlib.sha256(secret).hexdigest(), asdict(limits), version()]
    return hashlib.sha256(json.dumps(parts).encode("utf-8")).hexdigest()


@functools.cache
def version() -> str:
    """A digest of the code that grades and of the exercises."""
    found = hashlib.sha256()
    for package in PACKAGES:
        root = Path(folder_of(package)) / package
        for path in sorted(root.rglob("*.py")):
            found.update(f"{path.relative_to(root)}\0".encode() + path.read_bytes())
    return found.hexdigest()
