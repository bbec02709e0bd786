"""Whatever a file holds, it is read and planned, or refused in one sentence."""

from __future__ import annotations

import json
import traceback
from collections import Counter
from pathlib import Path

import pytest
from nbformat import NotebookNode
from traitlets.config import Config

from deepcat_grader.build.notebook import notebook_text
from deepcat_grader.grading.booking.marks import answer_comment
from deepcat_grader.grading.intake.cell_roles import Role, grade_id, role_of
from deepcat_grader.grading.intake.master import read_master
from deepcat_grader.grading.intake.plan import digest, plan
from deepcat_grader.grading.intake.reading import Unreadable, read_notebook
from deepcat_grader.grading.intake.repair import repair

from ..small import CHECKS, NAME, TESTS, answered
from .mutations import mutated


def taken_in(path: Path, master: NotebookNode) -> str:
    """Take a file in as grading does; what became of it, in a word."""
    try:
        submitted = read_notebook(path)
    except Unreadable as error:
        words = str(error)
        assert words.isprintable() and 0 < len(words) < 200, words
        return "refused"
    notebook = repair(master, submitted, CHECKS)
    graded = [grade_id(cell) for cell in notebook.cells if role_of(cell) is Role.CHECK]
    assert sorted(graded) == sorted(CHECKS)
    assert [grade_id(cell) for cell in notebook.cells].count(TESTS) == 1
    steps = plan(master, notebook, CHECKS)
    assert len(digest(steps)) == 64
    for step in steps:
        step.source.encode("utf-8")
    for cell in notebook.cells:
        answer_comment(cell, notebook.cells)
    json.loads(notebook_text(notebook).encode("utf-8"))
    return "taken in"


def test_no_file_stops_a_batch(
    request: pytest.FixtureRequest, made_course: Path, release: NotebookNode, tmp_path: Path
):
    master = read_master(made_course / "source" / NAME / f"{NAME}.ipynb", Config())
    notebook, path = answered(release), tmp_path / "small.ipynb"
    found: Counter[str] = Counter()
    failed = {}
    for seed in range(request.config.getoption("--mutated")):
        path.write_bytes(mutated(notebook, seed))
        try:
            found[taken_in(path, master)] += 1
        except Exception:
            failed[seed] = traceback.format_exc(limit=-3)
    assert not failed, f"{len(failed)} of them, such as {next(iter(failed.items()))}"
    assert min(found["refused"], found["taken in"]) > 0.1 * found.total()
