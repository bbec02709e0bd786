"""Put an exercise into a teacher's notebook, with what a student's check needs beside it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from deepcat_grader.answers import visible_key
from deepcat_grader.authoring.entries import all_entries
from deepcat_grader.authoring.own import own_entries
from deepcat_grader.bank.registry import Entry
from deepcat_grader.build.cells import exercise_cells
from deepcat_grader.build.notebook import KERNEL, notebook_text
from deepcat_grader.collisions import collisions
from deepcat_grader.whole_files import write_text
from deepcat_judge.exercise import Exercise
from deepcat_judge.exercisefile import NAME, dump_exercises
from deepcat_judge.key import Key

IMPORTS = "import numpy as np\n\nfrom deepcat import check, hint, progress, start\n\nstart()"


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
        The id of an exercise, one of the class's own or one of the course.
    notebook : Path
        A notebook in the folder ``source`` of the course directory.

    Returns
    -------
    list of Path
        The files that were written.

    Raises
    ------
    PlacingError
        If there is no such exercise, its mistakes cannot be told apart, or the file is no
        notebook in the folder ``source``.
    """
    entry = entry_of(course, name)
    source = (course / "source").resolve()
    if notebook.suffix != ".ipynb" or source not in notebook.resolve().parents:
        raise PlacingError(f"{notebook} is not a notebook (.ipynb) in {source}.")
    found = _read(notebook)
    if entry.exercise.cell not in cell_ids(found):
        found.cells.extend(cells_of(entry))
    return write_placed(course, found, notebook)


def entry_of(course: Path, name: str) -> Entry:
    """An exercise that may be put into a notebook of a class.

    Raises
    ------
    PlacingError
        If there is none of this name.
    """
    entries = all_entries(course)
    if name not in entries:
        listed = ", ".join(own_entries(course)) or "none"
        raise PlacingError(f"This class has no exercise {name}; of its own it has: {listed}.")
    return entries[name]


def cells_of(entry: Entry) -> list[NotebookNode]:
    """The cells of an exercise, as a teacher's notebook has them."""
    return list(exercise_cells(entry.exercise, lambda _: entry.reference))


def cell_ids(notebook: NotebookNode) -> set[str]:
    """The ids of a notebook's cells."""
    return {cell.get("id", "") for cell in notebook.cells}


def write_placed(course: Path, notebook: NotebookNode, path: Path) -> list[Path]:
    """Write a notebook, and beside it what students' checks need of the class's own exercises.

    Raises
    ------
    PlacingError
        If the mistakes of one of these exercises cannot be told apart.
    """
    ids = cell_ids(notebook)
    own = {name: one for name, one in own_entries(course).items() if one.exercise.cell in ids}
    files = {path: notebook_text(notebook)}
    if own:
        files[path.parent / NAME] = own_file(own)
    path.parent.mkdir(parents=True, exist_ok=True)
    for file, text in files.items():
        write_text(file, text)
    return list(files)


def own_file(entries: Mapping[str, Entry]) -> str:
    """The file for students: the exercises of a class's own as data, with their answer keys."""
    judged = {n: entry for n, entry in entries.items() if isinstance(entry.exercise, Exercise)}
    return dump_exercises({name: _data(name, entry) for name, entry in judged.items()})


def _data(name: str, entry: Entry) -> tuple[Exercise, Key]:
    assert isinstance(entry.exercise, Exercise)
    try:
        key = visible_key(entry)
        found = collisions(entry, key)
    except Exception as error:
        raise PlacingError(
            f"{name}: its answer key cannot be made ({type(error).__name__}: {error}); "
            f"`deepcat exercise prove {name}` tells what is missing."
        ) from error
    if found:
        raise PlacingError("\n".join(map(str, found)))
    return entry.exercise, key


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
