"""Compare the hand-ins of a class, lesson by lesson, and write the page and the table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from deepcat_grader.classes.roster import read_roster
from deepcat_grader.grading.course_folder import CourseFolder, NoCourse
from deepcat_grader.insight.page import COURSE
from deepcat_grader.insight.reports import FOLDER
from deepcat_grader.insight.similar.evidence import Evidence, evidence, prints_of
from deepcat_grader.insight.similar.groups import groups
from deepcat_grader.insight.similar.handed_in import HandedIn, anything_of, read_class
from deepcat_grader.insight.similar.known import known_fingerprints
from deepcat_grader.insight.similar.lesson import Lesson
from deepcat_grader.insight.similar.page import PAGE, TABLE, similar_page
from deepcat_grader.insight.similar.pairs import Pair, pairs
from deepcat_grader.insight.similar.rarity import Student, common, rare_pieces
from deepcat_grader.insight.similar.table import pairs_csv
from deepcat_grader.whole_files import write_bytes

Progress = Callable[[str, int, int], None]
MOST_TEXTS = 50  # pairs of a lesson whose texts stand on the page


def write_similar(
    course: CourseFolder,
    assignments: Sequence[str] = (),
    progress: Progress = lambda phase, done, of: None,
) -> tuple[Path, list[Lesson]]:
    """Compare, and write the page and the table anew; each is whole or as it was before.

    Parameters
    ----------
    course : CourseFolder
    assignments : sequence of str
        By default all that anybody handed in.
    progress : callable (phase, done, of) -> None

    Returns
    -------
    page : Path
    lessons : list of Lesson

    Raises
    ------
    NoCourse
        If there is no such assignment, or nothing was handed in.
    OwnExerciseError, RosterError, OSError
    """
    names = {student.id: student.name for student in read_roster(course.root)}
    chosen = _chosen(course, assignments)
    lessons = []
    for done, assignment in enumerate(chosen):
        progress("lessons", done, len(chosen))
        lessons.append(compare(course, assignment, progress))
    progress("lessons", len(chosen), len(chosen))
    page = course.root / FOLDER / PAGE
    _write(page.with_name(TABLE), pairs_csv((one.assignment, one.pairs) for one in lessons))
    _write(page, similar_page(course.root.name, lessons, names, page.with_name(COURSE).is_file()))
    return page, lessons


def compare(
    course: CourseFolder, assignment: str, progress: Progress = lambda phase, done, of: None
) -> Lesson:
    """Compare what was handed in for one assignment."""
    known = known_fingerprints(course, assignment)
    found = read_class(course, assignment, lambda done, of: progress("read", done, of))
    students: dict[str, Student] = {}
    for student, cells in found.cells.items():
        students[student] = prints_of(cells, known)
        progress("compare", len(students), 2 * len(found.cells))
    n = len(students)
    alike = pairs(students, lambda done, of: progress("compare", n + done, 2 * n))
    shown = _evidence(alike[:MOST_TEXTS], found, students)
    return Lesson(assignment, n, common(n), alike, shown, groups(alike), sorted(found.unread))


def _evidence(
    alike: Iterable[Pair], found: HandedIn, students: dict[str, Student]
) -> list[Evidence]:
    rare = rare_pieces(students.values())
    return [
        evidence(pair, found.cells[pair.student], found.cells[pair.other], rare) for pair in alike
    ]


def _chosen(course: CourseFolder, assignments: Sequence[str]) -> list[str]:
    known = course.assignments()
    for name in assignments:
        if name not in known:
            listed = ", ".join(known) or "none"
            raise NoCourse(f"{course.root} has no assignment {name!r}; it has: {listed}.")
    students = course.students()
    if not students:
        raise NoCourse(
            "Nothing was handed in. Bring in what an LMS collected with `deepcat collect "
            f"{course.root} FILE`, then start again."
        )
    return list(dict.fromkeys(assignments)) or [
        name for name in known if anything_of(course, name, students)
    ]


def _write(path: Path, text: str) -> None:
    write_bytes(path, text.encode("utf-8", "replace"))
