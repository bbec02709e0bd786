"""Decisions: what is known of its answers."""

from __future__ import annotations

import numpy as np

from deepcat_grader.bank import slips
from deepcat_grader.bank.draw import Array, Generator, layouts, sizes
from deepcat_grader.bank.forms import ROW
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercise import EDGE, Case
from deepcat_judge.exercises.losses.predict import EXERCISE
from deepcat_solutions.losses import predict


def hidden(rng: Generator) -> list[Case]:
    """Low, usual and high thresholds, probabilities close to them, and every kind of array."""
    m, k, p = sizes(rng, 3, 4)
    low, high = float(rng.uniform(0.15, 0.4)), float(rng.uniform(0.6, 0.85))

    def about(threshold: float, m: int) -> Array:
        """Probabilities on both sides of a threshold, the nearest ones 0.005 away."""
        far = np.linspace(0.005, min(threshold, 1.0 - threshold) - 0.01, m)
        return threshold + rng.permutation(far * (-1.0) ** np.arange(m))[None, :]

    return [
        Case("default", (about(0.5, m),), note="no threshold given"),
        Case("low", (about(low, p), low), note="a low threshold"),
        Case("high", (about(high, k), high), note="a high threshold"),
        Case("many", (about(0.55, 20 + k), 0.55), note="many probabilities"),
        Case("one", (about(low, 1), low), EDGE, "one example"),
        Case("certain", (np.array([[1.0, 0.0, 0.4]]), high), EDGE, "exactly 0 and 1"),
        *layouts((about(low, m), low)),
    ]


bank = Bank(EXERCISE, reference=predict, hidden=hidden)
bank.include(slips.LIST_RETURNED, slips.TRANSPOSED)

bank.mistakes(
    "Your decisions are made at 0.5, whatever threshold is given.",
    think="Where does the argument threshold enter your code?",
    threshold_ignored=lambda Y_hat, threshold=0.5: (Y_hat > 0.5).astype(int),
    rounded=lambda Y_hat, threshold=0.5: np.round(Y_hat),
)
bank.mistakes(
    "Every probability above 0 has become 1. 0 is where the score z is cut; a probability is "
    "compared with the threshold.",
    think="Which numbers can a probability be, and which ones a score?",
    threshold_on_z=lambda Y_hat, threshold=0.5: (Y_hat > 0).astype(int),
    rounded_up=lambda Y_hat, threshold=0.5: np.ceil(Y_hat),
)
bank.mistakes(
    "Every probability below 1 has become 0, as when its digits are cut off.",
    think="What does a cast to int do with 0.9?",
    cut=lambda Y_hat, threshold=0.5: Y_hat.astype(int),
)
bank.mistakes(
    "You return -1 and 1, where 0 and 1 are expected.",
    think="Which two labels do the examples have?",
    minus_1_and_1=lambda Y_hat, threshold=0.5: np.where(Y_hat > threshold, 1, -1),
    sign=lambda Y_hat, threshold=0.5: np.sign(Y_hat - threshold),
)
bank.known(
    """
sigmoid_first: (sigmoid(Y_hat) > threshold).astype(int)
    The sigmoid is applied to what is a probability already.
    ? What has turned the scores into probabilities, and when?
threshold_as_score: (Y_hat > np.log(threshold / (1 - threshold))).astype(int)
    You made a score of the threshold, and compared it with probabilities.
    ? Which of the two is a probability here, Y_hat, threshold, or both?
turned: (Y_hat < threshold).astype(int)
    The decisions are the wrong way round: 1 where the probability is below the threshold.
    ? What should a probability of 0.9 become?
probabilities_returned: Y_hat
    You return the probabilities themselves, where decisions of 0 or 1 are expected.
    ? Which two numbers stand for yes and no?
probabilities_kept: np.where(Y_hat > threshold, Y_hat, 0)
    What lies above the threshold is still a probability, where 1 is expected.
    ? What should a probability of 0.9 become?
probabilities_kept_below: np.where(Y_hat > threshold, 1, Y_hat)
    What lies below the threshold is still a probability, where 0 is expected.
    ? What should a probability of 0.2 become?
difference: Y_hat - threshold
    You return how far each probability is above the threshold, where 0 or 1 is expected.
    ? What turns a difference into a yes or a no?
flat: (Y_hat > threshold).astype(int).ravel()
    The decisions are right, but they have shape (m,), where a row (1, m) is expected.
    ? Which operation gave up one of the two dimensions?
positions: np.where(Y_hat > threshold)[1]
    You return the positions of what lies above the threshold, where a 0 or 1 for each is expected.
    ? How many numbers should come out?
one_decision_for_all: int(Y_hat.mean() > threshold)
    One decision came out, where every probability has a decision of its own.
    ? How many decisions are expected?
any_above: int(np.any(Y_hat > threshold))
    One decision came out: whether any probability is above the threshold.
    ? How many decisions are expected?
mean_for_threshold: (Y_hat > Y_hat.mean()).astype(int)
    You compare with the mean of the probabilities, not with the threshold.
    ? Should the decision about one example depend on the others?
largest_only: (Y_hat == Y_hat.max()).astype(int)
    Only the largest probability has become 1.
    ? Should the decision about one example depend on the others?
half_added: np.round(Y_hat + threshold)
    You add the threshold and round, which decides at 0.5 - threshold.
    ? With a threshold of 0.8, what should a probability of 0.3 become?
words: np.where(Y_hat > threshold, "cat", "no cat")
    You return words, where 1 and 0 are expected.
    ? Which two numbers stand for yes and no?
python_if: np.array([[1 if Y_hat > threshold else 0]])
    An if takes one truth, and the comparison of an array gives many.
    ? How can 1 and 0 be made of a whole array of True and False?
divided: Y_hat // threshold
    You divide by the threshold and round down: that can give 2 or more, and fails for 0.
    ? Which operation tells whether a number is above another one?
one_minus_threshold: (Y_hat > 1 - threshold).astype(int)
    You compare with one minus the threshold.
    ? With a threshold of 0.2, what should a probability of 0.4 become?
probability_of_0: (1 - Y_hat > threshold).astype(int)
    You decide by the probability of the other class, 1 - Y_hat.
    ? Of which class is Y_hat the probability?
default_forgotten: (Y_hat > (0.5 if threshold == 0 else threshold)).astype(int)
    A threshold of 0 counts as none given: 'threshold or 0.5' is 0.5 for it.
    ? Which numbers does Python take for false?
"""
)


