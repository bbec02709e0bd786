"""Counting parameters: what is known of its answers."""

from __future__ import annotations

import functools
import itertools
import operator
from itertools import pairwise

import numpy as np

from deepcat_grader.bank.draw import Generator, sizes
from deepcat_grader.bank.forms import WHOLE
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercise import Case
from deepcat_judge.exercises.introduction.count_parameters import COUNT_PARAMETERS
from deepcat_solutions.introduction import count_parameters


def hidden(rng: Generator) -> list[Case]:
    """Networks of two to seven layers, and one whose layers have the same sizes."""
    a, b = sizes(rng, 2, 2, 40)
    counts = [
        Case(f"{n}-layers", ([*sizes(rng, n, 2, 40)],), note=f"{n} layers") for n in (2, 3, 4, 5, 7)
    ]
    return [*counts, Case("same-sizes", ([a, b, b, a, b, b],), note="layers of the same size")]


bank = Bank(COUNT_PARAMETERS, reference=count_parameters, hidden=hidden)


@bank.right
def loop(layer_sizes):
    total = 0
    for i in range(len(layer_sizes) - 1):
        total += layer_sizes[i] * layer_sizes[i + 1]
        total += layer_sizes[i + 1]
    return total


@bank.right
def remembers_the_last(layer_sizes):
    total, previous = 0, layer_sizes[0]
    for n in layer_sizes[1:]:
        total += n * (previous + 1)
        previous = n
    return total


@bank.right
def recursion(layer_sizes):
    if len(layer_sizes) < 2:
        return 0
    n_in, n_out = layer_sizes[0], layer_sizes[1]
    return n_in * n_out + n_out + count_parameters(layer_sizes[1:])


bank.rights(
    factored=lambda sizes: sum((n_in + 1) * n_out for n_in, n_out in itertools.pairwise(sizes)),
    pairwise=lambda sizes: sum(a * b + b for a, b in itertools.pairwise(sizes)),
    numpy=lambda sizes: int(np.sum((n := np.array(sizes))[:-1] * n[1:] + n[1:])),
    numpy_integer=lambda sizes: ((n := np.array(sizes))[:-1] + 1) @ n[1:],
    makes_the_arrays=lambda sizes: sum(
        np.zeros((n_out, n_in)).size + np.zeros((n_out, 1)).size
        for n_in, n_out in itertools.pairwise(sizes)
    ),
    map=lambda sizes: sum(map(lambda a, b: a * b, sizes, sizes[1:])) + sum(sizes) - sizes[0],
)

bank.known(
    r"""
biases_forgotten: sum(a * b for a, b in itertools.pairwise(layer_sizes))
    The weights are right, but the biases are not counted.
    ? Which number does a neuron have besides its weights?
biases_for_inputs: sum(a * b for a, b in itertools.pairwise(layer_sizes)) + sum(layer_sizes)
    Biases are counted for the input layer too.
    ? Which layers compute something?
bias_for_each_input: sum(a * b + a for a, b in itertools.pairwise(layer_sizes))
    Each pair of layers has a bias for every unit it comes from, not for every unit it leads to.
    ? Which unit adds the bias?
one_bias_a_layer: sum(a * b + 1 for a, b in itertools.pairwise(layer_sizes))
    One bias is counted for each layer.
    ? Do the units of a layer share a bias?
weights_from_the_input_only: sum(layer_sizes[0] * n + n for n in layer_sizes[1:])
    Weights are counted from the input layer to every other layer.
    ? Which layer feeds the second hidden layer?
first_to_last: layer_sizes[0] * layer_sizes[-1] + sum(layer_sizes[1:])
    Weights are counted from the first layer to the last only.
    ? Through which layers does the signal go on its way?
last_layer_missed: sum(a * b + b for a, b in itertools.pairwise(layer_sizes[:-1]))
    The last pair of layers is missing.
    ? At which index does your loop stop, and where is the last layer?
first_layer_missed: sum(a * b + b for a, b in itertools.pairwise(layer_sizes[1:]))
    The first pair of layers is missing.
    ? At which index does your loop start, and where is the input layer?
only_first_pair: layer_sizes[0] * layer_sizes[1] + layer_sizes[1]
    Only the first two layers are counted.
    ? How many pairs of neighbours does a list of five layers have?
hard_coded_size(n): n[0] * n[1] + n[1] + n[1] * n[2] + n[2]
    Your code is made for exactly three layers.
    ? How can code go through a list of any length?
layer_with_itself: sum(n * n + n for n in layer_sizes[1:])
    Weights are counted from each layer to itself.
    ? Where does a unit's input come from?
float_returned: sum((a * b + b for a, b in itertools.pairwise(layer_sizes)), 0.0)
    The count is a float, where an int is expected.
    ? Where does a float come in: from a number such as 0.0, or from a division with /?
overwritten_total of loop: total += layer_sizes[i] * -> total = layer_sizes[i] *
    Only the last pair of layers counts: the total is overwritten each time round the loop.
    ? What is the difference between = and +=?
in_place of remembers_the_last: layer_sizes[0] -> layer_sizes.pop(0) && sizes[1:] -> sizes
    Your function changes the list that it is given.
    ? How can a list be read without taking anything out of it?
? Which layers are neighbours?
layer_skipped: sum(map(lambda a, b: a * b, layer_sizes, layer_sizes[2:])) + sum(layer_sizes[1:])
    Weights are counted from each layer to the one after the next.
all_sizes_multiplied: math.prod(layer_sizes) + sum(layer_sizes[1:])
    All sizes are multiplied with each other, where each pair of neighbours has a product.
weights_between_all_layers(s): sum(a * b for a, b in itertools.combinations(s, 2)) + sum(s[1:])
    Weights are counted between all pairs of layers.
? Draw the network [3, 2] and count the lines and the biases.
units_counted: sum(layer_sizes)
    You counted the units, not the lines between them.
all_multiplied: math.prod(layer_sizes)
    You multiplied all the sizes.
"""
)


