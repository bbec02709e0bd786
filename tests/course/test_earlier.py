"""A later lesson uses the student's own answers of an earlier one, where they are right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pytest

from deepcat import yours

RIGHT = """\
import math
print("loud")
def relu(Z):
    return np.array(Z) * (np.array(Z) > math.floor(0.5))
relu(None)
"""


def relu(Z: Any) -> Any:
    """Stand for what a lesson gives."""
    return np.maximum(Z, 0)


def save(path: Path, **cells: str) -> None:
    """Write a notebook of answers to lesson 2, each in the cell of its exercise."""
    path.parent.mkdir(parents=True, exist_ok=True)
    nodes = [nbformat.v4.new_code_cell(text, id=f"neuron-{name}") for name, text in cells.items()]
    path.write_text(nbformat.writes(nbformat.v4.new_notebook(cells=nodes)), encoding="utf-8")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in the folder of an open notebook."""
    folder = tmp_path / "3_network"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def test_without_the_earlier_notebook_the_given_function_stays(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert yours(relu) is relu
    assert capsys.readouterr().out == (
        "relu: the one above (no notebook of lesson 'neuron' is here)\n"
    )


@pytest.mark.parametrize("place", ["2_neuron.ipynb", "../2_neuron/2_neuron.ipynb"])
def test_a_right_answer_is_taken_and_nothing_else_of_its_cell_is_run(
    here: Path, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Imports come along; prints and calls at the top of a cell are left out."""
    save(here / place, relu=RIGHT)
    own = yours(relu)
    assert own is not relu and own(np.array([[-1.0, 2.0]])).tolist() == [[0.0, 2.0]]
    assert capsys.readouterr().out == "relu: your own, from 2_neuron.ipynb\n"


@pytest.mark.parametrize(
    "source",
    [
        "def relu(Z):\n    raise NotImplementedError()",
        "def relu(Z):\n    return np.abs(Z)",
        "def relu(Z):\n    while True:\n        pass",
        "def relu(Z:\n",
        "import no_such_module\ndef relu(Z):\n    return np.maximum(Z, 0)",
        "relu = 3",
    ],
    ids=["stub", "wrong", "endless", "unreadable", "unknown import", "no function"],
)
def test_an_answer_that_does_not_pass_is_left_where_it_is(
    here: Path, source: str, capsys: pytest.CaptureFixture[str]
) -> None:
    save(here / "2_neuron.ipynb", relu=source)
    assert yours(relu) is relu
    assert "the one in 2_neuron.ipynb does not pass its check" in capsys.readouterr().out


def test_an_answer_may_use_what_its_lesson_brought_along(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The definitions of that cell are run, and none of its calls."""
    brought = "def larger(Z):\n    return np.maximum(Z, 0)\n\nlarger = yours(larger)"
    answer = "def relu(Z):\n    return larger(Z)"
    cells = [
        nbformat.v4.new_code_cell(brought, id="brought-along"),
        nbformat.v4.new_code_cell(answer, id="neuron-relu"),
    ]
    text = nbformat.writes(nbformat.v4.new_notebook(cells=cells))
    (here / "2_neuron.ipynb").write_text(text, encoding="utf-8")
    assert yours(relu)(np.array([[-1.0, 2.0]])).tolist() == [[0.0, 2.0]]
    assert capsys.readouterr().out == "relu: your own, from 2_neuron.ipynb\n"


def test_an_answer_may_use_another_of_its_lesson(here: Path) -> None:
    save(
        here / "2_neuron.ipynb",
        relu="def relu(Z):\n    return Z * relu_prime(Z)",
        relu_prime="def relu_prime(Z):\n    return np.where(Z > 0, 1, 0)",
    )
    assert yours(relu) is not relu


@pytest.mark.parametrize("body", ["Z * (Z > 0)", "np.array([[max(z, 0) for z in r] for r in Z])"])
def test_a_lesson_may_need_it_for_lists_as_well(here: Path, body: str) -> None:
    """A function that only knows rows and columns passes its check, and stays where it is."""
    save(here / "2_neuron.ipynb", relu=f"def relu(Z):\n    return {body}")
    assert yours(relu) is not relu
    assert (yours(relu, also=np.array([-1.0, 2.0])) is relu) == ("for" in body)


def test_cells_are_known_by_the_grading_s_names_as_well(here: Path) -> None:
    """Some editors give cells new ids."""
    save(here / "2_neuron.ipynb", other=RIGHT)
    path = here / "2_neuron.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"][0]["metadata"]["nbgrader"] = {"grade_id": "neuron-relu"}
    path.write_text(json.dumps(notebook), encoding="utf-8")
    assert yours(relu) is not relu


@pytest.mark.parametrize("text", ["{", "{}", "[]", '{"cells": [3]}'])
def test_a_damaged_notebook_is_no_reason_to_stop(
    here: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "2_neuron.ipynb").write_text(text, encoding="utf-8")
    assert yours(relu) is relu
    assert "2_neuron.ipynb could not be read" in capsys.readouterr().out
