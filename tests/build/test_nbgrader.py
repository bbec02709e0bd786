"""From the build through nbgrader as it comes, in its default configuration, to marks."""

from __future__ import annotations

import copy
import dataclasses
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbgrader.api import Gradebook

from deepcat_grader.build import instructor_notebooks
from deepcat_grader.build.course import Course, this_course
from deepcat_grader.build.generate import student_notebooks, write_source
from deepcat_grader.build.notebook import notebook_text

pytestmark = pytest.mark.slow

NAME = "1_introduction"
EXERCISES = ("quiz", "line", "goodness", "count_parameters", "formulate")
LESSON = (
    "```{code-cell} ipython3\nimport numpy as np\n\nfrom deepcat import check\n```\n"
    + "".join(
        f"\n```{{code-cell}} ipython3\n# exercise: introduction.{name}\n```\n" for name in EXERCISES
    )
)

Command = Callable[..., subprocess.CompletedProcess[str]]
Student = dict[str, str]
STUDENTS: dict[str, tuple[Student, dict[str, float | None]]] = {
    # What each student wrote in place of the stubs, and the share of the points it earns.
    "solved": (
        {name: "reference" for name in EXERCISES},
        {"quiz": 1, "line": 1, "goodness": 1, "count_parameters": 1, "formulate": None},
    ),
    "stubs": (
        {},
        {"quiz": 0, "line": 0, "goodness": 0, "count_parameters": 0, "formulate": 0},
    ),
    # goodness is right but for the line that it calls; a quiz counts question by question.
    "slips": (
        {
            "quiz": "def quiz():\n    return {'why_not_rules': 'b', 'why_now': 'd'}",
            "line": "def line(x, slope, intercept):\n    return slope * x",
            "goodness": "reference",
            "count_parameters": "def count_parameters(layer_sizes:\n    return 0",
        },
        {"quiz": 0.2, "line": 0, "goodness": 1, "count_parameters": 0, "formulate": 0},
    ),
}


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> NotebookNode:
    """The instructor's notebook of a short lesson with real exercises."""
    folder = tmp_path_factory.mktemp("lesson")
    (folder / "lessons").mkdir()
    (folder / "lessons" / f"{NAME}.md").write_text(LESSON)
    real = this_course()
    chosen = {f"introduction.{name}" for name in EXERCISES}
    exercises = {name: e for name, e in real.exercises.items() if name in chosen}
    course: Course = dataclasses.replace(real, root=folder, exercises=exercises)
    return instructor_notebooks(course=course)[NAME]


def written_by(student: Student, source: NotebookNode, release: NotebookNode) -> NotebookNode:
    """A release with a student's answers in it."""
    references = {cell.id: cell.source for cell in source.cells}
    notebook = copy.deepcopy(release)
    for cell in notebook.cells:
        text = student.get(cell.id.removeprefix("introduction-"))
        if text is not None:
            cell.source = references[cell.id] if text == "reference" else text
    return notebook


@pytest.fixture(scope="module")
def nbgrader(
    tmp_path_factory: pytest.TempPathFactory,
) -> Command:
    """Runs nbgrader's own commands, with nobody's configuration."""
    home = tmp_path_factory.mktemp("home")
    bin_folder = os.path.dirname(sys.executable)  # nbgrader calls alembic by its name
    own = {"PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}", "HOME": str(home)}

    def run(folder: Path, *args: str, **env: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "nbgrader", *args],
            cwd=folder,
            env={**os.environ, **own, "JUPYTER_CONFIG_DIR": str(home), **env},
            capture_output=True,
            text=True,
            timeout=300,
        )

    return run


@pytest.fixture(scope="module")
def graded(
    tmp_path_factory: pytest.TempPathFactory,
    source: NotebookNode,
    nbgrader: Command,
) -> Path:
    """A course directory whose class handed in and was graded."""
    folder = tmp_path_factory.mktemp("class")
    write_source(folder, {NAME: source}, {})
    made = nbgrader(folder, "generate_assignment", NAME)
    assert made.returncode == 0, made.stderr
    release = nbformat.read(folder / "release" / NAME / f"{NAME}.ipynb", as_version=4)
    for student, (work, _) in STUDENTS.items():
        hand_in(folder, student, written_by(work, source, release))
    done = nbgrader(folder, "autograde", NAME)
    assert done.returncode == 0, done.stderr
    return folder


