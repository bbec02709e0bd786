"""A teacher's own tests, in a process that the student's code never enters.

What a test uses of the student's is asked for in the student's process, and comes back by value.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from deepcat_grader.cage.walls import Walls
from deepcat_grader.closing import Closing
from deepcat_grader.grading.isolation.channel import Breach, CallBack, Fault, Late
from deepcat_grader.grading.isolation.launch import GRADER, SOLUTIONS, launch
from deepcat_grader.grading.isolation.limits import Limits
from deepcat_grader.grading.isolation.session import SHORT, Session, Spent
from deepcat_grader.grading.isolation.soundness import sound
from deepcat_grader.grading.record import CellRun
from deepcat_grader.wording import counted
from deepcat_judge.observe import Observation, Raised
from deepcat_judge.plain import Plain, Refused, Remote, leaves
from deepcat_judge.wire import Frame, Wire, WireError

PURPOSE = "a teacher's tests"
MARKER = "# deepcat: in the student's process"
HOW = f"A test for it needs the line “{MARKER}”."
MAX_WORDS = 300
# What a student's process says of an object may be what it was given by a hidden test. These
# words are the same whatever it was given; of all else a page says "an object".
FIXED = frozenset(
    {
        "a class",
        "a function",
        "a generator",
        "a huge integer",
        "a very long text",
        "a very large result",
        "a very large structure",
        "a deeply nested structure",
        "an array of dtype object",
        "an array of dtype complex128",
        "an object of type module",
    }
)
MAX_LINES = 20


@dataclass
class Tried:
    """What trying a test has shown.

    Attributes
    ----------
    run : CellRun
    lines : tuple of int
        The test's lines at which it stopped, from the outside in.
    stopped : str
        Why the test could not go on although it did not fail; or empty.
    theirs : bool
        Whether that is the student's doing alone.
    ours : str
        What failed on our side; or empty.
    heard : list of (Raised or None)
        What the student's functions raised.
    """

    run: CellRun = field(default_factory=CellRun)
    lines: tuple[int, ...] = ()
    stopped: str = ""
    theirs: bool = False
    ours: str = ""
    heard: list[Raised | None] = field(default_factory=list)


class Tester(Closing):
    """Tries tests one after the other in one process, which starts with the first of them.

    Parameters
    ----------
    limits : Limits
    walls : Walls or None
        What is around the process: a test is no student's, but what it imports is nobody's here.
    files : iterable of (str, Path)
        What the teacher released beside the notebook.
    """

    def __init__(
        self, limits: Limits, walls: Walls | None, files: Iterable[tuple[str, Path]] = ()
    ) -> None:
        start = functools.partial(launch, limits, (GRADER, SOLUTIONS), (), walls, PURPOSE)
        self._session = Session(limits, start, files)
        self._done: dict[str, CellRun] = {}
        self._bound: set[str] = set()
        self._cells = itertools.count()

    def close(self) -> None:
        """End the process."""
        self._session.close()

    def prepare(self, before: Sequence[str]) -> str:
        """Run the teacher's cells that a test needs; each is run once.

        Returns
        -------
        str
            What went wrong in one of them, or nothing.
        """
        fresh = [source for source in before if source not in self._done]
        had = self._names() if fresh else set()
        for source in fresh:
            run = self._session.run(f"given {next(self._cells)}", source, ours=True)
            self._done[source] = run
        if fresh:
            self._bound |= self._names() - had
        for source in before:
            if words := self._done[source].words:
                return words
        return ""

    def _names(self) -> set[str]:
        """What is bound in the process."""
        return {*self._session.ask("names", SHORT).fields["names"]}  # type: ignore[misc]  # texts

    def missing(self, names: Sequence[str]) -> list[str]:
        """Those names that stand for nothing in the process."""
        found = self._names()
        return [name for name in names if name not in found]

    def bound(self, names: Sequence[str]) -> set[str]:
        """Those names that the teacher's cells have bound."""
        return self._bound.intersection(names)

    def run(self, source: str, theirs: Sequence[str], student: Session) -> Tried:
        """Try one test against a student's session.

        Parameters
        ----------
        source : str
        theirs : sequence of str
            What to take from the student's notebook.
        student : Session
        """
        trying = _Trying(student)
        borrowed = trying.look(theirs)
        if not trying.tried.stopped:
            try:
                self._run(source, borrowed, trying)
            except Late:
                trying.tried.ours = self._too_long()
            except (Fault, Spent) as error:
                trying.tried.ours = f"its process was lost: {error}"
            if trying.tried.ours or trying.astray:
                self._session.close()  # it may be in the middle of a question
        return trying.tried

    def _run(self, source: str, borrowed: dict[str, Wire], trying: _Trying) -> None:
        session, limits = self._session, self._session.limits
        if session.ask("borrow", SHORT, **borrowed).kind != "done":
            trying.tried.ours = "it did not take what the notebook has"
            return
        text = np.frombuffer(source.encode("utf-8"), np.uint8)
        wall = 2 * limits.slack * limits.cell  # the student's functions have as much as the test
        with session.answering(trying.answer):
            frame = session.ask("run", limits.cell, source=text, seconds=limits.cell, wall=wall)
        trying.finish(frame, self._too_long())

    def _too_long(self) -> str:
        return f"it did not finish within {counted(self._session.limits.cell, 'second', 'seconds')}"


