"""What a student imports: check an answer, ask for a hint, see progress, answer questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from deepcat.checking import check
    from deepcat.earlier import yours
    from deepcat.hinting import hint
    from deepcat.mending import what_is_wrong
    from deepcat.overview import progress
    from deepcat.predicting import predict
    from deepcat.starting import start
    from deepcat.warming import warm_up

__all__ = ["check", "hint", "predict", "progress", "start", "warm_up", "what_is_wrong", "yours"]

_HOMES = {
    "check": "checking",
    "hint": "hinting",
    "predict": "predicting",
    "progress": "overview",
    "start": "starting",
    "warm_up": "warming",
    "what_is_wrong": "mending",
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
