"""What holds of the weights that a network starts with, whatever their spread is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import numpy as np

from deepcat_judge.exercise import Broken
from deepcat_judge.exercises.common import Array

Parameters: TypeAlias = dict[str, Array]

DEVIATIONS = 7.0
_FROM_RNG = "Does every random number come from the argument rng?"


def listed(shapes: Mapping[str, tuple[int, ...]]) -> str:
    """Keys and shapes, for a sentence."""
    return ", ".join(f"{name} {shape}" for name, shape in shapes.items()) or "no keys"


def weights(parameters: Parameters) -> list[Array]:
    """The weights of each layer."""
    return [array for name, array in parameters.items() if name[0] == "W"]


def constant(parameters: Parameters) -> Broken | None:
    """No layer has one and the same weight everywhere."""
    for name, array in parameters.items():
        if name[0] == "W" and np.ptp(array) == 0:
            value = float(array.flat[0])
            words = "0" if value == 0 else f"equal: {value:.4g}"
            return Broken(
                f"All weights in {name} are {words}.",
                "If all units of a layer begin with the same weights, how could they ever become "
                "different?",
                "all_equal" if value else "all_zero",
            )
    return None


def seeds(one: Parameters, other: Parameters) -> Broken | None:
    """Different seeds give different weights."""
    pairs = zip(weights(one), weights(other), strict=True)
    if not all(np.array_equal(a, b) for a, b in pairs):
        return None
    return Broken(
        "Every seed gives the same weights: nothing depends on rng.",
        f"{_FROM_RNG} Is a seed set inside your function?",
        "reseeded",
    )


def biases(parameters: Parameters) -> Broken | None:
    """Every bias is 0."""
    off = [name for name, array in parameters.items() if name[0] == "b" and array.any()]
    if not off:
        return None
    value = parameters[off[0]].flat[0]
    if np.ptp(parameters[off[0]]) == 0:
        return Broken(
            f"The biases in {off[0]} are {value:.4g}, where 0 is expected.",
            "Which function of NumPy makes an array of zeros?",
            "b_not_zero",
        )
    return Broken(
        f"The biases in {off[0]} are random, where 0 is expected.",
        "The weights alone make the units of a layer different. What do the biases start with?",
        "b_random",
    )


def repeated(*tables: Array) -> Broken | None:
    """No two units have the same weights, and no two inputs, in tables of many rows and columns."""
    for table in tables:
        for W, what in ((table, "units"), (table.T, "inputs")):
            signed = W * np.where(W[:, :1] < 0, -1.0, 1.0)
            if len(np.unique(signed, axis=0)) < len(W):
                return Broken(
                    f"Several {what} have the same weights, up to the sign.",
                    "How many random numbers does a layer need, and how many does your code draw?",
                    "few_draws",
                )
    return None


def restarted(W1: Array, W2: Array) -> Broken | None:
    """The second layer does not begin with the numbers of the first, scaled or not."""
    first = min(W1.size, W2.size)
    one, two = W1.flat[:first] / W1.std(), W2.flat[:first] / W2.std()
    if not np.allclose(one * (one @ two), two * (one @ one), atol=1e-6 * first):
        return None
    return Broken(
        "Both layers begin with the same numbers: the generator starts again in each layer.",
        "Where is your generator made: once, or in every turn of the loop?",
        "restarted",
    )


def centred(parameters: Parameters) -> Broken | None:
    """The mean of the weights is 0."""
    for i, W in enumerate(weights(parameters), start=1):
        if abs(W.mean()) <= DEVIATIONS * W.std() / np.sqrt(W.size):
            continue
        positive = bool(np.all(W >= 0))
        return Broken(
            f"The mean of the {W.size} weights in W{i} is {W.mean():.3g}, where it should be "
            f"close to 0{': none of them is negative' if positive else ''}.",
            "Which method of rng draws positive and negative numbers alike?",
            "only_positive" if positive else "not_centred",
        )
    return None


def independent(*tables: Array) -> Broken | None:
    """Neighbours in a table of weights have nothing to do with one another."""
    for i, W in enumerate(tables, start=1):
        for one, other in ((W[:, :-1], W[:, 1:]), (W[:-1], W[1:])):
            r = float((one * other).mean() / W.var())
            if abs(r) > DEVIATIONS / np.sqrt(one.size):
                return Broken(
                    f"Neighbouring weights in W{i} are not independent: their correlation is "
                    f"{r:.2f}.",
                    "What happens to the numbers after they are drawn?",
                    "not_independent",
                )
    return None
