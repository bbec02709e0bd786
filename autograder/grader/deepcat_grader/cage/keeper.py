"""Keep a warm process, and have it fork confined processes, one after the other."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from deepcat_grader.cage import calls
from deepcat_grader.cage.absent import Absent
from deepcat_grader.cage.cpu_clock import CpuClock
from deepcat_grader.cage.files import in_folder, in_world
from deepcat_grader.cage.scratch import Scratch
from deepcat_grader.cage.view import View
from deepcat_grader.cage.walls import Start, Walls

START_SECONDS = 60.0
ORDER_SECONDS = 20.0
MOST_WORDS = 400


class Caged:
    """One confined process: two ends of a channel, and a handle that never means another one."""

    def __init__(self, handle: int, inlet: int, outlet: int, start: Start) -> None:
        self.inlet, self.outlet = inlet, outlet
        self._start = start
        self._handle = handle
        self.pid = _pid_of(handle)
        self._clock = CpuClock(self.pid)

    def alive(self) -> bool:
        """Whether it runs."""
        poll = select.poll()
        poll.register(self._handle, select.POLLIN)
        return not poll.poll(0)

    def cpu_seconds(self) -> float:
        """How long it has computed, all its threads together."""
        return self._clock.seconds()

    def files(self, most: int) -> int:
        """How many files it has made, counted up to a number."""
        if self._start.own_world:
            return in_world(self.pid, (self._start.scratch, *self._start.shared))
        return in_folder(self._start.scratch, most)

    def end(self) -> None:
        """Kill it, wait until it is dead, and let the channel go."""
        if self._handle < 0:
            return
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._handle, signal.SIGKILL)
        select.select([self._handle], [], [], ORDER_SECONDS)
        for descriptor in (self.inlet, self.outlet, self._handle):
            os.close(descriptor)
        self._handle = -1


@dataclass
class Keeper:
    """Starts a warm process when one is needed first, and again when it was lost.

    Attributes
    ----------
    walls : Walls
    view : View
    program : Path
        A file with ``prepare(given)``, which gives ``serve(inlet, outlet)``; it imports nothing
        of the grader's.
    given : mapping
        Plain data for it.
    environment : mapping from str to str
        All that there is in its environment.
    """

    walls: Walls
    view: View
    program: Path
    given: Mapping[str, Any]
    environment: Mapping[str, str]
    _warm: _Warm | None = field(default=None, init=False)

    def fork(self, limits: Mapping[str, int]) -> Caged:
        """A fresh confined process; the one before is ended.

        Parameters
        ----------
        limits : mapping from str to int
            Limits of the operating system by the names that `resource` has for them.

        Raises
        ------
        Absent
            If there is no warm process to be had; the text says why.
        """
        for _ in range(2):  # a warm process that was lost meanwhile is replaced once
            warm = self._warm or _Warm(self)
            self._warm = warm
            try:
                return warm.fork(limits)
            except OSError as error:
                why = error
                self.close()
        raise Absent(f"the process that is kept warm was lost: {why}")

    def close(self) -> None:
        """End the warm process, and with it all that it forked."""
        if self._warm is not None:
            self._warm.close()
            self._warm = None


class _Warm:
    """A warm process that runs."""

    def __init__(self, keeper: Keeper) -> None:
        self.scratch = Scratch()
        start = keeper.walls.start(keeper.view, keeper.program, self.scratch.path)
        self.start = start
        self.control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.process = subprocess.Popen(
            start.command,
            stdin=theirs.fileno(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            cwd=self.scratch.path,
            env=dict(keeper.environment),
            start_new_session=True,
        )
        theirs.close()
        self.scratch.give_to(start.uid)
        try:
            self.control.settimeout(START_SECONDS)
            self.control.send(json.dumps(_settings(start, keeper)).encode())
            if not self.control.recv(16):
                raise OSError("it ended")
        except OSError as error:
            why = self.last_words() or str(error)
            self.close()
            raise Absent(f"the caged process does not start: {why}") from error
        self.control.settimeout(ORDER_SECONDS)

    def fork(self, limits: Mapping[str, int]) -> Caged:
        if self.process.poll() is not None:
            raise OSError("it has ended")
        theirs_in, outlet = os.pipe()
        inlet, theirs_out = os.pipe()
        handles: list[int] = []
        try:
            order = json.dumps(dict(limits)).encode()
            socket.send_fds(self.control, [order], [theirs_in, theirs_out])
            data, handles, _, _ = socket.recv_fds(self.control, 16, 1)
            if not data or not handles:
                raise OSError("it gave no handle")
            return Caged(handles[0], inlet, outlet, self.start)
        except BaseException:
            for descriptor in (inlet, outlet, *handles):
                os.close(descriptor)
            raise
        finally:
            os.close(theirs_in)
            os.close(theirs_out)

    def last_words(self) -> str:
        """What it said before it ended; it says nothing once it is warm."""
        self.process.kill()
        assert self.process.stderr is not None
        words: bytes = self.process.stderr.read()
        return words.decode(errors="replace").strip()[-MOST_WORDS:]

    def close(self) -> None:
        self.control.close()
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        assert self.process.stderr is not None
        self.process.stderr.close()
        self.scratch.remove()


def _settings(start: Start, keeper: Keeper) -> dict[str, Any]:
    return {
        "paths": keeper.view.paths,
        "program": start.program,
        "given": dict(keeper.given),
        "uid": start.uid,
        "scratch": start.scratch,
        "shared": start.shared,
        "readable": start.readable,
        "filter": calls.program().hex(),
    }


def _pid_of(handle: int) -> int:
    """The number that a process has here, whatever it has in its own world."""
    for line in Path(f"/proc/self/fdinfo/{handle}").read_text(encoding="ascii").splitlines():
        name, _, value = line.partition(":")
        if name == "Pid":
            return int(value)
    raise ProcessLookupError("it has no number here")
