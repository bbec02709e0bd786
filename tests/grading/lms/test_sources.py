"""An archive of a stranger's is read within bounds, and what is odd in it is named."""

from __future__ import annotations

import os
import stat
import zipfile
from pathlib import Path

import pytest

from deepcat_grader.grading.intake.reading import MAX_BYTES
from deepcat_grader.lms import sources
from deepcat_grader.lms.errors import LmsError
from deepcat_grader.lms.sources import Source, opened

from .archives import zipped


def read(path: Path) -> Source:
    with opened(path) as source:
        for entry in source.entries:
            entry.read()
        return source


def names(source: Source) -> list[str]:
    return [entry.path for entry in source.entries]


@pytest.mark.parametrize(
    "name", ["../up.ipynb", "a/../../up", "/etc/up", "C:/up", "a//b", "..\\up"]
)
def test_a_name_that_leads_out_is_refused(tmp_path: Path, name: str):
    source = read(zipped(tmp_path / "a.zip", {name: b"x", "ada/2.ipynb": b"x"}))
    assert names(source) == ["ada/2.ipynb"]
    assert source.refused[0][1] == "the name leads out of the archive"


def test_a_name_that_steers_a_terminal_is_refused(tmp_path: Path):
    source = read(zipped(tmp_path / "a.zip", {"ada/\x1b[2J.ipynb": b"x"}))
    assert not source.entries and "cannot be shown" in source.refused[0][1]


def test_a_link_in_an_archive_is_refused(tmp_path: Path):
    link = zipfile.ZipInfo("ada/2.ipynb")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert read(tmp_path / "a.zip").refused == [("ada/2.ipynb", "is a link")]


def test_links_and_pipes_in_a_folder_are_refused(tmp_path: Path):
    home = tmp_path / "in" / "ada"
    home.mkdir(parents=True)
    (home / "file").write_bytes(b"x")
    (home / "link").symlink_to("/etc/passwd")
    (home / "folder").symlink_to("/etc")
    os.mkfifo(home / "pipe")
    source = read(tmp_path / "in")
    assert names(source) == ["ada/file"]
    assert {name for name, _ in source.refused} == {"ada/link", "ada/folder", "ada/pipe"}


def test_a_bomb_is_not_unpacked(tmp_path: Path):
    source = read(zipped(tmp_path / "a.zip", {"a/bomb": b"0" * 5_000_000, "a/huge": os.urandom(9)}))
    assert names(source) == ["a/huge"] and "times its size" in source.refused[0][1]


def test_what_is_too_large_is_refused_whatever_the_archive_claims(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = zipped(tmp_path / "a.zip", {"a/long": os.urandom(3000)})
    monkeypatch.setattr(sources, "MAX_BYTES", 2000)
    assert "larger than" in read(path).refused[0][1]
    data = bytearray(path.read_bytes())
    size = (3000).to_bytes(4, "little")
    at = data.rindex(size)  # of the archive's own list
    data[at : at + 4] = (10).to_bytes(4, "little")
    path.write_bytes(data)
    with opened(path) as source, pytest.raises(LmsError):
        source.entries[0].read()
    assert MAX_BYTES > 2000


def test_too_many_files_and_too_much_in_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = zipped(tmp_path / "a.zip", {f"a/{number}": b"x" * 9 for number in range(4)})
    monkeypatch.setattr(sources, "MAX_TOTAL", 30)
    with pytest.raises(LmsError, match="would unpack to more"):
        read(path)
    monkeypatch.setattr(sources, "MAX_ENTRIES", 3)
    with pytest.raises(LmsError, match="holds 4 files"):
        read(path)


def test_an_encrypted_file_says_so(tmp_path: Path):
    path = zipped(tmp_path / "a.zip", {"ada/2.ipynb": b"x"})
    data = bytearray(path.read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    path.write_bytes(data)
    assert "without a password" in read(path).refused[0][1]


def test_a_damaged_file_costs_only_itself(tmp_path: Path):
    path = zipped(tmp_path / "a.zip", {"a/one": os.urandom(99), "b/two": os.urandom(99)})
    data = bytearray(path.read_bytes())
    data[data.index(b"a/one") + 20] ^= 0xFF
    path.write_bytes(data)
    with opened(path) as source:
        one, two = source.entries
        assert two.read()
        with pytest.raises(LmsError, match="damaged"):
            one.read()


def test_one_name_twice_is_nobodys(tmp_path: Path):
    with (
        zipfile.ZipFile(tmp_path / "a.zip", "w") as archive,
        pytest.warns(UserWarning, match="Duplicate"),
    ):
        archive.writestr("a/2.ipynb", "one")
        archive.writestr("a/2.ipynb", "two")
    source = read(tmp_path / "a.zip")
    assert not source.entries and len(source.refused) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "cp437"])
def test_names_in_utf_8_that_say_so_or_not_and_in_cp437(tmp_path: Path, encoding: str):
    name = "Jürgen Groß_1_assignsubmission_file_/2.ipynb"
    path = zipped(tmp_path / "a.zip", {name: b"x"})
    assert names(read(path)) == [name]
    data = path.read_bytes().replace(
        name.encode(), name.encode(encoding).ljust(len(name) + 2, b"_")
    )
    data = bytearray(data)
    for mark, at in ((b"PK\x03\x04", 7), (b"PK\x01\x02", 9)):
        data[data.index(mark) + at] &= ~0x08  # it no longer says that names are UTF-8
    path.write_bytes(data)
    assert names(read(path))[0].rstrip("_") == name


def test_what_systems_add_is_passed_over(tmp_path: Path):
    noise = {"__MACOSX/a/._2.ipynb": b"x", "a/.DS_Store": b"x", "a/._2.ipynb": b"x"}
    source = read(zipped(tmp_path / "a.zip", {**noise, "a/2.ipynb": b"x"}))
    assert names(source) == ["a/2.ipynb"] and not source.refused


def test_no_file_and_no_zip(tmp_path: Path):
    with pytest.raises(LmsError, match="There is no file"):
        read(tmp_path / "a.zip")
    path = zipped(tmp_path / "a.zip", {"a": b"x" * 100})
    path.write_bytes(path.read_bytes()[60:])
    with pytest.raises(LmsError, match="Download it again"):
        read(path)


@pytest.mark.parametrize(
    ("name", "large"),
    [
        ("submission_metadata.yml", True),
        ("assignment_7_export/submission_metadata.yml", True),
        ("ada/submission_metadata.yml", False),
        ("ada/x_submission_metadata.yml", False),
        ("x_submission_metadata.yml", False),
    ],
)
def test_only_gradescopes_own_list_may_be_large(name: str, large: bool):
    assert (sources._most(name) > MAX_BYTES) == large
