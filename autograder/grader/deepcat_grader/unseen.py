"""What the judge says of answers that no key holds, counted and compared with a register.

The register says of every wrong answer what it may be called: an author has read each line and
found it true. So a name that changes is a line that changes, and is read again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from deepcat.lessons import course_exercises
from deepcat_grader.bank import ENTRIES
from deepcat_grader.bank.registry import ONE, TWO, Entry, Unseen
from deepcat_grader.judging import judge_of
from deepcat_judge.exercise import Written
from deepcat_judge.verdict import Verdict

REGISTER = Path(__file__).parent / "register"
RIGHT = "right"
SILENT = ("unrecognised", "examples_only")
MOST_SILENT = {ONE: 0.05, TWO: 0.25}


@dataclass(frozen=True)
class Tally:
    """Counts of judgements of unseen answers of one kind.

    Attributes
    ----------
    exercise, kind : str
        ``kind`` is ``"right"``, or the kind of a wrong answer.
    answers : int
    named, traced, silent : int
        Wrong answers called by a known mistake, told by a finding, and neither.
    misnamed : int
        Wrong answers called otherwise than the register allows.
    accepted, rejected : int
        Wrong answers with full marks, and right ones without them.
    """

    exercise: str
    kind: str
    answers: int = 0
    named: int = 0
    traced: int = 0
    silent: int = 0
    misnamed: int = 0
    accepted: int = 0
    rejected: int = 0


COUNTS = ("answers", "named", "traced", "silent", "misnamed", "accepted", "rejected")


def judgements(entry: Entry, seed: int = 0) -> Iterator[tuple[Unseen, Verdict]]:
    """Judge every unseen answer of an exercise, hidden cases included."""
    if isinstance(entry.exercise, Written) or not entry.unseen:
        return
    judged = judge_of(entry, seed)
    for answer in entry.unseen:
        yield answer, judged(answer.function)


def name_of(verdict: Verdict) -> str:
    """What a verdict calls an answer: a known mistake, a finding, or neither."""
    if verdict.mistake:
        return f"mistake {verdict.mistake}"
    return f"finding {verdict.finding}" if verdict.finding else verdict.outcome.value


def registered(exercise_id: str) -> dict[str, str] | None:
    """Wrong answer to the name that was found true; None where nobody has looked."""
    file = REGISTER / f"{exercise_id}.txt"
    if not file.is_file():
        return None
    rows = (line.split(" | ") for line in file.read_text(encoding="utf-8").splitlines())
    return {id: name for id, _, name in rows}


def register_text(judged: Iterable[tuple[Unseen, Verdict]]) -> str:
    """One line a wrong answer, as it is called now: id, kind, name."""
    return "".join(
        f"{answer.id} | {answer.kind} | {name_of(verdict)}\n"
        for answer, verdict in judged
        if answer.kind
    )


def tallies(entries: Mapping[str, Entry] = ENTRIES) -> tuple[Tally, ...]:
    """Judge all unseen answers, and count them by exercise, in lesson order, and by kind."""
    found: dict[tuple[str, str], Tally] = {}
    for name in course_exercises():
        if name not in entries:
            continue
        allowed = registered(name)
        for answer, verdict in judgements(entries[name]):
            tally = _tally(name, answer, verdict, allowed)
            key = name, tally.kind
            found[key] = _plus(found[key], tally) if key in found else tally
    return tuple(found.values())


def by_kind(counted: Iterable[Tally]) -> tuple[Tally, ...]:
    """The sums over all exercises."""
    found: dict[str, Tally] = {}
    for tally in counted:
        whole = replace(tally, exercise="all")
        found[tally.kind] = _plus(found[tally.kind], whole) if tally.kind in found else whole
    return tuple(found.values())


def failed_gates(counted: Iterable[Tally]) -> tuple[str, ...]:
    """What is not as it has to be, in words: none misnamed, accepted or rejected, few silent."""
    failed = []
    for tally in by_kind(counted):
        failed += [
            f"{getattr(tally, what)} answers ({tally.kind}) are {what}"
            for what in ("misnamed", "accepted", "rejected")
            if getattr(tally, what)
        ]
        most = MOST_SILENT.get(tally.kind, 1.0)
        if tally.silent > most * tally.answers:
            share = tally.silent / tally.answers
            failed.append(f"{share:.0%} of the answers ({tally.kind}) are silent, not {most:.0%}")
    return tuple(failed)


def _tally(
    exercise: str, answer: Unseen, verdict: Verdict, allowed: Mapping[str, str] | None
) -> Tally:
    if not answer.kind:
        return Tally(exercise, RIGHT, answers=1, rejected=int(not verdict.passed))
    silent = not verdict.mistake and verdict.finding in SILENT
    return Tally(
        exercise,
        answer.kind,
        answers=1,
        named=int(bool(verdict.mistake)),
        traced=int(not verdict.mistake and not verdict.passed and not silent),
        silent=int(silent),
        misnamed=int(allowed is not None and allowed.get(answer.id) != name_of(verdict)),
        accepted=int(verdict.passed),
    )


def _plus(one: Tally, other: Tally) -> Tally:
    sums = {name: getattr(one, name) + getattr(other, name) for name in COUNTS}
    return replace(one, **sums)
