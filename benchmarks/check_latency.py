"""How long a student waits for check(): the 95th percentile as a share of the promised 100 ms.

Run with ``python benchmarks/check_latency.py``. The exit status is 1 when a share is above 1.
Shares are of processor time: check() never waits for anything, and a busy machine then says the
same as a quiet one. The time on the clock stands beside them.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from deepcat import check
from deepcat_judge.exercise import AnyExercise, Written
from deepcat_judge.exercises import EXERCISES

LIMIT_SECONDS = 0.100
ROUNDS = 30


def wrong(*args: Any) -> Any:
    """Give an answer that is no known mistake: the longest way through the judge."""
    return np.sin(np.asarray(args[0], dtype=float)) if args else (np.ones((2, 1)), 0.0)


def answers(exercise: AnyExercise) -> Iterator[tuple[str, object]]:
    """Pair each kind of answer with an answer of that kind."""
    yield "wrong", wrong
    with contextlib.suppress(ImportError):
        reference = importlib.import_module(f"deepcat_solutions.{exercise.lesson}")
        yield "right", getattr(reference, exercise.name)


def p95(action: Callable[[], object]) -> tuple[float, float]:
    """Measure the 95th percentiles of an action's processor seconds and clock seconds."""
    spent = []
    for _ in range(ROUNDS):
        busy, clock = time.process_time(), time.perf_counter()
        action()
        spent.append((time.process_time() - busy, time.perf_counter() - clock))
    busy, clock = np.percentile(spent, 95, axis=0)
    return float(busy), float(clock)


def main() -> int:
    """Print one line an exercise and answer, the slowest last."""
    rows = []
    for exercise in EXERCISES.values():
        if isinstance(exercise, Written):
            continue
        for kind, answer in answers(exercise):
            with contextlib.redirect_stdout(io.StringIO()):
                verdict = check(answer, exercise.id)
                busy, clock = p95(lambda a=answer, e=exercise.id: check(a, e))
            rows.append((busy / LIMIT_SECONDS, clock, exercise.id, kind, verdict.outcome.value))
    print("share of the limit, clock, exercise, answer, outcome")
    for share, clock, name, kind, outcome in sorted(rows):
        print(f"{share:6.3f}  {1000 * clock:6.1f} ms  {name:<30} {kind:<6} {outcome}")
    worst = max(rows)[0]
    print(f"p95 at most {worst:.2f} of the limit of {1000 * LIMIT_SECONDS:.0f} ms")
    return int(worst > 1)


if __name__ == "__main__":
    sys.exit(main())
