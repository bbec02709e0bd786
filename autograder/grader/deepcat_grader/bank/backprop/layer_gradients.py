"""The gradients of a layer: what is known of its answers."""

from __future__ import annotations

import numpy as np

from deepcat_grader.bank.backprop.arrays import TWO_ARRAYS
from deepcat_grader.bank.draw import Generator, kinds, order_one, sizes
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercise import EDGE, Case
from deepcat_judge.exercises.backprop.layer_gradients import EXERCISE
from deepcat_solutions.backprop import layer_gradients

_SHAPES = (
    "Write the shapes beside each factor. dW has a row for each unit, a column for each input."
)
_MEAN = (
    "The loss is a mean over the m examples. What is left of that mean in its slopes, and where?"
)
_BIAS = "Which axis of delta counts examples? One bias belongs to one unit, in all examples."


def hidden(rng: Generator) -> list[Case]:
    """Few and many units, inputs and examples, and every kind of array."""
    n, k, m, p = sizes(rng, 4)

    def args(n, k, m):
        return order_one(rng, n, m), order_one(rng, k, m)

    return [
        Case("some", args(n, k, m), note=f"{n} units, {k} inputs, {m} examples"),
        Case("others", args(p, n, k), note=f"{p} units, {n} inputs, {k} examples"),
        Case("many", args(k, p, 20 + n), note=f"{k} units, {p} inputs, {20 + n} examples"),
        Case("square", args(m, m, m), note=f"{m} units, inputs and examples"),
        Case("one-unit", args(1, m, p), EDGE, "one unit"),
        Case("one-example", args(p, m, 1), EDGE, "one example"),
        Case("one-input", args(k, 1, n), EDGE, "one input"),
        *kinds(rng, "delta A_prev", args(m, p, k)),
    ]


bank = Bank(EXERCISE, reference=layer_gradients, hidden=hidden)

