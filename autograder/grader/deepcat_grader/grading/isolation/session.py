"""One notebook's worker, replaced when it is lost: the cells before are run again."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

import numpy as np

from deepcat_grader.grading.isolation.channel import (
    Answering,
    Ended,
    Fault,
    Gone,
    GraderChannel,
    Late,
)
from deepcat_grader.grading.isolation.ending import end
from deepcat_grader.grading.isolation.launch import WorkerProcess
from deepcat_grader.grading.isolation.limits import Limits
from deepcat_grader.grading.record import CellRun
from deepcat_judge.observe import Observation
from deepcat_judge.plain import Plain
from deepcat_judge.wire import Frame, Wire, WireError

# A worker interrupts itself in time; only one that cannot is killed, this much later.
GRACE = 1.5
SHORT = 5.0


class Spent(Exception):
    """The notebook has used up its time or its restarts; the text says which."""


class NoWorker(RuntimeError):
    """A worker does not even start: a fault of the installation, not of the notebook."""


class Session:
    """Runs the cells of a notebook, and lends out its functions to be called.

    Everything that comes back is what the student's process claims, decoded strictly.
    """

    def __init__(self, limits: Limits, start: Callable[[], WorkerProcess]) -> None:
        self.limits = limits
        self.lost: dict[str, str] = {}
        self._start = start
        self._deadline = time.monotonic() + limits.total
        self._restarts = limits.restarts
        self._channel: GraderChannel | None = None
        self._replay: dict[str, str] = {}
        self._hung = self._tainted = False
        self._clean = True
        self.answer: Answering | None = None

    def __enter__(self) -> Self:
        """Begin; the worker starts with the first question."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the worker."""
        self.close()

    def close(self) -> None:
        """End the worker; the next question starts another one."""
        if self._channel is not None:
            self._channel.close()
            self._channel = None

    def run(self, cell: str, source: str, *, ours: bool = False) -> CellRun:
        """Run a cell; one that takes the worker down is left out when the others run again.

        Raises
        ------
        Spent
            Nothing can be run any more.
        NoWorker
            The worker was lost before any student's code (a cell that is not `ours`) ran.
        """
        self._clean &= ours
        try:
            run = self._run(source)
        except Fault as fault:
            self._lose()
            if self._clean:
                raise NoWorker(f"a worker did not survive the teacher's cells: {fault}") from fault
            return CellRun(fault=_cell_words(fault, self.limits), timed_out=isinstance(fault, Late))
        if run.raised is not None and run.raised.kind == "MemoryError":
            self._lose()  # it may hold all the memory there is: the others run again without it
        elif not run.timed_out:
            self._replay[cell] = source
        return run

    def ask(self, kind: str, within: float, /, **fields: Wire) -> Frame:
        """Ask the worker something within the notebook's time.

        Raises
        ------
        Fault
            The worker is lost; `run` and `copy` start another one.
        Ended
            The copy is lost.
        Spent
            Nothing can be asked any more.
        """
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise Spent(f"the notebook took more than {self.limits.total:g} seconds in all")
        channel = self._started()
        channel.answer = self.answer
        return channel.ask(kind, min(within + GRACE, left), **fields)

    @contextmanager
    def copy(self, answer: Answering | None = None) -> Iterator[None]:
        """Go on in a copy of the worker: what the calls do there is gone afterwards.

        Where processes cannot be copied the calls happen in the worker itself, and what later
        cells write is not shown: it could hold the hidden cases.
        """
        copied = self.ask("split", SHORT).fields.get("copied") is True
        self._tainted |= not copied
        channel = self._started()
        self.answer = channel.answer = answer
        try:
            yield
        except Ended:
            raise Gone("The process ended.") from None
        except Fault:
            self._lose()
            raise
        except Exception:
            self.close()
            raise
        else:
            self._leave(channel, copied)
        finally:
            self.answer = channel.answer = None

    def forget(self, cell: str) -> None:
        """Leave a cell out when the cells are run again."""
        self._replay.pop(cell, None)

    def give_up(self) -> None:
        """Expect no answer from this copy any more."""
        self._hung = True

    def _leave(self, channel: GraderChannel, copied: bool) -> None:
        try:
            if self._hung:
                self._lose()
            else:
                channel.join(SHORT, copied)
        except Fault:
            self._lose()
        finally:
            self._hung = False

    def _started(self) -> GraderChannel:
        if self._channel is None:
            if self._restarts < 0:
                raise Spent(f"the process was lost more than {self.limits.restarts} times")
            worker = self._start()
            try:
                self._channel = GraderChannel(worker)
            except Fault as fault:
                end(worker)
                raise NoWorker(f"a worker did not start: {fault}") from fault
            self._run_again()
        return self._channel

    def _run_again(self) -> None:
        for cell, source in list(self._replay.items()):
            try:
                run = self._run(source)
            except Fault as fault:
                self.lost[cell] = _cell_words(fault, self.limits)
                del self._replay[cell]
                self._lose()
                self._started()
                return
            if run.timed_out:
                self.lost[cell] = _too_long(self.limits)
                del self._replay[cell]

    def _run(self, source: str) -> CellRun:
        text = np.frombuffer(source.encode("utf-8"), np.uint8)  # a text that is sent has a limit
        try:
            frame = self.ask("run", self.limits.cell, source=text, seconds=self.limits.cell)
        except WireError:
            return CellRun(fault="it is longer than any cell that can be run")
        seen = frame.fields.get("seen")
        if not isinstance(seen, Observation) or not isinstance(seen.value, str | None):
            return CellRun(fault="it left the notebook in a state that cannot be graded")
        return CellRun(
            text="" if self._tainted else seen.value or "",
            raised=seen.raised,
            fault=_too_long(self.limits) if seen.timed_out else "",
            timed_out=seen.timed_out,
            result=_number(frame.fields.get("result")),
        )

    def _lose(self) -> None:
        self.close()
        self._restarts -= 1


def _number(value: Wire) -> Plain:
    return value if type(value) in (int, float) else None  # type: ignore[return-value]  # exact


def _cell_words(fault: Fault, limits: Limits) -> str:
    if isinstance(fault, Late):
        return _too_long(limits)
    if isinstance(fault, Gone):
        return "it ended the process that runs the notebook"
    return "it wrote to the grader's own channel"


def _too_long(limits: Limits) -> str:
    return f"it did not finish within {limits.cell:g} seconds"
