"""Feedback pages in a zip that the LMS takes: each under the name by which it knows the hand-in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from deepcat_grader.grading.course_folder import CourseFolder
from deepcat_grader.lms.graded import is_graded
from deepcat_grader.lms.records import Attempt, all_records

# Canvas reads the two numbers of a name: the user's, and that of the file that was handed in.
CANVAS = re.compile(r"(?P<prefix>[^_/]+_(?:LATE_)?\d+_\d+)_.+")


@dataclass
class Parcel:
    """The pages by their names in the zip, and whose is not among them, with the reason."""

    members: dict[str, Path] = field(default_factory=dict)
    missing: list[tuple[str, str]] = field(default_factory=list)


def parcel_of(
    course: CourseFolder,
    kind: str,
    assignment: str,
    students: Sequence[str],
    outdated: Mapping[str, str],
) -> Parcel:
    """The feedback pages of an assignment.

    Parameters
    ----------
    course : CourseFolder
    kind : str
        ``"moodle"`` or ``"canvas"``.
    assignment : str
    students : sequence of str
        Only these; everybody when empty.
    outdated : mapping from student to str
        Whose page may show other marks than the gradebook, and why (`refreshing.refresh`).
    """
    parcel = Parcel()
    places = {
        student: _place(record.attempts, record.counted, kind)
        for student, home, record in all_records(course.root)
        if home == assignment
    }
    handed_in = [one for one in course.students() if course.submissions(assignment, one)]
    for student in sorted({*handed_in} & ({*students} or {*handed_in})):
        pages = _pages(course, assignment, student)
        place = places.get(student, "")
        if not place:
            why = f"was not collected from {kind.title()}, so its name there is not known"
        elif not is_graded(course, student, assignment):
            why = "is not graded as it lies there now: grade first"
        elif student in outdated:
            why = outdated[student]
        elif not pages:
            why = "has no feedback page: grade first"
        else:
            parcel.members.update(_named(kind, place, pages))
            continue
        parcel.missing.append((student, why))
    return parcel


def _place(attempts: Sequence[Attempt], counted: Attempt | None, kind: str) -> str:
    """The LMS's name of the attempt that counts, or of the last one that it knows."""
    known = [one for one in (*attempts, counted) if one is not None and one.kind == kind]
    return known[-1].place if known else ""


def _pages(course: CourseFolder, assignment: str, student: str) -> list[Path]:
    directory = course.directory
    home = Path(directory.format_path(directory.feedback_directory, student, assignment))
    pages = [home / f"{name}.html" for name in course.notebooks(assignment)]
    return [page for page in pages if page.is_file() and not page.is_symlink()]


def _named(kind: str, place: str, pages: Sequence[Path]) -> dict[str, Path]:
    """Pages under the names that the LMS looks for."""
    if kind == "moodle":
        # A folder of Moodle's, whatever the form of the download: both are taken back.
        return {f"{place}/{page.stem}-feedback.html": page for page in pages}
    found = CANVAS.fullmatch(place)
    prefix = found["prefix"] if found else place
    return {f"{prefix}_{page.stem}-feedback.html": page for page in pages}
