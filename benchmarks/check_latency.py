"""How long a student waits for check(): the 95th percentile as a share of the promised 100 ms.

Run with ``python benchmarks/check_latency.py``. The exit status is 1 when a share is above 1.
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


def p95(action: Callable[[], object]) -> float:
    """Measure the 95th percentile of an action's seconds."""
    seconds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        action()
        seconds.append(time.perf_counter() - start)
    return float(np.percentile(seconds, 95))


def main() -> int:
    """Print one line an exercise and answer, the slowest last."""
    rows = []
    for exercise in EXERCISES.values():
        if isinstance(exercise, Written):
            continue
        for kind, answer in answers(exercise):
            with contextlib.redirect_stdout(io.StringIO()):
                verdict = check(answer, exercise.id)
                seconds = p95(lambda a=answer, e=exercise.id: check(a, e))
            rows.append((seconds / LIMIT_SECONDS, exercise.id, kind, verdict.outcome.value))
    for share, name, kind, outcome in sorted(rows):
        print(f"{share:6.2f} of the limit  {name:<32} {kind:<6} {outcome}")
    worst = max(rows)[0]
    print(f"p95 at most {1000 * worst * LIMIT_SECONDS:.1f} ms of {1000 * LIMIT_SECONDS:.0f} ms")
    return int(worst > 1)


if __name__ == "__main__":
    sys.exit(main())
