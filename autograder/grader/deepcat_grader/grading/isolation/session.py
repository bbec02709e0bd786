"""One notebook's worker, replaced when it is lost: the cells before are run again."""

from __future__ import annotations

import itertools
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import numpy.typing as npt

from deepcat_grader.cage.absent import Absent
from deepcat_grader.closing import Closing
from deepcat_grader.grading.isolation.channel import (
    Answering,
    Crowded,
    Fault,
    Gone,
    GraderChannel,
    Late,
)
from deepcat_grader.grading.isolation.frames import Answer, Question
from deepcat_grader.grading.isolation.launch import WorkerProcess
from deepcat_grader.grading.isolation.limits import MAX_FILES, Limits
from deepcat_grader.grading.record import CellRun
from deepcat_grader.wording import counted
from deepcat_judge.observe import Observation
from deepcat_judge.plain import Plain
from deepcat_judge.wire import Frame, Wire, WireError

# A worker interrupts itself in time; only one that cannot is killed, this much later.
GRACE = 1.5
SHORT = 5.0
# Cells that run again may take so many times what the notebook may.
REPLAYS = 4
# Cells that go out together may take so many seconds; those behind them go out anew.
PATIENCE = 1.0
CELL, PLACE = "cell", "place"


class Spent(Exception):
    """The notebook has used up its time or its restarts; the text says which."""


class NoWorker(RuntimeError):
    """A worker does not even start: a fault of the installation, not of the notebook."""


