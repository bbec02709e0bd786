"""A small course as somebody changed it, and a class that follows or goes back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from nbformat import NotebookNode
from tests.grading.small import NAME, instructors_notebook

from deepcat_grader.bank import ENTRIES
from deepcat_grader.build.cells import exercise_cells
from deepcat_grader.classes.difference import Lesson
from deepcat_grader.classes.updating import carry_out, planned, undoing
from deepcat_grader.grading.course_folder import open_course

Change = Callable[[NotebookNode], None]


def without(exercise: str) -> Change:
    gone = ENTRIES[exercise].exercise.cell, ENTRIES[exercise].exercise.check_cell

    def change(notebook: NotebookNode) -> None:
        notebook.cells = [one for one in notebook.cells if one.id not in gone]

    return change


def with_(exercise: str) -> Change:
    def change(notebook: NotebookNode) -> None:
        cells = exercise_cells(ENTRIES[exercise].exercise, lambda one: ENTRIES[one.id].reference)
        notebook.cells.extend(cells)

    return change


def pointed(cell: str, points: int) -> Change:
    def change(notebook: NotebookNode) -> None:
        (found,) = (one for one in notebook.cells if one.id == cell)
        found.metadata["nbgrader"]["points"] = points

    return change


def changed(*changes: Change) -> dict[str, NotebookNode]:
    notebook = instructors_notebook()
    for change in changes:
        change(notebook)
    return {NAME: notebook}


def update(root: Path, notebooks: dict[str, NotebookNode]) -> list[Lesson]:
    with planned(open_course(root), notebooks, {}) as plan:
        carry_out(plan)
        return list(plan.lessons)


def undo(root: Path) -> None:
    with undoing(open_course(root)) as plan:
        carry_out(plan)
