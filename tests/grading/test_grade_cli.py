"""`deepcat class init` and `deepcat grade` say in one sentence what to do, or do it."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer
from nbformat import NotebookNode
from typer.testing import CliRunner

from deepcat_grader.cli import add_commands
from deepcat_grader.grading.ledger import Ledger

from .small import NAME, answered, hand_in

Run = Callable[..., Any]


@pytest.fixture
def run() -> Run:
    app = typer.Typer()
    add_commands(app)
    wide = {"COLUMNS": "200"}
    return lambda *arguments: CliRunner().invoke(app, [str(one) for one in arguments], env=wide)


def test_a_folder_that_is_not_there(run: Run, tmp_path: Path):
    done = run("grade", tmp_path / "nothing")
    assert done.exit_code == 2 and "There is no folder" in done.output
    assert "deepcat class init" in done.output


def test_a_folder_that_is_no_course(run: Run, tmp_path: Path):
    done = run("grade", tmp_path)
    assert done.exit_code == 2 and "is not a course directory" in done.output


def test_nothing_handed_in(run: Run, course: Path):
    done = run("grade", course)
    assert done.exit_code == 2 and "Nothing was handed in" in done.output


def test_names_that_nobody_has(run: Run, course: Path, release: NotebookNode):
    hand_in(course, "ada", answered(release))
    done = run("grade", course, "--student", "bob")
    assert done.exit_code == 2 and "'bob' has handed in nothing" in done.output
    done = run("grade", course, "--assignment", "9_other")
    assert done.exit_code == 2 and f"it has: {NAME}" in done.output


def test_a_class_without_its_secret(run: Run, course: Path, release: NotebookNode):
    hand_in(course, "ada", answered(release))
    (course / ".deepcat" / "class-secret").unlink()
    done = run("grade", course)
    assert done.exit_code == 2 and "class-secret is missing" in done.output


def test_a_full_disk_is_told_in_one_sentence(
    run: Run, course: Path, release: NotebookNode, monkeypatch: pytest.MonkeyPatch
):
    def full(*args: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(Ledger, "_tried", full)
    hand_in(course, "ada", answered(release))
    done = run("grade", course, "--jobs", "1")
    assert done.exit_code == 2
    assert "disk is full" in done.output and "start again" in done.output
    assert not (course / "autograded").exists()


def test_a_name_with_a_line_break_is_told_and_stops_nobody(
    run: Run, course: Path, release: NotebookNode
):
    for student in ("ada", "a\nb"):
        hand_in(course, student, answered(release))
    done = run("grade", course, "--jobs", "1", "--no-feedback")
    assert done.exit_code == 1
    assert "line break" in done.output and "23.5" in done.output
    assert not (course / "feedback").exists()


@pytest.mark.slow
def test_class_init_makes_what_grade_needs(run: Run, tmp_path: Path):
    root = tmp_path / "new" / "class"
    done = run("class", "init", root)
    assert done.exit_code == 0, done.output
    for name in ("nbgrader_config.py", "gradebook.db", "source", "release", "submitted"):
        assert (root / name).exists()
    assert stat.S_IMODE((root / ".deepcat" / "class-secret").stat().st_mode) == 0o600
    assert "deepcat grade" in done.output
    lesson = (root / "release" / "2_neuron" / "2_neuron.ipynb").read_text(encoding="utf-8")
    assert "HIDDEN TESTS" not in lesson and "BEGIN SOLUTION" not in lesson
    assert list((root / "release" / "2_neuron" / "figures").glob("*.svg"))

    secret = (root / ".deepcat" / "class-secret").read_text()
    again = run("class", "init", root)
    assert again.exit_code == 2 and "--force" in again.output
    assert run("class", "init", root, "--force").exit_code == 0
    assert (root / ".deepcat" / "class-secret").read_text() == secret
