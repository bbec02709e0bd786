"""The teacher's record of one exercise: reference, hidden cases, known mistakes, right variants."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from deepcat_judge.exercise import AnyExercise, Case

Answer = Callable[..., Any]


@dataclass(frozen=True)
class Mistake:
    """A wrong answer met before.

    Attributes
    ----------
    id : str
        Unique within the exercise.
    message : str
        What went wrong, in one or two ordinary sentences. Mistakes whose outputs are equal on
        every case share one message.
    next_thought : str
        What to think about next; never the answer.
    function : callable
        The wrong answer itself, named ``<exercise>__<id>``.
    source : str
        Where it was met, if attested.
    """

    id: str
    message: str
    next_thought: str
    function: Answer
    source: str = ""


@dataclass(frozen=True)
class Variant:
    """A right answer written in another way, named ``<exercise>__<id>``."""

    id: str
    function: Answer


@dataclass(frozen=True)
class Entry:
    """One exercise on the teacher's side.

    ``hidden`` draws the hidden cases: all dimensions distinct, weights of order one. An answer
    sheet and a written answer have none, nor has an exercise that is judged by properties alone.
    """

    exercise: AnyExercise
    reference: Answer
    hidden: Callable[[np.random.Generator], Sequence[Case]]
    mistakes: tuple[Mistake, ...]
    variants: tuple[Variant, ...]


def no_cases(rng: np.random.Generator) -> Sequence[Case]:
    """Hidden cases of an exercise that has none."""
    return ()


def mistake(function: Answer, message: str, next_thought: str, source: str = "") -> Mistake:
    """A mistake whose id is the second half of its function's name."""
    return Mistake(_id(function), message, next_thought, function, source)


def variants(*functions: Answer) -> tuple[Variant, ...]:
    """Right answers whose ids are the second halves of their functions' names."""
    return tuple(Variant(_id(function), function) for function in functions)


def _id(function: Answer) -> str:
    return function.__name__.partition("__")[2]


def as_answer(function: Answer) -> str:
    """The source of a mistake or variant under the name that the exercise asks for."""
    source = inspect.getsource(function)
    name = function.__name__
    return re.sub(rf"\b{re.escape(name)}\b", name.partition("__")[0], source)
