"""The whole network: what is known of its answers."""

# mypy: allow-untyped-defs, allow-untyped-calls, allow-untyped-decorators
# ruff: noqa: D101, D102, D103
# Students write no types; what a mistake is about stands in its message.

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable
from typing import Any

import numpy as np

from deepcat_grader.bank.draw import Generator, order_one, sizes, whole
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercise import EDGE, Case
from deepcat_judge.exercises.common import read_only, strided
from deepcat_judge.exercises.network.network import EXERCISE
from deepcat_judge.plain import Named, Plain, map_leaves
from deepcat_solutions.network import network

_NAMES = ("softsign", "sine", "arctan", "square")
_WAY = "Write the shapes beside every step: which of them must agree for @ to work?"
_KEPT = "What does each key of the cache stand for, and when is it known?"


def _drawn(rng: Generator, *widths: int, make: Callable[..., Any] = order_one) -> dict[str, Any]:
    parameters = {}
    for layer, (n_in, n_out) in enumerate(itertools.pairwise(widths), start=1):
        parameters[f"W{layer}"] = make(rng, n_out, n_in)
        parameters[f"b{layer}"] = make(rng, n_out, 1)
    return parameters


def _some(rng: Generator, count: int) -> list[Plain]:
    return [Named(str(name)) for name in rng.choice(_NAMES, count, replace=False)]


def _cases(rng: Generator) -> list[Case]:
    a, b, c, d, e, m = sizes(rng, 6)

    def call(*widths: int) -> tuple[Any, ...]:
        return order_one(rng, widths[0], m), _drawn(rng, *widths), _some(rng, len(widths) - 1)

    X, parameters, activations = call(c, a, b)
    return [
        Case("one-layer", call(a, b), note="one layer"),
        Case("two-layers", call(a, b, c), note="two layers"),
        Case("three-layers", call(b, c, d, a), note="three layers"),
        Case("four-layers", call(a, b, c, d, e), note="four layers"),
        Case("one-output", call(c, d, 1), note="one output"),
        Case("one-example", (X[:, :1].copy(), parameters, activations), EDGE, "one example"),
        Case(
            "whole",
            (whole(rng, a, m), _drawn(rng, a, b, c, make=whole), _some(rng, 2)),
            EDGE,
            "all numbers are whole",
        ),
        Case("read-only", (read_only(X), map_leaves(read_only, parameters), activations), EDGE,
             "read-only arrays"),
        Case("strided", (strided(X), map_leaves(strided, parameters), activations), EDGE,
             "parts of wider arrays"),
        Case("fortran", (np.asfortranarray(X), map_leaves(np.asfortranarray, parameters),
                         activations), EDGE, "Fortran order"),
        Case("float32", map_leaves(_single, (X, parameters, activations)), EDGE, "float32 numbers"),
    ]  # fmt: skip


def _single(leaf):
    return leaf.astype(np.float32) if isinstance(leaf, np.ndarray) else leaf


bank = Bank(EXERCISE, reference=network, hidden=_cases)


@bank.mistake(
    "The biases are missing: Z is only the product of weights and inputs.",
    think="What is Z where every input is 0?",
)
def b_forgotten(X, parameters, activations):
    A, cache = X, {"X": X}
    for i, activation in enumerate(activations, 1):
        Z = parameters[f"W{i}"] @ A
        A = activation(Z)
        cache[f"Z{i}"], cache[f"A{i}"] = Z, A
    return A, cache


@bank.mistake("The biases are subtracted.", think="What is Z where every input is 0?")
def b_subtracted(X, parameters, activations):
    A, cache = X, {"X": X}
    for i, activation in enumerate(activations, 1):
        Z = parameters[f"W{i}"] @ A - parameters[f"b{i}"]
        A = activation(Z)
        cache[f"Z{i}"], cache[f"A{i}"] = Z, A
    return A, cache


@bank.mistake(
    "The last layer's activation is missing: the scores Z come out, not the answers A.",
    think="How many activations are given, and how many does your code use?",
)
def last_without_activation(X, parameters, activations):
    A, cache = X, {"X": X}
    L = len(activations)
    for i in range(1, L + 1):
        Z = parameters[f"W{i}"] @ A + parameters[f"b{i}"]
        A = activations[i - 1](Z) if i < L else Z
        cache[f"Z{i}"], cache[f"A{i}"] = Z, A
    return A, cache


@bank.mistake(
    "The cache is right, and the last layer's scores Z are returned, not its answers A.",
    think="Which of the two, Z or A, is a prediction?",
)
def scores_returned(X, parameters, activations):
    A, cache = X, {"X": X}
    for i, activation in enumerate(activations, 1):
        Z = parameters[f"W{i}"] @ A + parameters[f"b{i}"]
        A = activation(Z)
        cache[f"Z{i}"], cache[f"A{i}"] = Z, A
    return Z, cache


