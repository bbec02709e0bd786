"""Compare one returned value with what was expected: type, shape, finite, value, in that order."""

from __future__ import annotations

import enum
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from deepcat_judge.key import Expectation
from deepcat_judge.plain import Path, Plain, Refused, leaves
from deepcat_judge.words import kind, show

TUPLE_FOR_ONE = "A comma makes a tuple: of the things that you return, which one is expected?"
ONE_FOR_MANY = (
    "One number came out, where many are expected. Is there a return inside a loop, or a sum over "
    "everything?"
)
_HOW_MANY = "How many should come out for this input? Count them by hand."
A_TRUTH = "A comparison such as a < b gives True or False. Which one decides here?"
ANOTHER_ORDER = "In which order does the exercise name what is returned?"
ALL_DIGITS = 16


class Stage(enum.IntEnum):
    """The order in which failures are reported."""

    RAN = 1
    TYPE = 2
    SHAPE = 3
    FINITE = 4
    WARNED = 5
    CHANGED = 6
    VALUE = 7
    PROPERTY = 8
    VECTORISED = 9


@dataclass(frozen=True)
class Problem:
    """The first thing that is wrong with one returned value.

    ``line`` and ``code`` are the number and the text of the student's own line that is meant.
    ``values`` are what was expected and what came, where these are no words yet: thousands of
    values are compared for one explanation, and few of them are read.
    """

    stage: Stage
    message: str
    next_thought: str = ""
    expected: str = ""
    received: str = ""
    path: Path = ()
    line: int = 0
    code: str = ""
    values: tuple[Plain, Plain] | None = None

    def in_words(self) -> tuple[str, str]:
        """What was expected and what came, as a student reads it."""
        if self.values is None:
            return self.expected, self.received
        expected, got = (show(value) for value in self.values)
        if self.stage is Stage.VALUE and expected == got:
            expected, got = (show(value, ALL_DIGITS) for value in self.values)
        return self.expected or expected, got


def compare(expectation: Expectation, got: Plain) -> Problem | None:
    """The first difference between `got` and what was expected, or None."""
    return _compare(expectation.value, expectation.tolerance, got, ())


def compare_form(like: Plain, got: Plain) -> Problem | None:
    """As `compare`, but only type, shape and finiteness."""
    return _compare(like, None, got, ())


def is_number(value: Plain) -> bool:
    """Whether a value is one number: a Python number or a 0-d array."""
    return isinstance(value, (bool, int, float)) or (
        isinstance(value, np.ndarray) and value.ndim == 0
    )


def numeric_leaves(value: Plain) -> Iterator[tuple[Path, npt.NDArray[Any]]]:
    """Every number or array in a value, with its path, as arrays."""
    for path, leaf in leaves(value):
        if isinstance(leaf, (bool, int, float, np.ndarray)):
            yield path, np.asarray(leaf)


def where(path: Path) -> str:
    """A path in words: ``"the 2nd returned value"``."""
    ordinals = ("1st", "2nd", "3rd")
    words = [
        f"{ordinals[step] if step < 3 else f'{step + 1}th'} returned value"
        if isinstance(step, int)
        else f"entry {step!r}"
        for step in path
    ]
    return "the " + " of the ".join(reversed(words)) if words else "the returned value"


def _compare(expected: Plain, tolerance: Plain, got: Plain, path: Path) -> Problem | None:
    if isinstance(got, Refused):
        return Problem(
            Stage.TYPE,
            f"{_subject(path)} {got.what}, which is refused: {got.why}.",
            "",
            kind(expected),
            got.what,
            path,
        )
    if got is None and expected is not None:
        return Problem(
            Stage.TYPE,
            f"{_subject(path)} None, which is Python's word for nothing.",
            "Does every way through the function end in a return? print only shows a value; "
            "return hands it back.",
            kind(expected),
            "None",
            path,
        )
    if isinstance(expected, (tuple, list)):
        return _compare_sequence(expected, tolerance, got, path)
    if isinstance(expected, dict):
        return _compare_dict(expected, tolerance, got, path)
    if isinstance(expected, np.ndarray):
        return _compare_array(expected, tolerance, got, path)
    if isinstance(expected, (bool, int, float)):
        return _compare_number(expected, tolerance, got, path)
    if type(got) is type(expected) and got == expected:
        return None
    return _wrong_type(expected, got, path)


