"""Whom an LMS lists in a table of its own: Moodle's grading worksheet, Canvas's gradebook."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from deepcat_grader.lms.handed import Claim
from deepcat_grader.lms.moodle_times import time_of
from deepcat_grader.lms.tables import Table

PARTICIPANT = re.compile(r"\D*(\d+)\s*")
TIMES = ("Last modified (submission)", "Zuletzt geändert (Abgabe)")
# In any language two headings are alike but for what is in brackets: of the work, of the mark.
ALIKE = re.compile(r"(?P<stem>[^(（]+?)\s*[(（][^)）]*[)）]\s*")
NO_TIME = ("", "-")


@dataclass(frozen=True)
class Listed:
    """A person of a table, and when work of theirs came, in UTC, where the table says so.

    ``unread`` is a time that stands there and cannot be read.
    """

    kind: str
    who: Claim
    time: datetime.datetime | None = None
    unread: str = ""


def listed(table: Table, zone: str) -> list[Listed]:
    """The people of a table; empty where it is none of an LMS's."""
    if is_canvas(table):
        return _canvas(table)
    return _moodle(table, zone) if is_moodle(table) else []


def is_canvas(table: Table) -> bool:
    """Whether a table is Canvas's gradebook."""
    return table.header[0].strip() in ("Student", "LastName") and "ID" in table.header[:3]


def is_moodle(table: Table) -> bool:
    """Whether a table is Moodle's grading worksheet: each row begins with a participant."""
    return len(table.header) > 3 and all(PARTICIPANT.fullmatch(row[0]) for row in table.rows)


def participant(row: Sequence[str]) -> str:
    """The number in the first cell of a row of Moodle's."""
    found = PARTICIPANT.fullmatch(row[0])
    return found[1] if found else ""


def people_rows(table: Table) -> list[list[str]]:
    """The rows of Canvas's gradebook that are somebody's."""
    at = table.header.index("ID")
    return [row for row in table.rows if row[at].strip() and "Points Possible" not in row[0]]


def canvas_claim(table: Table, row: Sequence[str]) -> Claim:
    """Whose a row of Canvas's gradebook is."""
    login = _cell(row, table.column("SIS Login ID"))
    name = f"{row[1]} {row[0]}" if table.header[0].strip() == "LastName" else row[0]
    return Claim(
        name=name.strip(),
        number=_cell(row, table.column("ID")),
        id=_cell(row, table.column("SIS User ID")) or login,
        email=login if "@" in login else "",
    )


def moodle_claim(table: Table, row: Sequence[str]) -> Claim:
    """Whose a row of Moodle's worksheet is."""
    email = next((cell.strip() for cell in row[1:] if re.fullmatch(r"\s*\S+@\S+\s*", cell)), "")
    own = _cell(row, table.column("ID number", "ID-Nummer"))
    return Claim(row[1].strip(), participant(row), own, email)


def _canvas(table: Table) -> list[Listed]:
    return [Listed("canvas", canvas_claim(table, row)) for row in people_rows(table)]


def times_column(table: Table) -> int | None:
    """Where Moodle's worksheet says when work came, in whichever language it is."""
    if (at := table.column(*TIMES)) is not None:
        return at
    places: dict[str, list[int]] = defaultdict(list)
    for place, heading in enumerate(table.header):
        if found := ALIKE.fullmatch(heading.strip()):
            places[found["stem"].casefold()].append(place)
    pairs = [both for both in places.values() if len(both) == 2]
    return pairs[0][0] if len(pairs) == 1 else None


def _moodle(table: Table, zone: str) -> list[Listed]:
    at = times_column(table)
    return [_person(table, row, _cell(row, at), zone) for row in table.rows]


def _person(table: Table, row: Sequence[str], text: str, zone: str) -> Listed:
    time = time_of(text, zone)
    unread = "" if time or text in NO_TIME else text
    return Listed("moodle", moodle_claim(table, row), time, unread)


def _cell(row: Sequence[str], at: int | None) -> str:
    return row[at].strip() if at is not None else ""
