"""The teacher's notebook as students got it, hidden tests included."""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.preprocessors import ClearSolutions
from traitlets.config import Config

from deepcat_grader.grading.intake.cell_roles import grade_id

_READ: dict[tuple[Path, int, int, str], NotebookNode] = {}


def read_master(path: Path, config: Config) -> NotebookNode:
    """Read an instructor's notebook and clear its solutions.

    The notebook is kept for the next call, and must not be changed.
    """
    stat = path.stat()
    key = (path.resolve(), stat.st_mtime_ns, stat.st_size, repr(config.get("ClearSolutions")))
    if key not in _READ:
        notebook = nbformat.read(path, as_version=4)
        notebook, _ = ClearSolutions(config=config).preprocess(notebook, {})
        for number, cell in enumerate(notebook.cells):  # notebooks of before 2021 have no ids
            cell.setdefault("id", grade_id(cell) or f"cell-{number}")
        _READ[key] = notebook
    return _READ[key]
