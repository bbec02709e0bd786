"""One process at a time: a lock on a file, which the system takes away from a process that dies."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from deepcat_data.real.errors import FetchError

# What the systems say of a lock that someone else holds.
HELD = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}
PAUSE = 0.1  # seconds between two tries
# Longer than a download may be silent (transfer.TIMEOUT) before it gives up.
PATIENCE = 90.0


@contextmanager
def one_at_a_time(path: Path, sign_of_life: Callable[[], object]) -> Iterator[None]:
    """Hold a lock, after waiting for whoever holds it.

    Parameters
    ----------
    path : pathlib.Path
        The file to lock. It is made, and on POSIX removed in the end.
    sign_of_life : callable
        Its value changes while the holder makes progress. A holder that makes none, because it was
        suspended for example, is not waited for without end.

    Raises
    ------
    FetchError
        If the holder makes no progress.
    OSError
        If the folder cannot be written to, or its file system has no locks.
    """
    file = _locked(path, sign_of_life)
    try:
        yield
    finally:
        # Windows cannot remove a file that is open anywhere: there the lock stays, empty. On POSIX
        # it goes first, so that whoever waits for it sees that it is no more.
        if os.name == "posix":
            path.unlink(missing_ok=True)
        os.close(file)


def _locked(path: Path, sign_of_life: Callable[[], object]) -> int:
    """Return a descriptor of the file, locked by us alone."""
    last, since, told = sign_of_life(), time.monotonic(), False
    while True:
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        if _try_lock(file) and _is_still(file, path):
            return file
        os.close(file)
        if not told:
            print(f"Another process is fetching {path.stem}: waiting for it.", file=sys.stderr)
            told = True
        if (now := sign_of_life()) != last:
            last, since = now, time.monotonic()
        elif time.monotonic() - since > PATIENCE:
            raise FetchError(
                f"Another process holds {path} and makes no progress: end it, then start again."
            )
        time.sleep(PAUSE)


def _is_still(file: int, path: Path) -> bool:
    """Tell whether a path leads to this open file, and not to one that was made since."""
    try:
        return os.path.samestat(os.fstat(file), path.stat())
    except FileNotFoundError:
        return False


def _try_lock(file: int) -> bool:
    """Lock a file unless it is locked, and tell which."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in HELD:
            return False
        os.close(file)
        raise
    return True