@bank.mistake(
    "Only the last layer has an activation; the others hand on their scores Z as they are.",
    think="What is a network whose hidden layers have no activation?",
)
def hidden_without_activation(X, parameters, activations):
    A, cache = X, {"X": X}
    L = len(activations)
    for i in range(1, L + 1):
        Z = parameters[f"W{i}"] @ A + parameters[f"b{i}"]
        A = activations[i - 1](Z) if i == L else Z
        cache[f"Z{i}"], cache[f"A{i}"] = Z, A
    return A, cache


@bank.mistake(
    "The next layer gets the scores Z of the one before it, where it should get its answers A.",
    think="Which of the two, Z or A, leaves a neuron?",
)
def scores_handed_on(X, parameters, activations):
    Z, cache = X, {"X": X}
    for i, activation in enumerate(activations, 1):
        Z = parameters[f"W{i}"] @ Z + parameters[f"b{i}"]
        A = activation(Z)
        cache[f"Z{i}"], cache[f"A{i}"] = Z, A
    return A, cache


@bank.mistake(
    "Every layer has the activation of the first one.",
    think="Which element of activations belongs to layer 2?",
)
def first_activation_everywhere(X, parameters, activations):
    A, cache = X, {"X": X}
    for i in range(1, len(activations) + 1):
        Z = parameters[f"W{i}"] @ A + parameters[f"b{i}"]
        A = activations[0](Z)
        cache[f"Z{i}"], cache[f"A{i}"] = Z, A
    return A, cache


@bank.mistake(
    "Every layer has the activation of the last one.",
    think="Which element of activations belongs to layer 1?",
)
def last_activation_everywhere(X, parameters, activations):
    A, cache = X, {"X": X}
    for i in range(1, len(activations) + 1):
        Z = parameters[f"W{i}"] @ A + parameters[f"b{i}"]
        A = activations[-1](Z)
        cache[f"Z{i}"], cache[f"A{i}"] = Z, A
    return A, cache


@bank.mistake(
    "Each layer has the activation of the layer after it; the last one has that of the first.",
    think="Python counts from 0, and layers are counted from 1: where does your code go from one "
    "to the other?",
)
def activations_shifted(X, parameters, activations):
    A, cache = X, {"X": X}
    for i in range(1, len(activations) + 1):
        Z = parameters[f"W{i}"] @ A + parameters[f"b{i}"]
        A = activations[i % len(activations)](Z)
        cache[f"Z{i}"], cache[f"A{i}"] = Z, A
    return A, cache


@bank.mistake(
    "The activations are taken from the back: the first layer has the last one.",
    think="Which element of activations belongs to layer 1?",
)
def activations_reversed(X, parameters, activations):
    A, cache = X, {"X": X}
    for i, activation in enumerate(reversed(activations), 1):
        Z = parameters[f"W{i}"] @ A + parameters[f"b{i}"]
        A = activation(Z)
        cache[f"Z{i}"], cache[f"A{i}"] = Z, A
    return A, cache


@bank.mistake(
    "The weights are transposed, and then the shapes do not fit.",
    think="W has a row for each unit of its layer. " + _WAY,
)
def weights_transposed(X, parameters, activations):
    A, cache = X, {"X": X}
    for i, activation in enumerate(activations, 1):
        Z = parameters[f"W{i}"].T @ A + parameters[f"b{i}"]
        A = activation(Z)
        cache[f"Z{i}"], cache[f"A{i}"] = Z, A
    return A, cache


@bank.mistake(
    "W and A are multiplied element by element, where the matrix product is expected.",
    think="What is the difference between * and @?",
)
def elementwise_product(X, parameters, activations):
    A, cache = X, {"X": X}
    for i, activation in enumerate(activations, 1):
        Z = parameters[f"W{i}"] * A + parameters[f"b{i}"]
        A = activation(Z)
        cache[f"Z{i}"], cache[f"A{i}"] = Z, A
    return A, cache


@bank.mistake(
    "The factors have changed places: A @ W, where W @ A is expected.",
    think=_WAY,
)
def factors_exchanged(X, parameters, activations):
    A, cache = X, {"X": X}
    for i, activation in enumerate(activations, 1):
        Z = A @ parameters[f"W{i}"] + parameters[f"b{i}"]
        A = activation(Z)
        cache[f"Z{i}"], cache[f"A{i}"] = Z, A
    return A, cache


@bank.mistake(
    "Every layer reads X, where the second and later ones should read what the layer before gave.",
    think="What goes into layer 2?",
)
def every_layer_reads_x(X, parameters, activations):
    cache = {"X": X}
    for i, activation in enumerate(activations, 1):
        Z = parameters[f"W{i}"] @ X + parameters[f"b{i}"]
        A = activation(Z)
        cache[f"Z{i}"], cache[f"A{i}"] = Z, A
    return A, cache


@bank.mistake(
    "Every layer reads X, where the second and later ones should read what the layer before gave.",
    think="What goes into layer 2?",
)
def every_layer_reads_x_in_np_dot(X, parameters, activations):
    cache = {"X": X}
    for i, activation in enumerate(activations, 1):
        Z = np.dot(parameters[f"W{i}"], X) + parameters[f"b{i}"]
        A = activation(Z)
        cache[f"Z{i}"], cache[f"A{i}"] = Z, A
    return A, cache


