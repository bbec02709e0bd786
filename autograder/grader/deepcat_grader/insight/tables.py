"""The same facts as CSV, for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from deepcat_grader.insight.exercises import ExerciseRow
from deepcat_grader.insight.people import StudentRow
from deepcat_grader.lms.tables import safe
from deepcat_judge.verdict import Outcome

EXERCISE = ("assignment", "exercise", "students", *(one.value for one in Outcome), "partly right")
MEASURES = ("helped", "mean", "mean low", "mean high", "tells", "most often", "times")


def exercises_csv(rows: Iterable[tuple[str, ExerciseRow]]) -> str:
    """One line an exercise."""
    return _csv(
        (*EXERCISE, *MEASURES),
        (
            (
                assignment,
                row.id,
                row.students,
                *(row.counts.get(one.value, 0) for one in Outcome),
                row.partial,
                row.helped,
                *(f"{value:.3f}" for value in (row.mean, *row.between)),
                "" if row.tells is None else f"{row.tells:.3f}",
                row.mistakes[0].name if row.mistakes else "",
                len(row.mistakes[0].students) if row.mistakes else 0,
            )
            for assignment, row in rows
        ),
    )


def students_csv(rows: Iterable[StudentRow]) -> str:
    """One line a student."""
    return _csv(
        ("student", "name", "points", "of", "cells that wait for a person", "notes"),
        (
            (
                row.id,
                row.name,
                f"{row.points:g}",
                f"{row.most:g}",
                row.waiting,
                "; ".join(row.notes),
            )
            for row in rows
        ),
    )


def _csv(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(headings)
    writer.writerows(
        [[safe(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]
    )
    return file.getvalue()
