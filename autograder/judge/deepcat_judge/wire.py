"""Frames that carry plain values between two processes, one of which may be hostile.

A frame is ``magic, header length, body length, header, body``: the header is JSON that names
every value exactly, the body is the raw little-endian bytes of the arrays in the order in which
the header names them. Nothing here executes or unpickles what it reads: whatever is not
exactly a frame raises `WireError`.
"""

from __future__ import annotations

import json
import math
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from deepcat_judge.packing import Packer, Unpacker, Wire, WireError
from deepcat_judge.plain import MAX_INT_BITS

__all__ = ["Frame", "Inbox", "Wire", "WireError", "decode", "encode"]

MAGIC = b"DCF1"
PREFIX = struct.Struct("<4sIQ")
MAX_HEADER = 2 * 2**20
MAX_BODY = 64 * 2**20
MAX_DIGITS = 1300


@dataclass(frozen=True)
class Frame:
    """One message: what it asks or answers, the number of the question, and its values."""

    kind: str
    number: int
    fields: Mapping[str, Wire] = field(default_factory=dict)


def encode(frame: Frame) -> bytes:
    """Turn a frame into bytes."""
    packer = Packer()
    try:
        fields = {name: packer.write(value) for name, value in frame.fields.items()}
        header = json.dumps([frame.kind, frame.number, fields], allow_nan=False).encode()
    except (TypeError, ValueError, OverflowError, RecursionError) as error:
        raise WireError(f"this cannot be sent: {error}") from None
    body = b"".join(packer.arrays)
    if len(header) > MAX_HEADER or len(body) > MAX_BODY:
        raise WireError("this is too large to be sent")
    return PREFIX.pack(MAGIC, len(header), len(body)) + header + body


def decode(data: bytes) -> Frame:
    """Turn the bytes of exactly one frame back into it."""
    inbox = Inbox()
    inbox.feed(data)
    frame = inbox.take()
    if frame is None or inbox.pending:
        raise WireError("this is not exactly one frame")
    return frame


class Inbox:
    """Collects bytes as they arrive and hands out whole frames."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    @property
    def pending(self) -> bool:
        """Whether bytes wait that are no whole frame yet, or not taken yet."""
        return bool(self._buffer)

    def feed(self, data: bytes) -> None:
        """Add bytes as they were read."""
        self._buffer += data

    def take(self) -> Frame | None:
        """Remove and return the first whole frame, or None if there is none yet."""
        begin = bytes(self._buffer[: len(MAGIC)])
        if begin != MAGIC[: len(begin)]:
            raise WireError("this does not begin like a frame")
        if len(self._buffer) < PREFIX.size:
            return None
        _, header_size, body_size = PREFIX.unpack_from(self._buffer)
        if header_size > MAX_HEADER or body_size > MAX_BODY:
            raise WireError("a frame of this size is never sent")
        end = PREFIX.size + header_size + body_size
        if len(self._buffer) < end:
            return None
        header = bytes(self._buffer[PREFIX.size : PREFIX.size + header_size])
        body = bytes(self._buffer[PREFIX.size + header_size : end])
        del self._buffer[:end]
        return _parse(header, body)


def _parse(header: bytes, body: bytes) -> Frame:
    try:
        parsed = json.loads(
            header.decode("ascii"),
            parse_int=_int,
            parse_float=_finite,
            parse_constant=_refuse_constant,
            object_pairs_hook=_unique,
        )
        unpacker = Unpacker(body)
        match parsed:
            case [str(kind), int(number), dict(fields)] if type(number) is int:
                frame = Frame(kind, number, {key: unpacker.read(fields[key]) for key in fields})
            case _:
                raise WireError("the header is not a kind, a number and values")
    except WireError:
        raise
    except (ValueError, TypeError, OverflowError, MemoryError, RecursionError) as error:
        raise WireError(f"this is not a frame: {type(error).__name__}") from None
    if unpacker.at != len(body):
        raise WireError("the frame has bytes that no array claims")
    return frame


def _int(text: str) -> int:
    if len(text) > MAX_DIGITS:
        raise WireError("an integer has too many digits")
    value = int(text)
    if value.bit_length() > MAX_INT_BITS:
        raise WireError("an integer is too large")
    return value


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise WireError("a number is too large")
    return value


def _refuse_constant(text: str) -> float:
    raise WireError(f"{text} is no JSON")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise WireError("a name stands twice in the header")
    return result
