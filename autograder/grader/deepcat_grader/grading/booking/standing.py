"""What the gradebook says of a notebook now, marks and comments by hand included."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, select

from deepcat_grader.grading.booking.tables import (
    COMMENT,
    GRADE,
    SHEET,
    SUBMITTED,
    Known,
    standing,
)


@dataclass(frozen=True)
class Standing:
    """What the gradebook says of one notebook, by nbgrader's names of its cells.

    Attributes
    ----------
    scores : mapping from name to (points, most points, whether a person has yet to look)
    comments : mapping from name to text
    penalty : float
        Points that are lost because the work came late.
    """

    scores: Mapping[str, tuple[float, float, bool]] = field(default_factory=dict)
    comments: Mapping[str, str] = field(default_factory=dict)
    penalty: float = 0.0

    @property
    def total(self) -> float:
        """What the notebook earned."""
        return sum(points for points, _, _ in self.scores.values()) - self.penalty

    @property
    def most(self) -> float:
        """What could be earned."""
        return sum(most for _, most, _ in self.scores.values())


def standings(
    connection: Connection, known: Known, students: Sequence[str]
) -> dict[tuple[str, str], Standing]:
    """What stands of some students, by student and notebook."""
    rows = connection.execute(
        select(
            SHEET.c.id, SHEET.c.notebook_id, SHEET.c.late_submission_penalty, SUBMITTED.c.student_id
        )
        .join(SUBMITTED, SUBMITTED.c.id == SHEET.c.assignment_id)
        .where(SUBMITTED.c.assignment_id == known.id, SUBMITTED.c.student_id.in_(students))
    ).all()
    grades = standing(connection, GRADE, [row.id for row in rows])
    comments = standing(connection, COMMENT, [row.id for row in rows])
    named = {sheet.id: (name, sheet) for name, sheet in known.sheets.items()}
    found = {}
    for row in rows:
        name, sheet = named[row.notebook_id]
        scores = {
            cell: (*_score(grades.get((row.id, at))), most)
            for cell, (at, most) in sheet.grades.items()
        }
        found[row.student_id, name] = Standing(
            {cell: (points, most, waits) for cell, (points, waits, most) in scores.items()},
            {
                cell: said
                for cell, at in sheet.comments.items()
                if (said := _comment(comments.get((row.id, at))))
            },
            row.late_submission_penalty or 0.0,
        )
    return found


def _score(row: Row[Any] | None) -> tuple[float, bool]:
    """Points of a grade as nbgrader counts them, and whether a person has yet to look."""
    if row is None:
        return 0.0, True
    counts = row.auto_score if row.manual_score is None else row.manual_score
    points = 0.0 if counts is None else counts + (row.extra_credit or 0.0)
    return points, row.needs_manual_grade


def _comment(row: Row[Any] | None) -> str:
    if row is None:
        return ""
    return (row.auto_comment if row.manual_comment is None else row.manual_comment) or ""
