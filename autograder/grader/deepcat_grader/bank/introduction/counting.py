"""Counting parameters: hidden cases, known mistakes and right variants."""

# mypy: allow-untyped-defs, allow-untyped-calls
# ruff: noqa: D103
# Students write no types; what a mistake is about stands in its message.

from __future__ import annotations

import itertools

import numpy as np

from deepcat_grader.bank.draw import Generator, sizes
from deepcat_grader.bank.registry import Entry, mistake, variants
from deepcat_judge.exercise import Case
from deepcat_judge.exercises.introduction import functions
from deepcat_solutions.introduction import count_parameters

_DRAW = "Draw the network [3, 2] and count the lines and the biases."


def _cases(rng: Generator) -> list[Case]:
    counts = (2, 3, 4, 5, 7)
    a, b = sizes(rng, 2, 2, 40)
    return [
        *(Case(f"{n}-layers", ([*sizes(rng, n, 2, 40)],), note=f"{n} layers") for n in counts),
        Case("same-sizes", ([a, b, b, a, b, b],), note="layers of the same size"),
    ]


def count_parameters__biases_forgotten(layer_sizes):
    return sum(layer_sizes[i - 1] * layer_sizes[i] for i in range(1, len(layer_sizes)))


def count_parameters__biases_for_inputs(layer_sizes):
    weights = sum(layer_sizes[i - 1] * layer_sizes[i] for i in range(1, len(layer_sizes)))
    return weights + sum(layer_sizes)


def count_parameters__bias_for_each_input(layer_sizes):
    weights = sum(layer_sizes[i - 1] * layer_sizes[i] for i in range(1, len(layer_sizes)))
    return weights + sum(layer_sizes[:-1])


def count_parameters__one_bias_a_layer(layer_sizes):
    weights = sum(layer_sizes[i - 1] * layer_sizes[i] for i in range(1, len(layer_sizes)))
    return weights + len(layer_sizes) - 1


def count_parameters__weights_from_the_input_only(layer_sizes):
    total = 0
    for n_out in layer_sizes[1:]:
        total += layer_sizes[0] * n_out + n_out
    return total


def count_parameters__weights_between_all_layers(layer_sizes):
    pairs = itertools.combinations(layer_sizes, 2)
    return sum(a * b for a, b in pairs) + sum(layer_sizes[1:])


def count_parameters__layer_skipped(layer_sizes):
    pairs = zip(layer_sizes, layer_sizes[2:], strict=False)
    return sum(a * b for a, b in pairs) + sum(layer_sizes[1:])


def count_parameters__first_to_last(layer_sizes):
    return layer_sizes[0] * layer_sizes[-1] + sum(layer_sizes[1:])


def count_parameters__units_counted(layer_sizes):
    return sum(layer_sizes)


def count_parameters__all_multiplied(layer_sizes):
    total = 1
    for n in layer_sizes:
        total *= n
    return total


def count_parameters__last_layer_missed(layer_sizes):
    total = 0
    for i in range(1, len(layer_sizes) - 1):
        total += layer_sizes[i - 1] * layer_sizes[i] + layer_sizes[i]
    return total


def count_parameters__first_layer_missed(layer_sizes):
    total = 0
    for i in range(2, len(layer_sizes)):
        total += layer_sizes[i - 1] * layer_sizes[i] + layer_sizes[i]
    return total


def count_parameters__only_first_pair(layer_sizes):
    return layer_sizes[0] * layer_sizes[1] + layer_sizes[1]


def count_parameters__hard_coded_size(layer_sizes):
    n_x, n_h, n_y = layer_sizes[0], layer_sizes[1], layer_sizes[2]
    return n_x * n_h + n_h + n_h * n_y + n_y


def count_parameters__layer_with_itself(layer_sizes):
    return sum(n * n + n for n in layer_sizes[1:])


def count_parameters__float_returned(layer_sizes):
    total = 0.0
    for i in range(1, len(layer_sizes)):
        total += layer_sizes[i - 1] * layer_sizes[i] + layer_sizes[i]
    return total


def count_parameters__overwritten_total(layer_sizes):
    total = 0
    for i in range(1, len(layer_sizes)):
        total = layer_sizes[i - 1] * layer_sizes[i] + layer_sizes[i]
    return total


def count_parameters__in_place(layer_sizes):
    total, n_in = 0, layer_sizes.pop(0)
    while layer_sizes:
        n_out = layer_sizes.pop(0)
        total += n_in * n_out + n_out
        n_in = n_out
    return total


