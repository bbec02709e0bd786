"""Who is where in a class, and who may need somebody to ask how it goes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from deepcat_grader.insight.facts import ClassFacts, Sheet
from deepcat_grader.wording import counted
from deepcat_judge.verdict import Outcome

MANY = 1 / 3  # of the class: then a lesson is one that most have reached
HALF = 1 / 2  # of a lesson's exercises: whoever passes fewer may be stuck


@dataclass(frozen=True)
class StudentRow:
    """One student.

    ``sheets`` go by assignment and notebook; ``notes`` are sentences for the teacher.
    """

    id: str
    name: str
    points: float
    most: float
    waiting: int
    sheets: Sequence[Sheet]
    notes: Sequence[str]


def students(found: ClassFacts) -> list[StudentRow]:
    """Everybody, with what a teacher may want to know."""
    sheets: defaultdict[str, list[Sheet]] = defaultdict(list)
    for sheet in found.sheets:
        sheets[sheet.student].append(sheet)
    outcomes: defaultdict[str, Counter[Outcome]] = defaultdict(Counter)
    passed: defaultdict[tuple[str, str], list[bool]] = defaultdict(list)
    for fact in found.facts:
        outcomes[fact.student][fact.outcome] += 1
        passed[fact.student, fact.assignment].append(fact.outcome is Outcome.PASSED)
    reached = reached_by_many(found)
    order = {name: at for at, name in enumerate(found.assignments)}
    return [
        StudentRow(
            student,
            found.names.get(student, ""),
            sum(sheet.points for sheet in sheets[student]),
            sum(sheet.most for sheet in sheets[student]),
            sum(sheet.waiting for sheet in sheets[student]),
            sorted(sheets[student], key=lambda sheet: order.get(sheet.assignment, len(order))),
            [
                *_where([*order], {one.assignment for one in sheets[student]} & {*order}, reached),
                *_stuck(student, [*order], passed),
                *_trouble(outcomes[student]),
                *(note for sheet in sheets[student] for note in _of_sheet(sheet)),
            ],
        )
        for student in found.students
    ]


def waiting(found: ClassFacts) -> dict[str, int]:
    """How many cells wait for a mark by hand, by assignment."""
    return {
        name: sum(sheet.waiting for sheet in found.sheets if sheet.assignment == name)
        for name in found.assignments
    }


def reached_by_many(found: ClassFacts) -> list[str]:
    """The lessons that a third of those who ever handed in have handed in, in their order."""
    handed = Counter({(sheet.student, sheet.assignment): 1 for sheet in found.sheets})
    there = Counter(assignment for _, assignment in handed)
    active = {student for student, _ in handed}
    return [name for name in found.assignments if there[name] >= MANY * len(active) > 0]


def _where(order: Sequence[str], done: Collection[str], reached: Sequence[str]) -> list[str]:
    """Whether a student has handed in nothing, or has stopped."""
    if not done:
        return ["has handed in nothing"]
    if not reached or order.index(reached[-1]) <= max(order.index(one) for one in done):
        return []
    return [f"has stopped after {max(done, key=order.index)}"]


def _stuck(
    student: str, order: Sequence[str], passed: Mapping[tuple[str, str], Sequence[bool]]
) -> list[str]:
    """Whether a student got little right in the last lesson that was judged."""
    judged = [name for name in order if (student, name) in passed]
    right = passed[student, judged[-1]] if judged else []
    if right and sum(right) < HALF * len(right):
        return [f"may be stuck: {sum(right)} of {len(right)} right in {judged[-1]}"]
    return []


def _of_sheet(sheet: Sheet) -> list[str]:
    late = f"{counted(sheet.penalty, 'point', 'points')} off for lateness" if sheet.penalty else ""
    return [f"{sheet.assignment}: {note}" for note in (late, sheet.note) if note]


def _trouble(counts: Mapping[Outcome, int]) -> list[str]:
    kinds = (Outcome.TIMED_OUT, Outcome.RAISED, Outcome.GRADER_FAULT, Outcome.NOT_ATTEMPTED)
    return [f"{counts[kind]} {kind.value}" for kind in kinds if counts.get(kind)]
