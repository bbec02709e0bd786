"""Empty a folder that somebody else has filled, however deep and whatever its modes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import count


def empty(folder: str) -> None:
    """Remove all that a folder holds.

    Folders inside are flattened first, so that no path is long and nothing recurses.
    """
    names = (f".flattened-{number}" for number in count())
    while entries := list(os.scandir(folder)):
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                _flatten(entry.path, folder, names)
            else:
                os.unlink(entry.path)


def _flatten(inner: str, folder: str, names: Iterator[str]) -> None:
    """Move what a folder holds one floor up, and remove it."""
    os.chmod(inner, 0o700)
    for entry in list(os.scandir(inner)):
        if entry.is_dir(follow_symlinks=False):
            os.chmod(entry.path, 0o700)  # to move a folder is to write to it
            os.rename(entry.path, _free(folder, names))
        else:
            os.unlink(entry.path)
    os.rmdir(inner)


def _free(folder: str, names: Iterator[str]) -> str:
    """A path that nothing has yet."""
    for name in names:
        path = os.path.join(folder, name)
        if not os.path.lexists(path):
            return path
    raise AssertionError("the names do not end")