bank.unseen_right(
    enumerated=lambda s: sum(n * (s[i - 1] + 1) for i, n in enumerate(s) if i > 0),
    zip=lambda s: sum(a * b + b for a, b in zip(s[-2::-1], s[:0:-1], strict=True)),
    starmap=lambda s: sum(itertools.starmap(lambda a, b: a * b + b, pairwise(s))),
    operator=lambda s: sum(map(operator.mul, s[:-1], s[1:])) + sum(s[1:]),
    backwards=lambda s: sum(s[-i] * (s[-i - 1] + 1) for i in range(1, len(s))),
    weights_then_biases=lambda s: sum([s[i] * s[i + 1] for i in range(len(s) - 1)] + s[1:]),
    reduce=lambda s: functools.reduce(lambda n, p: n + (p[0] + 1) * p[1], pairwise(s), 0),
    dot=lambda s: int(np.dot(s[:-1], s[1:])) + sum(s[1:]),
    shapes=lambda s: sum(np.prod((b, a + 1), dtype=int) for a, b in pairwise(s)),
    accumulate=lambda s: max(itertools.accumulate((s[i] + 1) * n for i, n in enumerate(s[1:]))),
    einsum=lambda s: int(np.einsum("i,i", np.array(s[:-1]) + 1, s[1:])),
    extra_default=lambda s, bias=1: sum(b * (a + bias) for a, b in pairwise(s)),
    units=lambda s: sum(sum(itertools.repeat(a + 1, b)) for a, b in pairwise(s)),
    arrays=lambda s: (np.array(s)[:-1] * np.array(s)[1:]).sum() + np.array(s)[1:].sum(),
)


bank.unseen_wrong(
    out_of_range="of loop: (layer_sizes) - 1 -> (layer_sizes)",
    by_index=lambda s: sum((n + 1) * s[s.index(n) + 1] for n in s[:-1]),
    wraps_around=lambda s: sum(s[i - 1] * s[i] + s[i] for i in range(len(s))),
    biases_only=lambda s: sum(s[1:]),
    one_bias=lambda s: sum(a * b for a, b in pairwise(s)) + 1,
    hidden_biases_only=lambda s: sum(a * b for a, b in pairwise(s)) + sum(s[1:-1]),
    last_bias_only=lambda s: sum(a * b for a, b in pairwise(s)) + s[-1],
    both_biases=lambda s: sum((a + 1) * (b + 1) for a, b in pairwise(s)),
    twice_the_biases=lambda s: sum(a * b + 2 * b for a, b in pairwise(s)),
    number_of_layers=lambda s: len(s),
    input_layer_stripped=lambda s: sum(a * b + b for a, b in pairwise(s[1:])) + s[1],
    sorted=lambda s: sum(a * b + b for a, b in pairwise(sorted(s))),
    distinct=lambda s: sum(a * b + b for a, b in pairwise(dict.fromkeys(s))),
    connections_twice=lambda s: 2 * sum(a * b for a, b in pairwise(s)) + sum(s[1:]),
    small_ints=lambda s: int(np.sum((n := np.array(s, np.int16))[:-1] * n[1:] + n[1:])),
    for_each_layer=lambda s: [(a + 1) * b for a, b in pairwise(s)],
    weights_and_biases=lambda s: (sum(a * b for a, b in pairwise(s)), sum(s[1:])),
    minus=lambda s: sum(a * b - b for a, b in pairwise(s)),
    fixed=lambda s: 86031,
)


bank.unseen_two(
    no_biases_in_a_list=lambda s: [sum(a * b for a, b in itertools.pairwise(s))],
    no_biases_last_layer_missed=(
        "of loop: (layer_sizes) - 1 -> (layer_sizes) - 2",
        "\n        total += layer_sizes[i + 1] -> ",
    ),
    biases_for_inputs_doubled=lambda s: 2 * sum(s) + 2 * sum(map(int.__mul__, s, s[1:])),
    float_no_biases=lambda s: float(sum(a * b for a, b in itertools.pairwise(s))),
)
bank.unseen_odd(by_length=lambda s: s[0] * s[1] + s[1] if len(s) == 2 else sum(s) * len(s))
bank.unseen_forms(WHOLE)
