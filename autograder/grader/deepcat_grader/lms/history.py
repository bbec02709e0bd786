"""What one more attempt means beside those that are known."""

from __future__ import annotations

import enum
from dataclasses import replace

from deepcat_grader.grading.course_folder import CourseFolder
from deepcat_grader.grading.intake.times import UnclearTime, handed_in_at
from deepcat_grader.lms.records import BY_HAND, Attempt, Record, home_of, read_record
from deepcat_grader.lms.work import digest_in


class Change(enum.Enum):
    """What an attempt means for what lies in ``submitted``."""

    FIRST = "new"
    LATER = "replaces an earlier one"
    EARLIER = "earlier than the one that counts"
    TOLD = "collected before; now with what its system says of it"
    KNOWN = "collected before"


MAY_MOVE = (Change.LATER, Change.TOLD)  # a mark that stands, by other work or by another time


def standing_record(course: CourseFolder, student: str, assignment: str) -> Record:
    """The record, with what lies in ``submitted`` as its counted attempt.

    A teacher may have put something there by hand, or taken it away; whoever was stopped may have
    written one and not the other. An attempt whose files lie nowhere is forgotten, and so it is
    collected again.
    """
    home, folder = home_of(course.root, student, assignment), course.handed_in(assignment, student)
    there = digest_in(folder, course.directory.ignore) if folder.is_dir() else ""
    before = read_record(home)
    kept = [one for one in before.attempts if one.digest == there or (home / one.folder).is_dir()]
    if there and all(one.digest != there for one in kept):
        try:
            time = handed_in_at(folder, course.zone).time
        except UnclearTime:
            time = None
        kept.append(Attempt(there, time.isoformat() if time else ""))
    return Record(tuple(kept), there, before.placed)


def changed(record: Record, attempt: Attempt) -> tuple[Change, Record]:
    """What an attempt is beside those of a record, and the record with it."""
    counted = record.counted
    for at, known in enumerate(record.attempts):
        if known.digest == attempt.digest and _is_same(known, attempt, known is counted):
            merged = _merged(known, attempt)
            kept = (*record.attempts[:at], merged, *record.attempts[at + 1 :])
            told = replace(merged, archives=known.archives) != known
            return Change.TOLD if told else Change.KNOWN, replace(record, attempts=kept)
    attempts = (*record.attempts, attempt)
    if counted is None:
        return Change.FIRST, replace(record, attempts=attempts, counts=attempt.digest)
    if _is_later(attempt, counted):
        return Change.LATER, replace(record, attempts=attempts, counts=attempt.digest)
    return Change.EARLIER, replace(record, attempts=attempts)


def _is_same(known: Attempt, attempt: Attempt, counts: bool) -> bool:
    """Whether work that was met before was met again, and not handed in anew.

    Where the LMS numbers its files, the number says so: a file that comes again has another.
    """
    if known.time and attempt.time:
        return known.time == attempt.time
    if counts or known.kind == BY_HAND:
        return True
    if known.kind != attempt.kind or known.order != attempt.order:
        return False
    if attempt.order or not attempt.archives:
        return True
    return bool({*attempt.archives} & {*known.archives})


def _merged(known: Attempt, attempt: Attempt) -> Attempt:
    """What both tell of one attempt; of two names in the LMS the later is the one it takes."""
    return replace(
        attempt,
        time=attempt.time or known.time,
        archives=sorted({*known.archives, *attempt.archives}),
    )


def _is_later(attempt: Attempt, counted: Attempt) -> bool:
    """Whether an attempt came after another; without a word on it, what is collected later did."""
    if attempt.at and counted.at:
        return attempt.at >= counted.at
    if attempt.order and counted.order and attempt.kind == counted.kind:
        return attempt.order > counted.order
    return True
