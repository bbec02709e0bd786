"""How a class stands where nothing is wrong: versions, secret, disk, databases, copies."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from sqlalchemy import make_url

from deepcat_grader.classes.backups import FOLDER, backups, kept
from deepcat_grader.classes.versions import here
from deepcat_grader.grading.course_folder import CourseFolder, NoCourse, open_course
from deepcat_grader.grading.ledger import NAME as LEDGER
from deepcat_grader.grading.secret import HOME, NoSecret, read_secret
from deepcat_grader.wording import counted


def condition(root: Path) -> list[str]:
    """A line on each; none where the class cannot be opened, which `class check` names."""
    try:
        course = open_course(root)
        return [*_lines(course)]
    except NoCourse:
        return []


def _lines(course: CourseFolder) -> Iterator[str]:
    yield f"Versions   {here()}"
    yield f"Secret     {_secret(course.root)}"
    yield f"Disk       {shutil.disk_usage(course.root).free / 1e9:.1f} GB are free"
    yield f"Gradebook  {_gradebook(course)}"
    yield f"Ledger     {_ledger(course.root / HOME / LEDGER)}"
    many = counted(len(backups(course.root)), "copy", "copies")
    size = sum(_size(path) for path in (course.root / HOME / FOLDER).rglob("*"))
    yield f"Copies     {many}, {size / 1e6:.1f} MB; {_kept(course)}"


def _secret(root: Path) -> str:
    try:
        read_secret(root)
    except NoSecret:
        return "cannot be read"
    return "is there; keep a copy of it elsewhere"


def _gradebook(course: CourseFolder) -> str:
    url = make_url(course.directory.db_url)
    shown = url.render_as_string(hide_password=True)
    if url.get_backend_name() != "sqlite" or not url.database:
        return shown
    return f"{shown}, {_size(Path(url.database)) / 1e6:.1f} MB"


def _ledger(path: Path) -> str:
    if not path.exists():
        return "not there yet: nothing was graded"
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as ledger:
            count = int(ledger.execute("SELECT COUNT(*) FROM graded").fetchone()[0])
    except sqlite3.Error as error:
        return f"cannot be read: {error}"
    return f"{counted(count, 'notebook', 'notebooks')} judged, {_size(path) / 1e6:.1f} MB"


def _kept(course: CourseFolder) -> str:
    try:
        return f"the latest {kept(course)} stay"
    except NoCourse as error:
        return str(error)


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() and not path.is_symlink() else 0
