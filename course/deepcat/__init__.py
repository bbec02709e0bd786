"""What a student imports: check an answer, ask for a hint, see progress, start a lesson."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from deepcat.checking import check
    from deepcat.earlier import yours
    from deepcat.hinting import hint
    from deepcat.overview import progress
    from deepcat.starting import start

__all__ = ["check", "hint", "progress", "start", "yours"]

_HOMES = {
    "check": "checking",
    "hint": "hinting",
    "progress": "overview",
    "start": "starting",
    "yours": "earlier",
}


def __getattr__(name: str) -> object:
    """Import a verb when it is first asked for, so that the terminal command starts at once."""
    if name not in _HOMES:
        raise AttributeError(f"module 'deepcat' has no attribute {name!r}")
    from importlib import import_module

    verb = getattr(import_module(f"deepcat.{_HOMES[name]}"), name)
    globals()[name] = verb
    return verb
