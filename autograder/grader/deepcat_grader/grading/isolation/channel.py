"""Questions to a worker, each with a deadline, and the ways in which it can fail to answer."""

from __future__ import annotations

import functools
import os
import secrets
import select
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from deepcat_grader.grading.isolation.frames import Answer, Letterbox, Question
from deepcat_grader.grading.isolation.launch import WorkerProcess
from deepcat_grader.grading.isolation.limits import MAX_FILES
from deepcat_judge.observe import Observation
from deepcat_judge.wire import Frame, Wire, WireError, encode

START = 60.0
SLICE = 0.1
COUNT = 0.3  # seconds after which its files are counted again
NO_ANSWER = "It sent something that is not an answer."
POLLS = hasattr(select, "poll")


class Fault(Exception):
    """A worker that can no longer be asked; the text says why, in ordinary words."""


class Late(Fault):
    """It did not answer in time."""


class Gone(Fault):
    """It has ended."""


class Crowded(Fault):
    """It has made more files than it may."""


class Breach(Fault):
    """It sent something that is no answer."""


@dataclass(frozen=True)
class Deadline:
    """When an answer comes too late: by what the worker has computed by then, and by the clock."""

    cpu: float
    wall: float


# Calls what a worker lent with its question: its name and arguments, and what happened.
CallBack = Callable[[str, Wire], Observation]
# Answers a worker's question. No call back is possible while one is under way: it is None then.
Answering = Callable[[Frame, CallBack | None], dict[str, Wire]]


