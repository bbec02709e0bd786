"""Where the mistake of an answer sits: the answer judged again after each small edit."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from deepcat_judge.compare import Problem
from deepcat_judge.exercise import Case, Exercise
from deepcat_judge.exercises import EXERCISES
from deepcat_judge.naming import same_observation
from deepcat_judge.observe import Caller, Calls, Observation
from deepcat_judge.plain import Plain
from deepcat_judge.repair.search import Attempt, Place, locate

_LOG = logging.getLogger(__name__)
# An edit may run so many times the lines of the unedited answer, and some more.
TIMES, MORE = 4, 200
# All edits together may run so many lines.
WORK = 40_000


class GaveUpError(Exception):
    """The search took too much, and what it found so far may not be all."""


@dataclass(frozen=True)
class Rules:
    """How the judge judges, so that edits are judged by the very same rules.

    Attributes
    ----------
    exercise : Exercise
    cases : sequence of Case
    problem : callable (case, observation) -> Problem or None
        What is wrong with a call.
    broken : callable (answer) -> collection of str
        The parts of the rubric whose properties do not hold.
    """

    exercise: Exercise
    cases: Sequence[Case]
    problem: Callable[[Case, Observation], Problem | None]
    broken: Callable[[Calls], set[str]]


def place(caller: Caller, rules: Rules, seen: Mapping[str, Observation]) -> Place | None:
    """Where the mistake of a wrong answer seems to sit.

    Parameters
    ----------
    caller : Caller
    rules : Rules
    seen : mapping from case id to Observation
        What the answer did.

    Returns
    -------
    Place or None
        None also where the search itself fails: the verdict stands without it.
    """
    try:
        source = caller.source()
        if source is None:
            return None
        trial = _Trial(caller, rules, seen)
        if not trial.begin(source):
            return None
        return locate(source, rules.exercise.name, trial, trusted(rules.exercise))
    except GaveUpError:
        return None
    except Exception:
        _LOG.debug("the search for a place failed", exc_info=True)
        return None


def trusted(exercise: Exercise) -> set[str]:
    """Functions of the lesson's other exercises: a caller gives no text where one is wrong."""
    others = (other for other in EXERCISES.values() if other.lesson == exercise.lesson)
    return {other.name for other in others} - {exercise.name}


class _Trial:
    """Judges texts: the case that failed first, then the others, then the properties."""

    def __init__(self, caller: Caller, rules: Rules, seen: Mapping[str, Observation]) -> None:
        self._caller, self._rules, self._seen = caller, rules, seen
        self._values = rules.exercise.parts[0].id
        self._cases = sorted(
            rules.cases,
            key=lambda case: (
                case.part != self._values,
                rules.problem(case, seen[case.id]) is None,
            ),
        )
        self._lines = self._left = WORK

    def begin(self, source: str) -> bool:
        """Whether the unedited text does what the answer did; sets what an edit may take."""
        answer = self._edited(source)
        if answer is None:
            return False
        before = self._left
        most = 0
        for case in self._cases:
            again = answer.call(case.args)
            if not same_observation(self._seen[case.id], again, words=False):
                return False
            most = max(most, again.work or 0)
        self._left = before
        self._lines = TIMES * most + MORE
        return True

    def __call__(self, source: str) -> Attempt:
        answer = self._edited(source)
        if answer is None:
            return Attempt.WRONG
        mended = True
        for case in self._cases:
            if self._rules.problem(case, answer.call(case.args)):
                if case.part == self._values:
                    return Attempt.WRONG
                mended = False
                break
        broken = self._rules.broken(answer)
        if self._values in broken:
            return Attempt.WRONG
        return Attempt.PASSED if mended and not broken else Attempt.VALUES

    def _edited(self, source: str) -> _Metered | None:
        answer = self._caller.edited(source, self._lines)
        return None if answer is None else _Metered(answer, self._spend)

    def _spend(self, lines: int) -> None:
        self._left -= lines
        if self._left < 0:
            raise GaveUpError


@dataclass(frozen=True)
class _Metered:
    """Calls an edited answer, and counts what that takes."""

    answer: Calls
    spend: Callable[[int], None]

    def call(self, args: tuple[Plain, ...], trace: bool = False) -> Observation:
        """Call it once.

        Raises
        ------
        GaveUpError
            When all edits together have taken too much, or this call was stopped by a clock.
        """
        seen = self.answer.call(args)
        if seen.work is None:
            raise GaveUpError
        self.spend(seen.work)
        return seen
