"""The pictures are as hard as promised: a line sees something, seven units see much more.

The same models as in ``benchmarks/baselines.py``, whose tables stand in the datasheets.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from deepcat_data import CatsConfig, Pictures, load_cats, make_cats
from deepcat_data.pictures import at_size, for_task, sample

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def baselines(root: Path) -> ModuleType:
    """Import the benchmark by its path."""
    spec = importlib.util.spec_from_file_location("baselines", root / "benchmarks/baselines.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def linear(baselines: ModuleType) -> float:
    """Return the linear model's accuracy on the binary task, at 32×32."""
    accuracy: float = baselines.on_pixels(
        baselines.linear(), load_cats("train", size=32), load_cats("test", size=32)
    )
    return accuracy


@pytest.fixture(scope="module")
def networks(baselines: ModuleType) -> list[float]:
    """Return the accuracies of networks of 7 hidden units, from four starts."""
    train, test = load_cats("train", size=32), load_cats("test", size=32)
    return [baselines.on_pixels(baselines.network(seed), train, test) for seed in range(4)]


def test_a_linear_model_sees_something(linear: float) -> None:
    assert 0.72 <= linear <= 0.84


def test_seven_hidden_units_see_much_more(linear: float, networks: list[float]) -> None:
    assert all(0.84 <= accuracy <= 0.94 for accuracy in networks)
    assert min(networks) - linear >= 0.05


def test_it_is_so_at_full_size(baselines: ModuleType) -> None:
    train, test = load_cats("train"), load_cats("test")
    line = baselines.on_pixels(baselines.linear(), train, test)
    hidden = baselines.on_pixels(baselines.network(0), train, test)
    assert 0.72 <= line <= 0.84
    assert 0.84 <= hidden <= 0.94
    assert hidden - line >= 0.05


def test_three_classes_are_told_apart_as_well(baselines: ModuleType) -> None:
    train, test = load_cats("train", "three", 32), load_cats("test", "three", 32)
    line = baselines.on_pixels(baselines.linear(), train, test)
    hidden = [baselines.on_pixels(baselines.network(seed), train, test) for seed in (0, 1)]
    assert 0.74 <= line <= 0.83
    assert 0.84 <= np.mean(hidden) <= 0.92
    assert min(hidden) - line >= 0.05


@pytest.mark.parametrize("seed", [1, 2])
def test_other_drawings_of_the_kind_are_as_hard(baselines: ModuleType, seed: int) -> None:
    """The bars hold for the drawing, not only for the pictures that happened to be shipped."""
    train, test = (
        at_size(for_task(make_cats(CatsConfig(counts, split, seed)), "binary"), 32)
        for counts, split in (((500, 200, 200, 100), "train"), ((300, 120, 120, 60), "test"))
    )
    line = baselines.on_pixels(baselines.linear(), train, test)
    hidden = baselines.on_pixels(baselines.network(seed), train, test)
    assert 0.72 <= line <= 0.84
    assert 0.84 <= hidden <= 0.94
    assert hidden - line >= 0.05


def shortcut(baselines: ModuleType, model: Any, features: Any) -> float:
    train, test = load_cats("train"), load_cats("test")
    accuracy: float = baselines.accuracy(model, features(train), train.y, features(test), test.y)
    return accuracy


def test_mean_colour_alone_says_little(baselines: ModuleType) -> None:
    assert shortcut(baselines, baselines.linear(), baselines.mean_colours) < 0.62
    forest = baselines.RandomForestClassifier(300, random_state=0)
    assert shortcut(baselines, forest, baselines.mean_colours) < 0.62


def test_neither_colours_nor_similar_pixels_come_near_a_network(
    baselines: ModuleType, networks: list[float]
) -> None:
    forest = baselines.RandomForestClassifier(300, random_state=0)
    assert shortcut(baselines, forest, baselines.histograms) < min(networks) - 0.10
    neighbour = baselines.KNeighborsClassifier(1)
    assert shortcut(baselines, neighbour, baselines.pixels) < min(networks) - 0.05


def test_more_data_help(baselines: ModuleType, linear: float, networks: list[float]) -> None:
    train, test = load_cats("train", size=32), load_cats("test", size=32)
    few = [sample(train, 100, seed) for seed in range(4)]
    lines = [baselines.on_pixels(baselines.linear(), some, test) for some in few]
    hidden = [baselines.on_pixels(baselines.network(0), some, test) for some in few]
    assert np.mean(lines) < linear - 0.05
    assert np.mean(hidden) < np.mean(networks) - 0.07


def test_tiny_is_learned_by_heart(baselines: ModuleType) -> None:
    tiny, test = load_cats("tiny", size=32), load_cats("test", size=32)
    model = baselines.network(0)
    unseen = baselines.on_pixels(model, tiny, test)
    seen = model.score(baselines.pixels(tiny), tiny.y)
    assert seen >= 0.99
    assert unseen < 0.88


def test_pencil_is_another_world(baselines: ModuleType, networks: list[float]) -> None:
    """What was learned from paint helps less in pencil."""
    train, pencil = load_cats("train", size=32), load_cats("pencil", size=32)
    assert baselines.on_pixels(baselines.network(0), train, pencil) < min(networks) - 0.10


def test_pose_sets_the_difficulty(baselines: ModuleType, linear: float) -> None:
    """With every head in one place, a linear model does far better."""

    def still(counts: tuple[int, int, int, int], split: str) -> Pictures:
        drawn = make_cats(CatsConfig(counts, split, spread=0.0))
        return at_size(for_task(drawn, "binary"), 32)

    train, test = still((250, 100, 100, 50), "train"), still((150, 60, 60, 30), "test")
    assert baselines.on_pixels(baselines.linear(), train, test) > linear + 0.10
