"""Grade one notebook: run its cells, judge an exercise where its check cell stands."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from deepcat_grader.answers import full_key
from deepcat_grader.bank.registry import Entry
from deepcat_grader.grading.caller import RemoteCaller, probe
from deepcat_grader.grading.channel import Ended, Fault
from deepcat_grader.grading.launch import GRADER, SOLUTIONS, launch
from deepcat_grader.grading.limits import Limits
from deepcat_grader.grading.record import CellRun, Record, Score
from deepcat_grader.grading.references import References
from deepcat_grader.grading.roles import Role
from deepcat_grader.grading.session import Session, Spent
from deepcat_grader.grading.steps import Step
from deepcat_judge.exercise import Exercise, Quiz
from deepcat_judge.judge import judge
from deepcat_judge.key import Key
from deepcat_judge.verdict import Outcome, PartResult, Verdict

FAULT = "DeepCat failed here; the fault is not yours, and a teacher will look at your answer."


def grade_notebook(
    steps: Sequence[Step],
    entries: Mapping[str, Entry],
    seed: Callable[[str], int],
    limits: Limits,
) -> Record:
    """Run and judge one notebook.

    Parameters
    ----------
    steps : sequence of Step
    entries : mapping from exercise id to Entry
    seed : callable (exercise id) -> int
        Seeds the hidden cases.
    limits : Limits

    Returns
    -------
    Record
        With a verdict for every check cell and a score for every test cell, whatever happened.
    """
    functions = {
        entry.exercise.name: entry.reference
        for entry in entries.values()
        if isinstance(entry.exercise, Exercise)
    }
    start = functools.partial(launch, limits, (GRADER, SOLUTIONS))
    with Session(limits, start) as session, References(functions, limits) as references:
        grading = _Grading(session, references, entries, seed, steps)
        for step in steps:
            grading.take(step)
        return grading.record()


@dataclass
class _Grading:
    session: Session
    references: References
    entries: Mapping[str, Entry]
    seed: Callable[[str], int]
    steps: Sequence[Step]
    verdicts: dict[str, Verdict] = field(default_factory=dict)
    scores: dict[str, Score] = field(default_factory=dict)
    runs: dict[str, CellRun] = field(default_factory=dict)

    def take(self, step: Step) -> None:
        """Do one step."""
        if step.exercise is not None:
            self.verdicts[step.exercise] = self._judge(self.entries[step.exercise])
        elif step.runs:
            self._run(step)

    def record(self) -> Record:
        """All that was found, with what running the cells again has shown."""
        for cell, words in self.session.lost.items():
            self.runs[cell] = CellRun(fault=words)
        return Record(self.verdicts, self.scores, self.runs)

    def _run(self, step: Step) -> None:
        try:
            run = self.session.run(step.cell, step.source)
            if step.instead and (run.raised or run.fault):
                self.session.run(step.cell + " instead", step.instead)
        except Spent as spent:
            run = CellRun(fault=str(spent))
        self.runs[step.cell] = run
        if Role(step.role) is Role.TESTS:
            self.scores[step.cell] = _score(run, step.points)

    def _judge(self, entry: Entry) -> Verdict:
        exercise = entry.exercise
        assert isinstance(exercise, (Exercise, Quiz))
        try:
            key = full_key(entry, self.seed(exercise.id))
            return self._judged(exercise, key)
        except (Fault, Ended) as lost:
            words = f"Your code ended or disturbed the process that calls it. {lost}"
            return no_points(exercise, Outcome.RAISED, words)
        except Spent as spent:
            return no_points(exercise, Outcome.TIMED_OUT, f"Not judged: {spent}.")
        except Exception as error:  # our own fault, whatever it is, is never a student's zero
            return no_points(exercise, Outcome.GRADER_FAULT, f"{FAULT} ({type(error).__name__})")

    def _judged(self, exercise: Exercise | Quiz, key: Key) -> Verdict:
        caller = probe(self.session, exercise.name)
        if caller.reason is not None:
            if words := self._why_missing(exercise.name):
                return no_points(exercise, *words)
            return judge(exercise, caller, key)
        verdict = self._judged_in_copy(exercise, caller, key, frozenset())
        failed = self._failed_before(exercise)
        if verdict.passed or verdict.outcome is Outcome.NOT_ATTEMPTED or not failed:
            return verdict
        caller = RemoteCaller(self.session, exercise.name)
        try:
            again = self._judged_in_copy(exercise, caller, key, failed)
        except (Fault, Ended, Spent):
            return verdict
        return _with_reference(again, failed) if again.points > verdict.points else verdict

    def _judged_in_copy(
        self, exercise: Exercise | Quiz, caller: RemoteCaller, key: Key, instead: frozenset[str]
    ) -> Verdict:
        with self.session.copy(self.references.answering(instead) if instead else None):
            if instead:
                self.session.ask("substitute", 5.0, names=[*sorted(instead)])
            return judge(exercise, caller, key, self.seed(exercise.id))

    def _failed_before(self, exercise: Exercise | Quiz) -> frozenset[str]:
        """Functions judged before that did not pass, and that this notebook speaks of here."""
        if isinstance(exercise, Quiz):
            return frozenset()
        earlier = (self.entries[name].exercise for name, v in self.verdicts.items() if not v.passed)
        names = {other.name for other in earlier if isinstance(other, Exercise)}
        texts = [
            step.source
            for step in self.steps
            if step.role == Role.EXTRA.value or re.search(_definition(exercise.name), step.source)
        ]
        return frozenset(
            name for name in names if any(re.search(rf"\b{name}\b", text) for text in texts)
        )

    def _why_missing(self, name: str) -> tuple[Outcome, str] | None:
        """Words for a function that is not there because the cell that defines it failed."""
        for step in self.steps:
            run = self.runs.get(step.cell)
            if run and run.words and re.search(_definition(name), step.source):
                outcome = Outcome.TIMED_OUT if run.timed_out else Outcome.RAISED
                return outcome, f"The cell that defines {name} did not run. {run.words}"
        return None


def no_points(exercise: Exercise | Quiz, outcome: Outcome, words: str) -> Verdict:
    """A verdict for an answer that could not be judged."""
    parts: tuple[PartResult, ...] = ()
    if isinstance(exercise, Exercise):
        parts = tuple(PartResult(part.id, part.title, 0.0, part.points) for part in exercise.parts)
    return Verdict(exercise.id, outcome, 0.0, exercise.points, None, words, words, parts=parts)


def _definition(name: str) -> str:
    return rf"(?m)^\s*(def\s+{name}\b|{name}\s*=|class\s+{name}\b)"


def _with_reference(verdict: Verdict, names: frozenset[str]) -> Verdict:
    listed = ", ".join(sorted(names))
    note = f"Judged with right versions of {listed}, which did not pass above."
    return replace(
        verdict,
        message=f"{verdict.message}\n{note}",
        headline=f"{verdict.headline} {note}",
    )


def _score(run: CellRun, max_points: float) -> Score:
    """Points of a teacher's test cell: all, unless it fails or ends in a number of points."""
    if run.raised or run.fault:
        return Score(0.0, max_points, run.words)
    if run.result is None:
        return Score(max_points, max_points, "")
    value = run.result
    if isinstance(value, (int, float)) and math.isfinite(value) and 0 <= value <= max_points:
        return Score(float(value), max_points, "")
    return Score(0.0, max_points, f"The tests gave {value} points of {max_points:g}.")
