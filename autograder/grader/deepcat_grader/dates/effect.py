"""What other dates would take off, or give back, of what stands in the gradebook."""

from __future__ import annotations

from dataclasses import dataclass

from deepcat_grader.dates.dates import Dates
from deepcat_grader.grading.booking.gradebook import Book
from deepcat_grader.grading.booking.late import Late
from deepcat_grader.grading.booking.tables import UnknownAssignment
from deepcat_grader.grading.course_folder import CourseFolder

LEAST = 1e-9  # a smaller difference is one of rounding


@dataclass(frozen=True)
class Effect:
    """The points of one notebook, with the dates as they stand and as they would be."""

    student: str
    assignment: str
    notebook: str
    before: float
    after: float


def effects(course: CourseFolder, dates: Dates) -> list[Effect]:
    """Whose points would change, assignment by assignment.

    Raises
    ------
    CannotBook
    NoPenalty
        If a rule of the teacher's fails.
    """
    late = Late(course.config, dates)
    book = Book(course.directory.db_url, course.directory.course_id)
    found = []
    try:
        for assignment in course.assignments():
            try:
                sheets = book.lateness(assignment)
            except UnknownAssignment:
                continue
            for one in sheets:
                due = late.due(assignment, one.due)
                longer = late.extension(assignment, one.student, due, one.extension)
                lost = late.penalty(one.student, one.score, one.time, due, longer) or 0.0
                if abs(lost - one.penalty) > LEAST:
                    before, after = one.score - one.penalty, one.score - lost
                    found.append(Effect(one.student, assignment, one.notebook, before, after))
    finally:
        book.close()
    return found
