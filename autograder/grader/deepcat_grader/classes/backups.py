"""Dated copies of what a change of a class touches, made before it begins."""

from __future__ import annotations

import contextlib
import datetime
import json
import shutil
import sqlite3
from collections.abc import Collection
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy import make_url

from deepcat_grader.classes.staging import MADE, STOOD
from deepcat_grader.grading.course_folder import CONFIG, CourseFolder, NoCourse
from deepcat_grader.grading.ledger import NAME as LEDGER
from deepcat_grader.grading.secret import HOME
from deepcat_grader.whole_files import write_bytes

FOLDER = "backups"
ABOUT = "backup.json"
UNFINISHED = "updating"  # names the copy to which an interrupted change goes back
PATIENCE = 60.0  # seconds to wait while somebody writes


@dataclass(frozen=True)
class Backup:
    """A copy of a class's state.

    Attributes
    ----------
    name : str
        When it was made.
    why : str
        What was to change.
    lessons : tuple of str
        The assignments of which it holds source and release.
    new : tuple of str
        Assignments that did not exist then.
    left_out : str
        What it could not hold, and why; empty where it holds everything.
    """

    name: str
    why: str
    lessons: tuple[str, ...]
    new: tuple[str, ...]
    left_out: str = ""


def make_backup(course: CourseFolder, why: str, lessons: Collection[str], now: str) -> Backup:
    """Copy gradebook, ledger, configuration, and some assignments' source and release.

    Parameters
    ----------
    course : CourseFolder
    why : str
    lessons : collection of str
        Assignments that are to change.
    now : str
        The copy's name; `stamp` gives one.
    """
    place = folder_of(course.root, now)
    place.mkdir(mode=0o700, parents=True)
    _copy_gradebook(course, place)
    if (ledger := course.root / HOME / LEDGER).exists():
        _copy_database(ledger, place / LEDGER)
    shutil.copyfile(course.root / CONFIG, place / CONFIG)
    there = [name for name in lessons if course.source(name).is_dir()]
    for name in there:
        for kind, folder in places(course, name).items():
            if folder.is_dir():
                shutil.copytree(folder, place / kind / name)
    new = tuple(name for name in lessons if name not in there)
    backup = Backup(now, why, tuple(there), new, cannot_copy(course))
    write_bytes(place / ABOUT, json.dumps(asdict(backup), indent=2).encode())
    return backup


def stamp(root: Path) -> str:
    """A name for a copy that is made now; names sort by time."""
    now = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H-%M-%SZ")
    taken = [path.name for path in (root / HOME / FOLDER).glob(f"{now}*")]
    return f"{now}-{len(taken) + 1}" if taken else now


def backups(root: Path) -> list[Backup]:
    """The copies of a class that are whole, the latest last."""
    found = []
    for path in sorted((root / HOME / FOLDER).glob(f"*/{ABOUT}")):
        with contextlib.suppress(OSError, ValueError, TypeError):
            data = json.loads(path.read_text(encoding="utf-8"))
            data |= {key: tuple(data[key]) for key in ("lessons", "new")}
            found.append(Backup(**data))
    return found


def folder_of(root: Path, name: str) -> Path:
    """Where a copy lies."""
    return root / HOME / FOLDER / name


def unfinished(root: Path) -> str:
    """The name of the copy to which an interrupted change goes back; empty where there is none."""
    try:
        return (root / HOME / UNFINISHED).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return ""


def refuse_unfinished(root: Path) -> None:
    """Stop where a change of the class was interrupted.

    Raises
    ------
    NoCourse
    """
    if unfinished(root):
        raise NoCourse(
            f"A change of {root} was interrupted. `deepcat class undo --class {root} --yes` puts "
            "everything back as it was; then start again."
        )


def places(course: CourseFolder, name: str) -> dict[str, Path]:
    """The folders of an assignment that change together, by what they hold."""
    home = course.root / HOME
    return {
        "source": course.source(name),
        "release": course.released(name),
        MADE: home / MADE / name,
        STOOD: home / STOOD / name,
    }


def cannot_copy(course: CourseFolder) -> str:
    """A sentence on what a copy of this class cannot hold; empty where it holds everything."""
    url = make_url(course.directory.db_url)
    if url.get_backend_name() == "sqlite":
        return ""
    shown = url.render_as_string(hide_password=True)
    return f"The gradebook {shown} is copied by its own tools, such as pg_dump: copy it first."


def _copy_gradebook(course: CourseFolder, place: Path) -> None:
    name = make_url(course.directory.db_url).database
    if not cannot_copy(course) and name and Path(name).exists():
        _copy_database(Path(name), place / "gradebook.db")


def _copy_database(path: Path, target: Path) -> None:
    """Copy a database as it stands after its last whole transaction, whoever uses it."""
    with (
        contextlib.closing(sqlite3.connect(path, timeout=PATIENCE)) as source,
        contextlib.closing(sqlite3.connect(target)) as copy,
    ):
        source.backup(copy)
