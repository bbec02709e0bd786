"""The slopes of the loss: what is known of its answers."""

from __future__ import annotations

import numpy as np

from deepcat_grader.bank.draw import Generator, layouts, order_one, sizes, whole
from deepcat_grader.bank.forms import COLUMN_AND_NUMBER
from deepcat_grader.bank.losses.draws import labels, probabilities
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercise import EDGE, Case
from deepcat_judge.exercises.losses.logistic_gradients import EXERCISE
from deepcat_solutions.losses import logistic_gradients

_SHAPES = "Write the shapes beside each factor. dw has a row for each input, and one column."
_MEAN = "The loss is a mean over the examples. What is left of that mean in its slopes?"


def hidden(rng: Generator) -> list[Case]:
    """Few and many examples and inputs, certain predictions, and every kind of array."""
    n, m, p, q = sizes(rng, 4)

    def args(n, m):
        return order_one(rng, n, m), labels(rng, m), probabilities(rng, m)

    X, Y, Y_hat = args(p, q)
    certain, wholes = np.round(Y_hat), (whole(rng, p, q), Y.astype(np.int64))
    return [
        Case("some", args(n, m), note=f"{m} examples of {n} inputs"),
        Case("many", args(p, 20 + n), note=f"{20 + n} examples of {p} inputs"),
        Case("square", args(n, n), note=f"{n} examples of {n} inputs"),
        Case("one", args(q, 1), EDGE, "one example"),
        Case("whole", (*wholes, Y_hat), EDGE, "X and Y in whole numbers"),
        Case("certain", (X, Y, certain), EDGE, "predictions of exactly 0 and 1"),
        *layouts((X, Y, Y_hat)),
    ]


bank = Bank(EXERCISE, reference=logistic_gradients, hidden=hidden)

