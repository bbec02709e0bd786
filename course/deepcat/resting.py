"""Whether what an answer rests on is right: other exercises' functions that it reads by name."""

from __future__ import annotations

import types
from collections.abc import Iterator

from deepcat.keys import lesson_keys
from deepcat.patience import PatientCaller
from deepcat_judge.exercise import AnyExercise, Exercise
from deepcat_judge.exercises import EXERCISES
from deepcat_judge.judge import judge
from deepcat_judge.observe import LocalCaller

PATIENCE = 2.0  # seconds


def rests_on_right(answer: object, exercise: AnyExercise) -> bool:
    """Whether every other exercise of the lesson that an answer reads is answered rightly.

    Where one is not, the mistake may sit there: an edit of this answer could make up for it.

    Parameters
    ----------
    answer : object
    exercise : Exercise, Quiz or Written
    """
    if exercise.id not in EXERCISES:
        return True  # a class's own: at calls of functions that are not known no place is said
    keys = lesson_keys(exercise.lesson)
    for name, function in _read(answer):
        other = EXERCISES.get(f"{exercise.lesson}.{name}")
        if other is exercise or not isinstance(other, Exercise) or other.id not in keys:
            continue
        if not is_right(function, other):
            return False
    return True


def is_right(function: object, exercise: Exercise) -> bool:
    """Whether a function passes the check of an exercise of the course, within our patience."""
    caller = PatientCaller(LocalCaller.of(exercise, function), PATIENCE, editable=lambda: False)
    return judge(exercise, caller, lesson_keys(exercise.lesson)[exercise.id]).passed


def _read(answer: object) -> Iterator[tuple[str, object]]:
    """The functions that an answer reads from its notebook, itself or through others."""
    seen: set[int] = set()
    waiting = [answer]
    while waiting:
        function = waiting.pop()
        if type(function) is not types.FunctionType or id(function) in seen:
            continue
        seen.add(id(function))
        for name in _names(function.__code__):
            if callable(found := function.__globals__.get(name)):
                yield name, found
                waiting.append(found)


def _names(code: types.CodeType) -> Iterator[str]:
    """Every name that code reads, the functions inside it included."""
    yield from code.co_names
    for part in code.co_consts:
        if isinstance(part, types.CodeType):
            yield from _names(part)
