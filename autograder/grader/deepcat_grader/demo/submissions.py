"""Write a simulated student's notebooks, as real files with real code, troubles included."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_output

from deepcat_grader.demo.students import Student

Trouble = Callable[[NotebookNode], None]


def write_submission(
    student: Student, releases: Mapping[str, NotebookNode], submitted: Path
) -> None:
    """Write every notebook of `releases` as this student hands it in.

    Parameters
    ----------
    student : Student
    releases : mapping from assignment to notebook
        The student version of each lesson; the notebook has the assignment's name.
    submitted : Path
        nbgrader's ``submitted`` directory.
    """
    for assignment, release in releases.items():
        notebook = copy.deepcopy(release)
        for cell in notebook.cells:
            _fill(cell, student)
        folder = submitted / student.id / assignment
        folder.mkdir(parents=True)
        if student.trouble in TROUBLES:
            TROUBLES[student.trouble](notebook)
        text = nbformat.writes(notebook)
        if student.trouble == "truncated file":
            text = text[: len(text) // 2]
        (folder / f"{assignment}.ipynb").write_text(text, encoding="utf-8")
        handed_in = dt.datetime(2026, 11, 20, 20, 0, tzinfo=dt.UTC).isoformat()
        (folder / "timestamp.txt").write_text(handed_in, encoding="utf-8")


def _fill(cell: NotebookNode, student: Student) -> None:
    grader = cell.metadata.get("nbgrader", {})
    if not grader.get("solution"):
        return
    lesson, _, name = grader["grade_id"].partition("-")
    answer = student.answers.get(f"{lesson}.{name.replace('-', '_')}") or student.answers.get(
        f"{lesson}.{name}"
    )
    if answer:
        cell.source = answer.source.rstrip("\n")


def _solution_cells(notebook: NotebookNode) -> list[NotebookNode]:
    return [
        cell
        for cell in notebook.cells
        if cell.cell_type == "code" and cell.metadata.get("nbgrader", {}).get("solution")
    ]


def _check_cells(notebook: NotebookNode) -> list[NotebookNode]:
    return [
        cell
        for cell in notebook.cells
        if cell.cell_type == "code"
        and cell.metadata.get("nbgrader", {}).get("grade")
        and not cell.metadata["nbgrader"].get("solution")
    ]


def _syntax_error(notebook: NotebookNode) -> None:
    _solution_cells(notebook)[1].source += "\n    return ("


def _endless_loop(notebook: NotebookNode) -> None:
    _solution_cells(notebook)[1].source += "\n\nwhile True:\n    pass"


def _deleted_checks(notebook: NotebookNode) -> None:
    gone = _check_cells(notebook)[:2]
    notebook.cells = [cell for cell in notebook.cells if cell not in gone]


def _exit(notebook: NotebookNode) -> None:
    notebook.cells.insert(3, new_code_cell("import os\nos._exit(0)"))


def _baked_outputs(notebook: NotebookNode) -> None:
    for cell in _solution_cells(notebook)[:3]:
        cell.source = "pass"
    for cell in _check_cells(notebook):
        cell.metadata["tags"] = ["skip-execution"]
        result = {"text/plain": str(cell.metadata["nbgrader"]["points"])}
        cell.outputs = [new_output("execute_result", data=result, execution_count=1)]
        cell.metadata["nbgrader"]["points"] = 100


def _patched_numpy(notebook: NotebookNode) -> None:
    for cell in _solution_cells(notebook)[:3]:
        cell.source = "pass"
    attack = (
        "import numpy as np\n"
        "class Always:\n"
        "    def __eq__(self, other):\n"
        "        return True\n"
        "    __hash__ = None\n"
        "np.allclose = np.array_equal = np.testing.assert_allclose = lambda *a, **k: True\n"
        "check = lambda *a, **k: True\n"
        "line = sigmoid = weighted_sum = lambda *a, **k: Always()"
    )
    notebook.cells.insert(3, new_code_cell(attack))


TROUBLES: dict[str, Trouble] = {
    "syntax error": _syntax_error,
    "endless loop": _endless_loop,
    "deleted checks": _deleted_checks,
    "os._exit(0)": _exit,
    "baked outputs": _baked_outputs,
    "patched NumPy": _patched_numpy,
}

BY_KIND = {
    "broken": ("syntax error", "endless loop", "deleted checks", "truncated file"),
    "hostile": ("os._exit(0)", "baked outputs", "patched NumPy"),
}
