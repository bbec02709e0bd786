"""The reference's runs on the playground's sets, as the pictures and curves that students get."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

import numpy as np

from deepcat.trained import PLAYGROUND
from deepcat.widgets.parts import CROSS_ENTROPY, Parts
from deepcat.widgets.plane import reach_of
from deepcat.widgets.playground_data import Scatter, Sets
from deepcat.widgets.playground_features import PLAIN, coded
from deepcat.widgets.playground_network import Size, begun
from deepcat.widgets.playground_picture import mapped
from deepcat.widgets.reference_run import levels
from deepcat.widgets.training_run import Functions, Record, Run

UNITS, RATE, SEED = 8, 0.5, 0
NOISE, TEST_SHARE = 0.1, 0.3
EPOCHS = 300
SHOWN = (0, 1, 5, 10, 20, 50, 100, 200, 300)  # epochs with a map
CURVE = (*range(21), *range(30, EPOCHS + 1, 10))  # and those of the curves
CELLS = 32
DIGITS = 4


def playground_pictures() -> Mapping[PurePosixPath, str]:
    """Return the one file, from its path below the checkout to its text."""
    settings = {
        "noise": NOISE, "test": TEST_SHARE, "sample": 0, "features": coded(PLAIN), "kind": 0,
        "loss": 0, "units": UNITS, "seed": SEED, "scale": 0, "rate": RATE, "batch": 0, "penalty": 0,
    }  # fmt: skip
    sets = Sets(can=lambda _: True)
    runs = {name: _run_on(sets, name) for name in sets.names}
    lines = [f' "{name}": {json.dumps(run)}' for name, run in runs.items()]
    text = "\n".join(
        [f'{{"settings": {json.dumps(settings)},', '"sets": {', ",\n".join(lines), "}}", ""]
    )
    return {PurePosixPath("course/deepcat/trained", PLAYGROUND): text}


def _run_on(sets: Sets, name: str) -> dict[str, Any]:
    """Train the reference on one set, from first weights that are short to write."""
    from deepcat_solutions.hidden_layer import initialize

    scatter = sets.scatter(sets.index(name, name), NOISE, TEST_SHARE, 0)
    functions = _functions(scatter.n_classes)
    rng = np.random.default_rng(SEED)
    outputs = 1 if scatter.n_classes == 2 else scatter.n_classes
    first = begun(initialize, Size(len(PLAIN), UNITS, outputs), rng)
    start = {name: values.round(DIGITS) for name, values in first.items()}
    run = Run(functions, scatter.points(PLAIN), start, rng)
    run.train(RATE, 0, epochs=EPOCHS)
    if run.problem:
        raise RuntimeError(f"The reference stopped on {name}: {run.problem}")
    kept = [run.records[epoch] for epoch in CURVE]
    curves = np.array([(*record.losses, *record.accuracies) for record in kept]).T
    return {
        "start": {name: values.tolist() for name, values in start.items()},
        "epochs": list(CURVE),
        "curves": curves.round(DIGITS).tolist(),
        "maps": {str(epoch): _map(functions, run.records[epoch], scatter) for epoch in SHOWN},
    }


def _functions(n_classes: int) -> Functions:
    """The reference for so many classes, of the parts that a student's has."""
    from deepcat_solutions import backprop, hidden_layer, losses, network, neuron

    whole = Functions(
        hidden_layer.forward, backprop.backward, backprop.gradient_step, hidden_layer.cost
    )
    if n_classes == 2:
        return whole
    parts = Parts(
        network.network,
        {"relu": (neuron.relu, neuron.relu_prime)},
        (neuron.sigmoid, neuron.sigmoid_prime),
        backprop.output_delta,
        backprop.layer_gradients,
        backprop.hidden_delta,
        softmax=losses.softmax,
        categorical_cross_entropy=losses.categorical_cross_entropy,
    )
    return parts.functions("relu", CROSS_ENTROPY, n_classes, whole)


def _map(functions: Functions, record: Record, scatter: Scatter) -> str:
    reach = reach_of(scatter.places)
    maps = mapped(functions.forward, record.parameters, scatter, PLAIN, reach, CELLS)
    return levels(maps.shades, scatter.n_classes)
