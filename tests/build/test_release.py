"""What a student's notebook holds, to the last byte, and what it must never hold."""

from __future__ import annotations

import difflib
import shutil
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_output

from deepcat_grader.build import BuildError, instructor_notebooks
from deepcat_grader.build.course import Course
from deepcat_grader.build.generate import student_notebooks, write_source
from deepcat_grader.build.notebook import notebook_text
from deepcat_grader.build.products import products

GOLDEN = Path(__file__).parent / "golden" / "1_purr.ipynb.json"


def test_the_release_of_a_small_lesson_is_the_golden_file(course: Course, tmp_path: Path) -> None:
    """A change of any byte is looked at by a person, who then copies the new file."""
    text = products(course)[PurePosixPath("notebooks/1_purr.ipynb")]
    new = tmp_path / "1_purr.ipynb"
    new.write_text(text, encoding="utf-8")
    golden = GOLDEN.read_text(encoding="utf-8") if GOLDEN.exists() else ""
    difference = difflib.unified_diff(golden.splitlines(), text.splitlines(), lineterm="")
    assert text == golden, "\n".join([*difference, f"If that is meant: cp {new} {GOLDEN}"])


@pytest.fixture
def leaky(course: Course) -> NotebookNode:
    """An instructor's notebook that was run: widgets, outputs and timings hold a solution."""
    notebook = instructor_notebooks(course=course)["1_purr"]
    notebook.metadata["widgets"] = {"application/vnd.jupyter.widget-state+json": {"w": "LEAK-1"}}
    notebook.metadata["toc"] = "LEAK-2"
    for cell in notebook.cells:
        cell.metadata["widgets"] = "LEAK-3"
        cell.metadata["execution"] = {"iopub.status.busy": "LEAK-4"}
        if cell.cell_type == "code":
            cell.outputs = [new_output("stream", text="LEAK-5")]
            cell.execution_count = 7
    return notebook


def test_a_release_carries_nothing_that_a_run_left_behind(leaky: NotebookNode) -> None:
    text = notebook_text(student_notebooks({"1_purr": leaky})["1_purr"])
    assert "LEAK" in notebook_text(leaky)
    assert "LEAK" not in text and "widgets" not in text
    assert '"execution_count": 7' not in text


def test_a_release_holds_no_solution_and_no_hidden_test(course: Course) -> None:
    text = products(course)[PurePosixPath("notebooks/1_purr.ipynb")]
    for secret in ("SOLUTION", "HIDDEN", "deepcat_grader", "twice = x + x", "Marking guide"):
        assert secret not in text
    assert text.count('"    raise NotImplementedError()"') == 2


def test_nbgrader_refusing_a_notebook_is_one_sentence(
    course: Course, capfd: pytest.CaptureFixture[str]
) -> None:
    notebook = instructor_notebooks(course=course)["1_purr"]
    for cell in notebook.cells:
        if cell.id == "purr-double":
            cell.source = cell.source.replace("### END SOLUTION", "")
    with pytest.raises(BuildError, match=r"nbgrader cannot release 1_purr: No end solution"):
        student_notebooks({"1_purr": notebook})
    assert capfd.readouterr() == ("", "")


def test_the_source_directory_is_nbgraders(course: Course, tmp_path: Path) -> None:
    notebooks = instructor_notebooks(course=course)
    write_source(tmp_path, notebooks, {"1_purr": {"figures/cat.svg": "<svg/>"}})
    folder = tmp_path / "source" / "1_purr"
    assert (folder / "1_purr.ipynb").read_text(encoding="utf-8") == notebook_text(
        notebooks["1_purr"]
    )
    assert (folder / "figures" / "cat.svg").read_text() == "<svg/>"


def test_a_missing_figure_is_named_with_its_line(
    make_course: Callable[..., Course], lesson_text: str
) -> None:
    course = make_course(lesson_text.replace("figures/cat.svg", "figures/dog.svg"))
    line = lesson_text[: lesson_text.index("![A cat")].count("\n") + 1
    with pytest.raises(BuildError, match=rf"1_purr\.md:{line}: There is no SVG figure .*dog"):
        products(course)


def test_nothing_is_left_in_the_temporary_folder(
    course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = tmp_path / "tmp"
    empty.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(empty))
    products(course)
    assert list(empty.iterdir()) == []
    shutil.rmtree(empty)
