"""Answers that no known mistake explains, those together that came to the same result."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from deepcat_grader.insight.facts import Fact
from deepcat_judge.verdict import Outcome

WRONG = frozenset({Outcome.INCORRECT, Outcome.RAISED, Outcome.TIMED_OUT})


@dataclass(frozen=True)
class Cluster:
    """Students whose answers fail alike: the same words, and the same result on the same input.

    ``id`` stays the same from one report to the next.
    """

    id: str
    exercise: str
    facts: tuple[Fact, ...]

    @property
    def students(self) -> tuple[str, ...]:
        """Who is in it."""
        return tuple(fact.student for fact in self.facts)

    @property
    def sample(self) -> Fact:
        """The answer of one of them."""
        return self.facts[0]


def clusters(facts: Iterable[Fact]) -> list[Cluster]:
    """The groups among answers without a known mistake, the largest first."""
    found: dict[tuple[str, ...], list[Fact]] = {}
    for fact in facts:
        if fact.outcome in WRONG and not fact.mistake:
            place = (fact.exercise, fact.outcome.value, fact.headline, fact.shown, fact.received)
            found.setdefault(place, []).append(fact)
    groups = [Cluster(_id(place), place[0], tuple(ones)) for place, ones in found.items()]
    return sorted(groups, key=lambda group: (-len(group.students), group.exercise, group.id))


def _id(place: tuple[str, ...]) -> str:
    return sha256("\0".join(place).encode("utf-8", "replace")).hexdigest()[:8]
