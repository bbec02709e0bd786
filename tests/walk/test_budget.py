"""What it may cost to judge a right answer: in calls and Python instructions, not in seconds."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from deepcat_grader.bank import ENTRIES
from deepcat_judge.exercise import Exercise
from deepcat_judge.judge import judge
from deepcat_judge.observe import LocalCaller, Observation
from deepcat_judge.plain import Plain

from .answers import FUNCTIONS, key_of

MOST_CALLS = 40
MOST_WORK = 700_000


@dataclass
class Counting:
    """Calls an answer as `LocalCaller` does, and counts calls and executed instructions."""

    inner: LocalCaller
    calls: int = 0
    work: int = 0

    def missing(self) -> str | None:
        return self.inner.missing()

    def unwritten(self) -> bool:
        return self.inner.unwritten()

    def call(self, args: tuple[Plain, ...], trace: bool = False) -> Observation:
        seen = self.inner.call(args, trace=True)
        assert seen.work is not None
        self.calls += 1
        self.work += seen.work
        return seen


@pytest.mark.slow
@pytest.mark.parametrize("name", FUNCTIONS)
def test_judging_a_right_answer_keeps_within_the_budget(name: str) -> None:
    entry = ENTRIES[name]
    assert isinstance(entry.exercise, Exercise)
    for answer in (entry.reference, *(variant.function for variant in entry.variants)):
        caller = Counting(LocalCaller.of(entry.exercise, answer, entry.lends))
        assert judge(entry.exercise, caller, key_of(name, 0)).passed
        assert 0 < caller.calls <= MOST_CALLS, answer
        assert 0 < caller.work <= MOST_WORK, answer