bank.mistakes(
    "The 1/m is missing in both slopes, or m is 1: len(Y) counts rows, not examples.",
    think=_MEAN,
    not_divided=("errors.T / m -> errors.T", "np.sum(errors) / m -> np.sum(errors)"),
    rows_counted="m = X.shape[1] -> m = len(Y)",
)
bank.mistakes(
    "Both slopes have the wrong sign: you took Y - Y_hat.",
    think="If a prediction is too high, should the slope along its score be positive or negative?",
    sign="errors = Y_hat - Y -> errors = Y - Y_hat",
)
bank.mistakes(
    "You divided by n, the number of inputs, where m, the number of examples, is expected.",
    think="Which axis of X counts examples?",
    divided_by_n="m = X.shape[1] -> m = X.shape[0]",
)
bank.mistakes(
    "db is an array, where a number is expected.",
    think="Which sum keeps its dimensions, and what makes a number of one element?",
    db_in_a_matrix="float(np.sum(errors) / m) -> np.sum(errors, axis=1, keepdims=True) / m",
    db_in_an_array="float(np.sum(errors) / m) -> np.sum(errors, axis=1) / m",
)
bank.mistakes(
    "dw is one number for all inputs: X and the errors are multiplied element by element, and "
    "everything is added up.",
    think=_SHAPES,
    dw_of_everything="X @ errors.T / m -> np.sum(X * errors) / m",
)
bank.known(
    f"""
elementwise_product: X @ errors.T / m -> X * errors / m
    X * errors multiplies element by element and stops there: dw has a column for each example.
    ? Over what is to be added, and which product adds?
elementwise_mean: X @ errors.T / m -> np.mean(X * errors, axis=1)
    dw has shape (n,), where a column (n, 1) is expected.
    ? Which operation gave up one of the two dimensions?
wrong_axis: X @ errors.T / m -> np.mean(X * errors, axis=0, keepdims=True)
    You averaged over the inputs, where each input has a slope of its own.
    ? {_SHAPES}
not_transposed: X @ errors.T / m -> X @ errors / m
    X @ errors does not fit: both have a column for each example.
    ? {_SHAPES}
X_transposed: X @ errors.T / m -> X.T @ errors.T / m
    X.T @ errors.T does not fit, or adds over the inputs.
    ? {_SHAPES}
dw_a_row: X @ errors.T / m -> errors @ X.T / m
    The numbers in dw are right, but it is a row (1, n), where a column (n, 1) is expected.
    ? {_SHAPES}
dw_not_divided: errors.T / m -> errors.T
    The 1/m is missing in dw; db is right.
    ? {_MEAN}
db_not_divided: np.sum(errors) / m -> np.sum(errors)
    The 1/m is missing in db; dw is right.
    ? {_MEAN}
divided_twice: errors = Y_hat - Y -> errors = (Y_hat - Y) / m
    You divided by m twice, in the errors and in both slopes.
    ? {_MEAN}
dw_divided_twice: errors.T / m -> errors.T / m / m
    dw is divided by m twice; db is right.
    ? {_MEAN}
slope_of_squares: errors = Y_hat - Y -> errors = (Y_hat - Y) * Y_hat * (1 - Y_hat)
    The sigmoid's slope stands beside the errors, as in the slopes of (half) the squared error.
    ? With the cross-entropy, what becomes of the sigmoid's slope?
slope_of_squares_doubled: errors = Y_hat - Y -> errors = 2 * (Y_hat - Y) * Y_hat * (1 - Y_hat)
    These are the slopes of the mean squared error, where the loss is the cross-entropy.
    ? With the cross-entropy, what becomes of the sigmoid's slope?
chain_stopped: errors = Y_hat - Y -> errors = (Y_hat - Y) / np.maximum(Y_hat * (1 - Y_hat), 1e-9)
    This is how the loss changes with Y_hat; between Y_hat and the score there is still the sigmoid.
    ? What is the slope of the sigmoid, and what is left when it is multiplied in?
doubled: errors = Y_hat - Y -> errors = 2 * (Y_hat - Y)
    Both slopes are doubled, as if the loss were a square.
    ? Of which loss are these the slopes?
halved: X.shape[1] -> 2 * X.shape[1]
    Both slopes are halved.
    ? The mean has a 1/m. Where does your ½ come from?
Y_ignored: errors = Y_hat - Y -> errors = Y_hat
    The labels have no influence on your slopes.
    ? What is the error of a prediction that is exactly right?
decisions_for_probabilities: errors = Y_hat - Y -> errors = (Y_hat > 0.5) - Y
    You took decisions of 0 and 1 for the probabilities, as the perceptron does.
    ? What is the error of a prediction of 0.6 for a cat?
absolute_errors: errors = Y_hat - Y -> errors = np.abs(Y_hat - Y)
    The errors have lost their sign.
    ? Should the slopes be the same for a prediction too high and one too low?
squared_errors: errors = Y_hat - Y -> errors = (Y_hat - Y) ** 2
    The errors are squared, which is for the loss and not for its slopes.
    ? What is the slope of the loss along a score?
dw_without_X: X @ errors.T / m -> np.full((X.shape[0], 1), np.mean(errors))
    dw does not depend on the inputs: every weight has the bias's slope.
    ? How strongly does a score change with a weight, if its input is 3?
db_with_X: float(np.sum(errors) / m) -> float(np.sum(X @ errors.T) / m)
    The inputs have got into db, which is the sum of dw.
    ? The bias is a weight whose input is always 1. What does that make of its slope?
db_sign: float(np.sum(errors) / m) -> -float(np.sum(errors) / m)
    dw is right, and db has the wrong sign.
    ? If every prediction is too high, should the bias's slope be positive or negative?
db_zero: float(np.sum(errors) / m) -> 0.0
    db is always 0.
    ? If every prediction is too high, is the loss indifferent to the bias?
dw_sign: X @ errors.T / m -> -X @ errors.T / m
    db is right, and dw has the wrong sign.
    ? If a prediction is too high and its input positive, which sign should the slope have?
db_for_each_example: float(np.sum(errors) / m) -> errors / m
    db has a number for each example, where one number is expected.
    ? There is one bias for all examples. What becomes of their errors?
db_a_column: float(np.sum(errors) / m) -> dw * 0 + np.mean(errors)
    db has a number for each input, where one number is expected.
    ? How many biases does one neuron have?
dw_only: return dw, float(np.sum(errors) / m) -> return dw
    Only dw is returned, where dw and db are expected.
    ? How does a function return two things?
db_first: dw, float(np.sum(errors) / m) -> float(np.sum(errors) / m), dw
    db is returned first, where dw comes first.
    ? In which order are the two things expected?
hard_coded_size: m = X.shape[1] -> m = 3
    Your code divides by three, whatever the number of examples.
    ? Where is the number of examples written in your code, and who knows it?
"""
)
bank.mistakes(
    "Your function writes the errors into Y_hat, so whoever called it loses the predictions.",
    think="What is the difference between Y_hat -= Y and Y_hat - Y?",
    in_place="errors = Y_hat - Y -> errors = Y_hat\n    errors -= Y",
)


