"""Whatever is amiss with an archive, one sentence says so."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest

from deepcat_data.real.errors import ArchiveError
from deepcat_data.real.members import opened_zip, tar_members, zip_member


def small_zip() -> tuple[bytearray, int, int]:
    """Return an archive of one member, and where its entry in the directory and the end begin."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("member", b"some content " * 50)
    content = bytearray(stream.getvalue())
    return content, content.index(b"PK\x01\x02"), content.index(b"PK\x05\x06")


def encrypted() -> bytes:
    content, entry, _ = small_zip()
    content[6] |= 1
    content[entry + 8] |= 1
    return bytes(content)


def unknown_compression() -> bytes:
    content, entry, _ = small_zip()
    content[8:10] = content[entry + 10 : entry + 12] = struct.pack("<H", 99)
    return bytes(content)


def spoilt_stream() -> bytes:
    content, _, _ = small_zip()
    content[30 + len("member")] = 0xFF
    return bytes(content)


def name_that_is_no_text() -> bytes:
    content, entry, _ = small_zip()
    content[entry + 9] |= 8  # the name says it is UTF-8
    content[entry + 46] = 0xFF
    return bytes(content)


def longer_than_the_archive() -> bytes:
    content, entry, _ = small_zip()
    content[8:10] = content[entry + 10 : entry + 12] = struct.pack("<H", zipfile.ZIP_STORED)
    content[entry + 20 : entry + 28] = struct.pack("<II", 900, 900)
    return bytes(content)


def directory_before_the_beginning() -> bytes:
    content, _, end = small_zip()
    content[end + 12 : end + 16] = struct.pack("<I", 1 << 20)
    return bytes(content)


BROKEN = [
    encrypted,
    unknown_compression,
    spoilt_stream,
    name_that_is_no_text,
    longer_than_the_archive,
    directory_before_the_beginning,
]


@pytest.mark.parametrize("make", BROKEN, ids=lambda make: str(make.__name__))
def test_a_broken_zip_archive_is_refused(tmp_path: Path, make: object) -> None:
    assert callable(make)
    path = tmp_path / "a.zip"
    path.write_bytes(make())
    with pytest.raises(ArchiveError) as caught, opened_zip(path) as archive:
        zip_member(archive, "member", 1000)
    text = str(caught.value)
    assert "cannot be read" in text and "()" not in text and "\n" not in text


def test_the_archive_of_these_tests_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(small_zip()[0])
    with opened_zip(path) as archive:
        assert zip_member(archive, "member", 650) == b"some content " * 50
        with pytest.raises(ArchiveError, match="would have 650 bytes, more than the 649"):
            zip_member(archive, "member", 649)


def test_a_folder_is_no_archive(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="cannot be read"), opened_zip(tmp_path):
        pass
    with pytest.raises(ArchiveError, match="cannot be read"):
        tar_members(tmp_path, {"member": 1})
