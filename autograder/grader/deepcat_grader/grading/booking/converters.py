"""Run nbgrader's own converters over chosen submissions, in this process."""

from __future__ import annotations

import functools
import glob
import os
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from nbgrader import api
from nbgrader.converters import Autograde, GenerateFeedback, NbGraderException
from nbgrader.converters.base import BaseConverter
from sqlalchemy.exc import SAWarning

from deepcat_grader.grading.course_folder import CourseFolder, quiet_log, working_in
from deepcat_grader.grading.intake.handed_in import irregular


class _Chosen(BaseConverter):  # type: ignore[misc]  # nbgrader comes without types
    """Takes submissions from a list instead of a pattern: a name may hold any sign."""

    chosen: Mapping[str, Sequence[str]] = {}

    def init_notebooks(self) -> None:
        """Use the list."""
        self.assignments = dict(self.chosen)
        self.notebooks: list[str] = []

    def init_assignment(self, assignment_id: str, student_id: str) -> None:
        """Copy no links: what they lead to would come back to the student with the feedback."""
        before = self.coursedir.ignore
        found = irregular(self._format_source(assignment_id, student_id))
        self.coursedir.ignore = [*before, *map(glob.escape, found)]
        try:
            super().init_assignment(assignment_id, student_id)
        finally:
            self.coursedir.ignore = before


class _Autograde(_Chosen, Autograde):  # type: ignore[misc]  # nbgrader comes without types
    pass


class _Feedback(_Chosen, GenerateFeedback):  # type: ignore[misc]  # nbgrader comes without types
    pass


def book(course: CourseFolder, assignment: str, students: Sequence[str]) -> list[str]:
    """Run nbgrader's autograde; the verdicts come from the ledger.

    Returns
    -------
    list of str
        Students for whom nbgrader failed.
    """
    return _convert(_Autograde, course, assignment, students, course.directory.submitted_directory)


def write_feedback(course: CourseFolder, assignment: str, students: Sequence[str]) -> list[str]:
    """Run nbgrader's generate_feedback.

    Returns
    -------
    list of str
        Students for whom nbgrader failed.
    """
    folder = course.directory.autograded_directory
    return _convert(_Feedback, course, assignment, students, folder)


def _convert(
    kind: type[_Chosen], course: CourseFolder, assignment: str, students: Sequence[str], folder: str
) -> list[str]:
    names = [f"{name}.ipynb" for name in course.notebooks(assignment)]
    chosen = {}
    for student in students:
        base = course.directory.format_path(folder, student, assignment)
        chosen[base] = [
            os.path.join(base, name) for name in names if os.path.lexists(os.path.join(base, name))
        ]
    if not chosen:
        return []
    converter = kind(coursedir=course.directory, config=course.config, log=quiet_log(), force=True)
    converter.chosen = chosen
    failed: list[str] = []
    course.directory.assignment_id = assignment
    with working_in(Path(course.root)), _one_engine(), warnings.catch_warnings():
        # nbgrader leaves objects out of its session, and SQLAlchemy says so at each submission.
        warnings.simplefilter("ignore", SAWarning)
        try:
            converter.start()
        except NbGraderException:
            done = converter._output_directory
            failed = [
                student
                for student in students
                if not Path(course.directory.format_path(done, student, assignment)).is_dir()
            ]
    return failed


@contextmanager
def _one_engine() -> Iterator[None]:
    """Let nbgrader, which opens its database nine times a notebook, prepare its queries once."""
    before = api.create_engine
    api.create_engine = functools.cache(before)
    try:
        yield
    finally:
        api.create_engine = before