@bank.mistake(
    "The biases lost their second dimension and no longer stand in a column.",
    think="How does NumPy line up the shapes (n,) and (n, m), and how (n, 1) and (n, m)?",
)
def flat_bias(X, parameters, activations):
    A, cache = X, {"X": X}
    for i, activation in enumerate(activations, 1):
        Z = parameters[f"W{i}"] @ A + parameters[f"b{i}"].ravel()
        A = activation(Z)
        cache[f"Z{i}"], cache[f"A{i}"] = Z, A
    return A, cache


@bank.mistake(
    "Each layer applies its activation to what comes in, before the weights.",
    think="In which order does a neuron add up and decide?",
)
def activation_before_weights(X, parameters, activations):
    A, cache = X, {"X": X}
    for i, activation in enumerate(activations, 1):
        Z = parameters[f"W{i}"] @ activation(A) + parameters[f"b{i}"]
        A = Z
        cache[f"Z{i}"], cache[f"A{i}"] = Z, A
    return A, cache


@bank.mistake(
    "The bias is added after the activation.",
    think="In which order does a neuron add up and decide?",
)
def bias_after_activation(X, parameters, activations):
    A, cache = X, {"X": X}
    for i, activation in enumerate(activations, 1):
        Z = parameters[f"W{i}"] @ A
        A = activation(Z) + parameters[f"b{i}"]
        cache[f"Z{i}"], cache[f"A{i}"] = Z, A
    return A, cache


@bank.mistake("The cache lacks X, which the way back will need.", think=_KEPT)
def cache_without_x(X, parameters, activations):
    A, cache = X, {}
    for i, activation in enumerate(activations, 1):
        Z = parameters[f"W{i}"] @ A + parameters[f"b{i}"]
        A = activation(Z)
        cache[f"Z{i}"], cache[f"A{i}"] = Z, A
    return A, cache


@bank.mistake("The cache holds only the answers A; it lacks the scores Z.", think=_KEPT)
def cache_without_z(X, parameters, activations):
    A, cache = X, {"X": X}
    for i, activation in enumerate(activations, 1):
        A = activation(parameters[f"W{i}"] @ A + parameters[f"b{i}"])
        cache[f"A{i}"] = A
    return A, cache


@bank.mistake("The cache lacks the answers A of the layers.", think=_KEPT)
def cache_without_a(X, parameters, activations):
    A, cache = X, {"X": X}
    for i, activation in enumerate(activations, 1):
        Z = parameters[f"W{i}"] @ A + parameters[f"b{i}"]
        A = activation(Z)
        cache[f"Z{i}"] = Z
    return A, cache


@bank.mistake(
    "The cache counts layers from 0, where the first layer's keys should be 'Z1' and 'A1'.",
    think="What are the names of the first layer's weights?",
)
def cache_from_zero(X, parameters, activations):
    A, cache = X, {"X": X}
    for i, activation in enumerate(activations):
        Z = parameters[f"W{i + 1}"] @ A + parameters[f"b{i + 1}"]
        A = activation(Z)
        cache[f"Z{i}"], cache[f"A{i}"] = Z, A
    return A, cache


@bank.mistake(
    "In the cache, each A is what came into its layer, not what went out of it.",
    think="Has this layer's A been computed when your code stores it?",
)
def cache_too_early(X, parameters, activations):
    A, cache = X, {"X": X}
    for i, activation in enumerate(activations, 1):
        Z = parameters[f"W{i}"] @ A + parameters[f"b{i}"]
        cache[f"Z{i}"], cache[f"A{i}"] = Z, A
        A = activation(Z)
    return A, cache


@bank.mistake("In the cache, each Z is kept before its bias was added.", think=_KEPT)
def cached_before_bias(X, parameters, activations):
    A, cache = X, {"X": X}
    for i, activation in enumerate(activations, 1):
        Z = parameters[f"W{i}"] @ A
        cache[f"Z{i}"] = Z
        A = activation(Z + parameters[f"b{i}"])
        cache[f"A{i}"] = A
    return A, cache


@bank.mistake("In the cache, Z and A have changed places.", think=_KEPT)
def cache_exchanged(X, parameters, activations):
    A, cache = X, {"X": X}
    for i, activation in enumerate(activations, 1):
        Z = parameters[f"W{i}"] @ A + parameters[f"b{i}"]
        A = activation(Z)
        cache[f"A{i}"], cache[f"Z{i}"] = Z, A
    return A, cache


@bank.mistake(
    "In the cache, X is no longer what was given: it is what came out of the last layer.",
    think="What does the name stand for after the loop?",
)
def cached_x_overwritten(X, parameters, activations):
    cache = {}
    for i, activation in enumerate(activations, 1):
        Z = parameters[f"W{i}"] @ X + parameters[f"b{i}"]
        X = activation(Z)
        cache[f"Z{i}"], cache[f"A{i}"] = Z, X
    return X, {"X": X, **cache}


