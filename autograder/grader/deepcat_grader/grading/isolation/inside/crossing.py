"""How a teacher's test and a student's functions reach each other from two processes, by value.

Both processes load this file. In the test's a student's function is a `Proxy`, and what cannot be
had by value is `Barred`; in the student's each use of a function is answered once.
"""

from __future__ import annotations

import contextlib
import functools
import random
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NoReturn, Protocol, TypeVar

import numpy as np

from deepcat_judge.observe import Observation, exactly, observe
from deepcat_judge.plain import (
    MAX_DEPTH,
    MAX_INT_BITS,
    Refused,
    Remote,
    Rng,
    leaves,
    materialise,
    set_state,
    state_of,
    to_plain,
)
from deepcat_judge.wire import Frame, WireError, encode

if TYPE_CHECKING:
    from deepcat_judge.plain import Plain
    from deepcat_judge.wire import Wire

TAG = "deepcat:kind"
MAX_PRINTED, MAX_DOC = 20_000, 500
HEX = re.compile(r"-?[0-9a-f]{1,100000}")
UNREADABLE = "The student's process answered with what cannot be read."
# Where a test asks for the next item, these would mean that there is none.
ENDS = frozenset({"StopIteration", "StopAsyncIteration", "GeneratorExit"})
Leaf = Callable[[Any], Any]
T = TypeVar("T")
NO_NAMES: Mapping[str, object] = MappingProxyType({})


class CannotCross(BaseException):
    """A value cannot leave its process; no ``except Exception`` takes it for an answer."""


def packed(value: Any, leaf: Leaf = to_plain, depth: int = 0) -> Any:
    """A value in plain ones: those of Python that are none, as a list of what they hold."""
    kind = type(value)
    inner = functools.partial(packed, leaf=leaf, depth=depth + 1)
    if depth > MAX_DEPTH:
        return Refused("a deeply nested structure", f"it is nested more than {MAX_DEPTH} deep")
    if kind in (tuple, list):
        return kind(map(inner, value))
    if kind is dict:
        if all(type(key) is str for key in value) and TAG not in value:
            return {key: inner(item) for key, item in value.items()}
        return {TAG: ["dict", [[inner(key), inner(item)] for key, item in value.items()]]}
    if kind in (set, frozenset):
        return {TAG: [kind.__name__, [*map(inner, value)]]}
    if kind is int and value.bit_length() > MAX_INT_BITS:
        return {TAG: ["int", format(value, "x")]}
    if kind is complex:
        return {TAG: ["complex", [value.real, value.imag]]}
    if kind is bytes:
        return {TAG: ["bytes", np.frombuffer(value, np.uint8).copy()]}
    if kind is range:
        return {TAG: ["range", [*map(inner, (value.start, value.stop, value.step))]]}
    return leaf(value)


def unpacked(value: Any, own: Mapping[str, object]) -> Any:
    """The value that was packed.

    Parameters
    ----------
    value : object
        Already made of what arrived.
    own : mapping
        What names of the receiver's own stand for.

    Raises
    ------
    CannotCross
        If it is not what packing gives.
    """
    if isinstance(value, Refused):
        raise CannotCross(UNREADABLE)
    if type(value) in (tuple, list):
        return type(value)(unpacked(item, own) for item in value)
    if type(value) is not dict:
        return value[()] if type(value) is np.ndarray and value.ndim == 0 else value
    if TAG not in value:
        return {key: unpacked(item, own) for key, item in value.items()}
    try:
        kind, held = value[TAG]
        return UNPACK[kind](held, functools.partial(unpacked, own=own), own)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise CannotCross(UNREADABLE) from error


def received(value: Any) -> Any:
    """A value of the student's, in the test's process: it can mean none of the names there.

    Raises
    ------
    CannotCross
        If no honest process could have sent it.
    """
    try:
        made = materialise(value)
    except (LookupError, ValueError) as error:
        raise CannotCross(UNREADABLE) from error
    return unpacked(made, NO_NAMES)


def _int(held: Any, inner: Leaf, own: object) -> int:
    if not HEX.fullmatch(held):
        raise ValueError("this is no number")
    return int(held, 16)


UNPACK: dict[str, Callable[[Any, Leaf, Mapping[str, object]], object]] = {
    "dict": lambda held, inner, own: {inner(key): inner(item) for key, item in held},
    "set": lambda held, inner, own: set(map(inner, held)),
    "frozenset": lambda held, inner, own: frozenset(map(inner, held)),
    "int": _int,
    "complex": lambda held, inner, own: complex(*map(float, held)),
    "bytes": lambda held, inner, own: held.astype(np.uint8).tobytes(),
    "range": lambda held, inner, own: range(*map(inner, held)),
    "own": lambda held, inner, own: own[held],
}


