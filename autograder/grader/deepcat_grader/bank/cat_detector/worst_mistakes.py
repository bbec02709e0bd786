"""The worst mistakes: what is known of their answers."""

from __future__ import annotations

import heapq

import numpy as np

from deepcat_grader.bank.draw import Array, Generator, layouts
from deepcat_grader.bank.forms import VECTOR
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercise import EDGE, Case
from deepcat_judge.exercises.cat_detector.worst_mistakes import EXERCISE
from deepcat_solutions.cat_detector import worst_mistakes


def hidden(rng: Generator) -> list[Case]:
    """Few and many mistakes, fewer than wanted, none, and every kind of array; no ties."""

    def args(m: int, n_wrong: int) -> tuple[Array, Array]:
        Y = rng.permutation((np.arange(m) % 3 == 0) * 1.0)[None, :]
        wrong = 0.52 + 0.46 * (np.arange(n_wrong) + rng.uniform(0.2, 0.8, n_wrong)) / n_wrong
        right = 0.02 + 0.46 * rng.uniform(0.0, 1.0, m - n_wrong)
        return Y, np.abs(Y - rng.permutation(np.append(wrong, right)))

    Y, Y_hat = args(11, 5)
    return [
        Case("some", (*args(13, 6), 4), note="13 examples, 6 mistakes, 4 wanted"),
        Case("many", (*args(60, 25), 10), note="60 examples, 25 mistakes, 10 wanted"),
        Case("all", (*args(15, 7), 7), note="15 examples, 7 mistakes, 7 wanted"),
        Case("fewer", (*args(12, 3), 8), EDGE, "12 examples, 3 mistakes, 8 wanted"),
        Case("none", (*args(9, 0), 3), EDGE, "no mistakes"),
        Case("whole-labels", (Y.astype(np.int64), Y_hat, 3), EDGE, "labels in whole numbers"),
        *layouts((Y, Y_hat, 3)),
    ]


bank = Bank(EXERCISE, reference=worst_mistakes, hidden=hidden)

bank.equal("Y - Y_hat -> Y_hat - Y", why="The distance of two numbers has no sign.")
bank.equal("errors[order] > 0.5 -> errors[order] >= 0.5", why="No probability is exactly one half.")

_ERRORS = "errors = np.abs(Y - Y_hat).ravel() -> errors = "
_ORDER = "order = np.argsort(-errors) -> order = "
_RETURN = "return order[errors[order] > 0.5][:k] -> return "
_FIRST = "Which mistake is the worst one, and where does it stand in your answer?"
_WHAT = "Which array do the positions count in: that of all examples, or one of your own?"

