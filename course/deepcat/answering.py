"""Find which exercise is meant: by its id, by the names an answer goes by, or by the lesson."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from deepcat.callsite import CallSite
from deepcat.lessons import known_lessons, lessons, ordered_exercises
from deepcat.own import known_exercises
from deepcat.unclear import UnclearError
from deepcat_judge.exercise import AnyExercise, Quiz

EXAMPLE = "neuron.sigmoid"


def by_id(text: str, lesson: str) -> AnyExercise:
    """The exercise of an id such as ``"neuron.sigmoid"``, or of its last part alone.

    Raises
    ------
    UnclearError
        If there is none; names the closest.
    """
    known = known_exercises()
    if text in known:
        return known[text]
    named = _prefer_lesson([e for e in known.values() if e.name == text], lesson)
    if len(named) == 1:
        return named[0]
    close = [e.id for e in named] or _close(text)
    advice = f" Did you mean {_either(close)}?" if close else " progress() lists the exercises."
    raise UnclearError(f"There is no exercise called {_quoted(text)}.{advice}")


def by_answer(answer: object, site: CallSite, lesson: str) -> AnyExercise:
    """The exercise that `answer` is an answer to.

    What counts is the name written in the call, then any name it is bound to, so that a lambda,
    a callable object or an imported function is an answer too; then the name it was defined
    with; then the lesson in use.

    Raises
    ------
    UnclearError
        If no exercise fits, or several do.
    """
    lesson = lesson or lesson_of(site.own)
    own = _own_name(answer)
    bound = {name for name, value in site.names.items() if value is answer}
    found = _named(bound & {site.written}) or _named(bound) or _named({own})
    if not found and type(answer) is dict:
        found = [e for e in known_exercises().values() if isinstance(e, Quiz)]
    if len({e.name for e in found}) > 1:
        found = [e for e in found if e.name == own] or found
    found = _prefer_lesson(found, lesson)
    if len(found) == 1:
        return found[0]
    shown = site.written or "answer"
    if found:
        example = f'check({shown}, "{found[0].id}")'
        raise UnclearError(
            f"This could be an answer to {_either([e.id for e in found])}. "
            f"Say which one: {example}."
        )
    if not callable(answer) and type(answer) is not dict:
        raise UnclearError(
            "This is not a function. Write the function's name alone, without parentheses or "
            "quotes: check(sigmoid)."
        )
    example = (_close(site.written or own) or [EXAMPLE])[0]
    raise UnclearError(
        "I cannot tell which exercise this is an answer to. Name the exercise as well, "
        f'for example check({shown}, "{example}").'
    )


def lesson_of(names: Iterable[str]) -> str:
    """The lesson of which most exercise names are in use, or an empty string."""
    counts: dict[str, int] = {}
    for exercise in _named(set(names)):
        counts[exercise.lesson] = counts.get(exercise.lesson, 0) + 1
    return max(counts, key=counts.__getitem__, default="")


def lesson_exercises(lesson: str) -> tuple[AnyExercise, ...]:
    """The exercises of one lesson, in its order, or of a class's own under that name.

    Raises
    ------
    UnclearError
        If there is no such lesson.
    """
    if lesson in known_lessons():
        return ordered_exercises(lesson)
    own = tuple(e for e in known_exercises().values() if e.lesson == lesson)
    if own:
        return own
    raise UnclearError(
        f"There is no lesson called {_quoted(lesson)}. The lessons are {_listed(lessons())}."
    )


def _named(names: set[str]) -> list[AnyExercise]:
    return [e for e in known_exercises().values() if e.name in names]


def _own_name(answer: object) -> str:
    try:
        name = getattr(answer, "__name__", "")
    except Exception:
        return ""
    return name if type(name) is str else ""


def _prefer_lesson(found: list[AnyExercise], lesson: str) -> list[AnyExercise]:
    return [e for e in found if e.lesson == lesson] or found


def _close(text: str) -> list[str]:
    by_name = {e.name: e.id for e in known_exercises().values()}
    ids = difflib.get_close_matches(text, known_exercises(), n=2)
    names = difflib.get_close_matches(text.rpartition(".")[2], by_name, n=2)
    return list(dict.fromkeys([*ids, *(by_name[name] for name in names)]))[:3]


def _either(ids: list[str]) -> str:
    return " or ".join(ids)


def _listed(words: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else "none yet"


def _quoted(text: str) -> str:
    return repr(text[:60])
