"""The files that come with the package, and their sha256."""

from __future__ import annotations

import functools
import hashlib
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from deepcat_data.archive import DataFileError

T = TypeVar("T")

# What mends a shipped file.
AGAIN = "install deepcat-data again (pip install --force-reinstall)"
FOLDER = Path(__file__).parent / "data"
# The digest of each set's file. `deepcat data make` prints that of what it draws.
SHIPPED: Mapping[str, str] = MappingProxyType(
    {
        "cats-64": "4bba1c7fc0fed97846b9df7011d0d3b98836c2d0c591ec424bb43876173075d7",
        "pencil-64": "b56ab610c70628cea400696d51a5ba92b484ebf4cdfc9bc2c8cb7b2e3f82fac5",
    }
)


def shipped_path(name: str) -> Path:
    """Return where a shipped set's file lies."""
    return FOLDER / name / f"{name}.npz"


def shipped(name: str) -> Path:
    """Return the path of a shipped set's file, compared with its digest once a process.

    Raises
    ------
    DataFileError
        If it is missing or has changed.
    """
    path = shipped_path(name)
    try:
        status = path.stat()
        found = _digest(path, status.st_size, status.st_mtime_ns)
    except OSError as error:
        raise DataFileError(f"{path} cannot be read: {AGAIN}.") from error
    if found != SHIPPED[name]:
        raise DataFileError(f"{path} differs from what was published: {AGAIN}.")
    return path


def read_shipped(name: str, read: Callable[[Path], T]) -> T:
    """Read a shipped set's file, while its digest is compared in a second thread.

    Both take their time outside Python's lock, so that the one costs nothing beside the other.

    Raises
    ------
    DataFileError
        If the file is missing or has changed.
    """
    # Whatever goes wrong in the thread, pictures that were not compared are not returned.
    result: list[BaseException | None] = [RuntimeError("the digest was not compared")]

    def compare() -> None:
        try:
            shipped(name)
            result[0] = None
        except BaseException as error:
            result[0] = error

    thread = threading.Thread(target=compare)
    try:
        thread.start()
    except RuntimeError:  # where there are no threads, as in a browser tab
        compare()
    try:
        return read(shipped_path(name))
    finally:
        if thread.ident is not None:
            thread.join()
        if result[0] is not None:
            raise result[0]


def digest(path: Path) -> str:
    """Return a file's sha256, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@functools.cache
def _digest(path: Path, size: int, changed: int) -> str:
    """The sha256 of a file that has this size and was changed at this time."""
    return digest(path)
