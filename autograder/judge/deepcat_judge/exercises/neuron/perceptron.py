"""Gates with weights chosen by hand, and a neuron that learns: Rosenblatt's perceptron."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np

from deepcat_judge.exercise import EDGE, Broken, Case, Exercise, Property
from deepcat_judge.exercises.common import (
    Generator,
    agree,
    column,
    number,
    pair,
    read_only,
    rubric,
)
from deepcat_judge.plain import Plain

_INPUTS = ((0, 0), (0, 1), (1, 0), (1, 1))
Fires: TypeAlias = tuple[bool, bool, bool, bool]

_AND: Fires = (False, False, False, True)
_OR: Fires = (False, True, True, True)
_TABLE = (
    "Write z beside each of the four inputs: which b puts the change of sign in the right place?"
)
_ONE_INPUT: tuple[Fires, ...] = ((False, False, True, True), (False, True, False, True))


def _negated(fires: Fires) -> Fires:
    a, b, c, d = fires
    return not a, not b, not c, not d


def _gate(name: str, wanted: Fires, known: Mapping[Fires, tuple[str, str]]) -> Property:
    """Four inputs, and the sign of z on each: nobody can say what a gate does where z is 0."""

    def holds(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Plain]) -> Broken | None:
        once, again = (_scores(output) for output in outputs)
        if once != again:
            return Broken(
                "Two calls gave two different gates.", "What changes between one call and the next?"
            )
        fires: Fires = (once[0] > 0, once[1] > 0, once[2] > 0, once[3] > 0)
        return _wrong_corner(name, wanted, once, fires, known) or _tie(once)

    return Property(
        "truth_table",
        f"the sign of z is that of {name} on all four inputs",
        lambda rng: [Case(id, (), note="no input") for id in ("the-gate", "again")],
        holds,
        like=(np.zeros((2, 1)), 0.0),
    )


def _scores(output: Plain) -> list[float]:
    """The scores of the four inputs; 0 where only the order of adding decides about its sign."""
    weights, bias = pair(output)
    w1, w2, b = *(float(weight) for weight in np.asarray(weights)[:, 0]), number(bias)
    rounding = 1e-15 * (abs(w1) + abs(w2) + abs(b))
    scores = [w1 * x1 + w2 * x2 + b for x1, x2 in _INPUTS]
    return [z if abs(z) > rounding else 0.0 for z in scores]


def _wrong_corner(
    name: str,
    wanted: Fires,
    scores: Sequence[float],
    fires: Fires,
    known: Mapping[Fires, tuple[str, str]],
) -> Broken | None:
    wrong = [i for i in range(4) if scores[i] and fires[i] is not wanted[i]]
    if not wrong:
        return None
    x1, x2 = _INPUTS[wrong[0]]
    seen = f"For ({x1}, {x2}), z = {scores[wrong[0]]:g}, so the gate " + (
        f"fires, and {name} does not." if fires[wrong[0]] else f"does not fire, and {name} does."
    )
    mistake, words = known.get(fires, (None, "")) if all(scores) else (None, "")
    return Broken(" ".join(filter(None, (words, seen))), _TABLE, mistake)


def _tie(scores: Sequence[float]) -> Broken | None:
    if all(scores):
        return None
    x1, x2 = _INPUTS[scores.index(0.0)]
    return Broken(
        f"For ({x1}, {x2}), z is 0: nobody can say whether the gate fires there.",
        "Which b makes z clearly positive or clearly negative for all four inputs?",
        "score_of_zero",
    )


_ALWAYS: Fires = (True, True, True, True)
_NEVER: Fires = (False, False, False, False)
_COMMON: dict[Fires, tuple[str, str]] = {
    _ALWAYS: ("always_fires", "This gate fires whatever the input."),
    _NEVER: ("never_fires", "This gate never fires."),
    **dict.fromkeys(_ONE_INPUT, ("one_input_ignored", "This gate looks at one input only.")),
}

AND_GATE = Exercise(
    id="neuron.and_gate",
    title="AND by hand",
    parts=rubric(values=2),
    properties=(
        _gate(
            "AND",
            _AND,
            {
                **_COMMON,
                _OR: ("or_gate", "This gate computes OR: one input alone is enough."),
                _negated(_AND): ("negated", "This gate fires exactly where it should not."),
            },
        ),
    ),
    hints=(
        "A neuron with two inputs draws a line in the plane: it fires on one side of it. The four "
        "inputs are the corners of a square, and (1, 1) must lie alone on its side.",
        "Let both weights be 1. The scores without bias are then 0, 1, 1 and 2. Which b makes only "
        "the last one positive?",
        "Return np.array([[1.0], [1.0]]) and a b between -2 and -1.",
    ),
    thought="Write z beside each of the four inputs.",
    returns=("w", "b"),
)

OR_GATE = Exercise(
    id="neuron.or_gate",
    title="OR by hand",
    parts=rubric(values=2),
    properties=(
        _gate(
            "OR",
            _OR,
            {
                **_COMMON,
                _AND: ("and_gate", "This gate computes AND: one input alone is not enough."),
                _negated(_OR): ("negated", "This gate fires exactly where it should not."),
            },
        ),
    ),
    hints=(
        "A neuron with two inputs draws a line in the plane: it fires on one side of it. The four "
        "inputs are the corners of a square, and (0, 0) must lie alone on its side.",
        "Let both weights be 1. The scores without bias are then 0, 1, 1 and 2. Which b makes only "
        "the first one negative?",
        "Return np.array([[1.0], [1.0]]) and a b between -1 and 0.",
    ),
    thought="Write z beside each of the four inputs.",
    returns=("w", "b"),
)


_START, _EXAMPLE = column(0.5, -1.0), column(2.0, 0.5)  # z = 0.5 + b


def _step_cases(rng: Generator) -> list[Case]:
    """The same missed example with one learning rate, and with twice that."""
    w, x = rng.uniform(0.5, 1.0, (3, 1)), rng.uniform(0.5, 1.0, (3, 1))
    rate = float(rng.uniform(0.1, 0.5))
    return [Case("small", (w, 1.0, x, 0, rate)), Case("double", (w, 1.0, x, 0, 2 * rate))]


def _steps_double(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Plain]) -> Broken | None:
    w, b = np.asarray(args[0][0]), number(args[0][1])
    moved = []
    for output in outputs:
        new_w, new_b = pair(output)
        moved.append(np.append(np.asarray(new_w) - w, number(new_b) - b))
    small, double = moved
    if agree(2 * small, double):
        return None
    return Broken(
        "With twice the learning rate, the step is not twice as long.",
        "Where does learning_rate enter, for w and for b?",
    )


PERCEPTRON_STEP = Exercise(
    id="neuron.perceptron_step",
    title="Rosenblatt's rule",
    parts=rubric(values=4, edge=1),
    cases=(
        Case(
            "false-alarm",
            (_START, -0.25, _EXAMPLE, 0, 0.5),
            note="it fires (z = 0.25) and should not",
        ),
        Case(
            "miss",
            (_START, -2.0, _EXAMPLE, 1, 0.25),
            note="it does not fire (z = -1.5) and should",
        ),
        Case("right-1", (_START, 1.0, _EXAMPLE, 1, 0.5), note="it fires (z = 1.5) and should"),
        Case(
            "right-0",
            (_START, -1.5, _EXAMPLE, 0, 0.5),
            note="it does not fire (z = -1) and should not",
        ),
        Case(
            "zero-start-0",
            (column(0.0, 0.0, 0.0), 0.0, column(1.0, -2.0, 0.5), 0, 0.1),
            note="z = 0 counts as firing, and it should not fire",
        ),
        Case(
            "zero-start-1",
            (column(0.0, 0.0, 0.0), 0.0, column(1.0, -2.0, 0.5), 1, 0.1),
            note="z = 0 counts as firing, and it should fire",
        ),
        Case(
            "just-above",
            (_START, -0.49, _EXAMPLE, 0, 0.5),
            note="it fires, by a hair (z = 0.01), and should not",
        ),
        Case(
            "just-below",
            (_START, -0.51, _EXAMPLE, 1, 0.25),
            note="it does not fire, by a hair (z = -0.01), and should",
        ),
        Case(
            "below",
            (_START, -0.7, _EXAMPLE, 0, 0.5),
            note="it does not fire (z = -0.2) and should not",
        ),
        Case(
            "bias-decides",
            (column(1.0, -0.5), -3.0, column(2.0, 1.0), 1, 2.0),
            note="z = -1.5: without b it would be 1.5",
        ),
        Case(
            "whole-numbers",
            (column(1.0, -2.0), 0.25, column(3, 1), 0, 0.5),
            EDGE,
            "x in whole numbers",
        ),
        Case("one-input", (column(-1.5), 0.5, column(2.0), 1.0, 0.5), EDGE, "one input only"),
        Case(
            "read-only",
            (read_only(column(0.5, 1.0)), 0.5, read_only(column(1.0, 2.0)), 0, 0.25),
            EDGE,
            "w and x are read-only",
        ),
    ),
    properties=(
        Property(
            "steps_double",
            "twice the learning rate makes twice the step",
            _step_cases,
            _steps_double,
            like=(np.zeros((3, 1)), 0.0),
        ),
    ),
    hints=(
        "The perceptron learns from mistakes only. If it fired and should not have, the weights "
        "move away from x; if it failed to fire, they move towards x.",
        "Compare y with the answer, which is 1 where z >= 0 and 0 elsewhere. Their difference is "
        "1, 0 or -1 and tells direction and size at once. The bias moves too, as a weight whose "
        "input is always 1.",
        "With error = y - answer, return w + learning_rate * error * x and "
        "b + learning_rate * error. z.item() turns an array of shape (1, 1) into a number.",
    ),
    thought="Compute z of this example by hand. Does the perceptron fire, and should it?",
    returns=("w", "b"),
)
