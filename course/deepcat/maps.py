"""A picture of what a network says at every point of the plane."""

from __future__ import annotations

import numpy as np

from deepcat.plots import COLOURS, INK, Array, Picture, finish, new_figure

_STEPS = 10  # colours between one class and the other


def decision_map(
    xx: Array,
    yy: Array,
    probabilities: Array,
    X: Array | None = None,
    Y: Array | None = None,
    title: str = "",
) -> Picture:
    """Draw a map of probabilities, its border at one half, and points of two classes on it.

    Parameters
    ----------
    xx, yy : (n, n) float64
        The coordinates of a grid, x growing along the rows and y down the columns.
    probabilities : (n, n) float64
        Of class 1, at each point of the grid.
    X : (2, m) float64, optional
        Points to draw on the map, one a column.
    Y : (1, m) float64, optional
        Their classes, 0.0 or 1.0.
    title : str
        A heading for the picture.

    Returns
    -------
    Picture
        The further from one half, the stronger the colour. The alternative text says how much of
        the map belongs to class 1, and what stands in its corners and its middle.
    """
    from matplotlib.colors import to_rgb

    figure, axes = new_figure(title, "$x_1$", "$x_2$")
    levels = np.linspace(0.0, 1.0, _STEPS + 1)
    middles = (levels[:-1] + levels[1:]) / 2
    colours = [(*to_rgb(COLOURS[int(p > 0.5)]), 0.5 * abs(2 * p - 1)) for p in middles]
    chances = np.clip(probabilities, 0.0, 1.0)
    axes.contourf(xx, yy, chances, levels, colors=colours)
    if chances.min() < 0.5 < chances.max():
        axes.contour(xx, yy, chances, [0.5], colors=[INK], linewidths=2.2)
    words = _words(xx, yy, np.asarray(probabilities, float))
    if X is not None and Y is not None:
        ones = Y[0] == 1.0  # (m,)
        axes.plot(*X[:, ~ones], "o", color=COLOURS[0], markerfacecolor="none", label="class 0")
        axes.plot(*X[:, ones], "x", color=COLOURS[1], label="class 1")
        axes.legend(frameon=False, labelcolor=INK, loc="center left", bbox_to_anchor=(1.02, 0.5))
        n_0, n_1 = int((~ones).sum()), int(ones.sum())
        words.append(f"On it, class 0 as circles: {n_0}, and class 1 as crosses: {n_1}.")
    axes.set(xlim=(xx.min(), xx.max()), ylim=(yy.min(), yy.max()), aspect="equal")
    return finish(figure, words)


def _words(xx: Array, yy: Array, probabilities: Array) -> list[str]:
    middle = len(xx) // 2
    places = {"lower left": (0, 0), "lower right": (0, -1), "middle": (middle, middle),
              "upper left": (-1, 0), "upper right": (-1, -1)}  # fmt: skip
    seen = ", ".join(f"{name} {probabilities[place]:.2f}" for name, place in places.items())
    return [
        f"A map of probabilities, x from {xx.min():.3g} to {xx.max():.3g} and y from "
        f"{yy.min():.3g} to {yy.max():.3g}: {np.mean(probabilities > 0.5):.0%} of it is above one "
        "half.",
        f"Its corners and its middle: {seen}.",
    ]