bank.known(
    f"""
most_confident_right: {_RETURN}order[errors[order] < 0.5][::-1][:k]
    These are the most confident decisions that are right.
    ? When is a decision a mistake?
least_confident_first: {_ORDER}np.argsort(errors)
    The mistakes that were nearly right come first.
    ? {_FIRST}
worst_last: {_RETURN}order[errors[order] > 0.5][:k][::-1]
    These are the worst mistakes, and the worst of them comes last.
    ? {_FIRST}
right_ones_too: {_RETURN}order[:k]
    Where there are fewer than k mistakes, right decisions come out, too.
    ? Which line of your code asks whether a decision is a mistake?
in_order_of_place: {_RETURN}np.flatnonzero(errors > 0.5)[:k]
    These are the first k mistakes, in the order of the examples.
    ? {_FIRST}
sorted_by_place: {_RETURN}np.sort(order[errors[order] > 0.5][:k])
    These are the worst mistakes, and they stand in the order of the examples.
    ? {_FIRST}
positions_among_mistakes: {_RETURN}np.argsort(-errors[errors > 0.5])[:k]
    These are positions among the mistakes alone, where positions among all examples are expected.
    ? {_WHAT}
values_returned: {_RETURN}errors[order][errors[order] > 0.5][:k]
    These are the errors themselves, where their positions are expected.
    ? With what would one look up the pictures?
probabilities_returned: {_RETURN}Y_hat[0, order[errors[order] > 0.5][:k]]
    These are the probabilities, where their positions are expected.
    ? With what would one look up the pictures?
highest_probability: {_ORDER}np.argsort(-Y_hat.ravel())
    The mistakes are sorted by their probability: a cat that was called 0.02 comes last.
    ? How wrong is a probability of 0.02 for a cat, and how wrong one of 0.9 for none?
lowest_probability: {_ORDER}np.argsort(Y_hat.ravel())
    The mistakes are sorted by their probability, the lowest first: false alarms come last.
    ? How wrong is a probability of 0.02 for a cat, and how wrong one of 0.9 for none?
missed_only: {_ERRORS}(Y - Y_hat).ravel()
    Only cats that were missed come out, and no false alarms.
    ? What is y - ŷ for a false alarm?
false_alarms_only: {_ERRORS}(Y_hat - Y).ravel()
    Only false alarms come out, and no cats that were missed.
    ? What is ŷ - y for a cat that was missed?
k_ignored: {_RETURN}order[errors[order] > 0.5]
    All mistakes come out, whatever k is.
    ? Where does k enter?
one_fewer: [:k] -> [: k - 1]
    One mistake too few comes out.
    ? How many elements has a[:3]?
one_more: [:k] -> [: k + 1]
    One mistake too many comes out.
    ? How many elements has a[:3]?
worst_one_only: {_RETURN}order[errors[order] > 0.5][:1]
    Only the worst mistake comes out, whatever k is.
    ? Where does k enter?
worst_left_out: [:k] -> [1 : k + 1]
    The worst mistake is left out.
    ? Which position has the first element of an array?
in_a_row: {_RETURN}order[errors[order] > 0.5][:k].reshape(1, -1)
    The positions stand in a row (1, k), where shape (k,) is expected.
    ? How many axes does a list of positions need?
in_a_column: {_RETURN}order[errors[order] > 0.5][:k].reshape(-1, 1)
    The positions stand in a column (k, 1), where shape (k,) is expected.
    ? How many axes does a list of positions need?
in_a_list: {_RETURN}order[errors[order] > 0.5][:k].tolist()
    The positions stand in a list, where an array is expected.
    ? What makes an array of a list?
mask_returned: {_RETURN}errors > 0.5
    These are True and False for every example, where positions are expected.
    ? Which function gives the positions at which something is True?
labels_returned: {_RETURN}Y[0, order[errors[order] > 0.5][:k]]
    These are the labels of the mistakes, where their positions are expected.
    ? With what would one look up the pictures?
threshold_of_0_7: > 0.5 -> > 0.7
    Mistakes that were made with little confidence are left out.
    ? From where on is a probability on the wrong side?
counted_from_1: {_RETURN}order[errors[order] > 0.5][:k] + 1
    The positions are counted from 1, where Python counts from 0.
    ? Which position has the first example?
counted_from_the_end: {_RETURN}order[errors[order] > 0.5][:k] - errors.size
    The positions are counted from the end, as negative numbers.
    ? Which position has the first example?
nearest_to_a_half: {_ORDER}np.argsort(np.abs(Y_hat.ravel() - 0.5))
    The mistakes that were nearly right come first.
    ? {_FIRST}
best_k_reversed: {_RETURN}order[errors[order] > 0.5][-k:]
    These are the k mistakes that were nearly right, the last of the order.
    ? Which end of your order holds the worst ones?
each_column_alone: {_ORDER}np.argsort(-np.abs(Y - Y_hat), axis=0).ravel()
    Position 0 comes out, again and again.
    ? Along which axis do the examples stand?
"""
)


@bank.right
def loop(Y, Y_hat, k):
    found = []
    for i in range(Y.shape[1]):
        if (Y_hat[0, i] > 0.5) != (Y[0, i] == 1):
            found.append((abs(Y_hat[0, i] - 0.5), i))
    found.sort(reverse=True)
    return np.array([i for _, i in found[:k]], dtype=int)


