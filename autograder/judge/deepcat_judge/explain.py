"""Turn what failed into a verdict: points by the rubric, and words by the best evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from deepcat_judge.compare import Stage
from deepcat_judge.divergence import divergence
from deepcat_judge.exercise import Case, Exercise
from deepcat_judge.findings import Failure, Findings
from deepcat_judge.order import find
from deepcat_judge.verdict import Outcome, PartResult, TrailRow, Verdict
from deepcat_judge.words import show_input, show_printed


def explain(findings: Findings) -> Verdict:
    """Points by the rubric, and words for the failure that comes first."""
    exercise, failures = findings.exercise, findings.failures
    parts = _score(exercise, failures)
    points = sum(part.points for part in parts)
    if not failures:
        text = "Right."
        return Verdict(
            exercise.id, Outcome.PASSED, points, exercise.points, headline=text, parts=parts
        )
    order = [part.id for part in exercise.parts]
    worst = min(failures, key=lambda f: (order.index(f.part), f.problem.stage))
    verdict = _words(findings, worst)
    raised = worst.problem.stage is Stage.RAN and points == 0
    outcome = Outcome.RAISED if raised else Outcome.INCORRECT
    trail = _trail(findings, worst)
    return replace(verdict, outcome=outcome, points=points, trail=trail, parts=parts)


def _score(exercise: Exercise, failures: Sequence[Failure]) -> tuple[PartResult, ...]:
    lost = exercise.lost({failure.part for failure in failures})
    return tuple(
        PartResult(part.id, part.title, 0.0 if part.id in lost else part.points, part.points)
        for part in exercise.parts
    )


def _trail(findings: Findings, worst: Failure) -> tuple[TrailRow, ...]:
    """Where the arrays of a visible case, or of a training run, part from the right ones."""
    if worst.broken:
        return worst.broken.trail
    if worst.case.hidden or all(case is not worst.case for case in findings.key.cases):
        return ()
    expectation = findings.key.expected[worst.case.id]
    return divergence(expectation, findings.seen[worst.case.id].value, findings.exercise.returns)


def _words(findings: Findings, worst: Failure) -> Verdict:
    exercise, problem, said = findings.exercise, worst.problem, find(findings, worst)
    note, numbers = show_input(exercise, worst.case)
    curve, of_the_run = _training(findings, worst)
    shown = not worst.case.hidden
    expected, received = problem.in_words() if shown else ("", "")
    return Verdict(
        exercise.id,
        Outcome.INCORRECT,
        0.0,
        exercise.points,
        mistake=said.mistake,
        headline=said.headline,
        finding=said.finding,
        input_note=note,
        input=numbers,
        expected=expected,
        received=received,
        printed=show_printed(worst.printed) if shown else "",
        line=said.line or problem.line,
        code=said.code or problem.code,
        curve=curve,
        thought=said.thought,
        notes=(*said.notes, *of_the_run),
    )


def _training(findings: Findings, worst: Failure) -> tuple[tuple[float, ...], tuple[str, ...]]:
    """The curve of a training run, and what is said of it if it is not the run that failed."""
    if worst.broken:
        return worst.broken.curve, ()
    for failure in findings.broken:
        if failure.broken and failure.broken.curve:
            run = f"The loss is that of another run ({failure.case.note})."
            return failure.broken.curve, (f"{run} {failure.broken.message}",)
    return (), ()


def unjudged(exercise: Exercise, outcome: Outcome, text: str) -> Verdict:
    """A verdict with no points, for an answer that there was nothing to judge of."""
    parts = tuple(PartResult(p.id, p.title, 0.0, p.points) for p in exercise.parts)
    return Verdict(exercise.id, outcome, 0.0, exercise.points, headline=text, parts=parts)


def timed_out(exercise: Exercise, case: Case, printed: str = "") -> Verdict:
    """A verdict for a call that never ended."""
    verdict = unjudged(exercise, Outcome.TIMED_OUT, "Your function did not finish.")
    note, numbers = show_input(exercise, case)
    return replace(
        verdict,
        finding="timed_out",
        input_note=note,
        input=numbers,
        printed="" if case.hidden else show_printed(printed),
        thought="Is there a loop whose condition never becomes false?",
    )
