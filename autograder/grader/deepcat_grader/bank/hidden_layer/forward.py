"""The forward pass with one hidden layer: what is known of its answers."""

from __future__ import annotations

from typing import Any

import numpy as np

from deepcat_grader.bank.draw import Generator, layouts, order_one, sizes, whole
from deepcat_grader.bank.forms.calling import ANY
from deepcat_grader.bank.forms.form import results
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercise import EDGE, Case
from deepcat_judge.exercises.hidden_layer.forward import EXERCISE
from deepcat_judge.plain import map_leaves
from deepcat_solutions.hidden_layer import forward
from deepcat_solutions.network import network
from deepcat_solutions.neuron import relu, sigmoid


def _drawn(rng: Generator, n_x: int, n_h: int, make: Any = order_one) -> dict[str, Any]:
    shapes = {"W1": (n_h, n_x), "b1": (n_h, 1), "W2": (1, n_h), "b2": (1, 1)}
    return {name: make(rng, *shape) for name, shape in shapes.items()}


def hidden(rng: Generator) -> list[Case]:
    """Few and many units and examples, huge scores of either sign, and every kind of array."""
    a, b, c, m = sizes(rng, 4)

    def call(n_x: int, n_h: int, m: int) -> tuple[Any, ...]:
        return order_one(rng, n_x, m), _drawn(rng, n_x, n_h)

    X, parameters = call(c, a, m)
    far = {**parameters, "W1": np.abs(parameters["W1"]), "W2": np.abs(parameters["W2"])}
    steep = {**far, "W2": 900 * far["W2"] / np.sum(far["W2"] * (far["W1"] @ np.abs(X)).max(axis=1))}

    def kind(id: str, note: str, i: int) -> Case:
        return Case(
            id, map_leaves(lambda leaf: layouts((leaf,))[i].args[0], (X, parameters)), EDGE, note
        )

    return [
        Case("some", call(a, b, m), note=f"{b} hidden units"),
        Case("more", call(b, c, 10 + a), note=f"{c} hidden units, {10 + a} examples"),
        Case("wide", call(c, 10 + b, a), note=f"{10 + b} hidden units"),
        Case("one", call(a, c, 1), EDGE, "one example"),
        Case("one-unit", call(b, 1, m), EDGE, "one hidden unit"),
        Case("one-input", call(1, b, m), EDGE, "one input"),
        Case("huge", (np.abs(X), steep), EDGE, "very large scores"),
        Case("tiny", (np.abs(X), {**steep, "W2": -steep["W2"]}), EDGE, "very negative scores"),
        Case("whole", (whole(rng, a, m), _drawn(rng, a, b, whole)), EDGE, "all numbers are whole"),
        kind("float32", "float32 numbers", 0),
        kind("fortran", "Fortran order", 1),
        kind("read-only", "read-only arrays", 2),
        kind("strided", "parts of wider arrays", 3),
    ]


bank = Bank(EXERCISE, reference=forward, hidden=hidden)
_RETURN = 'return A2, {"X": X, "Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2} -> '

