"""One step of gradient descent with every parameter of a network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from deepcat_judge.exercise import EDGE, Broken, Case, Exercise, Property
from deepcat_judge.exercises.backprop import nudged
from deepcat_judge.exercises.common import Array, Generator, away_from_zero, number, rubric
from deepcat_judge.exercises.network.made import layers, numbers, whole
from deepcat_judge.plain import Plain

_SHAPES = {"W1": (3, 2), "b1": (3, 1), "W2": (1, 3), "b2": (1, 1)}


def _call(rate: float, *sizes: int) -> tuple[Plain, ...]:
    """Parameters of a network, some slopes of their shapes, and a learning rate."""
    parameters = layers(*sizes)
    slopes: dict[str, Plain] = {}
    for i, (name, theta) in enumerate(parameters.items()):
        rows, columns = np.asarray(theta).shape
        slopes[f"d{name}"] = numbers(rows, columns, 3 + 4 * i)
    return parameters, slopes, rate


def _drawn(rng: Generator) -> list[Case]:
    old: dict[str, Plain] = {name: away_from_zero(rng, shape) for name, shape in _SHAPES.items()}
    slopes: dict[str, Plain] = {f"d{n}": away_from_zero(rng, s) for n, s in _SHAPES.items()}
    return [Case("step", (old, slopes, 0.375), note="a network of 2 inputs and 3 hidden units")]


def _moves(args: Sequence[tuple[Any, ...]], outputs: Sequence[Any]) -> Broken | None:
    old, slopes, rate = args[0]
    found = {
        name: _moved(np.asarray(outputs[0][name]) - theta, -number(rate) * slopes[f"d{name}"])
        for name, theta in old.items()
    }
    return _told({name: words for name, words in found.items() if words}, found)


def _told(wrong: Mapping[str, str], found: Mapping[str, str]) -> Broken | None:
    if not wrong:
        return None
    name, words = next(iter(wrong.items()))
    alike = all(other == words for other in found.values())
    return Broken(
        f"With your step, {'every parameter' if alike else name} {words}.",
        "By how much does a parameter move, and which way, if its slope is 2 and the learning "
        "rate 0.1?",
        telling=True,
    )


def _moved(step: Array, right: Array) -> str:
    share = nudged.multiple(step, right)
    if share is None:
        return "moves otherwise than against its own slope"
    if abs(share - 1.0) <= 1e-7:
        return ""
    if abs(share) <= 1e-7:
        return "stays where it was"
    if abs(share + 1.0) <= 1e-7:
        return "moves uphill, along its slope"
    far = f"{abs(share):.4g} times as far as it should"
    return f"moves {far}" if share > 0 else f"moves uphill, and {far}"


EXERCISE = Exercise(
    id="backprop.gradient_step",
    title="One step downhill with every parameter",
    parts=rubric(values=2, edge=1),
    cases=(
        Case("two-layers", _call(0.5, 3, 4, 1), note="a network of two layers"),
        Case("three-layers", _call(0.3, 2, 4, 3, 5), note="a network of three layers"),
        Case("one-layer", _call(0.125, 4, 1), note="one neuron"),
        Case("whole-rate", _call(2, 2, 3, 1), EDGE, "the learning rate is a whole number"),
        Case(
            "whole-slopes",
            (layers(3, 2, 1), whole(_call(1.0, 3, 2, 1)[1]), 0.375),
            EDGE,
            "the slopes are whole numbers",
        ),
        Case("eleven-layers", _call(0.25, 2, *[3, 2] * 5), EDGE, "eleven layers"),
    ),
    properties=(
        Property(
            "moves",
            "every parameter moves against its slope",
            _drawn,
            _moves,
            like={name: np.zeros(shape) for name, shape in _SHAPES.items()},
        ),
    ),
    hints=(
        "What one number does on a curve, every parameter of a network does at the same time, each "
        "with its own slope.",
        'The slopes of parameters["W1"] stand in gradients["dW1"]: a "d" in front of the name. '
        "Make a new dict; the old one still belongs to whoever called you.",
        "Go through parameters.items(), and put into the new dict, under the same name, the "
        'parameter minus learning_rate times gradients["d" + name].',
    ),
    thought="Take one number of W1 and its slope, and compute by hand where it goes.",
)
