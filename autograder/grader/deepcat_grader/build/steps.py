"""Progress of a build, shown once it has taken two seconds."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.status import Status

PATIENCE = 2.0


class Steps:
    """Says what a build is doing; keeps quiet when it is quick or nobody looks."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._start = time.monotonic()
        self._status: Status | None = None

    def __enter__(self) -> Self:
        """Begin to count the seconds."""
        return self

    def __call__(self, text: str) -> None:
        """Tell what comes next."""
        if self._status is not None:
            self._status.update(f"{text} …")
        elif self._console.is_terminal and time.monotonic() - self._start > PATIENCE:
            self._status = self._console.status(f"{text} …")
            self._status.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave the terminal as it was."""
        if self._status is not None:
            self._status.stop()
