"""Answers to every exercise that lie, break off or never end: none may pass."""

from __future__ import annotations

import sys

import numpy as np

from deepcat_judge.plain import MAX_ITEMS


class AlwaysEqual:
    """Says yes to every question that a careless comparison asks."""

    shape, dtype, ndim, size = (1,), np.dtype(float), 1, 1

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    __hash__ = object.__hash__

    def __lt__(self, other):
        return True

    __le__ = __gt__ = __ge__ = __lt__

    def __sub__(self, other):
        return 0.0

    __rsub__ = __abs__ = lambda self, other=None: 0.0


class AgreeableArray(np.ndarray):
    """An array that is close to everything."""

    def __array_ufunc__(self, ufunc, method, *inputs, **keywords):
        return np.True_

    def __array_function__(self, function, types, args, keywords):
        return True


class AgreeableFloat(float):
    def __eq__(self, other):
        return True

    __hash__ = float.__hash__

    def __sub__(self, other):
        return 0.0

    __rsub__ = __sub__


class AgreeableInt(int):
    def __eq__(self, other):
        return True

    __hash__ = int.__hash__


class Breaking:
    """Raises whatever it is asked."""

    def __getattribute__(self, name):
        raise RuntimeError(name)

    def __repr__(self):
        raise RuntimeError("repr")


class BadlyNamedError(Exception):
    def __str__(self):
        raise ValueError("no words")


def agreeable_array(*args):
    return np.zeros((1, 1)).view(AgreeableArray)


def recursion(*args):
    return recursion(*args)


def leaves(*args):
    sys.exit(0)


def gives_up(*args):
    raise BadlyNamedError


def generator(*args):
    yield from args


def itself(*args):
    loop = []
    loop.append(loop)
    return loop


def many(*args):
    return (np.zeros((2, 1)),) * 1_000


def too_many(*args):
    return (np.zeros((2, 1)),) * MAX_ITEMS


ANSWERS = {
    "always equal": lambda *args: AlwaysEqual(),
    "pair of equals": lambda *args: (AlwaysEqual(), AlwaysEqual()),
    "agreeable array": agreeable_array,
    "agreeable float": lambda *args: AgreeableFloat(0.0),
    "agreeable int": lambda *args: AgreeableInt(0),
    "pair of agreeable floats": lambda *args: (AgreeableFloat(0), AgreeableFloat(0)),
    "breaking": lambda *args: Breaking(),
    "objects": lambda *args: np.array([AlwaysEqual()], dtype=object),
    "nan": lambda *args: float("nan"),
    "array of nan": lambda *args: np.full((2, 1), np.nan),
    "nan like the last argument": lambda *args: np.full(np.shape(args[-1] if args else 0), np.nan),
    "pair of nan": lambda *args: (np.full((2, 1), np.nan), float("nan")),
    "infinity": lambda *args: float("inf"),
    "pair of infinities": lambda *args: (float("inf"), -float("inf")),
    "huge": lambda *args: 10**400,
    "complex": lambda *args: 1j,
    "none": lambda *args: None,
    "not implemented": lambda *args: NotImplemented,
    "ellipsis": lambda *args: ...,
    "true": lambda *args: True,
    "word": lambda *args: "correct",
    "bytes": lambda *args: b"1",
    "type": lambda *args: float,
    "arguments": lambda *args: args,
    "empty": lambda *args: np.zeros((0,)),
    "empty tuple": lambda *args: (),
    "structured": lambda *args: np.zeros(2, dtype=[("a", float)]),
    "date": lambda *args: np.datetime64("2020-01-01"),
    "masked": lambda *args: np.ma.masked,
    "memory": lambda *args: memoryview(np.zeros(2)),
    "recursion": recursion,
    "leaves": leaves,
    "gives up": gives_up,
    "generator": generator,
    "itself": itself,
    "many": many,
    "no function": 3.0,
    "class": AlwaysEqual,
    "breaking object": Breaking(),
    "always equal object": AlwaysEqual(),
}
