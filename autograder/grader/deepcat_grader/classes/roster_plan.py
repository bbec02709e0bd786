"""What a new list of students would change in a class's roster."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace

from deepcat_grader.classes.roster_reading import Found
from deepcat_grader.classes.student import Student


@dataclass(frozen=True)
class RosterPlan:
    """What is new, what changes, and who is in the roster and not in the list.

    Attributes
    ----------
    students : tuple of Student
        The roster as it is to be.
    new, absent : tuple of Student
    changed : tuple of (Student, Student)
        Before and after.
    dropped : bool
        Whether those who are absent leave the roster.
    """

    students: tuple[Student, ...]
    new: tuple[Student, ...]
    changed: tuple[tuple[Student, Student], ...]
    absent: tuple[Student, ...]
    dropped: bool

    def lines(self) -> Iterator[str]:
        """The plan in words, a line each."""
        for student in self.new:
            yield f"new      {described(student)}"
        for before, after in self.changed:
            yield f"changed  {described(after)}: {_difference(before, after)}"
        for student in self.absent:
            end = "leaves the roster; marks stay" if self.dropped else "not in the list, and stays"
            yield f"absent   {described(student)}: {end}"


def plan_roster(before: Sequence[Student], found: Found, drop_absent: bool = False) -> RosterPlan:
    """Compare a roster with a list.

    What the list has no column for stays as it was.

    Parameters
    ----------
    before : sequence of Student
    found : Found
    drop_absent : bool
        Whether students who are not in the list leave the roster.
    """
    known = {student.id: student for student in before}
    told = {*found.columns} | ({"first_name", "last_name"} if "name" in found.columns else set())
    after = {
        student.id: replace(
            known.get(student.id, student),
            **{name: getattr(student, name) for name in told - {"name"}},
        )
        for student in found.students
    }
    absent = tuple(student for student in before if student.id not in after)
    stay = [after.get(one.id, one) for one in before if one.id in after or not drop_absent]
    new = [one for key, one in after.items() if key not in known]
    return RosterPlan(
        (*stay, *new),
        tuple(new),
        tuple(
            (known[key], one) for key, one in after.items() if key in known and one != known[key]
        ),
        absent,
        drop_absent,
    )


def described(student: Student) -> str:
    """A student in a few words."""
    section = f", {student.section}" if student.section else ""
    return f"{student.name} ({student.id}{section})"


def _difference(before: Student, after: Student) -> str:
    names = [field.name for field in fields(Student)]
    return ", ".join(
        f"{name.replace('_', ' ')} {getattr(before, name) or '—'} → {getattr(after, name) or '—'}"
        for name in names
        if getattr(before, name) != getattr(after, name)
    )
