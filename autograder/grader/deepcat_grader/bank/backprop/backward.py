"""The backward pass: what is known of its answers, most of them edits of the reference."""

# mypy: allow-untyped-defs, allow-untyped-calls, allow-untyped-decorators
# ruff: noqa: D103
# Students write no types; what a mistake is about stands in its message.

from __future__ import annotations

from typing import Any

import numpy as np

from deepcat_grader.bank.draw import Generator, order_one, sizes
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercise import EDGE, Case
from deepcat_judge.exercises.backprop.backward import EXERCISE
from deepcat_judge.exercises.backprop.passes import through
from deepcat_judge.exercises.common import read_only, strided
from deepcat_judge.plain import map_leaves
from deepcat_solutions.backprop import backward, layer_gradients
from deepcat_solutions.neuron import relu_prime


def _call(rng: Generator, n_x: int, n_h: int, m: int) -> tuple[Any, ...]:
    parameters: dict[str, Any] = {
        "W1": order_one(rng, n_h, n_x), "b1": order_one(rng, n_h, 1),
        "W2": order_one(rng, 1, n_h), "b2": order_one(rng, 1, 1),
    }  # fmt: skip
    Y = rng.permutation((np.arange(m) % 3 == 0) * 1.0)[None, :]
    return Y, parameters, through(order_one(rng, n_x, m), parameters)


def _cases(rng: Generator) -> list[Case]:
    a, b, c = sizes(rng, 3, 3)
    call = _call(rng, a, b, c)
    Y, parameters, cache = call
    sure = _call(rng, b, c, a)
    far = {**sure[1], "W2": 900.0 * sure[1]["W2"]}
    # In float32 no prediction may round to 0 or 1: a guard of 1e-12 would be lost there.
    calm = {**parameters, "W2": 4.0 / np.abs(cache["Z2"]).max() * parameters["W2"]}
    calm["b2"] = 0.25 * np.sign(parameters["b2"])
    single = map_leaves(
        lambda array: array.astype(np.float32), (Y, calm, through(cache["X"], calm))
    )
    return [
        Case("some", call, note="a network of another size"),
        Case("more", _call(rng, c, a, b), note="a network of another size"),
        Case("few", _call(rng, 2, a, b), note="two inputs"),
        Case("one-example", _call(rng, a, b, 1), EDGE, "one example"),
        Case("one-unit", _call(rng, b, 1, c), EDGE, "one hidden unit"),
        Case("certain", (sure[0], far, through(sure[2]["X"], far)), EDGE,
             "predictions of exactly 0 and 1"),
        Case("whole-labels", (Y.astype(np.int64), parameters, cache), EDGE,
             "labels in whole numbers"),
        Case("float32", single, EDGE, "float32 numbers"),
        *(
            Case(id, map_leaves(made, call), EDGE, note)
            for id, note, made in (
                ("fortran", "Fortran order", np.asfortranarray),
                ("read-only", "read-only arrays", read_only),
                ("strided", "parts of wider arrays", strided),
            )
        ),
    ]  # fmt: skip


bank = Bank(EXERCISE, reference=backward, hidden=_cases)

_DELTA2 = 'delta2 = output_delta(Y, cache["A2"]) -> delta2 = '
_ERROR = 'output_delta(Y, cache["A2"]) -> '
_OUT = 'layer_gradients(delta2, cache["A1"]) -> '
_BACK = 'hidden_delta(parameters["W2"], delta2, cache["Z1"], relu_prime) -> '
_W2 = 'hidden_delta(parameters["W2"], -> hidden_delta('
_ARRIVING = 'parameters["W2"].T @ delta2'
_IN = 'layer_gradients(delta1, cache["X"]) -> '
_MISFIT = (
    "Two arrays do not fit together: the first one has a column for each hidden unit, and the "
    "second one has one row."
)
_RETURN = 'return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2} -> return '