@bank.mistake(
    "Your function writes the decisions into Y_hat, so whoever called it loses the probabilities.",
    think="What is the difference between changing an array and making a new one?",
)
def in_place(Y_hat, threshold=0.5):
    Y_hat[Y_hat > threshold] = 1
    Y_hat[Y_hat <= threshold] = 0
    return Y_hat


@bank.right
def loop(Y_hat, threshold=0.5):
    Y_pred = np.zeros((1, Y_hat.shape[1]))
    for i in range(Y_hat.shape[1]):
        if Y_hat[0, i] > threshold:
            Y_pred[0, i] = 1
    return Y_pred


bank.rights(
    truths=lambda Y_hat, threshold=0.5: Y_hat > threshold,
    at_least=lambda Y_hat, threshold=0.5: (Y_hat >= threshold).astype(float),
    where=lambda Y_hat, threshold=0.5: np.where(Y_hat > threshold, 1, 0),
    times_1=lambda Y_hat, threshold=0.5: 1 * (Y_hat > threshold),
    plus_0=lambda Y_hat, threshold=0.5: (Y_hat > threshold) + 0.0,
    heaviside=lambda Y_hat, threshold=0.5: np.heaviside(Y_hat - threshold, 1.0),
    half_sign=lambda Y_hat, threshold=0.5: (np.sign(Y_hat - threshold) + 1) / 2,
    bytes=lambda Y_hat, threshold=0.5: np.uint8(Y_hat > threshold),
    not_below=lambda Y_hat, threshold=0.5: 1 - (Y_hat < threshold),
    listed=lambda Y_hat, threshold=0.5: np.array([[int(p > threshold) for p in Y_hat[0]]]),
)


def on_a_copy(Y_hat, threshold=0.5):
    Y_pred = Y_hat.copy()
    above = Y_pred > threshold
    Y_pred[above], Y_pred[~above] = 1, 0
    return Y_pred


