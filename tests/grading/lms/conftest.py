"""A class with a roster, and the work of its students as they hand it in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer
from nbformat import NotebookNode
from typer.testing import CliRunner

from deepcat_grader.build.notebook import notebook_text
from deepcat_grader.classes.roster import Student, write_roster
from deepcat_grader.cli import add_commands

from ..small import answered, stub_of

Run = Callable[..., Any]
ROSTER = (
    Student("ada", "Ada", "Lovelace", "ada@example.org", "A", "77"),
    Student("0042", "Jürgen", "Groß", "jg@example.org", "B", "78"),
    Student("kim.1", "Kim", "Lee", "kim1@example.org", "B", "79"),
    Student("kim.2", "Kim", "Lee", "kim2@example.org", "B", "80"),
)


@pytest.fixture
def run() -> Run:
    """Runs a command as the terminal does."""
    app = typer.Typer()
    add_commands(app)
    wide = {"COLUMNS": "200"}
    return lambda *arguments: CliRunner().invoke(app, [str(one) for one in arguments], env=wide)


@pytest.fixture
def klass(course: Path) -> Path:
    """A class directory of one's own, with a roster."""
    write_roster(course, ROSTER)
    return course


@pytest.fixture(scope="session")
def right(release: NotebookNode) -> bytes:
    """A notebook with right answers."""
    return notebook_text(answered(release)).encode()


@pytest.fixture(scope="session")
def wrong(release: NotebookNode) -> bytes:
    """A notebook with a wrong answer."""
    slip = {stub_of("neuron.relu"): "def relu(z):\n    return z"}
    return notebook_text(answered(release, slip)).encode()


@pytest.fixture(scope="session")
def untouched(release: NotebookNode) -> bytes:
    """The notebook as it was handed out."""
    return notebook_text(release).encode()
