"""Which exercises were proved, each as it was then: a class's own, and those of the course."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from pathlib import Path

from deepcat_grader import bank
from deepcat_grader.authoring.own import file_of, own_entries
from deepcat_grader.grading.secret import HOME
from deepcat_grader.proof import digest
from deepcat_grader.whole_files import write_bytes
from deepcat_judge.exercise import Written

NAME = "proved.json"
# In a checkout: what the course's tests proved on all seeds, by `proof.digest`.
OF_THE_COURSE = Path(__file__).resolve().parents[4] / "tests/walk" / NAME


def note_proved(course: Path, name: str) -> None:
    """Remember that everything held of one of a class's own exercises.

    Parameters
    ----------
    course : Path
        The class's course directory.
    name : str
        The exercise's id; one of DeepCat's own exercises is left alone.
    """
    if name in own_entries(course):
        found = {**_read(course), name: _digest(course, name)}
        (course / HOME).mkdir(mode=0o700, exist_ok=True)
        write_bytes(course / HOME / NAME, json.dumps(found, indent=2).encode())


def unproved(course: Path, names: Collection[str]) -> list[str]:
    """Those of a class's own exercises whose file is not the one that was proved."""
    known = _read(course)
    return [name for name in names if known.get(name) != _digest(course, name)]


def unproved_in(course: Path, cells: Collection[str]) -> dict[str, bool]:
    """The exercises in some cells that are not what was proved; whether they are the class's own.

    Of the course's exercises only a checkout knows which were proved.

    Parameters
    ----------
    course : Path
        The class's course directory.
    cells : collection of str
        nbgrader's names of cells; an exercise is in its check's.
    """
    own = own_entries(course)
    found = {one: entry for one, entry in own.items() if entry.exercise.check_cell in cells}
    names = dict.fromkeys(unproved(course, found), True)
    record = _in(OF_THE_COURSE)
    if not record:
        return names
    there = [one for one in bank.ENTRIES.values() if one.exercise.check_cell in cells]
    judged = [one for one in there if not isinstance(one.exercise, Written)]
    open_ones = [one.exercise.id for one in judged if record.get(one.exercise.id) != digest(one)]
    return {**dict.fromkeys(open_ones, False), **names}


def _digest(course: Path, name: str) -> str:
    return hashlib.sha256(file_of(course, name).read_bytes()).hexdigest()


def _read(course: Path) -> dict[str, str]:
    return _in(course / HOME / NAME)


def _in(path: Path) -> dict[str, str]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
