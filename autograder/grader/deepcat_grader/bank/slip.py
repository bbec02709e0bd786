"""A slip that may be made in any answer: words, and a function that adds it to one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Answer = Callable[..., Any]


@dataclass(frozen=True)
class Slip:
    """One slip.

    Attributes
    ----------
    id, message, think : str
        As of a mistake.
    also : str
        What is added to the words of another mistake when both are made.
    made : callable (answer, *args) -> result
        Gives what the answer gives, with the slip.
    """

    id: str
    message: str
    think: str
    also: str
    made: Answer

    def wrap(self, function: Answer) -> Answer:
        """Return the answer with the slip."""
        return SlippedAnswer(self, function)


class SlippedAnswer:
    """An answer with a slip; it can be called, and its parts give its source."""

    def __init__(self, slip: Slip, function: Answer) -> None:
        self.slip, self.function = slip, function
        self.__name__ = slip.id

    def __call__(self, *args: Any) -> Any:
        """Call the answer, with the slip."""
        return self.slip.made(self.function, *args)


def slip(id: str, message: str, *, think: str, also: str) -> Callable[[Answer], Slip]:
    """Make a slip of the decorated function."""
    return lambda made: Slip(id, message, think, also, made)
