"""Logistic regression that learns: what is known of its answers."""

from __future__ import annotations

from typing import Any

import numpy as np

from deepcat_grader.bank.draw import Generator, layouts, sizes, whole
from deepcat_grader.bank.losses.draws import labels
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercise import EDGE, Case
from deepcat_judge.exercises.losses.fit_logistic_regression import EXERCISE
from deepcat_solutions.losses import (
    binary_cross_entropy,
    fit_logistic_regression,
    logistic_gradients,
    logistic_regression,
)

_ORDER = "Write down, for the first two steps, which w and b each line of your loop uses."
_STEP = "A slope says where the loss rises. Which way should a step go, and how far?"
_HISTORY = "When is each loss noted, and how many are there after n_steps steps?"
_START = "With which w and b does the exercise say that learning begins?"


def hidden(rng: Generator) -> list[Case]:
    """Few and many steps, examples and inputs, and every kind of array; nothing is saturated."""
    n, m, p, q = sizes(rng, 4, 2, 7)

    def args(n: int, m: int, n_steps: int) -> tuple[Any, ...]:
        X = rng.choice([-1.0, 1.0], (n, m)) * rng.uniform(0.2, 1.2, (n, m))
        return X, labels(rng, m), float(rng.uniform(0.15, 0.6)), n_steps

    X, Y, rate, _ = args(p, q, 0)
    wholes = np.sign(whole(rng, n, q)), Y.astype(np.int64)
    return [
        Case("one-step", args(n, m, 1), note="one step"),
        Case("few-steps", args(m, n, 3), note="three steps"),
        Case("more-steps", args(p, 9 + q, 11), note="11 steps"),
        Case("one-input", args(1, m, 4), EDGE, "one input"),
        Case("whole", (*wholes, 0.3, 3), EDGE, "whole numbers"),
        *layouts((X, Y, rate, 2)),
    ]


bank = Bank(EXERCISE, reference=fit_logistic_regression, hidden=hidden)

_LOOP = "for _ in range(n_steps): -> for step in range(n_steps):"
_PREDICT = "Y_hat = logistic_regression(w, b, X) -> "
_NOTE = "history.append(binary_cross_entropy(Y, Y_hat)) -> "
_SLOPES = "logistic_gradients(X, Y, Y_hat) -> "
_ZEROS = "np.zeros((X.shape[0], 1)) -> "
_B_STEP = "b = b - learning_rate * db -> "
_RETURN = "return w, b, history -> "

