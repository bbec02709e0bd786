"""A progress bar a phase."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TimeElapsedColumn

WORDS = {
    "gradebook": "filling the gradebook",
    "feedback": "writing feedback",
    "report": "looking at the class",
    "lessons": "lessons",
    "read": "reading hand-ins",
    "compare": "comparing",
}


class ProgressBars:
    """Shows how far each phase is.

    Parameters
    ----------
    console : Console
    judging : str
        What the first phase is called: where nothing is judged, verdicts are read.
    """

    def __init__(self, console: Console, judging: str = "judging") -> None:
        columns = ("{task.description}", BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self._progress = Progress(*columns, console=console)
        self._words = {**WORDS, "judge": judging}
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> Self:
        """Begin."""
        self._progress.start()
        return self

    def __call__(self, phase: str, done: int, of: int) -> None:
        """Show a phase's state."""
        if phase not in self._tasks:
            self._tasks[phase] = self._progress.add_task(self._words[phase].ljust(24), total=of)
        self._progress.update(self._tasks[phase], completed=done, total=of)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave the last state on the terminal."""
        self._progress.stop()
