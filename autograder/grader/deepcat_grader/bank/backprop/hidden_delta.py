"""δ of a hidden layer: what is known of its answers."""

from __future__ import annotations

import numpy as np

from deepcat_grader.bank.draw import Generator, kinds, order_one, sizes
from deepcat_grader.bank.forms import ROW
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercise import EDGE, Case
from deepcat_judge.exercises.backprop.hidden_delta import EXERCISE
from deepcat_judge.exercises.network.made import ARCTAN, SINE, SOFTSIGN, SQUARE
from deepcat_solutions.backprop import hidden_delta

_SHAPES = "Write the shapes beside each factor: what must be added up, and what must be left?"
_GATE = (
    "How much of a nudge of the score gets through the activation, and where is that slope taken?"
)
_MEAN = "Where does the 1/m of the mean stand: here, or in the slopes of weights and biases?"


def hidden(rng: Generator) -> list[Case]:
    """Few and many units and examples, several activations, and every kind of array."""
    n, k, m, p = sizes(rng, 4)

    def args(n_next, n, m, prime):
        return order_one(rng, n_next, n), order_one(rng, n_next, m), order_one(rng, n, m), prime

    return [
        Case("some", args(k, n, m, SINE), note=f"{n} units, {k} next, {m} examples"),
        Case("one-output", args(1, p, n, ARCTAN), note=f"{p} units, 1 next, {n} examples"),
        Case("many", args(n, k, 20 + p, SQUARE), note=f"{k} units, {n} next, {20 + p} examples"),
        Case("square", args(m, m, m, SOFTSIGN), note=f"{m} units, {m} next, {m} examples"),
        Case("one-unit", args(p, 1, k, SINE), EDGE, "one unit"),
        Case("one-example", args(m, p, 1, SQUARE), EDGE, "one example"),
        *kinds(rng, "W_next delta_next Z", args(k, m, p, ARCTAN)),
    ]


bank = Bank(EXERCISE, reference=hidden_delta, hidden=hidden)