@bank.right
def loop(X, Y, Y_hat):
    n, m = X.shape
    dw, db = np.zeros((n, 1)), 0.0
    for j in range(m):
        error = Y_hat[0, j] - Y[0, j]
        for i in range(n):
            dw[i, 0] += X[i, j] * error / m
        db += error / m
    return dw, db


_DW, _DB = "X @ errors.T / m -> ", "float(np.sum(errors) / m) -> "

bank.rights(
    mean=(_DW + "np.mean(X * errors, axis=1, keepdims=True)", _DB + "np.mean(errors)"),
    dot=(_DW + "np.dot(X, errors.T) / m", _DB + "errors.mean()"),
    einsum=_DW + 'np.einsum("im,om->io", X, errors) / m',
    minus_outside=(
        "errors = Y_hat - Y -> errors = Y - Y_hat",
        _DW + "-(X @ errors.T) / m",
        _DB + "-np.mean(errors)",
    ),
    row_turned=_DW + "(errors @ X.T).T / m",
    divided_first=_DW + "X @ (errors / m).T",
    flat_then_column=_DW + "(X @ errors[0]).reshape(-1, 1) / m",
    item=_DB + "np.sum(errors, axis=1, keepdims=True).item() / m",
    matmul=_DW + "np.matmul(X, np.transpose(errors)) * (1 / m)",
    ones=_DB + "(errors @ np.ones((m, 1))).item() / m",
)


def augmented(X, Y, Y_hat):
    both = np.vstack([X, np.ones((1, X.shape[1]))]) @ (Y_hat - Y).T / Y.shape[1]
    return both[:-1], both[-1, 0]


def through_the_chain(X, Y, Y_hat):
    certain = np.clip(Y_hat, 1e-12, 1 - 1e-12)
    slope_of_loss = -Y / certain + (1 - Y) / (1 - certain)
    errors = slope_of_loss * certain * (1 - certain)
    return X @ errors.T / Y.size, errors.mean()


def column_of_errors(X, Y, Y_hat):
    errors = (Y_hat - Y).reshape(-1, 1)
    return X.dot(errors) / len(errors), float(sum(errors[:, 0]) / len(errors))


