"""Answers that the bank has never seen: right ones pass, wrong ones do not, none is misnamed."""

from __future__ import annotations

import functools
from collections.abc import Callable

import pytest

from deepcat_grader.bank import ENTRIES
from deepcat_grader.bank.registry import LOOP, ONE, Unseen
from deepcat_grader.unseen import name_of, registered
from deepcat_judge.exercise import VECTORISED
from deepcat_judge.verdict import Outcome, Verdict

from .answers import JUDGED, checked, judged
from .unseen import hostile

pytestmark = pytest.mark.slow  # thousands of answers
pytestmark = pytest.mark.slow  # thousands of answers
SEEDS = (0, 1)

# Wrong answers that a student's own check accepts, each with the reason why it may.
ONLY_HIDDEN = {
    ("introduction.line", "clipped"): "no visible prediction is above 10",
    ("network.network", "only_wide"): "the visible networks are few, and all of them wide",
    ("network.network", "three_layers_at_most"): "no visible network has four layers",
    ("neuron.weighted_sum", "half_precision_inside"): "few visible numbers need more digits",
}

# Answers whose one mistake has the outputs of another mistake and of a second one.
TOGETHER = {
    ("introduction.goodness", "errors_doubled"),
    ("losses.predict", "rounded_to_1"),
    ("neuron.perceptron_step", "sign_for_step"),
    ("neuron.tanh", "no_denominator"),
}

# True names that hidden cases do not allow: there, the answer differs from the known mistake.
BY_VISIBLE = {
    ("backprop.catch_the_bug", "biases_and_errors"): "errors_not_caught",
    ("backprop.catch_the_bug", "half_tolerance"): "loose_tolerance",
    ("backprop.catch_the_bug", "no_catch"): "errors_not_caught",
    ("backprop.catch_the_bug", "shapes_forgotten_as_well"): "compared_with_itself",
    ("backprop.catch_the_bug", "zeros"): "every_unit_on",
    ("losses.predict", "first_element"): "one_decision_for_all",
    ("losses.predict", "of_the_first"): "one_decision_for_all",
    ("neuron.sigmoid", "short_e"): "rounded_e",
}


@functools.cache
def verdicts_on(name: str) -> tuple[tuple[Unseen, Verdict, tuple[Verdict, ...]], ...]:
    """Every unseen answer: what a student's own check says, and what two hidden papers say."""
    found = []
    for answer in ENTRIES[name].unseen:
        hidden = tuple(judged(name, answer.function, seed) for seed in SEEDS)
        found.append((answer, checked(name, answer.function), hidden))
    return tuple(found)


def complaints(
    name: str, kinds: Callable[[str], bool], bad: Callable[[Unseen, Verdict], object]
) -> list[str]:
    """The answers of some kinds of which a verdict is not as it has to be."""
    return [
        f"{answer.id}: {verdict.message}"
        for answer, visible, hidden in verdicts_on(name)
        if kinds(answer.kind)
        for verdict in (visible, *hidden)
        if bad(answer, verdict)
    ]


@pytest.mark.parametrize("name", JUDGED)
def test_an_unseen_answer_has_an_id_of_its_own(name: str) -> None:
    found = [answer.id for answer in ENTRIES[name].unseen]
    assert found and sorted(set(found)) == sorted(found)
    assert {answer.kind for answer in ENTRIES[name].unseen} >= {"", ONE}


@pytest.mark.parametrize("name", JUDGED)
def test_a_right_answer_has_full_marks(name: str) -> None:
    assert not complaints(name, lambda kind: not kind, lambda _, v: v.points < v.max_points)


@pytest.mark.parametrize("name", JUDGED)
def test_a_wrong_answer_is_found_wrong(name: str) -> None:
    accepted = [
        answer.id
        for answer, _, hidden in verdicts_on(name)
        if answer.kind
        if any(verdict.passed for verdict in hidden)
    ]
    assert not accepted
    only_hidden = [
        answer.id for answer, visible, _ in verdicts_on(name) if answer.kind if visible.passed
    ]
    assert sorted(only_hidden) == sorted(id for other, id in ONLY_HIDDEN if other == name)


@pytest.mark.parametrize("name", JUDGED)
def test_a_wrong_answer_is_told_so_in_words(name: str) -> None:
    assert not complaints(
        name, bool, lambda _, v: not v.message or v.outcome is Outcome.GRADER_FAULT
    )


@pytest.mark.parametrize("name", JUDGED)
def test_a_loop_loses_only_the_points_for_having_none(name: str) -> None:
    def bad(_: Unseen, verdict: Verdict) -> bool:
        lost = [part.id for part in verdict.parts if part.points < part.max_points]
        return lost != [VECTORISED] or verdict.mistake != "loop_over_examples"

    assert not complaints(name, lambda kind: kind == LOOP, bad)


@pytest.mark.parametrize("name", JUDGED)
def test_one_mistake_is_told_as_two_only_where_both_are_there(name: str) -> None:
    told = complaints(
        name,
        lambda kind: kind == ONE,
        lambda a, v: v.finding == "two" and (name, a.id) not in TOGETHER,
    )
    assert not told


@pytest.mark.parametrize("name", JUDGED)
def test_an_answer_is_called_what_the_register_says(name: str) -> None:
    """A name that changes is a line that changes: ``deepcat report names`` shows and writes it."""
    found = {a.id: name_of(hidden[0]) for a, _, hidden in verdicts_on(name) if a.kind}
    assert found == registered(name)


@pytest.mark.parametrize("name", JUDGED)
def test_a_students_check_says_less_than_the_register_not_else(name: str) -> None:
    allowed = registered(name) or {}
    other = {
        answer.id: visible.mistake
        for answer, visible, _ in verdicts_on(name)
        if visible.mistake and f"mistake {visible.mistake}" != allowed.get(answer.id)
    }
    assert other == {id: mistake for (home, id), mistake in BY_VISIBLE.items() if home == name}


@pytest.mark.parametrize("exercise_id", JUDGED)
@pytest.mark.parametrize("name", hostile.ANSWERS)
def test_a_hostile_answer_earns_nothing(exercise_id: str, name: str) -> None:
    verdict = judged(exercise_id, hostile.ANSWERS[name])
    assert not verdict.passed
    assert verdict.outcome is not Outcome.GRADER_FAULT


def test_an_error_in_compiled_code_shows_the_students_own_line() -> None:
    name = "introduction.random_search"
    (answer,) = (answer for answer in ENTRIES[name].unseen if answer.id == "one_limit")
    assert "rng.uniform(5, " in judged(name, answer.function).code
