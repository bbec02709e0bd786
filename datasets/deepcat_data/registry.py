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

FOLDER = Path(__file__).parent / "data"
# The digest of each set's file. `deepcat data make` prints that of what it draws.
SHIPPED: Mapping[str, str] = MappingProxyType(
    {
        "cats-64": "b9b40fdb8d95f60a1d3107fb364e162f970889794322571d9cb1df9186b1388e",
        "pencil-64": "bf43427c22cf66611575feff59931f21100349360897560bd84e7d741ab68c23",
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
        raise DataFileError(f"{path} cannot be read: install deepcat-data again.") from error
    if found != SHIPPED[name]:
        raise DataFileError(f"{path} differs from what was published: install deepcat-data again.")
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
