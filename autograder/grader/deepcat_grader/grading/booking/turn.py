"""One at a time: whoever books has the course's gradebook and pages to himself."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deepcat_grader.grading.secret import HOME

NAME = "turn.db"
PATIENCE = 3600.0  # seconds; another run gives its turn away after each batch


@contextmanager
def turn(course: Path) -> Iterator[None]:
    """Wait until nobody else books, and keep others waiting meanwhile.

    It is SQLite's own lock on an empty database: the system takes it back from a process that
    is killed, and it is the same everywhere.
    """
    (course / HOME).mkdir(mode=0o700, exist_ok=True)
    connection = sqlite3.connect(course / HOME / NAME, timeout=PATIENCE, isolation_level=None)
    try:
        connection.execute("BEGIN EXCLUSIVE")
        yield
    finally:
        connection.close()
