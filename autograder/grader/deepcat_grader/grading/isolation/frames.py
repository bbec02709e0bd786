"""Frames as bytes: a question is written once and put many times, an answer is read when needed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Self

from deepcat_judge.wire import (
    MAGIC,
    MAX_BODY,
    MAX_HEADER,
    PREFIX,
    Frame,
    Wire,
    WireError,
    decode,
    encode,
)


def _begin(kind: str, number: int) -> bytes:
    """How the header of a frame begins; kinds are words of ours, without quotes."""
    return b'["%s", %d, ' % (kind.encode(), number)


@dataclass(frozen=True)
class Question:
    """A question without its number, as bytes."""

    kind: str
    rest: bytes
    body: bytes

    @classmethod
    def of(cls, kind: str, **fields: Wire) -> Self:
        """Write a question down.

        Raises
        ------
        WireError
            If it cannot be sent.
        """
        data = encode(Frame(kind, 0, fields))
        _, size, _ = PREFIX.unpack_from(data)
        end = PREFIX.size + size
        return cls(kind, data[PREFIX.size + len(_begin(kind, 0)) : end], data[end:])

    def numbered(self, number: int) -> bytes:
        """The frame that puts it."""
        header = _begin(self.kind, number) + self.rest
        return PREFIX.pack(MAGIC, len(header), len(self.body)) + header + self.body


@dataclass(frozen=True)
class Answer:
    """A whole frame as it came, which nobody has read."""

    data: bytes

    def is_done(self, number: int) -> bool:
        """Whether it is the usual answer to a question; one that is not can still be one."""
        return self.data.startswith(_begin("done", number), PREFIX.size)

    def frame(self) -> Frame:
        """Read it.

        Raises
        ------
        WireError
            If it is no frame.
        """
        return decode(self.data)

    def digest(self, number: int) -> bytes | None:
        """A digest of all that it claims beside its number; None where it is not the usual answer.

        Answers of one digest are read alike.
        """
        if not self.is_done(number):
            return None
        begin = len(_begin("done", number))
        _, header, _ = PREFIX.unpack_from(self.data)
        found = hashlib.blake2b(f"{header - begin}:".encode(), digest_size=20)
        found.update(memoryview(self.data)[PREFIX.size + begin :])
        return found.digest()


class Letterbox:
    """Collects bytes as they arrive and hands out whole frames, unread."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    @property
    def pending(self) -> bool:
        """Whether bytes wait that are no whole frame yet, or not taken yet."""
        return bool(self._buffer)

    def feed(self, data: bytes) -> None:
        """Add bytes as they were read."""
        self._buffer += data

    def take(self) -> Answer | None:
        """Remove and return the first whole frame, or None if there is none yet.

        Raises
        ------
        WireError
            If what came does not begin like a frame, or is longer than any.
        """
        begin = bytes(self._buffer[: len(MAGIC)])
        if begin != MAGIC[: len(begin)]:
            raise WireError("this does not begin like a frame")
        if len(self._buffer) < PREFIX.size:
            return None
        _, header, body = PREFIX.unpack_from(self._buffer)
        if header > MAX_HEADER or body > MAX_BODY:
            raise WireError("a frame of this size is never sent")
        end = PREFIX.size + header + body
        if len(self._buffer) < end:
            return None
        data = bytes(self._buffer[:end])
        del self._buffer[:end]
        return Answer(data)
