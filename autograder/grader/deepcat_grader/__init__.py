"""The teacher's half: hidden cases, build, grading and feedback."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from deepcat_grader.judging import judge

__all__ = ["judge"]


def __getattr__(name: str) -> object:
    """Import `judge`, and with it the bank, only when asked: every ``deepcat --help`` waits."""
    if name != "judge":
        raise AttributeError(f"module 'deepcat_grader' has no attribute {name!r}")
    from deepcat_grader.judging import judge

    globals()[name] = judge
    return judge
