"""How a class did on each exercise: outcomes, how hard it was, what it tells apart, mistakes."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import correlation

from deepcat_grader.insight.facts import Fact
from deepcat_judge.exercise import AnyExercise
from deepcat_judge.verdict import Outcome
from deepcat_solutions.cat_detector import confidence_interval

Interval = tuple[float, float]
FEWEST = 10  # students; of fewer, no correlation is shown


@dataclass(frozen=True)
class Mistaken:
    """A finding that several students share, with the case of one of them."""

    name: str
    words: str
    students: tuple[str, ...]
    sample: Fact


@dataclass(frozen=True)
class ExerciseRow:
    """How a class did on one exercise.

    Attributes
    ----------
    id, title : str
    counts : mapping from outcome to students
    partial : int
        Those among the incorrect ones that earned part of the points.
    helped : int
        Those that were judged with right versions of functions before it.
    mean : float
        The mean share of the points, from 0 to 1.
    between : tuple of float
        Wilson's interval around it, as if every share were 0 or 1: it is no narrower than true.
    tells : float or None
        The correlation of its share with the points of the student's other exercises in the same
        lesson: near 0, it says nothing of who understood the rest.
    tells_between : tuple of float or None
        Its 95 % interval, by Fisher's transformation.
    mistakes : tuple of Mistaken
        By frequency.
    """

    id: str
    title: str
    counts: Mapping[str, int]
    partial: int
    helped: int
    mean: float
    between: Interval
    tells: float | None
    tells_between: Interval | None
    mistakes: tuple[Mistaken, ...]

    @property
    def students(self) -> int:
        """How many verdicts there are."""
        return sum(self.counts.values())


def summarise(facts: Iterable[Fact], exercises: Mapping[str, AnyExercise]) -> list[ExerciseRow]:
    """One row an exercise of one lesson, in the order of `exercises`.

    An exercise that the course has no more keeps its place at the end.
    """
    by_exercise: dict[str, list[Fact]] = {name: [] for name in exercises}
    totals: defaultdict[str, float] = defaultdict(float)
    for fact in facts:
        by_exercise.setdefault(fact.exercise, []).append(fact)
        totals[fact.student] += fact.points
    return [
        _row(name, exercises[name].title if name in exercises else name, found, totals)
        for name, found in by_exercise.items()
        if found
    ]


def _row(name: str, title: str, facts: list[Fact], totals: Mapping[str, float]) -> ExerciseRow:
    mean = sum(fact.share for fact in facts) / len(facts)
    low, high = confidence_interval(mean, len(facts))  # type: ignore[no-untyped-call]  # as students write
    tells, tells_between = _telling(
        [fact.points for fact in facts], [totals[fact.student] - fact.points for fact in facts]
    )
    return ExerciseRow(
        name,
        title,
        Counter(fact.outcome.value for fact in facts),
        sum(fact.outcome is Outcome.INCORRECT and fact.points > 0 for fact in facts),
        sum(fact.helped for fact in facts),
        mean,
        (low, high),
        tells,
        tells_between,
        _mistakes(facts),
    )


def _telling(own: list[float], rest: list[float]) -> tuple[float | None, Interval | None]:
    """A correlation with its interval; nothing where there are few, or all are alike."""
    if len(own) < FEWEST or len({*own}) < 2 or len({*rest}) < 2:
        return None, None
    found = correlation(own, rest)
    if abs(found) >= 1 - 1e-12:
        return found, None
    middle, reach = math.atanh(found), 1.96 / math.sqrt(len(own) - 3)
    return found, (math.tanh(middle - reach), math.tanh(middle + reach))


def _mistakes(facts: Iterable[Fact]) -> tuple[Mistaken, ...]:
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        name = fact.mistake or fact.finding
        if name and fact.outcome not in (Outcome.PASSED, Outcome.NOT_ATTEMPTED):
            found.setdefault(name, []).append(fact)
    rows = [
        Mistaken(name, ones[0].headline, tuple(one.student for one in ones), ones[0])
        for name, ones in found.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-len(row.students), row.name)))
