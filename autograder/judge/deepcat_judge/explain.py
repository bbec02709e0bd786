"""Turn what failed into a verdict: points by the rubric, and words by the best evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from deepcat_judge.compare import Problem, Stage, count_and_first, numeric_leaves
from deepcat_judge.divergence import divergence
from deepcat_judge.exercise import Broken, Case, Exercise
from deepcat_judge.forensics import Evidence, Trace, investigate
from deepcat_judge.key import Expectation, Key
from deepcat_judge.naming import name_mistake
from deepcat_judge.observe import Observation
from deepcat_judge.verdict import Outcome, PartResult, TrailRow, Verdict
from deepcat_judge.words import show_input, show_printed


@dataclass(frozen=True)
class Failure:
    """One problem, on one case of one rubric part; ``printed`` is what the call printed."""

    part: str
    case: Case
    problem: Problem
    broken: Broken | None = None
    printed: str = ""


@dataclass(frozen=True)
class Findings:
    """All that was seen of one answer.

    ``broken`` are the properties that do not hold, also where the values already decide.
    """

    exercise: Exercise
    key: Key
    seen: Mapping[str, Observation]
    failures: tuple[Failure, ...]
    broken: tuple[Failure, ...]


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
    """Where the arrays of a visible case part from the right ones."""
    if worst.case.hidden or all(case is not worst.case for case in findings.key.cases):
        return ()
    expectation = findings.key.expected[worst.case.id]
    return divergence(expectation, findings.seen[worst.case.id].value, findings.exercise.returns)


def _words(findings: Findings, worst: Failure) -> Verdict:
    exercise, problem = findings.exercise, worst.problem
    note, numbers = show_input(exercise, worst.case)
    base = Verdict(
        exercise.id,
        Outcome.INCORRECT,
        0.0,
        exercise.points,
        headline=_unnumbered(problem) if worst.case.hidden else problem.message,
        finding=problem.stage.name.lower(),
        input_note=note,
        input=numbers,
        line=problem.line,
        code=problem.code,
        thought=problem.next_thought or exercise.thought,
    )
    if not worst.case.hidden:
        base = replace(
            base,
            expected=problem.expected,
            received=problem.received,
            printed=show_printed(worst.printed),
        )
    if worst.broken and worst.broken.mistake:
        return replace(base, mistake=worst.broken.mistake)
    known = name_mistake(findings.key, findings.seen) if problem.stage < Stage.PROPERTY else None
    if known:
        # An exception still shows the student's line, beside what it is the mark of.
        stop = f" {problem.message}" if problem.stage is Stage.RAN else ""
        headline = known.message + stop
        return replace(base, mistake=known.id, headline=headline, thought=known.next_thought)
    proven = [f.broken for f in findings.broken if f.broken and f.broken.mistake]
    if problem.stage is Stage.VALUE and proven:
        return replace(
            base,
            mistake=proven[0].mistake,
            headline=proven[0].message,
            thought=proven[0].next_thought,
        )
    if problem.stage in (Stage.SHAPE, Stage.TYPE, Stage.VALUE):
        return _with_trace(findings, worst, base)
    return base


def _unnumbered(problem: Problem) -> str:
    """What is wrong with the form of a value, in words that the value itself does not choose."""
    if problem.stage is Stage.SHAPE:
        return f"The result does not have the expected shape ({problem.expected})."
    if problem.stage is Stage.TYPE:
        return "What your function returned is not the expected kind of value."
    return "The result is not finite." if problem.stage is Stage.FINITE else problem.message


def _with_trace(findings: Findings, worst: Failure, base: Verdict) -> Verdict:
    trace = _forensics(findings, worst)
    if trace:
        headline = " ".join(filter(None, (base.headline, trace.message)))
        return replace(base, finding=trace.id, headline=headline, thought=trace.next_thought)
    if worst.problem.stage is not Stage.VALUE:
        return base
    if all(f.case.hidden for f in findings.failures):
        return replace(
            base,
            finding="examples_only",
            headline="Your answer is right on the examples you can see, but not on others.",
            thought="Is anything in your code fixed to the sizes or numbers of the examples?",
        )
    words = [f.broken.message for f in findings.broken if f.broken]
    headline = f"{_which(findings, worst)}, and it is not a mistake that we recognise."
    if words:
        headline += f" What also does not hold: {words[0]}"
    return replace(base, finding="unrecognised", headline=headline)


def _which(findings: Findings, worst: Failure) -> str:
    """That the value is wrong, or how many of its elements, where some are right."""
    case = worst.case
    seen, expectation = findings.seen[case.id], findings.key.expected[case.id]
    item = _evidence(case, expectation, seen, worst.problem.path)
    if case.hidden or item is None or item.got.shape != item.expected.shape:
        return "The value is not right"
    wrong = np.abs(item.got.astype(float) - item.expected.astype(float)) > item.tolerance
    if wrong.all() or not wrong.any():
        return "The value is not right"
    return f"The value is not right{count_and_first(wrong)}"


def _forensics(findings: Findings, worst: Failure) -> Trace | None:
    """Forensics on the component that is wrong first, over all cases of its part."""
    evidence = []
    for case in findings.key.cases:
        observation = findings.seen[case.id]
        if case.part != worst.part or observation.raised:
            continue
        item = _evidence(case, findings.key.expected[case.id], observation, worst.problem.path)
        if item is not None:
            evidence.append(item)
    return investigate(evidence)


def _evidence(
    case: Case, expectation: Expectation, seen: Observation, path: tuple[int | str, ...]
) -> Evidence | None:
    expected = dict(numeric_leaves(expectation.value)).get(path)
    tolerance = dict(numeric_leaves(expectation.tolerance)).get(path)
    got = dict(numeric_leaves(seen.value)).get(path)
    if expected is None or tolerance is None or got is None:
        return None
    right = bool(
        got.shape == expected.shape
        and np.all(np.abs(got.astype(float) - expected.astype(float)) <= tolerance)
    )
    return Evidence(case.args, expected, got, tolerance, right)


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
