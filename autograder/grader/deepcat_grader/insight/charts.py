"""Pictures of a class as SVG that takes its colours from the page."""

from __future__ import annotations

import io
from collections.abc import Sequence
from html import escape

import numpy as np
from matplotlib import rc_context
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator, PercentFormatter

BARS = 10
INK, FILL = "#010203", "#040506"  # stand for the page's colours until the picture is written


def distribution(shares: Sequence[float], what: str) -> str:
    """How many of a class earned which share of the points.

    Parameters
    ----------
    shares : sequence of float
        From 0 to 1; what is outside, by extra points, counts at the end.
    what : str
        Named along the axis, such as ``"points in 2_neuron"``.

    Returns
    -------
    str
        The picture, or nothing where there is nobody.
    """
    if not shares:
        return ""
    counts, edges = np.histogram(np.clip(shares, 0, 1), BARS, (0, 1))
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": "deepcat", "font.size": 10}):
        figure = Figure((6.2, 2.2), layout="constrained")
        axes = figure.add_subplot()
        axes.bar(edges[:-1], counts, 1 / BARS, align="edge", color=FILL, edgecolor=INK, lw=0.8)
        axes.set(xlim=(0, 1), ylabel="students")
        axes.set_xlabel(f"share of the {what}", parse_math=False)
        axes.xaxis.set_major_formatter(PercentFormatter(1))
        axes.yaxis.set_major_locator(MaxNLocator(4, integer=True))
        axes.spines[["top", "right"]].set_visible(False)
        axes.tick_params(colors=INK)
        for part in (axes.xaxis.label, axes.yaxis.label):
            part.set_color(INK)
        for spine in axes.spines.values():
            spine.set_color(INK)
        file = io.StringIO()
        figure.savefig(file, format="svg", transparent=True, metadata={"Date": None})
    svg = file.getvalue()
    svg = svg[svg.index("<svg ") :].replace(INK, "currentColor").replace(FILL, "var(--bar)")
    words = f"Students by their share of the {what}: {_words(counts)}."
    return svg.replace("<svg ", f'<svg role="img" aria-label="{escape(words)}" ', 1)


def _words(counts: np.ndarray) -> str:
    """The bars as words for whoever does not see them."""
    step = 100 // BARS
    return ", ".join(
        f"{count} from {at * step} to {(at + 1) * step} %"
        for at, count in enumerate(counts)
        if count
    )
