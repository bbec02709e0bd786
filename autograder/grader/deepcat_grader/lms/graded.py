"""Whether what was graded is what lies in ``submitted`` now."""

from __future__ import annotations

from pathlib import Path

from nbformat import NotebookNode

from deepcat_grader.grading.course_folder import CourseFolder
from deepcat_grader.grading.intake.reading import Unreadable, read_notebook
from deepcat_grader.grading.intake.repair import repair
from deepcat_grader.grading.submission import checks
from deepcat_grader.lms.records import home_of, read_record


def is_graded(course: CourseFolder, student: str, assignment: str) -> bool:
    """Whether the marks and pages of a student are of the attempt that counts.

    Collecting puts another attempt in an earlier one's place; until the next grading everything
    that was booked is of the earlier one.
    """
    folder = course.directory.format_path(
        course.directory.autograded_directory, student, assignment
    )
    graded = [Path(folder) / f"{name}.ipynb" for name in course.notebooks(assignment)]
    there = [path for path in graded if path.is_file()]
    if not there:
        return False
    placed = read_record(home_of(course.root, student, assignment)).placed
    if placed <= min(path.stat().st_mtime for path in there):
        return True
    return all(
        _is_same(course, assignment, one.notebook, one.path, Path(folder) / one.path.name)
        for one in course.submissions(assignment, student)
    )


def _is_same(
    course: CourseFolder, assignment: str, name: str, handed_in: Path, graded: Path
) -> bool:
    """Whether a graded notebook has the cells of one that was handed in: outputs do not count."""
    try:
        submitted = read_notebook(handed_in)
        cells = _texts(read_notebook(graded))
    except Unreadable:
        return False
    repaired = repair(course.master(assignment, name), submitted, checks(course.root))
    return all(cells.get(cell) == text for cell, text in _texts(repaired).items())


def _texts(notebook: NotebookNode) -> dict[str, str]:
    return {cell.id: cell.source for cell in notebook.cells}
