"""Grade a course: judge what was handed in, fill the gradebook, write the feedback."""

from __future__ import annotations

import sqlite3
import time
import traceback
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace

from nbformat import NotebookNode

from deepcat_grader.classes.backups import refuse_unfinished
from deepcat_grader.grading.booking.desk import Desk, Graded, GradedNotebook, left_out
from deepcat_grader.grading.booking.gradebook import CannotBook
from deepcat_grader.grading.booking.plugin import JudgeCells
from deepcat_grader.grading.booking.tables import UnknownAssignment
from deepcat_grader.grading.booking.turn import turn
from deepcat_grader.grading.course_folder import CourseFolder, NoCourse, Submission, folders_beside
from deepcat_grader.grading.engine import Engine
from deepcat_grader.grading.intake.handed_in import refusal
from deepcat_grader.grading.intake.overlooked import overlooked
from deepcat_grader.grading.intake.reading import Unreadable, read_notebook
from deepcat_grader.grading.intake.repair import repair
from deepcat_grader.grading.intake.times import handed_in_at
from deepcat_grader.grading.isolation.limits import Limits
from deepcat_grader.grading.ledger import Ledger
from deepcat_grader.grading.points import points_of, restated
from deepcat_grader.grading.record import NotebookRecord
from deepcat_grader.grading.report import Item, Records, Report
from deepcat_grader.grading.submission import Work, checks, grade, work_of

Progress = Callable[[str, int, int], None]
BATCH = 64  # submissions that are booked in one transaction


@dataclass(frozen=True)
class Options:
    """What to grade, and how; `share` says which students are part of it, where not all are."""

    assignments: Collection[str] = ()
    students: Collection[str] = ()
    limits: Limits | None = None
    force: bool = False
    feedback: bool = True
    share: Callable[[str], bool] | None = None


def configured_limits(course: CourseFolder, **changes: float | None) -> Limits:
    """The limits of a course's configuration, some of them changed."""
    limits = JudgeCells(config=course.config).limits()
    return replace(limits, **{name: value for name, value in changes.items() if value is not None})  # type: ignore[arg-type]  # names and types are the fields'


def trusts(course: CourseFolder) -> bool:
    """Whether a course's configuration says that its students are trusted."""
    return bool(JudgeCells(config=course.config).i_trust_these_students)


def run(
    course: CourseFolder,
    engine: Engine,
    options: Options,
    progress: Progress = lambda phase, done, of: None,
    desk: Desk | None = None,
) -> Report:
    """Grade what was handed in.

    Parameters
    ----------
    course : CourseFolder
    engine : Engine
    options : Options
    progress : callable (phase, done, of) -> None
    desk : Desk, optional
        Where it is booked, if not at the course's own.

    Returns
    -------
    Report

    Raises
    ------
    NoCourse
        If there is nothing to grade; the text says what to do.
    LedgerError
        If what was judged cannot be written down.
    """
    refuse_unfinished(course.root)
    report = Report(Records(course.root), notes=left_out(course.config))
    folders = _chosen(course, options, report)
    with Ledger(course.root) as ledger, closing(desk or Desk(course)) as at:
        _Run(course, options, progress, report, ledger, at).go(engine, folders)
        report.notes += [*ledger.notes, *filter(None, at.notes.values())]
    return report


def judge(
    course: CourseFolder,
    engine: Engine,
    options: Options,
    ledger: Ledger,
    progress: Progress = lambda phase, done, of: None,
) -> Report:
    """Judge what was handed in, and book nothing: the records stand in the ledger.

    What cannot be graded at all is named when the class is booked, and not here.

    Raises
    ------
    NoCourse, LedgerError
    """
    report = Report(Records(course.root, ledger.path))
    folders = _chosen(course, options, report)
    report.failed, report.notes = {}, []
    _Run(course, options, progress, report, ledger, None).go(engine, folders)
    report.notes += ledger.notes
    return report


