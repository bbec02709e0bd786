"""The calls that a right answer gets, sent all in one frame, and what came back, call by call.

Only a pass may rest on them. What is said of an answer that does not pass comes from calls that
were made one after the other, the shown inputs first: an answer that finds the hidden inputs in
its process could put them into what it says of a shown one.
"""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Self

import numpy as np

from deepcat_grader.grading.isolation.caller import RemoteCaller, as_number, probed
from deepcat_grader.grading.isolation.frames import Answer, Question
from deepcat_grader.grading.isolation.limits import Limits
from deepcat_grader.grading.isolation.session import Session
from deepcat_judge.observe import Observation
from deepcat_judge.plain import Plain, map_leaves
from deepcat_judge.wire import Frame, WireError, decode, encode

# Beyond them, what is sent ahead would fill a process's memory, and wins nothing.
MOST_BYTES = 2**20


@dataclass(frozen=True, eq=False)
class Call:
    """One call that is known beforehand: its arguments, and whether its work is counted."""

    args: tuple[Plain, ...]
    trace: bool


@dataclass(frozen=True, eq=False)
class Ahead:
    """What is asked at once.

    Attributes
    ----------
    exercise, use : str
    calls : sequence of Call
    given : bytes
        What a worker is told of the calls, as a pickle: it is ours, and is read eight times as
        fast as a frame. What a worker answers is never read as one.
    """

    exercise: str
    use: str
    calls: Sequence[Call]
    given: bytes
    _written: dict[Limits, Question] = field(default_factory=dict)

    @classmethod
    def of(cls, exercise: str, use: str, calls: Sequence[Call]) -> Self | None:
        """What is asked at once; None where that is more than one frame should hold."""
        told: list[Plain] = [(map_leaves(as_number, call.args), call.trace) for call in calls]
        try:
            data = encode(Frame("", 0, {"": told}))
            carried = decode(data).fields[""]  # as it is where calls are made one by one
        except WireError:
            return None
        return cls(exercise, use, calls, pickle.dumps(carried)) if len(data) <= MOST_BYTES else None

    def question(self, limits: Limits) -> Question:
        """The frame, written once for all students."""
        if limits not in self._written:
            self._written[limits] = Question.of(
                "calls",
                place=self.exercise,
                exercise=self.exercise,
                use=self.use,
                given=np.frombuffer(self.given, np.uint8),
                seconds=limits.call,
                wall=limits.slack * limits.call,
            )
        return self._written[limits]

    def put(self, session: Session) -> tuple[Answer, bytes | None]:
        """Ask at once, within the time of one call.

        Raises
        ------
        Fault, Spent
            As `Session.ask` does.
        """
        return session.put(self.question(session.limits), session.limits.call)

    def caller(self, session: Session, answer: Answer) -> AheadCaller:
        """Whom the judge asks.

        Raises
        ------
        Breach, WireError
            If the answer is none.
        """
        frame = answer.frame()
        caller = AheadCaller(session, self.exercise, self.use, *probed(frame, self.exercise))
        for number, call in enumerate(self.calls):
            seen = frame.fields.get(str(number))
            if not isinstance(seen, Observation):
                break  # it was late, or there is nothing to call
            caller.known.append((call, seen))
        return caller


@dataclass
class AheadCaller(RemoteCaller):
    """Knows what the calls did that were made already; all else the worker is asked.

    ``asked_more`` tells whether it was: then what was found rests on more than the one answer.
    """

    known: deque[tuple[Call, Observation]] = field(default_factory=deque)
    asked_more: bool = False

    def call(self, args: tuple[Plain, ...], trace: bool = False) -> Observation:
        """What a call did; calls come in the order in which they were sent."""
        if self.known:
            call, seen = self.known[0]
            if args is call.args and trace is call.trace:
                self.known.popleft()
                return self.learned(seen, args)
        self.asked_more = True
        return super().call(args, trace)
