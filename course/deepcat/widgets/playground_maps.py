"""The playground's last good maps, as fine as the student's functions have time for."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from deepcat.widgets.attempt import Trouble
from deepcat.widgets.live import Payload
from deepcat.widgets.network_state import Parameters
from deepcat.widgets.playground_data import Scatter
from deepcat.widgets.playground_picture import mapped
from deepcat.widgets.playground_words import confusion

FINEST, COARSEST = 64, 8  # rows and columns of the map
PATIENCE = 0.1  # seconds that a map may take; a slow function gets a coarser one


class Maps:
    """The maps of the output and of every unit, and how many cells the next ones may have.

    Attributes
    ----------
    frame : dict
        What a page reads of the last good maps; ``"shades"`` is None before the first.
    """

    def __init__(self) -> None:
        self._cells = 0  # not known yet
        self.frame: Payload = dict.fromkeys(("tiles", "shades", "right"))
        self.frame |= {"cells": FINEST, "mapped": 0, "confusion": ""}

    def begin(self, scatter: Scatter, seconds: float) -> None:
        """Choose how fine the first map is: measuring the points alone has taken so long."""
        self._cells = self._cells or affordable(0, scatter.labels.size, seconds)

    def renew(
        self,
        forward: Callable[..., Any],
        parameters: Parameters,
        scatter: Scatter,
        features: Sequence[str],
        reach: float,
    ) -> str:
        """Make new maps, and return what went wrong; the last good ones stay where none came."""
        start = time.perf_counter()
        try:
            maps = mapped(forward, parameters, scatter, features, reach, self._cells)
        except Trouble as trouble:
            return str(trouble)
        spent = time.perf_counter() - start
        cells, self._cells = self._cells, affordable(self._cells, scatter.labels.size, spent)
        self.frame = {
            "tiles": b"".join(tile.tobytes() for tile in maps.tiles),
            "shades": maps.shades.tobytes(),
            "right": (maps.taken == scatter.labels).astype(np.uint8).tobytes(),
            "cells": cells,
            "confusion": confusion(scatter, maps.taken),
            "mapped": len(maps.tiles),
        }
        return maps.problem


def affordable(cells: int, points: int, seconds: float) -> int:
    """Return how many rows the next map may have, when one of `cells` rows took so long.

    A map is computed together with the points, so that one of no rows is these alone.

    Examples
    --------
    >>> affordable(64, 200, 0.01), affordable(64, 200, 0.3), affordable(64, 200, 60.0)
    (64, 32, 8)
    """
    best = FINEST
    while best > COARSEST and seconds * (best**2 + points) > PATIENCE * (cells**2 + points):
        best //= 2
    return best
