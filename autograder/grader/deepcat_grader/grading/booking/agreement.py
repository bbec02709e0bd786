"""Whether a gradebook knows the exercises that stand in the teacher's notebooks."""

from __future__ import annotations

from collections.abc import Mapping

from deepcat_grader.grading.booking.tables import Known
from deepcat_grader.grading.course_folder import CourseFolder, NoCourse
from deepcat_grader.grading.intake.cell_roles import grade_id, is_grade, nbgrader_of

SHOWN = 4


def agree(course: CourseFolder, assignment: str, known: Known) -> str:
    """Compare an assignment's notebooks with what the gradebook knows of them.

    Returns
    -------
    str
        A sentence on points that differ; empty where all are the same.

    Raises
    ------
    NoCourse
        If an exercise stands in one and not in the other: its marks would be lost.
    """
    ours = {name: _points(course, assignment, name) for name in course.notebooks(assignment)}
    theirs = {
        name: {cell: points for cell, (_, points) in sheet.grades.items()}
        for name, sheet in known.sheets.items()
    }
    mine = {(name, cell) for name, cells in ours.items() for cell in cells}
    booked = {(name, cell) for name, cells in theirs.items() for cell in cells}
    mend = f"`deepcat class update --class {course.root}` shows what differs, and mends it."
    if odd := sorted(cell for _, cell in mine ^ booked):
        listed = ", ".join(odd[:SHOWN]) + ", …" * (len(odd) > SHOWN)
        raise NoCourse(
            f"{assignment}: source and gradebook do not have the same exercises ({listed}). {mend}"
        )
    moved = sorted(cell for name, cell in mine if ours[name][cell] != theirs[name][cell])
    if not moved:
        return ""
    listed = ", ".join(moved[:SHOWN]) + ", …" * (len(moved) > SHOWN)
    return f"{assignment}: the points in source are not those of the gradebook ({listed}). {mend}"


def _points(course: CourseFolder, assignment: str, notebook: str) -> Mapping[str, float]:
    return {
        grade_id(cell) or "": float(nbgrader_of(cell).get("points") or 0.0)
        for cell in course.master(assignment, notebook).cells
        if is_grade(cell)
    }
