"""What stands in the notebook that is graded, whatever was handed in."""

from __future__ import annotations

import copy
from collections.abc import Callable

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell
from traitlets.config import Config

from deepcat_grader.grading.intake.cell_roles import Role, role_of
from deepcat_grader.grading.intake.master import read_master
from deepcat_grader.grading.intake.plan import digest, plan
from deepcat_grader.grading.intake.repair import repair

from ..small import CHECKS, NAME, TESTS, answered, stub_of

SIGMOID = stub_of("neuron.sigmoid")
Change = Callable[[NotebookNode], object]


@pytest.fixture(scope="module")
def master(made_course):
    return read_master(made_course / "source" / NAME / f"{NAME}.ipynb", Config())


def at(notebook: NotebookNode, name: str) -> int:
    return [cell.id for cell in notebook.cells].index(name)


def cell(notebook: NotebookNode, name: str) -> NotebookNode:
    return notebook.cells[at(notebook, name)]


@pytest.fixture
def repaired(master, release):
    """Repairs the release with right answers after a change."""

    def work(change: Change = lambda notebook: None) -> NotebookNode:
        submitted = answered(release)
        change(submitted)
        return repair(master, submitted, CHECKS)

    return work


def test_the_solution_is_in_no_stub_of_the_master(master):
    assert "raise NotImplementedError()" in cell(master, SIGMOID).source
    assert "np.exp" not in cell(master, SIGMOID).source
    assert "HIDDEN TESTS" in cell(master, TESTS).source


def test_an_untouched_notebook_keeps_its_cells_and_their_order(repaired, release):
    notebook = repaired()
    assert [one.id for one in notebook.cells] == [one.id for one in release.cells]
    roles = {one.id: role_of(one) for one in notebook.cells}
    assert roles["small-imports"] is Role.GIVEN
    assert roles["small-drawing"] is Role.DISPLAY
    assert roles[SIGMOID] is Role.STUDENT
    assert roles[f"{SIGMOID}-check"] is Role.CHECK
    assert roles[TESTS] is Role.TESTS


def test_a_changed_drawing_is_the_students(repaired):
    notebook = repaired(lambda n: cell(n, "small-drawing").update(source="x = 1"))
    assert role_of(cell(notebook, "small-drawing")) is Role.STUDENT


@pytest.mark.parametrize("name", [f"{SIGMOID}-check", TESTS, "introduction-quiz-questions"])
@pytest.mark.parametrize("how", ["edited", "deleted", "made markdown", "duplicated"])
def test_what_the_teacher_locked_stands_as_written(repaired, master, name, how):
    def change(notebook: NotebookNode) -> None:
        index = at(notebook, name)
        if how == "edited":
            notebook.cells[index].source = "print('passed')"
        elif how == "deleted":
            del notebook.cells[index]
        elif how == "made markdown":
            notebook.cells[index] = new_markdown_cell(
                "done", id=name, metadata=notebook.cells[index].metadata
            )
        else:
            notebook.cells.insert(0, copy.deepcopy(notebook.cells[index]))

    notebook = repaired(change)
    assert [one.id for one in notebook.cells].count(name) == 1
    assert cell(notebook, name).source == cell(master, name).source
    assert cell(notebook, name).cell_type == cell(master, name).cell_type


def test_forged_metadata_is_the_masters_again(repaired, master):
    def change(notebook: NotebookNode) -> None:
        for one in notebook.cells:
            one.metadata.setdefault("nbgrader", {})["points"] = 1000
            one.metadata["tags"] = ["skip-execution", "raises-exception"]
            one.metadata["deepcat"] = {"role": "spare", "display": True}

    for one in repaired(change).cells:
        wanted = cell(master, one.id).metadata.get("nbgrader")
        assert one.metadata.get("nbgrader") == wanted
        assert "tags" not in one.metadata


def test_the_attempted_copy_of_a_stub_wins_over_untouched_ones(repaired, release):
    def change(notebook: NotebookNode) -> None:
        for _ in range(2):
            notebook.cells.append(copy.deepcopy(cell(release, SIGMOID)))

    notebook = repaired(change)
    assert "np.exp" in cell(notebook, SIGMOID).source
    spare = [one for one in notebook.cells if role_of(one) is Role.SPARE]
    assert len(spare) == 2


def test_of_two_attempts_the_last_wins_and_the_other_stays_in_place(repaired):
    def change(notebook: NotebookNode) -> None:
        second = copy.deepcopy(cell(notebook, SIGMOID))
        second.source = "def sigmoid(Z):\n    return 2"
        notebook.cells.append(second)

    notebook = repaired(change)
    assert cell(notebook, SIGMOID).source == "def sigmoid(Z):\n    return 2"
    extra = [index for index, one in enumerate(notebook.cells) if role_of(one) is Role.EXTRA]
    assert extra and extra[0] < at(notebook, SIGMOID)


def test_a_deleted_stub_is_shown_and_not_run(repaired, master, release):
    notebook = repaired(lambda n: n.cells.pop(at(n, SIGMOID)))
    assert role_of(cell(notebook, SIGMOID)) is Role.MISSING
    steps = {step.cell: step for step in plan(master, notebook, CHECKS)}
    assert not steps[SIGMOID].runs


def test_deleted_imports_come_back(repaired):
    notebook = repaired(lambda n: n.cells.pop(at(n, "small-imports")))
    assert role_of(cell(notebook, "small-imports")) is Role.GIVEN


def test_cells_without_ids_are_found_by_nbgraders_name_and_by_their_text(repaired):
    def change(notebook: NotebookNode) -> None:
        for number, one in enumerate(notebook.cells):
            one.id = f"random-{number}"

    notebook = repaired(change)
    assert "np.exp" in cell(notebook, SIGMOID).source
    assert [role_of(one) for one in notebook.cells if one.id.startswith("extra")] == []


def test_cells_moved_around_are_put_in_the_teachers_order(repaired, release):
    notebook = repaired(lambda n: n.cells.reverse())
    own = [one.id for one in notebook.cells]
    assert own == [one.id for one in release.cells]


def test_extra_cells_stay_after_the_cell_they_followed(repaired):
    def change(notebook: NotebookNode) -> None:
        notebook.cells.insert(at(notebook, SIGMOID) + 1, new_code_cell("helper = 1"))

    notebook = repaired(change)
    index = at(notebook, SIGMOID)
    assert notebook.cells[index + 1].source == "helper = 1"
    assert notebook.cells[index + 1].metadata == {"deepcat": {"role": "extra"}}


def test_the_digest_sees_code_and_not_prose(repaired, master):
    def planned(change: Change) -> str:
        return digest(plan(master, repaired(change), CHECKS))

    same = planned(lambda n: n.cells.insert(0, new_markdown_cell("my notes")))
    assert same == planned(lambda n: None)
    other = planned(lambda n: cell(n, SIGMOID).update(source="def sigmoid(Z): ..."))
    assert other != same
