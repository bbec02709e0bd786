"""Answers with two mistakes, or of an odd structure: few are met in silence, none is misnamed."""

from __future__ import annotations

import functools

import pytest

from deepcat_grader.bank import ENTRIES
from deepcat_grader.bank.registry import ODD, TWO

from .answers import checked, judged

# Which of its two mistakes an answer may be called by; none where no name would be true.
NAMES: dict[tuple[str, str], set[str]] = {
    ("introduction.line", "exchanged_and_rounded"): {"arguments_exchanged"},
    ("introduction.line", "no_intercept_whole"): {"intercept_forgotten"},
    ("introduction.line", "subtracted_and_doubled"): {"intercept_subtracted"},
    ("introduction.line", "exchanged_in_an_int_buffer"): {"arguments_exchanged"},
    ("introduction.line", "exchanged_without_sign"): {"arguments_exchanged"},
    ("network.network", "first_activation_scores_returned"): set(),
    ("introduction.goodness", "sum_rounded"): {"sum_for_mean"},
    ("introduction.goodness", "not_squared_doubled"): {"square_missed"},
    ("introduction.goodness", "root_in_an_array"): {"root"},
    ("introduction.goodness", "exchanged_root"): {"root", "arguments_exchanged"},
    ("introduction.goodness", "sum_of_the_absolute"): {"sum_for_mean", "absolute_errors"},
    ("introduction.count_parameters", "no_biases_in_a_list"): {"biases_forgotten"},
    ("introduction.count_parameters", "no_biases_last_layer_missed"): {
        "biases_forgotten",
        "last_layer_missed",
    },
    ("introduction.count_parameters", "biases_for_inputs_doubled"): {"biases_for_inputs"},
    ("introduction.count_parameters", "float_no_biases"): {"biases_forgotten"},
    ("introduction.random_search", "worst_too_narrow"): {"worst_kept"},
    ("introduction.random_search", "exchanged_too_wide"): {"range_too_wide"},
    ("neuron.weighted_sum", "no_bias_rounded"): {"b_forgotten"},
    ("neuron.weighted_sum", "minus_bias_in_a_matrix"): {"b_subtracted"},
    ("neuron.weighted_sum", "mean_minus"): {"mean_for_sum"},
    ("neuron.weighted_sum", "bias_each_time_whole"): {"b_for_every_input"},
    ("neuron.weighted_sum", "w_squared_no_bias"): {"b_forgotten"},
    ("neuron.sigmoid", "flipped_rounded"): {"sign_of_exponent"},
    ("neuron.sigmoid", "naive_int_buffer"): {"overflow"},
    ("neuron.sigmoid", "flipped_halved"): {"sign_of_exponent"},
    ("neuron.sigmoid", "tanh_transposed"): {"tanh"},
    ("neuron.relu", "leaky_in_an_int_buffer"): {"leaky"},
    ("neuron.relu", "absolute_rounded"): {"absolute_value"},
    ("neuron.relu", "turned_doubled"): {"minimum"},
    ("neuron.tanh", "sigmoid_rounded"): {"sigmoid"},
    ("neuron.tanh", "sinh_transposed"): {"sinh"},
    ("neuron.tanh", "minus_of_half"): {"half_argument"},
    ("neuron.neuron", "no_bias_rounded"): {"b_forgotten"},
    ("neuron.neuron", "no_activation_in_a_matrix"): {"z_returned_in_a_matrix"},
    ("neuron.neuron", "minus_bias_doubled"): {"b_subtracted"},
    ("neuron.neuron_batch", "no_bias_flat"): {"b_forgotten"},
    ("neuron.neuron_batch", "no_bias_transposed"): {"b_forgotten"},
    ("neuron.neuron_batch", "no_activation_rounded"): {"activation_ignored"},
    ("neuron.neuron_batch", "minus_bias_a_list"): {"b_subtracted"},
    ("neuron.sigmoid_prime", "of_A_halved"): {"function_returned"},
    ("neuron.sigmoid_prime", "no_minus_rounded"): {"plus_for_minus"},
    ("neuron.sigmoid_prime", "Z_for_A_transposed"): {"of_a"},
    ("neuron.relu_prime", "ones_for_negative_doubled"): {"flipped"},
    ("neuron.relu_prime", "relu_transposed"): {"function_returned"},
    ("neuron.relu_prime", "always_one_flat"): {"always_1"},
    ("neuron.tanh_prime", "no_square_rounded"): {"square_forgotten"},
    ("neuron.tanh_prime", "plus_halved"): {"plus_for_minus"},
    ("neuron.tanh_prime", "Z_for_A_flat"): {"of_a"},
    ("neuron.perceptron_step", "wrong_way_in_place"): {"sign"},
    ("neuron.perceptron_step", "no_bias_step_wrong_way"): {"sign", "bias_not_updated"},
    ("neuron.perceptron_step", "tie_no_rate"): {"tie_does_not_fire", "learning_rate_ignored"},
    ("neuron.perceptron_step", "only_w_flat"): {"only_w_returned"},
    ("neuron.perceptron_step", "half_b_unchanged"): set(),
    ("neuron.and_gate", "or_row"): {"or_gate"},
    ("neuron.or_gate", "and_b_in_an_array"): {"and_gate"},
    ("introduction.line", "by_the_sign"): set(),
    ("introduction.goodness", "stops_when_large"): set(),
    ("introduction.count_parameters", "by_length"): set(),
    ("neuron.weighted_sum", "by_size"): {"b_forgotten"},
    ("neuron.sigmoid", "every_second_row"): set(),
    ("neuron.relu", "keeps_count"): set(),
    ("neuron.tanh", "one_row_then_all"): set(),
    ("neuron.sigmoid_prime", "by_pieces"): set(),
    ("neuron.perceptron_step", "by_y"): set(),
    ("neuron.neuron_batch", "first_apart"): set(),
}

ANSWERS = {
    (exercise, unseen.id): unseen.function
    for exercise, entry in ENTRIES.items()
    for unseen in entry.unseen
    if unseen.kind in (TWO, ODD) and (exercise, unseen.id) in NAMES
}
SILENT = 0.25
pytestmark = pytest.mark.slow


@functools.cache
def finding(key: tuple[str, str]) -> str:
    """How far a grader gets with an answer."""
    return judged(key[0], ANSWERS[key]).finding


def test_every_name_belongs_to_an_answer() -> None:
    assert list(ANSWERS.keys() ^ NAMES.keys()) == []


@pytest.mark.parametrize("key", ANSWERS, ids=["-".join(key) for key in ANSWERS])
def test_only_a_mistake_that_was_made_is_named(key: tuple[str, str]) -> None:
    for verdict in (checked(key[0], ANSWERS[key]), judged(key[0], ANSWERS[key])):
        assert not verdict.passed
        assert verdict.mistake is None or verdict.mistake in NAMES[key], verdict.message


def test_most_are_explained() -> None:
    silent = [key for key in ANSWERS if finding(key) == "unrecognised"]
    assert len(silent) <= SILENT * len(ANSWERS), silent


def test_both_of_two_mistakes_are_told() -> None:
    told = {key for key in ANSWERS if finding(key) == "two"}
    assert len(told) >= len(ANSWERS) / 3