bank.known(
    f"""
? What does the slope of the cross-entropy say of a cat that was given 0.2: up or down?
y_minus_y_hat: {_ERROR}Y - cache["A2"]
    Every gradient has the opposite sign: δ₂ is y - ŷ in your code.
hidden_sign: {_BACK}-hidden_delta(parameters["W2"], delta2, cache["Z1"], relu_prime)
    dW1 and db1 have the opposite sign; dW2 and db2 are right.
? The loss is a mean over the examples. How often is something divided by m on the way back?
not_divided: {_OUT}(delta2 @ cache["A1"].T, delta2.sum(axis=1, keepdims=True)) && {_IN}(
        delta1 @ cache["X"].T, delta1.sum(axis=1, keepdims=True))
    The 1/m is missing: the gradients are sums over the examples.
divided_twice: {_ERROR}output_delta(Y, cache["A2"]) / Y.shape[1]
    The gradients are divided by m twice.
hidden_divided_twice: {_BACK}hidden_delta(
        parameters["W2"], delta2 / Y.shape[1], cache["Z1"], relu_prime)
    dW1 and db1 are divided by m twice; dW2 and db2 are right.
hidden_not_divided: {_IN}(delta1 @ cache["X"].T, delta1.sum(axis=1, keepdims=True))
    In dW1 and db1 the 1/m is missing; dW2 and db2 are right.
output_not_divided: {_OUT}(delta2 @ cache["A1"].T, delta2.sum(axis=1, keepdims=True))
    In dW2 and db2 the 1/m is missing; dW1 and db1 are right.
biases_not_divided: {_RETURN}{{
        "dW1": dW1, "db1": db1 * Y.shape[1], "dW2": dW2, "db2": db2 * Y.shape[1]}}
    In db1 and db2 the 1/m is missing; the weights' gradients are right.
weights_not_divided: {_RETURN}{{
        "dW1": dW1 * Y.shape[1], "db1": db1, "dW2": dW2 * Y.shape[1], "db2": db2}}
    In dW1 and dW2 the 1/m is missing; the biases' gradients are right.
? With the cross-entropy and a sigmoid, what is left of ∂L/∂Z₂?
sigmoid_slope_kept: {_ERROR}(cache["A2"] - Y) * cache["A2"] * (1 - cache["A2"])
    δ₂ still holds the slope of the sigmoid, as for the squared error.
scores_for_predictions: {_ERROR}cache["Z2"] - Y
    δ₂ is made from the score Z2, where the prediction A2 is expected.
decisions_for_predictions: {_ERROR}(cache["A2"] > 0.5) - Y
    δ₂ is made from decisions of 0 and 1, where the probabilities are expected.
taken_for_cats: {_ERROR}cache["A2"] - 1
    δ₂ is ŷ - 1: every example is taken for a cat.
predictions_only: {_ERROR}cache["A2"]
    δ₂ is the prediction alone: the labels are left out.
? Which array of the cache was multiplied by W2 on the way there?
scores_for_hidden: {_OUT}layer_gradients(delta2, cache["Z1"])
    dW2 is made from the scores Z1, where the activations A1 are expected.
inputs_for_hidden: {_OUT}layer_gradients(delta2, cache["X"])
    dW2 is made from X, where the activations A1 are expected.
? Which array of the cache was multiplied by W1 on the way there?
hidden_for_inputs: {_IN}layer_gradients(delta1, cache["A1"])
    dW1 is made from A1, where the inputs X are expected.
? Which two arrays are multiplied there, and which shape has each? On its way back, δ₂ goes
    through W2, transposed: an array of one column.
not_transposed: {_BACK}(parameters["W2"] @ delta2) * (cache["Z1"] > 0)
    {_MISFIT}
first_weights: {_BACK}(parameters["W1"].T @ delta2) * (cache["Z1"] > 0)
    {_MISFIT}
turned_the_wrong_way: {_OUT}(cache["A1"].T @ delta2, delta2.mean(axis=1, keepdims=True))
    {_MISFIT}
? On the way there, A1 went through W2. Through what does δ₂ go on its way back?
product_for_elementwise: {_BACK}({_ARRIVING}) @ (cache["Z1"] > 0)
    A matrix product stands where the slope of ReLU is multiplied element by element.
gradient_for_weights: {_W2}dW2,
    δ₂ goes back through the gradient dW2, where the weights W2 are expected.
updated_too_early: {_W2}parameters["W2"] - 0.5 * dW2,
    δ₂ goes back through other weights than those of the forward pass: W2 is changed before δ₁ is
    computed.
weights_left_out: {_W2}np.ones_like(parameters["W2"]),
    δ₂ does not go through W2 on its way back.
? For which scores does ReLU pass a change on, and for which not?
gate_turned: {_BACK}{_ARRIVING} * (cache["Z1"] < 0)
    The slope of ReLU is turned round: it is 1 where the unit is off, and 0 where it is on.
gate_left_out: {_BACK}{_ARRIVING}
    The slope of ReLU is taken for 1 everywhere, as A1 >= 0 and a missing slope do.
gate_from_A1: {_BACK}{_ARRIVING} * (cache["A1"] >= 0)
    The slope of ReLU is taken for 1 everywhere, as A1 >= 0 and a missing slope do.
slope_of_sigmoid: {_BACK}{_ARRIVING} * np.exp(-np.logaddexp(0, cache["Z1"]) - np.logaddexp(
        0, -cache["Z1"]))
    The slope of the sigmoid stands where that of ReLU is expected.
slope_of_tanh: {_BACK}{_ARRIVING} * (1 - np.tanh(cache["Z1"]) ** 2)
    The slope of tanh stands where that of ReLU is expected.
slope_by_A1: {_BACK}{_ARRIVING} * cache["A1"] * (1 - cache["A1"])
    The slope a (1 - a), that of a sigmoid, stands where the slope of ReLU is expected.
scores_kept: {_BACK}{_ARRIVING} * (cache["Z1"] > 0) * cache["Z1"]
    δ₁ is multiplied by Z1 besides: ReLU itself stands where its slope is expected.
? A bias acts on every example. Over which axis are its slopes collected, and which shape remains?
bias_over_units: {_IN}(layer_gradients(delta1, cache["X"])[0],
        delta1.sum(axis=0, keepdims=True) / Y.shape[1])
    db1 is summed over the hidden units, where the sum over the examples is expected.
bias_without_keepdims: {_RETURN}{{"dW1": dW1, "db1": db1[:, 0], "dW2": dW2, "db2": db2[:, 0]}}
    The gradients of the biases have lost their second dimension.
bias_mean_of_everything: {_IN}(layer_gradients(delta1, cache["X"])[0], 0.0 * db2 + delta1.mean())
    db1 is one number, the mean of everything, where each unit has a slope of its own.
bias_sum_of_everything: {_IN}(layer_gradients(delta1, cache["X"])[0],
        np.sum(delta1) / Y.shape[1])
    db1 is one number for all units, where each unit has a slope of its own.
bias_spread: {_IN}(layer_gradients(delta1, cache["X"])[0],
        np.full((len(delta1), 1), delta1.mean()))
    Every unit has the same slope in db1, the mean of all, where each has its own.
? Which shape has each parameter, and which shape must its gradient have?
weights_transposed: {_RETURN}{{"dW1": dW1.T, "db1": db1, "dW2": dW2, "db2": db2}}
    dW1 is transposed.
? Four gradients are expected in a dict. Under which names?
a_gradient_missing: {_RETURN}{{"dW1": dW1, "db1": db1, "dW2": dW2}}
    The gradient db2 is missing.
names_of_parameters: {_RETURN}{{"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}}
    The gradients stand under the names of the parameters, where dW1, db1, dW2 and db2 are
    expected.
tuple_returned: {_RETURN}(dW1, db1, dW2, db2)
    The gradients come in a tuple, where a dict is expected.
only_the_output: {_RETURN}{{"dW2": dW2, "db2": db2}}
    Only the gradients of the output layer are returned.
? Which of the arrays in your code belong to whoever calls your function?
updated_in_place: dW1, db1 = -> parameters["W2"] -= 0.1 * dW2\\n    dW1, db1 =
    Your function changes W2 in the parameters that it is given.
? Print the cache's keys, and where each array comes from.
index_error: {_ERROR}cache["A2"][:, Y.shape[1]] - Y
    One column too far is read from A2.
labels_turned: {_ERROR}cache["A2"] - Y[:, ::-1]
    Each prediction is compared with another example's label.
first_example_only: {_ERROR}output_delta(Y, cache["A2"]) * (np.arange(Y.shape[1]) == 0)
    Only the first example is looked at.
"""
)
bank.alike("gate_left_out", "gate_from_A1", why="A1 is never below 0.")

