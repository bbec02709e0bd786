"""Calling a student's function from a widget: an answer, or a sentence that says what happened."""

from __future__ import annotations

import linecache
import traceback
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from deepcat.widgets.words import name_of

LONGEST_MESSAGE = 160


class Trouble(Exception):
    """A student's function gave nothing that can be drawn; the text says so to the student."""


def answer(
    function: Callable[..., Any], *arguments: object, shape: tuple[int, ...]
) -> NDArray[np.float64]:
    """Call a student's function and return its answer as numbers.

    Parameters
    ----------
    function : callable
        What the student wrote.
    *arguments : object
        Its arguments; arrays are copied, so that a function that changes them changes no data.
    shape : tuple of int
        The shape that the answer must have; ``()`` for a single number.

    Returns
    -------
    ndarray
        The answer, float64, of the given shape; it may hold nan and inf.

    Raises
    ------
    Trouble
        If the function is not written yet, raises, or returns something else.
    """
    return numbers(name_of(function), call(function, *arguments), shape)


def call(function: Callable[..., Any], *arguments: object) -> Any:
    """Call a student's function and return whatever it returns.

    Arrays are copied first. Raises Trouble if the function is not written yet, or raises.
    """
    name = name_of(function)
    copies = [a.copy() if isinstance(a, np.ndarray) else a for a in arguments]
    try:
        with np.errstate(all="ignore"):
            return function(*copies)
    except Trouble:
        raise  # a function of ours has called the student's, and knows its name
    except NotImplementedError as error:
        raise Trouble(
            f"{_unwritten(error) or name} is not written yet:"
            " write it, run its cell, then run this cell again."
        ) from error
    except Exception as error:
        where = _line(error, function)
        raise Trouble(f"{name} stopped with {_described(error)}.{where}") from error


def numbers(
    name: str, value: object, shape: tuple[int, ...], part: str = ""
) -> NDArray[np.float64]:
    """Return what a function gave as numbers of a shape; raises Trouble if it is something else.

    Parameters
    ----------
    name : str
        The function's.
    value : object
        What it returned, or one of several things that it returned.
    shape : tuple of int
        The shape that it must have.
    part : str
        Which of several things this is, such as ``"Y_hat"``.
    """
    wanted = f"an array of shape {shape}" if shape else "a number"
    wanted = f"{wanted} as {part}" if part else wanted
    if value is None:
        raise Trouble(f"{name} returned None instead of {wanted}: does it end with return?")
    try:
        array = np.array(value, dtype=np.float64)
    except Exception as error:
        found = type(value).__name__
        raise Trouble(f"{name} should return {wanted}, and returned a {found}.") from error
    if array.shape != shape:
        found = f"an array of shape {array.shape}" if array.shape else "a single number"
        raise Trouble(f"{name} should return {wanted}, and returned {found}.")
    return array


def _unwritten(error: NotImplementedError) -> str:
    """Return the name of the function that raised, which another may have called."""
    names = [frame.f_code.co_name for frame, _ in traceback.walk_tb(error.__traceback__)]
    own = names[1:]  # the first is `call`
    return own[-1] if own and own[-1].isidentifier() else ""


def _line(error: Exception, function: Callable[..., Any]) -> str:
    """Return a sentence with the student's own line that stopped, or nothing where none is known.

    It is the last one in the function's file or in another cell, not one inside a library.
    """
    own = getattr(getattr(function, "__code__", None), "co_filename", None)
    for frame, number in reversed(list(traceback.walk_tb(error.__traceback__))):
        file = frame.f_code.co_filename
        if file == own or "ipykernel_" in file or file.startswith("<ipython-input"):
            text = linecache.getline(file, number).strip()
            return f" It was in line {number} of its cell: “{text}”." if text else ""
    return ""


def _described(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    first = lines[0].rstrip(".") if lines else ""
    if len(first) > LONGEST_MESSAGE:
        first = first[:LONGEST_MESSAGE] + "…"
    kind = type(error).__name__
    return f"{kind}: {first}" if first else kind
