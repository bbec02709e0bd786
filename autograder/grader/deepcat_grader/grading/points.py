"""Points as the teacher's notebook gives them: the rubric says only how they are shared out."""

from __future__ import annotations

from dataclasses import replace

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
