"""Whether a notebook is graded with other versions than those that are installed here."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from deepcat.notebooks import metadata_of, notebooks_in

KEY = "graded_with"


def versions() -> dict[str, str]:
    """The versions here of what answers rest on."""
    return {"Python": f"{sys.version_info.major}.{sys.version_info.minor}", "NumPy": np.__version__}


def versions_differ(metadata: Mapping[str, object]) -> str:
    """A sentence on versions that differ, or nothing.

    Parameters
    ----------
    metadata : mapping
        A notebook's, which the teacher's machine wrote its versions into.
    """
    own = metadata.get("deepcat")
    graded = own.get(KEY) if isinstance(own, Mapping) else None
    if not isinstance(graded, Mapping):
        return ""
    found = [
        f"{name} {there} (here {here})"
        for name, here in versions().items()
        if isinstance(there := graded.get(name), str) and _minor(there) != _minor(here)
    ]
    if not found:
        return ""
    return f"Your work is graded with {' and '.join(found)}: what one allows, another may refuse."


def versions_differ_in(folder: Path) -> str:
    """`versions_differ` for the notebooks of a folder: a kernel does not know its own."""
    notes = (versions_differ(metadata_of(notebook)) for _, notebook in notebooks_in(folder))
    return next(filter(None, notes), "")


def _minor(version: str) -> list[str]:
    """The part of a version that decides what code may do."""
    return version[:20].split(".")[:2]
