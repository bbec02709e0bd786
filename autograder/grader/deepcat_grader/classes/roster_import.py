"""Put a planned roster into the class's folder and into its gradebook."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from deepcat_grader.classes.roster import write_roster
from deepcat_grader.classes.student import Student
from deepcat_grader.classes.student_rows import write_students
from deepcat_grader.grading.booking.gradebook import Book
from deepcat_grader.grading.booking.turn import turn
from deepcat_grader.grading.course_folder import open_course


def keep_roster(class_dir: Path, students: Sequence[Student]) -> None:
    """Write the roster, and the names into the gradebook: both or neither.

    Raises
    ------
    NoCourse, CannotBook, OSError
    """
    course = open_course(class_dir)
    book = Book(course.directory.db_url, course.directory.course_id)
    try:
        with turn(course.root), book.writing() as connection:
            write_students(connection, students)
            write_roster(course.root, students)
    finally:
        book.close()
