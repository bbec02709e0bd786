"""The playground: a network with one hidden layer that the student's own functions drive."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from deepcat.widgets.bundle import STYLE, link
from deepcat.widgets.live import LiveWidget, Payload, floats
from deepcat.widgets.network_state import Parameters
from deepcat.widgets.parts import LOSSES, Parts
from deepcat.widgets.penalty import PENALTIES
from deepcat.widgets.playground_bench import Bench
from deepcat.widgets.playground_data import Sets, own_points
from deepcat.widgets.playground_engine import YOURS, Engine
from deepcat.widgets.playground_features import FEATURES, PLAIN, coded, decoded
from deepcat.widgets.playground_maps import Maps
from deepcat.widgets.playground_network import (
    MOST_UNITS,
    SCALES,
    Given,
    checked,
    flat,
    valley,
)
from deepcat.widgets.playground_picture import input_tiles
from deepcat.widgets.playground_words import (
    expression,
    measured_badly,
    place_of,
    refuse,
    sentence,
    told,
)
from deepcat.widgets.reference_run import beside_frame, compared_sets, reference_runs
from deepcat.widgets.training_run import Functions, copied

CHUNK = 0.05  # seconds of training between two pictures
BATCHES = (0, 1, 8, 32)
SHOWN_EPOCHS = 300  # that *Show me* trains
SHOWN_SECONDS = 2.0


class Playground(LiveWidget):
    """Train a network with one hidden layer by your own functions, and watch every unit.

    Without ``gradients`` and ``step`` nothing learns: the weights are yours to find by hand.

    Parameters
    ----------
    forward : callable
        Your ``forward(X, parameters) -> (Y_hat, cache)``; X is (n_x, m), Y_hat (1, m), and the
        cache has the hidden units' ``"A1"``. It draws all the maps.
    gradients : callable, optional
        Your ``backward(Y, parameters, cache) -> gradients``, with ``"dW1"``, ``"db1"``,
        ``"dW2"`` and ``"db2"``.
    step : callable, optional
        Your ``gradient_step(parameters, gradients, learning_rate) -> parameters``.
    cost : callable, optional
        Your ``cost(Y, Y_hat) -> float``; without one there is no curve of the loss.
    initialize : callable, optional
        Your ``initialize(n_x, n_h, rng) -> parameters``; without one the weights are uniform
        between -1 and 1.
    minibatches : callable, optional
        Your ``minibatches(X, Y, batch_size, rng)``, an iterator of pairs; without one the
        playground deals the points.
    X, Y : array_like, optional
        Points of your own, (2, m) and (1, m); the choice of made-up sets stays. With a one-hot Y
        of three or four rows, your functions are those of a network for so many classes.
    data : str, optional
        The set to begin with: "blobs", "moons", "circles", "xor", "spirals", "cats and dogs"
        (two numbers that were measured in each drawing), or "own"; with `parts` that have a
        softmax also "three blobs" and "three spirals". When left out it is your own, else
        "circles", and "xor" where nothing learns.
    noise : float
        How much the points of a made-up set scatter.
    test_share : float
        How much of the points is kept for testing.
    features : sequence of str
        What the network gets of a point: some of "x1", "x2", "x1²", "x2²", "x1·x2", "sin πx1"
        and "sin πx2".
    units : int, optional
        Hidden units, 1 to 16: when left out 4, and 2 where nothing learns.
    learning_rate : float
        Between 0.001 and 10.
    batch_size : int, optional
        Points a step; all of them when left out.
    penalty : str
        On large weights: "none", "L1" or "L2".
    strength : float
        Its λ, up to 1.
    loss : str
        "cross-entropy", which your `gradients` belong to, or with `parts` "squared error".
    seed : int
        Decides the first weights and the batches.
    scale : float
        The first weights are multiplied by it: 1, 0.01, 10 or 0.
    sample : int
        Decides which points are drawn.
    parameters : dict, optional
        The network to begin with, for as long as its size and the seed stay.
    answer : dict, optional
        The network that *Show me* goes to where nothing learns.
    parts : Parts, optional
        Your functions of other lessons: with them there is a choice of the activation, the loss
        and the number of classes.
    alternatives : dict, optional
        Pairs of functions by name, such as ``{"mistake": (forward, wrong_backward)}``, to
        choose from beside your own.
    kind : str
        Which activation or which of the alternatives to begin with; "yours" are `forward` and
        `gradients`.

    Raises
    ------
    ValueError
        If an argument has another shape, or is out of its range.

    Examples
    --------
    >>> flat = Playground(lambda X, parameters: (0 * X[:1], {"A1": parameters["W1"] @ X}))
    >>> flat.parameters["W1"].shape
    (2, 2)
    >>> print(flat.settings)
    Playground(forward, data='xor', noise=0.1, test_share=0.3, units=2, seed=0)
    """

    _esm = link("playground.js")
    _css = STYLE
    question = "How few hidden units can tell the classes apart? Guess, then press Play."
    by_hand = "Which weights tell the classes apart? Take an edge, and change its weight."

    def __init__(
        self,
        forward: Callable[..., Any],
        gradients: Callable[..., Any] | None = None,
        step: Callable[..., Any] | None = None,
        cost: Callable[..., Any] | None = None,
        initialize: Callable[..., Any] | None = None,
        minibatches: Callable[..., Any] | None = None,
        *,
        X: ArrayLike | None = None,
        Y: ArrayLike | None = None,
        data: str | None = None,
        noise: float = 0.1,
        test_share: float = 0.3,
        features: Sequence[str] = PLAIN,
        units: int | None = None,
        learning_rate: float = 0.3,
        batch_size: int | None = None,
        penalty: str = "none",
        strength: float = 0.01,
        loss: str = LOSSES[0],
        seed: int = 0,
        scale: float = 1.0,
        sample: int = 0,
        parameters: Mapping[str, ArrayLike] | None = None,
        answer: Mapping[str, ArrayLike] | None = None,
        parts: Parts | None = None,
        alternatives: Mapping[str, tuple[Callable[..., Any], Callable[..., Any]]] | None = None,
        kind: str = YOURS,
    ) -> None:
        if (gradients is None) != (step is None):
            raise ValueError("Playground needs both gradients and step to learn, or neither.")
        self._whole = Functions(forward, gradients, step, cost, minibatches)
        self._initialize = initialize
        own = own_points(X, Y)
        n_classes = own[2] if own else 2
        self._engine = Engine(self._whole, initialize, parts, alternatives or {}, n_classes)
        self._sets = Sets(own, self._engine.can)
        outputs = 1 if n_classes == 2 else n_classes
        self._answer = valley() if answer is None else checked(answer, outputs=outputs)
        self._answers_xor = answer is None
        given = None if parameters is None else checked(parameters, len(set(features)), outputs)
        first = None if given is None else Given(given, seed)
        learns = self._whole.learns
        opening = {
            "data": self._sets.index(data, "circles" if learns else "xor"),
            "noise": noise,
            "test": test_share,
            "sample": sample,
            "features": coded(features),
            "kind": self._engine.index(kind),
            "loss": place_of("loss", loss, self._engine.losses),
            "units": first.units if first else units or (4 if learns else 2),
            "seed": seed,
            "scale": place_of("scale", scale, SCALES),
            "rate": learning_rate,
            "batch": batch_size or 0,
            "penalty": place_of("penalty", penalty, PENALTIES),
            "strength": strength,
            "link": 0,
            "weight": 0.0,
            "edits": 0,
            "shown": -1,
        }
        refuse(opening)
        self._bench = Bench(self._engine, self._sets, initialize, first)
        self._maps = Maps()
        setting = {
            "question": self.question if learns else self.by_hand,
            "sets": self._sets.names,
            "features": list(FEATURES),
            "most": MOST_UNITS,
            "kinds": self._engine.kinds,
            "kinds_are": "activation" if self._engine.are_activations else "functions",
            "losses": list(self._engine.losses),
            "penalties": list(PENALTIES),
            "scales": list(SCALES),
            "batches": sorted({*BATCHES, batch_size or 0}),
            "has_reference": learns and n_classes == 2,
            "without_reference": [name for name in self._sets.names if name not in compared_sets()],
            "most_classes": max(n_classes, *(k for k in (2, 3) if self._engine.can(k)), 2),
            "learns": learns,
            "measured": cost is not None,
        }
        super().__init__(setting, {name: float(value) for name, value in opening.items()})

    @property
    def parameters(self) -> Parameters:
        """The weights and biases on show, as your functions take them."""
        return copied(self._on_show(self.state)[0])

    @parameters.setter
    def parameters(self, value: Mapping[str, ArrayLike]) -> None:
        self._begin_with(self._bench.checked(value, self.state))

    @property
    def history(self) -> dict[str, list[float]]:
        """The curves: epoch, loss, test_loss, accuracy and test_accuracy, at the ends of epochs."""
        records = self._bench.run.records
        return {
            "epoch": [record.epoch for record in records],
            "loss": [record.losses[0] for record in records],
            "test_loss": [record.losses[1] for record in records],
            "accuracy": [record.accuracies[0] for record in records],
            "test_accuracy": [record.accuracies[1] for record in records],
        }

    @property
    def settings(self) -> str:
        """The playground as it is set now, as an expression to paste into a cell."""
        return self._pasted(self.state)

    def train(self, epochs: int) -> None:
        """Train for some epochs, as *Play* does."""
        self._trained(epochs)

    def draw(self, state: Mapping[str, float]) -> Payload:
        """Return the frame of a state, with the last good maps where there are no new ones."""
        bench = self._bench
        problem = bench.follow(state)
        start = time.perf_counter()
        measured = bench.measure()
        spent = time.perf_counter() - start
        scatter, run = bench.scatter, bench.run
        self._maps.begin(scatter, spent)
        parameters, index = self._on_show(state)
        forward, inputs = bench.functions.forward, decoded(state["features"])
        found = self._maps.renew(forward, parameters, scatter, inputs, bench.reach)
        stale = bool(found) and self._maps.frame["shades"] is not None
        problem = problem or measured or run.problem or found
        problem = problem or measured_badly(run.records, bench.functions)
        curves = np.array([[*r.losses, *r.accuracies] for r in run.records]).reshape(-1, 4)
        words = self._engine.words(bench.choice(state))
        set_name, learns = self._sets.names[round(state["data"])], bench.functions.learns
        said = sentence(set_name, parameters, scatter)
        beside = beside_frame(set_name if learns else "", state, run.records, index)
        talk = told(run.records, index, run.is_within)
        return {
            **self._maps.frame,
            **beside,
            "x1": floats(scatter.places[0]),
            "x2": floats(scatter.places[1]),
            "classes": scatter.labels.astype(np.uint8).tobytes(),
            "tested": scatter.tested.astype(np.uint8).tobytes(),
            "n_classes": scatter.n_classes,
            "reach": bench.reach,
            "about": self._sets.about(round(state["data"])),
            "units": int(parameters["W1"].shape[0]),
            "features": ",".join(inputs),
            "inputs": input_tiles(inputs, bench.reach),
            "weights": floats(flat(parameters)),
            "epochs": floats(np.array([float(r.epoch) for r in run.records])),
            "curves": floats(curves.T),
            "shown": index,
            "ended": bool(run.problem),
            "settings": self._pasted(state),
            "stale": stale,
            "problem": self.explained(problem, stale),
            "engine": words,
            "told": talk,
            "sentence": " ".join(filter(None, (said, talk, beside["compared"]))),
        }

    def act(self, action: str) -> None:
        """Do what a button says: "train", "epoch", "again", "beside", "reset" or "show"."""
        actions = {
            "train": lambda: self._trained(10**9, CHUNK),
            "epoch": lambda: self._trained(1),
            "again": self.restart,
            "beside": self.beside_the_reference,
            "reset": self.reset,
            "show": self.show_me,
        }
        if action in actions:
            actions[action]()

    def restart(self) -> None:
        """Go back to the first weights, with all settings as they are."""
        self._bench.again()
        self.renew(shown=-1.0)

    def reset(self) -> None:
        """Go back to the opening state."""
        self._bench.reset()
        self.renew(**self._opening)

    def show_me(self) -> None:
        """Train for a while, or go to the answer where nothing learns."""
        if self._whole.learns:
            self._trained(SHOWN_EPOCHS, SHOWN_SECONDS)
            return
        values = {"features": float(coded(PLAIN)), "scale": 0.0}
        if not self._answers_xor:
            self._begin_with(self._answer, **values)
        elif "xor" in self._sets.names:  # the valley is one with your own activation, a ReLU
            xor = float(self._sets.names.index("xor"))
            self._begin_with(self._answer, **values, data=xor, kind=0.0)

    def beside_the_reference(self) -> None:
        """Begin where the reference began, with its settings; its run stands beside yours.

        There is one on each made-up set, for functions that learn two classes.
        """
        if not self.setting["has_reference"]:
            return
        settings, runs = reference_runs()
        name = self._sets.names[round(self.state["data"])]
        name = name if name in runs else "circles"
        data = {"data": float(self._sets.names.index(name))}
        self._begin_with(runs[name].start, **{**settings, **data})

    def forget(self) -> None:
        """Forget what has gone wrong: it may go right now."""
        self._bench.run.problem = ""

    def _begin_with(self, parameters: Parameters, **values: float) -> None:
        self._bench.begin_with(parameters, values.get("seed", self.state["seed"]))
        self.renew(**{**values, "units": float(len(parameters["W1"])), "shown": -1.0})

    def _trained(self, epochs: int, seconds: float = float("inf")) -> None:
        with self._turn:
            rate, batch = self.state["rate"], round(self.state["batch"])
            penalty = self._bench.penalty(self.state)
            run = self._bench.run
            run.train(rate, batch, epochs=epochs, penalty=penalty, seconds=seconds)
            self.renew(shown=-1.0)

    def _pasted(self, state: Mapping[str, float]) -> str:
        return expression(self._whole, self._initialize, self._engine, self._sets.names, state)

    def _on_show(self, state: Mapping[str, float]) -> tuple[Parameters, int]:
        """Return the network on show, and which of the records it is of (-1: the last)."""
        shown, records = round(state["shown"]), self._bench.run.records
        if 0 <= shown < len(records) - 1:
            return records[shown].parameters, shown
        return self._bench.run.parameters, len(records) - 1