class Barred:
    """Stands for what cannot leave the student's process; every use of it says so."""

    def __init__(self, words: str) -> None:
        object.__setattr__(self, "_words", words)

    def __getattribute__(self, name: str) -> NoReturn:
        """Refuse."""
        raise CannotCross(object.__getattribute__(self, "_words"))


def _bar(self: Barred, *args: object, **named: object) -> NoReturn:
    raise CannotCross(object.__getattribute__(self, "_words"))


for _name in (
    *("call", "iter", "next", "len", "getitem", "setitem", "contains", "bool", "float", "int"),
    *("index", "str", "repr", "eq", "ne", "lt", "le", "gt", "ge", "hash", "neg", "abs", "enter"),
    *(side + name for side in ("", "r", "i") for name in ("add", "sub", "mul", "truediv", "pow")),
    *(
        side + name
        for side in ("", "r", "i")
        for name in ("matmul", "floordiv", "mod", "and", "or")
    ),
    *("instancecheck", "subclasscheck", "array"),
):
    setattr(Barred, f"__{_name}__", _bar)


class Proxy:
    """A student's function, called where it lives."""

    def __init__(self, name: str, doc: str, words: str, ask: Callable[..., object]) -> None:
        self.__name__ = self.__qualname__ = name
        self.__doc__, self.__words, self.__ask = doc, words, ask

    def __call__(self, *args: object, **named: object) -> object:
        """Ask for its result."""
        return self.__ask(*args, **named)

    def __getattr__(self, name: str) -> NoReturn:
        """Have no attributes beside those of every function."""
        if name.startswith("__"):
            raise AttributeError(name)
        raise CannotCross(self.__words)

    def __repr__(self) -> str:
        """Read like a function."""
        return f"<function {self.__name__}>"


class Host(Protocol):
    """A worker, as far as it matters here."""

    shell: Any
    lent: dict[str, Callable[..., object]]

    def ask(self, **fields: Wire) -> Mapping[str, Any]:
        """Ask the coordinator."""

    def stand_in(self, name: str) -> Callable[..., object]:
        """A function that asks the coordinator for its result."""

    def limited(self, seconds: float, wall: float, action: Callable[[], T]) -> T:
        """Do something within a time."""

    def output(self) -> Any:
        """Somewhere to write to."""

    def exception(self, raised: list[str]) -> Exception:
        """An exception that was raised elsewhere."""


