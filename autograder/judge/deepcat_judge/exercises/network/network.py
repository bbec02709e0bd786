"""A whole network, of any depth: its prediction, and everything on the way to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from deepcat_judge.exercise import EDGE, Broken, Case, Exercise, Property
from deepcat_judge.exercises.common import (
    Generator,
    agree,
    away_from_zero,
    is_array,
    rubric,
)
from deepcat_judge.exercises.network.made import layers, numbers, whole
from deepcat_judge.plain import Named, Plain, leaf_at

_TOGETHER = 4


def _activations(*names: str) -> list[Plain]:
    return [Named(name) for name in names]


def _column_cases(rng: Generator) -> list[Case]:
    X = away_from_zero(rng, (3, _TOGETHER))
    parameters: dict[str, Plain] = {
        "W1": away_from_zero(rng, (5, 3)),
        "b1": away_from_zero(rng, (5, 1)),
        "W2": away_from_zero(rng, (2, 5)),
        "b2": away_from_zero(rng, (2, 1)),
    }
    activations = _activations("softsign", "sine")
    inputs = [X, *(X[:, [j]] for j in range(_TOGETHER))]
    return [Case(f"call-{i}", (x, parameters, activations)) for i, x in enumerate(inputs)]


def _columns_alone(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Any]) -> Broken | None:
    together, *alone = (leaf_at(output, (0,)) for output in outputs)
    whole = is_array(together, (2, _TOGETHER)) and all(is_array(one, (2, 1)) for one in alone)
    if not whole or agree(np.hstack([np.asarray(one) for one in alone]), together):
        return None
    return Broken(
        "An example's answer changes when other examples stand beside it.",
        "Which operation in your code (a sum, a maximum, a mean) mixes the columns?",
    )


def _deep_then_shallow(rng: Generator) -> list[Case]:
    deep = (numbers(2, 3, 1), layers(2, 4, 5), _activations("sine", "arctan"))
    shallow = (numbers(2, 3, 2), layers(2, 4), _activations("softsign"))
    return [Case("deep", deep), Case("shallow", shallow)]


def _caches_apart(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Any]) -> Broken | None:
    deep, shallow = (leaf_at(output, (1, "Z2")) for output in outputs)
    arrays = isinstance(deep, np.ndarray) and isinstance(shallow, np.ndarray)
    if not arrays or not agree(shallow, deep, 0.0):
        return None
    return Broken(
        "Two calls share one cache: what the first call kept is still there in the second.",
        "When is your dict made: once, or in every call?",
        "cache_shared",
    )


EXERCISE = Exercise(
    id="network.network",
    title="A whole network",
    returns=("Y_hat", "cache"),
    use="keep",
    parts=rubric(values=4, edge=1),
    cases=(
        Case(
            "one-layer",
            (numbers(2, 4, 0), layers(2, 3), _activations("softsign")),
            note="one layer of 3 units, 4 examples",
        ),
        Case(
            "two-layers",
            (numbers(3, 5, 1), layers(3, 4, 2), _activations("sine", "softsign")),
            note="two layers of 4 and 2 units, 5 examples",
        ),
        Case(
            "three-layers",
            (numbers(4, 6, 2), layers(4, 5, 3, 2), _activations("arctan", "square", "sine")),
            note="three layers of 5, 3 and 2 units, 6 examples",
        ),
        Case(
            "one-example",
            (numbers(3, 1, 4), layers(3, 4, 2), _activations("softsign", "arctan")),
            EDGE,
            "one example only",
        ),
        Case(
            "whole-numbers",
            (whole(numbers(2, 5, 3)), whole(layers(2, 4, 3)), _activations("arctan", "triple")),
            EDGE,
            "all numbers are whole",
        ),
    ),
    properties=(
        Property(
            "columns_alone",
            "an example's answer does not depend on the examples beside it",
            _column_cases,
            _columns_alone,
        ),
        Property(
            "caches_apart",
            "each call returns a cache of its own",
            _deep_then_shallow,
            _caches_apart,
        ),
    ),
    hints=(
        "A network is a layer after a layer. What comes out of one layer goes into the next, and "
        "what goes into the first is X.",
        "Write one loop over the layers, with A = X before it. What are the names of this layer's "
        "weights, and which activation belongs to it? Keep Z and A before the next turn.",
        'For l = 1, 2, …: Z = parameters[f"W{l}"] @ A + parameters[f"b{l}"], then '
        "A = activations[l - 1](Z). After the last layer, A is Y_hat.",
    ),
    thought="Compute the first layer of the first example by hand, and look at cache['Z1'].",
)
