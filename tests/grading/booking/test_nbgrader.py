"""A class graded by our command and by plain nbgrader: the same scores, and feedback to show."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell
from nbgrader.api import Gradebook
from typer.testing import CliRunner

from deepcat_grader.grading.isolation.protection import tier, words

from ..small import ESSAY, EXERCISES, NAME, TESTS, answered, hand_in, stub_of

pytestmark = pytest.mark.slow

SIGMOID = stub_of("neuron.sigmoid")
WRITTEN = stub_of(ESSAY)
SCRIPT = (
    "I **predict** it. <script>alert(1)</script> <img src=x onerror=alert(2)> "
    "[link](javascript:alert(3)) `a < b` $a < b$"
)
ODD_NAME = "[ö] 'x' {y} <b>*"


def baked(release: NotebookNode) -> NotebookNode:
    """Stubs with outputs that claim full marks, and tags that skip what they do not claim."""
    notebook = answered(release, {one.id: one.source for one in release.cells})
    for cell in notebook.cells:
        if cell.id.endswith("-check") or cell.id == TESTS:
            cell.outputs = [nbformat.v4.new_output("execute_result", {"text/plain": "5.0"})]
            cell.metadata["tags"] = ["skip-execution", "raises-exception"]
            cell.metadata["nbgrader"]["points"] = 500
    return notebook


def doubled(release: NotebookNode) -> NotebookNode:
    """Right answers, an untouched copy of a stub, and no check cell for it."""
    notebook = answered(release)
    copy = next(one for one in release.cells if one.id == SIGMOID)
    notebook.cells = [one for one in notebook.cells if one.id != f"{SIGMOID}-check"]
    notebook.cells.append(NotebookNode({**copy, "id": "another"}))
    return notebook


def with_script(release: NotebookNode) -> NotebookNode:
    """A written answer, a note and an exception text with markup."""
    source = "print('<script>alert(4)</script>')\n1 / 0"
    notebook = answered(release, {WRITTEN: SCRIPT, stub_of("neuron.relu"): source})
    notebook.cells.insert(0, new_markdown_cell("<script>alert(5)</script><b onclick='x()'>n</b>"))
    return notebook


def elsewhere(release: NotebookNode) -> NotebookNode:
    """A written answer in a new cell, since its own one was deleted by mistake."""
    notebook = answered(release)
    (place,) = (at for at, one in enumerate(notebook.cells) if one.id == WRITTEN)
    notebook.cells[place] = new_markdown_cell("Cats are framed as a yes or no question.")
    return notebook


CLASS: dict[str, Callable[[NotebookNode], NotebookNode | bytes]] = {
    "right": answered,
    "stubs": lambda release: answered(release, {one.id: one.source for one in release.cells}),
    "slip": lambda release: answered(release, {SIGMOID: "def sigmoid(Z):\n    return np.tanh(Z)"}),
    "syntax": lambda release: answered(release, {SIGMOID: "def sigmoid(Z:\n    return"}),
    "exits": lambda release: answered(release, {SIGMOID: "import os\nos._exit(0)"}),
    "baked": baked,
    "doubled": doubled,
    "elsewhere": elsewhere,
    "script": with_script,
    "truncated": lambda release: b'{"cells": [',
    "binary": lambda release: b"\xff\xfe\x00",
    ODD_NAME: answered,
}


@dataclass
class Graded:
    """A course directory after grading, and what the command said."""

    root: Path
    output: str
    status: int


def ours(root: Path, *options: str) -> Graded:
    """Run `deepcat grade`."""
    import typer

    from deepcat_grader.cli import add_commands

    app = typer.Typer()
    add_commands(app)
    arguments = ["grade", str(root), "--jobs", "2", *options]
    done = CliRunner().invoke(app, arguments, env={"COLUMNS": "200"})
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Graded(root, done.output, done.exit_code)


def plain(root: Path, *arguments: str) -> Graded:
    """Run one of nbgrader's own commands, with nobody's configuration but the course's."""
    home = root.parent / "home"
    home.mkdir(exist_ok=True)
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", *arguments],
        cwd=root,
        env={**os.environ, "PATH": path, "HOME": str(home), "JUPYTER_CONFIG_DIR": str(home)},
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
    )
    return Graded(root, done.stdout + done.stderr, done.returncode)


def scores(root: Path, student: str) -> dict[str, tuple[float | None, bool]]:
    """Points of each cell, and whether it waits for a person."""
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        submission = book.find_submission(NAME, student)
        return {
            grade.name: (grade.auto_score, grade.needs_manual_grade)
            for notebook in submission.notebooks
            for grade in notebook.grades
        }


def page(root: Path, student: str) -> str:
    return (root / "feedback" / student / NAME / f"{NAME}.html").read_text(encoding="utf-8")


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", html))


@pytest.fixture(scope="module")
def handed_in(made_course: Path, release: NotebookNode, tmp_path_factory) -> Path:
    root = Path(shutil.copytree(made_course, tmp_path_factory.mktemp("class") / "course"))
    for student, make in CLASS.items():
        hand_in(root, student, make(release))
    return root


