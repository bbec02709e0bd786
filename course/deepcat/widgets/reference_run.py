"""The reference's runs on the playground's sets, as pictures and curves that the build has made."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from deepcat import trained
from deepcat.widgets.live import floats
from deepcat.widgets.network_state import Parameters
from deepcat.widgets.plane import BRIGHTEST, THRESHOLD_SHADE, Numbers
from deepcat.widgets.playground_picture import LEVELS
from deepcat.widgets.training_run import Record

MIDDLE = 7  # of the fifteen levels that a map is stored with, 0 to e
OF_A_CLASS = 5  # of them, where there are three classes
NEAR = 2e-3  # the curves are stored to four places


@dataclass(frozen=True, eq=False)
class ReferenceRun:
    """What the reference has made of one set, with the standard settings.

    Attributes
    ----------
    start : dict of str to array
        Where it began.
    epochs : (n,) float64
        The epochs of the curves.
    curves : (4, n) float64
        Loss and share right, for training and test: loss, test loss, share, test share.
    maps : dict of int to (k, k) uint8
        The output's map at some epochs, as `shaded` or for three classes `class_shades` makes it.
    """

    start: Parameters
    epochs: Numbers
    curves: Numbers
    maps: dict[int, NDArray[np.uint8]]

    def shown_at(self, epoch: int) -> int:
        """Return the latest epoch with a map that is not later than this one."""
        return max(stored for stored in self.maps if stored <= max(epoch, 0))

    def compared(self, records: Sequence[Record]) -> str:
        """Return in words where a run has left the reference's way, or that it has not.

        Parameters
        ----------
        records : sequence of Record
            Of a run from the same start, with the same points and settings.
        """
        row, what = (0, "loss") if np.isfinite(records[0].losses[0]) else (2, "share right")
        theirs = dict(zip(self.epochs.astype(int).tolist(), self.curves[row].tolist(), strict=True))
        common, after = [r for r in records if r.epoch in theirs], ""
        for record in common:
            own = (*record.losses, *record.accuracies)[row]
            if not abs(own - theirs[record.epoch]) <= NEAR * max(1.0, abs(own)):
                found = f"{own:.3f}, and the reference's {theirs[record.epoch]:.3f}"
                return f"At epoch {record.epoch} your {what} is {found}."
        last = common[-1].epoch
        if last < records[-1].epoch:
            after = " The reference stopped there." if last == max(theirs) else ""
        return f"Up to epoch {last} your {what} is the reference's.{after}"


@cache
def reference_runs() -> tuple[dict[str, Any], dict[str, ReferenceRun]]:
    """Read the standard settings, and the reference's run of each set by its name."""
    text = resources.files(trained).joinpath(trained.PLAYGROUND).read_text(encoding="utf-8")
    data = json.loads(text)
    return data["settings"], {name: _run(one) for name, one in data["sets"].items()}


def compared_sets() -> tuple[str, ...]:
    """Return the names of the sets that the reference has run on."""
    return tuple(reference_runs()[1])


def beside_frame(
    name: str, state: Mapping[str, float], records: Sequence[Record], index: int
) -> dict[str, Any]:
    """Return the reference's part of a frame: empty where the run is another than the reference's.

    Parameters
    ----------
    name : str
        Of the set.
    state : mapping
        What the controls say.
    records : sequence of Record
        Of the run so far.
    index : int
        Which of them is on show.
    """
    run = _same_run(name, state, records)
    if run is None:
        nothing = dict.fromkeys(("their_epochs", "their_curves", "their_map"))
        return {**nothing, "their_cells": 1, "their_epoch": 0, "compared": ""}
    epoch = run.shown_at(records[index].epoch)
    return {
        "their_epochs": floats(run.epochs),
        "their_curves": floats(run.curves),
        "their_map": run.maps[epoch].tobytes(),
        "their_cells": len(run.maps[epoch]),
        "their_epoch": epoch,
        "compared": run.compared(records),
    }


def _same_run(
    name: str, state: Mapping[str, float], records: Sequence[Record]
) -> ReferenceRun | None:
    """Return the reference's run from the same start with the same settings, if there is one."""
    settings, runs = reference_runs()
    is_standard = all(state[setting] == value for setting, value in settings.items())
    if name not in runs or not is_standard or not records:
        return None
    run, began = runs[name], records[0].parameters
    alike = all(np.array_equal(began[key], value) for key, value in run.start.items())
    return run if alike and not any(record.by_hand for record in records) else None


def levels(shades: NDArray[np.uint8], n_classes: int = 2) -> str:
    """Return a map of two or three classes in fifteen levels, one letter a cell."""
    flat = shades.ravel().astype(float)
    if n_classes == 2:
        steps = np.round((flat - THRESHOLD_SHADE) * MIDDLE / _HALF) + MIDDLE
    else:
        classes, sure = np.divmod(flat - 1, LEVELS)
        steps = OF_A_CLASS * classes + np.round(sure * (OF_A_CLASS - 1) / (LEVELS - 1))
    return "".join("0123456789abcde"[int(step)] for step in steps)


def shades_of(text: str, n_classes: int) -> NDArray[np.uint8]:
    """Return the map (k, k) whose levels these are."""
    steps = np.array([int(letter, 16) for letter in text])
    if n_classes == 2:
        shades = THRESHOLD_SHADE + (steps - MIDDLE) * _HALF / MIDDLE
    else:
        classes, sure = np.divmod(steps, OF_A_CLASS)
        shades = 1 + LEVELS * classes + sure * (LEVELS - 1) / (OF_A_CLASS - 1)
    cells = round(len(text) ** 0.5)
    return np.round(shades).astype(np.uint8).reshape(cells, cells)


def _run(data: dict[str, Any]) -> ReferenceRun:
    start = {name: np.array(values) for name, values in data["start"].items()}
    n_classes = max(len(start["W2"]), 2)
    return ReferenceRun(
        start,
        np.array(data["epochs"], dtype=np.float64),
        np.array(data["curves"]),
        {int(epoch): shades_of(text, n_classes) for epoch, text in data["maps"].items()},
    )


_HALF = BRIGHTEST - THRESHOLD_SHADE
