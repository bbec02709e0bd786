"""Write the pages and the tables of a class into its folder."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from deepcat.lessons import course_exercises
from deepcat_grader.authoring.entries import all_entries
from deepcat_grader.grading.course_folder import CourseFolder
from deepcat_grader.grading.report import Report
from deepcat_grader.insight.clusters import clusters
from deepcat_grader.insight.exercises import ExerciseRow, summarise
from deepcat_grader.insight.facts import ClassFacts, Sheet, Step, gather
from deepcat_grader.insight.page import COURSE, course_page, lesson_name, lesson_page
from deepcat_grader.insight.people import students, waiting
from deepcat_grader.insight.tables import exercises_csv, students_csv
from deepcat_grader.whole_files import write_bytes
from deepcat_grader.wording import counted

FOLDER = "reports"


class Written(NamedTuple):
    """What was written: the course's page, its rows by assignment, and what waits for a person."""

    page: Path
    rows: Mapping[str, list[ExerciseRow]]
    waiting: Mapping[str, int]

    @property
    def words(self) -> str:
        """How many cells wait for a mark by hand, and where; empty where none does."""
        found = {name: count for name, count in self.waiting.items() if count}
        if not found:
            return ""
        many = counted(sum(found.values()), "cell waits", "cells wait")
        places = ", ".join(f"{count} in {name}" for name, count in found.items())
        return f"{many} for a mark by hand: {places}."


def write_reports(
    course: CourseFolder, report: Report, step: Step = lambda done, of: None
) -> Written:
    """Write everything anew; each file is whole or as it was before.

    Parameters
    ----------
    course : CourseFolder
    report : Report
        Of a run over all that was handed in.
    step : callable (done, of) -> None

    Returns
    -------
    Written

    Raises
    ------
    RosterError, CannotBook, OSError
    """
    found = gather(course, report, step)
    exercises = {name: entry.exercise for name, entry in all_entries(course.root).items()}
    exercises = {**course_exercises(), **exercises}
    folder = course.root / FOLDER
    folder.mkdir(exist_ok=True)
    rows = {name: summarise(found.of(name), exercises) for name in found.assignments}
    for name in found.assignments:
        sheets = [sheet for sheet in found.sheets if sheet.assignment == name]
        groups = clusters(found.of(name))
        _write(
            folder / lesson_name(name), lesson_page(found.title, name, rows[name], groups, sheets)
        )
    people = students(found)
    _write(folder / "students.csv", students_csv(people))
    lines = [(name, row) for name in found.assignments for row in rows[name]]
    _write(folder / "exercises.csv", exercises_csv(lines))
    page = folder / COURSE
    links = _feedback(course, found, folder)
    done = Written(page, rows, waiting(found))
    _write(page, course_page(found.title, rows, people, links, done.waiting, done.words))
    return done


def _feedback(course: CourseFolder, found: ClassFacts, folder: Path) -> dict[Sheet, str]:
    """The link to each notebook's page, where there is one."""
    links = {}
    for sheet in found.sheets:
        place = course.directory.format_path(
            course.directory.feedback_directory, sheet.student, sheet.assignment
        )
        page = Path(place) / f"{sheet.notebook}.html"
        if sheet.notebook and page.is_file():
            links[sheet] = quote(Path(os.path.relpath(page, folder)).as_posix())
    return links


def _write(path: Path, text: str) -> None:
    write_bytes(path, text.encode("utf-8", "replace"))
