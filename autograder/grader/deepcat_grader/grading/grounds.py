"""What a verdict depends on beside the work itself: the code that judges, and the exercises.

Nothing of it is listed that can be found. From the module that grades one submission imports are
followed, wherever in a file they stand. A file that asks where it lies may start what lies beside
or below it, so all of that counts. So does all of ours that a student's process may import, and
the version of what it may import of others. An exercise counts where a notebook holds it, with all
that its files import. Points do not count where nothing but shares follows from them.
"""

from __future__ import annotations

import ast
import functools
import hashlib
import importlib.util
import re
import sys
from collections.abc import Iterable, Mapping
from importlib.metadata import entry_points, version
from pathlib import Path
from types import MappingProxyType

from deepcat_grader.bank import ENTRIES
from deepcat_grader.bank.registry import Entry
from deepcat_grader.grading.isolation.launch import GRADER, SOLUTIONS, VISIBLE, folder_of
from deepcat_grader.proof import sources

OURS = {name for name in VISIBLE if name.startswith("deepcat")}
GROUPS = ("deepcat.exercises", "deepcat.banks")  # by which others bring exercises

KINDS = ("*.py", "*.npz")  # what code computes with lies beside it
ROOT = "deepcat_grader.grading.submission"
# What they find by walking counts exercise by exercise.
CATALOGUES = ("deepcat_judge/exercises", "deepcat_grader/bank")
# A rubric of one part, or of two of which the second needs the first: whatever these give, the
# better of two verdicts stays the better one. With more parts it may not.
SHARES = re.compile(r"\bparts=rubric\(values=[1-9]\d*(?:, (edge|vectorised)=[1-9]\d*)?\)")


@functools.cache
def packages() -> str:
    """The versions of Python and of what a student's process may import of others."""
    found = {"Python": f"{sys.version_info.major}.{sys.version_info.minor}"}
    found |= {name: version(name) for name in VISIBLE if name not in OURS}
    return ", ".join(f"{name} {number}" for name, number in found.items())


NONE: Mapping[str, Entry] = MappingProxyType({})


def digest_of(exercises: Iterable[str], own: Mapping[str, Entry] = NONE) -> str:
    """The same as long as nothing changes on which the verdicts on these exercises rest.

    Parameters
    ----------
    exercises : iterable of str
        Those that a notebook holds.
    own : mapping from str to Entry
        A class's own ones. Of these it is what they import of ours that counts here; their own
        files are in `authoring.own.digest`.
    """
    names = {*exercises}
    parts = [machinery()]
    parts += [of_exercise(name) for name in sorted(names & ENTRIES.keys())]
    parts += [_digest(sources(own[name])) for name in sorted(names & own.keys())]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


@functools.cache
def machinery() -> str:
    """A digest of the code that judges, whatever the exercise."""
    return _digest(judging())


@functools.cache
def of_exercise(name: str) -> str:
    """A digest of an exercise: rubric, cases, bank, reference, and what these import of ours."""
    return _digest(sources(ENTRIES[name]))


def judging() -> set[Path]:
    """The files of the code that judges, whatever the exercise."""
    homes = [Path(folder_of(name)) / name for name in sorted(OURS)]
    others = [_file(one.value) for group in GROUPS for one in entry_points(group=group)]
    homes += [path.parent for path in others if path]
    found = {path for home in homes for path in _below(home)}
    waiting = [ROOT]
    while waiting:
        path = _file(waiting.pop())
        if path is None or path in found:
            continue
        found.add(path)
        names, asks_where = _read(path)
        waiting += names
        if asks_where:
            beside = _below(path.parent)
            code = (one for one in beside if one.suffix == ".py")
            waiting += [name for one in code for name in _read(one)[0]]
            found |= beside
    return found


def _file(module: str) -> Path | None:
    """The file of a module, or None where the name is none's."""
    try:
        spec = importlib.util.find_spec(module)
    except ModuleNotFoundError:  # its parent is a module, and no package
        return None
    return Path(spec.origin) if spec and spec.origin else None


def _read(path: Path) -> tuple[frozenset[str], bool]:
    """Names that a file imports of ours, modules or not, and whether it asks where it lies."""
    return _understood(_text(path))


@functools.lru_cache(maxsize=256)
def _understood(source: str) -> tuple[frozenset[str], bool]:
    names: set[str] = set()
    asks = False
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
        asks = asks or (isinstance(node, ast.Name) and node.id == "__file__")
    return frozenset(name for name in names if name.startswith("deepcat")), asks


def _below(folder: Path) -> set[Path]:
    """What a folder holds of code and of arrays, without the exercises that walking finds."""
    found = (path for kind in KINDS for path in folder.rglob(kind))
    return {path for path in found if not _in_catalogue(path)}


def _in_catalogue(path: Path) -> bool:
    return any(f"/{name}/" in path.as_posix() for name in CATALOGUES)


def _digest(paths: Iterable[Path]) -> str:
    found = hashlib.sha256()
    for name, path in sorted((_named(path), path) for path in paths):
        data = _data(path)
        found.update(f"{name}\0{len(data)}\0".encode() + data)
    return found.hexdigest()


def _data(path: Path) -> bytes:
    """What of a file counts."""
    if path.suffix != ".py":
        return path.read_bytes()
    return SHARES.sub(r"parts=rubric(\1)", _text(path)).encode()


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _named(path: Path) -> str:
    """A file's name in its package, the same on every machine."""
    roots = [Path(folder_of(name)) for name in (GRADER, SOLUTIONS, *VISIBLE)]
    return next(
        (path.relative_to(root).as_posix() for root in roots if path.is_relative_to(root)),
        path.name,
    )
