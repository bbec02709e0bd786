"""Whether a notebook is newer than the course that is installed here, and what it holds more."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from deepcat.lessons import known_lessons
from deepcat.notebooks import metadata_of, notebooks_in
from deepcat.own import OwnFileError, own_exercises
from deepcat_judge.exercises import EXERCISES

KEY = "needs"
VERSION = re.compile(r"\d{1,4}(?:\.\d{1,4}){0,3}")
# A check's cell as the course makes it: "neuron-sigmoid-check", in which check(sigmoid) stands.
NAME = re.compile(r"([a-z_]{1,40})-(\w{1,40})-check", re.ASCII)
SHOWN = 3


@dataclass(frozen=True)
class Newer:
    """What a notebook asks for that is not here.

    Attributes
    ----------
    name : str
        Of the file.
    needs : str
        The version of DeepCat that it was made with; empty where that, or a later one, is here.
    exercises : dict from id to points
        Exercises of the course that nobody here knows.
    """

    name: str
    needs: str = ""
    exercises: dict[str, float] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """A sentence on it and what to do; empty where the notebook is not newer."""
        if not self.needs and not self.exercises:
            return ""
        made = f"needs DeepCat {self.needs}" if self.needs else "is of a newer DeepCat"
        text = f"{self.name} {made}, and {installed()} is installed here"
        if self.exercises:
            text += f", which does not know {_listed([*self.exercises])}"
        return f"{text}. Install the wheels that came with the notebook, then restart the kernel."


NOT_NEWER = Newer("")


def installed() -> str:
    """The version of the course here; empty where it is not installed as a package."""
    try:
        return version("deepcat")
    except PackageNotFoundError:
        return ""


def newer(name: str, notebook: Mapping[str, Any], own: Collection[str] = ()) -> Newer:
    """What a notebook asks for that is not here.

    Parameters
    ----------
    name : str
    notebook : mapping
        As its file has it: anybody may have written to it.
    own : collection of str
        Names of the cells of exercises that the class made itself.
    """
    deepcat = metadata_of(notebook).get("deepcat")
    needs = deepcat.get(KEY) if isinstance(deepcat, Mapping) else None
    here = installed()
    if not here or not isinstance(needs, str) or not VERSION.fullmatch(needs):
        needs = ""
    needs = needs if _number(needs) > _number(here) else ""
    return Newer(name, needs, _unknown(notebook, own, bool(needs)))


def newer_in(folder: Path) -> list[Newer]:
    """Of each notebook in a folder that is newer than the course here."""
    try:
        own = [exercise.check_cell for exercise in own_exercises(folder).values()]
    except OwnFileError:  # which is said where an exercise of it is asked for
        own = []
    found = [newer(name, notebook, own) for name, notebook in notebooks_in(folder)]
    return [one for one in found if one.words]


def _unknown(notebook: Mapping[str, Any], own: Collection[str], older: bool) -> dict[str, float]:
    """Exercises that nobody here knows.

    Where the course here is not older, one of a lesson that nobody knows either is a teacher's own,
    whose file does not lie beside the notebook.
    """
    lessons = known_lessons()
    known = {exercise.check_cell for exercise in EXERCISES.values()} | {*own}
    found: dict[str, float] = {}
    for grade_id, points in _checks(notebook):
        name = NAME.fullmatch(grade_id)
        if name and grade_id not in known and (older or name[1] in lessons):
            found[f"{name[1]}.{name[2]}"] = points
    return found


def _checks(notebook: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    """Cells that carry points and begin with a check: their names and points."""
    cells = notebook.get("cells")
    for cell in cells if isinstance(cells, list) else ():
        if not isinstance(cell, Mapping):
            continue
        grader = metadata_of(cell).get("nbgrader")
        if not isinstance(grader, Mapping) or grader.get("grade") is not True:
            continue
        source = cell.get("source")
        text = "".join(source) if isinstance(source, list) else source
        points = grader.get("points")
        if isinstance(text, str) and text.startswith("check(") and grader.get("solution") is False:
            number = points if isinstance(points, (int, float)) and 0 <= points < 1e4 else 0.0
            yield str(grader.get("grade_id")), float(number)


def _number(text: str) -> tuple[int, ...]:
    found = VERSION.match(text)
    return tuple(map(int, found[0].split("."))) if found else ()


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    if not more and len(names) > 1:
        return ", ".join(names[:-1]) + f" and {names[-1]}"
    return ", ".join(names[:SHOWN]) + more