@bank.mistake(
    "Your function writes into the dict of parameters, which is the caller's.",
    think="Where should what is computed on the way be kept?",
)
def parameters_as_cache(X, parameters, activations):
    A, cache = X, parameters
    cache["X"] = X
    for i, activation in enumerate(activations, 1):
        cache[f"Z{i}"] = parameters[f"W{i}"] @ A + parameters[f"b{i}"]
        A = cache[f"A{i}"] = activation(cache[f"Z{i}"])
    return A, cache


@bank.mistake(
    "Two calls share one cache: the second call writes over what the first one returned.",
    think="When is your dict made: once, or in every call?",
    source="https://docs.python.org/3/faq/programming.html"
    "#why-are-default-values-shared-between-objects",
)
def cache_shared(X, parameters, activations, cache={}):  # noqa: B006  # it is the mistake
    cache.clear()
    cache["X"] = A = X
    for i, activation in enumerate(activations, 1):
        Z = parameters[f"W{i}"] @ A + parameters[f"b{i}"]
        A = activation(Z)
        cache[f"Z{i}"], cache[f"A{i}"] = Z, A
    return A, cache


@bank.mistake(
    "The last layer is missing: the answers of the layer before it come out.",
    think="Where does range(a, b) stop?",
)
def last_layer_missing(X, parameters, activations):
    A, cache = X, {"X": X}
    for i in range(1, len(activations)):
        Z = parameters[f"W{i}"] @ A + parameters[f"b{i}"]
        A = activations[i - 1](Z)
        cache[f"Z{i}"], cache[f"A{i}"] = Z, A
    return A, cache