bank.known(
    f"""
w_uphill: w - learning_rate * dw -> w + learning_rate * dw
    w goes along its slopes, where it should go against them.
    ? {_STEP}
b_uphill: b - learning_rate * db -> b + learning_rate * db
    b goes along its slope, where it should go against it.
    ? {_STEP}
rate_missing_for_w: learning_rate * dw -> dw
    The learning rate is missing in the step of w.
    ? {_STEP}
rate_missing_for_b: learning_rate * db -> db
    The learning rate is missing in the step of b.
    ? {_STEP}
w_not_updated: w = w - learning_rate * dw -> pass
    w stays as it was at the start.
    ? Which things does a step change?
b_not_updated: {_B_STEP}pass
    b stays as it was at the start.
    ? Which things does a step change?
last_step_only: w = w - learning_rate * dw -> w = -learning_rate * dw
    w is the last step alone: it is not added to the w of before.
    ? From where does a step go?
one_step_fewer: range(n_steps) -> range(n_steps - 1)
    There is one step too few.
    ? How many numbers does your range give?
one_step_more: range(n_steps) -> range(n_steps + 1)
    There is one step too many.
    ? How many numbers does your range give?
always_100_steps: range(n_steps) -> range(100)
    There are always 100 steps, whatever is given.
    ? Where is the number written in your code, and who knows it?
history_forgotten: {_RETURN}return w, b
    Only w and b are returned, where w, b and the history are expected.
    ? Which three things should come out?
last_loss_only: {_RETURN}return w, b, history[-1]
    Only the last loss is returned, where a loss for every step is expected.
    ? {_HISTORY}
history_of_predictions: {_NOTE}history.append(Y_hat)
    The history holds the predictions, where the losses are expected.
    ? Which function makes one number of labels and predictions?
labels_exchanged: {_NOTE}history.append(binary_cross_entropy(Y_hat, Y))
    Labels and predictions have changed places in the loss.
    ? In which order does binary_cross_entropy take its arguments?
history_of_sums: {_NOTE}history.append(binary_cross_entropy(Y, Y_hat) * Y.size)
    The history holds sums over the examples, where their mean is expected.
    ? The first loss should be log 2. What is yours?
history_of_squares: {_NOTE}history.append(np.mean((Y - Y_hat) ** 2))
    The history holds the mean squared error, where the cross-entropy is expected.
    ? Of which loss are the slopes that you use?
history_of_accuracies: {_NOTE}history.append(np.mean((Y_hat > 0.5) == Y))
    The history holds accuracies, where losses are expected.
    ? Which function measures the loss?
minus_the_loss: {_NOTE}history.append(-binary_cross_entropy(Y, Y_hat))
    The losses in the history have a minus sign.
    ? The first loss should be log 2. What is yours?
newest_loss_first: {_NOTE}history.insert(0, binary_cross_entropy(Y, Y_hat))
    The losses stand in the wrong order: the last one comes first.
    ? What should history[0] be?
starts_at_1: {_ZEROS}np.ones((X.shape[0], 1))
    The weights begin with 1, where all begin with 0.
    ? {_START}
b_starts_at_1: history = np.zeros((X.shape[0], 1)), 0.0 -> history = np.zeros((X.shape[0], 1)), 1.0
    The bias begins with 1, where everything begins with 0.
    ? {_START}
random_start: {_ZEROS}0.01 * np.random.default_rng(0).normal(size=(X.shape[0], 1))
    The weights begin with small random numbers, where all begin with 0.
    ? {_START}
w_starts_flat: {_ZEROS}np.zeros(X.shape[0])
    w begins as an array of shape (n,), and becomes a table when a column is subtracted.
    ? What is the shape of a row minus a column?
w_for_each_example: {_ZEROS}np.zeros((X.shape[1], 1))
    w has a weight for each example, where each input has one.
    ? Which axis of X counts the inputs?
w_starts_as_a_row: {_ZEROS}np.zeros((1, X.shape[0]))
    w begins as a row (1, n), where a column (n, 1) is expected.
    ? Which shape have the weights that logistic_regression takes?
w_a_row: {_RETURN}return w.T, b, history
    The w that you return is a row (1, n), where a column (n, 1) is expected.
    ? Which shape have the weights that logistic_regression takes?
w_flat: {_RETURN}return w.ravel(), b, history
    The w that you return has shape (n,), where a column (n, 1) is expected.
    ? Which shape have the weights that logistic_regression takes?
b_first: {_RETURN}return b, w, history
    b is returned first, where w comes first.
    ? In which order are the three things expected?
history_first: {_RETURN}return history, w, b
    The history is returned first, where it comes last.
    ? In which order are the three things expected?
slopes_returned: {_RETURN}return dw, db, history
    You return the last slopes, where w and b are expected.
    ? Which names hold what was learned?
not_divided: {_SLOPES}(X @ (Y_hat - Y).T, np.sum(Y_hat - Y))
    The 1/m is missing in your slopes, so that every step is m times as long.
    ? Which of your functions gives the slopes?
slope_of_squares: {_SLOPES}logistic_gradients(X, Y_hat, Y_hat + (Y_hat - Y) * Y_hat * (1 - Y_hat))
    Your slopes hold the slope of the sigmoid, as for the squared error.
    ? Which of your functions gives the slopes of the cross-entropy?
decisions_for_probabilities: {_SLOPES}logistic_gradients(X, Y, Y_hat > 0.5)
    Your slopes are made from decisions of 0 and 1, as the perceptron's are.
    ? What is the error of a prediction of 0.6 for a cat?
sigmoid_forgotten: {_PREDICT}Y_hat = w.T @ X + b
    The predictions are scores: the sigmoid is missing.
    ? Which of your functions predicts a probability?
b_forgotten: {_PREDICT}Y_hat = logistic_regression(w, 0.0, X)
    The predictions are made without b, though b is learned.
    ? What does logistic_regression take?
first_example_only: {_SLOPES}logistic_gradients(X[:, :1], Y[:, :1], Y_hat[:, :1])
    Every step looks at the first example only.
    ? Which examples make a step of this exercise?
"""
)
bank.mistakes(
    "Your learning rate is always the same number, whatever is given.",
    think="Where is the number written in your code, and who knows it?",
    rate_always_a_tenth="w, b, history = -> learning_rate = 0.1\n    w, b, history =",
    rate_always_a_hundredth="w, b, history = -> learning_rate = 0.01\n    w, b, history =",
)
bank.mistakes(
    "Both w and b go along their slopes, where they should go against them: the loss grows.",
    think=_STEP,
    uphill=("w - learning_rate -> w + learning_rate", "b - learning_rate -> b + learning_rate"),
    arguments_exchanged=_SLOPES + "logistic_gradients(X, Y_hat, Y)",
)
bank.mistakes(
    "b is an array, where a number is expected.",
    think="With what does b begin, and what is subtracted from it?",
    b_in_a_matrix="np.zeros((X.shape[0], 1)), 0.0 -> np.zeros((X.shape[0], 1)), np.zeros((1, 1))",
    b_in_an_array="np.zeros((X.shape[0], 1)), 0.0 -> np.zeros((X.shape[0], 1)), np.zeros(1)",
)
bank.mistakes(
    "w is changed before b's slope is computed, so that the two come from different predictions.",
    think=_ORDER,
    w_before_db="learning_rate * dw -> learning_rate * dw\n"
    "        db = logistic_gradients(X, Y, logistic_regression(w, b, X))[1]",
)
bank.mistakes(
    "The slopes are always those of the start: they, or the predictions, are computed only once.",
    think=_ORDER,
    slopes_once=(
        "dw, db = logistic_gradients(X, Y, Y_hat) -> pass",
        "for _ in -> dw, db = logistic_gradients(X, Y, logistic_regression(w, b, X))\n    for _ in",
    ),
)
bank.mistakes(
    "The predictions are made once, before the loop, so that losses and slopes never change.",
    think=_ORDER,
    predicted_once=(
        _PREDICT + "pass",
        "for _ in -> Y_hat = logistic_regression(w, b, X)\n    for _ in",
    ),
)
bank.mistakes(
    "The losses are noted after each step: history[i] should be the loss before step i.",
    think=_HISTORY,
    noted_after=(
        _NOTE + "pass",
        _B_STEP + "b = b - learning_rate * db\n"
        "        history.append(binary_cross_entropy(Y, logistic_regression(w, b, X)))",
    ),
)
bank.mistakes(
    "The history holds one loss too many: that after the last step, too.",
    think=_HISTORY,
    noted_at_the_end=_RETURN
    + "history.append(binary_cross_entropy(Y, logistic_regression(w, b, X)))\n    "
    "return w, b, history",
)
bank.mistakes(
    "Not every loss is noted.",
    think=_HISTORY,
    every_second_loss=(
        _LOOP,
        _NOTE + "if step % 2 == 0:\n            history.append(binary_cross_entropy(Y, Y_hat))",
    ),
    every_hundredth_loss=(
        _LOOP,
        _NOTE + "if step % 100 == 0:\n            history.append(binary_cross_entropy(Y, Y_hat))",
    ),
)
bank.mistakes(
    "The learning rate gets smaller from step to step.",
    think="How far should every step go?",
    falling_rate=_LOOP + "\n        learning_rate = learning_rate / (step + 1)",
)
bank.mistakes(
    "Your function changes the X that it is given.",
    think="What is the difference between X -= mean and X - mean?",
    in_place="w, b, history = -> X -= X.mean(axis=1, keepdims=True).astype(X.dtype)\n"
    "    w, b, history =",
)
bank.mistakes(
    "You standardise X first, so that w belongs to other inputs than the given ones.",
    think="Which X will whoever uses your w and b hand to logistic_regression?",
    standardised="w, b, history = -> X = (X - X.mean(axis=1, keepdims=True)) / "
    "X.std(axis=1, keepdims=True)\n    w, b, history =",
)
bank.mistakes(
    "The steps end before n_steps: early, or at a number of your own.",
    think="Which line ends your loop, and what does the exercise say of n_steps?",
    stops_early=_B_STEP + "b = b - learning_rate * db\n"
    "        if len(history) > 1 and history[-2] - history[-1] < 1e-3:\n            break",
    hundred_at_most="range(n_steps) -> range(min(n_steps, 100))",
)
for _id in ("stops_early", "hundred_at_most"):
    bank.alike("right", _id, why="It shows in a long run only, which is a property.")


