"""Which student of the class somebody of an LMS is: by a number, an e-mail or a name, or nobody."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from deepcat_grader.classes.student import Student
from deepcat_grader.grading.intake.handed_in import ODD
from deepcat_grader.lms.handed import Claim
from deepcat_grader.lms.listed import Listed

# How German and Danish names are written where a keyboard lacks the letter.
SPELT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "æ": "ae"})
MAX_NAME = 80


class Unknown(Exception):
    """Nobody, or more than one, may be meant; the text says who and what to do."""


class People:
    """The students of a class, and what an LMS's own tables say of them.

    Parameters
    ----------
    roster : sequence of Student
        Empty where the class has none: then ids come from the LMS.
    tables : iterable of Listed
    remembered : mapping from (kind, number) to id
        Whom earlier collections knew by the LMS's number.
    """

    def __init__(
        self,
        roster: Sequence[Student],
        tables: Iterable[Listed] = (),
        remembered: Mapping[tuple[str, str], str] | None = None,
    ) -> None:
        self._roster = {student.id: student for student in roster}
        self._listed = {(one.kind, one.who.number): one for one in tables}
        self._remembered = remembered or {}
        self._by_key: dict[str, set[str]] = defaultdict(set)
        self._by_name: dict[str, set[str]] = defaultdict(set)
        self._by_sound: dict[str, set[str]] = defaultdict(set)
        for student in roster:
            for key in {student.id, student.email, student.lms_id} - {""}:
                self._by_key[_key(key)].add(student.id)
            for name in _orders(student):
                self._by_name[_letters(name)].add(student.id)
                for sound in _sounds(name):
                    self._by_sound[sound].add(student.id)

    def has(self, name: str) -> bool:
        """Whether an id, an e-mail or a name is that of one student of the roster."""
        try:
            return bool(name and self._roster and self.find("", Claim(name=name, id=name)))
        except Unknown:
            return False

    def listed(self, kind: str, claim: Claim) -> Listed | None:
        """What the LMS's own table says of somebody."""
        return self._listed.get((kind, claim.number)) if claim.number else None

    def find(self, kind: str, claim: Claim) -> tuple[str, bool]:
        """The id of a student, and whether more than the name says so.

        Raises
        ------
        Unknown
        """
        if table := self.listed(kind, claim):
            claim = replace(
                claim,
                name=table.who.name or claim.name,
                id=table.who.id or claim.id,
                email=table.who.email or claim.email,
            )
        known = self._remembered.get((kind, claim.number)) if claim.number else None
        if known is not None and (known in self._roster or not self._roster):
            return known, True
        if not self._roster:
            return _own_id(claim), True
        # Moodle's number is that of a participant in one assignment, and no roster has it.
        number = claim.number if kind == "canvas" else ""
        for key in (claim.id, claim.email, number):
            found = self._by_key.get(_key(key), set()) if key else set()
            if len(found) == 1:
                return next(iter(found)), True
        return self._by_their_name(claim), False

    def others_among(self, owners: Iterable[str], student: str) -> str:
        """Another student of the roster who is among the owners of some files; or empty."""
        return next((one for one in sorted(owners) if one in self._roster and one != student), "")

    def _by_their_name(self, claim: Claim) -> str:
        found = self._by_name.get(_letters(claim.name), set())
        if not found:
            found = set().union(*(self._by_sound.get(s, set()) for s in _sounds(claim.name)))
        if len(found) == 1:
            return next(iter(found))
        if found:
            both = " and ".join(sorted(found))
            raise Unknown(f"may be {both}: add the LMS's own table (its CSV) to the command")
        raise Unknown("is nobody on the roster: add the person, or the LMS's own table (its CSV)")


def _own_id(claim: Claim) -> str:
    """An id from the LMS alone, for a class without a roster."""
    name = unicodedata.normalize("NFC", claim.id or claim.email)
    if not name:
        raise Unknown("has only a name: the class needs a roster, or the LMS's own table (its CSV)")
    if ODD.search(name) or "/" in name or name.startswith(".") or len(name) > MAX_NAME:
        raise Unknown("has an id that cannot be the name of a folder")
    return name


def _key(text: str) -> str:
    """An id or an address, whatever its case and however its accents are stored."""
    return unicodedata.normalize("NFC", text).casefold()


def _orders(student: Student) -> Iterator[str]:
    yield f"{student.first_name} {student.last_name}"
    yield f"{student.last_name} {student.first_name}"


def _letters(name: str) -> str:
    """A name's letters alone: systems drop spaces, hyphens, commas and capitals."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(sign for sign in folded if sign.isalnum())


def _sounds(name: str) -> set[str]:
    """A name without its accents, and as it is spelt where they cannot be typed."""
    letters = _letters(name)
    found = set()
    for text in (letters, letters.translate(SPELT)):
        apart = unicodedata.normalize("NFKD", text)
        found.add("".join(sign for sign in apart if not unicodedata.combining(sign)))
    return found - {""}
