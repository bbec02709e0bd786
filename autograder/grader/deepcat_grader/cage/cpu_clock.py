"""How long a process has computed, as the kernel counts it."""

from __future__ import annotations

import ctypes
import time


class CpuClock:
    """The clock of a process, all its threads together; it is found once, and read often.

    Parameters
    ----------
    pid : int
    """

    def __init__(self, pid: int) -> None:
        clock = ctypes.c_int()
        found = ctypes.CDLL(None).clock_getcpuclockid(pid, ctypes.byref(clock)) == 0
        self._clock = clock.value if found else None

    def seconds(self) -> float:
        """What it shows; 0 when the process is gone."""
        if self._clock is None:
            return 0.0
        try:
            return time.clock_gettime(self._clock)
        except OSError:
            return 0.0
