"""A server on the loopback address that serves one file, well or badly."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

WEAK, STRONG, DATE = 'W/"1"', '"1"', "Wed, 21 Oct 2015 07:28:00 GMT"


@dataclass
class Server:
    """What the server serves, how it misbehaves, and what it was asked."""

    content: bytes
    etag: str | None = STRONG
    date: str | None = None
    ranges: bool = True
    honours_if_range: bool = True
    states_length: bool = True
    encoding: str | None = None
    status: int | None = None
    shift: int = 0  # of the range that is sent, against the one that was asked for
    cut: int | None = None  # bytes of a body after which the connection breaks
    pause: int | None = None  # bytes of a body after which the server waits for `go_on`
    silent: bool = False  # it waits before it says anything
    go_on: threading.Event = field(default_factory=threading.Event)
    paused: threading.Event = field(default_factory=threading.Event)
    asked: list[Message] = field(default_factory=list)
    sent: list[int] = field(default_factory=list)  # status of each answer
    written: int = 0  # bytes of bodies
    port: int = 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/archive"

    def range_of(self, asked: Message) -> int | None:
        """Return the first byte of the range that was asked for, if one is to be sent."""
        found = re.fullmatch(r"bytes=(\d+)-", asked.get("Range", ""))
        if not found or not self.ranges:
            return None
        versions = (None, self.etag, self.date)
        if self.honours_if_range and asked.get("If-Range") not in versions:
            return None
        return int(found[1])


class Answer(BaseHTTPRequestHandler):
    state: Server

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        state = self.state
        state.asked.append(self.headers)
        if state.silent:
            state.go_on.wait()
            return
        start = state.range_of(self.headers)
        if state.status is not None:
            return self.begin(state.status, b"no")
        if start is None:
            return self.begin(200, state.content)
        if start >= len(state.content):
            return self.begin(416, b"")
        start += state.shift
        total = len(state.content)
        self.begin(206, state.content[start:], f"bytes {start}-{total - 1}/{total}")

    def begin(self, status: int, body: bytes, content_range: str | None = None) -> None:
        state = self.state
        state.sent.append(status)
        self.send_response(status)
        headers = {
            "Content-Length": str(len(body)) if state.states_length else None,
            "Content-Range": content_range,
            "Content-Encoding": state.encoding,
            "ETag": state.etag,
            "Last-Modified": state.date,
        }
        for name, value in headers.items():
            if value is not None:
                self.send_header(name, value)
        self.end_headers()
        if status in (200, 206):
            if state.pause is not None:
                self.wfile.write(body[: state.pause])
                self.wfile.flush()
                body = body[state.pause :]
                state.paused.set()
                state.go_on.wait()
            body = body[: state.cut]
        with suppress(OSError):  # who asked may have gone
            for start in range(0, len(body), 1 << 16):
                self.wfile.write(body[start : start + (1 << 16)])
                state.written += len(body[start : start + (1 << 16)])


@contextmanager
def serving(content: bytes) -> Iterator[Server]:
    """Serve content until the end of the block."""
    state = Server(content)
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Answer,), {"state": state}))
    state.port = httpd.server_address[1]
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield state
    finally:
        state.go_on.set()
        httpd.shutdown()
        thread.join()
        httpd.server_close()
