"""Change a class: plan it, do all of it or nothing, and take it back."""

from __future__ import annotations

import contextlib
import filecmp
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from deepcat_grader.classes import backups
from deepcat_grader.classes.backups import UNDO, UPDATE
from deepcat_grader.classes.difference import Lesson, handed_in, lesson_of, marked_by_hand
from deepcat_grader.classes.dropped import kept_marks
from deepcat_grader.classes.restructuring import restructure
from deepcat_grader.classes.roster import read_roster
from deepcat_grader.classes.staging import (
    MADE,
    STOOD,
    Staged,
    Step,
    released_source,
    staged,
    staged_from,
)
from deepcat_grader.classes.structure import structure_of
from deepcat_grader.classes.student_rows import write_students
from deepcat_grader.grading.booking.gradebook import Book
from deepcat_grader.grading.booking.turn import turn
from deepcat_grader.grading.course_folder import CONFIG, CourseFolder, NoCourse
from deepcat_grader.grading.secret import HOME
from deepcat_grader.whole_files import write_bytes


def nothing(text: str) -> None:
    """Show no step."""


@dataclass(frozen=True)
class Plan:
    """What is to change in a class.

    `configuration` is the copy that is to be put back, if any, and `said` a sentence on that.
    """

    course: CourseFolder
    staged: Staged
    lessons: Sequence[Lesson]
    why: str
    configuration: Path | None = None
    said: str = ""

    @property
    def changing(self) -> list[Lesson]:
        """The assignments in which anything changes."""
        return [lesson for lesson in self.lessons if lesson.changes]


@contextlib.contextmanager
def planned(
    course: CourseFolder,
    notebooks: Mapping[str, NotebookNode],
    figures: Mapping[str, Mapping[str, str]],
    step: Step = nothing,
    only: Sequence[str] = (),
    why: str = UPDATE,
) -> Iterator[Plan]:
    """Plan how a course, as it is now, comes into a class.

    Parameters
    ----------
    course : CourseFolder
    notebooks : mapping from assignment to the instructor's notebook
        Empty where only the teacher's own changes are to be released.
    figures : mapping from assignment to mapping from path to text
    step : callable (str) -> None
        Is told what comes next.
    only : sequence of str
        Assignments; all of them when empty.
    why : str
        What the copy of the class is to be called that is made before.

    Raises
    ------
    NoCourse, CannotBook
    """
    backups.refuse_unfinished(course.root)
    with staged(course, notebooks, figures, step, only) as found:
        yield _plan(course, found, why)


@contextlib.contextmanager
def undoing(course: CourseFolder, step: Step = nothing) -> Iterator[Plan]:
    """Plan how the last change of a class is taken back, or an interrupted one.

    Marks that were given since stay; those of exercises that go are kept beside.

    Raises
    ------
    NoCourse
        If there was no change, or nothing of the last one can be taken back.
    """
    known = {backup.name: backup for backup in backups.backups(course.root)}
    changes = [name for name, backup in known.items() if backup.changes]
    unfinished = backups.unfinished(course.root)
    name = unfinished or next(reversed(changes), "")
    if name not in known:
        raise NoCourse(f"{course.root} was not changed by `deepcat class update` yet.")
    backup = known[name]
    if not unfinished and not can_take_back(course, backup):
        raise NoCourse(
            "There is nothing to take back: `source` stands as it did before the last update. "
            "Change it there, then `deepcat class update`."
        )
    folder = backups.folder_of(course.root, name)
    lessons, new = backup.lessons, backup.new
    with staged_from(course, folder, lessons, new, step, bool(unfinished)) as found:
        for lesson, edits in edited(course, found.root, found.notes).items():
            found.notes[lesson].extend(
                f"source/{lesson}/{path} holds changes of yours that go, too; a copy is kept"
                for path in edits
            )
        for lesson in lessons:
            if not unfinished and not (folder / STOOD / lesson).is_dir():
                found.notes[lesson].append(
                    f"changes of yours in source/{lesson} that the update brought in stay"
                )
        copy = backups.configuration_of(course.root, backup)
        said = f"{CONFIG} becomes what it was before" if copy else ""
        if backup.configuration and not copy:
            said = f"{CONFIG} stays: you changed it since. As it was, it lies in {folder / CONFIG}"
        yield replace(_plan(course, found, UNDO), configuration=copy, said=said)


def can_take_back(course: CourseFolder, backup: backups.Backup) -> bool:
    """Whether going back to a copy would change any source."""
    folder = backups.folder_of(course.root, backup.name)
    back = backup.new or backups.configuration_of(course.root, backup)
    return bool(back) or any(
        not _same(released_source(folder, name), course.source(name)) for name in backup.lessons
    )


def edited(course: CourseFolder, root: Path, names: Iterable[str]) -> dict[str, list[Path]]:
    """Files of the class's source that hold a teacher's changes, and are to be others or none.

    Parameters
    ----------
    course : CourseFolder
    root : Path
        Holds ``source`` as it is to be.
    names : iterable of str
        Assignments.
    """
    found = {}
    for name in names:
        places = backups.places(course, name)
        found[name] = [
            path
            for path in _names(places["source"])
            if not _same_file(places["source"] / path, places[MADE] / path)
            and not _same_file(places["source"] / path, root / "source" / name / path)
        ]
    return found


