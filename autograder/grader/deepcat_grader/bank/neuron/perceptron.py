"""Rosenblatt's rule: hidden cases and known mistakes."""

# mypy: allow-untyped-defs, allow-untyped-calls
# ruff: noqa: D103
# Students write no types; what a mistake is about stands in its message.

from __future__ import annotations

from typing import Any

import numpy as np

from deepcat_grader.bank.draw import Array, Generator, number, order_one, sizes, whole
from deepcat_grader.bank.neuron.perceptron_variants import PERCEPTRON_STEP as RIGHT
from deepcat_grader.bank.registry import Entry, mistake
from deepcat_judge.exercise import EDGE, Case
from deepcat_judge.exercises.common import read_only, strided
from deepcat_judge.exercises.neuron.perceptron import PERCEPTRON_STEP as EXERCISE
from deepcat_solutions.neuron import perceptron_step, sigmoid

_BIAS = "The bias is a weight whose input is always 1. What does the rule do to it?"


def _with_score(w: Array, x: Array, score: float) -> float:
    """The bias with which the score is `score`: far enough from the tie at 0."""
    return float(score - (w.T @ x).item())


def _cases(rng: Generator) -> list[Case]:
    n, k, p = sizes(rng, 3)
    score, near = float(rng.uniform(0.5, 2.0)), float(rng.uniform(0.005, 0.05))

    def example(size: int, z: float, y: float) -> tuple[Any, ...]:
        w, x = order_one(rng, size, 1), order_one(rng, size, 1)
        return w, _with_score(w, x, z), x, y, float(rng.uniform(0.05, 0.9))

    w, b, x, y, rate = example(p, score, 0)
    w32, x32 = w.astype(np.float32), x.astype(np.float32)
    zero = np.zeros((k, 1))
    return [
        Case("false-alarm", example(n, score, 0), note="it fires and should not"),
        Case("miss", example(k, -score, 1), note="it does not fire and should"),
        Case("just-above", example(p, near, 0), note="z is just above 0, and it should not fire"),
        Case("just-below", example(n, -near, 1), note="z is just below 0, and it should fire"),
        Case("above", example(k, 0.2, 1), note="z = 0.2, and it should fire"),
        Case("below", example(p, -0.2, 0), note="z = -0.2, and it should not fire"),
        Case("right-1", example(p, score, 1), note="it fires and should"),
        Case("right-0", example(n, -score, 0), note="it does not fire and should not"),
        Case("zero-0", (zero, 0.0, order_one(rng, k, 1), 0, rate), note="a zero start, y = 0"),
        Case("zero-1", (zero, 0.0, order_one(rng, k, 1), 1, rate), note="a zero start, y = 1"),
        Case("float-y", example(k, -score, 1.0), note="y is 1.0"),
        Case("one", example(1, -score, 1), EDGE, "one input"),
        Case(
            "whole",
            (np.abs(order_one(rng, n, 1)), abs(number(rng)), np.abs(whole(rng, n, 1)), 0, rate),
            EDGE,
            "x in whole numbers",
        ),
        Case("float32", (w32, b, x32, y, rate), EDGE, "float32 numbers"),
        Case("read-only", (read_only(w), b, read_only(x), y, rate), EDGE, "read-only arrays"),
        Case("strided", (strided(w), b, strided(x), y, rate), EDGE, "parts of wider arrays"),
    ]


def perceptron_step__sign(w, b, x, y, learning_rate):
    fires = (w.T @ x + b).item() >= 0
    error = fires - y
    return w + learning_rate * error * x, b + learning_rate * error


def perceptron_step__bias_not_updated(w, b, x, y, learning_rate):
    error = y - ((w.T @ x + b).item() >= 0)
    return w + learning_rate * error * x, b


def perceptron_step__weights_not_updated(w, b, x, y, learning_rate):
    error = y - ((w.T @ x + b).item() >= 0)
    return w, b + learning_rate * error


def perceptron_step__updated_when_right(w, b, x, y, learning_rate):
    sign = 1 if y == 1 else -1
    return w + learning_rate * sign * x, b + learning_rate * sign


def perceptron_step__updated_by_y(w, b, x, y, learning_rate):
    return w + learning_rate * y * x, b + learning_rate * y


