"""Every way in which fetching fails is told in one sentence, and leaves nothing half-written."""

from __future__ import annotations

import errno
import io
import os
import socket
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from deepcat_data.real import transfer
from deepcat_data.real.download import fetch_archive
from deepcat_data.real.errors import FetchError
from deepcat_data.real.sources import Source

from .fetching import broken, failure, fetched, names
from .serving import Server


def test_a_wrong_hash_leaves_nothing(server: Server, source: Source, tmp_path: Path) -> None:
    assert "hash, so it was removed" in failure(replace(source, md5="0" * 32), tmp_path)
    assert names(tmp_path) == set()


@pytest.mark.parametrize("length", [0, 3000, 300_000])
@pytest.mark.parametrize("states_length", [True, False])
def test_another_length_is_another_file(
    server: Server, source: Source, tmp_path: Path, length: int, states_length: bool
) -> None:
    """A network that asks for a login answers everything with its own page."""
    server.content, server.states_length = bytes(length), states_length
    text = failure(source, tmp_path)
    known = "not the archive.bin that DeepCat knows" in text
    assert known or (not states_length and length < source.size and "broke off" in text)
    assert "archive.bin.part" not in names(tmp_path) or not known


def test_an_answer_without_end_is_not_read_to_the_end(
    server: Server, source: Source, tmp_path: Path
) -> None:
    server.content, server.states_length = bytes(50_000_000), False
    failure(source, tmp_path)
    assert names(tmp_path) == set()
    assert server.written < len(server.content) / 2  # what the system buffers, and no more


@pytest.mark.parametrize(
    ("status", "thought"), [(404, "yourself"), (403, "yourself"), (503, "later"), (429, "later")]
)
def test_a_refusal_keeps_what_has_arrived(
    server: Server, source: Source, tmp_path: Path, status: int, thought: str
) -> None:
    kept = broken(server, source, tmp_path)
    server.status = status
    text = failure(source, tmp_path)
    assert f"HTTP {status}" in text and thought in text
    server.status = None
    fetched(source, tmp_path, server.content)
    assert server.asked[-1]["Range"] == f"bytes={kept}-"


def test_a_refused_connection_is_told(source: Source, tmp_path: Path) -> None:
    with socket.socket() as taken:  # bound, and not listening
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}/archive"
        text = failure(replace(source, address=address), tmp_path)
    assert text.startswith("127.0.0.1 cannot be reached")
    assert names(tmp_path) == set()


def test_a_proxy_that_is_not_there_is_told(
    source: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        for name in ("HTTP_PROXY", "http_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{taken.getsockname()[1]}")
        text = failure(replace(source, address="http://archive.invalid/archive"), tmp_path)
    assert "HTTP_PROXY" in text


def test_a_server_that_does_not_speak_tls_is_told(
    server: Server, source: Source, tmp_path: Path
) -> None:
    """A network that asks for a login breaks safe connections like this."""
    address = source.address.replace("http://", "https://")
    assert "No safe connection" in failure(replace(source, address=address), tmp_path)


def test_a_server_that_says_nothing_is_given_up(
    server: Server, source: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transfer, "TIMEOUT", (10.0, 0.2))
    server.silent = True
    assert "does not answer" in failure(source, tmp_path)


def test_a_server_that_stops_amid_the_file_is_given_up(
    server: Server, source: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transfer, "TIMEOUT", (10.0, 0.2))
    server.pause = 150_000
    assert "broke off" in failure(source, tmp_path)
    assert "archive.bin.part" in names(tmp_path)
    server.pause = None
    fetched(source, tmp_path, server.content)
    assert server.sent == [200, 206]


def test_a_full_disk_keeps_what_has_arrived(
    server: Server, source: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full(io.FileIO):
        def write(self, data: object) -> int:
            if self.tell() > 100_000:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return super().write(data)  # type: ignore[arg-type]

    ordinary = Path.open

    def opened(path: Path, mode: str = "r", *rest: object, **more: object) -> object:
        if path.suffix == ".part":
            return Full(path, mode.replace("b", ""))
        return ordinary(path, mode, *rest, **more)  # type: ignore[call-overload]

    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", opened)
        text = failure(source, tmp_path)
    assert text.startswith(f"The disk of {tmp_path} is full")
    kept = (tmp_path / "archive.bin.part").stat().st_size
    fetched(source, tmp_path, server.content)
    assert server.asked[1]["Range"] == f"bytes={kept}-"


def test_a_folder_that_cannot_be_is_told(source: Source, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(FetchError, match=r"cannot be used .*: choose another folder"):
            fetch_archive(source, folder)


def test_what_is_not_installed_is_named(
    source: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("pooch", "tqdm.auto"):
        with monkeypatch.context() as patched:
            patched.setitem(sys.modules, name, None)
            with pytest.raises(ModuleNotFoundError, match=r'pip install "deepcat-data\[real\]"'):
                fetch_archive(source, tmp_path)
    assert "archive.bin" not in names(tmp_path)


def test_a_file_system_without_locks_is_told(
    source: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fcntl = pytest.importorskip("fcntl")

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", refuse)
    with pytest.raises(FetchError, match="choose another folder"):
        fetch_archive(source, tmp_path)
