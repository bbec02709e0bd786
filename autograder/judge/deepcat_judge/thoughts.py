"""The next thought, when nothing more exact is known: one that starts from an input that fails."""

from __future__ import annotations

import numpy as np

from deepcat_judge.compare import Stage
from deepcat_judge.findings import Failure, Findings
from deepcat_judge.forensics.evidence import Array, wrong_elements
from deepcat_judge.forensics.gather import evidence_of
from deepcat_judge.words import show

BY_HAND = (
    "Work this input out by hand, step by step. At which step does your code do something else?"
)


def thought(findings: Findings, worst: Failure) -> str:
    """The case's own thought, the exercise's, or one about an element that is wrong."""
    given = worst.problem.next_thought or worst.case.thought or findings.exercise.thought
    if given or worst.problem.stage is not Stage.VALUE:
        return given
    return _about_an_element(findings, worst) or BY_HAND


def _about_an_element(findings: Findings, worst: Failure) -> str:
    """For an element-wise function: what to do with the simplest number that goes wrong."""
    item = evidence_of(findings, worst.case, worst.problem.path)
    same = [
        (name, arg)
        for name, arg in zip(findings.exercise.arguments, worst.case.args, strict=False)
        if item is not None and isinstance(arg, np.ndarray) and arg.shape == item.expected.shape
    ]
    if worst.case.hidden or item is None or len(same) != 1:
        return ""
    name, argument = same[0]
    index = _simplest(argument, wrong_elements(item))
    number, right = argument[index].item(), item.expected[index].item()
    return f"Follow {name} = {show(number)} through your code by hand: {show(right)} is expected."


def _simplest(argument: Array, wrong: Array) -> tuple[int, ...]:
    """Where the wrong element stands that is easiest to work with: a small whole number."""
    places = [tuple(int(step) for step in place) for place in np.argwhere(wrong)]

    def burden(place: tuple[int, ...]) -> tuple[bool, float]:
        number = float(argument[place])
        return number != round(number), abs(number)

    return min(places, key=burden)
