"""A bar for what takes some seconds: how far a loop has come, on the page."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Any, TypeVar

from deepcat.shell import shell

T = TypeVar("T")

_OFTEN = 0.1  # seconds between two pictures of the bar
_STYLE = (
    "<style>.deepcat-bar{max-width:30em;height:0.8em;border-radius:0.4em;overflow:hidden;"
    "background:var(--jp-layout-color3,#bdbdbd)}"
    ".deepcat-bar>div{height:100%;background:var(--jp-brand-color1,#1976d2)}"
    "@media (prefers-reduced-motion:reduce){.deepcat-bar>div{animation:none!important}}</style>"
)


def bar(items: Iterable[T], label: str, work: Sequence[float] | None = None) -> Iterator[T]:
    """Go through a loop's items, and show how far it has come.

    Outside a notebook nothing is shown. Between two items the bar moves on at the pace so far:
    the page moves it, since Python is busy.

    Parameters
    ----------
    items : iterable
        What the loop goes through; all of it is taken before the loop begins.
    label : str
        What is being done.
    work : sequence of float, optional
        How much of the work each item is; left out, all are alike.

    Yields
    ------
    item
        One after the other.

    Raises
    ------
    ValueError
        If `work` has another length than `items`, or is nothing in all.

    Examples
    --------
    >>> [2 * n for n in bar([1, 2, 3], "doubling")]
    [2, 4, 6]
    """
    chosen = list(items)
    shares = [1.0] * len(chosen) if work is None else [float(share) for share in work]
    if len(shares) != len(chosen):
        raise ValueError(f"{len(chosen)} items have {len(shares)} shares of work.")
    if chosen and sum(shares) <= 0:
        raise ValueError("The shares of work are nothing in all.")
    screen, began, shown = _Screen(), time.monotonic(), -_OFTEN
    done, whole = 0.0, sum(shares)
    number, ended = 0, "stopped"
    try:
        for number, (item, share) in enumerate(zip(chosen, shares, strict=True)):
            elapsed = time.monotonic() - began
            if elapsed - shown >= _OFTEN:
                pace = elapsed / done if done else 0.0  # seconds a unit of work
                words = f"{label}: {number} of {len(chosen)} done"
                screen.draw(words, _bar(done / whole, (done + share) / whole, pace * share))
                shown = elapsed
            yield item
            done += share
        ended = "done"
    finally:  # a break, an error and the stop button leave no bar that runs on
        elapsed = time.monotonic() - began
        after = f"after {number} of {len(chosen)}, " if ended == "stopped" else "in "
        at_once = ended == "stopped" and not number and elapsed < _OFTEN  # nothing had begun
        screen.draw("" if at_once else f"{label}: {ended} {after}{elapsed:.1f} s")


class _Screen:
    """The place in a notebook's output where the bar is drawn, again and again."""

    def __init__(self) -> None:
        self._handle = _new_output()

    def draw(self, words: str, above: str = "") -> None:
        """Show some words, and the HTML of a bar above them, in the place of what was there."""
        if self._handle is not None:
            html = f"{above}{escape(words)}"
            self._handle.update({"text/html": html, "text/plain": words}, raw=True)


def _bar(part: float, goal: float, seconds: float) -> str:
    """The bar as HTML; it moves by itself where the way to the goal takes more than a moment."""
    moving, frames = "", ""
    if seconds > _OFTEN:
        name = f"deepcat-{part:.4f}-{goal:.4f}".replace(".", "")
        frames = f"<style>@keyframes {name}{{to{{width:{goal:.1%}}}}}</style>"
        moving = f";animation:{name} {seconds:.1f}s linear forwards"
    inner = f'<div style="width:{part:.1%}{moving}"></div>'
    return f'{_STYLE}{frames}<div class="deepcat-bar" aria-hidden="true">{inner}</div>'


def _new_output() -> Any:
    """A handle to an output that can be drawn anew, or None outside a notebook."""
    if shell() is None:
        return None
    from IPython.display import display

    return display({"text/plain": ""}, raw=True, display_id=True)  # type: ignore[no-untyped-call]  # IPython has no types
