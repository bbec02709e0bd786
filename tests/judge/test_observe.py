"""One call is written down: what it changed, and which line of an exception is the student's."""

from __future__ import annotations

import statistics
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from deepcat_judge.observe import observe
from deepcat_judge.plain import Plain, Remote, Rng, lend_from


def set_first(value: Any) -> Callable[[Any], None]:
    return lambda x: x.__setitem__(0, value)


CHANGES: list[tuple[Plain, Callable[[Any], Any]]] = [
    ([3, 2], set_first(4)),
    ([3, 2], set_first(3.0)),
    ([3, 2], set_first(None)),
    ([3, 2], lambda x: x.pop()),
    ([[3], [2]], set_first(7)),
    ([np.zeros(2)], set_first([0.0, 0.0])),
    ([np.zeros(2)], lambda x: x[0].fill(1.0)),
    ({"W": np.zeros(2)}, lambda x: x.update(W=None)),
    ({"W": np.zeros(2)}, lambda x: x.clear()),
    ((np.zeros(2),), lambda x: x[0].fill(1.0)),
    (np.array([1.0, np.nan]), lambda x: x.fill(0.0)),
]


@pytest.mark.parametrize(("argument", "change"), CHANGES)
def test_a_change_is_seen_at_any_depth(argument: Plain, change: Callable[[Any], Any]) -> None:
    """Elements of lists count, and whatever is put in their place does no harm."""
    assert observe(lambda x, y: change(x), (argument, 1.0)).changed == (0,)


def test_what_is_only_read_is_not_changed() -> None:
    """NaN differs from itself and a generator moves on, but neither was changed."""
    args: tuple[Plain, ...] = (float("nan"), [float("nan"), 2], np.array([np.nan]), "text", Rng(0))

    def read(x: Any, numbers: Any, array: Any, text: Any, rng: Any) -> Any:
        return x + numbers[0] + array[0] + len(text) + rng.uniform()

    assert observe(read, args).changed == ()


def test_a_line_of_the_standard_library_is_not_the_students() -> None:
    """The student called it, and that call is the line to look at."""

    def answer(x: Any) -> Any:
        return statistics.mean(x)

    seen = observe(answer, ([],))
    assert seen.raised and seen.raised.line == "return statistics.mean(x)"


class Key:
    """A key that is found where a text is looked for, and then fails."""

    def __hash__(self) -> int:
        return hash("W")

    def __eq__(self, other: object) -> bool:
        raise SystemExit("compared")


class Text(str):
    """A text whose beginning is no text."""

    __slots__ = ()

    def __getitem__(self, key: Any) -> Any:
        return 1.0


class Named(ValueError):
    """An exception that tells of itself in texts of its own kind."""

    def __str__(self) -> str:
        return Text("0.5")


class Shy(RuntimeWarning):
    """A warning that is told to Python alone."""

    told = False

    def __str__(self) -> str:
        if self.told:
            raise SystemExit("told")
        self.told = True
        return "once"


def throws(error: BaseException) -> Any:
    def answer(x: dict[Any, Any]) -> None:
        raise error

    return answer


def swaps_its_key(x: dict[Any, Any]) -> None:
    x.clear()
    x[Key()] = 1.0


def ends_while_it_is_consumed(x: Any) -> Any:
    yield 1.0
    raise SystemExit


def warns(x: Any) -> float:
    warnings.warn(Shy(), stacklevel=1)
    return 1.0


def hostile() -> tuple[Callable[[], Any], BaseException]:
    """What makes hostile objects, and an exception; pytest looks at all names of a module."""

    class Hostile(type):
        """A kind of class that answers nothing about itself."""

        def __getattribute__(cls, name: str) -> Any:
            raise SystemExit(name)

        def __getattr__(cls, name: str) -> Any:
            raise SystemExit(name)

    class Thing(metaclass=Hostile):
        """Raises whatever it is asked."""

        def __getattr__(self, name: str) -> Any:
            raise SystemExit(name)

    class Unspeakable(BaseException, metaclass=Hostile):
        """An exception that cannot be told, nor looked at."""

        def __str__(self) -> str:
            raise SystemExit("told")

    return lambda: Thing(), Unspeakable()


def returns_hostile(wrap: Callable[[Any], Any]) -> Any:
    make, _ = hostile()
    return lambda x: wrap(make())


@pytest.mark.parametrize(
    ("answer", "use", "kind"),
    [
        (returns_hostile(lambda thing: thing), "call", "SystemExit"),
        (returns_hostile(lambda thing: {"a": [thing]}), "call", "SystemExit"),
        (returns_hostile(lambda thing: thing), "consume", "SystemExit"),
        (returns_hostile(lambda thing: thing), "twice", "SystemExit"),
        (swaps_its_key, "call", "SystemExit"),
        (ends_while_it_is_consumed, "consume", "SystemExit"),
        (throws(hostile()[1]), "call", "Unspeakable"),
        (throws(Named()), "call", "Named"),
        (throws(SyntaxError(Text("x"))), "call", "SyntaxError"),
        (warns, "call", ""),
    ],
)
def test_to_look_at_what_comes_back_never_fails(answer: Any, use: str, kind: str) -> None:
    """What a student's objects do when they are looked at is the answer's doing."""
    seen = observe(answer, ({"W": 1.0},), use=use)
    assert (seen.raised.kind if seen.raised else "") == kind
    texts = (*seen.warned, *((seen.raised.text, seen.raised.line) if seen.raised else ()))
    assert all(type(text) is str for text in texts)


def stops() -> Any:
    raise ValueError("inside")


def test_a_line_inside_what_is_lent_is_not_the_students() -> None:
    """They see where they call it, and never how it is made."""

    def answer(lent: Any) -> Any:
        return lent()

    seen = observe(answer, (Remote("stops"),), lend=lend_from({"stops": stops}))
    assert seen.raised and seen.raised.line == "return lent()"
