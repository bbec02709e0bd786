"""Every change of a mark that stood is written down, and a regrade shows it before it does it."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer
from nbformat import NotebookNode
from typer.testing import CliRunner

from deepcat_grader.build.notebook import notebook_text
from deepcat_grader.grading import submission
from deepcat_grader.grading.course_folder import open_course
from deepcat_grader.grading.run import Options
from deepcat_grader.marking import trail
from deepcat_grader.marking.audit import OPEN, Row, audit
from deepcat_grader.marking.changes import changes
from deepcat_grader.marking.command import add_commands
from deepcat_grader.marking.regrade import Plan, planned
from deepcat_grader.marking.standing import Cell, Sheet, Stood

from ..made_up import MadeUp, asked, files, grade, rows
from ..small import NAME, answered, hand_in, stub_of

STUB = stub_of("neuron.sigmoid")
SIGMOID = f"{STUB}-check"
SLIP = {STUB: "def sigmoid(z):\n    return z  # slip"}
DOUBLE = """
UPDATE grade_cells SET max_score = 2 * max_score WHERE id IN
(SELECT id FROM base_cell WHERE name = ?)
"""
SHARE = """
UPDATE grade SET auto_score = 2 * auto_score WHERE cell_id IN
(SELECT id FROM base_cell WHERE name = ?)
"""
BY_HAND = """
UPDATE grade SET manual_score = ? WHERE id IN (
SELECT g.id FROM grade g JOIN base_cell c ON c.id = g.cell_id
JOIN submitted_notebook n ON n.id = g.notebook_id
JOIN submitted_assignment s ON s.id = n.assignment_id
WHERE c.name = ? AND s.student_id = 'ada')
"""


@pytest.fixture(scope="module")
def once(
    new_course: Callable[[Path], Path],
    release: NotebookNode,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    root = new_course(tmp_path_factory.mktemp("audit") / "course")
    for student in ("ada", "ben"):
        path = hand_in(root, student, answered(release))
        (path.parent / "timestamp.txt").write_text("2026-11-02 10:00:00 UTC")
    grade(root)
    return root


@pytest.fixture
def graded(once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course in which two students are graded, and a teacher who is logged in."""
    monkeypatch.setattr(trail, "login", lambda: "teacher")
    return Path(shutil.copytree(once, tmp_path / "graded"))


def found(root: Path) -> list[Row]:
    return audit(open_course(root))


def told(root: Path) -> list[tuple[Any, ...]]:
    """Who, whose, which, from, to and why of each change."""
    return [(one.who, one.student, one.cell, one.was, one.now, one.why) for one in found(root)]


def slip(root: Path, release: NotebookNode) -> None:
    path = root / "submitted" / "ada" / NAME / f"{NAME}.ipynb"
    path.write_text(notebook_text(answered(release, SLIP)))


def plan(root: Path, engine: MadeUp | None = None) -> Plan:
    engine = engine or MadeUp()
    return planned(open_course(root), engine, Options(), lambda phase, done, of: None)  # type: ignore[arg-type]  # of one kind of job


def test_first_marks_are_no_change(graded: Path):
    assert found(graded) == []
    assert asked(graded, "SELECT COUNT(*) FROM deepcat_stood") == [(2,)]


def test_a_changed_submission_leaves_one_row(graded: Path, release: NotebookNode):
    slip(graded, release)
    grade(graded)
    assert told(graded) == [("teacher", "ada", SIGMOID, 5.0, 1.0, "the work changed")]
    grade(graded, force=True)
    assert len(found(graded)) == 1


def test_a_changed_grader_and_a_changed_limit_are_told_apart(
    graded: Path, monkeypatch: pytest.MonkeyPatch
):
    """The same work earns other points: it is not said that the work changed."""
    from ..made_up_verdicts import found as made_up
    from ..made_up_verdicts import verdict

    def harder(work: submission.Work) -> Any:
        record = made_up(work)
        return type(record)(
            {**record.verdicts, "neuron.sigmoid": verdict("neuron.sigmoid", False)},
            record.scores,
            record.runs,
        )

    with (graded / "nbgrader_config.py").open("a") as file:
        file.write("\nc.JudgeCells.call_timeout = 2.0\n")
    grade(graded, MadeUp(harder), students=["ada"])
    monkeypatch.setattr(submission, "digest_of", lambda *parts: "another")
    monkeypatch.setattr(submission, "key", lambda *parts: f"another {parts[1]}")
    grade(graded, students=["ada"])
    assert [(row[3], row[4], row[5]) for row in told(graded)] == [
        (5.0, 1.0, "a limit changed"),
        (1.0, 5.0, "DeepCat's exercises or its grader changed"),
    ]


