"""What a teacher gives to be collected: a zip, a folder or a file, as a list of bounded entries.

Names and sizes in an archive are claims of whoever made it. Nothing here writes to disk, follows a
link, or reads more than its bounds.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import stat
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from deepcat_grader.grading.intake.handed_in import ODD
from deepcat_grader.grading.intake.overlooked import printable
from deepcat_grader.grading.intake.reading import MAX_BYTES
from deepcat_grader.lms.errors import LmsError

MAX_ENTRIES = 50_000
MAX_INSIDE = 500  # files of a zip that a student handed in
MAX_TOTAL = 16 * 2**30  # bytes of an archive once unpacked
MAX_RATIO, RATIO_FROM = 200, 2**20  # a notebook shrinks to a third, an empty table to a fiftieth
MAX_PATH = 400
# Gradescope's list holds the results of every test of every student.
LISTINGS = re.compile(r"(assignment_[^/]*_export/)?submission_metadata\.yml")
MAX_LISTING = 200 * 2**20
ENCRYPTED, IN_UTF8 = 0x1, 0x800
SYSTEM = frozenset({"__MACOSX", "__pycache__", ".DS_Store", "Thumbs.db", "desktop.ini", ".git"})
DRIVE = re.compile(r"[A-Za-z]:")


class TooLarge(Exception):
    """A file holds more than it may; the text says how much that is."""


@dataclass(frozen=True)
class Entry:
    """A file of a source.

    Attributes
    ----------
    path : str
        Its place, with ``/`` between folders; never absolute, and without ``..``.
    read : callable () -> bytes
        Raises `TooLarge`, and `LmsError` where the file is damaged.
    owner : str
        Who owns it on this machine; empty for an archive.
    """

    path: str
    read: Callable[[], bytes]
    owner: str = ""

    @property
    def parts(self) -> tuple[str, ...]:
        """Its folders, and its name."""
        return tuple(self.path.split("/"))


@dataclass
class Source:
    """What one file or folder of the teacher's holds.

    Attributes
    ----------
    name : str
        As the teacher knows it.
    entries : list of Entry
    refused : list of (str, str)
        What is not read, and why.
    digest : str
        Of an archive's bytes; empty for a folder, which may change.
    """

    name: str
    entries: list[Entry] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    digest: str = ""


@contextmanager
def opened(path: Path) -> Iterator[Source]:
    """Open a zip, a folder or a single file.

    Raises
    ------
    LmsError
        If there is nothing, or an archive that cannot be read or is larger than it may be.
    """
    if path.is_dir():
        yield _folder(path)
    elif not path.exists():
        raise LmsError(f"There is no file {path}.")
    elif zipfile.is_zipfile(path):
        with _zip(path) as archive:
            yield _archive(path, archive)
    else:
        yield Source(path.name, [Entry(path.name, partial(_bounded, path))])


@contextmanager
def _zip(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise LmsError(f"{path} cannot be read as a zip ({error}). Download it again.") from error
    with archive:
        yield archive


def inside(entry: Entry) -> Source:
    """What a zip holds that a student handed in, within the bounds of a single file.

    Raises
    ------
    LmsError, TooLarge
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(entry.read()))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise LmsError(f"cannot be read as a zip ({error})") from error
    members = [member for member in archive.infolist() if not member.is_dir()]
    if len(members) > MAX_INSIDE or sum(member.file_size for member in members) > MAX_LISTING:
        raise LmsError("holds more than a hand-in of one student may")
    return _members(Source(entry.path), archive, members)


def _archive(path: Path, archive: zipfile.ZipFile) -> Source:
    members = [member for member in archive.infolist() if not member.is_dir()]
    if len(members) > MAX_ENTRIES:
        raise LmsError(f"{path} holds {len(members)} files; {MAX_ENTRIES} are the most.")
    if sum(member.file_size for member in members) > MAX_TOTAL:
        raise LmsError(f"{path} would unpack to more than {MAX_TOTAL // 2**30} GB.")
    with path.open("rb") as file:
        source = Source(path.name, digest=hashlib.file_digest(file, "sha256").hexdigest())
    return _members(source, archive, members)