bank.rights(
    gate_of_A1=_BACK + f'({_ARRIVING}) * (cache["A1"] > 0)',
    slope_1_at_0=_BACK + f'({_ARRIVING}) * (cache["Z1"] >= 0)',
    outer=_BACK + 'np.multiply(parameters["W2"].T, delta2) * (cache["Z1"] > 0)',
    from_Z2=_ERROR + '0.5 + 0.5 * np.tanh(cache["Z2"] / 2) - Y',
    means=_OUT + '(np.mean(delta2[:, None] * cache["A1"], axis=2), '
    "delta2.mean(axis=1, keepdims=True))",
    einsum=_IN + '(np.einsum("hm,xm->hx", delta1, cache["X"]) / Y.size, '
    "np.einsum('hm->h', delta1)[:, None] / Y.size)",
    with_more=(
        _ERROR + '1 / (1 + np.exp(-np.clip(cache["Z2"], -40, None))) - Y',
        _BACK + 'np.multiply(parameters["W2"].T, delta2) * np.where(cache["A1"] > 0, 1.0, 0.0)',
        _RETURN + '{"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2, "delta1": delta1}',
    ),
    other_order=_RETURN + "dict(db2=db2, dW2=dW2, db1=db1, dW1=dW1)",
    scaled_delta=(
        _ERROR + 'output_delta(Y, cache["A2"]) / Y.shape[1]',
        _OUT + '(delta2 @ cache["A1"].T, delta2.sum(axis=1, keepdims=True))',
        _IN + '(delta1 @ cache["X"].T, delta1.sum(axis=1, keepdims=True))',
    ),
    ones=_IN + '(delta1 @ cache["X"].T / Y.size, delta1 @ np.ones((Y.size, 1)) / Y.size)',
)


