"""check() says so where the newest cell that defines an answer did not run, or nothing is there."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from deepcat import start
from deepcat.view import MIMETYPE
from deepcat_judge.verdict import Outcome, Verdict

START = "import numpy as np\nfrom deepcat import check"
RIGHT = "def tanh(Z):\n    return np.tanh(Z)"
STUB = "def tanh(Z):\n    raise NotImplementedError()"
CHECK = "verdict = check(tanh)"

Run = Callable[..., Verdict]


@pytest.fixture
def shell() -> Iterator[InteractiveShell]:
    """A shell that keeps its history in memory, and has seen no exception yet."""
    vars(sys).pop("last_value", None)
    config = Config()
    config.HistoryManager.hist_file = ":memory:"
    made = InteractiveShell.instance(config=config)
    yield made
    InteractiveShell.clear_instance()


@pytest.fixture
def run(shell: InteractiveShell) -> Run:
    """Runs cells, and gives the verdict that the last of them left."""

    def cells(*sources: str) -> Verdict:
        for source in (START, *sources):
            shell.run_cell(source, store_history=True)
        verdict: Verdict = shell.user_ns["verdict"]
        return verdict

    return cells


def test_a_cell_that_python_cannot_read_is_not_judged_by_an_older_one(run: Run) -> None:
    verdict = run(RIGHT, "def tanh(Z):\n    return (np.tanh(Z)", CHECK)
    assert (verdict.outcome, verdict.points) == (Outcome.RAISED, 0.0)
    assert "The last cell that defines tanh, number [3], did not run." in verdict.headline
    assert "'(' was never closed" in verdict.headline and "earlier cell" in verdict.headline
    assert (verdict.line, verdict.code) == (2, "return (np.tanh(Z)")
    assert "bracket" in verdict.thought and "Mend that cell" in verdict.notes[0]


@pytest.mark.parametrize("code", ["return 1", "def tanh(Z):\n    return Z\nreturn 1"])
def test_the_line_is_told_where_python_found_it_late(run: Run, code: str) -> None:
    """Of a return outside a function Python tells only the line's number."""
    verdict = run(RIGHT, f"def tanh(Z):\n    pass\n{code}", CHECK)
    assert verdict.code == "return 1"


def test_a_cell_that_stopped_before_its_definition_is_told(run: Run) -> None:
    verdict = run(RIGHT, "numpi.e\ndef tanh(Z):\n    return Z", CHECK)
    assert verdict.outcome is Outcome.RAISED
    assert "NameError: name 'numpi' is not defined" in verdict.headline
    assert (verdict.line, verdict.code) == (1, "numpi.e")


@pytest.mark.parametrize(
    "cells",
    [
        (RIGHT,),
        ("def tanh(Z):\n    return (Z", RIGHT),
        (RIGHT, "def tanh2(Z):\n    return (Z"),
        (RIGHT, "# def tanh(Z):\n1 +"),
        (RIGHT, "tanh = np.tanh"),
        ("def tanh(Z):\n    return (Z", "from numpy import *"),
        ("def tanh(Z):\n    return (Z", "exec('tanh = np.tanh')"),
        ("def tanh(Z):\n    return (Z", "%%time\ntanh = np.tanh"),
        (RIGHT + "\n1 / 0",),
        (RIGHT, "tanh(1, 2)"),
        (RIGHT, "def other(Z):\n    tanh = Z\n    return tanh", "1 / 0"),
        ("import functools\n@functools.cache\n" + RIGHT + "\ntanh = tanh.__wrapped__",),
        ("def plain(f):\n    return lambda Z: f(Z)", "@plain\n" + RIGHT, "tanh('a', 'b')"),
    ],
)
def test_whatever_is_newest_is_judged(run: Run, cells: tuple[str, ...]) -> None:
    """Cells that fail beside it, or after it, take nothing from a right answer."""
    assert run(*cells, CHECK).outcome is Outcome.PASSED


def test_the_cell_that_checks_may_define_too(run: Run) -> None:
    assert run("def tanh(Z):\n    return (Z", f"{RIGHT}\n{CHECK}").passed


def test_a_function_of_another_name_is_pointed_at(run: Run) -> None:
    """The stub still goes by the exercise's name: it is judged, and the note says why."""
    verdict = run(STUB, RIGHT.replace("tanh(Z):", "tahn(Z):"), CHECK)
    assert verdict.outcome is Outcome.NOT_ATTEMPTED
    assert "Cell [3] defines tahn" in verdict.notes[0]
    assert "tanh, which comes from an earlier cell" in verdict.notes[0]
    assert run(RIGHT.replace("tanh(Z):", "tahn(Z):"), RIGHT, CHECK).notes == ()


def test_other_exercises_are_no_misspelt_names(run: Run) -> None:
    """sigmoid_prime is not a slip for sigmoid."""
    cells = (STUB, "def tanh_prime(Z):\n    return 1 - np.tanh(Z) ** 2", CHECK)
    assert run(*cells).notes == ()


def test_nothing_under_the_name_says_what_to_run(run: Run) -> None:
    verdict = run("verdict = check(None, 'neuron.tanh')")
    assert verdict.outcome is Outcome.NOT_ATTEMPTED
    assert "There is no tanh in this notebook's memory yet" in verdict.headline
    assert "Run the cell that defines it first" in verdict.thought
    assert "from the top" in verdict.thought
    verdict = run("def tahn(Z):\n    return np.tanh(Z)", "verdict = check(None, 'neuron.tanh')")
    assert "defines tahn" in verdict.thought
    verdict = run("def tanh(Z):\n    return (Z", "verdict = check(None, 'neuron.tanh')")
    assert "did not run" in verdict.headline and "earlier cell" not in verdict.headline


def shown(shell: InteractiveShell, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Collect what is displayed from now on."""
    found: list[dict[str, Any]] = []
    monkeypatch.setattr(
        shell.display_pub, "publish", lambda data, **other: found.append(data[MIMETYPE])
    )
    return found


def test_a_started_lesson_explains_a_check_of_what_is_not_there(
    shell: InteractiveShell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Python stops such a cell before check() is called; starting twice explains once."""
    cards = shown(shell, monkeypatch)
    begin = "from deepcat import start\nstart()"
    for source in (START, begin, begin, "check(tanh)", "unknown", "[].tanh", "tanh = 1"):
        shell.run_cell(source, store_history=True)
    (card,) = cards
    assert card["exercise"] == "neuron.tanh"
    assert "There is no tanh" in card["headline"]
    for source in ("del tanh", "def tanh(Z):\n    return (Z", "check(tanh)"):
        shell.run_cell(source, store_history=True)
    assert "did not run" in cards[1]["headline"]


def test_importing_explains_nothing(
    shell: InteractiveShell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before start() is called, Python's own words stand alone."""
    cards = shown(shell, monkeypatch)
    shell.run_cell(f"{START}, hint, progress, start", store_history=True)
    shell.run_cell("check(tanh)", store_history=True)
    assert cards == []


def test_outside_a_notebook_there_is_nothing_to_start() -> None:
    """Called by a script, it raises nothing."""
    start()
