"""A mark by hand waits again where its own answer changed, and nowhere else."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from tests.classes.changing import changed, pointed, undo, update, without
from tests.classes.test_updating import RELU, SIGMOID, database, grade
from tests.grading.small import ESSAY, NAME, answered, hand_in, stub_of

ESSAY_CELL = stub_of(ESSAY)
PRIME = "neuron-sigmoid_prime-check"
HELPER = nbformat.v4.new_code_cell("def relu(Z):\n    return Z * (Z > 0)", id="mine")

DOUBLE = nbformat.v4.new_code_cell("double = lambda x: x + x", id="mine")


@pytest.fixture(scope="module")
def looked_through(made_course: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class in which a person gave a mark for every cell of one student's."""
    root = Path(shutil.copytree(made_course, tmp_path_factory.mktemp("looked") / "course"))
    hand_in(root, "ada", answers(root))
    assert not grade(root).unbooked
    with database(root) as book:
        book.execute("UPDATE grade SET manual_score = 1, needs_manual_grade = 0")
    return root


@pytest.fixture
def root(looked_through: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(looked_through, tmp_path / "course"))


def answers(root: Path, *more: NotebookNode, **others: str) -> NotebookNode:
    release = nbformat.read(root / "release" / NAME / f"{NAME}.ipynb", as_version=4)
    words = {ESSAY_CELL: "A cat is a cat.", **{stub_of(k): v for k, v in others.items()}}
    found = answered(release, words)
    found.cells.extend(more)
    return found


def waiting(root: Path) -> set[str]:
    with database(root) as book:
        rows = book.execute(
            "SELECT name FROM grade JOIN base_cell ON base_cell.id = cell_id "
            "WHERE needs_manual_grade"
        )
        return {name for (name,) in rows}


def retitled(notebook: NotebookNode) -> None:
    notebook.cells[0].source = "# Another title"


@pytest.mark.parametrize(
    "change", [retitled, without("neuron.sigmoid"), pointed(RELU, 9), pointed(PRIME, 7)]
)
def test_an_update_lets_marks_by_hand_stand(
    root: Path, change: Callable[[NotebookNode], None]
) -> None:
    """Also where an exercise goes, is graded without, and comes back."""
    update(root, changed(change))
    assert not grade(root, force=True).unbooked and waiting(root) == set()
    undo(root)
    assert not grade(root, force=True).unbooked and waiting(root) == set()


@pytest.mark.parametrize(
    ("cell", "more", "looked_at"),
    [
        ("neuron.relu", "def relu(Z):\n    return np.maximum(Z, 0)", {RELU}),
        (ESSAY, "A cat purrs.", {ESSAY_CELL}),
        ("", HELPER, {RELU}),
        ("", DOUBLE, {"teachers-tests"}),
    ],
)
def test_another_answer_is_looked_at_again(
    root: Path, cell: str, more: str | NotebookNode, looked_at: set[str]
) -> None:
    """In its own cell or in another, for an exercise and for a teacher's own test."""
    shutil.rmtree(root / "submitted" / "ada")
    work = answers(root, more) if isinstance(more, NotebookNode) else answers(root, **{cell: more})
    hand_in(root, "ada", work)
    assert not grade(root).unbooked
    assert waiting(root) == looked_at


def test_a_dropped_answer_that_changed_meanwhile_is_looked_at_when_it_comes_back(
    root: Path,
) -> None:
    update(root, changed(without("neuron.sigmoid")))
    assert not grade(root).unbooked
    undo(root)
    shutil.rmtree(root / "submitted" / "ada")
    other = answers(root, **{"neuron.sigmoid": "def sigmoid(Z):\n    return 1 / (1 + np.exp(-Z))"})
    hand_in(root, "ada", other)
    assert not grade(root).unbooked
    assert SIGMOID in waiting(root)
