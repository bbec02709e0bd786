"""Which of a class's own exercises were proved, each as its file was then."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from pathlib import Path

from deepcat_grader.authoring.own import file_of, own_entries
from deepcat_grader.grading.secret import HOME
from deepcat_grader.whole_files import write_bytes

NAME = "proved.json"


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


def _digest(course: Path, name: str) -> str:
    return hashlib.sha256(file_of(course, name).read_bytes()).hexdigest()


def _read(course: Path) -> dict[str, str]:
    try:
        found = json.loads((course / HOME / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
