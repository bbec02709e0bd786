"""The few kinds of value that may be compared or may cross a process border."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
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
    """Stands for ``numpy.random.default_rng(seed)``, made anew for each call.

    ``state`` holds where a generator in use stands, as text: it crosses a process border so.
    """

    seed: int
    state: str = ""


@dataclass(frozen=True)
class Named:
    """Stands for a function of `FUNCTIONS`, so that no code crosses the border."""

    name: str


@dataclass(frozen=True)
class Remote:
    """Stands for a callable that is called elsewhere: its source does not cross the border."""

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
    | Remote
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


Path: TypeAlias = tuple[int | str, ...]


def leaves(value: Plain, path: Path = ()) -> Iterator[tuple[Path, Plain]]:
    """Every value in a tuple, list or dict, however deep, with its path; a leaf is its own."""
    if isinstance(value, (tuple, list)):
        for i, item in enumerate(value):
            yield from leaves(item, (*path, i))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, (*path, key))
    else:
        yield path, value


def map_leaves(function: Callable[..., Any], value: Plain, *others: Any) -> Any:
    """A value of the same structure, with `function` applied to every leaf.

    `others` have the structure of `value`; the function takes their leaves beside its own.
    """
    if isinstance(value, (tuple, list)):
        columns = zip(value, *others, strict=True)
        items = [map_leaves(function, item, *rest) for item, *rest in columns]
        return tuple(items) if isinstance(value, tuple) else items
    if isinstance(value, dict):
        return {
            key: map_leaves(function, item, *(other[key] for other in others))
            for key, item in value.items()
        }
    return function(value, *others)


def leaf_at(value: Plain, path: Path) -> Plain:
    """The part of a value at a path; None where there is none."""
    for step in path:
        if isinstance(value, np.ndarray):
            return None  # an array is a leaf, though it can be indexed
        try:
            value = value[step]  # type: ignore[index]  # what has no such part raises
        except (TypeError, KeyError, IndexError):
            return None
    return value


Lend: TypeAlias = Callable[[str], Callable[..., Any]]


def lend_from(functions: Mapping[str, Callable[..., Any]]) -> Lend:
    """Lend functions of this process by their names."""
    return lambda name: functions[name]


def lend_nothing(name: str) -> Callable[..., Any]:
    """Lend nothing: the callables of an exercise are not at hand here."""
    raise LookupError(f"nobody lends {name} here")


def materialise(
    value: Plain,
    lend: Lend = lend_nothing,
    watch: Callable[[Callable[..., Any]], Callable[..., Any]] = lambda function: function,
) -> Any:
    """Turn an argument into what the student's function receives: a fresh copy each time.

    Parameters
    ----------
    value : Plain
    lend : callable (name) -> callable
        What a `Remote` becomes.
    watch : callable (callable) -> callable
        Wraps every callable that is handed over.
    """

    def make(leaf: Plain) -> Any:
        if isinstance(leaf, Rng):
            return generator_of(leaf)
        if isinstance(leaf, Named):
            return watch(FUNCTIONS[leaf.name])
        if isinstance(leaf, Remote):
            return watch(lend(leaf.name))
        return copy_array(leaf) if isinstance(leaf, np.ndarray) else leaf

    return map_leaves(make, value)


def generator_of(rng: Rng) -> np.random.Generator:
    """The generator that `rng` stands for."""
    generator = np.random.default_rng(rng.seed)
    if rng.state:
        set_state(generator, rng)
    return generator


def state_of(generator: np.random.Generator) -> Rng | Refused:
    """Where a generator stands, as a plain value; only the usual kind, PCG64, can cross."""
    state = generator.bit_generator.state
    if type(generator.bit_generator) is not np.random.PCG64:
        return Refused("a generator of another kind", "use numpy.random.default_rng")
    words = (*state["state"].values(), state["has_uint32"], state["uinteger"])
    return Rng(0, " ".join(f"{int(word):x}" for word in words))


def set_state(generator: np.random.Generator, rng: Rng) -> None:
    """Put a generator where `rng` says.

    Raises
    ------
    ValueError
        If the state is none of a PCG64 generator.
    """
    if not re.fullmatch(r"[0-9a-f]{1,32} [0-9a-f]{1,32} [01] [0-9a-f]{1,8}", rng.state):
        raise ValueError("this is not the state of a generator")
    state, inc, has, word = (int(text, 16) for text in rng.state.split())
    generator.bit_generator.state = {
        "bit_generator": "PCG64",
        "state": {"state": state, "inc": inc},
        "has_uint32": has,
        "uinteger": word,
    }


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
        if value is None or kind in (bool, float, Refused):
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
    name = type.__dict__["__name__"].__get__(kind)[:80]  # nor kind.__name__, if it has a metaclass
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
