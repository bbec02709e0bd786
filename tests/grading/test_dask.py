"""A class graded on a Dask cluster: the same table, whatever machine is lost in the middle."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from nbformat import NotebookNode

from deepcat_grader.grading.course_folder import open_course
from deepcat_grader.grading.run import Options, run

from .made_up import files, grade, rows
from .made_up_verdicts import slowly
from .small import answered, hand_in, stub_of

pytest.importorskip("distributed")
pytestmark = pytest.mark.slow
STUDENTS = 12


@pytest.fixture
def scheduler(root: Path) -> Iterator[str]:
    """A scheduler and two workers, each a process of its own, and none of them brings one back."""
    command = [sys.executable, "-m", "distributed.cli.dask_scheduler"]
    options = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show"]
    # The cluster imports what it is to do by name, here from the tests.
    paths = os.pathsep.join((str(root / "tests"), os.environ.get("PYTHONPATH", "")))
    env = {**os.environ, "PYTHONPATH": paths}
    with subprocess.Popen(
        [*command, *options], stderr=subprocess.PIPE, text=True, env=env
    ) as leading:
        assert leading.stderr is not None
        line = next(line for line in leading.stderr if "Scheduler at:" in line)
        address = line.split()[-1]
        worker = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--no-nanny"]
        workers = [
            subprocess.Popen(
                [*worker, "--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1"],
                stderr=subprocess.DEVNULL,
                env=env,
            )
            for _ in range(2)
        ]
        try:
            yield address
        finally:
            for process in (*workers, leading):
                process.kill()
                process.wait()
            leading.stderr.close()


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_a_lost_machine_changes_nothing(
    course: Path, release: NotebookNode, scheduler: str, monkeypatch: pytest.MonkeyPatch
):
    from deepcat_grader.grading import run as running
    from deepcat_grader.grading.dask_engine import DaskEngine

    for number in range(STUDENTS):
        slip = {stub_of("neuron.relu"): "# slip"} if number % 3 else {}
        hand_in(course, f"student{number:02}", answered(release, slip))
    with monkeypatch.context() as patch:
        patch.setattr(running, "grade", slowly)
        report = run(open_course(course), DaskEngine(scheduler), Options())
    assert (report.failed, report.unbooked, report.judged) == ({}, "", STUDENTS)
    assert (course / "lost").exists()
    table, pages = rows(course), files(course)
    assert grade(course)[1] == []
    grade(course, force=True)
    assert (rows(course), files(course)) == (table, pages)


def test_a_machine_with_another_version_grades_nobody(monkeypatch: pytest.MonkeyPatch):
    from deepcat_grader.grading import dask_engine

    work: Any = str
    assert dask_engine._checked(work, 1, dask_engine.version()) == "1"
    with pytest.raises(dask_engine.OtherVersion, match="install the same"):
        dask_engine._checked(work, 1, "another")
