"""A form of an answer, and three ways to make one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

Answer: TypeAlias = Callable[..., Any]


@dataclass(frozen=True)
class Form:
    """One form of an answer.

    Attributes
    ----------
    id : str
    wrap : callable (answer) -> answer
        Makes it from a right answer.
    right : bool
        Whether it is as right as what it is made from.
    """

    id: str
    wrap: Callable[[Answer], Answer]
    right: bool


def calls(right: bool, **wraps: Callable[[Answer], Answer]) -> tuple[Form, ...]:
    """Forms that differ in how the answer is called, or in when."""
    return tuple(Form(id, wrap, right) for id, wrap in wraps.items())


def results(right: bool, **changes: Answer) -> tuple[Form, ...]:
    """Forms that differ in what is done to the result."""

    def wrap(change: Answer) -> Callable[[Answer], Answer]:
        return lambda answer: lambda *args: change(answer(*args))

    return tuple(Form(id, wrap(change), right) for id, change in changes.items())


def first(right: bool, **changes: Answer) -> tuple[Form, ...]:
    """Forms that differ in what is done to the first argument."""

    def wrap(change: Answer) -> Callable[[Answer], Answer]:
        return lambda answer: lambda first, *rest: answer(change(first), *rest)

    return tuple(Form(id, wrap(change), right) for id, change in changes.items())