bank.known(
    r"""
sigmoid_hidden: A1 = relu(Z1) -> A1 = sigmoid(Z1)
    The hidden layer has a sigmoid, where ReLU is expected.
    ? Which activation does this course give to the hidden layer, and which to the output?
tanh_hidden: A1 = relu(Z1) -> A1 = np.tanh(Z1)
    The hidden layer has tanh, where ReLU is expected.
    ? Which activation does this course give to the hidden layer, and which to the output?
hidden_without_activation: A1 = relu(Z1) -> A1 = Z1
    The hidden layer has no activation: it hands on its scores Z1 as they are.
    ? What are two layers worth without an activation between them?
relu_output: A2 = sigmoid(Z2) -> A2 = relu(Z2)
    The output has ReLU, where the sigmoid is expected.
    ? Between which two numbers does a probability lie, and does ReLU keep to them?
output_without_activation: A2 = sigmoid(Z2) -> A2 = Z2
    The output has no activation: its scores come out, where probabilities are expected.
    ? Between which two numbers does a probability lie?
activations_exchanged: A1 = relu(Z1) -> A1 = sigmoid(Z1) && A2 = sigmoid(Z2) -> A2 = relu(Z2)
    The activations are exchanged: the sigmoid belongs to the output, and ReLU to the hidden layer.
    ? Which of the two layers gives a probability?
scores_returned: return A2 -> return Z2
    The cache is right, and the scores Z2 are returned, not the probabilities A2.
    ? Which of the two, Z2 or A2, is a probability?
hidden_returned: return A2 -> return A1
    The cache is right, and the hidden layer A1 is returned, not the output A2.
    ? Which shape has a prediction for m examples?
leaky: relu(Z1) -> np.where(Z1 > 0, Z1, 0.01 * Z1)
    The hidden layer lets a hundredth of a negative score through; ReLU lets nothing through.
    ? What does ReLU make of -5?
negative_part: relu(Z1) -> np.minimum(Z1, 0)
    The hidden layer keeps the negative scores and drops the positive ones.
    ? What does ReLU make of -5, and what of 5?
absolute: relu(Z1) -> np.abs(Z1)
    The hidden layer takes the size of its scores, where ReLU makes 0 of the negative ones.
    ? What does ReLU make of -5?
step_hidden: relu(Z1) -> (Z1 > 0) * 1.0
    The hidden layer gives 0 or 1, as a step does; ReLU lets positive scores through as they are.
    ? What does ReLU make of 5?
b1_forgotten: @ X + parameters["b1"] -> @ X
    The bias b1 of the hidden layer is missing.
    ? What is Z1 where every input is 0?
b2_forgotten: @ A1 + parameters["b2"] -> @ A1
    The bias b2 of the output is missing.
    ? What is Z2 where no hidden unit is active?
biases_forgotten: @ X + parameters["b1"] -> @ X && @ A1 + parameters["b2"] -> @ A1
    Both biases are missing.
    ? What is Z1 where every input is 0?
b1_subtracted: @ X + parameters["b1"] -> @ X - parameters["b1"]
    The bias of the hidden layer is subtracted.
    ? What is Z1 where every input is 0?
bias_after_activation: @ X + parameters["b1"] -> @ X && relu(Z1) -> relu(Z1) + parameters["b1"]
    The bias of the hidden layer is added after ReLU.
    ? In which order does a neuron add up and decide?
relu_on_inputs: @ X + parameters["b1"] -> @ relu(X) + parameters["b1"] && A1 = relu(Z1) -> A1 = Z1
    ReLU is applied to the inputs, before the weights.
    ? In which order does a neuron add up and decide?
scores_handed_on: @ A1 -> @ Z1
    The output gets the scores Z1 of the hidden layer, where it should get its answers A1.
    ? Which of the two, Z1 or A1, leaves a hidden unit?
output_reads_x: @ A1 -> @ X
    A table of weights does not fit X: W1 is transposed, or the output reads X and not A1.
    ? Write the shapes of all weights and of X down. Which of them may stand before @ X?
weights_transposed: parameters["W1"] @ X -> parameters["W1"].T @ X
    A table of weights does not fit X: W1 is transposed, or the output reads X and not A1.
    ? Write the shapes of all weights and of X down. Which of them may stand before @ X?
both_transposed: parameters["W1"] @ X -> (X.T @ parameters["W1"]).T
    The shapes on the two sides of @ do not fit where W1 stands.
    ? W1 has a row for each hidden unit and a column for each input. What may stand beside it?
w1_twice: parameters["W2"] @ -> parameters["W1"] @
    The shapes on the two sides of @ do not fit where W1 stands.
    ? W1 has a row for each hidden unit and a column for each input. What may stand beside it?
factors_exchanged: parameters["W1"] @ X -> X @ parameters["W1"]
    The factors have changed places: X @ W1, where W1 @ X is expected.
    ? Write the shapes beside both factors. Which numbers must agree for @ to work?
elementwise_product: parameters["W1"] @ X -> parameters["W1"] * X
    W1 and X are multiplied element by element, where the matrix product is expected.
    ? What is the difference between * and @?
flat_bias: @ X + parameters["b1"] -> @ X + parameters["b1"].ravel()
    The bias lost its second dimension and no longer stands in a column.
    ? How does NumPy line up the shapes (n,) and (n, m), and how (n, 1) and (n, m)?
largest_score: relu(Z1) -> np.max(Z1)
    One number comes out of the hidden layer, the largest score of all.
    ? Which function of NumPy compares each number of an array with 0?
pythons_max: relu(Z1) -> max(0, Z1)
    Python's own max cannot compare a whole array with 0.
    ? Which function of NumPy takes the larger of two, element by element?
softmax_output: sigmoid(Z2) -> np.exp(Z2 - Z2) / np.sum(np.exp(Z2 - Z2), axis=0)
    The output is 1 for every example: softmax over a single score.
    ? How many output units are there, and what shares do they share?
softmax_over_examples: sigmoid(Z2) -> (np.exp(Z2 - Z2.max())
        / np.sum(np.exp(Z2 - Z2.max())))
    The probabilities of all examples add up to 1: the examples share one whole.
    ? Does one picture become less of a cat because another one is shown, too?
sigmoid_twice: A2 = sigmoid(Z2) -> A2 = sigmoid(sigmoid(Z2))
    The sigmoid is applied twice at the output.
    ? What can the sigmoid of a number between 0 and 1 be?
sign_of_exponent: sigmoid(Z2) -> sigmoid(-Z2)
    The probability falls where the score rises.
    ? What should come out for a very large score?
overflow: sigmoid(Z2) -> 1 / (1 + np.exp(-Z2))
    The formula is right, but for a very negative score e⁻ᶻ is too large a number for the computer.
    ? What did your sigmoid of lesson 2 do about it?
cache_without_x: {"X": X, "Z1" -> {"Z1"
    The cache lacks X, which the way back will need.
    ? Which five keys does the exercise name?
cache_without_z: "X": X, "Z1": Z1, "A1": A1, "Z2": Z2, -> "X": X, "A1": A1,
    The cache lacks the scores Z1 and Z2.
    ? Which five keys does the exercise name?
cache_without_a: "A1": A1, "Z2": Z2, "A2": A2} -> "Z2": Z2}
    The cache lacks the activations A1 and A2.
    ? Which five keys does the exercise name?
z1_overwritten: "Z1": Z1 -> "Z1": A1
    In the cache, Z1 is what came out of ReLU: the negative scores are lost.
    ? Which of the two, Z1 or A1, may be negative, and is it so in your cache?
cache_exchanged: "Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2 -> "Z1": A1, "A1": Z1, "Z2": A2, "A2": Z2
    In the cache, Z and A have changed places.
    ? Which of the two, Z1 or A1, may be negative, and is it so in your cache?
a2_is_z2: "A2": A2 -> "A2": Z2
    In the cache, A2 is the score of the output, not its probability.
    ? Which of the two, Z2 or A2, lies between 0 and 1?
cache_from_zero: "Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2 -> "Z0": Z1, "A0": A1, "Z1": Z2, "A1": A2
    The cache counts layers from 0, where the hidden layer's keys should be 'Z1' and 'A1'.
    ? What are the names of the hidden layer's weights?
cached_before_bias: "Z1": Z1 -> "Z1": parameters["W1"] @ X
    In the cache, Z1 is kept before its bias was added.
    ? Is Z1 in your cache what goes into ReLU?
parameters_cached: {"X": X -> {"X": parameters["W1"] @ X
    In the cache, X is not what was given.
    ? What does the key X stand for?
parameters_as_cache: return A2, -> parameters["A1"] = A1\n    return A2,
    Your function writes into the dict of parameters, which is the caller's.
    ? Where should what is computed on the way be kept?
only_the_prediction: return A2, {"X": X, "Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2} -> return A2
    Only the prediction is returned, without the cache.
    ? How does a function return two things?
order_exchanged: return A2, {"X": X, "Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2} ->
        return {"X": X, "Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}, A2
    The cache comes first and the prediction second.
    ? In which order does the exercise name the two?
decided: return A2, -> return (A2 > 0.5) * 1.0,
    Decisions of 0 and 1 are returned, where probabilities are expected.
    ? What does the output give before anybody decides?
"""
)


