"""Change a class's dates: first whose points would change, then the file and the gradebook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tomlkit import TOMLDocument
from tomlkit.exceptions import TOMLKitError

from deepcat_grader.classes.roster import RosterError
from deepcat_grader.dates import writing
from deepcat_grader.dates.dates import NAME, Dates, dates_in, read_dates
from deepcat_grader.dates.effect import Effect, effects
from deepcat_grader.dates.showing import understood
from deepcat_grader.grading.booking.late import NoPenalty
from deepcat_grader.grading.course_folder import CourseFolder, NoCourse, open_course
from deepcat_grader.grading.engine import Nowhere
from deepcat_grader.grading.run import Options, run
from deepcat_grader.wording import counted


class NotUnderstood(Exception):
    """A change cannot be made; the text says why."""


@dataclass(frozen=True)
class Plan:
    """A change of the dates, and whose points it moves."""

    course: CourseFolder
    document: TOMLDocument
    dates: Dates
    effects: Sequence[Effect]
    understood: Sequence[str] = ()

    def lines(self) -> list[str]:
        """The dates as they were understood, and whose points would change."""
        found = [
            f"{one.student}, {one.notebook}: {one.before:g} → "
            f"{counted(one.after, 'point', 'points')}"
            for one in self.effects
        ]
        count = len(found)
        of = counted(count, "notebook", "notebooks") if count else "no notebook"
        return [*self.understood, *found, f"The points of {of} change."]

    def do(self) -> list[str]:
        """Write the dates, and book what they change; nothing is judged.

        Raises
        ------
        NoCourse, LedgerError, OSError
        """
        writing.write(self.course.root, self.document)
        notes = [f"{self.course.root / NAME} is written."]
        names = sorted({one.assignment for one in self.effects})
        if not names:
            return notes
        report = run(self.course, Nowhere(), Options(assignments=names))
        if report.unbooked:
            return [*notes, report.unbooked]
        if left := effects(self.course, self.dates):
            who = ", ".join(sorted({one.student for one in left}))
            return [*notes, f"To be judged first: {who}. Run deepcat grade {self.course.root}"]
        return [
            *notes,
            "The gradebook and the feedback pages say so; nothing was judged again.",
            f"The class's own pages follow with: deepcat report class {self.course.root}",
        ]


def planned(folder: Path, assignment: str, change: writing.Change) -> Plan:
    """What a change of the dates would do.

    Parameters
    ----------
    folder : Path
    assignment : str
        The one that is meant, or empty.
    change : callable

    Raises
    ------
    NoCourse, NotUnderstood, CannotBook
    """
    course = open_course(folder)
    known = course.assignments()
    if assignment and assignment not in known:
        listed = ", ".join(known) or "none"
        raise NoCourse(f"{course.root} has no assignment {assignment!r}; it has: {listed}.")
    try:
        document = writing.changed(course.root, change)
        dates = dates_in(document.unwrap(), course.zone, course.root)
    except (TOMLKitError, RosterError, ValueError) as error:
        raise NotUnderstood(f"{course.root / NAME} is not understood: {error}") from None
    said = understood(course, read_dates(course.root, course.zone), dates)
    try:
        return Plan(course, document, dates, effects(course, dates), said)
    except NoPenalty as error:
        raise NotUnderstood(f"Nothing was changed: {error}") from None
