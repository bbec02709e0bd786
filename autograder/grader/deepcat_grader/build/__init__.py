"""From a lesson's text to notebooks, answer key and the student's bundle."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from deepcat_grader.build.errors import BuildError

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from deepcat_grader.build.course import Course

__all__ = ["BuildError", "instructor_notebooks"]


def instructor_notebooks(
    only: Collection[str] = (), course: Course | None = None
) -> dict[str, NotebookNode]:
    """The instructor's notebooks: references in the stubs, hidden tests in the check cells.

    Parameters
    ----------
    only : collection of str
        Lessons (``"neuron"`` or ``"2_neuron"``); all of them when empty.
    course : Course, optional
        This checkout's when left out.

    Returns
    -------
    dict
        Notebook name (``"2_neuron"``, which is the nbgrader assignment's name too) to notebook,
        in lesson order.

    Raises
    ------
    BuildError
        With the file, the line and one sentence, when a lesson cannot be built.
    """
    # Inside, because nbformat and jupytext take half a second that `deepcat --help` does not have.
    from deepcat_grader.build.course import this_course
    from deepcat_grader.build.notebook import instructor_notebook

    course = course or this_course()
    return {lesson.name: instructor_notebook(course, lesson) for lesson in course.lessons(only)}
