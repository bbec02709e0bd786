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
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from deepcat_judge.observe import Observation, Raised
from deepcat_judge.plain import (
    DTYPES,
    FUNCTIONS,
    MAX_ARRAY_BYTES,
    MAX_INT_BITS,
    MAX_TEXT,
    Named,
    Plain,
    Refused,
    Rng,
)

MAGIC = b"DCF1"
PREFIX = struct.Struct("<4sIQ")
MAX_HEADER = 2 * 2**20
MAX_BODY = 64 * 2**20
MAX_VALUES = 20_000
MAX_DEPTH = 24
MAX_AXES = 16
MAX_DIGITS = 20
MAX_WARNINGS = 20

Wire: TypeAlias = Plain | Observation
_NAMES = {dtype.name: dtype for dtype in DTYPES}


class WireError(ValueError):
    """What was read is not a frame, or what was to be sent cannot become one."""


@dataclass(frozen=True)
class Frame:
    """One message: what it asks or answers, the number of the question, and its values."""

    kind: str
    number: int
    fields: Mapping[str, Wire] = field(default_factory=dict)


def encode(frame: Frame) -> bytes:
    """Turn a frame into bytes."""
    writer = _Writer()
    try:
        fields = {name: writer.write(value, 0) for name, value in frame.fields.items()}
        header = json.dumps([frame.kind, frame.number, fields], allow_nan=False).encode()
    except (TypeError, ValueError, OverflowError, RecursionError) as error:
        raise WireError(f"this cannot be sent: {error}") from None
    body = b"".join(writer.arrays)
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
        reader = _Reader(body)
        match parsed:
            case [str(kind), int(number), dict(fields)] if type(number) is int:
                frame = Frame(kind, number, {key: reader.read(fields[key], 0) for key in fields})
            case _:
                raise WireError("the header is not a kind, a number and values")
    except WireError:
        raise
    except (ValueError, TypeError, OverflowError, MemoryError, RecursionError) as error:
        raise WireError(f"this is not a frame: {type(error).__name__}") from None
    if reader.at != len(body):
        raise WireError("the frame has bytes that no array claims")
    return frame


class _Writer:
    def __init__(self) -> None:
        self.arrays: list[bytes] = []

    def write(self, value: Wire, depth: int) -> Any:
        if depth > MAX_DEPTH:
            raise WireError("this is nested too deeply to be sent")
        kind = type(value)
        if value is None or kind is bool:
            return value
        write = _WRITERS.get(kind)
        if write is None:
            raise WireError(f"a value of type {kind.__name__} is never sent")
        return write(self, value, depth)

    def _int(self, value: int, depth: int) -> Any:
        if value.bit_length() > MAX_INT_BITS:
            raise WireError("this integer is too large to be sent")
        return value

    def _float(self, value: float, depth: int) -> Any:
        return value if math.isfinite(value) else {"float": repr(value)}

    def _str(self, value: str, depth: int) -> Any:
        if len(value) > MAX_TEXT:
            raise WireError("this text is too long to be sent")
        return value

    def _list(self, value: list[Plain], depth: int) -> Any:
        return [self.write(item, depth + 1) for item in value]

    def _tuple(self, value: tuple[Plain, ...], depth: int) -> Any:
        return {"tuple": [self.write(item, depth + 1) for item in value]}

    def _dict(self, value: dict[str, Plain], depth: int) -> Any:
        return {"dict": [[_text(key), self.write(value[key], depth + 1)] for key in value]}

    def _array(self, value: npt.NDArray[Any], depth: int) -> Any:
        if value.dtype not in DTYPES or value.nbytes > MAX_ARRAY_BYTES or value.ndim > MAX_AXES:
            raise WireError(f"an array of dtype {value.dtype}, shape {value.shape} is never sent")
        order = "C" if value.flags.c_contiguous else "F" if value.flags.f_contiguous else "S"
        raw = value.astype(value.dtype.newbyteorder("<"), copy=False)
        self.arrays.append(raw.tobytes(order="F" if order == "F" else "C"))
        return {"array": [value.dtype.name, list(value.shape), order, value.flags.writeable]}

    def _rng(self, value: Rng, depth: int) -> Any:
        return {"rng": _count(value.seed)}

    def _named(self, value: Named, depth: int) -> Any:
        return {"named": value.name}

    def _refused(self, value: Refused, depth: int) -> Any:
        return {"refused": [_text(value.what), _text(value.why)]}

    def _observation(self, seen: Observation, depth: int) -> Any:
        raised = seen.raised
        return {
            "observation": [
                self.write(seen.value, depth + 1),
                raised
                and [_text(raised.kind), _text(raised.text), _text(raised.line), raised.lineno],
                [_text(warning[:500]) for warning in seen.warned[:MAX_WARNINGS]],
                list(seen.changed),
                seen.work,
                list(map(_text, seen.loops)),
                seen.timed_out,
            ]
        }