@bank.mistake(
    "Every example makes a step of its own, where one step looks at all examples.",
    think="Which examples make one step of this exercise, and how many steps are there?",
)
def one_example_a_step(X, Y, learning_rate, n_steps):
    w, b, history = np.zeros((X.shape[0], 1)), 0.0, []
    for _ in range(n_steps):
        history.append(binary_cross_entropy(Y, logistic_regression(w, b, X)))
        for j in range(X.shape[1]):
            x, y = X[:, [j]], Y[:, [j]]
            dw, db = logistic_gradients(x, y, logistic_regression(w, b, x))
            w = w - learning_rate * dw
            b = b - learning_rate * db
    return w, b, history


@bank.right
def by_hand(X, Y, learning_rate, n_steps):
    n, m = X.shape
    w, b, history = np.zeros((n, 1)), 0.0, np.zeros(n_steps)
    for i in range(n_steps):
        A = 1 / (1 + np.exp(-np.clip(w.T @ X + b, -500, 500)))
        sure = np.clip(A, 1e-12, 1 - 1e-12)
        history[i] = -np.mean(Y * np.log(sure) + (1 - Y) * np.log(1 - sure))
        w = w - learning_rate * X @ (A - Y).T / m
        b = b - learning_rate * np.mean(A - Y)
    return w, b, history


