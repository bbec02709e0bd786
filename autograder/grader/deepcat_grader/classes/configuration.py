"""The configuration of a class: a small file of the teacher's, which loads DeepCat's settings."""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator
from pathlib import Path

# Every line that `deepcat class init` once wrote into a configuration; those of a teacher's differ.
EARLIER = Path(__file__).with_name("earlier_settings.txt")
CONFIGURATION = '''\
"""The settings of this class. The file is yours: no command of DeepCat takes a line out of it.

DeepCat's own settings come with its package, so that they are those of the version that grades.
Lines below `configure` change them.
"""

try:
    from deepcat_grader.classes.settings import configure
except ModuleNotFoundError as missing:  # nbgrader alone would run students' code unprotected
    raise SystemExit(f"Start this in DeepCat's environment: {missing}.") from missing

c = get_config()  # noqa: F821  # nbgrader gives it
configure(c, __file__)

# c.JudgeCells.cell_timeout = 10.0  # seconds of computing for a cell
# c.JudgeCells.call_timeout = 5.0  # seconds of computing for a call of an answer
# c.JudgeCells.total_timeout = 240.0  # seconds of computing for a notebook
# c.JudgeCells.slack = 3.0  # how many times as long each may take on the clock
# c.JudgeCells.memory = 2048  # MiB of address space for a notebook
# c.JudgeCells.i_trust_these_students = True  # grade where `deepcat doctor` finds tier C

# What students answered to the questions of the lessons stays with them. With this line it is
# handed in with the notebook (docs/grading.md).
# c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback"]
'''


def brought_over(text: str) -> str:
    """A configuration that holds DeepCat's settings itself, as one that loads them.

    Every statement and every comment of the teacher's own is kept, below the settings.

    Parameters
    ----------
    text : str
        What stands in the file.

    Returns
    -------
    str
        The same text where it loads the settings already.

    Raises
    ------
    SyntaxError
        If the text is not Python.
    """
    if _loads_settings(text):
        return text
    known, lines = _known(), text.splitlines()
    dropped: set[int] = set()
    for start, end in _statements(text):
        if "\n".join(lines[start:end]) in known:
            dropped |= {*range(start, end)}
    kept = [
        line
        for number, line in enumerate(lines)
        if number not in dropped and not (line.startswith("#") and line in known)
    ]
    own = "\n".join(_without_gaps(kept)).strip("\n")
    if not own:
        return CONFIGURATION
    return f"{CONFIGURATION}\n# Your own lines, as they stood before.\n{own}\n"


def is_older(path: Path) -> bool:
    """Whether a configuration holds DeepCat's settings itself."""
    try:
        return not _loads_settings(path.read_text(encoding="utf-8"))
    except (OSError, SyntaxError, ValueError):
        return False


def _loads_settings(text: str) -> bool:
    return any(
        isinstance(node, ast.Call) and getattr(node.func, "id", "") == "configure"
        for node in ast.walk(ast.parse(text))
    )


def _statements(text: str) -> Iterator[tuple[int, int]]:
    """The lines of each statement: the first, and the one after the last."""
    for node in ast.parse(text).body:
        yield node.lineno - 1, node.end_lineno or node.lineno


@functools.cache
def _known() -> frozenset[str]:
    """Statements and comments that were DeepCat's."""
    text = EARLIER.read_text(encoding="utf-8")
    lines = text.splitlines()
    statements = {"\n".join(lines[start:end]) for start, end in _statements(text)}
    return frozenset(statements | {line for line in lines if line.startswith("#")})


def _without_gaps(lines: list[str]) -> list[str]:
    """The same lines with at most one empty one between two others."""
    return [
        line for number, line in enumerate(lines) if line.strip() or lines[number - 1 :][:1] != [""]
    ]
