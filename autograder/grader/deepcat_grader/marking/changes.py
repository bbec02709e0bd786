"""Which marks changed between two bookings, and why, as far as it can be told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from deepcat_grader.marking.standing import Cell, Sheet, Stood, differ
from deepcat_grader.wording import counted

AUTO, BY_HAND, EXTRA, LATE = "automatic score", "mark by hand", "extra credit", "late penalty"
WORDS = "words of the feedback"  # a row of this kind has one mark twice: it did not change
A_PERSON, UNKNOWN = "by hand", "not known"
GROUNDS = {
    "work": "the work changed",
    "files": "the files that the work uses changed",
    "lesson": "the lesson changed, or an exercise of the class's own",
    "course": "DeepCat's exercises or its grader changed",
    "packages": "Python or NumPy changed, or another package that students' code uses",
    "limits": "a limit changed",
    "secret": "the class's secret changed, and so did the hidden cases",
    "walls": "the protection under which it was judged changed",
    "mistakes": "the class named a mistake, or took one back",
}
DATES = {
    "due": "the due date changed",
    "extension": "the extension changed",
    "time": "the time of handing in changed",
    "rule": "the rule for late work changed",
}
BETWEEN = "changed in the gradebook since the last booking"
OLD = "not known: it was booked by a DeepCat that kept no grounds"
NOTHING = "booked again; nothing that it rests on is known to have changed"


@dataclass(frozen=True)
class Change:
    """One mark that stood and is another now; `who` is empty for whoever books."""

    student: str
    notebook: str
    cell: str
    what: str
    was: float | None
    now: float | None
    why: str
    who: str = ""


def changes(student: str, last: Stood | None, found: Stood, after: Stood) -> Iterator[Change]:
    """All changes of a submission's marks.

    Parameters
    ----------
    student : str
    last : Stood or None
        As it was booked the last time.
    found : Stood
        As the gradebook has it now: marks by hand may have changed since.
    after : Stood
        As it is booked now. What did not stand before is no change.
    """
    for name, now in after.sheets.items():
        before = found.sheets.get(name, Sheet())
        booked = last.sheets.get(name, Sheet()) if last else before
        reasons = _reasons(last, after, name)
        for cell in {**booked.cells, **before.cells, **now.cells}:
            old, here, new = (one.cells.get(cell) for one in (booked, before, now))
            for change in (*_meanwhile(old, here), *_ours(old, here or old, new, reasons)):
                yield Change(student, name, cell, *change)
        if last and differ(booked.penalty, before.penalty):
            yield Change(student, name, "", LATE, booked.penalty, before.penalty, BETWEEN, UNKNOWN)
        stood = any(cell.mark is not None for cell in before.cells.values())
        if stood and differ(before.penalty, now.penalty):
            why = _why_late(last, after, before, now)
            yield Change(student, name, "", LATE, before.penalty, now.penalty, why)


_Row = tuple[str, float | None, float | None, str, str]


def _meanwhile(old: Cell | None, here: Cell | None) -> Iterator[_Row]:
    """What others did to a cell since it was booked."""
    if old is None or here is None:
        return
    hand = old.manual is not None or here.manual is not None
    if hand and old.mark is not None and differ(old.mark, here.mark):
        yield BY_HAND, old.mark, here.mark, BETWEEN, A_PERSON
    if differ(old.extra, here.extra):
        yield EXTRA, old.extra, here.extra, BETWEEN, A_PERSON
    if old.auto is not None and differ(old.auto, here.auto):
        points = _points(old, here)
        yield AUTO, old.auto, here.auto, points or BETWEEN, UNKNOWN


def _ours(old: Cell | None, stood: Cell | None, new: Cell | None, reasons: str) -> Iterator[_Row]:
    """What booking does to a cell."""
    if stood is None or stood.auto is None:
        return
    if new is None:
        yield AUTO, stood.auto, None, "the assignment has this cell no longer", ""
    elif differ(stood.auto, new.auto):
        # Where others changed it meanwhile, a class update has told of its points already.
        points = _points(old, new) if old and not differ(old.auto, stood.auto) else ""
        why = (
            points if points and reasons == NOTHING else "; ".join(filter(None, (points, reasons)))
        )
        yield AUTO, stood.auto, new.auto, why, ""
    elif old is not None and _is_renamed(old, new) and GROUNDS["mistakes"] in reasons:
        was, now = (one.name or "an answer without a name" for one in (old, new))
        yield WORDS, stood.mark, new.mark, f"{GROUNDS['mistakes']}: {was} is {now} now", ""


def _is_renamed(old: Cell, new: Cell) -> bool:
    """Whether the same mark is explained otherwise; of an older booking nobody knows."""
    return None not in (old.name, new.name) and old.name != new.name and old.most == new.most


def _points(old: Cell, new: Cell) -> str:
    if not differ(old.most, new.most):
        return ""
    return f"the cell's points changed from {old.most:g} to {new.most:g}"


def _reasons(last: Stood | None, after: Stood, name: str) -> str:
    """What a notebook's verdicts rest on, as far as it is another than at the last booking."""
    before, now = (one.grounds.get(name, {}) if one else {} for one in (last, after))
    if before and "packages" not in before:  # an earlier DeepCat did not write it down
        now = {key: value for key, value in now.items() if key != "packages"}
    if not before or not now:
        return OLD
    return "; ".join(_other(GROUNDS, before, now)) or NOTHING


def _why_late(last: Stood | None, after: Stood, before: Sheet, now: Sheet) -> str:
    if last is None:
        return OLD
    found = _other(DATES, last.dates, after.dates)
    earned = before.total + before.penalty, now.total + now.penalty
    if differ(*earned):
        was = counted(earned[0], "point", "points")
        found.append(f"the work earned {was} before and {earned[1]:g} now")
    return "; ".join(found) or NOTHING


def _other(words: Mapping[str, str], one: Mapping[str, str], two: Mapping[str, str]) -> list[str]:
    return [said for name, said in words.items() if one.get(name) != two.get(name)]
