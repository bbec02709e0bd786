"""What is booked, what is booked again, and what is left alone."""

from __future__ import annotations

import errno
import gc
import sqlite3
import threading
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat import NotebookNode

from deepcat_grader.build.notebook import notebook_text
from deepcat_grader.grading import run
from deepcat_grader.grading.booking import autograded, gradebook

from ..made_up import asked, files, grade, rows, times
from ..small import ESSAY, NAME, TESTS, answered, hand_in, stub_of

WRITTEN = stub_of(ESSAY)
SIGMOID = f"{stub_of('neuron.sigmoid')}-check"
TIME = "2026-11-02 10:00:00.000000 UTC"


@pytest.fixture
def graded(course: Path, release: NotebookNode) -> Path:
    """A course in which two students are graded."""
    for student in ("ada", "ben"):
        path = hand_in(course, student, answered(release, {WRITTEN: "I **say** so."}))
        (path.parent / "timestamp.txt").write_text(TIME)
    report, judged = grade(course)
    assert (report.failed, report.unbooked, judged) == ({}, "", ["ada", "ben"])
    return course


def notebook(root: Path, student: str = "ada") -> Path:
    return root / "submitted" / student / NAME / f"{NAME}.ipynb"


def points(root: Path, name: str = SIGMOID, student: str = "ada") -> list[tuple[object, ...]]:
    """A grade: by us, by hand, whether a person has to look."""
    return [
        (row[4], row[5], bool(row[6]))
        for row in rows(root)
        if row[0] == student and row[2] == name and row[3] == "GradeCell"
    ]


def test_a_second_run_touches_nothing(graded: Path):
    before, written = rows(graded), times(graded)
    assert grade(graded)[1] == []
    assert (rows(graded), times(graded)) == (before, written)


def another_answer(root: Path) -> None:
    text = notebook(root).read_text().replace("I **say** so.", "I changed my mind.")
    notebook(root).write_text(text)


def another_time(root: Path) -> None:
    (notebook(root).parent / "timestamp.txt").write_text("2026-11-03 10:00:00.000000 UTC")


def another_file(root: Path) -> None:
    (notebook(root).parent / "data.csv").write_text("1,2")


def earlier_due(root: Path) -> None:
    asked(root, "UPDATE assignment SET duedate = '2026-11-01 00:00:00.000000'")


def no_student(root: Path) -> None:
    for table in ("grade", "comment"):
        asked(
            root,
            f"DELETE FROM {table} WHERE notebook_id IN (SELECT n.id FROM submitted_notebook n "
            "JOIN submitted_assignment s ON s.id = n.assignment_id WHERE s.student_id = 'ada')",
        )
    asked(
        root,
        "DELETE FROM submitted_notebook WHERE assignment_id IN "
        "(SELECT id FROM submitted_assignment WHERE student_id = 'ada')",
    )
    asked(root, "DELETE FROM submitted_assignment WHERE student_id = 'ada'")
    asked(root, "DELETE FROM student WHERE id = 'ada'")


def no_folder(root: Path) -> None:
    path = root / "autograded" / "ada" / NAME / f"{NAME}.ipynb"
    path.chmod(0o644)
    path.unlink()


def no_page(root: Path) -> None:
    (root / "feedback" / "ada" / NAME / f"{NAME}.html").unlink()


def a_mark_by_hand(root: Path) -> None:
    asked(
        root,
        "UPDATE grade SET manual_score = 7, needs_manual_grade = 0 WHERE notebook_id IN "
        "(SELECT n.id FROM submitted_notebook n JOIN submitted_assignment s ON "
        "s.id = n.assignment_id WHERE s.student_id = 'ada') AND auto_score IS NULL",
    )


