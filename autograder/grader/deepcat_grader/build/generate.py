"""nbgrader's own generate_assignment, run in a temporary course directory."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
from nbformat import NotebookNode
from nbgrader.converters import GenerateAssignment, NbGraderException
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from deepcat_grader.build.errors import BuildError
from deepcat_grader.build.notebook import notebook_text
from deepcat_grader.build.release import StripVolatile


def write_source(
    root: Path, notebooks: Mapping[str, NotebookNode], figures: Mapping[str, Mapping[str, str]]
) -> None:
    """Write the instructor's notebooks as nbgrader's source directory.

    Parameters
    ----------
    root : Path
        The course directory; the files go to ``source/<assignment>/``.
    notebooks : mapping from notebook name to notebook
    figures : mapping from notebook name to mapping from path to text
        The figures of each, with paths as the notebook names them.
    """
    for name, notebook in notebooks.items():
        files = {f"{name}.ipynb": notebook_text(notebook), **figures.get(name, {})}
        for path, text in files.items():
            target = root / "source" / name / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="\n")


def student_notebooks(notebooks: Mapping[str, NotebookNode]) -> dict[str, NotebookNode]:
    """Turn instructor's notebooks into students', with nbgrader.

    Raises
    ------
    BuildError
        With nbgrader's own words, when it refuses a notebook.
    """
    with TemporaryDirectory(prefix="deepcat-build-") as folder:
        root = Path(folder).resolve()
        write_source(root, notebooks, {})
        return {name: _generate(root, name) for name in notebooks}


def _generate(root: Path, name: str) -> NotebookNode:
    config = Config()
    config.CourseDirectory.root = str(root)
    config.CourseDirectory.assignment_id = name
    # The gradebook is a class's, not the build's: `deepcat class init` fills it.
    config.GenerateAssignment.no_database = True
    config.SaveCells.enabled = False
    default = GenerateAssignment.preprocessors.default()
    config.GenerateAssignment.preprocessors = [StripVolatile, *default, StripVolatile]
    with _collected_log() as messages:
        try:
            coursedir = CourseDirectory(config=config)
            GenerateAssignment(coursedir=coursedir, config=config).start()
        except NbGraderException as error:
            words = " ".join(messages) or str(error)
            raise BuildError(f"nbgrader cannot release {name}: {words}") from error
    released: NotebookNode = nbformat.read(root / "release" / name / f"{name}.ipynb", as_version=4)
    return released


@contextmanager
def _collected_log() -> Iterator[list[str]]:
    """Keep nbgrader's error messages, which its exception only points at, off the terminal."""
    messages: list[str] = []
    handler = logging.Handler(logging.ERROR)
    handler.emit = lambda record: messages.append(record.getMessage())  # type: ignore[method-assign]
    log = logging.getLogger("traitlets")
    propagate, log.propagate = log.propagate, False
    log.addHandler(handler)
    try:
        yield messages
    finally:
        log.removeHandler(handler)
        log.propagate = propagate