@pytest.fixture(scope="module")
def by_us(handed_in: Path, tmp_path_factory) -> Graded:
    return ours(Path(shutil.copytree(handed_in, tmp_path_factory.mktemp("ours") / "course")))


@pytest.fixture(scope="module")
def by_nbgrader(handed_in: Path, tmp_path_factory) -> Graded:
    root = Path(shutil.copytree(handed_in, tmp_path_factory.mktemp("plain") / "course"))
    done = plain(root, "autograde", NAME)
    assert done.status == 0, done.output
    return done


def test_both_ways_give_the_same_scores(by_us: Graded, by_nbgrader: Graded):
    """Of students whom nbgrader finds: it takes brackets in a folder's name for a pattern."""
    assert by_us.status == 0, by_us.output
    for student in set(CLASS) - {ODD_NAME}:
        assert scores(by_us.root, student) == scores(by_nbgrader.root, student), student


def test_each_student_gets_what_they_earned(by_us: Graded):
    full = scores(by_us.root, "right")
    assert full[WRITTEN] == (None, True)
    points = {name: score for name, (score, _) in full.items() if name != WRITTEN}
    assert points == {
        "neuron-sigmoid-check": 5.0,
        "neuron-relu-check": 3.0,
        "neuron-sigmoid_prime-check": 4.0,
        "introduction-quiz-check": 10.0,
        TESTS: 1.5,
    }
    for student in ("doubled", "elsewhere", ODD_NAME):
        assert scores(by_us.root, student) == full, student
    for student in ("stubs", "baked"):
        assert {score for score, _ in scores(by_us.root, student).values()} == {0.0}, student
    lost = {**full, f"{SIGMOID}-check": (0.0, False)}
    for student in ("slip", "syntax", "exits"):
        assert scores(by_us.root, student) == lost, student


def test_a_written_answer_elsewhere_is_shown_to_a_person(by_us: Graded):
    said = text_of(page(by_us.root, "elsewhere"))
    assert "A person will look at what stands elsewhere: “Cats are framed" in said
    assert "No response." in text_of(page(by_us.root, "stubs"))


def test_what_cannot_be_read_scores_nothing_and_waits_for_a_person(by_us: Graded):
    for student, why in (("truncated", "truncated or damaged"), ("binary", "not in UTF-8")):
        assert {one for one in scores(by_us.root, student).values()} == {(0.0, True)}
        assert why in text_of(page(by_us.root, student))
        assert re.search(rf"{student}.*needs attention", by_us.output)


def test_feedback_shows_the_findings_and_no_hidden_test(by_us: Graded):
    for student in CLASS:
        said = text_of(page(by_us.root, student))
        for hidden in ("HIDDEN TESTS", "deepcat_grader", "double(21)"):
            assert hidden not in said, (student, hidden)
    said = text_of(page(by_us.root, "slip"))
    assert "Not right yet · neuron.sigmoid" in said and "Next thought" in said
    assert "SyntaxError" in text_of(page(by_us.root, "syntax"))
    assert "Not attempted yet" in text_of(page(by_us.root, "stubs"))


def test_no_script_of_a_student_reaches_the_feedback(by_us: Graded):
    html = page(by_us.root, "script")
    head, _, body = html.partition("</head>")
    assert "Content-Security-Policy" in head and "default-src 'none'" in head
    assert "<script" not in body
    assert not re.search(r"<[^>]*\son\w+\s*=", body)
    assert not re.search(r"(href|src)=\"?\s*javascript:", body)
    assert "<strong>predict</strong>" in body and "a &lt; b" in body
    assert "ZeroDivisionError" in body


def test_plain_nbgrader_writes_the_same_feedback(by_us: Graded, by_nbgrader: Graded):
    done = plain(by_nbgrader.root, "generate_feedback", NAME)
    assert done.status == 0, done.output
    ours = re.sub(r"<meta name=.deepcat-key.*\n", "", page(by_us.root, "right"))
    assert page(by_nbgrader.root, "right") == ours


def test_a_second_run_judges_nothing_again_and_changes_nothing(by_us: Graded):
    before = {student: scores(by_us.root, student) for student in CLASS}
    again = ours(by_us.root)
    assert ", 0 of them judged now" in again.output and again.status == 0
    assert {student: scores(by_us.root, student) for student in CLASS} == before


def test_manual_points_survive_a_forced_run(by_us: Graded):
    with Gradebook(f"sqlite:///{by_us.root / 'gradebook.db'}") as book:
        book.find_grade(WRITTEN, NAME, NAME, "right").manual_score = 6.0
        book.db.commit()
    ours(by_us.root, "--force", "--student", "right")
    with Gradebook(f"sqlite:///{by_us.root / 'gradebook.db'}") as book:
        assert book.find_grade(WRITTEN, NAME, NAME, "right").score == 6.0


def test_the_output_says_how_students_code_is_confined(by_us: Graded):
    assert words(tier()) in " ".join(by_us.output.split())


def test_every_exercise_of_the_class_was_graded(by_us: Graded):
    assert len(scores(by_us.root, "right")) == len(EXERCISES) + 2
