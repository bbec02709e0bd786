"""The parameters that a network starts with, judged by their distribution."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

import numpy as np

from deepcat_judge.compare import compare_form
from deepcat_judge.exercise import EDGE, Broken, Case, Exercise, Property
from deepcat_judge.exercises.chance import same_seed
from deepcat_judge.exercises.common import Generator, rubric
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
    weights,
)
from deepcat_judge.plain import Plain, Rng

# A right answer is rejected with probability below 1e-9, whatever the seed and the distribution,
# as long as its fourth moment is at most that of the Laplace distribution (a kurtosis of 6).
#
# The standard deviation of n = 6,000 numbers is off by sqrt((6 - 1) / 4 n) = 1.4 % of itself; 10 %
# are 6.9 times that, in both layers together 1e-11. (For the normal distribution: 11 times.)
# The mean of n numbers is off by scale / sqrt(n), and so is the correlation of n pairs by
# 1 / sqrt(n); 7 times that has probability 3e-12, and there are eight of them.
# Two rows of 75 or more numbers that are the same, up to a sign, have probability 2**-74 a pair
# even where every weight is one of two numbers, and there are fewer than 14,000 pairs of them.
# So have 6,000 equal weights, and the 43 of the small network the same for two seeds: 2**-43.
SIZES = (75, 80, 85)
SPREAD = 0.1


def _calls(rng: Generator) -> list[Case]:
    one, other, third, fourth = (int(seed) for seed in rng.integers(2**31, size=4))
    small: list[Plain] = [3, 5, 4, 2]
    wide: list[Plain] = list(SIZES)
    return [
        Case("small", (small, Rng(one), 0.5), note="layer_sizes [3, 5, 4, 2], scale 0.5"),
        Case("again", (small, Rng(one), 0.5), note="the same seed again"),
        Case("other", (small, Rng(other), 0.5), note="another seed"),
        Case("wide", (wide, Rng(third), 2.0), note=f"layer_sizes {wide}, scale 2"),
        Case("default", (wide, Rng(fourth)), note=f"layer_sizes {wide}, no scale given"),
    ]


def _edge_calls(rng: Generator) -> list[Case]:
    sizes: list[Plain] = [[4, 1], [2, 1, 3, 1, 2]]
    return [
        Case(f"sizes-{i}", (size, Rng(7), 1.0), EDGE, f"layer_sizes {size}")
        for i, size in enumerate(sizes)
    ]


def _form(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Plain]) -> Broken | None:
    """The first output that is no dict of weights and biases of the right shapes."""
    for (sizes, *_), output in zip(args, outputs, strict=True):
        assert isinstance(sizes, list)
        whole = [int(np.asarray(size)) for size in sizes]
        if problem := compare_form(_like(whole), output):
            return _told(whole, output) or Broken(problem.message, problem.next_thought)
        if broken := _one_too_many(whole, output):
            return broken
    return None


def _one_too_many(sizes: Sequence[int], output: Plain) -> Broken | None:
    """Weights or biases of a layer that there is not; keys of another kind are welcome."""
    assert isinstance(output, dict)  # its form has been looked at
    more = [key for key in output if re.fullmatch(r"[Wb]\d+", key) and key not in _like(sizes)]
    if not more:
        return None
    count = len(sizes) - 1
    layers = f"{count} layers, 1 to {count}" if count > 1 else "1 layer"
    return Broken(
        f"layer_sizes = {list(sizes)} has {layers}; your dict also holds {' and '.join(more)}.",
        "With [3, 4, 1], how many layers have weights, and at which number does your loop begin?",
        "a_layer_more",
    )


def _like(sizes: Sequence[int]) -> dict[str, Plain]:
    pairs = enumerate(itertools.pairwise(sizes), start=1)
    shapes = {f"{k}{i}": (n, n_prev if k == "W" else 1) for i, (n_prev, n) in pairs for k in "Wb"}
    return {name: np.zeros(shape) for name, shape in shapes.items()}


def _told(sizes: Sequence[int], output: Plain) -> Broken | None:
    """What a wrong form is known to be the trace of."""
    if isinstance(output, dict) and any("{" in name for name in output):
        return Broken(
            f"The keys are {', '.join(map(repr, output))}, with the brackets in them.",
            'What is the difference between f"board{i}" and "board{i}"?',
            "f_forgotten",
        )
    if not isinstance(output, dict) or not {"W0", "W1"} & set(output):
        return None
    shapes = {name: array.shape for name, array in output.items() if isinstance(array, np.ndarray)}
    n_prev, n, *_ = sizes
    known = (
        (shapes.get("W1") == (n_prev, n), "transposed", "The weights are transposed.",
         "In W @ A_prev, what does a row of W belong to, and what a column?"),
        ("W0" in output and "b0" in output, "counted_from_zero", "The layers are counted from 0.",
         "Which keys does the exercise name, and which is the first layer's?"),
        (not any(name.startswith("b") for name in output), "biases_missing", "There are no biases.",
         "Which keys does the exercise name?"),
        (f"W{len(sizes) - 1}" not in output, "last_layer_missed", "The last layer is missing.",
         "How many layers with weights does [3, 4, 1] have?"),
        (shapes.get("b1") == (n,), "flat_bias", f"b1 has shape ({n},), where ({n}, 1) is expected.",
         "In this course a bias is a column: one number for each unit of the layer."),
        (shapes.get("b1") == (1, n), "row_bias", f"b1 has shape (1, {n}), where ({n}, 1) is "
         "expected.", "In this course a bias is a column: one number for each unit of the layer."),
    )  # fmt: skip
    found = next((rest for holds, *rest in known if holds), None)
    if found is None:
        return None
    mistake, words, thought = found
    seen = f"{words} With layer_sizes = {list(sizes)} the shapes are {listed(shapes)}."
    return Broken(seen, thought, mistake)


def _holds(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Plain]) -> Broken | None:
    if broken := _form(args, outputs):
        return broken
    small, again, other, wide, default = map(_arrays, outputs)
    return (
        (constant(wide) and (constant(small) or constant(wide)))
        or same_seed(small["W1"], again["W1"], "weights")
        or seeds(small, other)
        or biases(wide)
        or repeated(wide["W1"], wide["W2"])
        or restarted(wide["W1"], wide["W2"])
        or centred(wide)
        or _spread(wide, default)
        or independent(wide["W1"], wide["W2"])
    )


def _arrays(output: Plain) -> Parameters:
    assert isinstance(output, dict)  # its form has been looked at
    layers = (f"{kind}{i}" for i in range(1, len(output)) for kind in "Wb")
    return {name: np.asarray(output[name], float) for name in layers if name in output}


def _spread(wide: Parameters, default: Parameters) -> Broken | None:
    """The standard deviation is the scale: 2 where it is given, and else 0.01."""
    spreads = [[float(W.std()) for W in weights(made)] for made in (wide, default)]
    pairs = [(s, scale) for two, scale in zip(spreads, (2.0, 0.01), strict=True) for s in two]
    off = [(s, scale) for s, scale in pairs if abs(s / scale - 1) > SPREAD]
    if not off:
        return None
    (first, _), *_ = pairs
    s, scale = off[0]
    ratios = np.array([s / scale for s, scale in pairs])
    seen = f"With scale {scale:g}, the standard deviation of the weights is {s:.3g}."
    if all(s == spreads[0][0] or abs(s / first - 1) < SPREAD for s, _ in pairs):
        return Broken(
            f"The scale has no influence. {seen}", "Where does scale enter?", "scale_ignored"
        )
    known = [
        (1 / np.sqrt(3), "uniform_limits", "scale is the limit, not the standard deviation"),
        ((2.0, 2.0, 0.01, 0.01), "scale_twice", "scale is counted twice"),
        ((2**-0.5, 2**-0.5, 10.0, 10.0), "scale_as_variance", "scale is taken for the variance"),
    ]
    for expected, mistake, words in known:
        if np.all(np.abs(ratios / np.asarray(expected) - 1) < SPREAD):
            return Broken(f"{seen} It looks as if {words}.", "What does scale stand for?", mistake)
    if len(off) == 2 and scale == 0.01 and s > 0:
        return Broken(
            f"Where no scale is given, the standard deviation of the weights is {s:.3g}.",
            "Which value does scale have when nobody gives one?",
            "other_default",
        )
    return Broken(
        seen, "Multiply numbers whose standard deviation is 1 by scale, and nothing else.",
        "other_spread",
    )  # fmt: skip


EXERCISE = Exercise(
    id="network.initialize_parameters",
    title="Random weights to start with",
    parts=rubric(values=3, edge=1),
    properties=(
        Property(
            "distribution",
            "weights are drawn with rng, of mean 0 and standard deviation scale; biases are 0",
            _calls,
            _holds,
        ),
        Property("any_depth", "any number of layers of any width", _edge_calls, _form, part=EDGE),
    ),
    hints=(
        "If all units of a layer began with the same weights, they would all compute the same, and "
        "stay the same for ever. So every weight is a random number of its own.",
        "Layer l has layer_sizes[l] units, and each looks at layer_sizes[l - 1] numbers. Which "
        "shape has W then? What has a standard deviation of 1 has one of scale when it is "
        "multiplied by scale.",
        'For l = 1, 2, …: parameters[f"W{l}"] = scale * rng.standard_normal((n, n_prev)) and '
        'parameters[f"b{l}"] = np.zeros((n, 1)).',
    ),
    thought="Print the shape, the mean and the standard deviation of every array.",
)
