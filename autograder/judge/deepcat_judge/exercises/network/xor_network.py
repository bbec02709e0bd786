"""XOR by hand, with one hidden layer: right under step, sigmoid or ReLU hidden units."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from deepcat_judge.compare import compare_form
from deepcat_judge.exercise import Broken, Case, Exercise, Property
from deepcat_judge.exercises.common import Array, rubric
from deepcat_judge.plain import Plain

Fires: TypeAlias = tuple[bool, ...]

CORNERS = np.array([[0, 0, 1, 1], [0, 1, 0, 1]])
_XOR: Fires = (False, True, True, False)
# The lesson's step unit fires at a score of 0. One that does not is allowed, and comes last.
_UNITS: dict[str, Callable[[Array], Array]] = {
    "step units": lambda Z: (Z >= 0) * 1.0,
    "sigmoid units": lambda Z: (np.tanh(0.5 * Z) + 1.0) / 2.0,
    "ReLU units": lambda Z: np.maximum(Z, 0),
    "step units that fire above 0 only": lambda Z: (Z > 0) * 1.0,
}
_KNOWN: dict[Fires, tuple[str, str]] = {
    (False, True, True, True): ("or_network", "computes OR: it fires for (1, 1), too"),
    (False, False, False, True): ("and_network", "computes AND: both inputs have to be 1"),
    (True, True, True, False): ("nand_network", "computes NAND: it fires for (0, 0), too"),
    (True, False, False, False): ("nor_network", "computes NOR: it fires for (0, 0) alone"),
    (True, False, False, True): ("negated", "fires exactly where it should not"),
    (True, True, True, True): ("always_fires", "fires whatever the input"),
    (False, False, False, False): ("never_fires", "never fires"),
    (False, False, True, True): ("one_input_ignored", "looks at one input only"),
    (False, True, False, True): ("one_input_ignored", "looks at one input only"),
    (False, True, False, False): ("one_corner_missed", "fires for (0, 1), and not for (1, 0)"),
    (False, False, True, False): ("one_corner_missed", "fires for (1, 0), and not for (0, 1)"),
}
_TABLE = (
    "Write a table of the four inputs: what does each hidden unit give, and what is Z2 then? Which "
    "of them is off?"
)


@dataclass(frozen=True)
class Reading:
    """What a network gives at the four corners, with hidden units of one kind; 0 for a tie."""

    units: str
    scores: tuple[float, ...]

    @property
    def wrong(self) -> list[int]:
        """Corners at which it clearly does what XOR does not."""
        return [i for i, z in enumerate(self.scores) if z and (z > 0) is not _XOR[i]]

    @property
    def fires(self) -> Fires:
        """Whether it fires, corner by corner."""
        return tuple(score > 0 for score in self.scores)

    @property
    def ties(self) -> list[int]:
        """Corners at which nobody could say whether it fires."""
        return [i for i, z in enumerate(self.scores) if not z]


def _holds(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Plain]) -> Broken | None:
    for output in outputs:
        if problem := compare_form(_like(output), output):
            return Broken(problem.message, problem.next_thought or _TABLE)
    once, again = map(_readings, outputs)
    if once != again:
        return Broken(
            "Two calls gave two different networks.", "What changes between one call and the next?"
        )
    if any(not reading.wrong and not reading.ties for reading in once):
        return None
    ties = [reading for reading in once if not reading.wrong]
    return _tie(ties[0]) if ties else _wrong(_telling(once))


def _telling(readings: Sequence[Reading]) -> Reading:
    """The reading nearest to XOR: its opposite, or else the one with the fewest wrong corners.

    One that always or never fires tells little, and so does one with a tie.
    """

    def rank(reading: Reading) -> tuple[bool, bool, bool, int]:
        opposite, constant = len(reading.wrong) == 4, len(set(reading.fires)) == 1
        return not opposite, bool(reading.ties), constant, len(reading.wrong)

    return min(readings, key=rank)


def _like(output: Plain) -> Plain:
    """Arrays of the right shapes, for as many hidden units as W1 has rows."""
    W1 = output.get("W1") if isinstance(output, dict) else None
    n_h = len(W1) if isinstance(W1, np.ndarray) and W1.ndim == 2 and W1.shape[1] == 2 else 2
    shapes = {"W1": (n_h, 2), "b1": (n_h, 1), "W2": (1, n_h), "b2": (1, 1)}
    return {name: np.zeros(shape) for name, shape in shapes.items()}


def _readings(output: Plain) -> list[Reading]:
    assert isinstance(output, dict)  # its form has been looked at
    p = {name: np.asarray(output[name], float) for name in ("W1", "b1", "W2", "b2")}
    return [Reading(units, _scores(p, activation)) for units, activation in _UNITS.items()]


def _scores(p: Mapping[str, Array], activation: Callable[[Array], Array]) -> tuple[float, ...]:
    """The output's score at each corner; 0 where only the order of adding decides its sign."""
    A1 = activation(_rounded(p["W1"], CORNERS, p["b1"]))
    return tuple(_rounded(p["W2"], A1, p["b2"])[0].tolist())


def _rounded(W: Array, A: Array, b: Array) -> Array:
    Z = W @ A + b
    size = np.abs(W) @ np.abs(A) + np.abs(b)
    kept: Array = np.where(np.abs(Z) > 1e-14 * size, Z, 0.0)
    return kept


def _wrong(reading: Reading) -> Broken:
    x1, x2 = CORNERS[:, reading.wrong[0]]
    z = reading.scores[reading.wrong[0]]
    mistake, words = _KNOWN.get(reading.fires, (None, "")) if not reading.ties else (None, "")
    seen = f"For ({x1}, {x2}), Z2 = {z:.4g}, so the network " + (
        "fires, and XOR does not." if z > 0 else "does not fire, and XOR does."
    )
    what = f"With {reading.units}, your network {words or 'does not compute XOR'}. {seen}"
    return Broken(what, _TABLE, mistake)


def _tie(reading: Reading) -> Broken:
    x1, x2 = CORNERS[:, reading.ties[0]]
    return Broken(
        f"With {reading.units}, your network gives Z2 = 0 for ({x1}, {x2}): nobody can say "
        "whether it fires there.",
        "Which b2 makes Z2 clearly positive for (0, 1) and (1, 0), and clearly negative for the "
        "other two?",
        "score_of_zero",
    )


EXERCISE = Exercise(
    id="network.xor_network",
    title="XOR by hand",
    parts=rubric(values=3),
    properties=(
        Property(
            "truth_table",
            "the sign of Z2 is that of XOR on all four inputs",
            lambda rng: [Case(id, (), note="no input") for id in ("the-network", "again")],
            _holds,
        ),
    ),
    hints=(
        "One neuron draws one line, and no line has (0, 1) and (1, 0) alone on one side. Two "
        "hidden units draw two lines, and the output decides by what both say.",
        "XOR is OR, but not AND. Which weights and bias make a hidden unit compute OR, and which "
        "make one compute AND? What should each of them count in the output?",
        "With step units: the rows of W1 are 1, 1 and 1, 1; b1 is -0.5 and -1.5 (OR and AND). In "
        "the output, let OR count for the firing and AND count more against it, and choose b2 so "
        "that no score is 0.",
    ),
    thought="Write a table of the four inputs: what does each hidden unit give, and what is Z2?",
)
