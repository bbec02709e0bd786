"""Rosenblatt's rule: what is known of its answers."""

from __future__ import annotations

import numpy as np

from deepcat_grader.bank.neuron.perceptron_cases import perceptron_cases
from deepcat_grader.bank.neuron.perceptron_unseen import keep_unseen
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercises.neuron.perceptron_step import EXERCISE
from deepcat_solutions.neuron import perceptron_step, sigmoid, weighted_sum

_BIAS = "The bias is a weight whose input is always 1. What does the rule do to it?"
_LEARNS = "From what does a perceptron learn?"
_WRONG = "In how many ways can an answer of 0 or 1 be wrong?"
_BOTH = "Which two things does the rule change?"
_RETURN = "How does a function return two things?"
_ORDER = "In which order are the two things expected?"
_MOST = "Which input should move its weight most?"
_LABELS = "Which two values can y have here?"

bank = Bank(EXERCISE, reference=perceptron_step, hidden=perceptron_cases)


@bank.mistake(
    "The step goes the wrong way: the mistake gets worse.",
    think="If it should have fired and did not, should the score of x rise or fall?",
    source="https://stackoverflow.com/questions/15963858",
)
def sign(w, b, x, y, learning_rate):
    error = ((w.T @ x + b).item() >= 0) - y
    return w + learning_rate * error * x, b + learning_rate * error


@bank.mistake("The weights learn, but the bias stays as it is.", think=_BIAS)
def bias_not_updated(w, b, x, y, learning_rate):
    error = y - ((w.T @ x + b).item() >= 0)
    return w + learning_rate * error * x, b


@bank.mistake("The bias learns, but the weights stay as they are.", think=_BOTH)
def weights_not_updated(w, b, x, y, learning_rate):
    error = y - ((w.T @ x + b).item() >= 0)
    return w, b + learning_rate * error


@bank.mistake("The weights change even though the answer was right.", think=_LEARNS)
def updated_when_right(w, b, x, y, learning_rate):
    sign = 1 if y == 1 else -1
    return w + learning_rate * sign * x, b + learning_rate * sign


@bank.mistake(
    "The weights change when the answer is right, and stay when it is wrong.", think=_LEARNS
)
def updated_only_when_right(w, b, x, y, learning_rate):
    if ((w.T @ x + b).item() >= 0) == y:
        return w + learning_rate * y * x, b + learning_rate * y
    return w, b


bank.mistakes(
    "The step depends on y alone, not on what the perceptron answered.",
    think="From what does a perceptron learn? Where does your code compute its answer?",
    updated_by_y=lambda w, b, x, y, learning_rate: (
        w + learning_rate * y * x,
        b + learning_rate * y,
    ),
)


@bank.mistake(
    "A score of exactly 0 does not fire in your code; here it counts as firing.",
    think="Which of the two signs is in the rule, > or ≥?",
)
def tie_does_not_fire(w, b, x, y, learning_rate):
    error = y - ((w.T @ x + b).item() > 0)
    return w + learning_rate * error * x, b + learning_rate * error


@bank.mistake(
    "You compared y with the score z, not with the answer, which is 0 or 1.",
    think="What does the perceptron make of z before it is compared with y?",
)
def score_for_answer(w, b, x, y, learning_rate):
    error = y - (w.T @ x + b).item()
    return w + learning_rate * error * x, b + learning_rate * error


@bank.mistake(
    "You compared y with a sigmoid of the score; a perceptron answers 0 or 1.",
    think="Which activation did Rosenblatt's perceptron have?",
)
def sigmoid_for_step(w, b, x, y, learning_rate):
    error = y - sigmoid(w.T @ x + b).item()
    return w + learning_rate * error * x, b + learning_rate * error


@bank.mistake("The learning rate has no influence.", think="How long is the step meant to be?")
def learning_rate_ignored(w, b, x, y, learning_rate):
    error = y - ((w.T @ x + b).item() >= 0)
    return w + error * x, b + error


@bank.mistake("The learning rate is missing in the step of b.", think=_BIAS)
def learning_rate_missing_for_b(w, b, x, y, learning_rate):
    error = y - ((w.T @ x + b).item() >= 0)
    return w + learning_rate * error * x, b + error


@bank.mistake("Every weight moves by the same amount, whatever its input was.", think=_MOST)
def x_missing(w, b, x, y, learning_rate):
    error = y - ((w.T @ x + b).item() >= 0)
    return w + learning_rate * error, b + learning_rate * error


@bank.mistake("The inputs have got into the step of b.", think=_BIAS)
def bias_updated_with_x(w, b, x, y, learning_rate):
    error = y - ((w.T @ x + b).item() >= 0)
    return w + learning_rate * error * x, b + learning_rate * error * x.sum()


@bank.mistake("The weights move the right way, and the bias the opposite way.", think=_BIAS)
def bias_with_wrong_sign(w, b, x, y, learning_rate):
    error = y - ((w.T @ x + b).item() >= 0)
    return w + learning_rate * error * x, b - learning_rate * error


@bank.mistake(
    "The bias is missing in the score, so that the answer is sometimes another one.",
    think="What is z?",
)
def b_forgotten(w, b, x, y, learning_rate):
    error = y - ((w.T @ x).item() >= 0)
    return w + learning_rate * error * x, b + learning_rate * error


