"""A class's own exercises: the Python files in the folder ``exercises`` of its course directory."""

from __future__ import annotations

import hashlib
import importlib.util
import sys
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import ModuleType

from deepcat_grader import bank
from deepcat_grader.bank.registry import Bank, Entry

FOLDER = "exercises"
MISTAKES = "mistakes"  # the folder in it that holds no exercises
PREFIX = "deepcat_own_"


class OwnExerciseError(Exception):
    """A class's own exercise cannot be used; the text says which, and why."""


def own_entries(course: Path) -> Mapping[str, Entry]:
    """The exercises of a class's own.

    Raises
    ------
    OwnExerciseError
        If there is no such directory, or a file cannot be imported or takes an id in use.
    """
    return {name: entry for name, (_, entry) in _found(course).items()}


def own_files(course: Path) -> list[Path]:
    """The files that hold a class's own exercises."""
    return sorted((course / FOLDER).glob("[a-z]*.py"))


def file_of(course: Path, name: str) -> Path:
    """The file that holds one of a class's own exercises."""
    return _found(course)[name][0]


def beside(course: Path) -> dict[str, Path]:
    """What else lies with a class's own exercises, by its place there: they may compute with it."""
    home = course / FOLDER
    names = {path.relative_to(home).as_posix(): path for path in home.rglob("*") if path.is_file()}
    own = {path.name for path in own_files(course)}
    return {name: path for name, path in sorted(names.items()) if name not in own and _counts(name)}


def _counts(name: str) -> bool:
    """Whether a file is a teacher's, and nothing that a program left there."""
    parts = name.split("/")
    hidden = any(part.startswith(".") or part == "__pycache__" for part in parts)
    return parts[0] != MISTAKES and not hidden


def digest(course: Path) -> str:
    """The same as long as nothing of a class's own exercises changes; empty where there is none."""
    found = hashlib.sha256()
    for path in (paths := own_files(course)):
        found.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    for name, path in beside(course).items() if paths else ():
        found.update(f"{name}\0{_bytes_of(path, path.stat().st_mtime_ns)}\0".encode())
    return found.hexdigest() if paths else ""


@lru_cache(maxsize=256)
def _bytes_of(path: Path, changed: int) -> str:
    """A digest of a file, which may be large and is asked for with each notebook."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def course_above(folder: Path) -> Path | None:
    """The course directory that a folder is in, if it has exercises of its own."""
    return next((place for place in (folder, *folder.parents) if own_files(place)), None)


def _found(course: Path) -> Mapping[str, tuple[Path, Entry]]:
    if not course.is_dir():
        raise OwnExerciseError(
            f"There is no course directory {course}; `deepcat class init` makes one."
        )
    return _load(tuple(map(str, own_files(course))), digest(course))


@lru_cache(maxsize=8)
def _load(paths: tuple[str, ...], digest: str) -> Mapping[str, tuple[Path, Entry]]:
    found: dict[str, tuple[Path, Entry]] = {}
    for path in map(Path, paths):
        banks = [
            value for value in vars(run_file(path, path.stem)).values() if isinstance(value, Bank)
        ]
        if not banks:
            raise OwnExerciseError(f"{path} holds no `bank = Bank(...)`.")
        for found_bank in banks:
            name = found_bank.entry.exercise.id
            if name in bank.ENTRIES or name in found:
                raise OwnExerciseError(f"{path}: the id {name} is in use; choose another one.")
            found[name] = path, found_bank.entry
    return found


def run_file(path: Path, name: str) -> ModuleType:
    """The module that a teacher's file makes, under a name that tells whose it is.

    Raises
    ------
    OwnExerciseError
        If it does not run.
    """
    name = f"{PREFIX}{name}"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None and spec.loader is not None  # it is a Python file
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except (Exception, SystemExit) as error:
        del sys.modules[name]
        raise OwnExerciseError(f"{path} does not run: {type(error).__name__}: {error}") from error
    return module