@bank.mistake(
    "Your network always has two layers, however many there are.",
    think="Which argument says how many layers there are?",
)
def two_layers_only(X, parameters, activations):
    Z1 = parameters["W1"] @ X + parameters["b1"]
    A1 = activations[0](Z1)
    Z2 = parameters["W2"] @ A1 + parameters["b2"]
    A2 = activations[1](Z2)
    return A2, {"X": X, "Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


@bank.mistake(
    "The return is inside the loop: the first layer's answers come out.",
    think="How often is a line inside the loop reached?",
)
def returned_in_the_loop(X, parameters, activations):
    A, cache = X, {"X": X}
    for i, activation in enumerate(activations, 1):
        Z = parameters[f"W{i}"] @ A + parameters[f"b{i}"]
        A = activation(Z)
        cache[f"Z{i}"], cache[f"A{i}"] = Z, A
        return A, cache


@bank.mistake(
    "Only the prediction is returned, without the cache.",
    think="How does a function return two things?",
)
def only_the_prediction(X, parameters, activations):
    A = X
    for i, activation in enumerate(activations, 1):
        A = activation(parameters[f"W{i}"] @ A + parameters[f"b{i}"])
    return A


@bank.mistake(
    "The cache comes first and the prediction second.",
    think="In which order does the exercise name the two?",
)
def order_exchanged(X, parameters, activations):
    A, cache = X, {"X": X}
    for i, activation in enumerate(activations, 1):
        Z = parameters[f"W{i}"] @ A + parameters[f"b{i}"]
        A = activation(Z)
        cache[f"Z{i}"], cache[f"A{i}"] = Z, A
    return cache, A


@bank.mistake(
    "The cache holds only the last layer: each turn of the loop makes a new dict.",
    think="How often is the line with the brackets {…} reached?",
)
def new_cache_each_layer(X, parameters, activations):
    A = X
    for i, activation in enumerate(activations, 1):
        Z = parameters[f"W{i}"] @ A + parameters[f"b{i}"]
        A = activation(Z)
        cache = {"X": X, f"Z{i}": Z, f"A{i}": A}
    return A, cache


@bank.right
def counted(X, parameters, activations):
    cache = {"X": X}
    A = X
    for layer in range(1, len(parameters) // 2 + 1):
        W = parameters["W" + str(layer)]
        b = parameters["b" + str(layer)]
        cache["Z" + str(layer)] = np.dot(W, A) + b
        A = activations[layer - 1](cache["Z" + str(layer)])
        cache["A" + str(layer)] = A
    return A, cache


@bank.right
def while_there_are_weights(X, parameters, activations):
    cache, layer, A = {"X": X}, 1, X
    while f"W{layer}" in parameters:
        Z = np.matmul(parameters[f"W{layer}"], A) + parameters[f"b{layer}"]
        A = activations[layer - 1](Z)
        cache.update({f"Z{layer}": Z, f"A{layer}": A})
        layer += 1
    return A, cache


@bank.right
def example_by_example(X, parameters, activations):
    L, m = len(activations), X.shape[1]
    cache = {"X": X}
    for i in range(1, L + 1):
        n = parameters[f"W{i}"].shape[0]
        cache[f"Z{i}"], cache[f"A{i}"] = np.zeros((n, m)), np.zeros((n, m))
    for j in range(m):
        a = X[:, [j]]
        for i in range(1, L + 1):
            z = parameters[f"W{i}"] @ a + parameters[f"b{i}"]
            a = activations[i - 1](z)
            cache[f"Z{i}"][:, [j]], cache[f"A{i}"][:, [j]] = z, a
    return cache[f"A{L}"].copy(), cache


@bank.right
def recursive(X, parameters, activations):
    if not activations:
        return X, {"X": X}
    A, cache = recursive(X, parameters, activations[:-1])
    i = len(activations)
    Z = parameters[f"W{i}"] @ A + parameters[f"b{i}"]
    A = activations[-1](Z)
    return A, cache | {f"Z{i}": Z, f"A{i}": A}


@bank.right
def einsum(X, parameters, activations):
    cache = {"X": X, "A0": X}
    for i, g in enumerate(activations, start=1):
        W, b = parameters[f"W{i}"], parameters[f"b{i}"]
        cache[f"Z{i}"] = np.einsum("ij,jk->ik", W, cache[f"A{i - 1}"]) + b
        cache[f"A{i}"] = g(cache[f"Z{i}"])
    return cache[f"A{len(activations)}"], cache


@bank.right
def bias_as_a_weight(X, parameters, activations):
    A, cache = X, {"X": X.copy()}
    for i, activation in enumerate(activations, 1):
        Wb = np.hstack([parameters[f"W{i}"], parameters[f"b{i}"]])
        Z = Wb @ np.vstack([A, np.ones((1, A.shape[1]))])
        A = activation(Z)
        cache[f"Z{i}"], cache[f"A{i}"] = Z, A
    return A, cache


@bank.right
def rows_are_examples(X, parameters, activations):
    rows, cache = X.T, {"X": X}
    for i, activation in enumerate(activations, 1):
        scores = rows @ parameters[f"W{i}"].T + parameters[f"b{i}"].T
        rows = activation(scores)
        cache[f"Z{i}"], cache[f"A{i}"] = scores.T, rows.T
    return rows.T, cache


@bank.right
def lists_first(X, parameters, activations):
    Zs, As = [], [X]
    for i in range(len(activations)):
        Zs.append(parameters[f"W{i + 1}"] @ As[-1] + parameters[f"b{i + 1}"])
        As.append(activations[i](Zs[-1]))
    cache = {"X": X}
    for i, (Z, A) in enumerate(zip(Zs, As[1:], strict=True), start=1):
        cache[f"Z{i}"] = Z
        cache[f"A{i}"] = A
    return [As[-1], cache]


@bank.right
def folded(X, parameters, activations):
    def step(state, numbered):
        A, cache = state
        i, activation = numbered
        Z = parameters[f"W{i}"] @ A + parameters[f"b{i}"]
        return activation(Z), {**cache, f"Z{i}": Z, f"A{i}": activation(Z)}

    return functools.reduce(step, enumerate(activations, 1), (X, {"X": X}))


@bank.right
def parameters_kept_as_well(X, parameters, activations):
    cache = dict(parameters)
    cache["X"] = A = X
    for i, activation in enumerate(activations, 1):
        cache[f"Z{i}"] = cache[f"W{i}"] @ A + cache[f"b{i}"]
        A = cache[f"A{i}"] = activation(cache[f"Z{i}"])
    return A, cache


@bank.right
def added_in_place(X, parameters, activations):
    A, cache = X, {"X": X}
    for i, activation in enumerate(activations, 1):
        Z = parameters[f"W{i}"] @ A
        Z += parameters[f"b{i}"]
        A = activation(Z)
        cache[f"Z{i}"], cache[f"A{i}"] = Z, A
    return A.copy(), cache


# Answers that no key holds.


class Layered:
    def __call__(self, X, parameters, activations):
        self.cache = {"X": X}
        return self.run(X, parameters, activations), self.cache

    def run(self, A, parameters, activations):
        for i, activation in enumerate(activations, 1):
            self.cache[f"Z{i}"] = parameters[f"W{i}"] @ A + parameters[f"b{i}"]
            A = self.cache[f"A{i}"] = activation(self.cache[f"Z{i}"])
        return A


def zipped(X, parameters, activations):
    Ws = [parameters[key] for key in sorted(parameters) if key[0] == "W"]
    bs = [parameters[key] for key in sorted(parameters) if key[0] == "b"]
    cache = {"X": X}
    for i, (W, b, g) in enumerate(zip(Ws, bs, activations, strict=True), 1):
        X = g(W @ X + b)
        cache |= {f"Z{i}": W @ cache[f"A{i - 1}" if i > 1 else "X"] + b, f"A{i}": X}
    return X, cache


def predicted_from_the_cache(X, parameters, activations):
    cache = {"A0": X}
    for i in range(1, len(activations) + 1):
        now, before = str(i), str(i - 1)
        cache["Z" + now] = parameters["W" + now].dot(cache["A" + before]) + parameters["b" + now]
        cache["A" + now] = activations[i - 1](cache["Z" + now])
    cache["X"] = cache.pop("A0")
    return cache["A" + str(len(activations))], cache


def unit_by_unit(X, parameters, activations):
    A, cache = X, {"X": X}
    for i, activation in enumerate(activations, 1):
        W, b = parameters[f"W{i}"], parameters[f"b{i}"]
        Z = np.vstack([W[[k]] @ A + b[k, 0] for k in range(len(W))])
        A = activation(Z)
        cache[f"Z{i}"], cache[f"A{i}"] = Z, A
    return A, cache


def sums_of_products(X, parameters, activations):
    A, cache = np.asarray(X), dict(X=X)
    for i, activation in enumerate(activations, 1):
        W = parameters[f"W{i}"]
        Z = (W[:, :, None] * A[None, :, :]).sum(axis=1) + parameters[f"b{i}"]
        A = activation(Z)
        cache[f"Z{i}"], cache[f"A{i}"] = Z, A
    return A, cache


def with_a_layer(X, parameters, activations):
    def layer(W, A_prev, b, activation):
        Z = W @ A_prev + b
        return Z, activation(Z)

    A, cache = X, {"X": X}
    for i, g in enumerate(activations, start=1):
        cache[f"Z{i}"], cache[f"A{i}"] = layer(parameters[f"W{i}"], A, parameters[f"b{i}"], g)
        A = cache[f"A{i}"]
    return A, cache


def backwards_keys(X, parameters, activations):
    A, cache = X, {"X": X}
    for i, g in enumerate(activations, 1):
        Z = parameters[f"W{i}"] @ A + parameters[f"b{i}"]
        A = g(Z)
        cache = {f"A{i}": A, f"Z{i}": Z, **cache}
    return A, cache


def activated_one_by_one(X, parameters, activations):
    A, cache = X, {"X": X}
    for i, g in enumerate(activations, 1):
        Z = parameters[f"W{i}"] @ A + parameters[f"b{i}"]
        A = np.array([[float(g(np.float64(z))) for z in scores] for scores in Z])
        cache[f"Z{i}"], cache[f"A{i}"] = Z, A
    return A, cache


def popped(X, parameters, activations):
    todo, A, i, cache = list(activations), X, 0, {"X": X}
    while todo:
        i += 1
        Z = parameters[f"W{i}"] @ A + parameters[f"b{i}"]
        A = todo.pop(0)(Z)
        cache[f"Z{i}"], cache[f"A{i}"] = Z, A
    return A, cache


def tiled_bias(X, parameters, activations):
    A, cache = X, {"X": X}
    for i, g in enumerate(activations, 1):
        Z = parameters[f"W{i}"] @ A + np.tile(parameters[f"b{i}"], X.shape[1])
        A = g(Z)
        cache[f"Z{i}"], cache[f"A{i}"] = Z, A
    return A, cache


def bias_first(X, parameters, activations):
    A, cache = X, {"X": X}
    for i, g in enumerate(activations, 1):
        Z = parameters[f"b{i}"] + np.tensordot(parameters[f"W{i}"], A, axes=1)
        A = g(Z)
        cache.update(zip((f"Z{i}", f"A{i}"), (Z, A), strict=True))
    return A, cache


def generated(X, parameters, activations):
    def steps():
        A = X
        for i, g in enumerate(activations, 1):
            Z = parameters[f"W{i}"] @ A + parameters[f"b{i}"]
            A = g(Z)
            yield from ((f"Z{i}", Z), (f"A{i}", A))

    cache = {"X": X, **dict(steps())}
    return cache[f"A{len(activations)}"], cache


def stops_when_no_key(X, parameters, activations):
    cache, A, i = {"X": X}, X, 1
    try:
        while True:
            Z = parameters[f"W{i}"] @ A + parameters[f"b{i}"]
            A = activations[i - 1](Z)
            cache[f"Z{i}"], cache[f"A{i}"] = Z, A
            i += 1
    except KeyError:
        return A, cache


def padded_activations(X, parameters, activations):
    g, A, cache = [None, *activations], X, {"X": X}
    for i in range(1, len(g)):
        cache[f"Z{i}"] = parameters[f"W{i}"] @ A + parameters[f"b{i}"]
        cache[f"A{i}"] = A = g[i](cache[f"Z{i}"])
    return A, cache


def last_layer_apart(X, parameters, activations):
    *hidden, last = activations
    A, cache, i = X, {"X": X}, 0
    for i, g in enumerate(hidden, start=1):
        cache[f"Z{i}"] = parameters[f"W{i}"] @ A + parameters[f"b{i}"]
        A = cache[f"A{i}"] = g(cache[f"Z{i}"])
    i = len(activations)
    cache[f"Z{i}"] = parameters[f"W{i}"] @ A + parameters[f"b{i}"]
    Y_hat = last(cache[f"Z{i}"])
    cache[f"A{i}"] = Y_hat
    return Y_hat, cache


bank.unseen_right(
    zipped,
    predicted_from_the_cache,
    unit_by_unit,
    sums_of_products,
    with_a_layer,
    backwards_keys,
    activated_one_by_one,
    popped,
    tiled_bias,
    bias_first,
    generated,
    stops_when_no_key,
    padded_activations,
    last_layer_apart,
    object=Layered(),
    method=Layered().__call__,
    float64_first=lambda X, parameters, activations: network(
        X, {key: value.astype(float) for key, value in parameters.items()}, activations
    ),
)


def _with_step(step):
    """An answer whose layers are computed by ``step(W, A, b, g, i) -> (Z, A)``."""

    def answer(X, parameters, activations):
        A, cache = X, {"X": X}
        for i, g in enumerate(activations, 1):
            Z, A = step(parameters[f"W{i}"], A, parameters[f"b{i}"], g, i)
            cache[f"Z{i}"], cache[f"A{i}"] = Z, A
        return A, cache

    return answer


def _with_end(end):
    """An answer that returns ``end(Y_hat, cache)``."""

    def answer(X, parameters, activations):
        return end(*network(X, parameters, activations))

    return answer


def _scored(score):
    return _with_step(lambda W, A, b, g, i: (score(W, A, b), g(score(W, A, b))))


def relu_everywhere(X, parameters, activations):
    A, cache = X, {"X": X}
    for i in range(1, len(activations) + 1):
        Z = parameters[f"W{i}"] @ A + parameters[f"b{i}"]
        A = np.maximum(Z, 0)
        cache[f"Z{i}"], cache[f"A{i}"] = Z, A
    return A, cache


def remembered_activation(X, parameters, activations):
    A, cache, g = X, {"X": X}, activations.pop(0)
    for i in range(1, len(parameters) // 2 + 1):
        Z = parameters[f"W{i}"] @ A + parameters[f"b{i}"]
        A = g(Z)
        cache[f"Z{i}"], cache[f"A{i}"] = Z, A
        g = activations.pop(0) if activations else g
    return A, cache


def bias_of_layer_one(X, parameters, activations):
    A, cache = X, {"X": X}
    for i, g in enumerate(activations, 1):
        b = parameters["b1"] if parameters["b1"].shape == parameters[f"b{i}"].shape else 0.0
        Z = parameters[f"W{i}"] @ A + b
        A = g(Z)
        cache[f"Z{i}"], cache[f"A{i}"] = Z, A
    return A, cache


def three_layers_at_most(X, parameters, activations):
    A, cache = X, {"X": X}
    for i, g in enumerate(activations[:3], 1):
        Z = parameters[f"W{i}"] @ A + parameters[f"b{i}"]
        A = g(Z)
        cache[f"Z{i}"], cache[f"A{i}"] = Z, A
    return A, cache


def tuple_keys(X, parameters, activations):
    A, cache = X, {("X", 0): X}
    for i, g in enumerate(activations, 1):
        Z = parameters[f"W{i}"] @ A + parameters[f"b{i}"]
        A = g(Z)
        cache["Z", i], cache["A", i] = Z, A
    return A, cache


def all_in_one_list(X, parameters, activations):
    A, cache = X, {"X": X, "Z": [], "A": []}
    for i, g in enumerate(activations, 1):
        cache["Z"].append(parameters[f"W{i}"] @ A + parameters[f"b{i}"])
        A = g(cache["Z"][-1])
        cache["A"].append(A)
    return A, cache


def updates_in_place(X, parameters, activations):
    A, cache = X, {"X": X}
    for i, g in enumerate(activations, 1):
        parameters[f"b{i}"] *= 1.5
        Z = parameters[f"W{i}"] @ A + parameters[f"b{i}"] / 1.5
        A = g(Z)
        cache[f"Z{i}"], cache[f"A{i}"] = Z, A
    return A, cache


def overwrites_x(X, parameters, activations):
    cache = {"X": X.copy()}
    A = X
    for i, g in enumerate(activations, 1):
        Z = parameters[f"W{i}"] @ A + parameters[f"b{i}"]
        A = g(Z)
        cache[f"Z{i}"], cache[f"A{i}"] = Z, A
    X[...] = 0
    return A, cache


def one_buffer(X, parameters, activations):
    A, cache = X, {"X": X}
    for i, g in enumerate(activations, 1):
        Z = parameters[f"W{i}"] @ A + parameters[f"b{i}"]
        A = g(Z)
        cache[f"Z{i}"], cache[f"A{i}"] = Z, A
        Z[...] = A
    return A, cache


def never_emptied(X, parameters, activations, cache={}):  # noqa: B006  # it is the mistake
    cache["X"] = A = X
    for i, activation in enumerate(activations, 1):
        Z = parameters[f"W{i}"] @ A + parameters[f"b{i}"]
        A = activation(Z)
        cache[f"Z{i}"], cache[f"A{i}"] = Z, A
    return A, cache


def printed(X, parameters, activations):
    print(network(X, parameters, activations))


bank.unseen_wrong(
    relu_everywhere,
    remembered_activation,
    bias_of_layer_one,
    three_layers_at_most,
    tuple_keys,
    all_in_one_list,
    updates_in_place,
    overwrites_x,
    one_buffer,
    never_emptied,
    printed,
    no_bias=_scored(lambda W, A, b: np.dot(W, A)),
    bias_minus=_scored(lambda W, A, b: np.dot(W, A) - b),
    bias_twice=_scored(lambda W, A, b: W @ A + 2 * b),
    bias_summed=_scored(lambda W, A, b: W @ A + b.sum()),
    bias_mean=_scored(lambda W, A, b: W @ A + b.mean()),
    bias_first_only=_scored(lambda W, A, b: W @ A + b[0]),
    bias_times=_scored(lambda W, A, b: (W @ A) * b),
    bias_flat=_scored(lambda W, A, b: W @ A + b.flatten()),
    weights_turned=_scored(lambda W, A, b: W.T @ A + b),
    star=_scored(lambda W, A, b: W * A + b),
    abs_weights=_scored(lambda W, A, b: np.abs(W) @ A + b),
    rounded=_scored(lambda W, A, b: np.round(W @ A + b, 2)),
    over_m=_scored(lambda W, A, b: W @ A / A.shape[1] + b),
    centred=_scored(lambda W, A, b: W @ (A - A.mean(axis=1, keepdims=True)) + b),
    activation_twice=_with_step(lambda W, A, b, g, i: (W @ A + b, g(g(W @ A + b)))),
    z_activated_too=_with_step(lambda W, A, b, g, i: (g(W @ A + b), g(W @ A + b))),
    linear=_with_step(lambda W, A, b, g, i: (W @ A + b, W @ A + b)),
    skip=_with_step(
        lambda W, A, b, g, i: (
            W @ A + b,
            g(W @ A + b) + (A if A.shape[0] == W.shape[0] else A.mean()),
        )
    ),
    turned=_with_end(lambda Y_hat, cache: (Y_hat.T, cache)),
    listed=_with_end(lambda Y_hat, cache: (Y_hat.tolist(), cache)),
    flat=_with_end(lambda Y_hat, cache: (Y_hat.ravel(), cache)),
    cache_only=_with_end(lambda Y_hat, cache: cache),
    three_things=_with_end(lambda Y_hat, cache: (Y_hat, cache, len(cache))),
    exchanged=_with_end(lambda Y_hat, cache: (cache, Y_hat)),
    cache_as_list=_with_end(lambda Y_hat, cache: (Y_hat, list(cache.values()))),
    lower_case=_with_end(lambda Y_hat, cache: (Y_hat, {k.lower(): v for k, v in cache.items()})),
    no_inputs=_with_end(lambda Y_hat, cache: (Y_hat, {k: v for k, v in cache.items() if k != "X"})),
    probabilities=_with_end(lambda Y_hat, cache: (Y_hat / Y_hat.sum(axis=0), cache)),
    decided=_with_end(lambda Y_hat, cache: ((Y_hat > 0.5) * 1.0, cache)),
)
bank.unseen_two(
    first_activation_scores_returned=lambda X, parameters, activations: (
        lambda Y_hat, cache: (cache[f"Z{len(activations)}"], cache)
    )(*network(X, parameters, activations[:1] * len(activations))),
    no_bias_last_linear=lambda X, parameters, activations: _with_step(
        lambda W, A, b, g, i: (W @ A, W @ A if i == len(activations) else g(W @ A))
    )(X, parameters, activations),
    no_bias_rounded=_scored(lambda W, A, b: np.round(W @ A, 2)),
    minus_and_no_x=lambda X, parameters, activations: (
        lambda Y_hat, cache: (Y_hat, {k: v for k, v in cache.items() if k != "X"})
    )(*_scored(lambda W, A, b: W @ A - b)(X, parameters, activations)),
    reversed_no_bias=lambda X, parameters, activations: _scored(lambda W, A, b: W @ A)(
        X, parameters, activations[::-1]
    ),
    exchanged_no_bias=lambda X, parameters, activations: _scored(lambda W, A, b: W @ A)(
        X, parameters, activations
    )[::-1],
    turned_twice=_with_end(lambda Y_hat, cache: (np.round(Y_hat.T, 1), cache)),
    first_everywhere_turned=lambda X, parameters, activations: (
        lambda Y_hat, cache: (Y_hat.T, cache)
    )(*network(X, parameters, activations[:1] * len(activations))),
)
bank.unseen_odd(
    by_shape=lambda X, parameters, activations: network(
        X if X.shape[1] > 1 else -X, parameters, activations
    ),
    only_wide=lambda X, parameters, activations: (
        network(X, parameters, activations)
        if len(parameters["W1"]) > 3
        else network(X, parameters, activations[::-1])
    ),
    returns_a_generator=lambda X, parameters, activations: (
        part for part in network(X, parameters, activations)
    ),
)
