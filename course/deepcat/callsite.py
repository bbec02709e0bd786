"""What the code that called us can see, and the name that it wrote in the brackets."""

from __future__ import annotations

import ast
import linecache
import sys
import types
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice


@dataclass(frozen=True)
class CallSite:
    """The place of a call.

    Attributes
    ----------
    names : mapping
        Every global and local name there.
    written : str
        The first argument, when it was written as a plain name: ``"relu"`` for ``check(relu)``.
        Two names may be bound to one function; this tells them apart.
    """

    names: Mapping[str, object] = field(default_factory=dict)
    written: str = ""

    @property
    def own(self) -> list[str]:
        """The names but for those of DeepCat's own functions: ``predict`` is an exercise, too."""
        return [name for name, value in self.names.items() if not _is_ours(value)]


def _is_ours(value: object) -> bool:
    if type(value) is not types.FunctionType:
        return False
    return str(value.__module__).partition(".")[0] == "deepcat"


def call_site(depth: int) -> CallSite:
    """Describe where the function `depth` calls above this one was called."""
    frame = sys._getframe(depth + 1)
    return CallSite({**frame.f_globals, **frame.f_locals}, _written(frame))


def _written(frame: types.FrameType) -> str:
    position = next(islice(frame.f_code.co_positions(), frame.f_lasti // 2, None), None)
    lines = linecache.getlines(frame.f_code.co_filename, frame.f_globals)
    if position is None or None in position or not lines:
        return ""
    first, last, start, end = position
    source = [line.encode() for line in lines[first - 1 : last]]  # type: ignore[operator]  # None is excluded above
    if not source:
        return ""
    source[-1] = source[-1][:end]
    source[0] = source[0][start:]
    try:
        call = ast.parse(b"".join(source), mode="eval").body
    except (SyntaxError, ValueError):
        return ""
    if isinstance(call, ast.Call) and call.args and isinstance(call.args[0], ast.Name):
        return call.args[0].id
    return ""
