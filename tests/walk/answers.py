"""Judge an answer against a key that is made once for many answers, and each answer once."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Hashable, Iterator
from typing import Any

from deepcat_grader.answers import full_key, visible_key
from deepcat_grader.bank import ENTRIES
from deepcat_grader.bank.registry import Entry
from deepcat_grader.proof import digest
from deepcat_judge.exercise import Exercise, Quiz, Written
from deepcat_judge.judge import judge
from deepcat_judge.key import Key
from deepcat_judge.observe import LocalCaller
from deepcat_judge.verdict import Verdict

JUDGED = [name for name, entry in ENTRIES.items() if not isinstance(entry.exercise, Written)]
FUNCTIONS = [name for name in JUDGED if not isinstance(ENTRIES[name].exercise, Quiz)]


def _memories() -> Iterator[Any]:
    """What some wrong answers keep between calls: in their module, or as a default argument."""
    modules = [m for name, m in sys.modules.items() if name.startswith("deepcat_grader.bank")]
    held = [value for m in modules for name, value in vars(m).items() if name.isupper()]
    for entry in ENTRIES.values():
        functions = [mistake.function for mistake in entry.mistakes]
        functions += [variant.function for variant in entry.variants]
        functions += [answer.function for answer in entry.unseen]
        for function in functions:
            held += getattr(function, "__defaults__", None) or ()
    yield from (kept for kept in held if isinstance(kept, (list, dict)) and not kept)


MEMORIES = tuple(_memories())  # read before anything was judged: all are empty


@functools.lru_cache(maxsize=4)
def key_of(name: str, seed: int) -> Key:
    return full_key(ENTRIES[name], seed)


@functools.lru_cache(maxsize=4)
def visible_key_of(name: str) -> Key:
    return visible_key(ENTRIES[name])


def exercise_of(name: str) -> Exercise | Quiz:
    exercise = ENTRIES[name].exercise
    assert not isinstance(exercise, Written)
    return exercise


def caller_of(name: str, answer: object) -> LocalCaller:
    for kept in MEMORIES:  # as in a process of its own, whatever was judged before
        kept.clear()
    return LocalCaller.of(exercise_of(name), answer, ENTRIES[name].lends)


@functools.cache
def checked(name: str, answer: Hashable) -> Verdict:
    """What a student's own check says: visible cases only."""
    return judge(exercise_of(name), caller_of(name, answer), visible_key_of(name))


def judged(name: str, answer: Hashable, seed: int = 0) -> Verdict:
    """What `deepcat_grader.judge` says; judged once, however it is asked for."""
    return _judged(name, answer, seed)


@functools.cache
def _judged(name: str, answer: Hashable, seed: int) -> Verdict:
    return judge(exercise_of(name), caller_of(name, answer), key_of(name, seed), seed)


def note(record: Callable[[str, object], None], entry: Entry, part: str, amount: int) -> None:
    """Note how much of a part of an exercise's proof a test has seen (`plugins/seeds.py`)."""
    for fact, value in {
        "proved": entry.exercise.id,
        "digest": digest(entry),
        part: amount,
    }.items():
        record(fact, value)
