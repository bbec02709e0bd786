"""What an author writes for an exercise stays short."""

from __future__ import annotations

import importlib.util
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_an_exercise_takes_few_lines() -> None:
    path = ROOT / "benchmarks/lines.py"
    spec = importlib.util.spec_from_file_location("lines", path)
    assert spec and spec.loader
    lines = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(lines)
    first_two = {
        name: each
        for name, each in lines.measure().items()
        if name.startswith(("introduction.", "neuron."))
    }
    assert len(first_two) == 18
    assert lines.average(first_two) < lines.MOST
