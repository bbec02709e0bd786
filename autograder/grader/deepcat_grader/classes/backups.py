"""Dated copies of what a change of a class touches, made before it begins."""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import json
import shutil
import sqlite3
from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from sqlalchemy import make_url

from deepcat_grader.classes.staging import MADE, STOOD
from deepcat_grader.grading.course_folder import CONFIG, CourseFolder, NoCourse
from deepcat_grader.grading.ledger import NAME as LEDGER
from deepcat_grader.grading.secret import HOME
from deepcat_grader.whole_files import write_bytes

INIT, UPDATE, UNDO = "class init", "class update", "class undo"
FOLDER = "backups"
GOING = ".going-"  # how the name of a copy begins that is being removed
KEPT = 10  # copies, unless `c.ClassBackups.keep` says another number
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
    configuration : str
        A digest of the configuration as the change left it; empty where it changed nothing there.
    """

    name: str
    why: str
    lessons: tuple[str, ...]
    new: tuple[str, ...]
    left_out: str = ""
    configuration: str = ""

    @property
    def changes(self) -> bool:
        """Whether there is anything in it that can be taken back."""
        taken_back = self.lessons or self.new or self.configuration
        return self.why in (UPDATE, UNDO) and bool(taken_back)


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
    _note(course.root, backup)
    return backup


def note_configuration(root: Path, backup: Backup) -> Backup:
    """Remember how a change left the configuration, if it changed it."""
    now = (root / CONFIG).read_bytes()
    if now != (folder_of(root, backup.name) / CONFIG).read_bytes():
        backup = replace(backup, configuration=_digest(now))
        _note(root, backup)
    return backup


def configuration_of(root: Path, backup: Backup) -> Path | None:
    """The copy of the configuration that may be put back: nobody wrote into it since."""
    left = backup.configuration
    there = left and (root / CONFIG).is_file() and _digest((root / CONFIG).read_bytes()) == left
    return folder_of(root, backup.name) / CONFIG if there else None


def _note(root: Path, backup: Backup) -> None:
    data = json.dumps(asdict(backup), indent=2).encode()
    write_bytes(folder_of(root, backup.name) / ABOUT, data)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def kept(course: CourseFolder) -> int:
    """How many copies of a class are kept.

    Raises
    ------
    NoCourse
        If the configuration names no number from 1.
    """
    number = course.config.get("ClassBackups", {}).get("keep", KEPT)
    if not isinstance(number, int) or isinstance(number, bool) or number < 1:
        raise NoCourse(f"`c.ClassBackups.keep` in {CONFIG} is {number!r}: write a number from 1.")
    return number


def prune(course: CourseFolder) -> int:
    """Remove the oldest copies beyond those that are kept, and say how many.

    The copy to which `class undo` goes back always stays, however old it is.
    """
    found = backups(course.root)
    needed = {unfinished(course.root), *[one.name for one in found if one.changes][-1:]}
    old = [one.name for one in found[: -kept(course)] if one.name not in needed]
    for name in old:
        folder = folder_of(course.root, name)
        (folder / ABOUT).unlink()  # from here on it is no whole copy
        folder.rename(folder.with_name(f"{GOING}{name}"))
    for folder in (course.root / HOME / FOLDER).glob(f"{GOING}*"):
        shutil.rmtree(folder, ignore_errors=True)  # what is left goes after the next change
    return len(old)


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