@bank.right
def masked(Y, parameters, cache):
    m = Y.shape[1]
    d2 = cache["A2"] - Y
    d1 = np.dot(parameters["W2"].T, d2)
    d1[cache["Z1"] <= 0] = 0
    grads = {"dW2": np.dot(d2, cache["A1"].T) / m, "db2": np.sum(d2, axis=1, keepdims=True) / m}
    grads["dW1"] = np.dot(d1, cache["X"].T) / m
    grads["db1"] = np.sum(d1, axis=1, keepdims=True) / m
    return grads


@bank.right
def by_examples(Y, parameters, cache):
    m = Y.shape[1]
    sums = {f"d{name}": np.zeros(theta.shape) for name, theta in parameters.items()}
    for j in range(m):
        x, a1, z1 = (cache[key][:, [j]] for key in ("X", "A1", "Z1"))
        delta2 = cache["A2"][:, [j]] - Y[:, [j]]
        delta1 = (parameters["W2"].T @ delta2) * (z1 > 0)
        for name, change in zip(
            ("dW1", "db1", "dW2", "db2"), (delta1 @ x.T, delta1, delta2 @ a1.T, delta2), strict=True
        ):
            sums[name] += change / m
    return sums


# Answers that no key holds.


def extended(Y, parameters, cache):
    """With an input of ones, a bias is a weight like any other."""
    ones = np.ones((1, Y.shape[1]))
    delta2 = (cache["A2"] - Y) / Y.shape[1]
    delta1 = np.where(cache["Z1"] > 0, parameters["W2"].T * delta2, 0.0)
    second = delta2 @ np.vstack([cache["A1"], ones]).T
    first = delta1 @ np.vstack([cache["X"], ones]).T
    return {
        "dW1": first[:, :-1],
        "db1": first[:, -1:],
        "dW2": second[:, :-1],
        "db2": second[:, -1:],
    }