@bank.right
def confidence(Y, Y_hat, k):
    wrong = np.where((Y_hat > 0.5) != (Y == 1))[1]
    return wrong[np.argsort(-np.abs(Y_hat[0, wrong] - 0.5))][:k]


@bank.right
def by_loss(Y, Y_hat, k):
    losses = -np.log(np.maximum(np.where(Y == 1, Y_hat, 1 - Y_hat), 1e-300))[0]
    order = np.argsort(losses)[::-1]
    return np.array([i for i in order if losses[i] > np.log(2)][:k])


@bank.right
def one_by_one(Y, Y_hat, k):
    errors = np.abs(Y - Y_hat).flatten()
    found = np.zeros(0, dtype=int)
    while len(found) < k and errors.max() > 0.5:
        found = np.append(found, errors.argmax())
        errors[found[-1]] = 0
    return found


bank.rights(
    squeezed=_ERRORS + "np.abs(Y[0] - Y_hat[0])",
    reversed_sort=_ORDER + "np.argsort(errors)[::-1]",
    stable=_ORDER + "np.argsort(-errors, kind='stable')",
    squares=(_ERRORS + "((Y - Y_hat) ** 2).ravel()", "> 0.5 -> > 0.25"),
    sum_cut=_RETURN + "order[: min(k, np.sum(errors > 0.5))]",
    whole=_RETURN + "order[errors[order] > 0.5][:k].astype(np.int32)",
    marked=_RETURN + "np.array([i for i in order[:k] if errors[i] > 0.5], dtype=np.int64)",
    where=_ERRORS + "np.where(Y == 1, 1 - Y_hat, Y_hat)[0]",
)


def heap(Y, Y_hat, k):
    errors = {
        i: abs(float(y) - float(p)) for i, (y, p) in enumerate(zip(Y[0], Y_hat[0], strict=True))
    }
    wrong = [i for i in errors if errors[i] > 0.5]
    return np.array(heapq.nlargest(k, wrong, key=lambda i: errors[i]))


def two_kinds(Y, Y_hat, k):
    missed, alarms = (Y == 1) & (Y_hat < 0.5), (Y == 0) & (Y_hat > 0.5)
    sure = np.where(missed, 1 - Y_hat, 0) + np.where(alarms, Y_hat, 0)
    return np.argsort(-sure[0])[: min(k, int((missed | alarms).sum()))]


def lexsorted(Y, Y_hat, k):
    wrong = ((Y_hat >= 0.5) != (Y >= 0.5)).ravel()
    order = np.lexsort((-np.abs(Y_hat - 0.5).ravel(), ~wrong))
    return order[: min(k, wrong.sum())]