@bank.right
def while_loop(X, Y, learning_rate, n_steps):
    w, b, history = np.zeros((len(X), 1)), 0, np.zeros(0)
    while len(history) < n_steps:
        Y_hat = logistic_regression(w, b, X)
        history = np.append(history, binary_cross_entropy(Y, Y_hat))
        dw, db = logistic_gradients(X, Y, Y_hat)
        w, b = w - learning_rate * dw, b - learning_rate * db
    return [w, b, history]


@bank.right
def from_scores(X, Y, learning_rate, n_steps):
    w, b, history = np.zeros((X.shape[0], 1)), 0.0, []
    for _ in range(n_steps):
        Z = w.T @ X + b
        history.append(np.mean(np.logaddexp(0, Z) - Y * Z))
        errors = np.exp(-np.logaddexp(0, -Z)) - Y
        w = w - learning_rate * np.mean(X * errors, axis=1, keepdims=True)
        b = b - learning_rate * errors.mean()
    return w, b, history


@bank.right
def one_column(X, Y, learning_rate, n_steps):
    extended = np.vstack([X, np.ones((1, X.shape[1]))])
    theta, history = np.zeros((X.shape[0] + 1, 1)), [0.0] * n_steps
    for i in range(n_steps):
        Y_hat = logistic_regression(theta, 0.0, extended)
        history[i] = binary_cross_entropy(Y, Y_hat)
        theta = theta - learning_rate * extended @ (Y_hat - Y).T / Y.shape[1]
    return theta[:-1], theta[-1, 0], history


