"""Readers that take what Canvas and Moodle take, and refuse what they refuse or pass over."""

from __future__ import annotations

import csv
import io
import re


def canvas(text: str, assignments: dict[int, str]) -> dict[str, dict[str, str]]:
    """Grades by user and assignment, as Canvas's importer finds them.

    Parameters
    ----------
    text : str
    assignments : dict from id to title
        Those of the course: another column would become a new assignment.
    """
    header, *rows = csv.reader(io.StringIO(text), strict=True)
    assert "Student" in header[0] and "ID" in header[1] and len(header) > 3
    info = 3
    if re.search(r"SIS\s+Login\s+ID", header[2]):
        info += 1
    elif re.search(r"SIS\s+User\s+ID", header[2]) and re.search(r"SIS\s+Login\s+ID", header[3]):
        info += 2
    assert "Section" in header[info - 1]
    read_only = re.compile("(Current|Final|Override) (Score|Points|Grade)")
    columns = {}
    for at, name in enumerate(header[info:], start=info):
        if read_only.search(name):
            continue
        found = re.fullmatch(r"(.*) \((\d+)\)", name)
        title, number = (found[1], int(found[2])) if found else (name, 0)
        assert assignments.get(number) == title or (not found and title in assignments.values())
        columns[at] = title
    grades: dict[str, dict[str, str]] = {}
    for row in rows:
        assert len(row) == len(header)
        if "Points Possible" in row[0]:
            assert all(re.fullmatch(r"\d+\.\d\d", row[at]) for at in columns)
            continue
        if not any(row):
            continue
        assert not row[0].startswith(("=", "+", "-", "@"))
        for at in columns:
            assert re.fullmatch(r"(\d+\.\d\d)?|EX|N/A", row[at])
        grades[row[1]] = {columns[at]: row[at] for at in columns}
    return grades


def moodle(text: str) -> dict[str, float]:
    """Grades by participant, as Moodle's importer takes them; it passes over all others."""
    header, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff")), strict=True)
    at = {name: header.index(name) for name in ("Identifier", "Grade", "Last modified (grade)")}
    most = header.index("Maximum Grade")
    grades = {}
    for row in rows:
        assert len(row) == len(header)
        number = row[at["Identifier"]][len("Participant ") :]
        assert number.isdigit()
        if text := row[at["Grade"]].strip():
            grade = float(text)
            assert 0 <= grade <= float(row[most])
            grades[number] = grade
    return grades
