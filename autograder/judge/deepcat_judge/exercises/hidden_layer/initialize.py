"""The start of a network with one hidden layer, judged by its distribution."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

import numpy as np

from deepcat_judge.compare import compare_form, is_number
from deepcat_judge.exercise import EDGE, Broken, Case, Exercise, Property
from deepcat_judge.exercises.chance import same_seed
from deepcat_judge.exercises.common import Generator, rubric
from deepcat_judge.exercises.told import Told
from deepcat_judge.exercises.weights import (
    Parameters,
    biases,
    centred,
    constant,
    independent,
    listed,
    repeated,
    restarted,
    seeds,
)
from deepcat_judge.plain import Plain, Rng

# A right answer is rejected with probability below 1e-9, whatever the seed and the distribution,
# as long as its fourth moment is at most that of the Laplace distribution (a kurtosis of 6).
#
# The standard deviation of n = 6,000 numbers is off by sqrt((6 - 1) / 4 n) = 1.4 % of itself; 10 %
# are 6.9 times that, with probability 5e-12, and it is looked at three times.
# The mean of n numbers is off by s / sqrt(n), and so is the correlation of n pairs by 1 / sqrt(n);
# 7 times that has probability 3e-12, and there are six of them.
# Two rows of 75 or more numbers that are the same, up to a sign, have probability 2**-74 a pair
# even where every weight is one of two numbers, and there are fewer than 6,000 pairs of them. So
# have 6,000 equal weights, and the 49 of the small network the same for two seeds: 2**-48.
Formula: TypeAlias = Callable[[int, int], Any]

SMALL, SQUARE, TALL = (6, 7), (75, 80), (3, 6000)
SPREAD = 0.1

told = Told("""
transposed: W1 is transposed: {shapes}.
    ? In W1 @ X, what does a row of W1 belong to, and what a column?
w2_column: W2 stands in a column: {shapes}.
    ? In W2 @ A1, what does a row of W2 belong to? How many output units are there?
biases_missing: There are no biases: {shapes}.
    ? Which four keys does the exercise name?
flat_bias: b1 is a flat list: {shapes}.
    ? In this course a bias is a column: one number for each unit of the layer.
number_for_bias: {name} is one number, where a column of zeros is expected, one for each unit of its
    layer: an array of shape {shape}.
    ? Which function of NumPy makes an array of zeros, and how is it told the shape?
number_for_weights: {name} is one number, where an array of shape {shape} is expected.
    ? How is a method of rng told how many numbers to draw, and in which shape?
row_bias: b1 stands in a row: {shapes}.
    ? In this course a bias is a column: one number for each unit of the layer.
fan_out: {seen} It looks as if W1 is scaled by the number of hidden units.
    ? How many numbers does one hidden unit add up: n_x, or n_h?
root_missed: {seen} It looks as if the root is missing.
    ? Does a variance of 2 / n_x belong to a standard deviation of 2 / n_x?
one_for_two: {seen} It looks as if it is √(1 / n_x).
    ? Which number stands above n_x, and what does it make up for?
divided_by_n_x: {seen} It looks as if the numbers are divided by n_x itself.
    ? What is the root of 2 / n_x, for n_x = 200?
both_counted: {seen} It looks as if inputs and hidden units are counted together.
    ? How many numbers does one hidden unit add up?
upside_down: {seen} It looks as if the fraction stands upside down.
    ? Should the weights become smaller or larger when there are more inputs?
a_hundredth: {seen} It looks as if it is 0.01, whatever n_x is.
    ? In lesson 3 one scale did for all. What decides the size of the weights here?
not_scaled: {seen} It looks as if the numbers are as rng gives them.
    ? What happens to a score when there are more inputs, and the weights keep their size?
uniform_limits: {seen} It looks as if √(2 / n_x) is the limit of the numbers.
    ? What is the standard deviation of numbers drawn evenly from -1 to 1?
other_spread: {seen}
    ? Multiply numbers whose standard deviation is 1 by √(2 / n_x), and by nothing else.
w2_by_n_x: {seen} It looks as if W2 is scaled by n_x, as W1 is.
    ? How many numbers does the output add up?
w2_root_missed: {seen} It looks as if the root is missing.
    ? Does a variance of 1 / n_h belong to a standard deviation of 1 / n_h?
w2_not_scaled: {seen} It looks as if the numbers are as rng gives them, or scaled by the one output.
    ? How many numbers does the output add up: as many as there are outputs?
