"""What answers are compared with: expected values, and what known mistakes give."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from deepcat_judge.exercise import Case
from deepcat_judge.observe import Observation
from deepcat_judge.plain import Plain


@dataclass(frozen=True)
class Expectation:
    """The right value of one case, and how far an answer may be from it.

    ``tolerance`` has the structure of ``value``: an array for an array, a number for a number.
    """

    value: Plain
    tolerance: Plain


@dataclass(frozen=True)
class KnownMistake:
    """A wrong answer met before: its words, and what it does on each case (by case id).

    ``also`` is what is said besides, where a shared slip was made in it, too.
    """

    id: str
    message: str
    next_thought: str
    observations: Mapping[str, Observation]
    also: str = ""


@dataclass(frozen=True, eq=False)
class Key:
    """Everything the judge needs beside the exercise and the answer; equal to itself alone.

    Attributes
    ----------
    cases : tuple of Case
        In the order in which failures are reported.
    expected : mapping from case id to Expectation
    mistakes : callable () -> tuple of KnownMistake
        Asked only when an answer is wrong: running every mistake on hidden cases takes time.
    combined : callable () -> tuple of KnownMistake
        Mistakes with a shared slip besides, whose outputs are those of no mistake alone. Asked
        only when no mistake alone explains an answer.
    digests : mapping from question id to str
        For a quiz: digests of the right options (`deepcat_judge.quiz.digest`).
    because : mapping from question id to str
        For a quiz: why the right option is right, sealed with it (`deepcat_judge.quiz.seal`).
    sized : mapping from int to Expectation
        For the calls whose work is counted: what they give, by how many examples they hold. Only
        the grader knows; a notebook counts the work of whatever comes back.
    arguments : tuple of str
        Names of the answer's arguments, read from the reference.
    completion : str
        A right answer to complete: with blanks, or its lines in the wrong order. Empty where none
        is made.
    """

    cases: tuple[Case, ...] = ()
    expected: Mapping[str, Expectation] = field(default_factory=dict)
    mistakes: Callable[[], tuple[KnownMistake, ...]] = tuple
    combined: Callable[[], tuple[KnownMistake, ...]] = tuple
    digests: Mapping[str, str] = field(default_factory=dict)
    because: Mapping[str, str] = field(default_factory=dict)
    sized: Mapping[int, Expectation] = field(default_factory=dict)
    arguments: tuple[str, ...] = ()
    completion: str = ""
