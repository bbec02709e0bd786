"""The grader is killed at any instant, again and again; what comes out is what one run gives."""

from __future__ import annotations

import gc
import multiprocessing
import os
import random
import shutil
import signal
import sys
from pathlib import Path
from typing import Any

import pytest
from nbformat import NotebookNode
from sqlalchemy import Engine, event

from deepcat_grader.build.notebook import notebook_text

from .made_up import asked, files, grade, rows
from .small import NAME, answered, hand_in, stub_of

STUDENTS = 4
MOST = 190  # file operations and statements of a run in which one student's work is new
CALLS = ("open", "os.", "shutil.", "sqlite3.")


def count_down(events: int) -> None:
    """Kill this process after so many of its file operations and statements."""
    left = events

    def counted(*args: Any) -> None:
        nonlocal left
        left -= 1
        if left == 0:  # killing is an event itself
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(lambda name, args: counted() if name.startswith(CALLS) else None)
    for moment in ("before_cursor_execute", "after_cursor_execute", "commit"):
        event.listen(Engine, moment, counted)


def killed(root: Path, events: int) -> bool:
    """Grade in a process that ends after so many events; whether it was killed."""

    def child() -> None:
        count_down(events)
        grade(root)

    process = multiprocessing.get_context("fork").Process(target=child)
    process.start()
    process.join()
    assert process.exitcode in (0, -signal.SIGKILL)
    return process.exitcode != 0


def pages(root: Path) -> dict[str, bytes]:
    return {name: text for name, text in files(root).items() if ".old" not in name}


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_whatever_kills_it_the_table_is_that_of_one_run(
    course: Path, release: NotebookNode, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Nothing twice, nothing lost, nothing marked graded that was not."""
    right, slip = (answered(release, {stub_of("neuron.relu"): text}) for text in ("", "# slip"))
    for number in range(STUDENTS):
        hand_in(course, f"student{number}", slip if number % 2 else right)
    undisturbed = Path(shutil.copytree(course, tmp_path / "undisturbed"))
    chance = random.Random(1)
    gc.freeze()  # a child then copies fewer pages of its parent's
    for _ in range(request.config.getoption("--kills")):
        folder = course / "submitted" / f"student{chance.randrange(STUDENTS)}" / NAME
        (folder / f"{NAME}.ipynb").write_text(notebook_text(chance.choice((right, slip))))
        day = chance.randint(1, 28)
        (folder / "timestamp.txt").write_text(f"2026-11-{day:02} 10:00:00 UTC")
        while not killed(course, chance.randint(1, MOST)):
            pass  # it was done before that instant
        booked = asked_if_there(course)
        assert len(set(booked)) == len(booked)
    gc.unfreeze()
    grade(course)
    shutil.copytree(course / "submitted", undisturbed / "submitted", dirs_exist_ok=True)
    grade(undisturbed)
    assert rows(course) == rows(undisturbed)
    assert pages(course) == pages(undisturbed)


def asked_if_there(root: Path) -> list[tuple[Any, ...]]:
    """Who is said to be booked, at whatever instant; each has every row and a graded notebook."""
    if not asked(root, "SELECT 1 FROM sqlite_master WHERE name = 'deepcat_booked'"):
        return []
    done = asked(
        root,
        "SELECT s.student_id, (SELECT count(*) FROM grade g JOIN submitted_notebook n ON "
        "n.id = g.notebook_id WHERE n.assignment_id = s.id AND g.auto_score IS NOT NULL) "
        "FROM deepcat_booked b JOIN submitted_assignment s ON s.id = b.submission",
    )
    for student, grades in done:
        assert grades == 5, student
    return done