w2_spread: {seen}
    ? How many numbers does the output add up? Multiply numbers of standard deviation 1 accordingly.
""")

# What is made of n_x and n_h in W1, and in W2, with the name of the slip.
_IN_W1: Mapping[str, Formula] = {
    "fan_out": lambda n_x, n_h: np.sqrt(2 / n_h),
    "root_missed": lambda n_x, n_h: 2 / n_x,
    "one_for_two": lambda n_x, n_h: np.sqrt(1 / n_x),
    "divided_by_n_x": lambda n_x, n_h: 1 / n_x,
    "both_counted": lambda n_x, n_h: np.sqrt(2 / (n_x + n_h)),
    "upside_down": lambda n_x, n_h: np.sqrt(n_x / 2),
    "a_hundredth": lambda n_x, n_h: 0.01,
    "not_scaled": lambda n_x, n_h: 1.0,
    "uniform_limits": lambda n_x, n_h: np.sqrt(2 / n_x / 3),
}
_IN_W2: Mapping[str, tuple[Formula, ...]] = {
    "w2_by_n_x": (lambda n_x, n_h: np.sqrt(1 / n_x), lambda n_x, n_h: np.sqrt(2 / n_x)),
    "w2_root_missed": (lambda n_x, n_h: 1 / n_h, lambda n_x, n_h: 2 / n_h),
    "w2_not_scaled": (lambda n_x, n_h: 1.0, lambda n_x, n_h: np.sqrt(2)),
}


def _calls(rng: Generator) -> list[Case]:
    one, other, third, fourth = (int(seed) for seed in rng.integers(2**31, size=4))
    return [
        Case("small", (*SMALL, Rng(one)), note="6 inputs, 7 hidden units"),
        Case("again", (*SMALL, Rng(one)), note="the same seed again"),
        Case("other", (*SMALL, Rng(other)), note="another seed"),
        Case("square", (*SQUARE, Rng(third)), note="75 inputs, 80 hidden units"),
        Case("tall", (*TALL, Rng(fourth)), note="3 inputs, 6,000 hidden units"),
    ]


def _edge_calls(rng: Generator) -> list[Case]:
    sizes = ((1, 1), (4, 1), (1, 3))
    return [
        Case(f"{n_x}-{n_h}", (n_x, n_h, Rng(7)), EDGE, f"inputs: {n_x}, hidden units: {n_h}")
        for n_x, n_h in sizes
    ]


def _form(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Plain]) -> Broken | None:
    """The first output that is no dict of weights and biases of the right shapes."""
    for call, ((n_x, n_h, _), output) in enumerate(zip(args, outputs, strict=True)):
        sizes = int(np.asarray(n_x)), int(np.asarray(n_h))
        shapes = {"W1": sizes[::-1], "b1": (sizes[1], 1), "W2": (1, sizes[1]), "b2": (1, 1)}
        like: dict[str, Plain] = {name: np.zeros(shape) for name, shape in shapes.items()}
        if problem := compare_form(like, output):
            plain = Broken(problem.message, problem.next_thought)
            odd = _one_number(shapes, output) or _odd_form(*sizes, output)
            return replace(odd or plain, call=call)
    return None


def _one_number(shapes: Mapping[str, tuple[int, ...]], output: Plain) -> Broken | None:
    """The first of the parameters, biases before weights, that is one number and no array."""
    if not isinstance(output, dict):
        return None
    for name in ("b1", "b2", "W1", "W2"):
        if name in output and is_number(output[name]):
            of = "bias" if name.startswith("b") else "weights"
            return told(f"number_for_{of}", name=name, shape=shapes[name])
    return None


def _odd_form(n_x: int, n_h: int, output: Plain) -> Broken | None:
    """What a wrong form is known to be the trace of."""
    if not isinstance(output, dict) or not {"W1", "W2"} <= set(output):
        return None
    shapes = {name: array.shape for name, array in output.items() if isinstance(array, np.ndarray)}
    known = {
        "transposed": shapes.get("W1") == (n_x, n_h) != (n_h, n_x),
        "biases_missing": not any(name.startswith("b") for name in output),
        "flat_bias": shapes.get("b1") == (n_h,),
        "row_bias": shapes.get("b1") == (1, n_h),
        "w2_column": shapes.get("W2") == (n_h, 1),
    }
    found = next((mistake for mistake, holds in known.items() if holds), None)
    words = f"with n_x = {n_x} and n_h = {n_h} the shapes are {listed(shapes)}"
    return told(found, shapes=words) if found else None


def _holds(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Plain]) -> Broken | None:
    if broken := _form(args, outputs):
        return broken
    shown = _checks(*map(_arrays, outputs))
    return next((replace(broken, call=call) for call, broken in shown if broken), None)


def _checks(
    small: Parameters, again: Parameters, other: Parameters, square: Parameters, tall: Parameters
) -> Iterator[tuple[int, Broken | None]]:
    """What is looked at, one after the other, and the position of a call that shows it."""
    yield 0, constant(tall) and constant(small)
    yield 4, constant(tall)
    yield 3, constant(square)
    yield 1, same_seed(small["W1"], again["W1"], "weights")
    yield 2, seeds(small, other)
    yield 3, biases(square) or repeated(square["W1"])
    yield 3, restarted(square["W1"], square["W2"])
    yield 4, centred(tall)
    yield 3, centred(square)
    if broken := _spread_of_W1(square, tall):
        yield broken.call, broken
    yield 4, _spread_of_W2(tall)
    yield 3, independent(square["W1"])


def _arrays(output: Plain) -> Parameters:
    assert isinstance(output, dict)  # its form has been looked at
    return {name: np.asarray(output[name], float) for name in ("W1", "b1", "W2", "b2")}


def _spread_of_W1(square: Parameters, tall: Parameters) -> Broken | None:
    """The standard deviation is the root of 2 over the number of inputs."""
    spreads = {SQUARE: float(square["W1"].std()), TALL: float(tall["W1"].std())}

    def fits(made: Formula) -> bool:
        return all(abs(s / made(*sizes) - 1) <= SPREAD for sizes, s in spreads.items())

    if fits(lambda n_x, n_h: np.sqrt(2 / n_x)):
        return None
    off = {sizes: s for sizes, s in spreads.items() if abs(s / np.sqrt(2 / sizes[0]) - 1) > SPREAD}
    (n_x, n_h), s = next(iter(off.items()))
    seen = (
        f"With n_x = {n_x}, the standard deviation of W1 is {s:.3g}, where √(2 / {n_x}) = "
        f"{np.sqrt(2 / n_x):.3g} is expected."
    )
    known = (mistake for mistake, made in _IN_W1.items() if fits(made))
    return told(next(known, "other_spread"), call=3 if (n_x, n_h) == SQUARE else 4, seen=seen)


def _spread_of_W2(tall: Parameters) -> Broken | None:
    """The standard deviation is between the roots of 1 and of 2 over the number of hidden units."""
    (n_x, n_h), s = TALL, float(tall["W2"].std())
    low, high = np.sqrt(1 / n_h), np.sqrt(2 / n_h)
    if (1 - SPREAD) * low <= s <= (1 + SPREAD) * high:
        return None
    seen = (
        f"With n_h = {n_h}, the standard deviation of W2 is {s:.3g}, where √(1 / {n_h}) = "
        f"{low:.3g} is expected, or √(2 / {n_h}) = {high:.3g}."
    )
    known = (
        mistake
        for mistake, formulas in _IN_W2.items()
        if any(abs(s / made(n_x, n_h) - 1) <= SPREAD for made in formulas)
    )
    return told(next(known, "w2_spread"), seen=seen)


EXERCISE = Exercise(
    id="hidden_layer.initialize",
    title="A start for the network",
    parts=rubric(values=3, edge=1),
    properties=(
        Property(
            "distribution",
            "weights are drawn with rng, of mean 0 and the size that the number of inputs asks for",
            _calls,
            _holds,
        ),
        Property(
            "any_sizes", "any number of inputs and hidden units", _edge_calls, _form, part=EDGE
        ),
    ),
    hints=(
        "Random weights make the units different, and their size keeps the scores in bounds: a sum "
        "of n random numbers grows like √n, so each weight is made smaller by √n.",
        "Which shape has W1, when there are n_h units that look at n_x inputs? Numbers of standard "
        "deviation 1 have one of s when they are multiplied by s. And how many numbers does the "
        "output add up?",
        "W1 is rng.standard_normal((n_h, n_x)) * np.sqrt(2 / n_x). W2 goes the same way, with its "
        "own number of inputs, and the biases are np.zeros of the right shape.",
    ),
    thought="Print the shape, the mean and the standard deviation of every array.",
)
