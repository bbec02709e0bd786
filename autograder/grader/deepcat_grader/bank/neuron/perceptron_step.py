"""Rosenblatt's rule: what is known of its answers."""

from __future__ import annotations

import numpy as np

from deepcat_grader.bank import forms
from deepcat_grader.bank.draw import Generator, number, order_one, sizes, whole
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercise import EDGE, Case
from deepcat_judge.exercises.common import read_only, strided
from deepcat_judge.exercises.neuron.perceptron_step import EXERCISE
from deepcat_solutions.neuron import perceptron_step, weighted_sum


def hidden(rng: Generator) -> list[Case]:
    """Every kind of answer, right and wrong, and every unusual input: no score is near the tie."""
    n, k, p = sizes(rng, 3)
    score, near = float(rng.uniform(0.5, 2.0)), float(rng.uniform(0.005, 0.05))

    def example(size, z, y):
        w, x = order_one(rng, size, 1), order_one(rng, size, 1)
        return w, float(z - (w.T @ x).item()), x, y, float(rng.uniform(0.05, 0.9))

    w, b, x, y, rate = example(p, score, 0)
    zero = np.zeros((k, 1))
    w_whole, x_whole = np.abs(order_one(rng, n, 1)), np.abs(whole(rng, n, 1))
    w32, x32 = w.astype(np.float32), x.astype(np.float32)
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
        Case("whole", (w_whole, abs(number(rng)), x_whole, 0, rate), EDGE, "x in whole numbers"),
        Case("float32", (w32, b, x32, y, rate), EDGE, "float32 numbers"),
        Case("read-only", (read_only(w), b, read_only(x), y, rate), EDGE, "read-only arrays"),
        Case("strided", (strided(w), b, strided(x), y, rate), EDGE, "parts of wider arrays"),
    ]


bank = Bank(EXERCISE, reference=perceptron_step, hidden=hidden)

bank.known(
    r"""
sign: (y - fires) -> (fires - y)
    The step goes the wrong way: the mistake gets worse.
    ? If it should have fired and did not, should the score of x rise or fall?
    source: https://stackoverflow.com/questions/15963858
weights_not_updated: w + step * x -> w
    The bias learns, but the weights stay as they are.
    ? Which two things does the rule change?
updated_by_y: (y - fires) -> y
    The step depends on y alone, not on what the perceptron answered.
    ? From what does a perceptron learn? Where does your code compute its answer?
tie_does_not_fire: >= -> >
    A score of exactly 0 does not fire in your code; here it counts as firing.
    ? Which of the two signs is in the rule, > or ≥?
score_for_answer: .item() >= 0 -> .item()
    You compared y with the score z, not with the answer, which is 0 or 1.
    ? What does the perceptron make of z before it is compared with y?
sigmoid_for_step: (w.T @ x + b).item() >= 0 -> sigmoid(w.T @ x + b).item()
    You compared y with a sigmoid of the score; a perceptron answers 0 or 1.
    ? Which activation did Rosenblatt's perceptron have?
learning_rate_ignored: learning_rate * (y - fires) -> y - fires
    The learning rate has no influence.
    ? How long is the step meant to be?
x_missing: step * x -> step
    Every weight moves by the same amount, whatever its input was.
    ? Which input should move its weight most?
b_forgotten: w.T @ x + b -> w.T @ x
    The bias is missing in the score, so that the answer is sometimes another one.
    ? What is z?
threshold_half: >= 0 -> >= 0.5
    Your perceptron fires from 0.5 on.
    ? Where is the threshold of the score z?
only_w_returned: return w + step * x, b + step -> return w + step * x
    Only w is returned, where w and b are expected.
    ? How does a function return two things?
b_first: w + step * x, b + step -> b + step, w + step * x
    b is returned first, where w comes first.
    ? In which order are the two things expected?
change_returned: w + step * x, b + step -> step * x, step
    You returned the change of w and b, where the new w and b are expected.
    ? What is to be added to what?
in_place: return w + step * x -> w += step * x\n    return w
    Your function changes the w that it is given.
    ? What is the difference between w += step and w + step?
b_an_array: .item() ->  && float(learning_rate * (y - fires)) -> learning_rate * (y - fires)
    The new b is an array of shape (1, 1), where a number is expected.
    ? Which shape has w.T @ x, and how does an array of one element become a number?
? The bias is a weight whose input is always 1. What does the rule do to it?
bias_not_updated: b + step -> b
    The weights learn, but the bias stays as it is.
learning_rate_missing_for_b: b + step -> b + (y - fires)
    The learning rate is missing in the step of b.
bias_updated_with_x: b + step -> b + step * x.sum()
    The inputs have got into the step of b.
bias_with_wrong_sign: b + step -> b - step
    The weights move the right way, and the bias the opposite way.
? From what does a perceptron learn?
updated_when_right: (y - fires) -> (1 if y == 1 else -1)
    The weights change even though the answer was right.
updated_only_when_right: (y - fires) -> (y if fires == y else 0)
    The weights change when the answer is right, and stay when it is wrong.
? In how many ways can an answer of 0 or 1 be wrong?
only_towards: (y - fires) -> max(y - fires, 0)
    Your perceptron learns when it failed to fire, but not from a false alarm.
only_away: (y - fires) -> min(y - fires, 0)
    Your perceptron learns from a false alarm, but not when it failed to fire.
? Which two values can y have here?
minus_1_for_0: (w.T @ x + b).item() >= 0 -> 1 if (w.T @ x + b).item() >= 0 else -1
    Your perceptron answers -1 where it does not fire, and y is 0 there.
labels_of_plus_minus_1: fires = (w.T @ x + b).item() >= 0 -> wrong = y * (w.T @ x + b).item() <= 0
        && (y - fires) -> y * wrong
    This is the rule for y of -1 and 1; with y = 0 it never learns from a false alarm.
"""
)


