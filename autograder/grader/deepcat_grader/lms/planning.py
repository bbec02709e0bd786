"""What collecting some files would do, before anything is done."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from deepcat_grader.classes.roster import read_roster
from deepcat_grader.grading.course_folder import CourseFolder
from deepcat_grader.grading.intake.overlooked import printable
from deepcat_grader.lms.errors import LmsError
from deepcat_grader.lms.formats import recognised
from deepcat_grader.lms.handed import Hand
from deepcat_grader.lms.history import Change, changed, standing_record
from deepcat_grader.lms.lessons import Lesson, lessons_of
from deepcat_grader.lms.listed import Listed, is_moodle, listed, times_column
from deepcat_grader.lms.people import People, Unknown
from deepcat_grader.lms.records import Attempt, remembered
from deepcat_grader.lms.sources import Source, opened
from deepcat_grader.lms.tables import table_in
from deepcat_grader.lms.untimed import NO_TIMES, note_times
from deepcat_grader.lms.work import Unclear, Work, works_of

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Step:
    """One attempt of one student at one assignment.

    Attributes
    ----------
    student, assignment : str
    work : Work
    attempt : Attempt
    change : Change
    """

    student: str
    assignment: str
    work: Work
    attempt: Attempt
    change: Change


@dataclass
class Plan:
    """Steps in the order in which they are done, what was not understood, and notes."""

    steps: list[Step] = field(default_factory=list)
    strange: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def changes(self) -> list[Step]:
        """The steps that change something."""
        return [step for step in self.steps if step.change is not Change.KNOWN]


@dataclass(frozen=True)
class _Claimed:
    source: Source
    hand: Hand
    student: str
    sure: bool


def plan_of(
    course: CourseFolder,
    paths: Sequence[Path],
    stack: ExitStack,
    only: str = "",
    progress: Progress = lambda done, of: None,
) -> Plan:
    """Read what was given and say what it means.

    Parameters
    ----------
    course : CourseFolder
    paths : sequence of Path
        Zips, folders, notebooks, and the LMS's own tables.
    stack : ExitStack
        Keeps archives open until the plan is done.
    only : str
        An assignment; empty for whichever a notebook is of.
    progress : callable (done, of) -> None

    Raises
    ------
    LmsError, RosterError
    """
    plan = Plan()
    sources, tables = _opened(paths, course.zone, stack, plan)
    roster = read_roster(course.root)
    people = People(roster, tables, remembered(course.root))
    if not roster:
        plan.notes.append("The class has no roster: students are named as the LMS names them.")
    claimed = [one for source in sources for one in _claims(source, course.zone, people, plan)]
    lessons = lessons_of(course)
    found: dict[tuple[str, str], list[tuple[Work, Attempt]]] = defaultdict(list)
    for done, one in enumerate(_without_doubles(claimed, plan), start=1):
        progress(done, len(claimed))
        for assignment, work, attempt in _attempts(one, course, lessons, only, people, plan):
            found[one.student, assignment].append((work, attempt))
    for (student, assignment), attempts in sorted(found.items()):
        plan.steps += _steps(course, student, assignment, attempts)
    note_times(plan, tables)
    return plan


def _opened(
    paths: Sequence[Path], zone: str, stack: ExitStack, plan: Plan
) -> tuple[list[Source], list[Listed]]:
    """What is collected, and the tables that say whose it is."""
    sources, tables = [], []
    for path in paths:
        source = stack.enter_context(opened(path))
        if path.is_file() and path.suffix.lower() == ".csv":
            table = table_in(source.entries[0].read(), str(path))
            rows = listed(table, zone)
            if not rows:
                raise LmsError(
                    f"{path} is neither Moodle's grading worksheet nor Canvas's gradebook."
                )
            tables += rows
            if is_moodle(table) and times_column(table) is None:
                plan.strange.append((printable(path.name), NO_TIMES))
        else:
            sources.append(source)
    if not sources:
        raise LmsError("Name what is to be collected: a zip, a folder or a notebook.")
    return sources, tables


def _claims(source: Source, zone: str, people: People, plan: Plan) -> list[_Claimed]:
    """The hand-ins of a source whose student is known."""
    found = recognised(source.entries, zone, people.has, source.name.removesuffix(".zip"))
    plan.strange += [(printable(name), why) for name, why in (*source.refused, *found.strange)]
    known = []
    for hand in found.hands:
        try:
            student, sure = people.find(hand.kind, hand.who)
        except Unknown as error:
            plan.strange.append((printable(hand.who.words), str(error)))
            continue
        if foreign := people.others_among(hand.owners, student):
            plan.strange.append((printable(hand.place), f"belongs to {foreign} on this machine"))
        else:
            known.append(_Claimed(source, hand, student, sure))
    return known


def _without_doubles(claimed: Sequence[_Claimed], plan: Plan) -> list[_Claimed]:
    """Leave out those who are taken for one student by their names, and may be several."""
    numbers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in claimed:
        if one.hand.who.number and not one.sure:
            numbers[one.student, one.source.name].add(one.hand.who.number)
    kept = []
    for one in claimed:
        if one.sure or len(numbers[one.student, one.source.name]) < 2:
            kept.append(one)
            continue
        why = f"may be {one.student}, and so may another: add the LMS's own table (its CSV)"
        plan.strange.append((printable(one.hand.who.words), why))
    return kept


def _attempts(
    one: _Claimed,
    course: CourseFolder,
    lessons: Sequence[Lesson],
    only: str,
    people: People,
    plan: Plan,
) -> list[tuple[str, Work, Attempt]]:
    """The attempts in a hand-in, one an assignment."""
    hand, who = one.hand, printable(one.student)
    try:
        works = works_of(hand, lessons, only, course.directory.ignore)
    except Unclear as error:
        plan.strange.append((who, str(error)))
        return []
    row = people.listed(hand.kind, hand.who)
    time = hand.time or (row.time if row else None)
    made = []
    for assignment, work in works.items():
        plan.notes += [f"{who}, {assignment}: {note}." for note in work.notes]
        for each in (*work.earlier, work):
            made.append((assignment, each, _attempt(one, each, time)))
    return made


def _attempt(one: _Claimed, work: Work, time: datetime.datetime | None) -> Attempt:
    return Attempt(
        digest=work.digest,
        time=time.isoformat() if time else "",
        kind=one.hand.kind,
        number=one.hand.who.number,
        place=one.hand.place,
        files={name: chosen.file.name for name, chosen in work.notebooks.items()},
        order=max(chosen.file.order for chosen in work.notebooks.values()),
        late=one.hand.late,
        archives=[one.source.digest] if one.source.digest else [],
    )


def _steps(
    course: CourseFolder, student: str, assignment: str, attempts: list[tuple[Work, Attempt]]
) -> list[Step]:
    """What each attempt means, the earliest first."""
    record = standing_record(course, student, assignment)
    steps = []
    for work, attempt in sorted(attempts, key=lambda one: (one[1].time, one[1].order)):
        change, record = changed(record, attempt)
        if change is Change.KNOWN and record.counts == attempt.digest:
            folder = course.handed_in(assignment, student)
            if not all((folder / file.name).exists() for file in work.own):
                change = Change.TOLD
        steps.append(Step(student, assignment, work, attempt, change))
    return steps
