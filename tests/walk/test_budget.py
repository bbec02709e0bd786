"""What it may cost to judge a right answer, in calls and in Python instructions, never in seconds."""

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
MOST_WORK = 1_000_000
ANSWERS = [
    (name, function)
    for name in FUNCTIONS
    for function in (
        ENTRIES[name].reference,
        *(variant.function for variant in ENTRIES[name].variants),
    )
]


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


@pytest.mark.parametrize(
    ("name", "answer"), ANSWERS, ids=[f"{name}-{answer.__name__}" for name, answer in ANSWERS]
)
def test_judging_a_right_answer_keeps_within_the_budget(name: str, answer) -> None:
    entry = ENTRIES[name]
    assert isinstance(entry.exercise, Exercise)
    caller = Counting(LocalCaller.of(entry.exercise, answer, entry.lends))
    assert judge(entry.exercise, caller, key_of(name, 0)).passed
    assert caller.calls <= MOST_CALLS
    assert caller.work <= MOST_WORK