def planned(
    course: CourseFolder, submission: Submission, limits: Limits
) -> tuple[Work, NotebookNode, str]:
    """The work in a notebook that was handed in, the repaired notebook, and why it is unreadable.

    The last is empty where it can be read.
    """
    unreadable = ""
    try:
        notebook = read_notebook(submission.path)
    except Unreadable as error:
        notebook = NotebookNode(nbformat=4, nbformat_minor=5, metadata={}, cells=[])
        unreadable = f"The file {submission.path.name} {error}."
    master = course.master(submission.assignment, submission.notebook)
    names = (submission.assignment, submission.student, submission.notebook)
    repaired = repair(master, notebook, checks(course.root))
    folders = folders_beside(course.directory, submission.assignment, submission.student)
    return work_of(course.root, names, master, repaired, limits, folders), repaired, unreadable


@dataclass
class _Folder:
    """What a student handed in for an assignment, while its notebooks are graded."""

    assignment: str
    student: str
    submissions: Sequence[Submission]
    notebooks: dict[str, tuple[NotebookNode, str]] = field(default_factory=dict)
    records: dict[str, NotebookRecord] = field(default_factory=dict)
    grounds: dict[str, Mapping[str, str]] = field(default_factory=dict)

    def graded(self) -> Graded | None:
        """The submission, once every notebook has a record; it is handed out, and not kept."""
        if len(self.records) < len(self.submissions):
            return None
        parts = {
            name: GradedNotebook(notebook, self.records[name], unreadable, self.grounds[name])
            for name, (notebook, unreadable) in self.notebooks.items()
        }
        self.notebooks, self.records = {}, {}
        return Graded(self.student, parts)


@dataclass
class _Run:
    course: CourseFolder
    options: Options
    progress: Progress
    report: Report
    ledger: Ledger
    desk: Desk | None  # None where only verdicts are wanted
    ready: dict[str, list[Graded]] = field(default_factory=dict)
    waiting: dict[tuple[str, str], _Folder] = field(default_factory=dict)
    done: dict[str, int] = field(default_factory=dict)
    of: dict[str, int] = field(default_factory=dict)

    def go(self, engine: Engine, folders: Sequence[_Folder]) -> None:
        """Judge and book, a few submissions at a time: a class need not fit into memory."""
        start = time.monotonic()
        booking = ("gradebook",) + ("feedback",) * self.options.feedback
        phases = ("judge",) + booking * (self.desk is not None)
        self.report.seconds = dict.fromkeys(phases, 0.0)
        self.of = dict.fromkeys(phases, len(folders))
        self.of["judge"] = sum(len(folder.submissions) for folder in folders)
        for phase in phases:
            self._step(phase, 0)
        for work, result in engine.run(grade, self._jobs(folders)):
            self._take(work, result)
        self._book()
        spent = time.monotonic() - start
        self.report.seconds["judge"] = spent - sum(self.report.seconds.values())

    def _jobs(self, folders: Sequence[_Folder]) -> Iterator[Work]:
        """What the ledger does not know; what it knows is booked on the way."""
        limits = self.options.limits or configured_limits(self.course)
        for folder in folders:
            self.waiting[folder.assignment, folder.student] = folder
            for submission in folder.submissions:
                work = self._planned(folder, submission, limits)
                record = None if self.options.force else work.found_in(self.ledger)
                if record is None:
                    yield work
                else:
                    self._found(work, record)

    def _planned(self, folder: _Folder, submission: Submission, limits: Limits) -> Work:
        work, repaired, unreadable = planned(self.course, submission, limits)
        folder.notebooks[submission.notebook] = repaired, unreadable
        folder.grounds[submission.notebook] = work.grounds
        self.report.items.append(Item(submission, work.key, unreadable))
        return work

    def _take(self, work: Work, result: NotebookRecord | Exception) -> None:
        """Keep what an engine found."""
        if isinstance(result, Exception):
            where = work.student, work.assignment
            self.report.failed[where] = f"{type(result).__name__}: {result}"
            self.report.tracebacks[where] = "".join(traceback.format_exception(result))
            if folder := self.waiting.pop((work.assignment, work.student), None):
                folder.notebooks, folder.records = {}, {}
            self._step("judge", 1)
            return
        self.ledger.keep(work.key, work.assignment, work.student, work.notebook, result)
        self.report.judged += 1
        self._found(work, result)

    def _found(self, work: Work, record: NotebookRecord) -> None:
        points = points_of(work.steps)
        self.report.records.add(work.key, points)
        self._step("judge", 1)
        folder = self.waiting.get((work.assignment, work.student))
        if folder is None:  # another of its notebooks failed
            return
        folder.records[work.notebook] = restated(record, points)
        if (graded := folder.graded()) is not None:
            del self.waiting[work.assignment, work.student]
            if self.desk is None:
                return
            self.ready.setdefault(work.assignment, []).append(graded)
            if sum(map(len, self.ready.values())) >= BATCH:
                self._book()

    def _book(self) -> None:
        """Book what is ready; where the gradebook cannot be used, go on judging."""
        ready, self.ready = self.ready, {}
        for assignment, submissions in ready.items():
            if self.desk is not None and not self.report.unbooked:
                try:
                    self._enter(self.desk, assignment, submissions)
                except (CannotBook, NoCourse, OSError, sqlite3.Error) as error:
                    self.report.unbooked = str(error)

    def _enter(self, desk: Desk, assignment: str, submissions: Sequence[Graded]) -> None:
        with turn(self.course.root):
            with self._timed("gradebook", len(submissions)):
                try:
                    failed = desk.enter(assignment, submissions, self.options.force)
                except UnknownAssignment:
                    self._introduce(assignment)
                    failed = desk.enter(assignment, submissions, self.options.force)
            for student, why in failed.items():
                self.report.failed[student, assignment] = why
            if self.options.feedback:
                booked = [one for one in submissions if one.student not in failed]
                with self._timed("feedback", len(submissions)):
                    desk.write_pages(assignment, booked)

    def _introduce(self, assignment: str) -> None:
        """Tell a gradebook of an assignment that it does not know, as `deepcat class init` does."""
        from deepcat_grader.course_dir import release

        release(self.course.root, [assignment])
        self.report.notes.append(
            f"The gradebook knew nothing of {assignment}; it was entered again from the source. "
            "Due dates and marks by hand that stood in an earlier gradebook are not in this one."
        )

    @contextmanager
    def _timed(self, phase: str, count: int) -> Iterator[None]:
        start = time.monotonic()
        yield
        self.report.seconds[phase] += time.monotonic() - start
        self._step(phase, count)

    def _step(self, phase: str, count: int) -> None:
        self.done[phase] = self.done.get(phase, 0) + count
        self.progress(phase, self.done[phase], self.of[phase])


