"""Answers to Rosenblatt's rule that no key holds."""

from __future__ import annotations

import numpy as np

from deepcat_grader.bank import forms
from deepcat_grader.bank.registry import Bank
from deepcat_solutions.neuron import weighted_sum


def step(w, b, x, y, rate, fires=lambda z: z >= 0, score=weighted_sum):
    """Take a step with another answer, or with another score."""
    change = rate * (y - fires(score(w, x, b)))
    return w + change * x, b + change


def answering(fires, score=weighted_sum):
    """Learn with another answer, or from another score."""
    return lambda w, b, x, y, rate: step(w, b, x, y, rate, fires, score)


def changing(change):
    """Learn with a right error, and something else made of it."""
    return lambda w, b, x, y, rate: change(w, b, x, rate * (y - (weighted_sum(w, x, b) >= 0)))


def nothing_when_right(w, b, x, y, learning_rate):
    if (weighted_sum(w, x, b) >= 0) != (y == 1):
        return step(w, b, x, y, learning_rate)
    return None


def until_right(w, b, x, y, learning_rate):
    for _ in range(1000):
        if (weighted_sum(w, x, b) >= 0) == y:
            break
        w, b = step(w, b, x, y, learning_rate)
    return w, b


def wrong_way_in_place(w, b, x, y, learning_rate):
    error = (w.T @ x + b).item() >= 0
    error = error - y
    w += learning_rate * error * x
    return w, b + learning_rate * error


def keep_unseen(bank: Bank) -> None:
    """Keep them in the bank of the exercise."""
    bank.unseen_forms(forms.COLUMN_AND_NUMBER)
    bank.unseen_right(
        int_answer=answering(lambda z: int(z >= 0)),
        not_negative=answering(lambda z: not z < 0),
        where_answer=answering(lambda z: np.where(z >= 0, 1, 0)),
        negative_step=changing(lambda w, b, x, step: (w - -step * x, b - -step)),
        matrix_product=changing(lambda w, b, x, step: (w + x @ [[step]], b + step)),
        table=lambda w, b, x, y, rate: (lambda d: (w + d * x, b + d))(
            {(0, True): -rate, (1, False): rate}.get((int(y), weighted_sum(w, x, b) >= 0), 0)
        ),
    )
    bank.unseen_wrong(
        nothing_when_right,
        until_right,
        wrong_sign_of_w=changing(lambda w, b, x, step: (w - step * x, b + step)),
        unchanged=lambda w, b, x, y, rate: (w, b),
        fixed_learning_rate=lambda w, b, x, y, rate: step(w, b, x, y, 0.1),
        no_rate_for_w=lambda w, b, x, y, rate: (step(w, b, x, y, 1)[0], step(w, b, x, y, rate)[1]),
        half_the_rate=lambda w, b, x, y, rate: step(w, b, x, y, rate / 2),
        twice=lambda w, b, x, y, rate: (lambda w, b: step(w, b, x, y, rate))(
            *step(w, b, x, y, rate)
        ),
        x_squared=changing(lambda w, b, x, step: (w + step * x**2, b + step)),
        negative_fires=answering(lambda z: z <= 0),
        fires_from_minus_half=answering(lambda z: z >= -0.5),
        rounded_score=answering(lambda z: round(z) >= 0),
        relu_for_step=answering(lambda z: max(0.0, z)),
        sign_for_step=answering(np.sign),
        score_minus_bias=answering(lambda z: z >= 0, lambda w, x, b: weighted_sum(w, x, -b)),
        absolute_error=changing(lambda w, b, x, step: (w + abs(step) * x, b + abs(step))),
        new_weights_only=lambda w, b, x, y, rate: (rate * x, rate),
        bias_of_every_input=changing(lambda w, b, x, step: (w + step * x, b + step * x)),
        rounded=changing(lambda w, b, x, step: ((w + step * x).round(1), round(b + step, 1))),
        single_precision=changing(
            lambda w, b, x, step: ((w + step * x).astype("float32"), b + step)
        ),
        whole_bias=changing(lambda w, b, x, step: (w + step * x, int(b + step))),
    )
    bank.unseen_two(
        wrong_way_in_place,
        no_bias_step_wrong_way=changing(lambda w, b, x, step: (w - step * x, b)),
        tie_no_rate=lambda w, b, x, y, rate: step(w, b, x, y, 1, lambda z: z > 0),
        only_w_flat=lambda *args: step(*args)[0].ravel(),
        half_b_unchanged=lambda w, b, x, y, rate: (step(w, b, x, y, rate / 2)[0], b),
    )
    bank.unseen_odd(
        by_y=lambda w, b, x, y, rate: (
            step(w, b, x, y, rate) if y else (w - rate * x, step(w, b, x, y, rate)[1])
        )
    )
