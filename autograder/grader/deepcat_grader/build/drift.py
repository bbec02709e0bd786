"""Compare what the build makes with what lies on disk, and mend it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from deepcat.trained import PLAYGROUND
from deepcat_grader.build.products import KEYS, NOTEBOOKS, PAGES
from deepcat_grader.build.same_key import same_key
from deepcat_grader.build.same_pictures import same_pictures


def drifted(root: Path, files: Mapping[PurePosixPath, str]) -> dict[PurePosixPath, str]:
    """The files that differ from what the build makes: path to ``"missing"`` or ``"differs"``."""
    found = {}
    for path, text in files.items():
        file = root / path
        if not file.is_file():
            found[path] = "missing"
        # Text mode: a checkout with Windows line ends is no drift.
        elif not _same(path, file.read_text(encoding="utf-8"), text):
            found[path] = "differs"
    return found


def left_over(root: Path, files: Mapping[PurePosixPath, str]) -> dict[PurePosixPath, str]:
    """Built files whose lesson or figure is gone: path to ``"left over"``."""
    found = {}
    for folder, pattern in ((NOTEBOOKS, "**/*"), (KEYS, "*.json"), (PAGES, "**/*.md")):
        for file in sorted((root / folder).glob(pattern)):
            path = folder / file.relative_to(root / folder).as_posix()
            hidden = any(part.startswith(".") for part in path.parts)
            if file.is_file() and not hidden and path not in files:
                found[path] = "left over"
    return found


def write(root: Path, files: Mapping[PurePosixPath, str]) -> dict[PurePosixPath, str]:
    """Write the files that drifted; the others keep their bytes. Returns what `drifted` found."""
    found = drifted(root, files)
    for path in found:
        write_text(root / path, files[path])
    return found


def write_text(file: Path, text: str) -> None:
    """Write a whole file or none: to a file beside it, then renamed."""
    write_bytes(file, text.encode())


def write_bytes(file: Path, data: bytes) -> None:
    """Write a whole file or none: to a file beside it, then renamed."""
    with writing(file) as stream:
        stream.write(data)


@contextmanager
def writing(file: Path) -> Iterator[IO[bytes]]:
    """A file to write into, which takes its place once all is written."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
        os.chmod(name, 0o644)  # mkstemp's own is for the owner alone
        os.replace(name, file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _same(path: PurePosixPath, old: str, new: str) -> bool:
    if path.name == PLAYGROUND:
        return same_pictures(old, new)
    return old == new or (path.is_relative_to(KEYS) and same_key(old, new))
