"""The reference's answers for exercises that did not pass, worked out in a process of their own.

A student's code chooses what the reference is asked, so the asking has limits of its own: a
reference that is sent on an endless errand must not take the grader along.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any, Self

from deepcat_grader.bank.registry import Answer
from deepcat_grader.grading.channel import Ended, Fault
from deepcat_grader.grading.launch import GRADER, launch
from deepcat_grader.grading.limits import Limits
from deepcat_grader.grading.session import Session, Spent
from deepcat_judge.observe import Observation
from deepcat_judge.plain import Plain
from deepcat_judge.wire import Frame, Wire, WireError

MAX_ASKED = 2000
SECONDS = 2.0


class References:
    """Answers for functions by name; the process starts with the first question."""

    def __init__(self, functions: Mapping[str, Answer], limits: Limits) -> None:
        packages = {function.__module__.partition(".")[0] for function in functions.values()}
        start = functools.partial(launch, limits, (GRADER,), sorted(packages))
        self._session = Session(limits, start)
        self._functions = functions
        self._ready: set[str] = set()
        self._asked = 0

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the process."""
        self._session.close()

    def answering(self, allowed: frozenset[str]) -> Callable[[Frame], dict[str, Wire]]:
        """What `Session.copy` needs to answer for these functions, and no others."""
        for name in allowed - self._ready:  # now, for a student's call has a limit of its own
            self._session.run(name, f"from {self._functions[name].__module__} import {name}")
            self._ready.add(name)

        def answer(frame: Frame) -> dict[str, Wire]:
            name, args, named = (frame.fields.get(key) for key in ("name", "args", "named"))
            if not (isinstance(name, str) and isinstance(args, tuple) and isinstance(named, dict)):
                return _cannot("This")
            if name not in allowed or self._asked >= MAX_ASKED:
                return _cannot(name)
            self._asked += 1
            try:
                return {"value": self._call(name, args, named), "why": None}
            except (Fault, Ended):
                self._session.close()
                return _cannot(name)
            except (TypeError, WireError, Spent):
                return _cannot(name)

        return answer

    def _call(self, name: str, args: tuple[Plain, ...], named: Mapping[str, Any]) -> Plain:
        function = self._functions[name]
        bound = inspect.signature(function).bind(*args, **named)
        bound.apply_defaults()
        frame = self._session.ask(
            "call", SECONDS, name=name, args=bound.args, trace=False, seconds=SECONDS
        )
        seen = frame.fields.get("seen")
        if not isinstance(seen, Observation) or seen.raised or seen.timed_out:
            raise TypeError(f"{name} has no answer to this")
        return seen.value


def _cannot(name: str) -> dict[str, Wire]:
    return {"value": None, "why": f"{name} does not work yet, and nothing can stand in for it here"}
