"""A course directory as nbgrader knows it: its configuration, its notebooks, what was handed in."""

from __future__ import annotations

import contextlib
import datetime
import logging
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode
from nbgrader.apps.baseapp import NbGrader
from nbgrader.coursedir import CourseDirectory
from traitlets import TraitError
from traitlets.config import Config

from deepcat_grader.classes.settings import reach
from deepcat_grader.grading.intake.master import read_master
from deepcat_grader.grading.intake.times import handed_in_at

CONFIG = "nbgrader_config.py"
# In the address of a database these are no part of a file's name.
SYNTAX = re.compile(r"\?|%[0-9A-Fa-f]{2}")


class NoCourse(Exception):
    """There is nothing to grade here; the text says what to do."""


@dataclass(frozen=True)
class Submission:
    """One notebook that a student handed in."""

    assignment: str
    student: str
    notebook: str
    path: Path


@dataclass(frozen=True)
class CourseFolder:
    """A course directory."""

    root: Path
    config: Config
    directory: CourseDirectory

    def master(self, assignment: str, notebook: str) -> NotebookNode:
        """The teacher's notebook without solutions; it must not be changed."""
        return master_of(self.directory, self.config, assignment, notebook)

    def assignments(self) -> list[str]:
        """Names of the assignments that have a source."""
        folder = Path(self.directory.format_path(self.directory.source_directory, ".", "."))
        found = [path.name for path in folder.glob("*") if any(path.glob("*.ipynb"))]
        return sorted(name for name in found if not name.startswith("."))

    def refused(self, assignment: str) -> str:
        """Why nbgrader cannot have an assignment of this name; empty where it can."""
        try:
            self.directory.assignment_id = assignment
        except TraitError as error:
            return f"{assignment} cannot be graded until it has another name: {error}"
        return ""

    def notebooks(self, assignment: str) -> list[str]:
        """Names of an assignment's notebooks."""
        return sorted(path.stem for path in self.source(assignment).glob("*.ipynb"))

    def source(self, assignment: str) -> Path:
        """The folder of an assignment, as the teacher has it."""
        return source_of(self.directory, assignment)

    def released(self, assignment: str) -> Path:
        """The folder of an assignment as students get it: no solution, and no hidden test."""
        folder = self.directory.release_directory
        return Path(self.directory.format_path(folder, ".", assignment))

    @property
    def submitted(self) -> Path | None:
        """The folder of all students' folders, where the course is laid out in the usual way."""
        place = self.handed_in("\0assignment", "\0student")
        usual = (place.parent.name, place.name) == ("\0student", "\0assignment")
        return place.parent.parent if usual else None

    @property
    def zone(self) -> str:
        """The time zone in which nbgrader writes when something was handed in."""
        return zone_of(self.config)

    def students(self) -> list[str]:
        """Names of the folders in which students handed something in."""
        structure = self.directory.format_path(self.directory.submitted_directory, "\0", "\0")
        folder = Path(structure.partition("\0")[0])
        if not folder.is_dir():
            return []
        names = [path.name for path in folder.iterdir() if path.is_dir() and not path.is_symlink()]
        return sorted(name for name in names if not name.startswith("."))

    def handed_in(self, assignment: str, student: str) -> Path:
        """The folder of what a student handed in for an assignment."""
        folder = self.directory.submitted_directory
        return Path(self.directory.format_path(folder, student, assignment))

    def submissions(self, assignment: str, student: str) -> list[Submission]:
        """The notebooks that a student handed in for an assignment."""
        base = self.handed_in(assignment, student)
        return [
            Submission(assignment, student, name, base / f"{name}.ipynb")
            for name in self.notebooks(assignment)
            if os.path.lexists(base / f"{name}.ipynb")
        ]


def open_course(root: Path) -> CourseFolder:
    """Read a course directory's configuration as nbgrader's own commands do.

    Raises
    ------
    NoCourse
        If there is no course directory.
    """
    if not root.is_dir():
        raise NoCourse(f"There is no folder {root}. Make one with `deepcat class init {root}`.")
    if not (root / CONFIG).is_file():
        raise NoCourse(
            f"{root} is not a course directory: it has no {CONFIG}. Make one with "
            f"`deepcat class init {root}`."
        )
    root = root.resolve()
    if sign := SYNTAX.search(str(root)):
        raise NoCourse(
            f"The path {root} holds {sign[0]!r}, which the address of a gradebook cannot hold. "
            "Give the folder another name, then start again."
        )
    reach(root)
    with working_in(root):
        app = NbGrader()
        app.raise_config_file_errors = True
        try:
            app.load_config_file()
        except Exception as error:  # a teacher's line may do anything
            words = f"{type(error).__name__}: {error}"
            raise NoCourse(
                f"{root / CONFIG} does not run ({words}). Mend it, then start again."
            ) from error
        config = app.config
        directory = _Directory(config=config, log=quiet_log())
        directory.root = str(root)
    return CourseFolder(root, config, directory)


class _Directory(CourseDirectory):  # type: ignore[misc]  # nbgrader comes without types
    """A course directory that guesses no time: nbgrader takes +0100 for a hundred seconds."""

    def get_existing_timestamp(self, dest_path: str) -> datetime.datetime | None:
        """The time in UTC at which a folder was handed in, if it can be told."""
        return handed_in_at(Path(dest_path), zone_of(self.config)).time


def zone_of(config: Config) -> str:
    """The time zone of a class, for abbreviations in times."""
    zone = config.Exchange.get("timezone", "UTC")
    return zone if isinstance(zone, str) else "UTC"


def master_of(
    directory: CourseDirectory, config: Config, assignment: str, notebook: str
) -> NotebookNode:
    """The teacher's notebook without solutions; it must not be changed."""
    return read_master(source_of(directory, assignment) / f"{notebook}.ipynb", config)


def source_of(directory: CourseDirectory, assignment: str) -> Path:
    """The folder of an assignment, as the teacher has it."""
    return Path(directory.format_path(directory.source_directory, ".", assignment))


def folders_beside(directory: CourseDirectory, assignment: str, student: str) -> tuple[Path, Path]:
    """The folders of what lies beside a notebook: the teacher's, and the student's."""
    handed_in = directory.format_path(directory.submitted_directory, student, assignment)
    return source_of(directory, assignment), Path(handed_in)


def quiet_log() -> logging.Logger:
    """Where nbgrader's own messages go: to whoever listens, and never to the terminal."""
    log = logging.getLogger("deepcat.nbgrader")
    log.propagate = False
    if not log.handlers:
        log.addHandler(logging.NullHandler())
    return log


@contextlib.contextmanager
def working_in(folder: Path) -> Iterator[None]:
    """Be in a folder for a while: nbgrader takes paths from there."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
