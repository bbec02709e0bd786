"""The teacher's record of an exercise: reference, hidden cases, wrong and right answers."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np

from deepcat_grader.bank.edits import as_edits, edited
from deepcat_grader.bank.forms import Form
from deepcat_grader.bank.page import items
from deepcat_grader.bank.slip import Slip
from deepcat_judge.exercise import AnyExercise, Case

Answer = Callable[..., Any]
Written = Answer | str | tuple[str, ...]
A = TypeVar("A", bound=Answer)

ONE, TWO, ODD = "one mistake", "two mistakes", "odd structure"
LOOP = "a loop over the examples"
_OF = re.compile(r"of (?P<id>\w+): ")


@dataclass(frozen=True)
class Mistake:
    """A wrong answer met before.

    Attributes
    ----------
    id : str
        Unique within the exercise.
    message : str
        What went wrong, in one or two ordinary sentences. Mistakes whose outputs are equal on
        every case share one message. It is empty where a property of the exercise names the
        mistake, and has the words.
    next_thought : str
        What to think about next; never the answer.
    function : callable
        The wrong answer itself.
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
    """A right answer written in another way."""

    id: str
    function: Answer


@dataclass(frozen=True)
class Unseen:
    """An answer that no key holds, for the report card. ``kind`` is empty where it is right."""

    id: str
    function: Answer
    kind: str = ""


@dataclass(frozen=True)
class Entry:
    """One exercise on the teacher's side.

    ``hidden`` draws the hidden cases: all dimensions distinct, weights of order one. An answer
    sheet and a written answer have none, nor has an exercise that is judged by properties alone.
    ``lends`` are callables that hidden cases hand to an answer by name (`Remote`); ``alike`` says
    of pairs of mistakes why the visible inputs need not tell them apart. ``because`` says of an
    answer sheet's questions why the right option is right.
    ``equal`` says of small slips in the reference, ``"old -> new"``, why they leave it right.
    """

    exercise: AnyExercise
    reference: Answer
    hidden: Callable[[np.random.Generator], Sequence[Case]]
    mistakes: tuple[Mistake, ...]
    variants: tuple[Variant, ...]
    unseen: tuple[Unseen, ...] = ()
    lends: Mapping[str, Answer] = field(default_factory=dict)
    alike: Mapping[frozenset[str], str] = field(default_factory=dict)
    because: Mapping[str, str] = field(default_factory=dict)
    equal: Mapping[str, str] = field(default_factory=dict)

    def is_named(self, mistake: Mistake, name: str | None) -> bool:
        """Whether a name is a mistake's own, or that of one with the same words."""
        words = {other.id: other.message or other.id for other in self.mistakes}
        return words.get(name or "") == words[mistake.id]


def no_cases(rng: np.random.Generator) -> Sequence[Case]:
    """Hidden cases of an exercise that has none."""
    return ()


