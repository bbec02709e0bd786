"""What the students of a class wrote in a lesson, cell by cell, and what could not be read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from deepcat_grader.grading.course_folder import CourseFolder, Submission
from deepcat_grader.grading.intake.cell_roles import STUDENTS, role_of
from deepcat_grader.grading.intake.handed_in import refusal
from deepcat_grader.grading.intake.overlooked import overlooked
from deepcat_grader.grading.intake.reading import Unreadable, read_notebook
from deepcat_grader.grading.intake.repair import repair
from deepcat_grader.grading.submission import checks

Step = Callable[[int, int], None]
MAX_CELL, MAX_ALL = 20_000, 200_000  # characters; whoever writes more is compared so far


@dataclass(frozen=True)
class Cell:
    """A cell with a student's text."""

    id: str
    code: bool
    source: str


@dataclass
class HandedIn:
    """What a class handed in for one assignment.

    Attributes
    ----------
    cells : dict from student to list of Cell
        What they wrote themselves: no cell as the teacher wrote it.
    unread : list of (student, str)
        Whose work was not compared, or not all of it, and why.
    """

    cells: dict[str, list[Cell]] = field(default_factory=dict)
    unread: list[tuple[str, str]] = field(default_factory=list)


def read_class(
    course: CourseFolder, assignment: str, step: Step = lambda done, of: None
) -> HandedIn:
    """Read the newest work of every student; earlier attempts are nobody's partner."""
    found = HandedIn(unread=_overlooked(course, assignment))
    students = course.students()
    known = frozenset(checks(course.root))
    step(0, len(students))
    for done, student in enumerate(students, start=1):
        if submissions := course.submissions(assignment, student):
            if why := refusal(course.handed_in(assignment, student), student, course.zone):
                found.unread.append((student, why))
            else:
                _read(course, submissions, known, found)
        step(done, len(students))
    return found


def anything_of(course: CourseFolder, assignment: str, students: Iterable[str]) -> bool:
    """Whether anything was handed in for an assignment, in its place or beside it."""
    places = (course.handed_in(assignment, student) for student in students)
    return any(map(os.path.lexists, places)) or bool(_overlooked(course, assignment))


def _overlooked(course: CourseFolder, assignment: str) -> list[tuple[str, str]]:
    """What lies where nobody looks for it."""
    if (folder := course.submitted) is None:
        return []
    odd = overlooked(folder, {name: course.notebooks(name) for name in course.assignments()})
    return [(who, why) for (who, where), why in odd.failed.items() if where in ("", assignment)]


def _read(
    course: CourseFolder,
    submissions: list[Submission],
    known: frozenset[str],
    found: HandedIn,
) -> None:
    """Add the cells of one student."""
    cells: list[Cell] = []
    for one in submissions:
        try:
            notebook = read_notebook(one.path)
        except Unreadable as error:
            found.unread.append((one.student, f"The file {one.path.name} {error}."))
            continue
        repaired = repair(course.master(one.assignment, one.notebook), notebook, known)
        prefix = f"{one.notebook}/" if len(course.notebooks(one.assignment)) > 1 else ""
        cells += [
            Cell(prefix + cell.id, cell.cell_type == "code", cell.source)
            for cell in repaired.cells
            if role_of(cell) in STUDENTS and cell.source.strip()
        ]
    bounded = _bounded(cells)
    if sum(len(cell.source) for cell in bounded) < sum(len(cell.source) for cell in cells):
        words = f"compared only in part: a cell counts up to {MAX_CELL:,} characters"
        found.unread.append((submissions[0].student, f"{words}, a hand-in up to {MAX_ALL:,}"))
    if bounded:
        found.cells[submissions[0].student] = bounded
    elif all(who != submissions[0].student for who, _ in found.unread):
        found.unread.append((submissions[0].student, "wrote nothing of their own"))


def _bounded(cells: list[Cell]) -> list[Cell]:
    """As much of the cells as is compared."""
    left = MAX_ALL
    kept = []
    for cell in cells:
        source = cell.source[: min(MAX_CELL, left)]
        left -= len(source)
        if source.strip():
            kept.append(Cell(cell.id, cell.code, source))
    return kept
