"""The suite shares its tests out, chooses its seeds and records proofs, and drops nothing."""

from __future__ import annotations

import doctest
import json
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
import quick
import rooms
import seeds
import sharing

from deepcat_judge.exercises import EXERCISES


@pytest.mark.parametrize("module", [seeds, sharing])
def test_the_worked_examples_are_right(module: ModuleType) -> None:
    results = doctest.testmod(module)
    assert results.attempted > 0
    assert results.failed == 0


def item(nodeid: str, *markers: str) -> Any:
    marked = {name: object() for name in markers}
    return SimpleNamespace(nodeid=nodeid, get_closest_marker=marked.get)


def test_longest_first_in_pieces_and_what_computes_among_what_waits() -> None:
    names = [
        "tests/judge/test_a.py::one",
        "tests/walk/test_a.py::one[neuron.relu-x]",
        "tests/walk/test_a.py::one[neuron.tanh-x]",
        "tests/walk/test_b.py::two[key0-neuron.relu]",
        "tests/attacks/test_a.py::one",
        "tests/walk/test_a.py::one[backprop.train-x]",
        "tests/walk/test_a.py::two[neuron.tanh-x]",
    ]
    items = [item(name) for name in names]
    sharing.pytest_collection_modifyitems(items)
    assert [names.index(found.nodeid) for found in items] == [5, 4, 1, 3, 0, 2, 6]


def test_the_quick_selection_is_judgement_without_what_takes_seconds() -> None:
    assert quick.is_quick(item("tests/judge/test_a.py::one"))
    assert not quick.is_quick(item("tests/judge/test_a.py::one", "slow"))
    assert not quick.is_quick(item("tests/course/test_a.py::one", "browser"))
    assert not quick.is_quick(item("tests/grading/test_a.py::one"))


def test_every_room_of_the_quick_selection_exists(root: Path) -> None:
    assert all((root / "tests" / room).is_dir() for room in quick.ROOMS)
    assert all((root / start).exists() for start in sharing.LONGEST)
    assert {name.partition(" ")[2] for name in sharing.TRAIN} <= EXERCISES.keys()


@pytest.fixture
def chosen() -> seeds.Seeds:
    """The seeds of a run in which one exercise is as it was proved."""
    chosen = seeds.Seeds("abc", everything=False)
    chosen.proved = {"a.b": "1"}
    return chosen


def test_few_seeds_where_nothing_changed_and_all_where_something_did(chosen: seeds.Seeds) -> None:
    few = chosen.of("a.b", "1")
    assert len(set(few)) == 23
    assert few == [0, 1, 2, *seeds.derived("abc")]
    assert seeds.derived("abc") != seeds.derived("abd")
    assert chosen.of("a.b", "2") == chosen.of("new.one", "1") == list(range(200))
    everything = seeds.Seeds("abc", everything=True)
    everything.proved = chosen.proved
    assert everything.of("a.b", "1") == list(range(200))


def test_names_and_words_are_looked_at_more_often_where_something_changed(
    chosen: seeds.Seeds,
) -> None:
    assert chosen.of_names("a.b", "1") == [1]
    assert chosen.of_names("a.b", "2") == chosen.of_names("new.one", "1") == list(range(1, 11))
    assert chosen.of_words("a.b", "1") == (0,)
    assert chosen.of_words("a.b", "2") == chosen.of_words("new.one", "1") == (None, 0, 1)


def called(name: str, part: str, count: int, when: str = "call", passed: bool = True) -> Any:
    facts = {"proved": name, "digest": f"digest of {name}", part: count}
    return SimpleNamespace(
        user_properties=list(facts.items()),
        when=when,
        passed=passed,
        nodeid="tests/walk/x",
        duration=1.0,
    )


# Hidden cases in four tests, names in one, words in four.
WHOLE = (*[("seeds", 50)] * 4, ("names on seeds", 10), *[("words on papers", 3)] * 4)
FEW = (*[("seeds", 6)] * 4, ("names on seeds", 1), *[("words on papers", 1)] * 4)


@pytest.mark.parametrize("write", [True, False])
def test_only_what_passed_as_a_whole_is_recorded(
    write: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = tmp_path / "proved.json"
    record.write_text('{"old.one": "0"}')
    monkeypatch.setattr(seeds, "RECORD", record)
    recorder = seeds.Recorder(write)
    for missing, (part, count) in enumerate(WHOLE):
        recorder.pytest_runtest_logreport(called("whole", part, count))
        recorder.pytest_runtest_logreport(called("whole", part, count, when="teardown"))
        for other, (name, most) in enumerate(WHOLE):
            failing = called(f"fails {missing}", name, most, passed=other != missing)
            recorder.pytest_runtest_logreport(failing)
            fewer = FEW[other][1] if other == missing else most
            recorder.pytest_runtest_logreport(called(f"fewer {missing}", name, fewer))
    printed: list[str] = []
    printer: Any = SimpleNamespace(section=printed.append, write_line=printed.append)
    recorder.pytest_terminal_summary(printer)
    assert printed[1] == "whole"
    kept = json.loads(record.read_text())
    assert kept == {"old.one": "0", **({"whole": "digest of whole"} if write else {})}


def test_each_room_has_a_line() -> None:
    counts = rooms.Rooms()
    for nodeid in ("tests/judge/a.py::x", "tests/walk/a.py::y", "tests/walk/a.py::z"):
        for when in ("setup", "call", "teardown"):
            phase: Any = SimpleNamespace(nodeid=nodeid, when=when, duration=0.5)
            counts.pytest_runtest_logreport(phase)
    printed: list[str] = []
    printer: Any = SimpleNamespace(section=printed.append, write_line=printed.append)
    counts.pytest_terminal_summary(printer)
    assert printed == [
        "rooms",
        "walk            2 tests     3.0 s",
        "judge           1 tests     1.5 s",
    ]