bank.unseen_right(
    on_a_copy,
    greater=lambda Y_hat, threshold=0.5: np.greater(Y_hat, threshold).astype(np.int8),
    ceiling=lambda Y_hat, threshold=0.5: np.clip(np.ceil(Y_hat - threshold), 0, 1),
    not_at_most=lambda Y_hat, threshold=0.5: np.logical_not(Y_hat <= threshold),
    select=lambda Y_hat, threshold=0.5: np.select([Y_hat > threshold], [1.0]),
    digitised=lambda Y_hat, threshold=0.5: np.digitize(Y_hat, [threshold]),
    full_mask=lambda Y_hat, threshold=0.5: np.ones(Y_hat.shape) * (threshold < Y_hat),
    vectorised=lambda Y_hat, threshold=0.5: np.vectorize(lambda p: int(p > threshold))(Y_hat),
    mapped=lambda Y_hat, threshold=0.5: np.array([list(map(lambda p: p > threshold, Y_hat[0]))]),
    by_table=lambda Y_hat, threshold=0.5: np.array([0, 1])[(Y_hat > threshold).astype(int)],
)
bank.unseen_wrong(
    a_little_above=lambda Y_hat, threshold=0.5: (Y_hat > threshold + 0.1) * 1,
    a_little_below=lambda Y_hat, threshold=0.5: (Y_hat > threshold - 0.1) * 1,
    between=lambda Y_hat, threshold=0.5: ((Y_hat > threshold) & (Y_hat < 0.9)) * 1,
    at_0_4=lambda Y_hat, threshold=0.5: (Y_hat > 0.4) * 1,
    always_0=lambda Y_hat, threshold=0.5: np.zeros(Y_hat.shape),
    always_1=lambda Y_hat, threshold=0.5: np.ones(Y_hat.shape),
    equal_to=lambda Y_hat, threshold=0.5: (Y_hat == threshold) * 1,
    of_the_first=lambda Y_hat, threshold=0.5: int(Y_hat[0, 0] > threshold),
    all_above=lambda Y_hat, threshold=0.5: int((Y_hat > threshold).all()),
    how_many=lambda Y_hat, threshold=0.5: int(np.sum(Y_hat > threshold)),
    most_probable=lambda Y_hat, threshold=0.5: np.argmax(Y_hat),
    by_the_median=lambda Y_hat, threshold=0.5: (Y_hat > np.median(Y_hat)) * 1,
    one_and_two=lambda Y_hat, threshold=0.5: 1 + (Y_hat > threshold),
    hundreds=lambda Y_hat, threshold=0.5: 100 * (Y_hat > threshold),
    truth_as_text=lambda Y_hat, threshold=0.5: (Y_hat > threshold).astype(str),
    list_of_truths=lambda Y_hat, threshold=0.5: [p > threshold for p in Y_hat[0]],
    only_those_above=lambda Y_hat, threshold=0.5: Y_hat[Y_hat > threshold],
    all_positions=lambda Y_hat, threshold=0.5: np.argwhere(Y_hat > threshold),
    rounded_to_1=lambda Y_hat, threshold=0.5: np.round(Y_hat, 1),
    rounded_after_threshold=lambda Y_hat, threshold=0.5: np.round(Y_hat * threshold),
    squared=lambda Y_hat, threshold=0.5: (Y_hat**2 > threshold) * 1,
    both=lambda Y_hat, threshold=0.5: (Y_hat, Y_hat > threshold),
    last_left_out=lambda Y_hat, threshold=0.5: (Y_hat > threshold)[:, :-1],
    no_default=lambda Y_hat, threshold: (Y_hat > threshold) * 1,
    other_default=lambda Y_hat, threshold=0.3: (Y_hat > threshold) * 1,
)
bank.unseen_two(
    turned_flat=lambda Y_hat, threshold=0.5: (Y_hat < threshold).ravel(),
    half_turned=lambda Y_hat, threshold=0.5: (Y_hat < 0.5) * 1,
    minus_1_a_list=lambda Y_hat, threshold=0.5: np.where(Y_hat > threshold, 1, -1).tolist(),
    half_in_a_column=lambda Y_hat, threshold=0.5: (Y_hat > 0.5).T * 1,
    zero_flat=lambda Y_hat, threshold=0.5: (Y_hat > 0).ravel() * 1,
)
bank.unseen_odd(
    first_turned=lambda Y_hat, threshold=0.5: np.hstack(
        [Y_hat[:, :1] < threshold, Y_hat[:, 1:] > threshold]
    ),
)
# These forms of decisions, which are 0 or 1, are as right as any.
_RIGHT = "rounded_to_4 rounded_to_2 rounded_down truncated single_precision positive"
bank.unseen_forms(ROW, leave_out=_RIGHT.split())
bank.equal(
    "Y_hat > threshold -> Y_hat >= threshold",
    why="A probability that equals the threshold may get either answer.",
)
