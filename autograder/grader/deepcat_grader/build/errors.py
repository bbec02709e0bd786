"""What stops a build, in one sentence."""

from __future__ import annotations

from pathlib import Path


class BuildError(Exception):
    """A build cannot go on; the text says where and why."""


class LessonError(BuildError):
    """Something in a lesson's text is wrong.

    Parameters
    ----------
    path : Path
        The lesson's file.
    line : int
        Line number, from 1.
    sentence : str
    """

    def __init__(self, path: Path, line: int, sentence: str) -> None:
        super().__init__(f"{_short(path)}:{line}: {sentence}")


def _short(path: Path) -> str:
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(path)
