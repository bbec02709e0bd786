"""The playground: a network with one hidden layer that the student's own functions drive."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from deepcat.widgets.attempt import Trouble
from deepcat.widgets.bundle import STYLE, link
from deepcat.widgets.live import LiveWidget, Payload, floats
from deepcat.widgets.network_picture import NetworkFrame, NetworkTask, network_frame
from deepcat.widgets.network_state import Parameters
from deepcat.widgets.plane import reach_of
from deepcat.widgets.playground_data import (
    MOST_UNITS,
    Given,
    Sets,
    begun,
    checked,
    flat,
    valley,
    with_weight,
)
from deepcat.widgets.playground_words import (
    confusion,
    expression,
    measured_badly,
    refuse,
    sentence,
    told,
)
from deepcat.widgets.training_run import Functions, Run, copied
from deepcat.widgets.words import name_of, number

FINEST, COARSEST = 64, 8  # rows and columns of the map
PATIENCE = 0.1  # seconds that a map may take; a slow function gets a coarser one
CHUNK = 0.05  # seconds of training between two pictures
YOURS = "yours"
SHOWN_EPOCHS = 300  # that *Show me* trains
SHOWN_SECONDS = 2.0
DATA = ("data", "noise", "test", "sample", "kind")  # a change of these makes a new picture,
START = (*DATA, "units", "seed")  # and of one of these a new network


class Playground(LiveWidget):
    """Train a network with one hidden layer by your own functions, and watch every unit.

    Without ``gradients`` and ``step`` nothing learns: the weights are yours to find by hand.

    Parameters
    ----------
    forward : callable
        Your ``forward(X, parameters) -> (Y_hat, cache)``; X is (2, m), Y_hat (1, m), and the
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
    X, Y : array_like, optional
        Points of your own, (2, m) and (1, m); the choice of made-up sets stays.
    data : str, optional
        The set to begin with: "blobs", "moons", "circles", "xor", "spirals", or "own". When left
        out it is your own, else "circles", and "xor" where nothing learns.
    noise : float
        How much the points of a made-up set scatter.
    test_share : float
        How much of the points is kept for testing.
    units : int, optional
        Hidden units, 1 to 16: when left out 4, and 2 where nothing learns.
    learning_rate : float
        Between 0.001 and 10.
    batch_size : int, optional
        Points a step; all of them when left out.
    seed : int
        Decides the first weights and the batches.
    sample : int
        Decides which points are drawn.
    parameters : dict, optional
        The network to begin with, for as long as the number of units and the seed stay.
    answer : dict, optional
        The network that *Show me* goes to where nothing learns.
    alternatives : dict, optional
        Pairs of functions by name, such as ``{"tanh": (forward_tanh, backward_tanh)}``, to
        choose from beside your own: another activation, a gradient with a penalty, a mistake.
    kind : str
        Which of them to begin with; "yours" are `forward` and `gradients`.

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
    question = "How few hidden units can tell the two classes apart? Guess, then press Play."
    by_hand = "Which weights tell the two classes apart? Take an edge, and change its weight."

    def __init__(
        self,
        forward: Callable[..., Any],
        gradients: Callable[..., Any] | None = None,
        step: Callable[..., Any] | None = None,
        cost: Callable[..., Any] | None = None,
        initialize: Callable[..., Any] | None = None,
        *,
        X: ArrayLike | None = None,
        Y: ArrayLike | None = None,
        data: str | None = None,
        noise: float = 0.1,
        test_share: float = 0.3,
        units: int | None = None,
        learning_rate: float = 0.3,
        batch_size: int | None = None,
        seed: int = 0,
        sample: int = 0,
        parameters: Mapping[str, ArrayLike] | None = None,
        answer: Mapping[str, ArrayLike] | None = None,
        alternatives: Mapping[str, tuple[Callable[..., Any], Callable[..., Any]]] | None = None,
        kind: str = YOURS,
    ) -> None:
        self._functions = Functions(forward, gradients, step, cost)
        self._kinds = {YOURS: self._functions}
        for name, (other, others) in (alternatives or {}).items():
            self._kinds[name] = Functions(other, others if step else None, step, cost)
        if kind not in self._kinds:
            raise ValueError(f"Playground has the kinds {', '.join(self._kinds)}, and no {kind!r}.")
        if (gradients is None) != (step is None):
            raise ValueError("Playground needs both gradients and step to learn, or neither.")
        self._initialize = initialize
        self._sets = Sets(X, Y)
        self._first = None if parameters is None else Given(checked(parameters), seed)
        self._given = self._first
        self._answer = valley() if answer is None else checked(answer)
        self._answers_xor = answer is None
        if self._first is not None:
            units = self._first.units
        opening = {
            "data": self._sets.index(data, "circles" if step else "xor"),
            "noise": noise,
            "test": test_share,
            "sample": sample,
            "kind": list(self._kinds).index(kind),
            "units": units or (4 if step else 2),
            "seed": seed,
            "rate": learning_rate,
            "batch": batch_size or 0,
            "link": 0,
            "weight": 0.0,
            "edits": 0,
            "shown": -1,
        }
        refuse(opening)
        self._made: dict[str, float] = {}
        self._edits, self._rate = 0.0, learning_rate
        self._cells = 0  # not known yet
        self._last_good: Payload = dict.fromkeys(("tiles", "shades", "right"))
        self._last_good |= {"low": "0", "high": "1", "cells": FINEST, "mapped": 0, "confusion": ""}
        setting = {
            "question": self.question if self._functions.learns else self.by_hand,
            "sets": self._sets.names,
            "most": MOST_UNITS,
            "kinds": list(self._kinds),
            "learns": self._functions.learns,
            "measured": cost is not None,
        }
        super().__init__(setting, {name: float(value) for name, value in opening.items()})

    @property
    def parameters(self) -> Parameters:
        """The weights and biases on show, as your functions take them."""
        return copied(self._on_show(self.state)[0])

    @parameters.setter
    def parameters(self, value: Mapping[str, ArrayLike]) -> None:
        self._begin_with(checked(value))

    @property
    def history(self) -> dict[str, list[float]]:
        """The curves: epoch, loss, test_loss, accuracy and test_accuracy, at the ends of epochs."""
        records = self._run.records
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
        problem = self._follow(state)
        parameters, index = self._on_show(state)
        records = self._run.records
        frame = self._mapped(parameters)
        drawn = frame.shades is not None
        problem = problem or frame.problem or measured_badly(records, self._functions)
        stale = not drawn and self._last_good["shades"] is not None
        curves = np.array([[*r.losses, *r.accuracies] for r in records]).reshape(-1, 4)
        return {
            **self._last_good,
            "x1": floats(self._points.X[0]),
            "x2": floats(self._points.X[1]),
            "classes": self._points.Y.astype(np.uint8).tobytes(),
            "tested": self._points.tested.astype(np.uint8).tobytes(),
            "reach": self._task.reach,
            "units": int(parameters["W1"].shape[0]),
            "weights": floats(flat(parameters)),
            "epochs": floats(np.array([float(r.epoch) for r in records])),
            "curves": floats(curves.T),
            "shown": index,
            "ended": bool(self._run.problem),
            "settings": self._pasted(state),
            "stale": stale,
            "problem": self.explained(problem, stale),
            "sentence": sentence(self._sets.names[round(state["data"])], parameters, self._points)
            + told(records, index, self._run.is_within),
        }

    def act(self, action: str) -> None:
        """Do what a button says: "train", "epoch", "again", "reset" or "show"."""
        actions = {
            "train": lambda: self._trained(10**9, CHUNK),
            "epoch": lambda: self._trained(1),
            "again": self.restart,
            "reset": self.reset,
            "show": self.show_me,
        }
        if action in actions:
            actions[action]()

    def restart(self) -> None:
        """Go back to the first weights, with all settings as they are."""
        self._made = {}
        self.renew(shown=-1.0)

    def reset(self) -> None:
        """Go back to the opening state."""
        self._given, self._made = self._first, {}
        self.renew(**self._opening)

    def show_me(self) -> None:
        """Train for a while, or go to the answer where nothing learns."""
        if self._functions.learns:
            self._trained(SHOWN_EPOCHS, SHOWN_SECONDS)
            return
        xor = float(self._sets.names.index("xor"))
        self._begin_with(self._answer, **({"data": xor} if self._answers_xor else {}))

    def forget(self) -> None:
        """Forget what has gone wrong: it may go right now."""
        self._run.problem = ""

    def _begin_with(self, parameters: Parameters, **values: float) -> None:
        self._given, self._made = Given(parameters, self.state["seed"]), {}
        self.renew(units=float(self._given.units), shown=-1.0, **values)

    def _trained(self, epochs: int, seconds: float = float("inf")) -> None:
        with self._turn:
            rate, batch = self.state["rate"], round(self.state["batch"])
            self._run.train(rate, batch, epochs=epochs, seconds=seconds)
            self.renew(shown=-1.0)

    def _follow(self, state: Mapping[str, float]) -> str:
        """Make points, network and weights what the state says; return what went wrong."""
        problem = ""
        if any(self._made.get(name) != state[name] for name in START):
            problem = self._start(state)
        if state["rate"] != self._rate:
            self._rate, self._run.problem = state["rate"], ""
        if state["edits"] != self._edits:
            self._edits = state["edits"]
            if state["edits"] > 0:
                changed = with_weight(self._run.parameters, round(state["link"]), state["weight"])
                self._run.put(changed)
        start = time.perf_counter()
        try:
            self._run.measure()
        except Trouble as trouble:
            problem = problem or str(trouble)
        spent = time.perf_counter() - start
        self._cells = self._cells or affordable(0, self._points.Y.size, spent)
        return problem or self._run.problem

    def _pasted(self, state: Mapping[str, float]) -> str:
        own = self._kinds[YOURS]
        kind = self._kind(state)[0] if len(self._kinds) > 1 else ""
        return expression(own, self._initialize, self._sets.names, state, kind)

    def _kind(self, state: Mapping[str, float]) -> tuple[str, Functions]:
        place = round(min(max(state["kind"], 0), len(self._kinds) - 1))
        return list(self._kinds.items())[place]

    def _start(self, state: Mapping[str, float]) -> str:
        if any(self._made.get(name) != state[name] for name in DATA):
            whole = round(state["data"]), state["noise"], state["test"], round(state["sample"])
            self._points = self._sets.points(*whole)
            self._functions = self._kind(state)[1]
            forward = self._functions.forward
            self._task = NetworkTask(
                self._points.X, self._points.Y, reach_of(self._points.X), _as_network(forward)
            )
        self._made = {name: state[name] for name in START}
        rng = np.random.default_rng(round(state["seed"]))
        units, problem = round(state["units"]), ""
        parameters = self._given.fitting(units, state["seed"]) if self._given else None
        if parameters is None:
            try:
                parameters = begun(self._initialize, units, rng)
            except Trouble as trouble:
                problem = str(trouble)
                parameters = begun(None, units, rng)
        self._run = Run(self._functions, self._points, parameters, rng)
        return problem

    def _on_show(self, state: Mapping[str, float]) -> tuple[Parameters, int]:
        """Return the network on show, and which of the records it is of (-1: the last)."""
        shown, records = round(state["shown"]), self._run.records
        if 0 <= shown < len(records) - 1:
            return records[shown].parameters, shown
        return self._run.parameters, len(records) - 1

    def _mapped(self, parameters: Parameters) -> NetworkFrame:
        """Return the maps, of as many cells as the student's function has time for."""
        start = time.perf_counter()
        frame = network_frame(self._task, parameters, self._cells)
        spent = time.perf_counter() - start
        cells, self._cells = self._cells, affordable(self._cells, self._points.Y.size, spent)
        if frame.shades is not None and frame.right is not None:
            self._last_good = {
                "tiles": b"".join(tile.tobytes() for tile in frame.tiles),
                "shades": frame.shades.tobytes(),
                "low": number(frame.low),
                "high": number(frame.high),
                "right": frame.right.astype(np.uint8).tobytes(),
                "cells": cells,
                "confusion": confusion(self._points, frame.right),
                "mapped": int(parameters["W1"].shape[0]),
            }
        return frame


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


def _as_network(forward: Callable[..., Any]) -> Callable[..., Any]:
    """Return the student's function as one that takes activations, too; its name stays."""

    def network(X: Any, parameters: Any, activations: Any) -> Any:
        return forward(X, parameters)

    network.__name__ = name_of(forward)
    return network
