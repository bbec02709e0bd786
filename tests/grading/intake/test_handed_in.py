"""A folder that was handed in holds what it likes: links lead nowhere, and nothing is silent."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import typer
from nbformat import NotebookNode
from typer.testing import CliRunner

from deepcat_grader.cli import add_commands
from deepcat_grader.grading.booking.autograded import files_beside
from deepcat_grader.grading.engine import LocalPool
from deepcat_grader.grading.intake.handed_in import refusal

from ..small import NAME, answered, hand_in

needs_links = pytest.mark.skipif(os.name == "nt", reason="links need rights there")


@needs_links
def test_what_a_link_leads_to_is_not_handed_back(
    course: Path, release: NotebookNode, tmp_path: Path
):
    """A link to the class's secret, or to a pipe, is not copied beside the feedback."""
    folder = hand_in(course, "eve", answered(release)).parent
    (folder / "secret.txt").symlink_to(course / ".deepcat" / "class-secret")
    (folder / "more").mkdir()
    (folder / "more" / "gradebook.png").symlink_to(course / "gradebook.db")
    (folder / "notes.txt").write_text("mine")
    os.mkfifo(folder / "pipe")
    app = typer.Typer()
    add_commands(app)
    result = CliRunner().invoke(app, ["grade", str(course), "--jobs", "1"])
    assert result.exit_code == 0, result.output
    for home in ("autograded", "feedback"):
        found = {path.name for path in (course / home / "eve" / NAME).rglob("*")}
        assert not found & {"secret.txt", "gradebook.png", "pipe"}
        assert ("notes.txt" in found) == (home == "autograded")


@needs_links
def test_links_and_pipes_are_not_among_the_files(tmp_path: Path):
    (tmp_path / "file").touch()
    (tmp_path / "work.ipynb").touch()
    (tmp_path / "answers.old").touch()
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "deep").touch()
    (tmp_path / "folder" / "link").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    assert list(files_beside(tmp_path, ["*.old"])) == ["file", "folder/deep"]


@needs_links
def test_a_folder_that_is_a_link_is_refused(tmp_path: Path):
    """It may be a neighbour's work."""
    (tmp_path / "neighbour").mkdir()
    (tmp_path / "eve").symlink_to(tmp_path / "neighbour")
    assert refusal(tmp_path / "neighbour", "neighbour") == ""
    assert "link" in refusal(tmp_path / "eve", "eve")


@pytest.mark.parametrize("name", ["two\nlines", "\x1b[2J", "a\u202eb", "\udcff", "\x7f"])
def test_a_name_that_would_steer_a_terminal_is_refused(tmp_path: Path, name: str):
    assert "cannot be shown" in refusal(tmp_path, name)


@pytest.mark.parametrize("name", ["Zoë 😀", "o'hara", "[x]{y}", "..a", "-rf", "a" * 200])
def test_an_odd_name_is_a_name(tmp_path: Path, name: str):
    assert refusal(tmp_path, name) == ""


def test_a_time_that_is_unclear_is_told(tmp_path: Path):
    (tmp_path / "timestamp.txt").write_text("yesterday, I think")
    assert "no date and time" in refusal(tmp_path, "ada")


def test_a_process_that_is_killed_costs_its_own_job_only():
    """All others are done, also those that were under way in the broken pool."""
    end = "__import__('os')._exit(1)"
    jobs = ["0", "1", end, "3", f"[{end}]", "5"]
    results = dict(LocalPool(2).run(eval, jobs))
    assert all(isinstance(results.pop(job), Exception) for job in (jobs[2], jobs[4]))
    assert results == {"0": 0, "1": 1, "3": 3, "5": 5}
