"""Mistakes that a class named: a file each in ``exercises/mistakes``, used as it was proved.

A file says three things: what students are told (``MESSAGE``), what they may think about next
(``THINK``), and a function that does what their answers do. Its name is that of the exercise and
the mistake's own: ``neuron.sigmoid.no_minus.py``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from pathlib import Path

from deepcat_grader import bank
from deepcat_grader.authoring.own import FOLDER as EXERCISES
from deepcat_grader.authoring.own import MISTAKES, OwnExerciseError, run_file
from deepcat_grader.bank.registry import Entry, Mistake
from deepcat_grader.grading.secret import HOME
from deepcat_grader.whole_files import write_bytes

FOLDER = f"{EXERCISES}/{MISTAKES}"
NOTES = "mistakes.json"


@dataclass(frozen=True)
class Note:
    """What the class remembers of a mistake.

    Attributes
    ----------
    file : str
        Digest of the file that was proved; empty where none was.
    exercise : str
        Digest of what the exercise was then.
    group : str
        Id of the group of answers that it names.
    members : tuple of (str, str)
        Assignment and student of each. No other class gets to know them.
    """

    file: str = ""
    exercise: str = ""
    group: str = ""
    members: tuple[tuple[str, str], ...] = ()


def parts_of(id: str) -> tuple[str, str]:
    """The exercise of a mistake's id, and the mistake's own name."""
    exercise, _, name = id.rpartition(".")
    return exercise, name


def files(course: Path) -> dict[str, Path]:
    """The files of a class's mistakes, by id."""
    found = sorted((course / FOLDER).glob("[a-z]*.*.*.py"))
    return {path.stem: path for path in found if path.is_file()}


def notes(course: Path) -> dict[str, Note]:
    """What the class remembers, by id; a file that cannot be read remembers nothing."""
    try:
        found = json.loads((course / HOME / NOTES).read_text(encoding="utf-8"))
        return {
            id: Note(**{**one, "members": tuple(map(tuple, one["members"]))})
            for id, one in found.items()
        }
    except (OSError, AttributeError, KeyError, TypeError, ValueError):
        return {}


def notes_for_others(course: Path) -> dict[str, Note]:
    """What may leave the class: which mistakes were proved, and not in whose answers."""
    return {
        id: replace(note, group="", members=()) for id, note in notes(course).items() if note.file
    }


def notes_text(found: Mapping[str, Note]) -> str:
    """What is remembered, as it stands in a file."""
    return json.dumps({id: asdict(note) for id, note in found.items()}, indent=2)


def write_notes(course: Path, found: Mapping[str, Note]) -> None:
    """Write what the class remembers; the file is whole, or as it was before."""
    (course / HOME).mkdir(mode=0o700, exist_ok=True)
    write_bytes(course / HOME / NOTES, notes_text(found).encode(), 0o600)


def file_digest(path: Path) -> str:
    """The same as long as a file does not change."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def proved(course: Path) -> dict[str, Path]:
    """Those files that were proved as they stand: no other one ever names an answer."""
    there = files(course)
    known = notes(course) if there else {}
    return {
        id: path
        for id, path in there.items()
        if id in known and known[id].file == file_digest(path)
    }


def digest(course: Path, exercises: Collection[str | None]) -> str:
    """The same as long as no mistake of a class in these exercises changes; empty without any."""
    used = {id: path for id, path in proved(course).items() if parts_of(id)[0] in exercises}
    told = [(id, file_digest(path)) for id, path in used.items()]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest() if told else ""


def exercises(course: Path) -> frozenset[str]:
    """The exercises of which a class named mistakes."""
    return frozenset(parts_of(id)[0] for id in proved(course))


def load(path: Path, id: str) -> Mistake:
    """The mistake that a file holds.

    Raises
    ------
    OwnExerciseError
        If the file does not run, or lacks one of the three things that it is to say.
    """
    _, name = parts_of(id)
    holds = vars(run_file(path, id.replace(".", "_")))
    for word in ("MESSAGE", "THINK"):
        if not isinstance(holds.get(word), str) or not holds[word].strip():
            raise OwnExerciseError(f'{path} says no {word} = "…", which students are to read.')
    if not callable(holds.get(name)):
        raise OwnExerciseError(f"{path} defines no function {name}.")
    return Mistake(name, holds["MESSAGE"].strip(), holds["THINK"].strip(), holds[name])


def with_mistake(entry: Entry, mistake: Mistake) -> Entry:
    """An exercise that knows one mistake more, and that one alone under its name."""
    others = (other for other in entry.mistakes if other.id != mistake.id)
    return replace(entry, mistakes=(*others, mistake))


def is_taken(entry: Entry, name: str) -> bool:
    """Whether the course calls a mistake of an exercise so."""
    return any(mistake.id == name for mistake in entry.mistakes)


def extended_entries(course: Path) -> Mapping[str, Entry]:
    """Those of the course's exercises of which the class named mistakes, with these.

    Raises
    ------
    OwnExerciseError
        If a file that was proved cannot be used any more.
    """
    used = proved(course)
    return _extended(tuple((id, str(path), file_digest(path)) for id, path in used.items()))


@lru_cache(maxsize=8)
def _extended(used: tuple[tuple[str, str, str], ...]) -> Mapping[str, Entry]:
    """The same entries for the same files: papers are kept by the entry that they are of."""
    found: dict[str, Entry] = {}
    for id, path, _ in used:
        exercise, name = parts_of(id)
        entry = bank.ENTRIES.get(exercise)
        if entry is not None and not is_taken(entry, name):  # `class check` tells of the others
            found[exercise] = with_mistake(found.get(exercise, entry), load(Path(path), id))
    return found