class Crossing:
    """What a worker answers about functions that are used from another process."""

    def __init__(self, worker: Host) -> None:
        self.worker = worker
        self.sent: bytes = b""

    @property
    def names(self) -> dict[str, Any]:
        """What the notebook's names stand for."""
        found: dict[str, Any] = self.worker.shell.user_ns
        return found

    def do_look(self, names: list[str]) -> Mapping[str, Wire]:
        """Say what these names stand for: a function with its words, a value, or nothing."""
        functions: dict[str, Plain] = {}
        values: dict[str, Plain] = {}
        for name in names:
            if name not in self.names:
                continue
            value = self.names[name]
            if isinstance(value, type):
                values[name] = Refused("a class", "")
            elif callable(value):
                doc = getattr(value, "__doc__", None)
                functions[name] = exactly(doc, MAX_DOC) if isinstance(doc, str) else ""
                self.worker.lent[f"use {name}"] = functools.partial(self._use, value)
            else:
                seen = observe(functools.partial(packed, value), ())
                values[name] = seen.value if seen.raised is None else Refused("an object", "")
        return {"functions": functions, "values": values}

    def do_use(
        self, name: str, args: Any, named: Any, state: Any, seconds: float, wall: float
    ) -> Mapping[str, Wire]:
        """Use a function of the notebook's once."""
        if state:
            set_global_state(state)
        given: list[Any] = []
        before: list[bytes] = []
        output = self.worker.output()

        def use() -> object:
            own, by_name = self._made(args, named)
            given.extend((*own, *by_name.values()))
            before.extend(map(_standing, given))
            with contextlib.redirect_stdout(output):
                return packed(self.names[name](*own, **by_name))

        seen: Observation = self.worker.limited(seconds, wall, lambda: observe(use, ()))
        after = [_standing(value) for value in given]
        changed: list[Plain] = [at for at, was in enumerate(before) if after[at] != was]
        found: list[Any] = [leaf for _, leaf in leaves(given)]
        moved = [state_of(leaf) for leaf in found if isinstance(leaf, np.random.Generator)]
        generators: list[Plain] = [getattr(state, "state", "") for state in moved]
        return {
            "seen": seen,
            "changed": changed,
            "generators": generators,
            "printed": output.text(),
        }

    def _made(self, args: Any, named: Any) -> Any:
        """What a function is given, made of what arrived."""
        return unpacked(materialise((args, named), self._lent), self.names)

    def _use(self, function: Callable[..., object], args: Any, named: Any) -> object:
        own, by_name = self._made(args, named)
        return packed(function(*own, **by_name))

    def _lent(self, name: str) -> Callable[..., object]:
        """A function of the test's, for the student's to call."""
        ask = self.worker.stand_in(name)

        def call(*args: object, **named: object) -> object:
            if named:
                raise TypeError("hand values over by their place here, not by name")
            return unpacked(ask(*map(packed, args)), self.names)

        return call

    def do_borrow(
        self, functions: Any, values: Any, barred: Any, attributes: str
    ) -> Mapping[str, Wire]:
        """Let names stand for what the student's process has under them."""
        self.sent = _bytes_of(global_state())
        for name, doc in functions.items():
            ask = functools.partial(self._ask, name)
            self.names[name] = Proxy(name, doc, attributes, ask)
        for name, value in values.items():
            try:
                self.names[name] = received(value)
            except CannotCross as error:
                self.names[name] = Barred(str(error))
        for name, words in barred.items():
            self.names[name] = Barred(words)
        return {}

    def do_names(self) -> Mapping[str, Wire]:
        """Say which names stand for something."""
        found: list[Plain] = [*self.names]
        return {"names": found}

    def _ask(self, name: str, *args: object, **named: object) -> object:
        """Have a student's function called in its own process."""
        generators: list[Any] = []
        outward = functools.partial(self._outward, generators)
        now = _bytes_of(state := global_state())
        told = self.worker.ask(
            name=name,
            args=tuple(packed(arg, outward) for arg in args),
            named={key: packed(arg, outward) for key, arg in named.items()},
            state=state if now != self.sent else None,
        )
        self.sent = now
        if told["printed"]:
            print(told["printed"], end="")
        for generator, moved in zip(generators, told["generators"], strict=False):
            set_state(generator, Rng(0, moved))
        if told["stop"]:
            raise CannotCross(told["stop"])
        if told["raised"] is not None:
            raise self.worker.exception(_crossed(told["raised"]))
        return received(told["value"])

    def _outward(self, generators: list[Any], value: object) -> Any:
        """What the test hands over: functions are lent, generators go by their state."""
        if type(value) is Proxy:
            return {TAG: ["own", value.__name__]}
        if type(value) is np.random.Generator:
            generators.append(value)
            return state_of(value)
        if callable(value) and not isinstance(value, type):
            handle = f"lent-{len(self.worker.lent)}"
            self.worker.lent[handle] = functools.partial(self._call_own, value)
            return Remote(handle)
        return to_plain(value)

    def _call_own(self, function: Callable[..., object], *args: object) -> object:
        return packed(function(*map(received, args)))


def _crossed(raised: list[str]) -> list[str]:
    """An exception as the test gets it: what ends a loop says only that it was raised."""
    kind, text = raised
    return ["RuntimeError", f"the function raised {kind}"] if kind in ENDS else [kind, text]


def _standing(value: Any) -> bytes:
    """The same bytes for a value that is as it was; functions and generators count as that."""
    with contextlib.suppress(WireError):
        return _bytes_of(packed(value, _still))
    return b""


def _still(value: Any) -> Any:
    apart = callable(value) or isinstance(value, np.random.Generator)
    return None if apart else to_plain(value)


def _bytes_of(value: Any) -> bytes:
    return encode(Frame("", 0, {"value": value}))


def global_state() -> list[Any]:
    """Where the generators stand that NumPy and Python keep for everybody."""
    _, words, position, has, spare = np.random.get_state()
    _, numbers, gauss = random.getstate()
    return [words, int(position), int(has), float(spare), [*numbers], gauss]


def set_global_state(state: list[Any]) -> None:
    """Put them where a test put its own."""
    words, position, has, spare, numbers, gauss = state
    np.random.set_state(("MT19937", words, position, has, spare))
    random.setstate((3, tuple(numbers), gauss))