def perceptron_step__updated_only_when_right(w, b, x, y, learning_rate):
    fires = (w.T @ x + b).item() >= 0
    if fires == y:
        return w + learning_rate * y * x, b + learning_rate * y
    return w, b


def perceptron_step__tie_does_not_fire(w, b, x, y, learning_rate):
    error = y - ((w.T @ x + b).item() > 0)
    return w + learning_rate * error * x, b + learning_rate * error


def perceptron_step__score_for_answer(w, b, x, y, learning_rate):
    error = y - (w.T @ x + b).item()
    return w + learning_rate * error * x, b + learning_rate * error


def perceptron_step__sigmoid_for_step(w, b, x, y, learning_rate):
    error = y - sigmoid(w.T @ x + b).item()
    return w + learning_rate * error * x, b + learning_rate * error


def perceptron_step__learning_rate_ignored(w, b, x, y, learning_rate):
    error = y - ((w.T @ x + b).item() >= 0)
    return w + error * x, b + error


def perceptron_step__learning_rate_missing_for_b(w, b, x, y, learning_rate):
    error = y - ((w.T @ x + b).item() >= 0)
    return w + learning_rate * error * x, b + error


def perceptron_step__x_missing(w, b, x, y, learning_rate):
    error = y - ((w.T @ x + b).item() >= 0)
    return w + learning_rate * error, b + learning_rate * error


def perceptron_step__bias_updated_with_x(w, b, x, y, learning_rate):
    error = y - ((w.T @ x + b).item() >= 0)
    return w + learning_rate * error * x, b + learning_rate * error * x.sum()


def perceptron_step__bias_with_wrong_sign(w, b, x, y, learning_rate):
    error = y - ((w.T @ x + b).item() >= 0)
    return w + learning_rate * error * x, b - learning_rate * error


def perceptron_step__b_forgotten(w, b, x, y, learning_rate):
    error = y - ((w.T @ x).item() >= 0)
    return w + learning_rate * error * x, b + learning_rate * error


def perceptron_step__in_place(w, b, x, y, learning_rate):
    error = y - ((w.T @ x + b).item() >= 0)
    w += learning_rate * error * x
    b += learning_rate * error
    return w, b


def perceptron_step__b_an_array(w, b, x, y, learning_rate):
    error = y - (w.T @ x + b >= 0)
    return w + learning_rate * error * x, b + learning_rate * error


def perceptron_step__threshold_half(w, b, x, y, learning_rate):
    error = y - ((w.T @ x + b).item() >= 0.5)
    return w + learning_rate * error * x, b + learning_rate * error


def perceptron_step__only_towards(w, b, x, y, learning_rate):
    fires = (w.T @ x + b).item() >= 0
    if y == 1 and not fires:
        return w + learning_rate * x, b + learning_rate
    return w, b


def perceptron_step__only_away(w, b, x, y, learning_rate):
    fires = (w.T @ x + b).item() >= 0
    if y == 0 and fires:
        return w - learning_rate * x, b - learning_rate
    return w, b


def perceptron_step__only_w_returned(w, b, x, y, learning_rate):
    error = y - ((w.T @ x + b).item() >= 0)
    return w + learning_rate * error * x


def perceptron_step__b_first(w, b, x, y, learning_rate):
    error = y - ((w.T @ x + b).item() >= 0)
    return b + learning_rate * error, w + learning_rate * error * x


def perceptron_step__change_returned(w, b, x, y, learning_rate):
    error = y - ((w.T @ x + b).item() >= 0)
    return learning_rate * error * x, learning_rate * error


def perceptron_step__minus_1_for_0(w, b, x, y, learning_rate):
    answer = 1 if (w.T @ x + b).item() >= 0 else -1
    error = y - answer
    return w + learning_rate * error * x, b + learning_rate * error


def perceptron_step__labels_of_plus_minus_1(w, b, x, y, learning_rate):
    if y * (w.T @ x + b).item() <= 0:
        return w + learning_rate * y * x, b + learning_rate * y
    return w, b


