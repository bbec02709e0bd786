"""A fast selection for the inner loop: style, types, judgement, one seed of every exercise."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOMS = ("house", "judge", "bank", "walk", "solutions", "course")
TOO_LONG = ("slow", "browser")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a run be quick."""
    parser.addoption("--quick", action="store_true", help="only what takes about a minute")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Do not even read the other rooms."""
    here = Path(__file__).resolve().parents[1]
    other = collection_path.parent == here and collection_path.is_dir()
    if config.getoption("--quick") and other and collection_path.name not in ROOMS:
        return True
    return None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out other rooms, and what is marked as slow."""
    if not config.getoption("--quick"):
        return
    left_out = [item for item in items if not is_quick(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if is_quick(item)]


def is_quick(item: pytest.Item) -> bool:
    """Tell whether a test is in the selection."""
    room = item.nodeid.removeprefix("tests/").partition("/")[0]
    return room in ROOMS and not any(item.get_closest_marker(name) for name in TOO_LONG)
