"""A lesson expanded to the instructor's notebook, and notebooks as text."""

from __future__ import annotations

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_notebook

from deepcat.questions import question
from deepcat.unclear import UnclearError
from deepcat_grader.build.cells import PlainIds, exercise_cells, plain_cell
from deepcat_grader.build.course import Course
from deepcat_grader.build.errors import LessonError
from deepcat_grader.build.lesson import Lesson, LessonCell
from deepcat_grader.build.wrong import wrong_cells
from deepcat_judge.exercise import AnyExercise

KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
MEND = "python3 run.py build"


def instructor_notebook(course: Course, lesson: Lesson) -> NotebookNode:
    """Expand a lesson's markers.

    Raises
    ------
    LessonError
        If a marker names no exercise of this lesson, names one twice, or one has no marker.
    """
    placed = _placed_exercises(course, lesson)
    plain_id = PlainIds(lesson.module)
    cells: list[NotebookNode] = []
    for cell in lesson.cells:
        if cell.exercise is not None:
            cells.extend(exercise_cells(placed[cell.exercise], course.reference))
        elif cell.wrong is not None:
            cells.extend(_wrong_cells(lesson, cell))
        else:
            cells.append(plain_cell(cell, plain_id(cell)))
    origin = f"course/lessons/{lesson.path.name}"
    metadata = {
        "kernelspec": KERNEL,
        "language_info": {"name": "python"},
        "deepcat": {"generated": f"Built from {origin} by `{MEND}`. Edit that file, not this one."},
    }
    notebook: NotebookNode = new_notebook(cells=cells, metadata=metadata)
    return notebook


def _wrong_cells(lesson: Lesson, cell: LessonCell) -> list[NotebookNode]:
    """The cells that ask for the wrong line of an implementation, and let it be mended."""
    name = str(cell.wrong)
    try:
        return wrong_cells(question(name))
    except (UnclearError, ValueError) as error:
        raise LessonError(lesson.path, cell.line, f"'# wrong: {name}': {error}") from error


def notebook_text(notebook: NotebookNode) -> str:
    """A notebook as text: the same notebook gives the same bytes, and a line ends the file."""
    nbformat.validate(notebook)
    text: str = nbformat.writes(notebook)
    return text.rstrip("\n") + "\n"


def _placed_exercises(course: Course, lesson: Lesson) -> dict[str, AnyExercise]:
    own = {exercise.id: exercise for exercise in course.lesson_exercises(lesson.module)}
    placed: dict[str, LessonCell] = {}
    for cell in lesson.cells:
        if cell.exercise is None:
            continue
        if cell.exercise not in own:
            raise LessonError(lesson.path, cell.line, _unknown(course, lesson, cell.exercise))
        if earlier := placed.get(cell.exercise):
            raise LessonError(
                lesson.path,
                cell.line,
                f"The exercise {cell.exercise} has a marker already, at line {earlier.line}.",
            )
        placed[cell.exercise] = cell
    if missing := [name for name in own if name not in placed]:
        last = lesson.cells[-1].line if lesson.cells else 1
        raise LessonError(
            lesson.path,
            last,
            f"No marker is left for {', '.join(missing)}; write '# exercise: {missing[0]}' in a "
            "code cell of its own.",
        )
    return own


def _unknown(course: Course, lesson: Lesson, name: str) -> str:
    if name in course.exercises:
        return f"The exercise {name} does not belong to the lesson {lesson.module}."
    known = ", ".join(e.id for e in course.lesson_exercises(lesson.module)) or "none"
    return f"No exercise is called {name}; the lesson {lesson.module} has: {known}."
