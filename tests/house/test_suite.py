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


@pytest.mark.parametrize("module", [seeds, sharing])
def test_the_worked_examples_are_right(module: ModuleType) -> None:
    results = doctest.testmod(module)
    assert results.attempted > 0
    assert results.failed == 0


def item(nodeid: str, *markers: str) -> Any:
    marked = {name: object() for name in markers}
    return SimpleNamespace(nodeid=nodeid, get_closest_marker=marked.get)


def test_longest_first_and_an_exercise_in_one_piece() -> None:
    names = [
        "tests/judge/test_a.py::one",
        "tests/walk/test_a.py::one[neuron.relu-x]",
        "tests/walk/test_a.py::one[neuron.tanh-x]",
        "tests/walk/test_b.py::two[key0-neuron.relu]",
        "tests/attacks/test_a.py::one",
    ]
    items = [item(name) for name in names]
    sharing.pytest_collection_modifyitems(items)
    assert [names.index(found.nodeid) for found in items] == [4, 1, 3, 2, 0]


def test_the_quick_selection_is_judgement_without_what_takes_seconds() -> None:
    assert quick.is_quick(item("tests/judge/test_a.py::one"))
    assert not quick.is_quick(item("tests/judge/test_a.py::one", "slow"))
    assert not quick.is_quick(item("tests/course/test_a.py::one", "browser"))
    assert not quick.is_quick(item("tests/grading/test_a.py::one"))


def test_every_room_of_the_quick_selection_exists(root: Path) -> None:
    assert all((root / "tests" / room).is_dir() for room in quick.ROOMS)
    assert all((root / start).exists() for start in sharing.LONGEST)


def test_forty_seeds_where_nothing_changed_and_all_where_something_did() -> None:
    chosen = seeds.Seeds("abc", everything=False)
    chosen.proved = {"a.b": "1"}
    forty = chosen.of("a.b", "1")
    assert len(set(forty)) == 40
    assert forty == [*range(20), *seeds.derived("abc")]
    assert seeds.derived("abc") != seeds.derived("abd")
    assert chosen.of("a.b", "2") == chosen.of("new.one", "1") == list(range(200))
    everything = seeds.Seeds("abc", everything=True)
    everything.proved = chosen.proved
    assert everything.of("a.b", "1") == list(range(200))


def test_mistakes_are_named_on_ten_seeds_where_something_changed() -> None:
    chosen = seeds.Seeds("abc", everything=False)
    chosen.proved = {"a.b": "1"}
    assert chosen.of_names("a.b", "1") == [1, 2, 3]
    assert chosen.of_names("a.b", "2") == chosen.of_names("new.one", "1") == list(range(1, 11))


def report(
    name: str, count: int, when: str = "call", passed: bool = True, named: bool = True
) -> Any:
    facts = [("proved", name), ("seeds", count), ("digest", f"digest of {name}"), ("named", named)]
    return called(facts, when, passed)


def called(facts: list[tuple[str, object]], when: str = "call", passed: bool = True) -> Any:
    return SimpleNamespace(
        user_properties=facts, when=when, passed=passed, nodeid="tests/walk/x", duration=1.0
    )


@pytest.mark.parametrize("write", [True, False])
def test_only_what_passed_on_all_seeds_is_recorded(
    write: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = tmp_path / "proved.json"
    record.write_text('{"old.one": "0"}')
    monkeypatch.setattr(seeds, "RECORD", record)
    recorder = seeds.Recorder(write)
    for part in range(4):
        recorder.pytest_runtest_logreport(report("whole", 50))
        recorder.pytest_runtest_logreport(report("whole", 50, when="teardown"))
        recorder.pytest_runtest_logreport(report("failing", 50, passed=part != 2))
        recorder.pytest_runtest_logreport(report("forty", 10))
        recorder.pytest_runtest_logreport(report("sheet", 50, named=False))
        recorder.pytest_runtest_logreport(report("names not tried", 50))
        recorder.pytest_runtest_logreport(report("three names", 50))
    for name, count in (("whole", 10), ("failing", 10), ("forty", 10), ("three names", 3)):
        names = [("proved", name), ("names on seeds", count)]
        recorder.pytest_runtest_logreport(called(names))
    printed: list[str] = []
    printer: Any = SimpleNamespace(section=printed.append, write_line=printed.append)
    recorder.pytest_terminal_summary(printer)
    assert printed[1] == "sheet, whole"
    kept = json.loads(record.read_text())
    new = {name: f"digest of {name}" for name in ("sheet", "whole")}
    assert kept == {"old.one": "0", **(new if write else {})}


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
