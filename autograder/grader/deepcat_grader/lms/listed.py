"""Whom an LMS lists in a table of its own: Moodle's grading worksheet, Canvas's gradebook."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from deepcat_grader.lms.handed import Claim
from deepcat_grader.lms.tables import Table

PARTICIPANT = re.compile(r"\D*(\d+)\s*")
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
# "Tuesday, 3 November 2026, 10:15 AM", and the American "Tuesday, November 3, 2026, 10:15 AM".
TIME = re.compile(
    r"(?:[^\W\d]+, )?(?:(?P<day>\d{1,2}) (?P<month>[^\W\d]+)|(?P<m>[^\W\d]+) (?P<d>\d{1,2}),)"
    r" (?P<year>\d{4}),? (?P<hour>\d{1,2}):(?P<minute>\d\d)(?: ?(?P<half>[AaPp])[Mm])?"
)
# The first is English; the others as far as Moodle's translations have them for certain.
GRADED = ("Last modified (submission)", "Zuletzt geändert (Abgabe)")


@dataclass(frozen=True)
class Listed:
    """A person of a table, and when work of theirs came, in UTC, where the table says so."""

    kind: str
    who: Claim
    time: datetime.datetime | None = None


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


def _moodle(table: Table, zone: str) -> list[Listed]:
    at = table.column(*GRADED)
    return [
        Listed("moodle", moodle_claim(table, row), time_of(_cell(row, at), zone))
        for row in table.rows
    ]


def time_of(text: str, zone: str) -> datetime.datetime | None:
    """A time as Moodle writes it in English, in UTC; None where it is none.

    Parameters
    ----------
    text : str
    zone : str
        The class's time zone: Moodle writes none.
    """
    found = TIME.fullmatch(text.strip())
    if found is None:
        return None
    month, half, hour = (found["month"] or found["m"]).lower(), found["half"], int(found["hour"])
    if half:
        hour = hour % 12 + 12 * (half in "Pp")
    try:
        local = datetime.datetime(
            int(found["year"]),
            MONTHS.index(month) + 1,
            int(found["day"] or found["d"]),
            hour,
            int(found["minute"]),
            tzinfo=ZoneInfo(zone),
        )
    except (ValueError, KeyError):  # no such day, or another language
        return None
    return local.astimezone(datetime.UTC).replace(tzinfo=None)


def _cell(row: Sequence[str], at: int | None) -> str:
    return row[at].strip() if at is not None else ""