bank.unseen_right(
    heap,
    two_kinds,
    lexsorted,
    python_sorted=_ORDER + "np.array(sorted(range(Y.size), key=lambda i: -errors[i]))",
    partitioned=_RETURN + "(lambda n: order[:n])(min(k, np.count_nonzero(errors > 0.5)))",
    logits=_ERRORS + "np.where(Y == 1, 1.0 - Y_hat, Y_hat).reshape(-1)",
    rounded_decision=_RETURN + "order[(np.round(Y_hat) != Y)[0, order]][:k]",
    tuple_index=_RETURN + "order[np.nonzero(errors[order] > 0.5)[0][:k]]",
    unsigned=_RETURN + "order[errors[order] > 0.5][:k].astype(np.uint16)",
    zeroed=(_ERRORS + "np.abs(Y - Y_hat).ravel() * (np.abs(Y - Y_hat).ravel() > 0.5)",
            "> 0.5][:k] -> > 0][:k]"),
)  # fmt: skip
bank.unseen_wrong(
    argmax=_RETURN + "np.array([np.argmax(errors)])",
    argpartition=_RETURN + "np.argpartition(-errors, min(k, errors.size) - 1)[:k]",
    of_the_right=_RETURN + "order[errors[order] <= 0.5][:k]",
    unsure=_ORDER + "np.argsort(np.abs(errors - 0.5))",
    most_confident=_RETURN + "np.argsort(-np.abs(Y_hat.ravel() - 0.5))[:k]",
    flat_index_of_two=_RETURN + "np.argwhere(np.abs(Y - Y_hat) > 0.5)[:k]",
    where_tuple=_RETURN + "np.where(errors > 0.5)",
    count=_RETURN + "int(np.sum(errors > 0.5))",
    floats=_RETURN + "order[errors[order] > 0.5][:k].astype(float)",
    padded=_RETURN + "np.pad(order[errors[order] > 0.5][:k], (0, 2))[:k]",
    padded_with_minus_1=_RETURN + "(lambda a: np.append(a, [-1] * (k - a.size)).astype(int))("
    "order[errors[order] > 0.5][:k])",
    at_most_3=_RETURN + "order[errors[order] > 0.5][: min(k, 3)]",
    half_of_k=_RETURN + "order[errors[order] > 0.5][: k // 2]",
    second_first=_RETURN + "order[errors[order] > 0.5][::-1][:k][::-1]",
    labels_for_probabilities=_ERRORS + "np.abs(np.round(Y_hat) - Y_hat).ravel()",
    labels_turned=_ERRORS + "np.abs(1 - Y - Y_hat).ravel()",
    product=_ERRORS + "(Y * Y_hat).ravel()",
    products=_ERRORS + "(Y * (1 - Y_hat)).ravel()",
    decisions_first=_ERRORS + "np.abs(Y - (Y_hat > 0.5)).ravel()",
    from_the_end=_ORDER + "np.argsort(-errors[::-1])",
    ranks=_ORDER + "np.argsort(np.argsort(-errors))",
    each_twice=_RETURN + "np.repeat(order[errors[order] > 0.5], 2)[:k]",
    pairs=_RETURN + "np.array([(i, errors[i]) for i in order[errors[order] > 0.5][:k]])",
    pictures=_RETURN + "Y_hat[:, order[errors[order] > 0.5][:k]]",
    cats_only=_RETURN + "order[(errors[order] > 0.5) & (Y[0, order] == 1)][:k]",
    sure_ones=_RETURN + "order[errors[order] > 0.9][:k]",
    almost_all=_RETURN + "order[errors[order] > 0.1][:k]",
    sorted_errors=_ORDER + "np.sort(-errors).astype(int)",
    changes_Y=_ERRORS + "np.abs(np.subtract(Y_hat, Y, out=Y_hat)).ravel()",
    rounded_errors=_ERRORS + "np.abs(Y - Y_hat).ravel().round(1)",
    two_dimensions=_ERRORS + "np.abs(Y - Y_hat)",
    strings=_RETURN + "[str(i) for i in order[errors[order] > 0.5][:k]]",
)
bank.unseen_two(
    best_in_a_list=(_ORDER + "np.argsort(errors)",
                    _RETURN + "order[errors[order] > 0.5][:k].tolist()"),
    missed_only_right_too=(_ERRORS + "(Y - Y_hat).ravel()", _RETURN + "order[:k]"),
    ignored_and_reversed=_RETURN + "order[errors[order] > 0.5][::-1]",
    one_more_and_values=_RETURN + "errors[order][: k + 1]",
    from_1_and_by_place=_RETURN + "np.sort(order[errors[order] > 0.5][:k]) + 1",
    row_one_fewer=_RETURN + "order[errors[order] > 0.5][None, : k - 1]",
)  # fmt: skip
bank.unseen_odd(
    only_of_few=lambda Y, Y_hat, k: worst_mistakes(Y[:, :10], Y_hat[:, :10], k),
)
bank.unseen_forms(
    VECTOR,  # positions are whole numbers, which no rounding changes
    leave_out=("rounded_to_4", "rounded_to_2", "rounded_down", "truncated", "objects_and_back"),
)
