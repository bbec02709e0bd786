"""Limits that differ from the course's configuration hold for the whole run."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from nbformat import NotebookNode

from deepcat_grader.grading.course_folder import open_course
from deepcat_grader.grading.engine import LocalPool
from deepcat_grader.grading.isolation.limits import Limits
from deepcat_grader.grading.ledger import Ledger
from deepcat_grader.grading.run import Options, configured_limits, run

from .small import answered, hand_in


def test_what_was_judged_is_booked_and_not_judged_again(
    course: Path, release: NotebookNode
) -> None:
    hand_in(course, "ada", answered(release))
    limits = Limits(cell=60.0, call=30.0, total=300.0, memory=1536, restarts=5)
    assert limits != configured_limits(open_course(course))
    report = run(open_course(course), LocalPool(1), Options(limits=limits, feedback=False))
    assert report.failed == {}
    with sqlite3.connect(Ledger(course).path) as ledger:
        keys = [key for (key,) in ledger.execute("SELECT key FROM graded")]
    ledger.close()
    assert keys == list(report.records)
