"""An archive comes whole or not at all, and a broken transfer goes on where it stopped."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from deepcat_data.real import transfer
from deepcat_data.real.download import fetch_archive
from deepcat_data.real.errors import FetchError
from deepcat_data.real.sources import Source

from .fetching import broken, failure, fetched, names
from .serving import DATE, STRONG, WEAK, Server


def test_an_archive_is_fetched_once(server: Server, source: Source, tmp_path: Path) -> None:
    fetched(source, tmp_path / "deep" / "cache", server.content)
    fetched(source, tmp_path / "deep" / "cache", server.content)
    assert server.sent == [200]


def test_the_cache_folder_is_the_default(
    server: Server, source: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEEPCAT_CACHE", str(tmp_path / "cache"))
    assert fetch_archive(source) == tmp_path / "cache" / "archive.bin"


def test_a_broken_transfer_goes_on_where_it_stopped(
    server: Server, source: Source, tmp_path: Path
) -> None:
    kept = broken(server, source, tmp_path)
    fetched(source, tmp_path, server.content)
    assert server.asked[0]["Range"] is None
    assert server.asked[1]["Range"] == f"bytes={kept}-"
    assert server.asked[1]["If-Range"] == STRONG
    assert server.sent == [200, 206]


def test_it_may_break_again_and_again(server: Server, source: Source, tmp_path: Path) -> None:
    kept = [broken(server, source, tmp_path, after=70_000) for _ in range(3)]
    fetched(source, tmp_path, server.content)
    assert kept == sorted(set(kept))
    assert [asked["Range"] for asked in server.asked[1:]] == [f"bytes={k}-" for k in kept]


def test_a_server_without_ranges_sends_everything_again(
    server: Server, source: Source, tmp_path: Path
) -> None:
    broken(server, source, tmp_path)
    server.ranges = False
    fetched(source, tmp_path, server.content)
    assert server.sent == [200, 200]


@pytest.mark.parametrize("honours_if_range", [True, False])
def test_a_file_that_changed_meanwhile_is_never_mixed(
    server: Server,
    source_of: Callable[[Server, bytes], Source],
    tmp_path: Path,
    honours_if_range: bool,
) -> None:
    """A server may even send a range of the new file against our condition."""
    newer = bytes(reversed(server.content))
    source = source_of(server, newer)
    broken(server, source, tmp_path)
    server.content, server.etag, server.honours_if_range = newer, '"2"', honours_if_range
    fetched(source, tmp_path, newer)
    assert server.sent == [200, 200] if honours_if_range else [200, 206, 200]


@pytest.mark.parametrize("shift", [-1, 1])
def test_another_range_than_the_one_asked_for_is_not_used(
    server: Server, source: Source, tmp_path: Path, shift: int
) -> None:
    broken(server, source, tmp_path)
    server.shift = shift
    fetched(source, tmp_path, server.content)
    assert server.sent == [200, 206, 200]


def test_a_mix_that_nothing_announces_is_caught_by_the_hash(
    server: Server, source: Source, tmp_path: Path
) -> None:
    first = server.content
    broken(server, source, tmp_path)
    server.content = bytes(reversed(first))
    assert "hash" in failure(source, tmp_path)
    assert names(tmp_path) == set()
    server.content = first
    fetched(source, tmp_path, first)


@pytest.mark.parametrize(
    ("etag", "date", "version"),
    [(WEAK, DATE, DATE), (None, DATE, DATE), (WEAK, None, None), (None, None, None)],
)
def test_only_a_strong_version_is_gone_on_with(
    server: Server,
    source: Source,
    tmp_path: Path,
    etag: str | None,
    date: str | None,
    version: str | None,
) -> None:
    """A weak ETag stands for files that differ in bytes; without a version all is sent again."""
    server.etag, server.date = etag, date
    kept = broken(server, source, tmp_path)
    fetched(source, tmp_path, server.content)
    assert server.asked[1]["If-Range"] == version
    assert server.asked[1]["Range"] == (f"bytes={kept}-" if version else None)


@pytest.mark.parametrize(("etag", "thought"), [(STRONG, "goes on"), (None, "starts over")])
def test_the_message_says_how_far_it_came_and_how_it_goes_on(
    server: Server, source: Source, tmp_path: Path, etag: str | None, thought: str
) -> None:
    server.etag, server.cut = etag, 200_000
    text = failure(source, tmp_path)
    assert "after 0.2 of 0.2 MB" in text and thought in text


def test_a_part_longer_than_the_archive_is_thrown_away(
    server: Server, source: Source, tmp_path: Path
) -> None:
    (tmp_path / "archive.bin.part").write_bytes(server.content + b"more")
    (tmp_path / "archive.bin.part.version").write_text(STRONG)
    fetched(source, tmp_path, server.content)
    assert server.asked[0]["Range"] is None


def test_a_part_that_the_server_calls_too_long_is_thrown_away(
    server: Server, source_of: Callable[[Server, bytes], Source], tmp_path: Path
) -> None:
    """The server answers 416 where its file has become shorter: then all of it is asked for."""
    source = source_of(server, server.content)
    broken(server, source, tmp_path)
    server.content = server.content[:1000]
    assert "not the archive.bin that DeepCat knows" in failure(source, tmp_path)
    assert server.sent == [200, 416, 200]


def test_a_whole_part_needs_no_server(server: Server, source: Source, tmp_path: Path) -> None:
    """So much leaves a process that dies between the last byte and the new name."""
    (tmp_path / "archive.bin.part").write_bytes(server.content)
    fetched(source, tmp_path, server.content)
    assert not server.asked


@pytest.mark.parametrize("note", ["", "half a\nline", "\x00"])
def test_a_part_of_unknown_version_is_not_gone_on_with(
    server: Server, source: Source, tmp_path: Path, note: str
) -> None:
    (tmp_path / "archive.bin.part").write_bytes(b"x" * 1000)
    (tmp_path / "archive.bin.part.version").write_text(note)
    fetched(source, tmp_path, server.content)
    assert server.asked[0]["Range"] is None


def test_a_folder_that_has_the_archive_is_only_read(
    server: Server, source: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A class can share a folder that only the teacher may write to."""
    fetched(source, tmp_path, server.content)
    monkeypatch.setattr(os, "open", lambda *_, **__: pytest.fail("something is written"))
    fetched(source, tmp_path, server.content)


