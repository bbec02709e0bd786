"""Processes that want the same archive do not harm one another, however they end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import pytest

from deepcat_data.real import locking
from deepcat_data.real.sources import Source

from .fetching import failure, fetched, names
from .serving import Server

PROCESS = """
import sys
from deepcat_data.real.download import fetch_archive
from deepcat_data.real.sources import Source
print(fetch_archive(Source(**{fields!r}), {folder!r}))
"""


@contextmanager
def process(source: Source, folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Run a process that fetches, until the end of the block at the latest."""
    code = PROCESS.format(fields=asdict(source), folder=str(folder))
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        try:
            yield running
        finally:
            running.kill()


def test_two_processes_fetch_once(server: Server, source: Source, tmp_path: Path) -> None:
    server.pause = 150_000
    with process(source, tmp_path) as first:
        assert server.paused.wait(60)
        with process(source, tmp_path) as second:
            assert second.stderr is not None
            waits = second.stderr.readline()
            assert waits == "Another process is fetching archive.bin: waiting for it.\n"
            assert "archive.bin" not in names(tmp_path)
            server.go_on.set()
            outputs = [one.communicate(timeout=60)[0] for one in (first, second)]
    assert outputs == [f"{tmp_path / 'archive.bin'}\n"] * 2
    assert server.sent == [200]
    fetched(source, tmp_path, server.content)


def test_a_killed_process_leaves_a_part_to_go_on_with(
    server: Server, source: Source, tmp_path: Path
) -> None:
    server.pause = 150_000
    with process(source, tmp_path) as first:
        assert server.paused.wait(60)
        part = tmp_path / "archive.bin.part"
        while not part.exists() or part.stat().st_size == 0:
            assert first.poll() is None
        first.kill()
    found = names(tmp_path) - {"archive.bin.lock"}
    assert found == {"archive.bin.part", "archive.bin.part.version"}
    kept = part.stat().st_size
    server.pause = None
    fetched(source, tmp_path, server.content)
    assert server.asked[1]["Range"] == f"bytes={kept}-"


@pytest.mark.skipif(os.name != "posix", reason="a process is suspended with a signal of POSIX")
def test_a_suspended_process_is_not_waited_for_without_end(
    server: Server, source: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locking, "PATIENCE", 0.3)
    server.pause = 150_000
    with process(source, tmp_path) as first:
        assert server.paused.wait(60)
        first.send_signal(signal.SIGSTOP)
        assert "makes no progress" in failure(source, tmp_path)


@pytest.mark.skipif(os.name != "posix", reason="Windows removes no file that is open")
def test_a_lock_that_was_removed_meanwhile_does_not_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its holder removes a lock in the end: who then locks the removed file would be alone."""
    path = tmp_path / "lock"
    ordinary = locking._try_lock
    tries = []

    def removed_meanwhile(file: int) -> bool:
        tries.append(file)
        if len(tries) == 1:
            path.unlink()
        return ordinary(file)

    monkeypatch.setattr(locking, "_try_lock", removed_meanwhile)
    with locking.one_at_a_time(path, int):
        file = os.open(path, os.O_RDWR)
        assert not ordinary(file)
        os.close(file)
    assert names(tmp_path) == set()
