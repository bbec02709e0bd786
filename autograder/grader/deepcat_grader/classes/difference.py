"""What a class as it is to be has, and the class as it is has not."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, func, select

from deepcat_grader.classes.structure import Sheet
from deepcat_grader.grading.booking.tables import ASSIGNMENT, CELL, GRADE, NOTEBOOK, SUBMITTED
from deepcat_grader.wording import counted


@dataclass(frozen=True)
class Lesson:
    """What changes in one assignment.

    Attributes
    ----------
    name : str
    new : bool
        Whether the class does not have it yet.
    added, dropped : mapping from exercise to points
    repointed : mapping from exercise to (before, after)
    reworded : bool
        Whether students get another text or other code.
    recoded : bool
        Whether code that the grader runs is another.
    rewritten : bool
        Whether any file of it is.
    total : (float, float)
        What can be earned, before and after.
    students : int
        How many have handed in.
    by_hand : int
        Marks by hand on exercises that are dropped or get other points.
    kept : mapping from exercise to int
        Of how many students a mark of an added exercise was kept when it was dropped.
    notes : sequence of str
        What a person should look at.
    """

    name: str
    new: bool
    added: Mapping[str, float] = field(default_factory=dict)
    dropped: Mapping[str, float] = field(default_factory=dict)
    repointed: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    reworded: bool = False
    recoded: bool = False
    rewritten: bool = False
    total: tuple[float, float] = (0.0, 0.0)
    students: int = 0
    by_hand: int = 0
    kept: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def changes(self) -> bool:
        """Whether anything does."""
        scored = self.added or self.dropped or self.repointed
        return bool(self.new or scored or self.reworded or self.rewritten)

    @property
    def judged_again(self) -> bool:
        """Whether what was handed in is judged again: a change of points alone judges nothing."""
        return bool(self.added or self.dropped or self.recoded) and bool(self.students)


def lesson_of(name: str, before: Mapping[str, Sheet] | None, after: Mapping[str, Sheet]) -> Lesson:
    """Compare the points of an assignment's notebooks before and after."""
    old, new = points_of(before or {}), points_of(after)
    return Lesson(
        name,
        before is None,
        {cell: points for cell, points in new.items() if cell not in old},
        {cell: points for cell, points in old.items() if cell not in new},
        {
            cell: (old[cell], points)
            for cell, points in new.items()
            if old.get(cell, points) != points
        },
        total=(sum(old.values()), sum(new.values())),
    )


def points_of(sheets: Mapping[str, Sheet]) -> dict[str, float]:
    """Points of the cells of all notebooks of an assignment."""
    return {cell: points for sheet in sheets.values() for cell, points in sheet.points.items()}


def handed_in(connection: Connection) -> dict[str, int]:
    """How many students the gradebook has of each assignment."""
    rows = connection.execute(
        select(ASSIGNMENT.c.name, func.count(SUBMITTED.c.id))
        .join_from(ASSIGNMENT, SUBMITTED, SUBMITTED.c.assignment_id == ASSIGNMENT.c.id)
        .group_by(ASSIGNMENT.c.name)
    )
    return {row.name: row[1] for row in rows}


def marked_by_hand(connection: Connection) -> dict[tuple[str, str], int]:
    """How many marks by hand there are, by assignment and cell."""
    rows = connection.execute(
        select(ASSIGNMENT.c.name, CELL.c.name, func.count(GRADE.c.id))
        .join_from(GRADE, CELL, CELL.c.id == GRADE.c.cell_id)
        .join(NOTEBOOK, NOTEBOOK.c.id == CELL.c.notebook_id)
        .join(ASSIGNMENT, ASSIGNMENT.c.id == NOTEBOOK.c.assignment_id)
        .where(GRADE.c.manual_score.is_not(None))
        .group_by(ASSIGNMENT.c.name, CELL.c.name)
    )
    return {(assignment, cell): count for assignment, cell, count in rows}


def moved(lessons: Collection[Lesson]) -> dict[str, tuple[str, str]]:
    """Exercises that go from one lesson to another: by name, from where to where."""
    gone = {cell: lesson.name for lesson in lessons for cell in lesson.dropped}
    come = {cell: lesson.name for lesson in lessons for cell in lesson.added}
    return {cell: (gone[cell], come[cell]) for cell in gone if cell in come}


def lines(lessons: Collection[Lesson], titles: Mapping[str, str]) -> Iterator[str]:
    """A plan in words, a line each.

    Parameters
    ----------
    lessons : collection of Lesson
    titles : mapping from cell to the exercise's name
    """
    elsewhere = moved(lessons)

    def called(cell: str) -> str:
        return titles.get(cell, cell)

    for lesson in lessons:
        if not lesson.changes and not lesson.notes:
            continue
        yield f"{lesson.name}{' (new)' if lesson.new else ''}"
        for cell, points in lesson.added.items():
            origin = f", moved from {elsewhere[cell][0]}" if cell in elsewhere else ""
            yield f"  added     {called(cell)} ({counted(points, 'point', 'points')}{origin})"
        for cell, points in lesson.dropped.items():
            place = f", moved to {elsewhere[cell][1]}" if cell in elsewhere else ""
            yield f"  dropped   {called(cell)} ({counted(points, 'point', 'points')}{place})"
        for cell, (old, new) in lesson.repointed.items():
            yield f"  points    {called(cell)}: {old:g} → {new:g}"
        if lesson.reworded and not lesson.new:
            yield "  text      students get another version"
        elif lesson.rewritten and not lesson.new:
            yield "  files     nothing that students read changes"
        yield from (f"  look at   {note}." for note in lesson.notes)
        yield from _consequences(lesson)


def _consequences(lesson: Lesson) -> Iterator[str]:
    if lesson.total[0] != lesson.total[1] and not lesson.new:
        yield f"  total     {lesson.total[0]:g} → {counted(lesson.total[1], 'point', 'points')}"
    if not lesson.students or not lesson.changes:
        return
    who = "1 student has" if lesson.students == 1 else f"{lesson.students} students have"
    end = "is judged again" if lesson.judged_again else "is not judged again"
    yield f"  affected  {who} handed in; what they handed in {end}"
    back = [lesson.kept.get(cell, 0) for cell in lesson.added]
    if any(back):
        yield f"            marks that were kept beside and stand again: {sum(back)}"
    if any(count < lesson.students for count in back):
        whom = "whoever has no such mark" if any(back) else "them"
        yield f"            what is added counts 0 for {whom} until they hand in again"
    if lesson.dropped:
        yield "            what is dropped leaves their totals; its marks are kept beside"
    if lesson.by_hand:
        yield f"            marks by hand on these: {lesson.by_hand}; none of them is lost"
