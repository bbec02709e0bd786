"""Judge what is not known as it is now, show whose marks would change and why, then book."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from deepcat_grader.grading.booking.desk import Desk, Graded
from deepcat_grader.grading.booking.tables import UnknownAssignment
from deepcat_grader.grading.course_folder import CourseFolder
from deepcat_grader.grading.engine import Engine, Nowhere
from deepcat_grader.grading.report import Report
from deepcat_grader.grading.run import Options, Progress, run
from deepcat_grader.marking.audit import points
from deepcat_grader.marking.changes import WORDS
from deepcat_grader.marking.plainly import cut
from deepcat_grader.marking.standing import Sheet, differ
from deepcat_grader.marking.trail import Booked
from deepcat_grader.wording import counted


class Rehearsal(Desk):
    """A desk at which everything is booked and taken back at once.

    Attributes
    ----------
    booked : list of (str, Booked)
        Assignments, and what would become of a submission.
    """

    def __init__(self, course: CourseFolder) -> None:
        super().__init__(course)
        self.booked: list[tuple[str, Booked]] = []

    def enter(
        self, assignment: str, submissions: Sequence[Graded], force: bool = False
    ) -> dict[str, str]:
        """Find out what booking would change; the gradebook and the folders stay as they are."""
        entries = [self._entry(assignment, one) for one in submissions]
        try:
            self.agree(assignment)
            stale = self.book.stale(assignment, entries, self.late)
            if not stale:
                return {}
            found, failed = self.book.rehearse(assignment, stale, self.late)
        except UnknownAssignment:  # then nothing stands that could change
            return {}
        self.booked += [(assignment, one) for one in found]
        return failed

    def write_pages(self, assignment: str, submissions: Sequence[Graded]) -> None:
        """Write none."""


@dataclass(frozen=True)
class Plan:
    """What a regrade would change."""

    course: CourseFolder
    options: Options
    report: Report
    booked: Sequence[tuple[str, Booked]]

    @property
    def moved(self) -> list[tuple[str, Booked]]:
        """Submissions of which a mark would change, or has changed since the last booking."""
        return [one for one in self.booked if any(c.what != WORDS for c in one[1].changes)]

    @property
    def reworded(self) -> list[tuple[str, Booked]]:
        """Submissions whose marks stay, and whose feedback explains them otherwise."""
        return [one for one in self.booked if one[1].changes and one not in self.moved]

    def lines(self) -> Iterator[str]:
        """Whose marks change, from what to what, and why."""
        for assignment, one in (*self.moved, *self.reworded):
            for notebook, now in one.after.sheets.items():
                yield from _notebook(assignment, notebook, now, one)
        for (student, assignment), why in self.report.failed.items():
            yield cut(f"{student}, {assignment}: nothing of it changes: {why}")
        yield from map(cut, self.report.notes)
        count, new = len(self.moved), sum(one.new for _, one in self.booked)
        yield f"The marks of {count or 'no'} submission{'s' * (count != 1)} change."
        if still := sum(not _other_points(one) for _, one in self.moved):
            sums = counted(still, "sum stays", "sums stay")
            yield f"{sums} as in the gradebook."
        if words := len(self.reworded):
            more = "other " * bool(count)
            yield f"The feedback of {words} {more}submission{'s' * (words != 1)} has other words."
        if new:
            yield f"{new} submission{'s' * (new != 1)} would be booked for the first time."

    def do(self) -> list[str]:
        """Book it; nothing is judged any more.

        Raises
        ------
        NoCourse, LedgerError
        """
        report = run(self.course, Nowhere(), replace(self.options, feedback=True))
        if report.unbooked:
            return [report.unbooked]
        return [
            "Booked; the feedback pages say so. `deepcat audit` shows every change.",
            f"The class's own pages follow with: deepcat report class {self.course.root}",
        ]


def planned(course: CourseFolder, engine: Engine, options: Options, progress: Progress) -> Plan:
    """Judge into the ledger, which changes no mark, and compare with the gradebook.

    Raises
    ------
    NoCourse, LedgerError
    """
    desk = Rehearsal(course)
    options = replace(options, feedback=False)
    report = run(course, engine, options, progress, desk)
    return Plan(course, options, report, desk.booked)


def _other_points(one: Booked) -> bool:
    """Whether any notebook of a submission has other points as a whole."""
    return any(
        differ(one.found.sheets.get(notebook, Sheet()).total, now.total)
        for notebook, now in one.after.sheets.items()
    )


def _notebook(assignment: str, notebook: str, now: Sheet, one: Booked) -> Iterator[str]:
    """How the marks of one notebook change."""
    changes = [change for change in one.changes if change.notebook == notebook]
    if not changes:
        return
    was = one.found.sheets.get(notebook, Sheet()).total
    moves = f"{was:g} → {counted(now.total, 'point', 'points')} ({now.total - was:+g})"
    stays = counted(was, "point stays", "points stay")
    where = assignment if assignment == notebook else f"{assignment}/{notebook}"
    yield cut(f"{one.student}, {where}: {moves if differ(was, now.total) else stays}")
    for change in changes:
        manual = change.cell and now.cells.get(change.cell)
        stands = "; the mark by hand stays" if manual and manual.manual is not None else ""
        name = f"{change.cell}, " if change.cell else ""
        step = f"{points(change.was)} → {points(change.now)}"
        yield cut(f"    {name}{change.what}: {step}: {change.why}{stands}")
