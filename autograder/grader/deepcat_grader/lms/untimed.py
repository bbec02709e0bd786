"""What a plan says of work whose time is not known, by the system that it came from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from deepcat_grader.grading.intake.overlooked import printable
from deepcat_grader.grading.intake.times import EXAMPLE, NAME
from deepcat_grader.lms.listed import Listed

if TYPE_CHECKING:
    from deepcat_grader.lms.planning import Plan

NO_TIMES = (
    "no heading tells which column has the times of the work, so none was read: download the "
    "worksheet with Moodle in English"
)
BY_HAND = f"Where it matters, write it into {NAME} beside the notebook, like {EXAMPLE}."
HOW = {
    "moodle": "Moodle's grading worksheet (CSV) beside the zip brings the times.",
    "canvas": f"No file of Canvas's tells the times. {BY_HAND}",
}


def note_times(plan: Plan, tables: Sequence[Listed]) -> None:
    """Add what was not understood of times, row by row, and how many attempts have none."""
    unread = [row for row in tables if row.unread]
    plan.strange += [
        (
            printable(row.who.words),
            f"the time “{printable(row.unread)}” cannot be read, and work without a time counts "
            "as punctual",
        )
        for row in unread
    ]
    if unread:
        plan.notes.append(
            "Download the worksheet with Moodle in English, and collect again: it brings the times."
        )
    listed = {row.kind for row in tables}
    without = [step for step in plan.changes if not step.attempt.time]
    for kind in sorted({step.attempt.kind for step in without}):
        own = [step.attempt for step in without if step.attempt.kind == kind]
        late = sum(attempt.late for attempt in own)
        words = [
            f"{len(own)} came without a time, so {'it counts' if len(own) == 1 else 'they count'} "
            "as handed in on time.",
            f"Canvas calls {late} of them late." if late and len(own) > 1 else "",
            "Canvas calls it late." if late and len(own) == 1 else "",
            BY_HAND if kind == "moodle" and kind in listed else HOW.get(kind, BY_HAND),
        ]
        plan.notes.append(" ".join(filter(None, words)))
