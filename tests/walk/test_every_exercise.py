"""One walk over every exercise: stub, reference, known mistakes, right variants, small slips."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest

from deepcat.lessons import ordered_exercises as lesson_exercises
from deepcat_grader.authoring.walk import stub_of
from deepcat_grader.bank import ENTRIES
from deepcat_grader.bank.registry import Entry
from deepcat_grader.bank.source import as_answer
from deepcat_grader.grading.isolation.caller import RemoteCaller
from deepcat_grader.grading.isolation.session import Session
from deepcat_grader.mutants import mutants, why_equal
from deepcat_grader.proof import counterexamples, digest, is_rejected
from deepcat_judge.exercise import Exercise, Quiz, Written
from deepcat_judge.exercises import EXERCISES
from deepcat_judge.verdict import Outcome, Verdict
from deepcat_judge.wire import Frame, decode, encode

from .answers import FUNCTIONS, JUDGED, checked, judged, key_of, note

SHARED = {0, 1}  # the papers on which every mistake is judged for its name, too


def is_sound(verdict: Verdict) -> bool:
    """Points are between 0 and the rubric's sum, and are the sum of the parts."""
    in_range = 0 <= verdict.points <= verdict.max_points
    return in_range and verdict.points == sum(part.points for part in verdict.parts)


def test_the_bank_holds_every_exercise() -> None:
    assert list(ENTRIES) == list(EXERCISES)
    assert all(ENTRIES[name].exercise is exercise for name, exercise in EXERCISES.items())


@pytest.mark.parametrize("lesson", ["introduction", "neuron"])
def test_a_lesson_has_its_own_exercises(lesson: str) -> None:
    found = [exercise.id for exercise in lesson_exercises(lesson)]
    assert sorted(found) == [name for name in EXERCISES if name.startswith(f"{lesson}.")]


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)
def test_an_exercise_has_three_hints_and_points(exercise: Exercise | Quiz | Written) -> None:
    assert exercise.points > 0
    assert len({hint for hint in exercise.hints if hint.strip()}) == 3


@pytest.mark.parametrize("name", FUNCTIONS)
def test_case_ids_are_unique_and_visible_cases_are_described(name: str) -> None:
    exercise = ENTRIES[name].exercise
    assert isinstance(exercise, Exercise)
    ids = [case.id for case in exercise.cases]
    assert len(set(ids)) == len(ids)
    assert all(case.note for case in exercise.cases)
    parts = {part.id for part in exercise.parts}
    assert {case.part for case in exercise.cases} <= parts


@pytest.mark.parametrize("name", JUDGED)
def test_a_stub_is_not_attempted_and_scores_nothing(name: str) -> None:
    verdict = judged(name, stub_of(ENTRIES[name]))
    assert verdict.outcome is Outcome.NOT_ATTEMPTED
    assert verdict.points == 0


@pytest.mark.parametrize("name", JUDGED)
def test_the_reference_has_full_marks(name: str) -> None:
    verdict = judged(name, ENTRIES[name].reference)
    assert verdict.outcome is Outcome.PASSED, verdict.message
    assert verdict.points == verdict.max_points == EXERCISES[name].points


@pytest.mark.parametrize("name", JUDGED)
def test_there_are_enough_mistakes_and_variants(name: str) -> None:
    assert len(ENTRIES[name].mistakes) >= 5
    assert len(ENTRIES[name].variants) >= 8


@pytest.mark.parametrize("name", JUDGED)
def test_right_variants_have_full_marks(name: str) -> None:
    told = {v.id: judged(name, v.function) for v in ENTRIES[name].variants}
    assert not {
        variant: verdict.message
        for variant, verdict in told.items()
        if verdict.outcome is not Outcome.PASSED or verdict.points != verdict.max_points
    }


@pytest.mark.parametrize("name", JUDGED)
def test_known_mistakes_are_rejected(name: str) -> None:
    told = {m.id: judged(name, m.function) for m in ENTRIES[name].mistakes}
    assert not {
        mistake: verdict.outcome
        for mistake, verdict in told.items()
        if verdict.points == verdict.max_points
        or verdict.outcome not in (Outcome.INCORRECT, Outcome.RAISED)
        or not is_sound(verdict)
    }


@pytest.mark.parametrize("name", FUNCTIONS)
def test_known_mistakes_are_named(name: str) -> None:
    """By their own id, or by that of a mistake that gives the same outputs and has its words."""
    entry = ENTRIES[name]
    told = {mistake: judged(name, mistake.function) for mistake in entry.mistakes}
    assert not {
        mistake.id: verdict.message
        for mistake, verdict in told.items()
        if not entry.is_named(mistake, verdict.mistake)
    }


@pytest.mark.slow
@pytest.mark.parametrize("name", FUNCTIONS)
def test_visible_cases_alone_tell_every_mistake_apart(name: str) -> None:
    """What a student's check() has is enough to name what a grader would name."""
    entry = ENTRIES[name]
    for mistake in entry.mistakes:
        verdict = checked(name, mistake.function)
        assert entry.is_named(mistake, verdict.mistake), (mistake.id, verdict.message)


