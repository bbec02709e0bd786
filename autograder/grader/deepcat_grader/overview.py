"""The class overview: where the class stands, exercise by exercise, as data and as a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import jinja2

from deepcat_judge.exercise import AnyExercise
from deepcat_judge.verdict import Outcome, Verdict


@dataclass(frozen=True)
class Mistaken:
    """A finding that several students share."""

    name: str
    words: str
    students: int


@dataclass(frozen=True)
class ExerciseRow:
    """How a class did on one exercise.

    ``counts`` has the number of students by outcome, ``partial`` those among the incorrect ones
    that earned part of the points, and ``mean`` the mean share of the points, from 0 to 1.
    """

    id: str
    title: str
    counts: Mapping[str, int]
    partial: int
    mean: float
    mistakes: tuple[Mistaken, ...]

    @property
    def students(self) -> int:
        """How many verdicts there are."""
        return sum(self.counts.values())


def summarise(
    verdicts: Iterable[Verdict], exercises: Mapping[str, AnyExercise], most: int = 3
) -> list[ExerciseRow]:
    """One row an exercise, in lesson order, with the `most` frequent findings."""
    by_exercise: dict[str, list[Verdict]] = {name: [] for name in exercises}
    for verdict in verdicts:
        by_exercise[verdict.exercise].append(verdict)
    return [_row(exercises[name], found, most) for name, found in by_exercise.items() if found]


def _row(exercise: AnyExercise, verdicts: list[Verdict], most: int) -> ExerciseRow:
    words: dict[str, str] = {}
    names: Counter[str] = Counter()
    for verdict in verdicts:
        name = verdict.mistake or verdict.finding
        if verdict.outcome in (Outcome.PASSED, Outcome.NOT_ATTEMPTED) or not name:
            continue
        names[name] += 1
        words.setdefault(name, verdict.headline)
    return ExerciseRow(
        exercise.id,
        exercise.title,
        Counter(verdict.outcome.value for verdict in verdicts),
        sum(0 < v.points < v.max_points for v in verdicts),
        sum(v.points for v in verdicts) / sum(v.max_points for v in verdicts),
        tuple(Mistaken(name, words[name], count) for name, count in names.most_common(most)),
    )


def render(
    title: str, sections: Mapping[str, list[ExerciseRow]], students: Iterable[object]
) -> str:
    """The overview as one HTML page without scripts.

    Parameters
    ----------
    title : str
    sections : mapping from assignment to rows
    students : iterable
        Objects with ``id``, ``points``, ``max_points``, ``note`` and ``feedback`` (a mapping from
        assignment to a link).
    """
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("deepcat_grader", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    template = environment.get_template("overview.html.j2")
    return template.render(
        title=title, sections=sections, students=list(students), outcomes=list(Outcome)
    )
