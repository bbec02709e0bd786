"""Archives as an LMS makes them, and some that nobody should unpack."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

from deepcat_grader.lms.sources import Entry


def zipped(path: Path, files: Mapping[str, bytes]) -> Path:
    """A zip of these files."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def entries(*paths: str, data: bytes = b"{}") -> list[Entry]:
    """Entries of one content."""
    return [Entry(path, lambda: data) for path in paths]
