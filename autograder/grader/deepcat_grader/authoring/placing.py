"""Put a class's own exercise into a teacher's notebook, with what a student's check needs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from deepcat_grader.answers import visible_key
from deepcat_grader.authoring.own import own_entries
from deepcat_grader.bank.registry import Entry
from deepcat_grader.build.cells import exercise_cells
from deepcat_grader.build.drift import write_text
from deepcat_grader.build.notebook import KERNEL, notebook_text
from deepcat_judge.exercise import Exercise
from deepcat_judge.exercisefile import NAME, dump_exercises

IMPORTS = "import numpy as np\n\nfrom deepcat import check, hint, progress"


class PlacingError(Exception):
    """The exercise cannot be put there; the text says why."""


def place(course: Path, name: str, notebook: Path) -> list[Path]:
    """Append an exercise's cells to a notebook, and write the answer key beside it.

    A notebook that is not there yet is made, with a title and the usual imports. An exercise that
    is in the notebook already keeps its cells.

    Parameters
    ----------
    course : Path
        The class's course directory.
    name : str
        The id of one of the class's own exercises.
    notebook : Path
        A notebook in the folder ``source`` of the course directory.

    Returns
    -------
    list of Path
        The files that were written.

    Raises
    ------
    PlacingError
        If there is no such exercise, or the file is no notebook.
    """
    entries = own_entries(course)
    if name not in entries:
        listed = ", ".join(entries) or "none"
        raise PlacingError(f"This class has no exercise {name} of its own; it has: {listed}.")
    found = _read(notebook)
    exercise = entries[name].exercise
    if exercise.cell not in {cell.get("id") for cell in found.cells}:
        found.cells.extend(exercise_cells(exercise, lambda _: entries[name].reference))
    notebook.parent.mkdir(parents=True, exist_ok=True)
    write_text(notebook, notebook_text(found))
    beside = notebook.parent / NAME
    write_text(beside, own_file(entries))
    return [notebook, beside]


def own_file(entries: Mapping[str, Entry]) -> str:
    """The file for students: the exercises of a class's own as data, with their answer keys."""
    data = {
        name: (entry.exercise, visible_key(entry))
        for name, entry in entries.items()
        if isinstance(entry.exercise, Exercise)
    }
    return dump_exercises(data)


def _read(path: Path) -> NotebookNode:
    if not path.exists():
        cells = [
            nbformat.v4.new_markdown_cell(f"# {path.stem}"),
            nbformat.v4.new_code_cell(IMPORTS),
        ]
        notebook: NotebookNode = nbformat.v4.new_notebook(
            cells=cells, metadata={"kernelspec": KERNEL}
        )
        return notebook
    try:
        notebook = nbformat.read(path, as_version=4)
    except Exception as error:  # nbformat lets through whatever a damaged file leads to
        raise PlacingError(f"{path} is not a notebook: {error}") from None
    return notebook
