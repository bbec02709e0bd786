"""Plain values and observations as JSON, exactly: the one home of how they are packed.

Between processes the numbers of arrays travel beside the JSON, as raw bytes; in files that people
compare they stand in it, as text.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
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
    Remote,
    Rng,
)

MAX_VALUES = 20_000
MAX_DEPTH = 24
MAX_AXES = 16
MAX_WARNINGS = 20
MAX_SHARED = 20

Wire: TypeAlias = Plain | Observation
_NAMES = {dtype.name: dtype for dtype in DTYPES}


class WireError(ValueError):
    """What was read is not a frame, or what was to be sent cannot become one."""


class Packer:
    """Turns values into JSON, and collects the bytes of their arrays."""

    def __init__(self) -> None:
        self.arrays: list[bytes] = []

    def write(self, value: Wire, depth: int = 0) -> Any:
        """Turn one value into JSON."""
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
        return {"rng": [_count(value.seed), _text(value.state)]}

    def _named(self, value: Named, depth: int) -> Any:
        return {"named": value.name}

    def _remote(self, value: Remote, depth: int) -> Any:
        return {"remote": _text(value.name)}

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
                list(seen.calls),
                [[_text(place), _text(other)] for place, other in seen.shared[:MAX_SHARED]],
            ]
        }


class TextPacker(Packer):
    """Packs the numbers of arrays as text, among the rest."""

    def _array(self, value: npt.NDArray[Any], depth: int) -> Any:
        ((_, header),) = super()._array(value, depth).items()
        flat = value.ravel(order="F" if header[2] == "F" else "C")
        numbers = [self.write(number) for number in flat.tolist()]
        return {"numbers": [*header, numbers]}


_WRITERS: Mapping[type, Callable[[Packer, Any, int], Any]] = {
    int: Packer._int,
    float: Packer._float,
    str: Packer._str,
    list: Packer._list,
    tuple: Packer._tuple,
    dict: Packer._dict,
    np.ndarray: lambda packer, value, depth: packer._array(value, depth),
    Rng: Packer._rng,
    Named: Packer._named,
    Remote: Packer._remote,
    Refused: Packer._refused,
    Observation: Packer._observation,
}


class Unpacker:
    """Turns JSON and the bytes of arrays, or their numbers as text, back into values."""

    def __init__(self, body: bytes = b"", as_text: bool = False) -> None:
        self.body = body
        self.as_text = as_text
        self.at = 0
        self.values = 0
        self.observed = False

    def _plain(self, data: Any, depth: int) -> Plain:
        value = self.read(data, depth)
        if isinstance(value, Observation):
            raise WireError("an observation stands where a value was due")
        return value

    def read(self, data: Any, depth: int = 0) -> Wire:
        """Turn JSON into one value."""
        self.values += 1
        if self.values > MAX_VALUES or depth > MAX_DEPTH:
            raise WireError("this holds too many values, or nests them too deeply")
        if data is None or isinstance(data, (bool, int, float)):
            return data
        if isinstance(data, str):
            return _text(data)
        if isinstance(data, list):
            return [self._plain(item, depth + 1) for item in data]
        return self._tagged(*_only(data), depth)

    def _tagged(self, tag: str, parts: Any, depth: int) -> Wire:
        match tag, parts:
            case "float", "nan" | "inf" | "-inf":
                return float(parts)
            case "tuple", [*items]:
                return tuple(self._plain(item, depth + 1) for item in items)
            case "dict", [*pairs]:
                return self._dict(pairs, depth)
            case "array", [str(name), [*shape], "C" | "F" | "S" as order, bool(writeable)]:
                return self._array(name, shape, order, writeable)
            case "refused", [str(what), str(why)]:
                return Refused(_text(what), _text(why))
            case "observation", [*fields] if depth == 0:
                return self._observation(fields)
            case "numbers", [*header, [*numbers]] if self.as_text:
                return self._from_text(header, numbers)
            case "rng", [seed, str(state)] if not self.observed:
                return Rng(_count(seed), _text(state))
            case "remote", str(name) if not self.observed:
                return Remote(_text(name))
            case "named", str(name) if not self.observed and name in FUNCTIONS:
                return Named(name)
        raise WireError("the header holds a value of no known kind")

    def _dict(self, pairs: list[Any], depth: int) -> Plain:
        result: dict[str, Plain] = {}
        for pair in pairs:
            match pair:
                case [str(key), value] if key not in result:
                    result[_text(key)] = self._plain(value, depth + 1)
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
            case [
                value, raised, [*warned], [*changed], work, [*loops], bool(timed_out),
                [*calls], [*shared],
            ]:  # fmt: skip
                return Observation(
                    value=self._plain(value, 1),
                    raised=_raised(raised),
                    warned=_texts(warned),
                    changed=tuple(map(_count, changed[:MAX_AXES])),
                    work=None if work is None else _count(work),
                    loops=_texts(loops),
                    timed_out=timed_out,
                    calls=tuple(map(_count, calls[:MAX_AXES])),
                    shared=tuple(map(_two_texts, shared[:MAX_SHARED])),
                )
        raise WireError("an observation lacks a part")

    def _from_text(self, header: list[Any], numbers: list[Any]) -> npt.NDArray[Any]:
        match header:
            case [str(name), [*shape], "C" | "F" | "S" as order, bool(writeable)]:
                flat = np.array([self.read(number) for number in numbers], _NAMES[name])
                array = _lay_out(flat, tuple(shape), order)
                array.flags.writeable = writeable
                return array
        raise WireError("an array has no header")


def _lay_out(flat: npt.NDArray[Any], shape: tuple[int, ...], order: str) -> npt.NDArray[Any]:
    if order == "F":
        return flat.reshape(shape, order="F")
    array = flat.reshape(shape)
    if order == "C" or not shape:
        return array
    strided = np.empty((*shape[:-1], 2 * shape[-1]), flat.dtype)[..., ::2]
    strided[...] = array
    return strided


def _two_texts(data: Any) -> tuple[str, str]:
    match data:
        case [str(place), str(other)]:
            return _text(place), _text(other)
    raise WireError("a pair of places is none")


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
    return text.encode("utf-8", "replace").decode("utf-8")  # half a character fits in no file


def _is_size(value: Any) -> bool:
    return type(value) is int and 0 <= value <= MAX_ARRAY_BYTES


def _count(value: Any) -> int:
    if type(value) is not int or not 0 <= value < 2**53:
        raise WireError("a count is none")
    return value
