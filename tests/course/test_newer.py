"""A notebook that is newer than the course here says so, and none of its exercises is forgotten."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from deepcat import check, progress
from deepcat.newer import KEY, installed, newer
from deepcat.notebook_run import UnusableError, exercises_in, judge_notebook, read_notebook
from deepcat.starting import start
from deepcat.terminal import show_report
from deepcat_judge.exercises import EXERCISES

LATER = "999.1"
TANH = EXERCISES["neuron.tanh"]


def cell(source: str, grade_id: str, points: float | None = None) -> dict[str, Any]:
    grade = points is not None
    grader = {"grade_id": grade_id, "grade": grade, "solution": not grade, "locked": grade}
    grader |= {"points": points} if grade else {}
    return {
        "cell_type": "code", "id": grade_id, "source": source, "outputs": [],
        "execution_count": None, "metadata": {"nbgrader": grader},
    }  # fmt: skip


def notebook(*cells: dict[str, Any], needs: object = None) -> dict[str, Any]:
    deepcat = {} if needs is None else {KEY: needs}
    metadata = {"deepcat": deepcat}
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": [*cells]}


KNOWN = (
    cell("import numpy as np\ndef tanh(z):\n    return np.tanh(z)", TANH.cell),
    cell("check(tanh)", TANH.check_cell, TANH.points),
)
NEW = (
    cell("def purr(z):\n    return z", "neuron-purr"),
    cell("check(purr)", "neuron-purr-check", 3),
)


def test_a_notebook_of_this_version_is_no_news() -> None:
    assert newer("a.ipynb", notebook(*KNOWN, needs=installed())).words == ""
    assert newer("a.ipynb", notebook(*KNOWN)).words == ""


@pytest.mark.parametrize("needs", [LATER, f"{installed()}.1"])
def test_a_newer_notebook_is_one_sentence_with_both_versions(needs: str) -> None:
    words = newer("2.ipynb", notebook(*KNOWN, needs=needs)).words
    assert words.startswith(f"2.ipynb needs DeepCat {needs}, and {installed()} is installed here.")
    assert "Install the wheels" in words


@pytest.mark.parametrize("needs", ["0.0.1", "new", 3, None, ["9.9"], "9" * 50, "9.9\n<b>"])
def test_an_earlier_version_and_odd_metadata_are_borne(needs: object) -> None:
    assert newer("2.ipynb", notebook(*KNOWN, needs=needs)).needs == ""


def test_exercises_that_nobody_here_knows_are_named_whatever_the_version() -> None:
    found = newer("2.ipynb", notebook(*KNOWN, *NEW, needs=installed()))
    assert found.exercises == {"neuron.purr": 3.0}
    assert "which does not know neuron.purr" in found.words


def test_a_teachers_own_cells_are_none_of_the_course() -> None:
    own = cell("assert double(1) == 2", "neuron-double-check", 1)
    other = cell("check(meow)", "ours-meow-check", 1)
    assert newer("2.ipynb", notebook(own, other, *NEW), ["neuron-purr-check"]).exercises == {}


def test_of_a_later_version_a_lesson_that_nobody_knows_counts_too() -> None:
    found = newer("8.ipynb", notebook(cell("check(meow)", "fur-meow-check", 1), needs=LATER))
    assert found.exercises == {"fur.meow": 1.0}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a newer notebook, in which the kernel runs."""
    text = json.dumps(notebook(*KNOWN, *NEW, needs=LATER))
    (tmp_path / "2_neuron.ipynb").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_progress_counts_them_as_exercises(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    check(np.tanh, "neuron.tanh")
    capsys.readouterr()
    progress("neuron")
    text = capsys.readouterr().out
    known = [e for e in EXERCISES.values() if e.lesson == "neuron"]
    assert f"of {len(known) + 1} exercises right" in text
    assert "? neuron.purr" in text and f"needs DeepCat {LATER}" in text
    progress("introduction")
    assert "purr" not in capsys.readouterr().out


def test_check_says_why_it_does_not_know_an_exercise(folder: Path) -> None:
    def purr(z: float) -> float:
        return z

    assert f"needs DeepCat {LATER}" in check(purr).headline
    assert f"needs DeepCat {LATER}" in check(purr, "neuron.purr").headline
    assert "There is no exercise" in check(purr, "neuron.pur").headline


def test_start_says_so_in_a_notebook(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from types import SimpleNamespace

    events = SimpleNamespace(callbacks={"post_run_cell": []}, register=lambda *_: None)
    monkeypatch.setattr("deepcat.starting.shell", lambda: SimpleNamespace(events=events))
    start()
    assert f"2_neuron.ipynb needs DeepCat {LATER}" in capsys.readouterr().out


@pytest.mark.slow
def test_a_whole_notebook_is_not_right_while_some_cannot_be_checked(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = judge_notebook(folder / "2_neuron.ipynb")
    known = sum(e.points for e in EXERCISES.values() if e.lesson == "neuron")
    assert report.max_points == known + 3 and not report.passed
    assert report.to_json()["not_known_here"] == ["neuron.purr"]
    show_report("2_neuron.ipynb", report)
    text = " ".join(capsys.readouterr().out.split())
    assert "not known to the DeepCat here" in text and f"needs DeepCat {LATER}" in text


def test_a_notebook_of_new_exercises_alone(folder: Path) -> None:
    path = folder / "8_fur.ipynb"
    new = notebook(cell("check(meow)", "fur-meow-check", 1), needs=LATER)
    path.write_text(json.dumps(new), encoding="utf-8")
    with pytest.raises(UnusableError, match=f"needs DeepCat {LATER}"):
        judge_notebook(path)
    with pytest.raises(UnusableError, match="no exercise of the course"):
        exercises_in(read_notebook(path))
