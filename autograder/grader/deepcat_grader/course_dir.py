"""Make an nbgrader course directory that DeepCat grades."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from nbformat import NotebookNode

from deepcat_grader.build import instructor_notebooks
from deepcat_grader.build.course import this_course
from deepcat_grader.build.figures import lesson_figures
from deepcat_grader.classes.backups import INIT, UPDATE
from deepcat_grader.classes.configuration import CONFIGURATION, brought_over
from deepcat_grader.classes.updating import carry_out, carry_out_in_turn, planned
from deepcat_grader.grading.booking.gradebook import CannotBook, Refused
from deepcat_grader.grading.course_folder import CONFIG, NoCourse, open_course
from deepcat_grader.grading.secret import make_secret
from deepcat_grader.whole_files import write_bytes

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
    return open_course(root).assignments()  # a teacher's own lessons may be among them


def make_course(
    root: Path,
    notebooks: Mapping[str, NotebookNode],
    figures: Mapping[str, Mapping[str, str]],
    step: Callable[[str], None] = lambda text: None,
) -> None:
    """Make a course directory of these notebooks; see `init_class`."""
    new = not (root / CONFIG).exists()
    root.mkdir(parents=True, exist_ok=True)
    make_secret(root)
    for folder in ("source", "submitted"):
        (root / folder).mkdir(exist_ok=True)
    write_configuration(root)
    if not (root / ".gitignore").exists():
        write_bytes(root / ".gitignore", GITIGNORE.encode())
    why = INIT if new else UPDATE
    with _in_one_sentence(), planned(open_course(root), notebooks, figures, step, why=why) as plan:
        carry_out(plan)


def write_gitignore(root: Path) -> None:
    """Keep what is students' out of a repository; a file of the teacher's stays as it is."""
    if not (root / ".gitignore").exists():
        write_bytes(root / ".gitignore", GITIGNORE.encode())


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
        write_bytes(path, after.encode())


def release(
    root: Path, assignments: Sequence[str], step: Callable[[str], None] = lambda text: None
) -> None:
    """Release some assignments of a class, and tell its gradebook of them.

    Raises
    ------
    NoCourse
        With nbgrader's own words, when it refuses a notebook, or the gradebook cannot be used.
    """
    with _in_one_sentence(), planned(open_course(root), {}, {}, step, assignments, INIT) as plan:
        carry_out_in_turn(plan)


@contextlib.contextmanager
def _in_one_sentence() -> Iterator[None]:
    """Let a gradebook that cannot be used be a reason why there is no class."""
    try:
        yield
    except (CannotBook, Refused) as error:
        raise NoCourse(str(error)) from error
