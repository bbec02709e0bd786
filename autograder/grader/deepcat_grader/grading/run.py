"""Grade a course: judge what was handed in, fill the gradebook, write the feedback."""

from __future__ import annotations

import json
import time
import traceback
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from deepcat_grader.grading.booking import converters
from deepcat_grader.grading.booking.plugin import JudgeCells, with_limits
from deepcat_grader.grading.course_folder import CourseFolder, NoCourse, Submission
from deepcat_grader.grading.engine import Engine
from deepcat_grader.grading.intake.handed_in import refusal
from deepcat_grader.grading.intake.overlooked import overlooked
from deepcat_grader.grading.intake.reading import Unreadable, read_notebook
from deepcat_grader.grading.intake.repair import repair
from deepcat_grader.grading.intake.times import handed_in_at
from deepcat_grader.grading.isolation.limits import Limits
from deepcat_grader.grading.ledger import Ledger
from deepcat_grader.grading.record import NotebookRecord
from deepcat_grader.grading.submission import Work, checks, grade, work_of

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Item:
    """One notebook of a run: what was handed in, what there is to do, what came of it."""

    submission: Submission
    work: Work
    unreadable: str = ""


@dataclass
class Report:
    """What a run did.

    ``failed`` maps student and assignment to why they were not graded; ``seconds`` has the time
    of each phase, ``tracebacks`` those of our own faults by student and assignment; ``notes``
    are sentences that a person should read.
    """

    items: list[Item] = field(default_factory=list)
    records: dict[str, NotebookRecord] = field(default_factory=dict)
    failed: dict[tuple[str, str], str] = field(default_factory=dict)
    tracebacks: dict[tuple[str, str], str] = field(default_factory=dict)
    judged: int = 0
    seconds: dict[str, float] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Options:
    """What to grade, and how."""

    assignments: Collection[str] = ()
    students: Collection[str] = ()
    limits: Limits | None = None
    force: bool = False
    feedback: bool = True


def configured_limits(course: CourseFolder, **changes: float | None) -> Limits:
    """The limits of a course's configuration, some of them changed."""
    limits = JudgeCells(config=course.config).limits()
    return replace(limits, **{name: value for name, value in changes.items() if value is not None})  # type: ignore[arg-type]  # names and types are the fields'


def run(
    course: CourseFolder,
    engine: Engine,
    options: Options,
    progress: Progress = lambda phase, done, of: None,
) -> Report:
    """Grade what was handed in.

    Parameters
    ----------
    course : CourseFolder
    engine : Engine
    options : Options
    progress : callable (phase, done, of) -> None

    Returns
    -------
    Report

    Raises
    ------
    NoCourse
        If there is nothing to grade; the text says what to do.
    """
    if options.limits:  # the gradebook is filled under the same: others would be another judgement
        course = replace(course, config=with_limits(course.config, options.limits))
    report = Report()
    chosen = _chosen(course, options, report)
    _timed(report, "judge", lambda: _judge(course, engine, chosen, options, report, progress))
    _timed(report, "gradebook", lambda: _book(course, options, report, progress))
    if options.feedback:
        _timed(report, "feedback", lambda: _write_feedback(course, report, progress))
    return report


def _timed(report: Report, phase: str, action: Callable[[], None]) -> None:
    start = time.monotonic()
    action()
    report.seconds[phase] = time.monotonic() - start


def _chosen(course: CourseFolder, options: Options, report: Report) -> list[Submission]:
    known, present = course.assignments(), course.students()
    for name in options.assignments:
        if name not in known:
            listed = ", ".join(known) or "none"
            raise NoCourse(f"{course.root} has no assignment {name!r}; it has: {listed}.")
    for name in options.students:
        if name not in present:
            raise NoCourse(f"{name!r} has handed in nothing for {course.root}.")
    found = []
    _name_overlooked(course, options, report)
    for student in options.students or present:
        for assignment in options.assignments or known:
            submissions = course.submissions(assignment, student)
            if (student, assignment) in report.failed or not submissions:
                continue
            folder = course.handed_in(assignment, student)
            if why := refusal(folder, student, course.zone):
                report.failed[student, assignment] = why
                continue
            found += submissions
            if note := handed_in_at(folder, course.zone).note:
                report.notes.append(f"{student}, {assignment}: {note}.")
    if not found and not report.failed:
        where = course.directory.format_path(
            course.directory.submitted_directory, "STUDENT", "ASSIGNMENT"
        )
        raise NoCourse(f"Nothing was handed in. Put notebooks into {where}, then start again.")
    return found


