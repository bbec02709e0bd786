"""How well the judge knows right from wrong: its record over the bank's own answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields

from deepcat.lessons import course_exercises
from deepcat_grader.bank import ENTRIES
from deepcat_grader.bank.registry import Entry
from deepcat_grader.judging import judge_of
from deepcat_judge.exercise import Exercise, Written
from deepcat_judge.verdict import Verdict

Judge = Callable[[Entry, int], Callable[[object], Verdict]]


@dataclass(frozen=True)
class JudgeRecord:
    """Counts of judgements of one exercise.

    Attributes
    ----------
    exercise : str
    right, wrong : int
        Judgements of right answers (the reference and its variants) and of known mistakes.
    false_rejects : int
        Right answers without full marks.
    false_accepts : int
        Mistakes with full marks.
    named : int
        Mistakes called by their own name, or by one with the same words.
    misnamed : int
        Mistakes called by another name.
    nameless : bool
        Whether answers get no names here at all: an answer sheet explains question by question.
    """

    exercise: str
    right: int = 0
    wrong: int = 0
    false_rejects: int = 0
    false_accepts: int = 0
    named: int = 0
    misnamed: int = 0
    nameless: bool = False

    @property
    def flawless(self) -> bool:
        """Whether every right answer passed, and every wrong one was rejected and named."""
        unnamed = 0 if self.nameless else self.wrong - self.named
        return not (self.false_rejects or self.false_accepts or self.misnamed or unnamed)


def report_card(
    seeds: Iterable[int] = (0,),
    entries: Mapping[str, Entry] = ENTRIES,
    judge_of: Judge = judge_of,
) -> tuple[JudgeRecord, ...]:
    """Judge the bank's own answers, hidden cases included, and count what the judge says.

    Parameters
    ----------
    seeds : iterable of int
        Seeds of the hidden cases: every answer is judged once a seed.
    entries : mapping
        Exercise id to entry. Written exercises are left out.
    judge_of : callable
        Makes the judge of an exercise and a seed.

    Returns
    -------
    tuple of JudgeRecord
        One an exercise, in lesson order.
    """
    chosen = tuple(seeds)
    return tuple(
        _record(entry, chosen, judge_of)
        for entry in (entries[name] for name in course_exercises() if name in entries)
        if not isinstance(entry.exercise, Written)
    )


def total(records: Iterable[JudgeRecord]) -> JudgeRecord:
    """The sum of all records."""
    rows = list(records)
    counts = {
        field.name: sum(getattr(row, field.name) for row in rows)
        for field in fields(JudgeRecord)
        if field.name not in ("exercise", "nameless")
    }
    return JudgeRecord("all", **counts, nameless=False)


def _record(entry: Entry, seeds: tuple[int, ...], judge_of: Judge) -> JudgeRecord:
    exercise = entry.exercise
    assert not isinstance(exercise, Written)  # the caller leaves them out
    right = [entry.reference, *(variant.function for variant in entry.variants)]
    counts = dict.fromkeys(("false_rejects", "false_accepts", "named", "misnamed"), 0)
    for seed in seeds:
        judged = judge_of(entry, seed)
        counts["false_rejects"] += sum(not judged(answer).passed for answer in right)
        for mistake in entry.mistakes:
            verdict = judged(mistake.function)
            named = entry.is_named(mistake, verdict.mistake)
            counts["false_accepts"] += verdict.passed
            counts["named"] += named
            counts["misnamed"] += verdict.mistake is not None and not named
    return JudgeRecord(
        exercise.id,
        right=len(right) * len(seeds),
        wrong=len(entry.mistakes) * len(seeds),
        nameless=not isinstance(exercise, Exercise),
        **counts,
    )
