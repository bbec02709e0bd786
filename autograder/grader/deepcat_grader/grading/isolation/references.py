"""What the trusted side answers for: references of exercises that did not pass, and lent callables.

A student's code chooses what is asked, so the asking has a process and limits of its own: a
reference that is sent on an endless errand must not take the grader along.
"""

from __future__ import annotations

import functools
import inspect
import os
import re
import time
from collections.abc import Callable, Mapping
from typing import Any

from deepcat_grader.authoring.own import PREFIX
from deepcat_grader.bank.registry import Answer
from deepcat_grader.cage.walls import Walls
from deepcat_grader.closing import Closing
from deepcat_grader.grading.isolation.channel import Answering, Breach, CallBack, Fault
from deepcat_grader.grading.isolation.launch import GRADER, launch
from deepcat_grader.grading.isolation.limits import Limits
from deepcat_grader.grading.isolation.session import Session, Spent
from deepcat_judge.exercise import Exercise
from deepcat_judge.observe import Observation
from deepcat_judge.plain import Plain, Refused, Remote, Rng, generator_of, leaves
from deepcat_judge.wire import Frame, Wire, WireError

SECONDS = 2.0
MAX_FAILED, MAX_WORDS = 10, 300


# A reference answers a plain call: a generator function's batches come as a list, and an object
# that is used step by step stays where it was made.
USE = {
    "call": "call",
    "keep": "call",
    "twice": "call",
    "sample": "call",
    "consume": "consume",
    "epochs": "consume",
}
LENT = re.compile(r"lent-\d{1,9}")


class CannotStandIn(Exception):
    """Nothing can answer in place of a function; the text says why."""


class Theirs(Exception):
    """What was lent to a reference failed, and the reference cannot go on."""

    def __init__(self, error: Fault | None) -> None:
        super().__init__("a function that was handed over did not finish")
        self.error = error


class References(Closing):
    """Answers for functions by name; the process starts with the first question.

    Attributes
    ----------
    failed : list of str
        Why a stand-in could not answer, since `answering` was called last. An answer that met
        one of these was not judged fairly.
    seconds : float
        How long all answers together took, without what was lent to them.
    """

    def __init__(
        self,
        functions: Mapping[str, tuple[Exercise, Answer]],
        limits: Limits,
        walls: Walls | None = None,
    ) -> None:
        modules = {function.__module__ for _, function in functions.values()}
        # A class's own exercises lie in its course directory: no package, and no walls show them.
        own = {module for module in modules if module.startswith(PREFIX)}
        packages = sorted({module.partition(".")[0] for module in modules - own})
        lending = None if own else walls
        self._session = Session(
            limits, functools.partial(launch, limits, (GRADER,), packages, walls)
        )
        self._lending = Session(
            limits, functools.partial(launch, limits, (), (*packages, GRADER), lending)
        )
        self._functions = functions
        self._ready: set[str] = set()
        self._handed: set[str] = set()
        self.failed: list[str] = []
        self.seconds = 0.0

    def close(self) -> None:
        """End the processes."""
        self._session.close()
        self._lending.close()

    def answering(
        self, instead: frozenset[str], lends: Mapping[str, Callable[..., object]]
    ) -> Answering:
        """What `Session.copy` needs to answer for these functions, and no others.

        Parameters
        ----------
        instead : frozenset of str
            Functions whose references answer.
        lends : mapping from name to callable
            What `Remote` arguments of the exercise stand for.
        """
        self.failed.clear()
        for name in instead - self._ready:  # now, for a student's call has a limit of its own
            function = self._functions[name][1]
            _fetch(self._home(function), name, function)
            self._ready.add(name)
        for name in lends:
            _fetch(self._lending, name, lends[name])

        def answer(frame: Frame, call_back: CallBack | None) -> dict[str, Wire]:
            name, args, named = (frame.fields.get(key) for key in ("name", "args", "named"))
            if not (isinstance(name, str) and isinstance(args, tuple) and isinstance(named, dict)):
                return _raised("TypeError", "This cannot be asked.")
            if name not in instead and name not in lends:
                raise Breach("It asked for what is not lent.")
            if name in lends and name not in self._handed:
                return _raised("RuntimeError", "This was handed over for an earlier call.")
            found = [leaf for _, leaf in leaves((args, named))]
            _refuse_forged(found)
            refused = [leaf.what for leaf in found if isinstance(leaf, Refused)]
            refused += ["a function" for leaf in found if isinstance(leaf, Remote)]
            begin = time.monotonic()
            try:
                if name in instead:
                    return self._stand_in(name, args, named, call_back)
                if refused:
                    return _raised("TypeError", f"{name} was given {refused[0]}")
                return _ask(self._lending, name, "call", (*args, *named.values()))
            except Theirs as theirs:
                self._start_again()
                if theirs.error is not None:
                    raise theirs.error from None
                return _raised("RuntimeError", str(theirs))
            except (Fault, WireError, Spent, CannotStandIn) as error:
                if isinstance(error, Fault):
                    self._start_again()
                self._fail(f"{name}: {error}")
                words = f"{name} does not work yet, and nothing can stand in for it here"
                return _raised("RuntimeError", words)
            finally:
                self.seconds += time.monotonic() - begin

        return answer

    def hand(self, args: tuple[Plain, ...]) -> None:
        """Lend what these arguments stand for, until the next call.

        An answer that kept a right implementation could compare the others with it.
        """
        self._handed = {leaf.name for _, leaf in leaves(args) if isinstance(leaf, Remote)}

    def _stand_in(
        self, name: str, args: tuple[Plain, ...], named: Mapping[str, Any], back: CallBack | None
    ) -> dict[str, Wire]:
        exercise, function = self._functions[name]
        if back is None:
            raise CannotStandIn("it is called by a function that was handed to another stand-in")
        for _, leaf in leaves((args, dict(named))):
            if isinstance(leaf, Refused):
                raise CannotStandIn(f"it was given {leaf.what}")
        try:
            bound = inspect.signature(function).bind(*args, **named)
        except TypeError as error:
            return _raised("TypeError", f"{name}() {error}")
        bound.apply_defaults()
        session = self._home(function)
        session.answer = functools.partial(self._pass_on, back)
        if (use := USE.get(exercise.use)) is None:
            raise CannotStandIn("it makes an object, and objects do not leave their process")
        told = _ask(session, name, use, bound.args)
        return {**told, "iterator": inspect.isgeneratorfunction(function)}

    def _pass_on(self, back: CallBack, frame: Frame, nested: CallBack | None) -> dict[str, Wire]:
        """Let the student's worker answer for what it lent to a reference."""
        name, args = frame.fields.get("name"), frame.fields.get("args")
        begin = time.monotonic()
        try:
            seen = back(str(name), args)
        except Fault as error:
            raise Theirs(error) from error
        finally:
            self.seconds -= time.monotonic() - begin
        if seen.timed_out:
            raise Theirs(None)
        for _, leaf in leaves(seen.value):
            if isinstance(leaf, Refused):
                return _raised("TypeError", f"a function that was handed over gave {leaf.what}")
        return _told(seen)

    def _start_again(self) -> None:
        """End the processes, which may have something to say still; `answering` starts others."""
        self._ready.clear()
        self._session.close()
        self._lending.close()

    def _fail(self, words: str) -> None:
        if len(self.failed) < MAX_FAILED:
            self.failed.append("".join(c if c.isprintable() else "?" for c in words[:MAX_WORDS]))

    def _home(self, function: Answer) -> Session:
        """The process for a function: a class's own imports the bank, references must not."""
        return self._lending if function.__module__.startswith(PREFIX) else self._session


