"""The table that ends a run."""

from __future__ import annotations

from collections import Counter

from rich.table import Table
from rich.text import Text

from deepcat_grader.grading.record import NotebookRecord, Score
from deepcat_grader.grading.report import Item, Report
from deepcat_grader.wording import counted
from deepcat_judge.verdict import Outcome, Verdict

INSIDE = "checked inside the student's process"


LONG = 200  # rows that a person still reads


def table(report: Report) -> Table:
    """One row a student and assignment: points of what was judged, and what needs a person.

    Marks by hand and what lateness costs stand in the gradebook, and not here.

    Of a long class only those are shown that need one.
    """
    long = len(report.items) > LONG
    title = f"Of {len(report.items)} notebooks, these need a person" if long else "Graded"
    shown = Table(title=title, title_justify="left")
    for name in ("student", "assignment"):
        shown.add_column(name)
    for name in ("judged", "of", "passed"):
        shown.add_column(name, justify="right")
    shown.add_column("note")
    for item in report.items:
        names = item.submission
        record = report.records.get(item.key)
        failure = report.failed.get((names.student, names.assignment), "")
        if long and not (failure or _needs_a_person(item, record)):
            continue
        row = _numbers(record) if record else ("", "", "")
        notes = failure or _note(item, record)
        # Text, not markup: a student's name may hold brackets.
        shown.add_row(Text(names.student), Text(names.notebook), *row, Text(notes))
    graded = {(item.submission.student, item.submission.assignment) for item in report.items}
    for (student, assignment), why in report.failed.items():
        if (student, assignment) not in graded:
            shown.add_row(Text(repr(student)), Text(assignment), "", "", "", Text(why))
    return shown


def faults(report: Report) -> str:
    """The traceback of each fault of ours, under the student and the work that it hit."""
    found = [
        (item.submission.student, name, found.traceback)
        for item in report.items
        if (record := report.records.get(item.key))
        for name, found in _found(record)
        if found.traceback
    ]
    found += [(*where, told) for where, told in report.tracebacks.items()]
    return "\n\n".join(f"{who}, {what}:\n{told.rstrip()}" for who, what, told in found)


def points(record: NotebookRecord) -> tuple[float, float]:
    """Points earned, and points there are, in what was judged."""
    found = [one for _, one in _found(record)]
    return sum(one.points for one in found), sum(one.max_points for one in found)


def _found(record: NotebookRecord) -> list[tuple[str, Verdict | Score]]:
    return [*record.verdicts.items(), *record.scores.items()]


def _numbers(record: NotebookRecord) -> tuple[str, str, str]:
    earned, of = points(record)
    passed = sum(verdict.passed for verdict in record.verdicts.values())
    return f"{earned:g}", f"{of:g}", f"{passed}/{len(record.verdicts)}"


def _needs_a_person(item: Item, record: NotebookRecord | None) -> bool:
    """Whether something of a notebook could not be judged."""
    faults = record and any(
        verdict.outcome is Outcome.GRADER_FAULT for verdict in record.verdicts.values()
    )
    return bool(item.unreadable or record is None or faults)


def _note(item: Item, record: NotebookRecord | None) -> str:
    if item.unreadable:
        return f"needs attention: {item.unreadable}"
    if record is None:
        return "not graded"
    counts = Counter(verdict.outcome for verdict in record.verdicts.values())
    stopped = sum(1 for run in record.runs.values() if run.fault)
    fault = ("needs attention: a fault of the grader", "need attention: faults of the grader")
    tests = sum(score.waits for score in record.scores.values())
    inside = sum(score.inside for score in record.scores.values())
    found = (
        (counts[Outcome.GRADER_FAULT], *fault),
        (counts[Outcome.NOT_ATTEMPTED], "not attempted", "not attempted"),
        (counts[Outcome.TIMED_OUT], "timed out", "timed out"),
        (counts[Outcome.RAISED], "raised", "raised"),
        (tests, "test needs a person", "tests need a person"),
        (inside, INSIDE, INSIDE),
        (stopped, "cell stopped", "cells stopped"),
    )
    return "; ".join(counted(count, one, many) for count, one, many in found if count)
