"""The table that ends a run is one that a person reads."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from nbformat import NotebookNode
from rich.console import Console

from deepcat_grader.grading import summary

from .made_up import grade
from .small import answered, hand_in


def printed(root: Path) -> str:
    console = Console(file=io.StringIO(), width=160)
    console.print(summary.table(grade(root)[0]))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_a_long_class_shows_who_needs_a_person(
    course: Path, release: NotebookNode, monkeypatch: pytest.MonkeyPatch
):
    for name in ("ada", "ben"):
        hand_in(course, name, answered(release))
    hand_in(course, "eve", b"no notebook")
    (course / "submitted" / "kim").mkdir()
    everybody = printed(course)
    assert all(name in everybody for name in ("ada", "ben", "eve", "kim"))
    monkeypatch.setattr(summary, "LONG", 2)
    few = printed(course)
    assert "Of 3 notebooks, these need a person" in few
    assert "eve" in few and "kim" in few and "ada" not in few and "ben" not in few
