"""Share the tests out among processes: what needs the same heavy fixture stays together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pytest

# What waits for other processes, the longest first: no process is left alone with one at the end.
LONGEST = (
    "tests/attacks",
    "tests/demo/test_demo.py",
    "tests/authoring/test_contributing.py",
    "tests/datasets/test_difficulty.py",
    "tests/grading/",
    "tests/build/",
    "tests/course/test_cli.py",
    "tests/pilots/",
    "tests/house/",
    "tests/browser/",
)
# What computes all the time, spread among the others; exercises that train come first.
COMPUTES = "tests/walk"
TRAIN = (
    "tests/walk cat_detector.fit_softmax_network",
    "tests/walk backprop.train",
    "tests/walk cat_detector.CatDetector",
    "tests/walk introduction.random_search",
)
# A test whose parameter names an exercise goes where that exercise's answer keys are, and one of
# a group of attacks where that group is graded.
PIECE = re.compile(
    r"^(tests/walk)/.*\[.*?\b([a-z]\w*\.[A-Za-z]\w*)|^(tests/attacks)/.*\[(group-\d+)"
)


def unit(nodeid: str) -> str:
    """Return the name of the tests that run in one process together with this one.

    Examples
    --------
    >>> unit("tests/walk/test_unseen.py::test_a_right_answer[neuron.relu-by hand]")
    'tests/walk neuron.relu'
    >>> unit("tests/walk/test_budget.py::test_work[cat_detector.CatDetector]")
    'tests/walk cat_detector.CatDetector'
    >>> unit("tests/attacks/test_attacks.py::test_no_process_is_left[group-2]")
    'tests/attacks group-2'
    >>> unit("tests/judge/test_quiz.py::test_all[a.b]")
    'tests/judge/test_quiz.py'
    """
    found = PIECE.match(nodeid)
    return " ".join(filter(None, found.groups())) if found else nodeid.partition("::")[0]


def rank(name: str) -> int:
    """Return the place of a unit among those of its kind."""
    order = TRAIN if name.startswith(COMPUTES) else LONGEST
    return next((i for i, start in enumerate(order) if name.startswith(start)), len(order))


def spread(names: Sequence[str]) -> list[str]:
    """Return units with those that compute spread evenly among those that wait.

    Examples
    --------
    >>> spread(["tests/house/a.py", "tests/attacks group-1", "tests/walk neuron.relu"])
    ['tests/attacks group-1', 'tests/walk neuron.relu', 'tests/house/a.py']
    """
    kinds: dict[bool, list[str]] = {True: [], False: []}
    for name in sorted(names, key=rank):
        kinds[name.startswith(COMPUTES)].append(name)
    places = {n: (i + 0.5) / len(kind) for kind in kinds.values() for i, n in enumerate(kind)}
    return sorted(places, key=places.__getitem__)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest first, and tests of one unit beside one another."""
    units = dict.fromkeys(unit(item.nodeid) for item in items)
    place = {name: i for i, name in enumerate(spread([*units]))}
    items.sort(key=lambda item: place[unit(item.nodeid)])


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Hand out whole units, in the order of the collection."""
    from xdist.scheduler.loadscope import LoadScopeScheduling

    class ByUnit(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return unit(nodeid)

    config.option.loadscopereorder = False
    return ByUnit(config, log)
