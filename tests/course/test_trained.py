"""The detector that lesson 1 begins with is what the script makes, and as good as it is said."""

from __future__ import annotations

import doctest
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from deepcat import trained
from deepcat.trained import first_detector
from deepcat_data import load_cats


@pytest.fixture(scope="module")
def script(root: Path) -> ModuleType:
    """The benchmark that trains it."""
    path = root / "benchmarks" / "first_detector.py"
    spec = importlib.util.spec_from_file_location("train_first_detector", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # a dataclass looks its module up while it is made
    spec.loader.exec_module(module)
    return module


def test_no_chance_is_near_enough_to_a_half_for_a_processor_to_matter() -> None:
    """The figures of the lesson are the same on every machine: the last bits decide nothing."""
    X, _ = load_cats("test", size=32).as_columns()
    chances = first_detector()(X)
    assert np.abs(chances - 0.5).min() > 1e-4


@pytest.mark.slow
def test_the_script_makes_a_detector_that_is_the_shipped_one(script: ModuleType) -> None:
    """Trained again from the same start, it says the same: it has seen no test drawing."""
    X, _ = load_cats("test", size=32).as_columns()
    again = script.best_of(seeds=[4])
    _, chances = script.forward({name: a.astype(np.float64) for name, a in again.items()}, X)
    assert np.abs(chances - first_detector()(X)).max() < 0.05


def test_the_example_in_its_docstring_is_right() -> None:
    results = doctest.testmod(trained)
    assert results.attempted and not results.failed
