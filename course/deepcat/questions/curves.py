"""Curves in questions: candidates from formulas or points, and which one a sketch is nearest to."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from deepcat.questions.model import Axis

HANDLES = 7
# A sketch further from every candidate than this share of the picture's height is none of them.
FAR = 0.2
_POINTS = re.compile(r"\(\s*([-−\d.]+)\s*,\s*([-−\d.]+)\s*\)")
_FUNCTIONS = {
    name: getattr(np, name)
    for name in ("exp", "log", "tanh", "sqrt", "abs", "minimum", "maximum", "sin", "cos", "pi")
}


def places(axes: Sequence[Axis], count: int = HANDLES) -> NDArray[np.float64]:
    """Where the handles of a sketch stand, from left to right: (count,)."""
    return np.linspace(axes[0].low, axes[0].high, count)


def heights(text: str, axes: Sequence[Axis], count: int = HANDLES) -> NDArray[np.float64]:
    """The heights of a candidate at the handles, or at `count` places, within the picture.

    Parameters
    ----------
    text : str
        ``"words: formula"`` or ``"words: (0, 1) (2, 5)"``. A formula speaks of the axis across by
        its name, and of ``exp``, ``log``, ``tanh``, ``sqrt``, ``abs``, ``minimum``, ``maximum``,
        ``sin``, ``cos`` and ``pi``.
    axes : sequence of Axis
        Across and up.
    count : int
    """
    _, _, curve = text.rpartition(": ")
    across, up = axes
    x = places(axes, count)
    points = [(_float(a), _float(b)) for a, b in _POINTS.findall(curve)]
    if points and not _POINTS.sub("", curve).strip(" ,"):
        y = np.interp(x, *np.array(sorted(points)).T)
    else:
        # The formula is the course's own, from a sheet that was installed with this file.
        names = {"__builtins__": {}, **_FUNCTIONS, across.name: x}
        y = np.broadcast_to(np.asarray(eval(curve, names), dtype=np.float64), x.shape)
    if not np.isfinite(y).all():
        raise ValueError("the curve is not finite everywhere")
    return np.asarray(np.clip(y, up.low, up.high))


def words(text: str) -> str:
    """What a candidate looks like, in words."""
    return text.rpartition(": ")[0]


def distance(
    sketch: NDArray[np.float64], candidate: NDArray[np.float64], axes: Sequence[Axis]
) -> float:
    """How far apart two curves are, as a share of the picture's height (root mean square)."""
    gap = (sketch - candidate) / (axes[1].high - axes[1].low)
    return float(np.sqrt(np.mean(gap**2)))


def _float(text: str) -> float:
    return float(text.replace("−", "-"))
