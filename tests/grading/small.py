"""A short assignment of real exercises, with a teacher's own tests and a written answer."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from deepcat_grader.bank import ENTRIES
from deepcat_grader.build.cells import exercise_cells
from deepcat_grader.build.notebook import KERNEL, notebook_text
from deepcat_grader.course_dir import make_course
from deepcat_judge.exercise import Written

NAME = "small"
EXERCISES = ("neuron.sigmoid", "neuron.relu", "neuron.sigmoid_prime", "introduction.quiz")
ESSAY = "introduction.formulate"
CHECKS = {ENTRIES[name].exercise.check_cell: name for name in EXERCISES}
TESTS = "teachers-tests"


def own_cell(name: str, source: str, **kind: object) -> NotebookNode:
    """A cell of a teacher's own, with nbgrader's metadata."""
    usual = {"grade": False, "locked": False, "solution": False, "task": False, "schema_version": 3}
    return new_code_cell(
        source, id=name, metadata={"nbgrader": {"grade_id": name, **usual, **kind}}
    )


def instructors_notebook() -> NotebookNode:
    """The assignment with its solutions."""
    cells = [
        new_markdown_cell("# A small assignment", id="small-title"),
        new_code_cell(
            "import numpy as np\nfrom deepcat import check, hint, progress", id="small-imports"
        ),
        new_code_cell(
            "raise SystemExit('a drawing is never run')",
            id="small-drawing",
            metadata={"deepcat": {"display": True}},
        ),
    ]
    for name in (*EXERCISES, ESSAY):
        cells += exercise_cells(
            ENTRIES[name].exercise, lambda exercise: ENTRIES[exercise.id].reference
        )
    stub = "def double(x):\n    ### BEGIN SOLUTION\n    return 2 * x\n    ### END SOLUTION"
    cells.append(own_cell("teachers-stub", stub, solution=True))
    tests = (
        "assert double(1) == 2\n### BEGIN HIDDEN TESTS\nassert double(21) == 42\n"
        "### END HIDDEN TESTS\n1.5 if double(0.5) == 1 else 0.5"
    )
    cells.append(own_cell(TESTS, tests, grade=True, locked=True, points=2))
    return new_notebook(cells=cells, metadata={"kernelspec": KERNEL})


def make_small_course(root: Path) -> None:
    """A course directory with this one assignment."""
    make_course(root, {NAME: instructors_notebook()}, {})
    with (root / "nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write("c.JudgeCells.i_trust_these_students = True\n")  # wherever the tests run


def answered(release: NotebookNode, answers: Mapping[str, str] | None = None) -> NotebookNode:
    """A release with right answers everywhere, except for these (by cell id)."""
    solutions = {cell.id: cell.source for cell in instructors_notebook().cells}
    notebook = copy.deepcopy(release)
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("solution"):
            cell.source = (answers or {}).get(cell.id, solutions[cell.id])
    return notebook


def stub_of(exercise: str) -> str:
    """The id of an exercise's stub."""
    return ENTRIES[exercise].exercise.cell


def hand_in(root: Path, student: str, notebook: NotebookNode | str | bytes) -> Path:
    """Put a notebook, or the bytes of a file, in a student's folder."""
    path = root / "submitted" / student / NAME / f"{NAME}.ipynb"
    path.parent.mkdir(parents=True)
    if isinstance(notebook, NotebookNode):
        notebook = notebook_text(notebook)
    path.write_bytes(notebook.encode() if isinstance(notebook, str) else notebook)
    return path


assert isinstance(ENTRIES[ESSAY].exercise, Written)
