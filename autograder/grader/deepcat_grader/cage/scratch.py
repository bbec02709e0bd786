"""Folders that are swept away even when whoever made them was killed."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
from pathlib import Path

from deepcat_grader.cage.emptying import empty

PREFIX = "deepcat-work-"
LOCKS = sys.platform != "win32"


class Scratch:
    """An empty folder, locked as long as this process lives.

    What is not locked belongs to nobody any more: the next one that is made removes it.
    """

    def __init__(self) -> None:
        sweep()
        self.path = tempfile.mkdtemp(prefix=PREFIX)
        self._lock = _lock(self.path)

    def give_to(self, uid: int | None) -> None:
        """Let a user have it."""
        if uid is not None:
            os.chown(self.path, uid, uid)

    def remove(self) -> None:
        """Remove it with all that is in it, as far as the system lets us."""
        _remove(self.path)
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def sweep() -> None:
    """Remove the folders of processes that are gone."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):
            if LOCKS and (lock := _lock(str(folder))) is not None:
                _remove(str(folder))
                os.close(lock)


def _lock(path: str) -> int | None:
    """A lock that the system gives back when its holder ends, or None if another one has it."""
    if sys.platform == "win32":
        return None
    import fcntl

    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor


def _remove(path: str) -> None:
    with contextlib.suppress(OSError):
        empty(path)
    shutil.rmtree(path, ignore_errors=True)
