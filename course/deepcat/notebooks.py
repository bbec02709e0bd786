"""Notebooks in a folder, read as they lie there: a kernel does not know its own."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

OWN_LESSON = "own_lesson"  # among a notebook's metadata: a teacher's lesson, and none of the course
MAX_BYTES, MAX_NOTEBOOKS = 2_000_000, 10


def notebooks_in(folder: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The name and the content of a folder's first notebooks; what is none is passed over."""
    for path in islice(sorted(folder.glob("*.ipynb")), MAX_NOTEBOOKS):
        try:
            if path.stat().st_size > MAX_BYTES:
                continue
            notebook = json.loads(path.read_bytes())
        except (OSError, ValueError, RecursionError):
            continue  # whatever else lies there
        if isinstance(notebook, Mapping):
            yield path.name, notebook


def metadata_of(part: Mapping[str, Any]) -> Mapping[str, Any]:
    """The metadata of a notebook or a cell; empty where there are none of that kind."""
    found = part.get("metadata")
    return found if isinstance(found, Mapping) else {}


def is_own_lesson(notebook: Mapping[str, Any]) -> bool:
    """Whether a class's teacher wrote the lesson, which may hold any exercises of the course."""
    found = metadata_of(notebook).get("deepcat")
    return isinstance(found, Mapping) and found.get(OWN_LESSON) is True
