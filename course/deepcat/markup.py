"""Small pieces of accessible HTML that stay readable when a notebook strips their style.

Colours come from JupyterLab's theme, with fallbacks for other pages, and never carry meaning
alone. Everything that comes from outside is escaped.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from html import escape

from deepcat.words import printable

GOOD, ATTENTION, QUIET = (
    "var(--jp-success-color1, #388e3c)",
    "var(--jp-warn-color1, #ef6c00)",
    "var(--jp-border-color0, #8a8a8a)",
)
_FAINT = "color:var(--jp-content-font-color2, inherit)"
_CARD = (
    "max-width:46em;margin:2px 0 6px;padding:10px 16px;line-height:1.5;overflow-wrap:anywhere;"
    "border:1px solid var(--jp-border-color2, #c8c8c8);border-radius:4px;"
    "color:var(--jp-content-font-color1, inherit);"
    "font-family:var(--jp-content-font-family, sans-serif);"
    "font-size:var(--jp-content-font-size1, 14px);"
)
_CELL = "text-align:left;vertical-align:top;padding:2px 16px 2px 0;border:0;line-height:1.5;"
_NAME, _VALUE = f"{_CELL}white-space:nowrap;", f"{_CELL}white-space:normal;"
_TABLE = "margin:4px 0;border:0;border-collapse:collapse;font-size:inherit;color:inherit;"
_BLOCK = (
    "margin:0;padding:0;background:transparent;color:inherit;font-size:inherit;line-height:1.4;"
    "white-space:pre-wrap;overflow-wrap:anywhere"
)
_BADGE = (
    "display:inline-block;min-width:1.5em;margin-right:8px;text-align:center;font-weight:bold;"
    "border-radius:1em;line-height:1.5em;color:#fff;background:"
)
# Dark enough for white signs on them, whatever the theme.
_BADGES = {GOOD: "#2e7d32", ATTENTION: "#b34700", QUIET: "#5f6368"}


def text(words: str) -> str:
    """Escaped text; line breaks are kept."""
    return escape(printable(words)).replace("\n", "<br>")


def faint(words: str) -> str:
    """Text of lesser weight."""
    return f'<span style="{_FAINT}">{text(words)}</span>'


def code(words: str) -> str:
    """Text in the type of code."""
    return f'<code style="white-space:pre-wrap">{escape(printable(words))}</code>'


def block(words: str) -> str:
    """Several lines in the type of code."""
    return f'<pre style="{_BLOCK}">{escape(printable(words))}</pre>'


def folded(title: str, words: str) -> str:
    """Several lines in the type of code, folded away under a title."""
    return f"<details><summary>{text(title)}</summary>{block(words)}</details>"


def sparkline(values: Sequence[float], label: str, words: str) -> str:
    """A curve as a small picture with a `label` for screen readers, and its `words` beside it."""
    return (
        f'<svg role="img" aria-label="{escape(printable(label))}" viewBox="0 0 160 32" '
        f'width="160" height="32" style="vertical-align:middle;margin-right:8px">'
        f'<polyline points="{_points(values)}" fill="none" stroke="currentColor" '
        f'stroke-width="1.5"></polyline></svg>{text(words)}'
    )


def _points(values: Sequence[float]) -> str:
    """Points of a line through the finite `values`, from left to right in a box of 160 by 32."""
    finite = [(i, value) for i, value in enumerate(values) if math.isfinite(value)]
    low = min((value for _, value in finite), default=0.0)
    # Halves first: the difference of two huge numbers would overflow.
    span = max((value / 2 - low / 2 for _, value in finite), default=0.0) or 1.0
    step = 156 / max(len(values) - 1, 1)
    return " ".join(
        f"{2 + i * step:.1f},{30 - 28 * (v / 2 - low / 2) / span:.1f}" for i, v in finite
    )


def strong(words: str) -> str:
    """Text of more weight."""
    return f"<strong>{text(words)}</strong>"


def badge(sign: str, colour: str) -> str:
    """A sign for the eye; the words beside it say the same, so that screen readers skip it."""
    return f'<span aria-hidden="true" style="{_BADGE}{_BADGES[colour]}">{text(sign)}</span>'


def paragraph(*pieces: str) -> str:
    """Pieces of HTML as one paragraph."""
    return f'<p style="margin:4px 0">{" ".join(pieces)}</p>'


def bullets(items: Iterable[str]) -> str:
    """Pieces of HTML as a list."""
    inside = "".join(f'<li style="margin:2px 0">{item}</li>' for item in items)
    return f'<ul style="margin:4px 0;padding-left:20px">{inside}</ul>'


def pairs(rows: Sequence[tuple[str, str]]) -> str:
    """A table of names and values (HTML), each name the header of its row."""
    inside = "".join(
        f'<tr style="background:transparent"><th scope="row" style="{_NAME}">{text(name)}</th>'
        f'<td style="{_VALUE}">{value}</td></tr>'
        for name, value in rows
    )
    return f'<table style="{_TABLE}"><tbody>{inside}</tbody></table>'


def table(caption: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table of HTML cells under a caption; the first cell heads its row."""
    top = "".join(f'<th scope="col" style="{_CELL}">{text(name)}</th>' for name in header)
    inside = "".join(
        '<tr style="background:transparent">'
        + "".join(
            f'<th scope="row" style="{_CELL}font-weight:normal">{cell}</th>'
            if column == 0
            else f'<td style="{_CELL}">{cell}</td>'
            for column, cell in enumerate(row)
        )
        + "</tr>"
        for row in rows
    )
    return (
        f'<table style="{_TABLE}"><caption style="text-align:left;font-weight:bold;'
        f'color:inherit;padding:0 0 4px">{text(caption)}</caption>'
        f'<thead><tr style="background:transparent">{top}</tr></thead>'
        f"<tbody>{inside}</tbody></table>"
    )


def card(label: str, colour: str, *pieces: str) -> str:
    """A framed finding that a screen reader announces as `label` when it appears."""
    return (
        f'<div class="deepcat mathjax_ignore tex2jax_ignore" role="status" lang="en" '
        f'aria-label="{escape(printable(label))}" '
        f'style="{_CARD}border-left:4px solid {colour}">{"".join(pieces)}</div>'
    )