_DW, _DB = "delta @ A_prev.T / m -> ", "np.sum(delta, axis=1, keepdims=True) / m -> "
bank.known(
    f"""
? {_MEAN}
not_divided: A_prev.T / m -> A_prev.T && keepdims=True) / m -> keepdims=True)
    The 1/m is missing in both: your slopes are sums over the examples.
rows_counted: m = delta.shape[1] -> m = len(delta)
    You divided by the number of units, where m, the number of examples, is expected.
inputs_counted: m = delta.shape[1] -> m = len(A_prev)
    You divided by the number of inputs, where m, the number of examples, is expected.
elements_counted: m = delta.shape[1] -> m = delta.size
    You divided by the number of all elements of delta, where m counts examples.
divided_twice: m = delta.shape[1] -> m = delta.shape[1] ** 2
    You divided by m twice.
dW_not_divided: A_prev.T / m -> A_prev.T
    The 1/m is missing in dW; db is right.
db_not_divided: keepdims=True) / m -> keepdims=True)
    The 1/m is missing in db; dW is right.
dW_divided_twice: A_prev.T / m -> A_prev.T / m / m
    dW is divided by m twice; db is right.
db_divided_twice: keepdims=True) / m -> keepdims=True) / m / m
    db is divided by m twice; dW is right.
doubled: m = delta.shape[1] -> m = delta.shape[1] / 2
    Both slopes are twice as large as they should be.
halved: m = delta.shape[1] -> m = delta.shape[1] * 2
    Both slopes are half as large as they should be.
m_is_3: m = delta.shape[1] -> m = 3
    Your code divides by three, whatever the number of examples.
    ? Where is the number of examples written in your code, and who knows it?
? {_SHAPES}
not_transposed: A_prev.T / m -> A_prev / m
    delta @ A_prev does not fit: both have a column for each example.
delta_transposed: delta @ A_prev.T -> delta.T @ A_prev
    delta is transposed, where A_prev should be: this product adds over the units.
factors_exchanged: delta @ A_prev.T -> A_prev @ delta.T
    The factors have changed places, so that dW is transposed: a row for each input.
dW_transposed: return dW, db -> return dW.T, db
    The factors have changed places, so that dW is transposed: a row for each input.
elementwise: {_DW}delta * A_prev / m
    delta and A_prev are multiplied element by element, where a product that adds is expected.
    ? What is the difference between * and @?
dW_of_everything: {_DW}np.sum(delta) * np.sum(A_prev) / m * np.ones((len(delta), len(A_prev)))
    delta and A_prev are added up before they are multiplied, so that all weights get one slope.
sums_multiplied: {_DW}np.sum(delta, axis=1, keepdims=True) * np.sum(A_prev, axis=1) / m
    You added over the examples before multiplying: a δ meets inputs of other examples.
    ? Which δ and which input belong together: those of the same example, or all?
inputs_ignored: {_DW}np.repeat(np.sum(delta, axis=1, keepdims=True) / m, len(A_prev), axis=1)
    The inputs have no influence on dW: every weight has its unit's bias slope.
deltas_ignored: {_DW}np.repeat([np.sum(A_prev, axis=1)], len(delta), axis=0) / m
    delta has no influence on dW.
? {_BIAS}
wrong_axis: {_DB}np.sum(delta, axis=0, keepdims=True) / m
    db adds up over the units, where each unit has a bias of its own.
flat: {_DB}np.sum(delta, axis=1) / m
    The numbers in db are right, but it is flat, (n,), where a column (n, 1) is expected.
    ? Which argument of np.sum keeps the axis that is added up?
a_row: {_DB}np.sum(delta, axis=1, keepdims=True).T / m
    The numbers in db are right, but it is a row, where a column (n, 1) is expected.
sum_of_everything: {_DB}np.sum(delta) / m
    db is one number: delta is added up over the units as well.
mean_of_everything: {_DB}np.mean(delta)
    db is one number: the mean goes over the units as well.
kept_sum_of_everything: {_DB}np.sum(delta, keepdims=True) / m
    db is one number, in brackets: delta is added up over the units as well.
delta_returned: {_DB}delta / m
    db has a number for each example, where the examples are added up.
delta_itself: {_DB}delta
    db is delta itself, with a number for each example.
db_of_dW: {_DB}np.sum(dW, axis=1, keepdims=True)
    db is the sum of dW over the inputs, as if the inputs belonged to it.
    ? A bias is a weight whose input is always 1. What does that make of its slope?
first_example: {_DB}delta[:, :1]
    db is the δ of the first example alone.
? Which sign has the slope of a weight, if δ and its input are positive?
sign: {_DW}-delta @ A_prev.T / m && {_DB}-np.sum(delta, axis=1, keepdims=True) / m
    Both slopes have the wrong sign.
dW_sign: {_DW}-delta @ A_prev.T / m
    dW has the wrong sign; db is right.
db_sign: {_DB}-np.sum(delta, axis=1, keepdims=True) / m
    db has the wrong sign; dW is right.
sizes_only: {_DW}np.abs(delta @ A_prev.T) / m
    dW has lost its signs.
? How many things does the exercise name under what is returned, and in which order?
exchanged: return dW, db -> return db, dW
    db is returned first, where dW comes first.
dW_only: return dW, db -> return dW
    Only dW is returned, where dW and db are expected.
db_only: return dW, db -> return db
    Only db is returned, where dW and db are expected.
a_dict: return dW, db -> return {{"dW": dW, "db": db}}
    A dict comes out, where dW and db are expected.
"""
)
bank.mistakes(
    "Your function divides delta itself by m, so whoever called it loses what was there.",
    think="What is the difference between delta /= m and delta / m?",
    in_place=(
        "dW = delta -> delta /= m\n    dW = delta",
        "A_prev.T / m -> A_prev.T",
        "keepdims=True) / m -> keepdims=True)",
    ),
)


