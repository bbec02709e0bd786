"""What an LMS says of one hand-in: whose it is, when it came, and which files belong to it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from deepcat_grader.lms.sources import Entry

# Browsers and mail programs put an ending of their own behind it.
ENDINGS = (".ipynb", ".ipynb.txt", ".ipynb.json", ".json")


def is_notebook(name: str) -> bool:
    """Whether a file may be a notebook, by its name; what it holds says whether it is."""
    return name.lower().endswith(ENDINGS)


@dataclass(frozen=True)
class Claim:
    """Who handed something in, as the LMS has it; what it does not say is empty.

    Attributes
    ----------
    name : str
        The full name, the family name last or first.
    number : str
        The LMS's own number of the person: Moodle's participant, Canvas's user.
    id, email : str
        As the institution knows the person.
    """

    name: str = ""
    number: str = ""
    id: str = ""
    email: str = ""

    @property
    def words(self) -> str:
        """The claim for a person to read."""
        first = self.name or self.id or self.email or "somebody"
        return f"{first} ({self.number})" if self.number and first != self.number else first


@dataclass(frozen=True)
class File:
    """A file of a hand-in.

    Attributes
    ----------
    name : str
        As the student named it, with its folders.
    entry : Entry
    order : int
        Grows with the time of the upload where the LMS numbers its files; 0 elsewhere.
    """

    name: str
    entry: Entry
    order: int = 0


@dataclass(frozen=True)
class Hand:
    """One hand-in.

    Attributes
    ----------
    kind : str
        Which system it comes from: a key of `formats.FORMATS`.
    who : Claim
    place : str
        The LMS's name of the folder or of the file: feedback goes back under it.
    files : tuple of File
    time : datetime or None
        In UTC and without a zone.
    late : bool
        Whether the LMS itself calls it late.
    assignment : str
        What the LMS says it is for; the class may know no such assignment.
    owners : frozenset of str
        Who owns the files on this machine, where that says who handed them in.
    own : tuple of File
        The system's own files, which lie beside the work and are no part of it.
    """

    kind: str
    who: Claim
    place: str
    files: tuple[File, ...]
    time: datetime.datetime | None = None
    late: bool = False
    assignment: str = ""
    owners: frozenset[str] = frozenset()
    own: tuple[File, ...] = ()
