"""Marks written into a file that the LMS gave: its other cells stay as they are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from deepcat_grader.lms.errors import LmsError
from deepcat_grader.lms.handed import Claim
from deepcat_grader.lms.listed import canvas_claim, moodle_claim, people_rows
from deepcat_grader.lms.marks import Marks, rounded
from deepcat_grader.lms.people import People, Unknown
from deepcat_grader.lms.tables import Table
from deepcat_grader.wording import counted

WITH_ID = re.compile(r"(?P<title>.*?)\s*\((?P<id>\d+)\)\s*")
# What the column is called in English and in German.
GRADE = ("Grade", "Bewertung")
LOCKED = ("No", "Nein")
TEST_STUDENT = ("Student, Test", "Test Student")  # whom Canvas makes for the teacher
# Canvas's own words for a mark that is none.
KEPT = ("EX", "N/A")


@dataclass
class Filled:
    """A table with the marks in it, and what a teacher should know."""

    table: Table
    written: int = 0
    notes: list[str] = field(default_factory=list)
    strange: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class How:
    """How marks are written.

    Attributes
    ----------
    pending : bool
        Whether to write what stands so far where a person has yet to look.
    scale : bool
        Whether to convert to the points that the LMS has.
    columns : mapping from assignment to the heading of its column
    """

    pending: bool = False
    scale: bool = False
    columns: Mapping[str, str] = field(default_factory=dict)


def fill_canvas(
    table: Table, marks: Marks, assignments: Sequence[str], people: People, how: How
) -> Filled:
    """Write marks into Canvas's gradebook.

    Raises
    ------
    LmsError
        If an assignment has no column, or other points there.
    """
    filled = Filled(table)
    places = {name: _canvas_column(table, name, how.columns.get(name, "")) for name in assignments}
    comma = table.delimiter == ";"
    points = next((row for row in table.rows if "Points Possible" in row[0]), None)
    factors = {
        name: _factor(name, marks.most[name], points[at] if points else "", how.scale)
        for name, at in places.items()
    }
    rows = [(canvas_claim(table, row), row) for row in people_rows(table)]
    rows = [(claim, row) for claim, row in rows if claim.name not in TEST_STUDENT]
    whose = _whose(filled, rows, "canvas", people)
    for student, row in whose.items():
        for name, at in places.items():
            if row[at].strip() in KEPT and marks.text(student, name, how.pending):
                filled.notes.append(
                    f"{student}, {name}: stays {row[at].strip()}, as Canvas has it."
                )
            else:
                _write(filled, row, at, (student, name), marks, how, factors[name], comma)
    _say_absent(filled, marks, whose)
    return filled


def fill_moodle(table: Table, marks: Marks, assignment: str, people: People, how: How) -> Filled:
    """Write marks into Moodle's grading worksheet.

    Raises
    ------
    LmsError
        If it has no column of grades, or other points.
    """
    filled = Filled(table)
    names = (how.columns[assignment],) if assignment in how.columns else GRADE
    at = table.column(*names)
    if at is None or at + 1 >= len(table.header):
        shown = ", ".join(table.header)
        raise LmsError(
            f"No column is called {names[0]}. Name the one of the grades: "
            f"--column '{assignment}=…'. The columns are: {shown}."
        )
    most = next((row[at + 1] for row in table.rows if row[at + 1].strip()), "")
    factor = _factor(assignment, marks.most[assignment], most, how.scale)
    whose = _whose(
        filled, [(moodle_claim(table, row), row) for row in table.rows], "moodle", people
    )
    for student, row in whose.items():
        if at + 2 < len(row) and row[at + 2].strip() in LOCKED:
            filled.strange.append((student, "Moodle says that this grade cannot be changed"))
            continue
        mark = marks.of.get((student, assignment))
        if mark is not None and mark.points > mark.most:
            filled.strange.append((student, "has more than all points, which Moodle passes over"))
        _write(filled, row, at, (student, assignment), marks, how, factor, "," in most)
    _say_absent(filled, marks, whose)
    return filled


def _whose(
    filled: Filled, rows: Sequence[tuple[Claim, list[str]]], kind: str, people: People
) -> dict[str, list[str]]:
    """The row of each student; a row of nobody's stays as it is."""
    found: dict[str, list[str]] = {}
    for claim, row in rows:
        try:
            student, _ = people.find(kind, claim)
        except Unknown as error:
            filled.strange.append((claim.words, str(error)))
            continue
        if student in found:
            raise LmsError(f"Two rows of the file are {student}'s: {claim.words} is one of them.")
        found[student] = row
    return found


def _write(
    filled: Filled,
    row: list[str],
    at: int,
    whose: tuple[str, str],
    marks: Marks,
    how: How,
    factor: float,
    comma: bool,
) -> None:
    text = marks.text(*whose, how.pending)
    if text is None:
        return
    if factor != 1:
        text = rounded(marks.of[whose].points * factor)
    row[at] = text.replace(".", ",") if comma else text
    filled.written += 1


def _factor(assignment: str, ours: float, theirs: str, scale: bool) -> float:
    """By what marks are multiplied so that they fit the LMS's points."""
    try:
        there = float(Decimal(theirs.strip().replace(",", ".")))
    except InvalidOperation:  # a scale of words, or nothing
        return 1.0
    if abs(there - ours) < 0.005 or ours <= 0:
        return 1.0
    if scale and there > 0:
        return there / ours
    raise LmsError(
        f"{assignment} has {counted(ours, 'point', 'points')} here and {there:g} in the file. "
        "Change it there, or convert the marks with --scale."
    )


def _canvas_column(table: Table, assignment: str, named: str) -> int:
    headings = {at: name.strip() for at, name in enumerate(table.header) if WITH_ID.fullmatch(name)}
    wanted = _letters(named or assignment)
    found = [at for at, name in headings.items() if wanted in (_letters(name), _title(name))]
    if len(found) == 1:
        return found[0]
    shown = "; ".join(headings.values()) or "none"
    raise LmsError(
        f"{'Several columns are' if found else 'No column is'} called {named or assignment}. Name "
        f"one: --column '{assignment}=…'. The assignments in the file are: {shown}."
    )


def _title(heading: str) -> str:
    found = WITH_ID.fullmatch(heading)
    return _letters(found["title"] if found else heading)


def _letters(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _say_absent(filled: Filled, marks: Marks, whose: Mapping[str, object]) -> None:
    """Name whoever has marks here and no row there."""
    with_marks = {student for (student, _), mark in marks.of.items() if mark.graded}
    filled.strange += [
        (student, "has marks, and no row in the file") for student in sorted(with_marks - {*whose})
    ]
