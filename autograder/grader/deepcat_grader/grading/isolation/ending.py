"""A worker that nothing confines: its process, and how to end whatever it started."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from deepcat_grader.cage.cpu_clock import CpuClock
from deepcat_grader.cage.files import in_folder
from deepcat_grader.cage.scratch import Scratch

MARK = "DEEPCAT_WORKER"
ROUNDS = 100
PAUSE = 0.02


class PlainProcess:
    """A worker without walls: a process, its folder, and a mark that children inherit."""

    def __init__(self, process: subprocess.Popen[bytes], scratch: Scratch, mark: str) -> None:
        assert process.stdin is not None and process.stdout is not None
        self.process, self.scratch, self.mark = process, scratch, mark
        self._clock = CpuClock(process.pid) if sys.platform == "linux" else None
        self.inlet, self.outlet = process.stdout.fileno(), process.stdin.fileno()

    def alive(self) -> bool:
        """Whether it runs."""
        return self.process.poll() is None

    def cpu_seconds(self) -> float | None:
        """How long it has computed, or None where the system does not say."""
        return self._clock.seconds() if self._clock else None

    def files(self, most: int) -> int:
        """How many files it has made, counted up to a number."""
        return in_folder(self.scratch.path, most)

    def end(self) -> None:
        """Kill the process, its group and every process that bears its mark.

        A process that left the group, lost its parents and replaced its environment is not found:
        only walls can prevent that.
        """
        process = self.process
        strays = _relatives(process.pid, self.mark)
        for _ in range(ROUNDS):
            if process.poll() is None:
                _kill_group(process)
            for pid in strays:
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.kill(pid, signal.SIGKILL)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(1.0)
            # Looked for again when it is dead: one may have begun while the others were found.
            strays = _relatives(process.pid, self.mark)
            if not strays:
                break
            time.sleep(PAUSE)
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        self.scratch.remove()


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    if os.name == "nt":
        process.kill()
        return
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def _relatives(pid: int, mark: str) -> set[int]:
    """Processes in the worker's session, below it, or with its mark; the worker itself is none."""
    parents: dict[int, int] = {}
    found = set()
    token = f"{MARK}={mark}".encode()
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            state, parent, _, session = (
                (entry / "stat").read_bytes().rpartition(b")")[2].split()[:4]
            )
            if state == b"Z":
                continue
            one = int(entry.name)
            parents[one] = int(parent)
            if int(session) == pid or token in (entry / "environ").read_bytes():
                found.add(one)
        except (OSError, ValueError):
            continue
    found.add(pid)
    while more := {one for one, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {pid}
