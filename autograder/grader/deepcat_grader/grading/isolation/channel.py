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

from deepcat_grader.grading.isolation.ending import end
from deepcat_grader.grading.isolation.launch import WorkerProcess
from deepcat_judge.observe import Observation
from deepcat_judge.wire import Frame, Inbox, Wire, WireError, encode

START = 60.0
SLICE = 0.1
POLLS = hasattr(select, "poll")


class Fault(Exception):
    """A worker that can no longer be asked; the text says why, in ordinary words."""


class Late(Fault):
    """It did not answer in time."""


class Gone(Fault):
    """It has ended."""


class Breach(Fault):
    """It sent something that is no answer."""


class Ended(Exception):
    """The copy of the worker that was asked has ended; the worker itself has not."""


# Calls what a worker lent with its question: its name and arguments, and what happened.
CallBack = Callable[[str, Wire], Observation]
# Answers a worker's question. No call back is possible while one is under way: it is None then.
Answering = Callable[[Frame, CallBack | None], dict[str, Wire]]


class GraderChannel:
    """One worker to ask."""

    def __init__(self, worker: WorkerProcess) -> None:
        self.worker = worker
        assert worker.process.stdin is not None and worker.process.stdout is not None
        self._out = worker.process.stdin.fileno()
        self._in = worker.process.stdout.fileno()
        if POLLS:
            os.set_blocking(self._out, False)
            os.set_blocking(self._in, False)
        self._inbox = Inbox()
        self._copy: int | None = None
        self.answer: Answering | None = None
        with self._watch(START) as deadline:
            self._receive(0, deadline)

    def close(self) -> None:
        """End the worker."""
        end(self.worker)

    def ask(self, kind: str, within: float, /, **fields: Wire) -> Frame:
        """Ask one question.

        Returns
        -------
        Frame
            The answer: ``done``, or ``broken`` when the worker itself failed at it.

        Raises
        ------
        Fault
            When no answer comes: the worker must be replaced.
        Ended
            When the copy that was asked has ended: the worker can be asked on.
        """
        number = secrets.randbits(48) + 1
        with self._watch(within) as deadline:
            if self._inbox.pending or (POLLS and self._ready(self._in, select.POLLIN, 0.0)):
                self._refuse_early(deadline)
            self._send(encode(Frame(kind, number, fields)), deadline)
            frame = self._receive(number, deadline)
        if kind == "split" and frame.fields.get("copied") is True:
            self._copy = number
        return frame

    def join(self, seconds: float, copied: bool) -> None:
        """End the copy of the worker, if there is one."""
        if copied and self._copy is None:
            return  # it has ended by itself
        try:
            self.ask("join", seconds, copied=copied)
        except Ended:
            return
        if copied:
            raise Breach("It answered a question that was not asked.")

    def _refuse_early(self, deadline: float) -> None:
        self._receive(-1, deadline)
        raise Breach("It answered a question that was not asked.")

    def _receive(self, number: int, deadline: float) -> Frame:
        while True:
            frame = self._next(deadline)
            if frame.kind == "ended" and frame.number == self._copy:
                self._copy = None
                raise Ended
            if frame.number != number:
                raise Breach("It answered a question that was not asked.")
            if frame.kind != "ask":
                return frame
            if self.answer is None:
                raise Breach("It asked where it had to answer.")
            told = self.answer(frame, functools.partial(self._call_back, number, deadline))
            self._send(encode(Frame("told", number, told)), deadline)
            _in_time(deadline)

    def _call_back(self, number: int, deadline: float, name: str, args: Wire) -> Observation:
        """Call what the worker lent with its question, while it waits for the answer."""
        self._send(encode(Frame("back", number, {"name": name, "args": args})), deadline)
        while (frame := self._next(deadline)).kind == "ask" and frame.number == number:
            assert self.answer is not None  # it was asked before
            self._send(encode(Frame("told", number, self.answer(frame, None))), deadline)
            _in_time(deadline)
        if frame.kind == "ended" and frame.number == self._copy:
            self._copy = None
            raise Ended
        seen = frame.fields.get("seen")
        if (frame.kind, frame.number) != ("gave", number) or not isinstance(seen, Observation):
            raise Breach("It answered a question that was not asked.")
        return seen

    def _next(self, deadline: float) -> Frame:
        try:
            while (frame := self._inbox.take()) is None:
                self._inbox.feed(self._read(deadline))
        except WireError as error:
            raise Breach("It sent something that is not an answer.") from error
        return frame

    def _read(self, deadline: float) -> bytes:
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

    def _send(self, data: bytes, deadline: float) -> None:
        view = memoryview(data)
        while view:
            if POLLS:
                self._wait(self._out, select.POLLOUT, deadline)
            try:
                view = view[os.write(self._out, view) :]
            except BlockingIOError:
                continue
            except OSError:
                self._raise_gone(deadline)

    def _wait(self, descriptor: int, event: int, deadline: float) -> None:
        while not self._ready(descriptor, event, SLICE):
            # Its descendants may hold the channel open when the worker itself has ended.
            if self.worker.process.poll() is not None:
                raise Gone("The process ended.")
            if time.monotonic() >= deadline:
                raise Late("It did not answer in time.")

    def _ready(self, descriptor: int, event: int, seconds: float) -> bool:
        poll = select.poll()
        poll.register(descriptor, event)
        return bool(poll.poll(seconds * 1000))

    def _raise_gone(self, deadline: float) -> None:
        if not POLLS and time.monotonic() >= deadline:
            raise Late("It did not answer in time.")
        raise Gone("The process ended.")

    @contextmanager
    def _watch(self, seconds: float) -> Iterator[float]:
        """Give the deadline; where pipes cannot be polled, kill the worker when it has passed."""
        deadline = time.monotonic() + seconds
        if POLLS:
            yield deadline
            return
        timer = threading.Timer(seconds, self.worker.process.kill)
        timer.start()
        try:
            yield deadline
        finally:
            timer.cancel()


def _in_time(deadline: float) -> None:
    """Whoever asks without end always has something ready, and is never waited for."""
    if time.monotonic() >= deadline:
        raise Late("It did not answer in time.")
