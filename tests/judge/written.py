"""Answers that are written as text, as in a cell: Python then knows their lines."""

from __future__ import annotations

import itertools
import linecache
from typing import Any

import numpy as np

_NUMBER = itertools.count()


def cell(text: str, **names: Any) -> dict[str, Any]:
    """Run a cell, and give the names it leaves; `names` are there before."""
    file = f"<cell {next(_NUMBER)}>"
    linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
    namespace: dict[str, Any] = {"np": np, **names}
    exec(compile(text, file, "exec"), namespace)
    return namespace
