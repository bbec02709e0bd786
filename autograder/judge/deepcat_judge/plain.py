"""The few kinds of value that may be compared or may cross a process border."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

DTYPES = frozenset(
    np.dtype(name)
    for name in (
        "bool",
        *(f"{sign}int{bits}" for sign in ("", "u") for bits in (8, 16, 32, 64)),
        "float32",
        "float64",
    )
)
MAX_ITEMS = 10_000
MAX_DEPTH = 16
MAX_ARRAY_BYTES = 16 * 2**20
MAX_TEXT = 100_000
MAX_INT_BITS = 63  # beyond them NumPy makes objects of integers


@dataclass(frozen=True)
class Rng:
    """Stands for ``numpy.random.default_rng(seed)``, made anew for each call."""

    seed: int


@dataclass(frozen=True)
class Named:
    """Stands for a function of `FUNCTIONS`, so that no code crosses the border."""

    name: str


@dataclass(frozen=True)
class Refused:
    """Stands for a returned value that is not of a plain type, and says what it was."""

    what: str
    why: str


Plain: TypeAlias = (
    bool
    | int
    | float
    | str
    | npt.NDArray[Any]
    | Rng
    | Named
    | Refused
    | tuple["Plain", ...]
    | list["Plain"]
    | dict[str, "Plain"]
    | None
)

# Activations for exercises that take one: none of them is an answer to an exercise.
FUNCTIONS: dict[str, Callable[[Any], Any]] = {
    "identity": lambda Z: np.asarray(Z) * 1.0,
    "square": lambda Z: np.asarray(Z) * np.asarray(Z),
    "sine": lambda Z: np.sin(Z),
    "arctan": lambda Z: np.arctan(Z),
    "softsign": lambda Z: np.asarray(Z) / (1.0 + np.abs(Z)),
    "triple": lambda Z: 3.0 * np.asarray(Z),
}


def materialise(value: Plain) -> Any:
    """Turn an argument into what the student's function receives: a fresh copy each time."""
    if isinstance(value, Rng):
        return np.random.default_rng(value.seed)
    if isinstance(value, Named):
        return FUNCTIONS[value.name]
    if isinstance(value, np.ndarray):
        return copy_array(value)
    if isinstance(value, tuple):
        return tuple(materialise(item) for item in value)
    if isinstance(value, list):
        return [materialise(item) for item in value]
    if isinstance(value, dict):
        return {key: materialise(item) for key, item in value.items()}
    return value


def copy_array(array: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Copy an array with its memory layout: C or Fortran order, strided, read-only."""
    if array.flags.c_contiguous or array.flags.f_contiguous:
        copy = array.copy(order="K")
    else:
        wide = np.empty((*array.shape[:-1], 2 * array.shape[-1]), array.dtype)
        copy = wide[..., ::2]
        copy[...] = array
    copy.flags.writeable = array.flags.writeable
    return copy


def to_plain(value: object) -> Plain:
    """Coerce a returned value to exact base types, or say why it is refused.

    Subclasses and look-alikes are refused by name: an object that answers to ``==`` or to
    NumPy's protocols could otherwise decide its own comparison.
    """
    return _Coercion().coerce(value, 0)


class _Coercion:
    def __init__(self) -> None:
        self.items = 0

    def coerce(self, value: Any, depth: int) -> Plain:
        self.items += 1
        if self.items > MAX_ITEMS:
            return Refused("a very large structure", f"it holds more than {MAX_ITEMS} values")
        if depth > MAX_DEPTH:
            return Refused("a deeply nested structure", f"it is nested more than {MAX_DEPTH} deep")
        kind = type(value)
        if value is None or kind is bool or kind is float:
            return value  # type: ignore[no-any-return]  # narrowed by the exact type
        if kind is int:
            return _small_int(value)
        if kind is str:
            return _short_text(value)
        if kind is np.ndarray:
            return _array(value)
        if kind.__module__ == "numpy" and issubclass(kind, np.generic):
            return _array(np.asarray(value))
        if kind is tuple:
            return tuple(self.coerce(item, depth + 1) for item in value)
        if kind is list:
            return [self.coerce(item, depth + 1) for item in value]
        if kind is dict:
            return self._dict(value, depth)
        return _refuse(value)

    def _dict(self, value: dict[Any, Any], depth: int) -> Plain:
        if any(type(key) is not str for key in value):
            return Refused("a dict with keys that are not text", "every key must be a str")
        return {key: self.coerce(item, depth + 1) for key, item in value.items()}


def _small_int(value: int) -> Plain:
    if value.bit_length() > MAX_INT_BITS:
        return Refused("a huge integer", "it has more than 18 digits")
    return value


def _short_text(value: str) -> Plain:
    return value if len(value) <= MAX_TEXT else Refused("a very long text", "it is too long")


def _array(array: npt.NDArray[Any]) -> Plain:
    if array.dtype not in DTYPES:
        why = {
            "float16": "float16 keeps only three digits; use float64",
            "object": "its elements are Python objects, not numbers; look at how it was made",
        }.get(str(array.dtype), "only arrays of floats, integers or bools can be compared")
        return Refused(f"an array of dtype {array.dtype}", why)
    if array.nbytes > MAX_ARRAY_BYTES:
        return Refused(
            f"an array of shape {array.shape}", f"it takes {math.ceil(array.nbytes / 2**20)} MB"
        )
    return array.copy(order="C")


def _refuse(value: object) -> Refused:
    kind = type(value)  # never value.__class__, which is the object's own to answer
    name = kind.__name__[:80]
    if issubclass(kind, np.ndarray):
        return Refused(f"a {name}", "it is a relative of the array; return a plain numpy.ndarray")
    if issubclass(kind, (bool, int, float, str, tuple, list, dict)):
        base = next(
            base.__name__
            for base in (bool, int, float, str, tuple, list, dict)
            if issubclass(kind, base)
        )
        return Refused(f"a {name}", f"it is a relative of {base}; return a plain {base}")
    if callable(value):
        what = "a function" if name == "function" else f"a function ({name})"
        return Refused(what, "call it, with brackets, and return its result")
    if hasattr(kind, "__next__"):
        return Refused(f"a {name}", "it is an iterator; turn it into values before returning it")
    return Refused(f"an object of type {name}", "return numbers or a NumPy array")