def test_marks_by_hand_are_seen_before_and_after_the_next_booking(
    graded: Path, release: NotebookNode
):
    asked(graded, BY_HAND, 2.5, SIGMOID)
    (row,) = found(graded)
    assert (row.time, row.who, row.was, row.now) == (OPEN, "by hand", 5.0, 2.5)
    slip(graded, release)
    grade(graded)
    first, second = found(graded)
    assert (first.who, first.what, first.was, first.now) == ("by hand", "mark by hand", 5.0, 2.5)
    assert first.time != OPEN
    assert (second.what, second.was, second.now) == ("automatic score", 5.0, 1.0)


def test_a_penalty_names_the_date_that_moved(graded: Path):
    (graded / "dates.toml").write_text(
        f"[due]\n{NAME} = 2026-11-01T10:00:00\n[late]\npercent_a_day = 10\n"
    )
    grade(graded)
    changed = found(graded)
    assert {(one.student, one.what, one.was) for one in changed} == {
        ("ada", "late penalty", 0.0),
        ("ben", "late penalty", 0.0),
    }
    assert changed[0].now and "the due date changed" in changed[0].why
    assert "the rule for late work changed" in changed[0].why


def test_other_points_are_told_as_such(graded: Path):
    asked(graded, DOUBLE, SIGMOID)
    grade(graded)
    assert told(graded) == [
        ("teacher", one, SIGMOID, 5.0, 10.0, "the cell's points changed from 5 to 10")
        for one in ("ada", "ben")
    ]


def test_points_that_a_class_update_moved_are_told_as_such(graded: Path):
    """It keeps the share of an automatic score, in a transaction of its own."""
    asked(graded, DOUBLE, SIGMOID)
    asked(graded, SHARE, SIGMOID)
    grade(graded)
    assert [(row[0], *row[3:]) for row in told(graded)] == [
        ("not known", 5.0, 10.0, "the cell's points changed from 5 to 10")
    ] * 2


def test_a_gradebook_without_grounds_claims_none(graded: Path, release: NotebookNode):
    asked(graded, "DROP TABLE deepcat_stood")
    asked(graded, "DROP TABLE deepcat_audit")
    slip(graded, release)
    grade(graded)
    assert [(row[1], row[3], row[4], row[5].partition(":")[0]) for row in told(graded)] == [
        ("ada", 5.0, 1.0, "not known")
    ]


def test_a_ground_that_nobody_wrote_down_is_not_said_to_have_changed():
    """Earlier versions of DeepCat kept no versions of packages."""
    before, after = (
        Stood({NAME: Sheet({"cell": Cell(mark, None, 0.0, 3.0)})}, {NAME: grounds}, {})
        for mark, grounds in ((1.0, {"work": "a"}), (2.0, {"work": "b", "packages": "p"}))
    )
    (change,) = changes("ada", before, before, after)
    assert change.why == "the work changed"


def test_a_row_of_another_version_is_no_obstacle(graded: Path, release: NotebookNode):
    asked(graded, "UPDATE deepcat_stood SET stood = ?", json.dumps({"of": "another"}))
    slip(graded, release)
    assert not grade(graded)[0].unbooked
    assert len(found(graded)) == 1


def test_a_plan_changes_nothing_and_says_what_booking_then_does(
    graded: Path, release: NotebookNode
):
    slip(graded, release)
    asked(graded, BY_HAND, 3.0, SIGMOID)
    before, shown = rows(graded), files(graded)
    engine = MadeUp()
    seen = plan(graded, engine)
    lines = [*seen.lines()]
    assert engine.judged == ["ada"]
    assert (rows(graded), files(graded)) == (before, shown)
    assert asked(graded, "SELECT COUNT(*) FROM deepcat_audit") == [(0,)]
    assert lines[0].startswith("ada, small: ") and lines[0].endswith("points stay")
    assert any("5 → 1: the work changed; the mark by hand stays" in line for line in lines)
    assert lines[-2:] == [
        "The marks of 1 submission change.",
        "1 sum stays as in the gradebook.",
    ]
    assert "Booked" in seen.do()[0]
    assert [(one.was, one.now) for one in found(graded)] == [(5.0, 3.0), (5.0, 1.0)]
    assert [*plan(graded).lines()] == ["The marks of no submissions change."]


def test_the_first_booking_is_counted_apart(graded: Path, release: NotebookNode):
    hand_in(graded, "zoe", answered(release))
    assert [*plan(graded).lines()][-1] == "1 submission would be booked for the first time."
    assert not any(row[0] == "zoe" for row in rows(graded))


def test_the_audit_can_be_printed_chosen_and_put_into_a_spreadsheet(
    graded: Path, release: NotebookNode
):
    slip(graded, release)
    grade(graded)
    app = typer.Typer()
    add_commands(app)

    def invoke(*words: str) -> Any:
        return CliRunner().invoke(app, ["audit", str(graded), *words])

    assert "5 → 1  (the work changed)" in invoke().output
    assert "No mark" in invoke("--student", "ben").output
    (row,) = csv.DictReader(io.StringIO(invoke("--csv", "--assignment", NAME).output))
    assert (row["student"], float(row["was"]), float(row["now"])) == ("ada", 5.0, 1.0)
    assert invoke("--student").exit_code == 2
