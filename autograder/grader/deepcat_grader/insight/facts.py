"""What a class did, as one row a verdict and one a notebook."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field

from deepcat_grader.classes.roster import read_roster
from deepcat_grader.grading.booking.gradebook import Book
from deepcat_grader.grading.booking.standing import Standing
from deepcat_grader.grading.booking.tables import UnknownAssignment
from deepcat_grader.grading.course_folder import CourseFolder
from deepcat_grader.grading.report import Report
from deepcat_judge.verdict import Outcome, Verdict

Step = Callable[[int, int], None]
STOOD_IN = "Judged with right versions of "  # how a note on follow-through begins


@dataclass(frozen=True)
class Fact:
    """One verdict, without what only its own page needs.

    Attributes
    ----------
    student, assignment, exercise : str
    outcome : Outcome
    points, most : float
    mistake : str
        Id of the known mistake; empty where none is.
    finding : str
        What the words rest on.
    headline, shown, expected, received : str
        What was said, and the case that it was said of. A hidden case shows no input.
    helped : bool
        Whether it was judged with right versions of functions before it.
    """

    student: str
    assignment: str
    exercise: str
    outcome: Outcome
    points: float
    most: float
    mistake: str
    finding: str
    headline: str
    shown: str
    expected: str
    received: str
    helped: bool

    @property
    def share(self) -> float:
        """The share of the points, from 0 to 1."""
        return self.points / self.most if self.most else 0.0


@dataclass(frozen=True)
class Sheet:
    """One notebook as the gradebook has it: points by hand, extra ones and penalties included.

    ``waiting`` counts the cells that a person has yet to look at; ``penalty`` is what was taken
    off for lateness; ``note`` says why a notebook was not read, or not booked.
    """

    student: str
    assignment: str
    notebook: str
    points: float
    most: float
    waiting: int = 0
    penalty: float = 0.0
    note: str = ""


@dataclass(frozen=True)
class ClassFacts:
    """What a class did.

    Attributes
    ----------
    title : str
    assignments : tuple of str
    names : mapping from student to name
        Of those in the roster.
    facts : tuple of Fact
    sheets : tuple of Sheet
    """

    title: str
    assignments: tuple[str, ...]
    names: Mapping[str, str] = field(default_factory=dict)
    facts: tuple[Fact, ...] = ()
    sheets: tuple[Sheet, ...] = ()

    def of(self, assignment: str) -> tuple[Fact, ...]:
        """The verdicts of one lesson."""
        return tuple(fact for fact in self.facts if fact.assignment == assignment)

    @property
    def students(self) -> list[str]:
        """Everybody who is in the roster or handed in."""
        return sorted({*self.names, *(sheet.student for sheet in self.sheets)})


def fact_of(student: str, assignment: str, verdict: Verdict) -> Fact:
    """A verdict as a row."""
    return Fact(
        student,
        assignment,
        verdict.exercise,
        verdict.outcome,
        verdict.points,
        verdict.max_points,
        verdict.mistake or "",
        verdict.finding or "",
        verdict.headline,
        verdict.input,
        verdict.expected,
        verdict.received,
        any(note.startswith(STOOD_IN) for note in verdict.notes),
    )


def gather(course: CourseFolder, report: Report, step: Step = lambda done, of: None) -> ClassFacts:
    """What a class did, from a run of the grader and from the gradebook.

    Parameters
    ----------
    course : CourseFolder
    report : Report
        Of a run over all that was handed in.
    step : callable (done, of) -> None

    Raises
    ------
    RosterError, CannotBook
    """
    standing = dict(_standings(course, report))
    facts: list[Fact] = []
    sheets: list[Sheet] = []
    for done, item in enumerate(report.items, start=1):
        names = item.submission
        if item.key in report.records:
            verdicts = report.records[item.key].verdicts.values()
            facts += [fact_of(names.student, names.assignment, one) for one in verdicts]
        booked = standing.get((names.student, names.assignment, names.notebook))
        note = item.unreadable or report.failed.get((names.student, names.assignment), "")
        sheets.append(_sheet(names.student, names.assignment, names.notebook, booked, note))
        step(done, len(report.items))
    there = {(sheet.student, sheet.assignment) for sheet in sheets}
    sheets += [
        Sheet(student, assignment, "", 0.0, 0.0, note=why)
        for (student, assignment), why in report.failed.items()
        if (student, assignment) not in there
    ]
    names_of = {student.id: student.name for student in read_roster(course.root)}
    assignments = tuple(course.assignments())
    return ClassFacts(course.root.name, assignments, names_of, tuple(facts), tuple(sheets))


def _sheet(
    student: str, assignment: str, notebook: str, booked: Standing | None, note: str
) -> Sheet:
    if booked is None:
        return Sheet(student, assignment, notebook, 0.0, 0.0, note=note or "not in the gradebook")
    waiting = sum(waits for _, _, waits in booked.scores.values())
    return Sheet(
        student, assignment, notebook, booked.total, booked.most, waiting, booked.penalty, note
    )


def _standings(
    course: CourseFolder, report: Report
) -> Iterator[tuple[tuple[str, str, str], Standing]]:
    """What the gradebook says, by student, assignment and notebook."""
    handed: dict[str, set[str]] = {}
    for item in report.items:
        handed.setdefault(item.submission.assignment, set()).add(item.submission.student)
    with closing(Book(course.directory.db_url, course.directory.course_id)) as book:
        for assignment, students in handed.items():
            for (student, notebook), standing in _known(book, assignment, students):
                yield (student, assignment, notebook), standing


def _known(
    book: Book, assignment: str, students: Collection[str]
) -> list[tuple[tuple[str, str], Standing]]:
    try:
        return [*book.standings(assignment, sorted(students)).items()]
    except UnknownAssignment:
        return []