def _subject(path: Path) -> str:
    return f"The {where(path).removeprefix('the ')} is" if path else "Your function returned"


def _wrong_type(expected: Plain, got: Plain, path: Path, thought: str = "") -> Problem:
    return Problem(
        Stage.TYPE,
        f"{_subject(path)} {kind(got)}, where {kind(expected)} is expected.",
        thought,
        kind(expected),
        kind(got),
        path,
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _compare_sequence(
    expected: tuple[Plain, ...] | list[Plain],
    tolerance: Plain,
    got: Plain,
    path: Path,
) -> Problem | None:
    thought = _HOW_MANY
    if isinstance(expected, tuple):  # so many for every input
        thought = f"Return {len(expected)} things, separated by commas."
    if not isinstance(got, (tuple, list)):
        return _wrong_type(expected, got, path, thought)
    if len(got) != len(expected):
        wanted, came = _count(len(expected), "value"), _count(len(got), "value")
        verb = "is" if len(expected) == 1 else "are"
        message = (
            f"{_subject(path)} {_count(len(got), 'thing')}, where {len(expected)} {verb} expected."
        )
        return Problem(Stage.TYPE, message, thought, wanted, came, path)
    tolerances = tolerance if isinstance(tolerance, (tuple, list)) else [None] * len(expected)
    found = [
        _compare(e, t, g, (*path, i))
        for i, (e, t, g) in enumerate(zip(expected, tolerances, got, strict=True))
    ]
    problem = min((p for p in found if p), key=lambda p: p.stage, default=None)
    if problem and problem.stage <= Stage.SHAPE and _in_another_order(expected, got):
        return _order_problem(problem, expected, got)
    return problem


def _in_another_order(expected: Sequence[Plain], got: Sequence[Plain]) -> bool:
    """Whether the forms are the expected ones, and each stands in another's place."""
    return any(
        all(compare_form(e, g) is None for e, g in zip(expected, order, strict=True))
        for order in itertools.permutations(got)
    )


def _order_problem(problem: Problem, expected: Sequence[Plain], got: Sequence[Plain]) -> Problem:
    places = "two returned values have changed places"
    if len(got) > 2:
        places = "returned values stand in another order than the expected one"
    kinds = [", then ".join(map(kind, values)) for values in (expected, got)]
    return replace(
        problem,
        message=f"The {places}.",
        next_thought=ANOTHER_ORDER,
        expected=kinds[0],
        received=kinds[1],
    )


def _compare_dict(
    expected: dict[str, Plain], tolerance: Plain, got: Plain, path: Path
) -> Problem | None:
    if not isinstance(got, dict):
        return _wrong_type(expected, got, path)
    lacking = [key for key in expected if key not in got]
    if lacking:
        names = ", ".join(map(repr, lacking))
        message = f"{_subject(path)} a dict without {names}."
        return Problem(Stage.TYPE, message, "", f"keys {list(expected)}", f"keys {list(got)}", path)
    tolerances = tolerance if isinstance(tolerance, dict) else {}
    found = [
        _compare(expected[key], tolerances.get(key), got[key], (*path, key)) for key in expected
    ]
    return min((p for p in found if p), key=lambda p: p.stage, default=None)


def _compare_number(
    expected: bool | int | float, tolerance: Plain, got: Plain, path: Path
) -> Problem | None:
    if isinstance(got, np.ndarray) and got.ndim > 0 and got.size == 1:
        message = f"{_subject(path)} an array of shape {got.shape}, where a number is expected."
        thought = (
            "One number in brackets is the trace of a missing .item() or of a sum "
            "that kept its dimensions."
        )
        return Problem(Stage.TYPE, message, thought, "a number", kind(got), path)
    if not is_number(got):
        return _wrong_type(expected, got, path, _number_thought(got))
    number = np.asarray(got)
    whole = isinstance(expected, int)
    if whole and number.dtype.kind == "f":
        truth = isinstance(expected, bool)
        wanted = "True or False" if truth else "a whole number"
        message = f"{_subject(path)} {show(got)}, a float, where {wanted} is expected."
        return Problem(
            Stage.TYPE,
            message,
            A_TRUTH if truth else "Counts are whole numbers.",
            show(expected),
            f"{show(got)}, a float",
            path,
        )
    return _compare_values(np.asarray(expected), tolerance, number, path)


def _number_thought(got: Plain) -> str:
    if isinstance(got, np.ndarray):
        return "Print the shapes of what this is computed from."
    if isinstance(got, str):
        return "str() and quotes make a text, to be read by people. Return the number itself."
    if isinstance(got, tuple):
        return TUPLE_FOR_ONE
    if isinstance(got, list):
        return "Square brackets and .tolist() make a list. Where is the one number in it?"
    return ""


def _compare_array(
    expected: npt.NDArray[Any], tolerance: Plain, got: Plain, path: Path
) -> Problem | None:
    if not isinstance(got, np.ndarray):
        thought = ONE_FOR_MANY if isinstance(got, (bool, int, float)) else ""
        if isinstance(got, (tuple, list)):
            whole = isinstance(got, list) or all(map(is_number, got))
            thought = "Wrap it in np.array(...)." if whole else TUPLE_FOR_ONE
        return _wrong_type(expected, got, path, thought)
    if got.ndim == 0 and expected.ndim:
        return replace(_wrong_type(expected, got, path, ONE_FOR_MANY), stage=Stage.SHAPE)
    if path and got.ndim == expected.ndim == 1 and len(got) != len(expected):
        came, wanted = _count(len(got), "number"), _count(len(expected), "number")
        message = f"{where(path).capitalize()} holds {came}, where {wanted} should be."
        return Problem(Stage.SHAPE, message, _HOW_MANY, wanted, came, path)
    if got.shape != expected.shape:
        message = f"{_subject(path)} {kind(got)}, where shape {expected.shape} is expected."
        return Problem(
            Stage.SHAPE,
            message,
            shape_thought(expected.shape, got.shape),
            f"shape {expected.shape}",
            f"shape {got.shape}",
            path,
        )
    return _compare_values(expected, tolerance, got, path)


def count_and_first(wrong: npt.NDArray[np.bool_]) -> str:
    """How many elements are wrong, and where the first one is; nothing for a number."""
    if wrong.ndim == 0:
        return ""
    index = ", ".join(str(int(step)) for step in np.argwhere(wrong)[0])
    return f" in {int(wrong.sum())} of {wrong.size} elements, first at [{index}]"


def shape_thought(expected: tuple[int, ...], got: tuple[int, ...]) -> str:
    """What a wrong shape is usually the trace of."""
    if len(got) == 1 and len(expected) == 2:
        return "In this course every vector has two dimensions: a column (n, 1) or a row (1, m)."
    if got == expected[::-1]:
        return "Rows and columns are exchanged: is a .T missing, or one too many?"
    if len(got) == len(expected) == 2 and 1 in expected and min(got) > 1:
        return (
            "A row and a column combined element by element spread out into a table: "
            "look at the shapes before the operation."
        )
    return "Write the shape of each intermediate result beside its line."


def _compare_values(
    expected: npt.NDArray[Any],
    tolerance: Plain,
    got: npt.NDArray[Any],
    path: Path,
) -> Problem | None:
    if not np.all(np.isfinite(got)) and np.all(np.isfinite(expected)):
        words = {"nan (not a number)": np.isnan(got), "inf (infinity)": np.isinf(got)}
        bad = " or ".join(word for word, found in words.items() if np.any(found))
        return Problem(
            Stage.FINITE,
            f"{_subject(path)} {bad}{count_and_first(~np.isfinite(got))}.",
            "Which operation here can overflow, divide by zero, or take the logarithm of 0?",
            "finite numbers" if tolerance is None else "",
            path=path,
            values=(expected, got),
        )
    if tolerance is None:
        return None
    error = np.abs(got.astype(np.float64) - expected.astype(np.float64))
    if np.all(error <= np.asarray(tolerance, dtype=np.float64)):
        return None
    return Problem(Stage.VALUE, "", path=path, values=(expected, got))
