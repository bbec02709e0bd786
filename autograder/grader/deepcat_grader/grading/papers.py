"""Hidden papers: what is asked on each and what is right there, worked out once in a process."""

from __future__ import annotations

import functools
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from deepcat_grader.answers import full_key
from deepcat_grader.bank.registry import Entry
from deepcat_grader.grading.isolation.ahead import Ahead, Call
from deepcat_judge.exercise import Case, Exercise, Quiz
from deepcat_judge.judge import judge
from deepcat_judge.key import Key
from deepcat_judge.observe import LocalCaller, Observation
from deepcat_judge.plain import Plain
from deepcat_judge.verdict import Verdict

MOST = 400  # all papers of a lesson with a dozen exercises
MOST_RIGHT = 64  # right answers to one paper that differ in the last digits, or in their work

_KEPT: OrderedDict[tuple[str, int], tuple[Entry, Paper]] = OrderedDict()


@dataclass(frozen=True, eq=False)
class Paper:
    """One hidden paper of an exercise; nothing of it depends on a student.

    Attributes
    ----------
    exercise : Exercise or Quiz
        The exercise, its properties' inputs drawn.
    key : Key
    ahead : Ahead or None
        The calls that a right answer gets, where they can be made at once.
    """

    exercise: Exercise | Quiz
    key: Key
    ahead: Ahead | None = None
    _right: OrderedDict[bytes, Verdict] = field(default_factory=OrderedDict)

    def passed(self, digest: bytes | None) -> Verdict | None:
        """The verdict on an answer that claims the same as one that has passed before."""
        if digest is None or digest not in self._right:
            return None
        self._right.move_to_end(digest)
        return self._right[digest]

    def keep(self, digest: bytes | None, verdict: Verdict) -> None:
        """Keep a verdict for those whose answers claim the same: the judge would repeat it."""
        if digest is not None and verdict.passed:
            self._right[digest] = verdict
            while len(self._right) > MOST_RIGHT:
                self._right.popitem(last=False)


def paper(entry: Entry, seed: int) -> Paper:
    """The paper of an exercise with the hidden cases that a seed draws.

    What known mistakes give on it is worked out at the first wrong answer, and kept as well. Of
    many papers, those that were asked for last stay.
    """
    name = entry.exercise.id, seed
    known, found = _KEPT.get(name, (None, None))
    if found is None or known is not entry:  # a class may write an exercise of its own anew
        found = _made(entry, seed)
    _KEPT[name] = entry, found
    _KEPT.move_to_end(name)
    while len(_KEPT) > MOST:
        _KEPT.popitem(last=False)
    return found


def _made(entry: Entry, seed: int) -> Paper:
    exercise, key = entry.exercise, full_key(entry, seed)
    if not isinstance(exercise, Exercise):
        assert isinstance(exercise, Quiz)  # a written answer is graded by hand
        return Paper(exercise, key)
    drawn = _drawn(exercise, seed)
    return Paper(drawn, key, _ahead(entry, drawn, key, seed))


def _drawn(exercise: Exercise, seed: int) -> Exercise:
    """An exercise whose properties give the inputs that the judge would draw with this seed."""
    rng = np.random.default_rng(seed)
    given = [replace(one, cases=_always(list(one.cases(rng)))) for one in exercise.properties]
    sized = functools.cache(exercise.sized) if exercise.sized else None
    return replace(exercise, properties=tuple(given), sized=sized)


def _always(cases: list[Case]) -> Callable[[np.random.Generator], list[Case]]:
    return lambda rng: cases


def _ahead(entry: Entry, exercise: Exercise, key: Key, seed: int) -> Ahead | None:
    """The calls that the reference gets, in their order.

    Of an exercise without expected values they are not sent ahead: an answer that knows all
    inputs of a property before it says what it makes of the first could choose its outputs
    together. What is lent is lent for one call, and cannot be sent ahead either.
    """
    if not key.cases or exercise.lends or entry.lends:
        return None
    caller = _Listening(entry.reference, exercise.name, exercise.use)
    verdict = judge(exercise, caller, key, seed)
    return Ahead.of(exercise.id, exercise.use, caller.heard) if verdict.passed else None


@dataclass(frozen=True)
class _Listening(LocalCaller):
    """Writes down the calls that it is asked for."""

    heard: list[Call] = field(default_factory=list)

    def call(self, args: tuple[Plain, ...], trace: bool = False) -> Observation:
        self.heard.append(Call(args, trace))
        return super().call(args, trace)