bank.mistakes(
    "Two calls share one cache: the second call writes over what the first one returned.",
    think="When is your dict made: once, or in every call?",
    cache_shared=(
        "forward(X, parameters): -> forward(X, parameters, cache={}):",
        _RETURN + "cache.update(X=X, Z1=Z1, A1=A1, Z2=Z2, A2=A2)\n    return A2, cache",
    ),
)


@bank.right
def example_by_example(X, parameters):
    caches = [forward(X[:, [j]], parameters)[1] for j in range(X.shape[1])]
    cache = {key: np.hstack([one[key] for one in caches]) for key in caches[0]}
    return cache["A2"].copy(), cache


@bank.right
def unit_by_unit(X, parameters):
    W1, b1, W2, b2 = (parameters[key] for key in ("W1", "b1", "W2", "b2"))
    Z1, Z2 = np.zeros((len(W1), X.shape[1])), b2 + np.zeros((1, X.shape[1]))
    for i in range(len(W1)):
        Z1[i] = W1[i] @ X + b1[i]
        Z2 = Z2 + W2[0, i] * np.maximum(0, Z1[i])
    A2 = np.exp(-np.logaddexp(0, -Z2))
    return A2, {"X": X, "Z1": Z1, "A1": np.where(Z1 > 0, Z1, 0.0), "Z2": Z2, "A2": A2}


