"""Judge one answer: attempted, ran, type, shape, finite, unchanged, value, property, vectorised."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from deepcat_judge import exceptions
from deepcat_judge.compare import Problem, Stage, compare, compare_form
from deepcat_judge.exercise import (
    VALUES,
    VECTORISED,
    Broken,
    Case,
    Exercise,
    Property,
    Quiz,
)
from deepcat_judge.explain import explain, timed_out, unjudged
from deepcat_judge.findings import Failure, Findings
from deepcat_judge.key import Expectation, Key
from deepcat_judge.naming import same_observation
from deepcat_judge.observe import Caller, Calls, Observation
from deepcat_judge.plain import Plain
from deepcat_judge.quiz import judge_quiz
from deepcat_judge.repair.judged import Rules, place
from deepcat_judge.verdict import Outcome, Verdict

LOOP = "loop_over_examples"
SMALL, LARGE = 16, 272
TIMED_OUT = Problem(Stage.RAN, "Your function did not finish.")


def judge(exercise: Exercise | Quiz, caller: Caller, key: Key, seed: int = 0) -> Verdict:
    """Judge the answer behind `caller`.

    Parameters
    ----------
    exercise : Exercise or Quiz
    caller : Caller
        Calls the student's function, in this process or in another one.
    key : Key
        Cases with expected values, and known mistakes.
    seed : int
        Seeds the inputs of the properties.

    Returns
    -------
    Verdict
    """
    if isinstance(exercise, Quiz):
        return judge_quiz(exercise, caller, key)
    exercise = replace(exercise, arguments=exercise.arguments or key.arguments)
    # Our own arithmetic on what came back may overflow; only the calls themselves may warn.
    with np.errstate(all="ignore"):
        return _judge(exercise, caller, key, seed)


def _judge(exercise: Exercise, caller: Caller, key: Key, seed: int) -> Verdict:
    if reason := caller.missing():
        return unjudged(exercise, Outcome.NOT_ATTEMPTED, reason)
    if caller.unwritten():
        return unjudged(exercise, Outcome.NOT_ATTEMPTED, "The function is still empty.")
    first = key.cases[0] if key.cases else _property_cases(exercise, seed)[0]
    probe = caller.call(first.args)
    if probe.raised and probe.raised.kind == "NotImplementedError":
        return unjudged(
            exercise,
            Outcome.NOT_ATTEMPTED,
            "The line 'raise NotImplementedError()' is still there, in this function or in one "
            "that it calls, and Python stops at it. Put your code in its place.",
        )
    seen: dict[str, Observation] = {}
    for case in key.cases:
        seen[case.id] = probe if case is first else caller.call(case.args)
        if seen[case.id].timed_out:
            return timed_out(exercise, case, seen[case.id].printed)
    failures = _case_failures(exercise, key, seen)
    broken = _property_failures(exercise, caller, seed)
    if not _values_lost(exercise, failures):
        failures += broken
    if not _values_lost(exercise, failures):
        failures += _vectorised_failures(exercise, caller, key)
        failures += _memory_failures(exercise, caller, first, probe)
    for failure in (*failures, *broken):
        if failure.problem is TIMED_OUT:
            return timed_out(exercise, failure.case, failure.printed)
    look = functools.partial(place, caller, _rules(exercise, key, seed), seen)
    found = Findings(exercise, key, seen, tuple(failures), tuple(broken), caller.call, look)
    return explain(found)


def _rules(exercise: Exercise, key: Key, seed: int) -> Rules:
    """How an edited answer is judged: as the answer was."""
    return Rules(
        exercise,
        key.cases,
        lambda case, seen: _observed_problem(seen, key.expected[case.id], exercise),
        lambda answer: {f.part for f in _property_failures(exercise, answer, seed)},
    )


def _values_lost(exercise: Exercise, failures: Sequence[Failure]) -> bool:
    return any(failure.part == exercise.parts[0].id for failure in failures)


def _case_failures(exercise: Exercise, key: Key, seen: Mapping[str, Observation]) -> list[Failure]:
    found = []
    for case in key.cases:
        problem = _observed_problem(seen[case.id], key.expected[case.id], exercise)
        if problem:
            found.append(Failure(case.part, case, problem, printed=seen[case.id].printed))
    return found


def _observed_problem(
    seen: Observation, expectation: Expectation | None, exercise: Exercise, like: Plain = None
) -> Problem | None:
    if seen.timed_out:
        return TIMED_OUT
    if seen.raised:
        return Problem(
            Stage.RAN,
            exceptions.headline(seen.raised),
            exceptions.next_thought(seen.raised, exercise.arguments),
            line=seen.raised.lineno,
            code=seen.raised.line,
        )
    if expectation is not None:
        form = compare(expectation, seen.value)
    else:
        form = compare_form(like, seen.value) if like is not None else None
    if form and form.stage <= Stage.FINITE:
        return form
    if seen.warned:
        return Problem(
            Stage.WARNED,
            f"NumPy gave a warning: {seen.warned[0]}.",
            "Which intermediate result is too large, or is divided by zero? Can the formula be "
            "written so that it never arises?",
        )
    if seen.changed:
        names = " and ".join(_argument(exercise, i) for i in seen.changed)
        return Problem(
            Stage.CHANGED,
            f"Your function changed its argument {names}.",
            "Assigning into an array, and +=, change what the caller holds. Make a new array.",
        )
    return form


def _argument(exercise: Exercise, index: int) -> str:
    """The name of an argument; of those that a star takes, its position."""
    names = exercise.arguments
    return names[index] if index < len(names) else f"number {index + 1}"


def _property_cases(exercise: Exercise, seed: int) -> list[Case]:
    rng = np.random.default_rng(seed)
    return [case for prop in exercise.properties for case in prop.cases(rng)]


def fails_a_property(exercise: Exercise, caller: Calls, seed: int) -> bool:
    """Tell whether an answer breaks a property, without looking at those after the first."""
    with np.errstate(all="ignore"):
        return any(_failing_properties(exercise, caller, seed))


def _property_failures(exercise: Exercise, caller: Calls, seed: int) -> list[Failure]:
    found = []
    for failure in _failing_properties(exercise, caller, seed):
        found.append(failure)
        if failure.problem.stage is Stage.RAN:
            break
    return found


def _failing_properties(exercise: Exercise, caller: Calls, seed: int) -> Iterator[Failure]:
    rng = np.random.default_rng(seed)
    for prop in exercise.properties:
        failure = _property_failure(exercise, caller, prop, list(prop.cases(rng)))
        if failure:
            yield failure


def _property_failure(
    exercise: Exercise, caller: Calls, prop: Property, cases: Sequence[Case]
) -> Failure | None:
    observed: list[Observation] = []
    for case in cases:
        seen = caller.call(case.args)
        problem = _observed_problem(seen, None, exercise, prop.like)
        if problem:
            part = prop.part if case.part == VALUES else case.part
            return Failure(part, case, problem, printed=seen.printed)
        observed.append(seen)
    outputs: list[Any] = observed if prop.watches else [seen.value for seen in observed]
    broken = prop.holds([case.args for case in cases], outputs)
    if broken is None:
        return None
    problem = Problem(Stage.PROPERTY, broken.message, broken.next_thought)
    case, seen = cases[broken.call], observed[broken.call]
    return Failure(prop.part, case, problem, broken, seen.printed)


def _memory_failures(
    exercise: Exercise, caller: Caller, first: Case, before: Observation
) -> list[Failure]:
    """Whether the first input, given once more at the end, gets the answer that it got before."""
    if not exercise.cases:
        return []  # its properties look at independence themselves
    again = caller.call(first.args)
    if again.timed_out:
        return [Failure(exercise.parts[0].id, first, TIMED_OUT, printed=again.printed)]
    if same_observation(before, again):
        return []
    problem = Problem(
        Stage.PROPERTY,
        "The first input, given once more after all others, gets another answer than before.",
        "What does your function keep from one call to the next: a name from outside, a default "
        "argument, a list that grows?",
    )
    broken = Broken(problem.message, problem.next_thought, telling=True)
    return [Failure(exercise.parts[0].id, first, problem, broken, again.printed)]


def _vectorised_failures(exercise: Exercise, caller: Caller, key: Key) -> list[Failure]:
    if exercise.sized is None or not any(part.id == VECTORISED for part in exercise.parts):
        return []
    small, large = (caller.call(exercise.sized(m), trace=True) for m in (SMALL, LARGE))
    case = Case("vectorised", (), VECTORISED, f"{LARGE} examples")
    for seen in (small, large):
        if seen.raised or seen.timed_out:
            problem = _observed_problem(seen, None, exercise)
            return [Failure(VECTORISED, case, problem)] if problem else []
    for m, seen in ((SMALL, small), (LARGE, large)):
        if m in key.sized and compare(key.sized[m], seen.value):
            words = f"For {m} examples the values are not right, so their work counts for nothing."
            thought = "What does your function do differently with another number of examples?"
            return [Failure(VECTORISED, case, Problem(Stage.VECTORISED, words, thought))]
    if not (small.work and large.work):
        words = "The values are right, but how much work they took could not be counted."
        thought = "Does your function change how Python traces functions?"
        return [Failure(VECTORISED, case, Problem(Stage.VECTORISED, words, thought))]
    growth = large.work - small.work
    if growth <= LARGE - SMALL and not large.loops:
        return []
    how = (
        f"np.{large.loops[0]} is a loop in disguise"
        if large.loops
        else ("your code works through the examples one by one")
    )
    problem = Problem(
        Stage.VECTORISED,
        f"The values are right, but {how}: with more examples, Python does more work.",
        "Which one operation on the whole array replaces the loop?",
    )
    return [Failure(VECTORISED, case, problem, Broken("", mistake=LOOP))]
