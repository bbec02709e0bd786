"""Data sets for the lessons, and the generators behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from deepcat_data.load import load_cats
from deepcat_data.pictures import Pictures

if TYPE_CHECKING:
    from deepcat_data.cats import CatsConfig, make_cats

__all__ = ["CatsConfig", "Pictures", "load_cats", "make_cats"]


def __getattr__(name: str) -> Any:
    """Import the drawing when it is asked for: who loads pictures does not wait for it."""
    if name not in ("CatsConfig", "make_cats"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from deepcat_data import cats

    return getattr(cats, name)


def __dir__() -> list[str]:
    return [*globals(), *__all__]
