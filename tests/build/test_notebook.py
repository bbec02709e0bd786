"""Markers become cells with nbgrader's metadata and ids that stay."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbgrader.nbgraderformat import MetadataValidator

from deepcat_grader.build import BuildError, instructor_notebooks
from deepcat_grader.build.course import Course
from deepcat_grader.build.stub import stub_source

HERE = Path(__file__).parent


@pytest.fixture
def notebook(course: Course) -> NotebookNode:
    return instructor_notebooks(course=course)["1_purr"]


def cell_of(notebook: NotebookNode, name: str) -> NotebookNode:
    (cell,) = [cell for cell in notebook.cells if cell.id == name]
    return cell


def test_the_notebook_is_valid_for_jupyter_and_nbgrader(notebook: NotebookNode) -> None:
    nbformat.validate(notebook)
    MetadataValidator().validate_nb(notebook)


def test_a_function_becomes_a_stub_cell_and_a_locked_check_cell(notebook: NotebookNode) -> None:
    stub, check = cell_of(notebook, "purr-double"), cell_of(notebook, "purr-double-check")
    assert stub.source.startswith('def double(x: float) -> float:\n    """Twice `x`.')
    assert stub.source.endswith("### END SOLUTION")
    assert stub.metadata.nbgrader.solution and not stub.metadata.nbgrader.grade
    assert check.source.splitlines() == [
        "check(double)",
        "### BEGIN HIDDEN TESTS",
        "from deepcat_grader.kernel import grade",
        'grade("purr.double", globals())',
        "### END HIDDEN TESTS",
    ]
    assert check.metadata.nbgrader.grade and check.metadata.nbgrader.locked
    assert check.metadata.nbgrader.points == 3
    for cell in (stub, check):
        assert cell.metadata.nbgrader.grade_id == cell.id


def test_a_quiz_shows_its_questions_in_a_locked_cell_above(notebook: NotebookNode) -> None:
    ids = [cell.id for cell in notebook.cells]
    place = ids.index("purr-quiz-questions")
    assert ids[place : place + 3] == ["purr-quiz-questions", "purr-quiz", "purr-quiz-check"]
    questions = notebook.cells[place]
    assert questions.metadata.nbgrader.locked and not questions.metadata.nbgrader.grade
    assert "**`sleep`** (1 point) How long does a cat sleep?\n\n- **a**: 1 h\n" in questions.source
    sheet = questions.source.split("```python\n")[1].removesuffix("\n```")
    assert sheet == 'return {\n    "sleep": "",\n    "sound": "",\n}'


def test_a_written_exercise_becomes_a_prompt_and_an_answer_graded_by_hand(
    notebook: NotebookNode,
) -> None:
    prompt, answer = cell_of(notebook, "purr-essay-prompt"), cell_of(notebook, "purr-essay")
    assert "Say in three sentences" in prompt.source and "A reason (1.5 points)" in prompt.source
    assert prompt.metadata.nbgrader.locked
    assert answer.cell_type == "markdown"
    assert answer.metadata.nbgrader.grade and answer.metadata.nbgrader.solution
    assert answer.metadata.nbgrader.points == 2.5


def test_a_display_cell_loses_its_marker_and_keeps_a_mark(notebook: NotebookNode) -> None:
    (cell,) = [cell for cell in notebook.cells if "deepcat" in cell.metadata]
    assert cell.source == "print(double(2.0))"
    assert cell.metadata.deepcat == {"display": True}
    assert cell.metadata.tags == ["hide-input"]


def test_a_new_paragraph_changes_no_other_id(
    make_course: Callable[..., Course], lesson_text: str, notebook: NotebookNode
) -> None:
    text = lesson_text.replace("## Doubling\n", "## Doubling\n\n+++\n\nA new paragraph.\n")
    longer = instructor_notebooks(course=make_course(text))["1_purr"]
    new = [cell.id for cell in longer.cells]
    assert len(new) == len(notebook.cells) + 1
    assert {cell.id for cell in notebook.cells} < set(new)


def test_equal_cells_have_different_ids(
    make_course: Callable[..., Course], lesson_text: str
) -> None:
    text = lesson_text + "\n```{code-cell} ipython3\n1 + 1\n```\n" * 3
    ids = [cell.id for cell in instructor_notebooks(course=make_course(text))["1_purr"].cells]
    assert len(ids) == len(set(ids))
    assert ids[-1] == f"{ids[-3]}-3"


def test_the_notebook_says_where_it_comes_from(notebook: NotebookNode) -> None:
    assert "course/lessons/1_purr.md" in notebook.metadata.deepcat.generated
    assert "python3 run.py build" in notebook.metadata.deepcat.generated


def unmarked(x: float) -> float:
    """Twice `x`."""
    return x + x


def undocumented(x: float) -> float:
    ### BEGIN SOLUTION
    return x + x
    ### END SOLUTION


class Scaler:
    """Learns a mean, and takes it away."""

    def fit(self, x: float) -> Scaler:
        """Keep `x`."""
        ### BEGIN SOLUTION
        self.mean = x
        return self
        ### END SOLUTION

    def apply(self, x: float) -> float:
        """Take the mean away."""
        ### BEGIN SOLUTION
        return x - self.mean
        ### END SOLUTION


def unended(x: float) -> float:
    """Twice `x`."""
    ### BEGIN SOLUTION
    y = x
    ### BEGIN SOLUTION
    return y + x
    ### END SOLUTION


def test_a_class_is_a_stub_with_a_region_in_each_method() -> None:
    source = stub_source(Scaler, "Scaler")
    assert source.startswith("class Scaler:")
    assert source.count("### BEGIN SOLUTION") == source.count("### END SOLUTION") == 2


@pytest.mark.parametrize(
    ("reference", "name", "sentence"),
    [
        (unended, "unended", "each that is begun must end"),
        (unmarked, "unmarked", "needs a region from '### BEGIN SOLUTION'"),
        (undocumented, "undocumented", "needs a docstring"),
        (unmarked, "double", "is called unmarked"),
    ],
)
def test_a_reference_that_leaves_no_whole_stub_is_refused(
    reference: Callable[[float], float], name: str, sentence: str
) -> None:
    with pytest.raises(BuildError, match=rf"test_notebook\.py:\d+: .*{sentence}"):
        stub_source(reference, name)


DIGESTS = """
import hashlib, json, runpy, sys
from pathlib import Path
from deepcat_grader.build.products import products
course = runpy.run_path(sys.argv[1])["write_course"](Path(sys.argv[2]))
files = {str(path): hashlib.sha256(text.encode()).hexdigest()
         for path, text in products(course).items()}
print(json.dumps(files))
"""


def test_two_builds_are_byte_identical_wherever_they_run(tmp_path: Path) -> None:
    """Another folder, time zone and hash seed change nothing."""
    found = []
    for name, zone, seed in (("a", "Asia/Tokyo", "1"), ("b", "America/Lima", "2")):
        folder = tmp_path / name
        folder.mkdir()
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", DIGESTS, str(HERE / "conftest.py"), str(folder)],
            env={**os.environ, "TZ": zone, "PYTHONHASHSEED": seed},
            cwd=folder,
            capture_output=True,
            text=True,
            check=True,
        )
        found.append(json.loads(done.stdout))
    assert found[0] == found[1]
    assert set(found[0]) == {
        "notebooks/1_purr.ipynb",
        "notebooks/figures/cat.svg",
        "deepcat/keys/purr.json",
    }
    assert found[0]["notebooks/1_purr.ipynb"] == _digest(HERE / "golden" / "1_purr.ipynb.json")


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_text(encoding="utf-8").encode()).hexdigest()
