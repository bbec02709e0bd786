"""Book graded submissions: the folder for the Formgrader, the gradebook's rows, the pages."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from nbformat import NotebookNode
from traitlets.config import Config

from deepcat_grader.authoring.entries import all_entries
from deepcat_grader.dates.dates import read_dates
from deepcat_grader.grading.booking.agreement import agree
from deepcat_grader.grading.booking.answers import answers
from deepcat_grader.grading.booking.autograded import (
    Copies,
    files_beside,
    is_complete,
    show,
    traits,
    write_folder,
)
from deepcat_grader.grading.booking.gradebook import Book
from deepcat_grader.grading.booking.late import Late
from deepcat_grader.grading.booking.marks import Marks, marks
from deepcat_grader.grading.booking.page import key_of, page, page_key
from deepcat_grader.grading.booking.standing import Standing
from deepcat_grader.grading.booking.tables import Entry
from deepcat_grader.grading.course_folder import CourseFolder
from deepcat_grader.grading.intake.cell_roles import STUDENTS, grade_id, role_of
from deepcat_grader.grading.intake.overlooked import SECRET
from deepcat_grader.grading.intake.times import NAME as TIME
from deepcat_grader.grading.intake.times import start_of
from deepcat_grader.grading.record import NotebookRecord
from deepcat_grader.grading.secret import named, read_secret
from deepcat_grader.grading.submission import checks, exercises
from deepcat_grader.whole_files import write_bytes


@dataclass(frozen=True)
class GradedNotebook:
    """A repaired notebook, what was found, and why it could not be read where it could not.

    ``grounds`` are what the record rests on beside the work (`Work.grounds`).
    """

    notebook: NotebookNode
    record: NotebookRecord
    unreadable: str = ""
    grounds: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Graded:
    """A submission of which every notebook is graded, by name."""

    student: str
    notebooks: Mapping[str, GradedNotebook]


class Desk:
    """Books submissions of a course.

    Attributes
    ----------
    notes : dict
        By assignment, a sentence on what a person should know; empty where all is well.
    """

    def __init__(self, course: CourseFolder) -> None:
        self.course = course
        self.book = Book(course.directory.db_url, course.directory.course_id)
        self.late = Late(course.config, read_dates(course.root, course.zone))
        self.checks = checks(course.root)
        known = [entry.exercise for entry in exercises(course.root).values()]
        self.checked = {one.check_cell: one for one in known}
        self.notes: dict[str, str] = {}
        self.copies = None if course.directory.groupshared else Copies()

    def close(self) -> None:
        """Let go of the gradebook."""
        self.book.close()

    def enter(
        self, assignment: str, submissions: Sequence[Graded], force: bool = False
    ) -> dict[str, str]:
        """Write folders and rows of what is not booked as it is.

        Returns
        -------
        dict
            By student, why they could not be booked.

        Raises
        ------
        CannotBook, UnknownAssignment, OSError
        NoCourse
            If the gradebook has other exercises than the teacher's notebooks.
        """
        self.agree(assignment)
        entries = {one.student: self._entry(assignment, one) for one in submissions}
        wanted = list(entries.values())
        if not force:
            names = {one.student: [*one.notebooks] for one in submissions}
            stale = {one.student for one in self.book.stale(assignment, wanted, self.late)}
            wanted = [
                entry
                for entry in wanted
                if entry.student in stale
                or not is_complete(self._folder(assignment, entry.student), names[entry.student])
            ]
        chosen = {entry.student for entry in wanted}
        for submission in submissions:
            if submission.student in chosen:
                self._write_folder(assignment, submission)
        return self.book.write(assignment, wanted, self.late) if wanted else {}

    def agree(self, assignment: str) -> None:
        """Note whether the gradebook has the points of the teacher's notebooks, the first time.

        Raises
        ------
        CannotBook, UnknownAssignment, NoCourse
        """
        if assignment not in self.notes:
            self.notes[assignment] = agree(self.course, assignment, self.book.known(assignment))

    def write_pages(self, assignment: str, submissions: Sequence[Graded]) -> None:
        """Write those pages that do not show what stands in the gradebook.

        Raises
        ------
        CannotBook, UnknownAssignment, OSError
        """
        students = [one.student for one in submissions]
        standings = self.book.standings(assignment, students)
        titles = titles_of(self.course.root)
        for submission in submissions:
            for name, graded in submission.notebooks.items():
                standing = standings.get((submission.student, name), Standing())
                key = page_key(_look(graded), standing)
                path = self._page(assignment, submission.student, name)
                if key_of(path) != key:
                    text = page(name, self._shown(graded), standing, titles, key)
                    write_bytes(path, text.encode("utf-8", "replace"))
            self._address(assignment, submission.student)

    def _address(self, assignment: str, student: str) -> None:
        """Lay beside the pages what nbgrader's `release_feedback` reads.

        It stops at the first student of whom there is no secret: work that did not come from the
        exchange gets one that nobody asks for.
        """
        folder, directory = self.course.handed_in(assignment, student), self.course.directory
        secret = start_of(folder / SECRET)
        if not secret and not directory.course_id:
            return
        unasked = named(read_secret(self.course.root), f"{assignment}/{student}").encode()
        home = Path(directory.format_path(directory.feedback_directory, student, assignment))
        for name, data in {SECRET: secret or unasked, TIME: start_of(folder / TIME)}.items():
            if not (home / name).is_file() or start_of(home / name) != data:
                write_bytes(home / name, data)

    def _entry(self, assignment: str, submission: Graded) -> Entry:
        found = {
            name: marks(graded.notebook, graded.record, self.checks, bool(graded.unreadable))
            for name, graded in submission.notebooks.items()
        }
        folder = self.course.handed_in(assignment, submission.student)
        beside = traits({**self._theirs(folder), **self._ours(assignment)})
        looks = {name: _look(graded) for name, graded in submission.notebooks.items()}
        return Entry(
            submission.student,
            _work(submission, found),
            _digest([sorted(looks.items()), beside]),
            self.course.directory.get_existing_timestamp(str(folder)),
            found,
            {name: _grounds(graded) for name, graded in submission.notebooks.items()},
            {
                name: answers(graded.notebook, found[name], self.checked)
                for name, graded in submission.notebooks.items()
            },
        )

    def _write_folder(self, assignment: str, submission: Graded) -> None:
        write_folder(
            self._folder(assignment, submission.student),
            {name: self._shown(graded) for name, graded in submission.notebooks.items()},
            self._theirs(self.course.handed_in(assignment, submission.student)),
            self._ours(assignment),
            self.copies,
        )

    def _shown(self, graded: GradedNotebook) -> NotebookNode:
        notebook = copy.deepcopy(graded.notebook)
        show(notebook, graded.record, self.checks, graded.unreadable)
        return notebook

    def _theirs(self, folder: Path) -> dict[str, Path]:
        """What a student handed in beside the notebooks."""
        return files_beside(folder, self.course.directory.ignore)

    def _ours(self, assignment: str) -> dict[str, Path]:
        """The teacher's files, which stand in the place of a student's of the same name."""
        keep = self.course.config.get("Autograde", {}).get("exclude_overwriting", {})
        found = files_beside(self.course.source(assignment), self.course.directory.ignore)
        return {name: path for name, path in found.items() if name not in keep.get(assignment, ())}

    def _folder(self, assignment: str, student: str) -> Path:
        directory = self.course.directory
        return Path(directory.format_path(directory.autograded_directory, student, assignment))

    def _page(self, assignment: str, student: str, name: str) -> Path:
        directory = self.course.directory
        folder = directory.format_path(directory.feedback_directory, student, assignment)
        return Path(folder) / f"{name}.html"


def left_out(config: Config) -> list[str]:
    """A sentence on steps of a teacher's own that nbgrader's commands run, and this does not."""
    settings = config.get("Autograde", {})
    lists = ("sanitize_preprocessors", "autograde_preprocessors")
    steps = [str(step) for name in lists for step in settings.get(name, ())]
    hooks = [
        str(settings[name])
        for name in ("pre_convert_hook", "post_convert_hook")
        if settings.get(name)
    ]
    own = [step for step in steps if not step.startswith(("deepcat_grader.", "nbgrader."))] + hooks
    if not own:
        return []
    return [f"Only `nbgrader autograde` runs {', '.join(own)}, which your configuration names."]


def titles_of(course: Path) -> dict[str, str]:
    """What exercises are called, by nbgrader's names of the cells that carry their points."""
    titles = {}
    for entry in all_entries(course).values():
        exercise = entry.exercise
        titles[exercise.cell] = titles[exercise.check_cell] = exercise.title
    return titles


def _work(submission: Graded, found: Mapping[str, Marks]) -> str:
    """Changes with what a student wrote and the share of the points that it earned."""
    texts = {
        name: [
            (grade_id(cell), role_of(cell).value, cell.source, cell.get("attachments"))
            for cell in graded.notebook.cells
        ]
        for name, graded in submission.notebooks.items()
    }
    shares = {
        name: [(cell, mark.out_of(1.0)) for cell, mark in one.grades.items()]
        for name, one in found.items()
    }
    return _digest([texts, shares])


def _grounds(graded: GradedNotebook) -> dict[str, str]:
    """What the marks of a notebook rest on; `work` changes with what a student wrote alone."""
    cells = [
        (cell.id, cell.source, cell.get("attachments"))
        for cell in graded.notebook.cells
        if role_of(cell) in STUDENTS
    ]
    return {"work": _digest([cells, graded.unreadable])[:16], **graded.grounds}


def _look(graded: GradedNotebook) -> str:
    """Changes with what the graded notebook shows."""
    return _digest([graded.notebook, graded.record.to_json(), graded.unreadable])


def _digest(data: object) -> str:
    return sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()
