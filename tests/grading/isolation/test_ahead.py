"""Calls that are sent in one frame cost little, and tell an answer nothing that pays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

import deepcat_judge.judge as judging
from deepcat_grader import answers
from deepcat_grader.bank import ENTRIES
from deepcat_grader.bank.registry import Entry
from deepcat_grader.grading import papers
from deepcat_grader.grading.isolation.channel import GraderChannel
from deepcat_grader.grading.isolation.limits import Limits
from deepcat_grader.grading.record import NotebookRecord
from deepcat_judge.exercise import Case, Exercise
from deepcat_judge.verdict import Outcome

from ..toys import graded, right, toy

LESSON = [name for name in ENTRIES if name.startswith("neuron.")]
GATES = {"neuron.and_gate", "neuron.or_gate"}  # judged by what holds between their values alone
SECRET = 0.123456
SHOWN = (1.0, 2.0, 3.0)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter[str]]:
    """How many questions of each kind a worker is asked, and how often the judge judges."""
    count: Counter[str] = Counter()
    begin = b"DCF1"
    whole, judge = GraderChannel._asked, judging.judge

    def asks(self: GraderChannel, data: bytes, *rest: Any) -> Any:
        assert data.startswith(begin)
        count[data[16:].split(b'"')[1].decode()] += 1
        return whole(self, data, *rest)

    def judges(*args: Any) -> Any:
        count["judged"] += 1
        return judge(*args)

    monkeypatch.setattr(GraderChannel, "_asked", asks)
    monkeypatch.setattr("deepcat_grader.grading.one_notebook.judge", judges)
    yield count


def test_a_right_lesson_is_asked_once_an_exercise_and_judged_once_a_paper(
    asked: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where each call would be a question there are 350; each paper is worked out once."""
    monkeypatch.setattr(papers, "_KEPT", type(papers._KEPT)())
    drawn: list[str] = []
    monkeypatch.setattr(papers, "full_key", _told_to(drawn, answers.full_key))
    sources = {name: right(name) for name in LESSON}
    of_gates = {"probe": 2, "call": 6}
    questions = {"cells": 1, "keep": 1, "calls": len(LESSON) - 2, **of_gates}
    for judged in (len(LESSON), len(GATES)):
        asked.clear()
        record = graded(sources)
        assert all(verdict.passed for verdict in record.verdicts.values())
        assert asked == {**questions, "judged": judged}
    assert sorted(drawn) == sorted(LESSON)


def _told_to(drawn: list[str], whole: Any) -> Any:
    def counted(entry: Entry, seed: int) -> Any:
        drawn.append(entry.exercise.id)
        return whole(entry, seed)

    return counted


def double(x: float) -> float:
    return 2.0 * x


def hidden_toy(name: str = "double") -> Entry:
    """A toy that has shown inputs and a hidden one."""
    entry = toy(double, SHOWN[0], name=name)
    assert isinstance(entry.exercise, Exercise)
    cases = tuple(Case(f"shown-{x}", (x,), note="shown") for x in SHOWN)
    hidden = (Case("last", (SECRET,), note="not shown"),)
    return replace(entry, exercise=replace(entry.exercise, cases=cases), hidden=lambda rng: hidden)


FINDS = """
import sys
def found(name):
    frame = sys._getframe()
    while frame is not None:
        if name in frame.f_locals:
            return frame.f_locals[name]
        frame = frame.f_back
"""
ATTACKS = {
    "shows_a_hidden_input": "def double(x):\n    raise ValueError(f'{found(\"calls\")}')",
    "warns_of_a_hidden_input": (
        "import warnings\ndef double(x):\n"
        "    warnings.warn(f'{found(\"calls\")}', RuntimeWarning)\n    return 2.0 * x"
    ),
    "returns_a_hidden_input": "def double(x):\n    return found('calls')[-1][0]",
    "returns_the_next_result": (
        "LEFT = []\ndef double(x):\n"
        "    LEFT[:] = LEFT or [2.0 * args[0] for args in found('calls')[1:]] + [0.0]\n"
        "    return LEFT.pop(0)"
    ),
    "claims_the_results_of_others": (
        "def double(x):\n    calls, seen = found('calls'), found('found')\n"
        "    from deepcat_judge.observe import Observation\n"
        "    if calls:\n        seen.update({str(i): Observation(value=2.0) for i in range(9)})\n"
        "        raise KeyboardInterrupt\n    return 0.0"
    ),
    "is_right_only_while_it_sees_all": (
        "def double(x):\n    return 2.0 * x if found('calls') is None else 0.0"
    ),
}