class _Trying:
    """One test, and the student's functions that it calls.

    Attributes
    ----------
    astray : bool
        Whether the test's process may be in the middle of a question.
    """

    def __init__(self, student: Session) -> None:
        self.student = student
        self.tried = Tried()
        self.spent = 0.0
        self.nested: list[CallBack] = []
        self.astray = False

    def look(self, names: Sequence[str]) -> dict[str, Wire]:
        """What the student's notebook has under these names, to be borrowed."""
        barred: dict[str, Plain] = {}
        try:
            frame = self.student.ask("look", self.student.limits.call, names=[*names])
            functions, values = frame.fields.get("functions"), frame.fields.get("values")
            if not (isinstance(functions, dict) and isinstance(values, dict)):
                raise Breach("It answered with something that is not a result.")
        except Fault as fault:
            self._over(f"The notebook did not say what its names stand for. {fault}")
            return {}
        known = {*functions, *values}
        if not known <= {*names} or not all(type(doc) is str for doc in functions.values()):
            self._over("The notebook answered with names that nobody asked for.")
            return {}
        for name, value in list(values.items()):
            if what := _refused(value):
                barred[name] = _words(f"{name} is {what}, which does not leave its process")
                del values[name]
        attributes = _words("an attribute of a function does not leave the student's process")
        return {
            "functions": functions,
            "values": values,
            "barred": barred,
            "attributes": attributes,
        }

    def answer(self, frame: Frame, back: CallBack | None) -> dict[str, Wire]:
        """Answer for a function of the student's."""
        if self.tried.stopped and self.tried.theirs:
            return _stop(self.tried.stopped)
        fields = frame.fields
        name, args, named = str(fields["name"]), fields["args"], fields["named"]
        if what := _refused((args, named)):
            return _stop(self._cannot(f"{name} is given {what}, which cannot be handed over"))
        if back is None:
            return self._nested(name, args, named)
        try:
            return self._use(name, args, named, fields.get("state"), back)
        except Late:
            limit = counted(self.student.limits.cell, "second", "seconds")
            return self._over(f"Your functions did not finish within {limit}.")
        except Spent as spent:
            return self._over(f"Not tested: {spent}.")
        except Fault as fault:
            return self._over(f"Calling {name} ended the process of your notebook. {fault}")

    def _use(
        self, name: str, args: Any, named: Any, state: Wire, back: CallBack
    ) -> dict[str, Wire]:
        student = self.student
        left = student.limits.cell - self.spent
        if left <= 0:
            raise Late("It did not answer in time.")
        handles = {leaf.name for _, leaf in leaves((args, named)) if isinstance(leaf, Remote)}
        before = student.used
        try:
            with student.answering(functools.partial(self._lent, handles, back)):
                frame = student.ask(
                    "use",
                    left,
                    name=name,
                    args=args,
                    named=named,
                    state=state,
                    **student.within(left),
                )
        except WireError:
            return _stop(self._cannot(f"{name} is given more than can be handed over"))
        finally:
            self.spent += student.used - before
        seen, changed, printed = (frame.fields.get(key) for key in ("seen", "changed", "printed"))
        if frame.kind != "done" or not isinstance(seen, Observation):
            raise Breach("It answered with something that is not a result.")
        if seen.timed_out:
            raise Late("It did not answer in time.")
        told = self._told(name, sound(seen, 0))
        if changed and not told["stop"]:
            words = f"{name} changes what it is given, and that does not reach the test"
            return _stop(self._cannot(words))
        states = frame.fields.get("generators")
        sane = isinstance(states, list) and all(type(state) is str for state in states)
        return {
            **told,
            "generators": states if sane else [],
            "printed": printed if type(printed) is str else "",
        }

    def _told(self, name: str, seen: Observation) -> dict[str, Wire]:
        self.tried.heard.append(seen.raised)
        if seen.raised is not None:
            return {**_stop(""), "raised": [seen.raised.kind, seen.raised.text[:MAX_WORDS]]}
        if what := _refused(seen.value):
            return _stop(self._cannot(f"{name} returns {what}, which does not leave its process"))
        return {**_stop(""), "value": seen.value}

    def _lent(
        self, handles: set[str], back: CallBack, frame: Frame, nested: CallBack | None
    ) -> dict[str, Wire]:
        """Answer a student's function that calls a function of the test's."""
        name, args = frame.fields.get("name"), frame.fields.get("args")
        if name not in handles or not isinstance(args, tuple):
            raise Breach("It asked for what is not lent.")
        if _refused(args) or any(isinstance(leaf, Remote) for _, leaf in leaves(args)):
            return _raised("TypeError", "this function takes numbers, texts and arrays here")
        if nested is not None:
            self.nested.append(nested)
        try:
            seen = back(str(name), args)
        except Fault:
            self.astray = True
            raise
        finally:
            if nested is not None:
                self.nested.pop()
        if seen.raised is not None:
            return _raised(seen.raised.kind, seen.raised.text)
        return {"value": seen.value, "raised": None, "generators": []}

    def _nested(self, name: str, args: Any, named: Any) -> dict[str, Wire]:
        """Use a function of the student's while another one waits for a function of the test's."""
        if not self.nested:
            return _stop(self._cannot(f"{name} is called while another call is under way"))
        if any(isinstance(leaf, Remote) for _, leaf in leaves((args, named))):
            why = f"{name} is given a function while another call is under way"
            return _stop(self._cannot(why))
        seen = self.nested[-1](f"use {name}", (args, named))
        if seen.timed_out:
            return self._over("Your functions did not finish in time.")
        return self._told(name, sound(seen, 2))

    def finish(self, frame: Frame, too_long: str) -> None:
        """Note how the test ended."""
        tried, seen = self.tried, frame.fields.get("seen")
        if not isinstance(seen, Observation):
            tried.ours = "the test left its process in a state of which nothing can be said"
            return
        # IPython may look at a name before it runs the line.
        if seen.raised is not None and seen.raised.kind == "CannotCross":
            tried.stopped = tried.stopped or seen.raised.text
        elif frame.kind != "done":
            tried.ours = "the test changed what it runs on"
        if seen.timed_out:
            tried.ours = too_long
        result, lines = frame.fields.get("result"), frame.fields.get("lines")
        tried.run = CellRun(
            raised=seen.raised,
            timed_out=seen.timed_out,
            result=result if type(result) in (int, float) else None,  # type: ignore[arg-type]  # a number
        )
        if isinstance(lines, list):
            tried.lines = tuple(line for line in lines if isinstance(line, int))[:MAX_LINES]

    def _cannot(self, why: str) -> str:
        """Note that something cannot cross; the test may have to run elsewhere."""
        words = _words(why)
        self.tried.stopped = self.tried.stopped or words
        return words

    def _over(self, words: str) -> dict[str, Wire]:
        """Note that the student's process is lost to this test."""
        self.student.close()
        self.tried.stopped, self.tried.theirs = _bounded(words), True
        return _stop(self.tried.stopped)


def _refused(value: object) -> str:
    """What of a value cannot cross, in words that anybody may read; or nothing."""
    found = (leaf.what for _, leaf in leaves(value) if isinstance(leaf, Refused))  # type: ignore[arg-type]  # of a frame
    what = next(found, None)
    return "" if what is None else what if what in FIXED else "an object"


def _words(why: str) -> str:
    return f"{_bounded(why)}. {HOW}"


def _bounded(text: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in text[:MAX_WORDS])


def _stop(words: str) -> dict[str, Wire]:
    return {"stop": words, "raised": None, "value": None, "generators": [], "printed": ""}


def _raised(kind: str, text: str) -> dict[str, Wire]:
    return {"value": None, "raised": [kind, text], "generators": []}