class Session(Closing):
    """Runs the cells of a notebook, and lends out its functions to be called.

    Everything that comes back is what the student's process claims, decoded strictly.

    Parameters
    ----------
    limits : Limits
    start : callable () -> WorkerProcess
    files : iterable of (str, Path)
        What lies beside the notebook: names there, and where each is now.

    Attributes
    ----------
    used : float
        Seconds that cells and calls have taken: of computing, or of the clock where it was much
        slower. Cells that were run again do not count.
    lost : mapping from str to str
        Cells that failed only when they were run again, and how.
    """

    def __init__(
        self,
        limits: Limits,
        start: Callable[[], WorkerProcess],
        files: Iterable[tuple[str, Path]] = (),
    ) -> None:
        self.limits = limits
        self.files = tuple(files)
        self.lost: dict[str, str] = {}
        self.answer: Answering | None = None
        self.used = 0.0
        self._again = 0.0
        self._start = start
        self._deadline = time.monotonic() + limits.slack * limits.total
        self._restarts = limits.restarts
        self._channel: GraderChannel | None = None
        self._history: dict[tuple[str, str], str] = {}
        self._places: list[str] = []
        self._coming: deque[tuple[str, str, Sequence[str]]] = deque()
        self._ran: deque[tuple[str, CellRun]] = deque()
        self._until: str | None = None
        self._replaying = False
        self._clean = True

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
            run = self._ran_ahead(cell, source) or self._run(source)
        except Fault as fault:
            self._lose()
            if self._clean:
                raise NoWorker(f"a worker did not survive the teacher's cells: {fault}") from fault
            return CellRun(fault=_cell_words(fault, self.limits), timed_out=isinstance(fault, Late))
        if run.raised is not None and run.raised.kind == "MemoryError":
            self._lose()  # it may hold all the memory there is: the others run again without it
        elif not run.timed_out:
            self._history[CELL, cell] = source
        return run

    def try_out(self, source: str) -> CellRun:
        """Run a cell that is none of the notebook's: it is not run again.

        Raises
        ------
        Spent
            Nothing can be run any more.
        """
        try:
            return self._run(source)
        except Fault as fault:
            self._lose()
            return CellRun(fault=_cell_words(fault, self.limits), timed_out=isinstance(fault, Late))

    def expect(self, cells: Iterable[tuple[str, str, Sequence[str]]]) -> None:
        """Say which cells will run, so that several can go out in one frame.

        Parameters
        ----------
        cells : iterable of (cell, source, places)
            In their order; what is to be kept before each.
        """
        self._coming = deque(cells)

    def keep(self, place: str) -> None:
        """Let the worker remember what every name stands for at this place.

        It is told with the next question, and remembers before it does anything else.
        """
        self._places.append(place)
        self._history[PLACE, place] = ""

    def ask(self, kind: str, within: float, /, **fields: Wire) -> Frame:
        """Ask the worker something within so many seconds of computing, and the notebook's time.

        Raises
        ------
        Fault
            The worker is lost; the next question that follows `close` starts another one.
        Spent
            Nothing can be asked any more.
        """
        with self._asking(within) as (channel, cpu, wall):
            return channel.ask(kind, cpu, wall, **fields)

    def put(self, question: Question, within: float) -> tuple[Answer, bytes | None]:
        """Put a question that is written already, as `ask` does; see `GraderChannel.put`."""
        with self._asking(within) as (channel, cpu, wall):
            return channel.put(question, cpu, wall)

    @contextmanager
    def _asking(self, within: float) -> Iterator[tuple[GraderChannel, float, float]]:
        """A channel, and how long it may take on both clocks; what it takes is counted."""
        channel = self._started()
        if self._places:
            places, self._places = self._places, []
            self.ask("keep", SHORT, places=[*places])
        left, wall_left = self._left(), self._deadline - time.monotonic()
        if min(left, wall_left) <= 0:
            most = counted(self.limits.total, "second", "seconds")
            raise Spent(f"the notebook took more than {most} in all")
        wall = self.limits.slack * within + GRACE
        channel.answer = self.answer
        cpu, begin = channel.used()
        try:
            yield channel, min(within + GRACE, left), min(wall, wall_left)
        finally:
            computed, now = channel.used()
            self._count(max(computed - cpu, (now - begin) / self.limits.slack))

    @contextmanager
    def answering(self, answer: Answering | None) -> Iterator[None]:
        """Let what the worker asks meanwhile be answered."""
        self.answer = answer
        try:
            yield
        finally:
            self.answer = None

    @contextmanager
    def apart(self, place: str) -> Iterator[None]:
        """Go on in a worker of its own, in which the cells before a place were run and no more.

        Nothing was called in it, and nothing that is done to it outlives it.
        """
        self.close()
        self._until = place
        try:
            yield
        finally:
            self._until = None
            self.close()

    def forget(self, cell: str) -> None:
        """Leave a cell out when the cells are run again."""
        self._history.pop((CELL, cell), None)

    def _left(self) -> float:
        if self._replaying:
            return REPLAYS * self.limits.total - self._again
        return self.limits.total - self.used

    def _count(self, seconds: float) -> None:
        if self._replaying:
            self._again += seconds
        else:
            self.used += seconds

    def _started(self) -> GraderChannel:
        if self._channel is None:
            if self._restarts < 0:
                most = counted(self.limits.restarts, "time", "times")
                raise Spent(f"the process was lost more than {most}")
            try:
                worker = self._start()
            except Absent as absent:
                raise NoWorker(str(absent)) from absent
            try:
                self._channel = GraderChannel(worker)
            except Fault as fault:
                worker.end()
                raise NoWorker(f"a worker did not start: {fault}") from fault
            self._run_again()
            if self._channel is None:  # it was lost once more
                return self._started()
        return self._channel

    def _run_again(self) -> None:
        self._replaying, self._places = True, []  # they are among what is done again
        try:
            for name, path in self.files:
                data = np.frombuffer(path.read_bytes(), np.uint8)
                self.ask("bring", SHORT, name=name, data=data)
            for (kind, name), source in list(self._history.items()):
                if kind == CELL:
                    self._run_one_again(name, source)
                else:
                    self.ask("keep", SHORT, places=[name])
                if self._channel is None or (kind, name) == (PLACE, self._until):
                    return
        except Fault:
            self._lose()
        finally:
            self._replaying = False

    def _run_one_again(self, cell: str, source: str) -> None:
        try:
            run = self._run(source)
        except Fault as fault:
            self.lost[cell] = _cell_words(fault, self.limits)
            self.forget(cell)
            self._lose()
            return
        if run.timed_out:
            self.lost[cell] = _too_long(self.limits)
            self.forget(cell)

    def _ran_ahead(self, cell: str, source: str) -> CellRun | None:
        """What a cell did that went out with others; None where it has to go out alone."""
        if not self._ran and self._coming and self._coming[0][:2] == (cell, source):
            self._run_ahead()
        if not self._ran or self._ran[0][0] != cell:
            return None
        self._places = []  # they went out with it
        return self._ran.popleft()[1]

    def _run_ahead(self) -> None:
        """Run what comes, up to a cell that fails or takes long.

        Where an answer is none, nobody knows which cell is guilty: all go out alone from then on.
        """
        seconds, places = self.limits.cell, [(*before,) for _, _, before in self._coming]
        places[0], self._places = (*self._places,), []
        try:
            frame = self.ask(
                "cells",
                seconds + PATIENCE,
                sources=[_as_bytes(source) for _, source, _ in self._coming],
                places=[*places],
                patience=PATIENCE,
                **self.within(seconds),
            )
            for number in itertools.count():
                if not self._coming or f"seen{number}" not in frame.fields:
                    break
                seen, result = (frame.fields.get(f"{one}{number}") for one in ("seen", "result"))
                run = self._found(seen, result)
                self._ran.append((self._coming.popleft()[0], run))
                if run.words:  # whatever it claims of those behind it
                    break
        except (Fault, WireError):
            self._coming.clear()
        if not self._ran:
            self._coming.clear()
            self.close()

    def _run(self, source: str) -> CellRun:
        seconds, text = self.limits.cell, _as_bytes(source)
        places, self._places = self._places, []
        try:
            frame = self.ask("run", seconds, source=text, places=[*places], **self.within(seconds))
        except WireError:
            return CellRun(fault="it is longer than any cell that can be run")
        return self._found(frame.fields.get("seen"), frame.fields.get("result"))

    def _found(self, seen: Wire, result: Wire) -> CellRun:
        if not isinstance(seen, Observation) or not isinstance(seen.value, str | None):
            return CellRun(fault="it left the notebook in a state that cannot be graded")
        return CellRun(
            text=seen.value or "",
            raised=seen.raised,
            fault=_too_long(self.limits) if seen.timed_out else "",
            timed_out=seen.timed_out,
            result=_number(result),
        )

    def within(self, seconds: float) -> dict[str, float]:
        """When the worker is to interrupt itself, as it is told."""
        return {"seconds": seconds, "wall": self.limits.slack * seconds}

    def _lose(self) -> None:
        self.close()
        self._restarts -= 1


def _as_bytes(source: str) -> npt.NDArray[np.uint8]:
    """A source as it is sent: a text that is sent has a limit."""
    return np.frombuffer(source.encode("utf-8"), np.uint8)


def _number(value: Wire) -> Plain:
    return value if type(value) in (int, float) else None  # type: ignore[return-value]  # exact


def _cell_words(fault: Fault, limits: Limits) -> str:
    if isinstance(fault, Late):
        return _too_long(limits)
    if isinstance(fault, Crowded):
        return f"it made more than {MAX_FILES:,} files"
    if isinstance(fault, Gone):
        return "it ended the process that runs the notebook"
    return "it wrote to the grader's own channel"


def _too_long(limits: Limits) -> str:
    return f"it did not finish within {counted(limits.cell, 'second', 'seconds')}"
