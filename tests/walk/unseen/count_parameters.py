"""Answers to introduction.count_parameters, written from its docstring alone."""

from __future__ import annotations

import functools
import itertools
import operator

import numpy as np

EXERCISE = "introduction.count_parameters"


class Counter:
    def __call__(self, layer_sizes):
        return sum(map(self.of_layer, layer_sizes, layer_sizes[1:]))

    def of_layer(self, n_in, n_out):
        return n_out * (n_in + 1)


def loop(layer_sizes):
    total = 0
    for i in range(len(layer_sizes) - 1):
        total += layer_sizes[i] * layer_sizes[i + 1] + layer_sizes[i + 1]
    return total


def previous(layer_sizes):
    total, before = 0, layer_sizes[0]
    for size in layer_sizes[1:]:
        total, before = total + before * size + size, size
    return total


def while_loop(layer_sizes):
    i, total = 1, 0
    while i < len(layer_sizes):
        total += layer_sizes[i] * (1 + layer_sizes[i - 1])
        i += 1
    return total


def recursive(layer_sizes):
    if len(layer_sizes) < 2:
        return 0
    first, second = layer_sizes[:2]
    return first * second + second + recursive(layer_sizes[1:])


def unpacked(layer_sizes):
    first, *rest = layer_sizes
    return (first + 1) * rest[0] + unpacked(rest) if rest else 0


def popped(layer_sizes):
    sizes, total = list(layer_sizes), 0
    while len(sizes) > 1:
        size = sizes.pop()
        total += size * sizes[-1] + size
    return total


def enumerated(layer_sizes):
    total = 0
    for i, size in enumerate(layer_sizes):
        if i > 0:
            total += size * layer_sizes[i - 1] + size
    return total


def units(layer_sizes):
    def of_units():
        for i in range(1, len(layer_sizes)):
            yield from itertools.repeat(layer_sizes[i - 1] + 1, layer_sizes[i])

    return sum(of_units())


def arrays(layer_sizes):
    sizes = np.array(layer_sizes, dtype=np.int64)
    return (sizes[:-1] * sizes[1:]).sum() + sizes[1:].sum()


RIGHT = {
    "zip": lambda s: sum(a * b + b for a, b in zip(s[-2::-1], s[:0:-1], strict=True)),
    "pairwise": lambda s: sum((a + 1) * b for a, b in itertools.pairwise(s)),
    "starmap": lambda s: sum(itertools.starmap(lambda a, b: a * b + b, itertools.pairwise(s))),
    "operator": lambda s: sum(map(operator.mul, s[:-1], s[1:])) + sum(s[1:]),
    "sum minus input": lambda s: loop(s) - sum(s) + sum(s[1:]) + s[0],
    "backwards": lambda s: sum(s[-i] * (s[-i - 1] + 1) for i in range(1, len(s))),
    "weights then biases": lambda s: sum([s[i] * s[i + 1] for i in range(len(s) - 1)] + s[1:]),
    "reduce": lambda s: functools.reduce(
        lambda total, pair: total + pair[0] * pair[1] + pair[1], itertools.pairwise(s), 0
    ),
    "dot": lambda s: int(np.dot(s[:-1], s[1:])) + sum(s[1:]),
    "numpy int": lambda s: np.int64(loop(s)),
    "zero-dimensional": lambda s: np.array(loop(s)),
    "shapes": lambda s: sum(np.prod((b, a + 1), dtype=int) for a, b in itertools.pairwise(s)),
    "accumulate": lambda s: [
        0,
        *itertools.accumulate((a + 1) * b for a, b in itertools.pairwise(s)),
    ][-1],
    "einsum": lambda s: int(np.einsum("i,i", np.array(s[:-1]) + 1, s[1:])),
    "extra default": lambda s, bias=1: sum(b * (a + bias) for a, b in itertools.pairwise(s)),
    "starred": lambda *args: loop(*args),
    "partial": functools.partial(
        lambda bias, s: sum(b * (a + bias) for a, b in itertools.pairwise(s)), 1
    ),
    "cached": lambda s: functools.cache(lambda sizes: loop(sizes))(tuple(s)),
    "object": Counter(),
    "loop": loop,
    "previous": previous,
    "while loop": while_loop,
    "recursive": recursive,
    "unpacked": unpacked,
    "popped": popped,
    "enumerated": enumerated,
    "units": units,
    "arrays": arrays,
}

TOTALS = [0]


def pops_argument(layer_sizes):
    total = 0
    while len(layer_sizes) > 1:
        size = layer_sizes.pop()
        total += size * layer_sizes[-1] + size
    return total