@bank.right
def loops(delta, A_prev):
    n, m = delta.shape
    dW, db = np.zeros((n, len(A_prev))), np.zeros((n, 1))
    for i in range(m):
        for k in range(n):
            for j in range(len(A_prev)):
                dW[k, j] += delta[k, i] * A_prev[j, i] / m
            db[k, 0] += delta[k, i] / m
    return dW, db


bank.rights(
    mean=_DB + "np.mean(delta, axis=1, keepdims=True)",
    dot=_DW + "np.dot(delta, A_prev.T) / m",
    einsum=_DW + 'np.einsum("km,jm->kj", delta, A_prev) / m',
    turned_twice=_DW + "(A_prev @ delta.T).T / m",
    divided_first=_DW + "(delta / m) @ A_prev.T",
    times_1_over_m=_DW + "(1 / m) * np.matmul(delta, np.transpose(A_prev))",
    reshaped=_DB + "delta.sum(axis=1).reshape(-1, 1) / m",
    ones=_DB + "delta @ np.ones((m, 1)) / m",
    of_examples=_DW + "sum(np.outer(delta[:, i], A_prev[:, i]) for i in range(m)) / m",
    a_list="return dW, db -> return [dW, db]",
)


def augmented(delta, A_prev):
    both = delta @ np.vstack([A_prev, np.ones(A_prev.shape[1])]).T / delta.shape[1]
    return both[:, :-1], both[:, -1:]


