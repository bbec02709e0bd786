"""Small slips in a reference that leave it right, each with its proof."""

from __future__ import annotations

from deepcat_grader.bank import ENTRIES
from deepcat_grader.mutants import why_equal

_STILL_OR = "The scores are then of the same sign as before on all four inputs."

EQUAL: dict[tuple[str, str], str] = {
    ("introduction.goodness", "y - line(x, slope, intercept) -> line(x, slope, intercept) - y"): (
        "The error changes its sign, and the square takes the sign away."
    ),
    ("introduction.goodness", "line(x, slope, intercept) -> line(slope, x, intercept)"): (
        "The line multiplies its first two arguments, and a product commutes."
    ),
    ("neuron.sigmoid", "Z >= 0 -> Z > 0"): (
        "At z = 0, e⁻⁰ is 1 as well: the two branches give the same number."
    ),
    ("neuron.relu", "np.maximum(Z, 0.0) -> np.maximum(0.0, Z)"): (
        "The larger of two numbers does not depend on their order."
    ),
    ("neuron.relu_prime", "np.where(Z > 0, 1.0, 0.0) -> Z > 0"): (
        "True and False count as 1 and 0."
    ),
    ("neuron.relu_prime", "np.where(Z > 0, 1.0, 0.0) -> np.where(1.0, Z > 0, 0.0)"): (
        "1.0 counts as true everywhere, so that Z > 0 comes out, which counts as 1 and 0."
    ),
    ("neuron.relu_prime", "Z > 0 -> Z >= 0"): "The slope at exactly 0 is never judged.",
    ("neuron.or_gate", "1.0 -> 2.0"): _STILL_OR,
}


def proof(name: str, change: str) -> str:
    """Why the mutant is right all the same; empty when there is no proof."""
    return EQUAL.get((name, change)) or why_equal(ENTRIES[name], change)