MISTAKES = (
    mistake(
        perceptron_step__sign,
        "The step goes the wrong way: the mistake gets worse.",
        "If it should have fired and did not, should the score of x rise or fall?",
        "https://stackoverflow.com/questions/15963858",
    ),
    mistake(
        perceptron_step__bias_not_updated, "The weights learn, but the bias stays as it is.", _BIAS
    ),
    mistake(
        perceptron_step__weights_not_updated,
        "The bias learns, but the weights stay as they are.",
        "Which two things does the rule change?",
    ),
    mistake(
        perceptron_step__updated_when_right,
        "The weights change even though the answer was right.",
        "From what does a perceptron learn?",
    ),
    mistake(
        perceptron_step__updated_by_y,
        "The step depends on y alone, not on what the perceptron answered.",
        "From what does a perceptron learn? Where does your code compute its answer?",
    ),
    mistake(
        perceptron_step__updated_only_when_right,
        "The weights change when the answer is right, and stay when it is wrong.",
        "From what does a perceptron learn?",
    ),
    mistake(
        perceptron_step__tie_does_not_fire,
        "A score of exactly 0 does not fire in your code; here it counts as firing.",
        "Which of the two signs is in the rule, > or ≥?",
    ),
    mistake(
        perceptron_step__score_for_answer,
        "You compared y with the score z, not with the answer, which is 0 or 1.",
        "What does the perceptron make of z before it is compared with y?",
    ),
    mistake(
        perceptron_step__sigmoid_for_step,
        "You compared y with a sigmoid of the score; a perceptron answers 0 or 1.",
        "Which activation did Rosenblatt's perceptron have?",
    ),
    mistake(
        perceptron_step__learning_rate_ignored,
        "The learning rate has no influence.",
        "How long is the step meant to be?",
    ),
    mistake(
        perceptron_step__learning_rate_missing_for_b,
        "The learning rate is missing in the step of b.",
        _BIAS,
    ),
    mistake(
        perceptron_step__x_missing,
        "Every weight moves by the same amount, whatever its input was.",
        "Which input should move its weight most?",
    ),
    mistake(
        perceptron_step__bias_updated_with_x,
        "The inputs have got into the step of b.",
        _BIAS,
    ),
    mistake(
        perceptron_step__bias_with_wrong_sign,
        "The weights move the right way, and the bias the opposite way.",
        _BIAS,
    ),
    mistake(
        perceptron_step__b_forgotten,
        "The bias is missing in the score, so that the answer is sometimes another one.",
        "What is z?",
    ),
    mistake(
        perceptron_step__in_place,
        "Your function changes the w that it is given.",
        "What is the difference between w += step and w + step?",
    ),
    mistake(
        perceptron_step__b_an_array,
        "The new b is an array of shape (1, 1), where a number is asked.",
        "Which shape has w.T @ x, and how does an array of one element become a number?",
    ),
    mistake(
        perceptron_step__threshold_half,
        "Your perceptron fires from 0.5 on.",
        "Where is the threshold of the score z?",
    ),
    mistake(
        perceptron_step__only_towards,
        "Your perceptron learns when it failed to fire, but not from a false alarm.",
        "In how many ways can an answer of 0 or 1 be wrong?",
    ),
    mistake(
        perceptron_step__only_away,
        "Your perceptron learns from a false alarm, but not when it failed to fire.",
        "In how many ways can an answer of 0 or 1 be wrong?",
    ),
    mistake(
        perceptron_step__only_w_returned,
        "Only w is returned, where w and b are asked.",
        "How does a function return two things?",
    ),
    mistake(
        perceptron_step__b_first,
        "b is returned first, where w comes first.",
        "In which order are the two things asked?",
    ),
    mistake(
        perceptron_step__change_returned,
        "You returned the change of w and b, where the new w and b are asked.",
        "What is to be added to what?",
    ),
    mistake(
        perceptron_step__minus_1_for_0,
        "Your perceptron answers -1 where it does not fire, and y is 0 there.",
        "Which two values can y have here?",
    ),
    mistake(
        perceptron_step__labels_of_plus_minus_1,
        "This is the rule for y of -1 and 1; with y = 0 it never learns from a false alarm.",
        "Which two values can y have here?",
    ),
)

PERCEPTRON_STEP = Entry(EXERCISE, perceptron_step, _cases, MISTAKES, RIGHT)
