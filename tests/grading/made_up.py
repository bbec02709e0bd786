"""Grading without a worker: verdicts are made up from the work, and everything else is real."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from deepcat_grader.grading.course_folder import open_course
from deepcat_grader.grading.record import NotebookRecord
from deepcat_grader.grading.report import Report
from deepcat_grader.grading.run import Options, run
from deepcat_grader.grading.submission import Work

from .made_up_verdicts import found


class MadeUp:
    """An engine that remembers whom it was asked to judge."""

    def __init__(self, judge: Callable[[Work], NotebookRecord] = found) -> None:
        self.judge = judge
        self.judged: list[str] = []

    def run(self, work: Any, jobs: Iterable[Work]) -> Iterator[tuple[Work, NotebookRecord]]:
        """Do all jobs."""
        for job in jobs:
            self.judged.append(job.student)
            yield job, self.judge(job)


def grade(root: Path, engine: MadeUp | None = None, **options: Any) -> tuple[Report, list[str]]:
    """Grade a course, and say who was judged."""
    engine = engine or MadeUp()
    report = run(open_course(root), engine, Options(**options))  # type: ignore[arg-type]  # of one kind of job
    return report, engine.judged


ROWS = """
SELECT s.student_id, s.timestamp, c.name, c.type, g.auto_score, g.manual_score,
       g.needs_manual_grade, n.late_submission_penalty, NULL
FROM grade g JOIN base_cell c ON c.id = g.cell_id
JOIN submitted_notebook n ON n.id = g.notebook_id
JOIN submitted_assignment s ON s.id = n.assignment_id
UNION ALL
SELECT s.student_id, NULL, c.name, c.type, NULL, NULL, NULL, NULL, m.auto_comment
FROM comment m JOIN base_cell c ON c.id = m.cell_id
JOIN submitted_notebook n ON n.id = m.notebook_id
JOIN submitted_assignment s ON s.id = n.assignment_id
ORDER BY 1, 3, 4
"""


def rows(root: Path) -> list[tuple[Any, ...]]:
    """Everything that stands in the gradebook."""
    return asked(root, ROWS)


def asked(root: Path, statement: str, *values: Any) -> list[tuple[Any, ...]]:
    """What the gradebook answers."""
    connection = sqlite3.connect(root / "gradebook.db")
    try:
        with connection:
            return connection.execute(statement, values).fetchall()
    finally:
        connection.close()


def files(root: Path) -> dict[str, bytes]:
    """Every graded notebook and every page."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for folder in ("autograded", "feedback")
        for path in (root / folder).rglob("*")
        if path.is_file()
    }


def times(root: Path) -> dict[str, int]:
    """When each of them was written."""
    return {name: os.stat(root / name).st_mtime_ns for name in files(root)}
