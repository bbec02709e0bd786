"""The pairs as CSV, for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from deepcat_grader.insight.similar.pairs import Pair
from deepcat_grader.insight.similar.pieces import Kind
from deepcat_grader.lms.tables import safe

HEADINGS = ("assignment", "student", "other", "weight", "line", *(kind.value for kind in Kind))


def pairs_csv(lessons: Iterable[tuple[str, Sequence[Pair]]]) -> str:
    """One row a pair: what both share, by weight."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(HEADINGS)
    for assignment, alike in lessons:
        for pair in alike:
            weights = (pair.weight, pair.line, *(pair.weights[kind] for kind in Kind))
            names = (safe(assignment), safe(pair.student), safe(pair.other))
            writer.writerow([*names, *(f"{weight:.1f}" for weight in weights)])
    return file.getvalue()