@bank.right
def rows_are_examples(X, parameters):
    Z1 = X.T @ parameters["W1"].T + parameters["b1"].T
    A1 = np.clip(Z1, 0, None)
    Z2 = A1 @ parameters["W2"].T + parameters["b2"]
    A2 = 0.5 + 0.5 * np.tanh(Z2 / 2)
    return A2.T, {"X": X, "Z1": Z1.T, "A1": A1.T, "Z2": Z2.T, "A2": A2.T}


bank.rights(
    by_lesson_3=lambda X, parameters: network(X, parameters, [relu, sigmoid]),
    written_out="relu(Z1) -> Z1 * (Z1 > 0)",
    half_of_sum="relu(Z1) -> (Z1 + np.abs(Z1)) / 2",
    dot='parameters["W1"] @ X -> np.dot(parameters["W1"], X)',
    einsum='parameters["W1"] @ X -> np.einsum("ij,jk->ik", parameters["W1"], X)',
    two_formulas="sigmoid(Z2) -> np.where(Z2 < 0, np.exp(np.minimum(Z2, 0)), 1.0) "
    "/ (1 + np.exp(-np.abs(Z2)))",
    cut_at_30="sigmoid(Z2) -> 1 / (1 + np.exp(-np.clip(Z2, -500, 500)))",
    parameters_kept_as_well='{"X": X -> parameters | {"X": X',
    copy_kept='{"X": X -> {"X": X.copy()',
    list_returned=_RETURN + 'return [A2, {"X": X, "Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}]',
)
bank.unseen_right(
    bias_as_a_weight='parameters["W1"] @ X + parameters["b1"] -> '
    'np.hstack([parameters["W1"], parameters["b1"]]) @ np.vstack([X, np.ones((1, X.shape[1]))])',
    added_in_place='@ X + parameters["b1"] -> @ X\n    Z1 = Z1 + parameters["b1"]',
    copied_then_cut="A1 = relu(Z1) -> A1 = Z1 * 1.0\n    A1[A1 < 0] = 0",
    expit_by_arctanh="sigmoid(Z2) -> (1 + np.tanh(0.5 * Z2)) * 0.5",
    named_arguments=lambda X, parameters: forward(parameters=dict(parameters), X=X),
    dict_built_up=lambda X, parameters: (
        lambda Y_hat, cache: (cache["A2"], dict(sorted(cache.items())))
    )(*forward(X, parameters)),
    more_keys='{"X": X -> {"m": X.shape[1], "X": X',
    relu_by_sign="relu(Z1) -> Z1 * np.heaviside(Z1, 0)",
    matmul='parameters["W2"] @ A1 -> np.matmul(parameters["W2"], A1)',
    summed='parameters["W2"] @ A1 -> np.sum(parameters["W2"].T * A1, axis=0, keepdims=True)',
)
bank.unseen_wrong(
    elu="relu(Z1) -> np.where(Z1 > 0, Z1, np.expm1(np.minimum(Z1, 0)))",
    softplus="relu(Z1) -> np.logaddexp(0, Z1)",
    relu_6="relu(Z1) -> np.clip(Z1, 0, 1)",
    squared_relu="relu(Z1) -> relu(Z1) ** 2",
    relu_from_1="relu(Z1) -> np.maximum(Z1, 1)",
    leaky_a_tenth="relu(Z1) -> np.where(Z1 > 0, Z1, 0.1 * Z1)",
    relu_twice_the_bias='relu(Z1) -> relu(Z1 + parameters["b1"])',
    tanh_output="sigmoid(Z2) -> np.tanh(Z2)",
    clipped_output="sigmoid(Z2) -> np.clip(Z2, 0, 1)",
    clipped_at_5="sigmoid(Z2) -> sigmoid(np.clip(Z2, -5, 5))",
    steep_output="sigmoid(Z2) -> sigmoid(2 * Z2)",
    slope_of_sigmoid="sigmoid(Z2) -> sigmoid(Z2) * (1 - sigmoid(Z2))",
    log_of_sigmoid="sigmoid(Z2) -> np.log(sigmoid(Z2) + 1e-300)",
    no_cat="return A2, -> return 1 - A2,",
    percent="return A2, -> return 100 * A2,",
    rounded="return A2, -> return np.round(A2, 2),",
    turned="return A2, -> return A2.T,",
    flattened="return A2, -> return A2.ravel(),",
    averaged="return A2, -> return np.mean(A2),",
    b2_subtracted='@ A1 + parameters["b2"] -> @ A1 - parameters["b2"]',
    b1_at_the_output='@ A1 + parameters["b2"] -> @ A1 + parameters["b1"]',
    b1_doubled='@ X + parameters["b1"] -> @ X + 2 * parameters["b1"]',
    bias_on_first_unit='@ X + parameters["b1"] -> @ X + parameters["b1"][0]',
    mean_bias='@ X + parameters["b1"] -> @ X + parameters["b1"].mean()',
    bias_in_a_row='@ X + parameters["b1"] -> @ X + parameters["b1"].T',
    negative_w2='parameters["W2"] @ -> -parameters["W2"] @',
    inputs_centred='parameters["W1"] @ X -> parameters["W1"] @ (X - X.mean(axis=1, keepdims=True))',
    inputs_scaled='parameters["W1"] @ X -> parameters["W1"] @ (X / 255)',
    hidden_averaged='parameters["W2"] @ A1 -> parameters["W2"] @ A1 / len(A1)',
    small_keys='"Z1": Z1, "A1": A1 -> "z1": Z1, "a1": A1',
    cache_a_list='{"X": X, "Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2} -> [X, Z1, A1, Z2, A2]',
    cache_loose='{"X": X, "Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2} -> X, Z1, A1, Z2, A2',
    cache_empty='{"X": X, "Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2} -> {}',
    cache_with_gates='"A1": A1 -> "A1": Z1 > 0',
    cached_y_hat='"A2": A2 -> "Y_hat": A2',
    turned_cache='"A1": A1 -> "A1": A1.T',
    first_layer_twice='"Z2": Z2 -> "Z2": Z1',
    no_second_key='parameters["b2"] -> parameters["b3"]',
    x_is_a1='"X": X -> "X": A1',
)
bank.unseen_two(
    sigmoid_no_b1=("A1 = relu(Z1) -> A1 = sigmoid(Z1)", '@ X + parameters["b1"] -> @ X'),
    no_b2_scores=('@ A1 + parameters["b2"] -> @ A1', "return A2 -> return Z2"),
    leaky_decided=("relu(Z1) -> np.where(Z1 > 0, Z1, 0.01 * Z1)", "return A2, -> return A2 > 0.5,"),
    tanh_without_x=("relu(Z1) -> np.tanh(Z1)", '{"X": X, "Z1" -> {"Z1"'),
    b1_lost_cache_exchanged=('@ X + parameters["b1"] -> @ X',
                             '"Z1": Z1, "A1": A1 -> "Z1": A1, "A1": Z1'),
    linear_output_without_b=("A2 = sigmoid(Z2) -> A2 = Z2", '@ A1 + parameters["b2"] -> @ A1'),
    turned_and_rounded="return A2, -> return np.round(A2.T, 1),",
    linear_hidden_overflow=("A1 = relu(Z1) -> A1 = Z1", "sigmoid(Z2) -> 1 / (1 + np.exp(-Z2))"),
)  # fmt: skip
bank.unseen_odd(
    by_shape=lambda X, parameters: forward(X if X.shape[1] > 1 else -X, parameters),
    three_units_only=lambda X, parameters: (
        forward(X, parameters) if len(parameters["W1"]) == 3 else forward(-X, parameters)
    ),
    a_generator=lambda X, parameters: (part for part in forward(X, parameters)),
)
bank.unseen_forms((*ANY, *results(
    False,
    cache_of_lists=lambda pair: (pair[0], {k: v.tolist() for k, v in pair[1].items()}),
    half_precision=lambda pair: (pair[0].astype(np.float16), pair[1]),
    of_objects=lambda pair: (pair[0].astype(object), pair[1]),
    not_a_number=lambda pair: (pair[0] * np.nan, pair[1]),
    three=lambda pair: (*pair, 0.0),
)))  # fmt: skip