def _name_overlooked(course: CourseFolder, options: Options, report: Report) -> None:
    """Name all that was handed in and is not graded, of the students and assignments chosen."""
    if (folder := course.submitted) is None:
        return
    wanted = {name: course.notebooks(name) for name in course.assignments()}
    odd = overlooked(folder, wanted)
    for (student, assignment), why in odd.failed.items():
        chosen = not options.assignments or not assignment or assignment in options.assignments
        if chosen and (not options.students or student in options.students):
            report.failed[student, assignment] = why
    if not options.assignments and not options.students:
        report.notes += odd.notes


def _judge(
    course: CourseFolder,
    engine: Engine,
    submissions: Sequence[Submission],
    options: Options,
    report: Report,
    progress: Progress,
) -> None:
    limits = configured_limits(course)
    ledger = Ledger(course.root)
    waiting: dict[str, Item] = {}
    for submission in submissions:
        item = _item(course, submission, limits)
        report.items.append(item)
        record = None if options.force else ledger.find(item.work.key)
        if record is None:
            waiting[item.work.key] = item
        else:
            report.records[item.work.key] = record
    of = len(report.items)
    progress("judge", of - len(waiting), of)
    for work, result in engine.run(grade, [item.work for item in waiting.values()]):
        if isinstance(result, Exception):
            where = work.student, work.assignment
            report.failed[where] = f"{type(result).__name__}: {result}"
            report.tracebacks[where] = "".join(traceback.format_exception(result))
        else:
            ledger.keep(work.key, work.assignment, work.student, work.notebook, result)
            report.records[work.key] = result
            report.judged += 1
        progress("judge", len(report.records) + len(report.failed), of)
    report.notes += ledger.notes
    ledger.close()


def _item(course: CourseFolder, submission: Submission, limits: Limits) -> Item:
    unreadable = ""
    try:
        notebook = read_notebook(submission.path)
    except Unreadable as error:
        notebook = NotebookNode(nbformat=4, nbformat_minor=5, metadata={}, cells=[])
        unreadable = f"The file {submission.path.name} {error}."
    master = course.master(submission.assignment, submission.notebook)
    names = (submission.assignment, submission.student, submission.notebook)
    repaired = repair(master, notebook, checks(course.root))
    source = course.source(submission.assignment)
    work = work_of(course.root, names, master, repaired, limits, source)
    return Item(submission, work, unreadable)


def _book(course: CourseFolder, options: Options, report: Report, progress: Progress) -> None:
    stale = _by_assignment(
        item for item in report.items if options.force or _booked_key(course, item) != item.work.key
    )
    _convert(converters.book, "gradebook", course, stale, report, progress)


def _write_feedback(course: CourseFolder, report: Report, progress: Progress) -> None:
    _convert(
        converters.write_feedback,
        "feedback",
        course,
        _by_assignment(report.items),
        report,
        progress,
    )


def _by_assignment(items: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for item in items:
        students = found.setdefault(item.submission.assignment, [])
        if item.submission.student not in students:
            students.append(item.submission.student)
    return found


def _convert(
    convert: Callable[[CourseFolder, str, Sequence[str]], list[str]],
    phase: str,
    course: CourseFolder,
    wanted: dict[str, list[str]],
    report: Report,
    progress: Progress,
) -> None:
    of, done = sum(map(len, wanted.values())), 0
    progress(phase, 0, of)
    for assignment, students in wanted.items():
        ready = [student for student in students if (student, assignment) not in report.failed]
        for student in convert(course, assignment, ready):
            report.failed[student, assignment] = f"nbgrader failed at its {phase}"
        done += len(students)
        progress(phase, done, of)


def _booked_key(course: CourseFolder, item: Item) -> str:
    """Under which key a notebook was last written to the gradebook."""
    names = item.submission
    folder = course.directory.format_path(
        course.directory.autograded_directory, names.student, names.assignment
    )
    try:
        text = (Path(folder) / f"{names.notebook}.ipynb").read_text(encoding="utf-8")
        return str(json.loads(text)["metadata"]["deepcat"]["key"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""
