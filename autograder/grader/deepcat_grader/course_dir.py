"""Make an nbgrader course directory that DeepCat grades."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from nbformat import NotebookNode
from nbgrader.converters import GenerateAssignment, NbGraderException

from deepcat_grader.build import instructor_notebooks
from deepcat_grader.build.course import this_course
from deepcat_grader.build.figures import lesson_figures
from deepcat_grader.build.generate import write_source
from deepcat_grader.grading.course_folder import (
    CONFIG,
    NoCourse,
    open_course,
    quiet_log,
    working_in,
)
from deepcat_grader.grading.secret import make_secret

CONFIGURATION = '''\
"""nbgrader's configuration for a course that DeepCat grades, written by `deepcat class init`.

`nbgrader autograde`, the Formgrader in JupyterLab and `deepcat grade` all work by it.
"""

from pathlib import Path

c = get_config()  # noqa: F821  # nbgrader gives it

c.CourseDirectory.root = str(Path(__file__).resolve().parent)

# What students answered to the questions of the lessons stays with them. Take the last names out
# of this list to have it handed in with the notebook (docs/grading.md).
c.CourseDirectory.ignore = [
    ".ipynb_checkpoints",
    "*.pyc",
    "__pycache__",
    "feedback",
    "deepcat-answers*",
    ".deepcat-answers*",
]

# A submission is laid over the teacher's notebook before anything is run.
c.Autograde.exporter_class = "deepcat_grader.grading.booking.plugin.TolerantExporter"
c.Autograde.sanitize_preprocessors = [
    "deepcat_grader.grading.booking.plugin.RepairNotebook",
    "nbgrader.preprocessors.ClearOutput",
    "nbgrader.preprocessors.DeduplicateIds",
    "nbgrader.preprocessors.OverwriteKernelspec",
    "nbgrader.preprocessors.OverwriteCells",
]
c.OverwriteCells.add_missing_cells = True

# Students' code runs in a process of its own; verdicts come from outside that process.
c.Autograde.autograde_preprocessors = [
    "deepcat_grader.grading.booking.plugin.JudgeCells",
    "nbgrader.preprocessors.LimitOutput",
    "deepcat_grader.grading.booking.plugin.SaveVerdicts",
    "nbgrader.preprocessors.AssignLatePenalties",
]
# c.JudgeCells.cell_timeout = 10.0  # seconds of computing for a cell
# c.JudgeCells.call_timeout = 5.0  # seconds of computing for a call of an answer
# c.JudgeCells.total_timeout = 240.0  # seconds of computing for a notebook
# c.JudgeCells.slack = 3.0  # how many times as long each may take on the clock
# c.JudgeCells.memory = 2048  # MiB of address space for a notebook
# c.JudgeCells.i_trust_these_students = True  # grade where `deepcat doctor` finds tier C

# Pages as `deepcat grade` writes them: no test, no hidden input, no script.
c.GenerateFeedback.exporter_class = "deepcat_grader.grading.booking.feedback.FeedbackExporter"
c.GenerateFeedback.preprocessors = []
c.HTMLExporter.filters = {"markdown2html": "deepcat_grader.grading.booking.feedback.safe_markdown"}

# A released notebook carries no outputs, no widget state and no stray metadata.
c.GenerateAssignment.preprocessors = [
    "deepcat_grader.build.release.StripVolatile",
    "nbgrader.preprocessors.IncludeHeaderFooter",
    "nbgrader.preprocessors.InstantiateTests",
    "nbgrader.preprocessors.LockCells",
    "nbgrader.preprocessors.ClearSolutions",
    "nbgrader.preprocessors.ClearOutput",
    "nbgrader.preprocessors.CheckCellMetadata",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.SaveCells",
    "nbgrader.preprocessors.ClearHiddenTests",
    "nbgrader.preprocessors.ClearMarkScheme",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.CheckCellMetadata",
    "deepcat_grader.build.release.StripVolatile",
    "deepcat_grader.build.release.NameVersions",
]
'''


def init_class(
    root: Path, *, force: bool = False, step: Callable[[str], None] = lambda text: None
) -> list[str]:
    """Make a course directory.

    Parameters
    ----------
    root : Path
    force : bool
        Write configuration, source and release again where they exist. The class's secret, the
        gradebook's scores and what students handed in are kept in any case.
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
            f"{root} is a course directory already. `--force` writes its configuration, source "
            "and release again, and keeps the rest."
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
    (root / CONFIG).write_text(CONFIGURATION, encoding="utf-8")
    release(root, list(notebooks), step)


def release(
    root: Path, assignments: list[str], step: Callable[[str], None] = lambda text: None
) -> None:
    """Run nbgrader's generate_assignment for some assignments of a course directory.

    Raises
    ------
    NoCourse
        With nbgrader's own words, when it refuses a notebook.
    """
    course = open_course(root)
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
        with _alembic_on_path(), working_in(course.root), errors_of(quiet_log()) as errors:
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


@contextlib.contextmanager
def _alembic_on_path() -> Iterator[None]:
    """Let nbgrader find its helper `alembic` also where the environment is not activated."""
    before = os.environ.get("PATH", os.defpath)
    os.environ["PATH"] = os.pathsep.join((str(Path(sys.executable).parent), before))
    try:
        yield
    finally:
        os.environ["PATH"] = before
