"""Slopes measured by a tiny nudge, and in words how the slopes of an answer differ from them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from deepcat_judge.exercise import Broken, Case, Property
from deepcat_judge.exercises.backprop.implementations import STEP
from deepcat_judge.exercises.common import Array, Generator
from deepcat_judge.plain import Plain

_CLOSE = 1e-7


def slopes(f: Callable[[Array], Any], theta: Array) -> Array:
    """The slope of f along each number of theta: f of a tiny imaginary nudge has it, exactly."""
    found = np.zeros(theta.shape)
    for place in np.ndindex(theta.shape):
        moved = theta + 0j
        moved[place] += STEP * 1j
        found[place] = f(moved).imag / STEP
    return found


def multiple(received: Array, expected: Array) -> float | None:
    """The one number by which the expected numbers are multiplied in the received ones, if any."""
    share = float(np.sum(received * expected) / np.sum(expected**2))
    apart = np.max(np.abs(received - share * expected))
    return share if apart <= _CLOSE * np.max(np.abs(expected)) else None


def unlike(a: float, b: float) -> tuple[str, str]:
    """Two different numbers for a sentence, with so many digits that one sees the difference."""
    digits = next((k for k in range(4, 16) if f"{a:.{k}g}" != f"{b:.{k}g}"), 4)
    return f"{a:.{digits}g}", f"{b:.{digits}g}"


def differs(name: str, received: Array, expected: Array) -> str:
    """How slopes differ from measured ones, in words; empty where they do not."""
    share = multiple(received, expected)
    if share is None:
        row, column = np.unravel_index(np.argmax(np.abs(received - expected)), expected.shape)
        got, right = unlike(received[row, column], expected[row, column])
        return f"{name}[{row}, {column}] is {got}, where a nudge shows {right}"
    if abs(share - 1.0) <= _CLOSE:
        return ""
    if abs(share) <= _CLOSE:
        return f"{name} is 0 everywhere"
    if abs(share + 1.0) <= _CLOSE:
        return f"{name} has the wrong sign everywhere"
    return f"{name} is {share:.4g} times what a nudge shows, everywhere"


def measured(
    names: Sequence[str],
    draw: Callable[[Generator], tuple[Plain, ...]],
    expected: Callable[..., Sequence[Array]],
    nudge: str,
    thought: str,
) -> Property:
    """The slopes that an answer gives are those that a nudge shows.

    Parameters
    ----------
    names : sequence of str
        Of what the answer returns: one array, or several.
    draw : callable (numpy.random.Generator) -> args
        Draws a call.
    expected : callable (*args) -> arrays
        Measures the slopes.
    nudge : str
        What is nudged, and what is looked at then, for ``"Measured {nudge}: dW …"``.
    thought : str
        What to think about next.
    """
    zeros = tuple(np.zeros(array.shape) for array in expected(*draw(np.random.default_rng(0))))

    def holds(args: Sequence[tuple[Any, ...]], outputs: Sequence[Plain]) -> Broken | None:
        output: Any = outputs[0] if len(names) > 1 else (outputs[0],)
        parts = zip(names, output, expected(*args[0]), strict=True)
        found = {name: differs(name, np.asarray(got, float), right) for name, got, right in parts}
        wrong = [words for words in found.values() if words]
        right = [f"{name} is right" for name, words in found.items() if not words]
        if not wrong:
            return None
        return Broken(f"Measured {nudge}: {', and '.join(wrong + right)}.", thought, telling=True)

    return Property(
        "measured",
        "the slopes are those that a small nudge shows",
        lambda rng: [Case("measured", draw(rng))],
        holds,
        like=zeros if len(names) > 1 else zeros[0],
    )