@bank.mistake(
    "Your function changes the w that it is given.",
    think="What is the difference between w += step and w + step?",
)
def in_place(w, b, x, y, learning_rate):
    error = y - ((w.T @ x + b).item() >= 0)
    w += learning_rate * error * x
    b += learning_rate * error
    return w, b


@bank.mistake(
    "The new b is an array of shape (1, 1), where a number is expected.",
    think="Which shape has w.T @ x, and how does an array of one element become a number?",
)
def b_an_array(w, b, x, y, learning_rate):
    error = y - (w.T @ x + b >= 0)
    return w + learning_rate * error * x, b + learning_rate * error


@bank.mistake("Your perceptron fires from 0.5 on.", think="Where is the threshold of the score z?")
def threshold_half(w, b, x, y, learning_rate):
    error = y - ((w.T @ x + b).item() >= 0.5)
    return w + learning_rate * error * x, b + learning_rate * error


@bank.mistake(
    "Your perceptron learns when it failed to fire, but not from a false alarm.", think=_WRONG
)
def only_towards(w, b, x, y, learning_rate):
    if y == 1 and (w.T @ x + b).item() < 0:
        return w + learning_rate * x, b + learning_rate
    return w, b


@bank.mistake(
    "Your perceptron learns from a false alarm, but not when it failed to fire.", think=_WRONG
)
def only_away(w, b, x, y, learning_rate):
    if y == 0 and (w.T @ x + b).item() >= 0:
        return w - learning_rate * x, b - learning_rate
    return w, b


@bank.mistake("Only w is returned, where w and b are expected.", think=_RETURN)
def only_w_returned(w, b, x, y, learning_rate):
    error = y - ((w.T @ x + b).item() >= 0)
    return w + learning_rate * error * x


@bank.mistake("b is returned first, where w comes first.", think=_ORDER)
def b_first(w, b, x, y, learning_rate):
    error = y - ((w.T @ x + b).item() >= 0)
    return b + learning_rate * error, w + learning_rate * error * x


@bank.mistake(
    "You returned the change of w and b, where the new w and b are expected.",
    think="What is to be added to what?",
)
def change_returned(w, b, x, y, learning_rate):
    error = y - ((w.T @ x + b).item() >= 0)
    return learning_rate * error * x, learning_rate * error


@bank.mistake("Your perceptron answers -1 where it does not fire, and y is 0 there.", think=_LABELS)
def minus_1_for_0(w, b, x, y, learning_rate):
    error = y - (1 if (w.T @ x + b).item() >= 0 else -1)
    return w + learning_rate * error * x, b + learning_rate * error


@bank.mistake(
    "This is the rule for y of -1 and 1; with y = 0 it never learns from a false alarm.",
    think=_LABELS,
)
def labels_of_plus_minus_1(w, b, x, y, learning_rate):
    if y * (w.T @ x + b).item() <= 0:
        return w + learning_rate * y * x, b + learning_rate * y
    return w, b


@bank.right
def if_wrong(w, b, x, y, learning_rate):
    answer = 1 if weighted_sum(w, x, b) >= 0 else 0
    if answer == y:
        return w, b
    if y == 1:
        return w + learning_rate * x, b + learning_rate
    return w - learning_rate * x, b - learning_rate


@bank.right
def copied_first(w, b, x, y, learning_rate):
    w_new = w.astype(float)
    answer = int((w.T @ x).item() + b >= 0)
    w_new += learning_rate * (y - answer) * x
    return w_new, b + learning_rate * (y - answer)


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
def heaviside(w, b, x, y, learning_rate):
    error = y - np.heaviside(np.sum(w * x) + b, 1.0)
    return w + learning_rate * error * x, b + learning_rate * error


@bank.right
def where(w, b, x, y, learning_rate):
    answer = np.where(w.T @ x + b >= 0, 1, 0).item()
    return w - learning_rate * (answer - y) * x, b - learning_rate * (answer - y)


@bank.right
def augmented(w, b, x, y, learning_rate):
    theta = np.vstack([w, [[b]]])
    features = np.vstack([x, [[1.0]]])
    error = y - float((theta.T @ features).item() >= 0)
    theta = theta + learning_rate * error * features
    return theta[:-1], theta[-1, 0]


@bank.right
def list_returned(w, b, x, y, learning_rate):
    error = int(y) - int((w.T @ x)[0, 0] + b >= 0)
    return [w + learning_rate * error * x, b + learning_rate * error]


@bank.right
def einsum(w, b, x, y, learning_rate):
    step = learning_rate * (y - (np.einsum("ij,ij->", w, x) + b >= 0))
    return w + step * x, b + step


@bank.right
def error_array(w, b, x, y, learning_rate):
    error = y - (w.T @ x + b >= 0).astype(float)
    return w + learning_rate * x @ error, b + learning_rate * error.item()


@bank.right
def negated_test(w, b, x, y, learning_rate):
    fires = not (w.T @ x).item() < -b
    return w + learning_rate * (y - fires) * x, float(b + learning_rate * (y - fires))


keep_unseen(bank)
