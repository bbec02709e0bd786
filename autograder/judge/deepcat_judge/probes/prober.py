"""Calls an answer a bounded number of times more, and compares what comes back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from deepcat_judge.compare import compare
from deepcat_judge.exercise import Case
from deepcat_judge.findings import Findings
from deepcat_judge.naming import same_observation
from deepcat_judge.observe import Observation
from deepcat_judge.plain import Plain

BUDGET = 24  # calls


class SpentError(Exception):
    """No further call is allowed."""


@dataclass(frozen=True)
class Fact:
    """A sentence that was checked, and what to think about next."""

    id: str
    message: str
    next_thought: str


@dataclass
class Prober:
    """The visible ordinary cases of an exercise, and an answer that may be asked again."""

    findings: Findings
    left: int = BUDGET
    cases: Sequence[Case] = field(init=False)

    def __post_init__(self) -> None:
        first = self.findings.exercise.parts[0].id
        self.cases = [c for c in self.findings.key.cases if c.part == first and not c.hidden]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the arguments."""
        return self.findings.exercise.arguments

    def seen(self, case: Case) -> Observation:
        """What the answer did with a case when it was judged."""
        return self.findings.seen[case.id]

    def ask(self, args: tuple[Plain, ...]) -> Observation:
        """One call more.

        Raises
        ------
        SpentError
            If there have been enough.
        """
        if not self.left:
            raise SpentError
        self.left -= 1
        return self.findings.call(args)

    def right(self, case: Case, seen: Observation) -> bool:
        """Whether an observation is what is expected of a case."""
        quiet = not (seen.raised or seen.timed_out or seen.warned)
        return quiet and compare(self.findings.key.expected[case.id], seen.value) is None

    def wrong(self) -> list[Case]:
        """The cases that went wrong without an exception."""
        return [
            case
            for case in self.cases
            if not self.right(case, self.seen(case)) and not self.seen(case).raised
        ]

    def same(self, one: Observation, other: Observation) -> bool:
        """Whether two calls did the same, without an exception."""
        return not one.raised and same_observation(one, other)


Probe = Callable[[Prober], "Fact | None"]
