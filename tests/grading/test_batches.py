"""A class judged in batches, each with a ledger of its own: the table of one run."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import typer
from nbformat import NotebookNode
from typer.testing import CliRunner

from deepcat_grader.batch_cli import add_commands
from deepcat_grader.grading.batches import Batch, judge_batch, merge
from deepcat_grader.grading.course_folder import open_course
from deepcat_grader.grading.ledger import LedgerError
from deepcat_grader.grading.record import NotebookRecord
from deepcat_grader.grading.run import Options
from deepcat_grader.grading.submission import Work

from .made_up import MadeUp, files, grade, rows
from .small import answered, hand_in, stub_of

STUDENTS = 9
COUNT = 3


@pytest.fixture
def full(course: Path, release: NotebookNode) -> Path:
    """A course in which some have handed in."""
    for number in range(STUDENTS):
        slip = {stub_of("neuron.relu"): "# slip"} if number % 2 else {}
        hand_in(course, f"student{number}", answered(release, slip))
    return course


def judged(course: Path, index: int, folder: Path) -> list[str]:
    """Judge a batch with made-up verdicts, and say whom."""
    engine: Any = MadeUp()
    report = judge_batch(open_course(course), Batch(index, COUNT), folder, engine, Options())
    assert report.failed == {}
    judged: list[str] = engine.judged
    return judged


def everything(root: Path) -> dict[str, tuple[int, int]]:
    """Every file below a folder, with its size and its time."""
    return {
        path.relative_to(root).as_posix(): (path.stat().st_size, path.stat().st_mtime_ns)
        for path in root.rglob("*")
    }


@pytest.mark.parametrize("text", ["", "1", "3/3", "-1/3", "1/0", "1/3/5", "x/3", "٣/9"])
def test_a_batch_that_is_none_is_told(text: str):
    with pytest.raises(ValueError, match=r"is no batch: write INDEX/COUNT"):
        Batch.read(text)


def test_every_student_is_in_one_batch_and_stays_there():
    names = [f"student{number}" for number in range(2000)] + ["\udcff", "Ωmega"]
    shares = [[name for name in names if Batch.read(f"{at}/4").holds(name)] for at in range(4)]
    assert sorted(chain(*shares)) == sorted(names)
    assert all(400 < len(share) < 600 for share in shares)


def test_batches_come_to_the_table_of_one_run(
    full: Path, tmp_path: Path, new_course: Callable[[Path], Path]
):
    """Repeated, a batch changes nothing."""
    before, results = everything(full), tmp_path / "results"
    people = [judged(full, index, results) for index in range(COUNT)]
    assert everything(full) == before  # the course is only read
    assert sorted(chain(*people)) == [f"student{number}" for number in range(STUDENTS)]
    assert judged(full, 1, results) == []  # it was there already
    merged = merge(open_course(full), results)
    assert (merged.batches, merged.new, merged.notes) == (COUNT, STUDENTS, [])
    assert grade(full)[1] == []  # everything is booked, and nobody judged again
    table, pages = rows(full), files(full)
    grade(full, force=True)
    assert (rows(full), files(full)) == (table, pages)
    assert merge(open_course(full), results).new == 0


def test_a_batch_that_is_lost_damaged_or_of_another_version_is_judged_by_grade(
    full: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    results = tmp_path / "results"
    people = [judged(full, index, results) for index in range(COUNT)]
    (results / Batch(0, COUNT).file).unlink()
    broken = results / Batch(1, COUNT).file
    broken.write_bytes(broken.read_bytes()[:5000])
    with closing(sqlite3.connect(results / Batch(2, COUNT).file)) as changed:
        changed.execute("UPDATE graded SET student = student, record = '{}' WHERE rowid = 1")
        changed.commit()
    merged = merge(open_course(full), results)
    lost, left_out, odd = merged.notes
    assert "Of 3 batches 1 is not there (0)" in lost
    assert "was left out" in left_out and "Judge that batch again" in left_out
    assert "1 record was left out of" in odd and "changed by something else" in odd
    assert merged.new == len(people[2]) - 1
    assert len(grade(full)[1]) == STUDENTS - merged.new
    judged(full, 0, results)
    monkeypatch.setattr("deepcat_grader.grading.ledger.version", lambda: "another")
    assert "another version of DeepCat" in " ".join(merge(open_course(full), results).notes)


def test_a_batch_is_put_down_whole_or_not_at_all(
    full: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def full_disk(*args: Any) -> None:
        raise OSError(28, "No space left on device")

    results = tmp_path / "results"
    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full_disk)
        with pytest.raises(LedgerError, match="No space left on device"):
            judged(full, 0, results)
    assert list(results.iterdir()) == []
    with pytest.raises(LedgerError, match="holds no batch"):
        merge(open_course(full), results)


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_a_batch_that_is_killed_leaves_nothing_and_is_judged_again(
    full: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Of what it had begun the next one finds nothing, and sweeps away what lies about."""

    class Killed(MadeUp):
        def run(self, work: Any, jobs: Iterable[Work]) -> Iterator[tuple[Work, NotebookRecord]]:
            for number, done in enumerate(super().run(work, jobs)):
                if number == 1:
                    os.kill(os.getpid(), signal.SIGKILL)
                yield done

    results, places = tmp_path / "results", tmp_path / "places"
    places.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(places))
    engine: Any = Killed()
    arguments = (open_course(full), Batch(0, 1), results, engine, Options())
    pod = multiprocessing.get_context("fork").Process(target=judge_batch, args=arguments)
    pod.start()
    pod.join()
    assert pod.exitcode == -signal.SIGKILL and not results.exists()
    assert len(list(places.iterdir())) == 1
    again: Any = MadeUp()
    judge_batch(open_course(full), Batch(0, 1), results, again, Options())
    assert len(again.judged) == STUDENTS
    assert [path.name for path in results.iterdir()] == [Batch(0, 1).file]
    assert list(places.iterdir()) == []


@pytest.mark.slow
def test_two_processes_of_their_own_judge_for_one_table(
    course: Path, release: NotebookNode, tmp_path: Path
):
    """The commands as a pod has them, with real workers."""
    app = typer.Typer()
    add_commands(app)
    for name in ("ada", "emeka"):
        hand_in(course, name, answered(release))
    results = str(tmp_path / "results")
    for index in range(2):
        command = ["batch", "judge", str(course), f"{index}/2", "--into", results]
        done = CliRunner().invoke(app, command)
        assert done.exit_code == 0, done.output
    done = CliRunner().invoke(app, ["batch", "merge", str(course), results])
    assert done.exit_code == 0 and "2 new records" in done.output
    assert grade(course)[1] == []
    done = CliRunner().invoke(app, ["batch", "judge", str(course), "2/2", "--into", results])
    assert done.exit_code == 2 and "is no batch" in done.output
    done = CliRunner().invoke(app, ["batch", "merge", str(course), str(tmp_path / "none")])
    assert done.exit_code == 2 and "cannot be used" in done.output
