"""Four kinds of answer the whole way: released, checked in a kernel, graded, on the report card.

A cache and functions (`network`), a generator (`minibatches`), a callable that is handed in
(`catch_the_bug`), and a class that is trained (`CatDetector`).
"""

from __future__ import annotations

from typing import Any

import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook

from deepcat.view import MIMETYPE
from deepcat_grader import judge
from deepcat_grader.bank import ENTRIES
from deepcat_grader.bank.edits import source_of
from deepcat_grader.bank.source import as_answer
from deepcat_grader.build.cells import exercise_cells
from deepcat_grader.build.generate import student_notebooks
from deepcat_grader.build.notebook import KERNEL
from deepcat_grader.demo.students import reference_source
from deepcat_grader.grading.intake.plan import PlannedCell
from deepcat_grader.grading.isolation.limits import Limits
from deepcat_grader.grading.one_notebook import grade_notebook
from deepcat_grader.report import report_card
from deepcat_judge.exercises.cat_detector.runs import SETTINGS
from deepcat_judge.verdict import Outcome, Verdict
from deepcat_solutions import backprop, hidden_layer, losses, neuron

PILOTS = (
    "network.network",
    "backprop.minibatches",
    "backprop.catch_the_bug",
    "cat_detector.CatDetector",
)
# A mistake of each that shows on the visible inputs, and the points that it leaves.
MISTAKES = {
    "network.network": ("first_activation_everywhere", 0.0),
    "backprop.minibatches": ("not_shuffled", 4.0),
    "backprop.catch_the_bug": ("one_example", None),
    "cat_detector.CatDetector": ("last_kept", 8.0),
}
LAYER = reference_source(ENTRIES["network.layer"])  # `network` is made of it
NETWORK = (  # and the detector of these
    neuron.relu, neuron.relu_prime, neuron.sigmoid, losses.binary_cross_entropy,
    hidden_layer.initialize, hidden_layer.forward, hidden_layer.cost,
    backprop.output_delta, backprop.layer_gradients, backprop.hidden_delta, backprop.backward,
    backprop.gradient_step,
)  # fmt: skip
GIVEN = "\n\n".join(["import numpy as np", LAYER, *map(source_of, NETWORK)])
IMPORTS = f"from deepcat import check\n{GIVEN}"


def name_of(exercise: str) -> str:
    return exercise.rpartition(".")[2]


def right(exercise: str) -> str:
    return as_answer(ENTRIES[exercise].reference, name_of(exercise))


def wrong(exercise: str) -> str:
    wanted = MISTAKES[exercise][0]
    (found,) = (m.function for m in ENTRIES[exercise].mistakes if m.id == wanted)
    return as_answer(found, name_of(exercise))


@pytest.fixture(scope="module")
def released() -> NotebookNode:
    """The notebook of the four, as students get it."""
    cells = [new_code_cell(IMPORTS, id="imports")]
    for name in PILOTS:
        exercise = ENTRIES[name].exercise
        cells += exercise_cells(exercise, lambda e: ENTRIES[e.id].reference)
    notebook = new_notebook(cells=cells, metadata={"kernelspec": KERNEL})
    return student_notebooks({"pilots": notebook})["pilots"]


def test_a_class_is_released_with_a_stub_in_each_method(released: NotebookNode) -> None:
    sources = {cell.id: cell.source for cell in released.cells}
    stub = sources[ENTRIES["cat_detector.CatDetector"].exercise.cell]
    assert stub.count("raise NotImplementedError()") == 4
    assert "def predict_proba(self, X):" in stub and "gradient_step" not in stub
    assert all(
        sources[ENTRIES[name].exercise.cell].count("raise NotImplementedError()") == 1
        for name in PILOTS[:3]
    )


def graded(answers: dict[str, str]) -> dict[str, Verdict]:
    """What the grader says of these answers, hidden cases included."""
    steps = [PlannedCell("imports", "given", GIVEN)]
    for name, source in answers.items():
        steps.append(PlannedCell(name, "student", source))
        steps.append(PlannedCell(f"{name}-check", "check", "", exercise=name, stub=name))
    limits = Limits(cell=20.0, call=20.0)
    return dict(grade_notebook(steps, ENTRIES, lambda name: 3, limits).verdicts)


@pytest.mark.slow
def test_right_answers_have_full_marks_from_the_grader() -> None:
    verdicts = graded({name: right(name) for name in PILOTS})
    for name in PILOTS:
        assert verdicts[name].passed, verdicts[name].message


@pytest.mark.slow
def test_the_grader_names_a_mistake_of_each_and_gives_what_is_left() -> None:
    verdicts = graded({name: wrong(name) for name in PILOTS})
    for name, (mistake, points) in MISTAKES.items():
        alone = judge(name, next(m.function for m in ENTRIES[name].mistakes if m.id == mistake), 3)
        assert (verdicts[name].mistake, verdicts[name].points) == (mistake, alone.points), verdicts[
            name
        ].message
        assert points is None or alone.points == points


@pytest.mark.slow
def test_the_grader_takes_stubs_for_not_attempted(released: NotebookNode) -> None:
    sources = {cell.id: cell.source for cell in released.cells}
    verdicts = graded({name: sources[ENTRIES[name].exercise.cell] for name in PILOTS})
    assert {verdict.outcome for verdict in verdicts.values()} == {Outcome.NOT_ATTEMPTED}


def ran(released: NotebookNode, answers: dict[str, str]) -> dict[str, dict[str, Any]]:
    """Fill a release, run it in a kernel, and read what `check` shows of each exercise."""
    notebook = released.copy()
    notebook.cells = [cell.copy() for cell in released.cells]
    for cell in notebook.cells:
        for name, source in answers.items():
            if cell.id == ENTRIES[name].exercise.cell:
                cell.source = source
    NotebookClient(notebook, timeout=300).execute()
    cells = {cell.id: cell for cell in notebook.cells}
    return {
        name: next(
            output.data[MIMETYPE]
            for output in cells[ENTRIES[name].exercise.check_cell].outputs
            if MIMETYPE in output.get("data", {})
        )
        for name in PILOTS
    }


@pytest.mark.slow
def test_a_kernel_says_what_the_grader_says(released: NotebookNode) -> None:
    told = ran(released, {name: right(name) for name in PILOTS})
    assert {name: data["outcome"] for name, data in told.items()} == dict.fromkeys(PILOTS, "passed")
    told = ran(released, {name: wrong(name) for name in PILOTS})
    assert {name: data["mistake"] for name, data in told.items()} == {
        name: mistake for name, (mistake, _) in MISTAKES.items()
    }
    trail = told["network.network"]["trail"]
    assert next(row["name"] for row in trail if not row["right"]) == "A2"


def test_a_training_that_fails_shows_its_curve() -> None:
    entry = ENTRIES["cat_detector.CatDetector"]
    (mistake,) = (m for m in entry.mistakes if m.id == "not_learned")
    verdict = judge(entry.exercise.id, mistake.function)
    assert len(verdict.curve) == SETTINGS[2] and "Loss:" in verdict.message


@pytest.mark.slow
def test_the_report_card_has_a_flawless_row_for_each() -> None:
    rows = report_card((0,), {name: ENTRIES[name] for name in PILOTS})
    assert sorted(row.exercise for row in rows) == sorted(PILOTS)
    for row in rows:
        assert row.flawless, row
