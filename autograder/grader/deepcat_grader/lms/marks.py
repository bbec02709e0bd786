"""The marks of a class as the gradebook has them: a number only where one stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from deepcat_grader.classes.roster import read_roster
from deepcat_grader.classes.student import Student
from deepcat_grader.grading.booking.gradebook import Book
from deepcat_grader.grading.booking.tables import UnknownAssignment
from deepcat_grader.grading.course_folder import CourseFolder
from deepcat_grader.lms.errors import LmsError
from deepcat_grader.lms.graded import is_graded

CENT = Decimal("0.01")  # Moodle and Canvas show two places


@dataclass(frozen=True)
class Mark:
    """What one student has for one assignment.

    Attributes
    ----------
    points, most : float
        The penalty for late work is off already.
    penalty : float
    waiting : int
        Cells that a person has yet to look at.
    stale : bool
        Whether another attempt was graded than the one that counts.
    graded : bool
        Whether any was: work that nobody has judged has no points, and not zero.
    """

    points: float
    most: float
    penalty: float = 0.0
    waiting: int = 0
    stale: bool = False
    graded: bool = True

    @property
    def stands(self) -> bool:
        """Whether the points are final."""
        return self.graded and not self.waiting and not self.stale


@dataclass(frozen=True)
class Marks:
    """The marks of a class.

    Attributes
    ----------
    students : tuple of Student
        The roster, and whoever else handed something in.
    most : dict from assignment to points
    of : dict from (student, assignment) to Mark
        Whoever handed nothing in has none.
    """

    students: tuple[Student, ...]
    most: dict[str, float]
    of: dict[tuple[str, str], Mark]

    def handed_in(self) -> list[str]:
        """Those assignments for which there is work of anybody's."""
        there = {assignment for _, assignment in self.of}
        return [name for name in self.most if name in there]

    def text(self, student: str, assignment: str, pending: bool) -> str | None:
        """A mark to write; None where none stands.

        Parameters
        ----------
        student, assignment : str
        pending : bool
            Whether to count what stands so far where a person has yet to look.
        """
        mark = self.of.get((student, assignment))
        if mark is None or not mark.graded or not (mark.stands or pending):
            return None
        return rounded(mark.points)


def marks_of(
    course: CourseFolder,
    assignments: Sequence[str],
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> Marks:
    """Read the marks of some assignments.

    Raises
    ------
    CannotBook, RosterError
    LmsError
        If the gradebook knows nothing of an assignment.
    """
    roster = {student.id: student for student in read_roster(course.root)}
    names = sorted({*roster, *course.students()})
    marks = Marks(tuple(roster.get(name) or Student(name) for name in names), {}, {})
    with closing(Book(course.directory.db_url, course.directory.course_id)) as book:
        for assignment in assignments:
            try:
                standings = book.standings(assignment, names)
                marks.most[assignment] = book.most(assignment)
            except UnknownAssignment as error:
                raise LmsError(
                    f"The gradebook knows nothing of {assignment}: release it first."
                ) from error
            for student in names:
                if course.submissions(assignment, student):
                    marks.of[student, assignment] = Mark(0.0, marks.most[assignment], graded=False)
            graded: dict[str, list[Mark]] = {}
            for (student, _), standing in standings.items():
                waiting = sum(waits for _, _, waits in standing.scores.values())
                graded.setdefault(student, []).append(
                    Mark(standing.total, standing.most, standing.penalty, waiting)
                )
            for done, (student, parts) in enumerate(sorted(graded.items()), start=1):
                marks.of[student, assignment] = Mark(
                    max(sum(part.points for part in parts), 0.0),
                    sum(part.most for part in parts),
                    sum(part.penalty for part in parts),
                    sum(part.waiting for part in parts),
                    not is_graded(course, student, assignment),
                )
                progress(done, len(graded))
    return marks


def rounded(points: float) -> str:
    """Points with two places; a half is rounded up, as on paper."""
    # Through the shortest decimal: 2.675 is meant, not the binary number just below it.
    return str(Decimal(str(round(points, 9))).quantize(CENT, ROUND_HALF_UP))