CHANGES = {
    another_answer: {"autograded", "feedback"},
    another_time: {"autograded"},
    another_file: {"autograded"},
    earlier_due: {"autograded"},
    no_student: {"autograded"},
    no_folder: {"autograded"},
    no_page: {"feedback"},
    a_mark_by_hand: {"feedback"},
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_changed_is_written_and_nobody_is_judged_again(
    graded: Path, change: Callable[[Path], None]
):
    """The verdict, the booking and the page have keys of their own."""
    standing = rows(graded)
    change(graded)
    changed, before = rows(graded), times(graded)
    report, judged = grade(graded)
    assert judged == [] and report.failed == {}
    after = times(graded)
    told = {name.partition("/")[0] for name in after if after[name] != before.get(name)}
    assert told == CHANGES[change]
    assert all(
        "ada/" in name or change is earlier_due for name in after if after[name] != before.get(name)
    )
    if change in (no_student, no_folder, no_page):
        assert rows(graded) == standing
    if change is a_mark_by_hand:
        assert rows(graded) == changed


def test_a_later_hand_in_and_a_moved_due_date_change_the_penalty(graded: Path):
    config = graded / "nbgrader_config.py"
    rule = "\nc.LateSubmissionPlugin.penalty_method = 'zero'\n"
    config.write_text(config.read_text() + rule)
    penalty = "SELECT late_submission_penalty FROM submitted_notebook"
    grade(graded)
    assert asked(graded, penalty) == [(None,), (None,)]
    earlier_due(graded)
    grade(graded)
    (lost,), _ = asked(graded, penalty)
    assert lost == sum(row[4] for row in rows(graded) if row[0] == "ada" and row[4]) > 0
    page = (graded / "feedback" / "ada" / NAME / f"{NAME}.html").read_text()
    assert "0 of" in page and "came late" in page


def test_marks_by_hand_stay_and_are_looked_at_again_only_when_the_work_changed(graded: Path):
    a_mark_by_hand(graded)
    grade(graded, force=True)
    assert points(graded, WRITTEN) == [(None, 7.0, False)]
    another_answer(graded)
    grade(graded)
    assert points(graded, WRITTEN) == [(None, 7.0, True)]
    assert points(graded, WRITTEN, "ben") == [(None, None, True)]


def test_other_points_are_booked_and_nobody_is_judged_again(graded: Path):
    """A teacher makes 5 points 10, in the source and so in the gradebook."""
    before = points(graded)[0][0]
    asked(graded, "UPDATE grade_cells SET max_score = 2 * max_score")
    assert grade(graded)[1] == []
    assert points(graded) == [(2 * before, None, False)]
    source = graded / "source" / NAME / f"{NAME}.ipynb"
    master = nbformat.read(source, as_version=4)
    for cell in master.cells:
        if cell.id in (SIGMOID, TESTS):
            cell.metadata["nbgrader"]["points"] *= 2
    nbformat.write(master, source)
    report, judged = grade(graded)
    assert judged == []
    assert points(graded) == [(2 * before, None, False)]
    record = report.records[report.items[0].key]
    assert record.verdicts["neuron.sigmoid"].max_points == 2 * before
    assert record.scores[TESTS].max_points == 4.0


def test_a_locked_gradebook_blames_nobody_and_the_next_run_fills_it(
    graded: Path, release: NotebookNode, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(gradebook, "PATIENCE", 0.1)
    hand_in(graded, "cyd", answered(release))
    holder = sqlite3.connect(graded / "gradebook.db")
    holder.execute("BEGIN IMMEDIATE")
    report, judged = grade(graded)
    assert judged == ["cyd"] and report.failed == {}
    assert "database is locked" in report.unbooked and "start again" in report.unbooked
    holder.close()
    report, judged = grade(graded)
    assert (judged, report.unbooked) == ([], "")
    assert points(graded, student="cyd") == points(graded)


def test_a_gradebook_that_is_gone_is_made_again(graded: Path):
    before = rows(graded)
    (graded / "gradebook.db").unlink()
    report, judged = grade(graded)
    assert judged == [] and report.failed == {}
    assert rows(graded) == before
    assert "knew nothing of small" in report.notes[0]


def test_a_full_disk_leaves_nothing_half_booked(
    graded: Path, release: NotebookNode, monkeypatch: pytest.MonkeyPatch
):
    hand_in(graded, "cyd", answered(release))
    before, written = rows(graded), files(graded)

    def full(*args: object, **kwargs: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(autograded, "_text", full)
        report, _ = grade(graded)
    assert "No space left" in report.unbooked and report.failed == {}
    assert (rows(graded), files(graded)) == (before, written)
    assert grade(graded)[1] == []
    assert points(graded, student="cyd") == points(graded)


def test_one_whose_rows_are_refused_is_told_and_the_others_are_booked(
    graded: Path, release: NotebookNode
):
    """As a database may that takes no name of 100 letters."""
    asked(
        graded,
        "CREATE TRIGGER odd BEFORE INSERT ON student WHEN NEW.id = 'dan' "
        "BEGIN SELECT RAISE(ABORT, 'no such name'); END",
    )
    for student in ("cyd", "dan", "eve"):
        hand_in(graded, student, answered(release))
    report, _ = grade(graded)
    assert list(report.failed) == [("dan", NAME)]
    assert "no such name" in report.failed["dan", NAME]
    assert points(graded, student="eve") == points(graded, student="cyd") == points(graded)
    assert not points(graded, student="dan")


def test_two_graders_of_one_class_leave_what_one_does(graded: Path, release: NotebookNode):
    for number in range(4):
        hand_in(graded, f"new{number}", answered(release))
    reports = []
    # nbgrader changes the folder that a process is in, so only one thread may use its commands.
    both = [threading.Thread(target=lambda: reports.append(grade(graded)[0])) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert [(report.failed, report.unbooked) for report in reports] == [({}, "")] * 2
    per_student = len(rows(graded)) / 6
    assert per_student == len([row for row in rows(graded) if row[0] == "ada"])


def test_an_answer_that_stands_elsewhere_waits_with_what_may_be_it(
    course: Path, release: NotebookNode
):
    stub = next(cell.source for cell in release.cells if cell.id == WRITTEN)
    moved = answered(release, {WRITTEN: stub})
    moved.cells.append(nbformat.v4.new_markdown_cell("A loss says how wrong\na line is."))
    hand_in(course, "moved", moved)
    hand_in(course, "silent", answered(release, {WRITTEN: stub}))
    grade(course)
    assert points(course, WRITTEN, "moved") == [(None, None, True)]
    assert points(course, WRITTEN, "silent") == [(0.0, None, False)]
    said = {row[0]: row[8] for row in rows(course) if row[2] == WRITTEN and row[8]}
    assert "“A loss says how wrong a line is.”" in said["moved"]
    assert said["silent"] == "No response."


def test_what_nbgrader_wants_of_the_folder_is_there(graded: Path):
    folder = graded / "autograded" / "ada" / NAME
    assert (folder / "timestamp.txt").read_text() == TIME
    made = nbformat.read(folder / f"{NAME}.ipynb", as_version=4)
    nbformat.validate(made)
    assert folder.joinpath(f"{NAME}.ipynb").stat().st_mode & 0o777 == 0o444
    assert {path.name for path in folder.parent.iterdir()} == {NAME}
    assert TESTS in {cell.id for cell in made.cells}
    assert notebook_text(made)


def test_the_teachers_files_lie_beside_every_notebook_and_take_their_room_once(
    course: Path, release: NotebookNode, monkeypatch: pytest.MonkeyPatch
):
    """A copy that is gone, or that the disk cannot link to, is a file of its own."""
    picture = course / "source" / NAME / "figures" / "a.svg"
    picture.parent.mkdir()
    picture.write_text("<svg/>")
    for student in ("ada", "ben", "eve"):
        path = hand_in(course, student, answered(release))
        (path.parent / "notes.txt").write_text("mine")
    grade(course)
    copies = [course / "autograded" / name / NAME / "figures/a.svg" for name in ("ada", "ben")]
    assert copies[0].samefile(copies[1]) and not copies[0].samefile(picture)
    assert picture.stat().st_mode & 0o200 and not copies[0].stat().st_mode & 0o222
    notes = [course / "autograded" / name / NAME / "notes.txt" for name in ("ada", "ben")]
    assert not notes[0].samefile(notes[1])

    def no_links(*args: Any, **options: Any) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    before = files(course)
    with monkeypatch.context() as patch:
        patch.setattr("os.link", no_links)
        grade(course, force=True)
    assert files(course) == before and not copies[0].samefile(copies[1])
    picture.write_text("<svg></svg>")
    grade(course)
    assert [copy.read_text() for copy in copies] == ["<svg></svg>"] * 2


def test_steps_of_a_teachers_own_are_not_left_out_in_silence(graded: Path):
    assert grade(graded)[0].notes == []
    config = graded / "nbgrader_config.py"
    config.write_text(config.read_text() + "\nc.Autograde.autograde_preprocessors += ['my.Step']\n")
    assert "runs my.Step" in grade(graded)[0].notes[0]


def test_a_class_need_not_fit_into_memory(
    course: Path, release: NotebookNode, monkeypatch: pytest.MonkeyPatch
):
    """What is booked is let go: at no time there are more submissions than a batch holds."""
    for number in range(7):
        hand_in(course, f"student{number}", answered(release))
    made: list[weakref.ref[NotebookNode]] = []
    living: list[int] = []
    whole = run.repair

    def repair(*args: Any) -> NotebookNode:
        gc.collect()
        living.append(sum(one() is not None for one in made))
        repaired = whole(*args)
        made.append(weakref.ref(repaired))
        return repaired

    monkeypatch.setattr(run, "repair", repair)
    monkeypatch.setattr(run, "BATCH", 2)
    grade(course)
    assert len(living) == 7 and max(living) <= 2
