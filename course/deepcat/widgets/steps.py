"""A procedure that is watched one step at a time, forward and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar, Generic, Protocol, TypeVar

import numpy as np

from deepcat.widgets.attempt import Trouble
from deepcat.widgets.live import LiveWidget, Payload, floats


class Record(Protocol):
    """What is known after a step."""

    @property
    def changed(self) -> bool:
        """Whether the step changed what the procedure keeps."""

    @property
    def value(self) -> float:
        """What the chart shows of the step."""


Step = TypeVar("Step", bound=Record)


class Steps(LiveWidget, Generic[Step]):
    """A widget whose state is the number of a step; each step is computed once, from the last.

    A subclass gives ``first`` (the record before any step), ``after`` (the next record, which
    may raise Trouble) and ``picture`` (the frame of a record).
    """

    chart: ClassVar[str]

    def __init__(self, setting: Payload, steps: int) -> None:
        self._steps = steps
        self._records: list[Step] = [self.first()]
        super().__init__({"steps": steps, "chart": self.chart, **setting}, {"step": 0.0})

    def first(self) -> Step:
        """Return the record before any step."""
        raise NotImplementedError

    def after(self, records: list[Step]) -> Step:
        """Return the record of the next step; raises Trouble."""
        raise NotImplementedError

    def picture(self, records: list[Step]) -> Payload:
        """Return the frame after the last of these records, with ``sentence`` and ``problem``."""
        raise NotImplementedError

    @property
    def step(self) -> int:
        """How many steps have been made."""
        return self._wanted(self.state)

    @step.setter
    def step(self, value: int) -> None:
        self.move(step=float(value))

    def draw(self, state: Mapping[str, float]) -> Payload:
        """Return the frame after a step, or the last good one and what stopped the next."""
        problem = ""
        try:
            self._reach(self._wanted(state))
        except Trouble as trouble:
            problem = str(trouble)
        records = self._records[: self._wanted(state) + 1]
        values = np.array([record.value for record in records[1:]])
        picture = self.picture(records)
        problem = problem or picture["problem"]
        return {
            **picture,
            "step": len(records) - 1,
            "values": floats(values),
            "stale": bool(problem),
            "problem": self.explained(problem, bool(problem)),
        }

    def act(self, action: str) -> None:
        """Do what a button says: ``"change"``, ``"reset"`` or ``"show"``."""
        actions = {"change": self.to_change, "reset": self.reset, "show": self.show_me}
        if action in actions:
            actions[action]()

    def to_change(self) -> None:
        """Go to the next step that changes what is kept, or to the last."""
        self._go(self.step + 1, lambda record: record.changed)

    def show_me(self) -> None:
        """Go to the last step."""
        self._go(self._steps, lambda record: False)

    def _go(self, start: int, found: Callable[[Step], bool]) -> None:
        at = min(start, self._steps)
        try:
            self._reach(at)
            while at < self._steps and not found(self._records[at]):
                at += 1
                self._reach(at)
        except Trouble:
            pass  # the frame of that step says it
        self.step = at

    def _reach(self, step: int) -> None:
        while len(self._records) <= step:
            self._records.append(self.after(self._records))

    def _wanted(self, state: Mapping[str, float]) -> int:
        return round(min(max(state["step"], 0), self._steps))
