"""What the playground says: its sentence, its settings, and what cannot be."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from deepcat.widgets.network_state import Parameters
from deepcat.widgets.penalty import PENALTIES
from deepcat.widgets.playground_data import OWN, Scatter
from deepcat.widgets.playground_engine import Engine
from deepcat.widgets.playground_features import PLAIN, decoded
from deepcat.widgets.playground_network import MOST_UNITS, SCALES
from deepcat.widgets.training_run import Functions, Record
from deepcat.widgets.words import name_of, number


def refuse(opening: Mapping[str, float]) -> None:
    """Raise ValueError where an argument is out of its range."""
    ranges = {
        "noise": (0, 2),
        "test": (0, 0.9),
        "units": (1, MOST_UNITS),
        "rate": (0.001, 10),
        "batch": (0, np.inf),
        "strength": (0, 1),
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


def place_of(what: str, wanted: object, among: Sequence[object]) -> int:
    """Return where something stands in a list; raises ValueError where it is not in it."""
    if wanted not in among:
        names = ", ".join(map(str, among))
        raise ValueError(f"Playground has for {what} the choice of {names}, and no {wanted!r}.")
    return among.index(wanted)


def measured_badly(records: list[Record], functions: Functions) -> str:
    """Return what the cost gave where it is no finite number, or nothing."""
    if not records or functions.cost is None or np.isfinite(records[-1].losses[0]):
        return ""
    last = records[-1]
    return (
        f"Epoch {last.epoch}: {name_of(functions.cost)} gave {last.losses[0]},"
        " although every number of the network is finite."
    )


def sentence(data: str, parameters: Parameters, scatter: Scatter) -> str:
    """Return what the picture shows, apart from how good the network is."""
    units, inputs = parameters["W1"].shape
    hidden = f"{units} hidden unit{'s' if units > 1 else ''}"
    if inputs != len(PLAIN):
        hidden = f"{inputs} input{'s' if inputs > 1 else ''} and {hidden}"
    kept = int(np.count_nonzero(scatter.tested))
    classes = "" if scatter.n_classes == 2 else f" of {scatter.n_classes} classes"
    return (
        f"A network with {hidden} on the set {data}: {scatter.labels.size - kept} points{classes}"
        f" to train on and {kept} to test."
    )


def confusion(scatter: Scatter, taken: NDArray[np.int64]) -> str:
    """Return how many points of each class are taken for which: "0 as 0,0 as 1,1 as 0,1 as 1".

    Counted are the points for testing, or all where none are kept for that.

    Parameters
    ----------
    scatter : Scatter
    taken : (m,) int64
        The class that each point is taken for.

    Examples
    --------
    >>> labels, tested = np.array([1, 1, 0]), np.zeros(3, dtype=bool)
    >>> confusion(Scatter(np.zeros((2, 3)), labels, tested), np.array([1, 0, 0]))
    '1,0,1,1'
    """
    counted = scatter.tested if scatter.tested.any() else ~scatter.tested
    pairs = list(zip(scatter.labels[counted].tolist(), taken[counted].tolist(), strict=True))
    every = range(scatter.n_classes)
    return ",".join(str(pairs.count((truth, said))) for truth in every for said in every)


def told(records: list[Record], index: int, is_within: bool) -> str:
    """Return the epoch and how good the network is, as a sentence.

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
    return f"{epoch}: {'; '.join(parts)}."


def expression(
    functions: Functions,
    initialize: Callable[..., Any] | None,
    engine: Engine,
    sets: Sequence[str],
    state: Mapping[str, float],
) -> str:
    """Return the call that makes a playground with these settings; most defaults are left out."""
    given = {
        "gradients": functions.gradients,
        "step": functions.step,
        "cost": functions.cost,
        "initialize": initialize,
        "minibatches": functions.minibatches,
    }
    parts = [_called(functions.forward, "forward")]
    parts += [f"{word}={_called(f, word)}" for word, f in given.items() if f is not None]
    parts += engine.named
    data = sets[round(state["data"])]
    if OWN in sets:
        parts += ["X=X", "Y=Y"]
    parts += [f"data={data!r}", f"noise={state['noise']:g}", f"test_share={state['test']:g}"]
    return f"Playground({', '.join([*parts, *_network(engine, state), *_start(state)])})"


def _network(engine: Engine, state: Mapping[str, float]) -> list[str]:
    features, parts = decoded(state["features"]), []
    if features != PLAIN:
        parts.append(f"features={list(features)!r}")
    if state["kind"]:
        parts.append(f"kind={engine.kinds[round(state['kind'])]!r}")
    if state["loss"]:
        parts.append(f"loss={engine.losses[round(state['loss'])]!r}")
    parts.append(f"units={round(state['units'])}")
    if not engine.learns:
        return parts
    parts.append(f"learning_rate={state['rate']:g}")
    if state["batch"]:
        parts.append(f"batch_size={round(state['batch'])}")
    if state["penalty"]:
        penalty = PENALTIES[round(state["penalty"])]
        parts += [f"penalty={penalty!r}", f"strength={state['strength']:g}"]
    return parts


def _start(state: Mapping[str, float]) -> list[str]:
    parts = [f"seed={round(state['seed'])}"]
    if state["scale"]:
        parts.append(f"scale={SCALES[round(state['scale'])]:g}")
    if state["sample"]:
        parts.append(f"sample={round(state['sample'])}")
    return parts


def _called(function: Callable[..., Any], otherwise: str) -> str:
    name = name_of(function)
    return name if name.isidentifier() else otherwise
