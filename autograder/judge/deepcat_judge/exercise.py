"""What an exercise is: its rubric, its visible cases, its properties and its hints."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np

from deepcat_judge.plain import Plain
from deepcat_judge.verdict import TrailRow

VALUES = "values"
EDGE = "edge"
VECTORISED = "vectorised"


@dataclass(frozen=True)
class Part:
    """One line of a rubric.

    ``needs`` names the parts without which it does not count; None stands for the first part of
    the rubric, which needs nothing itself. A part may be worth 0 points: others may need it.
    """

    id: str
    title: str
    points: float
    needs: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Case:
    """One call of the student's function.

    Attributes
    ----------
    id : str
        Unique within the exercise.
    args : tuple
        Positional arguments, plain values only (`Rng` and `Named` stand for objects).
    part : str
        The rubric part that this case decides.
    note : str
        The input in ordinary words, for example ``"a large negative score"``.
    hidden : bool
        Whether a message may show this case's numbers to a student.
    thought : str
        What to think about when this case fails and nothing more exact is known.
    """

    id: str
    args: tuple[Plain, ...]
    part: str = VALUES
    note: str = ""
    hidden: bool = False
    thought: str = ""


@dataclass(frozen=True)
class Broken:
    """A property that does not hold: words, and the known mistake it proves, if any.

    A ``telling`` one says what the answer does, not only that something does not hold. The
    ``curve`` of a training run goes with it, where there is one, and so does the ``trail``: array
    by array, where the run parts from the right way. ``call`` is the position of a call that
    shows it.
    """

    message: str
    next_thought: str = ""
    mistake: str | None = None
    telling: bool = False
    curve: tuple[float, ...] = ()
    call: int = 0
    trail: tuple[TrailRow, ...] = ()


Relation: TypeAlias = Callable[[Sequence[tuple[Plain, ...]], Sequence[Any]], Broken | None]


@dataclass(frozen=True)
class Property:
    """A relation between several calls that needs no reference answer.

    Attributes
    ----------
    id, text : str
        ``text`` completes "This should hold: ...".
    cases : callable (numpy.random.Generator) -> sequence of Case
        Draws the calls. Their outputs have no expected values.
    like : Plain
        A value of the type and shape that each call returns; None when `holds` looks itself.
    holds : callable (list of args, list of outputs) -> Broken or None
        Sees outputs already coerced to plain values, of the right type and finite.
    watches : bool
        Whether `holds` sees whole observations (calls of callables, shared memory) instead.
    part : str
        The rubric part it decides.
    """

    id: str
    text: str
    cases: Callable[[np.random.Generator], Sequence[Case]]
    holds: Relation
    like: Plain = None
    part: str = VALUES
    watches: bool = False


@dataclass(frozen=True)
class Identified:
    """Something with an id of the form ``"lesson.function"``."""

    id: str

    @property
    def lesson(self) -> str:
        """The module the function belongs to, ``"neuron"`` for ``"neuron.sigmoid"``."""
        return self.id.partition(".")[0]

    @property
    def name(self) -> str:
        """The name a student's answer must have."""
        return self.id.partition(".")[2]

    @property
    def cell(self) -> str:
        """Cell id, and nbgrader's name, of the cell for the answer."""
        return self.id.replace(".", "-")

    @property
    def check_cell(self) -> str:
        """Cell id, and nbgrader's name, of the cell that checks the answer."""
        return f"{self.cell}-check"


@dataclass(frozen=True)
class Exercise(Identified):
    """An exercise answered by a function.

    Attributes
    ----------
    id : str
        ``"lesson.function"``.
    title : str
        A few words for tables.
    parts : tuple of Part
        The rubric. The first part is ``values``.
    hints : tuple of three str
        Concept, where to look, nearly code.
    cases : tuple of Case
        Visible cases, smallest first.
    properties : tuple of Property
    sized : callable (m) -> args, or None
        Arguments for m examples; needed when the rubric has a ``vectorised`` part.
    atol : float
        Absolute tolerance for float64 inputs, for answers of order one.
    thought : str
        What to think about when nothing more exact is known: it fits any input that fails, and
        speaks of none that may be right.
    use : str
        How the answer is used (`deepcat_judge.uses`): called, unless something else is said.
    lends : mapping from name to callable
        What `Remote` arguments of the visible cases stand for. It is here, where students are;
        what hidden cases lend stands in the teacher's bank.
    returns : tuple of str
        Names of the things that an answer returns, where there are several.
    arguments : tuple of str
        Argument names, in order, as messages show them. They are those of the reference, and
        come with the answer key.
    """

    title: str
    parts: tuple[Part, ...]
    hints: tuple[str, str, str]
    cases: tuple[Case, ...] = ()
    properties: tuple[Property, ...] = ()
    sized: Callable[[int], tuple[Plain, ...]] | None = None
    atol: float = 1e-9
    thought: str = ""
    use: str = "call"
    lends: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    returns: tuple[str, ...] = ()
    arguments: tuple[str, ...] = ()

    @property
    def points(self) -> float:
        """Points of the whole rubric."""
        return sum(part.points for part in self.parts)

    def lost(self, failed: Collection[str]) -> frozenset[str]:
        """The parts that do not count when some have failed: those, and all that need them."""
        lost = set(failed)
        while more := {p.id for p in self.parts if lost.intersection(self.needs(p))} - lost:
            lost |= more
        return frozenset(lost)

    def needs(self, part: Part) -> tuple[str, ...]:
        """The parts without which `part` does not count."""
        first = self.parts[0].id
        if part.needs is not None:
            return part.needs
        return () if part.id == first else (first,)


@dataclass(frozen=True)
class Question:
    """One item of a quiz. The right option lives in the reference, and as a digest in the key."""

    id: str
    text: str
    options: Mapping[str, str]
    points: float
    look_at: str
    feedback: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Quiz(Identified):
    """An exercise answered by a dict from question id to the letter of an option."""

    title: str
    questions: tuple[Question, ...]
    hints: tuple[str, str, str]

    @property
    def points(self) -> float:
        """Points of all questions."""
        return sum(question.points for question in self.questions)


@dataclass(frozen=True)
class Written(Identified):
    """An exercise answered in prose and graded by hand."""

    title: str
    prompt: str
    rubric: tuple[Part, ...]
    hints: tuple[str, str, str]

    @property
    def points(self) -> float:
        """Points of the whole rubric."""
        return sum(part.points for part in self.rubric)


AnyExercise: TypeAlias = Exercise | Quiz | Written