bank.unseen_right(
    augmented,
    through_the_chain,
    column_of_errors,
    each_input=_DW + "np.array([[np.mean(x * errors[0])] for x in X])",
    each_example=_DW + "sum(X[:, [j]] * errors[0, j] for j in range(m)) / m",
    tensordot=_DW + "np.tensordot(X, errors, axes=([1], [1])) / m",
    inner=_DW + "np.inner(X, errors) / m",
    average=_DW + "np.average(X * errors, axis=1)[:, None]",
    list_returned="return dw, float(np.sum(errors) / m) -> return [dw, np.mean(errors)]",
    by_parts=_DW + "(X @ Y_hat.T - X @ Y.T) / m",
    size=("X.shape[1] -> Y.size", _DB + "np.divide(np.sum(errors), m)"),
)
bank.unseen_wrong(
    m_minus_1="X.shape[1] -> (X.shape[1] - 0.5)",
    by_n_and_m="X.shape[1] -> X.size",
    root_of_m="X.shape[1] -> X.shape[1] ** 0.5",
    db_divided_twice=_DB + "float(np.mean(errors)) / m",
    dw_divided_by_n=_DW + "X @ errors.T / X.shape[0]",
    db_of_first=_DB + "float(errors[0, 0])",
    db_zero=_DB + "0.0",
    db_largest=_DB + "float(np.max(errors))",
    db_median=_DB + "float(np.median(errors))",
    db_doubled=_DB + "2 * float(np.mean(errors))",
    db_of_probabilities=_DB + "float(np.mean(Y_hat))",
    db_absolute=_DB + "float(np.mean(np.abs(errors)))",
    dw_doubled=_DW + "2 * X @ errors.T / m",
    dw_of_first_input=_DW + "X[:1] @ errors.T / m",
    dw_of_first_example=_DW + "X[:, :1] * errors[0, 0] / m",
    dw_of_labels=_DW + "X @ Y.T / m",
    dw_of_probabilities=_DW + "X @ Y_hat.T / m",
    dw_zero=_DW + "np.zeros((X.shape[0], 1))",
    dw_reversed=_DW + "X[::-1] @ errors.T / m",
    dw_of_squares=_DW + "X**2 @ errors.T / m",
    dw_of_sizes=_DW + "np.abs(X) @ errors.T / m",
    dw_centred=_DW + "(X - X.mean(axis=1, keepdims=True)) @ errors.T / m",
    dw_of_everything_kept=_DW + "np.full((X.shape[0], 1), np.mean(X * errors))",
    dw_rounded=_DW + "np.round(X @ errors.T / m, 2)",
    last_example_left_out=_DW + "X[:, :-1] @ errors[:, :-1].T / m",
    turned_labels="errors = Y_hat - Y -> errors = Y_hat - (1 - Y)",
    sum_of_both="errors = Y_hat - Y -> errors = Y_hat + Y",
    plus_and_minus_1="errors = Y_hat - Y -> errors = Y_hat - (2 * Y - 1)",
    cats_only="errors = Y_hat - Y -> errors = (Y_hat - Y) * Y",
    others_only="errors = Y_hat - Y -> errors = (Y_hat - Y) * (1 - Y)",
    of_the_loss="errors = Y_hat - Y -> errors = np.log(np.maximum(Y_hat, 1e-9)) * Y",
    regularised=_DW + "X @ errors.T / m + 0.01 * X.mean(axis=1, keepdims=True)",
    errors_too="return dw, float(np.sum(errors) / m) -> return dw, float(np.mean(errors)), errors",
    in_one_array="return dw, float(np.sum(errors) / m) -> return np.vstack([dw, [[0.5]]])",
)
bank.unseen_two(
    sign_not_divided=(
        "errors = Y_hat - Y -> errors = Y - Y_hat",
        "errors.T / m -> errors.T",
        "np.sum(errors) / m -> np.sum(errors)",
    ),
    squares_not_divided=(
        "errors = Y_hat - Y -> errors = (Y_hat - Y) * Y_hat * (1 - Y_hat)",
        "errors.T / m -> errors.T",
        "np.sum(errors) / m -> np.sum(errors)",
    ),
    sign_db_in_an_array=(
        "errors = Y_hat - Y -> errors = Y - Y_hat",
        _DB + "np.sum(errors, axis=1) / m",
    ),
    row_db_not_divided=(_DW + "errors @ X.T / m", _DB + "np.sum(errors)"),
    flat_by_n=(_DW + "(X @ errors.T / m).ravel()", "m = X.shape[1] -> m = X.shape[0]"),
    dw_not_divided_db_sign=(_DW + "X @ errors.T", _DB + "-float(np.mean(errors))"),
)
bank.unseen_odd(
    by_sign=_DB + "float(np.mean(errors)) if np.mean(errors) > 0 else float(np.sum(errors))",
)
bank.unseen_forms(COLUMN_AND_NUMBER)
bank.equal(
    "1 -> -1",
    "X -> Y",
    "X -> Y_hat",
    why="X, Y and Y_hat have a column for each example, and the second axis is the last.",
)
