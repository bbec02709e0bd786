"""The committed notebooks, figures and keys are what the lessons make."""

from __future__ import annotations

import io
import json
from pathlib import Path

import jupytext
import pytest
from rich.console import Console

from deepcat_grader.build import instructor_notebooks
from deepcat_grader.build.course import this_course
from deepcat_grader.build.run import run
from deepcat_judge.exercise import AnyExercise, Written
from deepcat_judge.exercises import EXERCISES


def test_nothing_has_drifted() -> None:
    """After a change of a lesson, an exercise or a reference: python3 run.py build."""
    stream = io.StringIO()
    assert run(check=True, console=Console(file=stream, soft_wrap=True)) == 0, stream.getvalue()


WRITTEN = this_course().written()
PLACED = [exercise for exercise in EXERCISES.values() if exercise.lesson in WRITTEN]


@pytest.mark.parametrize("exercise", PLACED, ids=lambda exercise: exercise.id)
def test_every_exercise_has_its_cells_in_a_students_notebook(exercise: AnyExercise) -> None:
    (file,) = (this_course().root / "notebooks").glob(f"*_{exercise.lesson}.ipynb")
    cells = {cell["id"]: cell for cell in json.loads(file.read_text(encoding="utf-8"))["cells"]}
    answer = cells[exercise.cell]
    graded = answer
    if isinstance(exercise, Written):
        assert "".join(answer["source"]) == "YOUR ANSWER HERE"
    else:
        graded = cells[exercise.check_cell]
        assert "".join(answer["source"]).startswith(
            (f"def {exercise.name}(", f"class {exercise.name}:")
        )
        assert "".join(answer["source"]).endswith("    raise NotImplementedError()")
        assert "".join(graded["source"]) == f"check({exercise.name})"
    assert graded["metadata"]["nbgrader"]["points"] == exercise.points


def test_no_notebook_holds_outputs_or_widgets() -> None:
    files = list((this_course().root / "notebooks").glob("*.ipynb"))
    assert len(files) == len(instructor_notebooks())
    for file in files:
        notebook = json.loads(file.read_text(encoding="utf-8"))
        assert "widgets" not in notebook["metadata"]
        for cell in notebook["cells"]:
            assert cell.get("outputs", []) == [] and cell.get("execution_count") is None
            assert "widgets" not in cell["metadata"]


@pytest.mark.parametrize("path", WRITTEN.values(), ids=lambda path: path.stem)
def test_a_lesson_saved_from_jupyterlab_keeps_its_text(path: Path) -> None:
    """Jupytext opens it as a notebook; of the text, it may only add to the header."""
    text = path.read_text(encoding="utf-8")
    notebook = jupytext.reads(text, fmt="md:myst")
    assert notebook.metadata["kernelspec"]["name"] == "python3"
    saved = jupytext.writes(notebook, fmt="md:myst")
    assert saved.split("---\n", 2)[2].rstrip() == text.split("---\n", 2)[2].rstrip()
