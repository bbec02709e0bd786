"""Progress of a build, shown once it has taken two seconds."""

from __future__ import annotations

import threading
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.status import Status

PATIENCE = 2.0


class Steps:
    """Says what a build is doing; keeps quiet when it is quick or nobody looks."""

    def __init__(self, console: Console) -> None:
        self._status = Status("building …", console=console)
        # A timer, because one step alone may take longer than patience lasts.
        self._timer = threading.Timer(PATIENCE, self._status.start)
        self._timer.daemon = True
        self._visible = console.is_terminal

    def __enter__(self) -> Self:
        """Begin to count the seconds."""
        if self._visible:
            self._timer.start()
        return self

    def __call__(self, text: str) -> None:
        """Tell what comes next."""
        self._status.update(f"{text} …")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave the terminal as it was."""
        if self._visible:
            self._timer.cancel()
            self._timer.join()
        self._status.stop()
