"""How much a student's code may use."""

from __future__ import annotations

import functools
import os
from dataclasses import dataclass
from pathlib import Path

MIB = 2**20
MAX_FILE = 64 * MIB
MAX_FILES = 10_000
MAX_DESCRIPTORS = 256
SPARE_PROCESSES = 64


@dataclass(frozen=True)
class Limits:
    """Limits for one notebook.

    Attributes
    ----------
    cell, call : float
        Seconds of computing for a cell, and for one call of an answer.
    total : float
        Seconds of computing for the whole notebook. Cells that are run again have as much anew.
    slack : float
        How many times as long everything may take on the clock: a machine may be busy.
    memory : int
        Address space in MiB. NumPy, IPython and Matplotlib together need about 700.
    restarts : int
        How often a process that was lost in a cell is replaced.
    threads : int
        Threads at once, where they can be counted for a notebook alone.
    """

    cell: float = 10.0
    call: float = 5.0
    total: float = 240.0
    memory: int = 2048
    restarts: int = 8
    slack: float = 3.0
    threads: int = 64

    def of_the_system(self) -> dict[str, int]:
        """Limits that the operating system keeps, by the name that `resource` has for them."""
        limits = {
            "RLIMIT_AS": self.memory * MIB,
            "RLIMIT_DATA": self.memory * MIB,
            "RLIMIT_CORE": 0,
            "RLIMIT_FSIZE": MAX_FILE,
            "RLIMIT_NOFILE": MAX_DESCRIPTORS,
            "RLIMIT_CPU": int(2 * self.total) + 1,
        }
        if (running := _running_tasks()) is not None:
            limits["RLIMIT_NPROC"] = running + SPARE_PROCESSES
        return limits


@functools.cache
def _running_tasks() -> int | None:
    """Count this user's threads, which is what the limit on processes counts; root has none."""
    processes = Path("/proc")
    if not hasattr(os, "getuid") or os.getuid() == 0 or not (processes / "self").exists():
        return None
    count = 0
    for entry in processes.iterdir():
        try:
            if entry.name.isdigit() and entry.stat().st_uid == os.getuid():
                count += len(os.listdir(entry / "task"))
        except OSError:
            continue
    return count
