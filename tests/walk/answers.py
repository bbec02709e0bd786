"""Judge an answer against a key that is made once for many answers, and each answer once."""

from __future__ import annotations

import functools
from collections.abc import Callable, Hashable

from deepcat_grader.answers import full_key, visible_key
from deepcat_grader.bank import ENTRIES
from deepcat_grader.judging import judge_of
from deepcat_judge.exercise import Quiz, Written
from deepcat_judge.judge import judge
from deepcat_judge.key import Key
from deepcat_judge.observe import LocalCaller
from deepcat_judge.verdict import Verdict

JUDGED = [name for name, entry in ENTRIES.items() if not isinstance(entry.exercise, Written)]
FUNCTIONS = [name for name in JUDGED if not isinstance(ENTRIES[name].exercise, Quiz)]


@functools.lru_cache(maxsize=4)
def key_of(name: str, seed: int) -> Key:
    return full_key(ENTRIES[name], seed)


@functools.lru_cache(maxsize=4)
def visible_key_of(name: str) -> Key:
    return visible_key(ENTRIES[name])


@functools.lru_cache(maxsize=4)
def judge_with_key(name: str, seed: int) -> Callable[[object], Verdict]:
    return judge_of(ENTRIES[name], seed)


@functools.cache
def checked(name: str, answer: Hashable) -> Verdict:
    """What a student's own check says: visible cases only."""
    exercise = ENTRIES[name].exercise
    assert not isinstance(exercise, Written)
    return judge(
        exercise, LocalCaller.of(exercise, answer, ENTRIES[name].lends), visible_key_of(name)
    )


@functools.cache
def judged(name: str, answer: Hashable, seed: int = 0) -> Verdict:
    """What `deepcat_grader.judge` says, with the key kept for the next answer."""
    return judge_with_key(name, seed)(answer)
