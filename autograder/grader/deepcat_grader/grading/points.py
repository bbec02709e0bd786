"""Points as the teacher's notebook gives them: the rubric says only how they are shared out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace

from deepcat_grader.grading.intake.plan import PlannedCell
from deepcat_grader.grading.record import CellRun, NotebookRecord, Score
from deepcat_grader.wording import counted
from deepcat_judge.exercise import Exercise
from deepcat_judge.exercises import EXERCISES
from deepcat_judge.verdict import Verdict


def in_points(verdict: Verdict, points: float | None) -> Verdict:
    """A verdict of an exercise for which a teacher gives other points than its rubric.

    Parameters
    ----------
    verdict : Verdict
    points : float or None
        What the check's cell gives; the rubric's points where it is None.
    """
    if points is None or points == verdict.max_points or not verdict.max_points:
        return verdict
    share = points / verdict.max_points
    return replace(
        verdict,
        points=verdict.points * share,
        max_points=points,
        parts=tuple(
            replace(part, points=part.points * share, max_points=part.max_points * share)
            for part in verdict.parts
        ),
    )


def in_rubric(verdict: Verdict, rubric: Mapping[str, float]) -> Verdict:
    """A verdict of an exercise whose parts are worth something else than when it was judged.

    Which parts were earned stays. Parts of other names leave the verdict as it is: whatever brings
    them is judged again.

    Parameters
    ----------
    verdict : Verdict
    rubric : mapping from a part's name to its points today
    """
    earned = {part.id: part.points / part.max_points for part in verdict.parts if part.max_points}
    before = {part.id: part.max_points for part in verdict.parts}
    if not rubric or rubric.keys() != earned.keys() or _shares(rubric) == _shares(before):
        return verdict
    if not math.isclose(sum(part.points for part in verdict.parts), verdict.points):
        return verdict  # it waits for a person
    parts = tuple(
        replace(part, points=rubric[part.id] * earned[part.id], max_points=rubric[part.id])
        for part in verdict.parts
    )
    points = sum(part.points for part in parts)
    return replace(verdict, points=points, max_points=sum(rubric.values()), parts=parts)


def _shares(points: Mapping[str, float]) -> dict[str, float]:
    return {name: round(one / sum(points.values()), 9) for name, one in points.items()}


def rubric_of(exercise: str) -> dict[str, float]:
    """What the parts of an exercise of the course are worth today; empty where it has none."""
    found = EXERCISES.get(exercise)
    return {part.id: part.points for part in found.parts} if isinstance(found, Exercise) else {}


def score_of(run: CellRun, max_points: float) -> Score:
    """Points of a teacher's test cell: all, unless it fails or ends in a number of points."""
    if run.raised or run.fault:
        return Score(0.0, max_points, run.words)
    if run.result is None:
        return Score(max_points, max_points, "")
    value = run.result
    if isinstance(value, (int, float)) and math.isfinite(value) and 0 <= value <= max_points:
        return Score(float(value), max_points, "")
    most = counted(max_points, "point", "points")
    return Score(0.0, max_points, f"The tests gave {value} of {most}.")


def score_in_points(score: Score, run: CellRun | None, points: float | None) -> Score:
    """A score where a teacher gives other points for the cell than when it was tried."""
    if points is None or points == score.max_points:
        return score
    if run is None or score.waits or score.points == 0:
        return replace(score, max_points=points)
    return replace(score, points=score_of(run, points).points, max_points=points)


def points_of(steps: Iterable[PlannedCell]) -> dict[str, float]:
    """What a notebook gives for its exercises and for a teacher's tests, by exercise and cell."""
    return {step.exercise or step.cell: step.points for step in steps if step.points is not None}


def restated(record: NotebookRecord, points: Mapping[str, float]) -> NotebookRecord:
    """A record in the points of today: they may have changed since the work was judged."""
    return replace(
        record,
        verdicts={
            name: in_points(in_rubric(verdict, rubric_of(name)), points.get(name))
            for name, verdict in record.verdicts.items()
        },
        scores={
            cell: score_in_points(score, record.runs.get(cell), points.get(cell))
            for cell, score in record.scores.items()
        },
    )
