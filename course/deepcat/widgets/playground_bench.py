"""What stands on the playground at a time: points, functions, a network and its run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from deepcat.widgets.attempt import Trouble
from deepcat.widgets.network_state import Parameters
from deepcat.widgets.parts import CROSS_ENTROPY
from deepcat.widgets.penalty import PENALTIES, Penalty
from deepcat.widgets.plane import reach_of
from deepcat.widgets.playground_data import Scatter, Sets
from deepcat.widgets.playground_engine import Choice, Engine
from deepcat.widgets.playground_features import decoded
from deepcat.widgets.playground_network import SCALES, Given, Size, begun, checked, with_weight
from deepcat.widgets.training_run import Functions, Run

DATA = ("data", "noise", "test", "sample")  # a change of these draws new points,
START = (*DATA, "features", "kind", "loss", "units", "seed", "scale")  # of these a new network


class Bench:
    """Points, functions, a network and its run, which follow what the controls say.

    Parameters
    ----------
    engine : Engine
        The functions to choose from.
    sets : Sets
        The points to choose from.
    initialize : callable or None
        The student's.
    given : Given, optional
        The network to begin with.
    """

    def __init__(
        self,
        engine: Engine,
        sets: Sets,
        initialize: Callable[..., Any] | None,
        given: Given | None,
    ) -> None:
        self._engine, self._sets, self._initialize = engine, sets, initialize
        self._first = self._given = given
        self._made: dict[str, float] = {}
        self._edits = 0.0
        self._set: dict[str, float] = {}  # what may mend a run that has stopped
        self._trouble = ""
        self.scatter: Scatter
        self.functions: Functions
        self.run: Run
        self.reach = 1.0

    def choice(self, state: Mapping[str, float]) -> Choice:
        """Return what the controls say of the functions at work."""
        n_classes = self.scatter.n_classes
        return Choice(
            self._engine.kinds[within(state["kind"], self._engine.kinds)],
            self._engine.losses[within(state["loss"], self._engine.losses)]
            if n_classes == 2
            else CROSS_ENTROPY,
            n_classes,
            decoded(state["features"]),
            self.penalty(state),
            SCALES[within(state["scale"], SCALES)],
            round(state["batch"]),
        )

    @staticmethod
    def penalty(state: Mapping[str, float]) -> Penalty:
        """Return the penalty on large weights."""
        return Penalty(PENALTIES[within(state["penalty"], PENALTIES)], state["strength"])

    def again(self) -> None:
        """Let the next state begin with new first weights."""
        self._made = {}

    def reset(self) -> None:
        """Go back to the network of the opening."""
        self._given, self._made = self._first, {}

    def begin_with(self, parameters: Parameters, seed: float) -> None:
        """Let the next state begin with this network."""
        self._given, self._made = Given(parameters, seed), {}

    def checked(self, parameters: Mapping[str, Any], state: Mapping[str, float]) -> Parameters:
        """Return a network that fits the inputs and the classes; raises ValueError."""
        outputs = 1 if self.scatter.n_classes == 2 else self.scatter.n_classes
        return checked(parameters, len(decoded(state["features"])), outputs)

    def follow(self, state: Mapping[str, float]) -> str:
        """Make points, functions and network what a state says; return what went wrong."""
        if any(self._made.get(name) != state[name] for name in START):
            self._trouble = self._start(state)
        mending = {name: state[name] for name in ("rate", "penalty", "strength")}
        if mending != self._set:
            self._set, self.run.problem = mending, ""
        if state["edits"] != self._edits:
            self._edits = state["edits"]
            if state["edits"] > 0:
                weight = round(state["link"]), state["weight"]
                self.run.put(with_weight(self.run.parameters, *weight))
        return self._trouble

    def measure(self) -> str:
        """Measure the network where nobody has yet; return what went wrong."""
        try:
            self.run.measure()
        except Trouble as trouble:
            return str(trouble)
        return ""

    def _start(self, state: Mapping[str, float]) -> str:
        if any(self._made.get(name) != state[name] for name in DATA):
            whole = round(state["data"]), state["noise"], state["test"], round(state["sample"])
            self.scatter = self._sets.scatter(*whole)
            self.reach = reach_of(self.scatter.places)
        self._made = {name: state[name] for name in START}
        choice, problem = self.choice(state), ""
        try:
            self.functions = self._engine.functions(choice)
        except Trouble as trouble:
            problem = str(trouble)
            self.functions = Functions(_nobody(problem))
        rng = np.random.default_rng(round(state["seed"]))
        outputs = 1 if choice.n_classes == 2 else choice.n_classes
        size = Size(len(choice.features), round(state["units"]), outputs)
        parameters = None
        if self._given and choice.scale == 1:
            parameters = self._given.fitting(size, state["seed"])
        if parameters is None:
            try:
                parameters = begun(self._initialize, size, rng, choice.scale)
            except Trouble as trouble:
                problem = problem or str(trouble)
                parameters = begun(None, size, rng, choice.scale)
        points = self.scatter.points(choice.features)
        self.run = Run(self.functions, points, parameters, rng)
        return problem


def within(value: float, names: Any) -> int:
    """Return a place in a list, the nearest there is."""
    return round(min(max(value, 0), len(names) - 1))


def _nobody(problem: str) -> Callable[..., Any]:
    def forward(X: Any, parameters: Any) -> Any:
        raise Trouble(problem)

    return forward
