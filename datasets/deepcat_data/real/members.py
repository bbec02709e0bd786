"""The members of an archive, read one by one under a cap; nothing is unpacked to the disk."""

from __future__ import annotations

import tarfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from deepcat_data.real.errors import ArchiveError
from deepcat_data.real.extras import progress

LONGEST_MEMBER = 1 << 28  # bytes; the longest that we know has 154 million

# What the standard library makes of archives that were broken at random. An encrypted member is a
# RuntimeError, an unknown compression too; a name that is no text is a ValueError.
BROKEN = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
)


@contextmanager
def opened_zip(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open a ZIP archive, and tell in one sentence what is amiss with it.

    Raises
    ------
    ArchiveError
        Also for what goes wrong while it is open.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except ArchiveError:
        raise
    except BROKEN as error:
        raise ArchiveError(_unreadable(path, error)) from error


def zip_member(archive: zipfile.ZipFile, name: str, cap: int) -> bytes:
    """Return a member of a ZIP archive.

    Raises
    ------
    ArchiveError
        If it is not there, or would be longer than `cap` bytes.
    """
    try:
        info = archive.getinfo(name)
    except KeyError:
        raise ArchiveError(_missing(archive.filename, name)) from None
    # zipfile never reads more of a member than the length that is stated here.
    if info.file_size > cap:
        raise ArchiveError(_too_long(archive.filename, name, info.file_size, cap))
    return archive.read(info)


def tar_members(path: Path, wanted: Mapping[str, int]) -> dict[str, bytes]:
    """Return members of a ``.tar.gz``, which is read once and no further than needed.

    Parameters
    ----------
    path : pathlib.Path
    wanted : mapping from str to int
        The names of the members, and the most bytes that each may have.

    Raises
    ------
    ArchiveError
        If one is not there or too long, or the archive is broken.
    """
    found: dict[str, bytes] = {}
    try:
        with (
            path.open("rb") as file,
            progress(f"Reading {path.name}", path.stat().st_size, "B", delay=2.0) as bar,
            tarfile.open(fileobj=file, mode="r|gz") as archive,
        ):
            for member in archive:
                # What is passed over is unpacked as well, and must have an end.
                cap = wanted.get(member.name, LONGEST_MEMBER)
                if member.size > cap:
                    raise ArchiveError(_too_long(path, member.name, member.size, cap))
                content = archive.extractfile(member) if member.isfile() else None
                if content is not None and member.name in wanted:
                    found[member.name] = content.read()
                bar.update(file.tell() - bar.n)
                if len(found) == len(wanted):
                    break
    except ArchiveError:
        raise
    except BROKEN as error:
        raise ArchiveError(_unreadable(path, error)) from error
    for name in wanted:
        if name not in found:
            raise ArchiveError(_missing(path, name))
    return found


def lines_of(content: bytes, name: str) -> list[str]:
    """Return the lines of a member that is text, the empty ones left out.

    Raises
    ------
    ArchiveError
        If it is no text.
    """
    try:
        return [line for line in content.decode("utf-8").splitlines() if line.strip()]
    except UnicodeDecodeError:
        raise ArchiveError(f"{name} should be text, and is not.") from None


def _unreadable(path: Path, error: Exception) -> str:
    why = str(error) or "it ends too early"  # an EOFError has no words
    return f"{path} cannot be read ({why}): remove it, then start again to fetch it once more."


def _missing(path: str | Path | None, name: str) -> str:
    return f"{path} has no {name}: it is another archive than the one that DeepCat knows."


def _too_long(path: str | Path | None, name: str, length: int, cap: int) -> str:
    return f"{name} in {path} would have {length:,} bytes, more than the {cap:,} that it may have."
