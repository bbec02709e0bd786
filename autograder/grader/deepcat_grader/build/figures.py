"""The figures that lessons show."""

from __future__ import annotations

import re

from deepcat_grader.build.course import Course
from deepcat_grader.build.errors import LessonError
from deepcat_grader.build.lesson import Lesson

_FIGURE = re.compile(r"(?:\]\(|src=[\"'])(figures/[^\s\"')]+)")


def lesson_figures(course: Course, lesson: Lesson) -> dict[str, str]:
    """Path (``"figures/neuron.svg"``) to text of each figure that a lesson shows.

    Raises
    ------
    LessonError
        If there is no such figure.
    """
    found = {}
    for cell in lesson.cells:
        for match in _FIGURE.finditer(cell.source if cell.kind == "markdown" else ""):
            file = course.root / "lessons" / match[1]
            if not file.is_file() or file.suffix != ".svg":
                line = cell.line + cell.source.count("\n", 0, match.start())
                raise LessonError(lesson.path, line, f"There is no SVG figure {match[1]}.")
            found[match[1]] = file.read_text(encoding="utf-8")
    return found
