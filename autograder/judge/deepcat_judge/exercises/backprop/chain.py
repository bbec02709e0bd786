"""The chain rule for numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from deepcat_judge.exercise import EDGE, Broken, Case, Exercise
from deepcat_judge.exercises.common import Array, agree, law, number, rubric

_TWICE = ("the loss changes twice as fast with z", "z changes twice as fast with θ")


def _doubles(calls: Sequence[tuple[Any, ...]], answers: Sequence[Array]) -> bool | Broken:
    """The answer doubles with either slope."""
    once = number(answers[0])
    for what, doubled in zip(_TWICE, answers[1:], strict=True):
        if not agree(2 * once, doubled):
            return Broken(
                f"Where {what}, the loss should change twice as fast with θ; your answer goes "
                f"from {once:.4g} to {number(doubled):.4g}.",
                "If one of two gears turns twice as fast, what does that do to the last one?",
                telling=True,
            )
    return True


EXERCISE = Exercise(
    id="backprop.chain",
    title="The chain rule",
    parts=rubric(values=1, edge=1),
    cases=(
        Case("worked", (-0.268941, 1.5), note="the loss falls with z, and z grows with the weight"),
        Case("both-fall", (-2.5, -0.75), note="the loss falls with z, and z falls with the weight"),
        Case("grows", (0.625, 3.0), note="both grow"),
        Case("small", (0.03, -0.4), note="two small slopes"),
        Case("through", (1.0, -0.5), EDGE, "the loss changes as much as z"),
        Case("switched-off", (1.75, 0.0), EDGE, "z does not change with the weight"),
        Case("flat-loss", (0.0, 2.25), EDGE, "the loss does not change with z"),
        Case("large", (-40.0, 25.0), EDGE, "large slopes"),
    ),
    properties=(
        law(
            "twice",
            "the answer doubles when either of the two slopes does",
            lambda rng: [
                (a := float(rng.uniform(0.5, 2)), b := float(rng.uniform(-2, -0.5))),
                (2 * a, b),
                (a, 2 * b),
            ],
            _doubles,
            Broken(""),
            like=0.0,
        ),
    ),
    hints=(
        "θ acts on z, and z acts on the loss. If z changes three times as fast as θ, and the loss "
        "twice as fast as z: how fast does the loss change with θ?",
        "Gears work like that: one turn of the first is three of the second, and one of the second "
        "is two of the third.",
        "Which operation makes 6 of 3 and 2? Return that of the two arguments.",
    ),
    thought="Nudge θ by 0.01. How far does z move then, and how far the loss?",
)
