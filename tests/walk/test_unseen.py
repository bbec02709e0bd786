"""Answers that the bank has never seen: right ones pass, wrong ones do not, none is misnamed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import pytest
from seeds import PAPERS

from deepcat_grader.bank import ENTRIES
from deepcat_grader.bank.registry import LOOP, ONE, Unseen
from deepcat_grader.proof import digest, is_rejected
from deepcat_grader.unseen import name_of, registered
from deepcat_judge.exercise import VECTORISED, Exercise
from deepcat_judge.verdict import Outcome, Verdict

from .answers import FUNCTIONS, JUDGED, checked, judged, key_of, note, visible_key_of
from .unseen import hostile

pytestmark = pytest.mark.slow  # thousands of answers
Papers: TypeAlias = tuple[int | None, ...]

# Wrong answers that a student's own check accepts, each with the reason why it may.
ONLY_HIDDEN = {
    ("cat_detector.confusion_matrix", "small_integers"): "no visible box counts more than 255",
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
    ("cat_detector.confusion_matrix", "brackets_around_all"): "brackets_missing",  # the same words
    ("cat_detector.worst_mistakes", "decisions_first"): "in_order_of_place",
    ("hidden_layer.symmetric_rows", "columns_exactly"): "columns_compared",
    ("hidden_layer.symmetric_rows", "equal_sign"): "atol_ignored",
    ("losses.predict", "first_element"): "one_decision_for_all",
    ("losses.predict", "of_the_first"): "one_decision_for_all",
    ("neuron.sigmoid", "short_e"): "rounded_e",
}


def use_of(name: str) -> str:
    exercise = ENTRIES[name].exercise
    assert isinstance(exercise, Exercise)
    return exercise.use


USES = sorted({use_of(name) for name in FUNCTIONS})


@pytest.fixture
def papers(name: str, seeds) -> Papers:
    """The papers of which every word is looked at; None is a student's own check."""
    return seeds.of_words(name, digest(ENTRIES[name]))


def verdict_on(name: str, answer: Unseen, paper: int | None) -> Verdict:
    if paper is None:
        return checked(name, answer.function)
    return judged(name, answer.function, paper)


def complaints(
    name: str,
    papers: Papers,
    kinds: Callable[[str], bool],
    bad: Callable[[Unseen, Verdict], object],
) -> list[str]:
    """The answers of some kinds of which a verdict is not as it has to be."""
    return [
        f"{answer.id}: {verdict.message}"
        for answer in ENTRIES[name].unseen
        if kinds(answer.kind)
        for verdict in (verdict_on(name, answer, paper) for paper in papers)
        if bad(answer, verdict)
    ]


def is_accepted(name: str, answer: Unseen, paper: int | None, papers: Papers) -> bool:
    """Whether a paper gives full marks; where its words are not looked at, found out sooner."""
    if paper in papers:
        return verdict_on(name, answer, paper).passed
    key = visible_key_of(name) if paper is None else key_of(name, paper)
    return not is_rejected(ENTRIES[name], answer.function, key, paper or 0)


@pytest.mark.parametrize("name", JUDGED)
def test_an_unseen_answer_has_an_id_of_its_own(name: str) -> None:
    found = [answer.id for answer in ENTRIES[name].unseen]
    assert found and sorted(set(found)) == sorted(found)
    assert {answer.kind for answer in ENTRIES[name].unseen} >= {"", ONE}


@pytest.mark.parametrize("name", JUDGED)
def test_a_right_answer_has_full_marks(name: str) -> None:
    lost = complaints(name, PAPERS, lambda kind: not kind, lambda _, v: v.points < v.max_points)
    assert not lost


@pytest.mark.parametrize("name", JUDGED)
def test_a_wrong_answer_is_found_wrong(name: str, papers) -> None:
    wrong = [answer for answer in ENTRIES[name].unseen if answer.kind]
    accepted = {p: [a.id for a in wrong if is_accepted(name, a, p, papers)] for p in PAPERS}
    only_hidden = accepted.pop(None)
    assert not any(accepted.values()), accepted
    assert sorted(only_hidden) == sorted(id for other, id in ONLY_HIDDEN if other == name)


@pytest.mark.parametrize("name", JUDGED)
def test_a_wrong_answer_is_told_so_in_words(name: str, papers, record_property) -> None:
    def bad(_: Unseen, verdict: Verdict) -> bool:
        return not verdict.message or verdict.outcome is Outcome.GRADER_FAULT

    assert not complaints(name, papers, bool, bad)
    note(record_property, ENTRIES[name], "words on papers", len(papers))


@pytest.mark.parametrize("name", JUDGED)
def test_a_loop_loses_only_the_points_for_having_none(name: str, papers, record_property) -> None:
    def bad(_: Unseen, verdict: Verdict) -> bool:
        lost = [part.id for part in verdict.parts if part.points < part.max_points]
        return lost != [VECTORISED] or verdict.mistake != "loop_over_examples"

    assert not complaints(name, papers, lambda kind: kind == LOOP, bad)
    note(record_property, ENTRIES[name], "words on papers", len(papers))


@pytest.mark.parametrize("name", JUDGED)
def test_one_mistake_is_told_as_two_only_where_both_are_there(
    name: str, papers, record_property
) -> None:
    def bad(answer: Unseen, verdict: Verdict) -> bool:
        return verdict.finding == "two" and (name, answer.id) not in TOGETHER

    assert not complaints(name, papers, lambda kind: kind == ONE, bad)
    note(record_property, ENTRIES[name], "words on papers", len(papers))


@pytest.mark.parametrize("name", JUDGED)
def test_an_answer_is_called_what_the_register_says(name: str) -> None:
    """A name that changes is a line that changes: ``deepcat report names`` shows and writes it."""
    wrong = [answer for answer in ENTRIES[name].unseen if answer.kind]
    assert {a.id: name_of(judged(name, a.function)) for a in wrong} == registered(name)


@pytest.mark.parametrize("name", JUDGED)
def test_a_students_check_says_less_than_the_register_not_else(
    name: str, papers, record_property
) -> None:
    """Where it was proved, what it says else is looked at."""
    allowed = registered(name) or {}
    else_said = {id: mistake for (home, id), mistake in BY_VISIBLE.items() if home == name}
    looked_at = [a for a in ENTRIES[name].unseen if None in papers or a.id in else_said]
    said = {a.id: checked(name, a.function).mistake for a in looked_at}
    other = {
        id: mistake
        for id, mistake in said.items()
        if mistake and f"mistake {mistake}" != allowed.get(id)
    }
    assert other == else_said
    note(record_property, ENTRIES[name], "words on papers", len(papers))


def earns_something(verdict: Verdict) -> bool:
    return verdict.passed or verdict.outcome is Outcome.GRADER_FAULT


@pytest.mark.parametrize("name", JUDGED)
def test_hostile_answers_earn_nothing(name: str) -> None:
    told = {kind: judged(name, answer) for kind, answer in hostile.ANSWERS.items()}
    assert not [kind for kind, verdict in told.items() if earns_something(verdict)]


@pytest.mark.parametrize("use", USES)
def test_more_values_than_are_looked_at_earn_nothing(use: str) -> None:
    """However an answer is used; a thousand values are tried on every exercise."""
    name = next(name for name in FUNCTIONS if use_of(name) == use)
    assert not earns_something(judged(name, hostile.too_many))


def test_an_error_in_compiled_code_shows_the_students_own_line() -> None:
    name = "introduction.random_search"
    (answer,) = (answer for answer in ENTRIES[name].unseen if answer.id == "one_limit")
    assert "rng.uniform(5, " in judged(name, answer.function).code
