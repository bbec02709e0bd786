"""A line that tells how far a long piece of work has come."""

from __future__ import annotations

import shutil
import sys
import time
from typing import TextIO

_WIDTH = 30
_EVERY, _EVERY_IN_NOTEBOOK = 0.1, 1.0  # seconds between two states of the line
_PATIENCE = 1.0  # seconds that may pass before a line is worth showing


class ProgressLine:
    """Rewrites one line of a text stream; shows nothing of what is done within a second.

    Call it with how much is done and how much there is. Where nobody watches (the stream is no
    terminal and no notebook), only the end is told.

    Parameters
    ----------
    label : str
        What is being done.
    stream : text stream, optional
        The error stream when not given.
    """

    def __init__(self, label: str, stream: TextIO | None = None) -> None:
        self._label = label
        self._stream = stream or sys.stderr
        self._start = self._shown = time.monotonic()
        self._begun = False
        # A notebook's stream is no terminal, and follows \r all the same.
        notebook = type(self._stream).__module__.partition(".")[0] in (
            "ipykernel",
            "pyodide_kernel",
        )
        self._watched = self._stream.isatty() or notebook
        # A saved notebook may hold every state.
        self._every = _EVERY_IN_NOTEBOOK if notebook else _EVERY

    def __call__(self, done: int, total: int) -> None:
        """Tell that `done` of `total` is done."""
        now = time.monotonic()
        if done < total:
            early = now - self._start < _PATIENCE or now - self._shown < self._every
            if early or not self._watched:
                return
        elif not self._begun and now - self._start < _PATIENCE:
            return
        self._begun, self._shown = True, now
        filled = _WIDTH * done // total
        bar = "█" * filled + "·" * (_WIDTH - filled)
        left = (now - self._start) * (total - done) / max(done, 1)
        end = f"{left:3.0f} s left" if done < total else f"{now - self._start:3.0f} s     "
        line = f"{self._label} {bar} {done}/{total} {end}"
        if self._watched:
            # A line that is longer than the terminal could not be written over.
            line = "\r" + line[: shutil.get_terminal_size().columns - 1]
        print(line, end="", file=self._stream)
        if done >= total:
            print(file=self._stream)
        self._stream.flush()
