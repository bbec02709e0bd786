"""A zip whose bytes depend on what is in it, and not on when or where it was made."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection, Iterable, Mapping
from typing import IO

# The earliest time that a zip can hold.
TIME = (1980, 1, 1, 0, 0, 0)


def zipped(members: Mapping[str, bytes], programs: Collection[str] = ()) -> bytes:
    """A zip of these members, by their paths; programs among them can be started."""
    buffer = io.BytesIO()
    zip_into(buffer, ((path, members[path]) for path in sorted(members)), programs)
    return buffer.getvalue()


def zip_into(
    file: IO[bytes], members: Iterable[tuple[str, bytes]], programs: Collection[str] = ()
) -> None:
    """Write a zip of these members, one after the other: a whole class need not fit into memory."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in members:
            info = zipfile.ZipInfo(path, TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3  # Unix, on every machine
            info.external_attr = (0o755 if path in programs else 0o644) << 16
            archive.writestr(info, data)
