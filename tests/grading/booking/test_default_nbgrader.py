"""Honest work scores the same with nbgrader as it comes, with no configuration of ours."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from nbformat import NotebookNode
from nbgrader.api import Gradebook

from deepcat_grader.grading.course_folder import CONFIG, open_course
from deepcat_grader.grading.engine import LocalPool
from deepcat_grader.grading.run import Options, run

from ..small import NAME, answered, hand_in, stub_of

pytestmark = pytest.mark.slow

OVERFLOWS = "def sigmoid(Z):\n    return 1 / (1 + np.exp(-Z))"
FLIPPED = "def sigmoid(Z):\n    return 1 / (1 + np.exp(Z))"
BUILT_ON_IT = "def sigmoid_prime(Z):\n    s = sigmoid(Z)\n    return s * (1 - s) + 0 * (s - s)"
SHEET = 'def quiz():\n    return {"parameters": "c", "deep": "a", "baseline": "x"}'
CLASS: dict[str, dict[str, str]] = {
    "right": {},
    "partly": {
        "neuron.sigmoid": OVERFLOWS,
        "neuron.relu": "def relu(Z):\n    return [max(0, z) for z in Z]",
        "introduction.quiz": SHEET,
    },
    "flipped": {
        "neuron.sigmoid": FLIPPED,
        "neuron.sigmoid_prime": BUILT_ON_IT,
        "neuron.relu": "def relu(Z:\n    return Z",
    },
}


def scores(root: Path, student: str) -> dict[str, float | None]:
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        submission = book.find_submission(NAME, student)
        return {g.name: g.auto_score for one in submission.notebooks for g in one.grades}


def test_both_ways_agree_on_honest_work(
    made_course: Path, release: NotebookNode, tmp_path: Path
) -> None:
    """Full marks, part marks, follow-through, quiz points and zeros, cell by cell."""
    ours = Path(shutil.copytree(made_course, tmp_path / "ours"))
    for student, answers in CLASS.items():
        changed = {stub_of(name): source for name, source in answers.items()}
        hand_in(ours, student, answered(release, changed))
    stubs = {cell.id: cell.source for cell in release.cells}
    hand_in(ours, "untouched", answered(release, stubs))
    default = Path(shutil.copytree(ours, tmp_path / "default"))
    (default / CONFIG).write_text("c = get_config()\n", encoding="utf-8")

    report = run(open_course(ours), LocalPool(2), Options(feedback=False))
    assert report.failed == {}
    home = tmp_path / "home"
    home.mkdir()
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", "autograde", NAME],
        cwd=default,
        env={**os.environ, "PATH": path, "HOME": str(home), "JUPYTER_CONFIG_DIR": str(home)},
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    for student in (*CLASS, "untouched"):
        assert scores(ours, student) == scores(default, student), student
    partly = scores(ours, "partly")
    assert partly[f"{stub_of('neuron.sigmoid')}-check"] == 3.0
    assert partly[f"{stub_of('neuron.relu')}-check"] == 0.0
    assert partly["introduction-quiz-check"] == 2.0
    flipped = scores(ours, "flipped")
    assert flipped[f"{stub_of('neuron.sigmoid')}-check"] == 0.0
    assert flipped[f"{stub_of('neuron.sigmoid_prime')}-check"] == 4.0