MISTAKES = (
    mistake(
        count_parameters__biases_forgotten,
        "The weights are right, but the biases are not counted.",
        "Which number does a neuron have besides its weights?",
    ),
    mistake(
        count_parameters__biases_for_inputs,
        "Biases are counted for the input layer too.",
        "Which layers compute something?",
    ),
    mistake(
        count_parameters__bias_for_each_input,
        "Each pair of layers has a bias for every unit it comes from, not for every unit it "
        "leads to.",
        "Which unit adds the bias?",
    ),
    mistake(
        count_parameters__one_bias_a_layer,
        "One bias is counted for each layer.",
        "Do the units of a layer share a bias?",
    ),
    mistake(
        count_parameters__weights_from_the_input_only,
        "Weights are counted from the input layer to every other layer.",
        "Which layer feeds the second hidden layer?",
    ),
    mistake(
        count_parameters__weights_between_all_layers,
        "Weights are counted between all pairs of layers.",
        "Which layers are neighbours?",
    ),
    mistake(
        count_parameters__layer_skipped,
        "Weights are counted from each layer to the one after the next.",
        "Which layers are neighbours?",
    ),
    mistake(
        count_parameters__first_to_last,
        "Weights are counted from the first layer to the last only.",
        "Through which layers does the signal go on its way?",
    ),
    mistake(
        count_parameters__units_counted,
        "You counted the units, not the lines between them.",
        _DRAW,
    ),
    mistake(
        count_parameters__all_multiplied,
        "You multiplied all the sizes.",
        _DRAW,
    ),
    mistake(
        count_parameters__last_layer_missed,
        "The last pair of layers is missing.",
        "At which index does your loop stop, and where is the last layer?",
    ),
    mistake(
        count_parameters__first_layer_missed,
        "The first pair of layers is missing.",
        "At which index does your loop start, and where is the input layer?",
    ),
    mistake(
        count_parameters__only_first_pair,
        "Only the first two layers are counted.",
        "How many pairs of neighbours does a list of five layers have?",
    ),
    mistake(
        count_parameters__hard_coded_size,
        "Your code is made for exactly three layers.",
        "How can code go through a list of any length?",
    ),
    mistake(
        count_parameters__layer_with_itself,
        "Weights are counted from each layer to itself.",
        "Where does a unit's input come from?",
    ),
    mistake(
        count_parameters__float_returned,
        "The count is a float, where an int is asked.",
        "Which number does your sum start from?",
    ),
    mistake(
        count_parameters__overwritten_total,
        "Only the last pair of layers counts: the total is overwritten each time round the loop.",
        "What is the difference between = and +=?",
    ),
    mistake(
        count_parameters__in_place,
        "Your function changes the list that it is given.",
        "How can a list be read without taking anything out of it?",
    ),
)


def count_parameters__loop(layer_sizes):
    total = 0
    for i in range(len(layer_sizes) - 1):
        total += layer_sizes[i] * layer_sizes[i + 1]
        total += layer_sizes[i + 1]
    return total


def count_parameters__factored(layer_sizes):
    total = 0
    for n_in, n_out in itertools.pairwise(layer_sizes):
        total += (n_in + 1) * n_out
    return total


def count_parameters__pairwise(layer_sizes):
    return sum(a * b + b for a, b in itertools.pairwise(layer_sizes))


def count_parameters__numpy(layer_sizes):
    n = np.array(layer_sizes)
    return int(np.sum(n[:-1] * n[1:] + n[1:]))


def count_parameters__numpy_integer(layer_sizes):
    n = np.array(layer_sizes)
    return (n[:-1] + 1) @ n[1:]


def count_parameters__remembers_the_last(layer_sizes):
    total, previous = 0, layer_sizes[0]
    for n in layer_sizes[1:]:
        total += n * (previous + 1)
        previous = n
    return total


def count_parameters__recursion(layer_sizes):
    if len(layer_sizes) < 2:
        return 0
    n_in, n_out = layer_sizes[0], layer_sizes[1]
    return n_in * n_out + n_out + count_parameters(layer_sizes[1:])


def count_parameters__makes_the_arrays(layer_sizes):
    total = 0
    for n_in, n_out in itertools.pairwise(layer_sizes):
        W, b = np.zeros((n_out, n_in)), np.zeros((n_out, 1))
        total += W.size + b.size
    return total


def count_parameters__map(layer_sizes):
    weights = sum(map(lambda a, b: a * b, layer_sizes, layer_sizes[1:]))
    return weights + sum(layer_sizes) - layer_sizes[0]


COUNT_PARAMETERS = Entry(
    functions.COUNT_PARAMETERS,
    count_parameters,
    _cases,
    MISTAKES,
    variants(
        count_parameters__loop,
        count_parameters__factored,
        count_parameters__pairwise,
        count_parameters__numpy,
        count_parameters__numpy_integer,
        count_parameters__remembers_the_last,
        count_parameters__recursion,
        count_parameters__makes_the_arrays,
        count_parameters__map,
    ),
)
