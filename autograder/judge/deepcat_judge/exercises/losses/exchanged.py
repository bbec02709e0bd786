"""A cross-entropy whose arguments have changed places, known by what the guard makes of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from deepcat_judge.exercise import Broken, Property
from deepcat_judge.exercises.common import Array, Generator, law, number

# With labels of exactly 0 and 1 inside the logarithm, every example costs -log(guard) times the
# probability that was given to what did not happen. Guards from 1e-3 on cost so much.
LEAST = 6.5
ALIKE = 1e-3


def arguments_in_place(
    draw: Callable[[Generator, int], tuple[Array, Array]], message: str
) -> Property:
    """The logarithm is taken of the probabilities, and not of the labels.

    Parameters
    ----------
    draw : callable (numpy.random.Generator, m) -> (Y, Y_hat)
        Draws labels and predictions of m examples, one a column.
    message : str
        What is said where it is taken of the labels.
    """
    exchanged = Broken(message, "Which of the two holds probabilities?", "arguments_exchanged")

    def holds(calls: Sequence[tuple[Any, ...]], answers: Sequence[Array]) -> bool | Broken:
        pairs = zip(calls, answers, strict=True)
        costs = np.array([number(answer) / _missed(*call) for call, answer in pairs])
        one = float(costs.mean())
        alike = bool(np.all(np.abs(costs - one) <= ALIKE * one))
        is_a_factor = abs(one - round(one)) <= ALIKE  # the error times ten is no logarithm
        return not alike or one < LEAST or is_a_factor or exchanged

    return law(
        "arguments_in_place",
        "the logarithm is taken of the probabilities, not of the labels",
        lambda rng: [draw(rng, m) for m in (3, 4, 6)],
        holds,
        exchanged,
        like=0.0,
    )


def _missed(Y: Array, Y_hat: Array) -> float:
    """The mean probability that was given to what did not happen."""
    apart: float = np.abs(Y - Y_hat).sum().item() / Y.shape[1]
    return apart if len(Y) == 1 else apart / 2.0