class GraderChannel:
    """One worker to ask."""

    def __init__(self, worker: WorkerProcess) -> None:
        self.worker = worker
        self._out, self._in = worker.outlet, worker.inlet
        if POLLS:
            os.set_blocking(self._out, False)
            os.set_blocking(self._in, False)
        self._inbox = Letterbox()
        self._answering = 0.0
        self._count_at = time.monotonic() + COUNT
        self.answer: Answering | None = None
        with self._watch(START, START) as deadline:
            self._receive(0, deadline)

    def close(self) -> None:
        """End the worker."""
        self.worker.end()

    def used(self) -> tuple[float, float]:
        """Seconds that the worker has computed, and seconds on the clock without our own answers.

        Where the system does not say what it has computed, both are those on the clock.
        """
        wall = time.monotonic() - self._answering
        cpu = self.worker.cpu_seconds()
        return wall if cpu is None else cpu, wall

    def ask(self, kind: str, cpu: float, wall: float, /, **fields: Wire) -> Frame:
        """Ask one question, to be answered within so many seconds of computing and on the clock.

        Returns
        -------
        Frame
            The answer: ``done``, or ``broken`` when the worker itself failed at it.

        Raises
        ------
        Fault
            When no answer comes: the worker must be replaced.
        """
        number = secrets.randbits(48) + 1
        return _read(self._asked(encode(Frame(kind, number, fields)), number, cpu, wall))

    def put(self, question: Question, cpu: float, wall: float) -> tuple[Answer, bytes | None]:
        """Put a question as `ask` does.

        Returns
        -------
        Answer
            Unread.
        bytes or None
            A digest of what it claims; None where it is not ``done``.
        """
        number = secrets.randbits(48) + 1
        answer = self._asked(question.numbered(number), number, cpu, wall)
        return answer, answer.digest(number)

    def _asked(self, data: bytes, number: int, cpu: float, wall: float) -> Answer:
        with self._watch(cpu, wall) as deadline:
            if self._inbox.pending or (POLLS and self._ready(self._in, select.POLLIN, 0.0)):
                self._refuse_early(deadline)
            self._send(data, deadline)
            return self._receive(number, deadline)

    def _refuse_early(self, deadline: Deadline) -> None:
        self._receive(-1, deadline)
        raise Breach("It answered a question that was not asked.")

    def _receive(self, number: int, deadline: Deadline) -> Answer:
        while True:
            answer = self._next(deadline)
            if answer.is_done(number):
                return answer
            frame = _read(answer)
            if frame.number != number:
                raise Breach("It answered a question that was not asked.")
            if frame.kind != "ask":
                return answer
            if self.answer is None:
                raise Breach("It asked where it had to answer.")
            told = self._timed(frame, functools.partial(self._call_back, number, deadline))
            self._send(encode(Frame("told", number, told)), deadline)

    def _call_back(self, number: int, deadline: Deadline, name: str, args: Wire) -> Observation:
        """Call what the worker lent with its question, while it waits for the answer."""
        self._send(encode(Frame("back", number, {"name": name, "args": args})), deadline)
        while (frame := _read(self._next(deadline))).kind == "ask" and frame.number == number:
            self._send(encode(Frame("told", number, self._timed(frame, None))), deadline)
        seen = frame.fields.get("seen")
        if (frame.kind, frame.number) != ("gave", number) or not isinstance(seen, Observation):
            raise Breach("It answered a question that was not asked.")
        return seen

    def _next(self, deadline: Deadline) -> Answer:
        try:
            self._in_time(deadline)  # whoever asks without end always has something ready
            while (answer := self._inbox.take()) is None:
                self._inbox.feed(self._bytes(deadline))
                self._in_time(deadline)  # and whoever sends byte after byte, too
        except WireError as error:
            raise Breach(NO_ANSWER) from error
        return answer

    def _bytes(self, deadline: Deadline) -> bytes:
        while True:
            if POLLS:
                self._wait(self._in, select.POLLIN, deadline)
            try:
                data = os.read(self._in, 1 << 16)
            except BlockingIOError:
                continue
            except OSError:
                data = b""
            if not data:
                self._raise_gone(deadline)
            return data

    def _send(self, data: bytes, deadline: Deadline) -> None:
        view = memoryview(data)
        while view:
            try:
                view = view[os.write(self._out, view) :]
            except BlockingIOError:
                self._wait(self._out, select.POLLOUT, deadline)
            except OSError:
                self._raise_gone(deadline)

    def _wait(self, descriptor: int, event: int, deadline: Deadline) -> None:
        while not self._ready(descriptor, event, SLICE):
            # Its descendants may hold the channel open when the worker itself has ended.
            if not self.worker.alive():
                raise Gone("The process ended.")
            self._in_time(deadline)

    def _ready(self, descriptor: int, event: int, seconds: float) -> bool:
        poll = select.poll()
        poll.register(descriptor, event)
        return bool(poll.poll(seconds * 1000))

    def _raise_gone(self, deadline: Deadline) -> None:
        if not POLLS and time.monotonic() >= deadline.wall:
            raise Late("It did not answer in time.")
        raise Gone("The process ended.")

    def _timed(self, frame: Frame, call_back: CallBack | None) -> dict[str, Wire]:
        """Answer, and keep what that takes out of the worker's time."""
        assert self.answer is not None  # it was looked at before
        begin = time.monotonic()
        try:
            return self.answer(frame, call_back)
        finally:
            self._answering += time.monotonic() - begin

    def _in_time(self, deadline: Deadline) -> None:
        cpu, wall = self.used()
        if cpu >= deadline.cpu or wall >= deadline.wall:
            raise Late("It did not answer in time.")
        if time.monotonic() >= self._count_at:
            self._count_at = time.monotonic() + COUNT
            if self.worker.files(MAX_FILES) > MAX_FILES:
                raise Crowded(f"It made more than {MAX_FILES:,} files.")

    @contextmanager
    def _watch(self, cpu: float, wall: float) -> Iterator[Deadline]:
        """Give the deadline; where pipes cannot be polled, kill the worker when it has passed."""
        computed, begin = self.used()
        deadline = Deadline(computed + cpu, begin + wall)
        if POLLS:
            yield deadline
            return
        timer = threading.Timer(cpu, self.worker.end)
        timer.start()
        try:
            yield deadline
        finally:
            timer.cancel()


def _read(answer: Answer) -> Frame:
    try:
        return answer.frame()
    except WireError as error:
        raise Breach(NO_ANSWER) from error
