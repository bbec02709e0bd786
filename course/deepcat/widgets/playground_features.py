"""The inputs that a playground makes of a point: its coordinates, and what follows from them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from deepcat.widgets.plane import Numbers

FEATURES = ("x1", "x2", "x1²", "x2²", "x1·x2", "sin πx1", "sin πx2")
PLAIN = FEATURES[:2]


def features_of(places: Numbers, chosen: Sequence[str]) -> Numbers:
    """Return the chosen inputs (n_x, m) of places (2, m).

    The sine has one wave from -1 to 1, since the points of the made-up sets lie that near.

    Examples
    --------
    >>> features_of(np.array([[2.0], [3.0]]), ["x2", "x1·x2"])
    array([[3.],
           [6.]])
    """
    x1, x2 = places
    waves = np.sin(np.pi * places)
    every = dict(zip(FEATURES, (x1, x2, x1 * x1, x2 * x2, x1 * x2, *waves), strict=True))
    return np.stack([every[name] for name in chosen])


def coded(chosen: Sequence[str]) -> int:
    """Return a choice of inputs as a number, one bit for each.

    Raises
    ------
    ValueError
        If there is no such input, or none is chosen.
    """
    unknown = [name for name in chosen if name not in FEATURES]
    if unknown or not chosen:
        raise ValueError(
            f"Playground has the features {', '.join(FEATURES)}: choose at least one of them,"
            f" not {', '.join(map(repr, unknown)) or 'none'}."
        )
    return sum(1 << FEATURES.index(name) for name in set(chosen))


def decoded(code: float) -> tuple[str, ...]:
    """Return the inputs that a number stands for; both coordinates if it stands for none.

    Examples
    --------
    >>> decoded(coded(["x1·x2", "x1"]))
    ('x1', 'x1·x2')
    """
    bits = round(code)
    return tuple(name for i, name in enumerate(FEATURES) if bits >> i & 1) or PLAIN