@pytest.mark.parametrize("name", JUDGED)
def test_mistakes_have_words_but_not_the_answer(name: str) -> None:
    """No word of a finding is a line of the reference's solution."""
    entry = ENTRIES[name]
    solution = as_answer(entry.reference, entry.exercise.name).partition("### BEGIN SOLUTION")[2]
    lines = [line.strip().removeprefix("return ") for line in solution.splitlines()]
    for mistake in entry.mistakes:
        verdict = judged(name, mistake.function)
        message = mistake.message or verdict.headline
        thought = mistake.next_thought or verdict.thought
        assert message and thought, mistake.id
        told = f"{message} {thought}"
        assert not [line for line in lines if len(line) > 3 and line in told], mistake.id


@pytest.mark.parametrize("name", JUDGED)
def test_answers_stand_alone_under_the_name_that_is_asked(name: str) -> None:
    """A mistake or variant can be pasted into a notebook: renamed, with no other name changed."""
    entry = ENTRIES[name]
    for answer in (*entry.mistakes, *entry.variants):
        source = as_answer(answer.function, entry.exercise.name)
        home = entry.exercise.name
        assert source.startswith((f"def {home}(", f"class {home}:")), source
        assert "__" not in source.replace("__init__", "")


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_input_can_cross_to_the_worker(name: str) -> None:
    """Where it could not, the grader would fail and a person would have to judge."""
    entry = ENTRIES[name]
    assert isinstance(entry.exercise, Exercise)
    sent = []
    session = SimpleNamespace(
        ask=lambda kind, within, **fields: sent.append(fields["args"]),
        within=lambda seconds: {"seconds": seconds},
    )
    caller = RemoteCaller(cast(Session, session), name)
    cases = [*key_of(name, 0).cases]
    for prop in entry.exercise.properties:
        cases += prop.cases(np.random.default_rng(0))
    for case in cases:
        caller.ask("call", 1.0, case.args)
        assert decode(encode(Frame("call", 1, {"args": sent[-1]}))).kind == "call"


@pytest.mark.slow
@pytest.mark.parametrize("name", JUDGED)
def test_every_small_slip_is_noticed_or_proved_equal(name: str) -> None:
    """And every proof of equality is needed: one for a slip that is noticed would be idle."""
    entry, key = ENTRIES[name], key_of(name, 0)
    slips = mutants(entry.reference)
    alive = [slip.change for slip in slips if not is_rejected(entry, slip.function, key, 0)]
    assert not [change for change in alive if not why_equal(entry, change)]
    assert not set(entry.equal) - set(alive)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(4))  # a quarter of the seeds each: the whole takes minutes
@pytest.mark.parametrize("name", JUDGED)
def test_hidden_cases_make_no_difference(name: str, part: int, seeds, record_property) -> None:
    """Whatever the hidden cases, right answers have full marks and mistakes have not."""
    entry = ENTRIES[name]
    chosen = seeds.of(name, digest(entry))[part::4]
    assert not [words for seed in SHARED & set(chosen) for words in objections(entry, seed)]
    assert not list(counterexamples(entry, (seed for seed in chosen if seed not in SHARED)))
    note(record_property, entry, "seeds", len(chosen))


def objections(entry: Entry, seed: int) -> Iterator[str]:
    """What `counterexamples` tells of a seed, of the verdicts that other tests look at as well."""
    right = (entry.reference, *(variant.function for variant in entry.variants))
    for verdict in (judged(entry.exercise.id, answer, seed) for answer in right):
        if not verdict.passed:
            yield f"seed {seed}: a right answer loses points: {verdict.message}"
    for mistake in entry.mistakes:
        if judged(entry.exercise.id, mistake.function, seed).passed:
            yield f"seed {seed}: {mistake.id} has full marks"


@pytest.mark.slow
@pytest.mark.parametrize("name", JUDGED)
def test_mistakes_keep_their_names_over_seeds(name: str, seeds, record_property) -> None:
    """A mistake has its name on the first paper, as another test says, and on these."""
    entry = ENTRIES[name]
    chosen = seeds.of_names(name, digest(entry))
    note(record_property, entry, "names on seeds", len(chosen))
    for seed in chosen if name in FUNCTIONS else ():  # an answer sheet's mistakes have no names
        for mistake in entry.mistakes:
            verdict = judged(name, mistake.function, seed)
            assert entry.is_named(mistake, verdict.mistake), (seed, mistake.id, verdict.message)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_visible_arrays_have_the_same_dtype_on_every_machine(name: str) -> None:
    """An answer key is tied to its inputs, and NumPy's default integer is not int64 everywhere."""
    exercise = ENTRIES[name].exercise
    assert isinstance(exercise, Exercise)
    arrays = [arg for case in exercise.cases for arg in case.args if isinstance(arg, np.ndarray)]
    assert {str(array.dtype) for array in arrays} <= {"int64", "float64", "float32", "uint8"}
