"""Begin a lesson of a class's own: a notebook in its source, with exercises and a question."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from deepcat.notebooks import OWN_LESSON, is_own_lesson
from deepcat_grader.authoring.placing import (
    IMPORTS,
    PlacingError,
    cells_of,
    entry_of,
    write_placed,
)
from deepcat_grader.bank.registry import Entry
from deepcat_grader.build.cells import SCHEMA_VERSION
from deepcat_grader.build.notebook import KERNEL
from deepcat_grader.build.stub import stub_source
from deepcat_grader.grading.course_folder import CourseFolder
from deepcat_grader.grading.intake.cell_names import cell_names
from deepcat_judge.exercise import Written
from deepcat_judge.exercises import EXERCISES

LESSON = re.compile(r"[A-Za-z0-9]\w{0,39}", re.ASCII)  # its cells' ids begin with it
TODO = "TODO"
POINTS = 2  # of the question, until the teacher gives it others
TITLE = """\
# {title}

TODO: the question that this lesson answers, in a few lines.

**When you have finished this lesson, you can**

- TODO: what a student can do afterwards."""
BEFORE = """\
## {title}

TODO: what a student needs to know for it, with a small example."""
QUESTION = """\
## In your own words ({points} points)

TODO: a question that a person reads the answer to."""
GUIDE = "Marking guide, which students do not see: TODO, what the answer is read for."


def new_lesson(course: CourseFolder, name: str, exercises: Sequence[str]) -> list[Path]:
    """Write a lesson's notebook, with a TODO wherever the teacher is to write.

    Parameters
    ----------
    course : CourseFolder
    name : str
        Of the assignment, and of its notebook.
    exercises : sequence of str
        Ids of exercises of the class's own, or of the course.

    Returns
    -------
    list of Path
        The files that were written.

    Raises
    ------
    PlacingError
        If there is a lesson of this name, the name cannot be used, or an exercise cannot be had.
        Then nothing was written.
    """
    _refuse_name(course, name)
    entries = [entry_of(course.root, one) for one in dict.fromkeys(exercises)]
    _refuse_gaps(entries)
    notebook = new_notebook(
        cells=list(_cells(name, entries)),
        metadata={
            "kernelspec": KERNEL,
            "language_info": {"name": "python"},
            "deepcat": {OWN_LESSON: True},
        },
    )
    path = course.source(name) / f"{name}.ipynb"
    try:
        return write_placed(course.root, notebook, path)
    except BaseException:
        shutil.rmtree(path.parent, ignore_errors=True)  # or a second try would find it there
        raise


def todos(path: Path) -> int:
    """How many cells of a lesson of a class's own still wait to be written; 0 for other files."""
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        if not is_own_lesson(notebook):
            return 0
        return sum(TODO in "".join(cell["source"]) for cell in notebook["cells"])
    except (OSError, ValueError, AttributeError, KeyError, TypeError):
        return 0  # a damaged notebook is named where it is released


def _refuse_name(course: CourseFolder, name: str) -> None:
    if not LESSON.fullmatch(name):
        raise PlacingError(
            f"{name!r} cannot be a lesson's name: take letters, digits and _, such as week_9."
        )
    if why := course.refused(name):
        raise PlacingError(f"{why}.")
    module = name.lstrip("0123456789").removeprefix("_") or name
    if module in {exercise.lesson for exercise in EXERCISES.values()}:
        raise PlacingError(f"{name} is a lesson of the course: choose another name.")
    alike = [one for one in course.assignments() if one.casefold() == name.casefold()]
    if alike or course.source(name).exists():
        raise PlacingError(
            f"{course.source(alike[0] if alike else name)} is there already. "
            "`deepcat exercise place` puts another exercise into it."
        )


def _refuse_gaps(entries: Sequence[Entry]) -> None:
    """Refuse an exercise whose answer calls another one of its lesson that does not come before."""
    there: set[str] = set()
    for entry in entries:
        exercise = entry.exercise
        if missing := sorted(_calls(entry) - there):
            before = " ".join(f"--exercise {exercise.lesson}.{name}" for name in missing)
            raise PlacingError(f"{exercise.id} builds on others: put `{before}` before it.")
        there.add(exercise.name)


def _calls(entry: Entry) -> frozenset[str]:
    """The exercises of the same lesson that an exercise's reference calls."""
    exercise = entry.exercise
    if isinstance(exercise, Written):
        return frozenset()
    names = cell_names(stub_source(entry.reference, exercise.name))
    others = {one.name for one in EXERCISES.values() if one.lesson == exercise.lesson}
    return (names.reads | names.reads_later) & others - {exercise.name}


def _cells(name: str, entries: Sequence[Entry]) -> Iterator[NotebookNode]:
    title = name.replace("_", " ").strip()
    yield new_markdown_cell(TITLE.format(title=title), id=f"{name}-title")
    yield new_code_cell(IMPORTS, id=f"{name}-imports")
    for number, entry in enumerate(entries, 1):
        text = BEFORE.format(title=entry.exercise.title)
        yield new_markdown_cell(text, id=f"{name}-before-{number}")
        yield from cells_of(entry)
    yield new_markdown_cell(QUESTION.format(points=POINTS), id=f"{name}-question")
    answer = f"{name}-answer"
    yield new_markdown_cell(GUIDE, id=answer, metadata={"nbgrader": _by_hand(answer)})


def _by_hand(name: str) -> dict[str, object]:
    """What nbgrader is told of an answer to which a person gives the points."""
    kind = {"grade": True, "solution": True, "locked": False, "task": False}
    return {**kind, "grade_id": name, "points": POINTS, "schema_version": SCHEMA_VERSION}
