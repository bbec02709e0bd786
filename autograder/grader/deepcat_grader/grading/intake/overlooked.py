"""What was handed in and stands where nobody looks for it: named, so that no student is lost."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from deepcat_grader.grading.intake.times import NAME as TIME

# By what stands in it nbgrader's exchange gives a page back.
SECRET = "submission_secret.txt"
SYSTEM = frozenset({"__pycache__", "__MACOSX", "Thumbs.db", "desktop.ini", TIME, SECRET})
MAX_FILES = 2000
SHOWN = 3
LINK = "is a link, and may lead to somebody else's work"


@dataclass
class Overlooked:
    """What is not graded: ``failed`` by student and assignment, and ``notes`` on all the rest."""

    failed: dict[tuple[str, str], str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def overlooked(submitted: Path, assignments: Mapping[str, Sequence[str]]) -> Overlooked:
    """Look through a folder ``STUDENT/ASSIGNMENT/NOTEBOOK.ipynb``.

    Parameters
    ----------
    submitted : Path
    assignments : mapping from assignment to names of its notebooks
    """
    found = Overlooked()
    for path in _inside(submitted):
        student = path.name
        if path.is_symlink():
            found.failed[student, ""] = f"the folder {LINK}"
        elif not path.is_dir():
            if not student.startswith("."):
                found.failed[student, ""] = "a file, where a folder STUDENT/ASSIGNMENT belongs"
        elif student.startswith("."):
            if files := _files(path):
                words = f"the folder's name begins with a dot; it holds {_listed(files)}"
                found.failed[student, ""] = words
        else:
            _look_at(path, assignments, found)
    return found


def _look_at(home: Path, assignments: Mapping[str, Sequence[str]], found: Overlooked) -> None:
    """Look through one student's folder."""
    student, inside, before = home.name, _inside(home), len(found.failed)
    for path in inside:
        if path.name in assignments and path.is_dir():
            _look_into(path, student, assignments[path.name], found)
            continue
        files = [path.name] if not path.is_dir() or path.is_symlink() else _files(path)
        if not files or path.name.startswith("."):
            continue
        where = shown = printable(path.name)
        words = f"no assignment is called {shown}"
        if alike := [name for name in assignments if _same(name, path.name)]:
            words = f"the folder is called {shown}, not {alike[0]}"
        elif path.is_file():
            words = f"the file {shown} lies beside the assignments' folders, not in one"
            where = next((a for a, names in assignments.items() if _is_one(path, names)), "")
        if _work(files) or not any(one.name in assignments for one in inside):
            found.failed.setdefault((student, where), words)
        else:
            found.notes.append(f"{printable(student)}: {words}.")
    if not _files(home) and len(found.failed) == before:
        found.failed[student, ""] = "the folder is empty"


def _look_into(folder: Path, student: str, names: Sequence[str], found: Overlooked) -> None:
    """Look through what a student handed in for one assignment."""
    if folder.is_symlink():
        found.failed[student, folder.name] = f"the folder {LINK}"
        return
    there = {name for name in names if os.path.lexists(folder / f"{name}.ipynb")}
    others = [file for file in _files(folder) if file not in {f"{name}.ipynb" for name in there}]
    spare = _work(others)
    missing = [name for name in names if name not in there]
    if not missing:
        who = f"{printable(student)}, {folder.name}"
        found.notes += [f"{who}: {printable(one)} was not graded." for one in spare[:SHOWN]]
    elif not there or spare:
        found.failed[student, folder.name] = _why(missing, others)
    else:
        listed = _listed([f"{name}.ipynb" for name in missing])
        found.notes.append(f"{printable(student)}, {folder.name}: {listed} was not handed in.")


def _why(missing: Sequence[str], files: Sequence[str]) -> str:
    """Why the notebooks that are asked for are not found among these files."""
    asked = " or ".join(f"{name}.ipynb" for name in missing)
    if not files:
        return f"the folder holds nothing: there is no {asked}"
    for file in files:
        if "/" in file and file.rpartition("/")[2] in {f"{name}.ipynb" for name in missing}:
            return f"the notebook lies deeper: move {printable(file)} into the folder itself"
    return f"there is no {asked}, but {_listed(_work(files) or files)}"


def printable(name: str) -> str:
    """A name as it can stand in a table: a student chooses it."""
    return "".join(sign if sign.isprintable() else "?" for sign in name[:80])


def _inside(folder: Path) -> list[Path]:
    """What a folder holds, without what systems put there."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if not _is_systems(path.name))


def _files(folder: Path) -> list[str]:
    """Files at any depth, by their place in a folder; links are not followed."""

    def walk() -> Iterator[str]:
        for home, folders, files in os.walk(folder):
            folders[:] = sorted(name for name in folders if not _is_systems(name))
            for name in sorted(files):
                if not _is_systems(name) and (_work([name]) or not name.startswith(".")):
                    yield Path(home, name).relative_to(folder).as_posix()

    return list(islice(walk(), MAX_FILES))


def _is_systems(name: str) -> bool:
    return name in SYSTEM or name.startswith((".ipynb_checkpoints", ".DS_Store", ".git"))


def _work(files: Sequence[str]) -> list[str]:
    """Notebooks, whatever the case of their ending."""
    return [file for file in files if file.lower().endswith(".ipynb")]


def _is_one(path: Path, names: Sequence[str]) -> bool:
    return any(_same(path.stem, name) for name in names) and bool(_work([path.name]))


def _same(one: str, other: str) -> bool:
    """Whether two names differ in nothing but case and signs between their words."""
    return _letters(one) == _letters(other)


def _letters(name: str) -> str:
    return "".join(sign for sign in name.casefold() if sign.isalnum())


def _listed(files: Sequence[str]) -> str:
    more = f" and {len(files) - SHOWN} more" if len(files) > SHOWN else ""
    return ", ".join(printable(file) for file in files[:SHOWN]) + more
