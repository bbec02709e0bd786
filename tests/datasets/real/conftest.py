"""A server for one archive, and the source that stands for it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from deepcat_data.real.sources import Source

from .serving import Server, serving

# Some four pieces of the downloader's, and random, so that no two places look alike.
CONTENT = np.random.default_rng(0).bytes(250_000)


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def server() -> Iterator[Server]:
    with serving(CONTENT) as running:
        yield running


@pytest.fixture
def source_of() -> Callable[[Server, bytes], Source]:
    """Return what describes some content as the archive at a server's address."""

    def describe(server: Server, content: bytes) -> Source:
        return Source(
            title="Archive",
            address=server.address,
            file="archive.bin",
            size=len(content),
            md5=hashlib.md5(content).hexdigest(),
            page="https://example.org/page",
            terms="Only for tests.",
            citation="A. Nobody, 2001.",
        )

    return describe


@pytest.fixture
def source(server: Server, source_of: Callable[[Server, bytes], Source]) -> Source:
    return source_of(server, server.content)
