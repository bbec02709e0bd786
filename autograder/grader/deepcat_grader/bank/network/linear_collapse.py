"""The collapse of linear layers: what is known of its answers."""

from __future__ import annotations

import functools
import itertools

import numpy as np

from deepcat_grader.bank.draw import Generator, order_one, sizes, whole
from deepcat_grader.bank.forms.calling import ANY, DEPENDENT
from deepcat_grader.bank.forms.form import results
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercise import EDGE, Case
from deepcat_judge.exercises.common import read_only, strided
from deepcat_judge.exercises.network.linear_collapse import EXERCISE
from deepcat_judge.plain import map_leaves
from deepcat_solutions.network import linear_collapse


def _drawn(rng, *widths, make=order_one):
    pairs = list(enumerate(itertools.pairwise(widths), start=1))
    shapes = {f"{k}{i}": (n, n_prev if k == "W" else 1) for i, (n_prev, n) in pairs for k in "Wb"}
    return {name: make(rng, *shape) for name, shape in shapes.items()}


def _single(array):
    return array.astype(np.float32)


def _hidden(rng: Generator) -> list[Case]:
    a, b, c, d = sizes(rng, 4, 2, 6)
    two = _drawn(rng, b, c, a)
    made = ("Fortran", np.asfortranarray), ("read-only", read_only), ("strided", strided)
    return [
        *(
            Case("-".join(map(str, widths)), (_drawn(rng, *widths),), note=f"layers {widths}")
            for widths in ((a, b, c), (c, c, c), (d, a, b, c), (b, d, c, a, d), (a, b, 1))
        ),
        Case("one-layer", (_drawn(rng, d, a),), EDGE, "one layer"),
        Case("whole", (_drawn(rng, a, c, b, make=whole),), EDGE, "all numbers are whole"),
        *(Case(id, (map_leaves(make, two),), EDGE, f"{id} arrays") for id, make in made),
        Case("float32", (map_leaves(_single, two),), EDGE, "float32 numbers"),
    ]  # fmt: skip


bank = Bank(EXERCISE, reference=linear_collapse, hidden=_hidden)

bank.known(
    """
wrong_order: W = parameters[f"W{i}"] @ W -> W = W @ parameters[f"W{i}"]
    The weights are multiplied in the wrong order: those of the first layer stand on the left.
    ? Which layer does x meet first, and which matrix stands next to x then?
bias_not_carried: b = parameters[f"W{i}"] @ b + parameters[f"b{i}"] -> b = parameters[f"b{i}"]
    Only the last layer's bias counts; those of the layers before are lost.
    ? What leaves the first layer when every input is 0, and what does the next one make of it?
later_biases_missed: @ b + parameters[f"b{i}"] -> @ b
    The biases of the later layers are missing: only the first one is carried through.
    ? What does the second layer give when everything that comes into it is 0?
bias_subtracted: @ b + parameters[f"b{i}"] -> @ b - parameters[f"b{i}"]
    The later biases are subtracted, not added.
    ? What does the second layer give when everything that comes into it is 0?
biases_added_up: b = parameters[f"W{i}"] @ b -> b = b
    The biases are added up as they are: a bias does not go through the weights of later layers.
    ? What does the second layer do with everything that leaves the first one, its bias included?
bias_through_all_weights: b = parameters[f"W{i}"] @ b -> b = W @ b
    A layer's bias is multiplied by the weights of all layers, those of its own and of earlier
    layers included.
    ? Through which layers does the bias of the first layer go?
bias_of_first_weights: b = parameters[f"W{i}"] @ b -> b = parameters["W1"] @ b
    The bias is multiplied by the first layer's weights each time.
    ? Which layer comes after the one whose bias you carry?
elementwise_product: W = parameters[f"W{i}"] @ W -> W = parameters[f"W{i}"] * W
    The weights are multiplied element by element, where the matrix product is expected.
    ? What is the difference between * and @?
elementwise_bias: b = parameters[f"W{i}"] @ b -> b = parameters[f"W{i}"] * b
    The weights and the bias are multiplied element by element, where the matrix product is
    expected.
    ? What is the difference between * and @?
weights_added: W = parameters[f"W{i}"] @ W -> W = parameters[f"W{i}"] + W
    The weights are added, where they are multiplied.
    ? What does the second layer do with what leaves the first one: add, or multiply?
last_layer_missed: len(parameters) // 2 + 1 -> len(parameters) // 2
    The last layer is left out.
    ? Which layers does your loop visit when there are two?
last_weights_only: W = parameters[f"W{i}"] @ W -> W = parameters[f"W{i}"]
    The weights are those of the last layer alone.
    ? Which numbers come into the last layer: x?
transposed_product: W = parameters[f"W{i}"] @ W -> W = W.T @ parameters[f"W{i}"].T
    The weights of the one layer are transposed.
    ? (A B) transposed is B transposed times A transposed. W has a row for each output.
transposed_result: return W, b -> return W.T, b
    The weights of the one layer are transposed.
    ? (A B) transposed is B transposed times A transposed. W has a row for each output.
row_bias: return W, b -> return W, b.T
    The bias stands in a row, where a column is expected.
    ? In this course a bias is a column: one number for each unit of the layer.
flat_bias: return W, b -> return W, b.ravel()
    The bias is a flat array, where a column (n, 1) is expected.
    ? In this course a bias is a column: one number for each unit of the layer.
order_exchanged: return W, b -> return b, W
    The two results have changed places: b comes first, where W is expected first.
    ? In which order does the exercise name what is returned?
only_weights: return W, b -> return W
    Only the weights are returned, where W and b are expected.
    ? How many things does the exercise name under what is returned?
a_dict: return W, b -> return {"W1": W, "b1": b}
    A dict comes out, where W and b are expected.
    ? How are two results returned by one function, in this order?
two_layers(p): p["W2"] @ p["W1"], p["W2"] @ p["b1"] + p["b2"]
    Your code is made for exactly two layers.
    ? Where is the number of layers written in your code, and who knows it?
argument_ignored: np.zeros((2, 3)), np.zeros((2, 1))
    Your answer does not depend on parameters.
    ? Which names in your code are arguments, and which come from another cell?
every_key_a_layer: len(parameters) // 2 + 1 -> len(parameters) + 1
    Your loop goes on after the last layer.
    ? Each layer has two keys, its weights and its bias. How many layers are there then?
every_key_but_one: len(parameters) // 2 + 1 -> len(parameters)
    Your loop goes on after the last layer.
    ? Each layer has two keys, its weights and its bias. How many layers are there then?
"""
)


