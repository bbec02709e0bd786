"""Answer keys: expected values with tolerances, and what known mistakes give on the same cases."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from deepcat_grader.bank.registry import Entry
from deepcat_judge.exercise import Case, Exercise, Quiz
from deepcat_judge.key import Expectation, Key, KnownMistake
from deepcat_judge.observe import observe
from deepcat_judge.plain import Plain, materialise, to_plain
from deepcat_judge.quiz import digest

RELATIVE = {"float64": 1e-9, "float32": 1e-5}
FLOAT32_ATOL_FACTOR = 1e3
PROBES = 4
PROBE_STEP = 1e-7
MAX_SENSITIVITY = 1e3


def visible_key(entry: Entry) -> Key:
    """The key that students have: visible cases only."""
    if isinstance(entry.exercise, Quiz):
        return _quiz_key(entry)
    return _key(entry, _cases(entry))


def full_key(entry: Entry, seed: int) -> Key:
    """The grader's key: the visible cases first, then hidden ones drawn from `seed`."""
    if isinstance(entry.exercise, Quiz):
        return _quiz_key(entry)
    rng = np.random.default_rng(seed)
    hidden = tuple(replace(case, id=f"hidden-{case.id}", hidden=True) for case in entry.hidden(rng))
    return _key(entry, (*_cases(entry), *hidden))


def expectation(entry: Entry, case: Case) -> Expectation:
    """What the reference gives on a case, and how far a right answer may be from it.

    The tolerance of an element v is ``rel * max(|v|, s) + atol``. Here s is the sensitivity: how
    much v moves, per unit, when every float of the input is changed by a small random fraction
    of itself. Where a sum cancels, s is large beside v, and so is the error that rounding may
    leave in a right answer.
    """
    exercise = cast(Exercise, entry.exercise)  # a quiz has a key of its own
    args = tuple(_upcast(arg) for arg in case.args)
    value = _normal(_run(entry, args))
    single = any(_is_single(arg) for arg in case.args)
    rel = RELATIVE["float32" if single else "float64"]
    atol = exercise.atol * (FLOAT32_ATOL_FACTOR if single else 1.0)
    rng = np.random.default_rng(0)
    moved = [_normal(_run(entry, tuple(_nudge(a, rng) for a in args))) for _ in range(PROBES)]
    return Expectation(value, _tolerance(value, moved, rel, atol))


def _cases(entry: Entry) -> tuple[Case, ...]:
    assert isinstance(entry.exercise, Exercise)  # a written answer is graded by hand
    return entry.exercise.cases


def _key(entry: Entry, cases: tuple[Case, ...]) -> Key:
    @functools.cache
    def mistakes() -> tuple[KnownMistake, ...]:
        return tuple(
            KnownMistake(
                mistake.id,
                mistake.message,
                mistake.next_thought,
                {case.id: observe(mistake.function, case.args) for case in cases},
            )
            for mistake in entry.mistakes
        )

    return Key(cases, {case.id: expectation(entry, case) for case in cases}, mistakes)


def _quiz_key(entry: Entry) -> Key:
    quiz = cast(Quiz, entry.exercise)
    sheet = entry.reference()
    return Key(digests={q.id: digest(quiz, q.id, sheet[q.id]) for q in quiz.questions})


def _run(entry: Entry, args: Sequence[Plain]) -> Any:
    return to_plain(entry.reference(*(materialise(arg) for arg in args)))


def _normal(value: Plain) -> Plain:
    """0-d arrays become Python numbers, so that one kind of number is expected."""
    if isinstance(value, np.ndarray) and value.ndim == 0:
        return value.item()  # type: ignore[no-any-return]  # a whitelisted dtype: bool, int or float
    if isinstance(value, tuple):
        return tuple(map(_normal, value))
    if isinstance(value, list):
        return list(map(_normal, value))
    if isinstance(value, dict):
        return {key: _normal(item) for key, item in value.items()}
    return value


def _is_single(arg: Plain) -> bool:
    return isinstance(arg, np.ndarray) and arg.dtype == np.float32


def _upcast(arg: Plain) -> Plain:
    return arg.astype(np.float64) if _is_single(arg) else arg  # type: ignore[union-attr]  # an array


def _nudge(arg: Plain, rng: np.random.Generator) -> Plain:
    if isinstance(arg, np.ndarray) and arg.dtype.kind == "f":
        return arg * (1 + PROBE_STEP * rng.uniform(-1, 1, arg.shape))
    if isinstance(arg, float):
        return arg * (1 + PROBE_STEP * rng.uniform(-1, 1))
    return arg


def _tolerance(value: Plain, moved: Iterable[Any], rel: float, atol: float) -> Plain:
    """The tolerance of each number in `value`; `moved` are values of the same structure."""
    others = list(moved)
    if isinstance(value, (tuple, list)):
        columns = zip(value, *others, strict=True)
        return tuple(_tolerance(item, column, rel, atol) for item, *column in columns)
    if isinstance(value, dict):
        return {
            key: _tolerance(item, [other[key] for other in others], rel, atol)
            for key, item in value.items()
        }
    if isinstance(value, float):
        return float(_array_tolerance(np.asarray(value), others, rel, atol))
    if isinstance(value, np.ndarray):
        return _array_tolerance(value, others, rel, atol)
    return 0.0


def _array_tolerance(
    value: npt.NDArray[Any], others: list[Any], rel: float, atol: float
) -> npt.NDArray[np.float64]:
    moves = [np.abs(np.asarray(other) - value.astype(float)) / PROBE_STEP for other in others]
    size = np.abs(value.astype(float))
    limit = MAX_SENSITIVITY * (1.0 + size)
    sensitivity = np.minimum(np.max(moves, axis=0), limit)
    return np.asarray(rel * np.maximum(size, sensitivity) + atol)
