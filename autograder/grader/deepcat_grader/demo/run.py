"""The demonstration: a course directory, a class that hands in, grading, pages."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import nbformat
import numpy as np

from deepcat_grader.classes import roster
from deepcat_grader.classes.roster_import import keep_roster
from deepcat_grader.course_dir import init_class
from deepcat_grader.demo.students import (
    FIRST_NAMES,
    KINDS,
    LAST_NAMES,
    Size,
    Student,
    make_class,
)
from deepcat_grader.demo.submissions import BY_KIND, write_submission
from deepcat_grader.grading.course_folder import open_course
from deepcat_grader.grading.engine import LocalPool
from deepcat_grader.grading.isolation.limits import Limits
from deepcat_grader.grading.report import Report
from deepcat_grader.grading.run import Options, Progress, run
from deepcat_grader.insight.exercises import ExerciseRow
from deepcat_grader.insight.reports import write_reports

MARK = ".deepcat-demo"


class DemoError(Exception):
    """The demonstration cannot be made here; the text says what to do."""


@dataclass(frozen=True)
class Demo:
    """What the demonstration made, and how it compares with what was planted.

    ``planted`` counts known mistakes that were put in and judged; ``named`` those of them that
    were called by their own name.
    """

    folder: Path
    page: Path
    students: list[Student]
    report: Report
    rows: Mapping[str, list[ExerciseRow]]
    planted: int
    named: int


def demonstrate(
    folder: Path,
    seed: int,
    jobs: int | None,
    progress: Progress,
    size: Size = KINDS,
    limits: Limits | None = None,
) -> Demo:
    """Make the course and the class, grade everything, write every page.

    Parameters
    ----------
    folder : Path
        Made anew; an earlier demonstration there is replaced, anything else is refused.
    seed : int
        Who answers what.
    jobs : int or None
        How many notebooks are graded at once; as many as there are processors by default.
    progress : callable (phase, done, of) -> None
    size : sequence of (kind, number)
        How many students of each kind are in the class.
    limits : Limits, optional
        Others than those of every course.

    Raises
    ------
    DemoError
        If the folder holds something else.
    """
    _clear(folder)
    progress("course", 0, 1)
    init_class(folder)
    (folder / MARK).write_text("Made by `deepcat demo`, and replaced by it.\n", encoding="utf-8")
    (folder / ".gitignore").write_text("*\n", encoding="utf-8")
    progress("course", 1, 1)
    course = open_course(folder)
    releases = {
        name: nbformat.read(course.released(name) / f"{notebook}.ipynb", as_version=4)
        for name in course.assignments()
        for notebook in course.notebooks(name)
    }
    students = make_class(np.random.default_rng(seed), BY_KIND, size)
    for done, student in enumerate(students, start=1):
        write_submission(student, releases, folder / "submitted")
        progress("class", done, len(students))
    keep_roster(folder, [_listed(student) for student in students])
    report = run(course, LocalPool(jobs), Options(limits=limits), progress)
    page, rows, _ = write_reports(course, report, lambda done, of: progress("report", done, of))
    planted, named = _compare(students, report)
    return Demo(folder, page, students, report, rows, planted, named)


def _listed(student: Student) -> roster.Student:
    """A simulated student as the roster has her or him."""
    last = LAST_NAMES[FIRST_NAMES.index(student.id)]
    mail = f"{student.id}.{last}@example.org"
    return roster.Student(student.id, student.id.title(), last.title(), mail)


def _clear(folder: Path) -> None:
    if not folder.exists() or not any(folder.iterdir()):
        return
    if not (folder / MARK).exists():
        raise DemoError(
            f"{folder} holds files that are not from a demonstration. "
            "Name another folder: deepcat demo FOLDER."
        )
    shutil.rmtree(folder)


def _compare(students: list[Student], report: Report) -> tuple[int, int]:
    """How many planted mistakes were judged, and how many were called by their own name."""
    found = {
        (item.submission.student, name): verdict
        for item in report.items
        if item.key in report.records
        for name, verdict in report.records[item.key].verdicts.items()
    }
    planted = [
        (answer.planted, found[student.id, name])
        for student in students
        for name, answer in student.answers.items()
        if answer.planted and (student.id, name) in found
    ]
    return len(planted), sum(mistake == verdict.mistake for mistake, verdict in planted)
