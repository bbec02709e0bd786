"""Answers that the bank has never seen: right ones pass, wrong ones do not, none is misnamed."""

from __future__ import annotations

import pytest

from deepcat_grader.bank import ENTRIES
from deepcat_grader.bank.registry import LOOP, ONE, Answer
from deepcat_judge.exercise import VECTORISED
from deepcat_judge.verdict import Outcome

from .answers import JUDGED, checked, judged
from .unseen import hostile

pytestmark = pytest.mark.slow  # thousands of answers
SEEDS = (0, 1)
RIGHT: dict[tuple[str, str], Answer] = {}
WRONG: dict[tuple[str, str], Answer] = {}
SINGLE: set[tuple[str, str]] = set()
for exercise_id, entry in ENTRIES.items():
    for unseen in entry.unseen:
        (WRONG if unseen.kind else RIGHT)[exercise_id, unseen.id] = unseen.function
        if unseen.kind == ONE:
            SINGLE.add((exercise_id, unseen.id))

# Slips that the few visible numbers are too tame for; hidden ones find them.
ONLY_HIDDEN = {
    ("network.network", "only_wide"),
    ("network.network", "three_layers_at_most"),
    ("introduction.line", "clipped"),
    ("neuron.weighted_sum", "half_precision_inside"),
}

# What an answer does, or None where no name that the judge has would be true.
NAMES = {
    ("introduction.goodness", "errors_doubled"): None,
    ("introduction.goodness", "fixed_m"): None,
    ("introduction.goodness", "returned_in_the_loop"): None,
    ("introduction.goodness", "sum_squared"): None,
    ("introduction.goodness", "good_enough"): None,
    ("introduction.line", "index_for_x"): "argument_ignored",
    ("introduction.random_search", "hill_climbing"): "range_too_wide",
    ("introduction.random_search", "slope_of_the_best"): "one_number_kept",
    ("introduction.random_search", "intercept_of_the_best"): "one_number_kept",
    ("backprop.minibatches", "whole_batches_shuffled"): "pieces_moved",
    ("network.network", "never_emptied"): "cache_shared",
    ("neuron.neuron", "clipped"): None,
    ("neuron.neuron", "relu"): "activation_ignored",
    ("neuron.neuron", "step"): "activation_ignored",
    ("neuron.neuron", "sums_multiplied"): None,
    ("neuron.neuron", "threshold"): None,
    ("neuron.neuron_batch", "sums_multiplied"): None,
    ("neuron.neuron_batch", "threshold"): None,
    ("neuron.relu", "precedence"): None,
    ("neuron.relu_prime", "above_a_half"): None,
    ("neuron.relu_prime", "all_or_none"): None,
    ("neuron.tanh", "truncated"): None,
    ("neuron.weighted_sum", "bias_inside_the_bracket"): None,
    ("neuron.weighted_sum", "fires"): None,
    ("neuron.weighted_sum", "product"): None,
    ("neuron.weighted_sum", "relu"): None,
}

FINDINGS = {
    ("introduction.goodness", "rounded_to_4"): "rounded",
    ("introduction.line", "last_element_missed"): "last_only",
    ("neuron.neuron_batch", "last_element_missed"): "last_only",
    ("neuron.relu_prime", "on_a_diagonal"): "shape",
    ("neuron.tanh", "clip_at_5"): "clipped",
    ("neuron.tanh", "truncated"): "truncated",
    ("neuron.weighted_sum", "rounded_to_4"): "rounded",
}


def ids(answers: dict[tuple[str, str], object]) -> list[str]:
    return ["-".join(key) for key in answers]


def test_no_exercise_is_left_out() -> None:
    assert {name for name, _ in RIGHT} == {name for name, _ in WRONG} == set(JUDGED)


@pytest.mark.parametrize("name", JUDGED)
def test_an_unseen_answer_has_an_id_of_its_own(name: str) -> None:
    found = [answer.id for answer in ENTRIES[name].unseen]
    assert sorted(set(found)) == sorted(found)


@pytest.mark.parametrize("key", RIGHT, ids=ids(RIGHT))
def test_a_right_answer_has_full_marks(key: tuple[str, str]) -> None:
    verdicts = [judged(key[0], RIGHT[key], seed) for seed in SEEDS]
    assert all(v.passed and v.points == v.max_points for v in verdicts), verdicts[0].message
    assert checked(key[0], RIGHT[key]).passed


# One slip of the pen that has the effect of two known mistakes.
TOGETHER = {
    ("introduction.goodness", "errors_doubled"),
    ("neuron.perceptron_step", "sign_for_step"),
    ("neuron.tanh", "no_denominator"),
}


@pytest.mark.parametrize("key", WRONG, ids=ids(WRONG))
def test_a_wrong_answer_is_found_wrong(key: tuple[str, str]) -> None:
    verdicts = [judged(key[0], WRONG[key], seed) for seed in SEEDS]
    assert not any(verdict.passed for verdict in verdicts)
    assert all(v.message and v.outcome is not Outcome.GRADER_FAULT for v in verdicts)
    seen = checked(key[0], WRONG[key])
    assert seen.passed is (key in ONLY_HIDDEN)
    two = key not in SINGLE or key in TOGETHER
    assert two or all(v.finding != "two" for v in (seen, *verdicts)), seen.message


LOOPS = {
    (name, answer.id): answer.function
    for name, entry in ENTRIES.items()
    for answer in entry.unseen
    if answer.kind == LOOP
}


@pytest.mark.parametrize("key", LOOPS, ids=ids(LOOPS))
def test_a_loop_loses_only_the_points_for_having_none(key: tuple[str, str]) -> None:
    for seed in SEEDS:
        verdict = judged(key[0], LOOPS[key], seed)
        lost = [part.id for part in verdict.parts if part.points < part.max_points]
        assert lost == [VECTORISED], verdict.message
        assert verdict.mistake == "loop_over_examples"


@pytest.mark.parametrize("key", NAMES, ids=ids(NAMES))
def test_an_answer_is_not_blamed_for_what_it_does_not_do(key: tuple[str, str]) -> None:
    for verdict in (checked(key[0], WRONG[key]), *(judged(key[0], WRONG[key], s) for s in SEEDS)):
        assert verdict.mistake == NAMES[key], verdict.message


@pytest.mark.parametrize("key", FINDINGS, ids=ids(FINDINGS))
def test_the_trace_of_a_slip_is_read(key: tuple[str, str]) -> None:
    verdict = judged(key[0], WRONG[key])
    assert verdict.finding == FINDINGS[key], verdict.message


@pytest.mark.parametrize("exercise_id", JUDGED)
@pytest.mark.parametrize("name", hostile.ANSWERS)
def test_a_hostile_answer_earns_nothing(exercise_id: str, name: str) -> None:
    verdict = judged(exercise_id, hostile.ANSWERS[name])
    assert not verdict.passed
    assert verdict.outcome is not Outcome.GRADER_FAULT


def test_an_error_in_compiled_code_shows_the_students_own_line() -> None:
    key = "introduction.random_search", "one_limit"
    assert "rng.uniform(5, " in judged(key[0], WRONG[key]).code
