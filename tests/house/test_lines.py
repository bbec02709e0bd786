"""What an author writes for an exercise stays short."""

from __future__ import annotations

import importlib.util
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Judged by what many calls do rather than by values: the answers that cheat are most of the text.
BY_OUTCOME = {"introduction.random_search"}
MOST = 300  # lines of an exercise of the first two lessons, on average


def test_an_exercise_of_values_takes_few_lines() -> None:
    path = ROOT / "benchmarks/lines.py"
    spec = importlib.util.spec_from_file_location("lines", path)
    assert spec and spec.loader
    lines = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(lines)
    first_two = {
        name: each
        for name, each in lines.measure().items()
        if name.startswith(("introduction.", "neuron.")) and name not in BY_OUTCOME
    }
    assert len(first_two) == 17
    assert lines.average(first_two) < MOST
