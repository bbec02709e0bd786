"""The groups of answers without a name in a class, and what their members handed in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from deepcat_grader.grading.course_folder import CourseFolder
from deepcat_grader.grading.engine import Nowhere
from deepcat_grader.grading.ledger import Ledger
from deepcat_grader.grading.run import Options, Progress, configured_limits, judge, planned
from deepcat_grader.grading.submission import Work
from deepcat_grader.insight.clusters import Cluster, clusters
from deepcat_grader.insight.facts import fact_of


@dataclass(frozen=True)
class Groups:
    """The groups of a class, and how many notebooks are not judged as they stand now."""

    found: list[Cluster]
    unjudged: int


def groups_of(course: CourseFolder, progress: Progress = lambda phase, done, of: None) -> Groups:
    """The groups as the ledger has the class; nothing is judged, and nothing is booked.

    Raises
    ------
    NoCourse, NoSecret, LedgerError
    """
    with Ledger(course.root) as ledger:
        report = judge(course, Nowhere(), Options(), ledger, progress)
    judged = [item for item in report.items if item.key in report.records]
    facts = [
        fact_of(item.submission.student, item.submission.assignment, verdict)
        for item in judged
        for verdict in report.records[item.key].verdicts.values()
    ]
    return Groups(clusters(facts), len(report.items) - len(judged))


def works_of(course: CourseFolder, exercise: str, assignment: str, student: str) -> Iterator[Work]:
    """What a student handed in for an assignment that asks for an exercise."""
    for submission in course.submissions(assignment, student):
        work, _, unreadable = planned(course, submission, configured_limits(course))
        if not unreadable and any(step.exercise == exercise for step in work.steps):
            yield work


def answer_in(work: Work, exercise: str) -> str:
    """What a student wrote into the cell of an exercise."""
    stub = next((step.stub for step in work.steps if step.exercise == exercise), "")
    return next((step.source for step in work.steps if step.cell == stub), "")
