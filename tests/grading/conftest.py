"""A course directory that was made once, to copy; and a count of the steps of an action."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from .small import NAME, make_small_course


@pytest.fixture(scope="session")
def made_course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course directory that nobody changes."""
    root = tmp_path_factory.mktemp("made") / "course"
    make_small_course(root)
    return root


@pytest.fixture(scope="session")
def release(made_course: Path) -> NotebookNode:
    """The assignment as students get it."""
    return nbformat.read(made_course / "release" / NAME / f"{NAME}.ipynb", as_version=4)


@pytest.fixture
def course(made_course: Path, tmp_path: Path) -> Path:
    """A course directory of one's own."""
    return Path(shutil.copytree(made_course, tmp_path / "course"))


@pytest.fixture(scope="session")
def new_course(made_course: Path) -> Callable[[Path], Path]:
    """Makes a course directory at a path."""
    return lambda path: Path(shutil.copytree(made_course, path))


@pytest.fixture
def steps_of() -> Callable[[Callable[[], object]], int]:
    """Count the steps of Python in an action; a slow machine makes ten million a second."""

    def count(action: Callable[[], object]) -> int:
        steps = 0

        def watch(frame, event, argument):
            nonlocal steps
            steps += 1
            return watch

        sys.settrace(watch)
        try:
            action()
        finally:
            sys.settrace(None)
        return steps

    return count
