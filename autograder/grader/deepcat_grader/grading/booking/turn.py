"""One at a time: whoever books has the course's gradebook and pages to himself."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from deepcat_grader.grading.secret import HOME

NAME = "turn.db"
PATIENCE = 3600.0  # seconds; another run gives its turn away after each batch


@contextmanager
def turn(course: Path) -> Iterator[None]:
    """Wait until nobody else books, and keep others waiting meanwhile.

    It is SQLite's own lock on an empty database: the system takes it back from a process that
    is killed, and it is the same everywhere.

    Raises
    ------
    OSError
        If the turn does not come, or cannot be taken.
    """
    (course / HOME).mkdir(mode=0o700, exist_ok=True)
    with closing(_taken(course / HOME / NAME)):
        yield


def _taken(path: Path) -> sqlite3.Connection:
    """The lock, as long as the connection is open."""
    try:
        connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
    except sqlite3.Error as error:
        raise OSError(_words(path, error)) from error
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error as error:
        connection.close()
        raise OSError(_words(path, error)) from error
    return connection


def _words(path: Path, error: sqlite3.Error) -> str:
    return (
        f"{path} cannot be locked ({error}). See that no other command of DeepCat still runs for "
        "this class, that the folder can be written and the disk has room; then start again."
    )
