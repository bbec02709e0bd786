"""Files that are written whole or stay as they were: beside their place, then renamed."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


def write_text(file: Path, text: str) -> None:
    """Write a text in UTF-8."""
    write_bytes(file, text.encode())


def write_bytes(file: Path, data: bytes, mode: int = 0o644) -> None:
    """Write bytes; until they stand in their place, only their owner can read them."""
    with writing(file, mode) as stream:
        stream.write(data)


@contextmanager
def writing(file: Path, mode: int = 0o644) -> Iterator[IO[bytes]]:
    """A file to write into, which takes its place once all is written."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
        os.chmod(name, mode)
        os.replace(name, file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