@bank.right
def if_wrong(w, b, x, y, learning_rate):
    answer = 1 if weighted_sum(w, x, b) >= 0 else 0
    if answer == y:
        return w, b
    if y == 1:
        return w + learning_rate * x, b + learning_rate
    return w - learning_rate * x, b - learning_rate


@bank.right
def loop(w, b, x, y, learning_rate):
    z = b
    for i in range(w.shape[0]):
        z = z + w[i, 0] * x[i, 0]
    error = y - (1.0 if z >= 0 else 0.0)
    new = np.zeros((w.shape[0], 1))
    for i in range(w.shape[0]):
        new[i, 0] = w[i, 0] + learning_rate * error * x[i, 0]
    return new, b + learning_rate * error


@bank.right
def augmented(w, b, x, y, learning_rate):
    theta = np.vstack([w, [[b]]])
    features = np.vstack([x, [[1.0]]])
    error = y - float((theta.T @ features).item() >= 0)
    theta = theta + learning_rate * error * features
    return theta[:-1], theta[-1, 0]


_ANSWER, _RETURN = "(w.T @ x + b).item() >= 0 -> ", "return w + step * x, b + step -> "

bank.rights(
    copied_first=_RETURN
    + "w_new = w.astype(float)\n    w_new += step * x\n    return w_new, b + step",
    heaviside=_ANSWER + "np.heaviside(np.sum(w * x) + b, 1.0)",
    where=_ANSWER + "np.where(w.T @ x + b >= 0, 1, 0).item()",
    list_returned=_RETURN + "return [w + step * x, b + step]",
    einsum=_ANSWER + 'np.einsum("ij,ij->", w, x) + b >= 0',
    error_array=(
        "(w.T @ x + b).item() >= 0 -> (w.T @ x + b >= 0).astype(float)",
        "float(learning_rate * (y - fires)) -> learning_rate * (y - fires)",
        _RETURN + "return w + x @ step, b + step.item()",
    ),
    negated_test=_ANSWER + "not (w.T @ x).item() < -b",
)
bank.unseen_forms(forms.COLUMN_AND_NUMBER)
bank.unseen_right(
    int_answer=_ANSWER + "int(weighted_sum(w, x, b) >= 0)",
    not_negative=_ANSWER + "not weighted_sum(w, x, b) < 0",
    where_answer=_ANSWER + "np.where(weighted_sum(w, x, b) >= 0, 1, 0)",
    negative_step=_RETURN + "return w - -step * x, b - -step",
    matrix_product="step * x -> x @ [[step]]",
    table="(y - fires) -> {(0, True): -1, (1, False): 1}.get((int(y), fires), 0)",
)


def until_right(w, b, x, y, learning_rate):
    for _ in range(1000):
        if (weighted_sum(w, x, b) >= 0) == y:
            break
        w, b = perceptron_step(w, b, x, y, learning_rate)
    return w, b


bank.unseen_wrong(
    until_right,
    nothing_when_right=_RETURN + "if fires != (y == 1):\n        return w + step * x, b + step",
    wrong_sign_of_w="w + step -> w - step",
    unchanged=_RETURN + "return w, b",
    fixed_learning_rate="learning_rate * -> 0.1 *",
    no_rate_for_w="w + step -> w + (y - fires)",
    half_the_rate="learning_rate * -> learning_rate / 2 *",
    twice=lambda w, b, *args: perceptron_step(*perceptron_step(w, b, *args), *args),
    x_squared="step * x -> step * x**2",
    negative_fires=">= -> <=",
    fires_from_minus_half=">= 0 -> >= -0.5",
    rounded_score=_ANSWER + "round((w.T @ x + b).item()) >= 0",
    relu_for_step=_ANSWER + "max(0.0, (w.T @ x + b).item())",
    sign_for_step=_ANSWER + "np.sign((w.T @ x + b).item())",
    score_minus_bias="x + b -> x - b",
    absolute_error="(y - fires) -> abs(y - fires)",
    new_weights_only=_RETURN + "return learning_rate * x, learning_rate",
    bias_of_every_input="b + step -> b + step * x",
    rounded=_RETURN + "return (w + step * x).round(1), round(b + step, 1)",
    single_precision=_RETURN + 'return (w + step * x).astype("float32"), b + step',
    whole_bias="b + step -> int(b + step)",
)
bank.unseen_two(
    wrong_way_in_place=(
        "(y - fires) -> (fires - y)",
        "return w + step * x -> w += step * x\n    return w",
    ),
    no_bias_step_wrong_way=_RETURN + "return w - step * x, b",
    tie_no_rate=(">= -> >", "learning_rate * -> 1 *"),
    only_w_flat=_RETURN + "return (w + step * x).ravel()",
    half_b_unchanged=("learning_rate * -> learning_rate / 2 *", "b + step -> b"),
)
bank.unseen_odd(by_y=_RETURN + "return w + (step if y else -learning_rate) * x, b + step")
