"""Small slips in a reference that leave it right, each with its proof."""

from __future__ import annotations

from deepcat_grader.bank import ENTRIES
from deepcat_grader.mutants import why_equal

_SEED = "It seeds the generator, and the network of any seed shows the bugs."

EQUAL: dict[tuple[str, str], str] = {
    ("backprop.catch_the_bug", "5 -> 6"): _SEED,
    ("backprop.catch_the_bug", "5 -> 4"): _SEED,
    ("backprop.catch_the_bug", "5 -> 0"): _SEED,
    ("backprop.catch_the_bug", "5 -> 10"): _SEED,
    ("backprop.minibatches", "1 -> -1"): "The second of two axes is also the last one.",
    ("backprop.minibatches", "X -> Y"): "X and Y have a column for each example, both of them.",
    ("introduction.goodness", "y - line(x, slope, intercept) -> line(x, slope, intercept) - y"): (
        "The error changes its sign, and the square takes the sign away."
    ),
    ("introduction.goodness", "line(x, slope, intercept) -> line(slope, x, intercept)"): (
        "The line multiplies its first two arguments, and a product commutes."
    ),
}


def proof(name: str, change: str) -> str:
    """Why the mutant is right all the same; empty when there is no proof."""
    return EQUAL.get((name, change)) or why_equal(ENTRIES[name], change)