_WRITERS: Mapping[type, Callable[[_Writer, Any, int], Any]] = {
    int: _Writer._int,
    float: _Writer._float,
    str: _Writer._str,
    list: _Writer._list,
    tuple: _Writer._tuple,
    dict: _Writer._dict,
    np.ndarray: _Writer._array,
    Rng: _Writer._rng,
    Named: _Writer._named,
    Refused: _Writer._refused,
    Observation: _Writer._observation,
}


class _Reader:
    def __init__(self, body: bytes) -> None:
        self.body = body
        self.at = 0
        self.values = 0
        self.observed = False

    def plain(self, data: Any, depth: int) -> Plain:
        value = self.read(data, depth)
        if isinstance(value, Observation):
            raise WireError("an observation stands where a value was due")
        return value

    def read(self, data: Any, depth: int) -> Wire:
        self.values += 1
        if self.values > MAX_VALUES or depth > MAX_DEPTH:
            raise WireError("this holds too many values, or nests them too deeply")
        if data is None or isinstance(data, (bool, int, float)):
            return data
        if isinstance(data, str):
            return _text(data)
        if isinstance(data, list):
            return [self.plain(item, depth + 1) for item in data]
        return self._tagged(*_only(data), depth)

    def _tagged(self, tag: str, parts: Any, depth: int) -> Wire:
        match tag, parts:
            case "float", "nan" | "inf" | "-inf":
                return float(parts)
            case "tuple", [*items]:
                return tuple(self.plain(item, depth + 1) for item in items)
            case "dict", [*pairs]:
                return self._dict(pairs, depth)
            case "array", [str(name), [*shape], "C" | "F" | "S" as order, bool(writeable)]:
                return self._array(name, shape, order, writeable)
            case "refused", [str(what), str(why)]:
                return Refused(_text(what), _text(why))
            case "observation", [*fields] if depth == 0:
                return self._observation(fields)
            case "rng", seed if not self.observed:
                return Rng(_count(seed))
            case "named", str(name) if not self.observed and name in FUNCTIONS:
                return Named(name)
        raise WireError("the header holds a value of no known kind")

    def _dict(self, pairs: list[Any], depth: int) -> Plain:
        result: dict[str, Plain] = {}
        for pair in pairs:
            match pair:
                case [str(key), value] if key not in result:
                    result[_text(key)] = self.plain(value, depth + 1)
                case _:
                    raise WireError("a dict holds something other than distinct keys and values")
        return result

    def _array(self, name: str, shape: list[Any], order: str, writeable: bool) -> npt.NDArray[Any]:
        if name not in _NAMES or len(shape) > MAX_AXES or not all(map(_is_size, shape)):
            raise WireError("an array has a dtype or a shape that is never sent")
        dtype = _NAMES[name]
        size = math.prod(shape) * dtype.itemsize
        if size > MAX_ARRAY_BYTES or self.at + size > len(self.body):
            raise WireError("an array is larger than the bytes that came with it")
        raw = self.body[self.at : self.at + size]
        self.at += size
        if name == "bool" and raw.strip(b"\0\1"):
            raise WireError("an array of bools holds something else")
        flat = np.frombuffer(raw, dtype.newbyteorder("<")).astype(dtype)
        array = _lay_out(flat, tuple(shape), order)
        array.flags.writeable = writeable
        return array

    def _observation(self, parts: list[Any]) -> Observation:
        self.observed = True
        match parts:
            case [value, raised, [*warned], [*changed], work, [*loops], bool(timed_out)]:
                return Observation(
                    value=self.plain(value, 1),
                    raised=_raised(raised),
                    warned=_texts(warned),
                    changed=tuple(map(_count, changed[:MAX_AXES])),
                    work=None if work is None else _count(work),
                    loops=_texts(loops),
                    timed_out=timed_out,
                )
        raise WireError("an observation lacks a part")


def _lay_out(flat: npt.NDArray[Any], shape: tuple[int, ...], order: str) -> npt.NDArray[Any]:
    if order == "F":
        return flat.reshape(shape, order="F")
    array = flat.reshape(shape)
    if order == "C" or not shape:
        return array
    strided = np.empty((*shape[:-1], 2 * shape[-1]), flat.dtype)[..., ::2]
    strided[...] = array
    return strided


def _raised(data: Any) -> Raised | None:
    match data:
        case None:
            return None
        case [str(kind), str(text), str(line), int(lineno)]:
            return Raised(_text(kind), _text(text), _text(line), _count(lineno))
    raise WireError("an exception lacks a part")


def _only(data: dict[str, Any]) -> tuple[str, Any]:
    if len(data) != 1:
        raise WireError("a value has no kind, or two")
    return next(iter(data.items()))


def _texts(data: list[Any]) -> tuple[str, ...]:
    if len(data) > MAX_WARNINGS or not all(isinstance(text, str) for text in data):
        raise WireError("a list of texts holds something else")
    return tuple(map(_text, data))


def _text(text: str) -> str:
    if type(text) is not str or len(text) > MAX_TEXT:
        raise WireError("a text is too long, or is none")
    return text


def _is_size(value: Any) -> bool:
    return type(value) is int and 0 <= value <= MAX_ARRAY_BYTES


def _count(value: Any) -> int:
    if type(value) is not int or not 0 <= value < 2**53:
        raise WireError("a count is none")
    return value


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