def carry_out(plan: Plan, configuration: Callable[[], None] = lambda: None) -> backups.Backup:
    """Do what a plan says, all of it or nothing.

    Parameters
    ----------
    plan : Plan
    configuration : callable () -> None
        Brings the configuration up to date, when everything else is done.

    Returns
    -------
    Backup
        The class as it was before.

    Raises
    ------
    CannotBook, OSError
        Then nothing was changed.
    """
    course = plan.course
    with turn(course.root):
        return carry_out_in_turn(plan, configuration)


def carry_out_in_turn(
    plan: Plan, configuration: Callable[[], None] = lambda: None
) -> backups.Backup:
    """Do the same where nobody else books meanwhile."""
    course, names = plan.course, [lesson.name for lesson in plan.changing]
    name = backups.stamp(course.root)
    try:
        backup = backups.make_backup(course, plan.why, names, name)
        write_bytes(course.root / HOME / backups.UNFINISHED, name.encode())
    except BaseException:
        shutil.rmtree(backups.folder_of(course.root, name), ignore_errors=True)
        raise
    book = Book(course.directory.db_url, course.directory.course_id)
    try:
        with book.writing() as connection:
            wanted = {lesson: plan.staged.structure.get(lesson, {}) for lesson in names}
            restructure(connection, wanted, course.directory.course_id)
            write_students(connection, read_roster(course.root))
            for lesson in names:
                _replace(course, plan.staged.root, lesson)
            if plan.configuration:
                write_bytes(course.root / CONFIG, plan.configuration.read_bytes())
            configuration()
            done = backups.note_configuration(course.root, backup)
    except BaseException:
        _put_back(course, backup)
        (course.root / HOME / backups.UNFINISHED).unlink()
        raise
    finally:
        book.close()
    (course.root / HOME / backups.UNFINISHED).unlink()
    return done


def _plan(course: CourseFolder, found: Staged, why: str) -> Plan:
    book = Book(course.directory.db_url, course.directory.course_id)
    try:
        with book.writing() as connection:
            before, students = structure_of(connection), handed_in(connection)
            by_hand, kept = marked_by_hand(connection), kept_marks(connection)
    finally:
        book.close()
    lessons = []
    for name, notes in found.notes.items():
        lesson = lesson_of(name, before.get(name), found.structure.get(name, {}))
        touched = {*lesson.dropped, *lesson.repointed}
        lessons.append(
            replace(
                lesson,
                reworded=_cells(found.root / "release" / name) != _cells(course.released(name)),
                recoded=_code(found.root / "source" / name) != _code(course.source(name)),
                rewritten=any(not _same(new, old) for new, old in _folders(course, found, name)),
                students=students.get(name, 0),
                by_hand=sum(by_hand.get((name, cell), 0) for cell in touched),
                kept={cell: kept.get((name, cell), 0) for cell in lesson.added},
                notes=tuple(notes),
            )
        )
    return Plan(course, found, lessons, why)


def _folders(course: CourseFolder, found: Staged, name: str) -> list[tuple[Path, Path]]:
    """Each folder of an assignment as it is to be, and as it is."""
    return [
        (found.root / kind / name, place)
        for kind, place in backups.places(course, name).items()
        if kind != STOOD  # what follows from the others
    ]


def _replace(course: CourseFolder, root: Path, name: str) -> None:
    """Put an assignment's staged folders in the place of what stands there."""
    for kind, place in backups.places(course, name).items():
        _put(root / kind / name, place, root / "old" / kind / name)


def _put(new: Path, place: Path, old: Path) -> None:
    """Move a folder to its place, and what stood there out of it; no folder leaves none."""
    if os.path.lexists(place):
        old.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(place, old)
    if new.is_dir():
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(new, place)


def _put_back(course: CourseFolder, backup: backups.Backup) -> None:
    """Let source and release of some assignments stand as they did when a copy was made."""
    folder = backups.folder_of(course.root, backup.name)
    if (before := (folder / CONFIG).read_bytes()) != (course.root / CONFIG).read_bytes():
        write_bytes(course.root / CONFIG, before)
    for name in (*backup.lessons, *backup.new):
        for kind, place in backups.places(course, name).items():
            shutil.rmtree(place, ignore_errors=True)
            if (folder / kind / name).is_dir():
                shutil.copytree(folder / kind / name, place)


def _cells(folder: Path) -> list[tuple[str, str, str]]:
    """What students read in the notebooks of a folder."""
    return [(cell.id, cell.cell_type, cell.source) for cell in _all_cells(folder)]


def _code(folder: Path) -> list[tuple[str, str]]:
    """The code in a folder's notebooks that the grader runs beside a student's."""
    return [
        (cell.id, cell.source)
        for cell in _all_cells(folder)
        if cell.cell_type == "code" and not cell.metadata.get("nbgrader", {}).get("solution")
    ]


def _all_cells(folder: Path) -> Iterator[NotebookNode]:
    for path in sorted(folder.glob("*.ipynb")):
        yield from nbformat.read(path, as_version=4).cells


def _same(one: Path, other: Path) -> bool:
    """Whether two folders hold the same files."""
    names = [_names(folder) for folder in (one, other)]
    if names[0] != names[1]:
        return False
    return all(filecmp.cmp(one / name, other / name, shallow=False) for name in names[0])


def _same_file(one: Path, other: Path) -> bool:
    return one.is_file() and other.is_file() and filecmp.cmp(one, other, shallow=False)


def _names(folder: Path) -> list[Path]:
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return sorted(path for path in found if ".ipynb_checkpoints" not in path.parts)
