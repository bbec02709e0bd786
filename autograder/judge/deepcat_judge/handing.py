"""What a call is given: fresh copies of its arguments, and what became of them afterwards."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from deepcat_judge.plain import FUNCTIONS, MAX_DEPTH, Lend, Named, Plain, Remote, Rng, materialise

MAX_ARRAYS = 200
MAX_SHARED = 20
MAX_WORK = 10_000


class Handed:
    """The arguments of one call.

    Parameters
    ----------
    args : tuple of Plain
    lend : callable (name) -> callable
        What a `Remote` argument becomes.

    Attributes
    ----------
    given : tuple
        What the answer receives.
    calls : list of int
        How often the callables in each argument were called.
    """

    def __init__(self, args: tuple[Plain, ...], lend: Lend) -> None:
        self.args = args
        self.calls = [0] * len(args)
        self.given = tuple(
            materialise(arg, lend, functools.partial(self._count, i)) for i, arg in enumerate(args)
        )

    def changed(self) -> tuple[int, ...]:
        """Positions of the arguments that the call changed."""
        pairs = zip(self.args, self.given, strict=True)
        return tuple(i for i, (arg, now) in enumerate(pairs) if not _same(arg, now))

    def shared(self, result: object) -> tuple[tuple[str, str], ...]:
        """Places in a result whose memory is also that of another place, or of an argument."""
        returned = list(itertools.islice(_objects(result, "result"), MAX_ARRAYS))
        arguments = [
            found for i, arg in enumerate(self.given) for found in _objects(arg, f"argument {i}")
        ]
        pairs: list[tuple[str, str]] = []
        for at, (place, thing) in enumerate(returned):
            for other, thing_there in (*returned[:at], *arguments):
                if _one_memory(thing, thing_there):
                    pairs.append((place, other))
                    break
        return tuple(pairs[:MAX_SHARED])

    def _count(self, index: int, function: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*args: Any, **named: Any) -> Any:
            self.calls[index] += 1
            return function(*args, **named)

        # What is lent may be told from others by what it does, and not by its name.
        known = function in FUNCTIONS.values()
        return functools.wraps(function)(counted) if known else counted


def named_function(function: object) -> Named | None:
    """Which of `FUNCTIONS` a callable is, counted or not."""
    inner = getattr(function, "__wrapped__", function)
    return next((Named(name) for name, known in FUNCTIONS.items() if known is inner), None)


def _objects(
    value: object, place: str, depth: int = 0, seen: set[int] | None = None
) -> Iterator[tuple[str, object]]:
    """Every array and container in a value that others could hold as well, with its place.

    A container that stands in several places is looked into once: it may hold itself, and what
    holds ten of a thing that holds ten of another soon has no end.
    """
    seen = set() if seen is None else seen
    kind = type(value)
    if kind is np.ndarray or kind is list or kind is dict:
        yield place, value
    if depth > MAX_DEPTH or id(value) in seen:
        return
    if kind is tuple or kind is list:
        seen.add(id(value))
        for i, item in enumerate(value):  # type: ignore[arg-type, var-annotated]  # a sequence by its exact type
            yield from _objects(item, f"{place}[{i}]", depth + 1, seen)
    elif kind is dict:
        seen.add(id(value))
        for key, item in value.items():  # type: ignore[attr-defined]  # a dict by its exact type
            yield from _objects(item, f"{place}[{key!r}]", depth + 1, seen)


def _one_memory(one: object, other: object) -> bool:
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        if one.size == 0 or not np.may_share_memory(one, other):
            return False
        try:
            return bool(np.shares_memory(one, other, max_work=MAX_WORK))  # type: ignore[arg-type]  # any bound is one
        except np.exceptions.TooHardError:
            return True
    return one is other


def _same(arg: Plain, now: Any) -> bool:
    if arg is now or isinstance(arg, (Rng, Named, Remote)):
        return True  # a generator moves on when it is used, and a function cannot be changed
    same_type = type(arg) is type(now)
    if not same_type:
        return False  # what an answer puts into an argument may be of any type
    if isinstance(arg, np.ndarray):
        return bool(
            arg.shape == now.shape and arg.dtype == now.dtype and arg.tobytes() == now.tobytes()
        )
    if isinstance(arg, (list, tuple)):
        return len(arg) == len(now) and all(map(_same, arg, now))
    if isinstance(arg, dict):
        return arg.keys() == now.keys() and all(_same(arg[key], now[key]) for key in arg)
    return bool(arg == now)
