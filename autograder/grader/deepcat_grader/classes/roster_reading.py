"""Lists of students as learning platforms and spreadsheets write them."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from deepcat_grader.classes.student import RosterError, Student
from deepcat_grader.grading.intake.handed_in import ODD
from deepcat_grader.wording import counted

MOST_BYTES = 20_000_000
LONGEST = 128  # what nbgrader's gradebook holds of a name
# What the columns are called, in small letters; earlier names are believed before later ones.
CALLED: Mapping[str, tuple[str, ...]] = {
    "id": (
        *("id", "student id", "student_id", "sis login id", "login id", "username", "user name"),
        *("login", "sis user id", "sis id", "id number", "student number", "sid", "netid"),
        *("org defined id", "orgdefinedid", "matriculation number", "anmeldename", "benutzername"),
        *("kennung", "id-nummer", "matrikelnummer", "matrikel-nr.", "email address", "email"),
        *("e-mail", "e-mail-adresse"),
    ),
    "first_name": ("first_name", "first name", "given name", "firstname", "vorname"),
    "last_name": (
        *("last_name", "last name", "surname", "family name", "lastname", "nachname"),
        "familienname",
    ),
    "email": ("email", "e-mail", "email address", "e-mail address", "mail", "e-mail-adresse"),
    "section": ("section", "sections", "group", "groups", "gruppe", "gruppen"),
    "lms_id": ("lms_id", "lms id", "lms_user_id", "user id", "canvas id", "moodle id"),
    "name": ("name", "full name", "student", "student name", "vollständiger name"),
}
CANVAS = frozenset({"sis login id", "sis user id", "sis id"})
EXCEL_TEXT = re.compile(r'="(.*)"')
ROUNDED = re.compile(r"\d([.,]\d+)?E\+\d+")
UNFIT = re.compile(r'[/\\:*?"<>|]')


@dataclass(frozen=True)
class Found:
    """What a list holds.

    Attributes
    ----------
    students : tuple of Student
    columns : mapping from a field of Student to the heading of its column
    left_out : tuple of str
        A sentence on every line that names no student.
    """

    students: tuple[Student, ...]
    columns: Mapping[str, str]
    left_out: tuple[str, ...]


def read_students(path: Path, columns: Mapping[str, str] | None = None) -> Found:
    """Read a list of students.

    Parameters
    ----------
    path : Path
        A CSV file: in UTF-8, UTF-16 or Latin-1, separated by commas, semicolons or tabs.
    columns : mapping from a field of Student to the heading of a column, optional
        Where the headings do not say it.

    Raises
    ------
    RosterError
    """
    table = _rows(_text(path), path)
    if not table:
        raise RosterError(f"{path} is empty.")
    headings = [_clean(heading) for heading in table[0]]
    lines = [
        (number, dict(zip(headings, (*map(_clean, row), *[""] * len(headings)), strict=False)))
        for number, row in enumerate(table[1:], start=2)
        if any(_clean(field) for field in row)
    ]
    chosen = _columns(headings, [row for _, row in lines], columns or {}, path)
    students, left_out = [], []
    for number, row in lines:
        student = _student(row, chosen)
        if _is_points_possible(row, chosen) or student in students:
            continue
        if why := _unfit(student):
            shown = _shown(", ".join(filter(None, row.values())))[:60]
            left_out.append(f"Line {number} ({shown}): {why}.")
        else:
            students.append(student)
    _refuse_twice(students, path)
    return Found(tuple(students), chosen, tuple(left_out))


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise RosterError(f"{path} is too large for a list of students: over 20 MB.")
        data = path.read_bytes()
    except OSError as error:
        raise RosterError(f"{path} cannot be read: {error.strerror}.") from error
    if data.startswith((b"PK\3\4", b"\xd0\xcf\x11\xe0")):
        raise RosterError(f"{path} is a workbook. Save it as “CSV UTF-8” there, then start again.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        codes = ["utf-16"]
    else:
        codes = ["utf-8-sig", "cp1252", "latin-1"]
    for code in codes:
        try:
            return data.decode(code)
        except UnicodeDecodeError:
            continue
    raise RosterError(f"{path} is cut short or damaged: export it again.")


def _rows(text: str, path: Path) -> list[list[str]]:
    """The table in a text, by whichever separator gives the first line the most columns."""
    first, _, rest = text.partition("\n")
    if named := re.fullmatch(r"sep=(.)\s*", first):
        separators, text = [named[1]], rest
    else:
        separators = [",", ";", "\t"]
    try:
        tables = [
            list(csv.reader(io.StringIO(text, newline=""), delimiter=one)) for one in separators
        ]
    except csv.Error as error:
        raise RosterError(f"{path} is not a CSV file: {error}.") from error
    return max(tables, key=lambda table: len(table[0]) if table else 0)


def _clean(text: str) -> str:
    """A field without what surrounds it, in the usual form of its letters."""
    if marked := EXCEL_TEXT.fullmatch(text.strip()):
        text = marked[1]
    return unicodedata.normalize("NFC", text).strip()


def _columns(
    headings: Sequence[str],
    rows: Sequence[Mapping[str, str]],
    wanted: Mapping[str, str],
    path: Path,
) -> dict[str, str]:
    """Which column holds what."""
    known = {heading.casefold(): heading for heading in reversed(headings)}
    chosen = {}
    for field, names in CALLED.items():
        if heading := wanted.get(field):
            if heading.casefold() not in known:
                listed = ", ".join(filter(None, headings))
                raise RosterError(f"{path} has no column {heading!r}; it has: {listed}.")
            chosen[field] = known[heading.casefold()]
        elif found := [known[name] for name in names if name in known]:
            chosen[field] = found[0]
    is_canvas = bool(CANVAS & known.keys() and "id" in known)
    if is_canvas:  # it calls its own number ID, and the school's is SIS something
        chosen.setdefault("lms_id", known["id"])
    if "id" not in wanted:
        last = sorted(CALLED["id"], key=lambda name: is_canvas and name == "id")
        chosen["id"] = _telling([known[name] for name in last if name in known], rows)
    if not chosen["id"]:
        listed = ", ".join(filter(None, headings)) or "none"
        raise RosterError(
            f"{path} has no column that tells students apart; it has: {listed}. Name one: --id "
            "COLUMN."
        )
    return chosen


def _telling(names: Sequence[str], rows: Sequence[Mapping[str, str]]) -> str:
    """The first column that holds something for most students; empty where none does."""
    full = (name for name in names if 2 * sum(bool(row[name]) for row in rows) >= len(rows))
    return next(full, "")


def _student(row: Mapping[str, str], columns: Mapping[str, str]) -> Student:
    values = {field: row[heading] for field, heading in columns.items()}
    whole = values.pop("name", "")
    if whole and not (values.get("first_name") or values.get("last_name")):
        last, comma, first = whole.partition(",")
        if not comma:
            first, _, last = whole.rpartition(" ")
        values |= {"first_name": first, "last_name": last}
    plain = {field: _shown(value) for field, value in values.items() if field != "id"}
    return Student(**{**plain, "id": values["id"]})


def _shown(text: str) -> str:
    """A field as one line of bounded length, without signs that steer a terminal."""
    return " ".join(ODD.sub(" ", text).split())[:LONGEST]


def _unfit(student: Student) -> str:
    """Why an id cannot name a student's folder; empty where it can."""
    name = student.id
    if not name:
        return "no id stands there"
    if ROUNDED.fullmatch(name):
        return f"{name} is a number that a spreadsheet has rounded; format the column as text"
    if ODD.search(name):
        return "the id holds a line break or another sign that cannot be shown"
    if sign := UNFIT.search(name):
        return f"no folder may be called {name}, because of its {sign[0]}"
    if name.startswith("."):
        return f"the id {name} begins with a dot, and such folders are hidden"
    if name.endswith("."):
        return f"the id {name} ends with a dot, which Windows drops from a folder's name"
    return f"the id is longer than {LONGEST} letters" if len(name) > LONGEST else ""


def _is_points_possible(row: Mapping[str, str], columns: Mapping[str, str]) -> bool:
    """Whether a line is the one below Canvas's headings that says what may be earned."""
    return "name" in columns and row[columns["name"]].casefold() == "points possible"


def _refuse_twice(students: Sequence[Student], path: Path) -> None:
    counts = Counter(student.id for student in students)
    if twice := sorted(name for name, count in counts.items() if count > 1):
        listed = ", ".join(twice[:5]) + ", …" * (len(twice) > 5)
        raise RosterError(
            f"{path} names {counted(len(twice), 'student', 'students')} more than once: {listed}. "
            "Mend it, or name the column that tells students apart: --id COLUMN."
        )
