"""The part of a teacher's tests that nbgrader takes out of a release."""

from __future__ import annotations

import re

HIDDEN = re.compile(
    r"^[^\n]*BEGIN HIDDEN TESTS.*?(END HIDDEN TESTS[^\n]*$|\Z)", re.DOTALL | re.MULTILINE
)


def without_hidden(source: str) -> str:
    """A test cell as students see it."""
    return HIDDEN.sub("", source)


def is_hidden(line: int, source: str) -> bool:
    """Whether a line of a test cell, counted from 1, is one that students do not see."""
    return any(
        source.count("\n", 0, part.start()) < line <= source.count("\n", 0, part.end()) + 1
        for part in HIDDEN.finditer(source)
    )


def first_hidden(source: str) -> int:
    """The first line that students do not see; beyond the last where they see all."""
    part = HIDDEN.search(source)
    return source.count("\n", 0, part.start() if part else len(source)) + (1 if part else 2)
