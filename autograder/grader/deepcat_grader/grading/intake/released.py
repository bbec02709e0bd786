"""Files that students got beside a notebook, and that its cells may read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from deepcat_grader.grading.intake.plan import PlannedCell

MAX_BYTES = 64 * 2**20

Files = tuple[tuple[str, Path], ...]


def spoken_of(source: Path, steps: Sequence[PlannedCell]) -> Files:
    """Files of an assignment that a cell names, or whose folder it names.

    Parameters
    ----------
    source : Path
        The folder of the assignment, as the teacher has it.
    steps : sequence of PlannedCell

    Returns
    -------
    tuple of (str, Path)
        Where each file lies beside the notebook, and here; none beyond 64 MiB in all.
    """
    text = "\n".join(step.source for step in steps if step.runs)
    found, left = [], MAX_BYTES
    for path in sorted(source.rglob("*")):
        name = path.relative_to(source)
        if path.is_symlink() or not path.is_file() or path.suffix == ".ipynb":
            continue
        if any(part in text for part in name.parts) and path.stat().st_size <= left:
            left -= path.stat().st_size
            found.append((name.as_posix(), path))
    return tuple(found)


def digest(files: Files) -> str:
    """The same for the same files with the same bytes; empty where there is none."""
    if not files:
        return ""
    sums = [(name, hashlib.sha256(path.read_bytes()).hexdigest()) for name, path in files]
    return hashlib.sha256(json.dumps(sums).encode()).hexdigest()
