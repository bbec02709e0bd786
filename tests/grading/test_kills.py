"""The grader is killed at any instant, again and again; what comes out is what one run gives."""

from __future__ import annotations

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

from .made_up import asked, files, grade, rows
from .small import NAME, answered, hand_in, stub_of

STUDENTS = 6
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
    for number in range(STUDENTS):
        slip = {stub_of("neuron.relu"): "# slip"} if number % 2 else {}
        hand_in(course, f"student{number}", answered(release, slip))
    undisturbed = Path(shutil.copytree(course, tmp_path / "undisturbed"))
    grade(undisturbed)
    chance = random.Random(1)
    for _ in range(request.config.getoption("--kills")):
        if not killed(course, chance.randint(1, 700)):
            path = course / "submitted" / f"student{chance.randrange(STUDENTS)}" / NAME
            time = f"2026-11-{chance.randint(1, 28):02} 10:00:00 UTC"
            (path / "timestamp.txt").write_text(time)
            shutil.copytree(path, undisturbed / path.relative_to(course), dirs_exist_ok=True)
        booked = asked_if_there(course)
        assert len(set(booked)) == len(booked)
    grade(course)
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