def _fetch(session: Session, name: str, function: Callable[..., object]) -> None:
    if function.__module__.startswith(PREFIX):  # a file of the class's own
        folder, module = os.path.split(inspect.getfile(function).removesuffix(".py"))
        source = (
            f"import sys\nsys.path.append({folder!r})\n"
            f"from {module} import {function.__qualname__} as {name}"
        )
        session.run(name, source, ours=True)
        return
    source = f"from {function.__module__} import {function.__qualname__} as {name}"
    session.run(name, source, ours=True)


def _ask(session: Session, name: str, use: str, args: tuple[Plain, ...]) -> dict[str, Wire]:
    frame = session.ask("answer", SECONDS, name=name, use=use, args=args, **session.within(SECONDS))
    seen = frame.fields.get("seen")
    if frame.kind != "done" or not isinstance(seen, Observation):
        raise Fault("it could not be called")
    if seen.timed_out:
        raise Fault("it did not finish")
    if isinstance(seen.value, Refused):
        raise CannotStandIn(f"it returned {seen.value.what}")
    return {**_told(seen), "generators": frame.fields["generators"]}


def _refuse_forged(found: list[Plain]) -> None:
    """Refuse what no worker of ours asks with: handles that it never made, impossible states."""
    for leaf in found:
        if isinstance(leaf, Remote) and not LENT.fullmatch(leaf.name):
            raise Breach("It handed over what it was never given.")
        if isinstance(leaf, Rng):
            try:
                generator_of(leaf)
            except ValueError as error:
                raise Breach("It handed over a generator that there cannot be.") from error


def _told(seen: Observation) -> dict[str, Wire]:
    """What a worker is told of a call: the value, or the exception."""
    if seen.raised is not None:
        return _raised(seen.raised.kind, seen.raised.text)
    return {"value": seen.value, "raised": None, "generators": []}


def _raised(kind: str, text: str) -> dict[str, Wire]:
    return {"value": None, "raised": [kind, text], "generators": []}