@pytest.fixture(scope="module")
def attacked() -> NotebookRecord:
    """One notebook whose answers use what was sent ahead, and an honest one behind them."""
    sources, entries = {}, {}
    for name, source in ATTACKS.items():
        sources[f"introduction.{name}"] = FINDS + source.replace("def double", f"def {name}")
        entries[f"introduction.{name}"] = hidden_toy(name)
    sources["introduction.honest"] = "def honest(x):\n    return 2.0 * x"
    entries["introduction.honest"] = hidden_toy("honest")
    return graded(sources, entries, Limits(cell=5.0, call=2.0, restarts=20))


@pytest.mark.parametrize("name", sorted({*ATTACKS} - {"is_right_only_while_it_sees_all"}))
def test_knowing_what_comes_earns_nothing_and_shows_nothing(
    attacked: NotebookRecord, name: str
) -> None:
    verdict = attacked.verdicts[f"introduction.{name}"]
    assert verdict.points == 0 and not verdict.passed, verdict
    assert str(SECRET) not in str(verdict.to_json())


def test_what_fails_only_when_all_is_sent_ahead_is_judged_call_by_call(
    attacked: NotebookRecord,
) -> None:
    assert attacked.verdicts["introduction.is_right_only_while_it_sees_all"].passed
    assert attacked.verdicts["introduction.honest"].passed


@pytest.mark.parametrize(
    ("third", "outcome", "words"),
    [
        ("os._exit(0)", Outcome.RAISED, "ended the process"),
        ("[None for _ in iter(int, 1)]", Outcome.TIMED_OUT, "did not finish"),
        ("1 / 0", Outcome.RAISED, "division by zero"),
    ],
)
def test_what_happens_in_a_later_call_costs_what_it_would_alone(
    third: str, outcome: Outcome, words: str
) -> None:
    source = f"import os\ndef double(x):\n    if x == {SHOWN[2]}: {third}\n    return 2.0 * x"
    entries = {"introduction.double": hidden_toy()}
    record = graded({"introduction.double": source}, entries, Limits(cell=5.0, call=0.5, slack=6.0))
    verdict = record.verdicts["introduction.double"]
    assert (verdict.outcome, verdict.points) == (outcome, 0), verdict
    assert words in verdict.message.replace("ZeroDivisionError", "division by zero")


def test_a_right_answer_that_needs_the_time_of_several_calls_has_it() -> None:
    source = (
        "import time\ndef double(x):\n    end = time.process_time() + 0.3\n"
        "    while time.process_time() < end: pass\n    return 2.0 * x"
    )
    entries = {"introduction.double": hidden_toy()}
    record = graded(
        {"introduction.double": source}, entries, Limits(cell=5.0, call=0.6, slack=60.0)
    )
    assert record.verdicts["introduction.double"].passed


@pytest.mark.parametrize("name", ["neuron.and_gate", "backprop.catch_the_bug"])
def test_a_relation_alone_and_what_is_lent_are_asked_call_by_call(name: str) -> None:
    assert papers.paper(ENTRIES[name], 1).ahead is None


def test_what_passed_is_kept_for_the_same_claims_alone(
    asked: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers, "_KEPT", type(papers._KEPT)())
    monkeypatch.setattr(papers, "MOST_RIGHT", 1)
    entries = {"introduction.double": hidden_toy()}
    sources = ["2.0 * x", "x + x", "2.0 * x if x != 3 else 6.0000000000001", "2.0 * x", "x"]
    passed = []
    for source in sources:
        record = graded({"introduction.double": f"def double(x): return {source}"}, entries)
        passed.append(record.verdicts["introduction.double"].passed)
    assert passed == [True, True, True, True, False]
    assert asked["judged"] == 1 + 0 + 1 + 1 + 2


def test_judging_leaves_the_questions_of_a_paper_as_they_were() -> None:
    """All students share them."""
    for name in ("neuron.neuron_batch", "hidden_layer.forward", "losses.softmax"):
        entry = ENTRIES[name]
        paper = papers.paper(entry, 7)
        assert paper.ahead is not None and isinstance(paper.exercise, Exercise)
        again = papers._ahead(entry, paper.exercise, paper.key, 7)
        assert again is not None and again.given == paper.ahead.given


EMPTIES_THE_FRAME = """
import sys
def nothing(self, place, **rest):
    self.do_recall(place)
    return {"missing": None, "unwritten": False}
sys.modules["worker"].Worker.do_calls = nothing
"""


def test_a_pass_that_was_asked_for_more_than_the_frame_serves_nobody_else() -> None:
    """An accomplice whose frame claims nothing is judged by what is asked of him one by one."""
    entries = {"introduction.double": hidden_toy()}
    points = []
    for value in ("2.0 * x", "0.0 * x"):
        source = f"{EMPTIES_THE_FRAME}\ndef double(x): return {value}"
        record = graded({"introduction.double": source}, entries)
        assert not record.runs["introduction.double"].words
        points.append(record.verdicts["introduction.double"].points)
    assert points[0] > 0 == points[1]
