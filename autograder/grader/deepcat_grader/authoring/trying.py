"""Read an answer from a file of Python source."""

from __future__ import annotations

import linecache
import math
from pathlib import Path
from typing import Any

import numpy as np


class TryError(Exception):
    """There is no answer to try; the text says why."""


def answer_in(path: Path, name: str) -> object:
    """Run a file, with `np` and `math` at hand as in a notebook, and return what it calls `name`.

    Raises
    ------
    TryError
        If the file cannot be read, does not run, or defines nothing of that name.
    """
    try:
        source = path.read_text(encoding="utf-8")
    except OSError as error:
        raise TryError(f"{path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise TryError(f"{path} cannot be read: it is not UTF-8 text.") from None
    if path.suffix == ".ipynb":
        raise TryError(f"{path} is a notebook; `deepcat check` judges it.")
    namespace: dict[str, Any] = {"np": np, "math": math, "__name__": "answer"}
    linecache.checkcache(str(path))
    try:
        exec(compile(source, str(path), "exec"), namespace)
    except (Exception, SystemExit) as error:
        raise TryError(f"{path} does not run: {type(error).__name__}: {error}") from None
    if name not in namespace:
        raise TryError(f"{path} defines nothing called {name}.")
    return namespace[name]
