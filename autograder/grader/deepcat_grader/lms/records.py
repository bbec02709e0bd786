"""What was collected of a student: every attempt with its time, and the LMS's names for it.

``collected/STUDENT/ASSIGNMENT/record.json`` lists the attempts. The one that counts lies in
``submitted``; each earlier one in a folder of its own beside the record.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from deepcat_grader.whole_files import write_text

HOME = "collected"
RECORD = "record.json"
FORMAT = 1
BY_HAND = "by hand"  # what lay in `submitted` before anything was collected


@dataclass(frozen=True)
class Attempt:
    """One hand-in of a student's.

    Attributes
    ----------
    digest : str
        Of all its files and their names: the same for the same work.
    time : str
        When it was handed in, ISO 8601 in UTC; empty where nobody said.
    kind : str
        The system that it came from.
    number : str
        That system's number of the person.
    place : str
        The LMS's name of the folder or file: feedback goes back under it.
    files : dict from notebook to str
        The student's own name of each notebook.
    order : int
        Grows with the time of the upload where the LMS numbers its files.
    late : bool
        Whether the LMS itself calls it late.
    archives : list of str
        Digests of the archives that held it.
    """

    digest: str
    time: str = ""
    kind: str = BY_HAND
    number: str = ""
    place: str = ""
    files: dict[str, str] = field(default_factory=dict)
    order: int = 0
    late: bool = False
    archives: list[str] = field(default_factory=list)

    @property
    def at(self) -> datetime.datetime | None:
        """When it was handed in."""
        return datetime.datetime.fromisoformat(self.time) if self.time else None

    @property
    def folder(self) -> str:
        """The name of its folder once another attempt counts."""
        when = "".join(sign for sign in self.time[:19] if sign.isalnum()) or "undated"
        return f"{when}-{self.digest[:12]}"


@dataclass(frozen=True)
class Record:
    """All attempts at an assignment.

    Attributes
    ----------
    attempts : tuple of Attempt
        In the order in which they came here.
    counts : str
        The digest of the one in ``submitted``.
    placed : float
        When that one was put there, in seconds since 1970: what was graded before is of another.
    """

    attempts: tuple[Attempt, ...] = ()
    counts: str = ""
    placed: float = 0.0

    @property
    def counted(self) -> Attempt | None:
        """The attempt that is graded."""
        found = (one for one in reversed(self.attempts) if one.digest == self.counts)
        return next(found, None)


def home_of(root: Path, student: str, assignment: str) -> Path:
    """The folder of a record."""
    return root / HOME / student / assignment


def read_record(folder: Path) -> Record:
    """Read a record; one that is missing or damaged is empty, and what lies beside it stays."""
    try:
        data = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        if data["format"] != FORMAT:
            return Record()
        attempts = tuple(_attempt(one) for one in data["attempts"])
        return Record(attempts, str(data["counts"]), float(data["placed"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Record()


def _attempt(data: dict[str, Any]) -> Attempt:
    made = Attempt(**{one.name: data[one.name] for one in fields(Attempt)})
    if made.time:
        datetime.datetime.fromisoformat(made.time)  # a damaged time makes no record
    return made


def write_record(folder: Path, record: Record) -> None:
    """Write the whole record or none."""
    data = {
        "format": FORMAT,
        "counts": record.counts,
        "placed": record.placed,
        "attempts": [asdict(one) for one in record.attempts],
    }
    write_text(folder / RECORD, json.dumps(data, indent=1, ensure_ascii=False) + "\n")


def all_records(root: Path) -> Iterator[tuple[str, str, Record]]:
    """Every record of a class: student, assignment, record."""
    for path in sorted((root / HOME).glob(f"*/*/{RECORD}")):
        yield path.parent.parent.name, path.parent.name, read_record(path.parent)


def remembered(root: Path) -> dict[tuple[str, str], str]:
    """Whom the systems' numbers meant in earlier collections."""
    return {
        (attempt.kind, attempt.number): student
        for student, _, record in all_records(root)
        for attempt in record.attempts
        if attempt.number
    }