bank.rights(
    own_zeros_changed="w = w - learning_rate * dw -> w -= learning_rate * dw",
    guarded=_NOTE + "history.append(-np.mean(Y * np.log(Y_hat + 1e-7) "
    "+ (1 - Y) * np.log(1 - Y_hat + 1e-7)))",
    array_returned=_RETURN + "return w, b, np.array(history)",
    factored="w = w - learning_rate * dw -> w = w + learning_rate * -dw",
    zero_dimensional="np.zeros((X.shape[0], 1)), 0.0 -> np.zeros((X.shape[0], 1)), np.array(0.0)",
)


def recursive(X, Y, learning_rate, n_steps):
    def go(w, b, left):
        if left == 0:
            return w, b, []
        Y_hat = logistic_regression(w, b, X)
        dw, db = logistic_gradients(X, Y, Y_hat)
        last = go(w - learning_rate * dw, b - learning_rate * db, left - 1)
        return last[0], last[1], [binary_cross_entropy(Y, Y_hat), *last[2]]

    return go(np.zeros((X.shape[0], 1)), 0.0, n_steps)


def losses_at_the_end(X, Y, learning_rate, n_steps):
    path = [(np.zeros((X.shape[0], 1)), 0.0)]
    for _ in range(n_steps):
        w, b = path[-1]
        dw, db = logistic_gradients(X, Y, logistic_regression(w, b, X))
        path.append((w - learning_rate * dw, b - learning_rate * db))
    losses = [binary_cross_entropy(Y, logistic_regression(w, b, X)) for w, b in path[:-1]]
    return path[-1][0], path[-1][1], losses


