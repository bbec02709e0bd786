"""What the playground says: its sentence, its settings, and what cannot be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from deepcat.widgets.network_state import Parameters
from deepcat.widgets.playground_data import MOST_UNITS, OWN
from deepcat.widgets.training_run import Functions, Points, Record
from deepcat.widgets.words import name_of, number


def refuse(opening: Mapping[str, float]) -> None:
    """Raise ValueError where an argument is out of its range."""
    ranges = {
        "noise": (0, 2),
        "test": (0, 0.9),
        "units": (1, MOST_UNITS),
        "rate": (0.001, 10),
        "batch": (0, np.inf),
        "seed": (0, np.inf),
        "sample": (0, np.inf),
    }
    words = {"test": "test_share", "rate": "learning_rate", "batch": "batch_size"}
    for name, (low, high) in ranges.items():
        if not low <= opening[name] <= high:
            raise ValueError(
                f"Playground needs {words.get(name, name)} from {low:g} to {high:g},"
                f" not {opening[name]}."
            )


def measured_badly(records: list[Record], functions: Functions) -> str:
    """Return what the cost gave where it is no finite number, or nothing."""
    if not records or functions.cost is None or np.isfinite(records[-1].losses[0]):
        return ""
    last = records[-1]
    return (
        f"Epoch {last.epoch}: {name_of(functions.cost)} gave {last.losses[0]},"
        " although every number of the network is finite."
    )


def sentence(data: str, parameters: Parameters, points: Points) -> str:
    """Return what the picture shows, apart from how good the network is."""
    units = parameters["W1"].shape[0]
    hidden = f"{units} hidden unit{'s' if units > 1 else ''}"
    kept = int(np.count_nonzero(points.tested))
    return (
        f"A network with {hidden} on the set {data}: {points.Y.size - kept} points to train on"
        f" and {kept} to test."
    )


def confusion(points: Points, right: NDArray[np.bool_]) -> str:
    """Return how many points of each class are taken for which: "0 as 0,0 as 1,1 as 0,1 as 1".

    Counted are the points for testing, or all where none are kept for that.

    Parameters
    ----------
    points : Points
    right : (m,) bool
        Whether each point is on its right side.

    Examples
    --------
    >>> points = Points(np.zeros((2, 3)), np.array([True, True, False]), np.zeros(3, dtype=bool))
    >>> confusion(points, np.array([True, False, True]))
    '1,0,1,1'
    """
    counted = points.tested if points.tested.any() else ~points.tested
    pairs = [
        (truth, truth if is_right else not truth)
        for truth, is_right in zip(points.Y[counted], right[counted], strict=True)
    ]
    cells = [(False, False), (False, True), (True, False), (True, True)]
    return ",".join(str(sum(pair == cell for pair in pairs)) for cell in cells)


def told(records: list[Record], index: int, is_within: bool) -> str:
    """Return the epoch and how good the network is, as sentences to follow another.

    Parameters
    ----------
    records : list of Record
        The run's; there may be none.
    index : int
        Which of them is on show.
    is_within : bool
        Whether the run has gone on within the next epoch.
    """
    if not records:
        return ""
    record = records[index]
    parts = []
    for name, loss, accuracy in zip(
        ("training", "test"), record.losses, record.accuracies, strict=True
    ):
        if np.isfinite(accuracy):
            words = f"{name} {accuracy:.0%} right"
            parts.append(words + (f", loss {number(loss)}" if np.isfinite(loss) else ""))
    epoch = f"Epoch {record.epoch}"
    if is_within and index == len(records) - 1:
        epoch += f" and a part of the next; at the end of epoch {record.epoch}"
    return f" {epoch}: {'; '.join(parts)}."


def expression(
    functions: Functions,
    initialize: Callable[..., Any] | None,
    sets: list[str],
    state: Mapping[str, float],
    kind: str,
) -> str:
    """Return the call that makes a playground with these settings; defaults are left out."""
    given = {
        "gradients": functions.gradients,
        "step": functions.step,
        "cost": functions.cost,
        "initialize": initialize,
    }
    parts = [_called(functions.forward, "forward")]
    parts += [f"{word}={_called(f, word)}" for word, f in given.items() if f is not None]
    if kind:
        parts += ["alternatives=alternatives", f"kind={kind!r}"]
    data = sets[round(state["data"])]
    if OWN in sets:
        parts += ["X=X", "Y=Y"]
    parts += [f"data={data!r}", f"noise={state['noise']:g}", f"test_share={state['test']:g}"]
    parts.append(f"units={round(state['units'])}")
    if functions.learns:
        parts.append(f"learning_rate={state['rate']:g}")
        if state["batch"]:
            parts.append(f"batch_size={round(state['batch'])}")
    parts.append(f"seed={round(state['seed'])}")
    if state["sample"]:
        parts.append(f"sample={round(state['sample'])}")
    return f"Playground({', '.join(parts)})"


def _called(function: Callable[..., Any], otherwise: str) -> str:
    name = name_of(function)
    return name if name.isidentifier() else otherwise