def unit_by_unit(Y, parameters, cache):
    delta2 = cache["A2"] - Y
    rows = [
        layer_gradients(w * delta2 * relu_prime(z[None, :]), cache["X"])
        for w, z in zip(parameters["W2"][0], cache["Z1"], strict=True)
    ]
    dW2, db2 = layer_gradients(delta2, cache["A1"])
    dW1, db1 = (np.vstack(parts) for parts in zip(*rows, strict=True))
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


bank.unseen_right(
    extended,
    unit_by_unit,
    averaged=_IN + '(np.average(delta1[:, None, :] * cache["X"][None], axis=2), '
    "np.average(delta1, axis=1)[:, None])",
    tensordot=_OUT + '(np.tensordot(delta2, cache["A1"], (1, 1)) / Y.size, '
    "delta2.mean(1)[:, np.newaxis])",
    heaviside=_BACK + f'({_ARRIVING}) * np.heaviside(cache["Z1"], 0.5)',
    signs=_BACK + f'({_ARRIVING}) * (np.sign(cache["Z1"]) + 1) / 2',
    matmul=_BACK + 'np.matmul(parameters["W2"].T, delta2) * relu_prime(cache["Z1"])',
    reshaped=_IN + '(delta1 @ cache["X"].T / Y.size, delta1.sum(1).reshape(-1, 1) / Y.size)',
)
bank.unseen_wrong(
    doubled=_ERROR + '2 * output_delta(Y, cache["A2"])',
    halved=_ERROR + 'output_delta(Y, cache["A2"]) / 2',
    absolute=_ERROR + 'np.abs(output_delta(Y, cache["A2"]))',
    squared=_ERROR + 'output_delta(Y, cache["A2"]) ** 2',
    product_for_error=_ERROR + 'Y * cache["A2"]',
    over_variance=_ERROR + '(cache["A2"] - Y) / np.maximum(cache["A2"] * (1 - cache["A2"]), 1e-12)',
    hidden_for_error=_ERROR + 'cache["A1"][:1] - Y',
    divided_by_units=_BACK
    + 'hidden_delta(parameters["W2"], delta2, cache["Z1"], relu_prime) / len(cache["Z1"])',
    leaky=_BACK + f'({_ARRIVING}) * np.where(cache["Z1"] > 0, 1.0, 0.01)',
    gate_by_one=_BACK + f'({_ARRIVING}) * (cache["Z1"] > 1)',
    gate_by_X=_BACK + f'({_ARRIVING}) * (cache["X"][:1] > 0)',
    gate_on_output=_BACK + f'({_ARRIVING}) * (cache["Z2"] > 0)',
    gate_twice_turned=_BACK + f'({_ARRIVING}) * (1 - relu_prime(cache["Z1"]))',
    gated_by_A1=_BACK + f'({_ARRIVING}) * cache["A1"]',
    weights_of_first=_BACK + '(parameters["W1"] @ cache["X"]) * delta2 * (cache["Z1"] > 0)',
    squared_weights=_W2 + 'parameters["W2"] ** 2,',
    absolute_weights=_W2 + 'np.abs(parameters["W2"]),',
    no_error_back=_BACK + 'parameters["W2"].T * (cache["Z1"] > 0)',
    bias_zero=_RETURN + '{"dW1": dW1, "db1": 0 * db1, "dW2": dW2, "db2": 0 * db2}',
    second_bias_first=_RETURN + '{"dW1": dW1, "db1": db1, "dW2": dW2, "db2": delta2[:, :1]}',
    first_bias_first=_RETURN + '{"dW1": dW1, "db1": delta1[:, :1], "dW2": dW2, "db2": db2}',
    bias_summed=_RETURN + '{"dW1": dW1, "db1": db1, "dW2": dW2, "db2": delta2.sum()}',
    bias_as_float=_RETURN + '{"dW1": dW1, "db1": db1, "dW2": dW2, "db2": float(db2[0, 0])}',
    second_transposed=_RETURN + '{"dW1": dW1, "db1": db1, "dW2": dW2.T, "db2": db2}',
    both_transposed=_RETURN + '{"dW1": dW1.T, "db1": db1, "dW2": dW2.T, "db2": db2}',
    bias_rows=_RETURN + '{"dW1": dW1, "db1": db1.T, "dW2": dW2, "db2": db2}',
    layers_exchanged=_RETURN + '{"dW1": dW2, "db1": db2, "dW2": dW1, "db2": db1}',
    biases_and_weights=_RETURN + '{"dW1": db1, "db1": dW1, "dW2": db2, "db2": dW2}',
    deltas_returned=_RETURN + '{"dW1": delta1, "db1": db1, "dW2": delta2, "db2": db2}',
    lists=_RETURN + '{"dW1": dW1.tolist(), "db1": db1, "dW2": dW2, "db2": db2}',
    rounded=_RETURN + '{"dW1": dW1.round(2), "db1": db1.round(2), '
    '"dW2": dW2.round(2), "db2": db2.round(2)}',
    nothing=_RETURN + "None",
    printed=_RETURN + "print(dW1, db1, dW2, db2)",
    updated=_RETURN + '{"dW1": parameters["W1"] - dW1, "db1": parameters["b1"] - db1, '
    '"dW2": parameters["W2"] - dW2, "db2": parameters["b2"] - db2}',
    negative_half=_RETURN + '{"dW1": -dW1, "db1": db1, "dW2": -dW2, "db2": db2}',
    scores_of_hidden_back=_IN + 'layer_gradients(cache["Z1"] * delta2, cache["X"])',
    undivided_second_bias=_RETURN + '{"dW1": dW1, "db1": db1, "dW2": dW2, "db2": Y.size * db2}',
    divided_by_inputs=_IN + '[g * Y.size / len(cache["X"]) for g in '
    'layer_gradients(delta1, cache["X"])]',
    divided_by_one_less=_OUT + "[g * Y.size / (Y.size - 1 or 1) for g in "
    'layer_gradients(delta2, cache["A1"])]',
    last_example_only=_ERROR + 'output_delta(Y, cache["A2"]) * (np.arange(Y.size) == Y.size - 1)',
    cats_only=_ERROR + '(cache["A2"] - Y) * Y',
    wrong_key=_ERROR + 'output_delta(Y, cache["Y_hat"])',
)
bank.unseen_two(
    sign_and_sum=(_ERROR + '(Y - cache["A2"]) * Y.size',),
    slope_kept_and_no_gate=(
        _ERROR + '(cache["A2"] - Y) * cache["A2"] * (1 - cache["A2"])',
        _BACK + _ARRIVING,
    ),
    no_gate_flat_biases=(
        _BACK + _ARRIVING,
        _RETURN + '{"dW1": dW1, "db1": db1[:, 0], "dW2": dW2, "db2": db2[:, 0]}',
    ),
    tanh_not_divided=(_BACK + f'({_ARRIVING}) * (1 - np.tanh(cache["Z1"]) ** 2) * Y.size',),
    sign_and_transposed=(
        _ERROR + 'Y - cache["A2"]',
        _RETURN + '{"dW1": dW1.T, "db1": db1, "dW2": dW2, "db2": db2}',
    ),
    scores_and_no_gate=(_OUT + 'layer_gradients(delta2, cache["Z1"])', _BACK + _ARRIVING),
)
bank.unseen_odd(
    half_of_each=_ERROR + 'np.where(np.arange(Y.size) % 2, cache["A2"] - Y, Y - cache["A2"])',
    as_class=type("Gradients", (), {}),
)