bank.unseen_right(
    augmented,
    broadcast=_DW + "np.mean(delta[:, None] * A_prev[None], axis=2)",
    inner=_DW + "np.inner(delta, A_prev) / m",
    tensordot=_DW + "np.tensordot(delta, A_prev, axes=(1, 1)) / m",
    unit_by_unit=_DW + "np.array([A_prev @ d for d in delta]) / m",
    average=_DB + "np.average(delta, axis=1)[:, np.newaxis]",
    listed=_DB + "np.array([[sum(row) / m] for row in delta.tolist()])",
    inputs_for_m="m = delta.shape[1] -> m = A_prev.shape[-1]",
    reduced=_DB + "np.add.reduce(delta, axis=1, keepdims=True) / m",
    whole_first=_DW + "(m * delta / m**2) @ A_prev.T.astype(float)",
    solved=_DW + "np.linalg.solve(m * np.eye(len(delta)), delta @ A_prev.T)",
)
bank.unseen_wrong(
    m_plus_1="m = delta.shape[1] -> m = delta.shape[1] + 1",
    root_of_m="m = delta.shape[1] -> m = np.sqrt(delta.shape[1])",
    dW_doubled=_DW + "2 * delta @ A_prev.T / m",
    dW_by_inputs=_DW + "delta @ A_prev.T / len(A_prev)",
    dW_by_units=_DW + "delta @ A_prev.T / len(delta)",
    dW_squared_inputs=_DW + "delta @ (A_prev**2).T / m",
    dW_squared_delta=_DW + "delta**2 @ A_prev.T / m",
    dW_sizes_of_inputs=_DW + "delta @ np.abs(A_prev).T / m",
    dW_positive_inputs=_DW + "delta @ np.maximum(A_prev, 0).T / m",
    dW_centred=_DW + "delta @ (A_prev - A_prev.mean(axis=1, keepdims=True)).T / m",
    dW_slope_of_inputs=_DW + "delta @ (A_prev * (1 - A_prev)).T / m",
    dW_zero=_DW + "np.zeros((len(delta), len(A_prev)))",
    dW_first_example=_DW + "delta[:, :1] @ A_prev[:, :1].T",
    dW_last_left_out=_DW + "delta[:, :-1] @ A_prev[:, :-1].T / m",
    dW_shifted=_DW + "delta @ np.roll(A_prev, 1, axis=1).T / m",
    dW_units_reversed=_DW + "delta[::-1] @ A_prev.T / m",
    dW_inputs_reversed=_DW + "delta @ A_prev[::-1].T / m",
    dW_examples_reversed=_DW + "delta @ A_prev[:, ::-1].T / m",
    dW_rounded=_DW + "np.round(delta @ A_prev.T / m, 2)",
    dW_cut=_DW + "(delta @ A_prev.T / m).astype(int)",
    dW_floor=_DW + "delta @ A_prev.T // m",
    dW_regularised=_DW + "delta @ A_prev.T / m + 0.01",
    dW_outer=_DW + "np.outer(delta, A_prev) / m",
    dW_gram=_DW + "delta @ delta.T / m",
    dW_first_unit_everywhere=_DW + "np.repeat(delta[:1] @ A_prev.T, len(delta), axis=0) / m",
    dW_each_example=_DW + "delta[:, None] * A_prev[None] / m",
    dW_reshaped=_DW + "(A_prev @ delta.T).reshape(len(delta), -1) / m",
    db_doubled=_DB + "2 * np.mean(delta, axis=1, keepdims=True)",
    db_zero=_DB + "np.zeros((len(delta), 1))",
    db_of_inputs=_DB + "np.mean(A_prev, axis=1, keepdims=True)",
    db_largest=_DB + "np.max(delta, axis=1, keepdims=True)",
    db_median=_DB + "np.median(delta, axis=1, keepdims=True)",
    db_sizes=_DB + "np.mean(np.abs(delta), axis=1, keepdims=True)",
    db_of_squares=_DB + "np.mean(delta**2, axis=1, keepdims=True)",
    db_everywhere=_DB + "np.full((len(delta), 1), np.mean(delta))",
    db_last_left_out=_DB + "np.sum(delta[:, :-1], axis=1, keepdims=True) / m",
    db_reversed=_DB + "np.sum(delta[::-1], axis=1, keepdims=True) / m",
    db_rounded=_DB + "np.round(np.mean(delta, axis=1, keepdims=True), 2)",
    db_by_inputs=_DB + "np.sum(delta, axis=1, keepdims=True) / len(A_prev)",
    three="return dW, db -> return dW, db, delta",
    one_array="return dW, db -> return np.hstack([dW, db])",
    learning_rate_in_it="return dW, db -> return 0.1 * dW, 0.1 * db",
    normalised="return dW, db -> return dW / np.linalg.norm(dW), db",
)
bank.unseen_two(
    sums_and_flat=(_DW + "delta @ A_prev.T", _DB + "np.sum(delta, axis=1)"),
    sum_and_sign=(_DW + "-delta @ A_prev.T", _DB + "-np.sum(delta, axis=1, keepdims=True)"),
    turned_and_flat=(_DW + "A_prev @ delta.T / m", _DB + "np.mean(delta, axis=1)"),
    turned_and_sum=(_DW + "A_prev @ delta.T / m", _DB + "np.sum(delta, axis=1, keepdims=True)"),
    dW_sum_db_sign=(_DW + "delta @ A_prev.T", _DB + "-np.mean(delta, axis=1, keepdims=True)"),
    by_units_and_flat=("m = delta.shape[1] -> m = len(delta)", _DB + "np.sum(delta, axis=1) / m"),
    elementwise_and_number=(_DW + "delta * A_prev", _DB + "np.sum(delta)"),
    sums_exchanged=("m = delta.shape[1] -> m = 1", "return dW, db -> return db, dW"),
)
bank.unseen_odd(
    by_size="m = delta.shape[1] -> m = delta.shape[1] if len(delta) > 1 else 1",
    one_example_apart=_DB + "delta if m == 1 else np.sum(delta, axis=1, keepdims=True)",
)
bank.unseen_forms(TWO_ARRAYS)
bank.equal(
    "1 -> -1",
    "delta -> A_prev",
    why="delta and A_prev have a column for each example, and the second axis is the last.",
)