def hand_in(folder: Path, student: str, notebook: NotebookNode) -> None:
    target = folder / "submitted" / student / NAME / f"{NAME}.ipynb"
    target.parent.mkdir(parents=True)
    target.write_text(notebook_text(notebook), encoding="utf-8")


def scores(folder: Path, student: str) -> dict[str, tuple[float | None, float]]:
    """Exercise to nbgrader's automatic score (None: waits for a person) and the maximum."""
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as book:
        submission = book.find_submission(NAME, student)
        return {
            grade.name.removeprefix("introduction-").removesuffix("-check"): (
                grade.auto_score,
                grade.max_score,
            )
            for notebook in submission.notebooks
            for grade in notebook.grades
        }


@pytest.mark.parametrize("student", STUDENTS)
def test_a_plain_autograde_gives_each_answer_what_it_earned(graded: Path, student: str) -> None:
    found = scores(graded, student)
    expected = STUDENTS[student][1]
    assert found.keys() == expected.keys()
    for name, share in expected.items():
        score, most = found[name]
        assert score == (None if share is None else pytest.approx(share * most)), name


def test_the_graded_notebook_shows_the_finding_and_no_stderr(graded: Path) -> None:
    notebook = nbformat.read(graded / "autograded" / "slips" / NAME / f"{NAME}.ipynb", 4)
    (check,) = [cell for cell in notebook.cells if cell.id == "introduction-line-check"]
    kinds = [output.output_type for output in check.outputs]
    assert kinds == ["display_data", "execute_result"]
    assert check.outputs[1].data["text/plain"] == "0.0"
    assert "introduction.line" in check.outputs[0].data["text/plain"]


def test_a_fault_of_the_grader_is_no_score_and_spares_the_others(
    graded: Path, source: NotebookNode, nbgrader: Command
) -> None:
    """A seed that is no number breaks the grader; once it is mended, a new run fills the gap."""
    work = STUDENTS["solved"][0]
    release = student_notebooks({NAME: source})[NAME]
    hand_in(graded, "unlucky", written_by(work, source, release))
    failed = nbgrader(graded, "autograde", NAME, DEEPCAT_SEED="none")
    assert failed.returncode != 0
    assert "the grader failed, not the answer" in failed.stderr
    assert {score for score, _ in scores(graded, "unlucky").values()} == {None}
    assert nbgrader(graded, "autograde", NAME).returncode == 0
    assert scores(graded, "unlucky") == scores(graded, "solved")


def test_an_endless_loop_costs_only_itself(
    graded: Path, source: NotebookNode, nbgrader: Command
) -> None:
    """Not even the exercise that calls the endless one, nor the notebook's later cells."""
    work = STUDENTS["solved"][0] | {"line": "def line(x, slope, intercept):\n    while True: pass"}
    release = student_notebooks({NAME: source})[NAME]
    hand_in(graded, "endless", written_by(work, source, release))
    done = nbgrader(graded, "autograde", NAME, "--Execute.timeout=8")
    assert done.returncode == 0, done.stderr
    assert scores(graded, "endless") == scores(graded, "solved") | {"line": (0.0, 3.0)}


@pytest.mark.parametrize(
    ("student", "words"), [("stubs", "VALIDATION FAILED ON 5 CELL"), ("solved", "Success!")]
)
def test_the_validate_button_tells_stubs_from_a_solved_notebook(
    tmp_path: Path,
    source: NotebookNode,
    nbgrader: Command,
    student: str,
    words: str,
) -> None:
    release = student_notebooks({NAME: source})[NAME]
    file = tmp_path / f"{NAME}.ipynb"
    file.write_text(notebook_text(written_by(STUDENTS[student][0], source, release)))
    assert words in nbgrader(tmp_path, "validate", file.name).stdout
