"""A map of what a network does: its probability at every point of a grid."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from deepcat_judge.exercise import EDGE, Broken, Case, Exercise, Property
from deepcat_judge.exercises.common import Array, Generator, is_array, rubric
from deepcat_judge.plain import Plain, Remote


def slope(points: Any) -> Any:
    """A probability that rises with x and falls with y, faster the further out."""
    x, y = two_rows(points)
    return 0.5 + np.arctan(2 * x - y + x * y / 4) / np.pi


def valley(points: Any) -> Any:
    """A probability that is lowest along a bent line."""
    x, y = two_rows(points)
    return 1 - 1 / (1 + (y - x * x / 2 + 0.3) ** 2)


def two_rows(points: Any) -> tuple[Any, Any]:
    """The coordinates of points in columns, each as a row; an error in words for any other form."""
    shape = np.shape(points)
    if len(shape) != 2 or shape[0] != 2:
        raise ValueError(
            f"predict takes an array of shape (2, m), one point a column; it was given {shape}"
        )
    return np.asarray(points)[:1], np.asarray(points)[1:]


def _grid(name: str, xlim: Plain, ylim: Plain, n: int) -> tuple[Plain, ...]:
    return Remote(name), xlim, ylim, n


def _calls(rng: Generator) -> list[Case]:
    low, width = rng.uniform(-2.0, 1.0, (2, 2)), rng.uniform(0.5, 3.0, (2, 2))
    limits: list[tuple[Plain, Plain]] = [
        ((float(a), float(a + w)), (float(c), float(c + h)))
        for (a, c), (w, h) in zip(low, width, strict=True)
    ]
    pairs = zip(("slope", "valley"), limits, (4, 6), strict=True)
    return [Case(name, _grid(name, *both, n)) for name, both, n in pairs]


def _holds(args: Sequence[tuple[Any, ...]], outputs: Sequence[Plain]) -> Broken | None:
    for (lent, xlim, ylim, n), output in zip(args, outputs, strict=True):
        if not isinstance(output, (tuple, list)) or len(output) != 3:
            return None
        if not all(is_array(array, (n, n)) for array in output):
            return None
        xx, yy, chances = (np.asarray(array, float) for array in output)
        broken = (
            _evenly("xx", xx, "xlim", xlim)
            or _evenly("yy", yy.T, "ylim", ylim)
            or _as_predicted(xx, yy, chances, LENDS[lent.name])
        )
        if broken:
            return broken
    return None


def _evenly(name: str, rows: Array, which: str, limits: tuple[float, float]) -> Broken | None:
    """Every row goes from limit to limit in equal steps."""
    right = np.linspace(*limits, len(rows))
    if np.allclose(rows, right):
        return None
    line = rows[np.argmax(np.abs(rows - right).max(axis=1))]
    seen = ", ".join(f"{number + 0.0:.3g}" for number in line)
    low, high = limits
    return Broken(
        f"With {which} = ({low:.3g}, {high:.3g}) and n = {len(rows)}, {name} holds {seen} along "
        f"{'a row' if name == 'xx' else 'a column'}, where {len(rows)} numbers from limit to limit "
        "are expected, in equal steps.",
        "Which function of NumPy gives n numbers from one limit to the other?",
        telling=True,
    )


def _as_predicted(xx: Array, yy: Array, chances: Array, predict: Any) -> Broken | None:
    """At each point the map holds what predict gives there."""
    right = predict(np.vstack([xx.ravel(), yy.ravel()])).reshape(xx.shape)
    far = np.abs(chances - right)
    if far.max() <= 1e-8:
        return None
    i, j = (int(k) for k in np.unravel_index(np.argmax(far), far.shape))
    return Broken(
        f"At x = {xx[i, j] + 0.0:.3g}, y = {yy[i, j] + 0.0:.3g}, which is [{i}, {j}], your map "
        f"holds {chances[i, j] + 0.0:.3g}; predict gives {right[i, j]:.3g} there.",
        "Take this one point. Which column of your points is it, and where does its answer go?",
        telling=True,
    )


LENDS = {"slope": slope, "valley": valley}
EXERCISE = Exercise(
    id="hidden_layer.decision_grid",
    title="A map of the decisions",
    returns=("xx", "yy", "probabilities"),
    parts=rubric(values=3, edge=1),
    lends=LENDS,
    cases=(
        Case("three", _grid("slope", (0.0, 1.0), (2.0, 4.0), 3), note="three by three points"),
        Case("four", _grid("slope", (-1.0, 2.0), (0.0, 1.5), 4), note="four by four points"),
        Case("five", _grid("valley", (-3.0, 1.0), (-0.5, 2.5), 5), note="another prediction"),
        Case("seven", _grid("valley", (-0.4, 2.0), (-3.0, 0.0), 7), note="seven by seven points"),
        Case("two", _grid("slope", (-2.0, 1.0), (0.5, 1.0), 2), EDGE, "the four corners only"),
        Case("whole", _grid("valley", (-1, 2), (0, 4), 4), EDGE, "limits in whole numbers"),
        Case("lists", _grid("slope", [-1.5, 1.0], [1.0, 3.0], 3), EDGE, "limits in lists"),
        Case("same", _grid("valley", (-1.0, 2.0), (-1.0, 2.0), 4), EDGE, "the same limits twice"),
    ),
    properties=(
        Property(
            "grid_and_map",
            "the points go from limit to limit in equal steps, and the map is what predict gives",
            _calls,
            _holds,
        ),
    ),
    hints=(
        "A map needs an answer at every point of a grid. predict takes many points at once, one a "
        "column: so make the list of all points, ask once, and lay the answers out as a square.",
        "np.linspace(low, high, n) gives n numbers with both ends; np.meshgrid makes two squares "
        "of two such lists. .ravel() writes a square as one list, and .reshape(n, n) undoes that.",
        "After xx, yy = np.meshgrid(…), the points are np.vstack([xx.ravel(), yy.ravel()]), and "
        "what predict gives for them becomes a square by .reshape(n, n).",
    ),
    thought="At which point of the plane is the first number of a square, and the one beside it?",
)
