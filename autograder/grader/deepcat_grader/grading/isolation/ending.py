"""End a worker and whatever it started."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from pathlib import Path

from deepcat_grader.grading.isolation.launch import MARK, WorkerProcess

ROUNDS = 100
PAUSE = 0.02


def end(worker: WorkerProcess) -> None:
    """Kill the worker, its process group and every process that bears its mark.

    A process that left the group, lost its parents and replaced its environment is not found:
    only confinement can prevent that.
    """
    process = worker.process
    strays = _relatives(process.pid, worker.mark)
    for _ in range(ROUNDS):
        if process.poll() is None:
            _kill_group(process)
        for pid in strays:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(1.0)
        # Looked for again when the worker is dead: one may have begun while the others were found.
        strays = _relatives(process.pid, worker.mark)
        if not strays:
            break
        time.sleep(PAUSE)
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with contextlib.suppress(OSError):
                stream.close()
    worker.folder.cleanup()


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
