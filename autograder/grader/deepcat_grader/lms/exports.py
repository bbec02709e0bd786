"""Marks as files of our own making: what Canvas and Moodle import, a spreadsheet, and JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from deepcat_grader.classes.student import Student
from deepcat_grader.lms.marks import Marks, rounded
from deepcat_grader.lms.tables import Table, safe

CANVAS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
MOODLE = ("First name", "Last name", "ID number", "Email address")
OURS = ("id", "first_name", "last_name", "email", "section")
FORMAT = 1


def canvas(marks: Marks, assignments: Sequence[str], pending: bool) -> Table:
    """A gradebook that Canvas imports; it asks about columns that it does not know."""
    table = Table([*CANVAS, *assignments], newline="\n")
    points = [rounded(marks.most[name]) for name in assignments]
    table.rows.append(["    Points Possible", "", "", "", "", *points])
    for one in marks.students:
        name = f"{one.last_name}, {one.first_name}".strip(", ") or one.id
        about = (name, one.lms_id, "", one.id, one.section)
        table.rows.append([*map(safe, about), *_cells(marks, one, assignments, pending)])
    return table


def moodle(marks: Marks, assignments: Sequence[str], pending: bool) -> Table:
    """A table for Moodle's *Grades, Import, CSV file*."""
    table = Table([*MOODLE, *assignments])
    for one in marks.students:
        about = (one.first_name, one.last_name, one.id, one.email)
        table.rows.append([*map(safe, about), *_cells(marks, one, assignments, pending)])
    return table


def spreadsheet(marks: Marks, assignments: Sequence[str], pending: bool) -> Table:
    """A table for a spreadsheet: for each assignment the points, and what is still open."""
    header = [*OURS]
    for name in assignments:
        header += [name, f"{name} of", f"{name} late penalty", f"{name} open"]
    table = Table(header, bom=True)
    for one in marks.students:
        row = [safe(text) for text in (one.id, one.first_name, one.last_name, one.email)]
        row.append(safe(one.section))
        for name in assignments:
            mark = marks.of.get((one.id, name))
            text = marks.text(one.id, name, pending) or ""
            penalty = rounded(mark.penalty) if mark else ""
            row += [text, rounded(marks.most[name]), penalty, _open(marks, one, name)]
        table.rows.append(row)
    return table


def as_json(marks: Marks, assignments: Sequence[str], pending: bool) -> str:
    """All that is known of the marks; what does not stand yet is null."""
    students = [
        {
            **{field: getattr(one, field) for field in (*OURS, "lms_id")},
            "marks": {name: _mark(marks, one, name, pending) for name in assignments},
        }
        for one in marks.students
    ]
    data = {
        "format": FORMAT,
        "assignments": {name: {"points": marks.most[name]} for name in assignments},
        "students": students,
    }
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


# What can be written without a file of the LMS's.
TABLES: dict[str, Callable[[Marks, Sequence[str], bool], Table]] = {
    "canvas": canvas,
    "moodle": moodle,
    "csv": spreadsheet,
}


def _cells(marks: Marks, one: Student, assignments: Sequence[str], pending: bool) -> list[str]:
    return [marks.text(one.id, name, pending) or "" for name in assignments]


def _open(marks: Marks, one: Student, assignment: str) -> str:
    mark = marks.of.get((one.id, assignment))
    if mark is None:
        return "not handed in"
    if not mark.graded:
        return "not graded yet"
    if mark.stale:
        return "handed in anew, not graded yet"
    return f"{mark.waiting} to mark by hand" if mark.waiting else ""


def _mark(marks: Marks, one: Student, assignment: str, pending: bool) -> dict[str, object]:
    mark = marks.of.get((one.id, assignment))
    text = marks.text(one.id, assignment, pending)
    return {
        "points": None if text is None else float(text),
        "handed_in": mark is not None,
        "late_penalty": mark.penalty if mark else 0.0,
        "to_mark_by_hand": mark.waiting if mark else 0,
        "graded": mark is not None and mark.graded and not mark.stale,
    }
