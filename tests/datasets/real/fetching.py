"""What the tests of fetching do again and again: fetch, fail, break a transfer."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from deepcat_data.real.download import fetch_archive
from deepcat_data.real.errors import FetchError
from deepcat_data.real.sources import Source

from .serving import Server


def names(folder: Path) -> set[str]:
    """Return what lies in a folder, without the lock that stays on Windows."""
    found = {path.name for path in folder.iterdir()} if folder.exists() else set()
    return found if os.name == "posix" else found - {"archive.bin.lock"}


def broken(server: Server, source: Source, folder: Path, after: int = 150_000) -> int:
    """Break a transfer after some bytes, and return how many were kept."""
    server.cut = after
    with pytest.raises(FetchError, match="broke off after"):
        fetch_archive(source, folder)
    server.cut = None
    assert "archive.bin" not in names(folder)
    kept = (folder / "archive.bin.part").read_bytes()
    assert kept and server.content.startswith(kept)
    return len(kept)


def fetched(source: Source, folder: Path, content: bytes) -> None:
    """Fetch, and find the archive and nothing else."""
    path = fetch_archive(source, folder)
    assert path == folder / "archive.bin" and path.read_bytes() == content
    assert names(folder) == {"archive.bin"}


def failure(source: Source, folder: Path) -> str:
    """Return the one sentence with which fetching fails; no archive may be there."""
    with pytest.raises(FetchError) as caught:
        fetch_archive(source, folder)
    text = str(caught.value)
    assert text.endswith(".") and ". " not in text and "\n" not in text
    assert "archive.bin" not in names(folder)
    return text