def _chosen(course: CourseFolder, options: Options, report: Report) -> list[_Folder]:
    known, present = course.assignments(), course.students()
    refused = {name: why for name in known if (why := course.refused(name))}
    for name in options.assignments:
        if name in refused:
            raise NoCourse(f"{refused[name]}.")
        if name not in known:
            listed = ", ".join(known) or "none"
            raise NoCourse(f"{course.root} has no assignment {name!r}; it has: {listed}.")
    for name in options.students:
        if name not in present:
            raise NoCourse(f"{name!r} has handed in nothing for {course.root}.")
    found = []
    if options.share is None:
        _name_overlooked(course, options, report)
    known = [name for name in known if name not in refused]
    for student in filter(options.share, options.students or present):
        for assignment in options.assignments or known:
            submissions = course.submissions(assignment, student)
            if (student, assignment) in report.failed or not submissions:
                continue
            folder = course.handed_in(assignment, student)
            if why := refusal(folder, student, course.zone):
                report.failed[student, assignment] = why
                continue
            found.append(_Folder(assignment, student, submissions))
            if note := handed_in_at(folder, course.zone).note:
                report.notes.append(f"{student}, {assignment}: {note}.")
    if not found and not report.failed and options.share is None:
        where = course.directory.format_path(
            course.directory.submitted_directory, "STUDENT", "ASSIGNMENT"
        )
        raise NoCourse(
            "Nothing was handed in. Bring in what an LMS collected with `deepcat collect "
            f"{course.root} FILE`, or put notebooks into {where}; then start again."
        )
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
    if odd.failed:
        report.notes.append("`deepcat collect` puts what an LMS collected where it is graded.")
    for name in filter(course.refused, wanted):
        report.failed |= {
            (student, name): course.refused(name)
            for student in options.students or course.students()
            if course.submissions(name, student)
        }
    if not options.assignments and not options.students:
        report.notes += odd.notes