bank.unseen_right(
    recursive,
    losses_at_the_end,
    full=_ZEROS + "np.full((len(X), 1), 0.0)",
    by_index=(
        "history = np.zeros((X.shape[0], 1)), 0.0, [] -> "
        "history = 0 * X[:, :1].astype(float), 0.0, [0.0] * n_steps",
        "for _ in -> for i in",
        _NOTE + "history[i] = binary_cross_entropy(Y, Y_hat)",
    ),
    numpy_floats=_NOTE + "history.append(np.float64(binary_cross_entropy(Y, Y_hat)))",
    squeezed=_RETURN + "return w, float(np.squeeze(b)), tuple(history)",
    step_first="w = w - learning_rate * dw -> step = learning_rate * dw\n        w = w - step",
    half_twice=_B_STEP + "b = b - learning_rate * db / 2 - learning_rate * db / 2",
)
bank.unseen_wrong(
    half_the_rate="learning_rate * dw -> learning_rate / 2 * dw",
    rate_squared="learning_rate * dw -> learning_rate**2 * dw",
    divided_by_the_rate="learning_rate * dw -> dw / learning_rate",
    rate_over_m="learning_rate * dw -> learning_rate / X.shape[1] * dw",
    rate_over_m_for_both=_SLOPES + "[g / Y.size for g in logistic_gradients(X, Y, Y_hat)]",
    both_doubled=_SLOPES + "[2 * g for g in logistic_gradients(X, Y, Y_hat)]",
    momentum=(
        "w, b, history = -> v = 0.0\n    w, b, history =",
        "w = w - learning_rate * dw -> v = 0.9 * v + dw\n        w = w - learning_rate * v",
    ),
    regularised="learning_rate * dw -> learning_rate * (dw + 0.1 * w)",
    direction_only="learning_rate * dw -> learning_rate * np.sign(dw)",
    unit_step="learning_rate * dw -> learning_rate * dw / np.linalg.norm(dw)",
    last_example=_SLOPES + "logistic_gradients(X[:, -1:], Y[:, -1:], Y_hat[:, -1:])",
    without_last=_SLOPES + "logistic_gradients(X[:, :-1], Y[:, :-1], Y_hat[:, :-1])",
    labels_turned=_SLOPES + "logistic_gradients(X, 1 - Y, Y_hat)",
    plus_and_minus_1=_SLOPES + "logistic_gradients(X, 2 * Y - 1, Y_hat)",
    sum_of_w=_RETURN + "return w.sum(), b, history",
    losses_rounded=_RETURN + "return w, b, [round(loss, 2) for loss in history]",
    w_rounded=_RETURN + "return w.round(2), b, history",
    history_reversed=_RETURN + "return w, b, history[::-1]",
    predictions_returned=_RETURN + "return Y_hat, b, history",
    in_a_dict=_RETURN + 'return {"w": w, "b": b, "history": history}',
    nothing_returned=_RETURN + "print(w, b, history)",
    return_in_the_loop=_B_STEP + "b = b - learning_rate * db\n        return w, b, history",
    starts_at_a_half=_ZEROS + "np.full((X.shape[0], 1), 0.5)",
    best_so_far=_NOTE + "history.append(min([*history, binary_cross_entropy(Y, Y_hat)]))",
    running_mean=_NOTE + "history.append(np.mean([*history, binary_cross_entropy(Y, Y_hat)]))",
    loss_over_m=_NOTE + "history.append(binary_cross_entropy(Y, Y_hat) / Y.size)",
    base_2=_NOTE + "history.append(binary_cross_entropy(Y, Y_hat) / np.log(2))",
    loss_of_decisions=_NOTE + "history.append(binary_cross_entropy(Y, np.round(Y_hat)))",
    loss_of_first=_NOTE + "history.append(binary_cross_entropy(Y[:, :1], Y_hat[:, :1]))",
    absolute_errors=_NOTE + "history.append(np.mean(np.abs(Y - Y_hat)))",
    loss_in_arrays=_NOTE + "history.append(np.array([[binary_cross_entropy(Y, Y_hat)]]))",
    slopes_noted=_NOTE + "history.append(np.abs(logistic_gradients(X, Y, Y_hat)[1]))",
    fifty_at_most="range(n_steps) -> range(min(n_steps, 50))",
    five_at_least="range(n_steps) -> range(max(n_steps, 5))",
    stops_when_good=_NOTE + "history.append(binary_cross_entropy(Y, Y_hat))\n"
    "        if history[-1] < 0.55:\n            break",
    b_twice=_B_STEP + "b = b - 2 * learning_rate * db",
    b_of_mean_w=_B_STEP + "b = float(np.mean(w))",
    b_before_dw=_SLOPES + "logistic_gradients(X, Y, Y_hat)\n"
    "        dw = logistic_gradients(X, Y, logistic_regression(w, b - learning_rate * db, X))[0]",
    centred="w, b, history = -> X = X - X.mean()\n    w, b, history =",
)
bank.unseen_two(
    uphill_noted_after=(
        "w - learning_rate -> w + learning_rate",
        "b - learning_rate -> b + learning_rate",
        _NOTE + "pass",
        _RETURN + "history.append(0.0)\n    return w, b, history",
    ),
    b_kept_history_forgotten=(_B_STEP + "pass", _RETURN + "return w, b"),
    rate_missing_w_flat=("learning_rate * dw -> dw", _RETURN + "return w.ravel(), b, history"),
    one_more_b_uphill=("range(n_steps) -> range(n_steps + 1)", "b - learning -> b + learning"),
    squares_rounded=(
        _NOTE + "history.append(np.mean((Y - Y_hat) ** 2))",
        _RETURN + "return w.round(3), b, history",
    ),
    not_divided_b_kept=(
        _SLOPES + "(X @ (Y_hat - Y).T, np.sum(Y_hat - Y))",
        _B_STEP + "pass",
    ),
)
bank.unseen_odd(
    first_step_apart=_LOOP + "\n        if step == 0:\n            w = w + 0.1",
)