@pytest.mark.parametrize("damage", [b"short", None])
def test_a_damaged_archive_is_removed_and_fetched_again(
    server: Server, source: Source, tmp_path: Path, damage: bytes | None
) -> None:
    (tmp_path / "archive.bin").write_bytes(damage or bytes(reversed(server.content)))
    with pytest.warns(UserWarning, match="is damaged, so it is fetched again"):
        fetched(source, tmp_path, server.content)


def test_a_damaged_archive_stays_until_another_is_whole(
    server: Server, source: Source, tmp_path: Path
) -> None:
    """It may be somebody's file of the same name."""
    (tmp_path / "archive.bin").write_bytes(b"short")
    server.status = 503
    with pytest.warns(UserWarning, match="is damaged"), pytest.raises(FetchError):
        fetch_archive(source, tmp_path)
    assert (tmp_path / "archive.bin").read_bytes() == b"short"
    assert names(tmp_path) == {"archive.bin"}


def test_an_encoding_is_not_undone(server: Server, source: Source, tmp_path: Path) -> None:
    """Some servers call a .tar.gz a tar file in gzip encoding; the archive is the .tar.gz."""
    server.encoding = "x-gzip"
    fetched(source, tmp_path, server.content)
    assert server.asked[0]["Accept-Encoding"] == "identity"


def test_an_interrupted_transfer_keeps_its_part(
    server: Server, source: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C is no error of ours: it goes through, and the next call goes on."""
    broken(server, source, tmp_path)

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(transfer.Resuming, "_receive", interrupt)
        with pytest.raises(KeyboardInterrupt):
            fetch_archive(source, tmp_path)
    assert names(tmp_path) == {"archive.bin.part", "archive.bin.part.version"}
    fetched(source, tmp_path, server.content)
    assert server.sent == [200, 206, 206]