class Bank:
    """Collects what a teacher knows of one exercise, each function beside its words.

    Wherever an answer may have a name, it may be written as an edit of the right answer:
    ``"old -> new"``, or several of them.

    Parameters
    ----------
    exercise : AnyExercise
        The student's half.
    reference : callable
        The right answer.
    hidden : callable (numpy.random.Generator) -> sequence of Case
        Draws the hidden cases.

    Examples
    --------
    >>> from deepcat_judge.exercise import Exercise
    >>> double = Exercise("purr.double", "Twice", (), ("", "", ""))
    >>> bank = Bank(double, reference=lambda x: 2 * x)
    >>> @bank.mistake("This is the square.", think="What is twice 3?")
    ... def squared(x):
    ...     return x**2
    >>> bank.mistakes("Two is added.", think="What is twice 3?", added=lambda x: x + 2)
    >>> bank.unseen_wrong(thrice=lambda x: 3 * x)
    >>> [mistake.id for mistake in bank.entry.mistakes], bank.entry.unseen[0].kind
    (['squared', 'added'], 'one mistake')
    """

    def __init__(
        self,
        exercise: AnyExercise,
        reference: Answer,
        hidden: Callable[[np.random.Generator], Sequence[Case]] = no_cases,
    ) -> None:
        self._exercise, self._reference, self._hidden = exercise, reference, hidden
        self._mistakes: list[Mistake] = []
        self._variants: list[Variant] = []
        self._unseen: list[Unseen] = []
        self._lends: dict[str, Answer] = {}
        self._alike: dict[frozenset[str], str] = {}
        self._equal: dict[str, str] = {}
        self._because: dict[str, str] = {}

    @property
    def entry(self) -> Entry:
        """The whole record."""
        return Entry(
            self._exercise,
            self._reference,
            self._hidden,
            tuple(self._mistakes),
            tuple(self._variants),
            tuple(self._unseen),
            dict(self._lends),
            dict(self._alike),
            dict(self._because),
            dict(self._equal),
        )

    def because(self, **words: str) -> None:
        """Say of an answer sheet's questions, by name, why the right option is right."""
        self._because.update(words)

    def mistake(self, message: str, *, think: str, source: str = "") -> Callable[[A], A]:
        """Keep the decorated function as a known mistake, named as the function is."""

        def keep(function: A) -> A:
            self._mistakes.append(Mistake(_name(function), message, think, function, source))
            return function

        return keep

    def mistakes(
        self,
        message: str,
        *,
        think: str,
        source: str = "",
        of: Answer | None = None,
        **named: Written,
    ) -> None:
        """Keep known mistakes under words that they share; edits are those of `of`."""
        self._mistakes += [
            Mistake(id, message, think, answer, source) for id, answer in self._items((), named, of)
        ]

    def proved(self, *functions: Answer, of: Answer | None = None, **named: Written) -> None:
        """Keep mistakes that a property names, in words of its own; edits are those of `of`."""
        self._mistakes += [
            Mistake(id, "", "", made) for id, made in self._items(functions, named, of)
        ]

    def known(self, page: str) -> None:
        r"""Keep the mistakes of a page of text.

        Each begins with its id and its code, an expression in the names of the right answer's
        arguments; where the names are too long for the line, others stand behind the id. What is
        indented twice goes on with the code. Then come its words, and behind a question mark what
        to think about::

            mean_for_sum: np.mean(w * x) + b
                The products are averaged, where their sum is expected.
                ? Should a neuron with more inputs divide by their number?

        Code may be an edit of the right answer, or of the answer that is named behind ``of``; with
        ``&&`` it is several, and ``\n`` begins a line. A question mark at the margin is what to
        think about for those below it that do not say::

            ? What is the difference between = and +=?
            overwritten of loop: total += -> total =
                Only the last product counts.

        Last may come where it was met, behind ``source:``.
        """
        for item in items(page):
            made = item.made(self._kept(item.of) if item.of else self._reference)
            self._mistakes.append(Mistake(item.id, item.message, item.think, made, item.source))

    def include(self, *slips: Slip) -> None:
        """Keep shared slips, each made in the right answer, as known mistakes.

        ``{first}`` and ``{second}`` in a slip's words stand for the names of the arguments.
        """
        first, second, *_ = (*inspect.signature(self._reference).parameters, "", "")
        names = {"first": first, "second": second}
        self._mistakes += [
            Mistake(
                slip.id,
                slip.message.format(**names),
                slip.think.format(**names),
                slip.wrap(self._reference),
            )
            for slip in slips
        ]

    def right(self, function: A) -> A:
        """Keep the decorated function as a right answer."""
        self._variants.append(Variant(_name(function), function))
        return function

    def rights(self, *functions: Answer, of: Answer | None = None, **named: Written) -> None:
        """Keep right answers, by their own names or by those given; edits are those of `of`."""
        self._variants += [Variant(*item) for item in self._items(functions, named, of)]

    def unseen_right(self, *functions: Answer, of: Answer | None = None, **named: Written) -> None:
        """Keep right answers that no key holds; edits are those of `of`."""
        self._unseen += [Unseen(*item) for item in self._items(functions, named, of)]

    def unseen_wrong(self, *functions: Answer, of: Answer | None = None, **named: Written) -> None:
        """Keep wrong answers that no key holds, each with one mistake; edits are those of `of`."""
        self._unseen += [Unseen(*item, ONE) for item in self._items(functions, named, of)]

    def unseen_two(self, *functions: Answer, **named: Written) -> None:
        """Keep wrong answers that no key holds, each with two mistakes."""
        self._unseen += [Unseen(*item, TWO) for item in self._items(functions, named)]

    def unseen_odd(self, *functions: Answer, **named: Written) -> None:
        """Keep wrong answers that no key holds, of an odd structure."""
        self._unseen += [Unseen(*item, ODD) for item in self._items(functions, named)]

    def unseen_loops(self, *functions: Answer, **named: Written) -> None:
        """Keep answers whose values are right, but which work through the examples one by one."""
        self._unseen += [Unseen(*item, LOOP) for item in self._items(functions, named)]

    def unseen_forms(self, forms: Sequence[Form], *, leave_out: Sequence[str] = ()) -> None:
        """Keep the forms that answers of a kind may have, made from the right answer.

        Parameters
        ----------
        forms : sequence of Form
        leave_out : sequence of str
            Forms that are right here though they are wrong elsewhere, or the other way round.
        """
        unknown = set(leave_out) - {form.id for form in forms}
        if unknown:
            raise ValueError(f"no form is called {', '.join(sorted(unknown))}")
        self._unseen += [
            Unseen(form.id, form.wrap(self._reference), "" if form.right else ONE)
            for form in forms
            if form.id not in leave_out
        ]

    def lend(self, function: A, name: str = "") -> A:
        """Keep a callable that hidden cases hand to an answer as ``Remote(name)``."""
        self._lends[name or _name(function)] = function
        return function

    def alike(self, one: str, other: str, *, why: str) -> None:
        """Say why the visible inputs need not tell two mistakes apart."""
        self._alike[frozenset((one, other))] = why

    def equal(self, *changes: str, why: str) -> None:
        """Say why small slips in the reference, ``"old -> new"``, leave it right."""
        self._equal |= dict.fromkeys(changes, why)

    def _items(
        self,
        functions: Sequence[Answer],
        named: Mapping[str, Written],
        of: Answer | None = None,
    ) -> list[tuple[str, Answer]]:
        return [
            *((_name(function), function) for function in functions),
            *((name.rstrip("_"), self._answer(written, of)) for name, written in named.items()),
        ]

    def _answer(self, written: Written, of: Answer | None) -> Answer:
        """An answer, or one with edits: of the right answer, of `of`, or of one kept already."""
        if callable(written):
            return written
        changes = (written,) if isinstance(written, str) else written
        other = _OF.match(changes[0])
        if other:
            of, changes = self._kept(other["id"]), (changes[0][other.end() :], *changes[1:])
        return edited(of or self._reference, *as_edits(*changes))

    def _kept(self, id: str) -> Answer:
        """A right answer or a mistake that is kept already."""
        kept: Sequence[Variant | Mistake] = (*self._mistakes, *self._variants)
        return {answer.id: answer.function for answer in kept}[id]


def _name(function: Answer) -> str:
    """The id that a function's name stands for; a trailing underscore spares a keyword."""
    return function.__name__.rpartition("__")[2].rstrip("_")
