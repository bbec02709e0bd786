"""What pictures cost: loading `cats-64` and drawing one, as shares of what was promised.

Run with ``python benchmarks/pictures.py``. The exit status is 1 when a share is above 1. Loading is
measured on the clock, import and check of the hash included, in fresh processes after NumPy's own
import; drawing in processor time. The share is that of the quickest round, for what the machine
does besides only ever adds; the median stands beside it.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time

from deepcat_data import CatsConfig, make_cats

LOAD_SECONDS, DRAW_SECONDS = 0.150, 0.008
ROUNDS = 9
NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"

LOAD = """
import time, numpy
start = time.perf_counter()
from deepcat_data import load_cats
{calls}
print(time.perf_counter() - start)
"""


def loading(calls: str) -> float:
    """Return the seconds that importing and loading take in a fresh process."""
    answer = subprocess.run(
        [sys.executable, "-c", LOAD.format(calls=calls)],
        capture_output=True,
        text=True,
        check=True,
        env={name: value for name, value in os.environ.items() if name != NO_BYTECODE},
    )
    return float(answer.stdout)


def drawing(counts: tuple[int, int, int, int]) -> float:
    """Return the processor seconds that a picture takes on average."""
    start = time.process_time()
    make_cats(CatsConfig(counts))
    return (time.process_time() - start) / sum(counts)


def main() -> int:
    """Print one line a measurement."""
    calls = ("load_cats()", "load_cats(size=32)", "load_cats('test')")
    rows = [(call, [loading(call) for _ in range(ROUNDS)], LOAD_SECONDS) for call in calls]
    drawing((2, 2, 2, 2))
    spent = [drawing((50, 20, 20, 10)) for _ in range(ROUNDS)]
    rows.append(("drawing a picture", spent, DRAW_SECONDS))
    for name, seconds, limit in rows:
        best, median = min(seconds), statistics.median(seconds)
        print(
            f"{name:20} {best / limit:5.2f} of {limit * 1000:.0f} ms"
            f"  (best {best * 1000:.1f} ms, median {median * 1000:.1f} ms)"
        )
    return int(any(min(seconds) > limit for _, seconds, limit in rows))


if __name__ == "__main__":
    sys.exit(main())
