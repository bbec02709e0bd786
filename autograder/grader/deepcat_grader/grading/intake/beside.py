"""Files beside a notebook that its cells may read: released ones, and others handed in with it."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path, PurePosixPath

from deepcat_grader.grading.intake.plan import PlannedCell
from deepcat_judge.plain import MAX_ARRAY_BYTES

MAX_BYTES, MAX_FILES = 32 * 2**20, 2000
MAX_FILE = MAX_ARRAY_BYTES  # it goes to the worker in one piece

Files = tuple[tuple[str, Path], ...]


def spoken_of(steps: Iterable[PlannedCell], *folders: Path) -> Files:
    """Files that a cell names, or whose folder it names.

    Parameters
    ----------
    steps : iterable of PlannedCell
    *folders : Path
        What lies beside the notebook: of two files of one name that of the first folder counts,
        so that the teacher's comes before the student's.

    Returns
    -------
    tuple of (str, Path)
        Where each file lies beside the notebook, and here; none of more than 16 MiB, or
        beyond 32 MiB in all.
    """
    text = "\n".join(step.source for step in steps if step.runs)
    found: dict[str, Path] = {}
    left = MAX_BYTES
    for folder in folders:
        for name, size in islice(_files(folder), MAX_FILES):
            if size <= left and _is_named(name, text) and not _clashes(name, found):
                left -= size
                found[name] = folder / name
    return tuple(found.items())


def digest(files: Files) -> str:
    """The same for the same files with the same bytes; empty where there is none."""
    if not files:
        return ""
    sums = [(name, hashlib.sha256(path.read_bytes()).hexdigest()) for name, path in files]
    return hashlib.sha256(json.dumps(sums).encode()).hexdigest()


def _clashes(name: str, found: Iterable[str]) -> bool:
    """Whether a file would stand where another or its folder does."""
    return any(f"{name}/".startswith(f"{o}/") or o.startswith(f"{name}/") for o in found)


def _is_named(name: str, text: str) -> bool:
    """Whether a text speaks of a file, or imports it."""
    parts = PurePosixPath(name.removesuffix(".py")).parts
    return any(part in text for part in parts)


def _files(folder: Path) -> Iterator[tuple[str, int]]:
    """Names and sizes of files at any depth; links lead to what is nobody's here."""
    for home, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__")))
        for name in sorted(names):
            path = Path(home, name)
            if name.startswith(".") or name.lower().endswith(".ipynb") or not _is_plain(path):
                continue
            where, size = path.relative_to(folder).as_posix(), path.stat().st_size
            if where.isprintable() and size <= MAX_FILE:
                yield where, size


def _is_plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink() and os.access(path, os.R_OK)
