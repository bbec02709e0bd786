"""Share the tests out among processes: what needs the same heavy fixture stays together."""

from __future__ import annotations

import re
from typing import Any

import pytest

# The longest first, so that no process is left alone with one of them at the end.
LONGEST = (
    "tests/attacks/",
    "tests/demo/test_demo.py",
    "tests/datasets/test_difficulty.py",
    "tests/walk/",
    "tests/grading/",
    "tests/build/",
    "tests/house/",
    "tests/browser/",
)
# A test whose parameter names an exercise goes where that exercise's answer keys are, and one of
# a group of attacks where that group is graded.
PIECE = re.compile(r"^(tests/walk)/.*\[.*?\b([a-z]\w*\.[a-z]\w*)|^(tests/attacks)/.*\[(group-\d+)")


def unit(nodeid: str) -> str:
    """Return the name of the tests that run in one process together with this one.

    Examples
    --------
    >>> unit("tests/walk/test_unseen.py::test_a_right_answer[neuron.relu-by hand]")
    'tests/walk neuron.relu'
    >>> unit("tests/attacks/test_attacks.py::test_no_process_is_left[group-2]")
    'tests/attacks group-2'
    >>> unit("tests/judge/test_quiz.py::test_all[a.b]")
    'tests/judge/test_quiz.py'
    """
    found = PIECE.match(nodeid)
    return " ".join(filter(None, found.groups())) if found else nodeid.partition("::")[0]


def rank(nodeid: str) -> int:
    """Return the place of a test's room or file in the order."""
    places = (i for i, start in enumerate(LONGEST) if nodeid.startswith(start))
    return next(places, len(LONGEST))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest first, and tests of one unit beside one another."""
    first: dict[str, int] = {}
    for place, item in enumerate(items):
        first.setdefault(unit(item.nodeid), place)
    items.sort(key=lambda item: (rank(item.nodeid), first[unit(item.nodeid)]))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Hand out whole units, in the order of the collection."""
    from xdist.scheduler.loadscope import LoadScopeScheduling

    class ByUnit(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return unit(nodeid)

    config.option.loadscopereorder = False
    return ByUnit(config, log)