def by_index(layer_sizes):
    total = 0
    for size in layer_sizes[:-1]:
        following = layer_sizes[layer_sizes.index(size) + 1]
        total += size * following + following
    return total


def wraps_around(layer_sizes):
    total = 0
    for i in range(len(layer_sizes)):
        total += layer_sizes[i - 1] * layer_sizes[i] + layer_sizes[i]
    return total


def returned_too_early(layer_sizes):
    total = 0
    for i in range(1, len(layer_sizes)):
        total += layer_sizes[i - 1] * layer_sizes[i] + layer_sizes[i]
        return total
    return total


def overwritten(layer_sizes):
    total = 0
    for i in range(1, len(layer_sizes)):
        total = layer_sizes[i - 1] * layer_sizes[i] + layer_sizes[i]
    return total


def kept(layer_sizes):
    TOTALS[0] += loop(layer_sizes)
    return TOTALS[0]


def out_of_range(layer_sizes):
    total = 0
    for i in range(len(layer_sizes)):
        total += layer_sizes[i] * layer_sizes[i + 1] + layer_sizes[i + 1]
    return total


def printed(layer_sizes):
    print(loop(layer_sizes))


WRONG = {
    "weights only": lambda s: sum(a * b for a, b in itertools.pairwise(s)),
    "biases only": lambda s: sum(s[1:]),
    "input biases": lambda s: sum(a * b for a, b in itertools.pairwise(s)) + sum(s),
    "biases of the layer before": lambda s: sum(a * b + a for a, b in itertools.pairwise(s)),
    "one bias a layer": lambda s: sum(a * b + 1 for a, b in itertools.pairwise(s)),
    "one bias": lambda s: sum(a * b for a, b in itertools.pairwise(s)) + 1,
    "hidden biases only": lambda s: sum(a * b for a, b in itertools.pairwise(s)) + sum(s[1:-1]),
    "last bias only": lambda s: sum(a * b for a, b in itertools.pairwise(s)) + s[-1],
    "both biases": lambda s: sum((a + 1) * (b + 1) for a, b in itertools.pairwise(s)),
    "a plus b": lambda s: sum(a + b for a, b in itertools.pairwise(s)),
    "twice the biases": lambda s: sum(a * b + 2 * b for a, b in itertools.pairwise(s)),
    "sum": sum,
    "product": lambda s: int(np.prod(s, dtype=np.int64)),
    "number of layers": len,
    "squares": lambda s: sum(n * n for n in s) + sum(s[1:]),
    "all pairs": lambda s: sum(a * b for a, b in itertools.combinations(s, 2)) + sum(s[1:]),
    "skipped layer": lambda s: sum(a * b for a, b in zip(s, s[2:], strict=False)) + sum(s[1:]),
    "first layer": lambda s: s[0] * s[-1] + sum(s[1:]),
    "input to each": lambda s: sum(s[0] * n + n for n in s[1:]),
    "three layers": lambda s: (s[0] + 1) * s[1] + (s[1] + 1) * s[2],
    "last pair missed": lambda s: loop(s[:-1]),
    "first pair missed": lambda s: loop(s[1:]),
    "input layer stripped": lambda s: loop(s[1:]) + s[1],
    "sorted": lambda s: loop(sorted(s)),
    "distinct": lambda s: loop(list(dict.fromkeys(s))),
    "neurons": lambda s: sum(s[1:]) + len(s),
    "connections twice": lambda s: 2 * sum(a * b for a, b in itertools.pairwise(s)) + sum(s[1:]),
    "small ints": lambda s: int(np.sum(np.array(s, np.int16)[:-1] * np.array(s, np.int16)[1:])),
    "float": lambda s: float(loop(s)),
    "divided": lambda s: loop(s) / 1,
    "string": lambda s: str(loop(s)),
    "list": lambda s: [(a + 1) * b for a, b in itertools.pairwise(s)],
    "array": lambda s: np.array([loop(s)]),
    "tuple": lambda s: (sum(a * b for a, b in itertools.pairwise(s)), sum(s[1:])),
    "generator": lambda s: ((a + 1) * b for a, b in itertools.pairwise(s)),
    "rounded": lambda s: round(loop(s), -1),
    "one too many": lambda s: loop(s) + 1,
    "minus": lambda s: sum(a * b - b for a, b in itertools.pairwise(s)),
    "fixed": lambda s: 86031,
    "example": lambda s: 8,
    "pops argument": pops_argument,
    "by index": by_index,
    "wraps around": wraps_around,
    "returned too early": returned_too_early,
    "overwritten": overwritten,
    "kept": kept,
    "out of range": out_of_range,
    "printed": printed,
}
