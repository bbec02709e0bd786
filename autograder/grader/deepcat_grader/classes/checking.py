"""What is wrong with a class, and what would mend it."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sqlite3
import stat
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from nbgrader.api import get_alembic_version
from sqlalchemy import create_engine, make_url, select, text
from sqlalchemy.exc import SQLAlchemyError

from deepcat_grader.authoring.lesson import todos
from deepcat_grader.authoring.own import OwnExerciseError, own_entries
from deepcat_grader.authoring.proved import unproved
from deepcat_grader.classes.backups import kept, unfinished
from deepcat_grader.classes.configuration import is_older
from deepcat_grader.classes.handed_out import TOGETHER, outdated
from deepcat_grader.classes.roster import NAME as ROSTER
from deepcat_grader.classes.roster import RosterError, read_roster
from deepcat_grader.classes.updating import nothing, planned
from deepcat_grader.classes.versions import of_our_packages, of_releases, of_verdicts
from deepcat_grader.grading.booking.gradebook import CannotBook, alembic_on_path
from deepcat_grader.grading.booking.tables import STUDENT
from deepcat_grader.grading.course_folder import CONFIG, CourseFolder, NoCourse, open_course
from deepcat_grader.grading.ledger import NAME as LEDGER
from deepcat_grader.grading.ledger import VERSION
from deepcat_grader.grading.secret import HOME, NoSecret, read_secret
from deepcat_grader.grading.secret import NAME as SECRET
from deepcat_grader.naming.checking import troubles
from deepcat_grader.wording import counted

ROOM = 1_000_000_000  # bytes that should be free on the disk
SHOWN = 5


@dataclass(frozen=True)
class Finding:
    """Something that is wrong, and what would mend it."""

    what: str
    mend: str


def check_class(root: Path, step: Callable[[str], None] = nothing) -> list[Finding]:
    """Look through a class's folder; nothing in it changes.

    Parameters
    ----------
    root : Path
    step : callable (str) -> None
        Is told what comes next.
    """
    try:
        course = open_course(root)
    except NoCourse as error:
        return [Finding("The class cannot be opened.", str(error))]
    found: list[Finding] = []
    for look in LOOKS:
        step(f"looking at {look.__name__.removeprefix('_').replace('_', ' ')}")
        found += look(course)
    if not found:
        step("comparing source and release")
        found += _verdicts(course)
        found += _release(course)
    return found


def _configuration(course: CourseFolder) -> Iterator[Finding]:
    if is_older(course.root / CONFIG):
        yield Finding(
            f"{CONFIG} holds DeepCat's settings of an earlier version itself.",
            f"{_update(course)} brings it over; every line of yours stays.",
        )
    if unfinished(course.root):
        yield Finding(
            "A change of the class was interrupted.",
            f"`deepcat class undo --class {course.root} --yes` puts everything back.",
        )
    try:
        kept(course)
    except NoCourse as error:
        yield Finding("How many copies stay is not understood.", str(error))
    if not (course.root / ".gitignore").exists():
        yield Finding(
            "No .gitignore keeps secret, marks and submissions out of a repository.",
            f"{_update(course)} --yes writes one.",
        )


def _versions(course: CourseFolder) -> Iterator[Finding]:
    for what, mend in (*of_our_packages(), *of_releases(course)):
        yield Finding(what, mend)


def _verdicts(course: CourseFolder) -> Iterator[Finding]:
    for what, mend in of_verdicts(course):
        yield Finding(what, mend)


def _secret(course: CourseFolder) -> Iterator[Finding]:
    path = course.root / HOME / SECRET
    try:
        read_secret(course.root)
    except NoSecret as error:
        yield Finding("The class's secret cannot be read.", str(error))
        return
    if os.name != "nt" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        yield Finding(f"Others can read {path}.", f"chmod 600 {path}")


def _gradebook(course: CourseFolder) -> Iterator[Finding]:
    url = make_url(course.directory.db_url)
    shown = url.render_as_string(hide_password=True)
    options = {"timeout": 1.0} if url.get_backend_name() == "sqlite" else {}
    if options and not Path(url.database or "").exists():
        yield Finding(
            f"The gradebook {shown} is not there.",
            f"Bring it back from {course.root / HOME / 'backups'}; without, the next grading makes "
            "it again from the source, and marks by hand and due dates are lost.",
        )
        return
    try:
        engine = create_engine(url, connect_args=options)
    except (SQLAlchemyError, ModuleNotFoundError) as error:
        yield Finding(f"The gradebook {shown} cannot be opened: {error}.", f"Mend it in {CONFIG}.")
        return
    try:
        with engine.connect() as connection:
            if options:
                connection.execute(text("BEGIN IMMEDIATE"))
                answer = connection.execute(text("PRAGMA quick_check")).scalar()
                if answer != "ok":
                    raise sqlite3.DatabaseError(str(answer))
            there = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
            nameless = connection.execute(select(STUDENT.c.id, STUDENT.c.last_name)).all()
    except (SQLAlchemyError, sqlite3.Error) as error:
        reason = getattr(error, "orig", None) or error
        yield Finding(f"The gradebook {shown} cannot be used: {reason}.", _mend_gradebook(course))
        return
    finally:
        engine.dispose()
    with alembic_on_path():
        here = get_alembic_version()
    if there != here:
        yield Finding(
            f"The gradebook is of another version of nbgrader ({there}, here {here}).",
            "Make a copy of it, then `nbgrader db upgrade` in the class's folder.",
        )
    yield from _names(course, {row.id for row in nameless if row.last_name is None})


def _names(course: CourseFolder, nameless: set[str]) -> Iterator[Finding]:
    with contextlib.suppress(RosterError):
        missing = [one.id for one in read_roster(course.root) if one.last_name]
        if lost := sorted(nameless.intersection(missing)):
            yield Finding(
                f"The gradebook has no names of {_listed(lost)}, whom the roster knows.",
                f"`deepcat class roster import {course.root / ROSTER} --class {course.root} --yes`",
            )


def _mend_gradebook(course: CourseFolder) -> str:
    return (
        "Close what holds it (the Formgrader, a grading), and look again. If it is damaged, the "
        f"last copy lies in {course.root / HOME / 'backups'}."
    )


def _ledger(course: CourseFolder) -> Iterator[Finding]:
    path = course.root / HOME / LEDGER
    if not path.exists():
        return
    try:
        with contextlib.closing(sqlite3.connect(path, timeout=1.0)) as database:
            version = int(database.execute("PRAGMA user_version").fetchone()[0])
            answer = str(database.execute("PRAGMA quick_check").fetchone()[0])
    except sqlite3.Error as error:
        version, answer = VERSION, str(error)
    if answer != "ok":
        yield Finding(
            f"The ledger {path} is damaged: {answer}.",
            "The next `deepcat grade` sets it aside, and judges again what it held.",
        )
    if version > VERSION:
        yield Finding(
            f"The ledger {path} is of a later version of DeepCat.",
            "Grade with that version, or move the file away: then everything is judged again.",
        )


def _people(course: CourseFolder) -> Iterator[Finding]:
    try:
        known = {student.id for student in read_roster(course.root)}
    except RosterError as error:
        yield Finding("The roster cannot be read.", str(error))
        return
    folders = set(course.students())
    if not known or not (strangers := sorted(folders - known)):
        return
    alike = {_plain(one): one for one in known}
    for name in [one for one in strangers if _plain(one) in alike]:
        yield Finding(
            f"The folder {name!r} is no student's; the roster has {alike[_plain(name)]!r}.",
            "Give the folder the roster's name, then grade again.",
        )
    if others := [one for one in strangers if _plain(one) not in alike]:
        yield Finding(
            f"Not in the roster, and handed in: {_listed(others)}.",
            "Import a list that has them: `deepcat class roster import FILE.csv`.",
        )


def _own_exercises(course: CourseFolder) -> Iterator[Finding]:
    try:
        entries = own_entries(course.root)
    except OwnExerciseError as error:
        yield Finding("An exercise of the class's own cannot be used.", str(error))
        return
    texts = [
        path.read_text(encoding="utf-8", errors="replace")
        for name in course.assignments()
        for path in sorted(course.source(name).glob("*.ipynb"))
    ]
    placed = [
        name
        for name, entry in entries.items()
        if any(json.dumps(entry.exercise.cell) in text for text in texts)
    ]
    for name in unproved(course.root, placed):
        yield Finding(
            f"The exercise {name} is in a lesson, and was not proved as it stands now.",
            f"`deepcat exercise prove {name} --class {course.root}`",
        )


def _mistakes(course: CourseFolder) -> Iterator[Finding]:
    for what, mends in troubles(course.root):
        yield Finding(what, mends)


def _own_lessons(course: CourseFolder) -> Iterator[Finding]:
    for name in course.assignments():
        for path in sorted(course.source(name).glob("*.ipynb")):
            if count := todos(path):
                yield Finding(
                    f"{path} still has a TODO in {counted(count, 'cell', 'cells')}.",
                    f"Write what is missing, then {_update(course)}",
                )


def _disk(course: CourseFolder) -> Iterator[Finding]:
    free = shutil.disk_usage(course.root).free
    if free < ROOM:
        yield Finding(
            f"The disk is almost full: {free / 1e9:.1f} GB are free.",
            f"Make room. Old copies lie in {course.root / HOME / 'backups'}.",
        )


def _release(course: CourseFolder) -> Iterator[Finding]:
    """Release the sources beside the class, and compare."""
    try:
        with planned(course, {}, {}) as plan:
            changing = plan.changing
    except (NoCourse, CannotBook, OSError) as error:
        yield Finding("What is in source cannot be released.", str(error))
        return
    for lesson in changing:
        scored = lesson.added or lesson.dropped or lesson.repointed
        what = "the gradebook has other exercises or points" if scored else "the release is older"
        yield Finding(f"{lesson.name}: source was changed, and {what}.", f"{_update(course)}")


def _handouts(course: CourseFolder) -> Iterator[Finding]:
    for label, path in outdated(course):
        what = "--all" if label == TOGETHER else label
        yield Finding(
            f"{path} holds another version than students are to get.",
            f"Hand out again: `deepcat class release {what} --class {course.root}`",
        )


def _update(course: CourseFolder) -> str:
    return f"deepcat class update --class {course.root}"


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold().strip()


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - SHOWN} more" * (len(names) > SHOWN)
    return ", ".join(map(repr, names[:SHOWN])) + more


LOOKS = (
    _configuration,
    _versions,
    _secret,
    _gradebook,
    _ledger,
    _people,
    _own_exercises,
    _own_lessons,
    _mistakes,
    _handouts,
    _disk,
)
