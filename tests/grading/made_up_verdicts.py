"""Verdicts made up from the work, in a module that a bare process imports quickly."""

from __future__ import annotations

import os
import signal
import time

from deepcat_grader.bank import ENTRIES
from deepcat_grader.grading.record import CellRun, NotebookRecord, Score
from deepcat_grader.grading.submission import Work
from deepcat_judge.verdict import Outcome, Verdict


def verdict(name: str, earns: bool = True) -> Verdict:
    """Full marks, or a slip."""
    most = ENTRIES[name].exercise.points
    if earns:
        return Verdict(name, Outcome.PASSED, most, most, headline="Right.")
    return Verdict(name, Outcome.INCORRECT, 1.0, most, headline="A made-up slip.")


def found(work: Work) -> NotebookRecord:
    """Full marks, but for exercises in whose cell "slip" stands."""
    text = {step.cell: step.source for step in work.steps}
    return NotebookRecord(
        {
            step.exercise: verdict(step.exercise, "slip" not in text.get(step.stub, ""))
            for step in work.steps
            if step.exercise
        },
        {step.cell: Score(2.0, 2.0, "") for step in work.steps if step.role == "tests"},
        {step.cell: CellRun() for step in work.steps if step.role == "tests"},
    )


def slowly(work: Work) -> NotebookRecord:
    """A made-up record; the first process that gets a job is lost with it."""
    mark = work.course / "lost"
    try:
        mark.touch(exist_ok=False)
    except FileExistsError:
        time.sleep(0.05)
        return found(work)
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError
