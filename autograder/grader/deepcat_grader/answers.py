"""Answer keys: expected values with tolerances, and what known mistakes give on the same cases."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from deepcat_grader.bank.registry import Entry
from deepcat_grader.combining import combinations, observation
from deepcat_grader.completion import form_of
from deepcat_judge.exercise import Case, Exercise, Quiz
from deepcat_judge.judge import LARGE, SMALL
from deepcat_judge.key import Expectation, Key, KnownMistake
from deepcat_judge.plain import Plain, leaves, lend_from, map_leaves, materialise, to_plain
from deepcat_judge.quiz import digest, seal
from deepcat_judge.uses import USES

RELATIVE = {"float64": 1e-9, "float32": 1e-5}
FLOAT32_ATOL_FACTOR = 1e3
PROBES = 4
PROBE_STEP = 1e-7
MAX_SENSITIVITY = 1e3


def visible_key(entry: Entry) -> Key:
    """The key that students have: visible cases only."""
    if isinstance(entry.exercise, Quiz):
        return _quiz_key(entry)
    form = form_of(entry.reference)
    return replace(_key(entry, _cases(entry)), completion=form.text if form else "")


def full_key(entry: Entry, seed: int) -> Key:
    """The grader's key: the visible cases first, then hidden ones drawn from `seed`."""
    if isinstance(entry.exercise, Quiz):
        return _quiz_key(entry)
    rng = np.random.default_rng(seed)
    hidden = tuple(replace(case, id=f"hidden-{case.id}", hidden=True) for case in entry.hidden(rng))
    return replace(_key(entry, (*_cases(entry), *hidden)), sized=_sized(entry))


def expectation(entry: Entry, case: Case) -> Expectation:
    """What the reference gives on a case, and how far a right answer may be from it.

    The tolerance of an element v is ``rel * max(|v|, s) + atol``. Here s is the sensitivity: how
    much v moves, per unit, when every float of the input is changed by a small random fraction
    of itself. Where a sum cancels, s is large beside v, and so is the error that rounding may
    leave in a right answer.
    """
    exercise = cast(Exercise, entry.exercise)  # a quiz has a key of its own
    args = map_leaves(_upcast, case.args)
    value = _run(entry, args)
    single = any(_is_single(leaf) for _, leaf in leaves(case.args))
    rel = RELATIVE["float32" if single else "float64"]
    atol = exercise.atol * (FLOAT32_ATOL_FACTOR if single else 1.0)
    rng = np.random.default_rng(0)
    moved = [_run(entry, map_leaves(lambda leaf: _nudge(leaf, rng), args)) for _ in range(PROBES)]
    tolerance = map_leaves(lambda leaf, *others: _tolerance(leaf, others, rel, atol), value, *moved)
    return Expectation(value, tolerance)


def _sized(entry: Entry) -> dict[int, Expectation]:
    """What the reference gives for the calls whose work is counted."""
    exercise = cast(Exercise, entry.exercise)
    if exercise.sized is None:
        return {}
    return {m: expectation(entry, Case(f"{m}", exercise.sized(m))) for m in (SMALL, LARGE)}


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
                {case.id: observation(entry, mistake.function, case) for case in cases},
            )
            for mistake in entry.mistakes
            if mistake.message
        )

    expected = {case.id: expectation(entry, case) for case in cases}

    @functools.cache
    def combined() -> tuple[KnownMistake, ...]:
        return combinations(entry, cases, mistakes()) if cases else ()

    return Key(cases, expected, mistakes, combined, arguments=_arguments(entry))


def _arguments(entry: Entry) -> tuple[str, ...]:
    """What the exercise's use takes beside the answer; a plain call takes the answer's own."""
    exercise = cast(Exercise, entry.exercise)
    _, *own = inspect.signature(USES[exercise.use]).parameters.values()
    if any(parameter.kind is parameter.VAR_POSITIONAL for parameter in own):
        return tuple(inspect.signature(entry.reference).parameters)
    return tuple(parameter.name for parameter in own)


def _quiz_key(entry: Entry) -> Key:
    quiz = cast(Quiz, entry.exercise)
    sheet = entry.reference()
    return Key(
        digests={q.id: digest(quiz, q.id, sheet[q.id]) for q in quiz.questions},
        because={
            name: seal(words, quiz, name, sheet[name]) for name, words in entry.because.items()
        },
    )


def _run(entry: Entry, args: tuple[Plain, ...]) -> Plain:
    """The reference's result; 0-d arrays become numbers, so that one kind is expected."""
    exercise = cast(Exercise, entry.exercise)
    lend = lend_from({**exercise.lends, **entry.lends})
    given = materialise(args, lend)
    result = to_plain(USES[exercise.use](entry.reference, *given))
    plain: Plain = map_leaves(_normal, result)
    return plain


def _normal(leaf: Plain) -> Plain:
    if isinstance(leaf, np.ndarray) and leaf.ndim == 0:
        return leaf.item()  # type: ignore[no-any-return]  # a whitelisted dtype: bool, int or float
    return leaf


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


def _tolerance(leaf: Plain, moved: Sequence[Any], rel: float, atol: float) -> Plain:
    """The tolerance of one number or array; `moved` are what it became when inputs moved."""
    if isinstance(leaf, float):
        return float(_array_tolerance(np.asarray(leaf), moved, rel, atol))
    if isinstance(leaf, np.ndarray):
        return _array_tolerance(leaf, moved, rel, atol)
    return 0.0


def _array_tolerance(
    value: npt.NDArray[Any], others: Sequence[Any], rel: float, atol: float
) -> npt.NDArray[np.float64]:
    moves = [np.abs(np.asarray(other) - value.astype(float)) / PROBE_STEP for other in others]
    size = np.abs(value.astype(float))
    limit = MAX_SENSITIVITY * (1.0 + size)
    sensitivity = np.minimum(np.max(moves, axis=0), limit)
    return np.asarray(rel * np.maximum(size, sensitivity) + atol)
