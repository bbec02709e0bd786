"""What pictures cost: loading `cats-64` and drawing one, as shares of what was promised.

Run with ``python benchmarks/pictures.py``. The exit status is 1 when a share is above 1. Loading is
measured on the clock, in fresh processes, without NumPy's own import: what a student waits for.
Drawing is measured in processor time.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

from deepcat_data import CatsConfig, make_cats

LOAD_SECONDS, DRAW_SECONDS = 0.150, 0.008
ROUNDS = 9

LOAD = """
import time, numpy
start = time.perf_counter()
from deepcat_data import load_cats
{calls}
print(time.perf_counter() - start)
"""


def loading(calls: str) -> float:
    """Return the median seconds that importing and loading take in a fresh process."""
    code = LOAD.format(calls=calls)
    spent = []
    for _ in range(ROUNDS):
        answer = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )
        spent.append(float(answer.stdout))
    return statistics.median(spent)


def drawing() -> float:
    """Return the processor seconds that one picture of the usual mixture takes."""
    make_cats(CatsConfig(counts=(2, 2, 2, 2)))
    start = time.process_time()
    make_cats(CatsConfig(counts=(100, 40, 40, 20)))
    return (time.process_time() - start) / 200


def main() -> int:
    """Print one line a measurement."""
    rows = [
        ("load_cats()", loading("load_cats()"), LOAD_SECONDS),
        ("load_cats(size=32)", loading("load_cats(size=32)"), LOAD_SECONDS),
        ("load_cats('test')", loading("load_cats('test')"), LOAD_SECONDS),
        ("drawing a picture", drawing(), DRAW_SECONDS),
    ]
    for name, seconds, limit in rows:
        print(
            f"{name:20} {seconds / limit:5.2f} of {limit * 1000:.0f} ms  ({seconds * 1000:.1f} ms)"
        )
    return int(any(seconds > limit for _, seconds, limit in rows))


if __name__ == "__main__":
    sys.exit(main())
