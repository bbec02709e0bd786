"""What a question is: its text, its options, and the misconception behind each wrong one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

ANYTHING_ELSE = "*"


class Kind(StrEnum):
    """How a question is answered: an option, a number, a sketched curve, a line of code."""

    CHOICE = "choice"
    NUMBER = "number"
    CURVE = "curve"
    LINE = "line"


@dataclass(frozen=True)
class Option:
    """One answer that somebody may give.

    Attributes
    ----------
    letter : str
        ``"*"`` stands for everything that is no other option.
    text : str
        The option itself: words, a number with its tolerance, a curve, or numbers of lines.
    misconception : str
        A tag for the belief behind a wrong option; empty for the right one and for ``"*"``.
    answer : str
        What is said to whoever chose it; empty for the right one.
    """

    letter: str
    text: str
    misconception: str = ""
    answer: str = ""

    @property
    def right(self) -> bool:
        """Whether it is the right answer."""
        return not self.answer


@dataclass(frozen=True)
class Axis:
    """One axis of a sketch: its name, and where it begins and ends."""

    name: str
    low: float
    high: float


@dataclass(frozen=True)
class Question:
    """One question of a lesson.

    Attributes
    ----------
    id : str
        ``"network.depth"``: its lesson and its name there.
    concept : str
        A tag for what it is about.
    kind : Kind
    text : str
        May hold formulas between dollar signs, and blocks of code.
    options : tuple of Option
    explanation : str
        Why the right option is right.
    in_pool : bool
        Whether later lessons may ask it in their warm-up.
    exercise : str
        The exercise that it speaks of; empty where there is none.
    axes : tuple of Axis
        Of a sketch: across and up; empty for other kinds.
    """

    id: str
    concept: str
    kind: Kind
    text: str
    options: tuple[Option, ...]
    explanation: str
    in_pool: bool = False
    exercise: str = ""
    axes: tuple[Axis, ...] = ()

    @property
    def lesson(self) -> str:
        """The lesson that it belongs to."""
        return self.id.partition(".")[0]

    @property
    def right(self) -> Option:
        """The right option."""
        return next(option for option in self.options if option.right)