_BACK, _OUT = "W_next.T @ delta_next -> ", "return arriving * activation_prime(Z) -> return "
bank.known(
    f"""
? {_SHAPES}
not_transposed: {_BACK}W_next @ delta_next
    The weights are not transposed: W_next leads forward, and here it goes back.
elementwise: {_BACK}W_next.T * delta_next
    W_next.T and delta_next are multiplied element by element, where the matrix product is expected.
    ? What is the difference between * and @?
elementwise_not_transposed: {_BACK}W_next * delta_next
    W_next and delta_next are multiplied element by element, where the matrix product is expected.
    ? What is the difference between * and @?
factors_exchanged: {_BACK}delta_next @ W_next.T
    The factors have changed places.
turned: {_BACK}delta_next.T @ W_next
    The product has a row for each example, where it should have one for each unit.
weights_added_up: {_BACK}np.sum(W_next, axis=0)[:, None] * np.sum(delta_next, axis=0)
    Weights and δ are added up over the next layer before they are multiplied.
    ? Which weight and which δ belong together: those of the same unit, or all?
weights_ignored: {_BACK}np.repeat(np.sum(delta_next, axis=0, keepdims=True), len(Z), axis=0)
    The weights have no influence: every hidden unit gets the same blame.
delta_ignored: {_BACK}np.repeat(np.sum(W_next, axis=0)[:, None], Z.shape[1], axis=1)
    delta_next has no influence on your answer.
first_of_next: {_BACK}W_next[:1].T @ delta_next[:1]
    Only the first unit of the next layer counts.
sizes_of_weights: {_BACK}np.abs(W_next).T @ delta_next
    The weights have lost their signs.
? {_GATE}
prime_missing: {_OUT}arriving
    The slope of the activation is missing.
prime_only: {_OUT}activation_prime(Z)
    Only the slope of the activation comes out; what comes back from the next layer is missing.
matrix_product: {_OUT}arriving @ activation_prime(Z)
    The slope comes in by a matrix product, where it is multiplied element by element.
    ? What does ∘ mean, and which sign has Python for it?
added: {_OUT}arriving + activation_prime(Z)
    The slope of the activation is added, where it is multiplied.
divided: {_OUT}arriving / activation_prime(Z)
    You divided by the slope of the activation, where it is multiplied.
prime_squared: {_OUT}arriving * activation_prime(Z) ** 2
    The slope of the activation is multiplied in twice.
prime_of_arriving: {_OUT}arriving * activation_prime(arriving)
    The slope is taken at what comes back, where it belongs to the scores Z.
prime_of_delta: {_OUT}activation_prime(arriving)
    activation_prime gets what comes back, where it belongs to the scores Z.
prime_of_prime: {_OUT}arriving * activation_prime(activation_prime(Z))
    activation_prime is applied twice.
Z_for_prime: {_OUT}arriving * Z
    Z itself stands where the slope of the activation at Z is expected.
extra_Z: {_OUT}arriving * activation_prime(Z) * Z
    There is a factor Z too many.
relu_for_prime: {_OUT}arriving * (Z > 0)
    You used the slope of ReLU, whatever activation_prime was given.
relu_turned: {_OUT}arriving * (Z < 0)
    You let through where Z is negative, and did not use activation_prime.
sigmoid_for_prime: {_OUT}arriving / (2 + np.exp(Z) + np.exp(-Z))
    You used the slope of the sigmoid, whatever activation_prime was given.
sigmoid_slope_of_A: {_OUT}arriving * Z * (1 - Z)
    You used A (1 - A) with Z for A, whatever activation_prime was given.
tanh_for_prime: {_OUT}arriving * (1 - np.tanh(Z) ** 2)
    You used the slope of tanh, whatever activation_prime was given.
tanh_slope_of_A: {_OUT}arriving * (1 - Z**2)
    You used 1 - A² with Z for A, whatever activation_prime was given.
prime_of_minus: {_OUT}arriving * activation_prime(-Z)
    The slope is taken at -Z, where it belongs to Z.
mean_slope: {_OUT}arriving * np.mean(activation_prime(Z))
    You took the mean of the slopes, where every score has its own.
not_called: {_OUT}arriving * activation_prime
    activation_prime is a function, and it is multiplied as if it were an array.
    ? How do you ask a function for its value at Z?
? {_MEAN}
divided_by_m: {_OUT}arriving * activation_prime(Z) / Z.shape[1]
    Your δ is divided by m; δ belongs to one example.
mean: {_OUT}np.mean(arriving * activation_prime(Z), axis=1, keepdims=True)
    You took the mean over the examples; δ belongs to one example.
sum: {_OUT}np.sum(arriving * activation_prime(Z), axis=1, keepdims=True)
    The examples are added up; δ belongs to one example.
divided_by_next: {_OUT}arriving * activation_prime(Z) / len(W_next)
    Your δ is divided by the number of units in the next layer; what they send back is added up.
    ? Should a unit that reaches more others be blamed less?
sign: {_OUT}-arriving * activation_prime(Z)
    The sign is wrong.
    ? Where weight, δ and slope are positive, what should δ of the hidden unit be?
sizes_only: {_OUT}np.abs(arriving * activation_prime(Z))
    δ has lost its signs.
    ? What does the sign of a δ say?
doubled: {_OUT}2 * arriving * activation_prime(Z)
    Your δ is twice as large as it should be.
    ? Which factors does δ have?
transposed: {_OUT}(arriving * activation_prime(Z)).T
    The numbers are right, but rows and columns are exchanged.
    ? Which index counts examples here? In this course, columns are examples.
list_returned: {_OUT}(arriving * activation_prime(Z)).tolist()
    The numbers are in a list, where an array is expected.
    ? What happens when a whole array is given to a function of NumPy?
"""
)
bank.mistakes(
    "Your function writes δ into Z, so whoever called it loses the scores.",
    think="What is the difference between Z *= a and Z * a?",
    in_place=_OUT + "np.multiply(arriving, activation_prime(Z), out=Z)",
)
bank.mistakes(
    "With Z in whole numbers, your δ is cut to whole numbers.",
    think="Which dtype does an array have that is made like an array of whole numbers?",
    int_buffer=_OUT
    + "np.array(arriving * activation_prime(Z)).astype(np.result_type(Z.dtype, np.int64))",
)


@bank.right
def loops(W_next, delta_next, Z, activation_prime):
    delta = np.zeros(Z.shape)
    slopes = activation_prime(Z)
    for h in range(Z.shape[0]):
        for i in range(Z.shape[1]):
            for k in range(len(W_next)):
                delta[h, i] += W_next[k, h] * delta_next[k, i] * slopes[h, i]
    return delta


@bank.right
def unit_by_unit(W_next, delta_next, Z, activation_prime):
    rows = []
    for weights, scores in zip(W_next.T, Z, strict=True):
        rows.append(weights @ delta_next * activation_prime(scores))
    return np.array(rows)