@bank.mistake(
    "With ten layers or more they come in another order: as a text, W10 stands before W2.",
    think="How does Python sort the texts 'W2' and 'W10'?",
)
def sorted_keys(parameters):
    weights = [parameters[key] for key in sorted(parameters) if key[0] == "W"]
    biases = [parameters[key] for key in sorted(parameters) if key[0] == "b"]
    W, b = weights[0], biases[0]
    for i in range(1, len(weights)):
        W, b = weights[i] @ W, weights[i] @ b + biases[i]
    return W, b


@bank.mistake(
    "Your function changes parameters, so whoever called it does not find there what it left.",
    think="What is the difference between b = b + c and b += c?",
)
def in_place(parameters):
    W, b = parameters["W1"], parameters["b1"]
    for i in range(2, len(parameters) // 2 + 1):
        W = parameters[f"W{i}"] @ W
        parameters[f"b{i}"] += parameters[f"W{i}"] @ b
        b = parameters[f"b{i}"]
    return W, b


@bank.mistake(
    "Your function returns after the second layer, whatever comes after it.",
    think="When does the return happen, inside the loop or after it?",
)
def returned_in_the_loop(parameters):
    W, b = parameters["W1"], parameters["b1"]
    for i in range(2, len(parameters) // 2 + 1):
        W = parameters[f"W{i}"] @ W
        b = parameters[f"W{i}"] @ b + parameters[f"b{i}"]
        return W, b
    return W, b


@bank.right
def from_the_back(parameters):
    L = len(parameters) // 2
    W, b = parameters[f"W{L}"], parameters[f"b{L}"]
    for i in range(L - 1, 0, -1):
        b = b + W @ parameters[f"b{i}"]
        W = W @ parameters[f"W{i}"]
    return W, b


@bank.right
def what_the_network_does(parameters):
    A = np.eye(parameters["W1"].shape[1])
    zero = np.zeros((len(A), 1))
    for i in range(1, len(parameters) // 2 + 1):
        A = parameters[f"W{i}"] @ A
        zero = parameters[f"W{i}"] @ zero + parameters[f"b{i}"]
    return A, zero


@bank.right
def augmented(parameters):
    total = np.eye(parameters["W1"].shape[1] + 1)
    for i in range(1, len(parameters) // 2 + 1):
        top = np.hstack([parameters[f"W{i}"], parameters[f"b{i}"]])
        total = np.vstack([top, np.eye(1, top.shape[1], top.shape[1] - 1)]) @ total
    return total[:-1, :-1], total[:-1, -1:]


@bank.right
def while_there_is_a_layer(parameters):
    W, b, i = parameters["W1"], parameters["b1"], 2
    while f"W{i}" in parameters:
        W, b = parameters[f"W{i}"] @ W, parameters[f"W{i}"] @ b + parameters[f"b{i}"]
        i += 1
    return [W, b]


@bank.right
def one_and_the_rest(parameters):
    L = len(parameters) // 2
    if L == 1:
        return parameters["W1"], parameters["b1"]
    shorter = {key: value for key, value in parameters.items() if key[1:] != str(L)}
    W, b = one_and_the_rest(shorter)
    return parameters[f"W{L}"] @ W, parameters[f"W{L}"] @ b + parameters[f"b{L}"]


bank.rights(
    dot=('parameters[f"W{i}"] @ W -> np.dot(parameters[f"W{i}"], W)',),
    einsum='parameters[f"W{i}"] @ W -> np.einsum("ij,jk->ik", parameters[f"W{i}"], W)',
    bias_first='parameters[f"W{i}"] @ b + parameters[f"b{i}"] -> '
    'parameters[f"b{i}"] + parameters[f"W{i}"] @ b',
    turned_twice='parameters[f"W{i}"] @ W -> (W.T @ parameters[f"W{i}"].T).T',
    copied="return W, b -> return W.copy(), b.copy()",
)


def by_probing(parameters):
    n_x, X = parameters["W1"].shape[1], np.eye(parameters["W1"].shape[1])
    X = np.hstack([np.zeros((n_x, 1)), X])
    for i in range(1, len(parameters) // 2 + 1):
        X = parameters[f"W{i}"] @ X + parameters[f"b{i}"]
    return X[:, 1:] - X[:, :1], X[:, :1]


def reduced(parameters):
    def after(done, i):
        W, b = parameters[f"W{i}"], parameters[f"b{i}"]
        return W @ done[0], W @ done[1] + b

    layers = range(2, len(parameters) // 2 + 1)
    return functools.reduce(after, layers, (parameters["W1"], parameters["b1"]))


def sum_of_paths(parameters):
    L = len(parameters) // 2
    Ws = [parameters[f"W{i}"] for i in range(L, 0, -1)]
    b = parameters[f"b{L}"] * 1.0
    for i in range(1, L):
        later = functools.reduce(np.matmul, Ws[:i])
        b = b + later @ parameters[f"b{L - i}"]
    return functools.reduce(np.matmul, Ws), b


def by_hand(parameters):
    W, b = parameters["W1"].tolist(), parameters["b1"].ravel().tolist()
    for i in range(2, len(parameters) // 2 + 1):
        rows = parameters[f"W{i}"].tolist()
        b = [
            sum(w * c for w, c in zip(row, b, strict=True)) + parameters[f"b{i}"][k, 0]
            for k, row in enumerate(rows)
        ]
        columns = list(zip(*W, strict=True))
        W = [[sum(map(lambda u, v: u * v, row, c)) for c in columns] for row in rows]
    return np.array(W), np.array(b)[:, np.newaxis]


bank.unseen_right(
    by_probing,
    reduced,
    sum_of_paths,
    by_hand,
    multi_dot="return W, b -> L = len(parameters) // 2\n"
    "    Ws = [parameters[f'W{i}'] for i in range(L, 0, -1)]"
    "\n    return np.linalg.multi_dot([*Ws, np.eye(W.shape[1])]), b",
    tensordot='parameters[f"W{i}"] @ W -> np.tensordot(parameters[f"W{i}"], W, 1)',
    broadcast='parameters[f"W{i}"] @ b -> (parameters[f"W{i}"] * b.T).sum(axis=1, keepdims=True)',
    column_by_column='parameters[f"W{i}"] @ W -> '
    'np.column_stack([parameters[f"W{i}"] @ column for column in W.T])',
    counted_by_name='len(parameters) // 2 + 1 -> sum(key[0] == "W" for key in parameters) + 1',
    floats_first='W, b = parameters["W1"], parameters["b1"] -> '
    'W, b = parameters["W1"].astype(float), parameters["b1"] * 1.0',
    reshaped="return W, b -> return W.reshape(len(b), -1), b.reshape(-1, 1)",
)
bank.unseen_wrong(
    biases_summed='parameters[f"W{i}"] @ b + -> b.sum() +',
    three_layers=lambda p: (
        p["W3"] @ p["W2"] @ p["W1"],
        p["W3"] @ (p["W2"] @ p["b1"] + p["b2"]) + p["b3"],
    ),
    bias_order='b = parameters[f"W{i}"] @ b -> b = b.T @ parameters[f"W{i}"]',
    bias_twice='+ parameters[f"b{i}"] -> + 2 * parameters[f"b{i}"]',
    bias_times='@ b + parameters[f"b{i}"] -> @ b * parameters[f"b{i}"]',
    bias_mean='@ b + parameters[f"b{i}"] -> @ b + parameters[f"b{i}"].mean()',
    negative_weights='W = parameters[f"W{i}"] @ W -> W = -parameters[f"W{i}"] @ W',
    activated='W = parameters[f"W{i}"] @ W -> W = np.maximum(parameters[f"W{i}"] @ W, 0)',
    squashed='b = parameters[f"W{i}"] @ b -> b = parameters[f"W{i}"] @ np.tanh(b)',
    weights_transposed='W = parameters[f"W{i}"] @ W -> W = parameters[f"W{i}"].T @ W',
    earlier_transposed='W = parameters[f"W{i}"] @ W -> W = parameters[f"W{i}"] @ W.T',
    first_layer_twice="range(2, -> range(1,",
    first_later_missed="range(2, -> range(3,",
    no_first_bias='W, b = parameters["W1"], parameters["b1"] -> '
    'W, b = parameters["W1"], 0 * parameters["b1"]',
    first_only="return W, b -> return parameters['W1'], parameters['b1']",
    last_only='return W, b -> return parameters[f"W{i}"], parameters[f"b{i}"]',
    bias_not_kept='b = parameters[f"W{i}"] @ b -> b_new = parameters[f"W{i}"] @ b',
    fixed_layer='W = parameters[f"W{i}"] @ W -> W = parameters["W2"] @ W',
    without_number='b = parameters[f"W{i}"] @ b -> b = parameters["W"] @ b',
    braces_without_f='W = parameters[f"W{i}"] @ W -> W = parameters["W{i}"] @ W',
    starts_at_zero='W, b = parameters["W1"], parameters["b1"] -> '
    'W, b = parameters["W0"], parameters["b0"]',
    zero_start='W, b = parameters["W1"], parameters["b1"] -> '
    'W, b = 0 * parameters["W1"], parameters["b1"]',
    rounded="return W, b -> return np.round(W, 2), np.round(b, 2)",
    whole="return W, b -> return W.astype(int), b.astype(int)",
    cut_bias="return W, b -> return W, b.astype(int)",
    single="return W, b -> return W.astype(np.float32), b.astype(np.float32)",
    scalar_bias="return W, b -> return W, b.sum()",
    weights_as_a_list="return W, b -> return W.tolist(), b",
    bias_as_a_list="return W, b -> return W, b.tolist()",
    one_array="return W, b -> return np.hstack([W, b])",
    three="return W, b -> return W, b, len(parameters) // 2",
    applied="return W, b -> return W @ np.ones((W.shape[1], 1)) + b",
    printed="return W, b -> print(W, b)",
    a_generator="return W, b -> yield W, b",
    halved="return W, b -> return W / 2, b / 2",
    doubled_weights="return W, b -> return 2 * W, b",
    minus_bias="return W, b -> return W, -b",
    bias_in_all="return W, b -> return W + b, b",
    flipped_rows="return W, b -> return W[::-1], b[::-1]",
    flipped_inputs="return W, b -> return W[:, ::-1], b",
    normalised="return W, b -> return W / np.linalg.norm(W), b",
    no_last_unit="return W, b -> return W[:-1], b[:-1]",
    empties="return W, b -> parameters.clear()\n    return W, b",
    adds_a_key='return W, b -> parameters["W"] = W\n    return W, b',
)
bank.unseen_two(
    pops='W, b = parameters["W1"], parameters["b1"] -> '
    'W, b = parameters.pop("W1"), parameters.pop("b1")',
    wrong_order_no_bias=('parameters[f"W{i}"] @ W -> W @ parameters[f"W{i}"]',
                         'parameters[f"W{i}"] @ b + parameters[f"b{i}"] -> parameters[f"b{i}"]'),
    lost_bias_transposed=('parameters[f"W{i}"] @ b + parameters[f"b{i}"] -> parameters[f"b{i}"]',
                          "return W, b -> return W.T, b"),
    lost_bias_exchanged=('parameters[f"W{i}"] @ b + parameters[f"b{i}"] -> parameters[f"b{i}"]',
                         "return W, b -> return b, W"),
    minus_bias_rounded=('@ b + parameters[f"b{i}"] -> @ b - parameters[f"b{i}"]',
                        "return W, b -> return np.round(W, 1), np.round(b, 1)"),
    later_missed_flat=('@ b + parameters[f"b{i}"] -> @ b', "return W, b -> return W, b.ravel()"),
    last_missed_subtracted=("// 2 + 1 -> // 2",
                            '@ b + parameters[f"b{i}"] -> @ b - parameters[f"b{i}"]'),
)  # fmt: skip
bank.unseen_odd(
    even_layers_only="range(2, -> range(2 + len(parameters) // 2 % 2,",
    by_width="return W, b -> return W, (b if len(b) > 2 else -b)",
)
bank.unseen_forms((*ANY, *DEPENDENT, *results(
    False,
    nested=lambda pair: [pair],
    weights_first_row=lambda pair: (pair[0][:1], pair[1]),
    one_dimension_more=lambda pair: (pair[0], pair[1][None]),
    of_objects=lambda pair: (pair[0].astype(object), pair[1]),
    complex_numbers=lambda pair: (pair[0] + 0j, pair[1]),
)))  # fmt: skip
