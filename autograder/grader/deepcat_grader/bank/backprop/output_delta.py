"""The output's δ: what is known of its answers."""

from __future__ import annotations

import numpy as np

from deepcat_grader.bank import slips
from deepcat_grader.bank.draw import Generator, layouts, sizes
from deepcat_grader.bank.forms import ROW
from deepcat_grader.bank.losses.draws import labels, probabilities
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercise import EDGE, Case
from deepcat_judge.exercises.backprop.output_delta import EXERCISE
from deepcat_solutions.backprop import output_delta

_MEAN = "Where does the 1/m of the mean stand: here, or in the slopes of weights and biases?"
_SIGMOID = "With the cross-entropy, what becomes of the sigmoid's slope?"
_RIGHT = "What should δ be for a prediction that is exactly right?"


def hidden(rng: Generator) -> list[Case]:
    """Few and many examples, certain predictions, and every kind of array."""
    m, k = sizes(rng, 2, 3)

    def args(m):
        return labels(rng, m), probabilities(rng, m)

    Y, Y_hat = args(k)
    certain = np.round(Y_hat)
    certain[0, :2] = 1.0, 0.0
    return [
        Case("some", args(m), note=f"{m} examples"),
        Case("many", args(15 + k), note=f"{15 + k} examples"),
        Case("one", args(1), EDGE, "one example"),
        Case("certain", (Y, certain), EDGE, "predictions of exactly 0 and 1"),
        Case("whole", (Y.astype(np.int64), Y_hat), EDGE, "labels in whole numbers"),
        *layouts((Y, Y_hat)),
    ]


bank = Bank(EXERCISE, reference=output_delta, hidden=hidden)
bank.include(slips.IN_PLACE, slips.ROUNDED, slips.LIST_RETURNED, slips.TRANSPOSED, slips.IDENTITY)

bank.known(
    f"""
sign: Y - Y_hat
    The sign is wrong: you took Y - Y_hat.
    ? If a prediction is too high, should the slope along its score be positive or negative?
divided_by_m: (Y_hat - Y) / Y.shape[1]
    Your δ is divided by m; δ belongs to one example.
    ? {_MEAN}
mean: np.mean(Y_hat - Y, axis=1, keepdims=True)
    You took the mean over the examples; δ belongs to one example.
    ? {_MEAN}
one_mean: np.mean(Y_hat - Y)
    You took the mean over the examples; δ belongs to one example.
    ? {_MEAN}
sum: np.sum(Y_hat - Y, axis=1, keepdims=True)
    The examples are added up; δ belongs to one example.
    ? How many examples are there, and how many numbers should come out?
slope_of_squares: (Y_hat - Y) * Y_hat * (1 - Y_hat)
    The sigmoid's slope stands beside the error, as with (half) the squared error.
    ? {_SIGMOID}
slope_of_squares_doubled: 2 * (Y_hat - Y) * Y_hat * (1 - Y_hat)
    This is δ for the squared error, where the loss is the cross-entropy.
    ? {_SIGMOID}
chain_stopped: (Y_hat - Y) / np.maximum(Y_hat * (1 - Y_hat), 1e-9)
    This is how the loss changes with Y_hat; between Y_hat and the score there is still the sigmoid.
    ? What is the slope of the sigmoid, and what is left when it is multiplied in?
not_finite: -Y / Y_hat + (1 - Y) / (1 - Y_hat)
    This is how the loss changes with Y_hat; for a prediction of exactly 0 or 1 it divides by 0.
    ? What is the slope of the sigmoid, and what is left when it is multiplied in?
zero_divided: (-Y / Y_hat + (1 - Y) / (1 - Y_hat)) * Y_hat * (1 - Y_hat)
    For a prediction of exactly 0 or 1, your formula divides by 0.
    ? What is left of the formula when you cancel on paper?
doubled: 2 * (Y_hat - Y)
    Your δ is twice as large as it should be, as if the loss were a square.
    ? Of which loss is this the slope?
halved: (Y_hat - Y) / 2
    Your δ is half as large as it should be.
    ? Of which loss is this the slope?
squared: (Y_hat - Y) ** 2
    The errors are squared, which is for a loss and not for its slope.
    ? Should δ be the same for a prediction too high and one too low?
absolute: np.abs(Y_hat - Y)
    The errors have lost their sign.
    ? Should δ be the same for a prediction too high and one too low?
sign_of_error: np.sign(Y_hat - Y)
    Only the sign of each error is left.
    ? Should δ be the same for a small error and for a large one?
loss_returned(Y, P): -np.log(np.maximum(np.where(Y == 1, P, 1 - P), 1e-15))
    The loss of each example is returned, where its slope is expected.
    ? {_RIGHT}
sigmoid_prime_only: Y_hat * (1 - Y_hat)
    The labels have no influence on your δ.
    ? {_RIGHT}
predictions_only: Y_hat
    What comes out is Y_hat, unchanged.
    ? {_RIGHT}
decisions: (Y_hat > 0.5) - Y
    You took decisions of 0 and 1 for the probabilities, as the perceptron does.
    ? What is δ for a prediction of 0.6 for a cat?
sum_of_both: Y_hat + Y
    Label and prediction are added.
    ? {_RIGHT}
product: Y_hat * Y
    Label and prediction are multiplied.
    ? {_RIGHT}
turned_labels: Y_hat - (1 - Y)
    Your labels are turned round: your δ is for a network that looks for what is no cat.
    ? {_RIGHT}
outer: Y_hat.T - Y
    Every prediction was compared with every label, in a table of m times m errors.
    ? Which shapes do Y and Y_hat have before the subtraction?
flat: (Y_hat - Y).ravel()
    The numbers are right, but they stand in an array (m,), where a row (1, m) is expected.
    ? Which operation gave up one of the two dimensions?
"""
)
bank.mistakes(
    "Your function writes the errors into Y_hat, so whoever called it loses the predictions.",
    think="What is the difference between changing an array and making a new one?",
    predictions_overwritten="return Y_hat - Y -> Y_hat -= Y\n    return Y_hat",
)


