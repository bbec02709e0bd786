"""Everything that the build makes for the checkout: path to text."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import PurePosixPath

from deepcat_grader.build.course import Course
from deepcat_grader.build.figures import lesson_figures
from deepcat_grader.build.generate import student_notebooks
from deepcat_grader.build.notebook import instructor_notebook, notebook_text
from deepcat_grader.build.release import strip

NOTEBOOKS = PurePosixPath("notebooks")
KEYS = PurePosixPath("deepcat/keys")
# Beside the course, in the checkout.
PAGES = PurePosixPath("../docs/mistakes")


def products(
    course: Course, only: Collection[str] = (), step: Callable[[str], None] = lambda text: None
) -> dict[PurePosixPath, str]:
    """Build the student's notebooks, their figures and the answer keys, in memory.

    Parameters
    ----------
    course : Course
    only : collection of str
        Lessons; all of them when empty.
    step : callable (str) -> None
        Is told what comes next.

    Returns
    -------
    dict
        Path below the course's root to the file's text.
    """
    files: dict[PurePosixPath, str] = {}
    sources = {}
    lessons = course.lessons(only)
    for lesson in lessons:
        step(f"reading {lesson.name}")
        sources[lesson.name] = instructor_notebook(course, lesson)
        for path, text in lesson_figures(course, lesson).items():
            files[NOTEBOOKS / path] = text
    step("nbgrader generate_assignment")
    for name, notebook in student_notebooks(sources).items():
        files[NOTEBOOKS / f"{name}.ipynb"] = notebook_text(strip(notebook))
    for lesson in lessons:
        step(f"answer key of {lesson.name}")
        exercises = [course.exercises[name] for name in lesson.exercises]
        files[KEYS / f"{lesson.module}.json"] = course.keys(exercises, lesson.number)
    for module in () if only else course.unwritten():
        step(f"answer key of {module}")
        files[KEYS / f"{module}.json"] = course.keys(course.lesson_exercises(module), None)
    if not only:
        step("pages of known mistakes and of the lecture, pictures of the playground")
        pages = course.pages(lessons)
        files.update({PurePosixPath("..") / path: text for path, text in pages.items()})
    return files
