"""A student's function, called in the worker."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from deepcat_grader.grading.isolation.channel import Breach, Fault, Late
from deepcat_grader.grading.isolation.hidden_inputs import without_hidden_inputs
from deepcat_grader.grading.isolation.session import SHORT, Session
from deepcat_grader.grading.isolation.soundness import sound
from deepcat_judge.observe import LocalCaller, Observation, Raised
from deepcat_judge.plain import Plain, map_leaves
from deepcat_judge.wire import Frame, Wire

# All calls of an exercise together may take this many times what one of them may.
PATIENCE = 4
# An edited answer is small work: what takes longer than this is left.
EDIT_SECONDS = 1.0


def as_number(leaf: Any) -> Any:
    """A NumPy scalar, which an author may have drawn, as the number that a channel carries."""
    return leaf.item() if isinstance(leaf, np.generic) else leaf


@dataclass
class RemoteCaller:
    """Answers the judge by asking the worker (`deepcat_judge.observe.Caller`).

    ``missing`` and ``unwritten`` were asked before. Of calls whose arguments are not among the
    `shown` ones, only what cannot carry them is told. ``hand`` learns of each call's arguments
    before it is made. ``text`` is what the student wrote, where it may be edited. ``heard``
    learns of each call's exception, or of None.
    """

    session: Session
    exercise: str
    use: str = "call"
    reason: str | None = None
    empty: bool = False
    shown: Sequence[tuple[Plain, ...]] = ()
    lines: Collection[str] = ()
    late: bool = False
    over: Observation | None = None
    spent: float = 0.0
    hand: Callable[[tuple[Plain, ...]], object] = id
    text: str | None = None
    heard: Callable[[Raised | None], object] = id

    def missing(self) -> str | None:
        """Why there is nothing to call."""
        return self.reason

    def unwritten(self) -> bool:
        """Whether the function's body is still empty."""
        return self.empty

    def source(self) -> str | None:
        """The text that defines the answer."""
        return self.text

    def edited(self, source: str, lines: int) -> EditedCaller:
        """The answer as another text defines it, in the same copy of the worker."""
        return EditedCaller(self, source, lines)

    def call(self, args: tuple[Plain, ...], trace: bool = False) -> Observation:
        """Call the function once in the worker.

        Raises
        ------
        Fault, Spent
            When no observation can be had, for any reason but time.
        """
        if self.over is not None:
            return self.over
        self.hand(args)
        before = self.session.used
        seen = self._call(args, trace)
        self.spent += self.session.used - before
        if seen.timed_out or self.spent > PATIENCE * self.session.limits.call:
            self.over = Observation(timed_out=True)
        elif seen.raised is not None and seen.raised.kind == "MemoryError":
            self.over = seen
        return self.over or seen

    def _call(self, args: tuple[Plain, ...], trace: bool) -> Observation:
        seconds = self.session.limits.call
        try:
            frame = self.ask("call", seconds, args, trace=trace)
        except Late:
            self.late = True
            self.session.close()
            return Observation(timed_out=True)
        return self.told(frame, args)

    def ask(self, kind: str, seconds: float, args: tuple[Plain, ...], **more: Wire) -> Frame:
        """Ask the worker to use the answer once."""
        return self.session.ask(
            kind,
            seconds,
            exercise=self.exercise,
            use=self.use,
            args=map_leaves(as_number, args),
            **self.session.within(seconds),
            **more,
        )

    def told(self, frame: Frame, args: tuple[Plain, ...]) -> Observation:
        """What the worker's answer may tell of a call."""
        seen = frame.fields.get("seen")
        if frame.kind != "done" or not isinstance(seen, Observation):
            raise Breach("Python or NumPy was changed so that the function cannot be called.")
        return self.learned(seen, args)

    def learned(self, seen: Observation, args: tuple[Plain, ...]) -> Observation:
        """What may be told of a call, from what the worker claims of it."""
        seen = sound(seen, len(args))
        self.heard(seen.raised)
        if any(args is shown for shown in self.shown):
            return seen
        return without_hidden_inputs(seen, self.lines)


@dataclass
class EditedCaller:
    """Calls the answer as an edited text defines it. It never says that the answer was late."""

    caller: RemoteCaller
    source: str
    lines: int

    def call(self, args: tuple[Plain, ...], trace: bool = False) -> Observation:
        """Call it once, as long as the exercise has time."""
        caller, before = self.caller, self.caller.session.used
        if caller.over or caller.spent > PATIENCE * caller.session.limits.call:
            return Observation(timed_out=True)
        try:
            frame = caller.ask("edit", EDIT_SECONDS, args, source=self.source, lines=self.lines)
            caller.spent += caller.session.used - before
            if frame.kind == "done" and frame.fields.get("seen") is None:
                return Observation(raised=Raised("SyntaxError", ""), work=0)  # it defines nothing
            return caller.told(frame, args)
        except Fault:  # an edit of ours did that: it costs words, and no points
            caller.session.close()
            caller.over = Observation(timed_out=True)
            return caller.over


def probe(session: Session, exercise: str, use: str = "call", place: str = "") -> RemoteCaller:
    """Find out what the name of an exercise stands for in the notebook, or stood for at a place.

    With a place, every name stands from here on for what it did there.
    """
    frame = session.ask("probe", SHORT, exercise=exercise, place=place)
    return RemoteCaller(session, exercise, use, *probed(frame, exercise))


def probed(frame: Frame, exercise: str) -> tuple[str | None, bool]:
    """Why there is nothing to call, or None, and whether it is empty, as a worker claims.

    Raises
    ------
    Breach
        If it claims something else.
    """
    reason, empty = frame.fields.get("missing"), frame.fields.get("unwritten")
    if frame.kind != "done" or not isinstance(reason, str | None) or not isinstance(empty, bool):
        raise Breach("Python or NumPy was changed so that nothing can be called.")
    if reason is not None:  # in words of ours, whatever the worker says
        reason = LocalCaller(None, exercise.rpartition(".")[2]).missing()
    return reason, empty
