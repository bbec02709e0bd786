"""Draw the numbers of hidden cases: order one, both signs, all dimensions distinct."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from deepcat_judge.exercise import EDGE, Case
from deepcat_judge.exercises.common import read_only, strided

Array: TypeAlias = npt.NDArray[Any]
Generator: TypeAlias = np.random.Generator


def sizes(rng: Generator, count: int, low: int = 2, high: int = 9) -> list[int]:
    """Different sizes between `low` and `high`."""
    return [int(n) for n in rng.choice(np.arange(low, high + 1), count, replace=False)]


def order_one(rng: Generator, *shape: int) -> Array:
    """Numbers between 0.2 and 2.5 in size, of random sign, never all of one sign."""
    numbers = rng.choice([-1.0, 1.0], shape) * rng.uniform(0.2, 2.5, shape)
    if numbers.size > 1:
        flat = numbers.reshape(-1)
        flat[0], flat[-1] = -abs(flat[0]), abs(flat[-1])
    return numbers


def whole(rng: Generator, *shape: int) -> Array:
    """Whole numbers between 1 and 5 in size, of random sign."""
    return rng.choice([-1, 1], shape) * rng.integers(1, 6, shape)


def number(rng: Generator) -> float:
    """A number between 0.3 and 2 in size."""
    return float(rng.choice([-1.0, 1.0]) * rng.uniform(0.3, 2.0))


def kinds(rng: Generator, names: str, args: tuple[Any, ...]) -> list[Case]:
    """One call in unusual forms.

    Whole numbers stand in each of the named arguments alone, and in all; the arrays are of
    float32, in Fortran order, read-only, and parts of wider arrays.

    Parameters
    ----------
    rng : numpy.random.Generator
    names : str
        Names of the arguments that are arrays or numbers: the first ones.
    args : tuple
        The call.
    """
    count = len(names.split())
    wholes = [_whole_like(rng, arg) for arg in args[:count]]
    alone = [
        Case(
            f"whole-{name}",
            (*args[:i], wholes[i], *args[i + 1 :]),
            EDGE,
            f"{name} in whole numbers",
        )
        for i, name in enumerate(names.split())
    ]

    return [
        *alone,
        Case("whole", (*wholes, *args[count:]), EDGE, "whole numbers everywhere"),
        *layouts(args),
    ]


def layouts(args: tuple[Any, ...]) -> list[Case]:
    """One call with its arrays of float32, in Fortran order, read-only, and parts of wider ones."""

    def case(id: str, note: str, made: Callable[[Array], Array]) -> Case:
        changed = (made(arg) if isinstance(arg, np.ndarray) else arg for arg in args)
        return Case(id, tuple(changed), EDGE, note)

    return [
        case("float32", "float32 numbers", lambda array: array.astype(np.float32)),
        case("fortran", "Fortran order", np.asfortranarray),
        case("read-only", "read-only arrays", read_only),
        case("strided", "parts of wider arrays", strided),
    ]


def usual(
    rng: Generator,
    noun: str,
    names: str,
    args: Callable[[int], tuple[Any, ...]],
    counts: Sequence[int],
) -> list[Case]:
    """Calls with several counts of something, with one, and in every kind of array.

    Parameters
    ----------
    rng : numpy.random.Generator
    noun : str
        What is counted, for example ``"input"``.
    names : str
        Of the arguments that are arrays or numbers: the first ones.
    args : callable (count) -> tuple
        Draws a call.
    counts : sequence of int
        The last one is that of the call in unusual forms.
    """
    *several, last = counts
    return [
        *(Case(f"{n}-{noun}s", args(n), note=f"{n} {noun}s") for n in several),
        Case("one", args(1), EDGE, f"one {noun}"),
        *kinds(rng, names, args(last)),
    ]


def _whole_like(rng: Generator, arg: Any) -> Any:
    return whole(rng, *arg.shape) if isinstance(arg, np.ndarray) else int(whole(rng)[()])


def elementwise(rng: Generator) -> list[Case]:
    """Cases for a function that works element by element, never at 0 exactly."""
    a, b, c = sizes(rng, 3, 3)
    large = rng.uniform(100.0, 1000.0, (2, c))
    large[0, 0] = 1000.0
    wide = np.linspace(-6.0, 6.0, 2 * b) + rng.uniform(0.05, 0.45)
    return [
        Case("table", (2.0 * order_one(rng, a, b),), note="a table of scores"),
        Case("row", (2.0 * order_one(rng, 1, c),), note="a row of scores"),
        Case("wide", (rng.permutation(wide).reshape(2, b),), note="scores from -6 to 6"),
        Case("small", (0.05 * order_one(rng, b, a),), note="small scores"),
        Case("very-large", (large,), EDGE, "very large scores"),
        Case("very-negative", (-large,), EDGE, "very negative scores"),
        Case("whole-numbers", (whole(rng, b, c),), EDGE, "scores in whole numbers"),
        Case("float32", (order_one(rng, c, a).astype(np.float32),), EDGE, "float32 scores"),
        Case("strided", (strided(order_one(rng, a, c)),), EDGE, "every second column of a table"),
        Case("fortran", (np.asfortranarray(order_one(rng, b, a)),), EDGE, "Fortran order"),
        Case("read-only", (read_only(order_one(rng, 1, b)),), EDGE, "read-only scores"),
        Case("one", (order_one(rng, 1, 1),), EDGE, "one score only"),
    ]
