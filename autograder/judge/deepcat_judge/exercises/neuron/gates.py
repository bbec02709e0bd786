"""Gates: the four inputs, and the sign of z on each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np

from deepcat_judge.exercise import Broken, Case, Property
from deepcat_judge.exercises.common import number, pair
from deepcat_judge.plain import Plain

Fires: TypeAlias = tuple[bool, bool, bool, bool]
Known: TypeAlias = dict[Fires, tuple[str, str]]

AND: Fires = (False, False, False, True)
OR: Fires = (False, True, True, True)
_INPUTS = ((0, 0), (0, 1), (1, 0), (1, 1))
_TABLE = (
    "Write z beside each of the four inputs: which b puts the change of sign in the right place?"
)
_ONE_INPUT = ("one_input_ignored", "This gate looks at one input only.")
_COMMON: Known = {
    (True, True, True, True): ("always_fires", "This gate fires whatever the input."),
    (False, False, False, False): ("never_fires", "This gate never fires."),
    (False, False, True, True): _ONE_INPUT,
    (False, True, False, True): _ONE_INPUT,
}
_NEGATED = ("negated", "This gate fires exactly where it should not.")


def gate(name: str, wanted: Fires, others: Known) -> Property:
    """Four inputs, and the sign of z on each: nobody can say what a gate does where z is 0.

    Parameters
    ----------
    name : str
    wanted : Fires
        Whether it fires for (0, 0), (0, 1), (1, 0) and (1, 1).
    others : dict
        Other gates: the mistake that each is, and words.
    """
    a, b, c, d = wanted
    known = {**_COMMON, (not a, not b, not c, not d): _NEGATED, **others}

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
    known: Known,
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
