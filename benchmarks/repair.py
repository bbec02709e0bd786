"""How long the search for the place of a mistake takes, as shares of what is promised.

Run with ``python benchmarks/repair.py``. The median is to be within 100 ms and the 95th percentile
within 500 ms. The exit status is 1 when a share is above 1. Shares are of processor time, so that
a busy machine says the same as a quiet one.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from typing import Any

import numpy as np

from deepcat_grader.answers import visible_key
from deepcat_grader.bank import ENTRIES
from deepcat_grader.bank.registry import Entry
from deepcat_judge import order
from deepcat_judge.exercise import Exercise
from deepcat_judge.findings import Failure, Findings, Said
from deepcat_judge.judge import judge
from deepcat_judge.observe import LocalCaller

MEDIAN_SECONDS, P95_SECONDS = 0.1, 0.5
spent: list[float] = []


def timed(findings: Findings, worst: Failure) -> Said | None:
    """Search, whatever else could be said, and keep how long it took."""
    begin = time.process_time()
    findings.place()
    spent.append(time.process_time() - begin)
    return None


def wrong_answers(entry: Entry) -> Iterator[Any]:
    """Every wrong answer that the bank holds: known mistakes, and those of the report card."""
    yield from (mistake.function for mistake in entry.mistakes)
    yield from (unseen.function for unseen in entry.unseen if unseen.kind)


def main() -> int:
    """Search in all of them, and print one line an exercise."""
    order.STEPS = (timed,)
    every: list[float] = []
    for name, entry in ENTRIES.items():
        exercise = entry.exercise
        if not isinstance(exercise, Exercise):
            continue
        key = visible_key(entry)
        spent.clear()
        for answer in wrong_answers(entry):
            judge(exercise, LocalCaller.of(exercise, answer, entry.lends), key)
        every += spent
        if spent:
            half, most = np.percentile(spent, (50, 95))
            print(f"{name:<30} {len(spent):4d}  {1000 * half:6.1f} ms  {1000 * most:6.1f} ms")
    half, most = np.percentile(every, (50, 95))
    shares = half / MEDIAN_SECONDS, most / P95_SECONDS
    print(f"{len(every)} searches: median {shares[0]:.2f}, 95th percentile {shares[1]:.2f} of what")
    print(f"is promised ({1000 * MEDIAN_SECONDS:.0f} and {1000 * P95_SECONDS:.0f} ms)")
    return int(max(shares) > 1)


if __name__ == "__main__":
    sys.exit(main())