bank.rights(
    slope_first=_OUT + "activation_prime(Z) * arriving",
    multiply=_OUT + "np.multiply(arriving, activation_prime(Z))",
    dot=_BACK + "np.dot(W_next.T, delta_next)",
    einsum=_BACK + 'np.einsum("kh,ki->hi", W_next, delta_next)',
    turned_twice=_BACK + "(delta_next.T @ W_next).T",
    matmul=_BACK + "np.matmul(np.transpose(W_next), delta_next)",
    as_floats=_OUT + "arriving.astype(float) * activation_prime(Z.astype(float))",
    example_by_example=_BACK + "np.hstack([W_next.T @ d[:, None] for d in delta_next.T])",
)
bank.unseen_right(
    broadcast=_BACK + "np.sum(W_next[:, :, None] * delta_next[:, None], axis=0)",
    tensordot=_BACK + "np.tensordot(W_next, delta_next, axes=(0, 0))",
    inner=_BACK + "np.inner(W_next.T, delta_next.T)",
    one_by_one=_BACK + "sum(np.outer(W_next[k], delta_next[k]) for k in range(len(W_next)))",
    listed=_BACK + "np.array([[w @ d for d in delta_next.T] for w in W_next.T])",
    all_in_one=_OUT + 'np.einsum("kh,ki,hi->hi", W_next, delta_next, activation_prime(Z))',
    numbers_apart=_OUT
    + "arriving * np.array([[float(activation_prime(z)) for z in row] for row in Z])",
    columns_apart=_OUT
    + "np.hstack([arriving[:, [i]] * activation_prime(Z[:, [i]]) for i in range(Z.shape[1])])",
    through_a_diagonal=_OUT
    + "np.array([np.diag(activation_prime(z)) @ a for z, a in zip(Z.T, arriving.T)]).T",
    negated_twice=_OUT + "-(-arriving * activation_prime(Z))",
)
bank.unseen_wrong(
    by_units=_OUT + "arriving * activation_prime(Z) / len(Z)",
    times_m=_OUT + "arriving * activation_prime(Z) * Z.shape[1]",
    learning_rate_in_it=_OUT + "0.1 * arriving * activation_prime(Z)",
    one_minus_slope=_OUT + "arriving * (1 - activation_prime(Z))",
    subtracted=_OUT + "arriving - activation_prime(Z)",
    size_of_slope=_OUT + "arriving * np.abs(activation_prime(Z))",
    slope_decided=_OUT + "arriving * (activation_prime(Z) > 0)",
    positive_slope=_OUT + "arriving * np.maximum(activation_prime(Z), 0)",
    slope_of_size=_OUT + "arriving * activation_prime(np.abs(Z))",
    slope_of_relu=_OUT + "arriving * activation_prime(np.maximum(Z, 0))",
    slope_of_tanh=_OUT + "arriving * activation_prime(np.tanh(Z))",
    slope_of_twice=_OUT + "arriving * activation_prime(2 * Z)",
    slope_of_first=_OUT + "arriving * activation_prime(Z[:1])",
    slope_of_mean=_OUT + "arriving * activation_prime(Z.mean(axis=1, keepdims=True))",
    slope_over_units=_OUT + "arriving * activation_prime(Z.mean(axis=0))",
    slope_reversed=_OUT + "arriving * activation_prime(Z)[:, ::-1]",
    leaky=_OUT + "arriving * np.where(Z > 0, 1, 0.01)",
    clipped=_OUT + "np.clip(arriving * activation_prime(Z), -0.5, 0.5)",
    squared=_OUT + "arriving**2 * activation_prime(Z)",
    weights_squared=_BACK + "(W_next**2).T @ delta_next",
    delta_squared=_BACK + "W_next.T @ delta_next**2",
    delta_sign=_BACK + "W_next.T @ np.sign(delta_next)",
    sizes_of_delta=_BACK + "W_next.T @ np.abs(delta_next)",
    weights_reversed=_BACK + "W_next[::-1].T @ delta_next",
    units_reversed=_BACK + "W_next[:, ::-1].T @ delta_next",
    examples_reversed=_BACK + "W_next.T @ delta_next[:, ::-1]",
    delta_mean=_BACK + "W_next.T @ delta_next.mean(axis=1, keepdims=True)",
    mean_over_next=_BACK + "W_next.mean(axis=0)[:, None] * delta_next.mean(axis=0)",
    largest_product=_BACK + "np.max(W_next[:, :, None] * delta_next[:, None], axis=0)",
    last_of_next_left_out=_BACK + "W_next[:-1].T @ delta_next[:-1]",
    summed_over_units=_OUT + "np.sum(arriving * activation_prime(Z), axis=0, keepdims=True)",
    one_number=_OUT + "np.sum(arriving * activation_prime(Z))",
    solved=_BACK + "np.linalg.pinv(W_next) @ delta_next",
    weights_of_scores=_BACK + "W_next.T @ (W_next @ Z)",
    delta_gated_first=(_BACK + "W_next.T @ (delta_next * activation_prime(delta_next))",),
    both=_OUT + "arriving, activation_prime(Z)",
    two_results=_OUT + "(arriving * activation_prime(Z), arriving)",
    called_without=_OUT + "arriving * activation_prime()",
)
bank.unseen_two(
    sign_and_m=_OUT + "-arriving * activation_prime(Z) / Z.shape[1]",
    relu_and_m=_OUT + "arriving * (Z > 0) / Z.shape[1]",
    no_slope_and_m=_OUT + "arriving / Z.shape[1]",
    no_slope_turned=_OUT + "arriving.T",
    sign_and_no_slope=_OUT + "-arriving",
    extra_Z_and_sign=_OUT + "-arriving * activation_prime(Z) * Z",
    relu_listed=_OUT + "(arriving * (Z > 0)).tolist()",
    first_of_next_and_relu=(_BACK + "W_next[:1].T @ delta_next[:1]", _OUT + "arriving * (Z > 0)"),
)
bank.unseen_odd(
    positive_ones_gated=_OUT + "np.where(Z > 0, arriving * activation_prime(Z), arriving)",
    by_size=_OUT + "arriving * (activation_prime(Z) if len(W_next) > 1 else Z)",
)
bank.unseen_forms(ROW)
