"""Laws that losses keep, and functions of a table of scores: copies, certainty, columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from deepcat_judge.exercise import EDGE, Broken, Case, Property
from deepcat_judge.exercises.common import (
    Array,
    Generator,
    agree,
    away_from_zero,
    is_array,
    law,
    number,
)
from deepcat_judge.plain import Plain

DEAREST = 10.0


def tidy(value: float) -> str:
    """A number for a sentence, without what rounding has left of it."""
    return f"{round(float(value), 6) + 0.0:.4g}"


_DOUBLES = Broken(
    "With every example twice, your answer doubles, as a sum over the examples does.",
    "Should the loss grow only because there are more examples?",
    telling=True,
)


def mean_over_examples(draw: Callable[[Generator], Sequence[Array]]) -> Property:
    """A loss stays the same when every example is there twice.

    Parameters
    ----------
    draw : callable (numpy.random.Generator) -> arrays
        Draws the arguments of a call, with one example a column.
    """

    def calls(rng: Generator) -> list[tuple[Plain, ...]]:
        args = draw(rng)
        return [tuple(args), tuple(np.tile(array, 2) for array in args)]

    return law(
        "repeating_changes_nothing",
        "the loss stays the same when every example is there twice",
        calls,
        lambda args, answers: (
            agree(answers[0], answers[1]) or (agree(2 * answers[0], answers[1]) and _DOUBLES)
        ),
        Broken(
            "With every example twice, your answer changes.",
            "What does a mean do with a copy?",
        ),
        like=0.0,
    )


def certain_mistakes_cost(calls: Sequence[tuple[Plain, ...]], what: str) -> Property:
    """One example that was held impossible costs `DEAREST` at least, and not infinitely much.

    Parameters
    ----------
    calls : sequence of args
        One example each, predicted with certainty and wrongly.
    what : str
        What happened, for example ``"the label is 1 and ŷ is 0"``; one for all calls.
    """

    def holds(args: Sequence[tuple[Any, ...]], answers: Sequence[Array]) -> bool | Broken:
        cheap = [number(answer) for answer in answers if number(answer) < DEAREST]
        return not cheap or Broken(
            f"When {what}, the loss should be large, at least {DEAREST:g}; "
            f"yours is {cheap[0] + 0.0:.4g}.",
            "What becomes of log(p) when p comes close to 0, and what does your code make of it?",
            telling=True,
        )

    made = law(
        "certain_mistakes_cost",
        f"when {what}, the loss is at least {DEAREST:g}",
        lambda rng: calls,
        holds,
        Broken(""),
        like=0.0,
    )
    return replace(made, part=EDGE)


def columns_apart(shape: tuple[int, int]) -> Property:
    """A function of scores gives for a column alone what it gives for it among others."""

    def cases(rng: Generator) -> list[Case]:
        Z = away_from_zero(rng, shape)
        pairs = (Case(f"columns-{j}", (Z[:, j : j + 2],)) for j in range(0, shape[1], 2))
        return [Case("all", (Z,)), *pairs]

    def holds(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Plain]) -> Broken | None:
        together, apart = outputs[0], outputs[1:]
        whole = is_array(together, shape) and all(is_array(o, (shape[0], 2)) for o in apart)
        if whole and not agree(np.hstack([np.asarray(o) for o in apart]), together):
            return Broken(
                "An example among others gets another answer than it gets among fewer.",
                "Each column of Z is an example. Which line of your code mixes the columns?",
                telling=True,
            )
        return None

    return Property(
        "columns_apart",
        "an example gets the same answer, whatever examples stand beside it",
        cases,
        holds,
    )


_CANCELS = "What is eᶻ⁺ᶜ as a product, and what becomes of its second factor in a quotient?"


def shifts_of_a_column(shape: tuple[int, int]) -> tuple[Property, Property]:
    """A number added to every score of an example changes no answer, however large it is."""

    def shifted(rng: Generator) -> list[tuple[Plain, ...]]:
        Z = away_from_zero(rng, shape)
        return [(Z,), (Z + away_from_zero(rng, (1, shape[1])),)]

    def shifted_far(rng: Generator) -> list[tuple[Plain, ...]]:
        Z = away_from_zero(rng, shape)
        return [(Z,), (Z + 900.0,), (Z - 900.0,)]

    return (
        law(
            "shift_changes_nothing",
            "the same number added to all scores of an example changes nothing",
            shifted,
            lambda args, answers: agree(answers[0], answers[1]),
            Broken(
                "When the same number is added to all scores of an example, your answer changes; "
                "that number should cancel.",
                _CANCELS,
                telling=True,
            ),
            like=np.zeros(shape),
        ),
        replace(
            law(
                "large_shift_changes_nothing",
                "900 added to all scores, or subtracted from them, changes nothing",
                shifted_far,
                lambda args, answers: all(agree(answers[0], other) for other in answers[1:]),
                Broken(
                    "When 900 is added to all scores, or subtracted from them, your answer "
                    "changes; that number should cancel.",
                    _CANCELS,
                    telling=True,
                ),
                like=np.zeros(shape),
            ),
            part=EDGE,
        ),
    )


def columns_add_up_to_one(shape: tuple[int, int], of: Callable[[Array], Array]) -> Property:
    """The columns of an answer, or of what `of` makes of them, add up to 1."""

    def holds(args: Sequence[tuple[Any, ...]], answers: Sequence[Array]) -> bool | Broken:
        sums = of(answers[0]).sum(axis=0)
        odd = sums[~(np.abs(sums - 1) < 1e-7)]
        return not odd.size or Broken(
            f"The probabilities of one example add up to {tidy(odd[0])} with your answer, where "
            "they should add up to 1.",
            "Along which axis do the classes of one example stand, and what is their sum?",
            telling=True,
        )

    return law(
        "columns_add_up_to_one",
        "the probabilities of each example add up to 1",
        lambda rng: [(rng.normal(size=shape),)],
        holds,
        Broken(""),
        like=np.zeros(shape),
    )