def _members(
    source: Source, archive: zipfile.ZipFile, members: Sequence[zipfile.ZipInfo]
) -> Source:
    """A source with those members that can be read, and the others named."""
    names = Counter(_name(member) for member in members)
    for member in members:
        name = _name(member)
        if _is_systems(name):
            continue
        why = _why_not(member, name) or ("the archive holds it twice" if names[name] > 1 else "")
        if why:
            source.refused.append((printable(name), why))
        else:
            source.entries.append(Entry(name, _reader(archive, member)))
    return source


def _name(member: zipfile.ZipInfo) -> str:
    """A member's name: archives of many systems hold UTF-8 and do not say so."""
    name = member.filename
    if not member.flag_bits & IN_UTF8:
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            name = member.filename
    return name.replace("\\", "/")


def _why_not(member: zipfile.ZipInfo, name: str) -> str:
    """Why a member is not read; empty where nothing speaks against it."""
    if why := _odd_name(name):
        return why
    if stat.S_ISLNK(member.external_attr >> 16):
        return "is a link"
    if member.flag_bits & ENCRYPTED:
        return "is encrypted: make the archive without a password"
    if member.file_size > _most(name):
        return f"is larger than {_most(name) // 2**20} MB"
    size, packed = member.file_size, max(member.compress_size, 1)
    if size > RATIO_FROM and size / packed > MAX_RATIO:
        return f"would unpack to {size // packed} times its size"
    return ""


def _odd_name(name: str) -> str:
    if ODD.search(name):
        return "the name holds a line break or another sign that cannot be shown"
    if len(name) > MAX_PATH:
        return "the name is too long"
    parts = name.split("/")
    if name.startswith("/") or DRIVE.match(name) or {"..", ".", ""} & {*parts}:
        return "the name leads out of the archive"
    return ""


def _reader(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Callable[[], bytes]:
    def read() -> bytes:
        try:
            with archive.open(member) as file:
                data = file.read(_most(member.filename) + 1)
        except (zipfile.BadZipFile, OSError, EOFError, ValueError, RuntimeError) as error:
            raise LmsError(f"is damaged in the archive ({error})") from error
        except Exception as error:  # each way to pack has errors of its own
            raise LmsError(f"cannot be unpacked ({type(error).__name__})") from error
        return _within(data, member.filename)

    return read


def _folder(path: Path) -> Source:
    source = Source(path.name or str(path))
    for home, folders, files in os.walk(path):
        folders[:] = sorted(name for name in folders if not _is_systems(name))
        for name in sorted(folders):
            if Path(home, name).is_symlink():
                where = Path(home, name).relative_to(path).as_posix()
                source.refused.append((printable(where), "is a link"))
        for name in sorted(files):
            file = Path(home, name)
            where = file.relative_to(path).as_posix()
            if _is_systems(where):
                continue
            if why := _odd_name(where) or _odd_file(file):
                source.refused.append((printable(where), why))
                continue
            source.entries.append(Entry(where, partial(_bounded, file), _owner(file)))
            if len(source.entries) > MAX_ENTRIES:
                raise LmsError(f"{path} holds more than {MAX_ENTRIES} files.")
    return source


def _odd_file(file: Path) -> str:
    if file.is_symlink():
        return "is a link"
    if not file.is_file():
        return "is not a regular file"
    return ""


def _bounded(file: Path) -> bytes:
    """The bytes of a regular file, without following a link or waiting for a pipe."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
    try:
        with os.fdopen(os.open(file, flags | getattr(os, "O_BINARY", 0)), "rb") as stream:
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                raise LmsError("is not a regular file")
            return _within(stream.read(_most(file.name) + 1), file.name)
    except OSError as error:
        raise LmsError(f"cannot be opened: {error.strerror}") from error


def _most(name: str) -> int:
    """How many bytes a file of this name may have."""
    return MAX_LISTING if LISTINGS.fullmatch(name) else MAX_BYTES


def _within(data: bytes, name: str) -> bytes:
    if len(data) > _most(name):
        raise TooLarge(f"is larger than {_most(name) // 2**20} MB")
    return data


def _owner(file: Path) -> str:
    try:
        return file.owner()
    except (KeyError, NotImplementedError, OSError):  # nobody of that number, or Windows
        return ""


def _is_systems(name: str) -> bool:
    parts = name.split("/")
    return bool(SYSTEM & {*parts}) or any(
        part.startswith((".ipynb_checkpoints", "._")) for part in parts
    )
