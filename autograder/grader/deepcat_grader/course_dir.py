"""Make an nbgrader course directory that DeepCat grades."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from nbformat import NotebookNode
from nbgrader.converters import GenerateAssignment, NbGraderException

from deepcat_grader.build import instructor_notebooks
from deepcat_grader.build.course import this_course
from deepcat_grader.build.figures import lesson_figures
from deepcat_grader.build.generate import write_source
from deepcat_grader.classes.configuration import CONFIGURATION, brought_over
from deepcat_grader.classes.writing import write_whole
from deepcat_grader.grading.booking.gradebook import CannotBook, alembic_on_path, furnish
from deepcat_grader.grading.course_folder import (
    CONFIG,
    NoCourse,
    open_course,
    quiet_log,
    working_in,
)
from deepcat_grader.grading.secret import make_secret

# A repository gets what a teacher writes, and nothing else: no secret, mark, submission or page.
GITIGNORE = """\
# Made by `deepcat class init`: what students hand in, their marks and the class's secret belong
# in no repository. Add a line `!/NAME` for what else of yours does.
/*
!/.gitignore
!/*.py
!/exercises/
!/source/
"""


def init_class(
    root: Path, *, force: bool = False, step: Callable[[str], None] = lambda text: None
) -> list[str]:
    """Make a course directory.

    Parameters
    ----------
    root : Path
    force : bool
        Write source and release again where they exist. The teacher's lines in the configuration,
        the class's secret, the gradebook's scores and what students handed in are kept.
    step : callable (str) -> None
        Is told what comes next.

    Returns
    -------
    list of str
        The names of the assignments.

    Raises
    ------
    NoCourse
        If there is a course directory already, or nbgrader refuses a notebook.
    """
    if (root / CONFIG).exists() and not force:
        raise NoCourse(
            f"{root} is a course directory already. `--force` writes its source and release "
            "again, and keeps the rest."
        )
    step("building the notebooks")
    course = this_course()
    notebooks = instructor_notebooks(course=course)
    figures = {lesson.name: lesson_figures(course, lesson) for lesson in course.lessons(())}
    make_course(root, notebooks, figures, step)
    return list(notebooks)


def make_course(
    root: Path,
    notebooks: Mapping[str, NotebookNode],
    figures: Mapping[str, Mapping[str, str]],
    step: Callable[[str], None] = lambda text: None,
) -> None:
    """Make a course directory of these notebooks; see `init_class`."""
    root.mkdir(parents=True, exist_ok=True)
    make_secret(root)
    write_source(root, notebooks, figures)
    (root / "submitted").mkdir(exist_ok=True)
    write_configuration(root)
    if not (root / ".gitignore").exists():
        write_whole(root / ".gitignore", GITIGNORE.encode())
    release(root, list(notebooks), step)


def write_configuration(root: Path) -> None:
    """Write a class's configuration, or bring one over that holds DeepCat's settings itself.

    Raises
    ------
    NoCourse
        If it is not Python.
    """
    path = root / CONFIG
    before = path.read_text(encoding="utf-8") if path.exists() else None
    try:
        after = CONFIGURATION if before is None else brought_over(before)
    except SyntaxError as error:
        raise NoCourse(f"{path} is not Python: {error}. Mend it, then start again.") from error
    if after != before:
        write_whole(path, after.encode())


def release(
    root: Path, assignments: list[str], step: Callable[[str], None] = lambda text: None
) -> None:
    """Run nbgrader's generate_assignment for some assignments of a course directory.

    Raises
    ------
    NoCourse
        With nbgrader's own words, when it refuses a notebook, or the gradebook cannot be used.
    """
    course = open_course(root)
    try:
        furnish(course.directory.db_url, course.directory.course_id)
    except CannotBook as error:
        raise NoCourse(str(error)) from error
    for assignment in assignments:
        why = course.refused(assignment)
        if "[" in f"{course.root}{assignment}":
            why = (
                f"nbgrader takes the bracket in {course.root / 'source' / assignment} for a pattern"
            )
        if why:
            raise NoCourse(f"{why}. Choose another name, then start again.")
        step(f"releasing {assignment}")
        course.directory.assignment_id = assignment
        converter = GenerateAssignment(
            coursedir=course.directory, config=course.config, log=quiet_log(), force=True
        )
        with alembic_on_path(), working_in(course.root), errors_of(quiet_log()) as errors:
            try:
                converter.start()
            except NbGraderException as error:
                words = " ".join(errors) or str(error)
                raise NoCourse(f"nbgrader cannot release {assignment}: {words}") from error


@contextlib.contextmanager
def errors_of(log: logging.Logger) -> Iterator[list[str]]:
    """Collect what a log reports as errors for a while."""
    messages: list[str] = []
    handler = logging.Handler(logging.ERROR)
    handler.emit = lambda record: messages.append(record.getMessage())  # type: ignore[method-assign]
    log.addHandler(handler)
    try:
        yield messages
    finally:
        log.removeHandler(handler)