@bank.right
def loop(Y, Y_hat):
    delta = np.zeros(Y.shape)
    for j in range(Y.shape[1]):
        delta[0, j] = Y_hat[0, j] - Y[0, j]
    return delta


@bank.right
def through_the_chain(Y, Y_hat):
    certain = np.clip(Y_hat, 1e-12, 1 - 1e-12)
    slope_of_loss = -Y / certain + (1 - Y) / (1 - certain)
    return slope_of_loss * certain * (1 - certain)


bank.rights(
    subtract=lambda Y, Y_hat: np.subtract(Y_hat, Y),
    minus_outside=lambda Y, Y_hat: -(Y - Y_hat),
    plus=lambda Y, Y_hat: Y_hat + -1 * Y,
    by_label=lambda Y, Y_hat: np.where(Y == 1, Y_hat - 1, Y_hat),
    two_terms=lambda Y, Y_hat: (1 - Y) * Y_hat - Y * (1 - Y_hat),
    zipped=lambda Y, Y_hat: np.array([[p - y for y, p in zip(Y[0], Y_hat[0], strict=True)]]),
    flat_and_back=lambda Y, Y_hat: (Y_hat.ravel() - Y.ravel()).reshape(1, -1),
    copied="return Y_hat - Y -> delta = Y_hat.copy()\n    delta -= Y\n    return delta",
)
bank.unseen_right(
    turned_twice=lambda Y, P: (P.T - Y.T).T,
    new_axis=lambda Y, P: (P[0] - Y[0])[np.newaxis, :],
    masked="return Y_hat - Y -> delta = Y_hat + 0.0\n    delta[Y == 1] -= 1\n    return delta",
    listed=lambda Y, P: np.array(P.tolist()) - np.array(Y.tolist()),
    added=lambda Y, P: np.add(P, -Y),
    einsum=lambda Y, P: np.einsum("ij->ij", P - Y),
    difference=lambda Y, P: np.diff(np.vstack([Y, P]), axis=0),
)
bank.unseen_wrong(
    divided_by_rows=lambda Y, P: (P - Y) / (Y.shape[0] + 1),
    times_m=lambda Y, P: (P - Y) * Y.shape[1],
    m_minus_1=lambda Y, P: (P - Y) / (Y.shape[1] + 1),
    root_of_m=lambda Y, P: (P - Y) / np.sqrt(Y.shape[1]),
    of_probability=lambda Y, P: (P - Y) * P,
    of_the_rest=lambda Y, P: (P - Y) * (1 - P),
    quotient=lambda Y, P: Y / np.maximum(P, 1e-9),
    cats_only=lambda Y, P: (P - Y) * Y,
    others_only=lambda Y, P: (P - Y) * (1 - Y),
    cats_chain=lambda Y, P: -Y / np.maximum(P, 1e-9),
    both_from_one=lambda Y, P: 1 - P - Y,
    plus_minus_1=lambda Y, P: P - (2 * Y - 1),
    logs=lambda Y, P: np.log(np.maximum(P, 1e-9)) - Y,
    relu=lambda Y, P: (P - Y) * (P > 0.5),
    again=lambda Y, P: 1 / (1 + np.exp(-P)) - Y,
    tanh_prime=lambda Y, P: (P - Y) * (1 - P**2),
    cut=lambda Y, P: (P - Y).astype(int),
    half_precision_inside=lambda Y, P: (P.astype(np.float16) - Y).astype(float),
    threshold_off=lambda Y, P: np.where(np.abs(P - Y) < 0.2, 0, P - Y),
    labels_rounded=lambda Y, P: P - np.round(P),
    predictions_first_dimension=lambda Y, P: P[0] - Y[0],
    first_only=lambda Y, P: P[:, :1] - Y[:, :1],
    learning_rate_in_it=lambda Y, P: 0.1 * (P - Y),
    squared_error=lambda Y, P: (P - Y) ** 2 / 2,
    both=lambda Y, P: (P - Y, Y - P),
    matrix=lambda Y, P: P @ Y.T,
    stacked=lambda Y, P: np.vstack([Y, P]),
    shuffled=lambda Y, P: P - Y[:, ::-1],
)
bank.unseen_two(
    sign_and_m=lambda Y, P: (Y - P) / Y.shape[1],
    sign_and_flat=lambda Y, P: (Y - P).ravel(),
    sign_and_slope=lambda Y, P: (Y - P) * P * (1 - P),
    slope_and_m=lambda Y, P: (P - Y) * P * (1 - P) / Y.shape[1],
    m_and_turned=lambda Y, P: ((P - Y) / Y.shape[1]).T,
    double_rounded=lambda Y, P: np.round(2 * (P - Y), 2),
    sign_listed=lambda Y, P: (Y - P).tolist(),
)
bank.unseen_odd(
    by_decision=lambda Y, P: np.where(P > 0.5, P - Y, Y - P),
    cats_apart=lambda Y, P: np.where(Y == 1, (P - Y) * 2, P - Y),
)
bank.unseen_forms(ROW)
